"""What is on disk: one folder a generation, and the name of the one in use.

    index/
      current               "<name> <checksum of its manifest.json>"
      lock                  held by the one process that reindexes
      000001-5d41402a/      a generation, never changed once it is named in ``current``
        manifest.json       format, settings, counts, and every file's size and checksum
        archive.sqlite      articles, quotations, dates, files of the corpus, rejections
        *.npy               passages and postings, memory-mapped

``current`` is replaced by one atomic rename, after everything it names was written, synced
and verified, so a reader finds the old generation or the new one and nothing between.
"""

import json
import shutil
import sqlite3
import threading
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from bot.errors import IndexDamagedError
from bot.index import integrity, tables, timeline
from bot.index.integrity import Facts, sync

FORMAT = 5  # of everything in a generation's folder; raise it when an older one would be misread

MANIFEST = "manifest.json"
DATABASE = "archive.sqlite"
CURRENT = "current"
LOCK = "lock"

# Fields of the arrays that describe passages, each "passage_<field>"; all are uint32, and in
# code points where they are places.
PASSAGE_FIELDS = ("article", "start", "end", "heading_start", "heading_end", "checksum")

# NumPy has Python's parser read an array file's header, and that parser, up to Python 3.12,
# stumbles over two threads that build trees at once (CPython issue 106905).
_HEADERS = threading.Lock()

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Settings:
    """What an index is built with; one built with other settings is not reused.

    ``content`` decides texts and terms, ``scores`` only what the terms are worth.
    """

    content: Mapping[str, Any]
    scores: Mapping[str, Any]

    def as_object(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {"content": dict(self.content), "scores": dict(self.scores)}


@dataclass(frozen=True, slots=True)
class Generation:
    """One whole, verified index, open for reading."""

    folder: Path
    settings: Settings
    counts: Mapping[str, int]  # articles, passages, quotes
    created: str  # ISO 8601, UTC
    arrays: Mapping[str, Array]
    database: sqlite3.Connection
    files: Facts
    checked: bool  # whether all of it was read when it was opened

    @property
    def name(self) -> str:
        """Return its name, "<sequence>-<digest of what it was built from>"."""
        return self.folder.name

    @classmethod
    def open(cls, folder: Path, manifest_checksum: int, *, verify: bool = False) -> Self:
        """Open the generation in ``folder``.

        Files are compared with the manifest by size and time of change; where the time
        differs, the index is small, or ``verify`` is given, by checksum; see ``check``.
        Raises IndexDamagedError.
        """
        manifest = integrity.read_manifest(folder / MANIFEST, manifest_checksum)
        try:
            if manifest["format"] != FORMAT:
                raise IndexDamagedError(
                    f"has format {manifest['format']}, this program reads {FORMAT}"
                )
            files = manifest["files"]
            checked = verify or integrity.is_small(files)
            integrity.check_files(folder, files, read=checked)
            arrays = {
                name.removesuffix(".npy"): _mapped(folder / name)
                for name in files
                if name.endswith(".npy")
            }
            settings = Settings(manifest["settings"]["content"], manifest["settings"]["scores"])
            database = connect(folder / DATABASE)
            if verify and database.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise IndexDamagedError(f"{DATABASE} is damaged")
            return cls(
                folder=folder,
                settings=settings,
                counts=manifest["counts"],
                created=manifest["created"],
                arrays=arrays,
                database=database,
                files=files,
                checked=checked,
            )
        except (OSError, ValueError, KeyError, TypeError, sqlite3.DatabaseError) as error:
            raise IndexDamagedError(f"cannot be opened: {error}") from error

    def check(self) -> None:
        """Read all of it, for damage that shows in no file's size or time.

        Raises IndexDamagedError.
        """
        try:
            integrity.check_files(self.folder, self.files, read=True)
        except OSError as error:
            raise IndexDamagedError(f"cannot be read: {error}") from error

    def close(self) -> None:
        """Close the database; the arrays close when nothing refers to them."""
        self.database.close()


def passage_checksum(text: str) -> int:
    """Return the number that a passage's text is checked against before it is shown."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def connect(path: Path) -> sqlite3.Connection:
    """Open a finished database read-only. Any thread may use the connection."""
    return sqlite3.connect(_final_address(path), uri=True, check_same_thread=False)


def _final_address(path: Path) -> str:
    # Every generation's database is final, so SQLite needs no locks and no journal.
    return f"{path.resolve().as_uri()}?mode=ro&immutable=1"


def open_current(index: Path, *, verify: bool = False) -> Generation | None:
    """Open the generation in use, or return None where there is none.

    Raises IndexDamagedError where there is one that cannot be used.
    """
    for attempt in range(3):
        named = read_current(index)
        if named is None:
            return None
        name, checksum = named
        try:
            return Generation.open(index / name, checksum, verify=verify)
        except IndexDamagedError:
            # A reindex may have swapped, and removed what ``current`` named a moment ago.
            if attempt == 2 or read_current(index) == named:
                raise
    return None


def read_current(index: Path) -> tuple[str, int] | None:
    """Return the name and manifest checksum that ``current`` holds; None without an index."""
    try:
        text = (index / CURRENT).read_text(encoding="ascii")
        name, checksum = text.split()
        return Path(name).name, int(checksum, 16)  # never a folder elsewhere
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        raise IndexDamagedError(f"its file {CURRENT!r} cannot be read: {error}") from None


def create(folder: Path, old: Path | None = None) -> sqlite3.Connection:
    """Make the folder of a new generation and return its empty database.

    The database of the generation in the folder ``old`` is attached to it for reading.
    """
    folder.mkdir(parents=True)
    address = (folder / DATABASE).resolve().as_uri()
    database = sqlite3.connect(address, uri=True, isolation_level=None)
    if old is not None:
        database.execute(f"ATTACH ? AS {tables.OLD}", (_final_address(old / DATABASE),))
    # A generation that was not finished is thrown away, so nothing needs a journal on disk.
    database.executescript("PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF")
    database.executescript(f"{tables.SCHEMA}{timeline.SCHEMA} BEGIN")
    return database


def finish(
    folder: Path,
    *,
    arrays: Mapping[str, Array],
    settings: Settings,
    counts: Mapping[str, int],
    created: str,
) -> int:
    """Write the arrays and the manifest of ``folder``, whose database is closed.

    Returns the manifest's checksum. Everything is synced to the disk.
    """
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array, allow_pickle=False)
    files = {}
    for path in sorted(folder.iterdir()):
        sync(path)
        files[path.name] = integrity.facts_of(path)
    manifest = {
        "format": FORMAT,
        "created": created,
        "settings": settings.as_object(),
        "counts": dict(counts),
        "files": files,
    }
    data = json.dumps(manifest, indent=1, sort_keys=True).encode()
    (folder / MANIFEST).write_bytes(data)
    sync(folder / MANIFEST)
    sync(folder)
    return zlib.crc32(data)


def swap(index: Path, name: str, manifest_checksum: int) -> None:
    """Make ``name`` the generation in use, at once for every reader."""
    new = index / f"{CURRENT}.new"
    new.write_text(f"{name} {manifest_checksum:08x}\n", encoding="ascii")
    sync(new)
    new.replace(index / CURRENT)
    sync(index)


def sweep(index: Path) -> None:
    """Remove whatever an interrupted reindex left, and generations no longer in use.

    Only the holder of the lock may call this.
    """
    try:
        named = read_current(index)
    except IndexDamagedError:
        named = None
    keep = {CURRENT, LOCK} | ({named[0]} if named else set())
    for entry in _entries(index):
        if entry.name in keep:
            continue
        if entry.is_dir() and not entry.is_symlink():
            # Where a reader still has a file open (Windows), the next sweep removes it.
            shutil.rmtree(entry, ignore_errors=True)
        elif entry.name == f"{CURRENT}.new":
            entry.unlink(missing_ok=True)


def next_sequence(index: Path) -> int:
    """Return the number of the next generation, from 1."""
    numbers = (entry.name.partition("-")[0] for entry in _entries(index))
    return max((int(number) for number in numbers if number.isdecimal()), default=0) + 1


def _entries(index: Path) -> Iterable[Path]:
    try:
        return sorted(index.iterdir())
    except FileNotFoundError:
        return []


def _mapped(path: Path) -> Array:
    try:
        with _HEADERS:
            mapped = np.load(path, mmap_mode="r", allow_pickle=False)
    except Exception as error:  # Python's own tokenizer reads the header
        raise IndexDamagedError(f"{path.name} cannot be read: {error}") from error
    # NumPy's own type for mapped files does much in Python whenever a part is taken of it.
    return np.asarray(mapped)
