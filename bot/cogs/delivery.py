"""Getting replies to people whatever the network does, and errors in words."""

import asyncio
import logging
import secrets
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any, TypeVar

import aiohttp
import discord
from discord import app_commands

from bot.cogs.desk import NOBODY, Refusal, locale_of
from bot.errors import IndexDamagedError
from bot.opened import NotReadyError
from bot.replies.texts import ENGLISH, say

log = logging.getLogger(__name__)

PROMPT = 1.0  # seconds in which most is done
ACKNOWLEDGE_WITHIN = 2.8  # seconds; Discord gives 3
DELIVER_WITHIN = 300.0  # seconds; an interaction's token lives 900
FIRST_PAUSE = 0.25  # seconds, doubled after each failure
LONGEST_PAUSE = 20.0

UNKNOWN_MESSAGE = 10008
UNKNOWN_INTERACTION = 10062
ACKNOWLEDGED = 40060

# What a request can end with where nobody did anything wrong.
NETWORK = (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError)

_LET_GO = {
    UNKNOWN_INTERACTION: "had expired",
    ACKNOWLEDGED: "was acknowledged already",
    UNKNOWN_MESSAGE: "was on a message that is gone",
}
_CLOSED = "Session is closed"  # aiohttp, of a request after its client has ended
_DEFERRED = "deferred"  # in an interaction's extras: whether privately

T = TypeVar("T")


async def insist(call: Callable[[], Awaitable[T]], within: float) -> T | None:
    """Make a request, again and again while Discord or the network is at fault.

    Only for what may be carried out twice without harm. Returns None where a lost attempt
    had been carried out already. Raises what cannot be helped.
    """
    deadline = time.monotonic() + within
    pause = FIRST_PAUSE
    while True:
        try:
            return await call()
        except discord.HTTPException as error:
            if error.code == ACKNOWLEDGED:
                log.info("an interaction was acknowledged already (%s)", ACKNOWLEDGED)
                return None
            if error.status != 429 and error.status < 500:
                raise
            wait = max(pause, _retry_after(error))
            if time.monotonic() + wait > deadline:
                raise
            log.info("Discord answered %s; trying again in %.2f s", error.status, wait)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            wait = pause
            if time.monotonic() + wait > deadline:
                raise
            log.info("%s on the way to Discord; trying again", type(error).__name__)
        await asyncio.sleep(wait)
        pause = min(pause * 2, LONGEST_PAUSE)


async def acknowledge(interaction: discord.Interaction, *, private: bool) -> None:
    """Tell Discord that an answer will come, and that only the asker sees it if ``private``."""
    interaction.extras[_DEFERRED] = private
    await insist(
        lambda: interaction.response.defer(ephemeral=private, thinking=True), ACKNOWLEDGE_WITHIN
    )


async def in_time(interaction: discord.Interaction, work: Coroutine[Any, Any, T]) -> T:
    """Return what ``work`` returns; Discord is told to wait where that takes long.

    So what is done at once is answered at once, and a refusal can be for the asker alone.
    """
    task = asyncio.ensure_future(work)
    try:
        if not (await asyncio.wait({task}, timeout=PROMPT))[0]:
            await acknowledge(interaction, private=False)
        return await task
    finally:
        task.cancel()


async def deliver(
    interaction: discord.Interaction, embed: discord.Embed, view: discord.ui.View
) -> None:
    """Show everyone the answer to an interaction, or who asked if it was acknowledged so."""
    if _DEFERRED in interaction.extras:
        await insist(
            lambda: interaction.edit_original_response(
                embed=embed, view=view, allowed_mentions=NOBODY
            ),
            DELIVER_WITHIN,
        )
    else:
        await insist(
            lambda: interaction.response.send_message(
                embed=embed, view=view, allowed_mentions=NOBODY
            ),
            ACKNOWLEDGE_WITHIN,
        )


async def whisper(
    interaction: discord.Interaction,
    text: str | None = None,
    *,
    embed: discord.Embed = discord.utils.MISSING,
    view: discord.ui.View = discord.utils.MISSING,
) -> None:
    """Say something that only the person sees.

    Where Discord shows everyone that an answer will come, it takes that one's place: a message
    that is sent beside it is posted twice if Discord's word that it was posted is lost.
    """
    if _DEFERRED not in interaction.extras and not interaction.response.is_done():
        await insist(
            lambda: interaction.response.send_message(
                text, embed=embed, view=view, ephemeral=True, allowed_mentions=NOBODY
            ),
            ACKNOWLEDGE_WITHIN,
        )
    elif _DEFERRED in interaction.extras:
        await insist(
            lambda: interaction.edit_original_response(
                content=text,
                embed=None if embed is discord.utils.MISSING else embed,
                view=None if view is discord.utils.MISSING else view,
                allowed_mentions=NOBODY,
            ),
            DELIVER_WITHIN,
        )
    else:
        await interaction.followup.send(
            text or discord.utils.MISSING,
            embed=embed,
            view=view,
            ephemeral=True,
            allowed_mentions=NOBODY,
        )


async def explain(interaction: discord.Interaction, error: BaseException) -> None:
    """Tell the person in one sentence what went wrong, and the log everything."""
    if isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    sentence = sentence_of(error, locale_of(interaction), _where(interaction))
    if sentence is None:
        return
    try:
        await whisper(interaction, sentence)
    except NETWORK as failure:
        log.info("the person could not be told: %s", failure)


def sentence_of(error: BaseException, locale: str, where: str) -> str | None:
    """Log an error, and return what to say of it; None where nobody is there to be told."""
    if isinstance(error, discord.HTTPException) and error.code in _LET_GO:
        log.info("%s %s (%s)", where, _LET_GO[error.code], error.code)
        return None
    if isinstance(error, RuntimeError) and str(error) == _CLOSED:
        log.info("%s was cut off, because the client ended", where)
        return None
    if _is_unreachable(error):
        log.warning("%s: Discord cannot be reached: %s", where, error)
        return None
    expected = _expected(error, locale, where)
    if expected is not None:
        return expected
    code = secrets.token_hex(3)
    if isinstance(error, NotReadyError | IndexDamagedError):
        log.error("%s in %s: %s", code, where, error)
        name = "fault.damaged" if isinstance(error, IndexDamagedError) else "fault.no_archive"
        return say(name, locale, code=code)
    log.error("%s in %s", code, where, exc_info=error)
    return say("fault.internal", locale, code=code)


def _is_unreachable(error: BaseException) -> bool:
    """Whether it was Discord or the network, and not what was asked of them."""
    if isinstance(error, discord.HTTPException):
        return error.status == 429 or error.status >= 500
    return isinstance(error, aiohttp.ClientError | ConnectionError | TimeoutError)


def _expected(error: BaseException, locale: str, where: str) -> str | None:
    """Return what to say where nothing is broken."""
    if isinstance(error, Refusal):
        return str(error)
    if isinstance(error, NotReadyError) and error.reason is None:
        return say("fault.starting", locale)
    if isinstance(error, app_commands.CommandNotFound):
        log.info("%s is no command of this version", where)
        return say("refused.unknown_command", locale)
    if isinstance(error, discord.Forbidden):
        log.warning("%s: %s", where, error)
        return say("fault.permission", locale, permissions=say("permission.unknown", locale))
    return None


def permission_names(permissions: list[str], locale: str) -> str:
    """Return the names of permissions as people read them in Discord's settings."""
    return ", ".join(
        say(f"permission.{name}", locale) if f"permission.{name}" in ENGLISH else name
        for name in permissions
    )


def _where(interaction: discord.Interaction) -> str:
    """Return which command or button an interaction is of; never what was typed."""
    data: Mapping[str, Any] = interaction.data or {}
    name = data.get("name") or interaction.type.name
    return f"interaction {interaction.id} ({name})"


def _retry_after(error: discord.HTTPException) -> float:
    try:
        return float(error.response.headers.get("Retry-After", 0))
    except ValueError:
        return 0.0
