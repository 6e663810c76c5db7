"""QuestionLog: what was asked, written down off the event loop, and deleted when it is old."""

import asyncio
import logging
import sqlite3
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from bot.asked import store
from bot.asked.store import DAY, Asked

log = logging.getLogger(__name__)

WRITE_EVERY = 1.0  # seconds in which questions are gathered
EXPIRE_EVERY = 3600.0  # seconds
MOST_WAITING = 1_000  # questions that wait to be written; then the oldest of them is dropped


class QuestionLog:
    """Keeps a file of questions. Nothing that goes wrong here stops an answer.

    With ``enabled`` false nothing is written, but what is there is still deleted in time.
    """

    def __init__(self, file: Path, *, enabled: bool, days: int) -> None:
        self.enabled = enabled
        self.days = days
        self._file = file
        self._waiting: deque[Asked] = deque(maxlen=MOST_WAITING)
        self._dropped = 0
        self._arrived = asyncio.Event()
        self._fault = ""
        self._tasks: list[asyncio.Task[None]] = []
        self._in_threads: set[asyncio.Future[None]] = set()

    def start(self) -> None:
        """Begin to write, and to delete."""
        self._tasks = [asyncio.create_task(self._expire())]
        if self.enabled:
            self._tasks.append(asyncio.create_task(self._write()))

    async def close(self) -> None:
        """Write what waits, and stop."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._flush()
        if self._in_threads:
            await asyncio.wait(self._in_threads)

    def note(self, question: str, *, answered: bool) -> None:
        """Have a question written down, if that is wished; returns at once."""
        if not self.enabled:
            return
        self._dropped += len(self._waiting) == MOST_WAITING
        self._waiting.append(Asked(int(time.time()), answered, question))
        self._arrived.set()

    async def _write(self) -> None:
        while True:
            await self._arrived.wait()
            await asyncio.sleep(WRITE_EVERY)
            self._arrived.clear()
            await self._flush()

    async def _flush(self) -> None:
        if self._dropped:
            log.warning("%d questions were not logged: there were too many", self._dropped)
            self._dropped = 0
        batch = list(self._waiting)
        self._waiting.clear()
        if batch:
            await self._in_thread(self._append, batch)

    async def _expire(self) -> None:
        while True:
            await self._in_thread(self._delete_old)
            await asyncio.sleep(EXPIRE_EVERY)

    async def _in_thread(self, work: Callable[..., None], *values: object) -> None:
        """Do ``work`` in a thread, to its end even where nobody waits for it any more."""
        future = asyncio.get_running_loop().run_in_executor(None, work, *values)
        self._in_threads.add(future)
        future.add_done_callback(self._in_threads.discard)
        await asyncio.shield(future)

    def _oldest(self) -> int:
        return int(time.time()) - self.days * DAY

    def _append(self, batch: list[Asked]) -> None:
        try:
            store.append(self._file, batch, oldest=self._oldest())
        except (OSError, sqlite3.Error) as error:
            if self._set_aside(error):
                self._append(batch)
            else:
                self._complain(error)
        else:
            self._fault = ""

    def _delete_old(self) -> None:
        try:
            store.expire(self._file, oldest=self._oldest())
        except (OSError, sqlite3.Error) as error:
            if not self._set_aside(error):
                self._complain(error)

    def _set_aside(self, error: OSError | sqlite3.Error) -> bool:
        """Whether the file was damaged, and is out of the way."""
        if not (isinstance(error, sqlite3.Error) and store.is_damaged(error)):
            return False
        aside = store.set_aside(self._file)
        try:
            self._file.replace(aside)
        except OSError as failure:
            self._complain(failure)
            return False
        log.warning("the log of questions was damaged (%s), so it is now %s", error, aside)
        return True

    def _complain(self, error: OSError | sqlite3.Error) -> None:
        """Say once what goes wrong, until it goes well again or wrong in another way."""
        if repr(error) != self._fault:
            self._fault = repr(error)
            log.warning("questions cannot be logged in %s: %s", self._file, error)
