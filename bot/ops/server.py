"""The local HTTP endpoint: /healthz for who restarts the bot, /metrics for Prometheus."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from bot.address import Address
from bot.errors import OpsError
from bot.health import Link, health
from bot.keeper import Keeper
from bot.ops.metrics import PrometheusMeter

log = logging.getLogger(__name__)

LAG_EVERY = 0.5  # seconds between two looks at the event loop
_CLOSE_WITHIN = 1.0  # seconds for requests under way


@contextlib.asynccontextmanager
async def serving(
    address: Address, meter: PrometheusMeter, keeper: Keeper, link: Link
) -> AsyncIterator[None]:
    """Serve health and figures while the context lasts. Raises OpsError."""
    meter.watch(keeper, link)

    async def healthz(_: web.Request) -> web.Response:
        well, state = health(keeper, link)
        return web.json_response(state, status=200 if well else 503)

    async def metrics(_: web.Request) -> web.Response:
        # In a thread, because some of it is read from /proc.
        page = await asyncio.to_thread(meter.page)
        return web.Response(body=page, headers={"Content-Type": CONTENT_TYPE_LATEST})

    app = web.Application(client_max_size=1024)
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/metrics", metrics)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=_CLOSE_WITHIN)
    await runner.setup()
    watching = asyncio.create_task(_watch_loop(meter))
    try:
        try:
            await web.TCPSite(runner, address.host, address.port).start()
        except OSError as error:
            raise OpsError(
                f"ops.listen: cannot listen on {address}: {error.strerror or error}; another"
                " program may have the port, or this machine has no such address"
            ) from None
        if address.is_local:
            log.info("health and figures are at http://%s", address)
        else:
            log.warning("health and figures are at http://%s, for all who can reach it", address)
        yield
    finally:
        watching.cancel()
        await runner.cleanup()


async def _watch_loop(meter: PrometheusMeter) -> None:
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + LAG_EVERY
        await asyncio.sleep(LAG_EVERY)
        meter.lagged(max(0.0, loop.time() - due))
