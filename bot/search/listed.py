"""ListedQuestions: the questions that articles say they answer, compared with one asked."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.index.asking import kind_word, worths_of
from bot.index.listing import Listings
from bot.search.query import Concept, Query

Floats = NDArray[np.float64]
Numbers = NDArray[np.integer]

_LIKE: Final = 0.4  # a share from which another wording of the same question is likely


@dataclass(frozen=True, slots=True)
class Resemblance:
    """How much listed questions resemble one that is asked (0 to 1): the best of each."""

    articles: Numbers  # that list questions, ascending,
    of_articles: Floats  # and of all that each lists
    passages: Numbers  # in which answers stand, ascending,
    of_passages: Floats  # and of those whose answer each has

    def in_articles(self, articles: Numbers) -> Floats:
        """Return that of each of ``articles``; 0 where it lists nothing."""
        return _looked_up(self.articles, self.of_articles, articles)

    def in_passages(self, passages: Numbers) -> Floats:
        """Return that of each of ``passages``; 0 where no answer stands in it."""
        return _looked_up(self.passages, self.of_passages, passages)

    def nearest(self, count: int) -> Numbers:
        """Return at most ``count`` passages that answer what is much like it, ascending."""
        like = (self.of_passages >= _LIKE).nonzero()[0]
        best = like[np.argsort(-self.of_passages[like], kind="stable")[:count]]
        return np.sort(self.passages[best])


class ListedQuestions:
    """The questions that the articles of an archive list."""

    def __init__(self, listings: Listings, idf: Callable[[str], float]) -> None:
        self._listings = listings
        self._idf = idf
        self._article_firsts = np.flatnonzero(np.diff(listings.articles, prepend=-1))
        self._passage_firsts = np.flatnonzero(np.diff(listings.passages, prepend=-1))
        self._articles = listings.articles[self._article_firsts]
        self._passages = listings.passages[self._passage_firsts]

    def resemblance(self, query: Query) -> Resemblance:
        """Return how much what is listed resembles ``query``.

        The share of the words of both, by what they are worth, that both have; a word that
        stands for another counts as much less as in the text.
        """
        shares = self._shares(query)
        answered = shares[self._listings.answered]
        return Resemblance(
            self._articles,
            np.maximum.reduceat(shares, self._article_firsts) if len(shares) else shares,
            self._passages,
            np.maximum.reduceat(answered, self._passage_firsts) if len(answered) else answered,
        )

    def _shares(self, query: Query) -> Floats:
        known = self._listings
        worths = worths_of((concept.term for concept in query.concepts), query.kind, self._idf)
        both = np.zeros(len(known.worths))
        held = np.zeros(len(known.worths))
        for concept in (*query.concepts, Concept(kind_word(query.kind))):
            # The strongest comes last, and is kept.
            for other, strength in sorted(concept.others, key=itemgetter(1)):
                held[known.with_word(other)] = strength
            held[known.with_word(concept.term)] = 1.0
            both += held * worths.get(concept.term, 0.0)
            held[:] = 0.0
        of_either = sum(worths.values()) + known.worths - both
        # A question without words resembles none.
        return np.divide(both, of_either, out=np.zeros(len(both)), where=of_either > 0)


def _looked_up(keys: Numbers, values: Floats, sought: Numbers) -> Floats:
    if not len(keys):
        return np.zeros(len(sought))
    at = np.minimum(keys.searchsorted(sought), len(keys) - 1)
    found: Floats = np.where(keys[at] == sought, values[at], 0.0)
    return found
