"""Pipes to processes of this program: messages of MessagePack, each with its length before it."""

import sys
from typing import IO, Final

import msgspec

ENCODER: Final = msgspec.msgpack.Encoder()

_LENGTH_BYTES: Final = 8


def boot(module: str) -> list[str]:
    """Return the command that runs ``serve`` of a module in another process."""
    # Ctrl-C goes to every process of a terminal; the one that was started by hand handles it.
    code = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.SIG_IGN);"
        f"sys.path[:] = sys.argv[1:]; from {module} import serve; serve()"
    )
    return [sys.executable, "-c", code, *sys.path]


def send(stream: IO[bytes], data: bytes) -> None:
    """Write a message. Raises OSError where nobody reads."""
    stream.write(len(data).to_bytes(_LENGTH_BYTES))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """Read a message. Raises EOFError where the pipe ends before it does."""
    length = int.from_bytes(_exactly(stream, _LENGTH_BYTES))
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) != size:
        raise EOFError
    return data
