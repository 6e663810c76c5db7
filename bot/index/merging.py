"""merge(): the postings of a generation and those of what changed, as one."""

from bisect import bisect_left

import numpy as np
from numpy.typing import NDArray

from bot.index.postings import SHIFT, Ids, Postings, Unsigned, Vocabulary, narrow, smallest

_STEP = 10_000  # terms at a time: other threads do not run while NumPy repeats


def merge(one: Postings, to: Ids, other: Postings, other_to: Ids) -> Postings:
    """Return the postings of two sets of passages as one.

    ``to`` and ``other_to`` are the new numbers of their passages, ascending, -1 for one that
    is gone; together they are 0 to n - 1. Quickest where ``other`` is the smaller. The result
    does not depend on how the passages were divided.
    """
    others = other.vocabulary.terms()
    terms, rank = _inserted(one.vocabulary.terms(), others)
    other_rank = np.asarray([bisect_left(terms, term) for term in others], dtype=np.uint64)
    keys, counts = _keyed(one, rank, to)
    other_keys, other_counts = _keyed(other, other_rank, other_to)
    at = np.searchsorted(keys, other_keys)
    keys = np.insert(keys, at, other_keys)
    both = np.promote_types(counts.dtype, other_counts.dtype)
    counts = np.insert(counts.astype(both), at, other_counts)
    lengths = np.zeros((to >= 0).sum() + (other_to >= 0).sum(), dtype=np.uint32)
    for postings, places in ((one, to), (other, other_to)):
        lengths[places[places >= 0]] = postings.lengths[places >= 0]
    frequency = np.bincount((keys >> SHIFT).astype(np.int64), minlength=len(terms))
    used = np.flatnonzero(frequency)
    offsets = np.zeros(len(used) + 1, dtype=np.int64)
    np.cumsum(frequency[used], out=offsets[1:])
    return Postings(
        vocabulary=Vocabulary.of([terms[n] for n in used.tolist()]),
        offsets=narrow(offsets),
        passages=keys.astype(np.uint32),  # its lower half
        counts=smallest(counts),
        lengths=lengths,
    )


def _keyed(
    postings: Postings, rank: NDArray[np.uint64], to: Ids
) -> tuple[NDArray[np.uint64], Unsigned]:
    """Return sorted keys, rank of term << 32 | new number of passage, and their counts."""
    rank = rank << SHIFT
    frequencies = np.diff(postings.offsets).astype(np.int64)
    keys = np.empty(len(postings.passages), dtype=np.uint64)
    for start in range(0, len(rank), _STEP):
        end = min(start + _STEP, len(rank))
        part = slice(*postings.offsets[[start, end]].tolist())
        keys[part] = np.repeat(rank[start:end], frequencies[start:end])
    owners = to[postings.passages]
    counts = postings.counts
    kept = owners >= 0
    if not kept.all():
        keys, owners, counts = keys[kept], owners[kept], counts[kept]
    keys |= owners.astype(np.uint64)
    return keys, counts


def _inserted(terms: list[bytes], others: list[bytes]) -> tuple[list[bytes], NDArray[np.uint64]]:
    """Return sorted ``terms`` with those of the sorted ``others`` that are new among them.

    The second is the new place of each of ``terms``.
    """
    together: list[bytes] = []
    new = []
    start = 0
    for term in others:
        place = bisect_left(terms, term, start)
        together += terms[start:place]
        start = place
        if terms[place : place + 1] != [term]:
            together.append(term)
            new.append(place)
    together += terms[start:]
    places = np.arange(len(terms))
    moved = np.searchsorted(np.asarray(new, dtype=np.int64), places, side="right")
    return together, (moved + places).astype(np.uint64)
