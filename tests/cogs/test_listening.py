"""Messages in channels: which are heard, and what follows their edits and deletion."""

import pytest

from tests.loopback.faults import Answered
from tests.loopback.users import User
from tests.scene import ORBIT, SPACEWALK

pytestmark = pytest.mark.asyncio(loop_scope="module")

SENTENCE = "12 April 1961"
COUNT = 3
PINNED = 6  # the type of the message that says that one was pinned


@pytest.fixture(scope="module")
def settings():
    """So long until the next question that no test meets it."""
    return lambda _: {"cooldown": {"person": COUNT, "channel": 0, "seconds": 6000}}


async def asked(person, channel, question=ORBIT):
    """Ask in a message; gives it and its answer."""
    message = await person.says(channel, f"<@bot> {question}")
    return message, await channel.next_message()


async def test_other_bots_and_notices_are_not_answered(scene, channel, alice):
    world = scene.server.world
    body = {"content": f"{world.bot.mention} {ORBIT}"}
    other = world.post(world.compose(channel, User(world, "clock", bot=True), body))
    notice = world.post(world.compose(channel, alice, body, kind=PINNED))
    await scene.mentioned(channel)
    assert [[], []] == [await scene.replies_to(message) for message in (other, notice)]


async def test_a_mention_without_a_question_is_hinted_at_now_and_then(scene, channel, alice):
    for _ in range(COUNT + 2):
        await alice.says(channel, "<@bot> is it?")
    for _ in range(COUNT):
        assert "no word to search for" in (await channel.next_message()).text
    await scene.server.quiet()
    assert channel.unread == 0
    assert SENTENCE in (await alice.uses("/ask", channel, question=ORBIT)).answer.text


async def test_an_edit_that_asks_the_same_changes_nothing(scene, channel, alice):
    question, answer = await asked(alice, channel)
    await alice.edits(question, f"{ORBIT} <@bot>")
    await alice.edits(question, "<@bot>")
    await asked(alice, channel)
    assert (0, SENTENCE in answer.text) == (answer.edits, True)


async def test_edits_are_questions_that_a_cooldown_counts(scene, channel, alice):
    question, answer = await asked(alice, channel)
    for number, text in enumerate((SPACEWALK, ORBIT), start=1):
        await alice.edits(question, f"<@bot> {text}")
        await answer.until(lambda it, number=number: it.edits == number)
    await alice.edits(question, f"<@bot> {SPACEWALK}")
    await alice.uses("/ask", channel, question=ORBIT)
    await scene.server.quiet()
    assert (COUNT - 1, SENTENCE in answer.text) == (answer.edits, True)


async def test_an_edit_of_a_question_whose_answer_was_deleted(scene, channel, alice, bob):
    question, answer = await asked(alice, channel)
    await bob.deletes(answer)
    await alice.edits(question, f"<@bot> {SPACEWALK}")
    await scene.bot.logged(f"the answer to message {question.id} is gone")
    assert [] == await scene.replies_to(question)
    await alice.deletes(question)
    await scene.bot.logged(f"the answer to message {question.id} is gone already")


async def test_an_edit_that_discord_refuses_is_in_the_log(scene, channel, alice):
    question, answer = await asked(alice, channel)
    refusal = Answered(403, {"code": 50013, "message": "Missing Permissions"})
    scene.server.fault("PATCH", f"/channels/{channel.id}/messages/*", refusal)
    await alice.edits(question, f"<@bot> {SPACEWALK}")
    assert "Missing Permissions" in await scene.bot.logged(f"edit of message {question.id}")
    await alice.edits(question, f"<@bot> {SPACEWALK}?")
    await answer.until(lambda it: it.edits)
    assert "twelve minutes" in answer.text


async def test_an_answer_that_discord_refuses_is_in_the_log(scene, channel, alice):
    refusal = Answered(403, {"code": 50013, "message": "Missing Permissions"})
    scene.server.fault("POST", f"/channels/{channel.id}/messages", refusal)
    await alice.says(channel, f"<@bot> {ORBIT}")
    await scene.bot.logged(f"cannot answer in channel {channel.id}: it lacks a permission")
    assert SENTENCE in (await asked(alice, channel))[1].text


async def test_a_question_that_is_gone_before_it_is_answered(scene, channel, alice):
    unknown = {"_errors": [{"code": "REPLIES_UNKNOWN_MESSAGE", "message": "Unknown message"}]}
    body = {"code": 50035, "message": "Invalid Form Body"}
    gone = Answered(400, body | {"errors": {"message_reference": unknown}})
    scene.server.fault("POST", f"/channels/{channel.id}/messages", gone)
    question = await alice.says(channel, f"<@bot> {ORBIT}")
    await scene.bot.logged(f"message {question.id} was deleted before it was answered")
    assert [] == await scene.replies_to(question)


async def test_questions_that_are_deleted_together_lose_their_answers(scene, channel, alice):
    pairs = [await asked(alice, channel), await asked(alice, channel, SPACEWALK)]
    unanswered = await alice.says(channel, "good morning")
    scene.server.world.delete_together([*(question for question, _ in pairs), unanswered])
    for _, answer in pairs:
        await answer.until(lambda it: it.deleted)
    assert [] == list(channel.messages)


async def test_a_reply_to_a_hint_leans_on_nothing(channel, alice, bob):
    _, hint = await asked(alice, channel, "is it?")
    await bob.says(channel, f"<@bot> {ORBIT}", replying_to=hint)
    answer = await channel.next_message()
    assert ORBIT == answer.embeds[0]["author"]["name"]
