"""The commands of the terminal. What each prints with ``--json`` is a contract for scripts."""

import argparse
import contextlib
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot import __version__
from bot.config import LoadedConfig, load
from bot.errors import BotError, IndexBusyError, IndexDamagedError, NotFoundError

FAILED = 1
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
        return _fail(str(error), error.exit_code)
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python must not complain at its exit.
        sys.stdout = None
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _fail(message: str, code: int) -> int:
    print(f"error: {' '.join(message.split())}", file=sys.stderr)
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
    index.set_defaults(run=_index)

    ask = commands.add_parser("ask", help="answer a question with cited passages")
    ask.add_argument("question", nargs="*", help="without one, on a terminal, a conversation")
    ask.add_argument("--top", type=_count, metavar="N", help="how many passages (1 to 25)")
    ask.add_argument("--json", action="store_true", help="print one Answer object")
    ask.add_argument("--explain", action="store_true", help="show why each passage was chosen")
    ask.add_argument(
        "--file", type=Path, metavar="QUESTIONS.jsonl", help="one Answer object for each line"
    )
    ask.set_defaults(run=_ask, parser=ask)

    quote = commands.add_parser("quote", help="show a quotation")
    quote.add_argument("topic", nargs="*", help="what it is about")
    quote.add_argument("--speaker", metavar="NAME", help="who said it")
    quote.add_argument("--all", action="store_true", help="every match, best first")
    quote.add_argument("--json", action="store_true", help="print a quote object, or a list")
    quote.set_defaults(run=_quote)

    articles = commands.add_parser("articles", help="list the archive's articles")
    articles.add_argument("--json", action="store_true", help="print a list of article objects")
    articles.set_defaults(run=_articles)

    article = commands.add_parser("article", help="show one article as it was cleaned")
    article.add_argument("id", metavar="ID")
    article.add_argument("--removed", action="store_true", help="show what cleaning took out, too")
    article.add_argument("--json", action="store_true", help="print an article object")
    article.set_defaults(run=_article)

    add = commands.add_parser("add", help="copy or fetch articles into the corpus")
    add.add_argument("sources", nargs="+", metavar="FILE-OR-URL")
    add.set_defaults(run=_add)

    doctor = commands.add_parser("doctor", help="check everything and say how to mend it")
    doctor.add_argument("--online", action="store_true", help="ask Discord about the token, too")
    doctor.set_defaults(run=_doctor)

    run = commands.add_parser("run", help="run the Discord bot")
    run.set_defaults(run=_run)

    sync = commands.add_parser("sync", help="tell Discord of the bot's commands, changed or not")
    sync.set_defaults(run=_sync)
    return parser


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 25:
        raise argparse.ArgumentTypeError(f"{text} is not between 1 and 25")
    return number


def _index(args: argparse.Namespace) -> int:
    from bot.index.indexer import reindex

    config = load(args.config)
    with _progress() as progress:
        report = reindex(
            corpus=config.corpus_path,
            index=config.index_path,
            options=config.index_options,
            progress=progress,
        )
    if args.json:
        _print_json(report.as_object())
    else:
        from bot.replies.text import report_lines

        _print(report_lines(report))
    return 0


def _ask(args: argparse.Namespace) -> int:
    question = " ".join(args.question)
    if args.file and question:
        args.parser.error("either a question or --file, not both")
    if args.explain and (args.file or args.json):
        args.parser.error("--explain is for people: without --file and --json")
    if not (args.file or question.strip() or sys.stdin.isatty()):
        args.parser.error("a question is missing")
    config = load(args.config)
    questions = list(_questions(args.file)) if args.file else []
    with _archive(config) as archive:

        def answer(text: str, question_id: str | None = None) -> Any:
            return archive.ask(
                text,
                top=args.top or config.values.answers.top,
                min_confidence=config.values.answers.min_confidence,
                question_id=question_id,
            )

        if args.file:
            for question_id, text in questions:
                _print_json(answer(text, question_id).as_object())
        elif args.json:
            _print_json(answer(question).as_object())
        else:
            from bot.replies.text import answer_lines, explained_lines

            for text in [question] if question.strip() else _typed():
                if args.explain:
                    top = args.top or config.values.answers.top
                    _print(explained_lines(archive.explain(text, top=top)))
                else:
                    _print(answer_lines(answer(text), archive.analyzer))
    return 0


def _typed() -> Iterator[str]:
    """Yield what is typed, line by line, until an empty line or the end."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 - gives input() line editing and history
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


def _quote(args: argparse.Namespace) -> int:
    config = load(args.config)
    topic = " ".join(args.topic) or None
    with _archive(config) as archive:
        found = archive.quotes(topic, args.speaker)
        if not (topic or args.all or not found):
            found = [archive.quote_of_the_day(datetime.now(UTC).date().isoformat(), found)]
    if not args.all:
        if not found:
            about = f" on {topic!r}" if topic else ""
            by = f" by {args.speaker!r}" if args.speaker else ""
            raise NotFoundError(f"the archive has no quotation{about}{by}")
        found = found[:1]
    if args.json:
        objects = [cited.as_object() for cited in found]
        _print_json(objects if args.all else objects[0])
        return 0
    from bot.replies.text import Line, quote_lines

    _print([line for cited in found for line in [*quote_lines(cited), Line()]][:-1])
    return 0


def _articles(args: argparse.Namespace) -> int:
    with _archive(load(args.config)) as archive:
        articles = archive.articles()
    if args.json:
        _print_json([article.as_listing() for article in articles])
    else:
        from bot.replies.text import listing_lines

        _print(listing_lines(articles))
    return 0


def _article(args: argparse.Namespace) -> int:
    from bot.search.answer import Citation

    with _archive(load(args.config)) as archive:
        article = archive.article(args.id)
    if args.json:
        listing: dict[str, Any] = {
            **Citation.of(article).as_listing(),
            "text": article.text,
            "paragraphs": article.paragraphs,
        }
        if args.removed:
            listing["removed"] = [{"rule": r.rule, "text": r.text} for r in article.removed]
        _print_json(listing)
        return 0
    from bot.replies.text import Line, article_lines, removed_lines

    removed = [Line(), Line("Taken out by cleaning:"), *removed_lines(article)]
    _print([*article_lines(article), *(removed if args.removed else [])])
    return 0


def _add(args: argparse.Namespace) -> int:
    from bot.adding import add
    from bot.replies.text import added_lines

    config = load(args.config)
    failures = 0
    for source in args.sources:
        try:
            added = add(source, config.corpus_path, max_bytes=config.index_options.max_bytes)
        except BotError as error:
            failures = _fail(f"{source}: {error}", error.exit_code)
        else:
            _print(added_lines(added))
    return failures


def _doctor(args: argparse.Namespace) -> int:
    from bot.doctor import examine
    from bot.replies.text import finding_lines

    findings = examine(args.config)
    if args.online and not any(
        finding.subject == "configuration" and finding.mend for finding in findings
    ):
        from bot.runner import verify

        findings += verify(load(args.config))
    _print(finding_lines(findings))
    return 0 if all(finding.mend is None for finding in findings) else FAILED


def _run(args: argparse.Namespace) -> int:
    from bot.runner import run

    run(load(args.config))
    return 0


def _sync(args: argparse.Namespace) -> int:
    from bot.runner import sync

    print(f"synced: {', '.join(sync(load(args.config))) or 'nothing'}")
    return 0


@contextlib.contextmanager
def _archive(config: LoadedConfig) -> Iterator[Any]:
    """Open the archive, its index brought up to date first where it is not."""
    from bot.index.analysis import Analyzer
    from bot.search.archive import Archive

    analyzer = Analyzer()
    _refresh(config, analyzer)
    with contextlib.closing(Archive.open(config.index_path, analyzer)) as archive:
        yield archive


def _refresh(config: LoadedConfig, analyzer: Any) -> None:
    from bot.index.generation import open_current
    from bot.index.plan import is_stale

    corpus, index, options = config.corpus_path, config.index_path, config.index_options
    usable = False
    with contextlib.suppress(IndexDamagedError):
        current = open_current(index)
        if current is not None:
            with contextlib.closing(current):
                usable = True
                if not is_stale(corpus=corpus, current=current, options=options, analyzer=analyzer):
                    return
    from bot.index.indexer import reindex

    try:
        with _progress() as progress:
            report = reindex(
                corpus=corpus,
                index=index,
                options=options,
                progress=progress,
                wait=0 if usable else -1,
            )
    except IndexBusyError:
        print("note: another process is reindexing; this is from the index before", file=sys.stderr)
        return
    if report.notice:
        print(f"note: built anew: {report.notice}", file=sys.stderr)


@contextlib.contextmanager
def _progress() -> Iterator[Any]:
    """Show on a terminal what takes longer than a second."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _of: None
        return
    from bot.replies.progress import shown

    with shown(sys.stderr) as progress:
        yield progress


def _print(lines: Iterable[Any]) -> None:
    from bot.replies.text import print_lines

    print_lines(lines, sys.stdout)


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False))
