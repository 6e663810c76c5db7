"""Things that a test can wait on."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable


class Watched:
    """A thing that changes, and that can be waited on until it is as wished."""

    __slots__ = ("_waiting",)

    def __init__(self) -> None:
        self._waiting: list[asyncio.Future[None]] = []

    def changed(self) -> None:
        """Wake whoever waits, so that they look again."""
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            for future in waiting:
                if not future.done():
                    future.set_result(None)

    async def until(self, wished: Callable[[Self], object], timeout: float = 5.0) -> Self:  # noqa: ASYNC109 - a person's patience is part of what is asked
        """Wait until ``wished(self)`` is true, and return self.

        Raises TimeoutError after ``timeout`` seconds.
        """
        if wished(self):
            return self
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(timeout):
                while not wished(self):
                    future = loop.create_future()
                    self._waiting.append(future)
                    await future
        except TimeoutError:
            raise TimeoutError(f"not as wished after {timeout} s: {self!r}") from None
        return self
