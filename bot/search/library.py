"""Library: an archive that can also be leafed through; what the Discord bot reads from.

A place is what a button can remember of a passage: its number in the index, and where in it
the sentence begins that answers. Of a quotation it is its article's number and its start.
Places come back from people's hands, so every one is checked.
"""

import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.corpus.sentences import Span
from bot.errors import NotFoundError
from bot.index import tables
from bot.index.analysis import Analyzer
from bot.index.asking import asks_when
from bot.index.generation import Generation
from bot.search.answer import Answer, Citation, CitedQuote, Hit, headings_within
from bot.search.archive import Archive
from bot.search.quotations import day_lot
from bot.search.suggestions import MAX_WORDS, Neighbours

Place = tuple[int, int]

_COMMON = 2  # passages that must hold a word before it is suggested, where the archive is large
_SMALL = 200  # passages; below it any word of the archive may be suggested
_CHOSEN = 20  # choices of quotations that are kept, of all that match
_REMEMBERED = 1_000  # questions, of some kilobytes each
_LIKE_WORDS = 8  # of a search for articles that are looked at
_HAS_WORD = (
    "title || ' ' || ifnull(author, '') || ' ' || ifnull(publication, '') LIKE ? ESCAPE '\\'"
)
_CITATION = "id, title, author, publication, date, url, image, path"


@dataclass(frozen=True, slots=True)
class Found:
    """An answer, and what is shown beside it."""

    answer: Answer
    places: tuple[Place, ...]  # of its hits
    meant: str | None  # the question with its unknown words mended, where there is no answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A passage between its neighbours. ``answer`` is where in ``text`` the sentence is."""

    article: Citation
    text: str
    answer: Span
    headings: tuple[Span, ...] = ()  # within ``text``
    first: int  # passages of the article, from 1
    last: int
    passages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """An article at a glance; ``beginning`` is its first passage."""

    article: Citation
    licence: str | None
    beginning: str
    headings: tuple[Span, ...] = ()  # within ``beginning``
    passages: int
    quotes: int


class Library(Archive):
    """Read methods for people who page, search and look around."""

    def __init__(self, generation: Generation, analyzer: Analyzer) -> None:
        super().__init__(generation, analyzer)
        self._known: dict[str, Found] = {}
        self._remembering = threading.Lock()
        self._chosen: dict[tuple[str | None, str | None, str], list[Place]] = {}

    def known(self, question: str) -> Found | None:
        """Return what ``find`` returned for a question that was asked lately."""
        return self._known.get(question)

    def find(self, question: str, *, top: int, min_confidence: float) -> Found:
        """Return the answer to a question; ``top`` and ``min_confidence`` as for ``ask``."""
        answer = self.ask(question, top=top, min_confidence=min_confidence)
        found = Found(
            answer,
            tuple(map(self.place_of, answer.hits)),
            None if answer.answered else self.meant(question),
        )
        # What was asked first is forgotten first, and nobody's questions are kept for long.
        with self._remembering:
            if len(self._known) >= _REMEMBERED:
                del self._known[next(iter(self._known))]
            self._known[question] = found
        return found

    @cached_property
    def digest(self) -> str:
        """Return what tells this generation's places from another's."""
        return self.generation.name.rpartition("-")[2]

    def place_of(self, hit: Hit) -> Place:
        """Return where a hit of this archive is found again."""
        return hit.number, hit.answer.start - hit.start

    def hit_at(self, place: Place, rank: int, question: str = "") -> Hit:
        """Return the hit at a place, to a question. Raises NotFoundError or IndexDamagedError."""
        number, offset = place
        article, _ = self._article_and_passages(number)
        source = self._source(number)
        start = source.passage.start + offset
        for span in source.sentences:
            if span.start == start:
                dated = self.days.beside(article, span) if asks_when(question) else None
                return source.hit(rank, 0.0, span, dated)
        raise NotFoundError(f"no sentence begins at {offset} of passage {number}")

    def context_of(self, place: Place) -> Context:
        """Return the passage at a place with its neighbours. Raises as ``hit_at``."""
        number, _ = place
        hit = self.hit_at(place, 1)
        article_number, numbers = self._article_and_passages(number)
        article = self._article(article_number)
        around = range(max(number - 1, numbers.start), min(number + 2, numbers.stop))
        passages = [self._passage(i, article) for i in around]
        start, end = passages[0].start, passages[-1].end
        return Context(
            article=hit.article,
            text=article.text[start:end],
            answer=Span(hit.answer.start - start, hit.answer.end - start),
            headings=headings_within(article, start, end),
            first=around.start - numbers.start + 1,
            last=around.stop - numbers.start,
            passages=hit.passages,
        )

    def quote_places(self, topic: str | None, speaker: str | None, day: str) -> list[Place]:
        """Return where the quotations on ``topic`` by ``speaker`` are, best first.

        Without a topic in the order of ``day``, which is the same for everyone.
        """
        asked = topic, speaker, day
        known = self._chosen.get(asked)
        if known is not None:
            return known
        found = self._quotes(topic, speaker)
        if topic is None:
            found.sort(key=lambda item: day_lot(day, item[1]))
        places = [(number, quote.start) for number, quote in found]
        with self._remembering:
            if len(self._chosen) >= _CHOSEN:
                del self._chosen[next(iter(self._chosen))]
            self._chosen[asked] = places
        return places

    def quote_at(self, place: Place) -> CitedQuote:
        """Return the quotation at a place. Raises NotFoundError or IndexDamagedError."""
        number, start = place
        found = self._read(lambda db: list(tables.quotes_where(db, number)))
        for _, quote in found:
            if quote.start == start:
                return self._cited(number, quote)
        raise NotFoundError(f"article {number} has no quotation at {start}")

    @property
    def speakers(self) -> Sequence[str]:
        """Return who is quoted, each person once, those most often quoted first."""
        return self._speakers.names

    def find_articles(self, search: str, first: int, count: int) -> tuple[int, list[Citation]]:
        """Return how many articles have the words of ``search``, and some from ``first``.

        The words may be parts of words of the title, the author or the publication; titles
        that begin with ``search`` come first.
        """
        words = search.split()[:_LIKE_WORDS]
        where = " AND ".join([_HAS_WORD] * len(words)) or "1"
        values = [f"%{_like(word)}%" for word in words]

        def query(db: sqlite3.Connection) -> tuple[int, list[Citation]]:
            total = db.execute(f"SELECT count(*) FROM articles WHERE {where}", values).fetchone()[0]  # noqa: S608 - placeholders only
            rows = db.execute(
                f"SELECT {_CITATION} FROM articles WHERE {where}"  # noqa: S608
                " ORDER BY title LIKE ? ESCAPE '\\' DESC, number LIMIT ? OFFSET ?",
                [*values, f"{_like(search)}%", count, first],
            )
            return total, [Citation(*row) for row in rows]

        return self._read(query)

    def overview(self, title: str) -> Overview:
        """Return the article of that id or title, or whose title alone begins with it.

        Raises NotFoundError.
        """
        number = self._read(
            lambda db: db.execute(
                "SELECT number FROM articles WHERE id = ?1 OR title LIKE ?2 ESCAPE '\\'"
                " ORDER BY id = ?1 DESC, title LIKE ?3 ESCAPE '\\' DESC, number LIMIT 1",
                (title, f"{_like(title)}%", _like(title)),
            ).fetchone()
        )
        if number is None or not title.strip():
            raise NotFoundError(f"there is no article {title!r}")
        article = self._article(number[0])
        passages = self._passages_of(number[0])
        first = self._passage(passages.start, article) if passages else None
        count = "SELECT count(*) FROM quotes WHERE article = ?"
        quotes = self._read(lambda db: db.execute(count, number).fetchone())
        return Overview(
            article=Citation.of(article),
            licence=article.licence,
            beginning=first.text if first else "",
            headings=headings_within(article, first.start, first.end) if first else (),
            passages=len(passages),
            quotes=quotes[0],
        )

    def meant(self, question: str) -> str | None:
        """Return the question with its unknown words mended, where some can be."""
        mended, end, looked_at = [], 0, 0
        find = self._bm25.postings.vocabulary.find
        for token in self.analyzer.tokens(question):
            unknown = [term for term in token.terms if find(term) is None]
            if len(token.terms) != 1 or not unknown:
                continue
            looked_at += 1
            if looked_at > MAX_WORDS:
                break
            word = self._surface(self._neighbours.nearest(unknown[0]))
            if word is not None:
                mended += [question[end : token.start], word]
                end = token.end
        return "".join([*mended, question[end:]]) if mended else None

    @cached_property
    def _neighbours(self) -> Neighbours:
        postings = self._bm25.postings
        least = 1 if len(postings.lengths) < _SMALL else _COMMON
        counts = postings.offsets[1:] - postings.offsets[:-1]
        return Neighbours(
            (term.decode(), count)
            for term, count in zip(postings.vocabulary.terms(), counts.tolist(), strict=True)
            if count >= least
        )

    def _surface(self, term: str | None) -> str | None:
        """Return a word of the archive that stands for ``term``."""
        number = None if term is None else self._bm25.postings.vocabulary.find(term)
        if number is None:
            return None
        holders, _ = self._bm25.postings.of(number)
        first = int(holders[0])
        article = self._article(int(self._columns[0][first]))
        for text in (self._passage(first, article).text, article.title, article.text):
            for token in self.analyzer.tokens(text):
                if token.terms == (term,):
                    return text[token.start : token.end].removesuffix("’s").removesuffix("'s")
        return None

    def _article_and_passages(self, passage: int) -> tuple[int, range]:
        """Return the number of a passage's article, and those of all its passages."""
        if not 0 <= passage < len(self._columns[0]):
            raise NotFoundError(f"there is no passage {passage}")
        article = int(self._columns[0][passage])
        return article, self._passages_of(article)


def _like(text: str) -> str:
    """Return ``text`` such that LIKE takes it literally."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
