"""Quotations: what an article says that somebody said, and who."""

from dataclasses import dataclass

from bot.corpus.article import Article
from bot.corpus.sentences import Span


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said, word for word: ``article.text[start:end] == text``.

    Where a tag or the end of a paragraph breaks it, ``text`` is the first part, and
    ``parts`` are the spans of all. ``speaker`` is the full name as the article has it, and
    ``speaker_role`` what it states with it, both None where that is not clear.
    ``confidence`` tells from 0 to 1 how sure it is that this speaker (or, without one,
    anybody) said it.
    """

    text: str
    start: int
    end: int
    speaker: str | None
    speaker_role: str | None
    confidence: float
    parts: tuple[Span, ...]


def extract(article: Article) -> list[Quote]:
    """Return the quotations of an article, in order, none inside another."""
    # Some 70 ms of patterns, which reading quotations from an index can do without.
    from bot.index.speech.finding import find_quotes

    return find_quotes(article)
