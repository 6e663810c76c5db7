"""What a question asks for: its words, what they are worth, and the kind of its answer."""

import re
from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Final

from bot.corpus.sentences import word_set
from bot.index.analysis import Analyzer

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

# "first" and "last", or "11" and "12", are common in an archive, and yet another one is another
# question. Between two questions these are worth as much as a rare word, and so is the kind of
# answer. Both in idf; the shipped archive does as well with 5 to 7, and with 2 to 4.
_LEAST: Final = 5.0
_KIND_WORTH: Final = 3.0


def words_of(text: str, analyzer: Analyzer) -> tuple[str, ...]:
    """Return the terms of a question, as the articles were analysed, without its wording."""
    asked = stripped(text)
    named = _UNIT.sub(" ", asked) if kind_of(asked) in {WHEN, HOW_MANY} else asked
    return tuple(analyzer.analyze(named) or analyzer.analyze(asked) or analyzer.analyze(text))


def weight_of(term: str) -> float:
    """Return what a term counts, beside its rarity: less for one that people ask with."""
    return LIGHTNESS if term in LIGHT else 1.0


def worths_of(words: Iterable[str], kind: str, idf: Callable[[str], float]) -> dict[str, float]:
    """Return what the different words of a question tell it by from others, by rarity.

    The kind of its answer is one of them, as ``kind_word`` writes it.
    """
    worths = {kind_word(kind): _KIND_WORTH} if kind != OTHER else {}
    for word in words:
        worth = idf(word) * weight_of(word)
        if word in SUPERLATIVES or any(map(str.isdigit, word)):
            worth = max(worth, _LEAST)
        worths[word] = worth
    return worths


def kind_word(kind: str) -> str:
    """Return what stands for a kind of answer among words; no text has such a word."""
    return f"?{kind}"


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
