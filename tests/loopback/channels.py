"""Text channels, threads and direct messages."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .permissions import DIRECT_MESSAGE, permissions_in
from .watch import Watched
from .wire import iso

if TYPE_CHECKING:
    from .guilds import Guild, Role
    from .messages import Message
    from .people import Person
    from .users import User
    from .wire import Json
    from .world import World

TEXT = 0
DM = 1
PUBLIC_THREAD = 11
PRIVATE_THREAD = 12

THREADS = frozenset({10, PUBLIC_THREAD, PRIVATE_THREAD})


@dataclass(frozen=True, slots=True)
class Overwrite:
    """What a channel changes of a role's (kind 0) or a member's (kind 1) permissions."""

    kind: int
    allow: int
    deny: int


class Channel(Watched):
    """A place where messages stand, the newest ``world.keep_messages`` of them.

    ``until`` sees every message that arrives, is edited or deleted, and the bot typing.
    """

    def __init__(
        self,
        world: World,
        kind: int,
        name: str,
        *,
        guild: Guild | None = None,
        parent: Channel | None = None,
        recipient: Person | None = None,
        channel_id: int | None = None,
        owner: User | None = None,
    ) -> None:
        super().__init__()
        self.world = world
        self.id = channel_id or world.next_id()
        self.kind = kind
        self.name = name
        self.guild = guild
        self.parent = parent
        self.recipient = recipient
        self.owner = owner
        self.overwrites: dict[int, Overwrite] = {}
        self.archived = False
        self.messages: deque[Message] = deque()
        self.typing = 0
        self._unread: deque[Message] = deque(maxlen=world.keep_messages)

    def __repr__(self) -> str:
        return f"<Channel {self.id} {self.name!r}: {list(self.messages)[-3:]!r}>"

    @property
    def is_thread(self) -> bool:
        """Whether it belongs to another channel."""
        return self.kind in THREADS

    @property
    def mention(self) -> str:
        """The text that links to it."""
        return f"<#{self.id}>"

    async def next_message(self, timeout: float = 5.0) -> Message:  # noqa: ASYNC109 - as in Watched.until
        """Wait for the bot's next message here, oldest first, each once.

        Replies to interactions are not among them: ``Person.uses`` returns those.
        Raises TimeoutError after ``timeout`` seconds.
        """
        await self.until(lambda _: self._unread, timeout)
        return self._unread.popleft()

    @property
    def unread(self) -> int:
        """How many of the bot's messages ``next_message`` has yet to return."""
        return len(self._unread)

    @property
    def last_message(self) -> Message | None:
        """The newest message."""
        return self.messages[-1] if self.messages else None

    def permit(self, whom: User | Role, *, allow: int = 0, deny: int = 0) -> None:
        """Set the overwrite of a role, or of a member, and announce it."""
        kind = 0 if self.guild is not None and whom.id in self.guild.roles else 1
        self.overwrites[whom.id] = Overwrite(kind, int(allow), int(deny))
        self.world.emit("CHANNEL_UPDATE", self.payload())

    def permissions(self, user: User) -> int:
        """What the user may do here."""
        if self.guild is None:
            return DIRECT_MESSAGE
        member = self.guild.members.get(user.id)
        return permissions_in(member, self) if member else 0

    def start_thread(self, name: str, by: User, *, message: Message | None = None) -> Channel:
        """Open a public thread; one that hangs on a message has that message's id."""
        return self.world.start_thread(self, name, by, message)

    def received(self, message: Message) -> None:
        """Take in a message, and let the oldest go."""
        self.messages.append(message)
        if len(self.messages) > self.world.keep_messages:
            self.world.forget(self.messages.popleft())
        if message.author is self.world.bot and message.interaction is None:
            self._unread.append(message)
        self.changed()

    def payload(self, *, permissions: int | None = None) -> Json:
        """Describe it as Discord does; with ``permissions`` as an interaction does."""
        newest = self.last_message
        payload: Json = {
            "id": str(self.id),
            "type": self.kind,
            "last_message_id": str(newest.id) if newest else None,
            "flags": 0,
        }
        if self.guild is None:
            payload["recipients"] = [self.recipient.payload()] if self.recipient else []
            return payload
        payload["name"] = self.name
        payload["guild_id"] = str(self.guild.id)
        payload["rate_limit_per_user"] = 0
        payload["parent_id"] = str(self.parent.id) if self.parent else None
        if permissions is not None:
            payload["permissions"] = str(permissions)
        if self.is_thread:
            payload |= self._thread_payload()
        else:
            payload |= {
                "position": 0,
                "nsfw": False,
                "topic": None,
                "permission_overwrites": [
                    {
                        "id": str(whom),
                        "type": overwrite.kind,
                        "allow": str(overwrite.allow),
                        "deny": str(overwrite.deny),
                    }
                    for whom, overwrite in self.overwrites.items()
                ],
            }
        return payload

    def _thread_payload(self) -> Json:
        return {
            "owner_id": str(self.owner.id if self.owner else self.world.bot.id),
            "message_count": len(self.messages),
            "total_message_sent": len(self.messages),
            "member_count": 1,
            "thread_metadata": {
                "archived": self.archived,
                "auto_archive_duration": 1440,
                "archive_timestamp": iso(self.id),
                "locked": False,
                "create_timestamp": iso(self.id),
            },
        }
