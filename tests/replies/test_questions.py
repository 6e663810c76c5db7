import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.replies.questions import MAX_QUESTION, is_question, question_in

BOT = "<@1574032964424040448>"


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (f"{BOT} who was first?", "who was first?"),
        (f"{BOT}, who\n\nwas first?", "who was first?"),
        (f"who was first, {BOT}", "who was first"),
        (f"<@!1574032964424040448> and <#1574032964424040448> <t:1:R> {BOT}", "and"),
        ("what is <:vostok:1574032964424040448>?", "what is vostok?"),
        (BOT, ""),
        ("a < b and c > d", "a < b and c > d"),
    ],
)
def test_the_question_is_the_message_without_mentions(text, question):
    assert question == question_in(text)


@given(st.text(max_size=300) | st.text("<@!#&:t>0123456789ab ", max_size=300))
def test_any_message_gives_one_line(text):
    question = question_in(text * 20)
    assert len(question) <= MAX_QUESTION
    assert "\n" not in question


@pytest.mark.parametrize(
    "text",
    ["who was the first?", "Was Laika the first?", "how long was the flight", "Gagarin flew once?"],
)
def test_questions(text):
    assert is_question(text)


@pytest.mark.parametrize("text", ["good morning everybody", "what?", "", "I like Vostok 1."])
def test_chat(text):
    assert not is_question(text)
