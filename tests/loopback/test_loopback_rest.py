"""REST as a client without discord.py's help sees it."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from .buckets import Rule
from .mentions import mentions_of
from .openapi import file_from_environment
from .permissions import Permission
from .server import Loopback
from .streams import packer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from .channels import Channel
    from .guilds import Guild
    from .people import Person

Json = dict[str, Any]


class Caller:
    """Send requests as the bot."""

    def __init__(self, server: Loopback, session: aiohttp.ClientSession) -> None:
        self._server = server
        self._session = session

    async def __call__(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        async with self._session.request(
            method,
            self._server.rest_url + path,
            json=body,
            headers={"Authorization": f"Bot {self._server.token}"},
        ) as response:
            empty = response.status == 204
            return response.status, None if empty else await response.json()


@pytest.fixture
async def call(server: Loopback) -> AsyncIterator[Caller]:
    async with aiohttp.ClientSession() as session:
        yield Caller(server, session)


async def opened(alice: Person, channel: Channel) -> tuple[str, str]:
    """Press a button that the bot never sees; gives the paths of its callback and webhook."""
    message = await alice.says(channel, "a message")
    message.components = [{"type": 1, "components": [{"type": 2, "label": "b", "custom_id": "b"}]}]
    interaction = await alice.presses(message, "b", until="sent")
    callback = f"/interactions/{interaction.id}/{interaction.token}/callback"
    return callback, f"/webhooks/{alice.world.bot.id}/{interaction.token}"


async def test_acknowledging(call: Caller, channel: Channel, alice: Person) -> None:
    callback, webhook = await opened(alice, channel)
    status, body = await call("POST", webhook, {"content": "too early"})
    assert (404, 10015) == (status, body["code"])
    status, body = await call("POST", callback, {"type": 8, "data": {"choices": []}})
    assert (400, 50035) == (status, body["code"])
    status, body = await call("POST", callback, {"type": 4, "data": {"content": " "}})
    assert (400, 50006) == (status, body["code"])
    assert (204, None) == await call("POST", callback, {"type": 5, "data": {"flags": 64}})
    status, body = await call("POST", callback, {"type": 5})
    assert (400, 40060) == (status, body["code"])
    status, body = await call("GET", f"{webhook}/messages/@original")
    assert 64 | 128 == body["flags"]
    status, first = await call("POST", webhook, {"content": "public?"})
    assert (64, body["id"]) == (first["flags"], first["id"])
    status, second = await call("POST", webhook, {"content": "another"})
    assert (0, 200) == (second["flags"], status)
    assert (204, None) == await call("DELETE", f"{webhook}/messages/{second['id']}")
    status, body = await call("GET", f"{webhook}/messages/{second['id']}")
    assert (404, 10008) == (status, body["code"])


async def test_expired_tokens(
    server: Loopback, call: Caller, channel: Channel, alice: Person
) -> None:
    server.desk.token_lives = 0
    callback, webhook = await opened(alice, channel)
    assert 204 == (await call("POST", callback, {"type": 6}))[0]
    status, body = await call("POST", webhook, {"content": "late"})
    assert (401, 50027) == (status, body["code"])
    server.desk.expired_code = 10015
    status, body = await call("POST", webhook, {"content": "late"})
    assert (404, 10015) == (status, body["code"])
    status, body = await call("POST", f"{callback[:-9]}x/callback", {"type": 6})
    assert (404, 10062) == (status, body["code"])


async def test_messages(call: Caller, channel: Channel, alice: Person) -> None:
    path = f"/channels/{channel.id}/messages"
    body: Json = {"content": "hello", "nonce": "1", "enforce_nonce": True}
    _, first = await call("POST", path, body)
    _, again = await call("POST", path, body)
    assert first["id"] == again["id"]
    status, answer = await call("POST", path, {"content": ""})
    assert (400, 50006) == (status, answer["code"])
    status, answer = await call("PATCH", f"{path}/{first['id']}", {"content": "x" * 2_001})
    assert (400, 50035) == (status, answer["code"])
    theirs = await alice.says(channel, "mine")
    status, answer = await call("PATCH", f"{path}/{theirs.id}", {"content": "yours"})
    assert (403, 50005) == (status, answer["code"])
    status, answer = await call("DELETE", f"{path}/{theirs.id}")
    assert (403, 50013) == (status, answer["code"])
    _, listed = await call("GET", f"{path}?limit=5")
    assert ["", "hello"] == [message["content"] for message in listed]
    assert 204 == (await call("PUT", f"{path}/{theirs.id}/reactions/%F0%9F%91%8D/@me"))[0]
    assert {"👍"} == set(theirs.reactions)
    assert 204 == (await call("POST", f"/channels/{channel.id}/typing"))[0]
    assert channel.typing == 1
    gone: Json = {"content": "re", "message_reference": {"message_id": "5"}}
    status, answer = await call("POST", path, gone)
    assert (400, 50035) == (status, answer["code"])
    gone["message_reference"]["fail_if_not_exists"] = False
    assert 200 == (await call("POST", path, gone))[0]


async def test_threads_and_direct_messages(
    server: Loopback, call: Caller, channel: Channel, alice: Person
) -> None:
    message = await alice.says(channel, "who?")
    path = f"/channels/{channel.id}/messages/{message.id}/threads"
    status, thread = await call("POST", path, {"name": "who"})
    assert (201, str(message.id)) == (status, thread["id"])
    status, answer = await call("POST", path, {"name": "who"})
    assert (400, 160004) == (status, answer["code"])
    _, direct = await call("POST", "/users/@me/channels", {"recipient_id": str(alice.id)})
    assert str(alice.direct_messages.id) == direct["id"]
    alice.direct_messages_open = False
    status, answer = await call("POST", f"/channels/{direct['id']}/messages", {"content": "hi"})
    assert (403, 50007) == (status, answer["code"])


async def test_permissions(call: Caller, guild: Guild, channel: Channel) -> None:
    path = f"/channels/{channel.id}/messages"
    embed = {"embeds": [{"title": "t"}]}
    bot = guild.me.user
    channel.permit(bot, deny=Permission.EMBED_LINKS)
    assert 403 == (await call("POST", path, embed))[0]
    assert 200 == (await call("POST", path, {"content": "words"}))[0]
    channel.permit(guild.roles[guild.id], deny=Permission.SEND_MESSAGES)
    channel.permit(bot)
    status, answer = await call("POST", path, embed)
    assert (403, 50013) == (status, answer["code"])
    channel.permit(guild.bot_role, allow=Permission.SEND_MESSAGES)
    assert 200 == (await call("POST", path, embed))[0]
    channel.permit(bot, deny=Permission.VIEW_CHANNEL)
    status, answer = await call("GET", f"/channels/{channel.id}")
    assert (403, 50001) == (status, answer["code"])


async def test_rate_limit_headers() -> None:
    rules = {"GET /users/@me": Rule(2, 0.3)}
    async with Loopback(rate_limits=rules) as server, aiohttp.ClientSession() as session:
        seen = []
        for _ in range(3):
            async with session.get(
                f"{server.rest_url}/users/@me", headers={"Authorization": f"Bot {server.token}"}
            ) as response:
                seen.append((response.status, response.headers["X-RateLimit-Remaining"]))
                last = response.headers, await response.json()
        assert [(200, "1"), (200, "0"), (429, "0")] == seen
        headers, body = last
        assert "Via" in headers
        assert 0 < body["retry_after"] <= 0.3


async def test_what_is_no_request_of_the_bot(server: Loopback, call: Caller) -> None:
    status, _ = await call("GET", "/nowhere")
    assert 404 == status
    assert "no such route: GET /nowhere" in [it.problem for it in server.violations]
    url = f"{server.rest_url}/users/@me"
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        assert 401 == response.status
    application = (await call("GET", "/oauth2/applications/@me"))[1]
    assert str(server.owner.id) == application["owner"]["id"]
    assert application["team"] is None
    server.team.append(server.add_person("second"))
    application = (await call("GET", "/oauth2/applications/@me"))[1]
    assert 2 == len(application["team"]["members"])


def test_mentions(guild: Guild, channel: Channel, alice: Person, bob: Person) -> None:
    role = guild.add_role("crew", mentionable=True)
    text = f"@everyone {bob.mention} <@&{role.id}>"
    everything = mentions_of(text, channel, alice, None, alice)
    assert ((alice, bob), (role.id,), True) == everything
    assert not mentions_of(text, channel, alice, {"parse": []}, alice)
    only = mentions_of(text, channel, alice, {"users": [str(bob.id)], "replied_user": True}, alice)
    assert ((alice, bob), (), False) == only


def test_unknown_compression() -> None:
    assert packer(None) is None
    with pytest.raises(ValueError, match="brotli"):
        packer("brotli")


async def test_launcher(server: Loopback, tmp_path: Path) -> None:
    """The module under test sees the loopback's addresses before it is imported."""
    module = tmp_path / "pointed.py"
    module.write_text(
        "import asyncio, os, sys, discord\n"
        "client = discord.Client(intents=discord.Intents.none())\n"
        "async def main():\n"
        "    await client.login(os.environ['DISCORD_TOKEN'])\n"
        "    print(client.user.name, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY, sys.argv)\n"
        "    await client.close()\n"
        "asyncio.run(main())\n"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.loopback.launch",
        "--module",
        "pointed",
        "--",
        "run",
        "--flag",
        cwd=Path(__file__).parents[2],
        env=server.environment() | {"PYTHONPATH": str(tmp_path)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    output, errors = await process.communicate()
    expected = f"archivist {server.gateway_url} ['{module}', 'run', '--flag']\n"
    assert expected == output.decode(), errors.decode()


@pytest.mark.skipif(file_from_environment() is None, reason="DISCORD_OPENAPI is not set")
async def test_openapi(server: Loopback, call: Caller, channel: Channel) -> None:
    path = f"/channels/{channel.id}/messages"
    assert 200 == (await call("POST", path, {"content": "fine", "nonce": 5}))[0]
    assert [] == server.violations
    await call("POST", path, {"content": "x", "message_reference": {"message_id": [1]}})
    assert "message_reference" in server.violations[0].problem
