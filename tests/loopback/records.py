"""What the server writes down of the bot's requests."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass
from fnmatch import fnmatchcase
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

from .watch import Watched

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .faults import RestFault

_KEPT_VIOLATIONS = 1_000
_SUSPICIOUS = frozenset({401, 403, 429})


@dataclass(slots=True, eq=False)
class Request:
    """One request; ``at`` is in seconds of ``time.monotonic``.

    ``status`` is None until it is answered, and 0 where its connection was dropped instead.
    """

    method: str
    path: str
    route: str
    at: float
    json: Any = None
    files: Sequence[str] = ()
    status: int | None = None
    fault: RestFault | None = None
    """What was made to go wrong with it."""

    @property
    def done(self) -> bool:
        """Whether it was answered, or dropped."""
        return self.status is not None


class Violation(NamedTuple):
    """A request that Discord would refuse for its form."""

    method: str
    path: str
    problem: str


class Records(Watched):
    """The newest ``keep`` requests, the first 1,000 violations, and counts of all of them."""

    def __init__(self, keep: int) -> None:
        super().__init__()
        self.requests: deque[Request] = deque(maxlen=keep)
        self.violations: list[Violation] = []
        self.active_at = 0.0
        """When a request last came, or was last answered."""
        self.statuses: Counter[int] = Counter()
        self.listener: Callable[[Request], object] | None = None
        """Who hears of each request, before it is answered."""

    def add(self, request: Request) -> None:
        """Write down a request."""
        self.requests.append(request)
        self.active_at = request.at
        if self.listener is not None:
            self.listener(request)

    def answered(self, request: Request, status: int) -> None:
        """Write down how a request was answered; 0 where its connection was dropped."""
        request.status = status
        self.statuses[status] += 1
        self.active_at = monotonic()
        self.changed()

    def violate(self, request: Request, problem: str) -> None:
        """Write down that a request breaks Discord's rules."""
        if len(self.violations) < _KEPT_VIOLATIONS:
            self.violations.append(Violation(request.method, request.path, problem))

    @property
    def suspicious(self) -> int:
        """How many answers counted against the 10,000 that get an address blocked."""
        return sum(self.statuses[status] for status in _SUSPICIOUS)

    def matching(self, method: str, pattern: str) -> list[Request]:
        """List the requests of a method (``*`` for any) whose path matches, oldest first."""
        return [
            request
            for request in self.requests
            if method in (request.method, "*") and fnmatchcase(request.path, pattern)
        ]
