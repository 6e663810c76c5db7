import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.sentences import Span, sentences
from bot.replies.links import safe_url, url_to_sentence
from bot.replies.markdown import (
    CUT,
    MAX_MARKS,
    clean,
    escape,
    escaped_line,
    one_line,
    quotation,
    shorten,
)

from .discord_markdown import FormattedError, shown, shown_quoted

HOSTILE = [
    "@everyone @here <@1> <@!1> <@&1> <#1> <t:1:R> <:a:1> <a:b:2> </ask:3> <id:home> <https://x.y>",
    "**bold** *it* _it_ __under__ ~~gone~~ ||hidden|| `code` ```fence``` \\* \\\\",
    "# head\n## head\n### head\n-# small\n- list\n* list\n> quote\n>>> all\n1. one\n12) two",
    "[link](https://evil.example) [a [b] c](http://x.y) [x]\\(y) https://evil.example/?a=b",
    "  # head\n\t- list\n +1 x",
    ":smile: :flag_us::100: at 09:29:52 and 12:30",
    "a\\",
    "~14 km, 5 | 6, [a] man, e@mail.example, 1961. A year",
]
SIGNS = "\\*_~|`<>[]()@#:-+. \n\t0129abchttps/every one\u200b\u202e\u0301"
texts = st.text(st.sampled_from(SIGNS) | st.characters(codec="utf-8"), max_size=120)
fragments = st.lists(
    st.sampled_from(["@everyone", "**", "](", "http://x.y", ":smile:", "\n# ", "\n1. ", "a", " "]),
    max_size=30,
).map("".join)


def is_harmless(text: str) -> bool:
    """Whether Discord shows a text as it is, so that nothing must be escaped."""
    try:
        return shown(text) == text
    except FormattedError:
        return False


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_it_is(text):
    assert text == shown(escape(text))


@given(texts | fragments)
def test_what_is_shown_are_the_visible_characters_of_the_text(text):
    assert clean(text) == shown(escape(text))


@given(texts)
def test_cleaning_again_changes_nothing(text):
    assert clean(text) == clean(clean(text))


def test_prose_is_not_littered_with_backslashes():
    prose = "“One small step for [a] man,” he said at 02:56:15 UTC – some 384,000 km (~239,000 mi)."
    assert prose == escape(prose)


def test_the_oracle_knows_what_formats():
    assert not any(map(is_harmless, HOSTILE[:6]))
    assert is_harmless("Nothing here (at all), at 12:30.")


def test_what_cannot_be_seen_is_left_out():
    assert "abc" == clean("a\u202eb\u2066\x00\u200b\u200ec")
    assert "e" + "\u0301" * MAX_MARKS == clean("e" + "\u0301" * 500)
    assert "👩‍🚀" == clean("👩‍🚀")
    assert "a\ufffdb" == clean("a\ud800b")


@given(texts, st.integers(20, 60))
def test_one_line_is_one_line_that_fits(text, limit):
    for line in (one_line(text, limit), escaped_line(text, limit)):
        assert len(line) <= limit
        assert "\n" not in line


def test_text_is_cut_between_words():
    assert f"one two {CUT}" == shorten("one two three four", 12)
    assert f"{'x' * 8}{CUT}" == shorten("x" * 100, 10)


@given(st.data())
def test_a_quotation_fits_and_shows_the_passage(data):
    words = st.text("abc*_[](:.\\ ", min_size=1, max_size=12)
    paragraphs = data.draw(
        st.lists(st.lists(words, max_size=12).map(" ".join), min_size=1, max_size=5)
    )
    text = "\n\n".join(f"The {p}." for p in paragraphs)
    spans = sentences(text)
    answer = data.draw(st.sampled_from(spans))
    limit = data.draw(st.integers(60, 600))
    markdown = quotation(text, answer, limit)
    assert len(markdown) <= limit
    seen = shown_quoted(markdown)
    if CUT not in seen:
        assert text == seen
    else:
        parts = [part.strip() for part in seen.split(CUT) if part.strip()]
        assert all(part in text for part in parts)


@given(texts | fragments)
def test_a_heading_is_in_italics_whatever_it_holds(words):
    heading = " ".join(words.split()) or "none"
    text = f"{heading}\n\nOne sentence. And another."
    markdown = quotation(text, Span(len(text) - 12, len(text)), 4000, [Span(0, len(heading))])
    *titles, rest = markdown.removeprefix("> ").split("\n> ")
    assert "One sentence. **And another.**" == rest
    for title, line in zip(titles, clean(heading).split("\n"), strict=True):
        assert not line.strip() or (title[0] == title[-1] == "*")
        assert line.strip() == shown(title[1:-1])


def test_headings_stay_with_what_is_under_them_where_a_passage_is_cut():
    sections = [f"Part {n}\n\nThis is sentence number {n} of them." for n in range(50)]
    text = "\n\n".join(sections)
    headings = [
        Span(at, text.index("\n", at)) for n in range(50) if (at := text.find(f"Part {n}\n")) >= 0
    ]
    answer = next(s for s in sentences(text) if "number 25" in text[s.start : s.end])
    markdown = quotation(text, answer, 500, headings)
    assert len(markdown) <= 500
    assert "> *Part 25*\n> **This is sentence number 25 of them.**\n> \n> *Part 26*" in markdown


def test_a_long_passage_is_cut_at_sentences_around_the_answer():
    text = " ".join(f"This is sentence number {n} of them." for n in range(200))
    answer = sentences(text)[100]
    seen = shown_quoted(quotation(text, answer, 500))
    assert seen.startswith(f"{CUT} This is sentence number ")
    assert seen.endswith(f" of them. {CUT}")
    assert text[answer.start : answer.end] in seen
    assert f"**{text[answer.start : answer.end]}**" in quotation(text, answer, 500)


@pytest.mark.parametrize("word", ["x", "*", "\u0301", "字"])
def test_a_word_of_megabytes_is_cut(word):
    text = word * 3_000_000
    markdown = quotation(text, Span(0, len(text)), 2400)
    assert len(markdown) <= 2400
    assert CUT in markdown


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("https://exämple.org/ü_(x)", "https://xn--exmple-cua.org/%C3%BC_%28x%29"),
        ("javascript:alert(1)", None),
        ("https://example.org/a b", None),
        ("https://user:pass@example.org/", None),
        ("http://localhost/", None),
        ("https://example.org:99999/", None),
        ("https://[::1/", None),
        ("https://example.org/" + "x" * 3000, None),
        ("", None),
        (None, None),
    ],
)
def test_only_addresses_that_discord_takes_are_linked(url, safe):
    assert safe == safe_url(url)


def test_a_link_lands_on_the_sentence():
    url = "https://example.org/a"
    short = url_to_sentence(url, "He was first, 12-04.")
    assert f"{url}#:~:text=He%20was%20first%2C%2012%2D04." == short
    long = url_to_sentence(url, "One two three four five six seven eight nine ten eleven.")
    assert (
        f"{url}#:~:text=One%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven."
        == long
    )
    assert f"{url}#part:~:text=Yes." == url_to_sentence(f"{url}#part", "Yes.")
    assert url == url_to_sentence(url, "A sentence that does not fit.", limit=30)


@given(st.text(max_size=80) | st.text("htps:/.@?#%[]()ab ", max_size=60))
def test_no_address_is_too_much(text):
    safe = safe_url(text, 512)
    assert safe is None or (len(safe) <= 512 and safe.isascii() and " " not in safe)
    url_to_sentence(f"https://example.org/{text}", text)
