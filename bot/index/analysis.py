"""analyze(text) -> terms. The one analyzer, for articles and for questions.

A token is found by one pattern in the text as it stands, so its place is known; each
token becomes no, one or several terms:

- case and diacritics are folded, possessives dropped, stop words left out, and the rest
  stemmed by Snowball's English stemmer;
- acronyms lose their points: U.S.S.R. = USSR; US, U.S. and USA are one term, unlike "us";
- designators stay whole, however they are written: STS-51-L = STS-51L = STS51L, V-2 = V2,
  Soyuz T-10-1 = Soyuz T10-1; those of two to four letters keep their parts as well, so that
  "STS 51-L" meets STS-51-L;
- a roman numeral after a name is its number: Voyager II = Voyager 2, Saturn V = Saturn 5;
- hyphenated words are their parts, and short compounds also one word: lift-off = liftoff;
- numbers keep every digit: 1,000 = 1000.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import NamedTuple

import Stemmer

VERSION = 1  # of the rules in this module; raise it whenever a term may come out otherwise

MAX_TERM_LENGTH = 64  # characters; a longer run of letters is no word, but must stay findable
_MAX_MEMO = 400_000  # tokens; about 100 MB
ASKED = 5_000  # the same for questions alone: people may type anything, for years

_APOSTROPHES = "'’ʼ‘"
_HYPHENS = r"\-\u2010-\u2013"  # inside a character class
_MARKS = r"\u0300-\u036f"  # combining, in text that was not composed
# Runs of letters and digits with what may stand inside a token. Deliberately greedy: one
# loop is twice as fast as alternatives, and the memo below takes the few odd ones apart.
_TOKEN = re.compile(rf"\w+(?:[.,{_APOSTROPHES}{_HYPHENS}{_MARKS}]\w+)*")
_SEPARATORS = re.compile(rf"[{_HYPHENS}]")
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+")
_ACRONYM = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
_JOINTS = re.compile(r"[.,_]+")

# Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_USA = frozenset({"US", "USA", "usa", "U.S", "U.S.A", "u.s", "u.s.a", "US's", "U.S.'s"})

_NUMERALS = {
    "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7", "VIII": "8", "IX": "9",
    "X": "10", "XI": "11", "XII": "12", "XIII": "13", "XIV": "14", "XV": "15", "XVI": "16",
    "XVII": "17", "XVIII": "18", "XIX": "19", "XX": "20",
}  # fmt: skip
_ROMAN = _NUMERALS | {roman.lower(): number for roman, number in _NUMERALS.items()}

STOP_WORDS = frozenset(
    """
    a about above after again all also am an and any are aren't as at be because been before
    being below between both but by can can't cannot could couldn't did didn't do does doesn't
    doing don't down during each even few for from further had hadn't has hasn't have haven't
    having he he'd he'll he's her here here's hers herself him himself his how how's however i
    i'd i'll i'm i've if in into is isn't it it'd it'll it's its itself just let's may me might
    more most must mustn't my myself no nor not now of off on once only or other ought our ours
    ourselves out over own s same shall shan't she she'd she'll she's should shouldn't so some
    such than that that's the their theirs them themselves then there there's these they they'd
    they'll they're they've this those through to too under until up upon us very was wasn't we
    we'd we'll we're we've were weren't what what's when when's where where's which while who
    who's whom whose why why's will with won't would wouldn't yet you you'd you'll you're you've
    your yours yourself yourselves
    """.split()  # noqa: SIM905 - eighty quoted words would be harder to read
)


class Token(NamedTuple):
    """A piece of text and the terms that it stands for; [start, end) in code points."""

    start: int
    end: int
    terms: tuple[str, ...]


class Analyzer:
    """Turns text into terms. Its answers depend on the text alone; safe in threads.

    ``most`` is how many tokens are remembered with their terms.
    """

    def __init__(self, most: int = _MAX_MEMO) -> None:
        self._terms = _Memo(most)
        self._runs = _Runs(self._terms, most)

    @property
    def settings(self) -> dict[str, str | int]:
        """Return what an index must have been built with to be read with this analyzer."""
        return {"name": "english-designators", "version": VERSION, "stemmer": Stemmer.version()}

    def analyze(self, text: str) -> list[str]:
        """Return the terms of ``text`` in order, repeated ones repeated."""
        try:
            # No token has white space, so what stands between is remembered with its terms.
            return list(chain.from_iterable(map(self._runs.__getitem__, text.split())))
        except _NumeralError:
            return [term for token in self.tokens(text) for term in token.terms]

    def words(self, text: str) -> list[str]:
        """Return every token of ``text``, stop words too, as written but for roman numerals.

        Analysed one by one they give the same terms as the text.
        """
        tokens = _TOKEN.findall(text)
        if not _ROMAN.keys().isdisjoint(tokens):
            for i in range(len(tokens) - 1, 0, -1):
                if tokens[i] in _ROMAN and _is_name(tokens[i - 1]):
                    tokens[i] = _ROMAN[tokens[i]]
        return tokens

    def words_of_run(self, run: str) -> list[str] | None:
        """Return the tokens of text without white space.

        None where what stands before it decides what they are.
        """
        tokens = _TOKEN.findall(run)
        return tokens if _ROMAN.keys().isdisjoint(tokens) else None

    def tokens(self, text: str) -> Iterator[Token]:
        """Yield the tokens of ``text`` that stand for a term, with their places."""
        previous = ""
        for match in _TOKEN.finditer(text):
            raw = match[0]
            if raw in _ROMAN and _is_name(previous):
                terms: tuple[str, ...] = (_ROMAN[raw],)
            else:
                terms = self._terms[raw]
            previous = raw
            if terms:
                yield Token(match.start(), match.end(), terms)


class _NumeralError(Exception):
    """What may be a roman numeral depends on the word before it."""


class _Runs(dict[str, tuple[str, ...]]):
    """Text without white space -> its terms. Raises _NumeralError."""

    def __init__(self, known: Mapping[str, tuple[str, ...]], most: int) -> None:
        super().__init__()
        self._known = known
        self._most = most

    def __missing__(self, run: str) -> tuple[str, ...]:
        tokens = _TOKEN.findall(run)
        if not _ROMAN.keys().isdisjoint(tokens):
            raise _NumeralError
        terms = tuple(term for raw in tokens for term in self._known[raw])
        if len(run) <= MAX_TERM_LENGTH:
            if len(self) >= self._most:
                self.clear()
            self[run] = terms
        return terms


class _Memo(dict[str, tuple[str, ...]]):
    """Token -> its terms, worked out at first sight. PyStemmer is not safe in threads."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most
        self._stem = Stemmer.Stemmer("english", 0).stemWord
        self._lock = threading.Lock()

    def __missing__(self, raw: str) -> tuple[str, ...]:
        with self._lock:
            if len(self) >= self._most:
                self.clear()
            terms = tuple(self._work_out(raw))
            self[raw] = terms
        return terms

    def _work_out(self, raw: str) -> Iterator[str]:
        if raw in _USA:
            yield "usa"
            return
        folded = _fold(raw)
        if _NUMBER.fullmatch(folded):
            yield folded.replace(",", "")[:MAX_TERM_LENGTH]
        elif _ACRONYM.fullmatch(folded):
            yield folded.replace(".", "")[:MAX_TERM_LENGTH]
        else:
            for piece in _JOINTS.split(folded):
                if piece:
                    yield from self._compound(piece)

    def _compound(self, piece: str) -> Iterator[str]:
        parts = [_APOSTROPHE.sub("'", part) for part in _SEPARATORS.split(piece)]
        if len(parts) == 1:
            yield from self._word(parts[0])
            return
        joined = "".join(parts).replace("'", "")[:MAX_TERM_LENGTH]
        if _is_designator(parts):
            yield joined
            if parts[0].isalpha() and len(parts[0]) >= 2:
                yield parts[0]
                yield joined[len(parts[0]) :]
            return
        for part in parts:
            yield from self._word(part)
        if len(parts) == 2 and joined.isalpha() and min(map(len, parts)) <= _SHORT_PART:
            yield self._stem(joined)

    def _word(self, word: str) -> tuple[str, ...]:
        """Return the term of one folded word without hyphens, or nothing."""
        plain = word.removesuffix("'s")
        if word in STOP_WORDS or plain in STOP_WORDS or not plain:
            return ()
        return (self._stem(plain.replace("'", "")[:MAX_TERM_LENGTH]),)


_SHORT_PART = 4  # letters: lift-off, re-entry, co-pilot, space-walk, but not Apollo-Soyuz
_PREFIXES = frozenset({"mid", "pre", "post", "late"})  # mid-1960s
_MAX_PREFIX = 4  # letters: STS-51-L, PSLV-C25, GOES-16, but Apollo-11 is a word and a number


def _fold(raw: str) -> str:
    """Return ``raw`` without case and diacritics."""
    folded = raw.casefold()
    if folded.isascii():
        return folded
    decomposed = unicodedata.normalize("NFKD", folded)
    # Compatibility forms may decompose to capitals and marks, so both are folded after.
    return (
        "".join(c for c in decomposed if not unicodedata.combining(c))
        .casefold()
        .translate(_LETTERS)
        or folded
    )


def _is_name(word: str) -> bool:
    """Whether a roman numeral after ``word`` counts something: Voyager II, world war ii."""
    return len(word) >= 3 and word.isalpha() and word.casefold() not in STOP_WORDS


def _is_designator(parts: list[str]) -> bool:
    """Whether hyphenated parts name one thing: V-2, STS-51-L, T-10-1, 51-L, X-15A-2."""
    first = parts[0]
    if first.isalpha():
        if len(first) > _MAX_PREFIX or first in _PREFIXES:
            return False
        return any(c.isdigit() for part in parts[1:] for c in part)
    has_letter = any(c.isalpha() for part in parts for c in part)
    return has_letter and all(len(p) == 1 or not p.isalpha() for p in parts)
