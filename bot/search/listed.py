"""ListedQuestions: the questions that articles say they answer, compared with one asked."""

from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.index.asking import kind_word, worths_of
from bot.index.forward import hash_of
from bot.index.listing import Listings
from bot.search.query import Query

Ints = NDArray[np.intp]
Floats = NDArray[np.float64]

_SURE: Final = 1.0  # how strongly a question is of its kind


class Resemblance(NamedTuple):
    """How much listed questions resemble one that is asked (0 to 1): the best of each."""

    articles: Floats  # of all that the article lists
    passages: Floats  # of those whose answer stands in the passage


class ListedQuestions:
    """The questions that the articles of an archive list."""

    def __init__(self, listings: Listings, idf: Callable[[str], float]) -> None:
        self._listings = listings
        self._idf = idf

    def resemblance(
        self, query: Query, articles: NDArray[np.integer], passages: NDArray[np.integer]
    ) -> Resemblance:
        """Return how much what ``articles`` list, and ``passages`` answer, resembles ``query``.

        The share of the words of both, by what they are worth, that both have; a word that
        stands for another counts as much less as in the text. Both ascend.
        """
        known = self._listings
        first = known.articles.searchsorted(articles)
        counts = known.articles.searchsorted(articles, side="right") - first
        resemblance = Resemblance(np.zeros(len(articles)), np.zeros(len(passages)))
        questions = _runs(first, counts)
        if not len(questions):
            return resemblance
        shares = self._shares(query, questions)
        listing = counts.nonzero()[0]
        starts = counts.cumsum() - counts
        resemblance.articles[listing] = np.maximum.reduceat(shares, starts[listing])
        begins = known.answer_offsets[questions].astype(np.intp)
        lengths = known.answer_offsets[questions + 1].astype(np.intp) - begins
        answers = known.answers[_runs(begins, lengths)]
        at = np.minimum(passages.searchsorted(answers), len(passages) - 1)
        here = passages[at] == answers
        np.maximum.at(resemblance.passages, at[here], np.repeat(shares, lengths)[here])
        return resemblance

    def _shares(self, query: Query, questions: Ints) -> Floats:
        known = self._listings
        worths = worths_of((concept.term for concept in query.concepts), query.kind, self._idf)
        hashes, concepts, strengths = query.lookup
        hashes = np.append(hashes, np.uint32(hash_of(kind_word(query.kind))))
        concepts = np.append(concepts, len(query.concepts))
        strengths = np.append(strengths, _SURE)
        order = hashes.argsort(kind="stable")
        begins = known.word_offsets[questions].astype(np.intp)
        lengths = known.word_offsets[questions + 1].astype(np.intp) - begins
        words = known.words[_runs(begins, lengths)]
        found = order[np.minimum(hashes.searchsorted(words, sorter=order), len(hashes) - 1)]
        right = (hashes[found] == words).nonzero()[0]
        owners = np.repeat(np.arange(len(questions)), lengths)[right]
        found = found[right]
        # Of several words for one concept the strongest comes last, and is kept.
        found_order = strengths[found].argsort(kind="stable")
        held = np.zeros((len(questions), len(query.concepts) + 1))
        held[owners[found_order], concepts[found[found_order]]] = strengths[found[found_order]]
        of_concepts = [worths[concept.term] for concept in query.concepts]
        both = held @ np.asarray([*of_concepts, worths.get(kind_word(query.kind), 0.0)])
        return np.asarray(both / (sum(worths.values()) + known.worths[questions] - both))


def _runs(starts: NDArray[np.integer], lengths: Ints) -> Ints:
    """Return the numbers of all runs that begin at ``starts``, one after another."""
    ends = lengths.cumsum()
    total = int(ends[-1]) if len(ends) else 0
    runs: Ints = np.arange(total) + np.repeat(starts - ends + lengths, lengths)
    return runs
