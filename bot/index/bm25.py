"""rank_bm25's scores, from postings compiled once.

``LuceneBM25`` is rank_bm25's ``BM25Okapi`` with an inverse document frequency that is never
negative. ``CompiledBM25`` gives the same scores without visiting every passage: what a term
is worth in a passage is worked out at indexing time and kept beside the passage's number.
Every array is plain, and may be memory-mapped.
"""

import math
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from bot.index.postings import Postings

if TYPE_CHECKING:
    from collections.abc import Iterable

Floats = NDArray[np.float64]
Ids = NDArray[np.intp]

_MARGIN = 1e-5  # relative; far above what single precision loses in a sum of few weights
_FEW_TERMS = 16  # above, rounding may come to more than the scores may differ by
_SHORT_LIST = 4096  # postings; in longer ones the k-th best costs more to find than it saves


class Scored(NamedTuple):
    """A passage's number and its score."""

    passage: int
    score: float


def idf(document_frequency: int, documents: int) -> float:
    """Return how much a term tells that is in ``document_frequency`` of ``documents``.

    ln(1 + (N - n + 0.5) / (n + 0.5)), Lucene's form of Robertson and Spärck Jones's weight;
    see Kamphuis, de Vries, Boytsov and Lin, "Which BM25 Do You Mean?" (ECIR 2020).
    rank_bm25's own is zero for a term in half of the passages and negative above.
    """
    return math.log1p((documents - document_frequency + 0.5) / (document_frequency + 0.5))


class _Term(NamedTuple):
    """A term of a question; sorts by the most that it can add to a passage."""

    bound: float
    number: int
    passages: NDArray[np.uint32]
    weights: NDArray[np.float32]


class LuceneBM25(BM25Okapi):  # type: ignore[misc]  # rank_bm25 has no types
    """BM25Okapi with a non-negative idf; the reference for the compiled scores."""

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        """Fill ``self.idf`` from ``nd``, term -> number of documents that hold it."""
        self.idf = {term: idf(frequency, self.corpus_size) for term, frequency in nd.items()}


class CompiledBM25(LuceneBM25):
    """The same scores from postings; holds arrays only, so that many threads may read it."""

    def __init__(
        self,
        postings: Postings,
        *,
        k1: float,
        b: float,
        compiled: Mapping[str, NDArray[np.float32]] | None = None,
    ) -> None:
        # rank_bm25's own __init__ counts words; here they are counted already.
        self.k1 = k1
        self.b = b
        self.postings = postings
        self.doc_len = postings.lengths
        self.corpus_size = len(postings.lengths)
        total = int(postings.lengths.sum(dtype=np.int64))
        self.avgdl = total / self.corpus_size if self.corpus_size else 0.0
        if compiled is None:
            self.weights = self._compile()
            starts = postings.offsets[:-1]
            # The most that each term adds to a passage.
            self.bounds = np.maximum.reduceat(self.weights, starts) if len(starts) else self.weights
        else:
            self.weights, self.bounds = compiled["posting_weights"], compiled["term_bounds"]
        self._local = threading.local()

    def arrays(self) -> dict[str, NDArray[np.float32]]:
        """Return the arrays to be stored, which ``compiled`` takes back."""
        return {"posting_weights": self.weights, "term_bounds": self.bounds}

    def term_idf(self, term: str) -> float:
        """Return the idf of ``term``; the largest possible one if no passage holds it."""
        number = self.postings.vocabulary.find(term)
        return idf(0 if number is None else self.postings.frequency(number), self.corpus_size)

    def holds(self, term: str, passage: int) -> bool:
        """Whether ``term`` is among those of ``passage``."""
        number = self.postings.vocabulary.find(term)
        if number is None:
            return False
        holders, _ = self.postings.of(number)
        at = int(np.searchsorted(holders, np.uint32(passage)))
        return at < len(holders) and int(holders[at]) == passage

    def get_scores(self, query: Sequence[str]) -> Floats:
        """Return the score of every passage, as rank_bm25 does; repeated terms count again."""
        scores = np.zeros(self.corpus_size)
        for number in self._numbers(query):
            passages, counts = self.postings.of(number)
            scores[passages] += self._term_scores(number, passages, counts)
        return scores

    def get_batch_scores(self, query: Sequence[str], doc_ids: Sequence[int]) -> list[float]:
        """Return the scores of the passages ``doc_ids`` only."""
        wanted = np.asarray(doc_ids, dtype=np.uint32)
        return [float(score) for score in self._exact(self._numbers(query), wanted)]

    def top(self, query: Sequence[str], k: int) -> list[Scored]:
        """Return the ``k`` best passages that share a term with ``query``, best first.

        Scores and order are those of ``get_scores``; ties break by passage number.
        """
        numbers = self._numbers(query)
        if not numbers or k < 1:
            return []
        passages, scores = self._candidates(Counter(numbers), k)
        order = np.lexsort((passages, -scores))[: k + 1]
        if len(numbers) > _FEW_TERMS or _has_near_tie(scores[order]):
            scores = self._exact(numbers, passages)
            order = np.lexsort((passages, -scores))
        return [Scored(int(passages[i]), float(scores[i])) for i in order[:k]]

    def _candidates(self, counts: Mapping[int, int], k: int) -> tuple[NDArray[np.uint32], Floats]:
        """Return the passages that can be among the ``k`` best, with their rough scores.

        Turtle and Flood's MaxScore ("Query evaluation: strategies and optimizations", 1995),
        a term at a time: the terms that can add most come first; once those that are left
        cannot lift a passage without the others above the k-th best so far, only the
        passages that were found already are looked up in them.
        """
        terms = sorted(
            (self._term(number, count) for number, count in counts.items()), reverse=True
        )
        rest = sum(term.bound for term in terms)  # the most that the terms not visited can add
        least = 0.0  # a score that the k-th best reaches
        sums = self._sums()
        visited: list[tuple[Ids, float]] = []  # passages of a term, its bound
        for term in terms:
            if least > rest:
                break
            rest -= term.bound
            passages = term.passages.astype(np.intp)  # once, instead of at every indexing
            values = sums[passages]
            values += term.weights
            sums[passages] = values
            visited.append((passages, term.bound))
            if len(values) >= k and (len(values) <= _SHORT_LIST or not least):
                least = max(least, float(np.partition(values, -k)[-k]))
        found = self._found(sums, visited, rest, (least - rest) * (1 - _MARGIN))
        scores = sums[found].astype(np.float64)
        for passages, _ in visited:
            sums[passages] = 0
        for term in terms[len(visited) :]:
            at = np.searchsorted(term.passages, found)  # of one type, or it copies the array
            at[at == len(term.passages)] = 0
            held = term.passages[at] == found
            scores[held] += term.weights[at[held]]
            rest -= term.bound
            found, scores = _best(found, scores, k, rest)
        return _best(found, scores, k, 0.0)

    @staticmethod
    def _found(
        sums: NDArray[np.float32], visited: Sequence[tuple[Ids, float]], rest: float, least: float
    ) -> NDArray[np.uint32]:
        """Return, ascending, the visited passages whose sums reach ``least``."""
        within = rest + sum(bound for _, bound in visited)  # of passages not yet looked at
        found = []
        for passages, bound in visited:
            if within < least:
                break
            found.append(passages[sums[passages] >= least])
            within -= bound
        together = np.concatenate(found).astype(np.uint32)
        together.sort()
        first = np.ones(len(together), dtype=np.bool_)
        np.not_equal(together[1:], together[:-1], out=first[1:])
        return together[first]

    def _term(self, number: int, count: int) -> "_Term":
        start, end = self.postings.range(number)
        weights = self.weights[start:end]
        if count > 1:
            weights = weights * np.float32(count)
        bound = float(self.bounds[number]) * count
        return _Term(bound, number, self.postings.passages[start:end], weights)

    def _sums(self) -> NDArray[np.float32]:
        """Return one float a passage, all 0, this thread's own; its user leaves it so."""
        sums: NDArray[np.float32] | None = getattr(self._local, "sums", None)
        if sums is None:
            sums = self._local.sums = np.zeros(self.corpus_size, dtype=np.float32)
        return sums

    def _numbers(self, query: "Iterable[str]") -> list[int]:
        found = (self.postings.vocabulary.find(term) for term in query)
        return [number for number in found if number is not None]

    def _exact(self, numbers: Sequence[int], passages: NDArray[np.uint32]) -> Floats:
        """Return the scores of ``passages``, summed in rank_bm25's order."""
        scores = np.zeros(len(passages))
        for number in numbers:
            holders, counts = self.postings.of(number)
            at = np.searchsorted(holders, passages)  # of one type, or it copies all holders
            at[at == len(holders)] = 0
            held = holders[at] == passages
            scores[held] += self._term_scores(number, passages[held], counts[at[held]])
        return scores

    def _term_scores(
        self, number: int, passages: NDArray[np.integer], counts: NDArray[np.integer]
    ) -> Floats:
        """Return what one term adds to each of ``passages``, computed as rank_bm25 does."""
        weight = idf(self.postings.frequency(number), self.corpus_size)
        frequency = counts.astype(np.float64)
        length = self.doc_len[passages].astype(np.float64)
        scores: Floats = weight * (
            frequency
            * (self.k1 + 1)
            / (frequency + self.k1 * (1 - self.b + self.b * length / self.avgdl))
        )
        return scores

    def _compile(self) -> NDArray[np.float32]:
        """Return what each posting is worth, in single precision."""
        weights = np.empty(len(self.postings.passages), dtype=np.float32)
        by_frequency: dict[int, float] = {}
        offsets = self.postings.offsets.tolist()
        worth = np.empty(len(offsets) - 1)
        for number, (start, end) in enumerate(pairwise(offsets)):
            frequency = end - start
            if frequency not in by_frequency:
                by_frequency[frequency] = idf(frequency, self.corpus_size)
            worth[number] = by_frequency[frequency]
        # Without any term there is no posting either, and no division that matters.
        norm = self.k1 * (1 - self.b + self.b * self.doc_len / (self.avgdl or 1.0))
        step = 4_000_000  # postings at a time, to bound memory
        of_term = np.repeat(np.arange(len(worth), dtype=np.uint32), np.diff(self.postings.offsets))
        for start in range(0, len(weights), step):
            part = slice(start, start + step)
            frequency_of = self.postings.counts[part].astype(np.float64)
            weights[part] = worth[of_term[part]] * (
                frequency_of * (self.k1 + 1) / (frequency_of + norm[self.postings.passages[part]])
            )
        return weights


def _best(
    passages: NDArray[np.uint32], scores: Floats, k: int, rest: float
) -> tuple[NDArray[np.uint32], Floats]:
    """Return those that can be among the ``k`` best when up to ``rest`` is added to each."""
    if len(scores) <= k:
        return passages, scores
    kept = scores >= (np.partition(scores, -k)[-k] - rest) * (1 - _MARGIN)
    return passages[kept], scores[kept]


def _has_near_tie(scores: Floats) -> bool:
    """Whether rounding may have put two of the scores, which descend, in the wrong order."""
    return bool((scores[:-1] - scores[1:] <= scores[:-1] * _MARGIN).any())
