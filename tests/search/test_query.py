import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.index.analysis import Analyzer
from bot.search.query import (
    HOW_MANY,
    OTHER,
    WHEN,
    WHERE,
    WHO,
    Query,
    kind_of,
    stripped,
    weight_of,
)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who was the first person in orbit?", WHO),
        ("which astronaut walked first", WHO),
        ("In what year was Sputnik launched?", WHEN),
        ("How far is the Moon?", HOW_MANY),
        ("in which country is Baikonur", WHERE),
        ("What is a heat shield?", OTHER),
        ("Who was president when men walked on the Moon?", WHO),
        ("When did the number of satellites reach a hundred?", WHEN),
    ],
)
def test_the_kind_of_answer(question, kind):
    assert kind == kind_of(question)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Can you tell me who flew Vostok 1?", "who flew Vostok 1?"),
        ("Hi, do you know when Laika died?", "when Laika died?"),
        ("please tell me about Skylab", "Skylab"),
        ("Who flew?", "Who flew?"),
        ("Do you know?", "?"),
        ("Tell me", "Tell me"),
        ("What is left of a tether, please?", "What is left of a tether?"),
        ("who flew thanks!", "who flew!"),
        ("Please", "Please"),
    ],
)
def test_the_wording_around_a_question_is_left_out(question, asked):
    assert asked == stripped(question)


def test_what_names_the_kind_alone_is_not_searched_for():
    analyzer = Analyzer()
    assert ("sputnik", "launch") == Query.of("What year was Sputnik launched?", analyzer).terms
    assert ("year",) == Query.of("What year?", analyzer).terms


def test_words_that_people_ask_with_count_less():
    analyzer = Analyzer()
    [name, type_, rocket] = analyzer.analyze("name type rockets")
    assert weight_of(name) == weight_of(type_) < weight_of(rocket) == 1


@given(st.text(max_size=100))
def test_every_text_is_a_query(text):
    query = Query.of(text, Analyzer())
    assert {concept.term for concept in query.concepts} == set(query.terms)
    hashes, concepts, strengths = query.lookup
    assert len(hashes) == len(concepts) == len(strengths)
    assert sorted(set(hashes.tolist())) == hashes.tolist()
