"""What goes wrong on REST, and what discord.py makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import discord

from .buckets import Rule
from .faults import Aborted, Answered, Delayed, Lost, RateLimited, Stalled
from .sample import Running, Sample
from .server import Loopback

if TYPE_CHECKING:
    from .channels import Channel
    from .people import Person

CALLBACK = "/interactions/*/callback"


async def test_429_with_via_is_retried(
    server: Loopback, channel: Channel, alice: Person, bot: Sample
) -> None:
    server.fault("POST", CALLBACK, RateLimited(0.1))
    reply = await alice.uses("/whois", channel, member=alice)
    assert reply.answer.content == "Alice x1"
    assert reply.acknowledged_after is not None
    assert reply.acknowledged_after > 0.1
    assert [429, 200] == [request.status for request in server.sent("POST", CALLBACK)]


async def test_429_without_via_is_not_retried(
    server: Loopback, channel: Channel, alice: Person, bot: Sample
) -> None:
    server.fault("POST", CALLBACK, RateLimited(0.1, via=False))
    reply = await alice.uses("/whois", channel, member=alice, until="sent")
    await server.requests_until("POST", CALLBACK)
    await server.quiet()
    assert not reply.acknowledged
    [failure] = bot.failures
    assert isinstance(failure, discord.HTTPException)
    assert failure.status == 429
    assert server.records.suspicious == 1


async def test_global_429_is_waited_out(
    server: Loopback, channel: Channel, alice: Person, bot: Sample
) -> None:
    server.fault("POST", "/channels/*/messages", RateLimited(0.2, everywhere=True))
    await alice.says(channel, "<@bot> who?")
    await channel.next_message()


async def test_500_is_retried_after_a_second(
    server: Loopback, channel: Channel, alice: Person, bot: Sample
) -> None:
    planned = server.fault("POST", CALLBACK, Answered(500))
    reply = await alice.uses("/whois", channel, member=alice)
    assert reply.acknowledged_after is not None
    assert 1 <= reply.acknowledged_after < 2
    assert planned.struck == 1


async def test_two_500s_miss_the_three_seconds(
    server: Loopback, channel: Channel, alice: Person, bot: Sample
) -> None:
    server.fault("POST", CALLBACK, Answered(502), times=2)
    reply = await alice.uses("/whois", channel, member=alice)
    assert reply.failed
    await server.requests_until("POST", CALLBACK, 3)
    await server.quiet(0.1)
    assert isinstance(bot.failures[0], discord.NotFound)
    assert bot.failures[0].code == 10062
    assert server.desk.unanswered == 1


async def test_lost_callback_is_acknowledged_twice(
    server: Loopback, channel: Channel, alice: Person, bot: Sample
) -> None:
    server.fault("POST", CALLBACK, Lost(504))
    reply = await alice.uses("/whois", channel, member=alice)
    await server.requests_until("POST", CALLBACK, 2)
    await reply.until(lambda it: it.callbacks == 2)
    await server.quiet(0.1)
    assert reply.answer.content == "Alice x1"
    assert isinstance(bot.failures[0], discord.HTTPException)
    assert bot.failures[0].code == 40060


async def test_lost_follow_up_is_posted_twice(
    server: Loopback, channel: Channel, alice: Person, bot: Sample
) -> None:
    server.fault("POST", "/webhooks/*", Lost(504))
    reply = await alice.uses("/ask", channel, question="who?")
    await reply.until(lambda it: it.followups)
    assert ["who?\na passage"] * 2 == [message.text for message in reply.replies]


async def test_lost_message_is_posted_once(
    server: Loopback, channel: Channel, alice: Person, bot: Sample
) -> None:
    server.fault("POST", "/channels/*/messages", Lost(504))
    await alice.says(channel, "<@bot> who?")
    await server.requests_until("POST", "/channels/*/messages", 2)
    assert len(channel.messages) == 2
    assert channel.unread == 1


async def test_dropped_response_raises(
    server: Loopback, channel: Channel, alice: Person, bot: Sample
) -> None:
    server.fault("POST", CALLBACK, Lost())
    reply = await alice.uses("/whois", channel, member=alice)
    await server.quiet()
    assert reply.answered
    assert isinstance(bot.failures[0], aiohttp.ClientError)
    assert (await alice.uses("/whois", channel, member=alice)).answered


async def test_aborted_socket_raises(
    server: Loopback, channel: Channel, alice: Person, bot: Sample
) -> None:
    server.fault("POST", CALLBACK, Aborted())
    reply = await alice.uses("/whois", channel, member=alice, until="sent")
    await server.requests_until("POST", CALLBACK)
    await server.quiet(0.1)
    assert not reply.acknowledged
    assert isinstance(bot.failures[0], aiohttp.ClientError)
    assert (await alice.uses("/whois", channel, member=alice)).answered


async def test_delay_past_the_deadline(channel: Channel, alice: Person) -> None:
    server = Loopback(acknowledge_within=0.3)
    async with server:
        guild = server.add_guild()
        here, carol = guild.add_channel("general"), guild.add_member("carol")
        bot = Sample()
        async with Running(server, bot):
            server.fault("POST", CALLBACK, Delayed(0.5))
            late = await carol.uses("/whois", here, member=carol)
            assert late.failed
            await server.requests_until("POST", CALLBACK)
            await server.quiet(0.1)
            assert isinstance(bot.failures[0], discord.NotFound)
            server.fault("POST", CALLBACK, Delayed(0.5, after=True))
            slow = await carol.uses("/whois", here, member=carol)
            assert slow.answer.content == "Carol x1"
            server.fault("POST", CALLBACK, Stalled())
            stalled = await carol.uses("/whois", here, member=carol)
            assert stalled.failed
            dawdled = await carol.uses("/dawdle", here, seconds=0.4)
            assert dawdled.failed


async def test_rate_limit_is_kept() -> None:
    rules = {"POST /channels/{}/messages": Rule(2, 0.4)}
    async with Loopback(rate_limits=rules) as server:
        guild = server.add_guild()
        channel, alice = guild.add_channel("general"), guild.add_member("alice")
        async with Running(server, Sample()):
            for _ in range(6):
                await alice.says(channel, "<@bot> who?")
            for _ in range(6):
                await channel.next_message()
            requests = server.sent("POST", "/channels/*/messages")
            assert 0 == server.limits.refused
            assert requests[-1].at - requests[0].at > 0.7
