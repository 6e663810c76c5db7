"""What can be made to go wrong, and when."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from .wire import Json

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answered:
    """A request is answered with this status, and not carried out."""

    status: int
    body: Json | str = ""


@dataclass(frozen=True, slots=True)
class RateLimited:
    """A request gets a 429; without ``via`` it looks like Cloudflare's, not Discord's."""

    retry_after: float = 0.2
    via: bool = True
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Lost:
    """A request is carried out, then its connection drops, or ``status`` is the answer."""

    status: int | None = None


@dataclass(frozen=True, slots=True)
class Aborted:
    """The connection of a request is reset before the request is carried out."""


@dataclass(frozen=True, slots=True)
class Delayed:
    """A request is carried out ``seconds`` late; with ``after`` only its answer is late."""

    seconds: float
    after: bool = False


@dataclass(frozen=True, slots=True)
class Stalled:
    """A request is neither carried out nor answered."""


@dataclass(frozen=True, slots=True)
class Duplicated:
    """An event is delivered again, ``times`` times, ``after`` seconds later."""

    times: int = 1
    after: float = 0.0


@dataclass(frozen=True, slots=True)
class Malformed:
    """An event arrives with other data, or as ``raw`` text that may not be JSON."""

    data: Json | None = None
    raw: str | None = None


@dataclass(frozen=True, slots=True)
class Late:
    """An event arrives ``seconds`` late."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Swallowed:
    """An event is lost on its way; a RESUME replays it."""


RestFault = Answered | RateLimited | Lost | Aborted | Delayed | Stalled
EventFault = Duplicated | Malformed | Late | Swallowed


@dataclass(slots=True, eq=False)
class Planned(Generic[T]):
    """A fault that waits for what it is to strike; ``struck`` counts how often it did."""

    method: str
    pattern: str
    fault: T
    times: int
    skip: int
    struck: int = 0

    @property
    def spent(self) -> bool:
        """Whether it will strike no more."""
        return self.struck >= self.times

    def cancel(self) -> None:
        """Strike no more."""
        self.times = self.struck


class Faults(Generic[T]):
    """The faults that wait, first come first served."""

    def __init__(self) -> None:
        self._planned: list[Planned[T]] = []
        self.taken: T | None = None
        """What struck the newest request or event, if anything did."""

    def plan(self, method: str, pattern: str, fault: T, times: int, skip: int) -> Planned[T]:
        """Let ``fault`` strike the next ``times`` matches after the first ``skip`` of them."""
        planned = Planned(method, pattern, fault, times, skip)
        self._planned.append(planned)
        return planned

    def take(self, method: str, name: str) -> T | None:
        """Give the fault that strikes this request or event, if any does."""
        self.taken = self._striking(method, name)
        return self.taken

    def _striking(self, method: str, name: str) -> T | None:
        if not self._planned:
            return None
        for planned in self._planned:
            if planned.method not in (method, "*") or not fnmatchcase(name, planned.pattern):
                continue
            if planned.spent:
                continue
            if planned.skip:
                planned.skip -= 1
                continue
            planned.struck += 1
            return planned.fault
        self._planned = [planned for planned in self._planned if not planned.spent]
        return None
