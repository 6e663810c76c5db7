from collections.abc import Set

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.article import Article
from bot.corpus.sentences import Span
from bot.index.passages import Passage
from bot.search.answer import Source, coverage

TEXT = "The launch\n\nSputnik flew in 1957. It weighed 83.6 kg. The year 1957 saw two Sputniks fly."


@pytest.mark.parametrize(
    ("worths", "expected"),
    [
        ([0, 1, 2, 1], "It weighed 83.6 kg."),
        ([0, 1, 1, 1], "Sputnik flew in 1957."),
        ([9, 1, 0, 0], "Sputnik flew in 1957."),
    ],
    ids=["the best", "the first of equals", "never a heading"],
)
def test_the_answer_sentence(worths, expected):
    assert expected == TEXT[slice(*source(set()).answer_sentence(worths))]


def test_coverage_is_weighted():
    weights = {"rare": 3.0, "common": 1.0}
    assert (0.75, 0.25, 0.0, 1.0) == tuple(
        coverage(weights, held) for held in ({"rare"}, {"common"}, set(), {"rare", "common"})
    )
    assert 0.0 == coverage({}, {"any"})


def source(terms: Set[int]) -> Source:
    article = Article(id="s", path="s.md", title="S", text=TEXT, headings=(Span(0, 10),))
    return Source.of(article, Passage(0, len(TEXT), TEXT, None), 0, range(1), terms)


@given(st.sets(st.integers(0, 9), min_size=1))
def test_a_passage_is_near_identical_to_itself(terms):
    assert source(terms).is_near_identical(source(set(terms)))
    assert not source(terms).is_near_identical(source({10, 11}))
