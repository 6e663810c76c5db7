"""Postings: for each term, the passages that hold it and how often."""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

Unsigned = NDArray[np.unsignedinteger]
Ids = NDArray[np.int64]
_Unsigned = TypeVar("_Unsigned", bound=np.unsignedinteger)

_MEMO = 5_000  # terms that were looked up
_CHUNK = 1_000_000  # tokens counted at a time: 8 MB of keys


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
        return cls(np.frombuffer(b"".join(terms), dtype=np.uint8), narrow(offsets))

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
            if len(self._memo) >= _MEMO:  # people may type anything
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
    offsets: Unsigned  # (terms + 1,)
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
    """Counts terms passage by passage; the result does not depend on how they come."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str, int] = defaultdict()
        self._numbers.default_factory = self._numbers.__len__  # a new term gets the next number
        self._tokens = array("I")
        self._lengths = array("I")  # of all passages
        self._counted = 0  # passages whose tokens are in ``_parts``
        self._parts: list[_Part] = []

    def add(self, terms: Sequence[str]) -> None:
        """Add the next passage."""
        self._tokens.extend(map(self._numbers.__getitem__, terms))
        self._lengths.append(len(terms))
        if len(self._tokens) >= _CHUNK:
            self._count()

    def add_all(self, postings: Postings) -> None:
        """Add the passages of ``postings`` as the next ones."""
        self._count()
        terms = (term.decode("utf-8", "surrogatepass") for term in postings.vocabulary.terms())
        numbers = map(self._numbers.__getitem__, terms)
        self._parts.append(
            _Part(
                first=self._counted,
                terms=np.fromiter(numbers, dtype=np.uint32, count=len(postings.vocabulary)),
                frequencies=np.diff(postings.offsets).astype(np.int64),
                passages=postings.passages,
                counts=postings.counts,
            )
        )
        self._lengths.frombytes(postings.lengths.astype(np.uintc).tobytes())
        self._counted = len(self._lengths)

    def build(self) -> Postings:
        """Return the postings of all passages added."""
        self._count()
        order = _in_order(self._numbers)
        rank = np.empty(len(order), dtype=np.uint32)
        numbers = np.fromiter(map(self._numbers.__getitem__, order), np.intp, len(order))
        rank[numbers] = np.arange(len(order), dtype=np.uint32)
        frequency = np.zeros(len(order), dtype=np.int64)
        largest = 0
        for part in self._parts:
            frequency[rank[part.terms]] += part.frequencies
            largest = max(largest, int(part.counts.max(initial=0)))
        offsets = np.zeros(len(order) + 1, dtype=np.int64)
        np.cumsum(frequency, out=offsets[1:])
        passages = np.empty(offsets[-1], dtype=np.uint32)
        counts = np.empty(offsets[-1], dtype=np.min_scalar_type(largest))
        ends = offsets[:-1].copy()  # of what each term has so far
        # Passages ascend from part to part, so that each part goes behind what is there.
        for part in self._parts:
            terms = rank[part.terms]
            starts = np.cumsum(part.frequencies) - part.frequencies
            to = np.repeat(ends[terms] - starts, part.frequencies)
            to += np.arange(len(to))
            passages[to] = part.passages + np.uint32(part.first)
            counts[to] = part.counts
            ends[terms] += part.frequencies
        return Postings(
            # In UTF-8 they are in the same order.
            vocabulary=Vocabulary.of([term.encode("utf-8", "surrogatepass") for term in order]),
            offsets=narrow(offsets),
            passages=passages,
            counts=counts,
            lengths=np.asarray(self._lengths, dtype=np.uint32),
        )

    def _count(self) -> None:
        """Turn the tokens gathered so far into a part."""
        if self._counted == len(self._lengths):
            return
        lengths = np.asarray(self._lengths[self._counted :], dtype=np.int64)
        self._parts.append(_counted(self._counted, np.asarray(self._tokens), lengths))
        self._counted = len(self._lengths)
        self._tokens = array("I")


@dataclass(frozen=True, slots=True)
class _Part:
    """Postings of some passages in a row, ordered by term and passage.

    ``passages`` are counted from ``first``; ``frequencies`` tell how many postings belong to
    each of ``terms``.
    """

    first: int
    terms: NDArray[np.uint32]
    frequencies: Ids
    passages: NDArray[np.uint32]
    counts: Unsigned


SHIFT = np.uint64(32)


def inverted(numbers: NDArray[np.uint32], lengths: Ids, names: Sequence[str]) -> Postings:
    """Return the postings of passages of ``lengths`` terms, one after another.

    ``numbers`` are the places of the terms in ``names``, which may hold others, too.
    """
    used = np.flatnonzero(np.bincount(numbers, minlength=len(names))).tolist()
    used.sort(key=names.__getitem__)
    rank = np.empty(len(names), dtype=np.uint32)
    rank[used] = np.arange(len(used), dtype=np.uint32)
    part = _counted(0, rank[numbers], lengths)
    return Postings(
        vocabulary=Vocabulary.of([names[n].encode("utf-8", "surrogatepass") for n in used]),
        offsets=narrow(np.concatenate(([0], np.cumsum(part.frequencies)))),
        passages=part.passages,
        counts=part.counts,
        lengths=lengths.astype(np.uint32),
    )


def _counted(first: int, numbers: NDArray[np.uint32], lengths: Ids) -> _Part:
    """Return the terms of passages, one after another, as a part."""
    keys = numbers.astype(np.uint64)
    keys <<= SHIFT
    keys |= np.repeat(np.arange(len(lengths), dtype=np.uint64), lengths)
    keys.sort()
    keys, counts = _distinct(keys)
    terms, frequencies = _distinct((keys >> SHIFT).astype(np.uint32))
    return _Part(
        first=first,
        terms=terms,
        frequencies=frequencies,
        passages=keys.astype(np.uint32),  # its lower half
        counts=smallest(counts),
    )


def _in_order(terms: Iterable[str]) -> list[str]:
    """Sort terms, a part at a time: other threads do not run during a call of ``sorted``."""
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for term in terms:
        parts[term[:2]].append(term)
    return [term for part in sorted(parts) for term in sorted(parts[part])]


def _distinct(values: NDArray[_Unsigned]) -> tuple[NDArray[_Unsigned], Ids]:
    """Return each of the sorted ``values`` once, and how often it was there."""
    first = np.ones(len(values), dtype=np.bool_)
    np.not_equal(values[1:], values[:-1], out=first[1:])
    at = np.flatnonzero(first)
    return values[at], np.diff(at, append=len(values))


def smallest(counts: NDArray[np.integer]) -> Unsigned:
    """Return ``counts`` in the smallest unsigned type that holds them."""
    largest = int(counts.max()) if len(counts) else 0
    return counts.astype(np.min_scalar_type(largest), copy=False)


def narrow(offsets: NDArray[np.integer]) -> Unsigned:
    """Return ``offsets``, which ascend, in 32 bits if they fit."""
    return offsets.astype(np.uint32 if offsets[-1] < 1 << 32 else np.uint64)
