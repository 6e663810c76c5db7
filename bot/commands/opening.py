"""What the commands share: the archive, opened and up to date, and ways to print."""

import argparse
import contextlib
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from bot.config import LoadedConfig, load
from bot.errors import IndexBusyError, IndexDamagedError

FAILED = 1


def configured(args: argparse.Namespace) -> LoadedConfig:
    """Read the configuration, and show on stderr what is to be changed in it."""
    config = load(args.config)
    for line in config.warnings:
        print(f"note: {line}", file=sys.stderr)
    return config


@contextlib.contextmanager
def opened_archive(config: LoadedConfig) -> Iterator[Any]:
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
        with shown_progress() as progress:
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
def shown_progress() -> Iterator[Any]:
    """Show on a terminal what takes longer than a second."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _of: None
        return
    from bot.replies.progress import shown

    with shown(sys.stderr) as progress:
        yield progress


def show(lines: Iterable[Any]) -> None:
    """Print lines as the terminal has them."""
    from bot.replies.text import print_lines

    print_lines(lines, sys.stdout)


def show_json(value: object) -> None:
    """Print one JSON value in one line."""
    print(json.dumps(value, ensure_ascii=False))


def fail(message: str, code: int = FAILED) -> int:
    """Print a message as the one line that an error is, and return the exit code."""
    print(f"error: {' '.join(message.split())}", file=sys.stderr)
    return code
