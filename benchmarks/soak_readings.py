"""What the bot's process has: memory, threads, files, tasks; what it logged, and what it left."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ANSWERS_WITHIN = 10.0  # seconds, for what the bot has under way
SETTLED_WITHIN = 60.0  # seconds in which what was used is given back
LOOKED_AT_EVERY = 1.0

LAUNCHER = "tests.loopback.counted"

_STATUS = re.compile(r"^(VmRSS|RssAnon|Threads):\s+(\d+)", re.MULTILINE)
CPUS = os.cpu_count() or 1

_SOCKET = "socket:"

# What the injected faults are logged as, by logger and level.
_EXPECTED: Mapping[tuple[str, str], re.Pattern[str]] = {
    ("discord.client", "error"): re.compile("Attempting a reconnect in"),
    ("discord.webhook.async_", "warning"): re.compile("Webhook ID .* is rate limited"),
    ("discord.http", "warning"): re.compile("We are being rate limited|Global rate limit"),
    ("discord.gateway", "warning"): re.compile("Unknown (OP code|event)"),
    # Discord asks for suggestions anew with every letter, so that one may be lost.
    ("discord.app_commands.tree", "error"): re.compile(
        r"(?s)Ignoring exception in autocomplete.*\n(aiohttp\.client_ex|discord\.errors\.|Timeout)"
    ),
    # discord.py leaves a websocket to be collected that is cut while it says who it is.
    ("asyncio", "error"): re.compile("Unclosed connection\n"),
    ("py.warnings", "warning"): re.compile(".*connector.py:.* Unclosed connection"),
    ("bot.cogs.passing", "error"): re.compile("an event cannot be read"),
    ("bot.cogs.delivery", "warning"): re.compile("interaction .* Discord cannot be reached"),
    ("bot.runner", "warning"): re.compile("the connection to Discord ended"),
    ("bot.runner", "error"): re.compile("the client ended"),
}
_POOLS = {"asking_…": 1, "looking_…": 1, "upkeep_…": 2, "asyncio_…": min(32, CPUS + 4)}
_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the process has at a moment; memory in KiB, ``at`` in seconds from the start."""

    at: float
    done: int  # interactions so far
    resident: int
    anonymous: int
    threads: tuple[str, ...]
    tasks: tuple[str, ...]
    files: tuple[str, ...]
    sockets: int
    children: int


class Process:
    """The bot's process, as /proc shows it (Linux), and as it writes down when it is asked."""

    def __init__(self, pid: int, under_way: Path) -> None:
        self._pid = pid
        self._folder = Path("/proc") / str(pid)
        self._under_way = under_way
        self._began = monotonic()

    async def read(self, done: int) -> Reading:
        """Read everything; raises TimeoutError where the event loop does not come to it."""
        under_way = await self._ask()
        status = dict(_STATUS.findall((self._folder / "status").read_text(encoding="ascii")))
        opened = list(self._open_files())
        children = self._folder / "task" / str(self._pid) / "children"
        return Reading(
            at=monotonic() - self._began,
            done=done,
            resident=int(status["VmRSS"]),
            anonymous=int(status["RssAnon"]),
            threads=tuple(under_way["threads"]),
            tasks=tuple(under_way["tasks"]),
            files=tuple(sorted(it for it in opened if not it.startswith(_SOCKET))),
            sockets=sum(it.startswith(_SOCKET) for it in opened),
            children=len(children.read_text(encoding="ascii").split()),
        )

    async def settled(self, done: int, first: Reading) -> Reading:
        """Read until there is no more left over than at first, for a while at most."""
        deadline = monotonic() + SETTLED_WITHIN
        while True:
            reading = await self.read(done)
            if not left_over(first, reading) or monotonic() > deadline:
                return reading
            await asyncio.sleep(LOOKED_AT_EVERY)

    async def _ask(self) -> dict[str, list[str]]:
        known = self._lines()
        os.kill(self._pid, signal.SIGUSR1)
        async with asyncio.timeout(ANSWERS_WITHIN):
            while len(lines := self._lines()) == len(known):  # noqa: ASYNC110 - a file is awaited
                await asyncio.sleep(0.05)
        told: dict[str, list[str]] = json.loads(lines[-1])
        return told

    def _lines(self) -> list[str]:
        if not self._under_way.exists():
            return []
        text = self._under_way.read_text(encoding="utf-8")
        return text[: text.rfind("\n") + 1].splitlines()

    def _open_files(self) -> Iterable[str]:
        for entry in (self._folder / "fd").iterdir():
            try:
                yield os.readlink(entry)  # noqa: PTH115 - Path would make sockets and pipes paths
            except FileNotFoundError:  # closed meanwhile
                continue


def left_over(first: Reading, last: Reading) -> list[str]:
    """Say what there is more of than there was at first."""
    found = []
    for name in ("threads", "tasks", "files"):
        before = Counter(map(_kind, getattr(first, name)))
        after = Counter(map(_kind, getattr(last, name)))
        if name == "threads":  # a pool starts another when all it has are busy, up to its bound
            before |= Counter(_POOLS)
        if more := after - before:
            found.append(f"{name}: {dict(more)}")
    return found + [
        f"{name}: {getattr(first, name)}, then {getattr(last, name)}"
        for name in ("sockets", "children")
        if getattr(last, name) > getattr(first, name)
    ]


def _kind(name: str) -> str:
    """Name a thread, a task or a file without what differs from one to the next of its kind."""
    return re.sub(r"[0-9a-f]{6,}|\d+", "…", name)


def unexpected(lines: Iterable[str], *, clients_ended: int) -> list[str]:
    """List what the bot logged, as JSON, that no injected fault explains."""
    found, ended = [], 0
    for line in lines:
        try:
            record = json.loads(line)
            level, logger, message = record["level"], record["logger"], record["message"]
        except (ValueError, KeyError, TypeError):
            found.append(f"not of the log: {line}")
            continue
        if level in ("debug", "info"):
            continue
        last = record.get("error", "").rstrip().rpartition("\n")[2]
        if not _EXPECTED.get((logger, level), _NOTHING).match(f"{message}\n{last}"):
            found.append(f"{level} of {logger}: {message}: {last}")
        ended += message.startswith("the client ended")
    if ended > clients_ended:
        found.append(f"the client ended {ended} times, and rubbish came {clients_ended} times")
    return found


def left_behind(folder: Path, articles: Iterable[Path]) -> list[str]:
    """List the files that a bot left over: temporary ones, old indexes, strangers in the corpus."""
    index = folder / "index"
    named = (index / "current").read_text(encoding="ascii").split()[0]
    known = {index / name for name in ("current", "lock", "commands.json", named)}
    found = {*(folder / "tmp").iterdir(), *(folder / "corpus").rglob("*"), *index.iterdir()}
    gone = [f"gone: {path.relative_to(folder)}" for path in {*articles, *known} - found]
    left = [f"left over: {path.relative_to(folder)}" for path in found - {*articles, *known}]
    return sorted(gone + left)
