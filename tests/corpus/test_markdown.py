"""Markdown as plain paragraphs, and its front matter."""

import time

import pytest

from bot.corpus.markdown import read_markdown
from bot.corpus.paragraphs import Paragraph
from bot.errors import RejectedError


def lines(text: str) -> list[str]:
    return [paragraph.text for paragraph in read_markdown(text)[1]]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("One\ntwo  \nthree\\\nfour.", ["One two three four."]),
        (
            "A *b* **c** _d_ `e` ~~f~~ [g](https://h.i) <https://j.k>.",
            ["A b c d e f g https://j.k."],
        ),
        ("A ![picture *of*](a.png) there.", ["A there."]),
        ("![only a picture](a.png)", []),
        ("[A][1] and [b].\n\n[1]: https://c.d 'e'\n[b]: f", ["A and b."]),
        (r"\*not\* \_this\_ 2 \< 3 &amp; 4 &mdash; &copy;", ["*not* _this_ 2 < 3 & 4 — ©"]),
        ("snake_case_name and 2 * 3 * 4", ["snake_case_name and 2 * 3 * 4"]),
        ("# A *b* #\n\nText\n\nC\n===\n\nD `e`\n---", ["A b", "Text", "C", "D e"]),
        ("- a\n- b *c*\n\n  d\n  1. e\n  2. f\n\n* g", ["a", "b c", "d", "e", "f", "g"]),
        ("> a\n> b\n>\n> c\n\nd", ["a b", "c", "d"]),
        ("| a | *b* |\n|---|:-:|\n| c | |\n| | |", ["a | b", "c"]),
        ("```py\nx = 1\n\ny = *2*\n```\n\n    code\n    here", ["x = 1 y = *2*", "code here"]),
        ("a\n\n***\n\nb", ["a", "b"]),
        ("A <!-- hidden --> b <b>c</b><br>d", ["A b c d"]),
        ("<!-- hidden\n\nstill -->\n\na", ["a"]),
        (
            "<div align=center>\n<p>a <b>b</b> &amp; c</p><p>d<!-- e --></p>\n</div>",
            ["a b & c", "d"],
        ),
        ("<script>\nvar a = 1;\n</script>\n\na", ["a"]),
        ("<style>\n\n.a {}\n\n</style>\n\na", ["a"]),
        ("<div>\n2 < 3 and 4 > 1\n</div>", ["2 < 3 and 4 > 1"]),
        ("Line\n\n---\n\nafter", ["Line", "after"]),
        ("---\n\nA rule, no front matter", ["A rule, no front matter"]),
        ("> " * 60 + "deep", ["deep"]),
    ],
)
def test_plain_text(source: str, expected: list[str]) -> None:
    assert expected == lines(source)


def test_block_quotes_are_marked() -> None:
    _, paragraphs = read_markdown("He wrote:\n\n> One.\n>\n> > Two.\n\nThree.")
    assert [("He wrote:", False), ("One.", True), ("Two.", True), ("Three.", False)] == [
        (paragraph.text, paragraph.quoted) for paragraph in paragraphs
    ]


def test_headings_are_marked() -> None:
    stated, paragraphs = read_markdown("## One\n\nText\n\nTwo\n===\n\n- # Three\n\n####### Four")
    assert "Two" == stated.metadata.title
    assert (
        Paragraph("One", heading=True),
        Paragraph("Text"),
        Paragraph("Two", heading=True),
        Paragraph("Three", heading=True),
        Paragraph("####### Four"),
    ) == paragraphs


FRONT = """---
title: "Handshake: Apollo and Soyuz"
author: [Jane Doe, John Roe]
publication: Space News
date: 2025-07-14
url: https://example.org/a
image: https://example.org/a.jpg
licence: CC BY 4.0
id: 007
tags: {a: [b, c]}
questions:
  - Who shook hands?
  - 1975?
---

# Another title

Text.
"""


def test_front_matter() -> None:
    stated, paragraphs = read_markdown(FRONT)
    assert "Handshake: Apollo and Soyuz" == stated.metadata.title
    assert "Jane Doe, John Roe" == stated.metadata.author
    assert ("Space News", "2025-07-14") == (stated.metadata.publication, stated.metadata.date)
    assert "https://example.org/a" == stated.metadata.url
    assert "https://example.org/a.jpg" == stated.metadata.image
    assert ("CC BY 4.0", "007") == (stated.licence, stated.id)
    assert ("Who shook hands?", "1975?") == stated.questions
    assert (Paragraph("Another title", heading=True), Paragraph("Text.")) == paragraphs


def test_windows_line_ends_and_dots() -> None:
    stated, paragraphs = read_markdown("--- \ntitle: A\n...\t\nText")
    assert "A" == stated.metadata.title
    assert (Paragraph("Text"),) == paragraphs


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1957", "1957"),
        ("No", "No"),
        ("12:30", "12:30"),
        ("1e3", "1e3"),
        ('""', None),
        ("", None),
        ("~", None),
        ("null", None),
        ('"null"', "null"),
        ("'It''s'", "It's"),
        (">\n  two\n  lines", "two lines"),
        ("Itâ€™s", "It’s"),
    ],
)
def test_values_are_taken_as_they_are_written(value: str, expected: str | None) -> None:
    assert expected == read_markdown(f"---\ntitle: {value}\n---\nText")[0].metadata.title


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-07-14", "2025-07-14"),
        ("2025-07-14 10:00:00", "2025-07-14"),
        ("2025-07-14T10:00:00Z", "2025-07-14"),
        ("14 July 2025", "2025-07-14"),
        ("1957-10", "1957-10"),
        ("October 1957", "1957-10"),
        ("1957", "1957"),
        ("", None),
    ],
)
def test_dates(value: str, expected: str | None) -> None:
    assert expected == read_markdown(f"---\ndate: {value}\n---\nText")[0].metadata.date


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("title: a: b", "front matter, line 2: mapping values are not allowed"),
        ("author: x\ntitle: [a", "front matter, line 4: "),
        ("title: 'a", "front matter, line 3: "),
        ("a: b\n  c: d", "front matter, line 3: "),
        ("\ttitle: a", "front matter, line 2: "),
        ("title: [a, [b]]", "front matter, title: the value has the wrong type; write it as text"),
        ("title: {a: b}", "front matter, title: the value has the wrong type"),
        ("url: [https://a.b]", "front matter, url: the value has the wrong type"),
        ("questions: {a: b}", "front matter, questions: the value has the wrong type"),
        ("questions: [a, [b]]", "front matter, questions: the value has the wrong type"),
        ("title: !!int 5", "front matter, title: the value has the wrong type"),
        ("title: !!int five", "front matter cannot be read: "),
        ("title: !!python/name:os.system x", "front matter, line 2: could not determine"),
        ("title: " + "x" * 1001, "front matter, title: longer than 1,000 characters; shorten it"),
        ("date: soon", "front matter, date: 'soon' is not a date; write it as 2025-07-14"),
        ("url: example.org", "front matter, url: 'example.org' is not an address; begin it with"),
        ("image: /a.jpg", "front matter, image: '/a.jpg' is not an address"),
        ('url: "javascript:alert(1)//https://a.b"', "front matter, url: "),
        ("id: ''", "front matter, id: empty"),
        ('id: "a\\tb"', "front matter, id: holds a control character"),
        ("id: " + "x" * 201, "front matter, id: longer than 200 characters"),
        ('title: "\\ud800"', "front matter, line 2: found invalid Unicode"),
        ("just text", "front matter is not a list of keys"),
        ("- a\n- b", "front matter is not a list of keys"),
        ("a: &a [b]\nc: *a", "front matter cannot be read: aliases (*name) are not read"),
        ("<<: &a {b: c}\nd: {<<: *a}", "front matter cannot be read: aliases"),
        ("[" * 5000, "front matter cannot be read: lists or mappings are nested too deeply"),
        ("- " * 5000, "front matter cannot be read: lists or mappings are nested too deeply"),
        ("? " * 5000, "front matter cannot be read: lists or mappings are nested too deeply"),
        ("{" * 60_000, "front matter cannot be read: lists or mappings are nested too deeply"),
        ("? [a]\n: b", "front matter, line 2: found unhashable key"),
    ],
)
def test_broken_front_matter_is_named(source: str, reason: str) -> None:
    with pytest.raises(RejectedError) as caught:
        read_markdown(f"---\n{source}\n---\nText")
    assert str(caught.value).startswith(reason)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("end", ["", "\n----", "\n" + "x: y\n" * 20_000 + "---\n"])
def test_front_matter_without_an_end(end: str) -> None:
    with pytest.raises(RejectedError, match="front matter has no end"):
        read_markdown(f"---\ntitle: a\n\nText{end}")


@pytest.mark.parametrize("source", ["---\n---\nText", "---\n# a comment\n---\nText"])
def test_front_matter_with_nothing_in_it(source: str) -> None:
    stated, paragraphs = read_markdown(source)
    assert (None, None) == (stated.id, stated.metadata.title)
    assert (Paragraph("Text"),) == paragraphs


def test_a_title_too_long_to_be_one_is_text() -> None:
    stated, paragraphs = read_markdown("# " + "word " * 300)
    assert stated.metadata.title is None
    assert 1 == len(paragraphs)


@pytest.mark.parametrize(
    "piece",
    [
        "[", "![", "[a](", "[a][", "*a **b ", "_a ", "`a", "<a ", "<!-- ", "x<![CDATA[", "&a", "\\",
        "> ", "- ", "1. ", "> a\n", "- a\n", "[a]: b\n", "[a\n", "|a|b\n|-|-\n", "a\n---\n",
        "<div>\n", "<div>\n\n", "```\n", "# ", "a  \n", "~~a ", "[a]: <", "<p>\n<", "\t", "  - a\n",
    ],
)  # fmt: skip
def test_time_is_linear(piece: str) -> None:
    def seconds(count: int) -> float:
        began = time.process_time()
        read_markdown(piece * count)
        return time.process_time() - began

    seconds(10)
    assert seconds(8000) < max(3.0, 12 * seconds(2000))
