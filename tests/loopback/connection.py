"""One client's websocket, from HELLO to its close."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections import deque
from time import monotonic
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from .intents import KNOWN, PRIVILEGED
from .streams import packer
from .wire import decode, encode

if TYPE_CHECKING:
    from .gateway import Gateway, Refusal, Session
    from .wire import Json

UNKNOWN_OPCODE = 4001
DECODE_ERROR = 4002
NOT_AUTHENTICATED = 4003
AUTHENTICATION_FAILED = 4004
ALREADY_AUTHENTICATED = 4005
INVALID_SEQUENCE = 4007
RATE_LIMITED = 4008
INVALID_INTENTS = 4013
DISALLOWED_INTENTS = 4014

_SENDS_A_MINUTE = 120
_PAYLOAD = 4_096  # bytes that a client may send in one payload
_CLOSE_WAIT = 2.0
_FOREVER = 24 * 3600.0
_FATAL = frozenset({1000, 1001})
_RESET = struct.pack("ii", 1, 0)  # linger 0 s: the kernel sends RST instead of FIN


class Connection:
    """Serve one websocket of a gateway."""

    def __init__(self, gateway: Gateway, request: web.BaseRequest) -> None:
        self.gateway = gateway
        self.request = request
        self.session: Session | None = None
        self._closed_with: int | None = None
        self._socket = web.WebSocketResponse(timeout=_CLOSE_WAIT, max_msg_size=0, compress=False)
        self._outgoing: asyncio.Queue[bytes] = asyncio.Queue()
        self._received: deque[float] = deque(maxlen=_SENDS_A_MINUTE)

    async def run(self, refusal: Refusal | None) -> web.StreamResponse:
        """Serve it to its end, or turn it away."""
        if refusal == "abort":
            self.abort()
            return web.Response(status=503)
        if refusal == "503":
            return web.Response(status=503, text="upstream connect error")
        try:
            self._pack = packer(self.request.query.get("compress"))
        except ValueError as unknown:
            return web.Response(status=400, text=str(unknown))
        await self._socket.prepare(self.request)
        if refusal == "close":
            await self._socket.close(code=1011)
            return self._socket
        self.gateway.connections.add(self)
        writer = asyncio.create_task(self._write())
        try:
            if refusal != "silence":
                milliseconds = round(self.gateway.heartbeat_interval * 1000)
                self.send(encode({"op": 10, "d": {"heartbeat_interval": milliseconds}}))
            await self._read()
        finally:
            self._ended()
            writer.cancel()
        return self._socket

    def send(self, payload: bytes) -> None:
        """Queue a payload."""
        self._outgoing.put_nowait(payload)

    async def close(self, code: int) -> None:
        """Close the websocket with a code; what is queued is not sent."""
        self._leave()
        self._closed_with = code
        await self._socket.close(code=code)

    def abort(self) -> None:
        """Reset the socket."""
        self._leave()
        reset(self.request)

    def _leave(self) -> None:
        if self.session is not None and self.session.connection is self:
            self.session.connection = None

    def _ended(self) -> None:
        code = self._closed_with or self._socket.close_code
        self.gateway.connections.discard(self)
        self.gateway.closed_with.append(code)
        if self.session is not None and self._closed_with is None and code in _FATAL:
            self.gateway.sessions.pop(self.session.id, None)
        self._leave()
        self.gateway.changed()

    async def _write(self) -> None:
        while True:
            payload = await self._outgoing.get()
            if self.gateway.silent:
                await self.gateway.until(lambda gateway: not gateway.silent, _FOREVER)
            try:
                if self._pack is not None:
                    await self._socket.send_bytes(self._pack(payload))
                else:
                    await self._socket.send_str(payload.decode())
            except (ConnectionError, RuntimeError):  # the client left; the reader notices
                return

    async def _read(self) -> None:
        async for message in self._socket:
            if message.type is not WSMsgType.TEXT:
                continue
            now = monotonic()
            crowded = len(self._received) == _SENDS_A_MINUTE
            if crowded and now - self._received[0] < 60:
                await self.close(RATE_LIMITED)
                return
            self._received.append(now)
            code = self._take(message.data)
            if code is not None:
                await self.close(code)
                return

    def _take(self, text: str) -> int | None:
        """Act on a payload; gives the code to close with where it breaks the protocol."""
        try:
            payload: Json = decode(text)
            operation: Any = payload["op"]
            data: Any = payload.get("d")
        except (ValueError, TypeError, KeyError):
            return DECODE_ERROR
        if len(text) > _PAYLOAD:
            return DECODE_ERROR
        if operation in (1, 2, 6):
            return {1: self._beat, 2: self._identify, 6: self._resume}[operation](data)
        if self.session is None:
            return NOT_AUTHENTICATED
        if operation == 3:
            self.gateway.presences.append(data)
        elif operation == 8:
            self._list_members(data)
        elif operation != 4:
            return UNKNOWN_OPCODE
        return None

    def _beat(self, sequence: object) -> None:
        if self.session is not None:
            self.session.has(sequence)
        self.gateway.heartbeats += 1
        self.gateway.changed()
        if self.gateway.acknowledges:
            self.send(b'{"op":11}')

    def _identify(self, data: Json) -> int | None:
        gateway = self.gateway
        gateway.identifies.append(data)
        intents = data.get("intents")
        if self.session is not None:
            return ALREADY_AUTHENTICATED
        if data.get("token") != gateway.token:
            return AUTHENTICATION_FAILED
        if not isinstance(intents, int) or intents & ~KNOWN:
            return INVALID_INTENTS
        if intents & PRIVILEGED & ~gateway.privileged:
            return DISALLOWED_INTENTS
        self.session = session = gateway.open_session(intents)
        session.connection = self
        world = gateway.world
        guilds = list(world.guilds.values())
        ready: Json = {
            "v": 10,
            "user": world.bot.payload() | {"verified": True, "mfa_enabled": True, "email": None},
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": gateway.url,
            "private_channels": [],
            "application": {"id": str(world.bot.id), "flags": 0},
            "shard": data.get("shard") or [0, 1],
            "_trace": [],
        }
        session.send("READY", ready)
        for guild in guilds:
            session.send("GUILD_CREATE", guild.payload(intents))
        gateway.changed()
        return None

    def _resume(self, data: Json) -> int | None:
        gateway = self.gateway
        if data.get("token") != gateway.token:
            return AUTHENTICATION_FAILED
        session = gateway.sessions.get(str(data.get("session_id")))
        sequence = data.get("seq")
        if session is not None and (not isinstance(sequence, int) or sequence > session.sequence):
            return INVALID_SEQUENCE
        missed = session.missed_since(sequence) if session and isinstance(sequence, int) else None
        if session is None or missed is None or not isinstance(sequence, int):
            self.send(b'{"op":9,"d":false}')
            return None
        session.connection = self
        self.session = session
        session.replayed(sequence)
        for packed in missed:
            self.send(packed)
        session.send("RESUMED", {"_trace": []})
        gateway.resumes += 1
        gateway.changed()
        return None

    def _list_members(self, data: Json) -> None:
        guild = self.gateway.world.guilds.get(int(data["guild_id"]))
        if guild is None or self.session is None:
            return
        wanted = data.get("user_ids")
        prefix = (data.get("query") or "").lower()
        limit = data.get("limit") or len(guild.members)
        members = [
            member.payload()
            for member in guild.members.values()
            if (wanted is None or str(member.user.id) in map(str, wanted))
            and member.user.name.lower().startswith(prefix)
        ]
        chunk: Json = {
            "guild_id": str(guild.id),
            "members": members[:limit],
            "chunk_index": 0,
            "chunk_count": 1,
        }
        if data.get("nonce"):
            chunk["nonce"] = data["nonce"]
        self.session.send("GUILD_MEMBERS_CHUNK", chunk)


def reset(request: web.BaseRequest) -> None:
    """Drop a request's connection with a TCP reset."""
    transport = request.transport
    if transport is not None:
        plain = transport.get_extra_info("socket")
        if plain is not None:
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        transport.abort()
