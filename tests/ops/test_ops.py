"""/healthz and /metrics of a running bot, over real HTTP."""

import asyncio
import re
import socket
from typing import Any

import aiohttp
import pytest

from tests.loopback.started import PATIENCE
from tests.scene import NO_COOLDOWN, ORBIT, SPACEWALK, staged

UNKNOWN = "Which bakery sells orbit pancakes with maple syrup and cinnamon?"


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


@pytest.fixture
def address() -> str:
    return f"127.0.0.1:{free_port()}"


async def get(address: str, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(f"http://{address}{path}") as got:
        return got.status, await got.text()


async def health(address: str) -> tuple[int, dict[str, Any]]:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://{address}/healthz") as got,
    ):
        return got.status, await got.json()


async def until_health(address: str, status: int) -> dict[str, Any]:
    async with asyncio.timeout(PATIENCE):
        while True:
            found, state = await health(address)
            if found == status:
                return state
            await asyncio.sleep(0.05)


def values(page: str) -> dict[str, float]:
    """Return the figures of a page by their names and labels."""
    found = re.findall(r"^space_history_bot_(\S+) (\S+)$", page, re.MULTILINE)
    return {name: float(value) for name, value in found}


async def test_health_and_figures_of_a_day(tmp_path, address):
    settings = {"cooldown": {"person": 3, "channel": 0, "seconds": 6000}}
    async with staged(
        tmp_path, settings=lambda _: settings, sections={"ops": {"listen": address}}
    ) as scene:
        await scene.bot.logged(f"health and figures are at http://{address}")
        state = await until_health(address, 200)
        assert ("ok", "ready", 16) == (
            state["status"], state["gateway"]["state"], state["index"]["articles"],
        )  # fmt: skip
        assert 0 <= state["index"]["age_seconds"] < PATIENCE
        before = values((await get(address, "/metrics"))[1])
        assert 0 == before['questions_total{outcome="answered"}']

        await scene.asked(scene.channel)
        for question in (SPACEWALK, UNKNOWN, ORBIT):  # the last one is refused
            await scene.alice.uses("/ask", scene.channel, question=question)
        await scene.bob.says(scene.channel, f"<@bot> {ORBIT}")
        await scene.channel.next_message()
        (scene.corpus / "voskhod.md").unlink()
        scene.guild.add_member(scene.server.owner)
        reply = await scene.server.owner.uses("/reindex", scene.channel)
        await reply.until(lambda it: "read again" in str(it.answer.embeds), PATIENCE)
        scene.server.gateway.abort()
        await scene.bot.logged("RESUMED")

        after = values((await get(address, "/metrics"))[1])
        expected = {
            'questions_total{outcome="answered"}': 3,
            'questions_total{outcome="unanswered"}': 1,
            'questions_total{outcome="failed"}': 0,
            "refused_total": 1,
            'stage_seconds_count{stage="delivery"}': 4,
            'reindex_seconds_count{result="failed"}': 0,
            "gateway_reconnects_total": 1,
            "gateway_up": 1,
            "articles": 15,
        }
        assert expected == {name: after[name] for name in expected}
        assert 2 == after['reindex_seconds_count{result="done"}']
        # ORBIT was known when it was asked again, so no thread searched for it.
        for stage in ("queue", "search"):
            assert 3 <= after[f'stage_seconds_count{{stage="{stage}"}}']
        assert 'space_history_bot_info{version="' in (await get(address, "/metrics"))[1]
        async with asyncio.timeout(PATIENCE):
            lag = 0.0
            while not lag:
                await asyncio.sleep(0.1)
                lag = values((await get(address, "/metrics"))[1])["event_loop_lag_seconds_count"]
        for page in ((await get(address, "/metrics"))[1], str(await health(address))):
            assert "orbit" not in page.casefold()
            assert str(scene.alice.id) not in page


async def test_health_follows_gateway_and_archive(tmp_path, address):
    options = ["--listen", address]
    async with staged(tmp_path, options=options, start=False) as scene:
        away = scene.corpus.rename(tmp_path / "away")
        await scene.server.gateway_down()
        await scene.bot.start(ready=False)
        await scene.bot.logged("health and figures are at")
        await scene.bot.logged("there is nothing to answer from")
        status, state = await health(address)
        assert (503, "unavailable", "connecting", None) == (
            status, state["status"], state["gateway"]["state"], state["index"],
        )  # fmt: skip
        assert "does not exist" in str(state["fault"])
        figures = values((await get(address, "/metrics"))[1])
        assert (0, 0) == (figures["gateway_up"], figures["articles"])
        assert figures["index_age_seconds"] != figures["index_age_seconds"]  # NaN
        away.rename(scene.corpus)
        assert await scene.bot.stop() == 0
        await scene.server.gateway_up()

        await scene.bot.start()
        await until_health(address, 200)
        await scene.server.gateway_down()
        assert "lost" == (await until_health(address, 503))["gateway"]["state"]
        await scene.server.gateway_up()
        await until_health(address, 200)
        assert 1 <= values((await get(address, "/metrics"))[1])["gateway_reconnects_total"]
        assert 404 == (await get(address, "/"))[0]
        assert await scene.bot.stop() == 0


async def test_off_by_default(tmp_path):
    async with staged(tmp_path) as scene:
        assert not [line for line in scene.bot.lines if "health and figures" in line]


async def test_a_port_that_is_taken_is_said_at_once(tmp_path):
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        port = listening.getsockname()[1]
        async with staged(tmp_path, start=False) as scene:
            code, printed = await scene.bot.command("run", "--listen", f"127.0.0.1:{port}")
    assert 1 == code
    assert printed.startswith(f"error: ops.listen: cannot listen on 127.0.0.1:{port}: ")
    assert 1 == printed.count("\n")


async def test_an_open_address_is_warned_of(tmp_path):
    options = ["--listen", f"0.0.0.0:{free_port()}"]
    async with staged(tmp_path, options=options) as scene:
        assert "WARNING" in await scene.bot.logged("for all who can reach it")


@pytest.mark.parametrize("listen", ["9300", ":9300", "example.org:9300", "127.0.0.1:0"])
async def test_an_address_must_be_written_down(tmp_path, listen):
    async with staged(tmp_path, start=False) as scene:
        code, printed = await scene.bot.command("run", "--listen", listen)
        assert 2 == code
        assert f"argument --listen: {listen!r} " in printed


@pytest.mark.parametrize(
    ("library", "sections", "extra"),
    [
        ("prometheus_client", {"ops": {"listen": "127.0.0.1:1"}}, "ops"),
        ("watchfiles", {"corpus": {"watch": True}}, "watch"),
    ],
)
async def test_a_library_that_is_missing_is_named(tmp_path, library, sections, extra):
    """Python itself is told not to find it, as where it is not installed."""
    (tmp_path / "sitecustomize.py").write_text(f"import sys; sys.modules[{library!r}] = None\n")
    async with staged(tmp_path, start=False) as scene:
        scene.bot.configure(sections, cooldown=NO_COOLDOWN)
        code, printed = await scene.bot.command("run", PYTHONPATH=str(tmp_path))
        mend = f"run pip install -e '.[{extra}]' in the bot's folder"
        assert 1 == code
        assert printed.endswith(f" needs the library {library}, which is not installed: {mend}\n")
        assert 1 == printed.count("\n")
        _, printed = await scene.bot.command("doctor", PYTHONPATH=str(tmp_path))
        assert f"which is not installed\n    mend: {mend}\n" in printed
