"""Passages: what is indexed, ranked and shown. Together they are the article's whole text."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.corpus.article import Article
from bot.corpus.paragraphs import PARAGRAPH_BREAK
from bot.corpus.sentences import Span, sentences

# The text under a heading is joined to what follows the next where it has fewer words.
_TINY_SECTION: Final = 20
# The price of a passage: _SHORT times the square of the share of the minimum that it lacks,
# or _UNEVEN times the square of its distance from the middle of the range; _DIVISION where
# it ends inside a paragraph. So a paragraph is divided to save a neighbour of less than
# half the minimum, but not for less.
_SHORT: Final = 3.0
_UNEVEN: Final = 0.15
_DIVISION: Final = 0.6


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole sentences of an article: ``article.text[start:end] == text``.

    ``heading`` is the heading under which the passage stands, where its own text does not
    begin with it.
    """

    start: int
    end: int
    text: str
    heading: Span | None = None


def split(article: Article, *, min_words: int = 60, max_words: int = 120) -> list[Passage]:
    """Divide an article into passages, in order, which lack none of its words.

    A passage has ``min_words`` to ``max_words`` words (runs without white space), headings
    included, where whole sentences allow it; a longer sentence is a passage of its own.
    A heading stands at the beginning of a passage, and inside one only after a few words.
    """
    return [passage for passage, _ in divided(article, min_words=min_words, max_words=max_words)]


def divided(
    article: Article, *, min_words: int, max_words: int
) -> Iterator[tuple[Passage, list[Span]]]:
    """Yield what ``split`` returns, each with its ``sentences``."""
    if not 1 <= min_words <= max_words:
        raise ValueError(f"passages of {min_words} to {max_words} words cannot be made")
    text = article.text
    headings = sorted(article.headings)
    prices = _prices(min_words, max_words)
    ranges: list[tuple[int, int]] = []
    spans: list[Span] = []
    for section in _sections(text, {span.start for span in headings}, max_words):
        if section.is_heading and ranges and section.fits_after(text, ranges[-1]):
            ranges[-1] = (ranges[-1][0], section.ends[-1])
        else:
            ranges += section.divide(prices)
        spans += section.sentences
    above: Span | None = None
    seen = said = 0
    for start, end in ranges:
        first, first_said = seen, said
        while seen < len(headings) and headings[seen].start < end:
            seen += 1
        while said < len(spans) and spans[said].start < end:
            said += 1
        begins = seen > first and headings[first].start == start
        passage = Passage(start, end, text[start:end], None if begins else above)
        yield passage, spans[first_said:said]
        above = headings[seen - 1] if seen else None


def _prices(min_words: int, max_words: int) -> list[float]:
    """Return the price of a passage of each length from 0 to ``max_words`` words."""
    middle = (min_words + max_words) / 2
    return [
        _SHORT * (1 - words / min_words) ** 2
        if words < min_words
        else _UNEVEN * (1 - words / middle) ** 2
        for words in range(max_words + 1)
    ]


def _sections(text: str, headings: set[int], max_words: int) -> Iterator["_Section"]:
    """Yield what is divided on its own: headings with the paragraphs under them."""
    section = _Section(max_words)
    start = 0
    while start < len(text):
        stop = text.find(PARAGRAPH_BREAK, start)
        if stop < 0:
            stop = len(text)
        if start not in headings:
            section.add_paragraph(text, start, stop)
        elif not text[start:stop].isspace():
            if section.total >= _TINY_SECTION and not section.is_heading:
                yield section
                section = _Section(max_words)
            section.add_heading(text, start, stop)
        start = stop + len(PARAGRAPH_BREAK)
    if section.words:
        yield section


class _Section:
    """Pieces of text in order, each of sentences that stay together.

    A piece has a few words at least, so that the number of ways to divide the section
    stays small; parallel lists, for speed.
    """

    def __init__(self, max_words: int) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.words: list[int] = []
        self.closes: list[bool] = []  # whether the piece ends with its paragraph
        self.sentences: list[Span] = []  # those of headings among them
        self.total = 0  # words
        self.is_heading = False  # whether nothing has come after the last heading
        self._max_words = max_words
        self._min_piece = max_words // 12

    def add_heading(self, text: str, start: int, stop: int) -> None:
        """Add a heading; what comes next is joined to it."""
        words = len(text[start:stop].split())
        self.sentences += sentences(text, start, stop)
        stop = start + len(text[start:stop].rstrip())
        if self.is_heading and self.words[-1] + words <= self._max_words:
            self._extend(stop, words)
        else:
            self._append(start, stop, words)
        self.is_heading = True

    def add_paragraph(self, text: str, start: int, stop: int) -> None:
        """Add the sentences of a paragraph."""
        before = len(self.words)
        spans = sentences(text, start, stop)
        self.sentences += spans
        for first, last in spans:
            words = len(text[first:last].split())
            if self.is_heading or (self._has_tiny_end() and self._fits(words)):
                self._extend(last, words)
            else:
                self._append(first, last, words)
            self.is_heading = False
        if len(self.words) > before + 1 and self._has_tiny_end():
            self._join_last()
        if self.closes:
            self.closes[-1] = True

    def fits_after(self, text: str, passage: tuple[int, int]) -> bool:
        """Tell whether the whole section can be joined to a passage."""
        return len(text[slice(*passage)].split()) + self.total <= self._max_words

    def divide(self, prices: list[float]) -> list[tuple[int, int]]:
        """Return the starts and ends of the passages whose prices have the lowest sum."""
        words, longest = self.words, len(prices) - 1
        if self.total <= longest:
            return [(self.starts[0], self.ends[-1])]
        best = [0.0]  # the lowest price of the first i pieces
        origin = [0]  # where the last passage of those begins
        for last in range(len(words)):
            total = words[last]
            price = best[last] + (prices[total] if total <= longest else 0.0)
            first = last
            for before in range(last - 1, -1, -1):
                total += words[before]
                if total > longest:
                    break
                if best[before] + prices[total] < price:
                    price = best[before] + prices[total]
                    first = before
            best.append(price if self.closes[last] else price + _DIVISION)
            origin.append(first)
        ranges = []
        end = len(words)
        while end:
            first = origin[end]
            ranges.append((self.starts[first], self.ends[end - 1]))
            end = first
        return ranges[::-1]

    def _append(self, start: int, end: int, words: int) -> None:
        self.starts.append(start)
        self.ends.append(end)
        self.words.append(words)
        self.total += words
        self.closes.append(False)

    def _extend(self, end: int, words: int) -> None:
        self.ends[-1] = end
        self.words[-1] += words
        self.total += words
        self.closes[-1] = False

    def _join_last(self) -> None:
        if self.words[-2] + self.words[-1] <= self._max_words:
            self.starts.pop()
            self.closes.pop()
            end, words = self.ends.pop(), self.words.pop()
            self.total -= words
            self._extend(end, words)

    def _has_tiny_end(self) -> bool:
        return bool(self.words) and self.words[-1] < self._min_piece

    def _fits(self, words: int) -> bool:
        return self.words[-1] + words <= self._max_words
