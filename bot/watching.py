"""A change in the corpus folder -> a reindex, when it has been quiet there for a second."""

import asyncio
import contextlib
import logging
import os
from pathlib import Path
from time import monotonic

from watchfiles import Change, awatch

from bot.errors import IndexBusyError
from bot.keeper import WATCHING, Keeper, ReindexingError

log = logging.getLogger(__name__)

QUIET = 1.0  # seconds without a change before what was changed is read
AT_MOST = 30.0  # seconds that changes which do not end put the reindex off
REST = (
    5.0  # seconds at least between two reindexes; as long as the last one took where that is more
)
RETRY_EVERY = 5.0  # seconds, where the folder is gone or somebody else reindexes

# Milliseconds: how long changes that come together are gathered.
_TOGETHER = 200
_STEP = 50


async def watch(corpus: Path, keeper: Keeper) -> None:
    """Reindex after each change below ``corpus``, for ever; what fails is logged."""
    reported = ""
    while True:
        try:
            await _watch_one(corpus, keeper)
            reported = ""
        except Exception as error:
            if repr(error) != reported:
                log.warning("the corpus folder cannot be watched, trying again: %s", error)
            reported = repr(error)
            await asyncio.sleep(RETRY_EVERY)


async def _watch_one(corpus: Path, keeper: Keeper) -> None:
    """Reindex after each change, until the folder is another one. Raises OSError."""
    folder = await asyncio.to_thread(corpus.resolve, strict=True)
    identity = await asyncio.to_thread(_identity, corpus)
    own = f"{await asyncio.to_thread(keeper.index.resolve)}{os.sep}"
    beyond = len(str(folder))

    def matters(_: Change, path: str) -> bool:
        # Names that begin with a dot are not read, so editors' own files change nothing.
        return f"{os.sep}." not in path[beyond:] and not path.startswith(own)

    # What was changed before the watch began is looked for as well.
    changed_at: float | None = monotonic()
    is_watching = False
    watcher = awatch(
        folder,
        watch_filter=matters,
        debounce=_TOGETHER,
        step=_STEP,
        rust_timeout=int(QUIET * 1000),
        yield_on_timeout=True,
    )
    async with contextlib.aclosing(watcher):
        async for changes in watcher:
            now = monotonic()
            if changes and changed_at is None:
                changed_at = now
            # An empty set says that nothing has come for so long as QUIET.
            if changed_at is not None and (not changes or now - changed_at > AT_MOST):
                changed_at = None
                await _reindex(keeper)
                if not is_watching:
                    is_watching = True
                    log.info("watching %s", corpus)
            elif not changes and await asyncio.to_thread(_identity, corpus) != identity:
                return


async def _reindex(keeper: Keeper) -> None:
    """Bring the index up to date, when nobody else does; then rest."""
    began = monotonic()
    while True:
        try:
            report = await keeper.reindex(WATCHING)
        except (ReindexingError, IndexBusyError):
            await asyncio.sleep(RETRY_EVERY)  # it may have begun before the change
        except Exception as error:
            log.warning("the index was not changed: %s", error)
            break
        else:
            changed = len(report.added) + len(report.changed) + len(report.removed)
            if changed:
                log.info("indexed %d changed files in %.1f s", changed, report.seconds)
            break
    # What is changed meanwhile is read together, so changes without end cost half of the time.
    await asyncio.sleep(max(REST, monotonic() - began))


def _identity(folder: Path) -> tuple[int, int]:
    stat = folder.stat()
    return stat.st_dev, stat.st_ino
