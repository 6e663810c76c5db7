import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.suggestions import Neighbours, distance

letters = st.text("abc", max_size=7)


def slow_distance(one: str, other: str) -> int:
    """The same by the textbook, with no shortcut (optimal string alignment)."""
    table = [[i + j for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            cost = one[i - 1] != other[j - 1]
            table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + cost)
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


@given(letters, letters, st.integers(1, 2))
def test_distance_is_the_textbooks(one, other, most):
    exact = slow_distance(one, other)
    found = distance(one, other, most)
    assert found == exact or (found > most and exact > most)


@pytest.fixture
def neighbours() -> Neighbours:
    return Neighbours([("gagarin", 9), ("tereshkova", 5), ("apollo", 50), ("pollo", 1), ("v2", 3)])


@pytest.mark.parametrize(
    ("term", "nearest"),
    [
        ("gagarn", "gagarin"),
        ("gagrain", "gagarin"),
        ("appolo", None),  # two edits are too many for a short word
        ("apolo", "apollo"),
        ("tereschkowa", "tereshkova"),
        ("v3", None),
        ("zebra", None),
        ("x" * 1000, None),
    ],
)
def test_a_slip_is_mended(neighbours, term, nearest):
    assert nearest == neighbours.nearest(term)
