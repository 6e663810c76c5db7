"""ask: one question, a file of them, or a conversation."""

import argparse
import contextlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.commands.opening import configured, opened_archive, show, show_json
from bot.errors import BotError
from bot.search.followups import before_of, resolved


def ask(args: argparse.Namespace) -> int:
    """Answer one question, a file of them, or what is typed."""
    question = " ".join(args.question)
    if args.file and question:
        args.parser.error("either a question or --file, not both")
    if args.explain and (args.file or args.json):
        args.parser.error("--explain is for people: without --file and --json")
    if not (args.file or question.strip() or sys.stdin.isatty()):
        args.parser.error("a question is missing")
    config = configured(args)
    questions = list(_questions(args.file)) if args.file else []
    with opened_archive(config) as archive:

        def answer(text: str, question_id: str | None = None) -> Any:
            return archive.ask(
                text,
                top=args.top or config.values.answers.top,
                min_confidence=config.values.answers.min_confidence,
                question_id=question_id,
            )

        if args.file:
            for question_id, text in questions:
                show_json(answer(text, question_id).as_object())
        elif args.json:
            show_json(answer(question).as_object())
        else:
            from bot.replies.text import answer_lines, explained_lines

            before = None
            for text in [question] if question.strip() else _typed():
                asked = resolved(text, before)
                if args.explain:
                    top = args.top or config.values.answers.top
                    show(explained_lines(archive.explain(asked, top=top)))
                found = answer(asked)
                if not args.explain:
                    show(answer_lines(found, archive.analyzer))
                before = before_of(found)
    return 0


def _typed() -> Iterator[str]:
    """Yield what is typed, line by line, until an empty line or the end."""
    with contextlib.suppress(ImportError):  # not everywhere, and nothing else needs it
        import readline  # noqa: F401 - gives input() line editing, and the questions before
    print("Ask about space history; an empty line ends.")
    with contextlib.suppress(EOFError):
        while text := input("> ").strip():
            yield text


def _questions(path: Path) -> Iterator[tuple[str | None, str]]:
    """Yield (id, text) of each line of a file of questions."""
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _question(line, f"{path}, line {number}")
    except (OSError, UnicodeDecodeError) as error:
        raise BotError(f"{path}: cannot be read: {error}") from None


def _question(line: str, where: str) -> tuple[str | None, str]:
    try:
        item = json.loads(line)
    except ValueError as error:
        raise BotError(f"{where}: not valid JSON: {error}") from None
    if not isinstance(item, dict) or not isinstance(item.get("text"), str):
        raise BotError(f'{where}: must be an object with the question as "text"')
    return item.get("_id"), item["text"]
