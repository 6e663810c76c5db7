"""What Discord itself says of a set-up; each call logs in, and connects to nothing."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from bot.client import Client, desk_of
from bot.config import LoadedConfig
from bot.doctor import Finding
from bot.errors import BotError
from bot.runner import NETWORK, judge, token_of


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
        return findings
