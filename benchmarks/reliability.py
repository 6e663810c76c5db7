"""Draw how far the confidence can be believed.

``python -m benchmarks.reliability FOLDER`` asks every question of the measuring collections in
FOLDER, those that they cannot answer too, and writes ``docs/reliability.svg``: for each tenth
of the confidence a point at the share of the questions whose first hit was right, its area by
how many questions there were. On the diagonal the confidence is what it says.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from benchmarks.measuring import Collection, opened
from benchmarks.quality import answer_rank, article_rank, ask

PICTURE = Path(__file__).parent.parent / "docs" / "reliability.svg"
_BINS = 10
_SIDE = 400  # pixels of the diagram, without its margins
_MARGIN = 60

Outcome = tuple[float, bool]  # confidence, and whether the first hit was right


def main() -> int:
    """Measure and write the picture."""
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    with opened(Path(sys.argv[1])) as collections:
        outcomes = {collection.name: list(_outcomes(collection)) for collection in collections}
    PICTURE.write_text(picture(outcomes), encoding="utf-8")
    print(f"expected calibration error: {calibration_error(outcomes):.3f}")
    return 0


def _outcomes(collection: Collection) -> Iterable[Outcome]:
    for question in collection.questions:
        answer = ask(collection, question)
        rank = article_rank if question.relevant else answer_rank
        yield answer.confidence, rank(question, answer) == 1
    for question in collection.unanswerable:
        yield ask(collection, question).confidence, False


def bins(outcomes: Mapping[str, Sequence[Outcome]]) -> list[tuple[float, float, float]]:
    """Return, for each tenth, mean confidence, share of right ones, and share of all questions.

    Every collection counts the same.
    """
    found = []
    rows = [
        (confidence, right, 1 / len(group) / len(outcomes))
        for group in outcomes.values()
        for confidence, right in group
    ]
    table = np.asarray(rows, dtype=float)
    places = np.minimum((table[:, 0] * _BINS).astype(int), _BINS - 1)
    for place in range(_BINS):
        part = table[places == place]
        share = part[:, 2].sum()
        if share:
            confidence, right = (part[:, :2] * part[:, 2:]).sum(axis=0) / share
            found.append((float(confidence), float(right), float(share)))
    return found


def calibration_error(outcomes: Mapping[str, Sequence[Outcome]]) -> float:
    """Return how far confidence and share of right ones are apart, on average."""
    return sum(abs(confidence - right) * share for confidence, right, share in bins(outcomes))


def picture(outcomes: Mapping[str, Sequence[Outcome]]) -> str:
    """Return the diagram as SVG."""
    size = _SIDE + 2 * _MARGIN

    def at(x: float, y: float) -> tuple[str, str]:
        return f"{_MARGIN + x * _SIDE:.1f}", f"{_MARGIN + (1 - y) * _SIDE:.1f}"

    (left, bottom), (right, top) = at(0, 0), at(1, 1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}">',
        '<g font-family="sans-serif" font-size="13">',
        f'<rect width="{size}" height="{size}" fill="white"/>',
        f'<rect x="{left}" y="{top}" width="{_SIDE}" height="{_SIDE}" fill="none" stroke="gray"/>',
        f'<line x1="{left}" y1="{bottom}" x2="{right}" y2="{top}" stroke="gray"/>',
    ]
    for tick in (0, 0.25, 0.5, 0.75, 1):
        x, y = at(tick, tick)
        parts.append(f'<text x="{x}" y="{size - 38}" text-anchor="middle">{tick}</text>')
        parts.append(f'<text x="50" y="{y}" text-anchor="end">{tick}</text>')
    for confidence, correct, share in bins(outcomes):
        x, y = at(confidence, correct)
        radius = 40 * share**0.5
        parts.append(f'<circle cx="{x}" cy="{y}" r="{radius:.1f}" fill="#2a6fb0" opacity="0.7"/>')
    middle = size // 2
    error = calibration_error(outcomes)
    turned = f'<text transform="rotate(-90)" x="{-middle}" y="16" text-anchor="middle">'
    parts += [
        f'<text x="{middle}" y="{size - 12}" text-anchor="middle">confidence</text>',
        f"{turned}share of questions whose first hit is right</text>",
        f'<text x="{middle}" y="24" text-anchor="middle">{", ".join(outcomes)}</text>',
        f'<text x="{middle}" y="46" text-anchor="middle">calibration error {error:.3f}</text>',
        "</g></svg>",
    ]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    sys.exit(main())
