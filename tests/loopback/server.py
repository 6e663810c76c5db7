"""The loopback Discord that a test holds."""

from __future__ import annotations

import asyncio
import os
from time import monotonic
from typing import TYPE_CHECKING, Self, overload

from aiohttp import web

from .buckets import GENEROUS, RateLimits, Rule
from .commands import Commands
from .desk import Desk
from .directory import Directory
from .faults import Duplicated, EventFault, Late, Malformed, Planned, RestFault, Swallowed
from .gateway import Gateway
from .intents import MESSAGE_CONTENT
from .openapi import Specification, file_from_environment
from .permissions import EVERYONE
from .records import Records, Request, Violation
from .replies import Replies
from .rest import BASE, Rest
from .routes import ChannelRoutes, InteractionRoutes
from .world import World

if TYPE_CHECKING:
    from collections import deque
    from collections.abc import Mapping
    from pathlib import Path

    from .guilds import Guild
    from .people import Person
    from .users import User

HOST = "127.0.0.1"
_BODY_LIMIT = 128 * 1024 * 1024
_SHUTDOWN = 0.5  # seconds that requests under way get when the server stops
_LISTEN_BACKLOG = 1_024


class Loopback:
    """Serve one application's Discord on two ports of this machine, REST and gateway.

    Intervals and deadlines are in seconds. ``privileged`` are the privileged intents that the
    application may ask for. Of requests, interactions, events for a RESUME and each channel's
    messages the newest ``keep_…`` are kept, so that a long run does not grow.
    ``openapi`` is Discord's OpenAPI file, by default the one that DISCORD_OPENAPI names.
    """

    def __init__(
        self,
        *,
        token: str = "loopback-token",
        bot_name: str = "archivist",
        privileged: int = 0,
        heartbeat_interval: float = 41.25,
        rate_limits: Mapping[str, Rule] = GENEROUS,
        everywhere_limit: int | None = None,
        acknowledge_within: float = 3.0,
        token_lives: float = 900.0,
        keep_messages: int = 1_000,
        keep_requests: int = 10_000,
        keep_interactions: int = 20_000,
        keep_events: int = 5_000,
        openapi: Path | None = None,
    ) -> None:
        self.token = token
        self.gateway = Gateway(
            token=token,
            privileged=privileged,
            heartbeat_interval=heartbeat_interval,
            keep_events=keep_events,
        )
        self.world = World(
            self.gateway.emit,
            bot_name=bot_name,
            keep_messages=keep_messages,
            base_url=lambda: f"http://{HOST}:{self._rest_port}",
        )
        self.gateway.world = self.world
        self.owner = self.world.add_person("owner")
        """Who owns the application."""
        self.team: list[User] = []
        """Who owns it together with them; empty where it is nobody's but theirs."""
        self.commands = Commands(self.world.bot.id, self.world.next_id)
        self.desk = Desk(
            self.world,
            self.commands,
            acknowledge_within=acknowledge_within,
            token_lives=token_lives,
            keep=keep_interactions,
        )
        self.world.desk = self.desk
        self.records = Records(keep_requests)
        self.limits = RateLimits(rate_limits, everywhere_limit)
        directory = Directory(
            self.world, self.gateway, self.commands, owner=self.owner, team=self.team
        )
        channels = ChannelRoutes(
            self.world, lambda: bool(self.gateway.privileged & MESSAGE_CONTENT)
        )
        file = openapi or file_from_environment()
        self._rest = Rest(
            {
                **directory.handlers(),
                **channels.handlers(),
                **InteractionRoutes(Replies(self.desk)).handlers(),
            },
            token=token,
            limits=self.limits,
            records=self.records,
            specification=Specification(file) if file else None,
        )
        self._rest_port = 0
        self._gateway_port = 0
        self._gateway_site: web.TCPSite | None = None

    async def __aenter__(self) -> Self:
        self._runner = web.ServerRunner(
            web.Server(self._handle, request_factory=_request, access_log=None),
            shutdown_timeout=_SHUTDOWN,
            handle_signals=False,
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, 0, backlog=_LISTEN_BACKLOG)
        await site.start()
        self._rest_port = _port(self._runner)
        await self.gateway_up()
        return self

    async def __aexit__(self, *_: object) -> None:
        self.gateway.abort()
        await self._runner.cleanup()

    async def gateway_up(self) -> None:
        """Listen for websockets, on the same port as before."""
        site = web.TCPSite(self._runner, HOST, self._gateway_port, reuse_address=True)
        await site.start()
        self._gateway_site = site
        self._gateway_port = self._gateway_port or _port(self._runner, last=True)
        self.gateway.url = self.gateway_url

    async def gateway_down(self) -> None:
        """Refuse connections to the gateway, and reset those that are open."""
        if self._gateway_site is not None:
            await self._gateway_site.stop()
            self._gateway_site = None
        self.gateway.abort()

    @property
    def rest_url(self) -> str:
        """What ``discord.http.Route.BASE`` is to be."""
        return f"http://{HOST}:{self._rest_port}{BASE}"

    @property
    def gateway_url(self) -> str:
        """What ``DiscordWebSocket.DEFAULT_GATEWAY`` is to be."""
        return f"ws://{HOST}:{self._gateway_port}/gateway"

    def environment(self) -> dict[str, str]:
        """Give the environment in which ``tests.loopback.launch`` starts the bot."""
        return os.environ | {
            "LOOPBACK_REST": self.rest_url,
            "LOOPBACK_GATEWAY": self.gateway_url,
            "DISCORD_TOKEN": self.token,
        }

    def add_guild(
        self, name: str = "guild", *, owner: User | None = None, bot_permissions: int = EVERYONE
    ) -> Guild:
        """Make a guild that the bot is in, with these permissions of its own."""
        return self.world.add_guild(name, owner, int(bot_permissions))

    def add_person(self, name: str) -> Person:
        """Make a person who shares no guild with the bot, as in direct messages."""
        return self.world.add_person(name)

    @overload
    def fault(
        self, method: str, pattern: str, fault: RestFault, *, times: int = 1, skip: int = 0
    ) -> Planned[RestFault]: ...
    @overload
    def fault(
        self, method: str, pattern: str, fault: EventFault, *, times: int = 1, skip: int = 0
    ) -> Planned[EventFault]: ...
    def fault(
        self,
        method: str,
        pattern: str,
        fault: RestFault | EventFault,
        *,
        times: int = 1,
        skip: int = 0,
    ) -> Planned[RestFault] | Planned[EventFault]:
        """Let a fault strike the next ``times`` matches after the first ``skip``.

        ``pattern`` is a shell pattern for the path below /api/v10, as in
        ``fault("POST", "/interactions/*/callback", Answered(500))``; with the method "GATEWAY" it
        is one for the name of an event, as in ``fault("GATEWAY", "MESSAGE_CREATE", Duplicated())``.
        """
        if isinstance(fault, Duplicated | Malformed | Late | Swallowed):
            return self.gateway.faults.plan(method, pattern, fault, times, skip)
        return self._rest.faults.plan(method, pattern, fault, times, skip)

    @property
    def requests(self) -> deque[Request]:
        """The bot's requests, oldest first."""
        return self.records.requests

    @property
    def violations(self) -> list[Violation]:
        """The requests that Discord would have refused for their form."""
        return self.records.violations

    def sent(self, method: str, pattern: str) -> list[Request]:
        """List the requests of a method (``*`` for any) whose path matches a shell pattern."""
        return self.records.matching(method, pattern)

    async def requests_until(
        self,
        method: str,
        pattern: str,
        count: int = 1,
        timeout: float = 5.0,  # noqa: ASYNC109 - as in Watched.until
    ) -> list[Request]:
        """Wait until so many requests of this kind were answered; raises TimeoutError."""

        def answered() -> list[Request]:
            return [request for request in self.sent(method, pattern) if request.done]

        await self.records.until(lambda _: len(answered()) >= count, timeout)
        return answered()

    async def connected(self, timeout: float = 10.0) -> None:  # noqa: ASYNC109 - as in Watched.until
        """Wait until the bot has a session; raises TimeoutError."""
        await self.gateway.until(lambda gateway: gateway.session, timeout)

    async def disconnected(self, timeout: float = 10.0) -> None:  # noqa: ASYNC109 - as in Watched.until
        """Wait until the bot has no connection; raises TimeoutError."""
        await self.gateway.until(lambda gateway: not gateway.connections, timeout)

    async def quiet(self, seconds: float = 0.3) -> None:
        """Wait until no request has come, or been answered, for so many seconds."""
        while True:
            wait = self.records.active_at + seconds - monotonic()
            if wait <= 0:
                return
            await asyncio.sleep(wait)

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.raw_path
        if path.startswith(BASE):
            return await self._rest.handle(request)
        if path.startswith("/gateway"):
            return await self.gateway.handle(request)
        parts = path.partition("?")[0].split("/")
        if parts[1] == "attachments" and len(parts) == 5 and parts[3].isdecimal():
            file = self.world.files.get(int(parts[3]))
            if file is not None:
                return web.Response(body=file.data, content_type=file.content_type)
        return web.Response(status=404)


def _request(*arguments: object) -> web.BaseRequest:
    """Build a request as aiohttp does, but with room for attachments."""
    message, payload, protocol, writer, task = arguments
    return web.BaseRequest(
        message,  # type: ignore[arg-type]
        payload,  # type: ignore[arg-type]
        protocol,  # type: ignore[arg-type]
        writer,  # type: ignore[arg-type]
        task,  # type: ignore[arg-type]
        asyncio.get_running_loop(),
        client_max_size=_BODY_LIMIT,
    )


def _port(runner: web.ServerRunner, *, last: bool = False) -> int:
    addresses = runner.addresses
    port: int = addresses[-1 if last else 0][1]
    return port
