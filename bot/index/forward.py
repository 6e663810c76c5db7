"""Forward index: the tokens of each passage in order, as numbers, for the second stage.

The second stage looks at sentences, order and kinds of words in some dozens of passages for
every question. Reading and analysing their texts again would take most of a question's time,
so that what it needs is worked out when a passage is indexed.

A passage is its title, its heading (maybe empty) and its sentences, one after another, each
closed by ``CLOSE``. A token is a hash of its term, so that passages of several generations go
together without renumbering: of 6 terms asked for and 5,000 tokens looked at, one in 1,000
questions meets a wrong one.
"""

import re
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from bot.corpus.article import Article
from bot.corpus.sentences import Span, word_set
from bot.index.analysis import MAX_TERM_LENGTH, Analyzer
from bot.index.passages import Passage
from bot.index.postings import Postings, inverted, narrow
from bot.index.speech.lexicon import MEN, TITLES, WOMEN

CLOSE: Final = 0  # ends a title, a heading or a sentence; no term has this hash

# What a token is, beside its term: bits of its mark.
CAPITAL: Final = 1  # begins with a capital letter
NUMBER: Final = 2  # has a digit, or is a number in words
YEAR: Final = 4  # 1000 to 2099
DATE: Final = 8  # names a month or a day of the week
UNIT: Final = 16  # of measure, time or money, or a word for many
FORENAME: Final = 32  # of a person, or a rank
PLACED: Final = 64  # a name after "in", "at", "near" or "from"

_YEAR = re.compile(r"1\d{3}s?|20\d{2}s?")
_NUMBER_WORDS: Final = word_set("""
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
    thousand million billion trillion dozen once twice half
""")
_DATES: Final = word_set("""
    January February March April May June July August September October November December Jan Feb
    Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday
    Sunday century decade
""")
_UNITS: Final = word_set("""
    second minute hour day week month year decade century metre meter kilometre kilometer mile foot
    feet inch centimetre centimeter yard acre hectare gram kilogram kilo tonne ton pound ounce litre
    liter gallon degree celsius fahrenheit kelvin percent dollar euro cent rouble ruble knot hertz
    megahertz gigahertz watt kilowatt volt newton byte bit km kg m cm mm mi ft lb lbs kph mph times
    hundred thousand million billion trillion people men women person crew episodes seasons
""")
_MAX_MEMO: Final = 400_000  # words
_PLACING: Final = word_set("in In at At near Near from From into outside")


MARK_SHIFT: Final = np.uint32(25)  # the bits of a token below are its term's hash
HASH_BITS: Final = np.uint32((1 << 25) - 1)


@lru_cache(maxsize=1 << 12)
def hash_of(term: str) -> int:
    """Return the 25 bits that stand for ``term``; never ``CLOSE``."""
    return zlib.crc32(term.encode("utf-8", "surrogatepass")) & int(HASH_BITS) or 1


@dataclass(frozen=True, slots=True)
class Streams:
    """The tokens of passages; those of passage p are ``offsets[p]:offsets[p + 1]``.

    A token is ``hash_of`` its term, with ``mark_of`` the word in its upper 7 bits.
    """

    offsets: NDArray[np.integer]  # (passages + 1,)
    tokens: NDArray[np.uint32]

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """Read them back from what ``arrays`` gave."""
        return cls(arrays["token_offsets"], arrays["tokens"])

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the arrays to be stored."""
        return {"token_offsets": narrow(self.offsets), "tokens": self.tokens}

    @classmethod
    def joined(cls, parts: Sequence["Streams"]) -> Self:
        """Return the passages of all ``parts``, one part after another."""
        lengths = [np.diff(part.offsets) for part in parts]
        return cls(
            offsets_of(np.concatenate([np.empty(0, np.int64), *lengths])),
            np.concatenate([np.empty(0, np.uint32), *(part.tokens for part in parts)]),
        )

    def terms(self, passage: int) -> frozenset[int]:
        """Return the hashes of the terms in the sentences of a passage."""
        tokens = self.tokens[int(self.offsets[passage]) : int(self.offsets[passage + 1])]
        heading = int(np.flatnonzero(tokens == CLOSE)[1])
        return frozenset((tokens[heading:] & HASH_BITS).tolist()) - {CLOSE}

    def take(self, passages: NDArray[np.integer]) -> "Streams":
        """Return the given passages, in the given order."""
        starts = self.offsets[passages].astype(np.int64)
        lengths = self.offsets[passages + 1] - starts
        offsets = offsets_of(lengths)
        at = np.arange(offsets[-1]) + np.repeat(starts - offsets[:-1], lengths)
        return Streams(offsets, self.tokens[at])


def offsets_of(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where runs of these lengths begin, and where the last ends."""
    offsets = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=offsets[1:])
    return offsets


class StreamsBuilder:
    """Gathers the tokens of passages, with a memory for words."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._begin()
        self._numbers = array("I")  # of words, in order
        self._ends = array("Q", [0])

    def add(self, parts: Iterable[str]) -> None:
        """Add the next passage: its title, its heading and its sentences."""
        numbers = self._runs.__getitem__
        for part in parts:
            try:
                # No word has white space, so what stands between is remembered with its words.
                found = list(chain.from_iterable(map(numbers, part.split())))
            except _NumeralError:
                found = [self._words[word] for word in self._analyzer.words(part)]
            found.append(_END)
            self._numbers.extend(found)
        self._ends.append(len(self._numbers))

    def build(self) -> tuple[Streams, Postings]:
        """Return the tokens of what was added and how often each term is there; begin anew."""
        words = self._words
        numbers = np.asarray(self._numbers)
        word_ends = np.asarray(words.ends).astype(np.int64)
        lengths = np.diff(word_ends)[numbers]  # a word may have several tokens or none
        ends = offsets_of(lengths)
        at = np.arange(ends[-1]) + np.repeat(word_ends[numbers] - ends[:-1], lengths)
        tokens = np.asarray(words.tokens)[at]
        placed = np.repeat(_placed(np.frombuffer(words.leads, np.uint8)[numbers]), lengths)
        tokens[placed & (tokens >> MARK_SHIFT & CAPITAL != 0)] |= np.uint32(PLACED) << MARK_SHIFT
        offsets = ends[np.asarray(self._ends).astype(np.int64)]
        are_terms = tokens != CLOSE
        postings = inverted(
            np.asarray(words.terms)[at[are_terms]],
            np.diff(offsets_of(are_terms)[offsets]),
            list(words.names),
        )
        self._numbers, self._ends = array("I"), array("Q", [0])
        if len(words) > _MAX_MEMO or len(self._runs) > _MAX_MEMO:
            self._begin()
        return Streams(offsets, tokens), postings

    def _begin(self) -> None:
        """Forget the words."""
        self._words = _Words(self._analyzer)
        self._runs = _Runs(self._words, self._analyzer)


def _placed(leads: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Return which words come after one that places, an article between or not."""
    placed = np.zeros(len(leads), dtype=np.bool_)
    placed[1:] = leads[:-1] == _PLACES
    placed[2:] |= (leads[1:-1] == _ARTICLE) & (leads[:-2] == _PLACES)
    return placed


_END: Final = 0  # the number of what ends a part
_PLACES, _ARTICLE = 1, 2  # what a word does for the next


class _NumeralError(Exception):
    """What may be a roman numeral depends on the word before it."""


class _Runs(dict[str, tuple[int, ...]]):
    """Text without white space -> the numbers of its words. Raises _NumeralError."""

    def __init__(self, words: "_Words", analyzer: Analyzer) -> None:
        super().__init__()
        self._words = words
        self._analyzer = analyzer

    def __missing__(self, run: str) -> tuple[int, ...]:
        words = self._analyzer.words_of_run(run)
        if words is None:
            raise _NumeralError
        numbers = tuple(self._words[word] for word in words)
        if len(run) <= MAX_TERM_LENGTH:
            self[run] = numbers
        return numbers


class _Words(dict[str, int]):
    """Word -> its number, given at first sight, and what is known of each word."""

    def __init__(self, analyzer: Analyzer) -> None:
        super().__init__()
        self._analyzer = analyzer
        self.names: dict[str, int] = {}  # of terms -> their numbers
        # Of all words, one after another; ``ends`` divide them, and the first word is _END.
        self.tokens = array("I", [CLOSE])
        self.terms = array("I", [0])
        self.ends = array("Q", [0, 1])
        self.leads = bytearray(1)

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self.leads)
        mark = mark_of(word) << int(MARK_SHIFT)
        for term in self._analyzer.analyze(word):
            self.tokens.append(mark | hash_of(term))
            self.terms.append(self.names.setdefault(term, len(self.names)))
        self.ends.append(len(self.tokens))
        self.leads.append(_PLACES if word in _PLACING else _ARTICLE if word == "the" else 0)
        return number


def parts_of(article: Article, passage: Passage, spans: Iterable[Span]) -> Iterator[str]:
    """Yield what the stream of a passage, whose sentences are ``spans``, is made of."""
    yield article.title
    yield article.text[slice(*passage.heading)] if passage.heading else ""
    for start, end in spans:
        yield article.text[start:end]


def mark_of(raw: str) -> int:
    """Return the bits that a token has on its own."""
    mark = 0
    if raw[0].isupper():
        mark |= CAPITAL
    plain = raw.removesuffix("’s").removesuffix("'s")
    lower = plain.lower()
    if any(c.isdigit() for c in raw) or lower in _NUMBER_WORDS:
        mark |= NUMBER
        if _YEAR.fullmatch(raw):
            mark |= YEAR
    if plain in _DATES:
        mark |= DATE
    if lower in _UNITS or lower.removesuffix("s") in _UNITS:
        mark |= UNIT
    if plain in MEN or plain in WOMEN or plain in TITLES:
        mark |= FORENAME
    return mark
