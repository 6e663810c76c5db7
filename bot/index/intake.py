"""Intake: the articles of a new generation, read and cleaned or taken over, in order."""

import sqlite3
import time
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np

from bot.corpus.readers import CorpusFile, LineTally, Rejected, lines
from bot.errors import RejectedError
from bot.index import tables
from bot.index.generation import Generation
from bot.index.plan import Plan
from bot.index.work import Answer, Cleaned, Found, ReadFiles, ReadLines, Refused, Request
from bot.index.workers import Workers

BATCH_BYTES: Final = 250_000  # a request: enough to be worth its way, some tenths of a second
_BATCH_FILES: Final = 64
_FRESH_NS: Final = 2_000_000_000  # a file changed so lately may change again and keep its time

Progress = Callable[[str, int, int], None]  # what is being done, done, of how many


@dataclass(frozen=True, slots=True)
class _Files:
    """Files to be read, or with ``old`` to be taken over."""

    files: list[CorpusFile]
    old: bool = False


@dataclass(frozen=True, slots=True)
class _Lines:
    """A part of a .jsonl."""

    tally: LineTally


@dataclass(frozen=True, slots=True)
class _End:
    """The end of a .jsonl, and why it came before its time."""

    file: CorpusFile
    tally: LineTally
    fault: Rejected | None


_Task: TypeAlias = _Files | _Lines | _End


class Intake:
    """Numbers the articles, and stores them in ``database``."""

    def __init__(self, database: sqlite3.Connection, old: Generation | None) -> None:
        self.origins = array("q")  # of each article: its number in ``old``, or -1
        self.prints = array("Q")  # of all paragraphs of all articles
        self.paragraphs = array("Q")  # how many each article has
        self._database = database
        self._old = old
        self._rejected: list[Rejected] = []
        self._unsettled: set[str] = set()
        self._unread: set[str] = set()
        self._holders: dict[str, str] = {}  # id -> path
        self._run = (0, 0)  # articles of ``old`` to be copied: the first, and after the last

    def read(
        self, corpus: Path, plan: Plan, max_bytes: int, workers: Workers, progress: Progress
    ) -> None:
        """Clean and store the articles of every file, in order."""
        now = time.time_ns()
        done = 0
        self._rejected = list(plan.rejected)
        old_rejected, old_articles = self._of_old(plan)
        for task, answer in workers.each(_tasks(corpus, plan, max_bytes)):
            progress("Reading", done, len(plan.files))
            if isinstance(task, _Lines):
                (found,) = _found(answer)
                self._store(
                    item for item in found if task.tally.admits(bad=isinstance(item, Refused))
                )
            elif isinstance(task, _End):
                for rejected in task.tally.rest() if task.fault is None else [task.fault]:
                    self._reject(rejected)
                done += 1
            elif task.old:
                for file in task.files:
                    self._rejected += old_rejected.get(file.path, ())
                    self._take_over(old_articles.get(file.path, ()))
                done += len(task.files)
            else:
                for found in _found(answer):
                    self._store(found)
                done += len(task.files)
        self._copy()
        tables.insert_files(self._database, (self._stored(file, plan, now) for file in plan.files))
        self._rejected.sort(key=lambda item: item.path)
        tables.insert_rejections(self._database, self._rejected)
        progress("Reading", len(plan.files), len(plan.files))

    def _of_old(
        self, plan: Plan
    ) -> tuple[dict[str, list[Rejected]], dict[str, list[tuple[int, str, str, int | None]]]]:
        """Return what was rejected, and the articles, of files that are taken over, by path."""
        rejected: dict[str, list[Rejected]] = {}
        articles: dict[str, list[tuple[int, str, str, int | None]]] = {}
        if self._old is not None and plan.reusable:
            for item in tables.rejections(self._old.database):
                if item.path in plan.reusable:
                    rejected.setdefault(item.path, []).append(item)
            for place in tables.article_places(self._old.database):
                if place[2] in plan.reusable:
                    articles.setdefault(place[2], []).append(place)
            owners = self._old.arrays["paragraph_articles"]
            per_article = np.bincount(owners, minlength=self._old.counts["articles"])
            self._old_ends = np.concatenate([[0], np.cumsum(per_article)])
        return rejected, articles

    def _store(self, found: Iterable[Cleaned | Refused]) -> None:
        """Give articles that were read the next numbers."""
        self._copy()
        rows = []
        for item in found:
            if isinstance(item, Refused):
                self._reject(Rejected(item.path, item.reason, item.passing))
            elif self._admits(item.row[1], item.row[2], item.row[15]):
                rows.append((len(self.origins), *item.row[1:]))
                self.origins.append(-1)
                self.prints.frombytes(item.prints)
                self.paragraphs.append(len(item.prints) // self.prints.itemsize)
        tables.insert_articles(self._database, rows)

    def _take_over(self, places: Iterable[tuple[int, str, str, int | None]]) -> None:
        """Give articles of the old generation the next numbers; whole runs are copied."""
        for number, ident, path, line in places:
            if self._admits(ident, path, line):
                if number != self._run[1]:
                    self._copy()
                    self._run = (number, number)
                self._run = (self._run[0], number + 1)

    def _copy(self) -> None:
        """Copy the run of articles that was gathered."""
        first, end = self._run
        self._run = (0, 0)
        if self._old is None or first == end:
            return
        tables.copy_articles(self._database, first, end - 1, len(self.origins))
        self.origins.extend(range(first, end))
        ends = self._old_ends[first : end + 1]
        prints = self._old.arrays["paragraph_fingerprints"][ends[0] : ends[-1]]
        self.prints.frombytes(prints.tobytes())
        self.paragraphs.frombytes(np.diff(ends).astype(np.uint64).tobytes())

    def _reject(self, rejected: Rejected) -> None:
        self._rejected.append(rejected)
        if rejected.passing:
            self._unread.add(rejected.path)

    def _admits(self, ident: str, path: str, line: int | None) -> bool:
        """Whether no article before has this id; reject this one where one has."""
        holder = self._holders.get(ident)
        if holder is None:
            self._holders[ident] = path
            return True
        where = "" if line is None else f"line {line}: "
        self._rejected.append(
            Rejected(
                path,
                f"{where}its id {ident!r} is already that of an article in"
                f" {holder}; give it another",
            )
        )
        self._unsettled.add(path)
        return False

    def _stored(self, file: CorpusFile, plan: Plan, now: int) -> tables.StoredFile:
        unread = file.path in self._unread  # so it differs from the file, whatever that becomes
        return tables.StoredFile(
            path=file.path,
            size=file.size,
            mtime_ns=-1 if unread or now - file.mtime_ns < _FRESH_NS else file.mtime_ns,
            digest=b"" if unread else plan.digests[file.path],
            settled=file.path not in self._unsettled,
        )


def _tasks(corpus: Path, plan: Plan, max_bytes: int) -> Iterator[tuple[_Task, Request | None]]:
    """Divide the files into what is asked for at once; in their order, whatever it is."""
    batch: list[CorpusFile] = []
    for file in plan.files:
        old = file.path in plan.reusable
        is_lines = not old and file.path.lower().endswith(".jsonl")
        if batch and (
            is_lines
            or old != (batch[0].path in plan.reusable)
            or len(batch) >= _BATCH_FILES
            or (not old and sum(each.size for each in batch) >= BATCH_BYTES)
        ):
            yield _whole(batch, plan)
            batch = []
        if is_lines:
            yield from _of_lines(corpus, file, max_bytes)
        else:
            batch.append(file)
    if batch:
        yield _whole(batch, plan)


def _whole(files: list[CorpusFile], plan: Plan) -> tuple[_Task, Request | None]:
    if files[0].path in plan.reusable:
        return _Files(files, old=True), None
    return _Files(files), ReadFiles([(file.path, file.size, file.mtime_ns) for file in files])


def _of_lines(
    corpus: Path, file: CorpusFile, max_bytes: int
) -> Iterator[tuple[_Task, Request | None]]:
    """Divide a .jsonl; its lines are found here, so that they are numbered."""
    tally = LineTally(file.path)
    fault = None
    batch = []
    size = 0
    try:
        for number, line in lines(corpus, file, max_bytes=max_bytes):
            batch.append((number, line))
            size += len(line or "")
            if size >= BATCH_BYTES or len(batch) >= BATCH_BYTES // 100:
                yield _Lines(tally), ReadLines(file.path, batch)
                batch, size = [], 0
    except RejectedError as error:
        fault = Rejected(file.path, str(error))
    except OSError as error:
        fault = Rejected(file.path, f"cannot be read: {error.strerror}", passing=True)
    if batch:
        yield _Lines(tally), ReadLines(file.path, batch)
    yield _End(file, tally, fault), None


def _found(answer: Answer | None) -> list[list[Cleaned | Refused]]:
    if not isinstance(answer, Found):
        raise TypeError(f"not the answer to a request to read: {answer!r}")
    return answer.files
