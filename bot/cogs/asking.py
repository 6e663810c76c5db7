"""Questions to commands: /ask, and "Ask the archive" on somebody's message."""

import asyncio

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.delivery import acknowledge, deliver
from bot.cogs.desk import Desk, Refusal, Wait, locale_of
from bot.cogs.translation import named
from bot.cogs.views import found_view
from bot.replies.embeds import found_embed
from bot.replies.questions import MAX_QUESTION, question_in
from bot.replies.texts import say
from bot.search.followups import resolved


class Asking(commands.Cog):
    """Answers questions that come as interactions."""

    def __init__(self, bot: commands.Bot, desk: Desk) -> None:
        self.bot = bot
        self.desk = desk
        self._menu = app_commands.ContextMenu(
            name=named("ask_message.name"), callback=self.ask_message
        )

    async def cog_load(self) -> None:
        """Add the message command, which a cog does not do by itself."""
        self.bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the message command away."""
        self.bot.tree.remove_command(self._menu.name, type=self._menu.type)

    @app_commands.command(name=named("ask.name"), description=named("ask.description"))
    @app_commands.describe(
        question=named("ask.question.description"), private=named("ask.private.description")
    )
    @app_commands.rename(question=named("ask.question.name"), private=named("ask.private.name"))
    async def ask(
        self,
        interaction: discord.Interaction,
        question: app_commands.Range[str, 1, MAX_QUESTION],
        private: bool = False,
    ) -> None:
        """Answer a question."""
        await self._answer(interaction, question_in(question), private=private)

    async def ask_message(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Answer what somebody asked nobody."""
        question = question_in(message.content)
        if not question:
            raise Refusal(say("refused.no_text", locale_of(interaction)))
        await self._answer(interaction, question, private=False)

    async def _answer(
        self, interaction: discord.Interaction, question: str, *, private: bool
    ) -> None:
        desk, locale = self.desk, locale_of(interaction)
        asker = interaction.user.id
        question = resolved(question, desk.threads.get(interaction.channel))
        if not desk.keeper.has_words(question):
            raise Refusal(say("none.no_words", locale, example=say("help.example", locale)))
        spent = desk.spend(asker, interaction.channel_id)
        if isinstance(spent, Wait):
            raise Refusal(spent.sentence(locale))
        # The search runs while Discord hears that an answer will come.
        search = asyncio.create_task(desk.find(question))
        try:
            await acknowledge(interaction, private=private)
            found, digest = await search
        except BaseException:
            search.cancel()
            spent.give_back()
            raise
        if not private:  # or others would be told what somebody asked
            desk.threads.remember(interaction.channel, found.answer)
        view = found_view(found, digest, asker, locale, private=private)
        with desk.meter.timed("delivery"):
            await deliver(interaction, found_embed(found, locale), view)
