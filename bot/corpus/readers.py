"""The corpus folder -> its files; a file -> RawArticle, or Rejected with the reason."""

import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import splitext
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from bot.errors import CorpusError, RejectedError

if TYPE_CHECKING:
    from bot.corpus.metadata import Metadata
    from bot.corpus.paragraphs import Paragraph
    from bot.corpus.stated import Stated

ENDINGS = (".txt", ".md", ".html", ".htm", ".jsonl")
ILLEGIBLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")  # in a file's name

_ENDINGS_SHOWN = ".txt, .md, .html or .jsonl"
_MAX_BAD_LINES = 1000  # named one by one; a file of another kind may have millions
_NO_WAIT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


Line: TypeAlias = bytes | str | None  # of a .jsonl; None for one that is too long


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A file of the corpus that can be read; its size in bytes, when it was changed."""

    path: str  # below the corpus folder, with "/"
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file, folder or line that is not indexed, and why."""

    path: str
    reason: str
    passing: bool = False  # whether the very same file may be read another time


def _unknown() -> "Metadata":
    from bot.corpus.metadata import Metadata

    return Metadata()


@dataclass(frozen=True, slots=True, kw_only=True)
class RawArticle:
    """An article as its file has it, not cleaned, and what the file itself states.

    Either ``text`` is a raw scrape, or ``paragraphs`` are what the markup says they
    are; ``leftovers`` tells whether the page around the article may be among them.
    """

    path: str
    line: int | None = None  # in a .jsonl, from 1
    text: str = ""
    paragraphs: "tuple[Paragraph, ...] | None" = None
    leftovers: bool = True
    id: str | None = None
    metadata: "Metadata" = field(default_factory=_unknown)
    licence: str | None = None
    questions: tuple[str, ...] = ()


def scan(root: Path) -> tuple[list[CorpusFile], list[Rejected]]:
    """Return every file below ``root``, by path, and what there cannot be read.

    Names that begin with a dot are passed over. A link is followed where it leads to
    something inside ``root`` that is not listed by its own name.
    Raises CorpusError if ``root`` is no folder that can be read.
    """
    walk = _Walk(root)
    try:
        os.scandir(walk.root).close()
    except OSError as error:
        raise CorpusError(
            f"the corpus folder {root} cannot be read: {error.strerror};"
            " create it, or name another as corpus.path in config.yaml"
        ) from None
    walk.folder("", walk.root)
    # Links come last: what has a name of its own is listed under that.
    while walk.links:
        walk.links.sort(reverse=True)
        walk.link(walk.links.pop())
    walk.files.sort(key=lambda file: file.path)
    walk.rejected.sort(key=lambda rejected: rejected.path)
    return walk.files, walk.rejected


def read(root: Path, file: CorpusFile, *, max_bytes: int) -> Iterator[RawArticle | Rejected]:
    """Yield the article in ``file``, those of a .jsonl, or why there is none.

    ``max_bytes`` bounds a file as a whole, and of a .jsonl each line. Never raises for
    what a file holds, nor where it is gone.
    """
    try:
        with _open(root / file.path) as stream:
            if _ending(file.path) == ".jsonl":
                yield from _read_jsonl(file.path, stream, max_bytes)
            else:
                yield _read_whole(file.path, stream, max_bytes)
    except RejectedError as error:
        yield Rejected(file.path, str(error))
    except OSError as error:
        yield Rejected(file.path, f"cannot be read: {error.strerror}", passing=True)
    except RecursionError:
        yield Rejected(file.path, "nested too deeply to be an article")


class _Walk:
    """One walk through the corpus folder, by real paths, so that it never walks in a circle."""

    def __init__(self, root: Path) -> None:
        self.root = os.path.realpath(root)
        self.files: list[CorpusFile] = []
        self.rejected: list[Rejected] = []
        self.links: list[str] = []
        self.seen: dict[str, str] = {}  # real path -> path in the corpus

    def folder(self, path: str, real: str) -> None:
        """Walk the folder at ``real``, which the corpus has at ``path``, and those in it."""
        self.seen[real] = path or "."
        folders = [(path, real)]
        while folders:
            path, real = folders.pop()
            try:
                with os.scandir(real) as entries:
                    for entry in entries:
                        if not entry.name.startswith("."):
                            inside = f"{path}/{entry.name}" if path else entry.name
                            folders += self._entry(inside, entry)
            except OSError as error:
                self._reject(path, f"cannot be read: {error.strerror}")

    def link(self, path: str) -> None:
        """Follow the link at ``path`` if it leads to something in the corpus that is new."""
        link = Path(self.root, path)
        try:
            real, about = os.path.realpath(link), link.stat()
        except OSError:
            return self._reject(path, "a link that leads nowhere")
        if not Path(real).is_relative_to(self.root):
            return self._reject(path, "a link that leads out of the corpus; copy it in instead")
        if real in self.seen:
            return self._reject(path, f"a link to {self.seen[real]}, which is read already")
        if stat.S_ISDIR(about.st_mode):
            return self.folder(path, real)
        return self._file(path, real, about)

    def _entry(self, path: str, entry: os.DirEntry[str]) -> Iterator[tuple[str, str]]:
        """Note what ``entry`` is; yield it if it is a folder to walk."""
        if ILLEGIBLE.search(entry.name):
            shown = ILLEGIBLE.sub(lambda odd: f"\\x{ord(odd[0]) & 0xFF:02x}", path)
            self._reject(shown, "its name is not valid text; rename it")
        elif entry.is_symlink():
            self.links.append(path)
        elif entry.is_dir(follow_symlinks=False):
            if entry.path not in self.seen:
                self.seen[entry.path] = path
                yield path, entry.path
        elif entry.path not in self.seen:
            with suppress(FileNotFoundError):  # gone since the folder was listed
                self._file(path, entry.path, entry.stat(follow_symlinks=False))

    def _file(self, path: str, real: str, about: os.stat_result) -> None:
        self.seen[real] = path
        if not stat.S_ISREG(about.st_mode):
            self._reject(path, "a pipe, socket or device, not a file")
        elif _ending(path) not in ENDINGS:
            found = _ending(path) or "no ending"
            self._reject(path, f"{found}: save it as {_ENDINGS_SHOWN}")
        else:
            self.files.append(CorpusFile(path, about.st_size, about.st_mtime_ns))

    def _reject(self, path: str, reason: str) -> None:
        self.rejected.append(Rejected(path, reason))


def _ending(path: str) -> str:
    return splitext(path)[1].lower()


def _open(path: Path) -> BinaryIO:
    # Not waiting for a writer, should a pipe have taken the file's place.
    stream = open(os.open(path, os.O_RDONLY | _NO_WAIT), "rb")  # noqa: PTH123, SIM115
    if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
        stream.close()
        raise RejectedError("not a file any more")
    return stream


def _read_whole(path: str, stream: BinaryIO, max_bytes: int) -> RawArticle:
    # The readers of the formats are imported here: a scan, as before each answer, needs none.
    from bot.corpus.encoding import decode
    from bot.corpus.html import read_html
    from bot.corpus.jsonl import too_long
    from bot.corpus.markdown import read_markdown

    size = os.fstat(stream.fileno()).st_size
    # It can grow while it is read.
    data = stream.read(max_bytes + 1) if size <= max_bytes else b""
    if max(size, len(data)) > max_bytes:
        raise RejectedError(too_long(max_bytes))
    if not data.strip():
        raise RejectedError("empty")
    match _ending(path):
        case ".txt":
            return RawArticle(path=path, text=decode(data))
        case ".md":
            stated, paragraphs = read_markdown(decode(data))
            return _raw(path, stated, paragraphs=paragraphs, leftovers=False)
        case _:
            metadata, paragraphs = read_html(data)
            return RawArticle(path=path, paragraphs=paragraphs, metadata=metadata)


def _read_jsonl(path: str, stream: BinaryIO, max_bytes: int) -> Iterator[RawArticle | Rejected]:
    from bot.corpus.jsonl import read_lines

    tally = LineTally(path)
    for number, line in read_lines(stream, max_bytes=max_bytes):
        found = read_line(path, number, line, max_bytes=max_bytes)
        if tally.admits(bad=isinstance(found, Rejected)):
            yield found
    yield from tally.rest()


def lines(root: Path, file: CorpusFile, *, max_bytes: int) -> Iterator[tuple[int, Line]]:
    """Yield the lines of a .jsonl, with their numbers from 1, for ``read_line``.

    Raises RejectedError or OSError, also half-way.
    """
    from bot.corpus.jsonl import read_lines

    with _open(root / file.path) as stream:
        yield from read_lines(stream, max_bytes=max_bytes)


def read_line(path: str, number: int, line: Line, *, max_bytes: int) -> RawArticle | Rejected:
    """Return the article in a line of a .jsonl, or why there is none."""
    from bot.corpus.jsonl import parse_line

    try:
        text, stated = parse_line(line, max_bytes=max_bytes)
        return _raw(path, stated, line=number, text=text)
    except RejectedError as error:
        return Rejected(path, f"line {number}: {error}")


class LineTally:
    """What the lines of a .jsonl came to; the bad ones are named up to a limit."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._articles = self._bad = 0

    def admits(self, *, bad: bool) -> bool:
        """Count a line; tell whether what it came to is to be passed on."""
        self._bad += bad
        self._articles += not bad
        return not bad or self._bad <= _MAX_BAD_LINES

    def rest(self) -> Iterator[Rejected]:
        """Yield what is to be said at the end of the file."""
        if self._bad > _MAX_BAD_LINES:
            yield Rejected(self._path, f"{self._bad - _MAX_BAD_LINES:,} more lines cannot be read")
        if not self._articles and not self._bad:
            yield Rejected(self._path, "empty")


def _raw(
    path: str,
    stated: "Stated",
    *,
    line: int | None = None,
    text: str = "",
    paragraphs: "tuple[Paragraph, ...] | None" = None,
    leftovers: bool = True,
) -> RawArticle:
    return RawArticle(
        path=path,
        line=line,
        text=text,
        paragraphs=paragraphs,
        leftovers=leftovers,
        id=stated.id,
        metadata=stated.metadata,
        licence=stated.licence,
        questions=stated.questions,
    )
