"""Calendar: a day as people write it, and the day that a question names."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.corpus.sentences import word_set
from bot.errors import BotError, NotFoundError
from bot.index.dates import Dated
from bot.index.timeline import PER_YEAR

_LEAP: Final = 2000  # a year that has every day of the year
_YEAR: Final = re.compile(r"\d{4}")
_MONTH: Final = re.compile(r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d-\d", re.IGNORECASE)
# Words of a question that asks for nothing but what happened.
_NOTHING_ELSE: Final = word_set("""
    a about all an and anything archive articles at be can could d date day did do does event events
    find for go going happen happened happening happens historic historical history i in is it know
    list me occur occurred of on or please s say says show something space special take tell that
    the there this today told took place took up us was we went were what which you
""")
_FORMS: Final = re.compile(
    r"(?:(?P<y>\d{4})-)?(?P<m>\d\d?)-(?P<d>\d\d?)"
    r"|(?P<M>[a-z]{3,9})\.? (?:the )?(?P<D>\d\d?)(?:st|nd|rd|th)?(?:,? (?P<Y>\d{4}))?"
    r"|(?:the )?(?P<e>\d\d?)(?:st|nd|rd|th)?(?: of)? (?P<N>[a-z]{3,9})\.?(?:,? (?P<Z>\d{4}))?",
    re.IGNORECASE | re.ASCII,
)
_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Day:
    """A day of every year, or of one."""

    month: int
    day: int
    year: int | None = None

    @property
    def number(self) -> int:
        """Return 717 for 17 July."""
        return self.month * 100 + self.day

    @property
    def iso(self) -> str:
        """Return "07-17", or "1975-07-17" of one year."""
        day = f"{self.month:02}-{self.day:02}"
        return day if self.year is None else f"{self.year:04}-{day}"

    @classmethod
    def of(cls, number: int, year: int | None = None) -> "Day":
        """Return the day of a number. Raises ValueError where there is none."""
        month, day = divmod(number, 100)
        date(_LEAP if year is None else year, month, day)
        return cls(month, day, year)

    @property
    def place(self) -> int:
        """Return the number that a button remembers the day by."""
        return (self.year or 0) * PER_YEAR + self.number

    @classmethod
    def of_place(cls, place: int) -> "Day":
        """Undo ``place``. Raises NotFoundError where it is of no day."""
        year, number = divmod(place, PER_YEAR)
        try:
            return cls.of(number, year or None)
        except ValueError:
            raise NotFoundError(f"{place} is no day") from None

    @classmethod
    def parse(cls, text: str) -> "Day":
        """Read "July 20", "20 July", "07-20", or with a year. Raises BotError."""
        match = _FORMS.fullmatch(" ".join(text.split()))
        if match is not None:
            month = match["m"] or _month(match["M"] or match["N"])
            year = match["y"] or match["Y"] or match["Z"]
            number = int(month or 0) * 100 + int(match["d"] or match["D"] or match["e"])
            try:
                return cls.of(number, int(year) if year else None)
            except ValueError:
                pass
        shown = " ".join(text.split())[:40]
        raise BotError(
            f"{shown!r} is no day; write it like “July 20”, “20 July”, “07-20” or “1969-07-20”"
        )

    @property
    def of_year(self) -> int:
        """Return which day of a leap year it is, from 1 to 366."""
        return date(_LEAP, self.month, self.day).timetuple().tm_yday


def asked_day(question: str) -> Dated | None:
    """Return the one full date that a question names; None, at once, for most questions."""
    if _YEAR.search(question) is None or _MONTH.search(question) is None:
        return None
    from bot.index.dating.stated import stated_day  # its patterns take some milliseconds

    return stated_day(question)


def asked_beside(question: str, day: Dated) -> str:
    """Return what a question asks beside its day; "" where it asks what happened then."""
    rest = f"{question[: day.start]} {question[day.end :]}"
    asked = {word.casefold() for word in re.findall(r"[^\W_]+", rest)}
    return rest if asked - _NOTHING_ELSE else ""


def _month(name: str) -> int:
    """Return the number of a month by its name or the beginning of it; 0 for none."""
    found = [i for i, month in enumerate(_MONTHS, 1) if month.startswith(name.lower())]
    return found[0] if len(found) == 1 else 0
