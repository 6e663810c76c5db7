"""ListedQuestions: the questions that articles say they answer, compared with one asked."""

import threading
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.index.analysis import Analyzer
from bot.search.query import Query

_NONE: Final[NDArray[np.intp]] = np.empty(0, dtype=np.intp)
_MOST: Final = 20_000  # questions that are kept analysed; all of them are looked at


class _Analysed:
    """Listed questions by their words. The questions are numbered as they come."""

    def __init__(self) -> None:
        self.articles: set[int] = set()  # whose questions are here
        self._holders: dict[str, list[int]] = {}  # word -> questions
        self._worth: list[float] = []  # the sum of the idf of the words of each
        self._article_of: list[int] = []
        self.settle()

    def add(self, article: int, terms: Mapping[str, float]) -> None:
        """Add a question with the idf of its terms; to be seen once it is settled."""
        for term in terms:
            self._holders.setdefault(term, []).append(len(self._worth))
        self._worth.append(sum(terms.values()))
        self._article_of.append(article)

    def settle(self) -> None:
        """Make arrays of what was added."""
        self.holders = {term: np.asarray(held) for term, held in self._holders.items()}
        self.worth = np.asarray(self._worth, dtype=np.float64)
        self.firsts = np.flatnonzero(np.diff(self._article_of, prepend=-1))
        self.place = {self._article_of[at]: i for i, at in enumerate(self.firsts.tolist())}

    def __len__(self) -> int:
        return len(self._worth)


class ListedQuestions:
    """The questions of an archive's articles; analysed when an article is first a candidate."""

    def __init__(
        self,
        questions: Callable[[], Mapping[int, Sequence[str]]],
        idf: Callable[[str], float],
        analyzer: Analyzer,
    ) -> None:
        """Take ``questions``, which reads all of them by their article's number."""
        self._read = questions
        self._idf = idf
        self._analyzer = analyzer
        self._questions: Mapping[int, Sequence[str]] | None = None
        self._analysed = _Analysed()
        self._lock = threading.Lock()

    def resemblance(
        self, query: Query, idf: Sequence[float], articles: Sequence[int]
    ) -> list[float]:
        """Return how much the questions that each article lists resemble ``query`` (0 to 1).

        The share of the words of both, by rarity, that both have; of the best question.
        ``idf`` is that of each of the query's concepts.
        """
        known = self._with(articles)
        holders = [known.holders.get(concept.term, _NONE) for concept in query.concepts]
        questions = np.concatenate(holders)
        if not len(questions):
            return [0.0] * len(articles)
        weights = np.repeat(idf, [len(held) for held in holders])
        common = np.bincount(questions, weights, len(known.worth))
        shares = common / (sum(idf) + known.worth - common)
        best = np.maximum.reduceat(shares, known.firsts).tolist()
        places = map(known.place.get, articles)
        return [0.0 if place is None else best[place] for place in places]

    def _with(self, articles: Sequence[int]) -> _Analysed:
        """Return what is analysed, the questions of ``articles`` among it."""
        known = self._analysed
        if known.articles.issuperset(articles):
            return known
        with self._lock:
            if self._questions is None:
                self._questions = self._read()
            known = _Analysed() if len(self._analysed) > _MOST else copy(self._analysed)
            for article in articles:
                if article not in known.articles:
                    for question in self._questions.get(article, ()):
                        terms = dict.fromkeys(self._analyzer.analyze(question))
                        known.add(article, {term: self._idf(term) for term in terms})
            known.articles = known.articles.union(articles)
            known.settle()
            # Whole, for the threads that only look.
            self._analysed = known
        return known
