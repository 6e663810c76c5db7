"""What the bot remembers while it runs; all of it bounded, none of it kept on disk."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from bot.search.followups import Before

EDITABLE = 600.0  # seconds in which an edited question gets its answer edited


class Seen:
    """The newest ids of what was delivered, to notice what is delivered twice."""

    def __init__(self, most: int = 10_000) -> None:
        self._ids: dict[int, None] = {}
        self._most = most

    def is_new(self, id_: int) -> bool:
        """Whether ``id_`` was not seen before; from now on it was."""
        if id_ in self._ids:
            return False
        self._ids[id_] = None
        if len(self._ids) > self._most:
            del self._ids[next(iter(self._ids))]
        return True


class Cooldown:
    """At most ``count`` in any ``seconds`` or so, for each key; 0 is no limit.

    A generic cell rate algorithm: all that is kept of a key is when it would be idle.
    """

    def __init__(
        self,
        count: int,
        seconds: float,
        *,
        most: int = 20_000,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._gap = seconds / count if count else 0.0
        self._seconds = seconds
        self._idle_at: OrderedDict[Hashable, float] = OrderedDict()
        self._told: OrderedDict[Hashable, float] = OrderedDict()
        self._most = most
        self._now = now

    def take(self, key: Hashable) -> float:
        """Spend one; return 0, or in how many seconds there will be one, spending nothing."""
        if not self._gap:
            return 0.0
        now = self._now()
        idle_at = max(self._idle_at.get(key, now), now)
        wait = idle_at + self._gap - now - self._seconds
        if wait > 1e-9:
            return wait
        self._idle_at[key] = idle_at + self._gap
        self._idle_at.move_to_end(key)
        if len(self._idle_at) > self._most:
            self._idle_at.popitem(last=False)
        return 0.0

    def give_back(self, key: Hashable) -> None:
        """Undo a ``take`` that was for nothing."""
        if key in self._idle_at:
            self._idle_at[key] -= self._gap

    def is_to_be_told(self, key: Hashable, wait: float) -> bool:
        """Whether ``key`` was not yet told of this wait; from now on it was."""
        now = self._now()
        if self._told.get(key, 0.0) > now:
            return False
        self._told[key] = now + wait
        self._told.move_to_end(key)
        if len(self._told) > self._most:
            self._told.popitem(last=False)
        return True


@dataclass(slots=True, eq=False)
class Asked:
    """A question that somebody wrote in a channel, and the message that answers it."""

    author: int
    text: str
    before: Before | None = None  # what it may lean on
    at: float = field(default_factory=time.monotonic)
    answer: int | None = None  # the id of the message
    deleted: bool = False
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)  # one answer or edit at a time

    @property
    def is_editable(self) -> bool:
        """Whether an edit of the question still edits the answer."""
        return time.monotonic() - self.at <= EDITABLE


class Questions:
    """The newest questions that were answered in channels, by the id of their message."""

    def __init__(self, most: int = 2_000) -> None:
        self._asked: OrderedDict[int, Asked] = OrderedDict()
        self._most = most

    def add(self, message: int, asked: Asked) -> Asked:
        """Remember a question."""
        self._asked[message] = asked
        if len(self._asked) > self._most:
            self._asked.popitem(last=False)
        return asked

    def get(self, message: int) -> Asked | None:
        """Return the question of a message, if it is remembered."""
        return self._asked.get(message)

    def forget(self, message: int) -> Asked | None:
        """Return the question of a message, and remember it no more."""
        return self._asked.pop(message, None)
