"""Whom a pronoun or a description means, where that is clear."""

import re
from collections.abc import Sequence, Set
from itertools import islice
from typing import Final

from bot.index.speech.descriptions import Descriptions
from bot.index.speech.general import DEMONYMS, NOT_MEANT, gender
from bot.index.speech.marks import OPENING_MARKS, Quoted
from bot.index.speech.names import CAPITALS, parse_name
from bot.index.speech.narrative import Narrative
from bot.index.speech.people import People
from bot.index.speech.person import Person
from bot.index.speech.prominence import is_agent
from bot.index.speech.salience import NONE, Salience

# How sure it is whom a pronoun means: the only one in reach, or the most salient.
_ONLY: Final = 0.8
_SALIENT: Final = 0.65
_DESCRIBED: Final = 0.75  # or whom a description does by the role that is stated,
_ROLE_UNSTATED: Final = 0.6  # or because nobody else can be meant

_NEAR: Final = 300  # characters before a description in which whom it means mostly is named;
_BACK: Final = 1200  # those,
_PARAGRAPHS_BACK: Final = 2  # and paragraphs before its own, in which whom it means is named
_TALK_BACK: Final = 2  # paragraphs before a talk in which the two are named

_VOICE = re.compile(rf"\bvoice of ({CAPITALS.pattern})")
_ANYBODY = re.compile(  # "the 34-year-old", "the Swede"
    rf"[Tt]he (?:\d\d-year-old|(?:\d\d-year-old )?(?:{'|'.join(sorted(DEMONYMS))}))"
)
_VOICE_BACK: Final = 200  # characters
_ANSWER: Final = 200  # characters from one speaker to the next who answers
_PEOPLE: Final = 50  # of an article who are looked at


class Antecedents:
    """Finds whom pronouns mean, outside quotations; in the order of the text."""

    def __init__(self, text: str, people: People, found: Sequence[Quoted]) -> None:
        self._text = text
        self._people = people
        self._spoken: list[tuple[int, Person]] = []  # where the last two tags name whom
        self._descriptions = Descriptions(text, people)
        narrative = Narrative(text, people, found)
        self.is_quoted = narrative.is_quoted
        self._is_another_in = narrative.is_another_in
        may_have = self._descriptions.may_have
        self._salience = Salience(text, people, narrative, self._holder, may_have)

    def spoke(self, position: int, person: Person) -> None:
        """Note that the tag at ``position`` names a speaker."""
        self._spoken = [*self._spoken[-1:], (position, person)]
        self._salience.spoke(position, person)

    def find(
        self, position: int, *, woman: bool, barred: Set[str] = NONE
    ) -> tuple[Person | None, float]:
        """Return whom "he" or "she" at ``position`` means, and how sure that is.

        That is nobody of whose names one is ``barred``.
        """
        if self._is_talk(position, woman=woman):
            return None, 0.0
        person, alone = self._salience.find(position, woman=woman, barred=barred)
        if person is None and alone:
            return self._only(position, woman=woman, barred=barred)
        return (person, _ONLY if alone else _SALIENT) if person else (None, 0.0)

    def _is_talk(self, position: int, *, woman: bool) -> bool:
        """Tell whether two whom a pronoun can mean answer each other before ``position``."""
        may = [p for _, p in self._spoken if self._people.is_woman(p) is not (not woman)]
        if len({*may}) < len(self._spoken) or len(may) < 2:
            return False
        (earlier, _), (later, _) = self._spoken
        near = later - earlier < _ANSWER and position - later < _ANSWER
        before = self._text.rfind("\n\n", max(0, later - _ANSWER), later)
        begin = before + len("\n\n") if before >= 0 else 0
        if not near or self._text[begin] not in OPENING_MARKS:  # what is told is no talk
            return False
        paragraph = self._text.find("\n\n", later, position)
        named = self._people.between(paragraph, position) if paragraph >= 0 else []
        if paragraph < 0 or not all(self.is_quoted(mention.start) for mention in named):
            return False
        told = self._descriptions.between(paragraph, position)  # "The mayor turned serious."
        return all(self.is_quoted(at) or at + _NEAR < position for at, _ in told)

    def _only(self, position: int, *, woman: bool, barred: Set[str]) -> tuple[Person | None, float]:
        """Return the only person so far whom a pronoun may mean, as in what is about one alone."""
        named = [*islice((p for p in self._people if p.start < position), _PEOPLE)]
        meant = [p for p in named if self._people.is_woman(p) is woman]
        unknown = any(self._people.is_known(p) for p in named if p.woman is None)
        if len(meant) != 1 or unknown or len(named) == _PEOPLE or self.is_quoted(meant[0].start):
            return None, 0.0
        start = max(meant[0].start, position - _BACK)
        other = self._is_another_in(start, position) or not barred.isdisjoint(meant[0].words)
        return (None, 0.0) if other else (meant[0], _SALIENT)

    def by_voice(self, position: int) -> Person | None:
        """Return whose voice "it" at ``position`` is: "The voice of Ann Lee came ...."."""
        voice = _VOICE.search(self._text, max(0, position - _VOICE_BACK), position)
        name = parse_name(voice.group(1)) if voice else None
        return self._people.find(name) if name is not None else None

    def named_before(self, position: int) -> list[str]:
        """Return the people who are named in the paragraphs before the one at ``position``.

        That is the one before it, or, where fewer than two are named in that, two.
        """
        names: dict[str, None] = {}
        for _ in range(_TALK_BACK):
            end = max(0, position - 2)
            position = max(0, self._text.rfind("\n\n", max(0, end - _BACK), end))
            for mention in self._people.between(position, end):
                person = self._people.find(mention.name)
                if person and not self.is_quoted(mention.start) and self._people.is_known(person):
                    names.setdefault(person.name)
            if len(names) > 1:
                break
        return [*names]

    def described(
        self, start: int, end: int, *, barred: Set[str] = NONE
    ) -> tuple[Person | None, float]:
        """Return whom "the mayor" in ``text[start:end]`` means, and how sure that is.

        Where nobody's role is stated so, that is who can be meant by a pronoun there.
        """
        kin = self._descriptions.kin_of(self._text[start:end])
        if kin is not None:
            person = self._salience.relative(start, woman=gender(kin))
            return person, _ROLE_UNSTATED if person else 0.0
        role = self._descriptions.role_of(self._text[start:end])
        if role is None:
            anybody = _ANYBODY.fullmatch(self._text[start:end].rstrip()) is not None
            person = self._salience.anybody(start, barred=barred) if anybody else None
            return person, _ROLE_UNSTATED if person else 0.0
        person = self._holder(start, role)
        if person is not None or role in NOT_MEANT:
            return person, _DESCRIBED if person else 0.0
        holders = self._descriptions.first(role, start)
        person = self._salience.described(start, role, holders, woman=gender(role), barred=barred)
        return person, _ROLE_UNSTATED if person else 0.0

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

    def others(
        self, start: int, end: int, speaker: str | None = None, *, owners: bool = False
    ) -> bool:
        """Tell whether somebody else than ``speaker`` comes, or may come, into the text.

        "Leonov’s suit" and "with Leonov" bring in Leonov only where ``owners`` count.
        """
        for mention in self._people.between(start, end):
            aside = not owners and not is_agent(self._text, start, mention.start, mention.end)
            if aside or self.is_quoted(mention.start):
                continue
            person = self._people.find(mention.name)
            if person is None or person.name != speaker:
                return True
        return self._is_another_in(start, end)

    def _start(self, position: int) -> int:
        """Return where the text begins in which whom a description means is looked for."""
        start = max(0, position - _BACK)
        at = position
        for _ in range(_PARAGRAPHS_BACK + 1):
            at = self._text.rfind("\n\n", start, at)
            if at < 0:
                return start
        return at
