"""What goes wrong with requests to Discord, injected over the socket.

After each fault the bot answers again, and nothing was sent twice.
"""

import asyncio

import pytest
import pytest_asyncio

from tests.loopback.faults import (
    Aborted,
    Answered,
    Delayed,
    Lost,
    RateLimited,
)
from tests.loopback.started import PATIENCE
from tests.scene import ORBIT, SPACEWALK, staged

pytestmark = pytest.mark.asyncio(loop_scope="module")

CALLBACK = "/interactions/*/callback"
EDIT = "/webhooks/*/messages/@original"
REST = {
    "429": RateLimited(0.2),
    "429-everywhere": RateLimited(0.2, everywhere=True),
    "429-without-via": RateLimited(0.2, via=False),
    "500": Answered(500, "oops"),
    "503": Answered(503, "oops"),
    "lost": Lost(),
    "lost-as-502": Lost(502),
    "aborted": Aborted(),
    "delayed": Delayed(0.5),
    "answered-late": Delayed(0.5, after=True),
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene(tmp_path_factory):
    async with staged(tmp_path_factory.mktemp("bot")) as scene:
        yield scene


@pytest.fixture
def channel(scene):
    return scene.guild.add_channel("here")


async def each(meet):
    """Let ``meet`` meet every fault of REST, all at once; fail with all that went wrong."""
    met = await asyncio.gather(*map(meet, REST.values()), return_exceptions=True)
    assert {} == {
        name: result
        for name, result in zip(REST, met, strict=True)
        if isinstance(result, BaseException)
    }


async def struck(scene, planned):
    """Wait until a request met its fault and was made again, if it had to be; and no more."""
    times = 1 if isinstance(planned.fault, Delayed) else 2
    await scene.server.requests_until(planned.method, planned.pattern, times, PATIENCE)
    await scene.server.quiet(0.3)
    made = len(scene.server.sent(planned.method, planned.pattern))
    assert (made, planned.spent) == (times, True)


async def test_acknowledgement(scene, channel):
    async def meet(fault):
        reply = await scene.alice.uses("/ask", channel, question=ORBIT, until="sent")
        planned = scene.server.fault("POST", f"/interactions/{reply.id}/*", fault)
        await reply.until(lambda it: it.answered or it.failed, PATIENCE)
        await struck(scene, planned)
        assert not reply.failed
        assert "12 April 1961" in reply.answer.text
        assert len(reply.replies) == 1

    await each(meet)
    assert len(channel.messages) == len(REST)
    await scene.asked(channel)


async def test_answer(scene, channel):
    async def meet(fault):
        reply = await scene.alice.uses("/ask", channel, question=ORBIT, until="sent")
        planned = scene.server.fault("PATCH", f"/webhooks/*/{reply.token}/*", fault)
        await reply.until(lambda it: it.answered or it.failed, PATIENCE)
        await struck(scene, planned)
        assert "12 April 1961" in reply.answer.text
        assert len(reply.replies) == 1

    await each(meet)
    assert len(channel.messages) == len(REST)
    await scene.asked(channel)


async def test_answer_to_a_message(scene):
    async def meet(fault):
        channel = scene.guild.add_channel("here")
        planned = scene.server.fault("POST", f"/channels/{channel.id}/messages", fault)
        question = await scene.alice.says(channel, f"<@bot> {ORBIT}")
        await channel.next_message(PATIENCE)
        await struck(scene, planned)
        assert len(await scene.replies_to(question, 0)) == 1
        await scene.mentioned(channel)

    await each(meet)


async def test_press(scene, channel):
    async def meet(fault):
        answer = await scene.asked(channel)
        pressed = await scene.alice.presses(answer, "Next", until="sent")
        planned = scene.server.fault("POST", f"/interactions/{pressed.id}/*", fault)
        await pressed.until(lambda it: it.answered or it.failed, PATIENCE)
        await struck(scene, planned)
        assert not pressed.failed
        assert [] == pressed.replies
        assert "2/3" in answer.labels
        await scene.alice.presses(answer, "Next", timeout=PATIENCE)
        assert "3/3" in answer.labels

    await each(meet)


async def test_share_and_dismiss(scene):
    async def meet(fault):
        channel = scene.guild.add_channel("here")
        private = await scene.alice.uses("/ask", channel, question=ORBIT, private=True)
        shared = await scene.alice.presses(private.answer, "Share", until="sent")
        planned = scene.server.fault("POST", f"/interactions/{shared.id}/*", fault)
        await shared.until(lambda it: it.answered or it.failed, PATIENCE)
        await struck(scene, planned)
        assert [shared.answer] == list(channel.messages)
        dismissed = await scene.alice.presses(shared.answer, "Dismiss", until="sent")
        planned = scene.server.fault("DELETE", f"/webhooks/*/{dismissed.token}/*", fault)
        await struck(scene, planned)
        assert [] == list(channel.messages)
        assert [] == dismissed.replies

    await each(meet)


async def test_autocomplete(scene, channel):
    """Discord asks anew with every letter, so one may be lost."""

    async def meet(fault):
        scene.server.fault("POST", CALLBACK, fault)
        await scene.alice.types("/quote", channel, speaker="L")

    await each(meet)
    assert "Alexei Leonov" in dict(await scene.alice.types("/quote", channel, speaker="Le"))
    await scene.server.quiet()


async def test_edit_and_deletion_of_a_question(scene):
    async def meet(fault):
        channel = scene.guild.add_channel("here")
        question = await scene.mentioned(channel, settled=0)
        [answer] = await scene.replies_to(question, 0)
        path = f"/channels/{channel.id}/messages/{answer.id}"
        planned = scene.server.fault("PATCH", path, fault)
        await scene.alice.edits(question, f"<@bot> {SPACEWALK}")
        await answer.until(lambda it: "twelve minutes" in it.text, PATIENCE)
        await struck(scene, planned)
        planned = scene.server.fault("DELETE", path, fault)
        await scene.alice.deletes(question)
        await answer.until(lambda it: it.deleted, PATIENCE)
        await struck(scene, planned)

    await each(meet)


async def test_an_outage_of_seconds_is_waited_out(scene, channel):
    scene.server.fault("PATCH", EDIT, Aborted(), times=3)
    scene.server.fault("POST", f"/channels/{channel.id}/messages", Aborted(), times=4)
    question = await scene.alice.says(channel, f"<@bot> {ORBIT}")
    await scene.asked(channel)
    await channel.next_message(PATIENCE)
    assert len(await scene.replies_to(question)) == 1


async def test_what_discord_cannot_be_told_is_a_line_in_the_log(scene, channel):
    began = len(scene.bot.lines)
    reply = await scene.alice.uses("/ask", channel, question=ORBIT, until="sent")
    refused = scene.server.fault("POST", f"/interactions/{reply.id}/*", Aborted(), times=100)
    await reply.until(lambda it: it.failed, PATIENCE)
    await scene.bot.logged("Discord cannot be reached", after=began)
    refused.cancel()
    assert not [line for line in scene.bot.lines[began:] if "Traceback" in line]
    await scene.asked(channel)
