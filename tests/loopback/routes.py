"""What the requests on channels, messages and interactions do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .limits import is_empty, message_problems
from .permissions import Permission
from .wire import (
    CANNOT_MESSAGE_USER,
    EMPTY_MESSAGE,
    MISSING_ACCESS,
    MISSING_PERMISSIONS,
    NO_HISTORY_TO_REPLY,
    NOT_THE_AUTHOR,
    THREAD_EXISTS,
    UNKNOWN_CHANNEL,
    UNKNOWN_MESSAGE,
    Problem,
    error,
    invalid_form,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from .channels import Channel
    from .messages import Message
    from .replies import Replies
    from .rest import Call
    from .wire import Json
    from .world import World

Answer = tuple[int, Any]


class ChannelRoutes:
    """The requests that start with /channels; ``reads_all`` tells whether content is shown."""

    def __init__(self, world: World, reads_all: Callable[[], bool]) -> None:
        self._world = world
        self._reads_all = reads_all

    def handlers(self) -> dict[str, Callable[[Call], Answer]]:
        """List the handlers by route."""
        message = "/channels/{}/messages/{}"
        return {
            "GET /channels/{}": self._fetch_channel,
            "PATCH /channels/{}": self._edit_channel,
            "POST /channels/{}/typing": self._type,
            "GET /channels/{}/messages": self._history,
            "POST /channels/{}/messages": self._create,
            "POST /channels/{}/messages/bulk-delete": self._bulk_delete,
            f"GET {message}": self._fetch,
            f"PATCH {message}": self._edit,
            f"DELETE {message}": self._delete,
            f"PUT {message}/reactions/{{}}/@me": self._react,
            f"DELETE {message}/reactions/{{}}/@me": self._unreact,
            "POST /channels/{}/threads": self._thread,
            f"POST {message}/threads": self._thread,
            "PUT /channels/{}/thread-members/@me": self._nothing,
            "DELETE /channels/{}/thread-members/@me": self._nothing,
        }

    def _channel(self, call: Call, *needed: int) -> Channel:
        channel = self._world.channels.get(int(call.ids[0]))
        if channel is None:
            raise error(UNKNOWN_CHANNEL)
        granted = channel.permissions(self._world.bot)
        if not granted & Permission.VIEW_CHANNEL:
            raise error(MISSING_ACCESS)
        for permission in needed:
            if not granted & permission:
                raise error(MISSING_PERMISSIONS)
        return channel

    def _message(self, call: Call, *needed: int) -> Message:
        channel = self._channel(call, *needed)
        message = self._world.messages.get(int(call.ids[1]))
        if message is None or message.channel is not channel:
            raise error(UNKNOWN_MESSAGE)
        return message

    def _nothing(self, call: Call) -> Answer:
        self._channel(call)
        return 204, None

    def _fetch_channel(self, call: Call) -> Answer:
        return 200, self._channel(call).payload()

    def _edit_channel(self, call: Call) -> Answer:
        channel = self._channel(call)
        needed = Permission.MANAGE_THREADS if channel.is_thread else Permission.MANAGE_CHANNELS
        if channel.owner is not self._world.bot:
            self._channel(call, needed)
        channel.name = call.body.get("name") or channel.name
        channel.archived = call.body.get("archived", channel.archived)
        event = "THREAD_UPDATE" if channel.is_thread else "CHANNEL_UPDATE"
        self._world.emit(event, channel.payload())
        return 200, channel.payload()

    def _type(self, call: Call) -> Answer:
        channel = self._channel(call, Permission.SEND_MESSAGES)
        channel.typing += 1
        channel.changed()
        return 204, None

    def _history(self, call: Call) -> Answer:
        channel = self._channel(call, Permission.READ_MESSAGE_HISTORY)
        messages = list(channel.messages)
        limit = int(call.query.get("limit", 50))
        if "after" in call.query:
            after = int(call.query["after"])
            messages = [message for message in messages if message.id > after][:limit]
        if "before" in call.query:
            before = int(call.query["before"])
            messages = [message for message in messages if message.id < before]
        newest_first = messages[-limit:][::-1]
        reads_all = self._reads_all()
        return 200, [message.payload(reads_all=reads_all) for message in newest_first]

    def _fetch(self, call: Call) -> Answer:
        message = self._message(call, Permission.READ_MESSAGE_HISTORY)
        return 200, message.payload(reads_all=self._reads_all())

    def _create(self, call: Call) -> Answer:
        channel = self._channel(call)
        body: Json = call.body or {}
        self._may_send(channel, body, files=bool(call.files))
        bot = self._world.bot
        if before := self._world.said_before(bot, body):
            return 200, before.payload()
        problems = message_problems(body, ephemeral_allowed=False)
        reference = body.get("message_reference") or {}
        if reference and int(reference.get("message_id", 0)) not in self._world.messages:
            if reference.get("fail_if_not_exists", True):
                path = ("message_reference",)
                problems.append(Problem(path, "REPLIES_UNKNOWN_MESSAGE", "Unknown message"))
            body = {key: value for key, value in body.items() if key != "message_reference"}
        if problems:
            raise invalid_form(problems)
        if is_empty(body, files=len(call.files)):
            raise error(EMPTY_MESSAGE)
        message = self._world.post(self._world.compose(channel, bot, body, call.files))
        self._world.remember_nonce(bot, message)
        return 200, message.payload()

    def _may_send(self, channel: Channel, body: Json, *, files: bool) -> None:
        if channel.recipient is not None and not channel.recipient.direct_messages_open:
            raise error(CANNOT_MESSAGE_USER)
        granted = channel.permissions(self._world.bot)
        send = (
            Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES
        )
        needed = send
        if body.get("embeds"):
            needed |= Permission.EMBED_LINKS
        if files:
            needed |= Permission.ATTACH_FILES
        if needed & ~granted:
            raise error(MISSING_PERMISSIONS)
        if body.get("message_reference") and not granted & Permission.READ_MESSAGE_HISTORY:
            raise error(NO_HISTORY_TO_REPLY)

    def _edit(self, call: Call) -> Answer:
        message = self._message(call)
        if message.author is not self._world.bot:
            raise error(NOT_THE_AUTHOR)
        body: Json = call.body or {}
        if problems := message_problems(body, ephemeral_allowed=False):
            raise invalid_form(problems)
        self._world.edit(message, body, call.files)
        return 200, message.payload()

    def _delete(self, call: Call) -> Answer:
        message = self._message(call)
        if message.author is not self._world.bot:
            self._channel(call, Permission.MANAGE_MESSAGES)
        self._world.delete(message)
        return 204, None

    def _bulk_delete(self, call: Call) -> Answer:
        self._channel(call, Permission.MANAGE_MESSAGES)
        wanted = map(self._world.messages.get, map(int, call.body["messages"]))
        self._world.delete_together([message for message in wanted if message])
        return 204, None

    def _react(self, call: Call) -> Answer:
        message = self._message(call, Permission.ADD_REACTIONS)
        message.reactions.setdefault(call.ids[2], set()).add(self._world.bot.id)
        message.changed()
        return 204, None

    def _unreact(self, call: Call) -> Answer:
        message = self._message(call)
        message.reactions.get(call.ids[2], set()).discard(self._world.bot.id)
        message.changed()
        return 204, None

    def _thread(self, call: Call) -> Answer:
        channel = self._channel(call, Permission.CREATE_PUBLIC_THREADS)
        message = self._message(call) if len(call.ids) > 1 else None
        if message is not None and message.id in self._world.channels:
            raise error(THREAD_EXISTS)
        name = call.body.get("name") or ""
        if not 1 <= len(name) <= 100:
            path = ("name",)
            message_text = "Must be between 1 and 100 in length."
            raise invalid_form([Problem(path, "BASE_TYPE_BAD_LENGTH", message_text)])
        return 201, channel.start_thread(name, self._world.bot, message=message).payload()


class InteractionRoutes:
    """The requests that start with /interactions and /webhooks."""

    def __init__(self, replies: Replies) -> None:
        self._replies = replies

    def handlers(self) -> dict[str, Callable[[Call], Answer]]:
        """List the handlers by route."""
        message = "/webhooks/{}/{}/messages/{}"
        return {
            "POST /interactions/{}/{}/callback": self._callback,
            "POST /webhooks/{}/{}": self._follow_up,
            f"GET {message}": self._fetch,
            f"PATCH {message}": self._edit,
            f"DELETE {message}": self._delete,
        }

    def _callback(self, call: Call) -> Answer:
        interaction_id, token = call.ids
        result = self._replies.callback(int(interaction_id), token, call.body or {}, call.files)
        if call.query.get("with_response") in ("1", "true"):
            return 200, result
        return 204, None

    def _follow_up(self, call: Call) -> Answer:
        return 200, self._replies.follow_up(call.ids[1], call.body or {}, call.files)

    def _fetch(self, call: Call) -> Answer:
        return 200, self._replies.fetch(call.ids[1], call.ids[2])

    def _edit(self, call: Call) -> Answer:
        return 200, self._replies.edit(call.ids[1], call.ids[2], call.body or {}, call.files)

    def _delete(self, call: Call) -> Answer:
        self._replies.delete(call.ids[1], call.ids[2])
        return 204, None
