"""The words that dates are written with, and the patterns made of them; all bounded."""

import re
from typing import Final

from bot.corpus.sentences import word_set

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SEASONS: Final = word_set("spring summer autumn fall winter")

_UNITS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS: Final = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS: Final = {
    "a": 1,
    "an": 1,
    **{word: number for number, word in enumerate((*_UNITS, *_TEENS), 1)},
    **{word: number * 10 for number, word in enumerate(_TENS, 2)},
    "hundred": 100,
}

S: Final = "[ \xa0\u202f\n]"  # one space; two line ends divide paragraphs
_LETTERS: Final = (
    r"Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|Jun(?:e|\.)?|Jul(?:y|\.)?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
)
MONTH: Final = rf"(?:{_LETTERS})(?![^\W\d_])"
DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\w|[.,:]\d)"
YEAR: Final = r"(?:1[4-9]|2[01])\d\d(?!\w|[.,]\d)"
JOIN: Final = rf"{S}?[–—-]{S}?|{S}(?:to|until|till|through|and|or)(?:{S}on)?{S}"
_OF_YEAR: Final = rf"{S}of{S}(?P<of>that|the{S}same|the{S}next|the{S}following){S}year\b"

DAY_FIRST: Final = (
    rf"(?P<d>{DAY})(?:(?P<j>{JOIN})(?P<D>{DAY}))?{S}(?:of{S})?(?P<m>{MONTH})"
    rf"(?:(?P<J>{JOIN})(?P<e>{DAY}){S}(?P<M>{MONTH})(?=,?{S}{YEAR}))?"
    rf"(?:,?{S}(?:of{S})?(?P<y>{YEAR})|{_OF_YEAR})?"
)
MONTH_FIRST: Final = (
    rf"(?P<m>{MONTH}){S}(?:the{S})?(?P<d>{DAY})"
    rf"(?:(?P<J>{JOIN})(?P<M>{MONTH}){S}(?P<e>{DAY})(?=,?{S}{YEAR})"
    rf"|(?P<j>{JOIN})(?P<D>{DAY})(?=,{S}{YEAR}|{S}?[^\s\w]|{S}{YEAR}))?"
    rf"(?:,?{S}(?:of{S})?(?P<y>{YEAR})|,?{_OF_YEAR})?"
)
MONTH_YEAR: Final = (
    rf"(?P<m>{MONTH})(?:(?P<j>{JOIN})(?P<M>{MONTH}))?(?:,?{S}(?:of{S})?(?P<y>{YEAR})|{_OF_YEAR})"
)
ISO: Final = r"(?P<y>(?:1[4-9]|20)\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?![\d-])"

NUMBER: Final = (
    rf"\d{{1,3}}|an?|(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_UNITS)}))?"
    rf"|{'|'.join(_UNITS)}|{'|'.join(_TEENS)}|(?:a|one) hundred"
)
# Before a number these say that it is a rough one.
ROUGHLY: Final = word_set("""
    about almost approximately around barely circa few least less more most nearly only over past
    roughly several some than within under up every each last next first the those these
""")


def month_of(name: str) -> int:
    """Return the number of a month's name or abbreviation."""
    return MONTHS.index(name[:3].lower()) + 1


def number_of(words: str) -> int | None:
    """Return the number that digits or words stand for."""
    if words.isdecimal():
        return int(words)
    parts = [NUMBERS.get(part) for part in re.split("[ -]", words.lower())]
    known = [part for part in parts if part is not None]
    if len(known) != len(parts):
        return None
    return 100 if 100 in known else sum(known)
