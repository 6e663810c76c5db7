"""Whom a pronoun means, where that is clear."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice
from operator import itemgetter
from typing import Final

from bot.corpus.sentences import sentences
from bot.index.speech.descriptions import Descriptions
from bot.index.speech.general import SOMEBODY
from bot.index.speech.marks import OPENING_MARKS, Quoted
from bot.index.speech.people import People, Person

# How sure it is whom a pronoun means: the only one in reach, or the subject of the sentence.
_ONLY: Final = 0.8
_SUBJECT: Final = 0.65
_DESCRIBED: Final = 0.75  # or whom a description does

_NEAR: Final = 300  # characters before a pronoun that are enough, mostly;
_BACK: Final = 1200  # those,
_PARAGRAPHS_BACK: Final = 2  # and paragraphs before its own, in which whom it means is named

_PEOPLE: Final = 50  # of an article who are looked at
_DEPTH: Final = 3  # pronouns before a pronoun that mean the same
_ANSWER: Final = 200  # characters from one speaker to the next who answers

_ANOTHER = re.compile(
    r"(?:^|[.!?”\"]\s{1,2}|\b(?:as|when|while|and|but)\s"
    r"|[.!?”\"]\s{1,2}(?:At|In|On|Near|From|Behind|Beside|Outside|Inside)\s[^.!?“”\"]{1,80},\s)"
    r"(?:[Aa]n?|[Oo]ne|[Aa]nother)\s"
    r"((?:(?!(?:at|for|from|in|of|on|over|to|with|who)\b)[a-z-]{1,20}\b ?){1,4})"
)
_OWNED = re.compile(r"[’']s?\s")  # "Cutler’s Reach"
_OWNERS: Final = ("’s ", "'s ", "s’ ", "s' ")
_PRONOUNS: Final = {True: re.compile(r"\b[Ss]he\b"), False: re.compile(r"\b[Hh]e\b")}
_BEGINS: Final = (". ", "! ", "? ", "” ", '" ', "\n\n", ", ")
_TO = re.compile(r".*\b(?:To|With|For|From|Like|Unlike) $", re.DOTALL)
_HE = re.compile(r",? s?he\b")
_PLACE = re.compile(r".*\b(?:in|at|from|near|over|of|the|for) $", re.DOTALL)


class Antecedents:
    """Finds whom pronouns mean, outside quotations; in the order of the text."""

    def __init__(self, text: str, people: People, found: Sequence[Quoted]) -> None:
        self._text = text
        self._people = people
        self._marks = [item.mark for item in found]
        self._closes = [item.close for item in found]
        self._descriptions = Descriptions(text, people)
        self._spoken: list[tuple[int, Person]] = []  # where the last two tags name whom

    def spoke(self, position: int, person: Person) -> None:
        """Note that the tag at ``position`` names a speaker."""
        self._spoken = [*self._spoken[-1:], (position, person)]

    def find(self, position: int, *, woman: bool, depth: int = 0) -> tuple[Person | None, float]:
        """Return whom "he" or "she" at ``position`` means, and how sure that is.

        That is who spoke or is named last, if nobody else is named in that sentence (or
        at least it begins with the name) and no one without a name has come in since.
        Where two talk to each other, it may be either.
        """
        limit = self._start(position)
        for reach in (_NEAR, _BACK):
            start = max(limit, position - reach)
            candidates = self._candidates(start, position, woman=woman)
            spans = sentences(self._text, start, position) if candidates else []
            if candidates and (start == limit or spans[0].end < candidates[-1][0]):
                break  # the sentence of the last is seen from its beginning
        if not candidates:
            return self._only(position, woman=woman)
        nearest = candidates[-1][0]
        far = self._text.count("\n\n", nearest, position) >= _PARAGRAPHS_BACK
        if far and any(person is not candidates[-1][1] for _, person in candidates):
            return None, 0.0
        span = next(span for span in reversed(spans) if span.start <= nearest)
        candidates = [(at, person) for at, person in candidates if at >= span.start]
        spoken = [p for _, p in self._spoken if self._people.is_woman(p) is not (not woman)]
        if len(set(spoken)) == 2 and self._is_talk(nearest, position):
            return None, 0.0
        paragraph = self._text.rfind("\n\n", nearest, position) + len("\n\n")
        leads_on = paragraph < nearest or self._text[paragraph] in OPENING_MARKS
        if not leads_on and any(person is not candidates[-1][1] for _, person in candidates):
            return None, 0.0
        at, person = candidates[0]
        begins = at == span.start
        pronoun = self._pronoun(span.start, at, woman=woman) if depth < _DEPTH else None
        if pronoun is not None:  # "She told it to Haight"
            at, person = pronoun, self.find(pronoun, woman=woman, depth=depth + 1)[0]
            candidates, begins = [(at, person), *candidates], person is not None
        sure = _ONLY
        if spoken and self._spoken[-1][0] >= span.start:
            at, person = nearest, spoken[-1]
        elif all(other is person for _, other in candidates):
            at = nearest
        elif begins:
            sure = _SUBJECT
        else:
            return None, 0.0
        other = self._is_another_in(at, position) or self._is_described_in(at, position, person)
        return (None, 0.0) if other else (person, sure)

    def _only(self, position: int, *, woman: bool) -> tuple[Person | None, float]:
        """Return the only person so far whom a pronoun may mean, as in what is about one alone."""
        named = [*islice((p for p in self._people if p.start < position), _PEOPLE)]
        meant = [p for p in named if self._people.is_woman(p) is woman]
        unknown = any(self._people.is_known(p) for p in named if p.woman is None)
        if len(meant) != 1 or unknown or len(named) == _PEOPLE or self.is_quoted(meant[0].start):
            return None, 0.0
        start = max(meant[0].start, position - _BACK)
        other = self._is_another_in(start, position)
        return (None, 0.0) if other else (meant[0], _SUBJECT)

    def named_before(self, position: int) -> list[str]:
        """Return the people who are named in the paragraph before the one at ``position``."""
        end = max(0, position - 2)
        start = max(0, self._text.rfind("\n\n", max(0, end - _BACK), end))
        found = (
            self._people.find(mention.name)
            for mention in self._people.between(start, end)
            if not self.is_quoted(mention.start)
        )
        return [*dict.fromkeys(p.name for p in found if p and self._people.is_known(p))]

    def _pronoun(self, start: int, end: int, *, woman: bool) -> int | None:
        """Return where a pronoun is the subject of a sentence before anybody is named there."""
        for match in _PRONOUNS[woman].finditer(self._text, start, end):
            if not self.is_quoted(match.start()):
                return match.start()
        return None

    def described(self, start: int, end: int) -> tuple[Person | None, float]:
        """Return whom "the mayor" in ``text[start:end]`` means, and how sure that is."""
        role = self._descriptions.role_of(self._text[start:end])
        person = self._holder(start, role) if role else None
        return person, _DESCRIBED if person else 0.0

    def _holder(self, start: int, role: str) -> Person | None:
        """Return who alone has a role near, or in all that comes before ``start``."""
        paragraph = self._text.rfind("\n\n", max(0, start - _NEAR), start)
        near = [
            (mention.start, person)
            for mention in self._people.between(max(self._start(start), start - _NEAR), start)
            if not self.is_quoted(mention.start)
            and (person := self._people.find(mention.name)) is not None
        ]
        holders = self._descriptions.holders(role, (person for _, person in near))
        if len(holders) > 1:  # of several, who alone is named in the paragraph
            here = (person for at, person in near if at > paragraph > 0)
            holders = self._descriptions.holders(role, here)
            return holders[0] if len(holders) == 1 else None
        return holders[0] if holders else self._descriptions.only(role, start)

    def _is_talk(self, nearest: int, position: int) -> bool:
        """Tell whether the last two speakers answer each other, up to the paragraph before."""
        (earlier, _), (later, _) = self._spoken
        near = later - earlier < _ANSWER and position - later < _ANSWER
        return near and nearest <= later and self._text.find("\n\n", later, position) >= 0

    def others(
        self, start: int, end: int, speaker: str | None = None, *, owners: bool = False
    ) -> bool:
        """Tell whether somebody else than ``speaker`` comes, or may come, into the text.

        "Leonov’s suit" brings in Leonov only where ``owners`` count.
        """
        for mention in self._people.between(start, end):
            owner = not owners and self._text[mention.end : mention.end + 1] in {"’", "'"}
            if owner or self.is_quoted(mention.start):
                continue
            person = self._people.find(mention.name)
            if person is None or person.name != speaker:
                return True
        return self._is_another_in(start, end)

    def _start(self, position: int) -> int:
        """Return where the text begins in which whom a pronoun means is looked for."""
        start = max(0, position - _BACK)
        at = position
        for _ in range(_PARAGRAPHS_BACK + 1):
            at = self._text.rfind("\n\n", start, at)
            if at < 0:
                return start
        return at

    def _candidates(self, start: int, end: int, *, woman: bool) -> list[tuple[int, Person | None]]:
        """Return where somebody is named whom a pronoun may mean; None where that is unclear."""
        found: list[tuple[int, Person | None]] = []
        for mention in self._people.between(start, end):
            if self.is_quoted(mention.start):
                continue
            person = self._people.find(mention.name)
            if not self._people.may_be(mention.name, woman=woman):
                continue
            if person is not None and self._people.is_woman(person) is (not woman):
                continue
            known = person is not None and self._people.is_known(person)
            shown = person is not None and (person.woman is not None or person.titles)
            if not (known and shown) and self._is_thing(mention.start, mention.end):
                continue
            other = _TO.match(self._text, max(0, mention.start - 6), mention.start)
            other = other and _HE.match(self._text, mention.end)  # "To Ames he wrote"
            found.append((mention.start, person if known and not other else None))
        for at, role in self._descriptions.between(start, end):
            person = None if self.is_quoted(at) else self._holder(at, role)
            if person is not None and self._people.is_woman(person) is not (not woman):
                found.append((at, person))
        return sorted(found, key=itemgetter(0))

    def _is_thing(self, start: int, end: int) -> bool:
        """Tell whether what hardly is a person stands where places and things do."""
        if _PLACE.match(self._text, max(0, start - 6), start) or _OWNED.match(self._text, end):
            return True
        return self._text.endswith(_OWNERS, max(0, start - 3), start)

    def is_quoted(self, position: int) -> bool:
        """Tell whether a place is inside a quotation."""
        index = bisect_right(self._marks, position) - 1
        return index >= 0 and position < self._closes[index]

    def _is_another_in(self, start: int, end: int) -> bool:
        """Tell whether somebody without a name comes into the text."""
        return any(
            not SOMEBODY.isdisjoint(match.group(1).split()) and not self.is_quoted(match.start(1))
            for match in _ANOTHER.finditer(self._text, max(0, start - len(". ")), end)
        )

    def _is_described_in(self, start: int, end: int, person: Person | None) -> bool:
        """Tell whether a description that may not be the person's has come in since.

        "The candidate bristled" may mean anybody who was named, if that is more than one.
        """
        for at, role in self._descriptions.between(start, end):
            begins = self._text.startswith(_BEGINS, max(0, at - 2))
            if begins and not self.is_quoted(at) and self._holder(at, role) is None:
                return any(
                    other is not person and other.start < at and self._people.is_known(other)
                    for other in islice(self._people, _PEOPLE)
                )
        return False
