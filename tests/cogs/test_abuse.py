"""Floods, and buttons that nobody was given: fair to the others, and refused."""

import asyncio
import string
from collections import Counter

import pytest

from tests.loopback.started import PATIENCE
from tests.scene import ORBIT

pytestmark = pytest.mark.asyncio(loop_scope="module")

PERSON, CHANNEL = 4, 12
FLOOD = 100
SENTENCE = "12 April 1961"
NOTICE = "Ask again <t:"


@pytest.fixture(scope="module")
def settings():
    """Cooldowns that no test outlasts."""
    return lambda _: {"cooldown": {"person": PERSON, "channel": CHANNEL, "seconds": 6000}}


def told(messages) -> Counter[str]:
    """Count what the bot said."""
    return Counter(
        "answer" if SENTENCE in message.text else "notice" if NOTICE in message.text else "other"
        for message in messages
    )


async def test_one_person_who_floods_is_told_once_and_the_others_are_answered(
    scene, channel, alice, bob
):
    for number in range(FLOOD):
        last = await alice.says(channel, f"<@bot> {ORBIT}{'!' * number}")
    reply = await bob.uses("/ask", channel, question=ORBIT, timeout=PATIENCE)
    assert SENTENCE in reply.answer.text
    await scene.replies_to(last, 0.5)
    said = [message for message in channel.messages if message.author is scene.server.world.bot]
    assert {"answer": PERSON + 1, "notice": 1} == told(said)


async def test_a_hundred_people_who_flood_a_channel_are_told_once(scene, channel, bob):
    people = [scene.guild.add_member(f"many{number}") for number in range(FLOOD)]
    for person in people:
        last = await person.says(channel, f"<@bot> {ORBIT}")
    elsewhere = scene.guild.add_channel("calm")
    reply = await bob.uses("/ask", elsewhere, question=ORBIT, timeout=PATIENCE)
    assert SENTENCE in reply.answer.text
    await scene.replies_to(last, 0.5)
    said = [message for message in channel.messages if message.author is scene.server.world.bot]
    assert {"answer": CHANNEL, "notice": 1} == told(said)


async def test_a_hundred_people_at_once_are_each_answered_or_refused_once(scene):
    people = [scene.guild.add_member(f"crowd{number}") for number in range(FLOOD)]
    rooms = [scene.guild.add_channel(f"room{number}") for number in range(10)]

    async def ask(number):
        room = rooms[number % len(rooms)]
        return await people[number].uses("/ask", room, question=ORBIT, timeout=PATIENCE)

    replies = await asyncio.gather(*map(ask, range(FLOOD)))
    assert [] == [reply for reply in replies if reply.failed]
    assert {"answer": FLOOD} == told(reply.answer for reply in replies)
    assert all(len(reply.replies) == 1 for reply in replies)


async def test_no_button_that_was_forged_changes_anything_for_everyone(scene, channel, alice, bob):
    """Whatever its letter, whoever it says has asked: only who asked can take an answer away."""
    answer = (await alice.uses("/ask", channel, question=ORBIT)).answer
    button = next(part for part in answer.buttons if part.get("label") == "Next")
    _, digest, asker, *_ = button["custom_id"].split(":")
    before, began = (answer.text, answer.labels), len(scene.bot.lines)
    for letter in string.ascii_lowercase:
        for who in (asker, "1"):
            button["custom_id"] = f"{letter}:{digest}:{who}:0:0.0,1.0"
            if letter == "d" and who == asker:
                continue  # that is the button which the bot itself put there
            pressed = await bob.presses(answer, button["custom_id"])
            assert not pressed.failed
            assert not answer.deleted
            assert answer.text == before[0]
    assert not [line for line in scene.bot.lines[began:] if "reindex" in line]
