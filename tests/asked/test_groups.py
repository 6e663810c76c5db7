import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asked.groups import ALIKE, grouped
from bot.asked.store import Asked
from bot.index.analysis import Analyzer
from bot.replies.upkeep import unanswered_lines

ANALYZE = Analyzer().analyze


def asked(*questions: str) -> list[Asked]:
    return [Asked(day * 86_400, False, question) for day, question in enumerate(questions)]


def test_the_same_in_other_words_is_one_question():
    groups = grouped(
        asked(
            "Who built the N1 rocket?",
            "Which bakery sells pancakes?",
            "who built the n1 rockets",
            "Who built the N1 rocket?",
        ),
        ANALYZE,
    )
    assert [("Who built the N1 rocket?", 3), ("Which bakery sells pancakes?", 1)] == [
        (group.question, group.count) for group in groups
    ]
    assert ["1970-01-04", "1970-01-02"] == [str(group.newest_day) for group in groups]
    assert [
        "3 × Who built the N1 rocket?",
        "last on 1970-01-04, also as “who built the n1 rockets”",
        "1 × Which bakery sells pancakes?",
        "last on 1970-01-02",
    ] == [line.text for line in unanswered_lines(groups)]


def test_a_word_more_in_five_is_nearly_the_same():
    near = "How far did Lunokhod 2 drive", "How far did Lunokhod 2 drive altogether"
    assert 1 == len(grouped(asked(*near), ANALYZE))
    assert 2 == len(grouped(asked("Who was Laika?", "Who fed Laika?"), ANALYZE))


def test_few_of_many_wordings_are_shown():
    (group,) = grouped(asked(*(f"Who built N1{'?' * n}" for n in range(6))), ANALYZE)
    assert unanswered_lines([group])[1].text.endswith("” and 2 more")


words = st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=7).map(" ".join)


@given(st.lists(words, max_size=40))
def test_nothing_is_lost_and_what_is_apart_differs(questions):
    groups = grouped(asked(*questions), str.split)
    assert len(questions) == sum(group.count for group in groups)
    assert sorted(groups, key=lambda it: -it.count) == groups
    for group in groups:
        for wording in group.wordings:
            terms = set(wording.split())
            assert len(terms & group.terms) >= ALIKE * len(terms | group.terms)
    for one, other in itertools.combinations(groups, 2):
        assert len(one.terms & other.terms) < ALIKE * len(one.terms | other.terms)


@pytest.mark.parametrize("count", [2_000])
def test_many_questions_are_compared_with_few(count):
    """The work is counted, not timed: analysing once each, and no pair twice."""
    looked = 0

    def analyze(question: str) -> list[str]:
        nonlocal looked
        looked += 1
        return question.split()

    groups = grouped(asked(*(f"rocket of number {n}" for n in range(count))), analyze)
    assert (count, count) == (looked, len(groups))
