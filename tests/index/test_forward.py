import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.article import Article
from bot.corpus.sentences import Span
from bot.index.analysis import Analyzer
from bot.index.forward import (
    CAPITAL,
    CLOSE,
    DATE,
    FORENAME,
    HASH_BITS,
    MARK_SHIFT,
    NUMBER,
    PLACED,
    UNIT,
    YEAR,
    Streams,
    StreamsBuilder,
    hash_of,
    mark_of,
    parts_of,
)
from bot.index.passages import Passage
from bot.index.postings import Postings, PostingsBuilder

texts = st.lists(st.text("Saturn VI1960,.-' Apollo in the Ohio", max_size=40), max_size=4)


def built(*passages: list[str]) -> tuple[Streams, Postings]:
    builder = StreamsBuilder(Analyzer())
    for parts in passages:
        builder.add(parts)
    return builder.build()


def streams_of(*passages: list[str]) -> Streams:
    return built(*passages)[0]


@given(st.text(max_size=80) | st.text("Voyager IVX 2's-. ", max_size=40))
def test_words_one_by_one_give_the_terms_of_the_text(text):
    analyzer = Analyzer()
    one_by_one = [term for word in analyzer.words(text) for term in analyzer.analyze(word)]
    assert analyzer.analyze(text) == one_by_one


def test_a_builder_that_forgets_its_words_builds_the_same(monkeypatch):
    batches = [["The first orbit", "Gagarin flew in 1961."], ["Leonov, too", "Gagarin flew again."]]

    def built_in_turn() -> list[tuple[list[int], list[bytes]]]:
        builder = StreamsBuilder(Analyzer())
        found = []
        for parts in batches * 2:
            builder.add(parts)
            streams, postings = builder.build()
            vocabulary = [postings.vocabulary[n] for n in range(len(postings.vocabulary))]
            found.append((streams.tokens.tolist(), vocabulary))
        return found

    expected = built_in_turn()
    monkeypatch.setattr("bot.index.forward._MAX_MEMO", 3)
    assert expected == built_in_turn()


@given(texts)
def test_a_stream_is_the_terms_of_its_parts_each_closed(parts):
    analyzer = Analyzer()
    expected = [
        number for part in parts for number in (*map(hash_of, analyzer.analyze(part)), CLOSE)
    ]
    assert expected == (streams_of(parts).tokens & HASH_BITS).tolist()


PLACING = {"in", "In", "at", "At", "near", "Near", "from", "From", "into", "outside"}
OTHER = ["the", "The", "a", "Ohio", "ohio", "Baikonur", "II", "1961", "Voyager", "Scott’s", "."]
words = st.sampled_from([*sorted(PLACING), *OTHER])
sentences = st.lists(words, max_size=8).map(" ".join)


@given(st.lists(st.lists(sentences, max_size=4), max_size=4))
def test_a_token_is_a_term_with_the_marks_of_its_word(passages):
    """A name after "in" or the like is placed, with "the" between or not; across no end."""
    analyzer = Analyzer()
    expected = []
    for part in (part for parts in passages for part in parts):
        before = ["", ""]
        for word in analyzer.words(part):
            places = before[-1] in PLACING or (before[-1] == "the" and before[-2] in PLACING)
            mark = mark_of(word) | (PLACED if places and word[0].isupper() else 0)
            expected += [(hash_of(term), mark) for term in analyzer.analyze(word)]
            before.append(word)
        expected.append((CLOSE, 0))
    tokens = streams_of(*passages).tokens.tolist()
    assert expected == [(t & int(HASH_BITS), t >> int(MARK_SHIFT)) for t in tokens]


@given(st.lists(texts, min_size=1, max_size=4))
def test_streams_are_read_back_as_they_were(passages):
    streams = streams_of(*passages)
    read = Streams.from_arrays(streams.arrays())
    assert streams.offsets.tolist() == read.offsets.tolist()
    assert streams.tokens.tolist() == read.tokens.tolist()
    assert {np.dtype(np.uint32)} == {array.dtype for array in streams.arrays().values()}


def test_the_terms_of_a_passage_are_those_of_its_sentences():
    streams = streams_of(["Gagarin", "Orbit", "Flew.", "Fast."], ["Leonov", "", "Left Voskhod."])
    assert {hash_of("flew"), hash_of("fast")} == streams.terms(0)
    assert {hash_of("left"), hash_of("voskhod")} == streams.terms(1)


def test_what_a_stream_is_made_of():
    text = "The launch\n\nSputnik flew. It beeped."
    article = Article(id="a", path="a.md", title="A", text=text, headings=(Span(0, 10),))
    spans = [Span(12, 25), Span(26, 36)]
    passage = Passage(12, 36, text[12:], Span(0, 10))
    assert ["A", "The launch", "Sputnik flew.", "It beeped."] == [
        *parts_of(article, passage, spans)
    ]
    assert ["A", "", "Sputnik flew."] == [
        *parts_of(article, Passage(12, 25, text[12:25]), spans[:1])
    ]


def test_a_hash_has_25_bits_and_is_never_the_end():
    hashes = {hash_of(f"word{n}") for n in range(2000)}
    assert CLOSE not in hashes
    assert max(hashes) <= HASH_BITS
    assert len(hashes) > 1990
    assert hash_of("\ud800") != hash_of("?")


@given(st.lists(texts.filter(bool), max_size=5), st.lists(texts.filter(bool), max_size=5))
def test_postings_are_those_of_the_terms(passages, before):
    """Whatever the builder has seen before."""
    analyzer = Analyzer()
    expected = PostingsBuilder()
    for parts in passages:
        expected.add([term for part in parts for term in analyzer.analyze(part)])
    builder = StreamsBuilder(analyzer)
    for some in (before, passages):
        for parts in some:
            builder.add(parts)
        _, postings = builder.build()
    for name, array in expected.build().arrays().items():
        assert array.tolist() == postings.arrays()[name].tolist()
        assert array.dtype == postings.arrays()[name].dtype


@given(st.lists(texts, min_size=1, max_size=5), st.data())
def test_passages_are_taken_and_joined_as_they_are(passages, data):
    whole = streams_of(*passages)
    joined = Streams.joined([streams_of(parts) for parts in passages])
    order = data.draw(st.permutations(range(len(passages))))
    taken = whole.take(np.asarray(order))
    expected = streams_of(*(passages[i] for i in order))
    for one, other in ((whole, joined), (taken, expected)):
        assert one.offsets.tolist() == other.offsets.tolist()
        assert one.tokens.tolist() == other.tokens.tolist()


@pytest.mark.parametrize(
    ("word", "mark"),
    [
        ("rocket", 0),
        ("Rocket", CAPITAL),
        ("Yuri", CAPITAL | FORENAME),
        ("1961", NUMBER | YEAR),
        ("108", NUMBER),
        ("twelve", NUMBER),
        ("April", CAPITAL | DATE),
        ("kilometres", UNIT),
        ("Kilometre’s", CAPITAL | UNIT),
        ("km", UNIT),
        ("feet", UNIT),
        ("999", NUMBER),
        ("1000", NUMBER | YEAR),
        ("1960s", NUMBER | YEAR),
        ("2099", NUMBER | YEAR),
        ("2100", NUMBER),
        ("19611", NUMBER),
        ("V-2", CAPITAL | NUMBER),
        ("Twelve", CAPITAL | NUMBER),
        ("twelve's", NUMBER),
        ("hundred", NUMBER | UNIT),
        ("april", 0),
        ("Monday’s", CAPITAL | DATE),
        ("decade", DATE | UNIT),
        ("Valentina", CAPITAL | FORENAME),
        ("Valentina's", CAPITAL | FORENAME),
        ("Captain", CAPITAL | FORENAME),
        ("valentina", 0),
    ],
)
def test_what_a_word_is(word, mark):
    assert mark == mark_of(word)


def test_a_name_after_a_preposition_is_placed():
    streams = streams_of(["Born in the Ukraine. In", "Ohio with Scott"])
    placed = [bool(mark & PLACED) for mark in (streams.tokens >> MARK_SHIFT).tolist()]
    assert [False, True, False, False, False, False] == placed
