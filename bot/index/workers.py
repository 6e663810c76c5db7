"""Workers: processes that work side by side, and answers in the order of the requests.

A worker is this program's interpreter at the other end of a pipe, one request at a time. When
whoever started it goes, however that ends, the pipe ends and so does the worker; when a
worker goes, its pipe ends and the build fails with an error instead of waiting.
"""

import contextlib
import os
import subprocess
import sys
import threading
import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final, Self, TypeAlias, TypeVar

import msgspec

from bot.errors import IndexWriteError
from bot.index.pipes import ENCODER, boot, receive, send
from bot.index.work import Answer, DerivedAll, Found, Request, Setup, Work

MAX_WORKERS: Final = 8  # above, the process that puts the answers together is the slowest
_AHEAD: Final = 3  # requests a worker that may be under way or wait; they bound the memory

T = TypeVar("T")


class Failed(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """A request that a fault of the program ended, with its traceback."""

    trace: str


_Reply: TypeAlias = Found | DerivedAll | Failed
_REPLY: Final = msgspec.msgpack.Decoder(_Reply)
_REQUEST: Final = msgspec.msgpack.Decoder(Request)
_SETUP: Final = msgspec.msgpack.Decoder(Setup)


def available() -> int:
    """Return how many workers this machine has processors for; 0 where one is all there is."""
    if not sys.executable:  # embedded in another program
        return 0
    with contextlib.suppress(AttributeError):  # elsewhere than on Linux
        count = len(os.sched_getaffinity(0))
        return min(count, MAX_WORKERS) if count > 1 else 0
    count = os.cpu_count() or 1
    return min(count, MAX_WORKERS) if count > 1 else 0


class Workers:
    """``count`` processes, started when they are first needed; with 0, this process works."""

    def __init__(self, setup: Setup, count: int) -> None:
        self._setup = setup
        self._count = count
        self._here = Work(setup)
        self._lock = threading.Lock()
        self._idle: list[_Worker] = []
        self._all: list[_Worker] = []
        self._threads = ThreadPoolExecutor(max(count, 1), "worker")
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End every worker, whatever it is at."""
        with self._lock:
            self._closed = True
            for worker in self._all:
                worker.kill()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._all:
            worker.close()

    def each(self, tasks: Iterable[tuple[T, Request | None]]) -> Iterator[tuple[T, Answer | None]]:
        """Yield each task with its answer, in order; one without a request has none.

        ``tasks`` is read only some requests ahead. Raises IndexWriteError where a worker ends
        before its time.
        """
        if not self._count:
            for task, request in tasks:
                yield task, None if request is None else self._here.do(request)
            return
        waiting: deque[tuple[T, Future[Answer] | None]] = deque()
        for task, request in tasks:
            future = None if request is None else self._threads.submit(self._ask, request)
            waiting.append((task, future))
            if len(waiting) > self._count * _AHEAD:
                first, done = waiting.popleft()
                yield first, None if done is None else done.result()
        for first, done in waiting:
            yield first, None if done is None else done.result()

    def _ask(self, request: Request) -> Answer:
        """Have a worker that has nothing to do answer; in one of as many threads."""
        with self._lock:
            if self._closed:
                raise IndexWriteError("the build was given up")
            if self._idle:
                worker = self._idle.pop()
            else:
                worker = _Worker(self._setup)
                self._all.append(worker)
        answer = worker.ask(request)
        with self._lock:
            self._idle.append(worker)
        return answer


class _Worker:
    """One process and its pipes."""

    def __init__(self, setup: Setup) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - this interpreter, and our own code
            boot("bot.index.workers"), stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        if self._process.stdin is None or self._process.stdout is None:
            raise AssertionError("a process was started without pipes")
        self._to, self._from = self._process.stdin, self._process.stdout
        self._setup = ENCODER.encode(setup)
        self._greeted = False

    def ask(self, request: Request) -> Answer:
        """Return the answer to ``request``. Raises IndexWriteError if the process ends."""
        try:
            if not self._greeted:
                send(self._to, self._setup)
                self._greeted = True
            send(self._to, ENCODER.encode(request))
            reply: _Reply = _REPLY.decode(receive(self._from))
        except (OSError, EOFError, ValueError) as error:
            self._process.kill()
            code = self._process.wait()
            raise IndexWriteError(
                f"a process that was reading articles ended (exit code {code});"
                " the index in use is as it was"
            ) from error
        if not isinstance(reply, Failed):
            return reply
        raise RuntimeError(f"in a worker:\n{reply.trace}")

    def kill(self) -> None:
        """End the process; whoever waits for its answer gets an error."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Close the pipes of a process that has ended, when nobody waits for it."""
        self._from.close()
        with contextlib.suppress(OSError):  # of what it did not take
            self._to.close()


def serve() -> None:
    """Answer requests from standard input until it ends; what a worker process runs."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not end up among the answers
    with contextlib.suppress(EOFError, OSError):  # nobody is left to answer
        work = Work(_SETUP.decode(receive(requests)))
        while True:
            request = _REQUEST.decode(receive(requests))
            try:
                reply: _Reply = work.do(request)
            except Exception:
                reply = Failed(traceback.format_exc())
            send(answers, ENCODER.encode(reply))
