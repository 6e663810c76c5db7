"""What the texts are made of: anything at all, pieces that mean something, and real lines."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hypothesis import strategies as st

_CORPUS = Path(__file__).parent.parent.parent / "corpus"
_LINES = 400  # of real articles, evenly spread

PIECES: dict[str, list[str]] = {
    "common": [
        " ", " ", "\n", "\n\n", "\t", "\u00a0", "\u200b", "\r\n", ". ", ".", ",", ", ", "!", "?",
        "…", ". . .", "-", "—", "–", ":", ";", "/", "(", ")", "[", "]", "[3]", "A", "a", "é",
        "日本", "word", "The ", "Moon", "Apollo 11", "U.S.", "Dr. ", "NASA", "1969", "12", "0",
        "🚀", "\u202e", "e\u0301", "ﬁ", "\ufffd", "…" * 3, "'", "’", "I'm",
    ],
    "readers": [
        "---\n", "---\ntitle: A\n---\n", "title: ", "date: 2020-01-01\n", "- ", "* ", "> ", "# ",
        "## ", "```\n", "~~~", "    ", "|", "| a | b |\n|---|---|\n", "[a](b)", "![a](b)",
        "[a]: b\n", "**", "*", "_", "`", "<p>", "</p>", "<div>", "</div>", "<a href='x'>", "</a>",
        "<!--", "-->", "<script>", "</script>", '<script type="application/ld+json">',
        '{"@type":"NewsArticle"}', "<table><tr><td>", "</td></tr></table>", "<ul><li>",
        "<blockquote>", "<br>", "<h1>", "<h2>", "<title>", "<html><body>", "<article>",
        "<meta name='author' content='", "'>", "&amp;", "&#0;", "&#x10ffff;", "&", "<", ">",
        "<![CDATA[", "]]>", "<?", "<!doctype html>", '{"text": "', '"}\n', '{"id": 1}\n', "{", "}",
        '"', "\\u0000", "\\", "[", "\x00", "\x1b", "\ufeff", "\\\n", "[^1]",
    ],
    "cleaning": [
        "Advertisement", "ADVERTISEMENT\n", "Read more: ", "Related:", "Share this article",
        "Cookie", "We use cookies to improve your experience. ", "Subscribe to our newsletter",
        "Sign up", "By ", "By Ann Author", "Published ", "Updated 12 May 2020 10:30",
        "Credit: NASA", "(Image: NASA)", "Click here", "Skip to content\n",
        "Home | News | Space\n", "Comments (12)", "©", "2020 ", "All rights reserved.",
        "Follow us on Twitter", "- ", "* ", "• ", "# ", "## ", "1. ", "said.The", "endStart",
        "word.Next", "“", "”", "‘", '"', "''", "``", "«", "»", "https://example.org/a",
        "example.com", "Jan. 3, 2020", "3 min read", "Page 1 of 2", "Continue reading", "Log in",
        "-\n", "hyphen-\nated",
        "This is a longer line of prose that says something about the Moon. ",
    ],
    "splitting": [
        "Col. ", "p.m. ", "No. 5", "J. ", "“", "”", '"', "’s", "said ", "?” ", ".” ", "e.g. ",
        "i.e. ", "St. ", "vs. ", "3.5", "$5 ", "etc. ", "Mt.", "a.m.", "Sept. ", ". The ", "! He ",
        "1. ", "A. B. ", "word " * 30, "Sentence of some words here. ", "Heading\n\n",
    ],
    "quotes": [
        "“", "”", "‘", "’", '"', "'", "«", "»", "„", "‟", "said", " said ", " says ", " asked ",
        "he said", "Neil Armstrong", "Alexei Leonov", "Leonov", " said Leonov", ",” ", ", ",
        "according to ", "Q: ", "A: ", "HOST: ", "CAPCOM: ", "00:01:02 ", "Mr. ", "the commander",
        "of the ", ", the mayor,", "told reporters", "“We came in peace,” ", "“I ", "—",
        "In an interview, ", "wrote: ", "\n\n“", "”\n\n", "> ", "who ", "she ", "added.",
        "called “Eagle”", "’Twas", "5'10\"",
    ],
    "dates": [
        "July ", "17 July 1975", "July 17, 1975", "July 17", " of that year", "the following day",
        "the next day", "two days later", "50 years ago", "this ", "last ", "Monday", "on Monday",
        "a week", "in ", "the 1960s", "1960s", "mid-", "spring of 1969", "1961–63", "12–14 May",
        "from ", " to ", "between ", " and ", "1975-07-17", "2020-13-45", "9999", "1400", "0000",
        "May", "may", "Sept. 3", "31 February", "a year earlier", "twenty-five", "hundred", "days",
        "months", "years", " ago", "later", "earlier", "today", "yesterday", "tomorrow",
        "anniversary", "th", "1st", "of ", "'69", "early ", "late ", "December", "December 31",
        "that evening", "same day", "in the year ", "BC",
    ],
}  # fmt: skip


@cache
def real_lines() -> list[str]:
    """Return lines of the shipped articles, the same every time."""
    files = sorted(_CORPUS.rglob("*.md"))
    lines = [line for file in files for line in file.read_text("utf-8").splitlines() if line]
    return lines[:: max(1, len(lines) // _LINES)]


def pieces(name: str) -> st.SearchStrategy[str]:
    """Return a strategy for one piece of a text of target ``name``."""
    return st.one_of(
        st.sampled_from([*PIECES["common"], *PIECES[name]]),
        st.sampled_from(PIECES[name]),
        st.text(max_size=3),
    )


def texts(name: str) -> st.SearchStrategy[str]:
    """Return a strategy for texts of target ``name``."""
    lines = st.sampled_from(real_lines())
    cut = st.builds(lambda line, at: line[at:], lines, st.integers(0, 120))
    one = pieces(name)
    return st.one_of(
        st.text(),
        st.lists(one, max_size=60).map("".join),
        st.lists(st.one_of(one, one, cut, lines.map("{}\n\n".format)), max_size=30).map("".join),
        st.lists(st.one_of(one, st.just(" ")), max_size=60).map(" ".join),
    )


def units(name: str) -> st.SearchStrategy[tuple[str, str, str]]:
    """Return a strategy for what stands before, what is repeated, and what stands after."""
    few = st.lists(pieces(name), max_size=3).map("".join)
    unit = st.lists(pieces(name), min_size=1, max_size=6).map("".join).filter(bool)
    return st.tuples(few, unit, few)
