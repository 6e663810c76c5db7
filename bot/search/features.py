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


def title_designation(slate: Slate) -> Floats:
    """Whether the title has a name with its number that the question has."""
    pairs = slate.query.designations
    held = [np.minimum(slate.in_title[:, i], slate.in_title[:, i + 1]) for i in pairs]
    return np.max(held, axis=0) if held else np.zeros(len(slate))


def body(slate: Slate) -> Floats:
    """Share of the question in the sentences, without title and heading."""
    return slate.in_body @ slate.weights


def sentence(slate: Slate) -> Floats:
    """Share of the question in the best sentence: what is told together."""
    return slate.best(slate.sentence_coverage)


def led_sentence(slate: Slate) -> Floats:
    """The same with what title and heading say already, so that no sentence repeats it."""
    return slate.best(slate.led_coverage)


def pairs_kept(slate: Slate) -> Floats:
    """Share of the question's neighbouring words that stand together and in order."""
    if len(slate.idf) < 2:
        return np.zeros(len(slate))
    weights = np.minimum(slate.weights[:-1], slate.weights[1:])
    kept: Floats = slate.neighbours @ weights / weights.sum()
    return kept


def designations(slate: Slate) -> Floats:
    """Minus the share of names with a number, Apollo 11, that the candidate does not hold."""
    pairs = slate.query.designations
    if not pairs:
        return np.zeros(len(slate))
    whole: Floats = (slate.neighbours[:, pairs] == 1).mean(axis=1)
    return whole - 1


def missing(slate: Slate) -> Floats:
    """Weight of the rarest word of the question that is missing."""
    lacking: Floats = ((1 - slate.in_any) * slate.weights).max(axis=1)
    return lacking


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


def position(slate: Slate) -> Floats:
    """Logarithm of the place in the article: what matters most comes early."""
    return np.log1p(slate.places)


def length(slate: Slate) -> Floats:
    """Logarithm of the length: a scrap of text seldom answers."""
    return np.log(slate.lengths)


def mentions(slate: Slate) -> Floats:
    """Logarithm of how often the question's words are in the candidate."""
    return np.log1p(slate.mentions)


FEATURES: Final[tuple[Feature, ...]] = (
    bm25,
    coverage,
    title,
    title_asked,
    title_of_first,
    title_designation,
    body,
    sentence,
    led_sentence,
    pairs_kept,
    designations,
    missing,
    missing_number,
    kind,
    superlative,
    article,
    listed,
    position,
    length,
    mentions,
)


def features_of(slate: Slate) -> Floats:
    """Return all features of all candidates (candidates, features)."""
    return np.array([feature(slate) for feature in FEATURES]).T
