"""Diaries, logs and letters: who wrote what "the next entry says"."""

import re
from itertools import islice
from typing import Final

from bot.index.speech.names import CAPITALS, parse_name
from bot.index.speech.people import People
from bot.index.speech.person import Person

_KINDS = r"(?:diar(?:y|ies)|journals?|letters?|logs?|logbooks?|notebooks?)"
# What is quoted from them; before or after its verb.
ENTRY: Final = re.compile(
    r"(?:[Tt]he|[Aa]n|[Oo]ne|[Aa]nother) (?:[a-z-]{1,20} ){0,2}entry"
    r"(?: (?:for|from|of|on) [^.,;:“”\"\n]{1,40}?)?"
    r"(?= (?:begins|ends|reads|runs|said|says|went|goes)\b|[,.]|$)"
)
_OWNED = re.compile(rf"['’]s? (?:[a-z-]{{1,20}} ){{0,3}}{_KINDS}\b")
_KEPT = re.compile(
    r"[^.;:“”\"\n]{0,60}? (?:began|keeps?|kept|started|wrote in) (?:an?|her|his) "
    rf"(?:[a-z-]{{1,20}} ){{0,3}}{_KINDS}\b"
)
# What a sentence says that leads to a letter or an entry in a block of its own.
OF_WRITING: Final = re.compile(
    r"\b(?P<whose>[Hh]er|[Hh]is) (?:[a-z-]{1,20} ){0,2}"
    rf"(?:account|entry|entries|handwriting|memoirs?|tone|{_KINDS})\b"
)
_READ: Final = 400  # names that are looked at


class Writings:
    """Tells who alone of a text keeps a diary or writes letters."""

    def __init__(self, text: str, people: People) -> None:
        self._text = text
        self._people = people
        self._author: Person | None = None
        self._known = False

    @property
    def author(self) -> Person | None:
        """Return who wrote the diary or the letters of the text, where that is one person."""
        if not self._known:
            self._known = True
            found: dict[str, Person] = {}
            for run in islice(CAPITALS.finditer(self._text), _READ):
                end = run.end()
                if _OWNED.match(self._text, end) or _KEPT.match(self._text, end):
                    name = parse_name(run.group())
                    person = self._people.find(name) if name else None
                    if person is not None:
                        found.setdefault(person.name, person)
            self._author = next(iter(found.values())) if len(found) == 1 else None
        return self._author
