"""Days: what the archive tells of a day, by the dates that were found in its articles."""

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, islice
from typing import Any, Final

from bot.corpus.article import Article
from bot.corpus.paragraphs import PARAGRAPH_BREAK
from bot.corpus.sentences import Span, sentences
from bot.index import timeline
from bot.index.dates import Dated
from bot.index.timeline import Told
from bot.search.answer import Citation, Source, coverage
from bot.search.calendar import Day

MOST_PASSAGES: Final = 50  # that tell of a day
_MOST_MENTIONS: Final = 4  # of a day in one article; more say no more
_LOOKED_AT: Final = 6  # mentions of a day, for the sentence that tells best of it
_SAME: Final = 0.06  # kinship of what two articles tell of one event: of 840, 1 in 20 is below
_MOST_EVENTS: Final = 12  # of one date
_FEWEST_WORDS: Final = 6
_MOST_WORDS: Final = 60
_LONGEST: Final = 1_000  # characters of a sentence that is looked at

# Begins a sentence that says little alone, or goes on with what the one before it tells.
_GOES_ON: Final = re.compile(
    r"(?:He|She|It|They|This|That|These|Those|His|Her|Its|Their|There|Then|Both|But|And|So|The"
    r" (?:two|three|crew|next|same))\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened on one day, in the words of the article that tells of it best."""

    date: str  # ISO 8601
    text: str  # a sentence or a few: ``article.text[start:end]``
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
        weights: Callable[[str], Mapping[str, float]],
    ) -> None:
        """Take ways to run a query, and to get an article by its number, ``place``, the number
        of the passage at an offset of one, a passage, checked, by its number, and the terms of
        a text with their idf.
        """
        self._read = read
        self._article = article
        self._place = place
        self._source = source
        self._weights = weights

    @cached_property
    def told(self) -> list[int]:
        """Return the days of the year that something is told of, from 101 to 1231."""
        days: list[int] = self._read(timeline.days_told)
        return days

    def nearest(self, day: Day) -> Day | None:
        """Return the day of the year nearest to ``day`` that something is told of."""

        def away(other: Day) -> tuple[int, int]:
            distance = abs(other.of_year - day.of_year)
            return min(distance, 366 - distance), other.number

        return min(map(Day.of, self.told), key=away, default=None)

    def events(self, day: Day) -> list[Event]:
        """Return what happened on a day, in the order of years, each event once."""
        found: list[Told] = self._read(lambda db: timeline.dates_on(db, day.number, day.year))
        dates = [list(told) for _, told in groupby(found, lambda t: t[1].first)]
        return [event for told in dates for event in self._events(told)]

    def passages(self, day: Dated) -> dict[int, Dated]:
        """Return the passages that tell of a day, best first, each with its date.

        Those of a span of days around it come last.
        """
        number = timeline.number_of(day.first)
        year, of_year = divmod(number, timeline.PER_YEAR)
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
            least = max(0, sentence.start - _LONGEST)
            start = max(least, text.rfind(PARAGRAPH_BREAK, least, sentence.start) + 1)
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

    def _events(self, told: list[Told]) -> Iterator[Event]:
        """Yield the events that ``told``, which are of the same date, tell of; the most told first.

        Articles tell of the same where their sentences and titles have rare words in common.
        """
        of: dict[int, list[Told]] = {}
        for one in _by_mentions(told):
            of.setdefault(one[0], []).append(one)
        events: list[tuple[Mapping[str, float], list[Told]]] = []
        for listed in of.values():
            if len(events) == _MOST_EVENTS:
                events[0][1].extend(listed)
                continue
            weights = self._weights(self._gist(listed[0]))
            same = next((e for e in events if _kinship(e[0], weights) >= _SAME), None)
            if same is None:
                events.append((weights, listed))
            else:
                same[1].extend(listed)
        for _, listed in events:
            yield self._event(listed)

    def _gist(self, told: Told) -> str:
        """Return the sentence of a date without the date, and its article's title."""
        article, one = self._article(told[0]), told[1]
        start, end = self._sentence(*told)
        is_within = start <= one.start and one.end <= end
        cut = (one.start, one.end) if is_within else (start, start)
        return f"{article.text[start : cut[0]]} {article.text[cut[1] : end]} {article.title}"

    def _event(self, told: list[Told]) -> Event:
        """Return the event that all of ``told`` are of."""
        best = min(told[:_LOOKED_AT], key=self._lacks)
        article = self._article(best[0])
        span = self._with_what_it_goes_on(best[0], self._sentence(*best))
        others = [number for number in dict.fromkeys(t[0] for t in told) if number != best[0]]
        return Event(
            date=best[1].first,
            text=article.text[span.start : span.end],
            start=span.start,
            end=span.end,
            article=Citation.of(article),
            also=tuple(Citation.of(self._article(number)) for number in others),
        )

    def _with_what_it_goes_on(self, number: int, span: Span) -> Span:
        """Return a sentence with those before it that say who “he” is, two at most.

        They are of the same paragraph and passage.
        """
        text = self._article(number).text
        spans = self._source(self._place(number, span.start)).sentences
        before = [other for other in spans if other.start < span.start][-2:]
        for other in reversed(before):
            is_apart = PARAGRAPH_BREAK in text[other.end : span.start]
            if is_apart or not _GOES_ON.match(text, span.start):
                break
            span = Span(other.start, span.end)
        return span

    def _lacks(self, told: Told) -> tuple[bool, bool]:
        """Return what the sentence of a date lacks to be understood alone; the least is best."""
        text = self._article(told[0]).text
        span = self._sentence(*told)
        words = len(text[span.start : span.end].split(None, _MOST_WORDS + 1))
        goes_on = _GOES_ON.match(text, span.start) is not None
        return goes_on or not _FEWEST_WORDS <= words <= _MOST_WORDS, not told[1].stated

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


def _kinship(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the share, by rarity, of the shorter text's words that the other has (0 to 1)."""
    least, most = sorted((one, other), key=lambda weights: sum(weights.values()))
    return coverage(least, most)


def _by_mentions(told: Iterable[Told]) -> list[Told]:
    """Return dates in order, those of articles that name the day most often first."""
    listed = list(told)
    mentions = Counter(article for article, _ in listed)
    return sorted(listed, key=lambda t: -min(mentions[t[0]], _MOST_MENTIONS))


def _is_label(span: Span, one: Dated, headings: set[int]) -> bool:
    """Whether a sentence is a heading, or the date alone."""
    alone = span.start <= one.start and span.end - span.start <= one.end - one.start + len("On .")
    return span.start in headings or alone
