"""What only admins may do: /reindex."""

import asyncio
import io
import logging
import time

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.delivery import DELIVER_WITHIN, NETWORK, acknowledge, insist
from bot.cogs.desk import NOBODY, Desk, Refusal, locale_of
from bot.cogs.reports import (
    failure_embed,
    progress_embed,
    progress_line,
    report_embed,
    running_line,
)
from bot.cogs.translation import named
from bot.errors import BotError, IndexBusyError
from bot.index.indexer import Report
from bot.keeper import ReindexingError
from bot.replies.texts import say

log = logging.getLogger(__name__)

EDIT_EVERY = 2.0  # seconds
TOKEN_LIVES = 14 * 60.0  # seconds; Discord says 15 minutes
REPORT_FILE = "report.txt"


class Administration(commands.Cog):
    """Brings the index up to date on an admin's word."""

    def __init__(self, bot: commands.Bot, desk: Desk) -> None:
        self.bot = bot
        self.desk = desk

    @app_commands.command(name=named("reindex.name"), description=named("reindex.description"))
    @app_commands.default_permissions(manage_guild=True)
    async def reindex(self, interaction: discord.Interaction) -> None:
        """Read the articles again, showing how far that is, and report."""
        locale = locale_of(interaction)
        # Server admins can override the permission that Discord asks for.
        if not self._is_admin(interaction.user):
            raise Refusal(say("refused.admin", locale))
        running = self.desk.keeper.running
        if running is not None:
            raise Refusal(running_line("reindex.busy", running, locale))
        who = interaction.user.display_name
        log.info("%s (%s) reindexes", who, interaction.user.id)
        await acknowledge(interaction, private=True)
        task = asyncio.create_task(self.desk.keeper.reindex(who))
        began = time.monotonic()
        await self._show_progress(interaction, task, locale)
        embed, whole = _outcome(task, locale)
        if time.monotonic() - began < TOKEN_LIVES:
            await insist(
                lambda: interaction.edit_original_response(
                    embed=embed, attachments=_files(whole), allowed_mentions=NOBODY
                ),
                DELIVER_WITHIN,
            )
        elif isinstance(channel := interaction.channel, discord.abc.Messageable):
            # Discord posts one message for a nonce, however often it is sent.
            nonce = str(interaction.id)
            await insist(
                lambda: channel.send(
                    embed=embed, files=_files(whole), allowed_mentions=NOBODY, nonce=nonce
                ),
                DELIVER_WITHIN,
            )

    async def _show_progress(
        self, interaction: discord.Interaction, task: asyncio.Task[Report], locale: str
    ) -> None:
        """Edit the reply until the work is done, or the reply cannot be edited any more."""
        began = time.monotonic()
        shown = ""
        while not (await asyncio.wait({task}, timeout=EDIT_EVERY))[0]:
            running = self.desk.keeper.running
            late = time.monotonic() - began >= TOKEN_LIVES - 2 * EDIT_EVERY
            text = (
                say("reindex.continues", locale)
                if late or running is None
                else progress_line(running, locale)
            )
            if text == shown:
                continue
            shown = text
            try:
                await interaction.edit_original_response(
                    embed=progress_embed(text), allowed_mentions=NOBODY
                )
            except NETWORK as error:
                log.info("the progress could not be shown: %s", error)
            if late:
                await asyncio.wait({task})

    def _is_admin(self, user: discord.User | discord.Member) -> bool:
        """Whether someone may reindex: named in the configuration, or the bot is theirs."""
        rules = self.desk.rules
        if user.id in rules.admin_users:
            return True
        if isinstance(user, discord.Member) and any(map(user.get_role, rules.admin_roles)):
            return True
        application = self.bot.application
        if application is None:
            return False
        team = application.team.members if application.team else []
        owners = {
            member.id
            for member in team
            if member.membership_state is discord.TeamMembershipState.accepted
        }
        return user.id in owners or user.id == application.owner.id


def _outcome(task: asyncio.Task[Report], locale: str) -> tuple[discord.Embed, str | None]:
    """Return what to show of a reindex that is done, and the whole report where that is long."""
    try:
        return report_embed(task.result(), locale)
    except ReindexingError as error:
        raise Refusal(running_line("reindex.busy", error.running, locale)) from None
    except IndexBusyError:
        return failure_embed(say("reindex.busy_elsewhere", locale), locale), None
    except BotError as error:
        log.warning("the index was not changed: %s", error)
        return failure_embed(str(error), locale), None


def _files(report: str | None) -> list[discord.File]:
    return [discord.File(io.BytesIO(report.encode()), REPORT_FILE)] if report else []
