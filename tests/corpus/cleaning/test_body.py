import pytest

from bot.corpus.cleaning import rules
from bot.corpus.cleaning.body import cut_page, prose_words
from bot.corpus.cleaning.leftovers import line_rule
from bot.corpus.cleaning.lines import Line

MENU = ["Skip to content", "Home", "News", "Science", "Log in", "Newsletters", "Search"]
FOOT = [
    "Most popular",
    "A Dog in Orbit and What Became of Her",
    "About us",
    "Privacy policy",
    "© 2025 Example",
]
PROSE = [
    "The first woman in space was a mill worker who had jumped from aeroplanes at weekends.",
    "She was in orbit for almost three days, more than all of the Americans had been there.",
    "When the capsule came down in the Altai, the farmers who found her gave her bread and milk.",
    "It was nineteen years before the next one went up, and she was a pilot and an engineer.",
]


def run(texts: list[str]) -> list[Line]:
    lines = [Line(text, rule=line_rule(text)) for text in texts]
    cut_page(lines)
    return lines


def kept(texts: list[str]) -> list[str]:
    return [line.text for line in run(texts) if line.rule is None]


def test_the_article_is_found_on_its_page() -> None:
    lines = run([*MENU, *PROSE, *FOOT])
    assert PROSE == [line.text for line in lines if line.rule is None]
    assert {"News": rules.BEFORE, "About us": rules.FOOTER}.items() <= {
        line.text: line.rule for line in lines
    }.items()


def test_a_text_without_signs_of_a_page_is_left_alone() -> None:
    texts = [
        "Crew",
        "Valentina Tereshkova",
        "Backup",
        "Irina Solovyova",
        *PROSE,
        "Legacy",
        "Stamps",
    ]
    assert texts == kept(texts)


def test_headings_that_are_also_menu_words_stay_above_paragraphs() -> None:
    texts = [PROSE[0], "Culture", PROSE[1], "Politics", PROSE[2], "Science", PROSE[3]]
    assert texts == kept(texts)


def test_headings_and_lists_inside_the_article_stay() -> None:
    body = [PROSE[0], "Training", PROSE[1], "- Tereshkova", "- Solovyova", PROSE[2], PROSE[3]]
    assert body == kept([*MENU, *body, *FOOT])


def test_a_list_at_the_end_of_the_article_stays() -> None:
    body = [*PROSE, "Flights:", "16 June 1963 -- Vostok 6, Baikonur", "19 August 1982 -- Soyuz T-7"]
    assert body == kept([*MENU, *body, "Share", *FOOT])


def test_links_in_the_middle_do_not_end_the_article() -> None:
    links = ["Related articles", "How the Seagull Came Home Again...", "A Dog in Orbit and After"]
    assert PROSE == kept([*MENU, *PROSE[:2], *links, *PROSE[2:], *FOOT])


def test_headlines_below_the_article_go() -> None:
    links = ["Women Who Flew Before the Shuttle", "Inside the Lost Cosmonaut Training Centre"]
    assert PROSE == kept([*MENU, *PROSE, *links, *FOOT])


def test_readers_comments_go() -> None:
    comments = [
        "3 comments",
        "starfan",
        "2 days ago at 07:47 am",
        PROSE[1],
        "Reply",
        "luna9",
        "1 day ago",
    ]
    assert PROSE == kept([*MENU, *PROSE, *comments, PROSE[2], *FOOT])


def test_comments_that_are_longer_than_the_article_go() -> None:
    """Where they are announced and show themselves; a mere link to them ends no article."""
    article = [*[line.replace("woman", "girl") for line in PROSE], *PROSE]
    said = [line.replace("was", "is") for line in PROSE]
    comments = ["Comments", "starfan says:", "2 days ago", *said * 2, "Reply", *said * 2]
    assert article == kept([*MENU, *article, *comments, *FOOT])
    assert [*article, *said] == kept([*MENU, *article, "Comments", *said, *FOOT])


def test_a_menu_and_a_link_in_capitals_in_the_middle_go() -> None:
    links = ["News", "Science", "THE WOMEN WHO FLEW BEFORE THE SHUTTLE CAME"]
    assert PROSE == kept([*MENU, *PROSE[:2], *links, *PROSE[2:], *FOOT])
    body = [*PROSE[:2], "THE WOMEN", "70:50", "48", *PROSE[2:]]
    assert body == kept([*MENU, *body, *FOOT])


def test_a_long_standfirst_above_the_byline_goes() -> None:
    above = [
        "How one of five women was chosen for a flight that no other woman made for nineteen years",
        "It is a story of parachutes, of a mill and of a silence that went on for most of a life.",
        "She said so herself when she was asked in the year after.",
    ]
    assert PROSE == kept([*MENU, *above, "By Jane Writer", *PROSE, *FOOT])


def test_short_sentences_above_the_article_are_its_own() -> None:
    body = ["It was a long day.", "Was it?", *PROSE]
    assert body == kept([*MENU, "Share", *body, *FOOT])


def test_a_standfirst_above_the_byline_goes() -> None:
    above = [
        "A seagull over the world",
        "How one of five women was chosen, and why, is a story of its own.",
    ]
    assert PROSE == kept([*MENU, *above, "By Jane Writer", "14 June 2023", *PROSE, *FOOT])


def test_captions_above_a_credit_go() -> None:
    caption = (
        "Valentina Tereshkova, left, waits at the pad with her backup on the morning of the launch."
    )
    assert PROSE == kept([*MENU, *PROSE[:2], caption, "Photo: A. Photographer", *PROSE[2:], *FOOT])


def test_a_chronology_keeps_its_dates() -> None:
    body = ["16 June 1963", PROSE[0], "19 June 1963", PROSE[2], "August 19, 1982", PROSE[3]]
    assert body == kept([*MENU, PROSE[1], *body, *FOOT])[1:]


def test_a_page_without_prose_keeps_its_lines() -> None:
    assert ["Vostok", "Voskhod", "Soyuz"] == kept([*MENU[:3], "Vostok", "Voskhod", "Soyuz"])[2:]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The crew was in orbit for a day and a half.", 11),
        ("Kirk Spock McCoy Scott Sulu Uhura Chekov Chapel Rand.", 0),
        ("Short one.", 0),
        ("A headline that goes on for a while but never really ends", 0),
    ],
)
def test_prose_words(text: str, expected: int) -> None:
    assert expected == prose_words(text)
