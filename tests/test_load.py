"""What the bot does with its attention while an index of thousands of passages is rebuilt."""

import asyncio

import pytest
import pytest_asyncio

from tests import bulk
from tests.loopback.faults import Aborted
from tests.loopback.started import PATIENCE
from tests.scene import NO_COOLDOWN, ORBIT, staged

pytestmark = pytest.mark.asyncio(loop_scope="module")

ARTICLES = 400  # of 8 passages each
QUESTIONS = 20  # a second
SECONDS = 10
REPORTED = "The articles were read again"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene(tmp_path_factory):
    def settings(scene):
        return {"cooldown": NO_COOLDOWN, "admins": {"users": [scene.alice.id, scene.bob.id]}}

    folder = tmp_path_factory.mktemp("bot")
    async with staged(
        folder,
        settings=settings,
        launcher="tests.loopback.impatient",
        environment={"IMPATIENT_TOKEN": "0"},
    ) as scene:
        yield scene


async def test_questions_are_answered_while_the_index_is_rebuilt(scene):
    over = asyncio.Event()

    async def rebuild():
        times = 0
        while not over.is_set():
            await asyncio.to_thread(bulk.write, scene.corpus, ARTICLES, times)
            reply = await scene.alice.uses("/reindex", scene.channel, until="acknowledged")
            report = await scene.channel.next_message(PATIENCE)
            assert REPORTED in report.text
            assert not reply.failed
            times += 1
        return times

    async def ask(number):
        question = f"{ORBIT} {number}"
        return await scene.bob.uses("/ask", scene.channel, question=question, timeout=PATIENCE)

    rebuilding = asyncio.create_task(rebuild())
    asking = []
    for number in range(QUESTIONS * SECONDS):
        asking.append(asyncio.create_task(ask(number)))
        await asyncio.sleep(1 / QUESTIONS)
    replies = await asyncio.gather(*asking)
    over.set()
    assert await rebuilding >= 1
    assert [] == [reply for reply in replies if reply.failed or not reply.answered]
    assert max(reply.acknowledged_after for reply in replies) < 3
    assert all(len(reply.replies) == 1 for reply in replies)
    names = [reply.answer.embeds[0]["author"]["name"] for reply in replies]
    assert [f"{ORBIT} {number}" for number in range(len(replies))] == names


async def test_one_rebuild_at_a_time_that_outlasts_its_interaction(scene):
    """Past the 15 minutes of an interaction, which are over at once here."""
    await asyncio.to_thread(bulk.write, scene.corpus, ARTICLES, 1961)
    channel = scene.guild.add_channel("desk")
    first = await scene.alice.uses("/reindex", channel, until="acknowledged")
    scene.server.fault("PATCH", f"/webhooks/*/{first.token}/*", Aborted())
    second = await scene.bob.uses("/reindex", channel)
    assert second.ephemeral
    assert second.answer.text.startswith("Alice has been reading the articles again since <t:")
    status = await scene.bob.uses("/status", channel)
    assert "Being read again since <t:" in status.answer.text
    report = await channel.next_message(PATIENCE)
    assert REPORTED in report.text
    assert "report.txt" == report.attachments[0].filename
    assert not first.failed
