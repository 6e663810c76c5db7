"""find_dates(): one pass over a text from anchor to anchor, and what each begins or ends.

An anchor is a number, the name of a month, or a word for a length of time. Around it some
dozens of characters are looked at, so that the time is linear in the length of the text.
"""

import re
from typing import Final

from bot.corpus.article import Article
from bot.corpus.sentences import word_set
from bot.index.dates import Dated
from bot.index.dating import periods
from bot.index.dating.nowadays import Nowadays
from bot.index.dating.numbers import year_at
from bot.index.dating.periods import Period
from bot.index.dating.relative import Relative
from bot.index.dating.story import Story
from bot.index.dating.words import (
    DAY_FIRST,
    ISO,
    MONTH,
    MONTH_FIRST,
    MONTH_YEAR,
    WEEKDAYS,
    S,
    month_of,
)

# One set of characters first, because the search for those is what takes the time.
_ANCHOR = re.compile(
    r"[0-9JFMASONDdmyvft](?:(?<=[0-9])[0-9]*+|(?<=[JFMASOND])(?:an|eb|ar|pr|ay|u[nlg]|e[pc]|ct|ov)"
    r"[a-z]*+|(?<=d)ay|(?<=m)(?:onth|orning)|(?<=y)ear|(?<=v)ening|(?<=f)ternoon|(?<=t)omorrow)"
)
_DAY_FIRST = re.compile(DAY_FIRST)
_MONTH_FIRST = re.compile(MONTH_FIRST)
_MONTH_YEAR = re.compile(MONTH_YEAR)
_ISO = re.compile(ISO)
_MONTH = re.compile(MONTH)
_ANY_DATE: Final = tuple(re.compile(form, re.IGNORECASE) for form in (ISO, DAY_FIRST, MONTH_FIRST))

_GLUED: Final = frozenset(",.:/$€£#_+=@&%°’'")  # before a number that is no day and no year
_RANGE: Final = ("to", "until", "till", "through")
# Before a month without day and year.
_BEFORE_MONTH: Final = word_set(
    "in since until till by during from early late mid of this last next following to"
)
_WEEKDAY = re.compile(rf"\b({'|'.join(w.capitalize() for w in WEEKDAYS)})[a-z]{{3,6}},?{S}$")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[ \xa0\u202f\n-]$")
_LOOK_BACK: Final = 24  # characters
# A day of every year: “every 12 April”, “12 April is Cosmonautics Day”, “the First of May”.
_EVERY: Final = frozenset({"every", "each"})
_AS_A_DAY = re.compile(rf",?{S}(?:as|each|every|has been|is)\b")
_ORDINAL_OF = re.compile(rf"(?:[Ff]irst|[Ss]econd|[Tt]hird|[a-z]th){S}of{S}$")


def find_dates(article: Article) -> list[Dated]:
    """Return the dates of an article, in order, none inside another."""
    return Finder(article.text, article.title, article.date).find()


def stated_day(text: str) -> Dated | None:
    """Return the one day that a question names with its year; None for none or several."""
    found: list[Dated] = []
    at = 0
    anchors = re.compile(r"(?<!\w)(?:\d|[a-z]{3})", re.IGNORECASE)
    while (anchor := anchors.search(text, at)) is not None:
        match = next((m for form in _ANY_DATE if (m := form.match(text, anchor.start()))), None)
        at = anchor.end()
        if match is None:
            continue
        at = match.end()
        parts = match.groupdict()
        if not parts["y"] or parts.get("j") or parts.get("J"):
            continue
        month = parts["m"]
        number = int(month) if month.isdecimal() else month_of(month)
        period = periods.day(int(parts["y"]), number, _day_number(parts["d"]))
        if period is not None:
            iso = period.first.isoformat()
            found.append(Dated(*match.span(), iso, iso, period.precision, stated=True))
    return found[0] if len({one.first for one in found}) == 1 else None


class Finder:
    """Finds the dates of one text."""

    def __init__(self, text: str, title: str, published: str | None) -> None:
        self._text = text
        self._story = Story(text, title, published)
        self._nowadays = Nowadays(text, self._story)
        self._relative = Relative(text, self._story, self._nowadays)
        self._found: list[Dated] = []
        self._end = 0  # of what was understood

    def find(self) -> list[Dated]:
        """Return the dates, in order."""
        text = self._text
        for anchor in _ANCHOR.finditer(text):
            at = anchor.start()
            if at < self._end:
                continue
            first = text[at]
            if first.islower():
                self._keep(self._relative.at(at, anchor.end(), self._end))
            elif first.isdigit():
                self._number(at, anchor.end())
            elif at == 0 or not (text[at - 1].isalnum() or text[at - 1] == "_"):
                self._month(at)
        return self._found

    def _number(self, at: int, end: int) -> None:
        """Read a day before its month, or a year."""
        text = self._text
        before = text[at - 1] if at else " "
        if before in _GLUED or before.isalnum():
            return
        length = end - at
        if length <= 2:
            match = _DAY_FIRST.match(text, at)
            if match is not None:
                self._days(match)
        elif length == 4:
            match = _ISO.match(text, at)
            if match is not None:
                number = periods.day(int(match["y"]), int(match["m"]), int(match["d"]))
                self._keep((match.start(), match.end(), number, True))
                return
            self._keep(year_at(text, at, self._end))

    def _month(self, at: int) -> None:
        """Read a month before its day, with a year, or alone."""
        text = self._text
        before = _WORD_BEFORE.search(text, max(self._end, at - _LOOK_BACK), at)
        word = before[1] if before else ""
        if word == "Long":  # a Chinese rocket
            return
        match = _MONTH_FIRST.match(text, at)
        if match is not None:
            self._days(match)
            return
        match = _MONTH_YEAR.match(text, at)
        if match is not None:
            self._months(match)
            return
        match = _MONTH.match(text, at)
        if match is not None and word.lower() in _BEFORE_MONTH:
            if word == "of" and _ORDINAL_OF.search(text, max(self._end, at - _LOOK_BACK), at):
                return
            self._month_alone(at, match.end(), word.lower())

    def _days(self, match: re.Match[str]) -> None:
        """Keep what was read as one day, two, or all from one to another."""
        if match["y"] and not (match["D"] or match["e"]):  # as most are
            month, number = month_of(match["m"]), _day_number(match["d"])
            self._keep((*match.span(), periods.day(int(match["y"]), month, number), True))
            return
        parts = match.groupdict()
        text = self._text
        first_month = month_of(parts["m"])
        last_month = month_of(parts["M"]) if parts["M"] else first_month
        first_day = _day_number(parts["d"])
        last = parts["D"] or parts["e"]
        year = self._year_of(parts, first_month, first_day, match)
        if year is None:
            self._uncertain(match.end())
            return
        stated = parts["y"] is not None
        start = match.start()
        first = periods.day(year, first_month, first_day)
        if last is None:
            end = match.end()
            if not stated:
                start, end = self._nowadays.start(start, self._end), self._nowadays.end(end)
            self._keep((start, end, first, stated))
            return
        if last_month < first_month and stated:
            first = periods.day(year - 1, first_month, first_day)
        second = periods.day(year, last_month, _day_number(last))
        joint = (parts["j"] or parts["J"]).split()
        between = text[max(0, start - _LOOK_BACK) : start].lower().endswith("between ")
        if not joint or joint[0] in _RANGE or joint[0] in "–—-" or between:
            self._keep((start, match.end(), periods.days(first, second), stated))
            return
        middle = match.start("D" if parts["D"] else "e")
        ends = match.start("j" if parts["j"] else "J")
        # Of "12 April and 6 May 1961" both have their month; of "12 and 14 April" one.
        self._keep((start, ends, first, stated))
        self._keep((middle, match.end(), second, stated))

    def _year_of(
        self, parts: dict[str, str | None], month: int, day: int, match: re.Match[str]
    ) -> int | None:
        """Return the year of a day, by what is said of it; None where that is not sure."""
        if parts["y"]:
            return int(parts["y"])
        if parts["of"]:
            year = self._story.near_year(match.start())
            following = "same" not in parts["of"] and parts["of"] != "that"
            return None if year is None else year + following
        word = _WORD_BEFORE.search(self._text, max(0, match.start() - _LOOK_BACK), match.start())
        if (word and word[1] in _EVERY) or _AS_A_DAY.match(self._text, match.end()):
            return None
        year = self._nowadays.year_around(match.start(), match.end(), month, day, self._end)
        if year is None:
            return None
        weekday = _WEEKDAY.search(self._text, max(0, match.start() - _LOOK_BACK), match.start())
        if weekday is not None:
            known = periods.day(year, month, day)
            named = WEEKDAYS.index(weekday[1].lower())
            return year if known and known.first.weekday() == named else None
        return year

    def _months(self, match: re.Match[str]) -> None:
        parts = match.groupdict()
        year = int(parts["y"]) if parts["y"] else self._story.near_year(match.start())
        if year is None:
            self._uncertain(match.end())
            return
        if parts["of"] and "same" not in parts["of"] and parts["of"] != "that":
            year += 1
        first = periods.month(year, month_of(parts["m"]))
        last = periods.month(year, month_of(parts["M"])) if parts["M"] else None
        period = first if last is None else Period(first.first, last.last, first.precision)
        if period.first > period.last:
            self._uncertain(match.end())
        else:
            self._keep((match.start(), match.end(), period, parts["y"] is not None))

    def _month_alone(self, at: int, end: int, word: str) -> None:
        number = month_of(self._text[at : at + 3])
        year = self._relative.year_of_month(at, number, word)
        self._keep((at, end, periods.month(year, number) if year else None, False))

    def _uncertain(self, end: int) -> None:
        """Note a date that is not known: what follows may be of it."""
        self._end = end
        self._story.forget_day()

    def _keep(self, read: tuple[int, int, Period | None, bool] | None) -> None:
        """Keep what was read, as start, end, period and whether it was stated in full."""
        if read is None:
            return
        start, end, period, stated = read
        if period is None:
            self._uncertain(end)
            return
        self._end = end
        self._story.tell(period, end)
        first, last = period.first.isoformat(), period.last.isoformat()
        self._found.append(Dated(start, end, first, last, period.precision, stated))


def _day_number(text: str | None) -> int:
    """Return the number of "12", "12th" or "1st"."""
    digits = (text or "")[:2]
    return int(digits if digits.isdecimal() else digits[:1] or 0)
