"""The heap of a process that runs for years: what is freed late, or kept once it is free."""

import ctypes
import gc
import sys
from functools import cache

_M_ARENA_MAX = -8  # <malloc.h>
_ARENAS = 2


def settle() -> None:
    """Prepare a process that is about to serve; call it before there are threads.

    glibc's threads share two arenas, instead of eight a core that each keep what they freed. What
    is there by now is there for good: Python's collector looks for cycles in all the rest when
    that has grown by a quarter, and each interaction leaves some.
    """
    gc.collect()
    gc.freeze()
    libc = _glibc()
    if libc is not None:
        libc.mallopt(_M_ARENA_MAX, _ARENAS)


def trim() -> None:
    """Give memory back that was freed, after work that took much of it."""
    gc.collect()
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
