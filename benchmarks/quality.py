"""How often the first hit is the right one, and how well the bot knows when it is not.

``python -m benchmarks.quality FOLDER [--only NAME] [--pin] [--json] [--explain QUESTION]``

FOLDER holds measuring collections (see ``benchmarks.measuring``). For each are printed

- success@k: share of questions with a relevant article among the first k different articles;
- answer@k: share with an accepted answer, as whole words, in the title or the first 150 words
  of the first k hits;
- sentence: share with an accepted answer in the answer sentence of the first hit;
- answered: share of the questions answered at the default threshold, and refused: share of
  the unanswerable ones refused at it;
- refused at 90, at 95: the same at the threshold that answers as many percent of the questions;
- ms: the median and the 99th percentile of the time that a question takes.

``quality.json`` holds the figures to compare with, and fingerprints of what was measured;
``--pin`` writes it anew. ``--explain`` shows why a question's hits were ranked so; without
``--only``, in the archive that this project ships.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.measuring import FIRST_WORDS, SHIPPED, Collection, Question, opened
from bot.config import Config
from bot.replies.text import explained_lines, print_lines
from bot.search.answer import Answer

PINNED = Path(__file__).with_name("quality.json")
TOLERANCE = 0.0005  # figures are rounded to three digits
_RANKS = (1, 3, 10)
_SHARES = (90, 95)

Figures = dict[str, float]


def main(argv: list[str] | None = None) -> int:
    """Measure, compare, and print; return 1 where a figure fell below the pinned one."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    parser.add_argument("--pin", action="store_true", help="write quality.json anew")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--explain", metavar="QUESTION")
    args = parser.parse_args(argv)
    names = args.only or ([SHIPPED] if args.explain else [])
    with opened(args.folder, names) as collections:
        if args.explain:
            for collection in collections:
                print_lines(
                    explained_lines(collection.archive.explain(args.explain, top=5)), sys.stdout
                )
            return 0
        measured = {c.name: {"data": c.fingerprint, "figures": measure(c)} for c in collections}
    if args.pin:
        PINNED.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
    pinned = json.loads(PINNED.read_text(encoding="utf-8")) if PINNED.exists() else {}
    if args.json:
        print(json.dumps(measured))
    else:
        show(measured, pinned)
    return 1 if fallen(measured, pinned) else 0


def measure(collection: Collection) -> Figures:
    """Ask a collection's questions and return its figures."""
    answers = [ask(collection, question) for question in collection.questions]
    others = [ask(collection, question) for question in collection.unanswerable]
    pairs = list(zip(collection.questions, answers, strict=True))
    figures: Figures = {}
    by_article = [article_rank(q, a) for q, a in pairs if q.relevant]
    by_answer = [answer_rank(q, a) for q, a in pairs if q.answers]
    for k in _RANKS:
        if by_article:
            figures[f"success@{k}"] = _share(rank <= k for rank in by_article)
    for k in _RANKS:
        if by_answer:
            figures[f"answer@{k}"] = _share(rank <= k for rank in by_answer)
    if by_answer:
        figures["sentence"] = _share(
            q.is_answered_in(hits[0].answer_sentence) if (hits := a.hits or a.nearest) else False
            for q, a in pairs
            if q.answers
        )
    figures["answered"] = _share(answer.answered for answer in answers)
    if others:
        figures["refused"] = _share(not answer.answered for answer in others)
        confidences = np.sort([answer.confidence for answer in answers])
        for share in _SHARES:
            least = confidences[int(len(confidences) * (100 - share) / 100)]
            figures[f"refused at {share}"] = _share(other.confidence < least for other in others)
    times = np.asarray([answer.elapsed_ms for answer in answers])
    figures["ms p50"], figures["ms p99"] = (
        round(float(np.percentile(times, p)), 2) for p in (50, 99)
    )
    return figures


def ask(collection: Collection, question: Question) -> Answer:
    """Ask as ``python -m bot ask --top 10`` does."""
    least = Config().answers.min_confidence
    return collection.archive.ask(question.text, top=10, min_confidence=least)


def article_rank(question: Question, answer: Answer) -> float:
    """Return the rank, from 1, of the first relevant article."""
    found = dict.fromkeys(hit.article.id for hit in answer.hits or answer.nearest)
    return _first(article in question.relevant for article in found)


def answer_rank(question: Question, answer: Answer) -> float:
    """Return the rank, from 1, of the first hit that holds an accepted answer."""
    return _first(
        question.is_answered_in(f"{hit.article.title} {' '.join(hit.text.split()[:FIRST_WORDS])}")
        for hit in answer.hits or answer.nearest
    )


def _first(flags: Any) -> float:
    return next((rank for rank, flag in enumerate(flags, 1) if flag), float("inf"))


def _share(flags: Any) -> float:
    return round(float(np.mean(list(flags))), 4)


def fallen(measured: dict[str, Any], pinned: dict[str, Any]) -> list[str]:
    """Return the figures that are below the pinned ones, of the same data."""
    return [
        f"{name} {figure}: {measured[name]['figures'][figure]} is below {before}"
        for name in measured.keys() & pinned.keys()
        if measured[name]["data"] == pinned[name]["data"]
        for figure, before in pinned[name]["figures"].items()
        if not figure.startswith("ms")
        and measured[name]["figures"].get(figure, 0) < before - TOLERANCE
    ]


def show(measured: dict[str, Any], pinned: dict[str, Any]) -> None:
    """Print a table, a row a figure, with the change since the pinned ones."""
    rows = dict.fromkeys(figure for m in measured.values() for figure in m["figures"])
    print(f"{'':14}" + "".join(f"{name:>16}" for name in [*measured, "mean"]))
    for row in rows:
        values = {name: m["figures"].get(row) for name, m in measured.items()}
        line = f"{row:14}"
        for name, value in values.items():
            before = pinned.get(name, {}).get("figures", {}).get(row)
            change = "" if None in (value, before) else f" ({value - before:+.3f})"
            line += f"{'' if value is None else f'{value:.3f}{change}':>16}"
        known = [value for value in values.values() if value is not None]
        print(f"{line}{sum(known) / len(known):16.3f}")
    for name in measured.keys() & pinned.keys():
        if measured[name]["data"] != pinned[name]["data"]:
            print(f"{name}: other articles or questions than were pinned")
    for line in fallen(measured, pinned):
        print(line)


if __name__ == "__main__":
    sys.exit(main())
