"""Descriptions that stand for a name that was given before: "the mayor", "the general"."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final

from bot.corpus.sentences import word_set
from bot.index.speech.general import SOMEBODY
from bot.index.speech.lexicon import KIN
from bot.index.speech.names import is_role, parse_name
from bot.index.speech.people import People
from bot.index.speech.person import Person

_THE = re.compile(r"\b[Tt]he ((?:[a-z][a-z-]{1,20} ){0,1}[a-z][a-z-]{2,20})\b")
# "the station's commander, Yelena Sorokina"
_BEFORE = re.compile(r"([a-z-]{3,20}), (?:an? [\w-]{3,20} (?:called|named) )?$")
_WAS = re.compile(
    r"\b(?:[Tt]he|[Hh]er|[Hh]is|[Ii]ts|[Tt]heir) (?:[a-z-]{2,20} ){0,2}?([a-z-]{3,20}) (?:is|was) $"
)
# "Okpara, now 41, is an appellate judge."
_TOLD = re.compile(
    r"\b(?P<who>[A-ZÀ-Þ][\w’-]+)(?:, [^,.;:\n]{1,40},)? (?:is|was|became) (?:an?|the) "
    r"(?:[\w-]{1,20} ){0,3}?(?P<role>[a-z-]{3,20})(?=[,.;]| (?:of|at|in|for|who) )"
)
_HEAD = re.compile(r" (?:of|at|for|in|on|who|which|whose|from|with|and) ")
_RELATIVE = re.compile(r",? (?:who|whose|whom)\b")
# Nouns that say what a person does, and those that end so and do not.
_DOER = re.compile(
    r"(?!(?:an)?other$|latter$|former$"
    r"|.*(?:banner|computer|cover|folder|letter|marker|newsletter|number|order|paper|placard"
    r"|poster|register|sticker|ticker|tower|user|center|chapter|documentation|corner|printer"
    r"|supplier|insurer|retailer|carrier|maker|publisher|container|monitor|motor|sensor)$)"
    r"[a-z-]{2,}(?:er|or|ist|ician|man|woman|wright|keeper|ess)$"
)
# What anybody may be called besides a role.
_ANYBODY: Final = word_set("""
    boy girl lady lawmaker legislator man official politician suspect veteran winner woman
""")
_OWN: Final = frozenset({"His", "his", "Her", "her"})
_NO_MORE: Final = frozenset({"former", "ex", "then", "late", "onetime", "one-time"})
_ROLE_BACK: Final = 48  # characters before a name in which its role ends
_WORDS: Final = 4  # of a description

# What people of a rank or an office are called where the name is not repeated.
_CALLED: Final = {
    "adm": "admiral", "brig": "general brigadier", "capt": "captain", "cdr": "commander",
    "cmdr": "commander", "col": "colonel", "congressman": "lawmaker representative",
    "congresswoman": "lawmaker representative", "cpl": "corporal", "det": "detective",
    "dr": "doctor", "gen": "general", "gov": "governor", "lt": "lieutenant", "maj": "major",
    "pres": "president", "prof": "professor", "rep": "representative congressman congresswoman"
    " lawmaker", "representative": "congressman congresswoman lawmaker", "sen": "senator lawmaker",
    "senator": "lawmaker", "sgt": "sergeant", "supt": "superintendent",
    "councilman": "councilor councillor councilmember",
    "councilwoman": "councilor councillor councilmember", "sister": "nun",
    "spokesman": "spokesperson", "spokeswoman": "spokesperson",
}  # fmt: skip


class Descriptions:
    """Tells whom the roles and ranks mean that an article gives with people's names."""

    def __init__(self, text: str, people: People) -> None:
        self._text = text
        self._people = people
        self._words: dict[Person, frozenset[str]] = {}
        self._first: dict[str, tuple[Person, ...]] | None = None

    @cached_property
    def _told(self) -> dict[Person, list[str]]:
        """The roles that sentences give: "Okpara, now 41, is an appellate judge."."""
        found: dict[Person, list[str]] = {}
        for match in _TOLD.finditer(self._text):
            name = parse_name(match.group("who")) if is_role(match.group("role")) else None
            person = self._people.find(name) if name is not None else None
            if person is not None:
                found.setdefault(person, []).append(match.group("role"))
        return found

    def between(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """Yield start and role of the descriptions in ``text[start:end]``."""
        for match in _THE.finditer(self._text, start, end):
            for word in reversed(match.group(1).split()):
                if is_role(word):
                    yield match.start(), word
                    break

    def role_of(self, phrase: str) -> str | None:
        """Return the role that a whole phrase gives: "the young engineer" -> "engineer"."""
        phrase = _RELATIVE.split(phrase, maxsplit=1)[0]
        the, *words = phrase.split(None, _WORDS + 1) or ("",)
        if the not in {"the", "The"} or not 1 <= len(words) <= _WORDS:
            return None
        last = words[-1]
        return last if is_role(last) or last in SOMEBODY or _DOER.match(last) else None

    def kin_of(self, phrase: str) -> str | None:
        """Return who of a family a whole phrase means: "his older son" -> "son"."""
        whose, *words = phrase.split(None, _WORDS) or ("",)
        return words[-1] if whose in _OWN and words and words[-1] in KIN else None

    def may_have(self, role: str, person: Person) -> bool:
        """Tell whether a person of whom no other role is stated may be who has this one."""
        roles = self._roles(person)
        return not roles or role in roles or role in _ANYBODY

    def holders(self, role: str, people: Iterable[Person]) -> list[Person]:
        """Return those of ``people`` who have a role, each once."""
        return [person for person in dict.fromkeys(people) if role in self._roles(person)]

    def only(self, role: str, position: int) -> Person | None:
        """Return whom alone the article has given a role before ``position``."""
        named = self.first(role, position)
        return named[0] if len(named) == 1 else None

    def first(self, role: str, position: int) -> list[Person]:
        """Return the first two whom the article has given a role before ``position``."""
        if self._first is None:
            self._first = self._earliest()
        return [person for person in self._first.get(role, ()) if person.start < position]

    def _earliest(self) -> dict[str, tuple[Person, ...]]:
        """Return the first two of each role; who is more than one is nobody in particular."""
        found: dict[str, tuple[Person, ...]] = {}
        for person in sorted(self._people, key=lambda person: person.start):
            for role in self._roles(person):
                known = found.get(role, ())
                if len(known) < 2:
                    found[role] = (*known, person)
        return found

    def _roles(self, person: Person) -> frozenset[str]:
        known = self._words.get(person)
        if known is None:
            known = self._words[person] = frozenset(self._stated(person))
        return known

    def _stated(self, person: Person) -> Iterator[str]:
        """Yield the roles that stand with a person's name, in small letters."""
        words = [title.lower().rstrip(".") for title in person.titles]
        for stated in (self._people.role(person) or "").split(", "):
            head = _HEAD.split(stated, maxsplit=1)[0].lower().split()
            if _NO_MORE.isdisjoint(head):
                words += head[-1:]
        for _, span in person.full:
            back = max(0, span.start - _ROLE_BACK)
            for pattern in (_BEFORE, _WAS):
                told = pattern.search(self._text, back, span.start)
                if told is not None:
                    words.append(told.group(1))
        words += self._told.get(person, ())
        for word in words:
            called = _CALLED.get(word, "").split()
            yield from called
            if is_role(word) or word in SOMEBODY:
                yield word
