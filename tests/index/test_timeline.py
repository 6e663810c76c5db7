"""Dates in an index: looked up by the day of the year, by a day, and by their place."""

import contextlib

import pytest

from bot.index import generation as store
from bot.index import timeline
from tests.conftest import LEONOV

ANNIVERSARY = """---
title: Fifty years of handshakes
date: 2025-07-14
---
The handshake occurred 50 years ago this July 17. The flight of July 15–24, 1975 was the last of
the Apollo ships. It ended the race of the 1960s.
"""


@pytest.fixture
def database(update, corpus, index):
    (corpus / "anniversary.md").write_text(ANNIVERSARY)
    update()
    current = store.open_current(index)
    assert current is not None
    with contextlib.closing(current):
        yield current.database


def titles(database, told):
    names = dict(database.execute("SELECT number, id FROM articles"))
    return [(names[number], date.first) for number, date in told]


def test_dates_of_a_day_of_the_year(database):
    expected = [("anniversary", "1975-07-17"), ("soyuz", "1975-07-17")]
    assert expected == titles(database, timeline.dates_on(database, 717))
    assert expected == titles(database, timeline.dates_on(database, 717, 1975))
    assert [] == timeline.dates_on(database, 717, 1976)
    assert [("vostok/gagarin", "1961-04-12")] == titles(database, timeline.dates_on(database, 412))


def test_the_words_of_a_date_are_those_of_the_text(database):
    [(_, one), (_, other)] = timeline.dates_on(database, 717)
    assert (one.stated, other.stated) == (False, True)
    assert one.end - one.start == len("50 years ago this July 17")


def test_spans_around_a_day(database):
    assert [("anniversary", "1975-07-15")] == titles(
        database, timeline.dates_around(database, 19750720)
    )
    assert [] == timeline.dates_around(database, 19750725)


def test_days_that_something_is_told_of(database):
    assert [318, 412, 717] == timeline.days_told(database)


def test_dates_within_a_part_of_an_article(database):
    number = titles(database, timeline.dates_on(database, 717)).index(("anniversary", "1975-07-17"))
    article, _ = timeline.dates_on(database, 717)[number]
    kinds = [date.precision for date in timeline.dates_within(database, article, 0, 1000)]
    assert ["day", "day", "decade"] == kinds
    assert [] == timeline.dates_within(database, article, 0, 5)


def test_a_change_moves_the_dates_of_what_stays(update, corpus, index):
    update()
    (corpus / "a.md").write_text(LEONOV.replace("title", "id: first\ntitle"))
    (corpus / "soyuz.md").unlink()
    update()
    current = store.open_current(index)
    assert current is not None
    with contextlib.closing(current):
        database = current.database
        assert [("first", "1965-03-18"), ("leonov", "1965-03-18")] == titles(
            database, timeline.dates_on(database, 318)
        )
        assert [] == timeline.dates_on(database, 717)
        assert [318, 412] == timeline.days_told(database)
