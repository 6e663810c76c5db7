"""What a question may have meant: a word of it that is a letter or so from the archive's."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

MAX_WORDS: Final = 4  # of a question that are looked at; more unknown words are no slip
LEAST_LENGTH: Final = 4  # letters; shorter words are a letter from too many others
LONG: Final = 8  # letters; from here on two may differ
MOST_LENGTH: Final = 32  # letters; no word that people type is longer


class Neighbours:
    """The terms of an archive, by length, to find those that are nearly a given one."""

    def __init__(self, terms: Iterable[tuple[str, int]]) -> None:
        """Take (term, number of passages that hold it)."""
        self._by_length: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for term, frequency in terms:
            if LEAST_LENGTH - 1 <= len(term) <= MOST_LENGTH and term.isalpha():
                self._by_length[len(term)].append((term, frequency))

    def nearest(self, term: str) -> str | None:
        """Return the term one edit away (two, if it is long); the most frequent of equals.

        Its first or last letter must be right, as it nearly always is.
        """
        if not LEAST_LENGTH <= len(term) <= MOST_LENGTH or not term.isalpha():
            return None
        most = 2 if len(term) >= LONG else 1
        best: tuple[int, int, str] | None = None
        for length in range(len(term) - most, len(term) + most + 1):
            for other, frequency in self._by_length.get(length, ()):
                if other[0] != term[0] and other[-1] != term[-1]:
                    continue
                edits = distance(term, other, most)
                if edits <= most and (best is None or (edits, -frequency, other) < best):
                    best = (edits, -frequency, other)
        return best[2] if best else None


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters must be changed, added, dropped or swapped with the next.

    Anything above ``most`` may be returned as ``most + 1``.
    """
    start, end = 0, 0
    shorter = min(len(one), len(other))
    while start < shorter and one[start] == other[start]:
        start += 1
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    one, other = one[start : len(one) - end], other[start : len(other) - end]
    if abs(len(one) - len(other)) > most or len(set(one) ^ set(other)) > 2 * most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, above, row = row, before, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1]
