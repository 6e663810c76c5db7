"""Answer, Hit, Citation; and when to say that the archive does not hold it."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import takewhile
from operator import itemgetter
from typing import Any

from bot.corpus.article import Article
from bot.corpus.sentences import Span, sentences
from bot.index.passages import Passage
from bot.index.quotes import Quote

# Share of two passages' terms that is common to both; above it they tell the same in the same
# words. Agency reports reprinted with another first line come to 0.85 and more.
NEAR_IDENTICAL = 0.8


@dataclass(frozen=True, slots=True)
class Citation:
    """Where words come from. What the article does not state is None."""

    id: str
    title: str
    author: str | None
    publication: str | None
    date: str | None  # ISO 8601
    url: str | None
    image: str | None  # address of a picture
    path: str  # in the corpus

    @classmethod
    def of(cls, article: Article) -> "Citation":
        """Cite an article."""
        return cls(
            article.id,
            article.title,
            article.author,
            article.publication,
            article.date,
            article.url,
            article.image,
            article.path,
        )

    def as_object(self) -> dict[str, str | None]:
        """Return plain JSON values."""
        return {
            "id": self.id,
            "title": self.title,
            "author": self.author,
            "publication": self.publication,
            "date": self.date,
            "url": self.url,
        }

    def as_listing(self) -> dict[str, str | None]:
        """Return plain JSON values, with the file in the corpus and the picture."""
        return {**self.as_object(), "path": self.path, "image": self.image}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage that was found. Offsets are code points of the article's text."""

    rank: int  # from 1
    score: float
    number: int  # of the passage in the index
    text: str
    start: int
    end: int
    answer: Span  # the sentence that answers best
    passage: int  # its place in the article, from 1
    passages: int  # how many the article has
    article: Citation
    headings: tuple[Span, ...] = ()  # within the passage, counted from its start
    also: tuple[Citation, ...] = ()  # other articles that say the same in the same words
    dated: str | None = None  # the day that the sentence tells of and does not name, ISO 8601

    @property
    def answer_sentence(self) -> str:
        """Return the sentence that answers best."""
        return self.text[self.answer.start - self.start : self.answer.end - self.start]

    def as_object(self) -> dict[str, Any]:
        """Return plain JSON values; ``also`` and ``dated`` only where there is any."""
        others = {"also": [other.as_object() for other in self.also]} if self.also else {}
        dated = {"dated": self.dated} if self.dated else {}
        return {
            "rank": self.rank,
            "score": round(self.score, 6),
            "text": self.text,
            "answer_sentence": self.answer_sentence,
            "start": self.start,
            "end": self.end,
            "passage": self.passage,
            "passages": self.passages,
            "article": self.article.as_object(),
            **others,
            **dated,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A passage as it is quoted, with what is known of it whatever was asked."""

    number: int
    passage: Passage
    place: int
    places: int
    article: Citation
    sentences: Sequence[Span]
    headings: tuple[Span, ...]  # within the passage, counted from its start
    terms: Set[int]  # hashes of the terms in its sentences

    @classmethod
    def of(
        cls, article: Article, passage: Passage, number: int, passages: range, terms: Set[int]
    ) -> "Source":
        """Describe ``passage``, one of those of ``article``, which have these numbers."""
        return cls(
            number=number,
            passage=passage,
            place=number - passages.start + 1,
            places=len(passages),
            article=Citation.of(article),
            sentences=sentences(article.text, passage.start, passage.end),
            headings=headings_within(article, passage.start, passage.end),
            terms=terms,
        )

    def answer_sentence(self, worths: Sequence[float]) -> Span:
        """Return the sentence that has the most of ``worths``, one a sentence.

        The first of equals; a heading only where there is nothing else.
        """
        headings = {self.passage.start + heading.start for heading in self.headings}
        known = list(zip(worths, self.sentences, strict=True))
        candidates = [item for item in known if item[1].start not in headings] or known
        whole = (0.0, Span(self.passage.start, self.passage.end))
        return max(candidates, key=itemgetter(0), default=whole)[1]

    def is_near_identical(self, other: "Source") -> bool:
        """Whether it says the same as another in nearly the same words."""
        common = len(self.terms & other.terms)
        return common >= NEAR_IDENTICAL * (len(self.terms) + len(other.terms) - common)

    def hit(self, rank: int, score: float, answer: Span, dated: str | None = None) -> Hit:
        """Return it as a hit whose answer sentence is ``answer``; ``dated`` as Hit has it."""
        return Hit(
            rank=rank,
            score=score,
            number=self.number,
            text=self.passage.text,
            start=self.passage.start,
            end=self.passage.end,
            answer=answer,
            passage=self.place,
            passages=self.places,
            article=self.article,
            headings=self.headings,
            dated=dated,
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage by its number, and how to choose the sentence that answers."""

    passage: int
    score: float
    sentence: Callable[[Source], Span]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the archive holds on a question: ``hits``, or the ``nearest`` that do not answer."""

    question: str
    answered: bool
    confidence: float  # 0 to 1
    hits: tuple[Hit, ...]
    nearest: tuple[Hit, ...]
    elapsed_ms: float
    id: str | None = None  # echoed from the question

    def as_object(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "id": self.id,
            "question": self.question,
            "answered": self.answered,
            "confidence": round(self.confidence, 4),
            "hits": [hit.as_object() for hit in self.hits],
            "nearest": [hit.as_object() for hit in self.nearest],
            "elapsed_ms": round(self.elapsed_ms, 3),
        }


@dataclass(frozen=True, slots=True)
class CitedQuote:
    """A quotation and where it is from."""

    quote: Quote
    article: Citation

    def as_object(self) -> dict[str, Any]:
        """Return plain JSON values; ``parts`` only where there is more than one."""
        quote = self.quote
        parts = [
            {"text": text, "start": start, "end": end}
            for text, (start, end) in zip(quote.texts, quote.parts, strict=True)
        ]
        return {
            "text": quote.text,
            "speaker": quote.speaker,
            "speaker_role": quote.speaker_role,
            "start": quote.start,
            "end": quote.end,
            **({"parts": parts} if len(parts) > 1 else {}),
            "article": self.article.as_object(),
        }


def coverage(weights: Mapping[str, float], held: Collection[str]) -> float:
    """Return the share, by weight, of a question's terms that a passage holds (0 to 1)."""
    total = sum(weights.values())
    return sum(weight for term, weight in weights.items() if term in held) / total if total else 0.0


def headings_within(article: Article, start: int, end: int) -> tuple[Span, ...]:
    """Return the headings of ``article`` from ``start`` to ``end``, counted from ``start``."""
    first = bisect_left(article.headings, start, key=lambda heading: heading.start)
    return tuple(
        Span(heading.start - start, heading.end - start)
        for heading in takewhile(lambda heading: heading.end <= end, article.headings[first:])
    )
