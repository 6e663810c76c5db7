"""The dates of a generation's database: rows <-> Dated, and which are of a day.

A day is a number there, 19750717, so that its last four digits are the day of every year.
"""

import sqlite3
from collections.abc import Iterable
from typing import Any, Final

from bot.index.dates import DAY, Dated
from bot.index.tables import OLD

SCHEMA: Final = """
CREATE TABLE dates (
    article INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    first INTEGER NOT NULL, last INTEGER NOT NULL,
    precision TEXT NOT NULL, stated INTEGER NOT NULL,
    PRIMARY KEY (article, start)
) WITHOUT ROWID;
CREATE INDEX dates_on ON dates (first % 10000, first) WHERE first = last;
CREATE INDEX dates_around ON dates (first) WHERE first < last AND precision = 'day';
"""

_COLUMNS: Final = 'article, start, "end", first, last, precision, stated'
_YEAR: Final = 10_000  # between the numbers of a day and of the same one year later

Row = tuple[Any, ...]
Told = tuple[int, Dated]  # the number of an article, and a date in it


def number_of(iso: str) -> int:
    """Return the number of a day, 1975-07-17 -> 19750717."""
    return int(iso.replace("-", ""))


def date_rows(article: int, dates: Iterable[Dated]) -> list[Row]:
    """Return the rows of the dates of one article."""
    return [
        (article, d.start, d.end, number_of(d.first), number_of(d.last), d.precision, int(d.stated))
        for d in dates
    ]


def insert_dates(database: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Add dates."""
    database.executemany(f"INSERT INTO dates ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", rows)  # noqa: S608 - names of columns


def copy_dates(database: sqlite3.Connection, first: int, last: int, to: int) -> None:
    """Add the dates of articles ``first`` to ``last`` of OLD, which are now from ``to``."""
    columns = _COLUMNS.replace("article", "article + ?", 1)
    database.execute(
        f"INSERT INTO dates ({_COLUMNS})"  # noqa: S608 - names of columns
        f" SELECT {columns} FROM {OLD}.dates WHERE article BETWEEN ? AND ?",
        (to - first, first, last),
    )


def dates_on(database: sqlite3.Connection, month_day: int, year: int | None = None) -> list[Told]:
    """Return the dates that are one day: ``month_day`` (717 is 17 July) of any or one year.

    In the order of days, then of the archive.
    """
    if year is None:
        condition, values = "first % 10000 = ?", [month_day]
    else:
        condition = "first % 10000 = ? AND first = ?"
        values = [month_day, year * _YEAR + month_day]
    return _read(database, f"first = last AND {condition} ORDER BY first, article, start", values)


def dates_around(database: sqlite3.Connection, day: int) -> list[Told]:
    """Return the spans of days (“16–24 July 1969”) that ``day`` is in, if shorter than a year."""
    condition = "first < last AND precision = ? AND first BETWEEN ? AND ? AND last >= ?"
    order = "ORDER BY last - first, article, start"
    return _read(database, f"{condition} {order}", [DAY, day - _YEAR, day, day])


def dates_within(database: sqlite3.Connection, article: int, start: int, end: int) -> list[Dated]:
    """Return the dates whose words begin in ``[start, end)`` of an article, in order."""
    condition = "article = ? AND start >= ? AND start < ? ORDER BY start"
    return [date for _, date in _read(database, condition, [article, start, end])]


def days_told(database: sqlite3.Connection) -> list[int]:
    """Return the days of the year that something is told of, from 101 to 1231."""
    rows = database.execute(
        "SELECT DISTINCT first % 10000 FROM dates WHERE first = last ORDER BY first % 10000"
    )
    return [row[0] for row in rows]


def _read(database: sqlite3.Connection, condition: str, values: list[Any]) -> list[Told]:
    rows = database.execute(f"SELECT {_COLUMNS} FROM dates WHERE {condition}", values)  # noqa: S608 - conditions of this module
    return [
        (article, Dated(start, end, _iso(first), _iso(last), precision, bool(stated)))
        for article, start, end, first, last, precision, stated in rows
    ]


def _iso(number: int) -> str:
    digits = f"{number:08}"
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
