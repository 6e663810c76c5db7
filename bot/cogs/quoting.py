"""Quotations: /quote, with the one of the day where nothing is asked for."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.delivery import deliver, in_time
from bot.cogs.desk import Desk, Refusal, Wait, locale_of
from bot.cogs.memory import Quoted, from_place
from bot.cogs.translation import named
from bot.cogs.views import quote_view
from bot.opened import NotReadyError
from bot.replies.buttons import Place, State, Verb, fitting
from bot.replies.embeds import question_of, quote_embed
from bot.replies.markdown import escaped_line
from bot.replies.texts import say
from bot.search.answer import CitedQuote
from bot.search.library import Library

CHOICES = 25  # of an autocompletion
CHOICE = 100  # characters
_NAME = 200  # characters of a topic or speaker that are looked at

Text = app_commands.Range[str, 1, _NAME]


class Quoting(commands.Cog):
    """Shows what people said."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @app_commands.command(name=named("quote.name"), description=named("quote.description"))
    @app_commands.describe(
        topic=named("quote.topic.description"), speaker=named("quote.speaker.description")
    )
    @app_commands.rename(topic=named("quote.topic.name"), speaker=named("quote.speaker.name"))
    async def quote(
        self,
        interaction: discord.Interaction,
        topic: Text | None = None,
        speaker: Text | None = None,
    ) -> None:
        """Show the best quotation on a topic, by a speaker, or of the day."""
        desk, locale = self.desk, locale_of(interaction)
        asker = interaction.user.id
        spent = desk.spend(asker, interaction.channel_id)
        if isinstance(spent, Wait):
            raise Refusal(spent.sentence(locale))

        def find(library: Library) -> tuple[CitedQuote, Sequence[Place], str] | None:
            places = library.quote_places(topic, speaker, _today())
            if not places:
                return None
            # The quotation of the day is everyone's, however often it is asked for.
            options = places[:1] if topic is speaker is None else places
            place = desk.quoted.choose(interaction.channel_id, options, index=library.digest)
            return library.quote_at(place), from_place(places, place), library.digest

        try:
            found = await in_time(interaction, desk.keeper.run(find))
        except BaseException:
            spent.give_back()
            raise
        if found is None:
            spent.give_back()
            raise Refusal(_none(topic, speaker, locale))
        cited, places, digest = found
        asked = " · ".join(part for part in (topic, speaker) if part)
        embed = quote_embed(cited, locale, asked or say("quote.day", locale))
        desk.quoted.ask(question_of([embed]), topic, speaker)
        state = State(
            verb=Verb.ANOTHER_QUOTE,
            digest=digest,
            asker=asker,
            places=fitting(digest, asker, places),
        )
        await deliver(interaction, embed, quote_view(cited, state, locale, private=False))

    @quote.autocomplete("speaker")
    async def _speakers(
        self, _interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Suggest speakers whose names hold what was typed, the most often quoted first."""
        wanted = typed.casefold().split()
        try:
            names = await self.desk.keeper.run(
                lambda library: [
                    name
                    for name in library.speakers
                    if len(name) <= CHOICE and all(word in name.casefold() for word in wanted)
                ][:CHOICES]
            )
        except NotReadyError:
            names = []
        return [app_commands.Choice(name=name, value=name) for name in names]


def another(
    quoted: Quoted, state: State, heading: str | None, channel: int | None
) -> Callable[[Library], tuple[CitedQuote, Sequence[Place]]]:
    """Return what finds the quotation after the one of ``state``, and the places from it on.

    Of what was asked before a restart only the button's own places are known.
    """
    asked = quoted.asked(heading)
    current = state.places[state.index] if state.places else (-1, 0)

    def choose(library: Library) -> tuple[CitedQuote, Sequence[Place]]:
        places = library.quote_places(*asked, _today()) if asked else state.places
        place = quoted.choose(channel, places or [current], current, index=library.digest)
        return library.quote_at(place), from_place(places, place) if places else ()

    return choose


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _none(topic: str | None, speaker: str | None, locale: str) -> str:
    """Say that there is no such quotation, and what was looked for."""
    name = {
        (False, False): "quote.none",
        (True, False): "quote.none_topic",
        (False, True): "quote.none_speaker",
        (True, True): "quote.none_both",
    }[bool(topic), bool(speaker)]
    return say(
        name,
        locale,
        topic=escaped_line(topic or "", _NAME),
        speaker=escaped_line(speaker or "", _NAME),
    )
