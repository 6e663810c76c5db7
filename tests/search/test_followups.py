import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.followups import Before, about_of, leaning, resolved

WALK = Before(
    "Who was the first man to walk in space?",
    "The first spacewalk",
    "Alexei Leonov left Voskhod 2 on 18 March 1965 and floated on a tether.",
)
SPUTNIK = Before(
    "When was Sputnik 1 launched?",
    "Sputnik 1, the first artificial satellite",
    "The Soviet Union launched it on 4 October 1957.",
)
GAGARIN = Before("when did gagarin fly", "Yuri Gagarin: the first orbit", "Yuri Gagarin flew once.")
COUPLE = Before(
    "Who got married in 1963?",
    "A wedding",
    "Andriyan Nikolayev and Valentina Tereshkova got married in Moscow.",
)
NOTHING = Before("Which bakery sells pancakes?")


@pytest.mark.parametrize(
    ("question", "before", "about"),
    [
        ("when was that?", WALK, "Alexei Leonov, the first man to walk in space"),
        ("Who was with him?", WALK, "Alexei Leonov"),
        ("And how old was he?", WALK, "Alexei Leonov"),
        ("why?", WALK, "Alexei Leonov, the first man to walk in space"),
        ("who was there?", WALK, "Alexei Leonov, the first man to walk in space"),
        ("How heavy was it?", SPUTNIK, "Sputnik 1"),
        ("what rocket did it use", SPUTNIK, "Sputnik 1"),
        ("who built it", SPUTNIK, "Sputnik 1"),
        ("Where did he land?", GAGARIN, "Yuri Gagarin"),
        ("Who commanded that mission?", SPUTNIK, "Sputnik 1 launched"),
        ("What was her call sign?", COUPLE, "Valentina Tereshkova"),
        ("What was his call sign?", COUPLE, "Andriyan Nikolayev"),
        ("When was that?", NOTHING, "bakery sells pancakes"),
    ],
)
def test_what_leans_borrows_its_subject(question, before, about):
    assert f"{question} (about {about})" == resolved(question, before)
    assert about == about_of(resolved(question, before))


@pytest.mark.parametrize(
    "question",
    [
        "Who was the first woman in space?",
        "When did Gagarin make his flight?",
        "when did gagarin make his flight",
        "How long does it take to get to the Moon?",
        "Was it Gagarin who flew first?",
        "how many moons are there",
        "what was the rocket that launched sputnik",
        "When did Apollo 11 start its journey?",
        "What did the cosmonaut tell his wife?",
        "",
        "?!",
    ],
)
def test_what_stands_on_its_own_feet_is_left_alone(question):
    assert leaning(question) is None
    assert question == resolved(question, WALK)


def test_without_a_question_before_nothing_is_borrowed():
    assert "when was that?" == resolved("when was that?", None)
    assert "when was that?" == resolved("when was that?", Before("?"))


def test_a_chain_keeps_its_subject():
    second = resolved("how many dogs had he?", WALK)
    third = resolved("where was he born?", Before(second))
    assert "Alexei Leonov" == about_of(second) == about_of(third)


def test_who_was_found_is_meant_from_then_on():
    crew = Before(
        resolved("who was with him?", WALK), "Voskhod 2", "Pavel Belyayev commanded Voskhod 2."
    )
    assert "Pavel Belyayev" == about_of(resolved("when was he born?", crew))


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=300), st.text(max_size=300))
def test_what_is_borrowed_is_short_and_read_back(question, asked, title, sentence):
    found = resolved(question, Before(asked, title, sentence))
    assert found.startswith(question)
    if found != question:
        about = about_of(found)
        assert about is not None
        assert 1 <= len(about) <= 120
        assert found == resolved(found, Before("What was Sputnik?"))


def test_a_long_line_is_no_trouble():
    line = "it takes " * 100_000
    assert resolved(line, Before(line, line, line))
