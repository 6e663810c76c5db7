"""How many connections to Discord there may be, and how long a request waits for one."""

import asyncio
from typing import Any

import aiohttp

# To one host at a time. After an outage hundreds of replies go out at once; a connection for each
# takes 30 KB that are not given back, and over 1,000 are more than most systems let open.
CONNECTIONS = 100

CROWD = 100  # requests that wait for one, with which no new work is begun

# Seconds. An acknowledgement is of no use after 3, and everything else is tried again; waiting
# longer, what has expired would hold up what has not.
WAIT = 3.0


class Connector(aiohttp.TCPConnector):
    """A bounded pool of connections; raises TimeoutError where there is none free for long."""

    def __init__(self) -> None:
        super().__init__(limit=0, limit_per_host=CONNECTIONS)
        self._asking = 0
        self._relief = asyncio.Event()

    async def connect(self, *request: Any, **options: Any) -> Any:
        """Return a connection for a request."""
        self._asking += 1
        try:
            async with asyncio.timeout(WAIT):
                return await super().connect(*request, **options)
        finally:
            self._asking -= 1
            self._relief.set()

    async def relieved(self) -> None:
        """Wait until there is no crowd of requests that wait for a connection."""
        while self._asking >= CROWD:
            self._relief.clear()
            await self._relief.wait()
