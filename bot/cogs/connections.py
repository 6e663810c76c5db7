"""How many connections to Discord there may be, and how long a request waits for it."""

import asyncio
from typing import Any

import aiohttp

# To one host at a time. After an outage hundreds of replies go out at once; a connection for each
# takes 30 KB that are not given back, and over 1,000 are more than most systems let open.
CONNECTIONS = 50

CROWD = 50  # requests that wait for one, with which no new work is begun

# Seconds. An acknowledgement is of no use after 3, and everything else is tried again; waiting
# longer, what has expired would hold up what has not.
WAIT = 3.0

# Seconds for a request and its answer. aiohttp gives 300, in which the person reads that the bot
# is thinking, where a request that is made again might be answered at once.
ANSWERED_WITHIN = 15.0


class Connector(aiohttp.TCPConnector):
    """A bounded pool of connections; one that a request waits at for too long is cut.

    Raises TimeoutError where there is none free for long.
    """

    def __init__(self) -> None:
        super().__init__(limit=0, limit_per_host=CONNECTIONS)
        self._asking = 0
        self._relief = asyncio.Event()

    async def connect(
        self, req: aiohttp.ClientRequest, *rest: Any, **options: Any
    ) -> aiohttp.connector.Connection:
        """Return a connection for a request."""
        self._asking += 1
        try:
            async with asyncio.timeout(WAIT):
                connection = await super().connect(req, *rest, **options)
        finally:
            self._asking -= 1
            self._relief.set()
        if "Upgrade" not in req.headers and connection.transport is not None:  # the gateway's lasts
            loop = asyncio.get_running_loop()
            cut = loop.call_later(ANSWERED_WITHIN, connection.transport.abort)
            connection.add_callback(cut.cancel)
        return connection

    async def relieved(self) -> None:
        """Wait until there is no crowd of requests that wait for a connection."""
        while self._asking >= CROWD:
            self._relief.clear()
            await self._relief.wait()
