"""A message, as it stands now, and what it went through."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .mentions import Mentions
from .watch import Watched
from .wire import iso

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .channels import Channel
    from .users import User
    from .wire import Json

EPHEMERAL = 1 << 6
LOADING = 1 << 7
COMPONENTS_V2 = 1 << 15

DEFAULT = 0
REPLY = 19
CHAT_INPUT_COMMAND = 20
CONTEXT_MENU_COMMAND = 23

_KEPT_VERSIONS = 50


@dataclass(slots=True, eq=False)
class Attachment:
    """A file on a message; ``data`` is what was uploaded."""

    id: int
    filename: str
    data: bytes
    url: str
    content_type: str = "application/octet-stream"
    description: str | None = None

    def payload(self) -> Json:
        """Describe the file as Discord does."""
        payload: Json = {
            "id": str(self.id),
            "filename": self.filename,
            "size": len(self.data),
            "url": self.url,
            "proxy_url": self.url,
            "content_type": self.content_type,
        }
        if self.description is not None:
            payload["description"] = self.description
        return payload


class Message(Watched):
    """A message; waiting on it with ``until`` sees its edits and its deletion."""

    __slots__ = (
        "allowed_mentions",
        "attachments",
        "author",
        "channel",
        "components",
        "content",
        "deleted",
        "edited_at",
        "embeds",
        "flags",
        "id",
        "interaction",
        "kind",
        "mentions",
        "nonce",
        "reactions",
        "reference_id",
        "sent_at",
        "versions",
    )

    def __init__(self, message_id: int, channel: Channel, author: User, kind: int = DEFAULT):
        super().__init__()
        self.id = message_id
        self.sent_at = iso(message_id)
        self.channel = channel
        self.author = author
        self.kind = kind
        self.content = ""
        self.embeds: list[Json] = []
        self.components: list[Json] = []
        self.attachments: list[Attachment] = []
        self.flags = 0
        self.reference_id: int | None = None
        self.mentions = Mentions()
        self.allowed_mentions: Json | None = None
        self.nonce: str | int | None = None
        self.interaction: Json | None = None
        self.edited_at: str | None = None
        self.deleted = False
        self.reactions: dict[str, set[int]] = {}
        self.versions: deque[Json] | None = None

    def __repr__(self) -> str:
        state = " deleted" if self.deleted else ""
        return f"<Message {self.id}{state} by {self.author.name}: {self.text!r}>"

    @property
    def ephemeral(self) -> bool:
        """Whether only one person sees it."""
        return bool(self.flags & EPHEMERAL)

    @property
    def text(self) -> str:
        """Everything that can be read in it: content, then each embed's parts, a line each."""
        parts = [self.content]
        for embed in self.embeds:
            parts.append(embed.get("author", {}).get("name", ""))
            parts.append(embed.get("title", ""))
            parts.append(embed.get("description", ""))
            for field in embed.get("fields") or ():
                parts += (field["name"], field["value"])
            parts.append(embed.get("footer", {}).get("text", ""))
        return "\n".join(part for part in parts if part)

    @property
    def buttons(self) -> list[Json]:
        """Its buttons, in the order in which they are read."""
        return [part for part in controls(self.components) if part.get("type") == 2]

    @property
    def selects(self) -> list[Json]:
        """Its select menus."""
        return [part for part in controls(self.components) if part.get("type") in SELECTS]

    @property
    def labels(self) -> list[str]:
        """The labels of its buttons, or their emoji where they have none."""
        return [button_name(button) for button in self.buttons]

    @property
    def replies_to(self) -> Message | None:
        """The message that it answers, while that exists."""
        if self.reference_id is None:
            return None
        return self.channel.world.messages.get(self.reference_id)

    def remember(self) -> None:
        """Keep what it says now, before an edit."""
        if self.versions is None:
            self.versions = deque(maxlen=_KEPT_VERSIONS)
        self.versions.append(
            {"content": self.content, "embeds": self.embeds, "components": self.components}
        )

    @property
    def edits(self) -> int:
        """How many times it was edited, up to 50."""
        return len(self.versions or ())

    def payload(self, *, reads_all: bool = True, nested: bool = True) -> Json:
        """Describe it as Discord does.

        Without ``reads_all`` what it says is left out, unless it was written by the application,
        sent to it directly, or mentions it.
        """
        bot = self.channel.world.bot
        shown = reads_all or self.channel.guild is None or self.author is bot
        shown = shown or bot in self.mentions.users
        payload: Json = {
            "id": str(self.id),
            "channel_id": str(self.channel.id),
            "type": self.kind,
            "author": self.author.payload(),
            "content": self.content if shown else "",
            "timestamp": self.sent_at,
            "edited_timestamp": self.edited_at,
            "tts": False,
            "mention_everyone": self.mentions.everyone,
            "mentions": [user.payload() for user in self.mentions.users],
            "mention_roles": [str(role_id) for role_id in self.mentions.roles],
            "attachments": [file.payload() for file in self.attachments] if shown else [],
            "embeds": self.embeds if shown else [],
            "components": self.components if shown else [],
            "pinned": False,
            "flags": self.flags,
        }
        if self.nonce is not None:
            payload["nonce"] = self.nonce
        if self.interaction is not None:
            payload["application_id"] = payload["webhook_id"] = str(bot.id)
            payload["interaction_metadata"] = self.interaction
        if self.reference_id is not None:
            payload["message_reference"] = {
                "type": 0,
                "message_id": str(self.reference_id),
                "channel_id": str(self.channel.id),
            }
            if self.channel.guild is not None:
                payload["message_reference"]["guild_id"] = str(self.channel.guild.id)
            if nested:
                answered = self.replies_to
                payload["referenced_message"] = answered and answered.payload(
                    reads_all=reads_all, nested=False
                )
        return payload


SELECTS = frozenset({3, 5, 6, 7, 8})


def controls(components: Sequence[Json]) -> list[Json]:
    """List the components of a tree, outermost first, in reading order."""
    found: list[Json] = []
    for component in components:
        found.append(component)
        found += controls(component.get("components") or ())
        if accessory := component.get("accessory"):
            found.append(accessory)
    return found


def button_name(button: Json) -> str:
    """Name a button as a person would: by its label, else by its emoji."""
    return str(button.get("label") or (button.get("emoji") or {}).get("name") or "")
