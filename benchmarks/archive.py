"""What the shipped archive answers of the questions that someone new to the matter would ask.

``python -m benchmarks.archive [FILE] [--brief]``

FILE, by default ``own_questions.jsonl``, has a question a line: ``text``, ``answers`` (accepted
strings, one of which must be in the passage or its title), ``area`` and, from the second on,
``round``. Those of the rounds 1 and 2, as newcomers and quizzes word them, were written before
the articles were looked at, those of round 3, facts and searches, afterwards; the articles were
mended by all. For each area and round are printed the shares answered by the first hit and by
one of the first three; then, unless ``--brief``, the questions that the first hit did not
answer, with what came instead.
"""

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import CORPUS, OWN_QUESTIONS, Question
from benchmarks.quality import answer_rank
from bot.config import Config, LoadedConfig
from bot.index.analysis import Analyzer
from bot.index.indexer import reindex
from bot.search.answer import Answer
from bot.search.archive import Archive

_SHOWN = 110  # characters of a passage that came instead


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answer; ``rank`` is that of the first right hit, from 1, or infinite."""

    area: str
    round: int
    question: Question
    answer: Answer
    rank: float


def main(argv: list[str] | None = None) -> int:
    """Ask the questions of a file and print what was answered."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", nargs="?", type=Path, default=OWN_QUESTIONS)
    parser.add_argument("--brief", action="store_true", help="leave the misses out")
    args = parser.parse_args(argv)
    asked = ask_all(args.file)
    areas: dict[str, list[Asked]] = defaultdict(list)
    for item in asked:
        areas[item.area].append(item)
    for item in asked:
        areas[f"round {item.round}"].append(item)
    for area, items in [*areas.items(), ("all", asked)]:
        first, three = (sum(item.rank <= k for item in items) / len(items) for k in (1, 3))
        print(f"{area:26}{len(items):5}{first:8.3f}{three:8.3f}")
    if not args.brief:
        for item in asked:
            if item.rank > 1:
                print(f"\n{miss(item)}")
    return 0


def ask_all(file: Path) -> list[Asked]:
    """Index the shipped corpus in a scratch folder and ask it every question of ``file``."""
    lines = file.read_text(encoding="utf-8").splitlines()
    least = Config().answers.min_confidence
    with tempfile.TemporaryDirectory() as scratch:
        index = Path(scratch) / "index"
        options = LoadedConfig(values=Config(), file=None).index_options
        reindex(corpus=CORPUS, index=index, options=options)
        archive = Archive.open(index, Analyzer())
        asked = []
        for item in map(json.loads, lines):
            question = Question.of(item)
            answer = archive.ask(question.text, top=3, min_confidence=least)
            rank = answer_rank(question, answer)
            asked.append(
                Asked(item.get("area", "all"), item.get("round", 1), question, answer, rank)
            )
        archive.close()
    return asked


def miss(item: Asked) -> str:
    """Describe a question that the first hit did not answer."""
    right = f"right at {item.rank}" if item.rank <= 3 else "not among the first three"
    heading = f"{item.question.text}  [{item.area}; {right}]"
    if not item.answer.answered:
        heading += f"  refused, confidence {item.answer.confidence:.2f}"
    hits = item.answer.hits or item.answer.nearest
    return "\n".join([heading, *(f"  {h.article.id}: {h.text[:_SHOWN]}" for h in hits)])


if __name__ == "__main__":
    sys.exit(main())
