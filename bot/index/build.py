"""Build: the rows and arrays of one new generation, reusing what the old one has.

Two passes over the articles, because what repeats in several articles is known only after
all were read: ``read`` cleans and stores, ``arrays`` takes out what repeats, divides into
passages and counts terms. Both hand the work to workers, and put the answers together in
order, so that the result does not depend on how many there are.
"""

import sqlite3
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.index import repeats, tables, timeline
from bot.index.analysis import Analyzer
from bot.index.bm25 import CompiledBM25
from bot.index.forward import Streams
from bot.index.generation import PASSAGE_FIELDS, Array, Generation
from bot.index.intake import BATCH_BYTES, Intake, Progress
from bot.index.listing import Listings
from bot.index.merging import merge
from bot.index.plan import Plan
from bot.index.postings import Postings, PostingsBuilder
from bot.index.work import DeriveAll, DerivedAll, Request, Whole, postings_of, streams_of, unpacked
from bot.index.workers import Workers

_BATCH_ARTICLES: Final = 64  # read from the database at a time

_Columns = NDArray[np.uint32]  # (passages, PASSAGE_FIELDS)


class Build:
    """One generation in the making."""

    def __init__(
        self, database: sqlite3.Connection, old: Generation | None, workers: Workers
    ) -> None:
        self._database = database
        self._old = old
        self._workers = workers
        self._intake = Intake(database, old)
        self._passages = 0
        self._quotes = 0

    def counts(self) -> dict[str, int]:
        """Return how many articles, passages and quotations there are."""
        return {
            "articles": len(self._intake.origins),
            "passages": self._passages,
            "quotes": self._quotes,
        }

    def read(self, corpus: Path, plan: Plan, max_bytes: int, progress: Progress) -> None:
        """Clean and store the articles of every file, in order."""
        self._intake.read(corpus, plan, max_bytes, self._workers, progress)

    def arrays(self, progress: Progress, *, k1: float, b: float) -> dict[str, Array]:
        """Take out what repeats, divide into passages, count terms; return all arrays."""
        origins = np.asarray(self._intake.origins, dtype=np.int64)
        prints = np.asarray(self._intake.prints, dtype=np.uint64)
        sizes = np.asarray(self._intake.paragraphs, dtype=np.int64)
        owners = np.repeat(np.arange(len(origins), dtype=np.uint32), sizes)
        taken = repeats.repeated(prints, owners)
        again = self._to_derive(prints, owners, taken)
        drop = np.isin(prints, taken)
        builder = PostingsBuilder()
        streams: list[Streams] = []
        columns = [np.empty((0, len(PASSAGE_FIELDS)), dtype=np.uint32)]
        for (first, end), answer in self._workers.each(self._tasks(again, drop, sizes)):
            progress("Indexing", first, len(origins))
            if answer is None:
                start = int(origins[first])
                taken_over = (start, start + end - first - 1, first)
                self._quotes += tables.copy_quotes(self._database, *taken_over)
                timeline.copy_dates(self._database, *taken_over)
                continue
            if not isinstance(answer, DerivedAll):
                raise TypeError(f"not the answer to a request to derive: {answer!r}")
            for row in answer.changed:
                tables.replace_article(self._database, row)
            tables.insert_quotes(self._database, answer.quotes)
            timeline.insert_dates(self._database, answer.dates)
            self._quotes += len(answer.quotes)
            fields = unpacked(answer.passages)
            columns.append(np.column_stack([fields[name] for name in PASSAGE_FIELDS]))
            builder.add_all(postings_of(answer))
            streams.append(streams_of(answer))
        progress("Indexing", len(origins), len(origins))
        postings, tokens, passages = self._merged(
            builder.build(), Streams.joined(streams), np.concatenate(columns), origins, again
        )
        self._passages = len(passages)
        compiled = CompiledBM25(postings, k1=k1, b=b)
        listings = Listings.of(
            tables.questions(self._database), passages[:, :3], Analyzer(), compiled.term_idf
        )
        return {
            "paragraph_fingerprints": prints,
            "paragraph_articles": owners,
            **{
                f"passage_{name}": np.ascontiguousarray(passages[:, i])
                for i, name in enumerate(PASSAGE_FIELDS)
            },
            **postings.arrays(),
            **tokens.arrays(),
            **compiled.arrays(),
            **listings.arrays(),
        }

    def _to_derive(
        self,
        prints: repeats.Fingerprints,
        owners: NDArray[np.uint32],
        taken: repeats.Fingerprints,
    ) -> NDArray[np.bool_]:
        """Return, for each article, whether its passages must be worked out (again)."""
        again = np.asarray(self._intake.origins, dtype=np.int64) < 0
        if self._old is not None:
            before = repeats.repeated(
                self._old.arrays["paragraph_fingerprints"], self._old.arrays["paragraph_articles"]
            )
            moved = np.setxor1d(before, taken)
            again[owners[np.isin(prints, moved)]] = True
        return again

    def _tasks(
        self, again: NDArray[np.bool_], drop: NDArray[np.bool_], sizes: NDArray[np.int64]
    ) -> Iterator[tuple[tuple[int, int], Request | None]]:
        """Yield runs [first, end) of articles: to be derived, or to be taken over as they are."""
        ends = np.cumsum(sizes)
        origins = np.asarray(self._intake.origins, dtype=np.int64)
        # A run ends where the next article is of the other kind, or was elsewhere before.
        same = (again[1:] == again[:-1]) & (again[1:] | (np.diff(origins) == 1))
        bounds = [0, *(np.flatnonzero(~same) + 1).tolist(), len(again)] if len(again) else [0]
        for first, end in pairwise(bounds):
            if not again[first]:
                yield (first, end), None
                continue
            batch: list[Whole] = []
            size = 0
            for start in range(first, end, _BATCH_ARTICLES):
                last = min(start + _BATCH_ARTICLES, end) - 1
                for row in tables.article_rows(self._database, start, last):
                    number = row[0]
                    own = drop[ends[number] - sizes[number] : ends[number]]
                    batch.append(Whole(row, own.tobytes() if own.any() else None))
                    size += len(row[12])
                    if size * 2 >= BATCH_BYTES:  # texts are compressed to about the half
                        yield (batch[0].row[0], number + 1), DeriveAll(batch)
                        batch, size = [], 0
            if batch:
                yield (batch[0].row[0], end), DeriveAll(batch)

    def _merged(
        self,
        postings: Postings,
        streams: Streams,
        columns: _Columns,
        origins: NDArray[np.int64],
        again: NDArray[np.bool_],
    ) -> tuple[Postings, Streams, _Columns]:
        """Return what is known of the passages of new and reused articles, numbered in order."""
        reused = np.flatnonzero(~again)
        if self._old is None or not len(reused):
            return postings, streams, columns
        old_columns = np.column_stack(
            [self._old.arrays[f"passage_{name}"] for name in PASSAGE_FIELDS]
        )
        renumbered = np.full(self._old.counts["articles"], -1, dtype=np.int64)
        renumbered[origins[reused]] = reused
        article_of = renumbered[old_columns[:, 0]]
        stays = article_of >= 0
        old_columns[stays, 0] = article_of[stays]
        everything = np.concatenate([old_columns[stays], columns])
        order = np.argsort(everything[:, 0], kind="stable")
        place = np.empty(len(order), dtype=np.int64)
        place[order] = np.arange(len(order))
        old_places = np.full(len(old_columns), -1, dtype=np.int64)
        old_places[stays] = place[: stays.sum()]
        merged = merge(
            Postings.from_arrays(self._old.arrays),
            old_places,
            postings,
            place[stays.sum() :],
        )
        kept = Streams.from_arrays(self._old.arrays).take(np.flatnonzero(stays))
        return merged, Streams.joined([kept, streams]).take(order), everything[order]
