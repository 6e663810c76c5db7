import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.article import Article
from bot.corpus.sentences import Span
from bot.index.analysis import Analyzer
from bot.index.passages import Passage
from bot.search.answer import answer_sentence, coverage, is_near_identical

TEXT = "The launch\n\nSputnik flew in 1957. It weighed 83.6 kg. The year 1957 saw two Sputniks fly."


def sentence_for(weights: dict[str, float]) -> str:
    article = Article(id="s", path="s.md", title="S", text=TEXT, headings=(Span(0, 10),))
    passage = Passage(0, len(TEXT), TEXT, None)
    return TEXT[slice(*answer_sentence(article, passage, weights, Analyzer()))]


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ({"weigh": 1.0}, "It weighed 83.6 kg."),
        ({"1957": 1.0, "two": 0.5}, "The year 1957 saw two Sputniks fly."),
        ({"1957": 1.0}, "Sputnik flew in 1957."),
        ({"launch": 9.0}, "Sputnik flew in 1957."),
    ],
    ids=["one", "more words", "the first of equals", "never a heading"],
)
def test_the_answer_sentence(weights, expected):
    assert expected == sentence_for(weights)


def test_coverage_is_weighted():
    weights = {"rare": 3.0, "common": 1.0}
    assert (0.75, 0.25, 0.0, 1.0) == tuple(
        coverage(weights, held) for held in ({"rare"}, {"common"}, set(), {"rare", "common"})
    )
    assert 0.0 == coverage({}, {"any"})


@given(st.lists(st.sampled_from("abcdef"), min_size=1))
def test_a_passage_is_near_identical_to_itself(terms):
    assert is_near_identical(terms, terms[::-1])
    assert not is_near_identical(terms, ["x", "y"])
