"""stated_day(): the day that a question names; without what articles take to be read."""

import re
from typing import Final

from bot.index.dates import Dated
from bot.index.dating import periods
from bot.index.dating.words import DAY_FIRST, ISO, MONTH_FIRST, day_number, month_of

_WORD: Final = re.compile(r"(?<!\w)(?:\d|[a-z]{3})", re.IGNORECASE)
_FORMS: Final = tuple(re.compile(form, re.IGNORECASE) for form in (ISO, DAY_FIRST, MONTH_FIRST))


def stated_day(text: str) -> Dated | None:
    """Return the one day that a question names with its year; None for none or several."""
    found: list[Dated] = []
    at = 0
    while (anchor := _WORD.search(text, at)) is not None:
        match = next((m for form in _FORMS if (m := form.match(text, anchor.start()))), None)
        at = anchor.end()
        if match is None:
            continue
        at = match.end()
        parts = match.groupdict()
        if not parts["y"] or parts.get("j") or parts.get("J"):
            continue
        month = parts["m"]
        number = int(month) if month.isdecimal() else month_of(month)
        period = periods.day(int(parts["y"]), number, day_number(parts["d"]))
        if period is not None:
            iso = period.first.isoformat()
            found.append(Dated(*match.span(), iso, iso, period.precision, stated=True))
    return found[0] if len({one.first for one in found}) == 1 else None
