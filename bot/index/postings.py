"""Postings: for each term, the passages that hold it and how often."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Unsigned = NDArray[np.unsignedinteger]
Ids = NDArray[np.int64]

_CHUNK = 4_000_000  # tokens counted at a time: 32 MB of keys


class Vocabulary:
    """The sorted terms as one run of UTF-8, found by bisection without reading it all."""

    def __init__(self, blob: NDArray[np.uint8], offsets: Unsigned) -> None:
        self.blob = blob
        self.offsets = offsets
        self._memo: dict[str, int | None] = {}

    @classmethod
    def of(cls, terms: Sequence[bytes]) -> "Vocabulary":
        """Build one from ``terms``, UTF-8 and sorted."""
        offsets = np.zeros(len(terms) + 1, dtype=np.uint64)
        np.cumsum([len(term) for term in terms], out=offsets[1:])
        return cls(np.frombuffer(b"".join(terms), dtype=np.uint8), offsets)

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, number: int) -> bytes:
        return self.blob[int(self.offsets[number]) : int(self.offsets[number + 1])].tobytes()

    def terms(self) -> list[bytes]:
        """Return every term, in order."""
        blob = self.blob.tobytes()
        ends = self.offsets.tolist()
        return [blob[start:end] for start, end in pairwise(ends)]

    def find(self, term: str) -> int | None:
        """Return the number of ``term``, from 0, or None."""
        if term not in self._memo:
            if len(self._memo) > 100_000:  # bounded: people may type anything
                self._memo.clear()
            key = term.encode("utf-8", "surrogatepass")
            at = bisect_left(range(len(self)), key, key=self.__getitem__)
            self._memo[term] = at if at < len(self) and self[at] == key else None
        return self._memo[term]


@dataclass(frozen=True, slots=True)
class Postings:
    """Terms by number; passages by number, ascending within a term.

    ``passages[offsets[t]:offsets[t + 1]]`` hold term ``t``, ``counts`` times each;
    ``lengths`` are the passages' lengths in terms.
    """

    vocabulary: Vocabulary
    offsets: Ids  # (terms + 1,)
    passages: NDArray[np.uint32]  # (postings,)
    counts: Unsigned  # (postings,)
    lengths: NDArray[np.uint32]  # (passages,)

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """Read them back from what ``arrays`` gave."""
        return cls(
            vocabulary=Vocabulary(arrays["term_text"], arrays["term_offsets"]),
            offsets=arrays["posting_offsets"],
            passages=arrays["posting_passages"],
            counts=arrays["posting_counts"],
            lengths=arrays["passage_lengths"],
        )

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the arrays to be stored."""
        return {
            "term_text": self.vocabulary.blob,
            "term_offsets": self.vocabulary.offsets,
            "posting_offsets": self.offsets,
            "posting_passages": self.passages,
            "posting_counts": self.counts,
            "passage_lengths": self.lengths,
        }

    def range(self, term: int) -> tuple[int, int]:
        """Return where the postings of ``term`` start and end."""
        return int(self.offsets[term]), int(self.offsets[term + 1])

    def of(self, term: int) -> tuple[NDArray[np.uint32], Unsigned]:
        """Return the passages that hold ``term``, and how often each does."""
        start, end = self.range(term)
        return self.passages[start:end], self.counts[start:end]

    def frequency(self, term: int) -> int:
        """Return the number of passages that hold ``term``."""
        start, end = self.range(term)
        return end - start


class PostingsBuilder:
    """Counts terms passage by passage."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._tokens: list[int] = []
        self._owners: list[int] = []  # tokens of each passage not yet counted
        self._lengths: list[int] = []
        self._keys: list[NDArray[np.uint64]] = []
        self._counts: list[Unsigned] = []

    def add(self, terms: Sequence[str]) -> None:
        """Add the next passage."""
        numbers = self._numbers
        tokens = self._tokens
        for term in terms:
            number = numbers.get(term)
            if number is None:
                number = numbers[term] = len(numbers)
            tokens.append(number)
        self._lengths.append(len(terms))
        self._owners.append(len(terms))
        if len(tokens) >= _CHUNK:
            self._count()

    def build(self) -> Postings:
        """Return the postings of all passages added."""
        self._count()
        order = sorted(
            (term.encode("utf-8", "surrogatepass"), n) for term, n in self._numbers.items()
        )
        rank = np.empty(len(order), dtype=np.uint64)
        rank[[n for _, n in order]] = np.arange(len(order), dtype=np.uint64)
        keys = np.concatenate([*self._keys, np.empty(0, dtype=np.uint64)])
        counts = np.concatenate([*self._counts, np.empty(0, dtype=np.uint8)])
        keys = rank[keys & _LOW] << _SHIFT | keys >> _SHIFT
        by_term = np.argsort(keys, kind="stable")
        return _from_keys(
            keys[by_term],
            counts[by_term],
            [term for term, _ in order],
            np.asarray(self._lengths, dtype=np.uint32),
        )

    def _count(self) -> None:
        """Turn the tokens gathered so far into distinct (passage, term) keys with counts."""
        first = len(self._lengths) - len(self._owners)
        owner = np.repeat(
            np.arange(first, len(self._lengths), dtype=np.uint64),
            np.asarray(self._owners, dtype=np.int64),
        )
        keys = owner << _SHIFT | np.asarray(self._tokens, dtype=np.uint64)
        distinct, counts = np.unique(keys, return_counts=True)
        self._keys.append(distinct)
        self._counts.append(_smallest(counts))
        self._tokens.clear()
        self._owners.clear()


_SHIFT = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)


def merge(parts: Iterable[tuple[Postings, Ids]], passages: int) -> Postings:
    """Return one Postings of ``passages`` passages from several.

    Each part comes with the new number of each of its passages, ascending, -1 for one that
    is gone. The result does not depend on how the passages were divided into parts.
    """
    parts = list(parts)
    terms = sorted({term for postings, _ in parts for term in postings.vocabulary.terms()})
    lengths = np.zeros(passages, dtype=np.uint32)
    keys = np.empty(0, dtype=np.uint64)
    counts: Unsigned = np.empty(0, dtype=np.uint8)
    number = {term: n for n, term in enumerate(terms)}
    for postings, renumbered in parts:
        stays = renumbered >= 0
        lengths[renumbered[stays]] = postings.lengths[stays]
        of_term = np.repeat(
            np.asarray([number[t] for t in postings.vocabulary.terms()], dtype=np.uint64),
            np.diff(postings.offsets),
        )
        owner = renumbered[postings.passages]
        kept = owner >= 0
        part = of_term[kept] << _SHIFT | owner[kept].astype(np.uint64)
        # Both sides are sorted, because terms and passages keep their order.
        at = np.searchsorted(keys, part)
        keys = np.insert(keys, at, part)
        both = np.promote_types(counts.dtype, postings.counts.dtype)
        counts = np.insert(counts.astype(both), at, postings.counts[kept])
    return _from_keys(keys, counts, terms, lengths)


def _from_keys(
    keys: NDArray[np.uint64], counts: Unsigned, terms: Sequence[bytes], lengths: NDArray[np.uint32]
) -> Postings:
    """Build Postings from sorted term << 32 | passage, leaving out terms without postings."""
    of_term = (keys >> _SHIFT).astype(np.int64)
    frequency = np.bincount(of_term, minlength=len(terms))
    used = np.flatnonzero(frequency)
    offsets = np.zeros(len(used) + 1, dtype=np.int64)
    np.cumsum(frequency[used], out=offsets[1:])
    return Postings(
        vocabulary=Vocabulary.of([terms[n] for n in used.tolist()]),
        offsets=offsets,
        passages=(keys & _LOW).astype(np.uint32),
        counts=_smallest(counts),
        lengths=lengths,
    )


def _smallest(counts: NDArray[np.integer]) -> Unsigned:
    """Return ``counts`` in the smallest unsigned type that holds them."""
    largest = int(counts.max()) if len(counts) else 0
    return counts.astype(np.min_scalar_type(largest), copy=False)
