"""Everything that people did in the soak run: written down, judged, and then forgotten."""

from __future__ import annotations

import asyncio
from array import array
from collections import Counter, OrderedDict
from time import monotonic
from typing import TYPE_CHECKING

from benchmarks.soak_verdicts import (
    BROKEN,
    GIVEN,
    KEPT,
    Entry,
    Outcome,
    Troubles,
    described,
    is_answered,
    judge,
)
from tests.scene import could_ping

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.loopback.interactions import Interaction
    from tests.loopback.messages import Message
    from tests.loopback.records import Request
    from tests.loopback.server import Loopback

LOOKED_AT_EVERY = 0.5  # seconds
NAMED = 20  # broken promises that are told one by one
FORGOTTEN = 50_000  # of what was judged, so many are known again


class Ledger:
    """Everything that people did and that is not judged yet, and counts of what was.

    An entry is judged ``hold`` seconds after it was done, to see whether it is done again, and
    after ``patience`` seconds at the latest.
    """

    def __init__(self, server: Loopback, *, hold: float, patience: float) -> None:
        self.outcomes: Counter[Outcome] = Counter()
        self.kinds: Counter[str] = Counter()
        self.waits = array("f")
        """Seconds until each acknowledgement."""
        self.broken: list[str] = []
        self.pings = 0
        self.troubles = Troubles()
        self.drained = asyncio.Event()
        """Set where everything is judged."""
        self.on_kept: Callable[[Entry], object] = lambda _: None
        """Who hears of what was answered."""
        self._server = server
        self._hold = hold
        self._patience = patience
        self._by_token: OrderedDict[str, Entry] = OrderedDict()
        self._messages: list[Entry] = []
        self._judged: OrderedDict[str, None] = OrderedDict()
        self._after: list[Request] = []
        server.records.listener = self._hear

    def opened(
        self,
        what: str,
        interaction: Interaction,
        is_done: Callable[[Interaction], bool] = is_answered,
    ) -> Entry:
        """Write down an interaction, right after it was sent."""
        entry = self._entry(what, is_done=is_done, interaction=interaction)
        self._by_token[interaction.token] = entry
        return entry

    def wrote(self, what: str, question: Message) -> Entry:
        """Write down a message to the bot, right after it was sent."""
        entry = self._entry(what, question=question)
        self._messages.append(entry)
        return entry

    def _entry(
        self,
        what: str,
        *,
        is_done: Callable[[Interaction], bool] = is_answered,
        interaction: Interaction | None = None,
        question: Message | None = None,
    ) -> Entry:
        self.kinds[what] += 1
        self.drained.clear()
        gateway = self._server.gateway
        return Entry(
            what=what,
            sent_at=monotonic(),
            numbers=[(session, session.sequence) for session in gateway.sessions.values()],
            fault=gateway.faults.taken,
            interaction=interaction,
            question=question,
            is_done=is_done,
        )

    def _hear(self, request: Request) -> None:
        """Note a request with what it is for; its fault and its status are filled in later."""
        parts = request.path.split("/")
        if parts[1] in ("interactions", "webhooks"):
            entry = self._by_token.get(parts[3])
            if entry is not None:
                entry.requests.append(request)
            elif parts[3] in self._judged and request.method == "POST":
                self._after.append(request)

    async def keep(self) -> None:
        """Judge what can be judged, for ever."""
        while True:
            await asyncio.sleep(LOOKED_AT_EVERY)
            self.look()

    def look(self) -> None:
        """Judge what can be judged by now."""
        now = monotonic()
        for token, entry in list(self._by_token.items()):
            assert entry.interaction is not None
            if entry.done_at is None and entry.is_done(entry.interaction):
                entry.done_at = now
            if self._is_due(entry, now):
                del self._by_token[token]
                self._judged[token] = None
                self._settle(entry)
        for entry in list(self._messages):
            if entry.done_at is None and entry.answers():
                entry.done_at = now
            if self._is_due(entry, now):
                self._messages.remove(entry)
                self._settle(entry)
        while len(self._judged) > FORGOTTEN:
            self._judged.popitem(last=False)
        self._look_back()
        if not self._by_token and not self._messages:
            self.drained.set()

    def _is_due(self, entry: Entry, now: float) -> bool:
        if entry.done_at is not None:
            return now - entry.done_at > self._hold
        if entry.interaction is not None and entry.interaction.failed:
            return now - entry.sent_at > GIVEN + self._hold
        return now - entry.sent_at > self._patience

    def _settle(self, entry: Entry) -> None:
        outcome = entry.outcome = judge(entry, self.troubles)
        entry.judged.set()
        self.outcomes[outcome] += 1
        self.pings += sum(could_ping(request.json) for request in entry.requests)
        if entry.interaction is not None and entry.interaction.acknowledged_after is not None:
            self.waits.append(entry.interaction.acknowledged_after)
        if outcome in BROKEN:
            self.breaks(f"{outcome}: {entry.what}: {described(entry)}")
        elif outcome in KEPT:
            self.on_kept(entry)

    def breaks(self, what: str) -> None:
        """Write down a broken promise."""
        if len(self.broken) < NAMED:
            self.broken.append(what)

    def quantiles(self) -> tuple[float, float, float]:
        """Give the median, the 99th percentile and the longest wait, in seconds."""
        waits = sorted(self.waits) or [0.0]
        return waits[len(waits) // 2], waits[len(waits) * 99 // 100], waits[-1]

    def _look_back(self) -> None:
        """See whether anything judged was answered once more."""
        done = [request for request in self._after if request.done]
        self._after = [request for request in self._after if not request.done]
        for request in done:
            if request.status is not None and 200 <= request.status < 300:
                self.outcomes[Outcome.TWICE] += 1
                self.breaks(f"{Outcome.TWICE}, long after the first time: {request.route}")
