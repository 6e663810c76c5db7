"""A request -> what is wrong with it, or its handler's answer."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from aiohttp import BodyPartReader, web

from .buckets import rate_limited
from .connection import reset
from .desk import FILE_LIMIT
from .faults import Aborted, Answered, Delayed, Faults, Lost, RateLimited, RestFault, Stalled
from .records import Records, Request
from .wire import (
    EMPTY_MESSAGE,
    INVALID_FORM_BODY,
    TOO_LARGE,
    ApiError,
    Json,
    decode,
    encode,
    error,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .buckets import RateLimits
    from .openapi import Specification

BASE = "/api/v10"
JSON_TYPE = "application/json"

_TOKENED = frozenset({"webhooks", "interactions"})
_FORM_ERRORS = frozenset({INVALID_FORM_BODY, EMPTY_MESSAGE, TOO_LARGE})
_FOREVER = 24 * 3600.0


class File(NamedTuple):
    """A file of a multipart request."""

    filename: str
    data: bytes
    content_type: str


class Call(NamedTuple):
    """A request as a handler sees it; ``ids`` are the parts of its path that vary."""

    ids: Sequence[str]
    query: Mapping[str, str]
    body: Any
    files: Sequence[File]


class Rest:
    """Answer the REST requests of one application."""

    def __init__(
        self,
        handlers: Mapping[str, Callable[[Call], tuple[int, Any]]],
        *,
        token: str,
        limits: RateLimits,
        records: Records,
        specification: Specification | None,
    ) -> None:
        self.faults: Faults[RestFault] = Faults()
        self._handlers = handlers
        self._authorization = f"Bot {token}"
        self.limits = limits
        self._records = records
        self._specification = specification

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer a request, or let a planned fault strike it."""
        path = request.raw_path.partition("?")[0].removeprefix(BASE)
        route, ids = route_of(request.method, path)
        record = Request(request.method, path, route, monotonic())
        self._records.add(record)
        record.fault = self.faults.take(request.method, path)
        try:
            return await self._answer(request, record, ids)
        except ConnectionError:  # the client left
            self._records.answered(record, 0)
            return web.Response(status=499)

    async def _answer(
        self, request: web.BaseRequest, record: Request, ids: Sequence[str]
    ) -> web.StreamResponse:
        fault = record.fault
        match fault:
            case None | Lost():
                pass
            case Aborted():
                self._records.answered(record, 0)
                reset(request)
                return web.Response(status=500)
            case Stalled():
                await asyncio.sleep(_FOREVER)
            case Delayed(seconds, after) if not after:
                await asyncio.sleep(seconds)
        try:
            call = await self._read(request, record, ids)
            headers = {}
            if isinstance(fault, Answered):
                return self._faulty(record, fault.status, fault.body)
            if isinstance(fault, RateLimited):
                raise rate_limited(
                    fault.retry_after, {}, via=fault.via, everywhere=fault.everywhere
                )
            self._authorize(request, record.route)
            # Of a webhook its token counts, too: the replies to one interaction.
            major = "/".join(ids[:2] if _is_tokened(record.route) else ids[:1])
            headers = self.limits.take(record.route, major)
            status, body = self._carry_out(record, call)
        except ApiError as refused:
            status, body = refused.status, refused.body
            headers = headers | refused.headers if status != 429 else refused.headers
            if body["code"] in _FORM_ERRORS:
                self._records.violate(record, f"{body['message']} {body.get('errors', '')}".strip())
        if isinstance(fault, Delayed) and fault.after:
            await asyncio.sleep(fault.seconds)
        if isinstance(fault, Lost):
            if fault.status is None:
                self._records.answered(record, 0)
                reset(request)
                return web.Response(status=500)
            return self._faulty(record, fault.status, "")
        self._records.answered(record, status)
        if body is None:
            return web.Response(status=status, headers=headers)
        return web.Response(
            body=encode(body), status=status, headers=headers, content_type=JSON_TYPE
        )

    def _faulty(self, record: Request, status: int, body: Json | str) -> web.Response:
        self._records.answered(record, status)
        if isinstance(body, str):
            return web.Response(text=body, status=status, content_type="text/html")
        return web.Response(body=encode(body), status=status, content_type=JSON_TYPE)

    async def _read(self, request: web.BaseRequest, record: Request, ids: Sequence[str]) -> Call:
        body: Any = None
        files: list[File] = []
        if request.body_exists:
            kind = request.headers.get("Content-Type", "")
            if kind.startswith("multipart/form-data"):
                body = await _read_parts(request, files)
            else:
                text = await request.read()
                if text and kind != JSON_TYPE:
                    self._records.violate(record, f"Content-Type {kind!r} is not {JSON_TYPE!r}")
                body = decode(text) if text else None
        record.json = body
        record.files = [file.filename for file in files]
        if self._specification is not None:
            for problem in self._specification.problems(record.route, ids, body):
                self._records.violate(record, problem)
        if any(len(file.data) > FILE_LIMIT for file in files):
            raise error(TOO_LARGE)
        return Call(ids, request.query, body, files)

    def _authorize(self, request: web.BaseRequest, route: str) -> None:
        if _is_tokened(route):
            return
        if request.headers.get("Authorization") != self._authorization:
            raise ApiError(401, 0, "401: Unauthorized")

    def _carry_out(self, record: Request, call: Call) -> tuple[int, Any]:
        handler = self._handlers.get(record.route)
        if handler is None:
            self._records.violate(record, f"no such route: {record.route}")
            raise ApiError(404, 0, "404: Not Found")
        try:
            return handler(call)
        except (AttributeError, KeyError, TypeError, ValueError) as malformed:
            self._records.violate(record, f"malformed: {malformed!r}")
            raise error(INVALID_FORM_BODY) from malformed


async def _read_parts(request: web.BaseRequest, files: list[File]) -> Any:
    """Read a multipart body: its files into ``files``; gives its JSON."""
    body: Any = None
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        data = bytes(await part.read())
        if part.name == "payload_json":
            body = decode(data)
        else:
            kind = part.headers.get("Content-Type", "application/octet-stream")
            files.append(File(part.filename or "file", data, kind))
    return body


def _is_tokened(route: str) -> bool:
    return route.partition(" ")[2].split("/")[1] in _TOKENED


def route_of(method: str, path: str) -> tuple[str, list[str]]:
    """Give a path's route, with ``{}`` for each part that varies, and those parts."""
    segments = path.split("/")
    ids: list[str] = []
    for index, segment in enumerate(segments):
        token = index == 3 and segments[1] in _TOKENED
        emoji = index == 6 and segments[5] == "reactions"
        if segment.isdecimal() or token or emoji or segment == "@original":
            ids.append(unquote(segment))
            segments[index] = "{}"
    return f"{method} {'/'.join(segments)}", ids
