"""Build: the rows and arrays of one new generation, reusing what the old one has.

Two passes over the articles, because what repeats in several articles is known only after
all were read: ``read`` cleans and stores, ``arrays`` takes out what repeats, divides into
passages and counts terms.
"""

import sqlite3
import time
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.corpus.article import Article, build
from bot.corpus.readers import CorpusFile, Rejected, read
from bot.errors import RejectedError
from bot.index import repeats, tables
from bot.index.analysis import Analyzer
from bot.index.bm25 import CompiledBM25
from bot.index.generation import PASSAGE_FIELDS, Array, Generation, passage_checksum
from bot.index.passages import Passage, split
from bot.index.plan import Plan
from bot.index.postings import Postings, PostingsBuilder, merge
from bot.index.quotes import Quote, extract

_FRESH_NS = 2_000_000_000  # a file changed so lately may change again and keep its time

Progress = Callable[[str, int, int], None]  # what is being done, done, of how many


@dataclass(frozen=True, slots=True)
class Derived:
    """What is worked out from one article."""

    passages: list[Passage]
    terms: list[list[str]]  # of each passage: title, heading and text
    quotes: list[Quote]


def derive(article: Article, analyzer: Analyzer, *, min_words: int, max_words: int) -> Derived:
    """Divide an article into passages, and find their terms and its quotations."""
    passages = split(article, min_words=min_words, max_words=max_words)
    title = analyzer.analyze(article.title)
    terms = []
    for passage in passages:
        words = [*title]
        if passage.heading is not None:
            words += analyzer.analyze(article.text[slice(*passage.heading)])
        terms.append(words + analyzer.analyze(passage.text))
    return Derived(passages, terms, extract(article))


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An article that was read or taken over; its number is not given yet."""

    row: tables.Row
    prints: repeats.Fingerprints
    origin: int  # its number in the old generation, or -1


class Build:
    """One generation in the making."""

    def __init__(
        self,
        database: sqlite3.Connection,
        old: Generation | None,
        derive: Callable[[Article], Derived],
    ) -> None:
        self._database = database
        self._old = old
        self._derive = derive
        self._origins = array("q")  # of each article: its number in ``old``, or -1
        self._prints = array("Q")  # of all paragraphs of all articles
        self._paragraphs = array("Q")  # how many each article has
        self._passages = 0
        self._quotes = 0

    def counts(self) -> dict[str, int]:
        """Return how many articles, passages and quotations there are."""
        return {
            "articles": len(self._origins),
            "passages": self._passages,
            "quotes": self._quotes,
        }

    def read(self, corpus: Path, plan: Plan, max_bytes: int, progress: Progress) -> None:
        """Clean and store the articles of every file, in order."""
        now = time.time_ns()
        rejected = list(plan.rejected)
        taken_over = self._old_rejections(plan)
        for done, file in enumerate(plan.files):
            progress("Reading", done, len(plan.files))
            if file.path in plan.reusable:
                rejected += taken_over.get(file.path, ())
                found: Iterator[_Candidate | Rejected] = self._take_over(file.path)
            else:
                found = _read_anew(corpus, file, max_bytes)
            settled = True
            for item in found:
                if isinstance(item, Rejected):
                    rejected.append(item)
                elif clash := self._store(item):
                    rejected.append(clash)
                    settled = False
            fresh = now - file.mtime_ns < _FRESH_NS
            stored = tables.StoredFile(
                path=file.path,
                size=file.size,
                mtime_ns=-1 if fresh else file.mtime_ns,
                digest=plan.digests[file.path],
                settled=settled,
            )
            tables.insert_files(self._database, [stored])
        rejected.sort(key=lambda item: item.path)
        tables.insert_rejections(self._database, rejected)
        progress("Reading", len(plan.files), len(plan.files))

    def arrays(self, progress: Progress, *, k1: float, b: float) -> dict[str, Array]:
        """Take out what repeats, divide into passages, count terms; return all arrays."""
        prints = np.asarray(self._prints, dtype=np.uint64)
        owners = np.repeat(
            np.arange(len(self._origins), dtype=np.uint32), np.asarray(self._paragraphs, np.int64)
        )
        again = self._to_derive(prints, owners, taken := repeats.repeated(prints, owners))
        ends = np.cumsum(np.asarray(self._paragraphs, np.int64))
        builder = PostingsBuilder()
        fields: list[tuple[int, ...]] = []
        for number, origin in enumerate(self._origins):
            if number % 100 == 0:
                progress("Indexing", number, len(self._origins))
            if not again[number]:
                self._copy_quotes(origin, number)
                continue
            own = prints[ends[number] - self._paragraphs[number] : ends[number]]
            article = self._without_repeats(number, own, taken)
            derived = self._derive(article)
            for passage, terms in zip(derived.passages, derived.terms, strict=True):
                if article.text[passage.start : passage.end] != passage.text:
                    raise AssertionError(f"{article.path}: a passage is not the article's text")
                heading = passage.heading or (0, 0)
                fields.append(
                    (number, passage.start, passage.end, *heading, passage_checksum(passage.text))
                )
                builder.add(terms)
            tables.insert_quotes(self._database, number, derived.quotes)
            self._quotes += len(derived.quotes)
        progress("Indexing", len(self._origins), len(self._origins))
        columns = np.asarray(fields, dtype=np.uint32).reshape(-1, len(PASSAGE_FIELDS))
        postings, columns = self._merged(builder.build(), columns, again)
        self._passages = len(columns)
        return {
            "paragraph_fingerprints": prints,
            "paragraph_articles": owners,
            **{
                f"passage_{name}": np.ascontiguousarray(columns[:, i])
                for i, name in enumerate(PASSAGE_FIELDS)
            },
            **postings.arrays(),
            **CompiledBM25(postings, k1=k1, b=b).arrays(),
        }

    def _old_rejections(self, plan: Plan) -> dict[str, list[Rejected]]:
        """Return what was rejected of the files that are taken over, by path."""
        found: dict[str, list[Rejected]] = {}
        if self._old is not None:
            for item in tables.rejections(self._old.database):
                if item.path in plan.reusable:
                    found.setdefault(item.path, []).append(item)
        return found

    def _take_over(self, path: str) -> Iterator[_Candidate]:
        """Yield the articles of a file as the old generation has them."""
        old = self._old
        if old is None:
            raise AssertionError("nothing to take over from")
        owners = old.arrays["paragraph_articles"]
        for row in tables.article_rows_of(old.database, path):
            bounds = np.asarray((row[0], row[0] + 1), dtype=owners.dtype)
            first, last = np.searchsorted(owners, bounds)
            prints = old.arrays["paragraph_fingerprints"][first:last]
            yield _Candidate(row, prints, origin=row[0])

    def _store(self, candidate: _Candidate) -> Rejected | None:
        """Give the article the next number; reject it where another has its id."""
        row = (len(self._origins), *candidate.row[1:])
        try:
            tables.insert_article(self._database, row)
        except sqlite3.IntegrityError:
            holder = tables.article_where(self._database, "id", row[1])
            if holder is None:
                raise
            where = "" if row[15] is None else f"line {row[15]}: "
            return Rejected(
                row[2],
                f"{where}its id {row[1]!r} is already that of an article in"
                f" {holder[2]}; give it another",
            )
        self._origins.append(candidate.origin)
        self._prints.frombytes(candidate.prints.tobytes())
        self._paragraphs.append(len(candidate.prints))
        return None

    def _to_derive(
        self,
        prints: repeats.Fingerprints,
        owners: NDArray[np.uint32],
        taken: repeats.Fingerprints,
    ) -> NDArray[np.bool_]:
        """Return, for each article, whether its passages must be worked out (again)."""
        again = np.asarray(self._origins, dtype=np.int64) < 0
        if self._old is not None:
            before = repeats.repeated(
                self._old.arrays["paragraph_fingerprints"], self._old.arrays["paragraph_articles"]
            )
            moved = np.setxor1d(before, taken)
            again[owners[np.isin(prints, moved)]] = True
        return again

    def _without_repeats(
        self, number: int, own: repeats.Fingerprints, taken: repeats.Fingerprints
    ) -> Article:
        """Return the article as it is to be indexed, and have its row say so."""
        row = tables.article_where(self._database, "number", number)
        if row is None:
            raise AssertionError(f"article {number} was not stored")
        whole = tables.whole_article_of(row)
        article = repeats.without(whole, own, taken)
        if article is not whole:
            changed = tables.article_row(number, article, whole=whole, line=row[15])
            tables.replace_article(self._database, changed)
        elif row[14] is not None:  # what was taken out before is no longer repeated
            changed = tables.article_row(number, whole, line=row[15])
            tables.replace_article(self._database, changed)
        return article

    def _copy_quotes(self, origin: int, number: int) -> None:
        if self._old is not None:
            quotes = [quote for _, quote in tables.quotes_where(self._old.database, origin)]
            tables.insert_quotes(self._database, number, quotes)
            self._quotes += len(quotes)

    def _merged(
        self, postings: Postings, columns: NDArray[np.uint32], again: NDArray[np.bool_]
    ) -> tuple[Postings, NDArray[np.uint32]]:
        """Return the postings and passages of new and reused articles, numbered in order."""
        if self._old is None:
            return postings, columns
        old_columns = np.column_stack(
            [self._old.arrays[f"passage_{name}"] for name in PASSAGE_FIELDS]
        )
        origins = np.asarray(self._origins, dtype=np.int64)
        renumbered = np.full(self._old.counts["articles"], -1, dtype=np.int64)
        reused = np.flatnonzero(~again)
        renumbered[origins[reused]] = reused
        article_of = renumbered[old_columns[:, 0]]
        stays = article_of >= 0
        old_columns = old_columns.copy()
        old_columns[stays, 0] = article_of[stays]
        everything = np.concatenate([old_columns[stays], columns])
        order = np.argsort(everything[:, 0], kind="stable")
        place = np.empty(len(order), dtype=np.int64)
        place[order] = np.arange(len(order))
        old_places = np.full(len(old_columns), -1, dtype=np.int64)
        old_places[stays] = place[: stays.sum()]
        merged = merge(
            [
                (Postings.from_arrays(self._old.arrays), old_places),
                (postings, place[stays.sum() :]),
            ],
            len(order),
        )
        return merged, everything[order]


def _read_anew(corpus: Path, file: CorpusFile, max_bytes: int) -> Iterator[_Candidate | Rejected]:
    """Yield the articles of a file, cleaned, and what of it cannot be one."""
    for raw in read(corpus, file, max_bytes=max_bytes):
        if isinstance(raw, Rejected):
            yield raw
            continue
        try:
            article = build(raw)
        except RejectedError as error:
            where = "" if raw.line is None else f"line {raw.line}: "
            yield Rejected(raw.path, f"{where}{error}")
        else:
            row = tables.article_row(-1, article, line=raw.line)
            yield _Candidate(row, repeats.fingerprints(article), origin=-1)
