"""Where people's interactions are sent to the bot, and kept until their tokens expire."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from time import monotonic, time
from typing import TYPE_CHECKING

from .interactions import AUTOCOMPLETE, Interaction
from .wire import INVALID_WEBHOOK_TOKEN, UNKNOWN_INTERACTION, UNKNOWN_WEBHOOK, error

if TYPE_CHECKING:
    from .channels import Channel
    from .commands import Commands
    from .messages import Message
    from .people import Person
    from .wire import Json
    from .world import World

FILE_LIMIT = 10 * 1024 * 1024
"""Bytes of the largest file that a message may carry."""


class Desk:
    """Take interactions to the bot, under Discord's deadlines, in seconds.

    The newest ``keep`` interactions can be replied to. ``expired_code`` is the error that an
    expired token gets: 50027, a 401, unless a test wants another.
    """

    def __init__(
        self,
        world: World,
        commands: Commands,
        *,
        acknowledge_within: float,
        token_lives: float,
        keep: int,
    ) -> None:
        self.world = world
        self.commands = commands
        self.acknowledge_within = acknowledge_within
        self.token_lives = token_lives
        self.expired_code = INVALID_WEBHOOK_TOKEN
        self.announces_replies = True
        """Whether the bot hears of the replies that it sends, as Discord has it."""
        self.opened = 0
        """How many interactions there were."""
        self.unanswered = 0
        """How many of them were not acknowledged in time."""
        self._keep = keep
        self._open: OrderedDict[str, Interaction] = OrderedDict()

    def open(
        self, kind: int, user: Person, channel: Channel, data: Json, message: Message | None = None
    ) -> Interaction:
        """Send the bot an interaction; its 3 seconds run from now."""
        interaction = Interaction(
            self.world.next_id(),
            kind,
            user=user,
            channel=channel,
            data=data,
            message=message,
            sent_at=monotonic(),
        )
        self.opened += 1
        self._open[interaction.token] = interaction
        if len(self._open) > self._keep:
            self._drop(self._open.popitem(last=False)[1])
        loop = asyncio.get_running_loop()
        interaction.deadline = loop.call_later(self.acknowledge_within, self._fail, interaction)
        self.world.emit("INTERACTION_CREATE", self._payload(interaction))
        return interaction

    @property
    def kept(self) -> int:
        """How many interactions can be replied to, while their tokens live."""
        return len(self._open)

    def to_acknowledge(self, interaction_id: int, token: str) -> Interaction:
        """Give the interaction that a callback is for; raises ApiError where there is none."""
        interaction = self._open.get(token)
        if interaction is None or interaction.id != interaction_id:
            raise error(UNKNOWN_INTERACTION)
        return interaction

    def acknowledged(self, token: str) -> Interaction:
        """Give the acknowledged interaction of a token; raises ApiError where there is none."""
        interaction = self._open.get(token)
        if interaction is None or monotonic() - interaction.sent_at > self.token_lives:
            raise error(self.expired_code)
        if not interaction.acknowledged or interaction.kind == AUTOCOMPLETE:
            raise error(UNKNOWN_WEBHOOK)
        return interaction

    def announce_typing(self, user: Person, channel: Channel) -> None:
        """Tell the bot that someone is writing."""
        payload: Json = {
            "channel_id": str(channel.id),
            "user_id": str(user.id),
            "timestamp": int(time()),
        }
        if channel.guild is not None:
            payload["guild_id"] = str(channel.guild.id)
            payload["member"] = channel.guild.members[user.id].payload()
        self.world.emit("TYPING_START", payload, direct=channel.guild is None)

    def _payload(self, interaction: Interaction) -> Json:
        user, channel, bot = interaction.user, interaction.channel, self.world.bot
        guild = channel.guild
        permissions = channel.permissions(user)
        payload: Json = {
            "id": str(interaction.id),
            "application_id": str(bot.id),
            "type": interaction.kind,
            "token": interaction.token,
            "version": 1,
            "data": interaction.data,
            "channel_id": str(channel.id),
            "channel": channel.payload(permissions=permissions),
            "locale": user.locale,
            "app_permissions": str(channel.permissions(bot)),
            "entitlements": [],
            "authorizing_integration_owners": {"0": str(guild.id) if guild else "0"},
            "context": 0 if guild else 1,
            "attachment_size_limit": FILE_LIMIT,
        }
        if guild is not None:
            payload["guild_id"] = str(guild.id)
            payload["guild"] = {"id": str(guild.id), "locale": "en-US", "features": []}
            payload["guild_locale"] = "en-US"
            member = guild.members[user.id].payload()
            payload["member"] = member | {"permissions": str(permissions)}
        else:
            payload["user"] = user.payload()
        if interaction.message is not None:
            payload["message"] = interaction.message.payload()
        return payload

    def _fail(self, interaction: Interaction) -> None:
        self.unanswered += 1
        interaction.failed = True
        interaction.changed()

    def _drop(self, interaction: Interaction) -> None:
        """Let go of what only the interaction holds: ephemeral replies are in no channel."""
        for message in interaction.replies:
            if message.ephemeral:
                self.world.forget(message)
