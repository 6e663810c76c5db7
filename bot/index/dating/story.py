"""Story: what is known at a place of a text, by which words that name no year are resolved.

Everything is None that is not sure. A date that is made up would be shown beside somebody's
words.
"""

import re
from datetime import date, timedelta
from typing import Final

from bot.index.dates import DAY, DECADE
from bot.index.dates import MONTH as MONTHLY
from bot.index.dating import periods
from bot.index.dating.periods import Period

_NEAR: Final = 400  # characters from a day to “the following day”
_SENTENCE: Final = 120  # characters before a date in which “had” says that it is looked back to
_QUOTED_WITHIN: Final = 600  # characters back that an opening quotation mark is looked for
_BACK: Final = 3  # months that a story goes back without another year; more may be the next one
_TURN: Final = 9  # months back from which it is the next year: December, then January
_RECENT: Final = timedelta(days=60)  # from a day without a year to when the article appeared
_EARLIEST: Final = 1000
_LATEST: Final = 3000
_YEARS = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")


class Story:
    """The dates that a text has told so far; places are in its text."""

    def __init__(self, text: str, title: str, published: str | None) -> None:
        self._text = text
        self._title = title
        self.published_year = _year_of(published)
        self.published = _day_of(published) if self.published_year else None
        named = {int(year) for year in _YEARS.findall(title)}
        self.year = named.pop() if len(named) == 1 else None
        self._month: int | None = None
        self._day: date | None = None
        self._at = 0
        self._news: bool | None = None

    def tell(self, period: Period | None, end: int) -> None:
        """Note what was told of last; None where it was a date that is not known."""
        # After “It had been launched on 7 December”, “the same day” may be that or another.
        start = max(self._at, end - _SENTENCE)
        looks_back = self._text.rfind(" had ", start, end) > self._text.rfind(". ", start, end)
        self._at = end
        self._day = period.day if period and not looks_back else None
        self._month = period.first.month if period and period.precision in (DAY, MONTHLY) else None
        is_known = period is not None and period.precision != DECADE
        self.year = _sensible(period.first.year) if period and is_known else None

    def forget_day(self) -> None:
        """Note that something was told that is on no known day."""
        self._day = None

    def day(self, at: int) -> date | None:
        """Return the day that was told of last, if that was just before ``at``."""
        near = at - self._at <= _NEAR and "\n\n" not in self._text[self._at : at]
        return self._day if near else None

    def near_year(self, at: int) -> int | None:
        """Return the year that was told of last, if that was just before ``at``."""
        near = at - self._at <= _NEAR and "\n\n" not in self._text[self._at : at]
        return self.year if near else None

    def is_beside(self, at: int) -> bool:
        """Whether what was told of last ends just before ``at``, with a comma between."""
        return at - self._at <= len(", ") and self._text[self._at : at].strip() in {",", "("}

    def year_of(self, month: int, day: int | None, at: int) -> int | None:
        """Return the year of a month, or of a day, that is named at ``at`` without one."""
        if self.year is not None:
            back = 0 if self._month is None else self._month - month
            if back <= _BACK:
                return self.year
            # “It had been lost in February”: that was before what was told of last.
            looks_back = " had " in self._text[max(self._at, at - _NEAR) : at]
            return self.year + 1 if back >= _TURN and not looks_back else None
        if self.published is None or not self.is_news:
            return None
        around = (self.published.year + step for step in (-1, 0, 1))
        known = (periods.day(year, month, day or 15) for year in around)
        near = [p.first for p in known if p and abs(p.first - self.published) <= _RECENT]
        return near[0].year if len(near) == 1 else None

    def month(self, at: int) -> tuple[int, int] | None:
        """Return year and month of what was told just before ``at``."""
        year = self.near_year(at)
        return (year, self._month) if year is not None and self._month is not None else None

    @property
    def is_news(self) -> bool:
        """Whether the article names no years but those around its own."""
        if self._news is None:
            year = self.published_year or 0
            named = (*_YEARS.findall(self._title), *_YEARS.findall(self._text))
            self._news = all(abs(int(one) - year) <= 1 for one in named)
        return self._news

    def now(self, at: int) -> date | None:
        """Return when the article appeared, where words at ``at`` may be said of that day."""
        if self.published is None or self.is_quoted(at):
            return None
        is_recent = self.year is None or abs(self.year - self.published.year) <= 1
        return self.published if is_recent else None

    def is_quoted(self, at: int) -> bool:
        """Whether somebody else says, maybe on another day, what is at ``at``."""
        least = max(0, at - _QUOTED_WITHIN)
        start = max(self._text.rfind("\n\n", least, at), least)
        if self._text.rfind("“", start, at) > self._text.rfind("”", start, at):
            return True
        return self._text.count('"', start, at) % 2 == 1


def _day_of(iso: str | None) -> date | None:
    """Return the day that an article's date is; None where it is a month, a year or nothing."""
    try:
        return date.fromisoformat(iso) if iso and len(iso) == len("2025-07-14") else None
    except ValueError:
        return None


def _year_of(iso: str | None) -> int | None:
    year = (iso or "")[:4]
    return _sensible(int(year)) if year.isascii() and year.isdecimal() else None


def _sensible(year: int) -> int | None:
    """Return a year that an article can be about; the calendar's end is far from it."""
    return year if _EARLIEST <= year < _LATEST else None
