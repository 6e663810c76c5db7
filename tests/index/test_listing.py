import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.article import Article
from bot.index.analysis import Analyzer
from bot.index.listing import Listed, Listings, listing, question_and_answer

TEXT = """Apollo 9 was commanded by James McDivitt. “Gumdrop” was the ship's name.

James  McDivitt's lander was called Spider; it weighed 14.5 tonnes."""


def places(*lines: str, text: str = TEXT) -> list[list[str]]:
    """Return, for each line, what stands at the places of its answer."""
    article = Article(id="a", path="a.md", title="A", text=text, questions=lines)
    return [[text[at : at + 5] for at in listed.places] for listed in listing(article)]


@pytest.mark.parametrize(
    ("line", "question", "answer"),
    [
        ("Who was it? James McDivitt", "Who was it?", "James McDivitt"),
        ("Who was it?", "Who was it?", ""),
        ("Who was it? ", "Who was it? ", ""),
        ("the first orbit", "the first orbit", ""),
        ("Who? What? Why? Because", "Who?", "What? Why? Because"),
        ("1975?", "1975?", ""),
        ("", "", ""),
    ],
)
def test_a_line_is_a_question_and_maybe_its_answer(line, question, answer):
    assert (question, answer) == question_and_answer(line)
    assert question == Listed(line).question


def test_an_answer_is_found_wherever_it_stands():
    assert [["James", "James"]] == places("Who commanded Apollo 9? James McDivitt")
    assert [["Spide"], []] == places("The lander? Spider", "What was it?")


@pytest.mark.parametrize(
    "answer",
    ["gumdrop was the SHIP’S", "“Gumdrop” was the ship's name.", "Gumdrop”,  was the ship"],
)
def test_case_spaces_and_punctuation_do_not_matter(answer):
    assert [["Gumdr"]] == places(f"What was it? {answer}")


@pytest.mark.parametrize("answer", ["Spide", "pider", "McDivitt lander", "…", "“ ”", "Leonov"])
def test_what_the_article_has_not_stands_nowhere(answer):
    assert [[]] == places(f"What was it? {answer}")


def test_neighbouring_places_are_all_found():
    assert [["no, n", "no no", "no"]] == places("What? no", text="no, no no")


@given(st.text("ab .'ß ", max_size=40), st.text("ab ß.", max_size=4))
def test_whatever_is_found_begins_with_the_answers_first_letter(text, answer):
    [found] = places(f"What? {answer}", text=text)
    assert {word[0].casefold()[0] for word in found} <= {answer.strip(" .")[:1].casefold()[:1]}


def test_the_number_of_questions_that_are_looked_for_is_bounded():
    lines = ["Who was it? James McDivitt"] * 201
    found = places(*lines)
    assert (201, ["James", "James"], []) == (len(found), found[199], found[200])


def test_of_very_many_questions_the_first_are_compared():
    listed = {0: [Listed(f"Who flew Vostok {number}?") for number in range(201)]}
    passages = np.asarray([[0, 0, 9]], dtype=np.uint32)
    assert 200 == len(Listings.of(listed, passages, Analyzer(), lambda _: 1.0).worths)
