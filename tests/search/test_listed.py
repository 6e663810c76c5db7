"""Listed questions against one asked: the arrays give what a plain computation gives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.index.analysis import Analyzer
from bot.index.asking import kind_of, stripped, words_of, worths_of
from bot.index.listing import Listed, Listings
from bot.search.listed import ListedQuestions
from bot.search.query import Concept, Query

ANALYZER = Analyzer()
# Article, start and end of each passage: two of article 1 with a heading between, one of 4.
PASSAGES = np.asarray([[1, 0, 50], [1, 60, 90], [4, 0, 40]], dtype=np.uint32)
WORDS = ["who", "when", "first", "last", "moon", "12", "landed", "craft"]
questions = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
places = st.lists(st.integers(0, 99), max_size=3).map(tuple)
listed = st.dictionaries(
    st.integers(0, 5), st.lists(st.builds(Listed, questions, places), max_size=3), max_size=4
)


def idf(word: str) -> float:
    return 1.0 + len(word)


def share(query: Query, line: str) -> float:
    """Return the share of two questions' words that both have."""
    own = worths_of(words_of(line, ANALYZER), kind_of(stripped(line)), idf)
    asked = worths_of((concept.term for concept in query.concepts), query.kind, idf)
    strengths = dict.fromkeys(asked, 1.0)
    both = 0.0
    for word, worth in asked.items():
        others = dict(next((c.others for c in query.concepts if c.term == word), ()))
        strengths = {**others, word: 1.0}
        both += worth * max((s for other, s in strengths.items() if other in own), default=0.0)
    return both / (sum(asked.values()) + sum(own.values()) - both)


def passages_of(article: int, one: Listed) -> set[int]:
    return {
        number
        for number, (of, start, end) in enumerate(PASSAGES.tolist())
        for place in one.places
        if of == article and start <= place < end
    }


@given(listed, questions, st.booleans())
def test_the_best_of_each_article_and_passage(listed, asked, synonyms):
    query = Query.of(asked, ANALYZER)
    if synonyms:
        others = {"moon": (("craft", 0.6),)}
        concepts = tuple(Concept(c.term, others.get(c.term, ())) for c in query.concepts)
        if "craft" not in query.terms:
            query = Query(query.text, query.terms, concepts, query.kind)
    resembling = ListedQuestions(Listings.of(listed, PASSAGES, ANALYZER, idf), idf)
    found = resembling.resemblance(query)
    of_articles = found.in_articles(np.asarray([1, 2, 4]))
    of_passages = found.in_passages(np.asarray([0, 1, 2]))
    shares = [(a, one, share(query, one.line)) for a, lines in listed.items() for one in lines]
    for number, article in enumerate([1, 2, 4]):
        best = max((s for a, _, s in shares if a == article), default=0.0)
        assert pytest.approx(best, abs=1e-6) == of_articles[number]
    assert found.nearest(1).tolist() in (
        [[int(np.argmax(of_passages))]] if max(of_passages) >= 0.4 else [[]]
    )
    for passage in range(3):
        here = (s for a, one, s in shares if passage in passages_of(a, one))
        assert pytest.approx(max(here, default=0.0), abs=1e-6) == of_passages[passage]


def test_the_same_question_in_other_words_order_and_case():
    lines = {1: [Listed("Who landed first? Eagle", (3,)), Listed("Who landed last? Challenger")]}
    resembling = ListedQuestions(Listings.of(lines, PASSAGES, ANALYZER, idf), idf)
    query = Query.of("the first to land, who was that", ANALYZER)
    found = resembling.resemblance(query)
    assert [1.0, 0.0] == found.in_articles(np.asarray([1, 4])).round(6).tolist()
    assert [1.0, 0.0, 0.0] == found.in_passages(np.asarray([0, 1, 2])).round(6).tolist()
    assert [0] == found.nearest(3).tolist()


def test_an_archive_that_lists_nothing():
    resembling = ListedQuestions(Listings.of({}, PASSAGES[:0], ANALYZER, idf), idf)
    found = resembling.resemblance(Query.of("who", ANALYZER))
    assert [0.0] == found.in_articles(np.asarray([1])).tolist()
    assert [0.0] == found.in_passages(np.asarray([0])).tolist()
    assert [] == found.nearest(3).tolist()


def test_they_come_back_from_their_arrays():
    listings = Listings.of({4: [Listed("Who?", (3, 5, 99))]}, PASSAGES, ANALYZER, idf)
    again = Listings.from_arrays(listings.arrays())
    for name in Listings.__slots__:
        assert getattr(listings, name).tolist() == getattr(again, name).tolist()
    assert ([2], [0]) == (listings.passages.tolist(), listings.answered.tolist())


def test_the_number_of_passages_near_is_bounded_and_the_nearest_are_kept():
    lines = [Listed("Who landed first? Eagle", (3,)), Listed("Who landed first on it?", (70,))]
    listed = {1: lines, 4: [Listed("Where do potatoes grow?", (3,))]}
    resembling = ListedQuestions(Listings.of(listed, PASSAGES, ANALYZER, idf), idf)
    found = resembling.resemblance(Query.of("who landed first", ANALYZER))
    assert [0] == found.nearest(1).tolist()
    assert [0, 1] == found.nearest(3).tolist()
