"""Shelf: the articles and passages of an open generation, by their numbers."""

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final, Self, TypeVar

import numpy as np

from bot.corpus.article import Article
from bot.corpus.sentences import Span
from bot.errors import IndexDamagedError, NotFoundError
from bot.index import tables
from bot.index.analysis import Analyzer
from bot.index.forward import Streams
from bot.index.generation import PASSAGE_FIELDS, Generation, open_current, passage_checksum
from bot.index.passages import Passage
from bot.search.answer import Citation, Source

# Kept in memory; a megabyte or two each. More made no question faster that could be measured,
# and what is dropped by the megabyte at each reindex leaves holes.
_ARTICLES: Final = 200
_SOURCES: Final = 300

T = TypeVar("T")


class Shelf:
    """Articles and passages, checked against what was indexed. Threads may share it."""

    def __init__(self, generation: Generation, analyzer: Analyzer) -> None:
        self.generation = generation
        self.analyzer = analyzer
        self._columns = [generation.arrays[f"passage_{name}"] for name in PASSAGE_FIELDS]
        self._streams = Streams.from_arrays(generation.arrays)
        self._lock = threading.Lock()
        self._articles: dict[int, Article] = {}
        self._sources: dict[int, Source] = {}

    @classmethod
    def open(cls, index: Path, analyzer: Analyzer) -> Self:
        """Open the generation in use. Raises NotFoundError or IndexDamagedError."""
        generation = open_current(index)
        if generation is None:
            raise NotFoundError(f"there is no index in {str(index)!r}: run 'python -m bot index'")
        return cls(generation, analyzer)

    def close(self) -> None:
        """Close the files of the generation, and let go of all that was read from them."""
        held = vars(self)
        if held:
            self.generation.close()
            # What refers to this, be it a traceback, would keep the mapped files until the
            # collector comes by, which in a bot that is asked little takes hours.
            held.clear()

    def articles(self) -> list[Citation]:
        """Return all articles, without their texts, in the order of the corpus."""
        return self._read(lambda db: [Citation(*row) for row in tables.citations(db)])

    def article(self, article_id: str) -> Article:
        """Return one article. Raises NotFoundError."""
        row = self._read(lambda db: tables.article_where(db, "id", article_id))
        if row is None:
            raise NotFoundError(
                f"there is no article {article_id!r}; 'python -m bot articles' lists them"
            )
        return tables.article_of(row)

    def passage(self, number: int) -> tuple[Article, Passage]:
        """Return a passage, by its number in the index, with its article."""
        article = self._article(int(self._columns[0][number]))
        return article, self._passage(number, article)

    def _article(self, number: int) -> Article:
        """Return an article without what cleaning took out; the last ones are kept at hand."""
        article = self._articles.get(number)
        if article is None:
            article = self._read(lambda db: tables.read_article(db, number))
            if article is None:
                raise IndexDamagedError(f"article {number} is missing; run 'python -m bot index'")
            if len(self._articles) >= _ARTICLES:
                self._articles.clear()
            self._articles[number] = article
        return article

    def _source(self, number: int) -> Source:
        """Return a passage as it is quoted; the last ones are kept at hand."""
        source = self._sources.get(number)
        if source is None:
            article, passage = self.passage(number)
            passages = self._passages_of(int(self._columns[0][number]))
            source = Source.of(article, passage, number, passages, self._streams.terms(number))
            if len(self._sources) >= _SOURCES:
                self._sources.clear()
            self._sources[number] = source
        return source

    def _passage(self, number: int, article: Article) -> Passage:
        """Return a passage, checked against what it was when it was indexed."""
        _, start, end, heading_start, heading_end, known = (
            int(column[number]) for column in self._columns
        )
        text = article.text[start:end]
        if passage_checksum(text) != known:
            raise IndexDamagedError(
                f"a passage of {article.path} is not what was indexed; run 'python -m bot index'"
            )
        heading = Span(heading_start, heading_end) if heading_end else None
        return Passage(start=start, end=end, text=text, heading=heading)

    def _passages_of(self, article: int) -> range:
        """Return the numbers of the passages of an article."""
        # Of the array's own type, or NumPy copies the array to compare.
        wanted = np.asarray((article, article + 1), dtype=np.uint32)
        first, last = np.searchsorted(self._columns[0], wanted)
        return range(int(first), int(last))

    def _passage_at(self, article: int, offset: int) -> int:
        """Return the number of the passage of an article that holds an offset."""
        numbers = self._passages_of(article)
        starts = self._columns[1][numbers.start : numbers.stop]
        return numbers.start + int(np.searchsorted(starts, np.uint32(offset), side="right")) - 1

    def _read(self, query: Callable[[sqlite3.Connection], T]) -> T:
        """Run a query; one at a time, because the connection is shared by threads."""
        with self._lock:
            try:
                return query(self.generation.database)
            except sqlite3.DatabaseError as error:
                raise IndexDamagedError(
                    f"the index cannot be read: {error}; run 'python -m bot index'"
                ) from error
