"""fuzz(): one target for a time, half of it for what comes out and half for how long it takes."""

from __future__ import annotations

import time
import traceback
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import hypothesis
from hypothesis import HealthCheck, given, settings

from .targets import CHECKS, TIMED
from .texts import texts, units

if TYPE_CHECKING:
    from collections.abc import Callable

TARGETS = tuple(CHECKS)

_ROUND = 200  # examples; after a round another seed begins
_SIZE = 12_000  # characters of the shorter text
_FELT = 0.1  # CPU seconds for four times as many; anything faster is harmless
_RATIO = 8.0  # of the two times, where 4 is linear and 16 quadratic


@dataclass(slots=True)
class Tally:
    """What was tried, and what was found, each find with its smallest text."""

    texts: int = 0
    timed: int = 0
    finds: list[str] = field(default_factory=list)


def fuzz(
    name: str,
    *,
    seconds: float,
    seed: int = 0,
    rounds: int | None = None,
    examples: int = _ROUND,
) -> Tally:
    """Fuzz target ``name`` for so long, or for so many rounds; print what is found."""
    tally = Tally()
    for test in (_checked(name, tally, examples), _timed(name, tally, examples)):
        _until(test, tally, seconds / 2, seed, rounds)
    return tally


def _until(
    test: Callable[[], None], tally: Tally, seconds: float, seed: int, rounds: int | None
) -> None:
    """Run a test with one seed after another; the first find ends it."""
    end = time.monotonic() + seconds
    done = 0
    while time.monotonic() < end and done != rounds:
        try:
            hypothesis.seed(seed + done)(test)()
        except Exception as error:
            notes = "\n".join(getattr(error, "__notes__", ()))
            tally.finds.append(notes)
            print(traceback.format_exc(), flush=True)
            return
        done += 1


def _settings(examples: int) -> settings:
    return settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )


def _checked(name: str, tally: Tally, examples: int) -> Callable[[], None]:
    check = CHECKS[name]

    @_settings(examples)
    @given(texts(name))
    def test(text: str) -> None:
        tally.texts += 1
        check(text)

    return test


def _timed(name: str, tally: Tally, examples: int) -> Callable[[], None]:
    @_settings(examples)
    @given(units(name))
    def test(parts: tuple[str, str, str]) -> None:
        tally.timed += 1
        for what, work in TIMED[name].items():
            slow = superlinear(work, *parts)
            assert slow is None, f"{what} of {parts!r} is slow: {slow}"

    return test


def superlinear(work: Callable[[str], object], before: str, unit: str, after: str) -> str | None:
    """Say how CPU time grows with how often ``unit`` is repeated, if it is more than linear.

    Both times are the best of some, and what grows too fast must go on doing so.
    """
    size = _SIZE
    for _ in range(3):
        short, long = (
            min(_seconds(work, before + unit * (length // len(unit)) + after) for _ in range(2))
            for length in (size, size * 4)
        )
        if long < _FELT or long < _RATIO * short:
            return None
        size *= 2
    return f"{short:.3f} s for {size // 2:,} characters, {long:.3f} s for {size * 2:,}"


def _seconds(work: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    work(text)
    return time.process_time() - began
