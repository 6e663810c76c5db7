"""Keeper: the archive of a process that never stops, opened, brought up to date and mended.

Everything that touches disk runs in threads.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from bot import heap
from bot.errors import BotError, IndexBusyError, IndexDamagedError, NotFoundError
from bot.index.analysis import ASKED, Analyzer
from bot.index.generation import Generation, open_current
from bot.index.indexer import Report, reindex
from bot.index.plan import Options, is_stale
from bot.meter import Meter
from bot.opened import OpenArchive
from bot.search.library import Found, Library

log = logging.getLogger(__name__)

LOOK_EVERY = 2.0  # seconds, for an index that another process has rebuilt
RETRY_EVERY = 60.0  # seconds, where there is no archive to answer from

# Who reindexes where no person does: names of texts.
STARTING = "process.start"
MENDING = "process.mending"
WATCHING = "process.watching"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Running:
    """A reindex that is under way."""

    who: str
    since: datetime
    what: str = ""
    done: int = 0
    of: int = 0


class ReindexingError(BotError):
    """Somebody is reindexing already, in this process."""

    def __init__(self, running: Running) -> None:
        super().__init__(f"{running.who} has been reindexing since {running.since:%H:%M:%S} UTC")
        self.running = running


class Keeper:
    """Keeps one archive open and up to date. Its methods belong to one event loop."""

    def __init__(
        self,
        *,
        corpus: Path,
        index: Path,
        options: Options,
        top: int,
        min_confidence: float,
        meter: Meter | None = None,
        build: Callable[..., Report] = reindex,
    ) -> None:
        self._build = build  # as ``reindex``
        self.index = index
        self._corpus = corpus
        self._options = options
        self._top = top
        self._min_confidence = min_confidence
        self._analyzer = Analyzer(ASKED)
        self._meter = meter or Meter()
        self._archive = OpenArchive(index, self._analyzer, self._meter)
        self._upkeep = ThreadPoolExecutor(2, thread_name_prefix="upkeep")
        self._running: Running | None = None
        self._fault: str | None = None
        self._stopping = False
        self._mend_after = 0.0  # on the monotonic clock
        self._whole = ""  # the generation that was read through
        self._doubt_after = 0.0
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def running(self) -> Running | None:
        """Return the reindex that is under way, if any."""
        return self._running

    @property
    def is_ready(self) -> bool:
        """Whether there is an archive to answer from."""
        return self._archive.is_open

    @property
    def generation(self) -> Generation | None:
        """Return the index that is answered from."""
        return self._archive.generation

    @property
    def fault(self) -> str | None:
        """Return why there is no archive, where that is known."""
        return self._fault

    def start(self) -> None:
        """Open the archive, its index built first where that is needed, and keep it open."""
        self._task(self._look_after())

    async def close(self) -> None:
        """Stop everything, and close the archive; a reindex under way is given up."""
        self._stopping = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._archive.stop()
        await asyncio.to_thread(self._upkeep.shutdown, cancel_futures=True)
        await self._archive.close()

    async def run(self, work: Callable[[Library], T]) -> T:
        """Run ``work`` with the archive in a thread and return what it returns.

        Raises NotReadyError where there is no archive.
        """
        return await self._run(work)

    async def _run(self, work: Callable[[Library], T], *, is_question: bool = False) -> T:
        try:
            return await self._archive.run(work, self._fault, is_question=is_question)
        except IndexDamagedError as error:
            self._damaged(error)
            raise
        except BotError:
            raise
        except Exception:
            # It may be the index that is at fault: have it read through, now and then at most.
            if time.monotonic() >= self._doubt_after:
                self._doubt_after = time.monotonic() + RETRY_EVERY
                self._whole = ""
            raise

    def has_words(self, question: str) -> bool:
        """Whether there is anything in a question to search for."""
        return bool(self._analyzer.analyze(question))

    async def find(self, question: str) -> tuple[Found, str]:
        """Return the answer to a question, and the digest of the generation that it is from.

        Raises NotReadyError or IndexDamagedError.
        """
        library = self._archive.current(self._fault)
        found = library.known(question)
        if found is not None:
            return found, library.digest
        return await self._run(
            lambda library: (
                library.find(question, top=self._top, min_confidence=self._min_confidence),
                library.digest,
            ),
            is_question=True,
        )

    async def reindex(self, who: str) -> Report:
        """Bring the index up to date and answer from it from then on.

        Raises ReindexingError, IndexBusyError, CorpusError or IndexWriteError; whatever it
        raises, the archive answers as before.
        """
        if self._running is not None:
            raise ReindexingError(self._running)
        self._running = Running(who, datetime.now(UTC))
        began, done = time.monotonic(), False
        loop = asyncio.get_running_loop()
        try:
            report = await loop.run_in_executor(self._upkeep, self._reindex)
            await self._open_current()
            done = True
        finally:
            self._running = None
            self._meter.reindexed(time.monotonic() - began, done=done)
        if report.notice is not None:
            log.warning("built anew, because %s", report.notice)
        # What answered before is closed by now, and all that it kept at hand is free.
        await loop.run_in_executor(self._upkeep, heap.trim)
        return report

    def _reindex(self) -> Report:
        return self._build(
            corpus=self._corpus,
            index=self.index,
            options=self._options,
            progress=self._progress,
            wait=0,
        )

    def _progress(self, what: str, done: int, of: int) -> None:
        """Note how far a reindex is; called in its thread."""
        if self._stopping:
            raise BotError("the bot was stopped, so the index was left as it was")
        running = self._running
        if running is not None:
            self._running = replace(running, what=what, done=done, of=of)

    async def _look_after(self) -> None:
        """Open the archive, then notice what other processes do to it, for ever."""
        while True:
            try:
                await self._begin()
            except Exception as error:
                self._fault = str(error) or repr(error)
                _log(logging.ERROR, "there is nothing to answer from", error)
            if self.is_ready:
                break
            await asyncio.sleep(RETRY_EVERY)
        reported = ""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                await self._open_current()
                await self._read_through()
                reported = ""
            except Exception as error:
                if repr(error) != reported:
                    _log(logging.WARNING, "an index that was rebuilt cannot be opened", error)
                reported = repr(error)

    async def _begin(self) -> None:
        """Answer from what there is at once, then bring it up to date if it is not."""
        loop = asyncio.get_running_loop()
        with contextlib.suppress(IndexDamagedError, NotFoundError):
            await self._open_current()
        try:
            if not self.is_ready or await loop.run_in_executor(self._upkeep, self._is_stale):
                report = await self.reindex(STARTING)
                log.info("indexed %d articles in %.1f s", report.articles, report.seconds)
        except IndexBusyError as error:
            if not self.is_ready:
                raise
            log.info("%s", error)
        except Exception as error:
            if not self.is_ready:
                raise
            _log(logging.WARNING, "answering from the index as it is", error)

    def _is_stale(self) -> bool:
        current = open_current(self.index)
        if current is None:
            return True
        with contextlib.closing(current):
            return is_stale(
                corpus=self._corpus,
                current=current,
                options=self._options,
                analyzer=self._analyzer,
            )

    async def _open_current(self) -> None:
        """Answer from the generation in use, if that is not the one that is open."""
        await self._archive.refresh(self._upkeep)

    async def _read_through(self) -> None:
        """Read all of a generation once, for damage that opening it does not show."""
        generation = self.generation
        if generation is None or generation.name == self._whole:
            return
        self._whole = generation.name
        try:
            await asyncio.get_running_loop().run_in_executor(self._upkeep, generation.check)
        except IndexDamagedError as error:
            if generation is self.generation:  # one that was replaced is removed
                self._damaged(error)

    def _damaged(self, error: IndexDamagedError) -> None:
        """Have a damaged index built anew, without waiting for it; now and then at most."""
        log.error("the index is damaged: %s", error)
        now = time.monotonic()
        if now >= self._mend_after and self._running is None and not self._stopping:
            self._mend_after = now + RETRY_EVERY
            self._task(self._mend())

    async def _mend(self) -> None:
        try:
            await self.reindex(MENDING)
        except Exception as error:
            _log(logging.ERROR, "the index was not mended", error)

    def _task(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _log(level: int, message: str, error: Exception) -> None:
    """Log an error; in one line where that says it all."""
    log.log(level, "%s: %s", message, error, exc_info=not isinstance(error, BotError))
