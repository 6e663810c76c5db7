import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.index import postings as module
from bot.index.merging import merge
from bot.index.postings import (
    Postings,
    PostingsBuilder,
    Vocabulary,
    inverted,
    narrow,
    smallest,
)

terms = st.lists(
    st.sampled_from(["a", "b", "ä", "日本", "sts51l", "\ud800", "aa", "aab", "aac"]), max_size=9
)


def build(corpus) -> Postings:
    builder = PostingsBuilder()
    for passage in corpus:
        builder.add(passage)
    return builder.build()


def assert_same(one: Postings, other: Postings) -> None:
    for name, array in one.arrays().items():
        assert array.dtype == other.arrays()[name].dtype
        np.testing.assert_array_equal(array, other.arrays()[name])


@given(st.lists(terms, max_size=20))
def test_postings_count_every_term_of_every_passage(corpus):
    built = build(corpus)
    assert sorted(
        {term.encode("utf-8", "surrogatepass") for passage in corpus for term in passage}
    ) == (built.vocabulary.terms())
    for number, term in enumerate(built.vocabulary.terms()):
        passages, counts = built.of(number)
        text = term.decode("utf-8", "surrogatepass")
        expected = {i: p.count(text) for i, p in enumerate(corpus) if text in p}
        assert expected == dict(zip(passages.tolist(), counts.tolist(), strict=True))
        assert sorted(expected) == passages.tolist()
        assert built.vocabulary.find(text) == number
        assert built.vocabulary[number] == term
        assert len(expected) == built.frequency(number)
    assert [len(passage) for passage in corpus] == built.lengths.tolist()


@given(st.lists(terms, max_size=20))
def test_counting_in_pieces_gives_the_same(corpus):
    whole = build(corpus)
    before, module._CHUNK = module._CHUNK, 3
    try:
        assert_same(whole, build(corpus))
    finally:
        module._CHUNK = before


@given(st.lists(st.tuples(terms, st.integers(0, 2)), max_size=20))
def test_merging_gives_what_building_at_once_gives(corpus):
    """Passages of part 0 and 1 stay, in their order; those of 2 are in part 0, but gone."""
    new = {old: n for n, old in enumerate(i for i, (_, part) in enumerate(corpus) if part < 2)}
    parts: list[list[list[str]]] = [[], []]
    numbers: list[list[int]] = [[], []]
    for i, (passage, part) in enumerate(corpus):
        parts[part % 2].append(passage)
        numbers[part % 2].append(new.get(i, -1))
    one, other = map(build, parts)
    to, other_to = (np.asarray(n, dtype=np.int64) for n in numbers)
    expected = build([passage for passage, part in corpus if part < 2])
    assert_same(expected, merge(one, to, other, other_to))
    assert_same(expected, merge(other, other_to, one, to))


@given(st.lists(st.tuples(terms, st.booleans()), max_size=20))
def test_adding_built_ones_gives_what_building_at_once_gives(corpus):
    builder = PostingsBuilder()
    for passage, alone in corpus:
        if alone:
            builder.add_all(build([passage]))
        else:
            builder.add(passage)
    assert_same(build([passage for passage, _ in corpus]), builder.build())


@given(st.lists(terms, max_size=20))
def test_numbered_terms_give_what_building_gives(corpus):
    names = ["unused", "日本", "b", "\ud800", "aab", "a", "ä", "unheard", "aa", "sts51l", "aac"]
    numbers = [names.index(term) for passage in corpus for term in passage]
    lengths = np.asarray([len(passage) for passage in corpus], dtype=np.int64)
    assert_same(build(corpus), inverted(np.asarray(numbers, dtype=np.uint32), lengths, names))


@given(st.lists(terms, max_size=20))
def test_postings_are_read_back_as_they_were(corpus):
    built = build(corpus)
    assert_same(built, Postings.from_arrays(built.arrays()))


def test_offsets_take_as_few_bits_as_they_can():
    assert np.uint32 == narrow(np.asarray([0, 2**32 - 1])).dtype
    assert np.uint64 == narrow(np.asarray([0, 2**32])).dtype
    assert [0, 2**32] == narrow(np.asarray([0, 2**32])).tolist()


@pytest.mark.parametrize(
    ("largest", "kind"),
    [(255, np.uint8), (256, np.uint16), (65_535, np.uint16), (65_536, np.uint32)],
)
def test_counts_take_as_few_bits_as_they_can(largest, kind):
    counts = smallest(np.asarray([1, largest]))
    assert kind == counts.dtype
    assert [1, largest] == counts.tolist()
    assert np.uint8 == smallest(np.empty(0, dtype=np.int64)).dtype


def test_a_count_above_255_fits():
    assert 300 == build([["a"] * 300]).of(0)[1].tolist()[0]
    assert 70_000 == build([["a"] * 70_000]).of(0)[1].tolist()[0]


def test_a_term_that_is_not_there():
    vocabulary = Vocabulary.of([b"a", b"c"])
    assert [None, None, None] == [vocabulary.find(term) for term in ("", "b", "d")]
    assert None is Vocabulary.of([]).find("a")
