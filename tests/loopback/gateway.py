"""The gateway: its sessions, what they missed, and what can be done to them."""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict, deque
from time import monotonic
from typing import TYPE_CHECKING, Literal

from .connection import Connection
from .faults import Duplicated, EventFault, Faults, Late, Malformed, Swallowed
from .intents import intent_of
from .watch import Watched
from .wire import encode

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiohttp import web

    from .wire import Json
    from .world import World

_KEPT_SESSIONS = 8
_KEPT_REPLAYS = 100
_KEPT_IDENTIFIES = 1_000

Refusal = Literal["abort", "503", "close", "silence"]


class Session:
    """What the gateway knows of one IDENTIFY: its events, numbered, and who listens now."""

    def __init__(self, intents: int, keep_events: int) -> None:
        self.id = secrets.token_hex(16)
        self.intents = intents
        self.sequence = 0
        self.events: deque[tuple[int, bytes]] = deque(maxlen=keep_events)
        self.connection: Connection | None = None
        self.heard = 0
        """The number of the newest event that the client said it has."""
        self.replays: deque[tuple[int, float]] = deque(maxlen=_KEPT_REPLAYS)
        """After which event a RESUME sent all again, and when, in seconds of ``monotonic``."""

    def send(self, event: str, data: Json) -> None:
        """Number an event, keep it for a RESUME, and send it if someone listens."""
        packed = self.keep(event, data)
        if self.connection is not None:
            self.connection.send(packed)

    def keep(self, event: str, data: Json) -> bytes:
        """Number an event and keep it for a RESUME."""
        self.sequence += 1
        packed = encode({"op": 0, "t": event, "s": self.sequence, "d": data})
        self.events.append((self.sequence, packed))
        return packed

    def missed_since(self, sequence: int) -> list[bytes] | None:
        """List the events after a number; None where some of them are no longer kept."""
        oldest = self.events[0][0] if self.events else self.sequence + 1
        if sequence + 1 < oldest:
            return None
        return [packed for number, packed in self.events if number > sequence]

    def has(self, sequence: object) -> None:
        """Note the newest event that the client says it has."""
        if isinstance(sequence, int):
            self.heard = max(self.heard, sequence)

    def replayed(self, sequence: int) -> None:
        """Note that everything after an event is sent again."""
        self.has(sequence)
        self.replays.append((sequence, monotonic()))

    def delivered_at(self, number: int, sent_at: float) -> float | None:
        """Give when the client got an event that was first sent at ``sent_at``.

        None where it never said that it did.
        """
        if self.heard < number:
            return None
        again = [at for after, at in self.replays if after < number and at > sent_at]
        return max(again, default=sent_at)


class Gateway(Watched):
    """Take websockets, and announce events to their sessions.

    ``heartbeat_interval`` is in seconds. The attributes may be set at any time: ``acknowledges``
    (heartbeats are acknowledged), ``silent`` (nothing at all is sent), ``privileged`` (the
    privileged intents that the application may ask for).
    """

    world: World
    url: str

    def __init__(
        self, *, token: str, privileged: int, heartbeat_interval: float, keep_events: int
    ) -> None:
        super().__init__()
        self.token = token
        self.privileged = privileged
        self.heartbeat_interval = heartbeat_interval
        self.keep_events = keep_events
        self.acknowledges = True
        self._silent = False
        self.faults: Faults[EventFault] = Faults()
        self.sessions: OrderedDict[str, Session] = OrderedDict()
        self.connections: set[Connection] = set()
        self.attempts = 0
        """How many websockets were asked for, the refused ones among them."""
        self.identifies: deque[Json] = deque(maxlen=_KEPT_IDENTIFIES)
        """The data of each IDENTIFY."""
        self.resumes = 0
        """How many RESUMEs succeeded."""
        self.heartbeats = 0
        self.presences: deque[Json] = deque(maxlen=16)
        self.closed_with: deque[int | None] = deque(maxlen=_KEPT_IDENTIFIES)
        """The code with which each connection ended."""
        self._refusals: deque[Refusal] = deque()

    @property
    def silent(self) -> bool:
        """Whether what is to be sent waits."""
        return self._silent

    @silent.setter
    def silent(self, silent: bool) -> None:
        self._silent = silent
        self.changed()

    @property
    def session(self) -> Session | None:
        """The newest session that someone listens to."""
        for session in reversed(self.sessions.values()):
            if session.connection is not None:
                return session
        return None

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Take a websocket, unless it is to be refused, and serve it to its end."""
        self.attempts += 1
        refusal = self._refusals.popleft() if self._refusals else None
        connection = Connection(self, request)
        self.changed()
        return await connection.run(refusal)

    def emit(self, event: str, data: Json | Callable[[int], Json], *, direct: bool = False) -> None:
        """Announce an event to every session that has the intent for it."""
        intent = intent_of(event, direct=direct)
        for session in self.sessions.values():
            if intent and not session.intents & intent:
                continue
            payload = data(session.intents) if callable(data) else data
            fault = self.faults.take("GATEWAY", event)
            if fault is None:
                session.send(event, payload)
            else:
                _strike(session, event, payload, fault)

    def open_session(self, intents: int) -> Session:
        """Begin a session; of those that nobody listens to the newest 8 can be resumed."""
        session = Session(intents, self.keep_events)
        self.sessions[session.id] = session
        for session_id, old in list(self.sessions.items()):
            if len(self.sessions) > _KEPT_SESSIONS and old.connection is None and old != session:
                del self.sessions[session_id]
        return session

    def refuse(self, times: int, how: Refusal = "abort") -> None:
        """Turn away the next websockets.

        abort: the socket is reset; 503: an HTTP error; close: closed at once with 1011;
        silence: accepted, and then no HELLO.
        """
        self._refusals.extend([how] * times)

    def inject(self, event: str, data: Json) -> None:
        """Send an event that nothing caused to every session."""
        for session in self.sessions.values():
            session.send(event, data)

    def say(self, raw: str) -> None:
        """Send a raw text on every connection."""
        for connection in self.connections:
            connection.send(raw.encode())

    def reconnect(self) -> None:
        """Ask every client to reconnect (op 7)."""
        self.say('{"op":7,"d":null,"s":null,"t":null}')

    def ask_heartbeat(self) -> None:
        """Ask every client for a heartbeat (op 1)."""
        self.say('{"op":1,"d":null,"s":null,"t":null}')

    def invalidate(self, *, resumable: bool = False) -> None:
        """Tell every client that its session is invalid (op 9)."""
        self.say('{"op":9,"d":%s,"s":null,"t":null}' % str(resumable).lower())  # noqa: UP031 - the braces are JSON's
        if not resumable:
            self.expire()

    def expire(self) -> None:
        """Forget every session, so that the next RESUME is refused (op 9)."""
        self.sessions.clear()

    async def close(self, code: int = 1001) -> None:
        """Close every connection with a code."""
        for connection in list(self.connections):
            await connection.close(code)

    def abort(self) -> None:
        """Reset every connection's socket, with no close frame."""
        for connection in list(self.connections):
            connection.abort()


def _strike(session: Session, event: str, data: Json, fault: EventFault) -> None:
    loop = asyncio.get_running_loop()
    match fault:
        case Duplicated(times, after):
            session.send(event, data)
            for turn in range(1, times + 1):
                loop.call_later(after * turn, session.send, event, data)
        case Malformed(_, raw) if raw is not None:
            if session.connection is not None:
                session.connection.send(raw.encode())
        case Malformed(instead, _):
            session.send(event, instead or {})
        case Late(seconds):
            loop.call_later(seconds, session.send, event, data)
        case Swallowed():
            session.keep(event, data)
