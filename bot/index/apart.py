"""reindex() in a process of its own, which gives back all of its memory when it ends.

A bot that runs for years would keep it: what is built between what stays leaves holes.
"""

import contextlib
import os
import subprocess
import sys
import traceback
from pathlib import Path
from typing import Final, TypeAlias

import msgspec

from bot import errors
from bot.errors import BotError, IndexWriteError
from bot.index.indexer import Report, reindex
from bot.index.intake import Progress
from bot.index.pipes import ENCODER, boot, receive, send
from bot.index.plan import Options

_ENDS_WITHIN: Final = 5.0  # seconds, when nobody wants the index any more


class _Order(msgspec.Struct, frozen=True, array_like=True):
    corpus: str
    index: str
    options: Options
    wait: float


class _Told(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """How far it is."""

    what: str
    done: int
    of: int


class _Done(msgspec.Struct, frozen=True, array_like=True, tag=True):
    report: Report


class _Failed(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """What it ended with: the name of one of bot.errors, or "" with a traceback."""

    error: str
    message: str


_Word: TypeAlias = _Told | _Done | _Failed
_WORD: Final = msgspec.msgpack.Decoder(_Word)
_ORDER: Final = msgspec.msgpack.Decoder(_Order)


def reindex_apart(
    *, corpus: Path, index: Path, options: Options, progress: Progress, wait: float
) -> Report:
    """Do what ``reindex`` does, and raise what it raises.

    What ``progress`` raises ends it, and the index in use is as it was. Raises IndexWriteError
    where the process is ended by somebody else.
    """
    if not sys.executable:  # embedded in another program
        return reindex(corpus=corpus, index=index, options=options, progress=progress, wait=wait)
    with subprocess.Popen(  # noqa: S603 - this interpreter, and our own code
        boot("bot.index.apart"), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        try:
            order = _Order(str(corpus), str(index), options, wait)
            word = _follow(process, order, progress)
        finally:
            _end(process)
    if isinstance(word, _Done):
        return word.report
    if word is None:
        raise IndexWriteError(
            f"the process that was reindexing ended (exit code {process.returncode});"
            " the index in use is as it was"
        )
    if not word.error:
        raise RuntimeError(f"in the process that was reindexing:\n{word.message}")
    kind: type[BotError] = getattr(errors, word.error, BotError)
    raise kind(word.message)


def _follow(
    process: "subprocess.Popen[bytes]", order: _Order, progress: Progress
) -> _Done | _Failed | None:
    """Return what it ends with; None where it says nothing of that."""
    if process.stdin is None or process.stdout is None:
        raise AssertionError("a process was started without pipes")
    with contextlib.suppress(OSError, EOFError):
        send(process.stdin, ENCODER.encode(order))
        while True:
            word: _Word = _WORD.decode(receive(process.stdout))
            if not isinstance(word, _Told):
                return word
            progress(word.what, word.done, word.of)
    return None


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Let a process end, which it does where nobody listens; one that does not is killed."""
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    try:
        process.wait(_ENDS_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def serve() -> None:
    """Carry out an order from standard input, and tell of it; what the process runs."""
    orders, words = os.dup(0), os.dup(1)
    os.dup2(2, 1)  # whatever prints must not end up among the words
    with (
        contextlib.suppress(EOFError, OSError),  # nobody is left to be told
        os.fdopen(words, "wb") as told,
        os.fdopen(orders, "rb") as given,
    ):

        def tell(word: _Word) -> None:
            send(told, ENCODER.encode(word))

        order = _ORDER.decode(receive(given))
        try:
            report = reindex(
                corpus=Path(order.corpus),
                index=Path(order.index),
                options=order.options,
                progress=lambda what, done, of: tell(_Told(what, done, of)),
                wait=order.wait,
            )
        except BrokenPipeError:
            return
        except BotError as error:
            tell(_Failed(type(error).__name__, str(error)))
        except Exception:
            tell(_Failed("", traceback.format_exc()))
        else:
            tell(_Done(report))
