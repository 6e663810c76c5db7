"""rank_bm25's scores, from postings compiled once.

``LuceneBM25`` is rank_bm25's ``BM25Okapi`` with an inverse document frequency that is never
negative. ``CompiledBM25`` gives the same scores without visiting every passage: what a term
is worth in a passage is worked out at indexing time and kept beside the passage's number.
Every array is plain, and may be memory-mapped.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from bot.index.maxscore import FEW_PASSAGES, MARGIN, MaxScore
from bot.index.postings import Postings

if TYPE_CHECKING:
    from collections.abc import Iterable

Floats = NDArray[np.float64]

_MOST_IDFS = 5_000  # kept at hand
_STEP = 500_000  # postings weighed at a time, to bound memory


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


class LuceneBM25(BM25Okapi):  # type: ignore[misc]  # rank_bm25 has no types
    """BM25Okapi with a non-negative idf; the reference for the compiled scores."""

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        """Fill ``self.idf`` from ``nd``, term -> number of documents that hold it."""
        self.idf = {term: idf(frequency, self.corpus_size) for term, frequency in nd.items()}


class CompiledBM25(LuceneBM25):
    """The same scores from postings. Many threads may read it."""

    def __init__(
        self,
        postings: Postings,
        *,
        k1: float,
        b: float,
        compiled: Mapping[str, NDArray[np.float32]] | None = None,
        few: int = FEW_PASSAGES,
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
            starts = postings.offsets[:-1].astype(np.intp)
            # The most that each term adds to a passage.
            self.bounds = np.maximum.reduceat(self.weights, starts) if len(starts) else self.weights
        else:
            self.weights, self.bounds = compiled["posting_weights"], compiled["term_bounds"]
        self._idfs: dict[str, float] = {}
        self._search = MaxScore(postings, self.weights, self.bounds, few)

    def arrays(self) -> dict[str, NDArray[np.float32]]:
        """Return the arrays to be stored, which ``compiled`` takes back."""
        return {"posting_weights": self.weights, "term_bounds": self.bounds}

    def term_idf(self, term: str) -> float:
        """Return the idf of ``term``; the largest possible one if no passage holds it."""
        known = self._idfs.get(term)
        if known is None:
            number = self.postings.vocabulary.find(term)
            frequency = 0 if number is None else self.postings.frequency(number)
            if len(self._idfs) >= _MOST_IDFS:  # people may type anything
                self._idfs.clear()
            known = self._idfs[term] = idf(frequency, self.corpus_size)
        return known

    def get_scores(self, query: Sequence[str]) -> Floats:
        """Return the score of every passage, as rank_bm25 does; repeated terms count again."""
        scores = np.zeros(self.corpus_size)
        for number in self._numbers(query):
            passages, counts = self.postings.of(number)
            weight = idf(len(passages), self.corpus_size)
            scores[passages] += self._worth(weight, counts.astype(np.float64), passages)
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
        found, scores = self._search.candidates(Counter(numbers), k)
        best = _best(found, scores, k + 1)
        if _has_near_tie(best):
            best = _best(found, self._exact(numbers, found.astype(np.uint32)), k)
        return best[:k]

    def candidates(self, query: Sequence[str], k: int) -> tuple[NDArray[np.intp], Floats]:
        """Return the passages that can be among the ``k`` best, ascending, and their scores.

        Scores are to 1e-6; that can let in some more than ``k``.
        """
        numbers = self._numbers(query)
        if not numbers or k < 1:
            return np.empty(0, dtype=np.intp), np.empty(0)
        return self._search.candidates(Counter(numbers), k)

    def rough_scores(self, query: Sequence[str], passages: NDArray[np.intp]) -> Floats:
        """Return the scores of ``passages``, which ascend, to 1e-6."""
        return self._search.scores(Counter(self._numbers(query)), passages)

    def _numbers(self, query: "Iterable[str]") -> list[int]:
        found = (self.postings.vocabulary.find(term) for term in query)
        return [number for number in found if number is not None]

    def _exact(self, numbers: Sequence[int], passages: NDArray[np.uint32]) -> Floats:
        """Return the scores of ``passages``, summed in rank_bm25's order."""
        distinct = list(dict.fromkeys(numbers))
        frequency = np.zeros((len(distinct), len(passages)))
        for row, number in zip(frequency, distinct, strict=True):
            holders, counts = self.postings.of(number)
            at = holders.searchsorted(passages)  # of one type, or it copies all holders
            np.minimum(at, len(holders) - 1, out=at)
            np.multiply(counts[at], holders[at] == passages, out=row)
        weights = [idf(self.postings.frequency(number), self.corpus_size) for number in distinct]
        added = self._worth(np.asarray(weights)[:, None], frequency, passages)
        scores = np.zeros(len(passages))
        rows = dict(zip(distinct, added, strict=True))
        for number in numbers:
            scores += rows[number]
        return scores

    def _worth(
        self, weights: Floats | float, frequency: Floats, passages: NDArray[np.integer]
    ) -> Floats:
        """Return what terms of such idf and frequency add, computed as rank_bm25 does."""
        length = self.doc_len[passages].astype(np.float64)
        worth: Floats = weights * (
            frequency
            * (self.k1 + 1)
            / (frequency + self.k1 * (1 - self.b + self.b * length / self.avgdl))
        )
        return worth

    def _compile(self) -> NDArray[np.float32]:
        """Return what each posting is worth, in single precision."""
        weights = np.empty(len(self.postings.passages), dtype=np.float32)
        frequencies = np.diff(self.postings.offsets)
        worth = np.log1p((self.corpus_size - frequencies + 0.5) / (frequencies + 0.5))  # idf
        # Without any term there is no posting either, and no division that matters.
        norm = self.k1 * (1 - self.b + self.b * self.doc_len / (self.avgdl or 1.0))
        offsets = self.postings.offsets.astype(np.int64)
        for start in range(0, len(weights), _STEP):
            end = min(start + _STEP, len(weights))
            first = int(offsets.searchsorted(start, side="right")) - 1
            last = int(offsets.searchsorted(end))
            held = np.diff(offsets[first : last + 1].clip(start, end))  # of each term
            counts = self.postings.counts[start:end].astype(np.float64)
            weights[start:end] = np.repeat(worth[first:last], held) * (
                counts * (self.k1 + 1) / (counts + norm[self.postings.passages[start:end]])
            )
        return weights


def _best(passages: NDArray[np.integer], scores: Floats, k: int) -> list[Scored]:
    """Return the ``k`` best, best first; those that tie by number."""
    order = np.lexsort((passages, -scores))[:k]
    return list(map(Scored, passages[order].tolist(), scores[order].tolist()))


def _has_near_tie(best: Sequence[Scored]) -> bool:
    """Whether rounding may have put two of the scores, which descend, in the wrong order."""
    return any(one.score - other.score <= one.score * MARGIN for one, other in pairwise(best))
