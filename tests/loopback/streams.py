"""How a gateway connection is packed, as the client asked for in its query."""

from __future__ import annotations

import zlib
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def packer(compression: str | None) -> Callable[[bytes], bytes] | None:
    """Give the function that packs one payload after the other, None where nothing is packed.

    Raises ValueError for a compression that is unknown, or not installed.
    """
    if compression is None:
        return None
    if compression == "zlib-stream":
        return _zlib_stream()
    if compression == "zstd-stream":
        return _zstd_stream()
    raise ValueError(f"unknown compression {compression!r}")


def _zlib_stream() -> Callable[[bytes], bytes]:
    stream = zlib.compressobj(1)
    return lambda payload: stream.compress(payload) + stream.flush(zlib.Z_SYNC_FLUSH)


def _zstd_stream() -> Callable[[bytes], bytes]:
    try:
        zstandard = import_module("zstandard")
    except ImportError:
        return _zstd_of_the_standard_library()
    stream = zstandard.ZstdCompressor().compressobj()
    block = zstandard.COMPRESSOBJ_FLUSH_BLOCK
    return lambda payload: bytes(stream.compress(payload) + stream.flush(block))


def _zstd_of_the_standard_library() -> Callable[[bytes], bytes]:
    try:
        zstd = import_module("compression.zstd")  # Python 3.14
    except ImportError as missing:
        raise ValueError("zstd-stream is not installed here") from missing
    stream = zstd.ZstdCompressor()
    return lambda payload: bytes(stream.compress(payload, mode=stream.FLUSH_BLOCK))
