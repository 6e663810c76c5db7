"""Outages, and machines that are short of something: the bot comes back by itself.

Time passes faster in it where no test can wait, as ``tests.loopback.impatient`` says.
"""

import asyncio
import re
import shutil
from pathlib import Path

import pytest

from bot.cogs.connections import CONNECTIONS
from bot.runner import LONGEST_WAIT
from tests.loopback.faults import Answered, Delayed, RateLimited, Stalled
from tests.loopback.started import PATIENCE
from tests.scene import NO_COOLDOWN, ORBIT, SPACEWALK, staged

IMPATIENT = "tests.loopback.impatient"
CROWD = 300
SPEED = 100
TEN_MINUTES = 600 / SPEED
REPORTED = "The articles were read again"
SETTLED = 2.0  # seconds; longer than what is tried again by then waits
SHIPPED = Path(__file__).parent.parent / "corpus"


@pytest.mark.parametrize(
    ("fault", "told"),
    [(Answered(503, "oops"), "Discord answered 503"), (RateLimited(20 / SPEED), "429")],
    ids=["503", "429"],
)
async def test_discord_refuses_everything_for_ten_minutes(tmp_path, fault, told):
    """What was asked meanwhile may be lost, what is asked afterwards is answered once."""
    async with staged(
        tmp_path, launcher=IMPATIENT, environment={"IMPATIENT_SPEED": str(SPEED)}
    ) as scene:
        await scene.asked(scene.channel)
        outage = scene.server.fault("*", "*", fault, times=1_000_000)
        lost = scene.guild.add_channel("lost")
        ends = asyncio.get_running_loop().time() + TEN_MINUTES
        while asyncio.get_running_loop().time() < ends:
            await scene.alice.says(lost, f"<@bot> {ORBIT}")
            await scene.bob.uses("/ask", lost, question=ORBIT, until="sent")
            await asyncio.sleep(0.5)
        assert outage.struck > 10
        outage.cancel()
        await scene.server.quiet(1)
        assert len(await scene.replies_to(await scene.mentioned(scene.channel))) == 1
        await scene.asked(scene.channel)
        assert any(told in line for line in scene.bot.lines)
        answered = [message.reference_id for message in lost.messages if message.reference_id]
        assert len(answered) == len(set(answered))


async def test_names_cannot_be_looked_up_at_first(tmp_path):
    environment = {"IMPATIENT_NAMES": "2"}
    async with staged(tmp_path, start=False, launcher=IMPATIENT, environment=environment) as scene:
        await scene.bot.start()
        assert "Temporary failure in name resolution" in await scene.bot.logged(
            "the connection to Discord ended"
        )
        await scene.asked(scene.channel)
        assert not [line for line in scene.bot.lines if "Traceback" in line]
        assert await scene.bot.stop() == 0


async def test_the_clock_steps_back_by_a_day(tmp_path):
    def settings(scene):
        cooldown = {"person": 3, "channel": 0, "seconds": 2}
        return {"cooldown": cooldown, "admins": {"users": [scene.alice.id]}}

    async with staged(
        tmp_path, settings=settings, launcher=IMPATIENT, environment={"IMPATIENT_CLOCK": "4"}
    ) as scene:
        await scene.asked(scene.channel)
        await asyncio.sleep(4)
        for _ in range(2):
            await scene.asked(scene.channel)
            await asyncio.sleep(2)  # the cooldown goes by, whatever the clock says
        scene.write({"new.md": "---\ntitle: New\n---\nLaika was sent up on 3 November 1957.\n"})
        reply = await scene.alice.uses("/reindex", scene.channel)
        await reply.until(lambda it: REPORTED in it.answer.text, PATIENCE)
        found = await scene.bob.uses("/ask", scene.channel, question="Who was Laika?")
        assert "November 1957" in found.answer.text


async def test_256_megabytes_are_enough(tmp_path):
    """The shipped articles are indexed, asked and indexed again by a bot that has no more."""

    def settings(scene):
        shutil.copytree(SHIPPED, scene.corpus, dirs_exist_ok=True)
        return {"cooldown": NO_COOLDOWN, "admins": {"users": [scene.alice.id]}}

    async with staged(
        tmp_path,
        articles={},
        settings=settings,
        launcher=IMPATIENT,
        environment={"IMPATIENT_MEMORY": "256"},
    ) as scene:
        question = "Who shook hands in orbit in 1975?"
        reply = await scene.bob.uses("/ask", scene.channel, question=question)
        assert "17 July 1975" in reply.answer.text
        for file in sorted(scene.corpus.rglob("*.md"))[::2]:
            file.unlink()
        again = await scene.alice.uses("/reindex", scene.channel)
        await again.until(lambda it: REPORTED in it.answer.text, PATIENCE)
        reply = await scene.bob.uses("/ask", scene.channel, question=SPACEWALK)
        assert reply.answered
        assert not [line for line in scene.bot.lines if "Error" in line]


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")
async def test_what_piles_up_does_not_open_connections_without_end(tmp_path):
    """Or memory that is not given back, and then all the files that a process may open."""
    async with staged(tmp_path) as scene:
        await scene.asked(scene.channel)
        files = Path("/proc") / str(scene.bot.pid) / "fd"
        before = len(list(files.iterdir()))
        scene.server.fault("POST", "/interactions/*/callback", Delayed(0.2), times=CROWD)
        asking = [
            await scene.bob.uses("/ask", scene.channel, question=ORBIT, until="sent")
            for _ in range(CROWD)
        ]
        most = 0
        while not all(reply.answered or reply.failed for reply in asking):
            most = max(most, len(list(files.iterdir())) - before)
            await asyncio.sleep(0.05)
        assert 10 < most <= CONNECTIONS
        assert all(len(reply.replies) == 1 for reply in asking)


async def test_a_gateway_that_hangs_up_at_once(tmp_path):
    async with staged(tmp_path, start=False) as scene:
        scene.server.gateway.refuse(1, "close")
        await scene.bot.start()
        await scene.bot.logged("the connection to Discord ended")
        await scene.asked(scene.channel)
        assert not [line for line in scene.bot.lines if "Traceback" in line]
        assert await scene.bot.stop() == 0


async def test_a_gateway_that_was_long_away_is_not_waited_for_as_long_again(tmp_path):
    async with staged(
        tmp_path, launcher=IMPATIENT, environment={"IMPATIENT_SPEED": str(SPEED)}
    ) as scene:
        gateway = scene.server.gateway
        gateway.refuse(12, "503")
        gateway.abort()
        await gateway.until(lambda it: it.resumes and it.session, PATIENCE)
        waits = [
            float(wait)
            for wait in re.findall(r"reconnect in ([\d.]+)s", "\n".join(scene.bot.lines))
        ]
        assert len(waits) >= 10
        assert max(waits) == LONGEST_WAIT
        await scene.asked(scene.channel)


async def test_replies_outlast_their_client(tmp_path):
    """The client ends while Discord refuses replies: they come when the next one runs."""
    async with staged(tmp_path, start=False) as scene:
        scene.bot.configure(admins={"users": [scene.alice.id]})
        await scene.bot.start()
        outage = [
            scene.server.fault(method, path, Answered(503, "oops"), times=1_000)
            for method, path in (("PATCH", "/webhooks/*"), ("POST", "/channels/*/messages"))
        ]
        reply = await scene.alice.uses("/reindex", scene.channel, until="acknowledged")
        question = await scene.alice.says(scene.channel, f"<@bot> {ORBIT}")
        await scene.server.requests_until("POST", "/channels/*/messages", 2)
        scene.server.gateway.say("rubbish")
        await scene.bot.logged("starting again")
        await scene.server.connected(PATIENCE)
        assert not reply.answered
        for fault in outage:
            fault.cancel()
        await scene.asked(scene.channel)
        await reply.until(
            lambda it: it.answered and "Nothing has changed" in it.answer.text, PATIENCE
        )
        await scene.server.quiet(SETTLED)
        assert len(reply.replies) == 1
        assert len(await scene.replies_to(question)) == 1
        assert not [line for line in scene.bot.lines if "Session is closed" in line]
        assert await scene.bot.stop() == 0


async def test_a_request_that_is_never_answered_is_made_again(tmp_path):
    """Discord is waited for as long as it may take, and then asked once more."""
    async with staged(
        tmp_path, launcher=IMPATIENT, environment={"IMPATIENT_ANSWER": "1"}, start=False
    ) as scene:
        scene.bot.configure(admins={"users": [scene.alice.id]})
        await scene.bot.start()
        scene.server.fault("PATCH", "/webhooks/*", Stalled(), times=1)
        reply = await scene.alice.uses("/reindex", scene.channel, until="acknowledged")
        await scene.bot.logged("ServerDisconnectedError on the way to Discord; trying again")
        await reply.until(
            lambda it: it.answered and "Nothing has changed" in it.answer.text, PATIENCE
        )
        assert len(reply.replies) == 1
