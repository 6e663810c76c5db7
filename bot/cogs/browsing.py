"""Looking around: /articles, /article, /status and /help."""

from datetime import datetime

import discord
from discord import app_commands
from discord.ext import commands

from bot import __version__
from bot.cogs.delivery import deliver, in_time, whisper
from bot.cogs.desk import Desk, Refusal, locale_of
from bot.cogs.quoting import CHOICE, CHOICES
from bot.cogs.reports import running_line
from bot.cogs.translation import named
from bot.cogs.views import articles_view, open_view
from bot.errors import NotFoundError
from bot.keeper import NotReadyError
from bot.replies.embeds import BLUE, PAGE, article_embed, articles_embed
from bot.replies.markdown import escaped_line, one_line
from bot.replies.texts import counted, say

_SEARCH = 200  # characters


class Browsing(commands.Cog):
    """Shows what the archive holds, and what the bot can do."""

    def __init__(self, bot: commands.Bot, desk: Desk) -> None:
        self.bot = bot
        self.desk = desk

    @app_commands.command(name=named("articles.name"), description=named("articles.description"))
    @app_commands.describe(search=named("articles.search.description"))
    @app_commands.rename(search=named("articles.search.name"))
    async def articles(
        self,
        interaction: discord.Interaction,
        search: app_commands.Range[str, 1, _SEARCH] | None = None,
    ) -> None:
        """List the articles, a page at a time."""
        locale = locale_of(interaction)
        # As the author line will keep it, so that every page is of the same search.
        wanted = one_line(search or "", _SEARCH)
        total, articles = await in_time(
            interaction,
            self.desk.keeper.run(lambda library: library.find_articles(wanted, 0, PAGE)),
        )
        await deliver(
            interaction,
            articles_embed(wanted, total, 0, articles, locale),
            articles_view(total, 0, interaction.user.id, locale, private=False),
        )

    @app_commands.command(name=named("article.name"), description=named("article.description"))
    @app_commands.describe(title=named("article.title.description"))
    @app_commands.rename(title=named("article.title.name"))
    async def article(
        self, interaction: discord.Interaction, title: app_commands.Range[str, 1, _SEARCH]
    ) -> None:
        """Show one article at a glance."""
        locale = locale_of(interaction)
        try:
            overview = await in_time(
                interaction, self.desk.keeper.run(lambda library: library.overview(title))
            )
        except NotFoundError:
            shown = escaped_line(title, _SEARCH)
            raise Refusal(say("article.none", locale, title=shown)) from None
        view = open_view(overview.article.url, "", locale)
        await deliver(interaction, article_embed(overview, locale), view)

    @article.autocomplete("title")
    async def _titles(
        self, _interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Suggest articles with what was typed in their titles."""
        try:
            _, articles = await self.desk.keeper.run(
                lambda library: library.find_articles(typed[:_SEARCH], 0, CHOICES)
            )
        except NotReadyError:
            return []
        return [
            app_commands.Choice(
                name=one_line(article.title, CHOICE) or article.id[:CHOICE],
                # An id too long for Discord is found again by the beginning of the title.
                value=article.id if len(article.id) <= CHOICE else article.title[:CHOICE],
            )
            for article in articles
        ]

    @app_commands.command(name=named("status.name"), description=named("status.description"))
    async def status(self, interaction: discord.Interaction) -> None:
        """Show how the archive and the bot are doing."""
        locale = locale_of(interaction)
        counts, created = await self.desk.keeper.run(
            lambda library: (library.generation.counts, library.generation.created)
        )
        held = [counted(what, counts[what], locale) for what in ("articles", "passages", "quotes")]
        built = int(datetime.fromisoformat(created).timestamp())
        embed = discord.Embed(
            colour=BLUE, title=say("status.title", locale), description=" · ".join(held)
        )
        lines = [say("status.built", locale, when=f"<t:{built}:R>")]
        if running := self.desk.keeper.running:
            lines.append(running_line("status.reindexing", running, locale))
        embed.add_field(name=say("status.index", locale), value="\n".join(lines))
        latency = self.bot.latency * 1000
        known = 0 <= latency < 1e6  # not a number before the first heartbeat
        shown = (
            say("status.milliseconds", locale, count=round(latency))
            if known
            else say("status.unknown", locale)
        )
        embed.add_field(name=say("status.latency", locale), value=shown)
        embed.add_field(name=say("status.version", locale), value=__version__)
        await whisper(interaction, embed=embed)

    @app_commands.command(name=named("help.name"), description=named("help.description"))
    async def help(self, interaction: discord.Interaction) -> None:
        """Say what the bot can do."""
        locale = locale_of(interaction)
        try:
            count = await self.desk.keeper.run(lambda library: library.generation.counts)
            articles = counted("articles", count["articles"], locale)
        except NotReadyError:
            articles = counted("articles", 0, locale)
        embed = discord.Embed(
            colour=BLUE,
            title=say("help.title", locale),
            description=say("help.text", locale, articles=articles),
        )
        mention = self.bot.user.mention if self.bot.user else ""
        for part in ("ask", "private", "quote", "days", "articles"):
            embed.add_field(
                name=say(f"help.{part}", locale),
                value=say(f"help.{part}.text", locale, mention=mention),
                inline=False,
            )
        await whisper(interaction, embed=embed)
