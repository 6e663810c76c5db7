"""index, add, doctor, run, sync: what an admin does."""

import argparse

from bot.commands.opening import FAILED, configured, fail, show, show_json, shown_progress
from bot.config import load
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
        from bot.replies.upkeep import report_lines

        show(report_lines(report))
    return 0


def add(args: argparse.Namespace) -> int:
    """Copy or fetch articles into the corpus, and show what cleaning keeps."""
    from bot import adding
    from bot.replies.upkeep import added_lines

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
    from bot.replies.upkeep import finding_lines

    findings = examine(args.config)
    if args.online and not any(
        finding.subject == "configuration" and finding.is_fault for finding in findings
    ):
        from bot.online import verify

        findings += verify(load(args.config))
    show(finding_lines(findings))
    return FAILED if any(finding.is_fault for finding in findings) else 0


def run(args: argparse.Namespace) -> int:
    """Run the Discord bot until it is stopped."""
    import logging

    from bot import runner
    from bot.logs import set_level

    log = logging.getLogger(__name__)
    as_json = args.log_format == "json"
    redacting = runner.start_logging(as_json=as_json, level=args.log_level or "info")
    try:
        config = load(args.config)
        for line in config.warnings:
            log.warning("%s", line)
        set_level(args.log_level or config.values.log.level)
        runner.run(config, redacting, listen=args.listen)
    except BotError as error:
        if not as_json:
            raise
        log.critical("%s", error)
        return error.exit_code
    return 0


def sync(args: argparse.Namespace) -> int:
    """Tell Discord of the commands."""
    from bot import online

    print(f"synced: {', '.join(online.sync(configured(args))) or 'nothing'}")
    return 0
