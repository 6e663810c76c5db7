"""Bodies that speak, and the words that stand for their names: "the bureau", "it"."""

import re
from bisect import bisect_left
from collections.abc import Callable
from itertools import islice
from typing import Final, NamedTuple

from bot.corpus.sentences import STARTERS, word_set
from bot.index.speech.general import TITLES
from bot.index.speech.names import CAPITALS

# Nouns that the name of a body ends in, and that stand for it where that is not repeated.
KINDS: Final = word_set("""
    academy administration agency alliance army association authority bank board brewery bureau
    center centre chamber church club coalition college commission committee company conference
    consortium consulate cooperative corporation council court department directorate embassy
    federation foundation fund guild hospital initiative institute institution laboratory league
    library ministry museum navy network observatory office orchestra panel party partnership
    project school senate service society subcommittee team theater theatre tribunal trust union
    university
""")
# Nouns for a body of any name.
_ANY: Final = word_set("""
    airline automaker bank brewer brewery builder carmaker charity chain company contractor
    corporation firm foundation group insurer lender maker manufacturer newspaper nonprofit
    landlord network operator organisation organization paper publisher retailer startup start-up
    store studio supplier union utility
""")
_SUFFIXES: Final = word_set("""
    Aerospace Airlines Airways Associates Bank Co Co. Company Corp Corp. Corporation Energy
    Enterprises Foods Foundation Group Holdings Inc Inc. Industries International Labs LLC Ltd
    Ltd. Motors Partners Pharmaceuticals Robotics Systems Technologies
""")
_OF = re.compile(r" (?:of|for|on) (?:the )?(?=[A-ZÀ-Þ])")
_OF_ALONE = re.compile(r" of (?:the )?(?=[A-ZÀ-Þ])")  # after a name that could do without
_OWNER = re.compile(r"['’]s? (?=[A-ZÀ-Þ])")
_GROUP = re.compile(r"(?:(?<=s)['’]| and) (?=[A-ZÀ-Þ])")
_THE: Final = ("The ", "the ")
_WHICH: Final = (", which ", " said ", " says ")
_NOUN = re.compile(
    r"(?:(?:And|But|So|Yet) )?[Tt]he (?:[\w.-]{1,20} ){0,3}?([A-Za-z][a-z-]{2,19})(?: itself)?$"
)
_FIRST_NOUN = re.compile(r"The ([a-z-]{3,20})(?: [a-z-]{3,20})?\b")
_STARTS: Final = (". ", "! ", "? ", "” ", '" ')
_CLEARLY = (
    r",? which\b|, (?:an?|the|one of the) (?:[\w’-]+ ){0,6}"
    r"(?:agency|bank|charity|company|firm|group|insurer|lender|maker|manufacturer"
    r"|nonprofit|organi[sz]ation|retailer|startup|union)\b"
)
STATED: Final = re.compile(_CLEARLY)  # after a name that surely is a body's,
_STATED = re.compile(_CLEARLY + r"|[^.;:“”\"]{0,80}\b(?:its|it) ")  # or hardly a person's
_CALLED = re.compile(
    r"(?:\b(?:agency|airline|charity|company|contractor|firm|group|maker|manufacturer|nonprofit"
    r"|organi[sz]ation|retailer|rival|startup|union)"
    r"|\b(?:[Aa]n?|[Ii]ts|[Tt]heir) (?:[\w-]{1,20} ){0,3}(?:builder|company|contractor"
    r"|developer|firm|insurer|lender|maker|manufacturer|operator|retailer|supplier|vendor),"
    r"|\b[Tt]he (?:builder|company|contractor|developer|insurer|lender|maker|manufacturer|operator"
    r"|retailer|supplier|vendor),) $"
)
_CALLED_BACK: Final = 48  # characters
_SPEAKS = re.compile(r" (?:added|announced|confirmed|said|says|warned|wrote)\b")
_NEAR: Final = 8  # bodies before "it" of which the last that spoke is looked for
_BACK: Final = 700  # characters in which a sentence about the body stands


class Body(NamedTuple):
    """A capitalised name that may be a body's, and what the text shows of it."""

    start: int
    name: str  # in the longest form that the text has
    begins: bool  # whether a sentence begins with it
    shown: bool  # whether the text says that it is a body's
    speaks: bool  # whether a verb of speech follows


class Bodies:
    """Tells which body a description means; built when one is met, by one pass over the text."""

    def __init__(
        self, text: str, is_quoted: Callable[[int], bool], is_person: Callable[[str], bool]
    ) -> None:
        self._text = text
        self._is_quoted = is_quoted
        self._is_person = is_person
        self._found: list[Body] | None = None
        self._shown: dict[str, int] = {}  # where each is named first
        self._alone: set[str] = set()  # names of one word that the text says are bodies'
        self._kinds: dict[str, dict[str, int]] = {}  # and by the noun that its name ends in
        self._endings: dict[str, list[str]] = {}  # the first two names that end in a word

    def described(self, start: int, end: int) -> str | None:
        """Return the body that "the agency" in ``text[start:end]`` means, where that is clear."""
        noun = _NOUN.match(self._text[start:end].rstrip())
        word = noun.group(1).lower() if noun else ""
        if word not in KINDS and word not in _ANY:
            return None
        if self._found is None:
            self._found = self._read()
        alike = self._kinds.get(word, {})
        if sum(first < start for first in islice(alike.values(), 2)) > 1:
            return None
        return _only(alike, start) or self._subject_before(start, official=word not in _ANY)

    def full(self, label: str) -> str | None:
        """Return the one name of a body that ends in a word: "the Herbarium"."""
        if " " in label or label.isupper():
            return None
        if self._found is None:
            self._found = self._read()
        names = self._endings.get(label, ())
        return names[0] if len(names) == 1 else None

    def is_one(self, word: str) -> bool:
        """Tell whether the text says of a name of one word that it is a body's."""
        if self._found is None:
            self._found = self._read()
        return word in self._alone

    def meant(self, position: int) -> str | None:
        """Return the body that "it" at ``position`` means: the subject of the paragraph."""
        text = self._text
        begin = text.rfind("\n\n", max(0, position - _BACK), position)
        begin = 0 if begin < 0 and position <= _BACK else begin + len("\n\n")
        noun = _FIRST_NOUN.match(text, begin, position)
        named = CAPITALS.match(text, noun.end() + 2) if noun is not None else None
        if named is not None and text.startswith(", ", noun.end() if noun else 0):
            return None if self._is_person(named.group()) else named.group()
        if noun is not None:
            return self.described(begin, noun.end(1)) or self.described(begin, noun.end())
        if self._found is None:
            self._found = self._read()
        at = bisect_left(self._found, (begin,))
        last = bisect_left(self._found, (position,))
        for it in reversed(self._found[max(at, last - _NEAR) : last]):
            if it.speaks and not self._is_person(it.name):
                return it.name
        body = self._found[at] if at < len(self._found) else None
        if body is not None and body.start == begin and not self._is_person(body.name):
            return body.name
        return self._subject_before(position, official=True)

    def _read(self) -> list[Body]:
        text = self._text
        runs: list[tuple[int, int, int, str]] = []
        long: dict[str, str] = {}  # the longest name that begins with a word
        for match in CAPITALS.finditer(text):
            words = match.group().split()
            start = match.start()
            while words and words[0] in STARTERS:
                start += len(words.pop(0)) + 1
            if words and not self._is_quoted(start):
                end = match.end()
                called = _CALLED.search(text, max(0, start - _CALLED_BACK), start)
                owner = _OWNER.match(text, end) if called else None
                rest = CAPITALS.match(text, owner.end()) if owner else None
                rest = rest or self._rest_of_name(start, end)
                if rest is not None:  # "the advocacy group Voters’ Front Porch"
                    end = rest.end()
                    words = text[start:end].split()
                name = " ".join(words)
                if called or words[-1].lower() in KINDS:
                    name = self._with_object(name, end)
                runs.append((match.start(), start, end, name))
                if len(name) > len(long.get(words[0], "")):
                    long[words[0]] = name
        found = []
        for first, start, end, run in runs:
            shown = self._is_shown(start, end, run)
            if " " not in run and STATED.match(self._text, end):
                self._alone.add(run)
            name = long.get(run, run)
            if TITLES.isdisjoint(name.split()):
                speaks = _SPEAKS.match(self._text, end) is not None
                found.append(Body(first, name, self._begins(first), shown, speaks))
            if shown:
                self._shown.setdefault(name, start)
            self._note_endings(name)
            kind = _kind_of(name)
            if kind in KINDS and " " in name:
                self._kinds.setdefault(kind, {}).setdefault(name, start)
        return found

    def _note_endings(self, name: str) -> None:
        """Note which words may stand for a name: "the Compact" for "Compact of Growers"."""
        for named in {name, _OF.split(name, maxsplit=1)[0]}:
            rest, _, word = named.rpartition(" ")
            ending = self._endings.setdefault(word, [])
            if rest and name not in ending and len(ending) < 2:
                ending.append(name)

    def _rest_of_name(self, start: int, end: int) -> "re.Match[str] | None":
        """Return what belongs to a name after "Truckers’", or "The Cannery and"."""
        joined = _GROUP.match(self._text, end)
        rest = CAPITALS.match(self._text, joined.end()) if joined else None
        if joined is None or rest is None:
            return None
        kind = rest.group().rpartition(" ")[2].lower() in KINDS
        if "and" in joined.group():
            the = self._text.startswith(_THE, max(0, start - len("The ")))
            named = the and self._text.startswith(_WHICH, rest.end())
            return rest if named or (the and kind) else None
        return rest if kind else None

    def _with_object(self, name: str, end: int) -> str:
        """Return a name with what it is of: "Bureau of Mines", "State Board of Elections"."""
        of = (_OF_ALONE if " " in name else _OF).match(self._text, end)
        rest = CAPITALS.match(self._text, of.end()) if of else None
        return f"{name}{of.group()}{rest.group()}" if of and rest else name

    def _subject_before(self, position: int, *, official: bool) -> str | None:
        """Return the body with which the nearest sentence before begins.

        That is one of the paragraph, else the one of the paragraph before, else the only one
        of the article so far; but an ``official`` one of the paragraph alone.
        """
        found = self._found or []
        here = self._text.rfind("\n\n", max(0, position - _BACK), position)
        before = self._text.rfind("\n\n", max(0, here - _BACK), max(0, here))
        near: dict[str, int] = {}
        nearest = None
        for at in range(bisect_left(found, (before,)), bisect_left(found, (position,))):
            start, name, begins = found[at][:3]
            if name not in self._shown and (not begins or self._is_person(name)):
                continue
            if name in self._shown:
                near.setdefault(name, start)
            last = name.rpartition(" ")[2]
            if (
                start > here
                and begins
                and (not official or last.lower() in KINDS or last.isupper())
            ):
                nearest = name
        return nearest or (None if official else _only(near or self._shown, position))

    def _begins(self, start: int) -> bool:
        before = self._text[max(0, start - 2) : start]
        return before == "" or before.endswith("\n") or before in _STARTS

    def _is_shown(self, start: int, end: int, name: str) -> bool:
        """Tell whether the text says of a name that it is a body's."""
        if name.rpartition(" ")[2] in _SUFFIXES and " " in name:
            return True
        if _CALLED.search(self._text, max(0, start - _CALLED_BACK), start) is not None:
            return not self._is_person(name)
        return " " in name and _STATED.match(self._text, end) is not None


def _kind_of(name: str) -> str:
    """Return the noun that tells what a body is: "board" of "State Board of Elections"."""
    last = name.rpartition(" ")[2].lower()
    return last if last in KINDS else _OF.split(name, 1)[0].rpartition(" ")[2].lower()


def _only(named: dict[str, int], position: int) -> str | None:
    """Return the one name of those, in order, that come before ``position``."""
    first, second = [*islice(named.items(), 2), ("", position), ("", position)][:2]
    return first[0] if first[1] < position <= second[1] else None
