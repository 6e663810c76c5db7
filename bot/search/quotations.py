"""Quotations: which of them are on a topic, and which are shown first."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.corpus.article import Article
from bot.corpus.paragraphs import PARAGRAPH_BREAK
from bot.corpus.sentences import Span, sentences
from bot.index.analysis import Analyzer
from bot.index.quotes import Quote
from bot.search.query import Concept

PASSAGES: Final = 200  # ranked ones, whose quotations may be on a topic
_FEWEST, _MOST = 6, 60  # words of a quotation that is good to be shown by itself
_LEAST: Final = 0.6  # of what the best has of a topic in its paragraph, which others have, too
# What it is worth that a quotation, its sentence and its paragraph hold the topic, beside the
# place of its passage in the ranking, which is worth 1 at the top and 0 at the end.
_OWN, _SENTENCE, _PARAGRAPH = 1.0, 0.6, 0.4

Numbered = tuple[int, Quote]  # with the number of its article


def is_good(quote: Quote) -> bool:
    """Tell whether a quotation is a whole sentence, neither short nor long, of a known speaker."""
    first = quote.text.lstrip("“”\"'‘’[(…. ")[:1]
    words = len(quote.shown.split())
    is_whole = first.isupper() or first.isdigit()
    return quote.speaker is not None and is_whole and _FEWEST <= words <= _MOST


def day_lot(day: str, quote: Quote) -> tuple[bool, bytes]:
    """Return by what quotations are ordered on ``day`` (ISO 8601); good ones go first."""
    return not is_good(quote), hashlib.blake2b(f"{day}\0{quote.text}".encode()).digest()


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph's terms, by where they stand."""

    span: Span
    terms: tuple[tuple[int, str], ...]  # start and term
    sentences: tuple[Span, ...]

    def within(self, start: int, end: int) -> set[str]:
        return {term for at, term in self.terms if start <= at < end}


class Topic:
    """Orders quotations by how much they are on a topic."""

    def __init__(
        self,
        concepts: Sequence[Concept],
        idf: Callable[[str], float],
        analyzer: Analyzer,
        article_of: Callable[[int], Article],
    ) -> None:
        """Take the topic's concepts, and what tells about terms and articles."""
        self._concepts = concepts
        self._weights = [idf(concept.term) for concept in concepts]
        self._total = sum(self._weights) or 1.0
        self._analyzer = analyzer
        self._article_of = article_of
        self._paragraphs: dict[tuple[int, int], _Paragraph] = {}
        self._titles: dict[int, set[str]] = {}

    def best(self, found: Iterable[Numbered], worth: Callable[[int, int], float]) -> list[Numbered]:
        """Return those on the topic, good quotations first, and of them the most on it.

        ``worth`` tells of an article's number and an offset how its passage is ranked (0 to 1).
        """
        rated = []
        for number, quote in found:
            around, own = self._rate(number, quote)
            rated.append((around, own + worth(number, quote.start), number, quote))
        least = _LEAST * max((around for around, *_ in rated), default=0.0)
        kept = [rating for rating in rated if rating[0] >= least and rating[0] > 0]
        kept.sort(key=lambda r: (not is_good(r[3]), -round(r[1], 9), r[2], r[3].start))
        return [(number, quote) for *_, number, quote in kept]

    def _rate(self, number: int, quote: Quote) -> tuple[float, float]:
        """Return how much of the topic is around a quotation, and what is worth how much."""
        article = self._article_of(number)
        paragraph = self._paragraph(number, article, quote.start)
        own = {term for start, end in quote.parts for term in paragraph.within(start, end)}
        last = quote.parts[-1].end
        told = [
            span for span in paragraph.sentences if span.end > quote.start and span.start < last
        ]
        sentence = paragraph.within(told[0].start, told[-1].end) if told else own
        if number not in self._titles:
            self._titles[number] = set(self._analyzer.analyze(article.title))
        whole = paragraph.within(*paragraph.span)
        worth = (
            _OWN * self._held(own)
            + _SENTENCE * self._held(sentence)
            + _PARAGRAPH * self._held(whole)
        )
        return self._held(whole | self._titles[number]), worth

    def _held(self, terms: Collection[str]) -> float:
        """Return the share of the topic, by weight, that terms hold (0 to 1)."""
        held = 0.0
        for concept, weight in zip(self._concepts, self._weights, strict=True):
            others = (strength for other, strength in concept.others if other in terms)
            held += weight * (1.0 if concept.term in terms else max(others, default=0.0))
        return held / self._total

    def _paragraph(self, number: int, article: Article, offset: int) -> _Paragraph:
        text = article.text
        start = text.rfind(PARAGRAPH_BREAK, 0, offset)
        start = 0 if start < 0 else start + len(PARAGRAPH_BREAK)
        known = self._paragraphs.get((number, start))
        if known is None:
            end = text.find(PARAGRAPH_BREAK, offset)
            span = Span(start, len(text) if end < 0 else end)
            terms = tuple(
                (start + token.start, term)
                for token in self._analyzer.tokens(text[slice(*span)])
                for term in token.terms
            )
            known = _Paragraph(span, terms, tuple(sentences(text, *span)))
            self._paragraphs[number, start] = known
        return known


def worths(passages: Sequence[int]) -> Mapping[int, float]:
    """Return what ranked passages are worth, from 1 for the first down to 0."""
    return {passage: 1 - place / len(passages) for place, passage in enumerate(passages)}
