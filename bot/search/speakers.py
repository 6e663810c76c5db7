"""Speakers: one person across articles under all the names that they give."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from bot.index.speech.lexicon import NICKNAMES, SUFFIXES

# Below it an article names several people of the surname that is all of a speaker's name.
_CLEAR: Final = 0.5

Key = tuple[str, ...]


class Said(NamedTuple):
    """How often somebody is quoted under a name, and how surely at best."""

    name: str
    confidence: float
    times: int


class Speakers:
    """Who is quoted in an archive.

    Names are one person's where surname and first name are the same (or the other's initial,
    nickname or spelling) and no middle initial tells them apart. A surname alone is the
    person's whose it is alone in the archive, if its article does not know several.
    """

    def __init__(self, said: Iterable[Said], analyze: Callable[[str], Iterable[str]]) -> None:
        self._analyze = analyze
        counts: Counter[tuple[str, bool]] = Counter()
        for name, confidence, times in said:
            counts[name, confidence >= _CLEAR] += times
        people = _people({name for name, _ in counts})
        self._people: dict[str, Counter[tuple[str, bool]]] = defaultdict(Counter)
        for (name, clear), count in counts.items():
            known = people[name] if clear or " " in name else name
            self._people[known][name, clear] += count

    @cached_property
    def names(self) -> Sequence[str]:
        """Return one name for each person, those most often quoted first."""
        by_count = sorted(
            self._people.values(), key=lambda names: (-names.total(), _display(names))
        )
        return [*dict.fromkeys(map(_display, by_count))]

    def matching(self, wanted: str) -> set[tuple[str, bool]]:
        """Return the names under which those are quoted whom ``wanted`` names, whole or in part.

        Each with whether it is clear in its article whom it means. A full name that somebody
        is quoted under is nobody else's.
        """
        exact = " ".join(wanted.split()).casefold()
        for names in self._people.values():
            if " " in exact and any(name.casefold() == exact for name, _ in names):
                return set(names)
        terms = set(self._analyze(wanted))
        return {
            name
            for names in self._people.values()
            if terms and any(terms <= set(self._analyze(name)) for name, _ in names)
            for name in names
        }


def is_clear(confidence: float) -> bool:
    """Tell whether it is clear whom an article means by a surname alone."""
    return confidence >= _CLEAR


def _display(names: Counter[tuple[str, bool]]) -> str:
    """Return the name under which somebody is quoted most often, a full one if there is any."""
    count: Counter[str] = Counter()
    for (name, _), times in names.items():
        count[name] += times
    return min(count, key=lambda name: (" " not in name, -count[name], name))


def _people(names: Iterable[str]) -> dict[str, str]:
    """Return one name of each name's person."""
    alone: list[str] = []
    families: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in sorted(names):
        words = tuple(name.split())
        last = words[-2] if len(words) > 2 and words[-1] in SUFFIXES else words[-1]
        if len(words) > 1 and not words[0].startswith("Mrs"):
            families[last].append(words)
        else:
            alone.append(name)
    people = {name: name for name in alone}
    for last, family in families.items():
        groups = _groups(family, last)
        for group in groups:
            people |= dict.fromkeys(group, group[0])
        if last in people and len(groups) == 1:
            people[last] = groups[0][0]
    return people


def _groups(family: Sequence[tuple[str, ...]], last: str) -> list[list[str]]:
    """Divide full names of one surname into people."""
    firsts = {words[0] for words in family}
    by_first: dict[str, dict[Key, list[str]]] = defaultdict(lambda: defaultdict(list))
    for words in family:
        first = _first(words[0], firsts)
        middle = tuple(word[0] for word in words[1 : words.index(last, 1)])
        suffix = words[-1:] if words[-1] in SUFFIXES else ()
        by_first[first][(*middle, *suffix)].append(" ".join(words))
    groups = []
    for middles in by_first.values():
        plain = middles.pop((), [])
        if len(middles) == 1:  # "Neil Armstrong" beside "Neil A. Armstrong"
            (only,) = middles.values()
            groups.append(plain + only)
        else:
            groups += [group for group in (plain, *middles.values()) if group]
    return groups


def _first(first: str, firsts: set[str]) -> str:
    """Return the first name that stands for ``first`` among those of one surname."""
    if len(first.rstrip(".")) == 1:
        meant = {_first(other, firsts) for other in firsts if other[0] == first[0] != other[:-1]}
        return meant.pop() if len(meant) == 1 else first
    formal = NICKNAMES.get(first)
    if formal in firsts:
        others = {other for other in firsts if NICKNAMES.get(other) == formal}
        return formal if len(others) == 1 else first
    return first.rstrip("iy") if len(first) > 3 else first  # "Sergei" and "Sergey"
