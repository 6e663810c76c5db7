"""Dates in texts of several kinds; each case says what must be found, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.article import Article
from bot.index.dates import Dated, extract
from bot.index.dating.stated import stated_day

NEWS = "2025-07-14"  # a Monday
HISTORY = "2026-11-22"


def found(text: str, date: str | None = HISTORY, title: str = "Title") -> list[Dated]:
    return extract(Article(id="a", path="a.md", title=title, text=text, date=date))


def days(text: str, date: str | None = HISTORY, title: str = "Title") -> list[tuple[str, str]]:
    """The words and the days of each date, a span of days as "first/last"."""
    return [
        (text[d.start : d.end], d.first if d.is_one_day else f"{d.first}/{d.last}")
        for d in found(text, date, title)
    ]


STATED = [
    ("It flew on April 12, 1961, at dawn.", "April 12, 1961", "1961-04-12"),
    ("It flew on 12 April 1961.", "12 April 1961", "1961-04-12"),
    ("Launched 12 Apr. 1961 by night.", "12 Apr. 1961", "1961-04-12"),
    ("Launched 1961-04-12.", "1961-04-12", "1961-04-12"),
    ("On Apr 12th, 1961 it flew.", "Apr 12th, 1961", "1961-04-12"),
    ("On July 17 1975 they met.", "July 17 1975", "1975-07-17"),
    ("On the 12th of April 1961 it flew.", "12th of April 1961", "1961-04-12"),
    ("On Thursday, July 17, 1975, they met.", "July 17, 1975", "1975-07-17"),
    ("Sept. 12, 1962: a speech.", "Sept. 12, 1962", "1962-09-12"),
    ("It was the 1 January 1900 that", "1 January 1900", "1900-01-01"),
    ("It flew July 16–24, 1969.", "July 16–24, 1969", "1969-07-16/1969-07-24"),
    ("It flew from 16 to 24 July 1969.", "16 to 24 July 1969", "1969-07-16/1969-07-24"),
    ("From 30 July to 2 August 1971.", "30 July to 2 August 1971", "1971-07-30/1971-08-02"),
    ("Flew December 28 – January 2, 1970", "December 28 – January 2, 1970",
     "1969-12-28/1970-01-02"),
    ("Between 12 and 14 April 1961.", "12 and 14 April 1961", "1961-04-12/1961-04-14"),
    ("They met in July 1975 in orbit.", "July 1975", "1975-07-01/1975-07-31"),
    ("In July of 1975 they met.", "July of 1975", "1975-07-01/1975-07-31"),
    ("In February 1960, a leap year.", "February 1960", "1960-02-01/1960-02-29"),
    ("In the summer of 1975 they met.", "summer of 1975", "1975-06-01/1975-08-31"),
    ("By autumn 1957 all was ready.", "autumn 1957", "1957-09-01/1957-11-30"),
    ("In the winter of 1961 he left.", "winter of 1961", "1961-01-01/1961-12-31"),
    ("In the 1960s many flew.", "the 1960s", "1960-01-01/1969-12-31"),
    ("In the late 1950s, dogs flew.", "the late 1950s", "1950-01-01/1959-12-31"),
    ("In 1961 he flew.", "1961", "1961-01-01/1961-12-31"),
    ("A speech (1962) and a song", "1962", "1962-01-01/1962-12-31"),
    ("The 1967 fire killed three.", "1967", "1967-01-01/1967-12-31"),
    ("He was director from 1961–68 and", "1961–68", "1961-01-01/1968-12-31"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "iso"), STATED)
def test_stated(text, words, iso):
    assert [(words, iso)] == days(text)
    assert [True] == [date.stated for date in found(text)]


RESOLVED = [
    # a day without its year: the nearest before it
    ("In 1975 they trained. On July 17 they met.", HISTORY, "July 17", "1975-07-17"),
    ("On 4 October 1957 it flew. By 21 October it was silent.", HISTORY, "21 October",
     "1957-10-21"),
    ("On 14 December 1972 they left. On 3 January they rested.", HISTORY, "3 January",
     "1973-01-03"),
    ("It failed on 5 November 1966, as on 28 November of that year.", HISTORY,
     "28 November of that year", "1966-11-28"),
    ("Gordon flew for eight days in August 1965; Borman in December.", HISTORY, "December",
     "1965-12-01/1965-12-31"),
    # by another
    ("It left on 16 July 1969. The following day all was well.", HISTORY, "The following day",
     "1969-07-17"),
    ("It left on 19 August 1960 and came back two days later.", HISTORY, "two days later",
     "1960-08-21"),
    ("It failed on 12 April 1981. Two days before, it had worked.", HISTORY, "Two days before",
     "1981-04-10"),
    ("They landed on 21 July 1969. The day before, they had circled it.", HISTORY,
     "The day before", "1969-07-20"),
    ("They landed on 21 July 1969; they left the day after, at noon.", HISTORY, "the day after",
     "1969-07-22"),
    ("It rose in May 1961, and the following July it fell.", HISTORY, "July",
     "1961-07-01/1961-07-31"),
    ("It rose in May 1961; he left the next March.", HISTORY, "March", "1962-03-01/1962-03-31"),
    ("In 1961 it rose, and in March of the following year it fell.", HISTORY,
     "March of the following year", "1962-03-01/1962-03-31"),
    ("They met on 17 July 1975. That day everyone watched.", HISTORY, "That day", "1975-07-17"),
    ("It rose on 31 December 1968, and the next morning it fell.", HISTORY, "the next morning",
     "1969-01-01"),
    ("He left in December 1960. The next month he was back.", HISTORY, "The next month",
     "1961-01-01/1961-01-31"),
    ("She flew in June 1963. Three years later she taught.", HISTORY, "Three years later",
     "1966-01-01/1966-12-31"),
    ("The prize of 1999 was late. The following year it was early.", HISTORY,
     "The following year", "2000-01-01/2000-12-31"),
    # by the day on which the article appeared
    ("The handshake occurred 50 years ago this July 17.", NEWS, "50 years ago this July 17",
     "1975-07-17"),
    ("The handshake, fifty years ago on Thursday, July 17, was short.", NEWS,
     "fifty years ago on Thursday, July 17", "1975-07-17"),
    ("On July 17, 50 years ago, they met.", NEWS, "July 17, 50 years ago", "1975-07-17"),
    ("Fifty years ago today it was over.", NEWS, "Fifty years ago today", "1975-07-14"),
    ("It flew 50 years ago this July, in the heat.", NEWS, "50 years ago this July",
     "1975-07-01/1975-07-31"),
    ("It flew 50 years ago.", NEWS, "50 years ago", "1975-01-01/1975-12-31"),
    ("They will meet again this July 17 in Houston.", NEWS, "July 17", "2025-07-17"),
    ("They met last October 4 in Houston.", NEWS, "October 4", "2024-10-04"),
    ("They meet next March 3 in Houston.", NEWS, "March 3", "2026-03-03"),
    ("They met last November in Houston.", NEWS, "November", "2024-11-01/2024-11-30"),
    ("A hundred years ago this July it rose.", NEWS, "A hundred years ago this July",
     "1925-07-01/1925-07-31"),
    ("The crew woke this morning to music.", NEWS, "this morning", "2025-07-14"),
    ("The launch is set for this Saturday.", NEWS, "this Saturday", "2025-07-19"),
    ("Last Tuesday the capsule came down.", NEWS, "Last Tuesday", "2025-07-08"),
    ("The agency said Thursday that it would wait.", NEWS, "Thursday", "2025-07-10"),
    ("The rocket will be rolled out on Thursday.", NEWS, "Thursday", "2025-07-17"),
    ("The capsule came down on Monday.", NEWS, "Monday", "2025-07-14"),
    ("The capsule came down early Sunday.", NEWS, "Sunday", "2025-07-13"),
    ("The capsule came down yesterday.", NEWS, "yesterday", "2025-07-13"),
    ("The rocket will fly tomorrow.", NEWS, "tomorrow", "2025-07-15"),
    ("The capsule came down earlier today.", NEWS, "earlier today", "2025-07-14"),
    ("The capsule came down on July 2 in a field.", NEWS, "July 2", "2025-07-02"),
    ("The last crew left last month.", NEWS, "last month", "2025-06-01/2025-06-30"),
    ("The budget was cut this year.", NEWS, "this year", "2025-01-01/2025-12-31"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "date", "words", "iso"), RESOLVED)
def test_resolved(text, date, words, iso):
    assert (words, iso) == days(text, date)[-1]
    assert not found(text, date)[-1].stated


UNCERTAIN = [
    ("It weighed 1500 kg and held 2000 people of 1961 feet.", HISTORY),
    ("The price was $1975, and 1,961 came.", HISTORY),
    ("A Long March 5 and the Soyuz TM-1961.", HISTORY),
    ("On July 17 two men met.", HISTORY),
    ("He may march on, in sepia.", HISTORY),
    ("The day before Apollo was a hot one. Two days later it rained.", HISTORY),
    ("Some 66 million years ago a rock fell; 50,000 years ago another.", NEWS),
    ("It stood for about 50 years. About 50 years ago it fell.", NEWS),
    ("“I saw it yesterday, and again last Tuesday,” she wrote.", NEWS),
    ("Every Friday the board met, and all the Mondays.", NEWS),
    ("It was on television on Saturday Night Live.", NEWS),
    ("On 31 February 1961 and on 12.4.61.", HISTORY),
    ("In the 1900s and in the 2000s.", HISTORY),
    ("The first of the last days, and the next day.", HISTORY),
    ("The First of May holiday, every 12 April, 12 April is a holiday.", HISTORY),
    ("Half a century ago this Thursday they met; that Friday, the next Monday.", NEWS),
    ("They had two days after which the day came.", HISTORY),
    ("The day after, all was well.", HISTORY),
    ("It flew ſix years ago.", NEWS),  # a letter that matches “s” in capitals
    ("They met last July 4, but which?", NEWS),
    ("“We met this July 17 and last November,” she wrote.", NEWS),
    ("About fifty years ago this July 17 they met; nearly 50 years ago on July 17.", NEWS),
    ("The launch is set for next Wednesday, in two days or in nine.", NEWS),
    ("Between 14 and 12 April 1961.", HISTORY),
    ("In May of that year it rose.", HISTORY),
]


@pytest.mark.parametrize(("text", "date"), UNCERTAIN)
def test_what_is_uncertain_is_left_out(text, date):
    assert [] == days(text, date)


@pytest.mark.parametrize(
    "text",
    [
        "In the 1960s dogs flew. On 3 November one was sent.",  # of which year?
        "It rose in August 1966. On 3 March they met.",  # before or after?
        "It landed on 3 May 2019. It had risen on 7 December 2018. It rolled down the same day.",
        "On 6 June 1944 it began.\n\nThe next day it rained.",  # maybe of something else
        "On Tuesday, July 17, 1975 they met, and on Friday, 19 July.",  # it was a Saturday
        "It flew in August 2007, twenty-one years later.",
        "He was born in 1930. It had been lost in January, then.",
        "It left on 21 December 1968 and was there at Christmas. Three days later it was home.",
        "It left on 1 May 1961. A week later he spoke. The next day he left.",
        "It left on 16 July 1969, about two days later than planned.",
    ],
)
def test_nothing_is_resolved_by_what_is_uncertain(text):
    assert not [date for date in found(text) if not date.stated and date.is_one_day]


def test_two_dates_share_their_year():
    months = [d.first for d in found("It failed in July and October 2005.")]
    assert ["2005-07-01", "2005-10-01"] == months
    assert [("July–October 2005", "2005-07-01/2005-10-31")] == days("Built July–October 2005.")
    assert [] == days("From October to July 2005.")
    expected = [("4 October", "1957-10-04"), ("3 November 1957", "1957-11-03")]
    assert expected == days("Launched on 4 October and 3 November 1957.")
    expected = [("12", "1961-04-12"), ("14 April 1961", "1961-04-14")]
    assert expected == days("Launched on 12 and 14 April 1961.")


def test_the_title_gives_the_year():
    text = "On July 17 they met."
    assert [("July 17", "1975-07-17")] == days(text, title="The handshake of 1975")
    assert [] == days(text, title="From 1961 to 1975")


@pytest.mark.parametrize(
    "date", [None, "2025", "2025-07", "unknown", "2025-13-45", "0001-01-01", "9999-12-31"]
)
def test_any_date_of_an_article(date):
    text = "Yesterday, 50 years ago this July 17, next year. In 2001 it flew."
    assert ("2001", "2001-01-01/2001-12-31") == days(text, date)[-1]


def test_precisions():
    text = "12 April 1961. In April 1961. In the spring of 1961. In 1961. In the 1960s."
    assert ["day", "month", "season", "year", "decade"] == [d.precision for d in found(text)]


words = st.sampled_from(
    [
        "12",
        "1961",
        "April",
        "July",
        "17",
        "days",
        "years",
        "ago",
        "later",
        "the",
        "following",
        "day",
        "that",
        "month",
        "–",
        "to",
        "and",
        "of",
        "this",
        "last",
        "Tuesday",
        ",",
        ".",
        "\n\n",
        "(",
        "“",
        "1960s",
        "mid-",
        "fifty",
        "two",
        "a",
        "1",
        "2",
        "yesterday",
        "summer",
    ]
)


@given(st.lists(words).map(" ".join), st.sampled_from([NEWS, HISTORY, None]))
def test_dates_are_in_order_and_inside_the_text(text, date):
    end = 0
    for one in found(text, date):
        assert end <= one.start < one.end <= len(text)
        assert one.first <= one.last
        assert text[one.start : one.end].strip()
        end = one.end


@given(st.text())
def test_any_text_has_its_dates_looked_for(text):
    found(text, NEWS, title=text)
    stated_day(text)


@pytest.mark.parametrize(
    "question",
    ["What happened on July 17 1975?", "july 17, 1975", "on 17 july 1975?", "1975-07-17",
     "what happened on the 17th of July 1975", "the handshake of July 17th, 1975 (17 July 1975)"],
)  # fmt: skip
def test_the_day_that_a_question_names(question):
    day = stated_day(question)
    assert day is not None
    assert "1975-07-17" == day.first


@pytest.mark.parametrize(
    "question",
    ["", "What happened in July 1975?", "July 17", "17 July or 18 July 1975", "31 June 1975",
     "16–24 July 1969", "17 July 1975 or 18 July 1975", "Apollo 17 in 1972", "1975"],
)  # fmt: skip
def test_a_question_without_one_day(question):
    assert stated_day(question) is None
