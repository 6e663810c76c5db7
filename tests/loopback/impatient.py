"""As ``launch``, with time, memory and the network as no test can wait for or arrange them.

Each environment variable changes one thing:

IMPATIENT_HEARTBEAT: seconds without anything from the gateway before discord.py gives a
connection up (60). IMPATIENT_TOKEN: seconds for which the bot reports a reindex by editing its
reply (840). IMPATIENT_SPEED: how much faster pauses pass. IMPATIENT_ANSWER: seconds for which an
answer to a request is awaited (15). IMPATIENT_NAMES: how often looking up a name fails at first.
IMPATIENT_CLOCK: after how many seconds the clock steps back by a day. IMPATIENT_MEMORY: megabytes
that it may write to.
"""

from __future__ import annotations

import asyncio
import os
import socket
import time
from types import SimpleNamespace
from typing import Any

from .launch import main

_DAY_NS = 86_400 * 10**9


def hurry() -> None:
    """Change, in this process, what the environment names."""
    for name, change in {
        "HEARTBEAT": _heartbeat,
        "TOKEN": _token,
        "SPEED": _speed,
        "ANSWER": _answer,
        "NAMES": _names,
        "CLOCK": _clock,
        "MEMORY": _memory,
    }.items():
        if value := os.environ.get(f"IMPATIENT_{name}"):
            change(float(value))


def _heartbeat(timeout: float) -> None:
    import discord.state

    build = discord.state.ConnectionState.__init__

    def build_impatient(self: Any, **options: Any) -> None:
        build(self, **options | {"heartbeat_timeout": timeout})

    discord.state.ConnectionState.__init__ = build_impatient  # type: ignore[method-assign]


def _token(seconds: float) -> None:
    from bot.cogs import administration

    administration.TOKEN_LIVES = seconds


def _speed(factor: float) -> None:
    from bot.cogs import delivery

    sleep = asyncio.sleep

    async def sleep_less(delay: float, result: Any = None) -> Any:
        return await sleep(delay / factor, result)

    asyncio.sleep = sleep_less
    module: Any = delivery
    module.time = SimpleNamespace(monotonic=lambda: time.monotonic() * factor)


def _answer(seconds: float) -> None:
    from bot.cogs import connections

    connections.ANSWERED_WITHIN = seconds


def _names(times: float) -> None:
    for variable in ("LOOPBACK_REST", "LOOPBACK_GATEWAY"):  # an address is not looked up
        os.environ[variable] = os.environ[variable].replace("127.0.0.1", "localhost")
    look_up = socket.getaddrinfo
    failed = 0

    def fail_first(*arguments: Any, **options: Any) -> Any:
        nonlocal failed
        if failed < times:
            failed += 1
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return look_up(*arguments, **options)

    socket.getaddrinfo = fail_first


def _clock(after: float) -> None:
    told, told_ns = time.time, time.time_ns
    step_at = time.monotonic() + after

    def back() -> int:
        return _DAY_NS if time.monotonic() > step_at else 0

    time.time = lambda: told() - back() / 10**9
    time.time_ns = lambda: told_ns() - back()


def _memory(megabytes: float) -> None:
    import resource

    size = int(megabytes) << 20
    resource.setrlimit(resource.RLIMIT_DATA, (size, size))


if __name__ == "__main__":
    hurry()
    main()
