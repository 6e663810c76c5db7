"""What goes wrong in the soak run: a fault every few seconds, drawn from one seed.

Left out is what stops the bot by design, since only its admin can mend it: close codes 4004 and
4010 to 4014. Rubbish that ends the client is rare, because each time within ten minutes the bot
waits twice as long before it starts again.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from time import monotonic
from typing import TYPE_CHECKING

from tests.loopback.faults import (
    Aborted,
    Answered,
    Delayed,
    Duplicated,
    Late,
    Lost,
    RateLimited,
    Stalled,
    Swallowed,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from random import Random

    from benchmarks.soak_ledger import Ledger
    from tests.loopback.faults import EventFault, Planned, RestFault
    from tests.loopback.gateway import Gateway
    from tests.loopback.server import Loopback

    Kind = Callable[[], Awaitable[object]]

CALLBACK = ("POST", "/interactions/*/callback")
EDIT = ("PATCH", "/webhooks/*/messages/@original")
REPLY = ("POST", "/channels/*/messages")
ANYTHING = ("*", "*")
EVENTS = ("INTERACTION_CREATE", "MESSAGE_CREATE")

CLOSE_CODES = (1000, 1001, 1011, 4000, 4001, 4002, 4003, 4005, 4007, 4008, 4009)
STALLED_FOR = 40.0  # seconds after which the bot gives a request up, and has made it again

_RUBBISH = (
    '{"op":99,"d":{"what":"?"},"s":null,"t":null}',
    '{"op":0,"t":"A_THING_OF_TOMORROW","s":null,"d":{"id":[]}}',
    '{"op":11,"d":"rubbish","s":null,"t":null}',
    '{"op":0,"t":"MESSAGE_CREATE","s":null,"d":{"id":"no number"}}',
)
_ENDING = ('{"op":0,"t":"MESSAGE_CREATE","s":', "\x00\x01\x02")


class Weather:
    """Let faults strike until it is ``over``; ``times`` counts them by kind."""

    def __init__(self, server: Loopback, ledger: Ledger, chance: Random, *, ends: float) -> None:
        """``ends``: when, of ``monotonic``, the run will be over."""
        self.times: Counter[str] = Counter()
        self._server = server
        self._gateway: Gateway = server.gateway
        self._ledger = ledger
        self._chance = chance
        self._ends = ends
        self._planned: list[tuple[str, Planned[RestFault] | Planned[EventFault]]] = []
        self._of_rest: dict[Kind, float] = {self._rest: 50, self._outage: 3}
        if ends - monotonic() > 2 * STALLED_FOR:
            self._of_rest[self._stall] = 1
        self._kinds: dict[Kind, float] = self._of_rest | {
            self._event: 12,
            self._swallow: 3,
            self._reconnect: 6,
            self._close: 8,
            self._abort: 5,
            self._down: 3,
            self._refuse: 4,
            self._silence: 4,
            self._rubbish: 5,
            self._invalidate: 3,
        }

    async def blow(self, every: float, ending_every: float) -> None:
        """Let a fault strike every so many seconds or so, and now and then end the client."""
        ending_at = monotonic() + ending_every / 2
        while True:
            await asyncio.sleep(self._chance.uniform(0.5, 1.5) * every)
            connected = self._gateway.session is not None
            if connected and monotonic() > ending_at:
                ending_at = monotonic() + ending_every
                await self._end_the_client()
                continue
            # A gateway that lets nobody in would only show that nobody is answered meanwhile.
            kinds = self._kinds if connected else self._of_rest
            [kind] = self._chance.choices(list(kinds), list(kinds.values()))
            await kind()

    def pass_by(self) -> None:
        """Let nothing that was planned strike any more, and have the gateway up."""
        for _, planned in self._planned:
            planned.cancel()
        self._gateway.silent = False

    def struck(self) -> dict[str, int]:
        """Give how many requests and events each kind of fault struck."""
        counts: Counter[str] = Counter()
        for name, planned in self._planned:
            counts[name] += planned.struck
        return dict(counts)

    def _plan(
        self, name: str, method: str, pattern: str, fault: RestFault, times: int
    ) -> Planned[RestFault]:
        planned = self._server.fault(method, pattern, fault, times=times)
        self._planned.append((name, planned))
        self.times[name] += 1
        return planned

    async def _rest(self) -> None:
        chance = self._chance
        status = chance.choice((500, 502, 503, 504))
        late = round(chance.uniform(0.1, 0.9), 2)
        name, fault = chance.choice(
            (
                ("REST: 429", RateLimited(0.3)),
                ("REST: 429, everywhere", RateLimited(0.5, everywhere=True)),
                ("REST: 429 of another than Discord", RateLimited(0.3, via=False)),
                (f"REST: {status}", Answered(status, "oops")),
                (f"REST: {status}", Answered(status, "oops")),
                ("REST: carried out, then cut", Lost()),
                ("REST: carried out, then 502", Lost(502)),
                ("REST: cut", Aborted()),
                ("REST: slow", Delayed(late)),
                ("REST: slow to answer", Delayed(late, after=True)),
                ("REST: too slow", Delayed(3.5)),
            )
        )
        target = chance.choice((CALLBACK, CALLBACK, EDIT, EDIT, REPLY))
        self._plan(name, *target, fault, chance.choice((1, 1, 2, 5, 20)))

    async def _outage(self) -> None:
        """Refuse everything for a while."""
        fault = self._chance.choice((Answered(503, "oops"), RateLimited(0.5), Aborted()))
        planned = self._plan("REST: everything refused for 1 to 2 s", *ANYTHING, fault, 1_000_000)
        await asyncio.sleep(self._chance.uniform(1, 2))
        planned.cancel()

    async def _stall(self) -> None:
        """Never answer a request, if there is time enough until the client gives it up."""
        if self._ends - monotonic() > STALLED_FOR:
            self._plan("REST: never answered", *self._chance.choice((CALLBACK, EDIT)), Stalled(), 1)

    async def _event(self) -> None:
        chance = self._chance
        name, fault = chance.choice(
            (
                ("event: delivered twice", Duplicated(after=0.2)),
                ("event: delivered three times", Duplicated(times=2)),
                ("event: up to 1 s late", Late(round(chance.uniform(0.1, 0.9), 2))),
                ("event: 4 s late", Late(4.0)),
            )
        )
        self._plan_event(name, fault, chance.choice((1, 3, 10)))

    async def _swallow(self) -> None:
        """Lose events on their way; where the connection is resumed, they come after all."""
        self._plan_event("event: lost", Swallowed(), self._chance.choice((1, 3)))
        if self._chance.random() < 0.7:
            await asyncio.sleep(0.3)
            self._disturb("gateway: asks for a reconnect")
            self._gateway.reconnect()

    def _plan_event(self, name: str, fault: EventFault, times: int) -> None:
        # Sessions that nobody listens to any more take their share.
        times *= max(1, len(self._gateway.sessions))
        event = self._chance.choice(EVENTS)
        planned = self._server.fault("GATEWAY", event, fault, times=times)
        self._planned.append((name, planned))
        self.times[name] += 1

    def _disturb(self, name: str) -> None:
        self.times[name] += 1
        self._ledger.troubles.gateway_faults.append(monotonic())

    async def _reconnect(self) -> None:
        self._disturb("gateway: asks for a reconnect")
        self._gateway.reconnect()

    async def _close(self) -> None:
        code = self._chance.choice(CLOSE_CODES)
        self._disturb(f"gateway: closed with {code}")
        await self._gateway.close(code)

    async def _abort(self) -> None:
        self._disturb("gateway: connection reset")
        self._gateway.abort()

    async def _down(self) -> None:
        self._disturb("gateway: down for 0.5 to 2 s")
        await self._server.gateway_down()
        try:
            await asyncio.sleep(self._chance.uniform(0.5, 2))
        finally:
            await self._server.gateway_up()

    async def _refuse(self) -> None:
        """Close the connection, and turn the next ones away."""
        how = self._chance.choice(("abort", "503", "close"))
        self._disturb(f"gateway: closed, then refused ({how})")
        self._gateway.refuse(1, how)  # type: ignore[arg-type]
        await self._gateway.close(4000)

    async def _silence(self) -> None:
        """Send nothing for a while, then everything."""
        self.times["gateway: silent for up to 1 s"] += 1
        self._gateway.silent = True
        await asyncio.sleep(self._chance.uniform(0.2, 1))
        self._gateway.silent = False

    async def _rubbish(self) -> None:
        self.times["gateway: rubbish to be ignored"] += 1
        self._gateway.say(self._chance.choice(_RUBBISH))

    async def _invalidate(self) -> None:
        resumable = self._chance.random() < 0.5
        kind = "resumable" if resumable else "forgotten"
        self._disturb(f"gateway: session invalid, {kind}")
        self._gateway.invalidate(resumable=resumable)

    async def _end_the_client(self) -> None:
        self._disturb("gateway: rubbish that ends the client")
        self._ledger.troubles.client_ends.append(monotonic())
        self._gateway.say(self._chance.choice(_ENDING))
