"""The passages that can be among the best for a question, without scoring every one.

In a small index all postings of the question's terms are summed up at once, which takes less
time than deciding what to leave out. In a larger one, Turtle and Flood's MaxScore ("Query
evaluation: strategies and optimizations", 1995), a term at a time: the terms that can add
most come first; once those that are left cannot lift a passage without the others above the
k-th best so far, only the passages that were found already are looked up in them. Each step
is one call of NumPy over a term's postings, and no step touches every passage.
"""

import threading
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.index.postings import Postings

# Relative. Weights are rounded to single precision, and so are the sums of few of them, each
# time by 6e-8 at most: 17 times for 16 terms. More are summed up in double precision.
MARGIN: Final = 3e-6
_FEW_TERMS: Final = 16
_SHORT_LIST: Final = 4096  # postings; in longer ones the k-th best costs more than it saves
# So many times as many postings as passages found: then bisecting for each of those is
# quicker than adding all the postings up (measured at 100,000 and 1,000,000 passages).
_BISECTED: Final = 16

# Passages. Below it one sum of everything is quicker (measured with questions of 4 to 16 terms).
FEW_PASSAGES: Final = 16_384

Floats: TypeAlias = NDArray[np.float64]
Singles: TypeAlias = NDArray[np.float32]
_Places: TypeAlias = NDArray[np.intp]  # passages by number, of the type that NumPy indexes with
_Term: TypeAlias = tuple[float, int, int]  # minus the most that it can add, its number, its count


class MaxScore:
    """Sums up weights of postings. Threads may share it."""

    def __init__(
        self, postings: Postings, weights: Singles, bounds: Singles, few: int = FEW_PASSAGES
    ) -> None:
        """Take the weight of each posting and the largest of each term.

        In an index of up to ``few`` passages all postings are summed up.
        """
        self._few = few
        self._passages = postings.passages
        self._weights = weights
        self._count = len(postings.lengths)
        # These read a number without making an array of it first.
        self._offset = postings.offsets.item
        self._bound = bounds.item
        self._local = threading.local()

    def candidates(self, counts: Mapping[int, int], k: int) -> tuple[_Places, Floats]:
        """Return the passages that can be among the ``k`` best, with their rough scores.

        ``counts`` tells how often each term is asked for. The passages ascend.
        """
        if self._count <= self._few:
            sums = self._all(counts)
            found = sums.nonzero()[0]
            return _best(found, sums.take(found), k, 0.0)
        terms = sorted((-self._bound(term) * count, term, count) for term, count in counts.items())
        try:
            found, scores, rest, done = self._found(terms, k)
            for term in terms[done:]:
                self._add(term, found, scores)
                rest += term[0]
                found, scores = _best(found, scores, k, rest)
        except BaseException:
            self._local.__dict__.clear()  # of sums that may be left behind
            raise
        return _best(found, scores, k, 0.0)

    def scores(self, counts: Mapping[int, int], passages: _Places) -> Floats:
        """Return the rough scores of ``passages``, which ascend."""
        if counts and self._count <= self._few:
            return self._all(counts).take(passages)
        scores = np.zeros(len(passages))
        for term, count in counts.items():
            self._add((0.0, term, count), passages, scores)
        return scores

    def _all(self, counts: Mapping[int, int]) -> Floats:
        """Return the rough score of every passage; ``counts`` has a term or more."""
        parts = [slice(self._offset(term), self._offset(term + 1)) for term in counts]
        weights = [
            self._weights[part] if count == 1 else self._weights[part] * np.float32(count)
            for part, count in zip(parts, counts.values(), strict=True)
        ]
        passages = [self._passages[part] for part in parts]
        total = np.bincount(np.concatenate(passages), np.concatenate(weights), self._count)
        return total.astype(np.float64, copy=False)  # as it is; bincount's type says it may not be

    def _found(self, terms: Sequence[_Term], k: int) -> tuple[_Places, Floats, float, int]:
        """Visit terms until no other passage can be among the ``k`` best.

        Returns the passages that can be, what they have so far, the most that the other terms
        can add, and how many were visited.
        """
        rest = -sum(term[0] for term in terms)
        least = 0.0  # a score that the k-th best reaches
        sums = self._sums(np.float32 if len(terms) <= _FEW_TERMS else np.float64)
        visited: list[_Places] = []
        done = _without_limit(terms, rest)
        if done:
            first = [self._postings(term) for term in terms[:done]]
            passages = np.concatenate([each for each, _ in first])
            np.add.at(sums, passages, np.concatenate([each for _, each in first], dtype=sums.dtype))
            rest += sum(term[0] for term in terms[:done])
            visited.append(passages)
        for term in terms[done:]:
            if least > rest:
                break
            rest += term[0]
            done += 1
            passages, values = self._postings(term)
            if visited:
                values = values + sums.take(passages)
            sums[passages] = values
            visited.append(passages)
            if k <= len(values) and (len(values) <= _SHORT_LIST or not least):
                least = max(least, _kth(values, k))
        found = _reaching((least - rest) * (1 - MARGIN), visited, sums)
        scores = sums.take(found).astype(np.float64)
        for passages in visited:
            sums[passages] = 0
        return found, scores, rest, done

    def _postings(self, term: _Term) -> tuple[_Places, Singles]:
        """Return the passages of a term, and what it adds to each."""
        _, number, count = term
        part = slice(self._offset(number), self._offset(number + 1))
        weights = self._weights[part]
        # Converted once, instead of at every indexing.
        return self._passages[part].astype(np.intp), (
            weights if count == 1 else weights * np.float32(count)
        )

    def _add(self, term: _Term, found: _Places, scores: Floats) -> None:
        """Add to ``scores`` of the passages ``found`` what a term adds to them."""
        _, number, count = term
        start, end = self._offset(number), self._offset(number + 1)
        if end - start < _BISECTED * len(found):
            sums = self._sums(np.float32)
            passages, weights = self._postings(term)
            sums[passages] = weights
            scores += sums.take(found)
            sums[passages] = 0
            return
        holders = self._passages[start:end]
        at = holders.searchsorted(found.astype(np.uint32))  # of one type, or it copies holders
        np.minimum(at, end - start - 1, out=at)
        held = (holders.take(at) == found).nonzero()[0]
        scores[held] += self._weights[start:end].take(at.take(held)) * np.float32(count)

    def _sums(self, kind: type[np.floating]) -> NDArray[np.floating]:
        """Return one number a passage, all 0, this thread's own; its user leaves it so."""
        kept = self._local.__dict__
        sums: NDArray[np.floating] | None = kept.get(kind.__name__)
        if sums is None:
            sums = kept[kind.__name__] = np.zeros(self._count, dtype=kind)
        return sums


def _without_limit(terms: Sequence[_Term], rest: float) -> int:
    """Return how many of the first terms cannot come to more than those after them.

    While they are visited, no passage can be ruled out yet.
    """
    for number, term in enumerate(terms):
        rest += 2 * term[0]  # from what is left, to what was seen
        if rest < 0:
            return number
    return len(terms)


def _reaching(least: float, visited: Sequence[_Places], sums: NDArray[np.floating]) -> _Places:
    """Return, ascending and each once, the visited passages whose sums reach ``least``."""
    together = np.concatenate(visited)
    if least > 0:
        together = together.take((sums.take(together) >= least).nonzero()[0])
    together.sort()
    first = np.ones(len(together), dtype=np.bool_)
    np.not_equal(together[1:], together[:-1], out=first[1:])
    return together.take(first.nonzero()[0])


def _best(passages: _Places, scores: Floats, k: int, rest: float) -> tuple[_Places, Floats]:
    """Return those that can be among the ``k`` best when up to ``rest`` is added to each."""
    if len(scores) <= k:
        return passages, scores
    kept = (scores >= (_kth(scores, k) - rest) * (1 - MARGIN)).nonzero()[0]
    return passages.take(kept), scores.take(kept)


def _kth(values: NDArray[np.floating], k: int) -> float:
    """Return the ``k``-th largest of at least ``k`` values."""
    values = values.copy()
    values.partition(len(values) - k)
    return float(values.item(len(values) - k))
