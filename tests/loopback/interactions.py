"""One use of a command, a button, a menu or a modal, and everything that came of it."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from .watch import Watched
from .wire import interaction_token

if TYPE_CHECKING:
    import asyncio

    from .channels import Channel
    from .messages import Message
    from .people import Person
    from .wire import Json

COMMAND = 2
COMPONENT = 3
AUTOCOMPLETE = 4
MODAL = 5

MESSAGE = 4
DEFERRED_MESSAGE = 5
DEFERRED_UPDATE = 6
UPDATE = 7
CHOICES = 8
SHOW_MODAL = 9

CALLBACKS = {
    COMMAND: frozenset({MESSAGE, DEFERRED_MESSAGE, SHOW_MODAL}),
    COMPONENT: frozenset({MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, SHOW_MODAL}),
    AUTOCOMPLETE: frozenset({CHOICES}),
    MODAL: frozenset({MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE}),
}
"""The callbacks that each kind of interaction takes."""

_KEPT_EDITS = 100


class Choice(NamedTuple):
    """A suggestion of autocomplete."""

    name: str
    value: str | int | float


class Interaction(Watched):
    """What the bot made of something that a person did; ``until`` waits on it."""

    __slots__ = (
        "acknowledged_after",
        "answered_after",
        "callback",
        "callbacks",
        "channel",
        "choices",
        "data",
        "deadline",
        "deferred",
        "deleted",
        "edits",
        "ephemeral",
        "failed",
        "followups",
        "id",
        "kind",
        "message",
        "modal",
        "original",
        "response",
        "sent_at",
        "token",
        "updated",
        "user",
    )

    def __init__(
        self,
        interaction_id: int,
        kind: int,
        *,
        user: Person,
        channel: Channel,
        data: Json,
        message: Message | None,
        sent_at: float,
    ) -> None:
        super().__init__()
        self.id = interaction_id
        self.token = interaction_token()
        self.kind = kind
        self.user = user
        self.channel = channel
        self.data = data
        self.message = message
        """The message whose component was used."""
        self.sent_at = sent_at
        self.deadline: asyncio.TimerHandle | None = None
        self.callback: int | None = None
        """The type of the accepted callback."""
        self.callbacks = 0
        """How many callbacks were tried, the refused ones among them."""
        self.acknowledged_after: float | None = None
        """Seconds from the interaction to its acknowledgement."""
        self.answered_after: float | None = None
        """Seconds from the interaction to the first thing that the person could read."""
        self.failed = False
        """Whether the person saw "The application did not respond"."""
        self.deferred = False
        self.ephemeral = False
        self.original: Message | None = None
        """What @original means: the reply, deferred or not, or the updated message."""
        self.response: Message | None = None
        """The reply, once it says something."""
        self.updated = False
        """Whether the message of the component was updated."""
        self.deleted = False
        """Whether @original was deleted."""
        self.followups: list[Message] = []
        self.edits: deque[Json] = deque(maxlen=_KEPT_EDITS)
        """The bodies of the edits of @original, the newest 100."""
        self.choices: list[Choice] | None = None
        self.modal: Json | None = None

    def __repr__(self) -> str:
        name = self.data.get("name") or self.data.get("custom_id")
        if self.failed:
            state = "did not respond"
        elif self.response is not None:
            state = repr(self.response)
        elif self.acknowledged:
            state = f"acknowledged with {self.callback}"
        else:
            state = "waiting"
        return f"<Interaction {self.id} {name!r} by {self.user.name}: {state}>"

    @property
    def acknowledged(self) -> bool:
        """Whether a callback was accepted."""
        return self.callback is not None

    @property
    def answered(self) -> bool:
        """Whether the person has seen more of it than that it was received."""
        return self.answered_after is not None

    @property
    def answer(self) -> Message:
        """The first message that says something; raises LookupError where there is none."""
        if not self.replies:
            raise LookupError(f"no answer: {self!r}")
        return self.replies[0]

    @property
    def replies(self) -> list[Message]:
        """The reply and the follow-ups that say something, in order."""
        first = [self.response] if self.response is not None else []
        return [*first, *self.followups]
