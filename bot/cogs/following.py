"""Follow-ups in channels: what was asked before, in the reply chain or in the thread."""

import re
from collections import OrderedDict
from typing import Final

import discord

from bot.replies.embeds import BLUE, GREY, question_of
from bot.search.answer import Answer
from bot.search.followups import Before, before_of

_BOLD: Final = re.compile(r"\*\*([^*]{1,4000})\*\*")
_ESCAPES: Final = re.compile(r"\\(?=[^\w\s])")


class Threads:
    """The newest answer in each thread and direct message, as many as ``most``."""

    def __init__(self, most: int = 500) -> None:
        self._befores: OrderedDict[int, Before] = OrderedDict()
        self._most = most

    def get(self, channel: object) -> Before | None:
        """Return what was asked before in a channel, if people there lean on it."""
        return self._befores.get(getattr(channel, "id", 0))

    def remember(self, channel: object, answer: Answer) -> None:
        """Remember an answer; in a channel where everybody talks, questions do not lean."""
        if isinstance(channel, discord.Thread | discord.DMChannel):
            self._befores[channel.id] = before_of(answer)
            self._befores.move_to_end(channel.id)
            if len(self._befores) > self._most:
                self._befores.popitem(last=False)


def before_in(message: discord.Message, bot: discord.abc.Snowflake | None) -> Before | None:
    """Return what a message of the bot's answered, where ``message`` replies to it.

    All of it is in the message, so that nothing needs to be remembered.
    """
    replied = message.reference.resolved if message.reference else None
    if not isinstance(replied, discord.Message) or bot is None or replied.author.id != bot.id:
        return None
    question = question_of(replied.embeds)
    if question is None:
        return None
    embed = replied.embeds[0]
    colour = embed.colour.value if embed.colour else None
    if colour == GREY:
        return Before(question)
    if colour != BLUE:
        return None
    sentence = _BOLD.search(_ESCAPES.sub("", embed.description or ""))
    return Before(
        question,
        _ESCAPES.sub("", embed.title or ""),
        " ".join(sentence[1].split()) if sentence else "",
    )
