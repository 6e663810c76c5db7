"""What is let go by, or waits its turn, before the library makes objects and tasks of it."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import Any

import discord

from bot.cogs.connections import Connector
from bot.cogs.memory import Arrivals

log = logging.getLogger(__name__)

EXPIRED = 3.5  # seconds; Discord gives 3, and its own clocks may differ a little

Data = Mapping[str, Any]
Parse = Callable[[Any], None]


def unless_by(author: str, parse: Parse) -> Parse:
    """Return ``parse`` for messages that somebody else than ``author`` wrote."""

    def parse_others(data: Data) -> None:
        if data.get("author", {}).get("id") != author:
            parse(data)

    return parse_others


class Turns:
    """Events that have come, and begin when there are connections for their replies.

    After an outage they come by the hundred. At once they would take 20 KB each, and each would
    make the next ones late; interactions that have expired are let go by.
    """

    def __init__(self, arrivals: Arrivals, connector: Connector) -> None:
        self._arrivals = arrivals
        self._connector = connector
        self._waiting: asyncio.Queue[tuple[Parse, Data]] = asyncio.Queue()

    def of_interactions(self, parse: Parse) -> Parse:
        """Return what lets an interaction wait for ``parse``, if it has not expired by then."""

        def parse_unless_expired(data: Data) -> None:
            if not self._is_expired(data):
                parse(data)

        def add(data: Data) -> None:
            if not self._is_expired(data):
                self._waiting.put_nowait((parse_unless_expired, data))

        return add

    def of_messages(self, parse: Parse) -> Parse:
        """Return what lets an event of a message wait for ``parse``."""
        return lambda data: self._waiting.put_nowait((parse, data))

    def _is_expired(self, data: Data) -> bool:
        try:
            sent = discord.utils.snowflake_time(int(data["id"])).timestamp()
        except (KeyError, TypeError, ValueError):
            return False  # the library says what is wrong with it
        if self._arrivals.late(sent) <= EXPIRED:
            return False
        log.info("interaction %s had expired when its turn came", data["id"])
        return True

    async def take(self) -> None:
        """Begin one after another, for ever."""
        while True:
            parse, data = await self._waiting.get()
            try:
                parse(data)
            except Exception:
                log.exception("an event cannot be read")
            await asyncio.sleep(0)  # it asks for its first connection
            self._waiting.task_done()
            await self._connector.relieved()

    async def done(self) -> None:
        """Wait until all that has come has begun."""
        await self._waiting.join()
