import contextlib
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.index.analysis import Analyzer
from bot.search.archive import Archive
from bot.search.features import FEATURES
from bot.search.rank import (
    FEATURE_NAMES,
    SENTENCE_SIGNALS,
    SIGNALS,
    Ranked,
    coefficients,
    weights_of,
)


@pytest.fixture
def archive(update, index) -> Iterator[Archive]:
    update()
    opened = Archive.open(index, Analyzer())
    yield opened
    opened.close()


def feature(ranked: Ranked, name: str) -> list[float]:
    return [float(value) for value in ranked.features[:, FEATURE_NAMES.index(name)]]


def rank(archive: Archive, question: str) -> Ranked:
    ranked = archive.rank(question)
    assert ranked is not None
    return ranked


def test_all_that_was_learnt_is_used():
    learnt = coefficients()
    assert set(FEATURE_NAMES) == set(learnt["rank"])
    assert set(SIGNALS) == set(learnt["confidence"])
    assert set(SENTENCE_SIGNALS) == set(learnt["sentence"])


def test_what_was_not_learnt_weighs_nothing():
    known = coefficients()["rank"]["bm25"]
    assert [0.0, known, 0.0] == weights_of("rank", ("unheard", "bm25", "of")).tolist()


def test_every_feature_says_why_it_is_there():
    assert [] == [f.__name__ for f in FEATURES if not f.__doc__]


words = st.sampled_from(
    [
        "who",
        "when",
        "where",
        "first",
        "Gagarin",
        "Leonov",
        "1961",
        "orbit",
        "Soyuz",
        "19",
        "Apollo",
        "zzz",
    ]
)


@given(st.lists(words, min_size=1, max_size=8))
def test_any_question_has_finite_features_and_a_stable_order(archive, asked):
    question = " ".join(asked)
    ranked = archive.rank(question)
    if ranked is None:
        return
    assert np.isfinite(ranked.features).all()
    assert 0 <= ranked.confidence <= 1
    again = rank(archive, question)
    assert ranked.passages[ranked.order].tolist() == again.passages[again.order].tolist()


def test_reasons_add_up_to_the_score(archive):
    explained = archive.explain("Who was the first person in orbit?", top=3)
    assert "who" == explained.kind
    for candidate in explained.candidates:
        total = sum(reason.value * reason.weight for reason in candidate.reasons)
        assert candidate.score == pytest.approx(total)


def test_nothing_is_explained_where_nothing_matches(archive):
    assert () == archive.explain("zzz", top=3).candidates


def test_a_passage_that_holds_everything_is_covered(archive):
    ranked = rank(archive, "Gagarin orbit")
    best = int(ranked.order[0])
    assert pytest.approx(1) == feature(ranked, "coverage")[best]
    assert pytest.approx(1) == feature(ranked, "telling")[best]


def test_of_a_very_long_question_the_rarest_words_are_looked_for(archive):
    words = [f"unheard{n}" for n in range(39)]
    ranked = archive.rank(f"{'Gagarin ' * 100} first orbit {' '.join(words)}")
    terms = ranked.slate.query.terms
    assert {*archive.analyzer.analyze(" ".join(words)), "gagarin"} == set(terms)
    assert 40 == len(terms)


FERRY = """---
title: The ferry
questions:
  - "What did the ferry boat cost? nine million roubles"
  - "Who steered the ferry boat? Captain Orlov"
---
The ferry was built on the lake and crossed it four times a day, whatever the weather was like on
the lake. The yard was paid nine million roubles for her, which the town thought was too much, and
which was never found out by those who had to pay it. She was painted white at first and green
later on, and had a bell that could be heard in the mountains.

The ferry was taken out by Captain Orlov on all of her days but two. He had been a fisherman, and
his father before him, and nobody on the lake remembered that he had ever been late, or that he
had ever been early. When she was broken up he bought the bell, and rang it each evening at six
from his window, so that the village knew when to go home.
"""


def test_a_question_without_words_is_like_none(update, index, corpus):
    (corpus / "ferry.md").write_text(FERRY.replace("steered the boat", "is it"), encoding="utf-8")
    update()
    with contextlib.closing(Archive.open(index, Analyzer())) as archive:
        assert None is archive.rank("Who is it?")
        assert () == archive.ask("Who is it?", top=1, min_confidence=0).hits


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What did the ferry boat cost?", "nine million roubles"),
        ("How much did that ferry boat cost?", "nine million roubles"),
        ("Who steered the ferry boat?", "Captain Orlov"),
        ("Who steered?", "Captain Orlov"),  # neither has a word of it
    ],
)
def test_a_listed_question_leads_to_the_passage_with_its_answer(
    update, index, corpus, question, answer
):
    (corpus / "ferry.md").write_text(FERRY, encoding="utf-8")
    update()
    with contextlib.closing(Archive.open(index, Analyzer())) as archive:
        found = archive.ask(question, top=1, min_confidence=0)
        here = feature(rank(archive, question), "listed_here")
    assert answer in found.hits[0].text
    assert max(here) > 0.6
    assert max(here) > 2 * min(here) or 1 == len(here)


def test_names_are_words_that_passages_write_with_a_capital(archive):
    slate = rank(archive, "where did gagarin float").slate
    assert [True, False] == [share == 1 for share in slate.names]


def test_what_few_candidates_hold_tells_them_apart(archive):
    slate = rank(archive, "Gagarin Leonov").slate
    held = (slate.in_any > 0).sum(axis=0)
    assert held.argmin() == slate.telling.argmax()
    assert pytest.approx(1) == slate.telling.sum()


def test_a_light_word_counts_half(archive):
    slate = rank(archive, "Gagarin zzz type").slate
    assert [slate.rarest, slate.rarest / 2] == slate.idf[1:].tolist()


def test_an_answer_that_lacks_the_name_asked_for_is_less_sure(archive):
    known = rank(archive, "When did Gagarin fly in orbit?").confidence
    assert rank(archive, "When did Glenn fly in orbit?").confidence < known
