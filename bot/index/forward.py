"""Forward index: the tokens of each passage in order, as numbers, for the second stage.

The second stage looks at sentences, order and kinds of words in some dozens of passages for
every question. Reading and analysing their texts again would take most of a question's time,
so that what it needs is worked out when a passage is indexed.

A passage is its title, its heading (maybe empty) and its sentences, one after another, each
closed by ``CLOSE``. A token is a hash of its term, so that passages of several generations go
together without renumbering: of 6 terms asked for and 5,000 tokens looked at, one in 100,000
questions meets a wrong one.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from bot.corpus.article import Article
from bot.corpus.sentences import sentences, word_set
from bot.index.analysis import Analyzer
from bot.index.passages import Passage
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


@lru_cache(maxsize=1 << 16)
def hash_of(term: str) -> int:
    """Return the number that stands for ``term``; never ``CLOSE``."""
    return zlib.crc32(term.encode("utf-8", "surrogatepass")) or 1


@dataclass(frozen=True, slots=True)
class Streams:
    """The tokens of passages; those of passage p are ``offsets[p]:offsets[p + 1]``."""

    offsets: NDArray[np.int64]  # (passages + 1,)
    hashes: NDArray[np.uint32]
    marks: NDArray[np.uint8]

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """Read them back from what ``arrays`` gave."""
        return cls(arrays["token_offsets"], arrays["token_hashes"], arrays["token_marks"])

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the arrays to be stored."""
        return {
            "token_offsets": self.offsets,
            "token_hashes": self.hashes,
            "token_marks": self.marks,
        }

    @classmethod
    def joined(cls, parts: Sequence["Streams"]) -> Self:
        """Return the passages of all ``parts``, one part after another."""
        lengths = [np.diff(part.offsets) for part in parts]
        return cls(
            _offsets(np.concatenate([np.empty(0, np.int64), *lengths])),
            np.concatenate([np.empty(0, np.uint32), *(part.hashes for part in parts)]),
            np.concatenate([np.empty(0, np.uint8), *(part.marks for part in parts)]),
        )

    def take(self, passages: NDArray[np.integer]) -> "Streams":
        """Return the given passages, in the given order."""
        starts = self.offsets[passages]
        lengths = self.offsets[passages + 1] - starts
        offsets = _offsets(lengths)
        at = np.arange(offsets[-1]) + np.repeat(starts - offsets[:-1], lengths)
        return Streams(offsets, self.hashes[at], self.marks[at])


def _offsets(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    offsets = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=offsets[1:])
    return offsets


class StreamsBuilder:
    """Gathers the tokens of passages, with a memory for words."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._words = _Words(analyzer)
        self._numbers: list[int] = []  # of words, in order
        self._ends: list[int] = []

    def add(self, parts: Iterable[str]) -> None:
        """Add the next passage: its title, its heading and its sentences."""
        words = self._words
        for part in parts:
            self._numbers += [words[word] for word in self._analyzer.words(part)]
            self._numbers.append(_END)
        self._ends.append(len(self._numbers))

    def build(self) -> Streams:
        """Return what was added, and begin anew."""
        numbers = np.asarray(self._numbers, dtype=np.int64)
        tokens = self._words.streams().take(numbers)
        marks = tokens.marks.copy()
        # Of the word, which may have several tokens or none.
        leads = self._words.leads()[numbers]
        placed = np.zeros(len(numbers), dtype=np.bool_)
        placed[1:] = leads[:-1] == _PLACES
        placed[2:] |= (leads[1:-1] == _ARTICLE) & (leads[:-2] == _PLACES)
        of_token = np.repeat(placed, np.diff(tokens.offsets))
        marks[of_token & (marks & CAPITAL != 0)] |= PLACED
        ends = np.asarray([0, *self._ends], dtype=np.int64)
        self._numbers, self._ends = [], []
        if len(self._words) > _MAX_MEMO:
            self._words = _Words(self._analyzer)
        return Streams(tokens.offsets[ends], tokens.hashes, marks)


_END: Final = 0  # the number of what ends a part
_PLACES, _ARTICLE = 1, 2  # what a word does for the next


class _Words(dict[str, int]):
    """Word -> its number, given at first sight, and what is known of each word."""

    def __init__(self, analyzer: Analyzer) -> None:
        super().__init__()
        self._analyzer = analyzer
        self._hashes = [CLOSE]
        self._marks = bytearray(1)
        self._ends = [0, 1]
        self._leads = bytearray(1)

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self._leads)
        hashes = [hash_of(term) for term in self._analyzer.analyze(word)]
        self._hashes += hashes
        self._marks += bytes([mark_of(word)]) * len(hashes)
        self._ends.append(len(self._hashes))
        self._leads.append(_PLACES if word in _PLACING else _ARTICLE if word == "the" else 0)
        return number

    def streams(self) -> Streams:
        """Return the tokens of each word, by its number."""
        return Streams(
            np.asarray(self._ends, dtype=np.int64),
            np.asarray(self._hashes, dtype=np.uint32),
            np.frombuffer(bytes(self._marks), dtype=np.uint8),
        )

    def leads(self) -> NDArray[np.uint8]:
        """Return what each word does for the next, by its number."""
        return np.frombuffer(bytes(self._leads), dtype=np.uint8)


def parts_of(article: Article, passage: Passage) -> Iterator[str]:
    """Yield what the stream of a passage is made of."""
    yield article.title
    yield article.text[slice(*passage.heading)] if passage.heading else ""
    for span in sentences(article.text, passage.start, passage.end):
        yield article.text[span.start : span.end]


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
