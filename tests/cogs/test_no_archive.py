"""Before there is anything to answer from: nothing breaks, and nobody pays for it."""

import re

import pytest

from tests.loopback.started import PATIENCE
from tests.scene import ARTICLES, ORBIT, staged


@pytest.fixture
async def empty(tmp_path):
    """A bot whose folder of articles is not there yet; people may ask one question each."""

    def settings(scene):
        cooldown = {"person": 1, "channel": 0, "seconds": 6000}
        return {"cooldown": cooldown, "admins": {"users": [scene.bob.id]}}

    async with staged(tmp_path, articles={}, settings=settings, start=False) as scene:
        await scene.bot.start(ready=False)
        await scene.server.connected(PATIENCE)
        await scene.bot.logged("there is nothing to answer from")
        yield scene
        assert await scene.bot.stop() == 0
        assert not [line for line in scene.bot.lines if "Traceback" in line]


async def test_people_are_told_and_then_answered(empty):
    alice, channel = empty.alice, empty.channel
    for command, options in (
        ("/ask", {"question": ORBIT}),
        ("/quote", {}),
        ("/onthisday", {"date": "12 April"}),
    ):
        reply = await alice.uses(command, channel, timeout=PATIENCE, **options)
        assert "The archive cannot be opened at present" in reply.answer.text
        code = re.search(r"\(code ([0-9a-f]{6})\)", reply.answer.text)
        assert code is not None
        assert "does not exist" in await empty.bot.logged(code[1])
    empty.write(ARTICLES)
    report = await empty.bob.uses("/reindex", channel, timeout=PATIENCE)
    await report.until(lambda it: "16 articles" in it.answer.text, PATIENCE)
    await empty.asked(channel)  # what was refused was not counted
    refused = await alice.uses("/ask", channel, question=ORBIT)
    assert "You have asked a lot" in refused.answer.text


async def test_nothing_is_suggested_and_help_says_so(empty):
    alice, channel = empty.alice, empty.channel
    assert [] == await alice.types("/quote", channel, speaker="Leonov")
    assert [] == await alice.types("/article", channel, title="orbit")
    assert [] == await alice.types("/onthisday", channel, date="April")
    assert "0 articles" in (await alice.uses("/help", channel)).answer.text
