"""reindex(): what changed, build, verify, swap, report."""

import contextlib
import hashlib
import json
import shutil
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.corpus.readers import Rejected
from bot.errors import CorpusError, IndexBusyError, IndexDamagedError, IndexWriteError
from bot.index import generation as store
from bot.index.analysis import Analyzer
from bot.index.build import Build
from bot.index.generation import Generation, Settings
from bot.index.intake import Progress
from bot.index.plan import Options, Plan, plan
from bot.index.tables import article_paths, rejections
from bot.index.work import Setup
from bot.index.workers import Workers, available

_ALONE = 2_000_000  # bytes to be read; with fewer, other processes would start in vain


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a reindex did to the files that hold articles; paths are relative to the corpus."""

    articles: int
    passages: int
    quotes: int
    added: list[str]
    changed: list[str]
    removed: list[str]
    unchanged: int
    rejected: list[Rejected]
    seconds: float
    notice: str | None = field(default=None)  # why everything was built anew, if it was

    def as_object(self) -> dict[str, Any]:
        """Return the report as the command line prints it with ``--json``."""
        return {
            "articles": self.articles,
            "passages": self.passages,
            "quotes": self.quotes,
            "added": self.added,
            "changed": self.changed,
            "removed": self.removed,
            "unchanged": self.unchanged,
            "rejected": [{"path": item.path, "reason": item.reason} for item in self.rejected],
            "seconds": round(self.seconds, 3),
        }


def reindex(
    *,
    corpus: Path,
    index: Path,
    options: Options,
    progress: Progress = lambda _what, _done, _of: None,
    wait: float = -1,
) -> Report:
    """Bring the index up to date with the corpus.

    The generation in use stays as it is until the new one is whole on the disk. Waits
    ``wait`` seconds (-1: for ever) while another process reindexes.
    Raises CorpusError, IndexBusyError or IndexWriteError.
    """
    started = time.monotonic()
    settings = options.settings(Analyzer())
    if not corpus.is_dir():
        raise CorpusError(
            f"the corpus folder {str(corpus)!r} does not exist: make it, or set corpus.path"
        )
    with _locked(index, wait):
        current, notice = _usable(index)
        before = article_paths(current.database) if current else set()
        try:
            todo = plan(corpus, current, settings, options.max_bytes)
            if current is None or todo.stale:
                if current is not None and current.settings.content != settings.content:
                    notice = "the index was built by another version or with other settings"
                _write(
                    corpus=corpus,
                    index=index,
                    todo=todo,
                    current=current,
                    settings=settings,
                    options=options,
                    progress=progress,
                )
        finally:
            if current is not None:
                current.close()
        store.sweep(index)
        fresh = store.open_current(index)
        if fresh is None:
            raise IndexWriteError(f"the index in {str(index)!r} vanished while it was written")
        with contextlib.closing(fresh):
            after = article_paths(fresh.database)
            changed = sorted(before & after & set(todo.changed))
            return Report(
                **fresh.counts,
                added=sorted(after - before),
                changed=changed,
                removed=sorted(before - after),
                unchanged=len(before & after) - len(changed),
                rejected=rejections(fresh.database),
                seconds=time.monotonic() - started,
                notice=notice,
            )


@contextlib.contextmanager
def _locked(index: Path, wait: float) -> Iterator[None]:
    """Hold the index's write lock, which the system frees when the process ends."""
    from filelock import FileLock, Timeout

    try:
        index.mkdir(parents=True, exist_ok=True)
        with FileLock(index / store.LOCK, timeout=wait):
            yield
    except Timeout:
        raise IndexBusyError(
            f"another process is reindexing {str(index)!r}; try again when it is done"
        ) from None
    except (OSError, sqlite3.Error) as error:
        raise IndexWriteError(
            f"the index in {str(index)!r} cannot be written: {error}; the old one is unharmed"
        ) from error


def _usable(index: Path) -> tuple[Generation | None, str | None]:
    """Return the generation in use if it is whole, else why everything is built anew."""
    current = None
    try:
        current = store.open_current(index)
        # What is taken over from it is given new checksums, so damage has to show before.
        if current is not None and not current.checked:
            current.check()
    except IndexDamagedError as error:
        if current is not None:
            current.close()
        return None, f"the index {error}"
    return current, None


def _write(
    *,
    corpus: Path,
    index: Path,
    todo: Plan,
    current: Generation | None,
    settings: Settings,
    options: Options,
    progress: Progress,
) -> None:
    """Build a generation, verify it, and make it the one in use."""
    name = f"{store.next_sequence(index):06d}-{_digest(todo, settings)}"
    folder = index / name
    try:
        old = current.folder if current else None
        with (
            contextlib.closing(store.create(folder, old)) as database,
            Workers(_setup(corpus, options), _workers(todo)) as workers,
        ):
            build = Build(database, current, workers)
            build.read(corpus, todo, options.max_bytes, progress)
            _check_still_there(corpus)
            arrays = build.arrays(progress, k1=options.k1, b=options.b)
            database.execute("COMMIT")
        progress("Writing", 0, 1)
        checksum = store.finish(
            folder,
            arrays=arrays,
            settings=settings,
            counts=build.counts(),
            created=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        Generation.open(folder, checksum, verify=True).close()
        store.swap(index, name, checksum)
        progress("Writing", 1, 1)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _check_still_there(corpus: Path) -> None:
    """Keep an index of everything from being replaced by one of what could still be read."""
    if not corpus.is_dir():
        raise CorpusError(
            f"the corpus folder {corpus} vanished while it was read;"
            " the index is as it was, so reindex when it is back"
        )


def _setup(corpus: Path, options: Options) -> Setup:
    return Setup(
        corpus=str(corpus.absolute()),
        max_bytes=options.max_bytes,
        min_words=options.min_words,
        max_words=options.max_words,
    )


def _workers(todo: Plan) -> int:
    """Return how many processes are worth their start."""
    # What has no digest is too large to be read; of a .jsonl, only a line can be.
    anew = (f for f in todo.files if f.path not in todo.reusable and todo.digests[f.path])
    return available() if sum(file.size for file in anew) > _ALONE else 0


def _digest(todo: Plan, settings: Settings) -> str:
    """Return eight characters that the same corpus and settings give again."""
    digest = hashlib.blake2b(digest_size=4)
    digest.update(json.dumps(settings.as_object(), sort_keys=True).encode())
    for file in todo.files:
        digest.update(file.path.encode() + b"\0" + (todo.digests[file.path] or b""))
    return digest.hexdigest()
