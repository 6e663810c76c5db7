import pytest

from tests.scene import ORBIT, SPACEWALK

pytestmark = pytest.mark.asyncio(loop_scope="module")

WHO = "Who was the first person to walk in space?"
AGAIN = "Which craft did he leave?"
BORROWED = f"{AGAIN} (about Alexei Leonov)"


def question_of(message):
    return message.embeds[0]["author"]["name"]


async def test_a_reply_borrows_what_the_answer_was_about(channel, alice, bob):
    await alice.says(channel, f"<@bot> {WHO}")
    answer = await channel.next_message()
    await bob.says(channel, f"<@bot> {AGAIN}", replying_to=answer)
    reply = await channel.next_message()
    assert BORROWED == question_of(reply)
    assert "Voskhod 2" in reply.text
    await alice.says(channel, "<@bot> when was that?", replying_to=reply)
    reply = await channel.next_message()
    assert "when was that? (about Alexei Leonov)" == question_of(reply)


async def test_a_reply_to_a_command_s_answer_borrows_after_a_restart(scene, channel, alice):
    asked = await alice.uses("/ask", channel, question=WHO)
    await scene.bot.restart()
    await alice.says(channel, f"<@bot> {AGAIN}", replying_to=asked.answer)
    reply = await channel.next_message()
    assert BORROWED == question_of(reply)


async def test_a_thread_keeps_its_subject(channel, alice, bob):
    thread = channel.start_thread("leonov", alice)
    await alice.says(thread, f"<@bot> {WHO}")
    await thread.next_message()
    reply = await bob.uses("/ask", thread, question=AGAIN)
    assert BORROWED == question_of(reply.answer)


async def test_a_private_answer_is_not_leant_on(channel, alice, bob):
    thread = channel.start_thread("secret", alice)
    await alice.uses("/ask", thread, question=WHO, private=True)
    reply = await bob.uses("/ask", thread, question=AGAIN)
    assert AGAIN == question_of(reply.answer)


async def test_in_a_channel_where_everybody_talks_nothing_is_borrowed(channel, alice):
    await alice.says(channel, f"<@bot> {WHO}")
    await channel.next_message()
    await alice.says(channel, f"<@bot> {AGAIN}")
    assert AGAIN == question_of(await channel.next_message())


async def test_a_reply_to_a_person_borrows_nothing(channel, alice, bob):
    said = await bob.says(channel, WHO)
    await alice.says(channel, f"<@bot> {AGAIN}", replying_to=said)
    reply = await channel.next_message()
    assert AGAIN == question_of(reply)


async def test_an_edited_follow_up_borrows_again(channel, alice):
    await alice.says(channel, f"<@bot> {WHO}")
    answer = await channel.next_message()
    question = await alice.says(channel, f"<@bot> {ORBIT}", replying_to=answer)
    reply = await channel.next_message()
    assert ORBIT == question_of(reply)
    await alice.edits(question, f"<@bot> {AGAIN}")
    await reply.until(lambda it: it.edits)
    assert BORROWED == question_of(reply)


async def test_a_reply_to_no_answer_borrows_from_the_question(channel, alice):
    asked = await alice.uses("/ask", channel, question="What did Pavel Belyayev sing in Omsk?")
    assert "Not in the archive" in asked.answer.text
    await alice.says(channel, "<@bot> who was he?", replying_to=asked.answer)
    reply = await channel.next_message()
    assert "who was he? (about Pavel Belyayev)" == question_of(reply)


async def test_a_reply_to_a_quotation_stands_alone(channel, alice):
    quoted = await alice.uses("/quote", channel, topic="Earth")
    await alice.says(channel, f"<@bot> {SPACEWALK}", replying_to=quoted.answer)
    reply = await channel.next_message()
    assert SPACEWALK == question_of(reply)
    await alice.says(channel, f"<@bot> {AGAIN}", replying_to=quoted.answer)
    reply = await channel.next_message()
    assert AGAIN == question_of(reply)
