"""Interviews in which neither marks nor labels tell the answers."""

from bot.corpus.article import Article
from bot.index.quotes import extract

INTRODUCTION = "Ida Moss, who builds clocks, spoke to us in Port Evrard."
TALK = [
    "When did you begin?",
    "I began at nine, in my mother's shed.",
    "Did your mother mind?",
    "She gave me the key. “Mind the cat,” she told me.",
    "But I never saw a cat there, and I looked.",
    "And what will you build next?",
    "A clock for the harbor. I have a place for it.",
]
ANSWERS = [TALK[1], TALK[3], TALK[4], TALK[6]]


def said(*paragraphs: str) -> list[tuple[str | None, str]]:
    article = Article(id="a", path="a.txt", title="A", text="\n\n".join(paragraphs))
    return [(quote.speaker, quote.text) for quote in extract(article)]


def test_answers_are_the_words_of_who_is_introduced() -> None:
    assert [("Ida Moss", answer) for answer in ANSWERS] == said(INTRODUCTION, *TALK)


def test_narration_is_not_an_answer() -> None:
    between = "Moss gets up to look at my notes, and we laugh."
    after = "At the door she waves. “I will write to you,” she says."
    found = said(INTRODUCTION, *TALK[:5], between, *TALK[5:], after)
    assert [*ANSWERS, "I will write to you"] == [words for _, words in found]


def test_what_is_not_plainly_an_interview_has_no_answers() -> None:
    assert said(*TALK) == said("The talk was long.", *TALK)
    assert ANSWERS[0] not in [words for _, words in said(*TALK)]
    two = "Ida Moss and Tom Cole spoke to us last week."
    assert ANSWERS[0] not in [words for _, words in said(two, *TALK)]
    assert [] == said(INTRODUCTION, *TALK[:2], "The clocks are sold in town.")
    facts = ["How big is it?", "It is big.", "How old is it?", "Old.", "Is it red?", "It is."]
    assert [] == said(INTRODUCTION, *facts)
