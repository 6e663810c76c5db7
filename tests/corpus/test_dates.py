from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.dates import MOMENT, STAMP, parse_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14 July 2025", "2025-07-14"),
        ("July 14, 2025", "2025-07-14"),
        ("Jul. 14 2025", "2025-07-14"),
        ("Monday, 14th of July, 2025", "2025-07-14"),
        ("Mon, 14 Jul 2025 05:03:00 GMT", "2025-07-14"),
        ("2025-07-14T05:03:00Z", "2025-07-14"),
        ("2025/07/14", "2025-07-14"),
        ("14.07.2025", "2025-07-14"),
        ("04.03.2025", "2025-03-04"),
        ("14/07/2025", "2025-07-14"),
        ("07/14/2025", "2025-07-14"),
        ("07/07/2025", "2025-07-07"),
        ("Published July 14, 2025, 5:03 a.m. ET", "2025-07-14"),
        ("Nov 15, 20195:45 AM", "2019-11-15"),  # the time of day is often glued on
        ("July 2025", "2025-07"),
        ("1969", "1969"),
        ("03/04/2025", "2025"),  # April or March
        ("31 February 2025", None),
        ("2025-13-01", None),
        ("the crew of Apollo 11", None),
        ("Soyuz 19, 1975 kilometres", None),
        ("", None),
    ],
)
def test_parse_date(text: str, expected: str | None) -> None:
    assert expected == parse_date(text)


@given(st.dates(min_value=date(1400, 1, 1), max_value=date(2099, 12, 31)))
def test_parse_date_reads_what_is_written(day: date) -> None:
    assert str(day) == parse_date(f"{day:%-d %B %Y}")
    assert str(day) == parse_date(f"{day:%b. %-d, %Y}")
    assert str(day) == parse_date(str(day))


@given(st.text())
def test_parse_date_never_raises(text: str) -> None:
    parse_date(text)


def test_a_stamp_says_when_a_page_changed() -> None:
    stamps = [
        "Updated: 18 Nov 2019 9:38 pm",
        "Published July 14, 2025",
        "2 days ago",
        "Updated at 1:23 p.m.",
    ]
    assert [] == [stamp for stamp in stamps if not STAMP.fullmatch(stamp)]


def test_a_date_of_the_article_is_no_stamp() -> None:
    assert not STAMP.fullmatch("20 July 1969")
    assert MOMENT.fullmatch("20 July 1969")
    assert MOMENT.fullmatch("July 20, 1969, 20:17 UTC")
    assert not MOMENT.fullmatch("July 20, 1969, was a Sunday")
