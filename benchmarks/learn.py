"""Learn the weights of the second stage, and say what each feature is worth.

``python -m benchmarks.learn FOLDER [--write] [--worth]``

Three small linear models, each from the measuring collections of FOLDER, every collection
counting the same:

- rank: conditional logit (McFadden 1973; the listwise loss of ListNet, Cao et al. 2007): the
  chance that a candidate is the right one of its question's is the softmax of the weighted sum
  of its features. Where several candidates are right, the chance that one of them is. Passages
  of a relevant article that hold an accepted answer are right, or else all of its passages.
  Learnt twice: first from all candidates, then from the best by that, which are the rivals.
- sentence: the same among the sentences of the first right candidate.
- confidence: logistic regression of whether the first candidate is right, on the questions and
  on those that a collection cannot answer.

The project's own questions count for the ranking alone.

All are fitted by Newton's method with a ridge on the standardised weights. ``--write`` puts
them into ``bot/search/coefficients.json``. Beside the figures on what was learnt from, those of
cross-validation by question (thirds) and by collection (learnt on all others) are printed;
``--worth`` also prints what is lost, by both, when a feature is left out.
"""

import argparse
import json
import sys
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.fitting import Example, chance_weights, choice_weights
from benchmarks.measuring import FIRST_WORDS, OWN, SHIPPED, SPACE, Collection, Question, opened
from bot.corpus.sentences import sentences
from bot.search.archive import Archive
from bot.search.rank import (
    COEFFICIENTS,
    FEATURE_NAMES,
    SENTENCE_SIGNALS,
    SIGNALS,
    Ranked,
    confidence_signals,
    sentence_signals,
    sentences_of,
)

RIDGE = 0.1  # of the ranking; a tenth of it fits better and does worse on unseen collections
HARDEST = 15  # candidates that are learnt from, beside right ones; the others are no rivals
RIDGE_OTHERS = 0.003
RIDGE_STRETCH = 1e-6
FOLDS = 3
_MOST = 300  # unanswerable questions of a collection
_EVERY = {"squad": 4}  # of a large collection's questions, so that learning takes seconds

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """A question with its candidates, as they are learnt from."""

    question: Question
    ranked: Ranked
    right: NDArray[np.bool_]  # for the measure
    target: NDArray[np.bool_]  # to be put first
    rivals: NDArray[np.bool_]  # to be learnt from

    @property
    def fold(self) -> int:
        """Return the part of the questions that it belongs to."""
        return zlib.crc32(self.question.id.encode()) % FOLDS


Cases = dict[str, list[Case]]


def main(argv: list[str] | None = None) -> int:
    """Learn, print, and write if wanted."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--worth", action="store_true")
    args = parser.parse_args(argv)
    with opened(args.folder) as collections:
        cases = {c.name: _cases(c) for c in collections}
        columns = list(range(len(FEATURE_NAMES)))
        first = ranking(cases, columns)
        cases = {name: [_hardened(case, first) for case in group] for name, group in cases.items()}
        rank = ranking(cases, columns)
        for name, weight in zip(FEATURE_NAMES, rank, strict=True):
            print(f"{name:20}{weight:8.3f}")
        _show("learnt from", {name: hit_rates(c, rank, columns) for name, c in cases.items()})
        _show("by question", by_question(cases, columns))
        _show("by collection", by_collection(cases, columns))
        if args.worth:
            _show_worth(cases, columns)
        # The own questions were written by who wrote the articles: sentences answer them, and
        # the archive knows them, more surely than other people's.
        others = [c for c in collections if c.name != OWN]
        models = {
            "how": "python -m benchmarks.learn; see its docstring",
            "learnt from": {c.name: c.fingerprint for c in collections},
            "rank": _named(FEATURE_NAMES, rank),
            "sentence": _named(SENTENCE_SIGNALS, _sentence_weights(others, cases, rank)),
            "confidence": _named(SIGNALS, _confidence_weights(others, cases, rank)),
        }
    if args.write:
        COEFFICIENTS.write_text(json.dumps(models, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({name: models[name] for name in ("sentence", "confidence")}, indent=1))
    return 0


def _named(names: Sequence[str], weights: Floats) -> dict[str, float]:
    return {name: round(float(w), 4) for name, w in zip(names, weights, strict=True)}


def _cases(collection: Collection) -> list[Case]:
    found = []
    for question in collection.questions[:: _EVERY.get(collection.name, 1)]:
        ranked = collection.archive.rank(question.text)
        if ranked is not None:
            found.append(_case(collection.archive, question, ranked))
    return found


def _case(archive: Archive, question: Question, ranked: Ranked) -> Case:
    passages = [archive.passage(int(number)) for number in ranked.passages]
    relevant = np.asarray([article.id in question.relevant for article, _ in passages])
    holds = np.asarray(
        [
            question.is_answered_in(f"{a.title} {' '.join(p.text.split()[:FIRST_WORDS])}")
            for a, p in passages
        ]
    )
    right = relevant if question.relevant else holds
    both = relevant & holds
    rivals = np.ones(len(passages), dtype=np.bool_)
    return Case(question, ranked, right, both if both.any() else right, rivals)


def _hardened(case: Case, weights: Floats) -> Case:
    """Return a case whose rivals are only the best candidates by ``weights``."""
    scores = case.ranked.features @ weights
    rivals = case.target.copy()
    rivals[np.argsort(-scores, kind="stable")[:HARDEST]] = True
    return replace(case, rivals=rivals)


def ranking(cases: Cases, columns: Sequence[int], without: Any = None) -> Floats:
    """Return the weights of the features ``columns``."""
    groups = [
        [
            Example(c.ranked.features[:, columns][c.rivals], c.target[c.rivals])
            for c in group
            if c.fold != without
        ]
        for group in cases.values()
    ]
    return choice_weights(groups, RIDGE)


def hit_rates(cases: Sequence[Case], weights: Floats, columns: Sequence[int]) -> Floats:
    """Return the shares with a right hit among the first 1, 3 and 10."""
    ranks = []
    for case in cases:
        scores = np.round(case.ranked.features[:, columns] @ weights, 9)
        order = np.lexsort((case.ranked.passages, -scores))
        right = case.right[order]
        if case.question.relevant:  # different articles count
            _, first = np.unique(case.ranked.slate.articles[order], return_index=True)
            right = right[np.sort(first)]
        ranks.append(int(np.argmax(right)) if right.any() else len(right) + 10)
    return np.asarray([np.mean([rank < k for rank in ranks]) for k in (1, 3, 10)])


def by_question(cases: Cases, columns: Sequence[int]) -> dict[str, Floats]:
    """Return the hit rates on each third of the questions, learnt on the others."""
    rates: dict[str, Floats] = {name: np.zeros(3) for name in cases}
    for fold in range(FOLDS):
        weights = ranking(cases, columns, without=fold)
        for name, group in cases.items():
            part = [case for case in group if case.fold == fold]
            rates[name] += hit_rates(part, weights, columns) * len(part) / len(group)
    return rates


def by_collection(cases: Cases, columns: Sequence[int]) -> dict[str, Floats]:
    """Return the hit rates on each collection, learnt on those with other questions."""
    shared = {SPACE, SHIPPED, OWN}
    rates = {}
    for name, group in cases.items():
        left_out = shared if name in shared else {name}
        rest = {other: cases[other] for other in cases if other not in left_out}
        rates[name] = hit_rates(group, ranking(rest, columns), columns)
    return rates


def _show(what: str, rates: Mapping[str, Floats]) -> None:
    figures = "  ".join(f"{name} " + " ".join(f"{r:.3f}" for r in v) for name, v in rates.items())
    mean = np.mean(list(rates.values()), axis=0)
    print(f"{what:24}mean {mean[0]:.4f} {mean[1]:.4f}  {figures}", flush=True)


def _show_worth(cases: Cases, columns: Sequence[int]) -> None:
    for left_out in columns:
        rest = [column for column in columns if column != left_out]
        _show(f"-{FEATURE_NAMES[left_out]}", by_question(cases, rest))
        _show("  by collection", by_collection(cases, rest))


def _sentence_weights(collections: Sequence[Collection], cases: Cases, weights: Floats) -> Floats:
    groups = []
    for collection in collections:
        examples = []
        for case in cases[collection.name]:
            order = np.argsort(-(case.ranked.features @ weights), kind="stable")
            right = next((i for i in order.tolist() if case.target[i]), None)
            if right is None or not case.question.answers:
                continue
            article, passage = collection.archive.passage(int(case.ranked.passages[right]))
            slate = case.ranked.slate
            signals = sentence_signals(slate)[sentences_of(slate, right)]
            spans = sentences(article.text, passage.start, passage.end)
            texts = [article.text[span.start : span.end] for span in spans]
            holds = np.asarray([case.question.is_answered_in(text) for text in texts])
            examples.append(Example(signals, holds))
        if examples:
            groups.append(examples)
    return choice_weights(groups, RIDGE_OTHERS)


def _confidence_weights(collections: Sequence[Collection], cases: Cases, weights: Floats) -> Floats:
    groups = []
    for collection in collections:
        signals, right = [], []
        for case in cases[collection.name]:
            row, first = _signals(case.ranked, weights)
            signals.append(row)
            right.append(bool(case.right[first]))
        for question in collection.unanswerable[:: max(len(collection.unanswerable) // _MOST, 1)]:
            ranked = collection.archive.rank(question.text)
            if ranked is not None:
                signals.append(_signals(ranked, weights)[0])
                right.append(False)
        groups.append(Example(np.asarray(signals), np.asarray(right)))
    weights = chance_weights(groups, RIDGE_OTHERS)
    # The ridge draws chances towards the middle; stretched again they are what they say (Platt
    # 1999), and their order is the same.
    sums = [
        Example(np.stack([np.ones(len(g.right)), g.rows @ weights], 1), g.right) for g in groups
    ]
    shift, stretch = chance_weights(sums, RIDGE_STRETCH)
    weights *= stretch
    weights[0] += shift
    return weights


def _signals(ranked: Ranked, weights: Floats) -> tuple[Floats, int]:
    scores = ranked.features @ weights
    order = np.lexsort((ranked.passages, -np.round(scores, 9)))
    return confidence_signals(ranked.slate, scores, order), int(order[0])


if __name__ == "__main__":
    sys.exit(main())
