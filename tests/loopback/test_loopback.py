"""What people do, against the real discord.py client."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .guilds import Role
from .interactions import Choice
from .permissions import Permission
from .sample import Running, Sample
from .server import Loopback

if TYPE_CHECKING:
    from .channels import Channel
    from .guilds import Guild
    from .people import Person


async def test_start(server: Loopback, guild: Guild, channel: Channel, bot: Sample) -> None:
    assert bot.ready_count == 1
    assert [guild.id] == [seen.id for seen in bot.guilds]
    assert [channel.id] == [seen.id for seen in bot.guilds[0].text_channels]
    assert bot.intents.value == server.gateway.identifies[0]["intents"]
    assert "Ask the archive" in server.commands.names()
    assert server.violations == []


async def test_slash_command(
    server: Loopback, channel: Channel, alice: Person, bot: Sample
) -> None:
    reply = await alice.uses("/ask", channel, question="who?")
    assert reply.acknowledged_after is not None
    assert reply.acknowledged_after < 1
    assert reply.deferred
    assert not reply.ephemeral
    assert reply.answer.text.splitlines() == ["who?", "a passage"]
    assert reply.answer.labels == ["Next", "More", "Dismiss"]
    assert reply.followups == []
    assert reply.answer is channel.last_message
    assert server.violations == []


async def test_deferral_fixes_ephemeral(channel: Channel, alice: Person, bot: Sample) -> None:
    reply = await alice.uses("/ask", channel, question="who?", private=True)
    assert reply.ephemeral
    assert reply.answer.ephemeral
    assert channel.last_message is None


async def test_resolved_options(channel: Channel, alice: Person, bob: Person, bot: Sample) -> None:
    reply = await alice.uses("/whois", channel, member=bob, times=2)
    assert reply.answer.content == "Bob x2"
    with pytest.raises(LookupError, match="needs member"):
        await alice.uses("/whois", channel)
    with pytest.raises(LookupError, match="not registered"):
        await alice.uses("/nothing", channel)


async def test_edits_files_and_followups(channel: Channel, alice: Person, bot: Sample) -> None:
    reply = await alice.uses("/report", channel)
    await reply.until(lambda it: it.followups and it.followups[0].edits)
    assert reply.answer.content == "done"
    assert [body["content"] for body in reply.edits] == ["half of it", "done"]
    assert [file.data for file in reply.answer.attachments] == [b"added 3"]
    assert reply.followups[0].content == "more, edited"


async def test_autocomplete(channel: Channel, alice: Person, bot: Sample) -> None:
    expected = [Choice("Armstrong", "Armstrong")]
    assert expected == await alice.types("/quote", channel, speaker="Arm")
    reply = await alice.uses("/quote", channel, speaker="Arm")
    assert reply.answer.content == "Arm: ..."


async def test_buttons(channel: Channel, alice: Person, bot: Sample) -> None:
    reply = await alice.uses("/ask", channel, question="who?")
    answer = reply.answer
    turned = await alice.presses(answer, "Next")
    assert turned.updated
    assert answer.text == "page 2"
    more = await alice.presses(answer, "More")
    assert more.ephemeral
    assert more.answer.content == "more of it"
    await alice.presses(answer, "Dismiss")
    assert answer.deleted
    with pytest.raises(LookupError):
        await alice.presses(answer, "Next")


async def test_select(channel: Channel, alice: Person, bot: Sample) -> None:
    reply = await alice.uses("/ask", channel, question="who?")
    chosen = await alice.chooses(reply.answer, "Gagarin")
    assert chosen.answer.content == "chose Gagarin"


async def test_message_command(channel: Channel, alice: Person, bob: Person, bot: Sample) -> None:
    message = await bob.says(channel, "who was first?")
    reply = await alice.uses_on_message("Ask the archive", message)
    assert reply.answer.content == "about: who was first?"


async def test_modal(channel: Channel, alice: Person, bot: Sample) -> None:
    asked = await alice.uses("/note", channel)
    reply = await alice.fills(asked, text="hello")
    assert reply.answer.content == "noted: hello"


async def test_mention_is_replied_to(
    server: Loopback, channel: Channel, alice: Person, bot: Sample
) -> None:
    question = await alice.says(channel, "<@bot> who?")
    answer = await channel.next_message()
    assert answer.content == "answer to Alice"
    assert answer.replies_to is question
    assert not answer.mentions
    assert server.violations == []


async def test_content_is_left_out_without_a_mention(
    channel: Channel, alice: Person, bot: Sample
) -> None:
    await alice.says(channel, "a secret")
    await alice.says(channel, "<@bot> a question")
    await channel.next_message()
    assert ["", f"{alice.world.bot.mention} a question"] == bot.heard


async def test_edit_and_delete(channel: Channel, alice: Person, bot: Sample) -> None:
    question = await alice.says(channel, "<@bot> who?")
    await channel.next_message()
    await alice.edits(question, "<@bot> when?")
    await alice.deletes(question)
    await alice.says(channel, "<@bot> still there?")
    await channel.next_message()
    mention = alice.world.bot.mention
    expected = [f"edited: {mention} when?", f"deleted: {question.id}"]
    assert expected == bot.heard[1:3]


async def test_thread(channel: Channel, alice: Person, bot: Sample) -> None:
    thread = channel.start_thread("apollo", alice)
    await alice.says(thread, "<@bot> who?")
    answer = await thread.next_message()
    assert answer.channel is thread


async def test_direct_message(server: Loopback, bot: Sample) -> None:
    carol = server.add_person("carol")
    await carol.says(carol.direct_messages, "hello")
    await carol.says(carol.direct_messages, "<@bot> who?")
    await carol.direct_messages.next_message()
    assert bot.heard[0] == "hello"
    reply = await carol.uses("/ask", carol.direct_messages, question="who?")
    assert "a passage" in reply.answer.text


async def test_several_guilds(server: Loopback, alice: Person, bot: Sample) -> None:
    other = server.add_guild("moon")
    other.add_member(alice)
    elsewhere = other.add_channel("base")
    await alice.says(elsewhere, "<@bot> who?")
    await elsewhere.next_message()
    assert len(bot.guilds) == 2


async def test_missing_permission(
    server: Loopback, guild: Guild, alice: Person, bot: Sample
) -> None:
    quiet = guild.add_channel("quiet", deny_bot=Permission.SEND_MESSAGES)
    await alice.says(quiet, "<@bot> who?")
    await server.requests_until("POST", "/channels/*/messages")
    assert server.requests[-1].status == 403
    hidden = guild.add_channel("hidden", deny_bot=Permission.VIEW_CHANNEL)
    await alice.says(hidden, "<@bot> who?")
    reply = await alice.uses("/ask", hidden, question="who?")
    assert "a passage" in reply.answer.text
    assert len(bot.heard) == 1


async def test_limits_are_enforced(
    server: Loopback, channel: Channel, alice: Person, bot: Sample
) -> None:
    reply = await alice.uses("/overlong", channel, until="sent")
    await reply.until(lambda it: it.callbacks)
    await server.requests_until("POST", "/interactions/*/callback")
    assert server.requests[-1].status == 400
    [violation] = server.violations
    assert "Must be 256 or fewer" in violation.problem
    assert not reply.acknowledged


async def test_what_changes_reaches_the_bot(
    server: Loopback, guild: Guild, channel: Channel, alice: Person, bot: Sample
) -> None:
    moderators = guild.add_role("moderators", Permission.MANAGE_MESSAGES)
    guild.give(alice, moderators)
    later = guild.add_channel("later")
    later.permit(server.world.bot, deny=Permission.SEND_MESSAGES)
    await alice.starts_typing(channel)
    role = Role(5, "injected").payload()
    server.gateway.inject("GUILD_ROLE_CREATE", {"guild_id": str(guild.id), "role": role})
    server.gateway.ask_heartbeat()
    other = server.add_guild("moon")
    other.remove_bot()
    guild.remove_member(alice)
    await server.gateway.until(lambda gateway: gateway.heartbeats == 2)
    seen = bot.guilds[0]
    assert [guild.id] == [it.id for it in bot.guilds]
    assert {"moderators", "injected"} <= {role.name for role in seen.roles}
    assert seen.get_channel(later.id) is not None
    permissions = seen.get_channel(later.id).permissions_for(seen.me)  # type: ignore[union-attr]
    assert not permissions.send_messages


async def test_a_member_acts_with_their_permissions(
    guild: Guild, channel: Channel, alice: Person, bob: Person
) -> None:
    guild.give(alice, guild.add_role("moderators", Permission.MANAGE_MESSAGES))
    assert channel.permissions(alice) & Permission.MANAGE_MESSAGES
    assert not channel.permissions(bob) & Permission.MANAGE_MESSAGES


async def test_what_is_kept_is_bounded() -> None:
    async with Loopback(
        keep_interactions=5, keep_messages=5, keep_requests=5, keep_events=5
    ) as server:
        guild = server.add_guild()
        channel, alice = guild.add_channel("general"), guild.add_member("alice")
        async with Running(server, Sample()):
            for _ in range(20):
                await alice.uses("/whois", channel, member=alice)
                await alice.says(channel, "hello")
        assert len(server.requests) == 5
        assert len(channel.messages) == 5
        assert len(server.world.messages) == 5
        assert server.desk.kept == 5
        assert server.desk.opened == 20
