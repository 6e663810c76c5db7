"""The fuzzing itself: a round of each target, and that it would find what it looks for."""

import pytest

from .run import TARGETS, fuzz, superlinear
from .targets import CHECKS, TIMED


@pytest.mark.parametrize("name", TARGETS)
def test_a_round_finds_nothing(name: str) -> None:
    tally = fuzz(name, seconds=0.0)
    assert (0, 0, []) == (tally.texts, tally.timed, tally.finds)
    tally = fuzz(name, seconds=600.0, rounds=1, examples=12)
    assert [] == tally.finds
    assert tally.texts >= 12
    assert tally.timed >= 12


def test_what_takes_quadratic_time_is_found() -> None:
    def quadratic(text: str) -> None:
        for end in range(0, len(text), 20):
            list(text[:end])

    assert superlinear(quadratic, "", "aaa", "") is not None
    assert superlinear(str.split, "x", "aaa ", "y") is None


def test_what_breaks_is_found_and_shown(monkeypatch, capsys) -> None:
    def breaks(text: str) -> None:
        assert "Monday" not in text

    monkeypatch.setitem(CHECKS, "dates", breaks)
    monkeypatch.setitem(TIMED, "dates", {})
    [find] = fuzz("dates", seconds=600.0, rounds=1, examples=300).finds
    assert "text='Monday'" in find
    assert "AssertionError" in capsys.readouterr().out
