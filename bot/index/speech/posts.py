"""Who has the office, or the initials, with which a transcript names its speakers."""

import re
from typing import Final

from bot.corpus.sentences import word_set
from bot.index.speech.people import People
from bot.index.speech.person import Person

_CHAIRS: Final = word_set("chair chairman chairperson chairwoman")
_JUDGES: Final = word_set("judge justice magistrate")
_COURT: Final = frozenset({"court"})
# After a name, of who leads a meeting or a court;
_PRESIDES = re.compile(
    r",? (?:(?! and )[^.;:\n]){0,60}?\bpresid(?:es|ed|ing)\b"
    r"|,? [(\[]?(?:the |its |acting )?chair(?:man|woman|person)?\b"
)
# and before it.
_PRESIDED = re.compile(
    r"\b(?:chaired|presided over) by (?:(?:the )?Hon\. )?(?:[A-Z]\w+\.? )?$"
    r"|\b(?:the|its) (?:acting )?chair(?:man|woman|person)?, $"
)
_OFFICES: Final = 32  # of a text that are looked for
_BEFORE: Final = 40  # characters of those
_ROLE = re.compile(r"(?:, | \()(?:(?:the|an?|its) )?([a-z-]{3,20}(?: [a-z-]{3,20}){0,2})")


class Posts:
    """Tells who has an office of a text, by what stands before ``begin`` and by titles."""

    def __init__(self, text: str, people: People, begin: int) -> None:
        self._text = text
        self._people = people
        self._begin = begin
        self._held: dict[str, Person | None] = {}
        self._initials: dict[str, list[Person]] | None = None

    def holder(self, office: str) -> Person | None:
        """Return who alone has an office, in lower case: "chairman", "court", "clerk"."""
        if office not in self._held and len(self._held) < _OFFICES:
            self._held[office] = self._holder(office)
        return self._held.get(office)

    def _holder(self, office: str) -> Person | None:
        chairs, court = office in _CHAIRS, office in _COURT or office in _JUDGES
        named = [person for person in self._people if len(person.words) > 1 or person.titles]
        if chairs or court:
            kinds = _CHAIRS if chairs else _JUDGES
            held = [p for p in named if any(t.lower() in kinds for t in p.titles)]
            leads = [p for p in named if p not in held and self._presides(p)]
            # Who presides over this is it, whoever else may be a chairman or a judge.
            found = [p for p in held if self._presides(p)] or leads or held
        else:
            found = [p for p in named if self._has(p, office)]
        return found[0] if len(found) == 1 else None

    def of_initials(self, letters: str) -> Person | None:
        """Return who alone of those named in full has these initials."""
        if self._initials is None:
            self._initials = {}
            for person in self._people:
                if len(person.words) > 1:
                    for initials in _initials(person.words):
                        self._initials.setdefault(initials, []).append(person)
        found = self._initials.get(letters, [])
        early = [person for person in found if person.start < self._begin] or found
        return early[0] if len(early) == 1 else None

    def _presides(self, person: Person) -> bool:
        for _, (start, end) in person.full:
            before = self._text[max(0, start - _BEFORE) : start]
            if start < self._begin and _PRESIDED.search(before):
                return True
            if end <= self._begin and _PRESIDES.match(self._text, end, self._begin):
                return True
        return False

    def _has(self, person: Person, office: str) -> bool:
        if any(title.lower() == office for title in person.titles):
            return True
        roles = (_ROLE.match(self._text, end) for _, (_, end) in person.full)
        return any(role is not None and role.group(1) == office for role in roles)


def _initials(words: tuple[str, ...]) -> set[str]:
    letters = [part[0] for word in words for part in word.split("-") if part]
    capital = [letter for letter in letters if letter.isupper()]
    whole = "".join(word[0] for word in words)
    return {words[0][0] + words[-1][0], whole, "".join(capital)}
