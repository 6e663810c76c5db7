from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from bot.index import bm25 as module
from bot.index.bm25 import CompiledBM25, LuceneBM25, idf
from bot.index.maxscore import MaxScore
from bot.index.postings import Postings, PostingsBuilder

K1, B = 1.2, 0.75

passages = st.lists(
    st.lists(st.sampled_from("aaabbbccdefgh"), max_size=12), min_size=1, max_size=60
).filter(any)
questions = st.lists(st.sampled_from("abcdefghz"), max_size=30)


def compiled(
    corpus: Sequence[Sequence[str]], k1: float = K1, b: float = B, few: int = 0
) -> CompiledBM25:
    builder = PostingsBuilder()
    for terms in corpus:
        builder.add(terms)
    return CompiledBM25(builder.build(), k1=k1, b=b, few=few)


def by_full_scoring(corpus, question, k: int) -> list[tuple[int, float]]:
    """The oracle: score everything with rank_bm25's own code, and sort it."""
    scores = LuceneBM25(corpus, k1=K1, b=B).get_scores(question)
    sharing = [i for i, terms in enumerate(corpus) if set(terms) & set(question)]
    return sorted(((i, float(scores[i])) for i in sharing), key=lambda p: (-p[1], p[0]))[:k]


@given(passages, questions, st.floats(0.01, 10), st.floats(0, 0.99))
def test_compiled_scores_are_rank_bm25s(corpus, question, k1, b):
    reference = LuceneBM25(corpus, k1=k1, b=b)
    ours = compiled(corpus, k1, b)
    np.testing.assert_allclose(ours.get_scores(question), reference.get_scores(question), rtol=1e-6)
    some = list(range(0, len(corpus), 3))
    expected = [float(score) for score in reference.get_scores(question)[some]]
    assert ours.get_batch_scores(question, some) == pytest.approx(expected, rel=1e-6)


sizes = st.sampled_from([0, 100])  # of an index of few passages


@given(passages, questions, st.integers(1, 12), sizes)
def test_the_best_are_those_of_full_scoring_ties_included(corpus, question, k, few):
    expected = by_full_scoring(corpus, question, k)
    hits = compiled(corpus, few=few).top(question, k)
    assert [passage for passage, _ in expected] == [hit.passage for hit in hits]
    assert [score for _, score in expected] == pytest.approx([h.score for h in hits], rel=1e-6)


words = st.sampled_from([f"{a}{b}" for a in "abcdefgh" for b in "abcdef"])


@given(
    st.lists(st.lists(words, max_size=40), min_size=1, max_size=30).filter(any),
    st.lists(words, min_size=17, max_size=90),
    st.integers(1, 12),
    sizes,
)
def test_the_best_of_long_questions_are_those_of_full_scoring(corpus, question, k, few):
    expected = by_full_scoring(corpus, question, k)
    hits = compiled(corpus, few=few).top(question, k)
    assert [passage for passage, _ in expected] == [hit.passage for hit in hits]
    assert [score for _, score in expected] == pytest.approx([h.score for h in hits], rel=1e-6)


def test_a_word_asked_for_a_thousand_times():
    corpus = [["a", "b"], ["a"], ["c"], ["a", "a", "c"]]
    question = ["a"] * 1000 + ["c"]
    expected = by_full_scoring(corpus, question, 3)
    assert expected == [pytest.approx(hit) for hit in compiled(corpus).top(question, 3)]


def test_a_rare_word_beside_one_of_every_passage():
    """The second is looked up where the first is, instead of being added everywhere."""
    corpus = [["a", "a", "b"] if n % 3 else ["a"] for n in range(600)]
    corpus[7], corpus[500] = ["a", "x"], ["x", "b"]
    for question in (["x", "a"], ["x", "a", "a", "b"], ["x", "x", "b"]):
        expected = by_full_scoring(corpus, question, 2)
        assert expected == [pytest.approx(hit) for hit in compiled(corpus).top(question, 2)]


def test_only_passages_that_share_a_term_are_hits():
    assert [] == compiled([["a"], ["b"]]).top(["z"], 10)
    assert [1] == [hit.passage for hit in compiled([["a"], ["b"]]).top(["b"], 10)]


def test_ties_break_by_passage():
    hits = compiled([["a"], ["b"], ["a"], ["a"]]).top(["a"], 2)
    assert [0, 2] == [hit.passage for hit in hits]


def test_a_term_in_every_passage_still_counts():
    """rank_bm25's own idf is negative here, and its floor may be, too."""
    corpus = [["a", "b"], ["a", "c"], ["a"]]
    assert BM25Okapi(corpus).idf["a"] < 0
    assert LuceneBM25(corpus).idf["a"] > 0
    assert min(compiled(corpus).get_scores(["a"])) > 0


def test_an_unknown_term_is_worth_the_most():
    bm25 = compiled([["a"], ["a", "b"]])
    assert bm25.term_idf("a") < bm25.term_idf("b") < bm25.term_idf("z")


@given(st.integers(1, 10**6), st.data())
def test_idf_is_positive_and_falls(documents, data):
    frequency = data.draw(st.integers(0, documents - 1))
    assert idf(frequency, documents) > idf(frequency + 1, documents) > 0


@given(passages, questions, st.integers(1, 12), sizes)
def test_all_that_can_be_among_the_best_are_candidates(corpus, question, k, few):
    bm25 = compiled(corpus, few=few)
    found, scores = bm25.candidates(question, k)
    assert sorted(set(found)) == found.tolist()
    assert {passage for passage, _ in by_full_scoring(corpus, question, k)} <= set(found)
    expected = bm25.get_batch_scores(question, found.tolist())
    assert expected == pytest.approx(scores.tolist(), rel=1e-6)
    everything = np.arange(len(corpus))
    rough = bm25.rough_scores(question, everything)
    assert bm25.get_batch_scores(question, everything.tolist()) == pytest.approx(
        rough.tolist(), rel=1e-6
    )


@given(passages, st.integers(1, 5))
def test_weighing_in_pieces_gives_the_same(corpus, step):
    whole = compiled(corpus)
    before, module._STEP = module._STEP, step
    try:
        np.testing.assert_array_equal(whole.weights, compiled(corpus).weights)
    finally:
        module._STEP = before


def large(random: np.random.Generator) -> list[list[str]]:
    """Return passages of words of very different frequency, long lists of postings among them."""
    names = [*"abcdefgh", *(f"rare{n}" for n in range(40))]
    chances = 1 / np.arange(1, len(names) + 1) ** 1.3
    lengths = random.integers(1, 12, size=random.integers(100, 400))
    return [random.choice(names, n, p=chances / chances.sum()).tolist() for n in lengths]


@settings(max_examples=25)
@given(st.integers(0, 2**32), st.integers(1, 20), st.integers(1, 12))
def test_few_passages_are_looked_up_in_long_lists_of_postings(seed, k, asked):
    random = np.random.default_rng(seed)
    corpus = large(random)
    question = random.choice([*"abcdefgh", *(f"rare{n}" for n in range(40))], asked).tolist()
    bm25 = compiled(corpus)
    assert by_full_scoring(corpus, question, k) == [
        pytest.approx(hit, rel=1e-6) for hit in bm25.top(question, k)
    ]
    some = np.sort(random.choice(len(corpus), 3, replace=False))
    expected = LuceneBM25(corpus, k1=K1, b=B).get_scores(question)[some]
    np.testing.assert_allclose(bm25.rough_scores(question, some), expected, rtol=2e-6)
    # The sums of one question are no part of the next's.
    again = bm25.candidates(question, k)
    for one, other in zip(again, bm25.candidates(question, k), strict=True):
        np.testing.assert_array_equal(one, other)


def test_passages_after_all_that_hold_a_term_do_not_hold_it():
    bm25 = compiled([*[["a"]] * 100, *[["b"]] * 60])
    assert [0.0, 0.0] == bm25.rough_scores(["a"], np.asarray([100, 159])).tolist()
    scores = bm25.rough_scores(["a", "b"], np.asarray([99, 100]))
    assert [*bm25.get_scores(["a"])[99:100], *bm25.get_scores(["b"])[100:101]] == pytest.approx(
        scores.tolist()
    )


@given(st.floats(1e-9, 1e-6), st.integers(1, 12), sizes, st.permutations(range(12)))
def test_scores_that_are_as_good_as_equal_are_told_apart(b, k, few, order):
    """Single precision is used on the way, and cannot."""
    corpus = [["a", *"x" * n] for n in order]
    scores = LuceneBM25(corpus, k1=K1, b=b).get_scores(["a"])
    expected = sorted(range(12), key=lambda i: (-scores[i], i))[:k]
    assert expected == [hit.passage for hit in compiled(corpus, b=b, few=few).top(["a"], k)]


@given(passages, questions, st.integers(1, 12), sizes)
def test_what_is_stored_scores_as_what_was_built(corpus, question, k, few):
    built = compiled(corpus, few=few)
    postings = Postings.from_arrays(built.postings.arrays())
    read = CompiledBM25(postings, k1=K1, b=B, compiled=built.arrays(), few=few)
    assert built.top(question, k) == read.top(question, k)
    assert built.get_scores(question).tolist() == read.get_scores(question).tolist()
    assert {np.dtype(np.float32)} == {array.dtype for array in built.arrays().values()}


def test_a_question_that_fails_leaves_nothing_behind_for_the_next():
    bm25 = compiled([["a", "b"], ["a"], ["b", "b"], ["c"]])
    search = MaxScore(bm25.postings, bm25.weights, bm25.bounds, few=0)
    expected = [array.tolist() for array in search.candidates({0: 1, 1: 1}, 4)]
    bm25.postings.passages[-1] = 10**6  # as in an index whose disk fails
    with pytest.raises(IndexError):
        search.candidates({0: 1, 1: 1, 2: 1}, 4)
    assert expected == [array.tolist() for array in search.candidates({0: 1, 1: 1}, 4)]


@pytest.mark.parametrize("k", [0, -1])
def test_no_hit_is_asked_for(k):
    bm25 = compiled([["a"]])
    assert [] == bm25.top(["a"], k)
    found, scores = bm25.candidates(["a"], k)
    assert (0, 0) == (len(found), len(scores))
    assert np.intp == found.dtype  # to take passages by


def test_an_archive_without_passages_has_no_hits():
    empty = compiled([])
    assert [] == empty.top(["a"], 3)
    assert [] == compiled([], few=100).top(["a"], 3)
    assert 0 == len(empty.get_scores(["a"]))
    assert [] == compiled([[], []]).top(["a"], 3)
