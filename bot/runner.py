"""Running the client for years: started again when it ends, and a clean stop."""

import asyncio
import contextlib
import logging
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Iterator

import aiohttp
import discord

from bot.client import Client, desk_of
from bot.config import LoadedConfig
from bot.doctor import Finding
from bot.errors import BotError, DiscordSetupError

log = logging.getLogger(__name__)

FIRST_PAUSE = 1.0  # seconds, doubled after each failure
LONGEST_PAUSE = 300.0
GOOD_FOR = 600.0  # seconds after which a failure counts as the first
FINISH_WITHIN = 10.0  # seconds for replies that are under way when the bot stops
RESCUE_WITHIN = 3.0  # seconds for them when the client ends by itself; nobody is heard meanwhile
CLOSE_WITHIN = 5.0  # seconds
# Seconds after which a thread that scores or indexes lets the event loop go on. Python's 5 ms,
# waited at each send and receive, tripled the slowest acknowledgements during a reindex.
SWITCH_EVERY = 0.0005
WRONG_TOKEN = 4004  # close codes of the gateway
WRONG_INTENTS = 4013

_NETWORK = (OSError, aiohttp.ClientError, discord.DiscordException, TimeoutError)


def run(config: LoadedConfig) -> None:
    """Run the bot until it is told to stop. Raises DiscordSetupError."""
    token = token_of(config)
    # The bot says nothing in voice channels, so it needs no library for them.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    discord.utils.setup_logging(level=logging.INFO, root=True)
    sys.setswitchinterval(SWITCH_EVERY)
    asyncio.run(serve(config, token))


def sync(config: LoadedConfig) -> list[str]:
    """Tell Discord of all commands now; return the scopes. Raises DiscordSetupError."""
    return asyncio.run(_sync(config))


def verify(config: LoadedConfig) -> list[Finding]:
    """Ask Discord whether the set-up is right; changes nothing there."""
    try:
        return asyncio.run(_verify(config))
    except BotError as error:
        return [Finding("Discord login", str(error), "mend that and run this again")]


def token_of(config: LoadedConfig) -> str:
    """Return the bot's token. Raises DiscordSetupError where there is none."""
    variable = config.values.discord.token_env
    token = os.environ.get(variable, "").strip()
    if not token:
        raise DiscordSetupError(
            f"the environment variable {variable} is not set: it must hold the bot's token"
            " (Discord Developer Portal, Bot, Reset Token)"
        )
    return token


async def serve(config: LoadedConfig, token: str) -> None:
    """Run clients one after another until a signal says to stop."""
    desk = desk_of(config)
    stop = asyncio.Event()
    desk.keeper.start()
    try:
        with _signals(stop):
            pause = FIRST_PAUSE
            while not stop.is_set():
                began = time.monotonic()
                await _run_client(Client(desk, config.index_path), token, stop)
                if stop.is_set():
                    break
                if time.monotonic() - began > GOOD_FOR:
                    pause = FIRST_PAUSE
                log.info("starting again in %.0f s", pause)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), pause)
                pause = min(pause * 2, LONGEST_PAUSE)
    finally:
        await desk.keeper.close()
    log.info("stopped")


async def _run_client(client: Client, token: str, stop: asyncio.Event) -> None:
    """Run one client to its end. Raises DiscordSetupError where starting again is no use."""
    running = asyncio.create_task(client.start(token))
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if stop.is_set():
            log.info("stopping, when the replies under way are done")
        await client.finish(FINISH_WITHIN if stop.is_set() else RESCUE_WITHIN)
    finally:
        stopping.cancel()
        with contextlib.suppress(TimeoutError, *_NETWORK):
            await asyncio.wait_for(client.close(), CLOSE_WITHIN)
        running.cancel()
        await asyncio.wait({running})
    if not running.cancelled() and not stop.is_set():
        _judge(running.exception())


def _judge(error: BaseException | None) -> None:
    """Log why a client ended. Raises DiscordSetupError where only the admin can mend it."""
    if isinstance(error, discord.LoginFailure) or _closed_with(error, WRONG_TOKEN):
        raise DiscordSetupError(
            "Discord refuses the token: copy it anew from the Developer Portal's Bot page"
        ) from None
    if isinstance(error, discord.PrivilegedIntentsRequired) or _closed_with(error, WRONG_INTENTS):
        raise DiscordSetupError(
            "Discord refuses the message-content intent, which discord.answer_channels needs:"
            " enable it on the Developer Portal's Bot page, or empty answer_channels"
        ) from None
    # Where the first connection fails, discord.py stumbles over a websocket that is not there.
    if isinstance(error, AttributeError) and isinstance(error.__context__, _NETWORK):
        error = error.__context__
    if isinstance(error, _NETWORK):
        log.warning("the connection to Discord ended: %s: %s", type(error).__name__, error)
    elif error is not None:
        log.error("the client ended", exc_info=error)
    else:
        log.warning("the connection to Discord ended")


def _closed_with(error: BaseException | None, code: int) -> bool:
    return isinstance(error, discord.ConnectionClosed) and error.code == code


@contextlib.asynccontextmanager
async def _logged_in(config: LoadedConfig) -> AsyncIterator[Client]:
    """Give a client that has logged in, and neither syncs nor connects. Raises BotError."""
    desk = desk_of(config)
    client = Client(desk, config.index_path)
    client.setup_hook = client.prepare  # type: ignore[method-assign]
    try:
        await client.login(token_of(config))
        yield client
    except _NETWORK as error:
        _judge(error)
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


@contextlib.contextmanager
def _signals(stop: asyncio.Event) -> Iterator[None]:
    """Set ``stop`` on SIGTERM and SIGINT."""
    loop = asyncio.get_running_loop()
    numbers = (signal.SIGTERM, signal.SIGINT)
    try:
        for number in numbers:
            loop.add_signal_handler(number, stop.set)
    except NotImplementedError:  # Windows
        for number in numbers:
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
        yield
        return
    try:
        yield
    finally:
        for number in numbers:
            loop.remove_signal_handler(number)
