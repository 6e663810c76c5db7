"""JSON as it goes over the wire, and the errors that Discord answers with."""

from __future__ import annotations

import itertools
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Json = dict[str, Any]

encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder().decode

_EPOCH_MS = 1_420_070_400_000  # the first second of 2015, from which Discord counts

UNKNOWN_CHANNEL = 10003
UNKNOWN_GUILD = 10004
UNKNOWN_MEMBER = 10007
UNKNOWN_MESSAGE = 10008
UNKNOWN_USER = 10013
UNKNOWN_WEBHOOK = 10015
UNKNOWN_INTERACTION = 10062
UNKNOWN_COMMAND = 10063
TOO_LARGE = 40005
ALREADY_ACKNOWLEDGED = 40060
MISSING_ACCESS = 50001
NOT_THE_AUTHOR = 50005
EMPTY_MESSAGE = 50006
CANNOT_MESSAGE_USER = 50007
MISSING_PERMISSIONS = 50013
INVALID_WEBHOOK_TOKEN = 50027
INVALID_FORM_BODY = 50035
THREAD_ARCHIVED = 50083
NO_HISTORY_TO_REPLY = 160002
THREAD_EXISTS = 160004

_ERRORS = {
    UNKNOWN_CHANNEL: (404, "Unknown Channel"),
    UNKNOWN_GUILD: (404, "Unknown Guild"),
    UNKNOWN_MEMBER: (404, "Unknown Member"),
    UNKNOWN_MESSAGE: (404, "Unknown Message"),
    UNKNOWN_USER: (404, "Unknown User"),
    UNKNOWN_WEBHOOK: (404, "Unknown Webhook"),
    UNKNOWN_INTERACTION: (404, "Unknown interaction"),
    UNKNOWN_COMMAND: (404, "Unknown application command"),
    TOO_LARGE: (413, "Request entity too large"),
    ALREADY_ACKNOWLEDGED: (400, "Interaction has already been acknowledged."),
    MISSING_ACCESS: (403, "Missing Access"),
    NOT_THE_AUTHOR: (403, "Cannot edit a message authored by another user"),
    EMPTY_MESSAGE: (400, "Cannot send an empty message"),
    CANNOT_MESSAGE_USER: (403, "Cannot send messages to this user"),
    MISSING_PERMISSIONS: (403, "Missing Permissions"),
    INVALID_WEBHOOK_TOKEN: (401, "Invalid Webhook Token"),
    INVALID_FORM_BODY: (400, "Invalid Form Body"),
    THREAD_ARCHIVED: (400, "Thread is archived"),
    NO_HISTORY_TO_REPLY: (400, "Cannot reply without permission to read message history"),
    THREAD_EXISTS: (400, "A thread has already been created for this message"),
}


class Problem(NamedTuple):
    """Say what is wrong with one field of a request body."""

    path: tuple[str | int, ...]
    code: str
    message: str

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.path)) or 'body'}: {self.message} ({self.code})"


class ApiError(Exception):
    """An answer other than success, in Discord's error form."""

    def __init__(
        self,
        status: int,
        code: int,
        message: str,
        *,
        extra: Json | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.headers = dict(headers or {})
        self.body: Json = {"message": message, "code": code, **(extra or {})}


def error(code: int) -> ApiError:
    """Build the error that goes with a JSON error code."""
    status, message = _ERRORS[code]
    return ApiError(status, code, message)


def invalid_form(problems: Iterable[Problem]) -> ApiError:
    """Build the 50035 that lists each problem under the field that has it."""
    tree: Json = {}
    for problem in problems:
        node = tree
        for step in problem.path:
            node = node.setdefault(str(step), {})
        node.setdefault("_errors", []).append({"code": problem.code, "message": problem.message})
    status, message = _ERRORS[INVALID_FORM_BODY]
    return ApiError(status, INVALID_FORM_BODY, message, extra={"errors": tree})


class Snowflakes:
    """Hand out ids that grow, and that tell the time at which they were made."""

    def __init__(self) -> None:
        self._last = 0

    def __call__(self) -> int:
        now = (time.time_ns() // 1_000_000 - _EPOCH_MS) << 22
        self._last = max(now, self._last + 1)
        return self._last


def iso(snowflake: int) -> str:
    """Give the time at which a snowflake was made, in ISO 8601."""
    moment = (snowflake >> 22) + _EPOCH_MS
    return datetime.fromtimestamp(moment / 1000, UTC).isoformat()


def now_iso() -> str:
    """Give the time now, in ISO 8601."""
    return datetime.now(UTC).isoformat()


_tokens = itertools.count(int.from_bytes(b"loop", "big"))


def interaction_token() -> str:
    """Make a token that no other interaction of this process has."""
    return f"aW50ZXJhY3Rpb246{next(_tokens):016x}"
