"""quote, onthisday, articles, article: what the archive holds."""

import argparse
from datetime import UTC, datetime
from typing import Any

from bot.commands.opening import opened_archive, show, show_json
from bot.config import load
from bot.errors import NotFoundError


def quote(args: argparse.Namespace) -> int:
    """Show a quotation, or all that match."""
    config = load(args.config)
    topic = " ".join(args.topic) or None
    with opened_archive(config) as archive:
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
        show_json(objects if args.all else objects[0])
        return 0
    from bot.replies.text import Line, quote_lines

    show([line for cited in found for line in [*quote_lines(cited), Line()]][:-1])
    return 0


def onthisday(args: argparse.Namespace) -> int:
    """Show what happened on a day over the years."""
    from bot.search.days import Day

    today = datetime.now(UTC)
    typed = " ".join(args.date)
    day = Day.parse(typed) if typed.strip() else Day(today.month, today.day)
    with opened_archive(load(args.config)) as archive:
        events = archive.days.events(day)
        nearest = None if events else archive.days.nearest(day)
    if args.json:
        show_json(
            {
                "day": day.iso,
                "events": [event.as_object() for event in events],
                "nearest": nearest.iso if nearest else None,
            }
        )
        return 0
    from bot.replies.text import days_lines

    show(days_lines(day, events, nearest))
    return 0


def articles(args: argparse.Namespace) -> int:
    """List the archive's articles."""
    with opened_archive(load(args.config)) as archive:
        articles = archive.articles()
    if args.json:
        show_json([article.as_listing() for article in articles])
    else:
        from bot.replies.text import listing_lines

        show(listing_lines(articles))
    return 0


def article(args: argparse.Namespace) -> int:
    """Show one article as it was cleaned."""
    from bot.search.answer import Citation

    with opened_archive(load(args.config)) as archive:
        article = archive.article(args.id)
    if args.json:
        listing: dict[str, Any] = {
            **Citation.of(article).as_listing(),
            "text": article.text,
            "paragraphs": article.paragraphs,
        }
        if args.removed:
            listing["removed"] = [{"rule": r.rule, "text": r.text} for r in article.removed]
        show_json(listing)
        return 0
    from bot.replies.text import Line, article_lines, removed_lines

    removed = [Line(), Line("Taken out by cleaning:"), *removed_lines(article)]
    show([*article_lines(article), *(removed if args.removed else [])])
    return 0
