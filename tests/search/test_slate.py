"""The slate and the features against a second implementation, in loops over words."""

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.index.analysis import Analyzer
from bot.index.asking import HOW_MANY, OTHER, WHEN, WHERE, WHO
from bot.index.forward import (
    CAPITAL,
    CLOSE,
    DATE,
    FORENAME,
    HASH_BITS,
    MARK_SHIFT,
    NUMBER,
    PLACED,
    YEAR,
    StreamsBuilder,
    hash_of,
)
from bot.search.features import FEATURES, features_of
from bot.search.query import Concept, Query
from bot.search.slate import Slate

ANALYZER = Analyzer()
Token = tuple[int, int]  # hash and mark; the hash is CLOSE between segments

WORDS = """Gagarin gagarin Leonov Yuri orbit Orbit orbits first last 1961 108 twelve April in the
    Ohio at Baikonur Vostok flight a Sergei"""
text = st.lists(st.sampled_from(WORDS.split()), max_size=6).map(" ".join)
candidate = st.tuples(text, text, st.lists(text, min_size=1, max_size=4)).map(
    lambda parts: [parts[0], parts[1], *parts[2]]
)
TERMS = "gagarin leonov orbit first last 1961 108 ohio vostok flight april yuri"
concepts = st.lists(
    st.tuples(
        st.sampled_from(TERMS.split()),
        st.lists(
            st.tuples(st.sampled_from(TERMS.split()), st.sampled_from([0.3, 0.5, 0.8])),
            max_size=2,
            unique_by=lambda other: other[0],
        ),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda concept: concept[0],
)


@st.composite
def slates(draw) -> Slate:
    parts = draw(st.lists(candidate, min_size=1, max_size=5))
    builder = StreamsBuilder(ANALYZER)
    for each in parts:
        builder.add(each)
    found = [Concept(ANALYZER.analyze(term)[0], tuple(others)) for term, others in draw(concepts)]
    kind = draw(st.sampled_from([WHEN, WHERE, WHO, HOW_MANY, OTHER]))
    count = len(parts)
    numbers = st.lists(st.floats(0, 9), min_size=count, max_size=count).map(np.asarray)
    articles = sorted(draw(st.lists(st.integers(0, 9), min_size=count, max_size=count)))
    groups = [sorted(set(articles)).index(article) for article in articles]
    return Slate(
        query=Query("?", tuple(c.term for c in found), tuple(found), kind),
        idf=np.asarray([draw(st.sampled_from([0.5, 1.0, 2.5])) for _ in found]),
        rarest=3.0,
        streams=builder.build()[0],
        articles=np.asarray(articles, dtype=np.intp),
        groups=np.asarray(groups, dtype=np.intp),
        places=np.asarray([draw(st.integers(0, 3)) for _ in parts], dtype=np.intp),
        bm25=draw(numbers),
        listed=draw(numbers),
        listed_here=draw(numbers),
    )


@dataclass
class Read:
    """What a person who reads the candidates would note of them."""

    candidates: list[list[list[Token]]]  # their segments, each of tokens, without CLOSE
    strengths: dict[int, tuple[int, float]]  # of a hash: its concept, how well it stands for it
    idf: list[float]

    @classmethod
    def of(cls, slate: Slate) -> "Read":
        strengths: dict[int, tuple[int, float]] = {}
        for number, concept in enumerate(slate.query.concepts):
            for term, strength in [(concept.term, 1.0), *concept.others]:
                if strengths.get(hash_of(term), (0, 0.0))[1] < strength:
                    strengths[hash_of(term)] = number, strength
        candidates = []
        for start, end in pairwise(slate.streams.offsets.tolist()):
            segments: list[list[Token]] = [[]]
            for token in slate.streams.tokens[start:end].tolist():
                if token & int(HASH_BITS) == CLOSE:
                    segments.append([])
                else:
                    segments[-1].append((token & int(HASH_BITS), token >> int(MARK_SHIFT)))
            candidates.append(segments[:-1])
        return cls(candidates, strengths, slate.idf.tolist())

    @property
    def weights(self) -> list[float]:
        return [idf / sum(self.idf) for idf in self.idf]

    def held(self, *segments: list[Token]) -> list[float]:
        """Return how strongly segments hold each concept together."""
        held = [0.0] * len(self.idf)
        for word, _ in (token for segment in segments for token in segment):
            if word in self.strengths:
                number, strength = self.strengths[word]
                held[number] = max(held[number], strength)
        return held

    def share(self, held: list[float]) -> float:
        return sum(h * weight for h, weight in zip(held, self.weights, strict=True))

    def led(self, segments: list[list[Token]]) -> list[float]:
        """Return the share that each sentence holds with what stands above it."""
        above = [max(pair) for pair in zip(*map(self.held, segments[:2]), strict=True)]
        return [self.share(list(map(max, self.held(s), above))) for s in segments[2:]]

    def names(self) -> list[float]:
        """Return of each concept which share of its matches has a capital letter."""
        capitals: list[list[int]] = [[] for _ in self.idf]
        for segment in (each for segments in self.candidates for each in segments):
            for word, mark in segment:
                if word in self.strengths:
                    capitals[self.strengths[word][0]].append(mark & CAPITAL)
        return [sum(each) / len(each) if each else 0.0 for each in capitals]

    def telling(self) -> list[float]:
        count = len(self.candidates)
        holders = [0] * len(self.idf)
        for segments in self.candidates:
            for number, held in enumerate(self.held(*segments)):
                holders[number] += held > 0
        worth = [
            idf * math.log(1 + (count - n + 0.5) / (n + 0.5))
            for idf, n in zip(self.idf, holders, strict=True)
        ]
        return [each / sum(worth) for each in worth]

    def neighbours(self, segments: list[list[Token]]) -> list[float]:
        """Return how well each two concepts in a row stand together; CLOSE is like a word."""
        numbers = [
            self.strengths.get(word, (-9, 0))[0]
            for segment in segments
            for word, _ in [*segment, (CLOSE, 0)]
        ]
        together = [0.0] * (len(self.idf) - 1)
        for at, number in enumerate(numbers):
            for gap, worth in ((1, 1.0), (2, 0.5)):
                if numbers[at + gap : at + gap + 1] == [number + 1] and number >= 0:
                    together[number] = max(together[number], worth)
        return together

    def answers(self, kind: str, segment: list[Token]) -> bool:
        """Tell whether a segment has an answer of a kind that was not asked with."""
        marks = [0 if word in self.strengths else mark for word, mark in segment]
        if kind == WHEN:
            return any(mark & YEAR or mark & DATE for mark in marks)
        if kind == HOW_MANY:
            return any(mark & NUMBER and not mark & YEAR for mark in marks)
        if kind == WHERE:
            return any(mark & PLACED for mark in marks)
        names = [bool(mark & CAPITAL and not mark & NUMBER) for mark in marks]
        full = [one and other for one, other in pairwise([*names, False])]
        return any(
            name and (two or mark & FORENAME)
            for name, two, mark in zip(names, full, marks, strict=True)
        )


def expected_features(slate: Slate) -> dict[str, list[float]]:
    """Return every feature's value for each candidate."""
    read, query = Read.of(slate), slate.query
    some: dict[str, list[float]] = {feature.__name__: [] for feature in FEATURES}
    best_led = max(max([0.0, *read.led(segments)]) for segments in read.candidates)
    for number, segments in enumerate(read.candidates):
        title, sentences = segments[0], segments[2:]
        anywhere, led = read.held(*segments), read.led(segments)
        together = [
            token
            for other, group in zip(read.candidates, slate.groups.tolist(), strict=True)
            if group == slate.groups[number]
            for segment in other
            for token in segment
        ]
        pairs = [min(pair) for pair in pairwise(read.weights)]
        kept = zip(read.neighbours(segments), pairs, strict=True)
        superlatives = [i for i, c in enumerate(query.concepts) if c.term in {"first", "last"}]
        lacking = [1 - anywhere[i] for i, c in enumerate(query.concepts) if c.term.isdigit()]
        values = {
            "bm25": slate.bm25[number] / (max(slate.bm25) or 1),
            "coverage": read.share(anywhere),
            "names": read.share([a * b for a, b in zip(anywhere, read.names(), strict=True)]),
            "telling": sum(a * b for a, b in zip(anywhere, read.telling(), strict=True)),
            "title": read.share(read.held(title)),
            "title_asked": sum(w in read.strengths for w, _ in title) / max(len(title), 1),
            "title_of_first": 0.0 if slate.places[number] else read.share(read.held(title)),
            "sentence": max(read.share(read.held(s)) for s in sentences),
            "led_sentence": max(led) / (best_led or 1),
            "pairs_kept": sum(k * w for k, w in kept) / sum(pairs) if pairs else 0.0,
            "missing_number": max(lacking, default=0.0),
            "kind": 0.0
            if query.kind == OTHER
            else max(
                share if read.answers(query.kind, s) else 0.0
                for share, s in zip(led, sentences, strict=True)
            )
            - max(led),
            "superlative": max(
                share * max((read.held(s)[i] for i in superlatives), default=0.0)
                for share, s in zip(led, sentences, strict=True)
            ),
            "article": read.share(read.held(together)),
            "listed": slate.listed[number],
            "listed_here": slate.listed_here[number],
            "position": math.log(1 + slate.places[number]),
            "length": math.log(sum(len(segment) + 1 for segment in segments)),
        }
        for name, value in values.items():
            some[name].append(float(value))
    return some


@given(slates())
def test_features_are_those_of_a_reader(slate):
    found = features_of(slate).T.tolist()
    for (name, expected), values in zip(expected_features(slate).items(), found, strict=True):
        assert expected == pytest.approx(values, abs=1e-12), name


@given(slates())
def test_segments_hold_what_a_reader_finds_in_them(slate):
    read = Read.of(slate)
    segments = [segment for segments in read.candidates for segment in segments]
    assert [read.held(segment) for segment in segments] == slate.held.tolist()
    assert slate.weights.tolist() == pytest.approx(read.weights)
    assert slate.telling.tolist() == pytest.approx(read.telling())
    assert slate.names.tolist() == pytest.approx(read.names())
    assert (len(read.candidates), len(read.idf) - 1) == slate.neighbours.shape
    assert [len(each) for each in read.candidates] == np.bincount(slate.owners).tolist()
    if slate.query.kind == OTHER:
        assert slate.answering is None
    else:
        found = [read.answers(slate.query.kind, segment) for segment in segments]
        assert slate.answering is not None
        assert found == slate.answering.tolist()
        assert np.bool_ == slate.answering.dtype  # it is multiplied with, and counted
