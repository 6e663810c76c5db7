"""Rank: the first stage finds candidates by BM25, the second puts them in order.

The second stage is a weighted sum of features; weights and how they were learnt are in
``coefficients.json``.
"""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from bot.index.bm25 import CompiledBM25, idf
from bot.index.forward import Streams
from bot.search.features import FEATURES, features_of
from bot.search.query import Concept, Query
from bot.search.slate import Bools, Floats, Ints, Slate
from bot.search.words import Thesaurus

CANDIDATES: Final = 50  # by the question's own words; 100 find 1 more of 200 answers
_EXPANDED: Final = 25  # more, by the thesaurus's words as well
_MOST_TERMS: Final = 40  # of a question that the second stage looks at
COEFFICIENTS: Final = Path(__file__).with_name("coefficients.json")

# What the chance that the first candidate answers is worked out from, beside features.
SIGNALS: Final = ("bias", "score", "share", "rarity", "lead")
_MOST_LEAD: Final = 3.0  # of a score above another article's; more says no more
SENTENCE_SIGNALS: Final = ("coverage", "answering", "superlative", "opening")

Passages = NDArray[np.int64]


@cache
def coefficients() -> Mapping[str, Any]:
    """Return the learnt weights: "rank", "confidence" and "sentence", each name -> weight."""
    loaded: dict[str, Any] = json.loads(COEFFICIENTS.read_text(encoding="utf-8"))
    return loaded


@cache
def weights_of(model: str, names: tuple[str, ...]) -> Floats:
    """Return the weights of ``names``, in order; 0 for one that was not learnt."""
    known = coefficients()[model]
    return np.asarray([known.get(name, 0.0) for name in names])


FEATURE_NAMES: Final = tuple(feature.__name__ for feature in FEATURES)


@dataclass(frozen=True, slots=True)
class Reason:
    """A feature of a candidate; its weight times its value is what it adds to the score."""

    feature: str
    value: float
    weight: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """Candidates as the second stage sees them; ``order`` has the best first."""

    slate: Slate
    passages: Passages
    features: Floats  # (candidates, features)
    scores: Floats
    order: Ints

    @property
    def confidence(self) -> float:
        """Return the chance that the first candidate answers (0 to 1)."""
        signals = confidence_signals(self.slate, self.scores, self.order)
        return 1 / (1 + math.exp(-float(signals @ weights_of("confidence", SIGNALS))))

    def reasons(self, candidate: int) -> list[Reason]:
        """Return what a candidate's score is the sum of."""
        weights = weights_of("rank", FEATURE_NAMES).tolist()
        values = self.features[candidate].tolist()
        return list(map(Reason, FEATURE_NAMES, values, weights))

    def sentence_worths(self, candidate: int) -> list[float]:
        """Return how well each sentence of a candidate answers; the best has the most."""
        signals = sentence_signals(self.slate, candidate)
        worths: Floats = signals @ weights_of("sentence", SENTENCE_SIGNALS)
        rounded: list[float] = np.round(worths, 9).tolist()
        return rounded


class Ranker:
    """Ranks the passages of one index."""

    def __init__(
        self,
        bm25: CompiledBM25,
        streams: Streams,
        articles: NDArray[np.uint32],
        listed: Callable[[Query, Sequence[int]], Sequence[float]],
    ) -> None:
        """Take what is known of all passages.

        ``listed`` returns how much the questions that articles list resemble a question.
        """
        self._bm25 = bm25
        self._streams = streams
        self._articles = articles
        self._listed = listed

    def query(self, query: Query, thesaurus: Thesaurus) -> Query:
        """Return the query with what may stand for its words."""
        terms = query.terms[:_MOST_TERMS]
        others = thesaurus.others(terms, self._bm25.term_idf)
        concepts = [Concept(t, tuple(others.get(t, {}).items())) for t in dict.fromkeys(terms)]
        return Query(query.text, query.terms, tuple(concepts), query.kind)

    def rank(
        self, query: Query, least: int = 0, among: Sequence[int] | None = None
    ) -> Ranked | None:
        """Return at least ``least`` candidates in order, or None where nothing matches.

        With ``among`` no others than these passages.
        """
        slate_passages = self._candidates(query, max(CANDIDATES, least), among)
        if slate_passages is None:
            return None
        slate, passages = slate_passages
        features = features_of(slate)
        scores = features @ weights_of("rank", FEATURE_NAMES)
        # Rounded, so that the last bits of a sum, which differ between processors, decide nothing.
        order = np.lexsort((passages, -np.round(scores, 9)))
        return Ranked(slate, passages, features, scores, order)

    def _candidates(
        self, query: Query, count: int, among: Sequence[int] | None
    ) -> tuple[Slate, Passages] | None:
        others = [other for concept in query.concepts for other, _ in concept.others]
        if among is not None:
            scores = self._bm25.get_batch_scores([*query.terms, *others], among)
            found = {p: score for p, score in zip(among, scores, strict=True) if score}
        else:
            found = dict(self._bm25.top(query.terms, count))
        if others and among is None:
            # The question's own words count twice.
            more = self._bm25.top([*query.terms, *query.terms, *others], _EXPANDED)
            new = [hit.passage for hit in more if hit.passage not in found]
            found |= zip(new, self._bm25.get_batch_scores(query.terms, new), strict=True)
        if not found:
            return None
        passages = np.asarray(list(found), dtype=np.int64)
        articles = self._articles[passages].astype(np.uint32)
        firsts = np.searchsorted(self._articles, articles)
        distinct, number = np.unique(articles, return_inverse=True)
        slate = Slate(
            query=query,
            idf=np.asarray([self._bm25.term_idf(concept.term) for concept in query.concepts]),
            rarest=idf(0, self._bm25.corpus_size),
            streams=self._streams.take(passages),
            articles=articles.astype(np.intp),
            places=passages - firsts,
            bm25=np.asarray(list(found.values())),
            listed=np.asarray(self._listed(query, distinct.tolist()))[number],
        )
        return slate, passages


def confidence_signals(slate: Slate, scores: Floats, order: Ints) -> Floats:
    """Return what the confidence is worked out from (SIGNALS).

    - score: of the first candidate;
    - share: its BM25 score as a share of what the question's words are worth;
    - rarity: the mean idf of the question's words as a share of the largest possible. What is
      asked of another field altogether has words that are rare in this one;
    - lead: of its score above the best of another article.
    """
    first = order[0]
    others = order[slate.articles[order] != slate.articles[first]]
    lead = float(scores[first] - scores[others[0]]) if len(others) else _MOST_LEAD
    total = slate.idf.sum()
    share = slate.bm25[first] / total if total else 0.0
    rarity = slate.idf.mean() / slate.rarest
    return np.asarray([1.0, scores[first], share, rarity, min(lead, _MOST_LEAD)])


def sentence_signals(slate: Slate, candidate: int) -> Floats:
    """Return what each sentence of a candidate is chosen by (sentences, SENTENCE_SIGNALS)."""
    first = slate.first_segments[candidate] + 2  # after title and heading
    last = slate.first_segments[candidate + 1] if candidate + 1 < len(slate) else len(slate.owners)
    part = slice(int(first), int(last))
    count = part.stop - part.start
    answers: Bools | None = slate.answering
    superlatives = slate.query.superlatives
    return np.column_stack(
        [
            slate.sentence_coverage[part],
            np.zeros(count) if answers is None else answers[part],
            slate.in_sentences[part][:, superlatives].max(axis=1, initial=0),
            np.arange(count) == 0,
        ]
    )
