"""Archive: an open generation that can be asked. What the command line and the bot call."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from bot.errors import IndexDamagedError
from bot.index import tables
from bot.index.analysis import Analyzer
from bot.index.asking import OTHER, WHEN
from bot.index.bm25 import CompiledBM25
from bot.index.generation import Generation
from bot.index.listing import Listings
from bot.index.postings import Postings
from bot.index.quotes import Quote
from bot.search.answer import (
    Answer,
    Candidate,
    Citation,
    CitedQuote,
    Hit,
    Source,
)
from bot.search.calendar import asked_day
from bot.search.days import Days
from bot.search.explanation import Explained, Reasons
from bot.search.listed import ListedQuestions
from bot.search.query import Query
from bot.search.quotations import PASSAGES, Topic, day_lot, worths
from bot.search.rank import Ranked, Ranker, candidates
from bot.search.shelf import Shelf
from bot.search.speakers import Said, Speakers, is_clear
from bot.search.told import of_day
from bot.search.words import THESAURUS, Thesaurus

NEAREST = 3  # articles offered where there is no answer
_SPARE = 2  # candidates for each hit, so that near-identical ones can be folded


class Archive(Shelf):
    """Articles, passages and quotations of one generation. Safe to be asked from threads."""

    def __init__(self, generation: Generation, analyzer: Analyzer) -> None:
        super().__init__(generation, analyzer)
        arrays = generation.arrays
        self._bm25 = CompiledBM25(
            Postings.from_arrays(arrays),
            k1=generation.settings.scores["k1"],
            b=generation.settings.scores["b"],
            compiled=arrays,
        )
        listed = ListedQuestions(Listings.from_arrays(arrays), self._bm25.term_idf)
        self._ranker = Ranker(self._bm25, self._streams, self._columns[0], listed)

    @cached_property
    def days(self) -> Days:
        """Return what is told of days."""
        return Days(
            read=self._read,
            article=self._article,
            place=self._passage_at,
            source=self._source,
            weights=self._weights,
        )

    def ask(
        self, question: str, *, top: int, min_confidence: float, question_id: str | None = None
    ) -> Answer:
        """Return the ``top`` passages that answer best, or that the archive has no answer.

        ``min_confidence`` is what the chance must be that the best passage answers (0 to 1).
        """
        started = time.perf_counter()
        least = max(top, NEAREST) * _SPARE + NEAREST
        ranked = self.rank(question, least)
        confidence = ranked.confidence if ranked else 0.0
        found: Iterable[Candidate] = candidates(ranked)
        day = asked_day(question)
        if day is not None:

            def among(asked: str, passages: Sequence[int]) -> Ranked | None:
                return self._ranker.rank(self._query(asked), least, passages)

            confidence, found = of_day(question, day, ranked, self.days, among)
        answered = ranked is not None and confidence >= min_confidence
        wanted = top if answered else NEAREST
        when = ranked is not None and ranked.slate.query.kind == WHEN
        hits = self._hits(found, wanted, one_each=not answered, when=when)
        return Answer(
            id=question_id,
            question=question,
            answered=answered,
            confidence=confidence,
            hits=tuple(hits) if answered else (),
            nearest=() if answered else tuple(hits),
            elapsed_ms=(time.perf_counter() - started) * 1000,
        )

    def rank(self, question: str, least: int = 0) -> Ranked | None:
        """Return at least ``least`` candidates for a question in order; None if none matches."""
        return self._ranker.rank(self._query(question), least)

    def _query(self, question: str) -> Query:
        return self._ranker.query(Query.of(question, self.analyzer), self._thesaurus)

    def explain(self, question: str, *, top: int) -> Explained:
        """Return why the candidates for a question are ranked as they are."""
        ranked = self.rank(question)
        if ranked is None:
            return Explained(question, OTHER, (), 0.0, ())
        reasons = []
        for candidate in ranked.order[:top].tolist():
            article, passage = self.passage(int(ranked.passages[candidate]))
            reasons.append(
                Reasons(
                    article=Citation.of(article),
                    text=passage.text,
                    score=float(ranked.scores[candidate]),
                    reasons=tuple(ranked.reasons(candidate)),
                )
            )
        query = ranked.slate.query
        return Explained(question, query.kind, query.concepts, ranked.confidence, tuple(reasons))

    def quotes(self, topic: str | None = None, speaker: str | None = None) -> list[CitedQuote]:
        """Return the quotations on ``topic`` by ``speaker``, best first.

        Without a topic in the order of the archive. A topic's passages are ranked as for a
        question, and whole sentences of known speakers come before fragments.
        """
        return [self._cited(number, quote) for number, quote in self._quotes(topic, speaker)]

    def _quotes(self, topic: str | None, speaker: str | None) -> list[tuple[int, Quote]]:
        """Return what ``quotes`` does, with the numbers of the articles instead of them."""
        names = None if speaker is None else self._speakers.matching(speaker)
        if topic is None or names is not None:
            speakers = None if names is None else {name for name, _ in names}
            found = self._read(lambda db: list(tables.quotes_where(db, speakers=speakers)))
            if names is not None:
                found = [
                    (number, quote)
                    for number, quote in found
                    if (quote.speaker, is_clear(quote.confidence)) in names
                ]
        if topic is None:
            return found
        ranked = self.rank(topic, PASSAGES)
        if ranked is None:
            return []
        passages = ranked.passages[ranked.order].tolist()
        worth = worths(passages)
        if names is None:
            articles = sorted({int(self._columns[0][passage]) for passage in passages})
            found = self._read(
                lambda db: [item for number in articles for item in tables.quotes_where(db, number)]
            )
        chosen = Topic(
            ranked.slate.query.concepts, self._bm25.term_idf, self.analyzer, self._article
        )
        return chosen.best(found, lambda at, start: worth.get(self._passage_at(at, start), 0.0))

    @cached_property
    def _speakers(self) -> Speakers:
        said = self._read(lambda db: [Said(*row) for row in tables.speaker_counts(db)])
        return Speakers(said, self.analyzer.analyze)

    def quote_of_the_day(self, day: str, quotes: list[CitedQuote]) -> CitedQuote:
        """Return the one of ``quotes`` that is shown all through ``day`` (ISO 8601)."""
        return min(quotes, key=lambda cited: day_lot(day, cited.quote))

    def _hits(
        self, found: Iterable[Candidate], top: int, *, one_each: bool, when: bool
    ) -> list[Hit]:
        """Return ``top`` hits, near-identical ones folded; with ``one_each``, one an article.

        With ``when`` they have the day that they tell of.
        """
        hits: list[Hit] = []
        sources: list[Source] = []
        for candidate in found:
            source = self._source(candidate.passage)
            if one_each and any(hit.article.id == source.article.id for hit in hits):
                continue
            twins = (i for i, other in enumerate(sources) if source.is_near_identical(other))
            twin = next(twins, None)
            if twin is not None:
                hits[twin] = _with_also(hits[twin], source.article)
                continue
            if len(hits) == top:
                break
            article = int(self._columns[0][candidate.passage])
            answer = candidate.sentence(source)
            dated = self.days.beside(article, answer) if when else None
            hits.append(source.hit(len(hits) + 1, candidate.score, answer, dated))
            sources.append(source)
        return hits

    @cached_property
    def _thesaurus(self) -> Thesaurus:
        return Thesaurus.read(THESAURUS, self.analyzer)

    def _weights(self, text: str) -> dict[str, float]:
        """Return the terms of a text with their idf."""
        return {term: self._bm25.term_idf(term) for term in self.analyzer.analyze(text)}

    def _cited(self, number: int, quote: Quote) -> CitedQuote:
        """Cite a quotation, checked against its article."""
        article = self._article(number)
        if any(
            article.text[start:end] != words
            for (start, end), words in zip(quote.parts, quote.texts, strict=True)
        ):
            raise IndexDamagedError(
                f"a quotation of {article.path} is not its text; run 'python -m bot index'"
            )
        return CitedQuote(quote, Citation.of(article))


def _with_also(hit: Hit, article: Citation) -> Hit:
    if article.id == hit.article.id or article in hit.also:
        return hit
    return replace(hit, also=(*hit.also, article))
