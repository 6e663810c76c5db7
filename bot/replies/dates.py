"""Days in words."""

from bot.replies.texts import say


def day_words(month: int, day: int, year: int | None, locale: str) -> str:
    """Return "17 July 1975", or "17 July" of every year."""
    name = say(f"month.{month}", locale)
    if year is None:
        return say("day.of_year", locale, day=day, month=name)
    return say("day.of_one_year", locale, day=day, month=name, year=year)


def iso_words(iso: str, locale: str) -> str:
    """Return a day that is written as ISO 8601 in words."""
    year, month, day = map(int, iso.split("-"))
    return day_words(month, day, year, locale)
