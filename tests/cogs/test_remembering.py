import pytest

from tests.loopback.interactions import Choice
from tests.scene import ARTICLES

pytestmark = pytest.mark.asyncio(loop_scope="module")

YEARS = """---
title: Ten Julys
publication: The *Almanac*
date: 2024-08-01
url: https://example.org/julys
---
{sentences}
"""
JULYS = YEARS.format(
    sentences="\n\n".join(
        f"A rocket named Test {year} rose on 20 July {year}, and <@everyone> saw it."
        for year in range(1951, 1961)
    )
)


@pytest.fixture(scope="module")
def staging():
    return {"articles": {**ARTICLES, "julys.md": JULYS}}


async def test_a_day_over_the_years(channel, alice):
    reply = await alice.uses("/onthisday", channel, date="July 20")
    [embed] = reply.answer.embeds
    assert "On 20 July" == embed["title"]
    source = "[Ten Julys](https://example.org/julys) · The \\*Almanac\\* · 2024-08-01"
    sentence = "A rocket named Test 1951 rose on 20 July 1951, and \\<\\@everyone> saw it."
    first, second, *_ = embed["description"].split("\n\n")
    assert f"**1951**\n> {sentence}\n— {source}" == first
    assert second.startswith("**1952**")
    assert "1–4 of 10" == embed["footer"]["text"]
    assert ["Previous", "1/3", "Next", "Dismiss"] == reply.answer.labels
    assert not reply.ephemeral


async def test_one_day_of_one_year(channel, alice):
    reply = await alice.uses("/onthisday", channel, date="1961-04-12")
    [embed] = reply.answer.embeds
    assert "On 12 April 1961" == embed["title"]
    assert "On 12 April 1961 Yuri Gagarin became the first person in orbit." in embed["description"]
    assert ["Dismiss"] == reply.answer.labels


async def test_the_years_are_turned(channel, alice, bob):
    reply = await alice.uses("/onthisday", channel, date="20 July")
    first = reply.answer.text
    copy = await bob.presses(reply.answer, "Next")
    assert copy.ephemeral
    assert "5–8 of 10" in copy.answer.text
    assert first == reply.answer.text
    assert (await alice.presses(reply.answer, "Next")).updated
    await alice.presses(reply.answer, "Next")
    assert "9–10 of 10" in reply.answer.text
    assert "3/3" in reply.answer.labels
    await alice.presses(reply.answer, "Previous")
    await alice.presses(reply.answer, "Previous")
    assert first == reply.answer.text
    await alice.presses(reply.answer, "Dismiss")
    assert reply.answer.deleted


async def test_a_day_without_anything_names_the_nearest(channel, alice):
    reply = await alice.uses("/onthisday", channel, date="07-21")
    assert "nothing that happened on 21 July." in reply.answer.text
    assert "is **20 July**." in reply.answer.text


async def test_today_is_a_day(channel, alice):
    reply = await alice.uses("/onthisday", channel)
    assert not reply.failed
    assert "On " in reply.answer.text or "tells of nothing" in reply.answer.text


@pytest.mark.parametrize("date", ["July 32", "**now** @everyone", "yesterday"])
async def test_what_is_no_day_is_said_to_the_asker(channel, alice, date):
    reply = await alice.uses("/onthisday", channel, date=date)
    assert reply.ephemeral
    assert "is no day that I can read. Write it like July 20" in reply.answer.text


async def test_days_are_suggested(channel, alice):
    days = await alice.types("/onthisday", channel, date="")
    assert {"12 April", "18 March", "17 July", "20 July"} == {choice.name for choice in days}
    assert [Choice("20 July", "07-20")] == await alice.types("/onthisday", channel, date="july 20")
    assert [Choice("20 July", "07-20")] == await alice.types("/onthisday", channel, date="20 ju")
    assert [Choice("12 April", "04-12")] == await alice.types("/onthisday", channel, date="04")
    assert [] == await alice.types("/onthisday", channel, date="smarch")


async def test_any_suggestion_can_be_submitted(channel, alice):
    for choice in await alice.types("/onthisday", channel, date=""):
        reply = await alice.uses("/onthisday", channel, date=choice.value)
        assert f"On {choice.name}" == reply.answer.embeds[0]["title"]


@pytest.mark.parametrize(
    "custom_id",
    ["v:{digest}:1:0:0.0", "v:{digest}:1:0:a.0", "v:{digest}:1:0:zzzzzzz.0", "u:{digest}:1:0:"],
)
async def test_a_button_of_no_day_is_answered(scene, channel, alice, custom_id):
    reply = await alice.uses("/onthisday", channel, date="20 July")
    button = next(part for part in reply.answer.buttons if part.get("label") == "Next")
    digest = button["custom_id"].split(":")[1]
    button["custom_id"] = custom_id.format(digest=digest)
    pressed = await alice.presses(reply.answer, button["custom_id"])
    assert pressed.ephemeral
    assert "I do not know this button" in pressed.answer.text


async def test_the_buttons_outlive_a_restart_and_notice_a_change(scene, channel, alice):
    """The last test of this module, because it changes the archive."""
    reply = await alice.uses("/onthisday", channel, date="20 July")
    await scene.bot.restart()
    await alice.presses(reply.answer, "Next")
    assert "5–8 of 10" in reply.answer.text
    scene.write({"new.md": "---\ntitle: New\n---\nLaika was sent up on 3 November 1957.\n"})
    assert (await scene.bot.command("index"))[0] == 0
    await scene.bot.logged("answering from index 000002")
    pressed = await alice.presses(reply.answer, "Next")
    assert pressed.ephemeral
    assert "Use `/onthisday` again" in pressed.answer.text
