"""Years: which numbers of four digits are one, by the words around them."""

import re
from typing import Final

from bot.corpus.sentences import word_set
from bot.index.dating import periods
from bot.index.dating.periods import Period
from bot.index.dating.words import SEASONS

Read = tuple[int, int, Period | None, bool]  # start, end, what it is, whether stated in full

_LOOK: Final = 28  # characters
_LAST: Final = 2200
_MODERN: Final = 1900
# Words after which a number of four digits is a year, whatever follows;
_SURELY: Final = word_set("""
    in since during until till early late mid year years summer spring autumn fall winter season
    circa
""")
# and those after which it may be an amount as well.
_MAYBE: Final = word_set("""
    of by from to and or between before after around about through throughout for at on
""")
_DETERMINERS: Final = word_set("the a an this that its his her their our")
# What is counted, where the number is none of a year.
_COUNTED: Final = word_set("""
    metres meters metre meter kilometres kilometers km miles mile feet foot ft kilograms kilogrammes
    kg kilos pounds lb lbs tonnes tons grams degrees people men women hours hour hrs minutes seconds
    days weeks months years volts watts dollars roubles rubles pages photographs pictures images
    percent kelvin million billion thousand hundred UTC GMT hp horsepower rpm orbits alarm and
""") - {"and"}
# Words in -s that may follow a year.
_NO_PLURALS: Final = word_set("was is has as its this us does perhaps across towards plus thus")
_AFTER = re.compile(r"(?:[–—-](\d{4}|\d\d)(?!\w))?([’']s|s)?(?![\w%°]|[.,:]\d|-\w)")
_NEXT_WORD = re.compile(r"[ \xa0\u202f\n]([^\W\d_]+)")
_MODIFIER = re.compile(r"(?:the )?(?:early |late |mid(?:dle)?[ -])?$", re.IGNORECASE)


def year_at(text: str, at: int, least: int) -> Read | None:
    """Read a year, years, a season or a decade at ``at``; nothing before ``least`` counts."""
    first = int(text[at : at + 4])
    after = _AFTER.match(text, at + 4)
    if after is None or not 1400 <= first < _LAST:
        return None
    before = text[max(least, at - _LOOK) : at]
    if after[2] == "s":
        start = at - len(match[0]) if (match := _MODIFIER.search(before)) else at
        return start, after.end(), periods.decade(first), True
    end = after.end(1) if after[1] else at + 4
    words = before.split()
    word = words[-1].lower().strip("(“‘\"'") if words else ""
    if before.endswith("mid-"):
        return at, end, periods.whole_year(first), True
    if before.endswith("-") or not _is_year(text, first, word, before[-1:], end):
        return None
    if after[1]:
        last = int(after[1]) if len(after[1]) == 4 else first - first % 100 + int(after[1])
        return at, end, periods.years(first, last), True
    name = words[-2].lower() if word == "of" and len(words) > 1 else word
    start = at - len(before) + before.lower().rindex(name) if name in SEASONS else at
    known = periods.season(first, name) if name in SEASONS else periods.whole_year(first)
    return start, end, known, True


def _is_year(text: str, number: int, word: str, glued: str, end: int) -> bool:
    """Whether a number is a year, by the word before it and what follows."""
    following = _NEXT_WORD.match(text, end, end + _LOOK)
    after = following[1] if following else ""
    if after in _COUNTED:
        return False
    if word in _SURELY:
        return True
    is_plural = after[:1].islower() and after.endswith("s") and after not in _NO_PLURALS
    if is_plural or number < _MODERN:
        return False
    if word in _MAYBE:
        return True
    if word in _DETERMINERS or word.endswith(("’s", "'s")):
        return bool(after)
    closed = text[end : end + 1] in {"", ".", ",", ";", ":", ")", "\n", "—"}
    return closed and (glued in {"(", "", "\n"} or word.endswith((",", ":", "—", "–")))
