"""Whether the files of an index are what was written; and writing them so that they stay it."""

import json
import os
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.errors import IndexDamagedError

_ALWAYS_CHECKED = 16_000_000  # bytes; so small an index is read through in some milliseconds
_CHUNK = 1 << 20

Facts = Mapping[str, Mapping[str, int]]  # of each file by its name: size, mtime_ns, crc32


def read_manifest(path: Path, checksum: int) -> dict[str, Any]:
    """Return what a manifest holds. Raises IndexDamagedError."""
    try:
        data = path.read_bytes()
        if zlib.crc32(data) != checksum:
            raise IndexDamagedError(f"{path.name} is damaged")
        manifest: dict[str, Any] = json.loads(data)
    except (OSError, ValueError) as error:
        raise IndexDamagedError(f"{path.name} cannot be read: {error}") from None
    return manifest


def is_small(files: Facts) -> bool:
    """Whether files are few enough bytes to be read through whenever they are opened."""
    return sum(facts["size"] for facts in files.values()) <= _ALWAYS_CHECKED


def check_files(folder: Path, files: Facts, *, read: bool) -> None:
    """Compare files with what was written, by size and time; by checksum where the time differs.

    With ``read`` all are compared by checksum. Raises IndexDamagedError or OSError.
    """
    for name, facts in files.items():
        stat = (folder / name).stat()
        if stat.st_size != facts["size"]:
            raise IndexDamagedError(f"{name} has {stat.st_size} bytes instead of {facts['size']}")
        unchanged = stat.st_mtime_ns == facts["mtime_ns"] and not read
        if not unchanged and checksum(folder / name) != facts["crc32"]:
            raise IndexDamagedError(f"{name} is damaged")


def facts_of(path: Path) -> Mapping[str, int]:
    """Return what ``check_files`` compares a file with."""
    stat = path.stat()
    return {"size": stat.st_size, "mtime_ns": stat.st_mtime_ns, "crc32": checksum(path)}


def checksum(path: Path) -> int:
    """Return the CRC-32 of a file."""
    found = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found = zlib.crc32(chunk, found)
    return found


def sync(path: Path) -> None:
    """Have the operating system put a file or folder on the disk now."""
    if os.name == "nt" and path.is_dir():
        return  # Windows cannot open folders, and keeps their entries by itself
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
