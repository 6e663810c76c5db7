"""What is fuzzed: to each target a text, and what must be true of what comes out."""

from __future__ import annotations

import tempfile
from collections import Counter
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from bot.corpus.article import Article, build
from bot.corpus.clean import clean
from bot.corpus.metadata import find
from bot.corpus.paragraphs import PARAGRAPH_BREAK
from bot.corpus.readers import ENDINGS, CorpusFile, RawArticle, read
from bot.corpus.sentences import Span, sentences
from bot.errors import RejectedError
from bot.index.dates import extract as dates_of
from bot.index.dating.stated import stated_day
from bot.index.passages import split
from bot.index.quotes import extract as quotes_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_MAX_BYTES = 50_000_000


def readers(text: str) -> None:
    """A file of any ending is an article or is rejected; an article's spans are its text's."""
    data = text.encode("utf-8", "surrogatepass")
    with tempfile.TemporaryDirectory() as folder:
        for ending in ENDINGS:
            for written in {data, data[1:-1]}:
                path = Path(folder, f"a{ending}")
                path.write_bytes(written)
                _check_file(Path(folder), path.name, len(written))


def _check_file(root: Path, name: str, size: int) -> None:
    for raw in read(root, CorpusFile(name, size, 0), max_bytes=_MAX_BYTES):
        if not isinstance(raw, RawArticle):
            assert raw.reason
            continue
        with suppress(RejectedError):
            article = build(raw)
            assert article.text == article.text.strip() != ""
            assert article.title.strip()
            _check_order(article, article.headings)
            _check_order(article, article.block_quotes)


def _check_order(article: Article, spans: Iterable[Span]) -> None:
    end = 0
    for span in spans:
        assert end <= span.start < span.end <= len(article.text)
        assert PARAGRAPH_BREAK not in article.text[span.start : span.end]
        end = span.end


def cleaning(text: str) -> None:
    """Cleaning again changes nothing, and every letter is kept or listed as removed."""
    once = clean(text)
    assert all(one.text and len(one.text.splitlines()) == 1 for one in once.paragraphs)
    again = clean(PARAGRAPH_BREAK.join(one.text for one in once.paragraphs))
    assert (once.paragraphs, ()) == (again.paragraphs, again.removed)
    kept = _letters([*(one.text for one in once.paragraphs), *(one.text for one in once.removed)])
    assert not _letters([text]) - kept
    find(text)


def _letters(texts: Iterable[str]) -> Counter[str]:
    return Counter(
        letter for text in texts for letter in text if letter.isascii() and letter.isalnum()
    )


def splitting(text: str) -> None:
    """Sentences and passages are the text, word for word, in order, and all of it."""
    spans = sentences(text)
    assert text.split() == " ".join(text[start:end] for start, end in spans).split()
    assert all(first.end <= second.start for first, second in pairwise(spans))
    passages = split(_article(text))
    assert all(text[one.start : one.end] == one.text for one in passages)
    assert all(one.end <= two.start for one, two in pairwise(passages))
    assert text.split() == " ".join(one.text for one in passages).split()


def quotes(text: str) -> None:
    """Every part of a quotation is the text's, and none lies in another."""
    found = quotes_of(_article(text))
    spans = [span for quote in found for span in quote.parts]
    assert all(first.end <= second.start for first, second in pairwise(spans))
    for quote in found:
        assert quote.texts == tuple(text[start:end] for start, end in quote.parts)
        assert all(words.strip() == words != "" for words in quote.texts)
        assert 0 <= quote.confidence <= 1
        assert quote.speaker or (quote.speaker, quote.speaker_role) == (None, None)


def dates(text: str) -> None:
    """Dates are words of the text, in order, and real days."""
    stated_day(text)
    for date in (None, "2025-07-14", "2025"):
        end = 0
        for one in dates_of(_article(text, date)):
            assert end <= one.start < one.end <= len(text)
            assert text[one.start : one.end].strip()
            assert one.first <= one.last
            end = one.end


def _article(text: str, date: str | None = None) -> Article:
    return Article(id="a", path="a.txt", title="A", text=text, date=date)


def _read_only(ending: str) -> Callable[[str], object]:
    def work(text: str) -> object:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, f"a{ending}")
            path.write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
            file = CorpusFile(path.name, path.stat().st_size, 0)
            return list(read(Path(folder), file, max_bytes=_MAX_BYTES))

    return work


CHECKS: dict[str, Callable[[str], None]] = {
    "readers": readers,
    "cleaning": cleaning,
    "splitting": splitting,
    "quotes": quotes,
    "dates": dates,
}

# What must take time in proportion to the length of its text.
TIMED: dict[str, dict[str, Callable[[str], object]]] = {
    "readers": {ending: _read_only(ending) for ending in (".txt", ".md", ".html", ".jsonl")},
    "cleaning": {"clean": clean, "find": find},
    "splitting": {"sentences": sentences, "split": lambda text: split(_article(text))},
    "quotes": {"extract": lambda text: quotes_of(_article(text))},
    "dates": {"extract": lambda text: dates_of(_article(text, "2025-07-14")), "day": stated_day},
}
