"""How much of the article cleaning keeps, and how little else.

``python -m benchmarks.cleaning PAGES.jsonl [--worst N] [--json]``

Every line of the file is an object with ``raw``, the text of a whole page, and ``gold``,
the article alone as a person marked it; ``_id`` and ``url`` are shown if they are there.
``raw`` is cleaned and its paragraphs are joined by blank lines. Both texts become sets of
shingles: four consecutive tokens ``\\w+``, lower-cased (a text of one to three tokens is one
shingle). For a page, precision is the share of the cleaned text's shingles that are in gold,
recall the share of gold's that are in the cleaned text, and F1 their harmonic mean; an empty
side counts as 0, two empty sides as 1. The figures printed are means over pages.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from bot.corpus.clean import clean
from bot.corpus.paragraphs import PARAGRAPH_BREAK

SHINGLE_WORDS = 4
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Score:
    """How one page came out, each of the three from 0 to 1."""

    page: str
    f1: float
    precision: float
    recall: float


@dataclass(frozen=True, slots=True)
class Report:
    """Means over pages, and the time that cleaning them took in all."""

    pages: int
    f1: float
    precision: float
    recall: float
    seconds: float


def shingles(text: str) -> set[tuple[str, ...]]:
    """Return the text's sets of consecutive words, lower-cased."""
    words = _WORD.findall(text.lower())
    last = max(len(words) - SHINGLE_WORDS, 0)
    return {tuple(words[i : i + SHINGLE_WORDS]) for i in range(last + 1)} if words else set()


def score(page: str, cleaned: str, gold: str) -> Score:
    """Compare one cleaned page with the article that a person marked in it."""
    found, wanted = shingles(cleaned), shingles(gold)
    if not found and not wanted:
        return Score(page, 1.0, 1.0, 1.0)
    shared = len(found & wanted)
    precision = shared / len(found) if found else 0.0
    recall = shared / len(wanted) if wanted else 0.0
    both = precision + recall
    return Score(page, 2 * precision * recall / both if both else 0.0, precision, recall)


def measure(pages: Iterable[dict[str, Any]]) -> tuple[Report, list[Score]]:
    """Clean and score pages; the scores come worst first."""
    scores: list[Score] = []
    seconds = 0.0
    for number, page in enumerate(pages, start=1):
        began = perf_counter()
        cleaned = clean(page["raw"])
        seconds += perf_counter() - began
        text = PARAGRAPH_BREAK.join(paragraph.text for paragraph in cleaned.paragraphs)
        name = str(page.get("url") or page.get("_id") or number)
        scores.append(score(name, text, page["gold"]))
    count = len(scores)
    report = Report(
        pages=count,
        f1=sum(one.f1 for one in scores) / count if count else 0.0,
        precision=sum(one.precision for one in scores) / count if count else 0.0,
        recall=sum(one.recall for one in scores) / count if count else 0.0,
        seconds=seconds,
    )
    return report, sorted(scores, key=lambda one: (one.f1, one.page))


def main(arguments: list[str] | None = None) -> int:
    """Print the figures for one file of pages."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.cleaning", description="Measure the cleaner on marked pages."
    )
    parser.add_argument("pages", type=Path, help='a line a page: {"raw": …, "gold": …}')
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="list the N worst pages")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    with options.pages.open(encoding="utf-8") as lines:
        report, scores = measure(json.loads(line) for line in lines if line.strip())
    worst = scores[: options.worst]
    if options.json:
        print(json.dumps(asdict(report) | {"worst": [asdict(one) for one in worst]}))
        return 0
    print(f"{report.pages} pages cleaned in {report.seconds:.2f} s")
    print(f"F1 {report.f1:.3f}  precision {report.precision:.3f}  recall {report.recall:.3f}")
    for one in worst:
        print(f"{one.f1:.3f}  {one.precision:.3f}  {one.recall:.3f}  {one.page}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
