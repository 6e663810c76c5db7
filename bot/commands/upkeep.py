"""index, add, doctor, run, sync: what an admin does."""

import argparse

from bot.commands.opening import FAILED, configured, fail, show, show_json, shown_progress
from bot.errors import BotError


def index(args: argparse.Namespace) -> int:
    """Bring the index up to date, and report."""
    from bot.index.indexer import reindex

    config = configured(args)
    with shown_progress() as progress:
        report = reindex(
            corpus=config.corpus_path,
            index=config.index_path,
            options=config.index_options,
            progress=progress,
        )
    if args.json:
        show_json(report.as_object())
    else:
        from bot.replies.text import report_lines

        show(report_lines(report))
    return 0


def add(args: argparse.Namespace) -> int:
    """Copy or fetch articles into the corpus, and show what cleaning keeps."""
    from bot import adding
    from bot.replies.text import added_lines

    config = configured(args)
    failures = 0
    for source in args.sources:
        try:
            added = adding.add(source, config.corpus_path, max_bytes=config.index_options.max_bytes)
        except BotError as error:
            failures = fail(f"{source}: {error}", error.exit_code)
        else:
            show(added_lines(added))
    return failures


def doctor(args: argparse.Namespace) -> int:
    """Check everything, and say how to mend it."""
    from bot.doctor import examine
    from bot.replies.text import finding_lines

    findings = examine(args.config)
    if args.online and not any(
        finding.subject == "configuration" and finding.mend for finding in findings
    ):
        from bot.runner import verify

        findings += verify(configured(args))
    show(finding_lines(findings))
    return 0 if all(finding.mend is None for finding in findings) else FAILED


def run(args: argparse.Namespace) -> int:
    """Run the Discord bot until it is stopped."""
    from bot import runner

    runner.run(configured(args))
    return 0


def sync(args: argparse.Namespace) -> int:
    """Tell Discord of the commands."""
    from bot import runner

    print(f"synced: {', '.join(runner.sync(configured(args))) or 'nothing'}")
    return 0
