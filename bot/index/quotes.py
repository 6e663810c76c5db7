"""Quotations: what an article says that somebody said, and who."""

from dataclasses import dataclass
from typing import Final

from bot.corpus.article import Article
from bot.corpus.sentences import Span

LEFT_OUT: Final = " […] "
_PARAGRAPH_MARKS: Final = 4  # characters between two parts that only a paragraph divides


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said, word for word: ``article.text[start:end] == text``.

    Where a tag or the end of a paragraph breaks it, ``text`` is the first part, ``rest``
    the others, and ``parts`` are the spans of all. A comma before a tag is in none.
    ``speaker`` is the full name as the article has it, and ``speaker_role`` what it states
    with it, both None where that is not clear. ``confidence`` tells from 0 to 1 how sure it
    is that this speaker (or, without one, anybody) said it.
    """

    text: str
    start: int
    end: int
    speaker: str | None
    speaker_role: str | None
    confidence: float
    parts: tuple[Span, ...]
    rest: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Return the words of each part."""
        return self.text, *self.rest

    @property
    def shown(self) -> str:
        """Return the words of all parts, with a mark where a tag between two is left out."""
        shown = self.text
        for before, part, words in zip(self.parts, self.parts[1:], self.rest, strict=False):
            is_next = part.start - before.end <= _PARAGRAPH_MARKS
            shown += f"{' ' if is_next else LEFT_OUT}{words}"
        return shown


def extract(article: Article) -> list[Quote]:
    """Return the quotations of an article, in order, none inside another."""
    # Some 70 ms of patterns, which reading quotations from an index can do without.
    from bot.index.speech.finding import find_quotes

    return find_quotes(article)
