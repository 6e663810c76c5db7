"""One article a line, as JSON, read as a stream: a file of a million lines is never held."""

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from bot.corpus.encoding import decode_only, mend, utf16
from bot.corpus.stated import Keys, Stated, explain, from_keys
from bot.errors import RejectedError

_HEAD = 4096  # bytes that show what kind of file it is
_SKIPPED = 65_536  # bytes at a time, of a line that is too long


class _Line(Keys, frozen=True, kw_only=True):
    text: str


_DECODER = msgspec.json.Decoder(_Line)


def read_lines(stream: BinaryIO, *, max_bytes: int) -> Iterator[tuple[int, bytes | str | None]]:
    """Yield each line that is not blank, with its number from 1; None for one that is too long.

    ``stream`` is at its start; a line over ``max_bytes`` is not held. Lines of UTF-16
    come decoded. Raises RejectedError where the file is of another kind.
    """
    head = stream.read(_HEAD)
    stream.seek(0)
    if encoding := utf16(head):
        reader = io.TextIOWrapper(stream, encoding, errors="replace", newline="\n")
        try:
            yield from _numbered(reader, max_bytes)
        finally:
            reader.detach()  # the stream is its owner's to close
    elif b"\0" in head:
        raise RejectedError("not text: it holds binary data")
    elif head.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"["):
        raise RejectedError("a JSON array; write one article a line (jq -c '.[]' does)")
    else:
        yield from _numbered(stream, max_bytes)


def _numbered(
    reader: BinaryIO | io.TextIOWrapper, limit: int
) -> Iterator[tuple[int, bytes | str | None]]:
    number = 0
    while line := reader.readline(limit + 1):
        number += 1
        if len(line) > limit and not _ends(line):
            while (rest := reader.readline(_SKIPPED)) and not _ends(rest):
                pass
            yield number, None
        elif not line.isspace():
            yield number, line


def _ends(line: bytes | str) -> bool:
    return line[-1:] in {b"\n", "\n"}


def parse_line(line: bytes | str | None, *, max_bytes: int) -> tuple[str, Stated]:
    """Return a line's text as it stands there, and what else it states.

    Raises RejectedError where it is too long (None) or no JSON object with ``text``.
    """
    if line is None:
        raise RejectedError(too_long(max_bytes))
    try:
        article = _decoded(line)
        return mend(article.text), from_keys(article, strict=False)
    except msgspec.ValidationError as error:
        raise RejectedError(explain(error)) from None
    except msgspec.DecodeError as error:
        raise RejectedError(f"not JSON: {str(error).removeprefix('JSON is malformed: ')}") from None
    except RecursionError:
        raise RejectedError("not JSON that an article has: nested too deeply") from None


def too_long(max_bytes: int) -> str:
    """Return why a file or a line of more than ``max_bytes`` is not read."""
    return f"larger than {max_bytes:,} bytes; raise corpus.max_file_mb or divide it"


def _decoded(line: bytes | str) -> _Line:
    if isinstance(line, str):
        if "\ufffd" in line:
            raise RejectedError("not valid UTF-16; save it as UTF-8")
        return _DECODER.decode(line.removeprefix("\ufeff"))
    line = line.removeprefix(codecs.BOM_UTF8)
    try:
        return _DECODER.decode(line)
    except UnicodeDecodeError:
        return _DECODER.decode(decode_only(line))
