"""Periods: a day, a month, a season, a year or a decade as its first and last day."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final, NamedTuple

from bot.index.dates import DAY, DECADE, MONTH, SEASON, YEAR

# Of the northern hemisphere, where this field's articles are written. The winter of 1961 may
# be its first months or its last, so that nothing but the year is known of it.
_SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}
# The 1900s may be ten years or a hundred.
_CENTURIES: Final = 100


class Period(NamedTuple):
    """A span of whole days, its end included."""

    first: date
    last: date
    precision: str

    @property
    def day(self) -> date | None:
        """Return the day, if it is one."""
        return self.first if self.first == self.last else None


def day(year: int, month: int, number: int) -> Period | None:
    """Return a day, or None where the month has none of that number."""
    try:
        return of_day(date(year, month, number))
    except ValueError:
        return None


def of_day(one: date) -> Period:
    """Return a day as a period."""
    return Period(one, one, DAY)


def shifted(one: date, days: int) -> Period:
    """Return the day so many days after ``one``."""
    return of_day(one + timedelta(days=days))


def days(first: Period | None, last: Period | None) -> Period | None:
    """Return all days from one to another; None where they are in the wrong order."""
    if first is None or last is None or first.first >= last.last:
        return None
    return Period(first.first, last.last, first.precision)


def month(year: int, number: int) -> Period:
    """Return a month; months before 1 and after 12 are those of other years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    last = monthrange(year, number)[1]
    return Period(date(year, number, 1), date(year, number, last), MONTH)


def season(year: int, name: str) -> Period:
    """Return a season of a year; of a winter the year."""
    start = _SEASONS.get(name)
    if start is None:
        return whole_year(year)
    return Period(month(year, start).first, month(year, start + 2).last, SEASON)


def whole_year(year: int) -> Period:
    """Return a year."""
    return Period(date(year, 1, 1), date(year, 12, 31), YEAR)


def years(first: int, last: int) -> Period | None:
    """Return the years from one to another; None where they are in the wrong order."""
    return days(whole_year(first), whole_year(last)) if first < last else None


def decade(year: int) -> Period | None:
    """Return the decade that begins with ``year``; None where a century might be meant."""
    if year % 10 or not year % _CENTURIES:
        return None
    return Period(date(year, 1, 1), date(year + 9, 12, 31), DECADE)
