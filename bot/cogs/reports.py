"""A reindex in words: while it runs, and when it is done."""

from collections.abc import Sequence

import discord

from bot.index.indexer import Report
from bot.keeper import MENDING, STARTING, WATCHING, Running
from bot.replies.embeds import FIELD, GREEN, GREY, RED
from bot.replies.markdown import clean, escaped_line
from bot.replies.texts import counted, say

_LINE = 200  # characters of a path with its reason


def progress_line(running: Running, locale: str) -> str:
    """Say how far a reindex is."""
    if not running.of:
        return say("reindex.starting", locale)
    return say(
        "reindex.step",
        locale,
        what=escaped_line(running.what, 100),
        done=f"{running.done:,}",
        of=f"{running.of:,}",
    )


def running_line(name: str, running: Running, locale: str) -> str:
    """Say who is reindexing since when, and how far it is, in the text called ``name``."""
    by_itself = running.who in {STARTING, MENDING, WATCHING}
    who = say(running.who, locale) if by_itself else escaped_line(running.who, 100)
    since = f"<t:{int(running.since.timestamp())}:R>"
    return say(name, locale, who=who, since=since, step=progress_line(running, locale))


def report_embed(report: Report, locale: str) -> tuple[discord.Embed, str | None]:
    """Show what a reindex did; also return all of it as text where that was too much."""
    changed = report.added or report.changed or report.removed
    lines = [
        say(
            "reindex.counts",
            locale,
            articles=counted("articles", report.articles, locale),
            passages=counted("passages", report.passages, locale),
            quotes=counted("quotes", report.quotes, locale),
            seconds=f"{report.seconds:.1f}",
        )
    ]
    if report.notice:
        lines.append(say("reindex.notice", locale, notice=escaped_line(report.notice, 300)))
    title = "reindex.done" if changed or report.notice else "reindex.unchanged"
    embed = discord.Embed(colour=GREEN, title=say(title, locale))
    rejected = [f"{item.path}: {item.reason}" for item in report.rejected]
    sections = {
        "reindex.added": report.added,
        "reindex.changed": report.changed,
        "reindex.removed": report.removed,
        "reindex.rejected": rejected,
    }
    whole: list[str] = []
    is_cut = False
    for name, items in sections.items():
        if not items:
            continue
        heading = say(name, locale, count=len(items))
        value, cut = _listed(items)
        embed.add_field(name=heading, value=value, inline=False)
        whole += [heading, *(f"  {' '.join(clean(item).split())}" for item in items), ""]
        is_cut = is_cut or cut
    if is_cut:
        lines.append(say("reindex.attached", locale))
    embed.description = "\n".join(lines)
    return embed, "\n".join(whole) if is_cut else None


def failure_embed(reason: str, locale: str) -> discord.Embed:
    """Say that the index stays as it was, and why."""
    return discord.Embed(
        colour=RED, title=say("reindex.failed", locale), description=escaped_line(reason, 1000)
    )


def progress_embed(text: str) -> discord.Embed:
    """Show how far a reindex is."""
    return discord.Embed(colour=GREY, description=text)


def _listed(items: Sequence[str]) -> tuple[str, bool]:
    """Return as many lines as fit into a field, and whether anything was left out."""
    text, cut = "", False
    for item in items:
        line = escaped_line(item, _LINE)
        if len(text) + len(line) + 3 > FIELD:
            return f"{text}\n…", True
        cut = cut or len(item) > _LINE
        text = f"{text}\n{line}" if text else line
    return text, cut
