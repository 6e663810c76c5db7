"""What happens to the gateway connection, and what discord.py makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import discord
import pytest

from .faults import Duplicated, Late, Malformed, Swallowed
from .intents import GUILD_MEMBERS, MESSAGE_CONTENT
from .sample import Running, Sample
from .server import Loopback

if TYPE_CHECKING:
    from .channels import Channel
    from .gateway import Gateway, Refusal
    from .people import Person


def resumed_once(gateway: Gateway) -> bool:
    return gateway.resumes == 1 and gateway.session is not None


def identified_twice(gateway: Gateway) -> bool:
    return len(gateway.identifies) == 2 and gateway.session is not None


async def test_reconnect_resumes(
    server: Loopback, channel: Channel, alice: Person, bot: Sample
) -> None:
    server.gateway.reconnect()
    await server.gateway.until(resumed_once)
    assert (await alice.uses("/ask", channel, question="who?")).answered
    assert len(server.gateway.identifies) == 1


@pytest.mark.parametrize("how", ["close", "abort"])
async def test_resume_replays_what_was_missed(
    server: Loopback, channel: Channel, alice: Person, bot: Sample, how: str
) -> None:
    if how == "close":
        await server.gateway.close(4000)
    else:
        server.gateway.abort()
    await alice.says(channel, "<@bot> first")
    await alice.says(channel, "<@bot> second")
    await server.gateway.until(resumed_once)
    await channel.next_message()
    await channel.next_message()
    await server.quiet()
    assert len(bot.heard) == 2
    assert bot.resumed_count == 1
    assert bot.ready_count == 1


async def test_invalid_session(
    server: Loopback, channel: Channel, alice: Person, bot: Sample
) -> None:
    server.gateway.invalidate(resumable=True)
    await server.gateway.until(resumed_once)
    server.gateway.invalidate()
    await server.gateway.until(identified_twice)
    await alice.says(channel, "<@bot> who?")
    await channel.next_message()


async def test_expired_session_identifies_again(
    server: Loopback, channel: Channel, alice: Person, bot: Sample
) -> None:
    server.gateway.expire()
    server.gateway.reconnect()
    await server.gateway.until(identified_twice)
    assert (await alice.uses("/ask", channel, question="who?")).answered


async def test_missing_acknowledgements() -> None:
    async with Loopback(heartbeat_interval=0.1) as server:
        channel = server.add_guild().add_channel("general")
        assert channel.guild is not None
        alice = channel.guild.add_member("alice")
        async with Running(server, Sample(heartbeat_timeout=0.4)):
            await server.gateway.until(lambda gateway: gateway.heartbeats > 2)
            server.gateway.acknowledges = False
            await server.gateway.until(lambda gateway: gateway.attempts == 2)
            server.gateway.acknowledges = True
            await server.gateway.until(resumed_once)
            assert (await alice.uses("/ask", channel, question="who?")).answered


async def test_silence_delays_events(
    server: Loopback, channel: Channel, alice: Person, bot: Sample
) -> None:
    server.gateway.silent = True
    await alice.says(channel, "<@bot> who?")
    await server.quiet(0.2)
    assert channel.unread == 0
    server.gateway.silent = False
    await channel.next_message()


async def test_duplicate_events_reach_the_handler_twice(
    server: Loopback, channel: Channel, alice: Person, bot: Sample
) -> None:
    server.fault("GATEWAY", "INTERACTION_CREATE", Duplicated())
    reply = await alice.uses("/whois", channel, member=alice)
    await reply.until(lambda it: it.callbacks == 2)
    await server.quiet(0.1)
    assert isinstance(bot.failures[0], discord.HTTPException)
    assert bot.failures[0].code == 40060
    assert len(reply.replies) == 1


async def test_late_and_swallowed_events(
    server: Loopback, channel: Channel, alice: Person, bot: Sample
) -> None:
    server.fault("GATEWAY", "MESSAGE_CREATE", Late(0.2))
    await alice.says(channel, "<@bot> who?")
    await channel.next_message()
    server.fault("GATEWAY", "MESSAGE_CREATE", Swallowed())
    await alice.says(channel, "<@bot> lost")
    await alice.says(channel, "<@bot> after it")
    await channel.next_message()
    await server.quiet(0.1)
    assert ["who?", "after it"] == [text.partition(" ")[2] for text in bot.heard]


@pytest.mark.parametrize("fault", [Malformed({"id": "1"}), Malformed(raw="{")])
async def test_malformed_event_ends_the_client(
    server: Loopback, channel: Channel, alice: Person, fault: Malformed
) -> None:
    running = Running(server, Sample())
    async with running:
        server.fault("GATEWAY", "MESSAGE_CREATE", fault)
        await alice.says(channel, "hello")
        with pytest.raises((KeyError, ValueError)):
            await running.task


@pytest.mark.parametrize("how", ["abort", "503", "close"])
async def test_gateway_that_is_down_at_first(
    server: Loopback, channel: Channel, how: Refusal
) -> None:
    times = 2 if how == "abort" else 1  # aiohttp itself tries a GET once more
    server.gateway.refuse(times, how)
    with pytest.raises((AttributeError, aiohttp.ClientError, TypeError)):
        async with Running(server, Sample()):
            pass
    assert server.gateway.attempts == times
    async with Running(server, Sample()) as client:
        assert client.is_ready()


async def test_gateway_port_that_is_closed(
    server: Loopback, channel: Channel, alice: Person, bot: Sample
) -> None:
    await server.gateway_down()
    await server.disconnected()
    with pytest.raises(aiohttp.ClientConnectionError):
        async with aiohttp.ClientSession() as session, session.get(server.gateway_url):
            pass
    await server.gateway_up()
    await alice.says(channel, "<@bot> who?")
    await channel.next_message(20)


async def test_wrong_token(server: Loopback) -> None:
    client = Sample()
    running = Running(server, client)
    server.token = "wrong"
    with pytest.raises(discord.LoginFailure):
        async with running:
            pass


async def test_privileged_intents_are_refused(server: Loopback, channel: Channel) -> None:
    intents = discord.Intents.default()
    intents.message_content = True
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with Running(server, Sample(intents=intents)):
            pass
    assert server.gateway.closed_with[-1] == 4014


async def test_privileged_intents_are_granted() -> None:
    async with Loopback(privileged=MESSAGE_CONTENT | GUILD_MEMBERS) as server:
        guild = server.add_guild()
        channel, alice = guild.add_channel("general"), guild.add_member("alice")
        bot = Sample(intents=discord.Intents(guilds=True, messages=True, message_content=True))
        async with Running(server, bot):
            await alice.says(channel, "no mention")
            await alice.says(channel, "<@bot> who?")
            await channel.next_message()
            assert bot.heard[0] == "no mention"
            everyone = discord.Intents.default()
            everyone.members = True
        async with Running(server, Sample(intents=everyone)) as client:
            assert {"alice", "archivist"} == {user.name for user in client.users}


async def test_clean_close_leaves_the_session(server: Loopback, channel: Channel) -> None:
    """Of discord.py's two closes, 4000 by its reader and 1000 by close(), the first is sent."""
    async with Running(server, Sample()):
        pass
    await server.disconnected()
    assert server.gateway.closed_with[-1] == 4000
    assert len(server.gateway.sessions) == 1
