"""Words that name a date by the day on which the article appeared: “50 years ago this July 17”."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.corpus.sentences import word_set
from bot.index.dating import periods
from bot.index.dating.words import (
    DAY,
    MONTH,
    NUMBER,
    ROUGHLY,
    WEEKDAYS,
    YEAR,
    S,
    month_of,
    number_of,
)

if TYPE_CHECKING:
    from datetime import date

    from bot.index.dating.numbers import Read
    from bot.index.dating.story import Story

LOOK: Final = 48  # characters on either side of a word
_SOON: Final = 62  # days; “last July”, said in August, may be of this year or not

COUNT = re.compile(rf"(?:\b([^\W\d_]+){S})?(?<![\w,.])({NUMBER})[ \xa0\u202f\n-]$", re.IGNORECASE)
_TODAY = re.compile(rf",?{S}(?:today|to{S}the{S}day)\b")
_IN_MONTH = re.compile(rf",?{S}(?:in|this|this{S}past){S}(?P<m>{MONTH})(?!{S}\d)")
_AGO_TO_DAY = re.compile(
    rf",?{S}(?:on{S}|this{S}|this{S}past{S})?(?:[A-Z][a-z]{{5,8}},?{S})?"
    rf"(?:{MONTH}{S}{DAY}|{DAY}{S}{MONTH})(?!,?{S}{YEAR})"
)
_AGO_TO_DATE = re.compile(
    rf"(?P<count>\b(?:[^\W\d_]+{S})?(?P<n>{NUMBER}){S}years?,?{S}ago),?{S}"
    rf"(?:on{S}|this{S}|this{S}past{S})?(?:[A-Z][a-z]{{5,8}},?{S})?$",
    re.IGNORECASE,
)
_DATE_TO_AGO = re.compile(rf",?{S}(?:exactly{S})?(?P<n>{NUMBER}){S}years?,?{S}ago\b", re.IGNORECASE)
_THIS = re.compile(rf"\b(this|last|next)(?:{S}(?:past|coming))?{S}$", re.IGNORECASE)
_UNCOUNTED: Final = word_set("""
    every each a an one any another some most the many few several black good easter super first
    second third fourth no saint that those previous following same his her their its
""")
_LEADING: Final = frozenset({"on", "last", "this", "next", "by", "until", "late", "early"})
# “The next Friday” is one of the story, and “a century ago this Thursday” of neither.
_OF_THE_STORY = re.compile(r"\b(?:the (?:next|last)|ago,? (?:this|on|next|last))$")
_OF_NOW = re.compile(r"\b(?:([Yy]esterday)|(?:[Ll]ater|[Ee]arlier|[Ee]arly|[Ll]ate) today)$")
_FUTURE = re.compile(
    r"\b(?:will|scheduled|expected|planned|plans?|set (?:to|for)|upcoming|is to|are to|due)\b"
)
_WEEKDAY = re.compile(rf"(?:\b([^\W\d_]+)(,?){S})?\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)$")
_AFTER_WEEKDAY = re.compile(rf"(?!\w|[’'-])(?!,?{S}(?:the{S})?(?:\d|{MONTH}))(?!{S}[A-Z])")


class Nowadays:
    """Reads such words in one text."""

    def __init__(self, text: str, story: Story) -> None:
        self._text = text
        self._story = story

    def start(self, at: int, least: int) -> int:
        """Return where the words for a date begin, with “50 years ago” before it."""
        found = _AGO_TO_DATE.search(self._text, max(least, at - LOOK), at)
        return at if found is None else found.start("n")

    def end(self, end: int) -> int:
        """Return where the words for a date end, with “, 50 years ago” after it."""
        found = _DATE_TO_AGO.match(self._text, end, end + LOOK)
        return end if found is None else found.end()

    def year_around(self, at: int, end: int, month: int, day: int, least: int) -> int | None:
        """Return the year of a day without one, by the words before and after it."""
        story, text = self._story, self._text
        ago = _DATE_TO_AGO.match(text, end, end + LOOK)
        count = number_of(ago["n"]) if ago else None
        before = _AGO_TO_DATE.search(text, max(least, at - LOOK), at)
        if before is not None:
            count = _count_of(before["count"])
            if count is None:
                return None
        if count is not None:
            known = story.published_year is not None and not story.is_quoted(at)
            return story.published_year - count if known and story.published_year else None
        this = _THIS.search(text, max(least, at - LOOK), at)
        if this is not None:
            return self.year_of(at, this[1].lower(), month, day)
        return story.year_of(month, day, at)

    def year_of(self, at: int, word: str, month: int, day: int) -> int | None:
        """Return the year of “this July 17” or “last July”, said when the article appeared."""
        published = self._story.published
        if published is None or self._story.is_quoted(at):
            return None
        if word == "this":
            return published.year
        known = periods.day(published.year, month, day)
        if known is None or abs(known.first - published) <= timedelta(days=_SOON):
            return None
        if word == "last":
            return published.year - (known.first > published)
        return published.year + (known.first < published)

    def years_ago(self, at: int, end: int, before: str) -> Read | None:
        """Read “50 years ago”, “50 years ago this July”, “50 years ago today”."""
        story, text = self._story, self._text
        counted = COUNT.search(before)
        if counted is None:
            return None
        count = number_of(counted[2])
        rough = (counted[1] or "").lower() in ROUGHLY
        if count is None or rough or story.published_year is None or story.is_quoted(at):
            story.tell(None, end)
            return None
        start = at - len(before) + counted.start(2)
        year = story.published_year - count
        if year < 1 or _AGO_TO_DAY.match(text, end, end + LOOK):
            return None  # the day that follows is read with these words
        month = _IN_MONTH.match(text, end, end + LOOK)
        if month is not None:
            return start, month.end(), periods.month(year, month_of(month["m"])), False
        today = _TODAY.match(text, end, end + LOOK)
        if today is not None and (now := story.published) is not None:
            return start, today.end(), periods.day(year, now.month, now.day), False
        return start, end, periods.whole_year(year), False

    def named(
        self, at: int, start: int, end: int, unit: str, word: str, *, bare: bool
    ) -> Read | None:
        """Read “this year”, “last month”, “this morning”: said when the article appeared."""
        now = self._story.now(at)
        if now is None or not (bare or word == "this"):
            return None
        step = {"last": -1, "next": 1}.get(word, 0)
        if unit == "year":
            return start, end, periods.whole_year(now.year + step), False
        if unit == "month":
            return start, end, periods.month(now.year, now.month + step), False
        if unit != "day" and not step:
            return start, end, periods.of_day(now), False
        return None

    def day(self, end: int, least: int) -> Read | None:
        """Read “yesterday”, “later today” and the days of the week, which end with “day”."""
        text = self._text
        before = text[max(least, end - LOOK) : end]
        if not is_whole_word(text, end, -1):
            return None
        said = _OF_NOW.search(before)
        if said is not None:
            return self.shifted(end - len(said[0]), end, -1 if said[1] else 0)
        weekday = _WEEKDAY.search(before)
        if weekday is None or not _AFTER_WEEKDAY.match(text, end):
            return None
        word_before = weekday[1] or ""
        word = word_before.lower()
        is_name = word_before[:1].isupper() and word not in _LEADING
        start = end - len(weekday[3])
        now = self._story.now(start)
        told = _OF_THE_STORY.search(before[: weekday.end(1)] if weekday[1] else before)
        if now is None or word in _UNCOUNTED or is_name or told:
            return None
        day = _weekday_near(
            now, WEEKDAYS.index(weekday[3][:3].lower()), word, is_to_be=self._is_to_be(start)
        )
        if word in {"last", "next", "this"}:
            start = end - len(before) + weekday.start(1)
        return (start, end, periods.of_day(day), False) if day else None

    def _is_to_be(self, at: int) -> bool:
        """Whether the sentence around ``at`` tells of what is still to come."""
        start = self._text.rfind(". ", max(0, at - 4 * LOOK), at)
        return _FUTURE.search(self._text, max(start, at - 4 * LOOK, 0), at + LOOK) is not None

    def shifted(self, start: int, end: int, days: int) -> Read | None:
        """Return the day so many days after the article appeared, for the words given."""
        now = self._story.now(start)
        return None if now is None else (start, end, periods.shifted(now, days), False)


def _weekday_near(now: date, weekday: int, word: str, *, is_to_be: bool) -> date | None:
    """Return the day of the week that is meant, seen from ``now``; None where it may be two."""
    back = (now.weekday() - weekday) % 7
    if word == "last":
        return now - timedelta(days=back or 7)
    if word == "next" or (word == "this" and is_to_be):
        return None if word == "next" and 7 - back < 4 else now + timedelta(days=7 - back)
    if is_to_be:
        return now + timedelta(days=7 - back) if back else None
    return now - timedelta(days=back)


def _count_of(words: str) -> int | None:
    """Return the number in “exactly fifty years ago”; None where it is a rough one."""
    found = COUNT.search(words[: words.lower().index("year")])
    if found is None or (found[1] or "").lower() in ROUGHLY:
        return None
    return number_of(found[2])


def is_whole_word(text: str, at: int, start: int) -> bool:
    """Whether a word that begins at ``start`` begins, or else ends, at ``at``."""
    side = text[at - 1 : at] if at == start else text[at : at + 1]
    return not side.isalnum()
