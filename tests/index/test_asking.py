import pytest

from bot.index.analysis import Analyzer
from bot.index.asking import (
    HOW_MANY,
    OTHER,
    WHEN,
    WHERE,
    WHO,
    kind_of,
    kind_word,
    stripped,
    weight_of,
    words_of,
    worths_of,
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
    assert ("sputnik", "launch") == words_of("What year was Sputnik launched?", analyzer)
    assert ("year",) == words_of("What year?", analyzer)


def test_words_that_people_ask_with_count_less():
    analyzer = Analyzer()
    [name, type_, rocket] = analyzer.analyze("name type rockets")
    assert weight_of(name) == weight_of(type_) < weight_of(rocket) == 1


def test_what_picks_one_of_many_tells_questions_apart_however_common_it_is():
    worths = worths_of(["first", "11", "moon", "name"], WHO, lambda _: 2.0)
    assert [kind_word(WHO), "first", "11", "moon", "name"] == list(worths)
    assert worths["first"] == worths["11"] > worths["moon"] > worths["name"]
    assert worths["first"] == worths_of(["first"], OTHER, lambda _: 0.1)["first"]
    assert {"moon"} == worths_of(["moon"], OTHER, lambda _: 2.0).keys()
