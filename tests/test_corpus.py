"""The shipped articles: complete front matter, prose that can stand alone, clean as it is."""

import re
from pathlib import Path

import pytest
from spellchecker import SpellChecker

from bot.corpus.article import Article, build
from bot.corpus.clean import clean
from bot.corpus.readers import Rejected, read, scan
from bot.index.listing import listing
from bot.index.quotes import extract

CORPUS = Path(__file__).parent.parent / "corpus"

MIN_WORDS, MAX_WORDS = 600, 1400
MAX_PARAGRAPH = 120  # words; the most that one passage holds
LOWER_WORD = re.compile(r"(?<![\w’'-])[a-z]{2,}(?![\w’'])")
BARE = re.compile(r"(?:He|She|It|They|This|These|His|Her|Their)\b")


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    files, rejected = scan(CORPUS)
    raws = [raw for file in files for raw in read(CORPUS, file, max_bytes=1_000_000)]
    assert [] == rejected + [raw for raw in raws if isinstance(raw, Rejected)]
    return [build(raw) for raw in raws if not isinstance(raw, Rejected)]


def prose(article: Article) -> list[str]:
    headings = {article.text[slice(*span)] for span in article.headings}
    return [paragraph for paragraph in article.paragraphs if paragraph not in headings]


def test_front_matter_is_complete(articles):
    faults = []
    for article in articles:
        known = (article.author, article.publication, article.date, article.questions)
        if not all(known) or article.licence != "CC-BY-4.0":
            faults.append(article.path)
        source = (CORPUS / article.path).read_text(encoding="utf-8")
        if not re.search(r"^sources:\n  - ", source, re.MULTILINE):
            faults.append(f"{article.path}: sources")
    assert [] == faults


def test_every_listed_question_is_answered_by_words_of_the_article(articles):
    found = [(article, one) for article in articles for one in listing(article)]
    assert [] == [f"{article.path}: {one.line}" for article, one in found if not one.places]
    for article in articles:
        asked = [one.question for one in listing(article)]
        assert len(asked) == len(set(asked)), article.path
        assert len(asked) >= 10, article.path


def test_titles_are_unique(articles):
    assert len(articles) == len({article.title for article in articles})


def test_lengths(articles):
    lengths = {a.path: sum(len(p.split()) for p in prose(a)) for a in articles}
    assert {} == {p: n for p, n in lengths.items() if not MIN_WORDS <= n <= MAX_WORDS}
    long = [
        f"{a.path}: {p[:50]}" for a in articles for p in prose(a) if len(p.split()) > MAX_PARAGRAPH
    ]
    assert [] == long


def test_paragraphs_name_their_subject(articles):
    assert [] == [f"{a.path}: {p[:50]}" for a in articles for p in prose(a) if BARE.match(p)]


def test_every_article_cleans_to_itself(articles):
    faults = []
    for article in articles:
        cleaned = clean(article.text)
        if [p.text for p in cleaned.paragraphs] != article.paragraphs:
            faults.append((article.path, [item.text[:60] for item in cleaned.removed]))
    assert [] == faults


def test_spelling(articles):
    """Words in lower case are in a dictionary, or in words.txt: the field's and British ones."""
    known = set((Path(__file__).parent / "words.txt").read_text(encoding="utf-8").split())
    words = {word for article in articles for word in LOWER_WORD.findall(article.text)}
    assert set() == SpellChecker(language="en").unknown(words) - known


def test_the_list_of_words_is_not_longer_than_needed(articles):
    known = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").split()
    words = {word for article in articles for word in LOWER_WORD.findall(article.text)}
    assert [] == [word for word in known if word not in words]
    assert sorted(set(known)) == known


def test_every_part_of_a_quotation_is_its_articles_text(articles):
    quotes = [(article, quote) for article in articles for quote in extract(article)]
    assert len(quotes) > 100
    assert [] == [
        (article.path, text)
        for article, quote in quotes
        for text, (start, end) in zip(quote.texts, quote.parts, strict=True)
        if text != article.text[start:end] or text.endswith(",")
    ]


def test_every_quotation_has_a_speaker(articles):
    unnamed = [
        f"{article.path}: {quote.text[:60]}"
        for article in articles
        for quote in extract(article)
        if quote.speaker is None
    ]
    assert [] == unnamed
