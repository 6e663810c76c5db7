"""What the file states and what its text shows come together in one Article."""

import pytest

from bot.corpus.article import assemble, build
from bot.corpus.metadata import Metadata
from bot.corpus.paragraphs import Paragraph, Removed
from bot.corpus.readers import RawArticle
from bot.errors import RejectedError

PROSE = (
    "The two crews met in orbit above the Atlantic, and the commanders shook hands in the hatch "
    "between their ships while the world below them watched on television."
)
MORE = "They stayed together for two days, shared their meals, and parted as friends for life."
SCRAPE = f"Handshake in orbit\nBy Jane Doe\n14 July 2025\n\n{PROSE}\n\n{MORE}\n"


def test_what_the_text_shows_fills_what_is_not_stated() -> None:
    article = build(RawArticle(path="a/b.txt", text=SCRAPE))
    assert ("a/b", "a/b.txt") == (article.id, article.path)
    assert "Handshake in orbit" == article.title
    assert ("Jane Doe", "2025-07-14") == (article.author, article.date)
    assert [PROSE, MORE] == article.paragraphs


def test_what_is_stated_wins() -> None:
    stated = Metadata(title="Stated", author="Ann Author", publication="The Paper", date="1975")
    raw = RawArticle(path="a.jsonl", line=3, text=SCRAPE, id="x", metadata=stated)
    article = build(raw)
    assert ("x", "Stated", "Ann Author") == (article.id, article.title, article.author)
    assert ("The Paper", "1975") == (article.publication, article.date)


def test_publication_is_known_by_its_addresses() -> None:
    image = "https://static01.nyt.com/images/2025/a.jpg"
    raw = RawArticle(path="a.txt", text=PROSE, metadata=Metadata(image=image))
    assert "The New York Times" == build(raw).publication


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("apollo-soyuz-scrape.txt", "Apollo soyuz scrape"),
        ("folder/luna_9.txt", "Luna 9"),
        ("V-2 and R-7.txt", "V-2 and R-7"),
        ("the.first.men.txt", "The first men"),
        ("éclipse.txt", "Éclipse"),
        ("---.txt", "---"),
    ],
)
def test_title_from_the_name_of_the_file(path: str, title: str) -> None:
    assert title == build(RawArticle(path=path, text=PROSE)).title


def test_id_and_title_of_a_line() -> None:
    article = build(RawArticle(path="a/b.jsonl", line=7, text=PROSE))
    assert ("a/b#7", "a/b#7") == (article.id, article.title)
    article = build(RawArticle(path="a/b.jsonl", line=7, text=PROSE, id="x"))
    assert ("x", "x") == (article.id, article.title)


def test_id_is_composed() -> None:
    assert "é" == build(RawArticle(path="e\u0301.txt", text=PROSE)).id
    assert "e\u0301.txt" == build(RawArticle(path="e\u0301.txt", text=PROSE)).path


@pytest.mark.parametrize(
    "raw",
    [
        RawArticle(path="a.txt", text=""),
        RawArticle(path="a.txt", text=" \n "),
        RawArticle(path="a.md", paragraphs=(), leftovers=False),
        RawArticle(path="a.md", paragraphs=(Paragraph(" \u200b"),), leftovers=False),
        RawArticle(path="a.html", paragraphs=()),
    ],
)
def test_empty_after_cleaning(raw: RawArticle) -> None:
    with pytest.raises(RejectedError, match="empty after cleaning"):
        build(raw)


def test_markdown_is_only_tidied() -> None:
    paragraphs = (Paragraph("Subscribe to our newsletter"), Paragraph("A\xa0soft\xadened word."))
    article = build(RawArticle(path="a.md", paragraphs=paragraphs, leftovers=False))
    assert ["Subscribe to our newsletter", "A softened word."] == article.paragraphs
    assert () == article.removed


def test_leftovers_of_a_page_are_removed() -> None:
    paragraphs = tuple(map(Paragraph, [PROSE, "Subscribe to our newsletter", MORE]))
    article = build(RawArticle(path="a.html", paragraphs=paragraphs))
    assert [PROSE, MORE] == article.paragraphs
    assert ["Subscribe to our newsletter"] == [removed.text for removed in article.removed]


def test_first_heading_that_repeats_the_title_goes() -> None:
    paragraphs = (
        Paragraph("handshake  IN orbit", heading=True),
        Paragraph(PROSE),
        Paragraph("Handshake in orbit", heading=True),
        Paragraph(MORE),
    )
    metadata = Metadata(title="Handshake in Orbit")
    article = build(
        RawArticle(path="a.md", paragraphs=paragraphs, leftovers=False, metadata=metadata)
    )
    assert [PROSE, "Handshake in orbit", MORE] == article.paragraphs
    assert (Removed("handshake IN orbit", "title"),) == article.removed


def test_heading_is_kept_where_it_is_all_there_is() -> None:
    paragraphs = (Paragraph("Handshake", heading=True),)
    raw = RawArticle(path="handshake.md", paragraphs=paragraphs, leftovers=False)
    assert ["Handshake"] == build(raw).paragraphs


def test_headings_are_spans_of_the_text() -> None:
    paragraphs = [
        Paragraph("One 🚀", heading=True),
        Paragraph(PROSE),
        Paragraph("Two", heading=True),
        Paragraph(MORE),
    ]
    text, headings = assemble(paragraphs)
    assert f"One 🚀\n\n{PROSE}\n\nTwo\n\n{MORE}" == text
    assert ["One 🚀", "Two"] == [text[start:end] for start, end in headings]
    raw = RawArticle(path="a.md", paragraphs=tuple(paragraphs), leftovers=False)
    article = build(raw)
    assert (text, headings) == (article.text, article.headings)


def test_nothing_assembled() -> None:
    assert ("", ()) == assemble([])
