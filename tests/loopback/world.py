"""Everything that exists in this Discord; what changes in it raises the event that says so."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Protocol

from .channels import DM, PUBLIC_THREAD, Channel
from .guilds import Guild
from .intents import MESSAGE_CONTENT
from .mentions import mentions_of
from .messages import DEFAULT, EPHEMERAL, REPLY, Attachment, Message
from .people import Person
from .permissions import Permission
from .users import User
from .wire import Snowflakes, now_iso

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .desk import Desk
    from .wire import Json

_KEPT_NONCES = 4_096


class Upload(Protocol):
    """A file that came with a request."""

    @property
    def filename(self) -> str: ...
    @property
    def data(self) -> bytes: ...
    @property
    def content_type(self) -> str: ...


class Emit(Protocol):
    """Announce an event to the bot; its data may depend on a session's intents."""

    def __call__(
        self, event: str, data: Json | Callable[[int], Json], *, direct: bool = False
    ) -> None: ...


class World:
    """The guilds, channels, people and messages.

    Of each channel the newest ``keep_messages`` messages are kept.
    """

    desk: Desk

    def __init__(
        self,
        emit: Emit,
        *,
        bot_name: str,
        keep_messages: int,
        base_url: Callable[[], str],
    ) -> None:
        self.next_id = Snowflakes()
        self.emit = emit
        self.keep_messages = keep_messages
        self.base_url = base_url
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.messages: dict[int, Message] = {}
        self.files: dict[int, Attachment] = {}
        self.direct: dict[int, Channel] = {}
        self.bot = User(self, bot_name, bot=True)
        self.users[self.bot.id] = self.bot
        self._nonces: OrderedDict[tuple[int, str], Message] = OrderedDict()

    def add_person(self, name: str) -> Person:
        """Make a person, who is in no guild yet."""
        person = Person(self, name)
        self.users[person.id] = person
        return person

    def add_guild(self, name: str, owner: User | None, bot_permissions: int) -> Guild:
        """Make a guild that the bot is in."""
        guild = Guild(self, name, owner, bot_permissions)
        self.guilds[guild.id] = guild
        self.emit("GUILD_CREATE", guild.payload)
        return guild

    def direct_channel(self, person: Person) -> Channel:
        """Find or open the channel between the bot and a person."""
        channel = self.direct.get(person.id)
        if channel is None:
            channel = Channel(self, DM, f"direct messages of {person.name}", recipient=person)
            self.direct[person.id] = self.channels[channel.id] = channel
        return channel

    def sees(self, channel: Channel) -> bool:
        """Whether the bot may see the channel."""
        return bool(channel.permissions(self.bot) & Permission.VIEW_CHANNEL)

    def start_thread(
        self, parent: Channel, name: str, by: User, message: Message | None
    ) -> Channel:
        """Open a public thread and announce it."""
        thread = Channel(
            self,
            PUBLIC_THREAD,
            name,
            guild=parent.guild,
            parent=parent,
            owner=by,
            channel_id=message.id if message else None,
        )
        assert parent.guild is not None
        parent.guild.channels[thread.id] = self.channels[thread.id] = thread
        if self.sees(thread):
            self.emit("THREAD_CREATE", thread.payload() | {"newly_created": True})
        return thread

    def write(self, message: Message, body: Json, files: Sequence[Upload] = ()) -> None:
        """Put into a message what a request says; keys that it does not name stay as they are."""
        if "content" in body:
            message.content = (body["content"] or "").strip()
        if "embeds" in body:
            message.embeds = [dict(embed, type="rich") for embed in body["embeds"] or ()]
        if "components" in body:
            message.components = body["components"] or []
        if body.get("flags") is not None:
            message.flags = message.flags & EPHEMERAL | body["flags"]
        if files or "attachments" in body:
            self._attach(message, body.get("attachments"), files)
        allowed = body.get("allowed_mentions")
        message.allowed_mentions = allowed
        # What hangs on a button names the bot's own message, which pings nobody.
        answered = message.replies_to if message.interaction is None else None
        message.mentions = mentions_of(
            message.content,
            message.channel,
            message.author,
            allowed,
            answered.author if answered else None,
        )

    def _attach(
        self, message: Message, listed: Sequence[Json] | None, files: Sequence[Upload]
    ) -> None:
        kept = [
            file
            for file in message.attachments
            if listed is None or any(str(file.id) == str(entry.get("id")) for entry in listed)
        ]
        described = {str(entry.get("id")): entry.get("description") for entry in listed or ()}
        for index, upload in enumerate(files):
            file_id = self.next_id()
            url = f"{self.base_url()}/attachments/{message.channel.id}/{file_id}/{upload.filename}"
            file = Attachment(
                file_id,
                upload.filename,
                upload.data,
                url,
                upload.content_type,
                described.get(str(index)),
            )
            self.files[file_id] = file
            kept.append(file)
        for file in message.attachments:
            if file not in kept:
                self.files.pop(file.id, None)
        message.attachments = kept

    def compose(
        self,
        channel: Channel,
        author: User,
        body: Json,
        files: Sequence[Upload] = (),
        *,
        kind: int = DEFAULT,
    ) -> Message:
        """Write a message that nobody has seen yet."""
        reference = body.get("message_reference") or {}
        message = Message(self.next_id(), channel, author, REPLY if reference else kind)
        if reference.get("message_id"):
            message.reference_id = int(reference["message_id"])
        message.nonce = body.get("nonce")
        self.write(message, body, files)
        return message

    def post(self, message: Message, *, announced: bool = True) -> Message:
        """Show a message to everyone in its channel; an ephemeral one is announced to nobody."""
        if message.ephemeral:
            return message
        channel = message.channel
        channel.archived = False
        self.messages[message.id] = message
        channel.received(message)
        if announced:
            self._announce("MESSAGE_CREATE", message)
        return message

    def _announce(self, event: str, message: Message) -> None:
        channel = message.channel
        if not message.ephemeral and self.sees(channel):
            direct = channel.guild is None
            self.emit(event, lambda intents: self._announced(message, intents), direct=direct)

    def _announced(self, message: Message, intents: int) -> Json:
        payload = message.payload(reads_all=bool(intents & MESSAGE_CONTENT))
        guild = message.channel.guild
        if guild is not None:
            payload["guild_id"] = str(guild.id)
            payload["channel_type"] = message.channel.kind
            if member := guild.members.get(message.author.id):
                payload["member"] = member.payload(with_user=False)
        return payload

    def edit(
        self,
        message: Message,
        body: Json,
        files: Sequence[Upload] = (),
        *,
        first: bool = False,
        announced: bool = True,
    ) -> None:
        """Change a message; ``first`` where it fills a deferred reply, which is no edit."""
        if not first:
            message.remember()
            message.edited_at = now_iso()
        self.write(message, body, files)
        message.changed()
        message.channel.changed()
        if announced:
            self._announce("MESSAGE_UPDATE", message)

    def delete(self, message: Message) -> None:
        """Remove a message."""
        if self._remove(message):
            self._announce_removal("MESSAGE_DELETE", message, id=str(message.id))

    def delete_together(self, messages: Sequence[Message]) -> None:
        """Remove some messages of one channel, as a moderator does; one event says so."""
        removed = [message for message in messages if self._remove(message)]
        if removed:
            ids = [str(message.id) for message in removed]
            self._announce_removal("MESSAGE_DELETE_BULK", removed[0], ids=ids)

    def _remove(self, message: Message) -> bool:
        """Take a message away; False where that was done before."""
        if message.deleted:
            return False
        message.deleted = True
        self.forget(message)
        channel = message.channel
        if message in channel.messages:
            channel.messages.remove(message)
        message.changed()
        channel.changed()
        return True

    def _announce_removal(self, event: str, message: Message, **which: str | list[str]) -> None:
        channel = message.channel
        if message.ephemeral or not self.sees(channel):
            return
        payload: Json = {**which, "channel_id": str(channel.id)}
        if channel.guild is not None:
            payload["guild_id"] = str(channel.guild.id)
        self.emit(event, payload, direct=channel.guild is None)

    def forget(self, message: Message) -> None:
        """Let go of what is kept for a message."""
        self.messages.pop(message.id, None)
        for file in message.attachments:
            self.files.pop(file.id, None)

    def said_before(self, author: User, body: Json) -> Message | None:
        """Find the message that was created with the same enforced nonce."""
        if not body.get("enforce_nonce") or body.get("nonce") is None:
            return None
        return self._nonces.get((author.id, str(body["nonce"])))

    def remember_nonce(self, author: User, message: Message) -> None:
        """Keep a message's nonce, and let the oldest go."""
        if message.nonce is not None:
            self._nonces[author.id, str(message.nonce)] = message
            if len(self._nonces) > _KEPT_NONCES:
                self._nonces.popitem(last=False)
