"""Dates as pages write them -> ISO 8601, to the precision that is known."""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:1[4-9]|20)\d\d"
_YEAR_ENDS = r"(?:(?!\d)|(?=\d{1,2}:\d\d))"  # a time of day is often glued to it
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? ?"
DATE = (
    rf"(?:{_WEEKDAY})?(?:the )?(?:{_DAY} (?:of )?{_MONTH}\.?,? {_YEAR}|{_MONTH}\.? {_DAY},? {_YEAR}"
    rf"|{_YEAR}-\d\d-\d\d|[0-3]?\d[./-][0-3]?\d[./-]{_YEAR}|{_YEAR}[./][01]?\d[./][0-3]?\d)"
)
_CLOCK = (
    r"(?:,|\||/|@|·|•|–|-|at|t)?\s?[0-2]?\d(?:[:.h][0-5]\d){1,2}(?:\.\d{1,6})?"
    r"\s?(?:[ap]\.?m\.?)?\s?(?:\(?(?:z|utc|gmt|[ecmp][sd]?t|bst|ist|cet|cest|jst|aest)\)?)?"
    r"(?:[+-]\d\d:?\d\d)?"
)
_LABEL = (
    r"(?:first |last |originally )?(?:published|updated|posted|modified|created|revised)"
    r"(?: on| at|:| :)*"
)
_AGO = (
    r"(?:about |an? |\d{1,3} ?)(?:s(?:econds?)?|m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|d(?:ays?)?"
    r"|w(?:eeks?)?|mo(?:nths?)?|y(?:ea)?rs?)\.? ago"
)
_MOMENT = rf"(?:{DATE}(?:\s?{_CLOCK})?|{_CLOCK},? ?(?:on )?{DATE})"
_WHEN = rf"(?:{_MOMENT}|{_AGO}|{_CLOCK})"

# A line that is a day and nothing else, as the headings of a chronology are.
PLAIN = re.compile(
    rf"{_DAY} (?:of )?{_MONTH}\.?,? {_YEAR}|{_MONTH}\.? {_DAY},? {_YEAR}", re.IGNORECASE
)
# A line that is a date and nothing else, with or without a time of day.
MOMENT = re.compile(rf"(?:{_LABEL} ?)?{_MOMENT}\W{{0,3}}", re.IGNORECASE)
# A line that says when the page was published or changed, as no article does of its events.
STAMP = re.compile(
    rf"{_LABEL} ?{_WHEN}(?:[ |/·•–—,-]{{0,4}}{_LABEL} ?{_WHEN})?\W{{0,3}}"
    rf"|(?:updated |published )?{_AGO}",
    re.IGNORECASE,
)

_DAY_PART = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_MONTH_PART = rf"(?P<name>{_MONTH})\b\.?"
_YEAR_PART = rf"(?P<year>{_YEAR}){_YEAR_ENDS}"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<!\d)(?P<year>(?:1[4-9]|20)\d\d)([-/.])(?P<month>[01]?\d)\2(?P<day>[0-3]?\d)(?!\d)",
        rf"(?<!\d){_DAY_PART}(?: of)? {_MONTH_PART},? {_YEAR_PART}",
        rf"\b{_MONTH_PART} {_DAY_PART},? {_YEAR_PART}",
        rf"(?<!\d)(?P<first>[0-3]?\d)(?P<mark>[./-])(?P<second>[0-3]?\d)(?P=mark){_YEAR_PART}",
        rf"\b{_MONTH_PART},? {_YEAR_PART}",
    )
)
_YEAR_ALONE = re.compile(_YEAR)
_REACH = 400  # characters: a longer text is not a date


def parse_date(text: str) -> str | None:
    """Return the first date in a short text as ISO 8601, None where it states none.

    A month or a year alone is given as such ("2025-07", "2025"). Where 03/04/2025 does not
    show which number is the month, the year is all that is known.
    """
    text = " ".join(text[:_REACH].split())
    if _YEAR_ALONE.fullmatch(text):
        return text
    found = [match for form in _FORMS if (match := form.search(text))]
    if not found:
        return None
    return _iso(min(found, key=lambda match: (match.start(), -match.end())).groupdict())


def _iso(parts: dict[str, str | None]) -> str | None:
    """Write the parts of one match as ISO 8601, None where there is no such day."""
    year = int(parts["year"] or 0)
    if first := parts.get("first"):
        one, two = int(first), int(parts["second"] or 0)
        if one > 12 or parts["mark"] == "." or one == two:
            day, month = one, two
        elif two > 12:
            day, month = two, one
        else:
            return str(year)
    else:
        name = parts.get("name")
        month = _MONTHS.index(name[:3].lower()) + 1 if name else int(parts.get("month") or 0)
        if "day" not in parts:
            return f"{year:04}-{month:02}"
        day = int(parts["day"] or 0)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
