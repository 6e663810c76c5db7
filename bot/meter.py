"""Meter: what is counted of a running bot. This one counts nothing; ops/ has one that does."""

import contextlib
from collections.abc import Iterator
from time import perf_counter
from typing import Literal

# queue: until a thread is free; search: reading the archive in it; delivery: until Discord has
# taken the answer.
Stage = Literal["queue", "search", "delivery"]
Outcome = Literal["answered", "unanswered", "failed"]


class Meter:
    """Hears of what happens. Its methods may be called in any thread."""

    def asked(self, outcome: Outcome) -> None:
        """Count a question by what came of it."""

    def refused(self) -> None:
        """Count what was refused because too much was asked."""

    def took(self, stage: Stage, seconds: float) -> None:
        """Note how long a stage took."""

    def reindexed(self, seconds: float, *, done: bool) -> None:
        """Note how long a reindex took, and whether it was done or failed."""

    def reconnected(self) -> None:
        """Count a connection to the gateway after the first."""

    @contextlib.contextmanager
    def timed(self, stage: Stage) -> Iterator[None]:
        """Note how long what is inside takes, if it succeeds."""
        began = perf_counter()
        yield
        self.took(stage, perf_counter() - began)
