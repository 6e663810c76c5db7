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

Parse = Callable[[Any], None]


def unless_by(author: str, parse: Parse) -> Parse:
    """Return ``parse`` for messages that somebody else than ``author`` wrote."""

    def parse_others(data: Mapping[str, Any]) -> None:
        if data.get("author", {}).get("id") != author:
            parse(data)

    return parse_others


class Turns:
    """Interactions that have come, and begin when there are connections for their replies.

    After an outage they come by the hundred. At once they would take 20 KB each, and each would
    make the next ones late; those that have expired meanwhile are let go by.
    """

    def __init__(self, arrivals: Arrivals, connector: Connector, parse: Parse) -> None:
        self._arrivals = arrivals
        self._connector = connector
        self._parse = parse
        self._waiting: asyncio.Queue[Mapping[str, Any]] = asyncio.Queue()

    def add(self, data: Mapping[str, Any]) -> None:
        """Let an interaction wait."""
        self._waiting.put_nowait(data)

    async def take(self) -> None:
        """Begin one after another, for ever."""
        while True:
            data = await self._waiting.get()
            try:
                sent = discord.utils.snowflake_time(int(data["id"])).timestamp()
                if self._arrivals.late(sent) > EXPIRED:
                    log.info("interaction %s had expired when its turn came", data["id"])
                    continue
                self._parse(data)
            except Exception:
                log.exception("an interaction cannot be read")
            await asyncio.sleep(0)  # it asks for its first connection
            await self._connector.relieved()
