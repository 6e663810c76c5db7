"""Words that name a date by one that was told before: “the following day”, “two days later”."""

import re
from typing import Final

from bot.index.dating import periods
from bot.index.dating.nowadays import COUNT, LOOK, Nowadays, is_whole_word
from bot.index.dating.numbers import Read
from bot.index.dating.periods import Period
from bot.index.dating.story import Story
from bot.index.dating.words import ROUGHLY, S, number_of

# Anchors that are not the beginning of their word.
_UNITS: Final = {"vening": "evening", "fternoon": "afternoon", "morrow": "tomorrow"}
_NAMING: Final = frozenset({"same", "next", "following", "previous", "that", "this", "last"})
_WHICH = re.compile(
    rf"\b(?:(?:on|in|by|until|of|from)?{S})?((?:(?:the|that|this)(?:{S}very)?{S})?"
    rf"(?:same|next|following|previous)|that|this|last|(?:later|earlier){S}this){S}$",
    re.IGNORECASE,
)
_AGO = re.compile(rf"s?,?{S}ago\b")
_SHIFT = re.compile(rf"s?{S}(later|earlier)(?!{S}(?:than|this)\b)|s?{S}(before|after)(?=[,.;])")
_THE_DAY = re.compile(rf"\b(the){S}$", re.IGNORECASE)
_BEFORE_AFTER = re.compile(r"[ \xa0\u202f\n](before|after)(?=[,.;])")
_NOT_ADVERB = re.compile(rf"{S}(?:as|that|in|of|to)\b")  # “the same day as”


class Relative:
    """Reads such words in one text, by the story that was told so far."""

    def __init__(self, text: str, story: Story, nowadays: Nowadays) -> None:
        self._text = text
        self._story = story
        self._nowadays = nowadays

    def at(self, at: int, end: int, least: int) -> Read | None:
        """Read what the word at ``at`` is part of; nothing before ``least`` counts."""
        unit = _UNITS.get(self._text[at:end], self._text[at:end])
        at = end - len(unit)
        if not is_whole_word(self._text, at, at):
            return self._nowadays.day(end, least) if unit == "day" else None
        if unit == "tomorrow":
            return self._nowadays.shifted(at, end, 1)
        before = self._text[max(least, at - LOOK) : at]
        return self._counted(at, end, unit, before) or self._named(at, end, unit, before)

    def _counted(self, at: int, end: int, unit: str, before: str) -> Read | None:
        """Read “50 years ago”, “two days later”."""
        if unit == "year" and (ago := _AGO.match(self._text, end)):
            return self._nowadays.years_ago(at, ago.end(), before)
        shift = _SHIFT.match(self._text, end) if unit in {"day", "year"} else None
        return self._shifted(at, shift, unit, before) if shift else None

    def year_of_month(self, at: int, month: int, word: str) -> int | None:
        """Return the year of a month that stands alone after ``word``."""
        if word in {"this", "last"}:
            return self._nowadays.year_of(at, word, month, 15)
        if word in {"next", "following"}:
            told = self._story.month(at)
            return None if told is None else told[0] + (month <= told[1])
        return self._story.year_of(month, None, at)

    def _shifted(self, at: int, shift: re.Match[str], unit: str, before: str) -> Read | None:
        """Read “two days later” and “three years later”."""
        story = self._story
        later = (shift[1] or shift[2]) in {"later", "after"}
        counted = COUNT.search(before)
        count = number_of(counted[2]) if counted else None
        start = at - len(before) + (counted.start(2) if counted else len(before))
        if story.is_beside(start):
            return None  # “on 8 August 2007, twenty-one years later” is one date, and known
        if unit == "day" and shift[2] and _THE_DAY.search(before):
            return None  # “the day before,” is counted from what was told, and read as a name
        if counted is None or count is None or (counted[1] or "").lower() in ROUGHLY:
            story.tell(None, shift.end())
            return None
        step = count if later else -count
        if unit == "year":
            year = story.near_year(at)
            known = periods.whole_year(year + step) if year else None
            if known is None:
                story.tell(None, shift.end())
            return start, shift.end(), known, False
        day = story.day(at)
        return start, shift.end(), periods.shifted(day, step) if day else None, False

    def _named(self, at: int, end: int, unit: str, before: str) -> Read | None:
        """Read “that day”, “the following morning”, “the next month”, “this year”."""
        story, text = self._story, self._text
        nearest = before.rsplit(None, 1)[-1:]
        if not is_whole_word(text, end, at) or not nearest:
            return None
        beside = _BEFORE_AFTER.match(text, end) if unit == "day" else None
        if beside is not None and (the := _THE_DAY.search(before)):
            told, step = story.day(at), 1 if beside[1] == "after" else -1
            period = periods.shifted(told, step) if told else None
            return at - len(before) + the.start(1), beside.end(), period, False
        which = _WHICH.search(before) if nearest[0].lower() in _NAMING else None
        if which is None:
            return None
        words = which[1].lower().split()
        word = words[-1]
        start = at - len(before) + which.start(1)
        if word in {"this", "last"} or words == ["next"]:
            return self._nowadays.named(at, start, end, unit, word, bare=len(words) == 1)
        step = {"next": 1, "following": 1, "previous": -1}.get(word, 0)
        if not step and _NOT_ADVERB.match(text, end):
            return None
        return start, end, self._next(at, unit, step), False

    def _next(self, at: int, unit: str, step: int) -> Period | None:
        """Return the day, month or year that was told of last, or so many after it."""
        if unit == "year":
            year = self._story.near_year(at)
            return periods.whole_year(year + step) if year else None
        if unit == "month":
            month = self._story.month(at)
            return periods.month(month[0], month[1] + step) if month else None
        day = self._story.day(at)
        return periods.shifted(day, step) if day else None
