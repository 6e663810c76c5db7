"""Dates: which days, months and years an article tells of, whatever words it has for them."""

from dataclasses import dataclass

from bot.corpus.article import Article

# Precisions: what the words know of the date.
DAY, MONTH, SEASON, YEAR, DECADE = "day", "month", "season", "year", "decade"


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in an article: ``article.text[start:end]`` are the words for it.

    ``first`` and ``last`` are its days, ISO 8601; the same where it is one day. ``stated`` is
    false where the words alone do not say which (“the following day”, “July 17”).
    """

    start: int
    end: int
    first: str
    last: str
    precision: str
    stated: bool

    @property
    def is_one_day(self) -> bool:
        """Whether it is one day and no span of time."""
        return self.first == self.last


def extract(article: Article) -> list[Dated]:
    """Return the dates of an article, in order; those that are uncertain are left out."""
    # Patterns that reading dates from an index can do without.
    from bot.index.dating.finding import find_dates

    return find_dates(article)
