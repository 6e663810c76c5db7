"""The heap of a process that runs for years, where its allocator is glibc's."""

import ctypes
import sys
from functools import cache

_M_ARENA_MAX = -8  # <malloc.h>
_ARENAS = 2


def settle() -> None:
    """Have threads share two arenas, instead of eight a core that each keep what they freed.

    Call it before there are threads.
    """
    libc = _glibc()
    if libc is not None:
        libc.mallopt(_M_ARENA_MAX, _ARENAS)


def trim() -> None:
    """Give memory back that was freed, after work that took much of it."""
    libc = _glibc()
    if libc is not None:
        libc.malloc_trim(0)


@cache
def _glibc() -> ctypes.CDLL | None:
    """Return the C library of this process, if it is one that can do this."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)
    return libc if hasattr(libc, "mallopt") and hasattr(libc, "malloc_trim") else None
