"""Work: what is done to articles a batch at a time, in this process or in a worker's.

A request and its answer are plain records that go through a pipe as MessagePack. An answer
depends on its request and on the corpus alone, so it does not matter where the work is done.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

from bot.corpus.article import Article, build
from bot.corpus.readers import CorpusFile, RawArticle, Rejected, read, read_line
from bot.errors import RejectedError
from bot.index import repeats, tables, timeline
from bot.index.analysis import Analyzer
from bot.index.dates import extract as extract_dates
from bot.index.forward import Streams, StreamsBuilder, parts_of
from bot.index.generation import PASSAGE_FIELDS, passage_checksum
from bot.index.passages import Passage, divided
from bot.index.postings import Postings
from bot.index.quotes import extract

Arrays: TypeAlias = Mapping[str, NDArray[Any]]


class Setup(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """What a worker must know beside its requests; sizes in bytes and words."""

    corpus: str
    max_bytes: int
    min_words: int
    max_words: int


class ReadFiles(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """Read and clean these files; each is (path, size, mtime_ns) of a CorpusFile."""

    files: list[tuple[str, int, int]]


class ReadLines(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """Read and clean these lines of a .jsonl; each is (number, line) of ``readers.lines``."""

    path: str
    lines: list[tuple[int, Any]]


class Whole(msgspec.Struct, frozen=True, array_like=True):
    """An article as it was read, and which of its paragraphs return in others."""

    row: tables.Row
    repeated: bytes | None  # one bool a paragraph; None where there is none


class DeriveAll(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """Divide these articles, count their terms and find their quotations and dates."""

    articles: list[Whole]


Request: TypeAlias = ReadFiles | ReadLines | DeriveAll


class Cleaned(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """An article that was read, not numbered yet, and its paragraphs' fingerprints."""

    row: tables.Row
    prints: bytes


class Refused(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """What Rejected says."""

    path: str
    reason: str
    passing: bool = False


class Found(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """What each file that was asked for holds; for lines there is one."""

    files: list[list[Cleaned | Refused]]


class DerivedAll(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """What was worked out from some articles; passages are numbered from 0."""

    changed: list[tables.Row]  # of articles without, or again with, what repeats
    quotes: list[tables.Row]
    dates: list[tables.Row]
    passages: dict[str, tuple[str, bytes]]  # PASSAGE_FIELDS
    postings: dict[str, tuple[str, bytes]]
    streams: dict[str, tuple[str, bytes]]


Answer: TypeAlias = Found | DerivedAll


class Work:
    """Does what requests ask for, one after another."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._corpus = Path(setup.corpus)
        self._analyzer = Analyzer()
        self._streams = StreamsBuilder(self._analyzer)

    def do(self, request: Request) -> Answer:
        """Return the answer to a request."""
        if isinstance(request, DeriveAll):
            return self._derive(request.articles)
        limit = self._setup.max_bytes
        if isinstance(request, ReadFiles):
            files = (CorpusFile(*file) for file in request.files)
            return Found([_cleaned(read(self._corpus, f, max_bytes=limit)) for f in files])
        raws = (read_line(request.path, n, line, max_bytes=limit) for n, line in request.lines)
        return Found([_cleaned(raws)])

    def _derive(self, articles: Iterable[Whole]) -> DerivedAll:
        columns: list[tuple[int, ...]] = []
        changed: list[tables.Row] = []
        quotes: list[tables.Row] = []
        dates: list[tables.Row] = []
        for whole in articles:
            article = _without_repeats(whole, changed)
            number = whole.row[0]
            passages = divided(
                article, min_words=self._setup.min_words, max_words=self._setup.max_words
            )
            for passage, spans in passages:
                columns.append(_column(number, article, passage))
                self._streams.add(parts_of(article, passage, spans))
            quotes += tables.quote_rows(number, extract(article))
            dates += timeline.date_rows(number, extract_dates(article))
        fields = np.asarray(columns, dtype=np.uint32).reshape(-1, len(PASSAGE_FIELDS))
        streams, postings = self._streams.build()
        return DerivedAll(
            changed,
            quotes,
            dates,
            packed({name: fields[:, i] for i, name in enumerate(PASSAGE_FIELDS)}),
            packed(postings.arrays()),
            packed(streams.arrays()),
        )


def packed(arrays: Arrays) -> dict[str, tuple[str, bytes]]:
    """Return arrays of one dimension as plain values."""
    return {name: (array.dtype.str, array.tobytes()) for name, array in arrays.items()}


def unpacked(values: Mapping[str, tuple[str, bytes]]) -> dict[str, NDArray[Any]]:
    """Undo ``packed``."""
    return {name: np.frombuffer(data, dtype=dtype) for name, (dtype, data) in values.items()}


def postings_of(answer: DerivedAll) -> Postings:
    """Return the postings in an answer."""
    return Postings.from_arrays(unpacked(answer.postings))


def streams_of(answer: DerivedAll) -> Streams:
    """Return the streams in an answer."""
    return Streams.from_arrays(unpacked(answer.streams))


def _cleaned(raws: Iterable[RawArticle | Rejected]) -> list[Cleaned | Refused]:
    """Clean articles; say what cannot be one."""
    found: list[Cleaned | Refused] = []
    for raw in raws:
        if isinstance(raw, Rejected):
            found.append(Refused(raw.path, raw.reason, raw.passing))
            continue
        try:
            article = build(raw)
        except RejectedError as error:
            where = "" if raw.line is None else f"line {raw.line}: "
            found.append(Refused(raw.path, f"{where}{error}"))
        else:
            row = tables.article_row(-1, article, line=raw.line)
            found.append(Cleaned(row, repeats.fingerprints(article).tobytes()))
    return found


def _without_repeats(whole: Whole, changed: list[tables.Row]) -> Article:
    """Return the article as it is to be indexed; its row goes to ``changed`` if it is another."""
    row = whole.row
    read_as = tables.whole_article_of(row)
    article = read_as
    if whole.repeated is not None:
        article = repeats.without(read_as, np.frombuffer(whole.repeated, dtype=np.bool_))
    if article is not read_as:
        changed.append(tables.article_row(row[0], article, whole=read_as, line=row[15]))
    elif row[14] is not None:  # what was taken out before is no longer repeated
        changed.append(tables.article_row(row[0], read_as, line=row[15]))
    return article


def _column(number: int, article: Article, passage: Passage) -> tuple[int, ...]:
    """Return the PASSAGE_FIELDS of a passage of an article."""
    if article.text[passage.start : passage.end] != passage.text:
        raise AssertionError(f"{article.path}: a passage is not the article's text")
    heading = passage.heading or (0, 0)
    return number, passage.start, passage.end, *heading, passage_checksum(passage.text)
