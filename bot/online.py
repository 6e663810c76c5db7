"""What Discord itself says of a set-up; each call logs in, and connects to nothing."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import discord

from bot.client import Client, desk_of
from bot.cogs.delivery import permission_names
from bot.config import LoadedConfig
from bot.doctor import PERMISSIONS, Finding
from bot.errors import BotError
from bot.runner import NETWORK, judge, token_of

MOST_GUILDS = 100  # that are looked at, with three requests each


def sync(config: LoadedConfig) -> list[str]:
    """Tell Discord of all commands now; return the scopes. Raises DiscordSetupError."""
    return asyncio.run(_sync(config))


def verify(config: LoadedConfig) -> list[Finding]:
    """Ask Discord whether the set-up is right; changes nothing there."""
    try:
        return asyncio.run(_verify(config))
    except BotError as error:
        return [Finding("Discord login", str(error), "mend that and run this again")]


@contextlib.asynccontextmanager
async def _logged_in(config: LoadedConfig) -> AsyncIterator[Client]:
    """Give a client that has logged in, and neither syncs nor connects. Raises BotError."""
    desk = desk_of(config)
    client = Client(desk, config.index_path)
    client.setup_hook = client.prepare  # type: ignore[method-assign]
    try:
        await client.login(token_of(config))
        yield client
    except NETWORK as error:
        judge(error)
        raise BotError(f"Discord could not be asked: {error}") from None
    finally:
        await client.close()
        await desk.keeper.close()


async def _sync(config: LoadedConfig) -> list[str]:
    async with _logged_in(config) as client:
        return await client.sync(anyway=True)


async def _verify(config: LoadedConfig) -> list[Finding]:
    async with _logged_in(config) as client:
        findings = [Finding("Discord login", f"the token is {client.user}'s")]
        flags = client.application_flags
        allowed = flags.gateway_message_content or flags.gateway_message_content_limited
        if client.intents.message_content and not allowed:
            findings.append(
                Finding(
                    "message-content intent",
                    "not enabled, but discord.answer_channels needs it",
                    "enable it on the Developer Portal's Bot page, or empty answer_channels",
                )
            )
        if scopes := await client.unsynced():
            findings.append(
                Finding(
                    "commands",
                    f"Discord was not told of those of: {', '.join(scopes)}",
                    "run 'python -m bot sync', or start the bot, which does it",
                )
            )
        findings += await _guilds(client)
        findings += await _channels(client, config)
        return findings


async def _guilds(client: Client) -> list[Finding]:
    """Look at what the bot may do in its servers."""
    guilds = [guild async for guild in client.fetch_guilds(limit=MOST_GUILDS)]
    home = client.desk.rules.home_guilds
    findings = [
        Finding(
            "discord.home_guilds",
            f"the bot is not in server {guild}",
            "invite it there, or take the id out",
        )
        for guild in home
        if len(guilds) < MOST_GUILDS and guild not in {it.id for it in guilds}
    ]
    if not guilds:
        return [*findings, Finding("servers", "the bot is in none", "open the invitation above")]
    faults = [fault for guild in guilds for fault in await _guild(client, guild.id)]
    if not faults:
        findings.append(Finding("servers", f"{len(guilds)}, with all that the bot needs"))
    return findings + faults


async def _guild(client: Client, number: int) -> list[Finding]:
    """Look at the scope and the permissions that the bot has in one server."""
    invite = "open the invitation above again, for that server"
    guild = await client.fetch_guild(number)
    findings = []
    try:
        await client.tree.fetch_commands(guild=guild)
    except discord.Forbidden:
        findings.append(
            Finding(
                f"server {guild.name}",
                "the bot was invited without the scope applications.commands",
                invite,
            )
        )
    own = (await guild.fetch_member(client.user.id if client.user else 0)).guild_permissions
    needed = discord.Permissions(PERMISSIONS)
    lacking = [
        name for name, wanted in needed if wanted and not (own.administrator or getattr(own, name))
    ]
    if lacking:
        # The library goes by an older name of that one.
        lacking = ["view_channel" if name == "read_messages" else name for name in lacking]
        names = permission_names(lacking, "en")
        findings.append(
            Finding(
                f"server {guild.name}",
                f"the bot lacks: {names}",
                f"{invite}, or give its role those permissions",
            )
        )
    return findings


async def _channels(client: Client, config: LoadedConfig) -> list[Finding]:
    """Look for the channels that the configuration names."""
    settings = config.values.discord
    findings = []
    for key, numbers in {
        "discord.answer_channels": settings.answer_channels,
        "discord.channels.allow": settings.channels.allow,
        "discord.channels.deny": settings.channels.deny,
    }.items():
        for number in numbers:
            try:
                await client.fetch_channel(number)
            except (discord.NotFound, discord.Forbidden):
                findings.append(
                    Finding(
                        key,
                        f"the bot sees no channel {number}",
                        "correct the id, or let the bot view that channel",
                        grave=key != "discord.channels.deny",
                    )
                )
    return findings
