"""Slate: the candidates for a question, taken apart once so that features are cheap.

Everything is an array over the tokens, segments or candidates of all of them together. A
segment is a candidate's title, its heading, or one of its sentences, in this order.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.index.forward import CAPITAL, CLOSE, DATE, FORENAME, NUMBER, PLACED, YEAR, Streams
from bot.search.query import HOW_MANY, WHEN, WHERE, WHO, Query

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Slate:
    """Candidates in the order in which the first stage found them.

    ``lengths`` are in tokens; ``places`` count the passages of an article from 0.
    """

    query: Query
    idf: Floats  # of each of the query's concepts
    rarest: float  # idf of a word that no passage has
    streams: Streams  # of the candidates
    articles: Ints
    places: Ints
    bm25: Floats
    listed: Floats  # how much the questions that the candidate's article lists resemble this one

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
        return self.streams.offsets[:-1]

    @cached_property
    def lengths(self) -> Ints:
        """Return how many tokens each candidate has."""
        return np.diff(self.streams.offsets)

    @cached_property
    def segment_ends(self) -> Ints:
        """Return where each segment is closed, in tokens."""
        return np.flatnonzero(self.streams.hashes == CLOSE)

    @cached_property
    def first_segments(self) -> Ints:
        """Return the first segment of each candidate: its title."""
        return np.searchsorted(self.segment_ends, self.starts)

    @cached_property
    def owners(self) -> Ints:
        """Return the candidate of each segment."""
        counts = np.diff(self.first_segments, append=len(self.segment_ends))
        return np.repeat(np.arange(len(self.lengths)), counts)

    @cached_property
    def _matches(self) -> tuple[Ints, Ints, Floats]:
        """Return tokens that match a concept, the concepts, and how strongly they match."""
        hashes, concepts, strengths = self.query.lookup
        # A few comparisons of all tokens are faster than a search for each.
        tokens = np.flatnonzero(np.isin(self.streams.hashes, hashes))
        found = np.searchsorted(hashes, self.streams.hashes[tokens])
        return tokens, concepts[found], strengths[found]

    @cached_property
    def matched(self) -> Bools:
        """Return which tokens match a concept."""
        marked = np.zeros(len(self.streams.hashes), dtype=np.bool_)
        marked[self._matches[0]] = True
        return marked

    @cached_property
    def held(self) -> Floats:
        """Return how strongly each segment holds each concept (segments, concepts)."""
        tokens, concepts, strengths = self._matches
        held = np.zeros((len(self.segment_ends), len(self.idf)))
        segments = np.searchsorted(self.segment_ends, tokens)
        np.maximum.at(held, (segments, concepts), strengths)
        return held

    @cached_property
    def in_title(self) -> Floats:
        """Return how strongly each title holds each concept (candidates, concepts)."""
        return self.held[self.first_segments]

    @cached_property
    def in_heading(self) -> Floats:
        """Return how strongly each heading holds each concept."""
        return self.held[self.first_segments + 1]

    @cached_property
    def in_body(self) -> Floats:
        """Return how strongly each candidate's sentences hold each concept."""
        return np.maximum.reduceat(self.in_sentences, self.first_segments, axis=0)

    @cached_property
    def in_any(self) -> Floats:
        """Return how strongly each candidate holds each concept anywhere."""
        return np.maximum.reduceat(self.held, self.first_segments, axis=0)

    @cached_property
    def in_sentences(self) -> Floats:
        """Return ``held`` with titles and headings empty."""
        held = self.held.copy()
        held[self.first_segments] = 0
        held[self.first_segments + 1] = 0
        return held

    @cached_property
    def sentence_coverage(self) -> Floats:
        """Return the share of the question that each sentence holds (segments)."""
        return self.in_sentences @ self.weights

    @cached_property
    def led_coverage(self) -> Floats:
        """Return the share that each sentence holds with its title and heading (segments)."""
        above = np.maximum(self.in_title, self.in_heading)[self.owners]
        coverage: Floats = np.maximum(self.in_sentences, above) @ self.weights
        coverage[self.first_segments] = 0
        coverage[self.first_segments + 1] = 0
        return coverage

    @cached_property
    def neighbours(self) -> Floats:
        """Return how well neighbouring concepts stand together (candidates, concepts - 1).

        1 where the second follows the first, 0.5 with a word between.
        """
        tokens, concepts, _ = self._matches
        owners = np.searchsorted(self.streams.offsets, tokens, side="right") - 1
        together = np.zeros((len(self), max(len(self.idf) - 1, 0)))
        for step in (2, 1):  # of the matches; between two of them there may be a third
            follows = concepts[step:] == concepts[:-step] + 1
            gaps = tokens[step:] - tokens[:-step]
            kept = np.flatnonzero(follows & (gaps <= 2) & (owners[step:] == owners[:-step]))
            np.maximum.at(together, (owners[kept], concepts[kept]), 1 / gaps[kept])
        return together

    @cached_property
    def answering(self) -> Bools | None:
        """Return which segments have an answer of the kind asked for, beside what was asked.

        None where no kind is known.
        """
        marks = self.streams.marks
        if self.query.kind == WHEN:
            fits = marks & (YEAR | DATE) != 0
        elif self.query.kind == HOW_MANY:
            fits = marks & (NUMBER | YEAR) == NUMBER
        elif self.query.kind == WHERE:
            fits = marks & PLACED != 0
        elif self.query.kind == WHO:
            name = ~self.matched & (marks & (CAPITAL | NUMBER) == CAPITAL)
            fits = marks & FORENAME != 0
            fits[:-1] |= name[1:]
            fits &= name
        else:
            return None
        segments = np.searchsorted(self.segment_ends, np.flatnonzero(fits & ~self.matched))
        found = np.zeros(len(self.segment_ends), dtype=np.bool_)
        found[segments] = True
        return found

    def best(self, values: Floats) -> Floats:
        """Return the highest of the values of each candidate's segments."""
        return np.maximum.reduceat(values, self.first_segments)
