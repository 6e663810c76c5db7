"""Two convex models fitted by Newton's method, for the handful of weights that ranking has."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_ROUNDS = 12  # of saying which of several right candidates it is, and fitting again
_STEPS = 20
_PRECISION = 1e-4


class Example(NamedTuple):
    """Rows of numbers, and which of them are right."""

    rows: Floats
    right: NDArray[np.bool_]


def choice_weights(groups: Sequence[Sequence[Example]], ridge: float) -> Floats:
    """Return the weights that make right rows likely under a softmax over each example.

    Every group counts the same. Where several rows are right, each round shares the example
    out among them as the weights of the round before do (expectation maximisation).
    """
    useful = [[e for e in group if e.right.any() and not e.right.all()] for group in groups]
    useful = [group for group in useful if group]
    examples = [example for group in useful for example in group]
    worth = np.concatenate([np.full(len(g), 1 / len(g) / len(useful)) for g in useful])
    sizes = np.asarray([len(example.right) for example in examples])
    starts = np.cumsum(sizes) - sizes
    owner = np.repeat(np.arange(len(sizes)), sizes)
    rows = np.concatenate([example.rows for example in examples])
    right = np.concatenate([example.right for example in examples]).astype(float)
    means = np.add.reduceat(rows, starts) / sizes[:, None]
    spread = np.sqrt(((rows - means[owner]) ** 2).mean(axis=0)) + 1e-9
    rows = rows / spread
    row_worth = worth[owner]

    def chances(weights: Floats) -> Floats:
        scores = rows @ weights
        raised = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        shares: Floats = raised / np.add.reduceat(raised, starts)[owner]
        return shares

    weights = np.zeros(rows.shape[1])
    for _ in range(_ROUNDS):
        wanted = (chances(weights) + 1e-12) * right
        wanted /= np.add.reduceat(wanted, starts)[owner]

        def loss(weights: Floats, wanted: Floats = wanted) -> float:
            likely = np.log(chances(weights) + 1e-300)
            return float(ridge / 2 * weights @ weights - (row_worth * wanted) @ likely)

        def slopes(weights: Floats, wanted: Floats = wanted) -> tuple[Floats, Floats]:
            share = chances(weights)
            expected = np.add.reduceat(rows * share[:, None], starts)
            second = (rows * (share * row_worth)[:, None]).T @ rows
            second -= (expected * worth[:, None]).T @ expected
            return ((share - wanted) * row_worth) @ rows, second

        weights = _newton(loss, slopes, weights, ridge)
    unscaled: Floats = weights / spread
    return unscaled


def chance_weights(groups: Sequence[Example], ridge: float) -> Floats:
    """Return the weights of a logistic regression. The first column is constant, its weight free.

    Every group counts the same.
    """
    rows = np.concatenate([group.rows for group in groups])
    right = np.concatenate([group.right for group in groups]).astype(float)
    worth = np.concatenate([np.full(len(g.right), 1 / len(g.right) / len(groups)) for g in groups])
    spread = rows.std(axis=0) + 1e-9
    spread[0] = 1.0
    rows = rows / spread

    def loss(weights: Floats) -> float:
        scores = rows @ weights
        return float(
            worth @ (np.logaddexp(0, scores) - right * scores) + ridge / 2 * weights @ weights
        )

    def slopes(weights: Floats) -> tuple[Floats, Floats]:
        share = 1 / (1 + np.exp(-(rows @ weights)))
        second = (rows * (worth * share * (1 - share))[:, None]).T @ rows
        return (worth * (share - right)) @ rows, second

    unscaled: Floats = _newton(loss, slopes, np.zeros(rows.shape[1]), ridge) / spread
    return unscaled


def _newton(
    loss: Callable[[Floats], float],
    slopes: Callable[[Floats], tuple[Floats, Floats]],
    weights: Floats,
    ridge: float,
) -> Floats:
    """Return where ``loss``, which includes the ridge, is least; ``slopes`` leave it out."""
    for _ in range(_STEPS):
        first, second = slopes(weights)
        step = np.linalg.solve(second + ridge * np.eye(len(weights)), first + ridge * weights)
        before = loss(weights)
        length = 1.0
        while loss(weights - length * step) > before and length > _PRECISION:
            length /= 2
        weights = weights - length * step
        if np.abs(length * step).max() < _PRECISION:
            break
    return weights
