import asyncio
import re

import pytest

from tests.loopback.faults import Delayed
from tests.loopback.permissions import Permission
from tests.scene import ORBIT, SPACEWALK

pytestmark = pytest.mark.asyncio(loop_scope="module")

SENTENCE = "**On 12 April 1961 Yuri Gagarin became the first person in orbit.**"
COUNT = 4


@pytest.fixture(scope="module")
def settings():
    """Few questions a person, and so long until the next that no test meets it."""

    def settings(scene):
        names = "allowed", "denied"
        denied = [scene.guild.add_channel(name) for name in names][1]
        cooldown = {"person": COUNT, "channel": 2 * COUNT, "seconds": 6000}
        return {"cooldown": cooldown, "channels": {"deny": [denied.id]}}

    return settings


def channel_named(scene, name):
    return next(it for it in scene.guild.channels.values() if it.name == name)


async def test_an_answer_is_one_embed(channel, alice):
    reply = await alice.uses("/ask", channel, question=ORBIT)
    assert reply.deferred
    assert not reply.ephemeral
    [embed] = reply.answer.embeds
    assert ORBIT == embed["author"]["name"]
    assert "The first orbit" == embed["title"]
    assert embed["url"].startswith("https://example.org/first-orbit#:~:text=On%2012%20April")
    assert embed["description"].startswith(f"> {SENTENCE} His spacecraft, Vostok 1, circled")
    footer = "The Test Gazette · A. Writer · 2021-04-12 · passage 1 of 3"
    assert footer == embed["footer"]["text"]
    assert "https://example.org/gagarin.jpg" == embed["thumbnail"]["url"]
    labels = ["Previous", "1/3", "Next", "More context", "Open article", "Dismiss"]
    assert labels == reply.answer.labels
    assert [reply.answer] == reply.replies
    assert reply.callbacks == 1


async def test_a_private_answer_is_the_askers(channel, alice):
    reply = await alice.uses("/ask", channel, question=ORBIT, private=True)
    assert reply.ephemeral
    assert SENTENCE in reply.answer.text
    assert "Share" == reply.answer.labels[-1]
    assert channel.last_message is None


@pytest.mark.parametrize("place", ["channel", "thread"])
async def test_a_mention_is_replied_to(scene, channel, alice, place):
    where = channel if place == "channel" else channel.start_thread("vostok", alice)
    question = await alice.says(where, f"<@bot> {ORBIT}")
    answer = await where.next_message()
    assert answer.replies_to is question
    assert SENTENCE in answer.text
    assert ORBIT == answer.embeds[0]["author"]["name"]
    assert not answer.mentions
    assert [answer] == await scene.replies_to(question)


async def test_a_direct_message_needs_no_mention(scene):
    carol = scene.server.add_person("carol")
    question = await carol.says(carol.direct_messages, ORBIT)
    answer = await carol.direct_messages.next_message()
    assert answer.replies_to is question
    assert SENTENCE in answer.text
    reply = await carol.uses("/ask", carol.direct_messages, question=SPACEWALK)
    assert "Voskhod 2" in reply.answer.text


async def test_what_is_not_to_the_bot_is_left_alone(scene, channel, alice):
    said = await alice.says(channel, ORBIT)
    await alice.says(channel, f"@archivist {ORBIT}")
    assert [] == await scene.replies_to(said)
    assert channel.unread == 0


async def test_a_question_of_nobody_is_asked_for_them(channel, alice, bob):
    message = await bob.says(channel, ORBIT)
    reply = await alice.uses_on_message("Ask the archive", message)
    assert SENTENCE in reply.answer.text
    empty = await alice.uses_on_message("Ask the archive", await bob.says(channel, ""))
    assert empty.ephemeral
    assert "no text that I can read" in empty.answer.text


async def test_an_edited_question_gets_its_answer_edited(scene, channel, alice):
    question = await alice.says(channel, f"<@bot> {ORBIT}")
    answer = await channel.next_message()
    await alice.edits(question, f"<@bot> {SPACEWALK}")
    await answer.until(lambda it: it.edits)
    assert "twelve minutes" in answer.text
    assert SPACEWALK == answer.embeds[0]["author"]["name"]
    await alice.edits(question, "<@bot> is it?")
    await answer.until(lambda it: it.edits == 2)
    assert "no word to search for" in answer.text
    assert [] == answer.labels
    assert [answer] == await scene.replies_to(question)


async def test_a_mention_without_a_question_is_answered_once_it_has_one(scene, channel, alice):
    message = await alice.says(channel, "<@bot> is it?")
    hint = await channel.next_message()
    assert "no word to search for" in hint.text
    await alice.edits(message, f"<@bot> {ORBIT}")
    await hint.until(lambda it: it.edits)
    assert "" == hint.content
    assert SENTENCE in hint.text
    assert "Next" in hint.labels
    assert [hint] == await scene.replies_to(message)
    await alice.deletes(message)
    await hint.until(lambda it: it.deleted)


async def test_a_deleted_question_loses_its_answer(channel, alice):
    question = await alice.says(channel, f"<@bot> {ORBIT}")
    answer = await channel.next_message()
    await alice.deletes(question)
    await answer.until(lambda it: it.deleted)


async def test_a_question_deleted_while_it_is_answered_loses_its_answer(scene, channel, alice):
    scene.server.fault("POST", f"/channels/{channel.id}/messages", Delayed(0.5, after=True))
    question = await alice.says(channel, f"<@bot> {ORBIT}")
    answer = await channel.next_message()
    await alice.deletes(question)
    await answer.until(lambda it: it.deleted)


async def test_no_answer_names_the_nearest_articles(channel, alice):
    question = "Which bakery sells orbit pancakes with maple syrup and cinnamon?"
    reply = await alice.uses("/ask", channel, question=question)
    [embed] = reply.answer.embeds
    assert "Not in the archive" == embed["title"]
    assert "Nearest articles (not an answer)" in embed["description"]
    assert 1 <= len(re.findall(r"^- ", embed["description"], re.MULTILINE)) <= 3
    assert "Next" not in reply.answer.labels


async def test_a_slip_of_the_pen_is_noticed(channel, alice):
    reply = await alice.uses("/ask", channel, question="What did Gagarn eat?")
    assert "**What did Gagarin eat?**" in reply.answer.text
    assert "Ask that" in reply.answer.labels


async def test_a_question_without_words_spends_nothing(channel, alice):
    for _ in range(COUNT + 1):
        reply = await alice.uses("/ask", channel, question="is it?")
        assert reply.ephemeral
        assert "no word to search for" in reply.answer.text
    assert (await alice.uses("/ask", channel, question=ORBIT)).deferred


async def test_a_person_has_a_cooldown(channel, alice, bob):
    for _ in range(COUNT):
        assert SENTENCE in (await alice.uses("/ask", channel, question=ORBIT)).answer.text
    refused = await alice.uses("/ask", channel, question=ORBIT)
    assert refused.ephemeral
    assert re.fullmatch(r"You have asked a lot .* Ask again <t:\d+:R>\.", refused.answer.text)
    assert SENTENCE in (await bob.uses("/ask", channel, question=ORBIT)).answer.text


async def test_a_cooldown_is_of_quotations_days_and_buttons_too(channel, alice):
    slip = (await alice.uses("/ask", channel, question="What did Gagarn eat?")).answer
    for _ in range(COUNT - 1):
        await alice.uses("/quote", channel)
    for refused in (
        await alice.uses("/quote", channel, topic="Earth"),
        await alice.uses("/onthisday", channel, date="12 April"),
        await alice.presses(slip, "Ask that"),
    ):
        assert refused.ephemeral
        assert "Ask again <t:" in refused.answer.text
    assert "Gagarn" in slip.embeds[0]["author"]["name"]


async def test_a_cooldown_is_told_once_to_who_mentions(scene, channel, alice):
    for _ in range(COUNT):
        await alice.says(channel, f"<@bot> {ORBIT}")
        await channel.next_message()
    for _ in range(3):
        last = await alice.says(channel, f"<@bot> {ORBIT}")
    told = await channel.next_message()
    assert "Ask again <t:" in told.text
    assert [] == await scene.replies_to(last)
    assert channel.unread == 0


async def test_a_channel_has_a_cooldown(scene, channel):
    people = [scene.guild.add_member(f"member{number}") for number in range(3)]
    asked = [person for person in people[:2] for _ in range(COUNT)]
    await asyncio.gather(*(it.uses("/ask", channel, question=ORBIT) for it in asked))
    refused = await people[2].uses("/ask", channel, question=ORBIT)
    assert refused.ephemeral
    assert refused.answer.text.startswith("A lot was asked here")
    elsewhere = channel_named(scene, "allowed")
    assert (await people[2].uses("/ask", elsewhere, question=ORBIT)).deferred


async def test_a_denied_channel_gets_no_answer(scene, alice):
    denied = channel_named(scene, "denied")
    reply = await alice.uses("/ask", denied, question=ORBIT)
    assert reply.ephemeral
    assert "I am not to answer in this channel." == reply.answer.text
    assert [] == await alice.types("/quote", denied, speaker="a")
    thread = denied.start_thread("below", alice)
    assert [] == await scene.replies_to(await alice.says(thread, f"<@bot> {ORBIT}"))
    assert [] == await scene.replies_to(await alice.says(denied, f"<@bot> {ORBIT}"))


async def test_a_missing_permission_is_named_once(scene, alice):
    channel = scene.guild.add_channel("no-links", deny_bot=Permission.EMBED_LINKS)
    await alice.says(channel, f"<@bot> {ORBIT}")
    assert "I lack a permission here: Embed Links." == (await channel.next_message()).text
    again = await alice.says(channel, f"<@bot> {ORBIT}")
    assert [] == await scene.replies_to(again)
    silent = scene.guild.add_channel("silent", deny_bot=Permission.SEND_MESSAGES)
    await alice.says(silent, f"<@bot> {ORBIT}")
    await scene.bot.logged("it lacks Send Messages")
    assert [] == scene.server.sent("POST", f"/channels/{silent.id}/messages")
