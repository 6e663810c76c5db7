"""Running the client for years: started again when it ends, and a clean stop."""

import asyncio
import contextlib
import logging
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Literal

import aiohttp
import discord
from discord.backoff import ExponentialBackoff
from discord.gateway import ReconnectWebSocket

from bot import heap
from bot.address import Address
from bot.client import Client, desk_of
from bot.cogs.delivery import DELIVER_WITHIN
from bot.cogs.desk import Desk
from bot.config import LoadedConfig
from bot.errors import DiscordSetupError, OpsError
from bot.extras import mend, missing
from bot.logs import JsonFormatter, Redacting, start

log = logging.getLogger(__name__)

FIRST_PAUSE = 1.0  # seconds, doubled after each failure
LONGEST_PAUSE = 300.0
LONGEST_WAIT = 30.0  # seconds between two attempts to reach the gateway again
GOOD_FOR = 600.0  # seconds after which a failure counts as the first
FINISH_WITHIN = 10.0  # seconds for replies that are under way when the bot stops
CLOSE_WITHIN = 5.0  # seconds
# Seconds after which a thread that scores or indexes lets the event loop go on. Python's 5 ms,
# waited at each send and receive, tripled the slowest acknowledgements during a reindex.
SWITCH_EVERY = 0.0005
WRONG_TOKEN = 4004  # close codes of the gateway
WRONG_INTENTS = 4013

NETWORK = (OSError, aiohttp.ClientError, discord.DiscordException, TimeoutError)
_NOT_CONNECTED = (*NETWORK, ReconnectWebSocket)


class Backoff(ExponentialBackoff[Literal[False]]):
    """How long discord.py waits; left alone, after an outage for 17 minutes more."""

    def delay(self) -> float:
        """Return seconds until the next attempt."""
        return min(super().delay(), LONGEST_WAIT)


def start_logging(*, as_json: bool, level: str) -> Redacting:
    """Log to stderr, for people or as JSON; return what hides secrets."""
    handler = logging.StreamHandler()
    formatter = JsonFormatter() if as_json else discord.utils.MISSING  # its own, in colours
    discord.utils.setup_logging(handler=handler, formatter=formatter, root=True)
    return start(handler, level)


def run(config: LoadedConfig, redacting: Redacting, *, listen: Address | None = None) -> None:
    """Run the bot until it is told to stop; ``listen`` goes before ops.listen.

    Raises DiscordSetupError or OpsError.
    """
    token = token_of(config)
    redacting.hide(token)
    # The bot says nothing in voice channels, so it needs no library for them.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    discord.client.ExponentialBackoff = Backoff  # type: ignore[assignment, attr-defined]
    sys.setswitchinterval(SWITCH_EVERY)
    heap.settle()
    asyncio.run(serve(config, token, listen or config.listen))


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


async def serve(config: LoadedConfig, token: str, listen: Address | None = None) -> None:
    """Run clients one after another until a signal says to stop."""
    stop = asyncio.Event()
    async with _desk(config, listen) as desk, _closing() as close:
        with _signals(stop):
            pause = FIRST_PAUSE
            while not stop.is_set():
                began = time.monotonic()
                await _run_client(Client(desk, config.index_path), token, stop, close)
                if stop.is_set():
                    break
                if time.monotonic() - began > GOOD_FOR:
                    pause = FIRST_PAUSE
                log.info("starting again in %.0f s", pause)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), pause)
                pause = min(pause * 2, LONGEST_PAUSE)
    log.info("stopped")


@contextlib.asynccontextmanager
async def _desk(config: LoadedConfig, listen: Address | None) -> AsyncIterator[Desk]:
    """Give what all clients share, with what runs beside them; at the end all of it stops."""
    watched = config.values.corpus.watch
    for key, wished in {"ops.listen": listen is not None, "corpus.watch": watched}.items():
        if wished and (lacking := missing(key)):
            raise OpsError(f"{lacking}: {mend(key)}")
    async with contextlib.AsyncExitStack() as stack:
        if listen is None:
            desk = desk_of(config)
            stack.push_async_callback(desk.keeper.close)
        else:
            from bot.ops.metrics import PrometheusMeter
            from bot.ops.server import serving

            meter = PrometheusMeter()
            desk = desk_of(config, meter)
            stack.push_async_callback(desk.keeper.close)
            await stack.enter_async_context(serving(listen, meter, desk.keeper, desk.link))
        stack.push_async_callback(desk.asked.close)
        desk.asked.start()
        desk.keeper.start()
        if watched:
            from bot.watching import watch

            watching = asyncio.create_task(watch(config.corpus_path, desk.keeper))
            stack.push_async_callback(_ended, watching)
        yield desk


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait({task})


async def _run_client(
    client: Client, token: str, stop: asyncio.Event, close: Callable[[Client], None]
) -> None:
    """Run one client to its end. Raises DiscordSetupError where starting again is no use."""
    running = asyncio.create_task(client.start(token))
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if stop.is_set():
            log.info("stopping, when the replies under way are done")
    finally:
        stopping.cancel()
        running.cancel()
        await asyncio.wait({running})
        with contextlib.suppress(TimeoutError, *NETWORK):
            await asyncio.wait_for(client.leave(), CLOSE_WITHIN)
        client.desk.link.down()
        close(client)
    if not running.cancelled() and not stop.is_set():
        judge(running.exception())


@contextlib.asynccontextmanager
async def _closing() -> AsyncIterator[Callable[[Client], None]]:
    """Give what closes a client that has ended, when its replies are done.

    The next one runs meanwhile. At the end of the context there is less time for replies.
    """
    closing: set[asyncio.Task[None]] = set()

    def close(client: Client) -> None:
        task = asyncio.create_task(_finish(client))
        closing.add(task)
        task.add_done_callback(closing.discard)

    try:
        yield close
    finally:
        if closing:
            await asyncio.wait(closing, timeout=FINISH_WITHIN)
            for task in closing:
                task.cancel()
            await asyncio.gather(*closing, return_exceptions=True)


async def _finish(client: Client) -> None:
    """Close a client when its replies are done, or nobody waits for them any more."""
    try:
        async with asyncio.timeout(DELIVER_WITHIN):
            await client.finish()
    except TimeoutError:
        log.warning("replies of the client that ended are given up")
    finally:
        with contextlib.suppress(TimeoutError, *NETWORK):
            await asyncio.wait_for(client.close(), CLOSE_WITHIN)


def judge(error: BaseException | None) -> None:
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
    if isinstance(error, AttributeError) and isinstance(error.__context__, _NOT_CONNECTED):
        error = error.__context__
    if isinstance(error, NETWORK):
        log.warning("the connection to Discord ended: %s: %s", type(error).__name__, error)
    elif error is not None and not isinstance(error, ReconnectWebSocket):
        log.error("the client ended", exc_info=error)
    else:
        log.warning("the connection to Discord ended")


def _closed_with(error: BaseException | None, code: int) -> bool:
    return isinstance(error, discord.ConnectionClosed) and error.code == code


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
