"""Days: what the archive tells of a day, by the dates that were found in its articles."""

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby, islice
from typing import Any, Final

from bot.corpus.article import Article
from bot.corpus.sentences import Span, sentences, word_set
from bot.errors import BotError, NotFoundError
from bot.index import timeline
from bot.index.dates import Dated
from bot.index.timeline import Told
from bot.search.answer import Citation, Source

MOST_PASSAGES: Final = 50  # that tell of a day
_MOST_MENTIONS: Final = 4  # of a day in one article; more say no more
_LOOKED_AT: Final = 6  # mentions of a day, for the sentence that tells best of it
_FEWEST_WORDS: Final = 6
_MOST_WORDS: Final = 60
_PER_YEAR: Final = 10_000  # between the numbers of a day and the same one year later
_LEAP: Final = 2000  # a year that has every day of the year

_YEAR: Final = re.compile(r"\d{4}")
# Begins a sentence that says little alone, or goes on with what the one before it tells.
_GOES_ON: Final = re.compile(
    r"(?:He|She|It|They|This|That|These|Those|His|Her|Its|Their|There|Then|Both|But|And|So|The"
    r" (?:two|three|crew|next|same))\b"
)
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
        return (self.year or 0) * _PER_YEAR + self.number

    @classmethod
    def of_place(cls, place: int) -> "Day":
        """Undo ``place``. Raises NotFoundError where it is of no day."""
        year, number = divmod(place, _PER_YEAR)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened on one day, in the words of the article that tells of it best."""

    date: str  # ISO 8601
    text: str  # a sentence: ``article.text[start:end]``
    start: int
    end: int
    article: Citation
    also: tuple[Citation, ...] = ()  # other articles that tell of this day

    def as_object(self) -> dict[str, Any]:
        """Return plain JSON values; ``also`` only where there is any."""
        others = {"also": [other.as_object() for other in self.also]} if self.also else {}
        return {
            "date": self.date,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "article": self.article.as_object(),
            **others,
        }


class Days:
    """The days of one generation."""

    def __init__(
        self,
        *,
        read: Callable[[Callable[[sqlite3.Connection], Any]], Any],
        article: Callable[[int], Article],
        place: Callable[[int, int], int],
        source: Callable[[int], Source],
    ) -> None:
        """Take ways to run a query, and to get an article by its number, ``place``, the number
        of the passage at an offset of one, and a passage, checked, by its number.
        """
        self._read = read
        self._article = article
        self._place = place
        self._source = source

    @cached_property
    def told(self) -> list[int]:
        """Return the days of the year that something is told of, from 101 to 1231."""
        days: list[int] = self._read(timeline.days_told)
        return days

    def nearest(self, day: Day) -> Day | None:
        """Return the day of the year nearest to ``day`` that something is told of."""
        place = _place(day.number)

        def away(number: int) -> tuple[int, int]:
            distance = abs(_place(number) - place)
            return min(distance, 366 - distance), number

        return Day.of(min(self.told, key=away)) if self.told else None

    def events(self, day: Day) -> list[Event]:
        """Return what happened on a day, each date once, in the order of years."""
        found: list[Told] = self._read(lambda db: timeline.dates_on(db, day.number, day.year))
        return [self._event(list(told)) for _, told in groupby(found, lambda t: t[1].first)]

    def passages(self, day: Dated) -> dict[int, Dated]:
        """Return the passages that tell of a day, best first, each with its date.

        Those of a span of days around it come last.
        """
        number = timeline.number_of(day.first)
        year, of_year = divmod(number, _PER_YEAR)
        told = _by_mentions(self._read(lambda db: timeline.dates_on(db, of_year, year)))
        told += self._read(lambda db: timeline.dates_around(db, number))
        found: dict[int, Dated] = {}
        for article, one in told:
            found.setdefault(self._place(article, one.start), one)
        return dict(islice(found.items(), MOST_PASSAGES))

    def beside(self, article: int, sentence: Span) -> str | None:
        """Return the day that a sentence tells of without naming it in full, ISO 8601.

        By a date in the sentence; or in the one before it, where it goes on with that.
        """
        text = self._article(article).text
        within = self._dates(article, sentence)
        if not within and _GOES_ON.match(text, sentence.start):
            start = text.rfind("\n\n", 0, sentence.start) + 1
            before = sentences(text, start, sentence.start)
            within = self._dates(article, before[-1]) if before else []
            if " had " in text[sentence.start : sentence.end]:
                return None
        elif any(one.stated and one.is_one_day for one in within):
            return None
        days = {one.first for one in within if one.is_one_day}
        return days.pop() if len(days) == 1 else None

    def _dates(self, article: int, span: Span) -> list[Dated]:
        dates: list[Dated] = self._read(lambda db: timeline.dates_within(db, article, *span))
        return dates

    def _event(self, told: list[Told]) -> Event:
        """Return the event that all of ``told`` are of, which are of the same date."""
        ordered = _by_mentions(told)
        best = min(ordered[:_LOOKED_AT], key=self._lacks)
        article = self._article(best[0])
        span = self._sentence(*best)
        others = [number for number in dict.fromkeys(t[0] for t in ordered) if number != best[0]]
        return Event(
            date=best[1].first,
            text=article.text[span.start : span.end],
            start=span.start,
            end=span.end,
            article=Citation.of(article),
            also=tuple(Citation.of(self._article(number)) for number in others),
        )

    def _lacks(self, told: Told) -> bool:
        """Whether the sentence of a date would say little alone."""
        text = self._article(told[0]).text
        span = self._sentence(*told)
        words = len(text[span.start : span.end].split(None, _MOST_WORDS + 1))
        goes_on = _GOES_ON.match(text, span.start) is not None
        return goes_on or not _FEWEST_WORDS <= words <= _MOST_WORDS

    def _sentence(self, article: int, one: Dated) -> Span:
        """Return the sentence of a date in an article."""
        return sentence_of(one, self._source(self._place(article, one.start)))


def sentence_of(one: Dated, source: Source) -> Span:
    """Return the sentence of a passage that has a date in it; of a heading the one under it."""
    first = source.passage.start
    headings = {first + heading.start for heading in source.headings}
    spans = source.sentences
    at = next((i for i, span in enumerate(spans) if one.start < span.end), len(spans))
    while at + 1 < len(spans) and _is_label(spans[at], one, headings):
        at += 1
    return spans[at] if at < len(spans) else Span(first, source.passage.end)


def asked_day(question: str) -> Dated | None:
    """Return the one full date that a question names; None, at once, for most questions."""
    if _YEAR.search(question) is None:
        return None
    from bot.index.dating.finding import stated_day  # its patterns take some milliseconds

    return stated_day(question)


def asked_beside(question: str, day: Dated) -> str:
    """Return what a question asks beside its day; "" where it asks what happened then."""
    rest = f"{question[: day.start]} {question[day.end :]}"
    asked = {word.casefold() for word in re.findall(r"[^\W_]+", rest)}
    return rest if asked - _NOTHING_ELSE else ""


def _by_mentions(told: Iterable[Told]) -> list[Told]:
    """Return dates in order, those of articles that name the day most often first."""
    listed = list(told)
    mentions = Counter(article for article, _ in listed)
    return sorted(listed, key=lambda t: -min(mentions[t[0]], _MOST_MENTIONS))


def _is_label(span: Span, one: Dated, headings: set[int]) -> bool:
    """Whether a sentence is a heading, or the date alone."""
    alone = span.start <= one.start and span.end - span.start <= one.end - one.start + len("On .")
    return span.start in headings or alone


def _month(name: str) -> int:
    """Return the number of a month by its name or the beginning of it; 0 for none."""
    found = [i for i, month in enumerate(_MONTHS, 1) if month.startswith(name.lower())]
    return found[0] if len(found) == 1 or name.lower() == "sept" else 0


def _place(number: int) -> int:
    """Return which day of a leap year a day is."""
    month, day = divmod(number, 100)
    return date(_LEAP, month, day).timetuple().tm_yday
