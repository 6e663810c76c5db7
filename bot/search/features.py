"""Features: what speaks for or against a candidate, each a pure function over the slate.

All give one number a candidate, most between 0 and 1. What each is worth, which is how much
is lost without it, stands in the table that ``python -m benchmarks.learn`` prints.
"""

from collections.abc import Callable
from typing import Final

import numpy as np

from bot.search.slate import Floats, Slate

Feature = Callable[[Slate], Floats]


def bm25(slate: Slate) -> Floats:
    """Score of the first stage as a share of the best: BM25 is seldom far off."""
    best = slate.bm25.max()
    shares: Floats = slate.bm25 / (best or 1.0)
    return shares


def coverage(slate: Slate) -> Floats:
    """Share of the question, by rarity, that the candidate holds anywhere."""
    return slate.in_any @ slate.weights


def names(slate: Slate) -> Floats:
    """Share of the question, by rarity, that is names and held: others have other words."""
    return slate.in_any @ (slate.weights * slate.names)


def telling(slate: Slate) -> Floats:
    """Share of the question that is held, by rarity in the archive and among the candidates."""
    return slate.in_any @ slate.telling


def title(slate: Slate) -> Floats:
    """Share of the question in the title: the article is about it."""
    return slate.in_title @ slate.weights


def title_asked(slate: Slate) -> Floats:
    """Share of the title's words that are asked for: the article is about nothing else."""
    lengths = slate.segment_ends[slate.first_segments] - slate.starts
    asked: Floats = slate.mentions_in_title / np.maximum(lengths, 1)
    return asked


def title_of_first(slate: Slate) -> Floats:
    """``title`` of an article's first passage, which tells most about its subject."""
    of_first: Floats = title(slate) * (slate.places == 0)
    return of_first


def sentence(slate: Slate) -> Floats:
    """Share of the question in the best sentence: what is told together."""
    return slate.best(slate.sentence_coverage)


def led_sentence(slate: Slate) -> Floats:
    """The same with what title and heading say already, as a share of the best candidate's."""
    led = slate.best(slate.led_coverage)
    shares: Floats = led / (led.max() or 1.0)
    return shares


def pairs_kept(slate: Slate) -> Floats:
    """Share of the question's neighbouring words that stand together and in order."""
    if len(slate.idf) < 2:
        return np.zeros(len(slate))
    weights = np.minimum(slate.weights[:-1], slate.weights[1:])
    kept: Floats = slate.neighbours @ weights / weights.sum()
    return kept


def missing_number(slate: Slate) -> Floats:
    """Whether a number of the question is missing: another year is another event."""
    numbers = slate.query.numbers
    if not numbers:
        return np.zeros(len(slate))
    lacking: Floats = (1 - slate.in_any[:, numbers]).max(axis=1)
    return lacking


def kind(slate: Slate) -> Floats:
    """Share lost by the best sentence that has an answer of the kind asked for."""
    if slate.answering is None:
        return np.zeros(len(slate))
    return slate.best(slate.led_coverage * slate.answering) - slate.best(slate.led_coverage)


def superlative(slate: Slate) -> Floats:
    """Share of the question in the best sentence that has its "first", "last" or "only"."""
    wanted = slate.query.superlatives
    if not wanted:
        return np.zeros(len(slate))
    return slate.best(slate.led_coverage * slate.held[:, wanted].max(axis=1))


def article(slate: Slate) -> Floats:
    """Share of the question in all candidates of the article together."""
    together: Floats = (slate.in_article @ slate.weights)[slate.groups]
    return together


def listed(slate: Slate) -> Floats:
    """How much the questions that the article says it answers resemble this one."""
    return slate.listed


def listed_here(slate: Slate) -> Floats:
    """The same of the questions whose answers, by the article, stand in the candidate."""
    return slate.listed_here


def position(slate: Slate) -> Floats:
    """Logarithm of the place in the article: what matters most comes early."""
    return np.log1p(slate.places)


def length(slate: Slate) -> Floats:
    """Logarithm of the length: a scrap of text seldom answers."""
    return np.log(slate.lengths)


FEATURES: Final[tuple[Feature, ...]] = (
    bm25,
    coverage,
    names,
    telling,
    title,
    title_asked,
    title_of_first,
    sentence,
    led_sentence,
    pairs_kept,
    missing_number,
    kind,
    superlative,
    article,
    listed,
    listed_here,
    position,
    length,
)


def features_of(slate: Slate) -> Floats:
    """Return all features of all candidates (candidates, features)."""
    return np.array([feature(slate) for feature in FEATURES]).T
