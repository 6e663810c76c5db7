import pytest

from bot.corpus.cleaning import rules
from bot.corpus.cleaning.leftovers import (
    cut_markers,
    is_byline,
    is_request,
    line_rule,
    sentence_rule,
)
from bot.corpus.cleaning.notices import possible_notices
from bot.corpus.cleaning.phrases import BEGINNINGS, STANDING

LINES = [
    ("Accept all cookies", rules.COOKIES),
    ("Log in", rules.SUBSCRIPTION),
    ("Subscribe!", rules.SUBSCRIPTION),
    ("Sign up for our weekly briefing", rules.SUBSCRIPTION),
    ("Already a subscriber?", rules.SUBSCRIPTION),
    ("Share on Facebook", rules.SHARING),
    ("FacebookTwitterPinterestEmail", rules.SHARING),
    ("1.2K shares", rules.SHARING),
    ("Related articles", rules.RELATED),
    ("READ MORE: How the dog Laika was chosen", rules.RELATED),
    ("Related: A list of every launch", rules.RELATED),
    ("More Space Stories", rules.RELATED),
    ("Advertisement", rules.ADVERTISEMENT),
    ("Story continues below", rules.ADVERTISEMENT),
    ("Photo: A. Photographer", rules.CAPTION),
    ("The rocket on its pad (Image: GETTY)", rules.CAPTION),
    ("The crew before the flight. Credit: NASA/JPL-Caltech", rules.CAPTION),
    ("NASA/Bill Ingalls", rules.CAPTION),
    ("A capsule under its parachutes [SpaceX via NASA]", rules.CAPTION),
    ("Image 2 of 5", rules.CAPTION),
    ("167 comments", rules.COMMENTS),
    ("[ 12 Comments ]", rules.COMMENTS),
    ("Leave a Reply", rules.COMMENTS),
    ("6 thoughts on “The longest night”", rules.COMMENTS),
    ("© 2025 The Example Company", rules.COPYRIGHT),
    ("Copyright 2019, An Example. All rights reserved.", rules.COPYRIGHT),
    ("5 min read", rules.READING_TIME),
    ("Reading time: 4 minutes", rules.READING_TIME),
    ("Updated: 18 Nov 2019 9:38 pm", rules.TIMESTAMP),
    ("2 days ago", rules.TIMESTAMP),
    ("Tags: Sputnik, Laika", rules.TAGS),
    ("#space #moon", rules.TAGS),
    ("Filed under: Spaceflight", rules.TAGS),
    ("About the author", rules.AUTHOR),
    ("A. Writer contributed to this report.", rules.AUTHOR),
    ("Originally published in The Example", rules.REPOSTING),
    ("Print this page", rules.PRINTING),
    ("E-mail this article", rules.PRINTING),
    ("Skip to main content", rules.NAVIGATION),
    ("Back to top ↑", rules.NAVIGATION),
    ("Home > News > Space", rules.NAVIGATION),
    ("Terms of Service", rules.FOOTER),
    ("Powered by ExamplePress", rules.FOOTER),
    ("https://example.org/a.jpg", rules.ADDRESS),
    ('<img height="1" src="x">', rules.MARKUP),
    ("* * *", rules.SEPARATOR),
]

HEADINGS = [
    "Home",  # of an article on a family as well as of a page
    "History",
    "MESSENGER",
    "Return to Earth",
    "Loading the propellants",
    "Contact",
    "More than 200 news stories",
    "(c) 1969 was the year of the landing",
    "Copyright law changed in 1976",
    "20 July 1969",
    "Environmental Protection Agency (EPA)",
    "Printing",
    "Comments on the report by Tsiolkovsky",
    "See also",
    "Share of the budget by year",
    "Signing of the treaty",
    "Share one ration between two",
    "12 responses to the call came from Houston.",
    "Photography of the far side",
    "1969",
    "“Read more,” he told the cadets, “and fly less.”",
]


@pytest.mark.parametrize(("line", "rule"), LINES)
def test_line_rule(line: str, rule: str) -> None:
    assert rule == line_rule(line)


@pytest.mark.parametrize("line", HEADINGS)
def test_line_rule_keeps_what_an_article_can_say(line: str) -> None:
    assert line_rule(line) is None


# Beginnings of which other rules, which are tried before or after, know as well.
SHADOWED = {
    *("more from the author", "click here to subscribe"),
    *("image copyright", "image caption", "media caption"),
}
LABELS = (":", "|", "»", "–", "-")


def test_every_beginning_makes_a_line_a_leftover() -> None:
    """But no sentence, unless it is a label, and no longer word."""
    sentence = "and the crew went to the Moon on the next day."
    wrong = []
    for beginning, rule in BEGINNINGS.items():
        label = beginning.endswith(LABELS) or beginning.startswith("(")
        wanted = [rule, rule, rule if label else None]
        found = [
            line_rule(f"{beginning} Moon flight"),
            line_rule(f"{beginning.upper()} the Moon."),
            line_rule(f"{beginning} {sentence}"),
        ]
        if beginning[-1].isalnum() and not label:
            wanted.append(None)
            found.append(line_rule(f"{beginning}moon of a flight"))
        if wanted != found and beginning not in SHADOWED:
            wrong.append((beginning, wanted, found))
    assert [] == wrong


def test_every_standing_line_is_a_leftover_with_marks_around_it_or_not() -> None:
    wrong = [(line, rule) for line, rule in STANDING.items() if line_rule(line.title()) != rule]
    plain = {line: rule for line, rule in STANDING.items() if line.strip(":+") == line}
    wrong += [(line, rule) for line, rule in plain.items() if line_rule(f"» {line}…") != rule]
    wrong += [(line, rule) for line, rule in plain.items() if line_rule(f"{line} moon") == rule]
    assert [] == [each for each in wrong if not each[0].startswith(tuple(BEGINNINGS))]


@pytest.mark.parametrize(("length", "rule"), [(200, rules.CAPTION), (201, None)])
def test_a_label_goes_with_up_to_200_characters(length: int, rule: str | None) -> None:
    assert rule == line_rule("Photo: ".ljust(length - 1, "a") + ".")


@pytest.mark.parametrize(("length", "rule"), [(300, rules.MARKUP), (301, None)])
def test_a_line_is_judged_with_up_to_300_characters(length: int, rule: str | None) -> None:
    assert rule == line_rule("<img".ljust(length, "a").replace("a", " ", 1))


@pytest.mark.parametrize(("length", "rule"), [(400, rules.COOKIES), (401, None)])
def test_a_sentence_is_judged_with_up_to_400_characters(length: int, rule: str | None) -> None:
    assert rule == _rule("We accept all cookies ".ljust(length, "a"))


@pytest.mark.parametrize(("words", "rule"), [(8, rules.SUBSCRIPTION), (9, None)])
def test_a_sentence_of_nine_words_is_one(words: int, rule: str | None) -> None:
    assert rule == line_rule(" ".join(["Sign up for our", *["then"] * (words - 5), "flew."]))


SENTENCES = [
    ("This website uses cookies to improve your experience.", rules.COOKIES),
    ("By continuing to use our site, you agree to this.", rules.COOKIES),
    ("Please review our privacy policy.", rules.COOKIES),
    ("We are having trouble retrieving the article content.", rules.PAYWALL),
    ("Thank you for your patience while we verify access.", rules.PAYWALL),
    ("Already a subscriber?", rules.PAYWALL),
    ("Subscribe or log in to continue reading.", rules.PAYWALL),
    ("You have 2 free articles left this month.", rules.PAYWALL),
    ("Please enable JavaScript in your browser settings.", rules.SCRIPT),
    ("Your browser does not support this player.", rules.SCRIPT),
    ("Please turn off your ad blocker.", rules.SCRIPT),
    ("Sign up for our newsletter and never miss a launch.", rules.SUBSCRIPTION),
    ("We send the news of the week to your inbox.", rules.SUBSCRIPTION),
    ("Follow us on Twitter @example and on Facebook.", rules.SUBSCRIPTION),
    ("Like this story?", rules.SHARING),
    ("Your email address will not be published.", rules.COMMENTS),
    ("Comments are closed.", rules.COMMENTS),
    ("This post was originally published on this site", rules.REPOSTING),
    ("The post A Walk in the Dark appeared first on Example.", rules.REPOSTING),
    ("A version of this article appeared in print on July 15.", rules.REPOSTING),
    ("This material may not be published or redistributed.", rules.COPYRIGHT),
    ("We may earn a commission if you buy through our links.", rules.ADVERTISEMENT),
]

PROSE = [
    "Grandmother baked cookies for the crew, and they were gone by noon.",
    "Web sites use cookies to remember who has visited them.",
    "The society's newsletter told its readers of the launch.",
    "He signed up for the astronaut corps in 1962.",
    "The board agreed that the commission would report in June.",
    "The article was first published in a Soviet journal in 1957.",
    "Comments from the cosmonauts were recorded on tape.",
    "JavaScript was not yet invented when the probe was launched.",
    "You agree to fly, he told them, or you stay.",
    "The inbox on his desk was full of telegrams.",
    "The rights to the name were reserved for the agency.",
    "They had trouble retrieving the satellite.",
    "He followed the flight on television.",
    "It may not be published before the year 2030, the agency said.",
]


def _rule(sentence: str) -> str | None:
    return sentence_rule(sentence, possible_notices(sentence.lower()))


@pytest.mark.parametrize(("sentence", "rule"), SENTENCES)
def test_sentence_rule(sentence: str, rule: str) -> None:
    assert rule == _rule(sentence)


@pytest.mark.parametrize("sentence", PROSE)
def test_sentence_rule_keeps_prose(sentence: str) -> None:
    assert _rule(sentence) is None


@pytest.mark.parametrize(
    "sentence", ["Log in.", "Subscribe.", "Want all of The Example?", "Read more"]
)
def test_requests(sentence: str) -> None:
    assert is_request(sentence)


def test_a_sentence_is_no_request() -> None:
    assert not is_request("Log in the book of the ship.")


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Writer",
        "by Jane van Writer and Ann O'Dell",
        "By JANE WRITER | Example",
        "By Jane Writer on May 2",
    ],
)
def test_bylines(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize("line", ["By the numbers", "by 1969 it was over", "By Jove!", "Byline"])
def test_what_is_no_byline(line: str) -> None:
    assert not is_byline(line)


def test_markers_between_sentences_are_cut() -> None:
    text = "The hatch opened. Advertisement The two crews met. ADVERTISEMENT"
    assert (
        "The hatch opened. The two crews met.",
        ["Advertisement", "ADVERTISEMENT"],
    ) == cut_markers(text)


@pytest.mark.parametrize(
    ("text", "expected", "markers"),
    [
        ("ADVERTISEMENT They met.", "They met.", ["ADVERTISEMENT"]),
        ("They met. Advertisement", "They met.", ["Advertisement"]),
        (
            "They met.” Story continues below Advertisement “Go.”",
            "They met.” “Go.”",
            ["Story continues below Advertisement"],
        ),
        ("They met. ", "They met. ", []),
    ],
)
def test_where_markers_are_cut(text: str, expected: str, markers: list[str]) -> None:
    assert (expected, markers) == cut_markers(text)


@pytest.mark.parametrize(("length", "is_one"), [(80, True), (81, False)])
def test_a_request_is_short(length: int, is_one: bool) -> None:
    assert is_one == is_request("Click here for more info".ljust(length - 1, "a") + ".")


@pytest.mark.parametrize(("length", "is_one"), [(120, True), (121, False)])
def test_a_byline_is_short(length: int, is_one: bool) -> None:
    names = "By " + " and ".join(["Ann Writer" + "r" * 12] * 4)
    assert is_one == is_byline(names + "r" * (length - len(names)))


def test_the_word_advertisement_stays_in_prose() -> None:
    text = "It paid. Advertisement was not allowed, and no Advertisement Board met."
    assert (text, []) == cut_markers(text)
