"""What the ranker makes of an index: candidates, their slate, their order and the confidence."""

import math
from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.article import Article
from bot.index.analysis import Analyzer
from bot.index.asking import LIGHT
from bot.index.bm25 import CompiledBM25, LuceneBM25, idf
from bot.index.forward import StreamsBuilder
from bot.index.listing import Listed, Listings
from bot.index.passages import Passage
from bot.search.answer import Source
from bot.search.features import FEATURES
from bot.search.listed import ListedQuestions
from bot.search.query import Concept, Query
from bot.search.rank import Ranked, Ranker, candidates, coefficients, sentences_of
from bot.search.slate import ABOVE
from bot.search.words import STRENGTH, Thesaurus

ANALYZER = Analyzer()
WORDS = "Gagarin Leonov orbit first 1961 Vostok type flight near Ohio 12 April"
text = st.lists(st.sampled_from(WORDS.split()), max_size=7).map(" ".join)
passage = st.tuples(text, st.just(""), text, text).map(list)
asked = st.lists(
    st.sampled_from([*WORDS.split(), "who", "when", "cosmonaut", "unheard"]), min_size=1, max_size=7
).map(" ".join)
THESAURUS = Thesaurus([["cosmonaut", "Gagarin"], ["near", "at Ohio"]], ANALYZER)


@dataclass
class Index:
    """Passages, each of title, heading and sentences, and the article of each."""

    passages: list[list[str]]
    articles: list[int]

    def terms(self) -> list[list[str]]:
        return [[t for part in parts for t in ANALYZER.analyze(part)] for parts in self.passages]

    @property
    def ranker(self) -> Ranker:
        builder = StreamsBuilder(ANALYZER)
        for parts in self.passages:
            builder.add(parts)
        self.streams, postings = builder.build()
        bm25 = CompiledBM25(postings, k1=1.2, b=0.75)
        # Each article lists a question of other words, which its first passage answers.
        self.spans = np.asarray(
            [[article, 10 * i, 10 * i + 10] for i, article in enumerate(self.articles)],
            dtype=np.uint32,
        ).reshape(-1, 3)
        firsts = {article: self.articles.index(article) for article in self.articles}
        listed = {
            article: [Listed(" ".join(WORDS.split()[: article + 1]), (10 * first,))]
            for article, first in firsts.items()
        }
        self.listed = ListedQuestions(
            Listings.of(listed, self.spans, ANALYZER, bm25.term_idf), bm25.term_idf
        )
        return Ranker(bm25, self.streams, np.asarray(self.articles, dtype=np.uint32), self.listed)


@st.composite
def indexes(draw) -> Index:
    passages = draw(st.lists(passage, min_size=1, max_size=9).filter(lambda p: any(map(any, p))))
    return Index(passages, sorted(draw(st.lists(st.integers(0, 4), min_size=9))[: len(passages)]))


def query_of(index: Index, question: str) -> Query:
    return index.ranker.query(Query.of(question, ANALYZER), THESAURUS)


@given(indexes(), asked)
def test_the_slate_is_what_the_index_holds(index, question):
    query, terms = query_of(index, question), index.terms()
    frequency = {t: sum(t in held for held in terms) for c in query.concepts for t in [c.term]}
    others = {other for concept in query.concepts for other, _ in concept.others}
    ranked = index.ranker.rank(query)
    listed = index.listed.resemblance(query).nearest(10).tolist()
    wanted = {*query.terms, *others}
    expected = [i for i, held in enumerate(terms) if i in listed or wanted & {*held}]
    if ranked is None:
        assert [] == expected
        return
    slate = ranked.slate
    assert expected == ranked.passages.tolist()
    assert [index.articles[i] for i in expected] == slate.articles.tolist()
    groups = sorted({index.articles[i] for i in expected})
    assert [groups.index(index.articles[i]) for i in expected] == slate.groups.tolist()
    assert [i - index.articles.index(index.articles[i]) for i in expected] == slate.places.tolist()
    alike = index.listed.resemblance(query)
    assert alike.in_articles(np.asarray(groups)).tolist() == [
        slate.listed[slate.groups.tolist().index(group)] for group in range(len(groups))
    ]
    assert alike.in_passages(np.asarray(expected)).tolist() == slate.listed_here.tolist()
    offsets = index.streams.offsets
    for at, i in enumerate(expected):
        one = slate.streams.tokens[slate.streams.offsets[at] : slate.streams.offsets[at + 1]]
        assert index.streams.tokens[offsets[i] : offsets[i + 1]].tolist() == one.tolist()
    # A word that people ask with counts half, in BM25 as in the weights.
    by = LuceneBM25(terms, k1=1.2, b=0.75)
    scores = by.get_scores(query.terms) / 2
    scores += by.get_scores([term for term in query.terms if term not in LIGHT]) / 2
    assert scores[expected].tolist() == pytest.approx(slate.bm25.tolist(), rel=1e-5)
    weights = [
        idf(frequency[c.term], len(terms)) * (0.5 if c.term in LIGHT else 1) for c in query.concepts
    ]
    assert weights == pytest.approx(slate.idf.tolist())
    assert math.log(1 + (len(terms) + 0.5) / 0.5) == pytest.approx(slate.rarest)


@given(indexes(), asked)
def test_candidates_are_in_the_order_of_their_weighted_features(index, question):
    ranked = index.ranker.rank(query_of(index, question))
    if ranked is None:
        return
    weights = [coefficients()["rank"][feature.__name__] for feature in FEATURES]
    scores = [sum(map(math.prod, zip(f, weights, strict=True))) for f in ranked.features.tolist()]
    assert scores == pytest.approx(ranked.scores.tolist(), abs=1e-9)
    found = list(candidates(ranked))
    assert sorted(found, key=lambda c: (-round(c.score, 9), c.passage)) == found
    assert dict(zip(ranked.passages.tolist(), scores, strict=True)) == pytest.approx(
        {candidate.passage: candidate.score for candidate in found}, abs=1e-9
    )


@given(indexes(), asked)
def test_sentences_are_weighed_by_what_they_hold(index, question):
    """A sentence that opens its passage, has an answer, a superlative or more words is better."""
    ranked = index.ranker.rank(query_of(index, question))
    if ranked is None:
        return
    slate, weights = ranked.slate, coefficients()["sentence"]
    wanted = [i for i, c in enumerate(slate.query.concepts) if c.term == "first"]
    segment = 0
    for number, at in enumerate(ranked.passages.tolist()):
        sentences = index.passages[at][ABOVE:]
        expected = []
        for place in range(len(sentences)):
            row = segment + ABOVE + place
            answers = slate.answering is not None and slate.answering[row]
            expected.append(
                weights["coverage"] * slate.held[row] @ slate.weights
                + weights["answering"] * bool(answers)
                + weights["superlative"] * max(slate.held[row, wanted], default=0.0)
                + weights["opening"] * (place == 0)
            )
        assert expected == pytest.approx(ranked.sentence_worths(number), abs=1e-8)
        assert slice(segment + ABOVE, segment + ABOVE + len(sentences)) == sentences_of(
            slate, number
        )
        segment += ABOVE + len(sentences)


@given(indexes(), asked)
def test_the_confidence_is_a_chance_from_what_the_first_holds(index, question):
    ranked = index.ranker.rank(query_of(index, question))
    if ranked is None:
        return
    slate, first = ranked.slate, int(ranked.order[0])
    shares = list(
        zip(slate.in_any[first].tolist(), slate.idf.tolist(), slate.names.tolist(), strict=True)
    )
    total = sum(worth for _, worth, _ in shares)
    sentences = slate.held[sentences_of(slate, first)]
    signals = {
        "bias": 1.0,
        "score": ranked.scores[first],
        "share": slate.bm25[first] / total,
        "held": sum(held * worth for held, worth, _ in shares) / slate.rarest,
        "exact": sum(worth for held, worth, _ in shares if held == 1) / total,
        "sentence": max(row @ slate.idf for row in sentences) / total,
        "names": sum((1 - held) * worth * name for held, worth, name in shares) / total,
        "rarity": total / len(shares) / slate.rarest,
    }
    weights = coefficients()["confidence"]
    sure = sum(weights[name] * value for name, value in signals.items())
    assert 1 / (1 + math.exp(-sure)) == pytest.approx(ranked.confidence)


@given(indexes(), asked, st.randoms(use_true_random=False))
def test_among_all_passages_a_question_finds_what_it_finds_alone(index, question, random):
    query = query_of(index, question)
    everything = list(range(len(index.passages)))
    random.shuffle(everything)
    assert same(index.ranker.rank(query), index.ranker.rank(query, among=everything))


@given(indexes(), asked, st.sets(st.integers(0, 8)))
def test_among_some_passages_are_no_others(index, question, some):
    query = query_of(index, question)
    whole = index.ranker.rank(query)
    among = sorted(i for i in some if i < len(index.passages))
    ranked = index.ranker.rank(query, among=among)
    expected = [i for i in among if whole is not None and i in whole.passages]
    assert expected == ([] if ranked is None else ranked.passages.tolist())


def same(one: Ranked | None, other: Ranked | None) -> bool:
    if one is None or other is None:
        return one is other
    return (
        one.passages.tolist() == other.passages.tolist()
        and np.allclose(one.features, other.features)
        and one.confidence == pytest.approx(other.confidence)
    )


def test_what_stands_for_a_word_is_looked_for_beside_it():
    index = Index([["Gagarin", "", "flew"], ["Titov", "", "flew"]], [0, 1])
    query = query_of(index, "cosmonaut flew")
    assert (Concept("cosmonaut", (("gagarin", STRENGTH),)), Concept("flew")) == query.concepts
    assert ("cosmonaut", "flew") == query.terms
    ranked = index.ranker.rank(query)
    assert ranked is not None
    assert [[STRENGTH, 1.0], [0.0, 1.0]] == ranked.slate.in_any.tolist()
    assert [0, 1] == [candidate.passage for candidate in candidates(ranked)]


def test_a_query_keeps_its_text_its_order_and_its_kind():
    index = Index([["Gagarin", "", "flew flew"]], [0])
    query = query_of(index, "When was the flight, the first flight of Gagarin?")
    assert "When was the flight, the first flight of Gagarin?" == query.text
    assert ("flight", "first", "flight", "gagarin") == query.terms
    assert ["flight", "first", "gagarin"] == [concept.term for concept in query.concepts]
    assert "when" == query.kind


def test_of_forty_one_words_the_one_most_heard_is_left_out():
    rare = [f"rare{n}" for n in range(20)]
    index = Index([["common", "", " ".join(rare)], ["common", "", "common"]], [0, 1])
    words = [*rare, "common", *(f"new{n}" for n in range(20))]
    limit = query_of(index, " ".join(words[:40]))
    assert 40 == len(limit.terms)
    assert "common" in limit.terms
    over = query_of(index, " ".join([*words, *words]))
    assert [w for w in ANALYZER.analyze(" ".join(words)) if w != "common"] == list(over.terms)


@pytest.mark.parametrize(("least", "expected"), [(0, 50), (50, 50), (70, 70), (500, 120)])
def test_there_are_fifty_candidates_or_as_many_as_are_asked_for(least, expected):
    long = [["", "", "moon " + "filler " * n] for n in range(120)]
    ranked = Index(long, list(range(120))).ranker.rank(Query.of("moon", ANALYZER), least)
    assert ranked is not None
    assert list(range(expected)) == ranked.passages.tolist()


def test_other_words_bring_twenty_five_more_at_most():
    """The 50 best by the question's own word, and the 25 best by its others as well."""
    own = [["", "", "moon " + "filler " * (4 * n)] for n in range(60)]
    other = [["", "", "luna " * 9 + "filler " * n] for n in range(60)]
    index = Index([*own, *other], list(range(120)))
    query = replace(Query.of("moon", ANALYZER), concepts=(Concept("moon", (("luna", 0.6),)),))
    ranked = index.ranker.rank(query)
    assert ranked is not None
    assert list(range(50)) == [i for i in ranked.passages.tolist() if i < 60]
    scores = LuceneBM25(index.terms(), k1=1.2, b=0.75).get_scores(["moon", "moon", "luna"])
    best = sorted(range(120), key=lambda i: (-scores[i], i))[:25]
    assert [i for i in sorted(best) if i >= 60] == [i for i in ranked.passages.tolist() if i >= 60]
    # Without its own word a candidate has no score of the first stage.
    assert [0.0] == np.unique(ranked.slate.bm25[ranked.passages >= 60]).tolist()


def test_the_answer_sentence_of_a_candidate_is_its_best():
    sentences = ["They flew.", "Gagarin was in orbit."]
    index = Index([["", "", *sentences], ["", "", *reversed(sentences)]], [0, 0])
    ranked = index.ranker.rank(Query.of("Gagarin orbit", ANALYZER))
    for candidate in candidates(ranked):
        text = " ".join(index.passages[candidate.passage][ABOVE:])
        article = Article(id="a", path="a.md", title="A", text=text)
        whole = Passage(0, len(text), text)
        source = Source.of(article, whole, candidate.passage, range(2), frozenset())
        assert "Gagarin was in orbit." == text[slice(*candidate.sentence(source))]
    assert [] == list(candidates(None))
