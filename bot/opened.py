"""OpenArchive: the generation that a running bot answers from, asked in threads.

One that was replaced is closed when the last question that reads from it is done.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from bot.errors import BotError
from bot.index.analysis import Analyzer
from bot.index.generation import Generation, read_current
from bot.meter import Meter
from bot.search.library import Library

log = logging.getLogger(__name__)

T = TypeVar("T")


class NotReadyError(BotError):
    """There is no archive to answer from, yet or at all; ``reason`` is for the log."""

    def __init__(self, reason: str | None) -> None:
        super().__init__(reason or "the archive is being read for the first time")
        self.reason = reason


@dataclass(slots=True, eq=False)
class _Holder:
    """An open archive, and how many use it."""

    archive: Library
    users: int = 0  # -1 once it was replaced and nobody uses it

    def release(self, _: object = None) -> None:
        """Note that one user less uses it; the last one closes it, once it was replaced."""
        self.users -= 1
        if self.users < 0:
            self.archive.close()


class OpenArchive:
    """Holds one archive open. Its methods belong to one event loop."""

    def __init__(self, index: Path, analyzer: Analyzer, meter: Meter) -> None:
        self._index = index
        self._meter = meter
        self._analyzer = analyzer
        # Two threads that score side by side answer fewer questions than one.
        self._asking = ThreadPoolExecutor(1, thread_name_prefix="asking")
        self._looking = ThreadPoolExecutor(1, thread_name_prefix="looking")
        self._holder: _Holder | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is an archive to answer from."""
        return self._holder is not None

    @property
    def generation(self) -> Generation | None:
        """Return what is answered from."""
        return None if self._holder is None else self._holder.archive.generation

    def current(self, fault: str | None) -> Library:
        """Return the archive. Raises NotReadyError, for the reason ``fault``."""
        return self._held(fault).archive

    async def run(self, work: Callable[[Library], T], fault: str | None, *, is_question: bool) -> T:
        """Run ``work`` with the archive in a thread and return what it returns.

        Questions wait for one another, and whatever else is done for other such work.
        Raises NotReadyError where there is no archive, for the reason ``fault``.
        """
        holder = self._held(fault)
        holder.users += 1
        future = asyncio.get_running_loop().run_in_executor(
            self._asking if is_question else self._looking,
            self._timed,
            work,
            holder.archive,
            perf_counter(),
        )
        # Whoever waits may give up, but the thread uses the archive until it is done.
        future.add_done_callback(holder.release)
        return await asyncio.shield(future)

    async def refresh(self, executor: Executor) -> None:
        """Open the generation in use with ``executor``, if that is not the one that is open."""
        holder = self._holder
        name = holder.archive.generation.name if holder else None
        opened = await asyncio.get_running_loop().run_in_executor(
            executor, self._opened_unless, name
        )
        if opened is not None:
            log.info("answering from index %s", opened.generation.name)
            self._take(opened)

    def stop(self) -> None:
        """Begin nothing more."""
        for pool in (self._asking, self._looking):
            pool.shutdown(wait=False, cancel_futures=True)

    async def close(self) -> None:
        """Wait for what is under way, and close the archive."""
        for pool in (self._asking, self._looking):
            await asyncio.to_thread(pool.shutdown)
        self._take(None)

    def _held(self, fault: str | None) -> _Holder:
        if self._holder is None:
            raise NotReadyError(fault)
        return self._holder

    def _timed(self, work: Callable[[Library], T], archive: Library, asked: float) -> T:
        self._meter.took("queue", perf_counter() - asked)
        with self._meter.timed("search"):
            return work(archive)

    def _opened_unless(self, name: str | None) -> Library | None:
        named = read_current(self._index)
        if name is not None and (named is None or named[0] == name):
            return None  # where somebody deleted the index, the open files still answer
        return Library.open(self._index, self._analyzer)

    def _take(self, archive: Library | None) -> None:
        """Answer from ``archive`` from now on."""
        old = self._holder
        self._holder = _Holder(archive) if archive is not None else None
        if old is not None:
            old.release()
