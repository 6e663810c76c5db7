import pytest

from tests.loopback.interactions import Choice

pytestmark = pytest.mark.asyncio(loop_scope="module")

SPEAKERS = ["Alexei Leonov", "Thomas Stafford", "Valentina Tereshkova", "Yuri Gagarin"]


async def test_a_quotation_on_a_topic(channel, alice):
    reply = await alice.uses("/quote", channel, topic="hat")
    [embed] = reply.answer.embeds
    assert "hat" == embed["author"]["name"]
    assert "Seagull" == embed["title"]
    words = "> “Hey, sky, take off your hat, I am on my way!”"
    assert f"{words}\n— **Valentina Tereshkova**, a textile worker" == embed["description"]
    assert "2023-06-16" == embed["footer"]["text"]
    assert ["Dismiss"] == reply.answer.labels
    assert not reply.ephemeral


async def test_a_quotation_by_a_speaker(channel, alice):
    reply = await alice.uses("/quote", channel, speaker="Alexei Leonov")
    seen = {reply.answer.embeds[0]["description"]}
    assert ["Another", "Open article", "Dismiss"] == reply.answer.labels
    assert (await alice.presses(reply.answer, "Another")).updated
    seen.add(reply.answer.embeds[0]["description"])
    assert len(seen) == 2
    assert all("**Alexei Leonov**" in words for words in seen)
    assert "Alexei Leonov" == reply.answer.embeds[0]["author"]["name"]
    await alice.presses(reply.answer, "Another")
    assert reply.answer.embeds[0]["description"] in seen


async def test_another_is_a_copy_for_others(channel, alice, bob):
    reply = await alice.uses("/quote", channel, speaker="Leonov")
    before = reply.answer.text
    copy = await bob.presses(reply.answer, "Another")
    assert copy.ephemeral
    assert before == reply.answer.text != copy.answer.text


async def test_a_topic_by_a_speaker(channel, alice):
    reply = await alice.uses("/quote", channel, topic="grain of sand", speaker="leonov")
    assert "“I was a grain of sand”" in reply.answer.text


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"topic": "zebra"}, "no quotation on “zebra”"),
        ({"speaker": "Korolev"}, "no quotation by “Korolev”"),
        ({"topic": "Moon", "speaker": "Korolev"}, "no quotation by “Korolev” on “Moon”"),
        ({"topic": "**@everyone**"}, r"no quotation on “\*\*\@everyone\*\*”"),
    ],
)
async def test_none_is_said_to_the_asker(channel, alice, options, said):
    reply = await alice.uses("/quote", channel, **options)
    assert reply.ephemeral
    assert said in reply.answer.text


async def test_the_quotation_of_the_day_is_everyones(channel, alice, bob):
    first = await alice.uses("/quote", channel)
    second = await bob.uses("/quote", channel)
    assert "Quotation of the day" == first.answer.embeds[0]["author"]["name"]
    assert first.answer.embeds == second.answer.embeds


async def test_speakers_are_suggested(channel, alice):
    expected = [Choice(name, name) for name in SPEAKERS]
    assert expected == await alice.types("/quote", channel, speaker="")
    assert [expected[3]] == await alice.types("/quote", channel, speaker="GAG yuri")
    assert [] == await alice.types("/quote", channel, speaker="nobody at all")


async def test_any_suggestion_can_be_submitted(channel, alice):
    for name in SPEAKERS:
        reply = await alice.uses("/quote", channel, speaker=name)
        assert f"**{name}**" in reply.answer.text


async def test_a_quotation_comes_back_when_all_that_match_were_shown(channel, alice, bob):
    first = await alice.uses("/quote", channel, speaker="Leonov")
    second = await bob.uses("/quote", channel, speaker="Leonov")
    third = await alice.uses("/quote", channel, speaker="Leonov")
    assert first.answer.text != second.answer.text
    assert first.answer.text == third.answer.text


async def test_another_passes_over_what_the_channel_saw(channel, alice, bob):
    seen = [await alice.uses("/quote", channel, topic="Gagarin Leonov Tereshkova")]
    reply = await bob.uses("/quote", channel, topic="Gagarin Leonov Tereshkova")
    words = [seen[0].answer.text, reply.answer.text]
    while "Another" in reply.answer.labels and len(words) < 10:
        await bob.presses(reply.answer, "Another")
        words.append(reply.answer.text)
    distinct = len(set(words))
    assert 3 <= distinct == len(set(words[:distinct]))


async def test_the_quotation_of_the_day_leads_to_others(channel, alice):
    reply = await alice.uses("/quote", channel)
    words = [reply.answer.text]
    for _ in range(4):
        await alice.presses(reply.answer, "Another")
        words.append(reply.answer.text)
    assert 5 == len(set(words))


async def test_a_button_from_before_a_restart_goes_on(channel, alice, scene):
    reply = await alice.uses("/quote", channel, speaker="Alexei Leonov")
    before = reply.answer.text
    await scene.bot.restart()
    await alice.presses(reply.answer, "Another")
    assert before != reply.answer.text
