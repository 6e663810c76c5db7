"""What happened on a day: /onthisday, today where no date is given."""

from datetime import UTC, datetime

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.delivery import deliver, in_time
from bot.cogs.desk import Desk, Refusal, Wait, locale_of
from bot.cogs.quoting import CHOICES
from bot.cogs.translation import named
from bot.cogs.views import days_view
from bot.errors import BotError
from bot.keeper import NotReadyError
from bot.replies.buttons import State, Verb
from bot.replies.dates import day_words
from bot.replies.embeds import EVENTS, days_embed, no_days_embed
from bot.replies.markdown import escaped_line
from bot.replies.texts import say
from bot.search.days import Day, Event
from bot.search.library import Library

_DATE = 40  # characters


class Remembering(commands.Cog):
    """Shows what the archive tells of a day, over the years."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @app_commands.command(name=named("onthisday.name"), description=named("onthisday.description"))
    @app_commands.describe(date=named("onthisday.date.description"))
    @app_commands.rename(date=named("onthisday.date.name"))
    async def onthisday(
        self,
        interaction: discord.Interaction,
        date: app_commands.Range[str, 1, _DATE] | None = None,
    ) -> None:
        """Show what happened on a day, a few years at a time."""
        desk, locale = self.desk, locale_of(interaction)
        asker = interaction.user.id
        day = _read(date, locale)
        spent = desk.spend(asker, interaction.channel_id)
        if isinstance(spent, Wait):
            raise Refusal(spent.sentence(locale))

        def find(library: Library) -> tuple[list[Event], Day | None, str]:
            events = library.days.events(day)
            return events, None if events else library.days.nearest(day), library.digest

        try:
            events, nearest, digest = await in_time(interaction, desk.keeper.run(find))
        except BaseException:
            spent.give_back()
            raise
        state = State(verb=Verb.COUNT, digest=digest, asker=asker, places=((day.place, 0),))
        embed = (
            days_embed(day, len(events), 0, events[:EVENTS], locale)
            if events
            else no_days_embed(day, nearest, locale)
        )
        await deliver(interaction, embed, days_view(len(events), state, locale, private=False))

    @onthisday.autocomplete("date")
    async def _days(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Suggest days that something is told of, those to come first."""
        locale = locale_of(interaction)
        try:
            told = await self.desk.keeper.run(lambda library: library.days.told)
        except NotReadyError:
            return []
        now = datetime.now(UTC)
        today = Day(now.month, now.day).number
        wanted = typed.casefold().replace(",", " ").split()
        choices = []
        for number in sorted(told, key=lambda number: (number < today, number)):
            day = Day.of(number)
            words = day_words(day.month, day.day, None, locale)
            parts = [*words.casefold().split(), day.iso]
            if all(any(part.startswith(word) for part in parts) for word in wanted):
                choices.append(app_commands.Choice(name=words, value=day.iso))
        return choices[:CHOICES]


def _read(date: str | None, locale: str) -> Day:
    """Return the day that somebody typed, or today. Raises Refusal where it is none."""
    if date is None or not date.strip():
        now = datetime.now(UTC)
        return Day(now.month, now.day)
    try:
        return Day.parse(date)
    except BotError:
        raise Refusal(say("onthisday.bad", locale, date=escaped_line(date, _DATE))) from None
