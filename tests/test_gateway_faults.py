"""What goes wrong with events and the connection that brings them, injected over the socket.

After each fault the bot answers again, and nothing was sent twice.
"""

import pytest
import pytest_asyncio

from tests.loopback.faults import Aborted, Delayed, Duplicated, Late, Malformed, Swallowed
from tests.loopback.started import PATIENCE
from tests.scene import ORBIT, SPACEWALK, staged

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene(tmp_path_factory):
    async with staged(tmp_path_factory.mktemp("bot")) as scene:
        yield scene


@pytest.fixture
def channel(scene):
    return scene.guild.add_channel("here")


async def test_what_comes_too_late_is_let_go(scene, channel):
    """A callback past the 3 s is error 10062, and an event past them is not even looked at."""
    began = len(scene.bot.lines)
    slow = await scene.alice.uses("/ask", channel, question=ORBIT, until="sent")
    scene.server.fault("POST", f"/interactions/{slow.id}/*", Delayed(3.3))
    scene.server.fault("GATEWAY", "INTERACTION_CREATE", Late(3.7))
    late = await scene.alice.uses("/ask", channel, question=ORBIT)
    await scene.bot.logged("had expired", after=began, times=2)
    assert slow.failed
    assert late.failed
    await scene.asked(channel)


async def test_duplicate_events(scene, channel):
    server, again = scene.server, Duplicated(times=2, after=0.3)
    server.fault("GATEWAY", "INTERACTION_CREATE", again)
    answer = await scene.asked(channel)
    server.fault("GATEWAY", "INTERACTION_CREATE", again)
    pressed = await scene.alice.presses(answer, "Next")
    server.fault("GATEWAY", "MESSAGE_CREATE", Duplicated())
    question = await scene.mentioned(channel, settled=1)
    [reply] = await scene.replies_to(question, 0)
    assert "2/3" in answer.labels
    assert (pressed.callbacks, len(channel.messages)) == (1, 3)
    server.fault("GATEWAY", "MESSAGE_UPDATE", again)
    await scene.alice.edits(question, f"<@bot> {SPACEWALK}")
    await reply.until(lambda it: it.edits)
    server.fault("GATEWAY", "MESSAGE_DELETE", again)
    await scene.alice.deletes(question)
    await reply.until(lambda it: it.deleted)
    await server.quiet(1)
    assert reply.edits == 1
    assert len(server.sent("DELETE", f"/channels/*/messages/{reply.id}")) == 1
    await scene.asked(channel)


@pytest.mark.parametrize("how", ["reconnect", "resumable", "close", "abort", "down"])
async def test_connection_that_is_resumed(scene, channel, how):
    """What was said meanwhile is replayed, and answered once."""
    gateway = scene.server.gateway
    resumes = gateway.resumes
    await scene.asked(channel)
    scene.server.fault("GATEWAY", "MESSAGE_CREATE", Swallowed())
    question = await scene.alice.says(channel, f"<@bot> {ORBIT}")
    match how:
        case "reconnect":
            gateway.reconnect()
        case "resumable":
            gateway.invalidate(resumable=True)
        case "close":
            await gateway.close(4000)
        case "abort":
            gateway.abort()
        case "down":
            await scene.server.gateway_down()
            await scene.server.disconnected()
            await scene.server.gateway_up()
    await gateway.until(lambda it: it.resumes > resumes and it.session, PATIENCE)
    await channel.next_message(PATIENCE)
    assert len(await scene.replies_to(question)) == 1
    await scene.asked(channel)


async def test_session_that_is_invalid(scene, channel):
    gateway = scene.server.gateway
    identified = len(gateway.identifies)
    gateway.invalidate()
    await gateway.until(lambda it: len(it.identifies) > identified and it.session, PATIENCE)
    await scene.mentioned(channel)
    await scene.asked(channel)


async def test_malformed_event(scene, channel):
    """The client ends with an exception, and another one is started."""
    gateway = scene.server.gateway
    identified = len(gateway.identifies)
    answer = await scene.asked(channel)
    scene.server.fault("PATCH", "/webhooks/*", Delayed(0.5))
    under_way = await scene.alice.uses("/ask", channel, question=ORBIT, until="acknowledged")
    cut = Malformed(raw='{"op":0,"t":"MESSAGE_CREATE","s":')
    scene.server.fault("GATEWAY", "MESSAGE_CREATE", cut)
    await scene.alice.says(channel, f"<@bot> {ORBIT}")
    await gateway.until(lambda it: len(it.identifies) > identified and it.session, PATIENCE)
    await scene.alice.presses(answer, "Next", timeout=PATIENCE)
    assert "2/3" in answer.labels
    assert "12 April 1961" in under_way.answer.text
    await scene.mentioned(channel)
    assert len(scene.server.sent("PUT", "/applications/*/commands")) == 1


async def test_gateway_that_is_down_at_first_and_then_forgets_to_answer(tmp_path):
    async with staged(
        tmp_path,
        start=False,
        launcher="tests.loopback.impatient",
        environment={"IMPATIENT_HEARTBEAT": "2.5"},
        heartbeat_interval=1.0,
    ) as scene:
        gateway = scene.server.gateway
        scene.server.fault("GET", "/users/@me", Aborted(), times=2)  # aiohttp tries a GET twice
        await scene.server.gateway_down()
        await scene.bot.start(ready=False)
        await scene.bot.logged("starting again in 1 s")
        ended = await scene.bot.logged("the connection to Discord ended", times=2)
        assert "ClientConnectorError" in ended
        await scene.bot.logged("starting again in 2 s")
        await scene.server.gateway_up()
        await scene.bot.logged("answering from index")
        await scene.server.connected(PATIENCE)
        await scene.asked(scene.channel)

        gateway.acknowledges = False
        attempts, resumes = gateway.attempts, gateway.resumes
        await gateway.until(lambda it: it.attempts > attempts, PATIENCE)
        gateway.acknowledges = True
        await gateway.until(lambda it: it.resumes > resumes and it.session, PATIENCE)
        await scene.asked(scene.channel)
        await scene.mentioned(scene.channel)
        assert await scene.bot.stop() == 0


@pytest.mark.parametrize("event", ["INTERACTION_CREATE", "MESSAGE_CREATE", "MESSAGE_DELETE"])
async def test_an_event_that_cannot_be_read(scene, channel, event):
    """It is let go, with a line in the log, and the client goes on."""
    identified, began = len(scene.server.gateway.identifies), len(scene.bot.lines)
    scene.server.gateway.inject(event, {"id": "no number"})
    await scene.bot.logged("an event cannot be read", after=began)
    await scene.asked(channel)
    assert len(scene.server.gateway.identifies) == identified


async def test_what_comes_by_the_hundred_when_a_connection_is_resumed(scene, channel):
    """Each is answered once, or had expired; nothing after them is late."""
    gateway = scene.server.gateway
    gateway.abort()
    sent = [
        await scene.alice.uses("/ask", channel, question=f"{ORBIT} {n}", until="sent")
        for n in range(400)
    ]
    for reply in sent:
        await reply.until(lambda it: it.answered or it.failed, PATIENCE)
    assert [] == [reply for reply in sent if len(reply.replies) != reply.acknowledged]
    assert any(reply.answered for reply in sent)
    await scene.asked(channel)
