"""Answers, quotations and articles as Discord embeds; pure functions.

Every text that is not the bot's own goes through ``markdown``. Each part has its room, so
that no embed can exceed Discord's limits: title 256, description 4,096, author 256, field
1,024, footer 2,048, and 6,000 characters in all.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import discord

from bot.corpus.sentences import Span
from bot.replies.dates import day_words, iso_words
from bot.replies.links import masked, safe_url, url_to_sentence
from bot.replies.markdown import (
    block_quote,
    bold,
    escaped_line,
    one_line,
    quotation,
)
from bot.replies.texts import counted, say
from bot.search.answer import Answer, Citation, CitedQuote, Hit
from bot.search.calendar import Day
from bot.search.days import Event
from bot.search.library import Context, Found, Overview

TITLE: Final = 256
AUTHOR: Final = 256
DESCRIPTION: Final = 4096
FIELD: Final = 1024
FOOTER: Final = 512  # Discord allows 2,048, but 6,000 in all
PASSAGE: Final = 2400  # of a description; a passage has 800 characters, so few are cut
PAGE: Final = 10  # articles in a list, each of at most 400 characters
EVENTS: Final = 4  # of a day, each of at most 1,000 characters
SENTENCE: Final = 450  # of an event
NAME: Final = 90  # of an article in a list
NAMELESS = "…"  # a title of nothing that can be seen
LINK: Final = 220

BLUE: Final = 0x3B6EA5  # an answer
GREY: Final = 0x80848E  # none
GOLD: Final = 0xC9A227  # a quotation
GREEN: Final = 0x3F8F5B  # done
RED: Final = 0xB5483A  # a fault

_MORE: Final = 3  # articles that say the same, before "and 2 more"


def answer_embed(question: str, hit: Hit, locale: str) -> discord.Embed:
    """Show a passage that answers ``question``, with its citation.

    The question is the author line, where "Ask again" finds it.
    """
    answer = Span(hit.answer.start - hit.start, hit.answer.end - hit.start)
    quoted = quotation(hit.text, answer, PASSAGE, hit.headings)
    embed = discord.Embed(
        colour=BLUE,
        title=escaped_line(hit.article.title, TITLE),
        url=url_to_sentence(hit.article.url, hit.answer_sentence),
        description=f"{quoted}\n**({iso_words(hit.dated, locale)})**" if hit.dated else quoted,
    )
    place = say("answer.place", locale, passage=hit.passage, passages=hit.passages)
    _sign(embed, question, hit.article, place)
    if hit.also:
        listed = [_named(other) for other in hit.also[:_MORE]]
        if len(hit.also) > _MORE:
            listed.append(say("answer.more", locale, count=len(hit.also) - _MORE))
        embed.add_field(name=say("answer.also", locale), value=_lines(listed), inline=False)
    return embed


def no_answer_embed(found: Found, locale: str) -> discord.Embed:
    """Say that the archive holds no answer, what it might have been, and what is nearest."""
    answer = found.answer
    parts = [say("none.text", locale)]
    meant = escaped_line(found.meant or "", 300)
    if meant:
        parts.append(say("none.meant", locale, question=bold(meant)))
    if answer.nearest:
        named, _ = _named_together([hit.article for hit in answer.nearest])
        nearest = "\n".join(f"- {article}" for article in named)
        parts.append(f"{say('none.nearest', locale)}:\n{nearest}")
    embed = discord.Embed(
        colour=GREY, title=say("none.title", locale), description="\n\n".join(parts)
    )
    _sign(embed, answer.question, None)
    return embed


def found_embed(found: Found, locale: str) -> discord.Embed:
    """Show the best hit, or that there is none."""
    answer: Answer = found.answer
    if answer.answered:
        return answer_embed(answer.question, answer.hits[0], locale)
    return no_answer_embed(found, locale)


def context_embed(context: Context, locale: str) -> discord.Embed:
    """Show a passage between its neighbours."""
    embed = discord.Embed(
        colour=BLUE,
        title=escaped_line(context.article.title, TITLE),
        url=url_to_sentence(
            context.article.url, context.text[context.answer.start : context.answer.end]
        ),
        description=quotation(context.text, context.answer, DESCRIPTION, context.headings),
    )
    place = say(
        "context.place",
        locale,
        first=context.first,
        last=context.last,
        passages=context.passages,
    )
    _sign(embed, None, context.article, place)
    return embed


def quote_embed(cited: CitedQuote, locale: str, heading: str | None = None) -> discord.Embed:
    """Show a quotation with its speaker and citation; ``heading`` is the author line."""
    quote = cited.quote
    words = escaped_line(quote.shown, PASSAGE)
    speaker = bold(escaped_line(quote.speaker or say("quote.unnamed", locale), 200))
    role = f", {escaped_line(quote.speaker_role, 300)}" if quote.speaker_role else ""
    embed = discord.Embed(
        colour=GOLD,
        title=escaped_line(cited.article.title, TITLE),
        url=url_to_sentence(cited.article.url, quote.text),
        description=f"{block_quote(f'“{words}”')}\n— {speaker}{role}",
    )
    _sign(embed, heading, cited.article)
    return embed


def days_embed(
    day: Day, total: int, first: int, events: Sequence[Event], locale: str
) -> discord.Embed:
    """Show a page of what happened on a day, ``first`` (from 0) and what follows it."""
    words = day_words(day.month, day.day, day.year, locale)
    embed = discord.Embed(
        colour=BLUE,
        title=say("onthisday.title", locale, day=words),
        description="\n\n".join(_event(event, locale) for event in events),
    )
    if total > len(events):
        page = {"first": first + 1, "last": first + len(events), "count": total}
        embed.set_footer(text=say("onthisday.page", locale, **page))
    return embed


def no_days_embed(day: Day, nearest: Day | None, locale: str) -> discord.Embed:
    """Say that nothing is told of a day, and which is the nearest that something is told of."""
    words = day_words(day.month, day.day, day.year, locale)
    parts = [say("onthisday.none", locale, day=words)]
    if nearest is not None:
        near = day_words(nearest.month, nearest.day, None, locale)
        parts.append(say("onthisday.nearest", locale, day=bold(near)))
    return notice_embed(" ".join(parts))


def article_embed(overview: Overview, locale: str) -> discord.Embed:
    """Show where an article is from, how it begins, and how much there is of it."""
    article = overview.article
    embed = discord.Embed(
        colour=BLUE,
        title=escaped_line(article.title, TITLE),
        url=safe_url(article.url),
        description=quotation(overview.beginning, Span(0, 0), PASSAGE, overview.headings)
        if overview.beginning
        else None,
    )
    counts = say(
        "article.counts",
        locale,
        passages=counted("passages", overview.passages, locale),
        quotes=counted("quotes", overview.quotes, locale),
    )
    licence = (
        say("article.licence", locale, licence=one_line(overview.licence, 100))
        if overview.licence
        else None
    )
    _sign(embed, None, article, counts, licence)
    return embed


def articles_embed(
    search: str, total: int, first: int, articles: Sequence[Citation], locale: str
) -> discord.Embed:
    """Show a page of the articles, ``first`` (from 0) and those after it.

    The search is the author line, where the buttons find it.
    """
    if not articles:
        text = say("articles.none_found" if search else "articles.none", locale)
        embed = discord.Embed(colour=GREY, title=say("articles.title", locale), description=text)
    else:
        named, source = _named_together(articles)
        lines = [f"{number}\\. {article}" for number, article in enumerate(named, first + 1)]
        embed = discord.Embed(
            colour=BLUE, title=say("articles.title", locale), description="\n".join(lines)
        )
        last = first + len(articles)
        page = say("articles.page", locale, first=first + 1, last=last, count=total)
        embed.set_footer(text=" · ".join([page, *source]))
    _sign(embed, search or None, None)
    return embed


def notice_embed(text: str, question: str | None = None, colour: int = GREY) -> discord.Embed:
    """Say something short; with ``question`` where "Ask again" finds it."""
    embed = discord.Embed(colour=colour, description=text)
    _sign(embed, question, None)
    return embed


def question_of(embeds: Sequence[discord.Embed]) -> str | None:
    """Return the question, topic or search that a message's author line keeps."""
    return (embeds[0].author.name or None) if embeds else None


def _sign(
    embed: discord.Embed, author: str | None, article: Citation | None, *more: str | None
) -> None:
    """Set the author line, and from an article the footer and the picture."""
    name = one_line(author, AUTHOR) if author else ""
    if name:
        embed.set_author(name=name)
    if article is None:
        return
    parts = [*_source(article), *(part for part in more if part)]
    if parts:
        embed.set_footer(text=" · ".join(parts)[:FOOTER])
    picture = safe_url(article.image)
    if picture:
        embed.set_thumbnail(url=picture)


def _source(article: Citation) -> list[str]:
    """Return where an article is from; what an article states may show nothing at all."""
    stated = (article.publication, article.author, article.date)
    return [shown for part in stated if (shown := one_line(part or "", 120))]


def _named(article: Citation) -> str:
    """Return an article's title, linked, and where it is from, in one line."""
    title = masked(escaped_line(article.title, NAME) or NAMELESS, safe_url(article.url, LINK))
    source = (escaped_line(part or "", 40) for part in (article.publication, article.date))
    return " · ".join([title, *filter(None, source)])


def _event(event: Event, locale: str) -> str:
    """Return an event: its year, a sentence, and the articles that tell of it."""
    year = str(int(event.date[:4]))
    sentence = block_quote(escaped_line(event.text, SENTENCE))
    source = _named(event.article)
    if event.also:
        titles = [escaped_line(other.title, 50) for other in event.also[:2]]
        if len(event.also) > 2:
            titles.append(say("answer.more", locale, count=len(event.also) - 2))
        source += f" · {say('onthisday.also', locale, articles=', '.join(titles))}"
    return f"{bold(year)}\n{sentence}\n— {source}"


def _named_together(articles: Sequence[Citation]) -> tuple[list[str], list[str]]:
    """Return a line for each article, and where all of them are from if that is the same.

    What every line would repeat is in none.
    """
    sources = {(article.publication, article.date) for article in articles}
    if len(articles) < 2 or len(sources) > 1:
        return [_named(article) for article in articles], []
    bare = [_named(replace(article, publication=None, date=None)) for article in articles]
    return bare, [shown for part in sources.pop() if (shown := one_line(part or "", 120))]


def _lines(lines: Sequence[str]) -> str:
    """Return as many lines as fit into a field; never half of one, which could be half a link."""
    text = ""
    for line in lines:
        longer = f"{text}\n{line}" if text else line
        if len(longer) > FIELD:
            break
        text = longer
    return text
