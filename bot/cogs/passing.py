"""What is let go by before the library makes objects and tasks of it."""

import logging
from collections.abc import Callable, Mapping
from typing import Any

import discord

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


def unless_expired(arrivals: Arrivals, parse: Parse) -> Parse:
    """Return ``parse`` for interactions to which Discord still takes an answer.

    After an outage the others come by the hundred; work on them would make the next ones late.
    """

    def parse_others(data: Mapping[str, Any]) -> None:
        sent = discord.utils.snowflake_time(int(data["id"])).timestamp()
        if arrivals.late(sent) > EXPIRED:
            log.info("interaction %s had expired when it came", data["id"])
        else:
            parse(data)

    return parse_others
