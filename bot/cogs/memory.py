"""What the bot remembers while it runs; all of it bounded, none of it kept on disk."""

import asyncio
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TypeVar

from bot.search.followups import Before

P = TypeVar("P", bound=Hashable)

_DRIFT = 1e-4  # of two clocks, each second
_FOLLOWING = 40  # no button can remember more
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


class Arrivals:
    """How late things come, by a clock that need not agree with the sender's.

    What came the fastest is taken for prompt. That fades as fast as clocks may drift apart.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._least = float("inf")  # seconds between the clocks, with the way between them
        self._at = 0.0

    def late(self, sent: float) -> float:
        """Return how many seconds late comes what was sent at ``sent``, by the sender's clock."""
        now = self._now()
        between = now - sent
        self._least = min(between, self._least + (now - self._at) * _DRIFT)
        self._at = now
        return between - self._least


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

    def __init__(self, most: int = 500) -> None:
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


_Shown = dict[Hashable, None]  # places, what was shown last at the end


class Quoted:
    """Which quotations a channel has seen, so that none comes back while there are others."""

    def __init__(self, *, channels: int = 300, most: int = 1_000, topics: int = 1_000) -> None:
        """Remember the ``most`` newest of each channel, and for what they were asked."""
        self._lock = threading.Lock()  # choosing is the work of threads
        self._shown: OrderedDict[Hashable, tuple[str, _Shown]] = OrderedDict()
        self._asked: OrderedDict[str, tuple[str | None, str | None]] = OrderedDict()
        self._channels = channels
        self._most = most
        self._topics = topics

    def choose(
        self, channel: Hashable, places: Sequence[P], current: P | None = None, *, index: str = ""
    ) -> P:
        """Return the first of ``places`` that the channel has not seen; it has now.

        Where it has seen all, it starts over, with another than the ``current`` one. Places are
        of an ``index``; what was seen of another is forgotten.
        """
        with self._lock:
            known, shown = self._shown.get(channel, (index, {}))
            if known != index:
                shown = {}
            self._shown[channel] = index, shown
            self._shown.move_to_end(channel)
            if len(self._shown) > self._channels:
                self._shown.popitem(last=False)
            return self._choose(shown, places, current)

    def _choose(self, shown: _Shown, places: Sequence[P], current: P | None) -> P:
        if current is not None:
            self._keep(shown, current)
        # On from the current one, so that all come up where more match than are remembered.
        at = places.index(current) if current in places else 0
        order = chain(islice(places, at, None), islice(places, at))
        place = next((place for place in order if place not in shown), None)
        if place is None:
            for seen in places:
                shown.pop(seen, None)
            place = next((other for other in places if other != current), places[0])
        self._keep(shown, place)
        return place

    def _keep(self, shown: _Shown, place: Hashable) -> None:
        shown.pop(place, None)
        shown[place] = None
        if len(shown) > self._most:
            del shown[next(iter(shown))]

    def ask(self, heading: str | None, topic: str | None, speaker: str | None) -> None:
        """Remember what a message's heading stands for."""
        if heading is None:
            return
        self._asked[heading] = topic, speaker
        self._asked.move_to_end(heading)
        if len(self._asked) > self._topics:
            self._asked.popitem(last=False)

    def asked(self, heading: str | None) -> tuple[str | None, str | None] | None:
        """Return topic and speaker of a heading, if they are remembered."""
        return None if heading is None else self._asked.get(heading)


def from_place(places: Sequence[P], place: P) -> Sequence[P]:
    """Return some of ``places`` from ``place`` on, and after the last from the first again."""
    at = places.index(place)
    return [*places[at : at + _FOLLOWING], *places[: min(at, _FOLLOWING)]]
