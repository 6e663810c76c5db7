"""Narrative, what stands outside quotations: who is mentioned in it, and how prominently."""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from bot.corpus.paragraphs import PARAGRAPH_BREAK
from bot.corpus.sentences import Span, sentences
from bot.index.speech.general import SOMEBODY, gender
from bot.index.speech.lexicon import KIN
from bot.index.speech.marks import Quoted
from bot.index.speech.names import Name
from bot.index.speech.people import People
from bot.index.speech.prominence import OBJECT, OWNER, OWNS_SUBJECT, SUBJECT, is_asked, prominence

_BACK: Final = 2500  # characters before a place that are read for it, if none were read before
_CHUNK: Final = 4000  # characters of a paragraph that are divided into sentences at once

_MENTION = re.compile(
    r"\b(?:(?P<he>[Hh]e)|(?P<she>[Ss]he)|(?P<his>[Hh]is|him|himself)|(?P<her>[Hh]ers?|herself))\b"
    r"|\b[Tt]he (?P<the>(?:[a-z][a-z-]{1,20} ){0,2}[a-z][a-z-]{2,20})\b"
)
_ANOTHER = re.compile(
    r"(?:^|[.!?”\"’] {1,2}|\b(?:as|when|while|and|but|where|[Aa]ccording to) "
    r"|\b[Oo]ne of [a-z]{2,5} [a-z-]{3,20}, "
    r"|(?:^|[.!?”\"] )(?:At|In|On|Near|From|Behind|Beside|Outside|Inside|By|Then|Once)\b"
    r"[^.!?“”\"\n]{0,80}?,? )"
    r"(?:[Aa]n?|[Oo]ne(?: of (?:[a-z]{2,5})(?! [a-z-]{3,20}, an? ))?"
    r"|[Aa]nother|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts) "
    r"(?P<words>(?:(?!(?:at|for|from|in|of|on|over|to|with|who)\b)[A-Za-z][\w-]{0,20}\b ?){1,4})",
    re.MULTILINE,
)
_RESTRICTED = re.compile(r" (?:at|for|from|in|of|on|who|whose|with)\b")  # "the operator at Troy"
_WHOSE = re.compile(r"\b[Hh](?:is|er) ")
_WORD = re.compile(r"[\w-]+")
# What stands between a role and the name of who has it.
_IS_NAMED = re.compile(
    r" (?:(?:named|called|is|was) )?"
    r"|(?: (?:at|for|from|in|of|on|with) [^,.;:“”\"\n]{1,60})?, (?:the |an? )?"
    r"|, (?:whose name (?:is|was) )?(?:(?:the|an?) (?:[a-z-]{1,20} ){1,3})?"
    r"| who [^.;:“”\"\n]{1,100}, "  # "the archivist who prepared the tapes, Ann Lee,"
)
_NAMED = re.compile(r"(?: (?:named |called )?|, )[A-ZÀ-Þ]")
_AFTER_NAME: Final = frozenset({", a ", ", an ", ", one ", ", another "})
_SAID_OF: Final = (", ", " as ", " is ", " was ", "like ", "came ")  # "Barlow, a baker"
_TO = re.compile(r".*\b(?:To|With|For|From|Like|Unlike) $", re.DOTALL)
_HE = re.compile(r",? s?he\b")
_APPOSED = re.compile(r"(?: (?:at|for|in|of) [^,.;:“”\"\n]{1,60})?[,.;]")  # "Ames, the captain."
_IS_HE = re.compile(r"[^,.;:“”\"\n]{0,80}, s?he\b")  # "A small man with a hat, he grew up"
# "Asked whether he had known, Ames smiled"
_LATER = re.compile(
    r"(?:After|Although|As|Asked|Because|Before|By|During|Even|If|In|Once|Since|Though|Until|When"
    r"|Whenever|While) [^,]{0,60}"
)
_NAMES_HIM = re.compile(r"[^,.;:“”\"\n]{0,100}, (?:[A-ZÀ-Þ][\w.’-]* ){1,4}[a-z]")
_OFFICIAL = re.compile(
    r" (?:account|announcement|biograph|document|histor|letter|narrative|opening"
    r"|photograph|record|report|residence|statement|visit|website)"
)
_ASKED = re.compile(r" (?:[a-z]{4,8} )?(?:asked|pressed) ")
_ASKS = re.compile(  # "an officer telephoned to ask whether she knew"
    r" (?:[a-z]{2,12} ){0,3}(?:asked|ask|asks)(?: [a-z]{2,10}){0,3}? "
    r"(?:how|if|what|when|where|whether|who|why) "
)
_OBJECT = re.compile(
    r"him\b|her(?=[.,;:?!]| (?:about|after|and|as|at|by|down|for|from|how|if|in|into|off|on|out"
    r"|that|to|up|what|when|where|whether|who|why|with)\b)"
)
_INDEFINITE: Final = 1500  # characters before "the juror" in which "a juror" may stand


class Token(NamedTuple):
    """A mention: of a name, by a pronoun (``woman`` alone), or of a role."""

    at: int
    end: int
    sentence: int  # of the narrative, counted
    paragraph: int
    weight: float
    name: Name | None = None
    woman: bool | None = None  # None where the words do not tell
    role: str | None = None
    own: bool = False  # whether the role is somebody's: "her brother"
    new: bool = False  # whether the role is somebody's who comes in without a name,
    restricted: bool = False  # or may be, as in "the operator at Troy"


class Narrative:
    """Reads a text once, in order, as far as whom somebody means is asked for."""

    def __init__(self, text: str, people: People, found: Sequence[Quoted]) -> None:
        self._text = text
        self._people = people
        self._marks = [item.mark for item in found]
        self._closes = [item.close for item in found]
        self._next = 0  # where what is not yet divided begins
        self._end = 0  # and where its paragraph ends
        self._tokens: deque[Token] = deque()
        self._spans: deque[Span] = deque()
        self.sentence = 0
        self.paragraph = 0

    def is_quoted(self, position: int) -> bool:
        """Tell whether a place is inside a quotation."""
        index = bisect_right(self._marks, position) - 1
        return index >= 0 and position < self._closes[index]

    def read(self, position: int) -> Iterator[Token]:
        """Yield the mentions up to ``position`` that were not yet read."""
        if position - _BACK > self._next:
            self._next = self._end = position - _BACK
            begin = self._text.find(PARAGRAPH_BREAK, self._next, position)
            self._end = max(self._next, begin)
            self._spans.clear()
            self._tokens.clear()
        while True:
            while self._tokens and self._tokens[0].at < position:
                yield self._tokens.popleft()
            if self._tokens:
                return
            if not self._spans and not self._divide(position):
                return
            if self._spans and self._spans[0].start >= position:
                return
            if self._spans:
                self._open(self._spans.popleft())

    def _divide(self, position: int) -> bool:
        """Divide the next paragraph, or a part of a long one, into sentences."""
        text = self._text
        if self._next >= min(position, len(text)):
            return False
        if self._next >= self._end:
            if text.startswith(PARAGRAPH_BREAK, self._next):
                self._next += len(PARAGRAPH_BREAK)
            self.paragraph += 1
            end = text.find(PARAGRAPH_BREAK, self._next)
            self._end = len(text) if end < 0 else end
        stop = min(self._end, self._next + _CHUNK)
        self._spans.extend(sentences(text, self._next, stop))
        self._next = stop
        return True

    def _open(self, span: Span) -> None:
        """Gather the mentions of a sentence; one that is all quoted has none."""
        if self.is_quoted(span.start) and self.is_quoted(span.end - 1):
            start = self._closes[bisect_right(self._marks, span.start) - 1]
            if start >= span.end:
                return
        self.sentence += 1
        found = [*self._named(span), *self._pronouns(span), *self._newcomers(span)]
        found.sort(key=lambda token: token.at)
        for token in found:
            if token.role is not None and self._is_apposed(token):
                continue
            weight, at = token.weight, token.at
            while token.name is not None and self._tokens and self._tokens[-1].role is not None:
                if not _IS_NAMED.fullmatch(self._text, self._tokens[-1].end, at):
                    break
                role = self._tokens.pop()  # "his partner, Wren"
                weight, at = max(weight, role.weight), role.at
            self._tokens.append(token._replace(weight=weight))

    def _is_apposed(self, token: Token) -> bool:
        """Tell "Tom Cole, a retired machinist," from "in Troy, a machinist"."""
        before = self._tokens[-1] if self._tokens else None
        if before is None or before.name is None:
            return False
        between = self._text[before.end : token.at]
        if token.new:
            return before.weight >= OBJECT and between in _AFTER_NAME
        return between == ", " and _APPOSED.match(self._text, token.end) is not None

    def _named(self, span: Span) -> Iterator[Token]:
        for start, end, name in self._people.between(*span):
            if self.is_quoted(start):
                continue
            other = _TO.match(self._text, max(span.start, start - 6), start)
            he = _HE.match(self._text, end) if other else None
            if he is not None:  # "To Ames he wrote" brings in somebody else
                here, woman = (self.sentence, self.paragraph), he.group().endswith("she")
                yield Token(start, end, *here, SUBJECT, woman=woman, role=he.group(), new=True)
            else:
                yield Token(
                    start,
                    end,
                    self.sentence,
                    self.paragraph,
                    prominence(self._text, span.start, start, end),
                    name,
                )

    def _pronouns(self, span: Span) -> Iterator[Token]:
        """Yield the pronouns of a sentence, and descriptions like "the old mayor"."""
        text = self._text
        here = self.sentence, self.paragraph
        for match in _MENTION.finditer(text, *span):
            at = match.start()
            kind = match.lastgroup
            if self.is_quoted(at):
                continue
            if kind == "the":
                role, end = _role_in(match, "the")
                if role:
                    token = Token(
                        at, end, *here, prominence(text, span.start, at, end), None, gender(role)
                    )
                    restricted = _RESTRICTED.match(text, end) is not None
                    yield token._replace(role=role, restricted=restricted)
                continue
            if _LATER.fullmatch(text, span.start, at) and _NAMES_HIM.match(text, match.end()):
                continue
            subject = kind in {"he", "she"} or is_asked(text, span.start, at)
            if subject:
                weight = SUBJECT
            elif _OBJECT.match(text, at):
                weight = max(OWNER, prominence(text, span.start, at, match.end()))
            else:
                weight = OWNS_SUBJECT if at == span.start else OWNER
            yield Token(at, match.end(), *here, weight, woman=kind in {"she", "her"})

    def _newcomers(self, span: Span) -> Iterator[Token]:
        """Yield who comes into a sentence without a name: "a juror", "her brother"."""
        text = self._text
        for match in _ANOTHER.finditer(text, max(0, span.start - len(". ")), span.end):
            role, end = _role_in(match, "words")
            if not role or self.is_quoted(match.start("words")) or _IS_HE.match(text, end):
                continue
            joined = match.group().startswith(("and", "but")) and text[match.start() - 2] != ","
            aside = joined or _ASKED.match(text, end)  # after a comma, it is a clause of its own
            weight = OWNER if _ASKS.match(text, end) else OBJECT if aside else SUBJECT
            own = role in KIN and _WHOSE.search(match.group()) is not None
            own = own and not text.startswith("-in-law", end - len("-in-law"))
            at = match.start("words")
            token = Token(at, end, self.sentence, self.paragraph, weight, None, gender(role), role)
            yield token._replace(own=own, new=not own)

    def came_in(self, role: str, position: int) -> bool:
        """Tell whether "a juror" came in without a name before "the juror" at ``position``."""
        start = max(0, position - _INDEFINITE)
        for match in _indefinite(role).finditer(self._text, start, position):
            at = match.start()
            if match.group().startswith("former"):
                return True
            named = _NAMED.match(self._text, match.end())
            if not named and not self._text.endswith(_SAID_OF, max(0, at - 8), at):
                return not self.is_quoted(at)
        return False

    def is_another_in(self, start: int, end: int) -> bool:
        """Tell whether somebody without a name comes into the text."""
        return any(
            not SOMEBODY.isdisjoint(match.group("words").split())
            and not self.is_quoted(match.start("words"))
            for match in _ANOTHER.finditer(self._text, max(0, start - len(". ")), end)
        )


@lru_cache(maxsize=256)
def _indefinite(role: str) -> "re.Pattern[str]":
    return re.compile(
        rf"\b(?:[Aa]n?|[Oo]ne|[Aa]nother|former) (?:[\w-]{{1,20}} ){{0,3}}{re.escape(role)}\b"
    )


def _role_in(match: "re.Match[str]", group: str) -> tuple[str, int]:
    """Return a word of a group that is a role, "" without one, and where it ends.

    Of several in a row, that is the last: "its chief executive".
    """
    found = "", match.end()
    for word in _WORD.finditer(match.string, *match.span(group)):
        single = word.group().removesuffix("-in-law")
        if "ne of " in match.group():  # "one of the students"; "his students" are not one
            single = single.removesuffix("s")
        if single == "official" and _OFFICIAL.match(match.string, word.end()):
            continue
        if single in SOMEBODY:
            found = single, word.end()
        elif found[0] and group == "words":
            break
    return found
