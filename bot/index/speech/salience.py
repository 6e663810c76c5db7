"""Salience: who is in a reader's mind at a place of the text, whom a pronoun there can mean.

A mention counts by its place in its sentence, and less with each sentence and paragraph since;
who counts for clearly more than anybody else is meant. After Lappin and Leass, "An Algorithm
for Pronominal Anaphora Resolution" (Computational Linguistics 20, 1994).
"""

import re
from collections import Counter, deque
from collections.abc import Callable, Sequence, Set
from functools import cached_property
from typing import Final, NamedTuple

from bot.index.speech.bodies import STATED
from bot.index.speech.general import NOT_MEANT
from bot.index.speech.names import Name, is_surely_person
from bot.index.speech.narrative import Narrative, Token
from bot.index.speech.people import People
from bot.index.speech.person import Person
from bot.index.speech.prominence import SUBJECT

_SENTENCE: Final = 0.5  # of its weight a mention keeps with each sentence since,
_PARAGRAPH: Final = 0.5  # and each paragraph;
_FAR: Final = 3  # it has none after so many paragraphs
_SPOKE: Final = 0.1  # that is added for who spoke last
_UNSURE: Final = 0.6  # of it for who may be of either sex
_UNKNOWN: Final = 0.5  # of it for what may be no person at all
_ABOUT: Final = 0.07  # that is added for whom the text is about,
_ABOUT_TIMES: Final = 2  # who is named so many times as often as anybody else
_MARGIN: Final = 1.1  # times the second that the first must weigh,
_LEAST: Final = 0.05  # and weight that is enough
_ROLE_MARGIN: Final = 2.5  # the same of a description that may be of somebody else
_ROLE_LEAST: Final = 0.1
_HOLDER_MARGIN: Final = 2.5  # and of one that means one of several
_EVENTS: Final = 48  # mentions that are looked at

_PLACE = re.compile(
    r".*\b(?:in|at|from|near|over|of|the|for|journal|magazine|newspaper|book|novel|film|album|song"
    r"|ship|boat|vessel|tanker|ferry|ward|village|town|city|club|street|river|company|firm) $",
    re.DOTALL,
)
_OWNED = re.compile(r"[’']s?\s")  # "Cutler’s Reach"
_OWNERS: Final = ("’s ", "'s ", "s’ ", "s' ")
NONE: Final[frozenset[str]] = frozenset()


_Ranked = tuple[float, "Person | str"]


class _Event(NamedTuple):
    """A mention of a person, or of somebody by a role or a name that is not clear."""

    sentence: int
    paragraph: int
    weight: float
    who: Person | str
    woman: bool | None


class Salience:
    """Weighs whom a text has in mind, in the order of the text."""

    def __init__(
        self,
        text: str,
        people: People,
        narrative: Narrative,
        holder: Callable[[int, str], Person | None],
        may_have: Callable[[str, Person], bool],
    ) -> None:
        self._text = text
        self._people = people
        self._narrative = narrative
        self._holder = holder
        self._may_have = may_have
        self._events: deque[_Event] = deque(maxlen=_EVENTS)
        self._sexes: dict[Person, bool] = {}  # as the pronouns of tags have them
        self._decided: dict[int, Person | None] = {}  # whom pronouns of tags mean
        self._bodies: set[Name] = set()  # names that are a body's
        self._strangers: set[str] = set()  # roles of people who came in without a name
        self._spoken: tuple[int, Person] | None = None

    def spoke(self, position: int, person: Person) -> None:
        """Note whom the tag at ``position`` means."""
        self._spoken = position, person
        self._decided[position] = person

    def find(
        self, position: int, *, woman: bool, barred: Set[str] = NONE
    ) -> tuple[Person | None, bool]:
        """Return whom a pronoun at ``position`` means, and whether nobody else can be.

        None where that is not clear; True with it where nobody is in mind at all.
        """
        ranked = self._ranked(position, woman, barred)
        person = _clearly(ranked)
        self._decided[position] = person
        if person is not None:
            self._sexes.setdefault(person, woman)
        forgotten = len(ranked) == 1 and ranked[0][0] < _LEAST  # was named long ago
        return person, forgotten or len(ranked) == (1 if person else 0)

    def described(
        self,
        position: int,
        role: str,
        holders: Sequence[Person],
        *,
        woman: bool | None,
        barred: Set[str] = NONE,
    ) -> Person | None:
        """Return whom a role at ``position`` means that several people have, or nobody."""
        ranked = self._ranked(position, woman, barred)
        if role in self._strangers or self._narrative.came_in(role, position):
            return None
        if holders:
            ranked = [(weight, who) for weight, who in ranked if who in holders]
            return _clearly(ranked, _HOLDER_MARGIN)
        return self._may_be_called(role, ranked)

    def anybody(self, position: int, *, barred: Set[str] = NONE) -> Person | None:
        """Return who alone can be meant at ``position`` by what says little: "the Swede"."""
        return _clearly(self._ranked(position, None, barred), _ROLE_MARGIN, _ROLE_LEAST)

    def _may_be_called(self, role: str, ranked: list[_Ranked]) -> Person | None:
        """Return who weighs so much more than anybody else that a role can mean nobody else."""
        person = _clearly(ranked, _ROLE_MARGIN, _ROLE_LEAST)
        return person if person is not None and self._may_have(role, person) else None

    def _ranked(self, position: int, woman: bool | None, barred: Set[str]) -> list[_Ranked]:
        for token in self._narrative.read(position):
            self._note(token)
        return self._rank(position, woman, barred, tagged=True)

    def _rank(
        self, position: int, woman: bool | None, barred: Set[str] = NONE, *, tagged: bool = False
    ) -> list[_Ranked]:
        sentence, paragraph = self._narrative.sentence, self._narrative.paragraph
        totals: dict[Person | str, float] = {}
        counted: dict[Person | str, tuple[int, float]] = {}  # in the sentence at hand
        for event in reversed(self._events):
            far = paragraph - event.paragraph
            if far > _FAR:
                break
            who = event.who
            sex = self._sex(who) if isinstance(who, Person) else event.woman
            if woman is not None and sex is (not woman):
                continue
            if isinstance(who, Person) and not barred.isdisjoint(who.words):
                continue
            weight = event.weight * _SENTENCE ** (sentence - event.sentence) * _PARAGRAPH**far
            if woman is not None and sex is None and isinstance(who, Person):
                weight *= _UNSURE
            before, most = counted.get(who, (-1, 0.0))
            most = most if before == event.sentence else 0.0
            totals[who] = totals.get(who, 0.0) + max(0.0, weight - most)
            counted[who] = event.sentence, max(weight, most)
        about = self._about.get(woman) if woman is not None else None
        if about is not None and about.start < position and barred.isdisjoint(about.words):
            totals[about] = totals.get(about, 0.0) + _ABOUT
        if self._spoken is not None:
            at, person = self._spoken
            near = tagged and self._text.count("\n\n", at, position) <= 1
            if near and person in totals:
                totals[person] += _SPOKE
        return sorted(((w, who) for who, w in totals.items()), key=lambda e: -e[0])

    @cached_property
    def _about(self) -> dict[bool, Person]:
        """Whom of each sex a text is about: who is named far more often than anybody else."""
        mentions = self._people.between(0, len(self._text))
        often = Counter(self._people.find(mention.name) for mention in mentions)
        found: dict[bool, Person] = {}
        for woman in (False, True):
            counts = [
                (count, person.start, person)
                for person, count in often.items()
                if person and self._people.is_known(person) and self._sex(person) is woman
            ]
            counts.sort(key=lambda it: (-it[0], it[1]))
            second = counts[1][0] if len(counts) > 1 else 0
            if counts and counts[0][0] >= _ABOUT_TIMES * max(second, 2):
                found[woman] = counts[0][2]
        return found

    def _note(self, token: Token) -> None:
        who: Person | str | None
        woman = token.woman
        if token.name is not None:
            who = self._people.find(token.name)
            known = who is not None and self._people.is_known(who)
            if not is_surely_person(token.name) and STATED.match(self._text, token.end):
                self._bodies.add(token.name)
            if token.name in self._bodies:
                return
            shown = who is not None and (who.woman is not None or who.titles)
            if not (known and shown) and self._is_thing(token):
                return
            if who is None or not known:
                who = who if who and len(who.words) > 1 else str(who.name if who else token.name)
                token = token._replace(weight=token.weight * _UNKNOWN)
        elif token.own:
            who = self._relative(token.at, token.woman) or token.role
        elif token.role is None:
            who = self._decided.pop(token.at, None) or _clearly(self._rank(token.at, woman))
        else:
            who = None if token.new else self._holder(token.at, token.role)
            if who is None and (token.new or token.restricted or token.role in self._strangers):
                self._strangers.add(token.role)
                who = token.role
            elif who is None and token.weight >= SUBJECT and token.role not in NOT_MEANT:
                ranked = self._rank(token.at, woman)
                who = self._may_be_called(token.role, ranked) or token.role
        if who is not None:
            self._events.append(_Event(token.sentence, token.paragraph, token.weight, who, woman))

    def _sex(self, person: Person) -> bool | None:
        woman = self._people.is_woman(person)
        return self._sexes.get(person) if woman is None else woman

    def relative(self, position: int, *, woman: bool | None) -> Person | None:
        """Return who alone may be "his son" or "her sister" at ``position``."""
        self._ranked(position, None, NONE)
        return self._relative(position, woman)

    def _relative(self, position: int, woman: bool | None) -> Person | None:
        """Return who alone may be "her brother": of the surname of who is spoken of."""
        owner = _clearly(self._rank(position, None), _ROLE_MARGIN)
        if owner is None or woman is None:
            return None
        alike = [
            person
            for person in self._people.of_surname(owner)
            if person is not owner and self._people.is_woman(person) is woman
        ]
        return alike[0] if len(alike) == 1 and alike[0].start < position else None

    def _is_thing(self, token: Token) -> bool:
        """Tell whether what hardly is a person stands where places and things do."""
        start, end = token.at, token.end
        if _PLACE.match(self._text, max(0, start - 12), start) or _OWNED.match(self._text, end):
            return True
        return self._text.endswith(_OWNERS, max(0, start - 3), start)


def _clearly(
    ranked: list[_Ranked],
    margin: float | None = None,
    least: float | None = None,
) -> Person | None:
    """Return who weighs clearly more than anybody else."""
    if not ranked:
        return None
    weight, who = ranked[0]
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    clear = weight >= (least or _LEAST) and weight >= (margin or _MARGIN) * second
    return who if clear and isinstance(who, Person) else None
