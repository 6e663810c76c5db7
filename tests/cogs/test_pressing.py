import asyncio

import pytest
import pytest_asyncio

from bot.replies.buttons import decode
from tests.loopback.permissions import Permission
from tests.scene import ORBIT

pytestmark = pytest.mark.asyncio(loop_scope="module")


def state(message, label):
    return decode(button(message, label)["custom_id"])


def button(message, label):
    return next(part for part in message.buttons if part.get("label") == label)


def forge(message, label, custom_id):
    """Put another custom_id under a button, as one of an older version would have it."""
    found = button(message, label)
    found["custom_id"], found["disabled"] = custom_id, False


@pytest_asyncio.fixture(loop_scope="module")
async def answer(channel, alice):
    return (await alice.uses("/ask", channel, question=ORBIT)).answer


async def test_next_and_previous_turn_the_answer(alice, answer):
    first = answer.text
    assert [True, False] == [button(answer, name)["disabled"] for name in ("Previous", "Next")]
    turned = await alice.presses(answer, "Next")
    assert turned.updated
    assert answer.text != first
    assert "2/3" in answer.labels
    await alice.presses(answer, "Next")
    assert "3/3" in answer.labels
    assert button(answer, "Next")["disabled"]
    for _ in range(2):
        await alice.presses(answer, "Previous")
    assert first == answer.text


async def test_others_turn_a_copy_of_their_own(bob, answer):
    first = answer.text
    turned = await bob.presses(answer, "Next")
    assert turned.ephemeral
    assert "2/3" in turned.answer.labels
    assert answer.text == first
    again = await bob.presses(turned.answer, "Next")
    assert again.updated
    assert "3/3" in turned.answer.labels


async def test_more_context_is_for_who_asks(bob, answer):
    more = await bob.presses(answer, "More context")
    assert more.ephemeral
    assert "passages 1–2 of 3" in more.answer.text
    assert "Poyekhali" in more.answer.text
    assert "**On 12 April 1961" in more.answer.text
    assert ["Open article"] == more.answer.labels


async def test_open_article_lands_on_the_sentence(answer):
    url = button(answer, "Open article")["url"]
    assert url.startswith("https://example.org/first-orbit#:~:text=On%2012%20April%201961%20Yuri,")
    assert len(url) <= 512


async def test_share_shows_a_private_answer(channel, alice):
    private = await alice.uses("/ask", channel, question=ORBIT, private=True)
    await alice.presses(private.answer, "Next")
    shared = await alice.presses(private.answer, "Share")
    assert not shared.ephemeral
    assert f"{alice.mention} shared:" == shared.answer.content
    assert not shared.answer.mentions
    assert "2/3" in shared.answer.labels
    assert "Dismiss" in shared.answer.labels
    assert channel.last_message is shared.answer


async def test_dismiss_is_for_the_asker_and_moderators(scene, channel, alice, bob, answer):
    refused = await bob.presses(answer, "Dismiss")
    assert refused.ephemeral
    assert "Only who asked" in refused.answer.text
    await alice.presses(answer, "Dismiss")
    assert answer.deleted
    other = (await alice.uses("/ask", channel, question=ORBIT)).answer
    scene.guild.give(bob, scene.guild.add_role("moderators", Permission.MANAGE_MESSAGES))
    await bob.presses(other, "Dismiss")
    assert other.deleted


async def test_an_answer_to_a_mention_is_pressed_too(channel, alice, bob):
    await alice.says(channel, f"<@bot> {ORBIT}")
    answer = await channel.next_message()
    assert (await bob.presses(answer, "More context")).ephemeral
    await alice.presses(answer, "Next")
    assert "2/3" in answer.labels
    await alice.presses(answer, "Dismiss")
    assert answer.deleted


async def test_ask_that_asks_what_was_meant(channel, alice, bob):
    answer = (await alice.uses("/ask", channel, question="What did Gagarn eat?")).answer
    mine = await bob.presses(answer, "Ask that")
    assert mine.ephemeral
    assert "What did Gagarin eat?" == mine.answer.embeds[0]["author"]["name"]
    asked = await alice.presses(answer, "Ask that")
    assert asked.updated
    assert "What did Gagarin eat?" == answer.embeds[0]["author"]["name"]


async def test_an_answer_whose_embed_was_taken_off_is_not_asked_again(channel, alice):
    answer = (await alice.uses("/ask", channel, question="What did Gagarn eat?")).answer
    answer.embeds.clear()  # anyone who may manage messages can do that
    pressed = await alice.presses(answer, "Ask that")
    assert pressed.ephemeral
    assert "I no longer know the question" in pressed.answer.text


async def test_buttons_outlive_a_restart(scene, alice, answer):
    await scene.bot.restart()
    await alice.presses(answer, "Next")
    assert "2/3" in answer.labels
    quote = await alice.uses("/quote", answer.channel)
    await scene.bot.restart()
    await alice.presses(quote.answer, "Another")
    assert quote.answer.edits == 1


@pytest.mark.parametrize(
    "custom_id",
    ["next", "n:00000000:1:0:1.0", "z:0:1:0:", "n:" + "x" * 90, "c:0:1:0:0.0", "p:0:1:0:0.0,1.0"],
)
async def test_a_button_of_another_version_is_answered(alice, answer, custom_id):
    forge(answer, "Next", custom_id)
    pressed = await alice.presses(answer, custom_id)
    assert pressed.ephemeral
    assert "I do not know this button" in pressed.answer.text


async def test_a_button_of_another_index_is_answered(alice, answer):
    custom_id = "n:00000000:1:0:1.0,2.0"
    forge(answer, "Next", custom_id)
    pressed = await alice.presses(answer, custom_id)
    assert pressed.ephemeral
    assert "brought up to date" in pressed.answer.text


async def test_a_place_that_is_not_there_is_refused(alice, answer):
    known = state(answer, "Next")
    for place in ("zzzzz.0", "0.zz"):
        custom_id = f"m:{known.digest}:1:0:{place}"
        forge(answer, "More context", custom_id)
        pressed = await alice.presses(answer, custom_id)
        assert pressed.ephemeral
        assert "I do not know this button" in pressed.answer.text


async def test_presses_at_once_are_all_answered(scene, answer):
    people = [scene.guild.add_member(f"crowd{number}") for number in range(20)]
    pressed = await asyncio.gather(*(it.presses(answer, "More context") for it in people))
    assert all(it.ephemeral and it.answered and not it.failed for it in pressed)


async def test_an_index_that_changed_is_said(scene, channel, alice, bob, answer):
    """The last test of this module, because it changes the archive."""
    private = (await alice.uses("/ask", channel, question=ORBIT, private=True)).answer
    quote = (await alice.uses("/quote", channel)).answer
    scene.write({"new.md": "---\ntitle: New\n---\nLaika was the first dog in orbit, in 1957.\n"})
    assert (await scene.bot.command("index"))[0] == 0
    await scene.bot.logged("answering from index 000002")
    for message, label in ((answer, "Next"), (answer, "More context"), (private, "Share")):
        pressed = await alice.presses(message, label)
        assert pressed.ephemeral
        assert "brought up to date after this answer" in pressed.answer.text
        assert ["Ask again"] == pressed.answer.labels
    again = await alice.presses(pressed.answer, "Ask again")
    assert again.updated
    assert "1/3" in pressed.answer.labels
    assert ORBIT == pressed.answer.embeds[0]["author"]["name"]
    old = await alice.presses(quote, "Another")
    assert "Use `/quote` again" in old.answer.text
    await alice.presses(answer, "Dismiss")
    assert answer.deleted
