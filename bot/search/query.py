"""Query: a question as the index sees it."""

import re
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.corpus.sentences import word_set
from bot.index.analysis import Analyzer
from bot.index.forward import hash_of

WHO, WHEN, HOW_MANY, WHERE, OTHER = "who", "when", "how many", "where", "other"

# What is asked for, by whichever of these a question has first; each bounded.
_KINDS: Final = {
    HOW_MANY: (
        "how (?:many|much|long|far|old|tall|fast|high|big|heavy|deep|wide|large|hot|cold|often)|"
        "what (?:percentage|percent|number|distance|speed|height|weight|temperature)|number of"
    ),
    WHEN: (
        "when|(?:what|which)(?: was| is)?(?: the)? (?:year|date|day|month|century|decade|time)|"
        "(?:year|date) (?:of|did|was)"
    ),
    WHERE: "where|(?:what|which) (?:city|country|state|place|continent|county|town|location)",
    WHO: (
        r"who|whose|whom|(?:what|which) (?:\w{1,20} )?(?:astronauts?|cosmonauts?|man|men|woman|"
        "women|person|people|president|actor|actress|singer|player|king|queen|scientist|author)"
    ),
}
_KIND: Final = tuple(
    (kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for kind, words in _KINDS.items()
)

# What names the kind of answer alone: "in which year" is not about years.
_UNIT: Final = re.compile(
    r"\b(?:(?:what|which)(?: was| is)?(?: the)? (?:year|date|day|month|century|decade|time)"
    r"|how (?:many|much|long))\b",
    re.IGNORECASE,
)

# What people say around a question; nothing of it is what they ask about.
_WORDING: Final = re.compile(
    r"\s*(?:(?:hi|hello|hey|please|ok|okay|so|well)\b[\s,!.]*"
    r"|(?:can|could|would|will) (?:you|u|anyone|someone|somebody|anybody) (?:please )?"
    r"(?:tell|explain|show|give|say|remind)(?: to)?(?: me| us)?(?: please)?(?: about)?\b"
    r"|(?:do|does|did) (?:you|u|anyone|anybody|someone|somebody)(?: here)? (?:happen to )?"
    r"(?:know|remember)(?: about)?\b"
    r"|(?:i|we)(?:'d| would|'m| am)?(?: like| want| love| wanted| need|"
    r" wondering| curious| was wondering)?(?: to know| know)\b"
    r"|(?:tell|remind|explain to|show|give) (?:me|us)(?: about| of)?\b"
    r"|(?:i was |i am |i'm |just )?(?:wondering|curious)(?: about)?\b"
    r"|(?:any idea|any chance you know)\b"
    r"|(?:what can|what do) you (?:tell me|know) about\b)[\s,:]*",
    re.IGNORECASE,
)
_MAX_WORDINGS = 4
# The same at its end. From the right, so that it is tried once.
_THANKS: Final = re.compile(
    r"[\s,;]+(?:please|pls|thanks|thank you|thx|cheers)(?= ?[?!. ]{0,5}\Z)", re.IGNORECASE
)
_LONGEST_THANKS = 20  # characters


# Stems of words that pick one of many. "The first orbit" is answered where one orbit is
# called the first, not where orbits come first in a list.
SUPERLATIVES: Final = word_set("""
    first last onli oldest youngest largest longest biggest smallest highest second third
    fastest earliest final tallest heaviest farthest
""")


# Stems of words that people ask with, and articles seldom answer with: of the passages that
# answer questions with one of them at most half hold it, often fewer than of those beside them.
LIGHT: Final = word_set("""
    accord amount anoth approxim becam becom began begin call came come consid differ els exampl
    famous find gave get give given go got happen hold involv kind like locat made make mean name
    number one part percentag posit previous purpos refer role said say similar someth sort start
    take taken tell term thing titl told took type typic usual want way went
""")
LIGHTNESS: Final = 0.5  # of such a word; 0.25 does better on some collections, worse on others


class Concept(NamedTuple):
    """A word that is asked for, and what may stand for it, with how well (0 to 1)."""

    term: str
    others: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Query:
    """A question: its terms in order, repeated ones repeated, and its concepts, each once."""

    text: str
    terms: tuple[str, ...]
    concepts: tuple[Concept, ...] = ()
    kind: str = OTHER

    @classmethod
    def of(cls, text: str, analyzer: Analyzer) -> "Query":
        """Analyse a question as the articles were, without the wording around it."""
        asked = stripped(text)
        kind = kind_of(asked)
        named = _UNIT.sub(" ", asked) if kind in {WHEN, HOW_MANY} else asked
        terms = tuple(analyzer.analyze(named) or analyzer.analyze(asked) or analyzer.analyze(text))
        concepts = tuple(Concept(term) for term in dict.fromkeys(terms))
        return cls(text, terms, concepts, kind)

    @cached_property
    def superlatives(self) -> list[int]:
        """Return which concepts pick one of many."""
        return [i for i, concept in enumerate(self.concepts) if concept.term in SUPERLATIVES]

    @cached_property
    def numbers(self) -> list[int]:
        """Return which concepts have a digit."""
        return [
            i
            for i, concept in enumerate(self.concepts)
            if not concept.term.isalpha() and any(map(str.isdigit, concept.term))
        ]

    @cached_property
    def lookup(self) -> tuple[NDArray[np.uint32], NDArray[np.intp], NDArray[np.float64]]:
        """Return hashes of terms, ascending, and for each its concept and its strength."""
        best: dict[int, tuple[float, int]] = {}
        for number, concept in enumerate(self.concepts):
            for term, strength in ((concept.term, 1.0), *concept.others):
                key = hash_of(term)
                best[key] = max(best.get(key, (0.0, 0)), (strength, -number))
        hashes = sorted(best)
        return (
            np.asarray(hashes, dtype=np.uint32),
            np.asarray([-best[key][1] for key in hashes], dtype=np.intp),
            np.asarray([best[key][0] for key in hashes]),
        )


def weight_of(term: str) -> float:
    """Return what a term counts, beside its rarity: less for one that people ask with."""
    return LIGHTNESS if term in LIGHT else 1.0


def kind_of(text: str) -> str:
    """Return what kind of answer a question asks for: what its first asking word does."""
    found = ((match.start(), kind) for kind, pattern in _KIND if (match := pattern.search(text)))
    return min(found, key=itemgetter(0), default=(0, OTHER))[1]


def asks_when(text: str) -> bool:
    """Whether a question asks for a date."""
    return kind_of(stripped(text)) == WHEN


def stripped(text: str) -> str:
    """Return a question without the wording around it."""
    start = 0
    for _ in range(_MAX_WORDINGS):
        match = _WORDING.match(text, start)
        if match is None:
            break
        start = match.end()
    asked = text[start:]
    end = max(len(asked) - _LONGEST_THANKS, 0)
    return asked[:end] + _THANKS.sub("", asked[end:]) or text
