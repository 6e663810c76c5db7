"""Rank: the first stage finds candidates by BM25, the second puts them in order.

The second stage is a weighted sum of features; weights and how they were learnt are in
``coefficients.json``.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from bot.corpus.sentences import Span
from bot.index.asking import LIGHT, weight_of
from bot.index.bm25 import CompiledBM25, idf
from bot.index.forward import Streams
from bot.search.answer import Candidate, Source
from bot.search.features import FEATURES, features_of
from bot.search.listed import ListedQuestions
from bot.search.query import Concept, Query
from bot.search.slate import ABOVE, Bools, Floats, Ints, Slate
from bot.search.words import Thesaurus

CANDIDATES: Final = 50  # by the question's own words; 100 find 1 more of 200 answers
_EXPANDED: Final = 25  # more, by the thesaurus's words as well
_LISTED: Final = 10  # more, whose articles list much the same question
_MOST_TERMS: Final = 40  # of a question; of a longer one as many different ones are looked for
COEFFICIENTS: Final = Path(__file__).with_name("coefficients.json")

# What the chance that the first candidate answers is worked out from, beside features.
SIGNALS: Final = ("bias", "score", "share", "held", "exact", "sentence", "names", "rarity")
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
    worths: Floats  # of each segment, how well it answers as a sentence

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
        worths: list[float] = self.worths[sentences_of(self.slate, candidate)].tolist()
        return worths


def candidates(ranked: Ranked | None) -> Iterator[Candidate]:
    """Yield the candidates in their order."""
    if ranked is None:
        return
    for place in ranked.order.tolist():

        def sentence(source: Source, place: int = place) -> Span:
            return source.answer_sentence(ranked.sentence_worths(place))

        yield Candidate(int(ranked.passages[place]), float(ranked.scores[place]), sentence)


class Ranker:
    """Ranks the passages of one index."""

    def __init__(
        self,
        bm25: CompiledBM25,
        streams: Streams,
        articles: NDArray[np.uint32],
        listed: ListedQuestions,
    ) -> None:
        """Take what is known of all passages."""
        self._bm25 = bm25
        self._streams = streams
        self._articles = articles
        self._listed = listed

    def query(self, query: Query, thesaurus: Thesaurus) -> Query:
        """Return the query with what may stand for its words; of a long one its rarest words."""
        terms = query.terms
        if len(terms) > _MOST_TERMS:
            distinct = dict.fromkeys(terms)
            rarest = sorted(distinct, key=self._bm25.term_idf, reverse=True)[:_MOST_TERMS]
            terms = tuple(term for term in distinct if term in rarest)
        others = thesaurus.others(terms, self._bm25.term_idf)
        concepts = [Concept(t, tuple(others.get(t, {}).items())) for t in dict.fromkeys(terms)]
        return Query(query.text, terms, tuple(concepts), query.kind)

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
        worths = sentence_signals(slate) @ weights_of("sentence", SENTENCE_SIGNALS)
        return Ranked(slate, passages, features, scores, order, np.round(worths, 9))

    def _candidates(
        self, query: Query, count: int, among: Sequence[int] | None
    ) -> tuple[Slate, Passages] | None:
        if not query.terms:  # "Who?" is like other questions, but asks for nothing
            return None
        # Most words count twice, so that a light one counts half.
        terms = [*query.terms, *(term for term in query.terms if term not in LIGHT)]
        others = [other for concept in query.concepts for other, _ in concept.others]
        listed = self._listed.resemblance(query)
        if among is not None:
            passages = np.asarray(sorted(among), dtype=np.intp)
            found = self._bm25.rough_scores([*terms, *others], passages) > 0
            passages = passages[found | np.isin(passages, listed.nearest(_LISTED))]
            scores = self._bm25.rough_scores(terms, passages)
        else:
            passages, scores = self._bm25.candidates(terms, count)
            more = [listed.nearest(_LISTED)]
            if others:
                more.append(self._bm25.candidates([*terms, *others], _EXPANDED)[0])
            if any(map(len, more)):
                passages = np.concatenate((passages, *more))
                passages.sort()
                # np.unique would load all of numpy.ma first.
                passages = passages[np.diff(passages, prepend=-1) > 0]
                scores = self._bm25.rough_scores(terms, passages)
        if not len(passages):
            return None
        articles = self._articles[passages]
        is_first = np.ones(len(articles), dtype=np.bool_)
        np.not_equal(articles[1:], articles[:-1], out=is_first[1:])
        groups = is_first.cumsum() - 1
        distinct = articles[is_first]
        weights = [self._bm25.term_idf(c.term) * weight_of(c.term) for c in query.concepts]
        slate = Slate(
            query=query,
            idf=np.asarray(weights),
            rarest=idf(0, self._bm25.corpus_size),
            streams=self._streams.take(passages),
            articles=articles.astype(np.intp),
            groups=groups,
            places=passages - self._articles.searchsorted(distinct)[groups],
            bm25=scores / 2,
            listed=listed.in_articles(distinct)[groups],
            listed_here=listed.in_passages(passages),
        )
        return slate, passages


def confidence_signals(slate: Slate, scores: Floats, order: Ints) -> Floats:
    """Return what the confidence is worked out from (SIGNALS), of the first candidate.

    - score, as it was ranked by;
    - share: its BM25 score as a share of what the question's words are worth;
    - held: what it holds of them, in idf. A long question that is met is met by no accident;
    - exact: the share of the question that it holds as it was asked, not by other words;
    - sentence: the share in its best sentence;
    - names: the share that is names and that it lacks. Of somebody else it tells nothing;
    - rarity: the mean idf of the question's words. What is asked of another field altogether
      has words that are rare in this one.

    How far it is above the next tells whether it is the right one of several, but not whether
    any is: with that, a quarter fewer of the questions that have no answer are refused.
    """
    first = order[0]
    total = slate.idf.sum()
    held = slate.in_any[first]
    return np.asarray(
        [
            1.0,
            scores[first],
            slate.bm25[first] / total if total else 0.0,
            held @ slate.idf / slate.rarest,
            (held == 1) @ slate.weights,
            slate.best(slate.sentence_coverage)[first],
            (1 - held) @ (slate.weights * slate.names),
            slate.idf.mean() / slate.rarest,
        ]
    )


def sentence_signals(slate: Slate) -> Floats:
    """Return what sentences are chosen by (segments, SENTENCE_SIGNALS)."""
    count = len(slate.owners)
    answers: Bools | None = slate.answering
    opening = np.zeros(count)
    opening[slate.first_segments[slate.first_segments + ABOVE < count] + ABOVE] = 1
    return np.array(
        [
            slate.sentence_coverage,
            np.zeros(count) if answers is None else answers,
            slate.held[:, slate.query.superlatives].max(axis=1, initial=0),
            opening,
        ]
    ).T


def sentences_of(slate: Slate, candidate: int) -> slice:
    """Return which segments are a candidate's sentences."""
    ends = slate.first_segments
    end = int(ends[candidate + 1]) if candidate + 1 < len(slate) else len(slate.owners)
    return slice(int(ends[candidate]) + ABOVE, end)
