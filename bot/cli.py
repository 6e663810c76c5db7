"""The commands of the terminal. What each prints with ``--json`` is a contract for scripts."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bot import __version__
from bot.commands import asking, reading, upkeep
from bot.commands.opening import FAILED, fail
from bot.errors import BotError

USAGE = 2
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code: 0 done, 1 it failed, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter shows a question mark instead of failing.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    args = _parser().parse_args(argv)
    try:
        code: int = args.run(args)
        sys.stdout.flush()
    except BotError as error:
        return fail(str(error), error.exit_code)
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python must not complain at its exit.
        sys.stdout = None
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot",
        description="Answers questions about space history from a folder of articles,"
        " word for word, with citations.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument(
        "--config", type=Path, metavar="PATH", help="the configuration (default: config.yaml)"
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    index = commands.add_parser("index", help="bring the index up to date with the corpus")
    index.add_argument("--json", action="store_true", help="print the report as JSON")
    index.set_defaults(run=upkeep.index)

    ask = commands.add_parser("ask", help="answer a question with cited passages")
    ask.add_argument("question", nargs="*", help="without one, on a terminal, a conversation")
    ask.add_argument("--top", type=_count, metavar="N", help="how many passages (1 to 25)")
    ask.add_argument("--json", action="store_true", help="print one Answer object")
    ask.add_argument("--explain", action="store_true", help="show why each passage was chosen")
    ask.add_argument(
        "--file", type=Path, metavar="QUESTIONS.jsonl", help="one Answer object for each line"
    )
    ask.set_defaults(run=asking.ask, parser=ask)

    quote = commands.add_parser("quote", help="show a quotation")
    quote.add_argument("topic", nargs="*", help="what it is about")
    quote.add_argument("--speaker", metavar="NAME", help="who said it")
    quote.add_argument("--all", action="store_true", help="every match, best first")
    quote.add_argument("--json", action="store_true", help="print a quote object, or a list")
    quote.set_defaults(run=reading.quote)

    onthisday = commands.add_parser("onthisday", help="show what happened on a day over the years")
    onthisday.add_argument(
        "date", nargs="*", metavar="DATE", help='"July 20", "07-20", "1969-07-20"; default: today'
    )
    onthisday.add_argument("--json", action="store_true", help="print the events as an object")
    onthisday.set_defaults(run=reading.onthisday)

    articles = commands.add_parser("articles", help="list the archive's articles")
    articles.add_argument("--json", action="store_true", help="print a list of article objects")
    articles.set_defaults(run=reading.articles)

    article = commands.add_parser("article", help="show one article as it was cleaned")
    article.add_argument("id", metavar="ID")
    article.add_argument("--removed", action="store_true", help="show what cleaning took out, too")
    article.add_argument("--json", action="store_true", help="print an article object")
    article.set_defaults(run=reading.article)

    add = commands.add_parser("add", help="copy or fetch articles into the corpus")
    add.add_argument("sources", nargs="+", metavar="FILE-OR-URL")
    add.set_defaults(run=upkeep.add)

    doctor = commands.add_parser("doctor", help="check everything and say how to mend it")
    doctor.add_argument("--online", action="store_true", help="ask Discord about the token, too")
    doctor.set_defaults(run=upkeep.doctor)

    run = commands.add_parser("run", help="run the Discord bot")
    run.set_defaults(run=upkeep.run)

    sync = commands.add_parser("sync", help="tell Discord of the bot's commands, changed or not")
    sync.set_defaults(run=upkeep.sync)
    return parser


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 25:
        raise argparse.ArgumentTypeError(f"{text} is not between 1 and 25")
    return number
