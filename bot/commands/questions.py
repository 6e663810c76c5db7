"""unanswered: what people asked in vain."""

import argparse
import sqlite3
import sys
import time
from datetime import UTC, datetime

from bot.commands.opening import configured, show, show_json
from bot.errors import BotError


def unanswered(args: argparse.Namespace) -> int:
    """Show the questions that the archive could not answer, most asked first."""
    from bot.asked import store
    from bot.asked.groups import grouped
    from bot.index.analysis import Analyzer

    config = configured(args)
    settings = config.values.discord
    file = config.questions_path
    since = int(time.time()) - min(args.since or settings.retention_days, 36_500) * store.DAY
    try:
        asked = store.read(file, since=since) if file.exists() else []
    except (OSError, sqlite3.Error) as error:
        raise BotError(f"the log of questions, {file}, cannot be read: {error}") from None
    groups = grouped((it for it in asked if not it.answered), Analyzer().analyze)
    if not settings.log_questions and (asked or args.json):
        print("note: questions are not logged at present (discord.log_questions)", file=sys.stderr)
    if args.json:
        show_json(
            [
                {
                    "question": group.question,
                    "count": group.count,
                    "newest": group.newest_day.isoformat(),
                    "wordings": dict(group.wordings.most_common()),
                }
                for group in groups
            ]
        )
        return 0
    day = datetime.fromtimestamp(since, UTC).date()
    from bot.replies.text import Line
    from bot.replies.upkeep import unanswered_lines

    if groups:
        show(unanswered_lines(groups))
    elif asked:
        show([Line(f"All {len(asked)} questions since {day} were answered.")])
    elif settings.log_questions:
        show([Line(f"No question was logged since {day}.")])
    else:
        show(
            [
                Line("Questions are not logged, so it is not known which had no answer."),
                Line("To log them, without who asked and where, set in config.yaml"),
                Line("discord: {log_questions: true}", indent=2),
                Line("and start the bot again."),
            ]
        )
    return 0
