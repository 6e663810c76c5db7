"""Slate: the candidates for a question, taken apart once so that features are cheap.

Everything is an array over the tokens, segments or candidates of all of them together. A
segment is a candidate's title, its heading, or one of its sentences, in this order.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.index.asking import HOW_MANY, WHEN, WHERE, WHO
from bot.index.forward import (
    CAPITAL,
    CLOSE,
    DATE,
    FORENAME,
    HASH_BITS,
    MARK_SHIFT,
    NUMBER,
    PLACED,
    YEAR,
    Streams,
)
from bot.search.query import Query

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]


ABOVE: Final = 2  # segments of a candidate that are no sentences: its title and its heading
_SIEVE: Final = 1 << 12
_LOW_BITS: Final = np.uint32(_SIEVE - 1)


class _Matches(NamedTuple):
    """The tokens that match a concept, ascending."""

    tokens: Ints
    segments: Ints
    owners: Ints  # candidates
    concepts: Ints
    strengths: Floats  # 0 to 1


@dataclass(frozen=True, kw_only=True)
class Slate:
    """Candidates in the order of the archive.

    ``lengths`` are in tokens; ``places`` count the passages of an article from 0.
    """

    query: Query
    idf: Floats  # of each of the query's concepts; of a light word less
    rarest: float  # idf of a word that no passage has
    streams: Streams  # of the candidates
    articles: Ints
    groups: Ints  # which of the different articles each is of
    places: Ints
    bm25: Floats
    listed: Floats  # how much the questions that the candidate's article lists resemble this one,
    listed_here: Floats  # and those whose answers stand in the candidate

    def __len__(self) -> int:
        return len(self.articles)

    @cached_property
    def weights(self) -> Floats:
        """Return what each concept is worth; the sum is 1."""
        total = self.idf.sum()
        return self.idf / total if total else self.idf

    @cached_property
    def starts(self) -> Ints:
        """Return where each candidate's tokens begin."""
        return self.streams.offsets[:-1].astype(np.intp, copy=False)

    @cached_property
    def lengths(self) -> Ints:
        """Return how many tokens each candidate has."""
        return np.diff(self.streams.offsets)

    @cached_property
    def segment_ends(self) -> Ints:
        """Return where each segment is closed, in tokens."""
        return np.flatnonzero(self.streams.tokens == CLOSE)

    @cached_property
    def first_segments(self) -> Ints:
        """Return the first segment of each candidate: its title."""
        return np.searchsorted(self.segment_ends, self.starts)

    @cached_property
    def owners(self) -> Ints:
        """Return the candidate of each segment."""
        begun = np.zeros(len(self.segment_ends), dtype=np.intp)
        begun[self.first_segments[1:]] = 1
        return begun.cumsum()

    @cached_property
    def _matches(self) -> "_Matches":
        hashes, concepts, strengths = self.query.lookup
        tokens = self.streams.tokens
        # Most tokens fall through the sieve, so that few need to be searched for.
        sieve = np.zeros(_SIEVE, dtype=np.bool_)
        sieve[hashes & _LOW_BITS] = True
        at = sieve[tokens & _LOW_BITS].nonzero()[0]
        kept = tokens[at] & HASH_BITS
        found = np.minimum(hashes.searchsorted(kept), len(hashes) - 1)
        right = (hashes[found] == kept).nonzero()[0]
        at, found = at[right], found[right]
        segments = self.segment_ends.searchsorted(at)
        return _Matches(at, segments, self.owners[segments], concepts[found], strengths[found])

    @cached_property
    def _order(self) -> Ints:
        """Return the order of the matches in which the strongest come last."""
        return self._matches.strengths.argsort(kind="stable")

    def _strongest(self, rows: Ints, count: int) -> Floats:
        """Return how strongly each of ``count`` rows holds each concept; a row for each match."""
        held = np.zeros(count * len(self.idf))
        places = rows * len(self.idf) + self._matches.concepts
        # Of several for one place the last is kept.
        held[places[self._order]] = self._matches.strengths[self._order]
        return held.reshape(count, -1)

    @cached_property
    def mentions_in_title(self) -> Ints:
        """Return how many tokens of each title match."""
        owners = self._matches.owners
        in_title = self._matches.segments == self.first_segments[owners]
        return np.bincount(owners[in_title], minlength=len(self))

    @cached_property
    def held(self) -> Floats:
        """Return how strongly each segment holds each concept (segments, concepts)."""
        return self._strongest(self._matches.segments, len(self.segment_ends))

    @cached_property
    def in_title(self) -> Floats:
        """Return how strongly each title holds each concept (candidates, concepts)."""
        return self.held[self.first_segments]

    @cached_property
    def in_heading(self) -> Floats:
        """Return how strongly each heading holds each concept."""
        return self.held[self.first_segments + 1]

    @cached_property
    def in_any(self) -> Floats:
        """Return how strongly each candidate holds each concept anywhere."""
        return self._strongest(self._matches.owners, len(self))

    @cached_property
    def names(self) -> Floats:
        """Return which share of each concept's matches begins with a capital letter."""
        marks = self.streams.tokens[self._matches.tokens] >> MARK_SHIFT
        concepts, count = self._matches.concepts, len(self.idf)
        capitals = np.bincount(concepts, marks & CAPITAL, minlength=count)
        shares: Floats = capitals / np.maximum(np.bincount(concepts, minlength=count), 1)
        return shares

    @cached_property
    def telling(self) -> Floats:
        """Return what each concept is worth to tell the candidates apart; the sum is 1."""
        held = (self.in_any > 0).sum(axis=0)
        worth: Floats = self.idf * np.log1p((len(self) - held + 0.5) / (held + 0.5))
        total = worth.sum()
        return worth / total if total else worth

    @cached_property
    def in_article(self) -> Floats:
        """Return how strongly the candidates of each article hold each concept together."""
        return self._strongest(self.groups[self._matches.owners], int(self.groups.max()) + 1)

    @cached_property
    def sentence_coverage(self) -> Floats:
        """Return the share of the question that each sentence holds (segments)."""
        return self._of_sentences(self.held @ self.weights)

    @cached_property
    def led_coverage(self) -> Floats:
        """Return the share that each sentence holds with its title and heading (segments)."""
        above = np.maximum(self.in_title, self.in_heading)[self.owners]
        return self._of_sentences(np.maximum(self.held, above) @ self.weights)

    def _of_sentences(self, values: Floats) -> Floats:
        """Return the values of segments with those of titles and headings 0."""
        for number in range(ABOVE):
            values[self.first_segments + number] = 0
        return values

    @cached_property
    def neighbours(self) -> Floats:
        """Return how well neighbouring concepts stand together (candidates, concepts - 1).

        1 where the second follows the first, 0.5 with a word between.
        """
        tokens, _, owners, concepts, _ = self._matches
        width = max(len(self.idf) - 1, 0)
        together = np.zeros(len(self) * width)
        places = owners * width + concepts
        for gap in (2, 1):
            for step in range(1, gap + 1):  # of the matches; between two there may be a third
                kept = (
                    (concepts[step:] == concepts[:-step] + 1)
                    & (tokens[step:] == tokens[:-step] + gap)
                    & (owners[step:] == owners[:-step])
                ).nonzero()[0]
                together[places[kept]] = 1 / gap
        return together.reshape(len(self), width)

    @cached_property
    def answering(self) -> Bools | None:
        """Return which segments have an answer of the kind asked for, beside what was asked.

        None where no kind is known.
        """
        kind = self.query.kind
        if kind not in {WHEN, HOW_MANY, WHERE, WHO}:
            return None
        marks = (self.streams.tokens >> MARK_SHIFT).astype(np.uint8)
        unasked = np.ones(len(marks), dtype=np.bool_)
        unasked[self._matches.tokens] = False
        if kind == WHEN:
            fits = marks & (YEAR | DATE) != 0
        elif kind == HOW_MANY:
            fits = marks & (NUMBER | YEAR) == NUMBER
        elif kind == WHERE:
            fits = marks & PLACED != 0
        else:
            name = unasked & (marks & (CAPITAL | NUMBER) == CAPITAL)
            fits = marks & FORENAME != 0
            fits[:-1] |= name[1:]
            fits &= name
        segments = self.segment_ends.searchsorted(np.flatnonzero(fits & unasked))
        found = np.zeros(len(self.segment_ends), dtype=np.bool_)
        found[segments] = True
        return found

    def best(self, values: Floats) -> Floats:
        """Return the highest of the values of each candidate's segments."""
        return np.maximum.reduceat(values, self.first_segments)
