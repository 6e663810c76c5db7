import re

import pytest

from bot import __version__
from tests.loopback.interactions import Choice

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_the_articles_are_paged(channel, alice, bob):
    reply = await alice.uses("/articles", channel)
    first = r"1\. [Probe 1](https://example.org/probes/1) · Catalogue of Probes · 1961-05-01"
    assert first == reply.answer.embeds[0]["description"].splitlines()[0]
    assert "1–10 of 16" == reply.answer.embeds[0]["footer"]["text"]
    assert ["Previous", "1/2", "Next", "Dismiss"] == reply.answer.labels
    copy = await bob.presses(reply.answer, "Next")
    assert copy.ephemeral
    assert "1–10 of 16" in reply.answer.text
    await alice.presses(reply.answer, "Next")
    assert "11–16 of 16" in reply.answer.text
    assert "Seagull" in reply.answer.text
    await alice.presses(reply.answer, "Previous")
    assert "1–10 of 16" in reply.answer.text
    await alice.presses(reply.answer, "Dismiss")
    assert reply.answer.deleted


async def test_a_search_stays_with_its_pages(channel, alice):
    reply = await alice.uses("/articles", channel, search="probe catalogue")
    assert "1–10 of 12" in reply.answer.text
    await alice.presses(reply.answer, "Next")
    assert "11–12 of 12" in reply.answer.text
    assert "probe catalogue" == reply.answer.embeds[0]["author"]["name"]
    few = await alice.uses("/articles", channel, search="gazette orbit")
    assert "1–2 of 2" in few.answer.text
    assert ["Dismiss"] == few.answer.labels
    none = await alice.uses("/articles", channel, search="zeppelin 100%_")
    assert "No article has those words" in none.answer.text


async def test_one_article_at_a_glance(channel, alice):
    choice, *_ = await alice.types("/article", channel, title="the first orb")
    assert Choice("The first orbit", "vostok/gagarin") == choice
    reply = await alice.uses("/article", channel, title=choice.value)
    [embed] = reply.answer.embeds
    assert "The first orbit" == embed["title"]
    assert "https://example.org/first-orbit" == embed["url"]
    assert embed["description"].startswith("> On 12 April 1961 Yuri Gagarin")
    footer = "The Test Gazette · A. Writer · 2021-04-12 · 3 passages, 1 quotation"
    assert footer == embed["footer"]["text"]
    assert "https://example.org/gagarin.jpg" == embed["thumbnail"]["url"]
    assert ["Open article"] == reply.answer.labels


async def test_an_article_is_found_by_what_was_typed(channel, alice):
    assert (
        "Voskhod 2" in (await alice.uses("/article", channel, title="the FIRST space")).answer.text
    )
    seagull = await alice.uses("/article", channel, title="Seagull")
    assert [] == seagull.answer.labels
    none = await alice.uses("/article", channel, title="**nothing** of the kind")
    assert none.ephemeral
    assert r"no article “\*\*nothing\*\* of the kind”" in none.answer.text


async def test_titles_are_suggested(channel, alice):
    assert len(await alice.types("/article", channel, title="")) == 16
    assert len(await alice.types("/article", channel, title="probe 1")) == 4
    assert [] == await alice.types("/article", channel, title="%")
    assert [] == await alice.types("/article", channel, title="x" * 5000)


async def test_status_is_for_the_asker(channel, alice):
    reply = await alice.uses("/status", channel)
    assert reply.ephemeral
    assert re.search(r"16 articles · \d+ passages · 5 quotations", reply.answer.text)
    assert re.search(r"built <t:\d+:R>", reply.answer.text)
    assert re.search(r"Latency\n(\d+ ms|unknown)", reply.answer.text)
    assert __version__ in reply.answer.text


async def test_help_has_an_example_of_each(scene, channel, alice):
    reply = await alice.uses("/help", channel)
    assert reply.ephemeral
    examples = (
        scene.server.world.bot.mention,
        "/ask",
        "/quote",
        "/articles",
        "/article",
        "/status",
    )
    for example in (*examples, "private: True", "Ask the archive"):
        assert example in reply.answer.text
    assert "16 articles" in reply.answer.text
