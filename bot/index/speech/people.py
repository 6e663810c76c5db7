"""Who is named in an article: one person under full name, surname and rank."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Final

from bot.corpus.sentences import STARTERS, Span
from bot.index.speech.evidence import Run, is_womans, kin_before, stands_alone
from bot.index.speech.lexicon import LEARNED, NO_NAME
from bot.index.speech.names import (
    CAPITALS,
    Name,
    is_role,
    is_same_first,
    is_surely_person,
    is_woman,
    name_in_office,
    parse_name,
    role_before,
    stated_role,
    surname,
)
from bot.index.speech.person import Mention, Person

_DETERMINED = re.compile(r".*\b(?:the|an?|this|its|each|every|another) ", re.DOTALL)
_PERSON = re.compile(r", (?:who|whom|\d\d|now \d\d|aged? \d\d)\b")
_APPOSED = re.compile(r", (?:his|her|their|its|the|an?) ((?:[a-z-]{2,20} ){0,3}[a-z-]{3,20})[,.;]")
_SENTENCE_STARTS: Final = frozenset('.!?:\n"“”‘’')
_FULL = 3  # mentions in full in which a role is looked for
_OFTEN = 3  # times as often in full as anybody of the surname is named whom it means alone
_SEARCHES = 200  # words that are looked for alone in an article
_CALLED = 40  # capitalised words after a full name, of which one may be the surname alone
_WEIGHED = 8  # mentions that tell whether somebody is a woman
_MANY = 8  # people of one surname, more than which are not told apart


class People:
    """The people whom an article names, and where."""

    def __init__(self, text: str, *, skip: Iterable[Span] = ()) -> None:
        """Find them in ``text``, but in none of the ``skip`` spans, which are in order."""
        self._text = text
        self._by_surname: dict[str, list[Person]] = {}
        self._by_first: dict[str, list[Person]] = {}
        self._skip = [*skip]
        self._proper: dict[str, bool] = {}  # whether a word is found alone inside a sentence
        self._found: dict[Name, Person | None] = {}  # whom names mean, until someone is met
        self._met: dict[Name, Person] = {}
        self._places: dict[str, list[int]] | None = None  # the first runs of each surname
        self._runs: list[Run] = [*self._capitals()]
        for start, end, run, name in self._runs:
            if " " in run or "\u00a0" in run:
                self.meet(name, start + name.skipped, end)
            elif text.startswith(", ", start - 2) and kin_before(text, start) is not None:
                self.meet(name, start, end)  # "his wife, Delphine"

    def __iter__(self) -> Iterator[Person]:
        for alike in self._by_surname.values():
            yield from alike

    def meet(self, name: Name, start: int, end: int) -> Person:
        """Return the person of a name that is a person's here, new where it was not known."""
        person = self._met.get(name)
        if person is None:
            person = self._met[name] = self._meet(name, start)
        person.titles.update(name.title)
        if person.woman is None and name.title:
            person.woman = is_woman(name)
        person.count += 1
        if len(person.full) < _FULL:
            person.full.append((name, Span(start, end)))
            person.known = (
                person.known
                or role_before(self._text, start) is not None
                or _PERSON.match(self._text, end) is not None
                or self._has_role_after(end)
            )
        return person

    def _has_role_after(self, end: int) -> bool:
        """Tell whether a name that ends at ``end`` goes on as in "Ann Lee, his deputy,"."""
        apposed = _APPOSED.match(self._text, end)
        return apposed is not None and any(map(is_role, apposed.group(1).split()))

    def _meet(self, name: Name, start: int) -> Person:
        self._found.clear()
        person = self._find(name)
        last = surname(name.words)
        if person is None and len(name.words) > 1:
            person = self._complete(name, last)
        if person is None:
            spelt = f"Mrs. {name}" if name.words == (last,) and "Mrs." in name.title else str(name)
            person = Person(spelt, name.words, start, is_woman(name), is_surely_person(name))
            alike = self._by_surname.setdefault(last, [])
            if len(alike) < _MANY:
                alike.append(person)
            self._register(person)
        return person

    def _complete(self, name: Name, last: str) -> Person | None:
        """Give a person who is known by surname alone the full name that has come now.

        Where others of the surname are known, what is hardly a name is one of them.
        """
        alike = self._by_surname.get(last, [])
        if len(alike) != 1:
            return None
        person = alike[0]
        if person.woman is not None and is_woman(name) is (not person.woman):
            return None
        if len(person.words) > 1:
            return person if person.known and not is_surely_person(name) else None
        person.name, person.words = str(name), name.words
        person.woman = is_woman(name) if person.woman is None else person.woman
        self._register(person)
        return person

    def _register(self, person: Person) -> None:
        if len(person.words) > 1:
            named = self._by_first.setdefault(person.words[0], [])
            if len(named) < _MANY:
                named.append(person)

    def of_surname(self, person: Person) -> list[Person]:
        """Return who is called by the surname of a person, and that person."""
        return self._by_surname.get(surname(person.words), [])

    def find(self, name: Name) -> Person | None:
        """Return whom a name means; None where that is not known, or not clear."""
        if name not in self._found:
            self._found[name] = self._find(name)
        return self._found[name]

    def find_before(self, name: Name, position: int) -> Person | None:
        """Return whom a name means; "Kestrel" is Kestrel Foods till Ann Kestrel comes in."""
        person = self.find(name)
        if person is None or person.start <= position or len(name.words) > 1 or name.title:
            return person
        earlier = [p for p in self._by_first.get(name.words[0], ()) if p.start < position]
        return earlier[0] if len(earlier) == 1 else person

    def _find(self, name: Name) -> Person | None:
        alike = self._alike(name)
        if len(name.words) > 1:
            first = name.words[0]
            same = str.__eq__ if len(alike) == _MANY else is_same_first
            return next((person for person in alike if same(first, person.words[0])), None)
        if len(alike) > 1:
            alike = self._by_title(name, alike) if name.title else self._without_title(alike)
        if not alike:
            return None
        woman = is_woman(name) if name.title else None
        return None if woman is not None and alike[0].woman is (not woman) else alike[0]

    def _by_title(self, name: Name, alike: list[Person]) -> list[Person]:
        """Return who has the title of a surname, or alone is of its sex: "Mrs. Lee"."""
        titled = [person for person in alike if not person.titles.isdisjoint(name.title)]
        woman = is_woman(name)
        if titled or woman is None:
            return titled if len(titled) == 1 else self._most_named(titled)
        fit = [person for person in alike if self.is_woman(person) is not (not woman)]
        return fit if len(fit) == 1 else []

    def _without_title(self, alike: list[Person]) -> list[Person]:
        """Return whom a surname alone means: who is called so before another of it comes in."""
        alike = [person for person in alike if len(person.words) > 1] or alike
        if len(alike) < 2:
            return alike
        first, second = sorted(alike, key=lambda person: person.start)[:2]
        last = surname(first.words)
        at = bisect_left(self._runs, (first.start + len(first.name),))
        for start, _, _, name in self._runs[at : at + _CALLED]:
            if start >= second.start:
                break
            if name.words == (last,) and not name.title:
                return [first]
        return self._most_named(alike)

    def _most_named(self, alike: list[Person]) -> list[Person]:
        """Return the one of whom an article is about, where that is clear."""
        if len(alike) < 2:
            return alike
        often, second = sorted(alike, key=lambda person: -person.count)[:2]
        return [often] if often.count >= _OFTEN * second.count else []

    def _alike(self, name: Name) -> list[Person]:
        last = surname(name.words)
        alike = self._by_surname.get(last)
        if alike is None and len(name.words) == 1:
            alike = self._by_first.get(last)
        return alike or []

    def is_shared(self, name: Name) -> bool:
        """Tell whether the surname that is all of a name is that of people named in full."""
        return len(name.words) == 1 and name.words[0] in self._by_surname

    def is_proper(self, name: Name) -> bool:
        """Tell whether the first word of a name has its capital inside a sentence, too."""
        return self._is_alone(name.words[0]) or self.find(name) is not None

    def is_known(self, person: Person) -> bool:
        """Tell whether this is surely a person, and not a body, a place or a thing."""
        if not person.known and self.is_woman(person) is not None:
            person.known = True
        if not person.known and person.unsure:
            last = surname(person.words)
            if f"{last}, who " in self._text:
                person.known = True
                return True
            alone = person.alone or self._is_alone(last)
            person.known = alone and not self.is_word(last)
            person.unsure = False
        return person.known

    def is_woman(self, person: Person) -> bool | None:
        """Tell whether a person is a woman, by the name or else by the pronouns after it."""
        if person.woman is None and not person.weighed:
            person.weighed = True
            if self._places is None:
                self._places = {}
                for at, (_, _, _, name) in enumerate(self._runs):
                    self._places.setdefault(surname(name.words), []).append(at)
            places = self._places.get(surname(person.words), [])[:_WEIGHED]
            places = [at for at in places if self.find(self._runs[at][3]) is person]
            person.woman = is_womans(self._text, self._runs, places)
        return person.woman

    def is_word(self, name: str) -> bool:
        """Tell whether a name stands in small letters somewhere, as a word that it is, too."""
        return f" {name.lower()} " in self._text

    def heard(self, person: Person) -> None:
        """Note that a tag gives words to a person."""
        if not person.alone:
            person.alone = person.unsure = True

    def between(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that begin in ``text[start:end]``, in order."""
        runs = self._runs
        found = []
        for at in range(bisect_left(runs, (start,)), len(runs)):
            first, last, run, name = runs[at]
            if first >= end:
                break
            if run in NO_NAME and run not in self._by_surname:
                continue
            first += name.skipped
            inside = first > 1 and self._text[first - 2] not in _SENTENCE_STARTS
            if inside or self.is_shared(name) or self.is_proper(name):
                found.append(Mention(first, last, name))
        return found

    def _is_alone(self, word: str) -> bool:
        """Tell whether a word stands inside a sentence, and not after another with a capital."""
        if word not in self._proper and len(self._proper) < _SEARCHES:
            self._proper[word] = stands_alone(self._text, word)
        return self._proper.get(word, False)

    def _capitals(self) -> Iterator[tuple[int, int, str, Name]]:
        """Yield start, end, words and name of all that may name a person, in order."""
        text = self._text
        skipped = iter([*self._skip, Span(len(text), len(text))])
        span = next(skipped)
        for match in CAPITALS.finditer(text):
            first, last = match.span()
            while first >= span.end:
                span = next(skipped)
            run = match.group()
            if first >= span.start or run in STARTERS:
                continue
            name = name_in_office(text, first, run) or parse_name(run)
            if name is not None and (name.title or not _DETERMINED.match(text[first - 5 : first])):
                yield first, last, run, name

    def role(self, person: Person) -> str | None:
        """Return the role that the article states with the person's name, where it does."""
        if person.read != len(person.full):
            roles = (stated_role(self._text, name, span) for name, span in person.full)
            stated = [role for role in roles if role is not None]
            first = stated[0] if stated else None
            person.role = next((role for role in stated if role not in LEARNED), first)
            person.read = len(person.full)
        return person.role
