"""The client as a whole: logging in, command sync, intents, stopping, and what the log says."""

import asyncio
import json
import signal

import discord
import pytest

from tests.loopback.faults import Answered, Delayed
from tests.loopback.intents import MESSAGE_CONTENT
from tests.loopback.permissions import Permission
from tests.scene import NO_COOLDOWN, ORBIT, staged

COMMANDS = "/applications/*/commands"
HOME = "/applications/*/guilds/*/commands"
NAMES = [
    "Ask the archive",
    "article",
    "articles",
    "ask",
    "help",
    "onthisday",
    "quote",
    "reindex",
    "status",
]
PRIVILEGED = discord.Intents(members=True, presences=True, message_content=True)


@pytest.fixture
async def stage(tmp_path):
    """A scene whose bot is not started yet."""
    async with staged(tmp_path, start=False) as scene:
        yield scene


async def test_it_logs_in_without_privileged_intents(stage):
    await stage.bot.start()
    assert NAMES == sorted(stage.server.commands.names())
    [identify] = stage.server.gateway.identifies
    intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
    assert intents.value == identify["intents"]
    assert not intents.value & PRIVILEGED.value
    other = stage.server.add_guild("moon")
    other.add_member(stage.alice)
    base = other.add_channel("base")
    await stage.alice.says(base, f"<@bot> {ORBIT}")
    assert "12 April 1961" in (await base.next_message()).text
    base.permit(stage.server.world.bot, deny=Permission.READ_MESSAGE_HISTORY)
    await stage.alice.says(base, f"<@bot> {ORBIT}")
    assert "Read Message History" in (await base.next_message()).text
    await stage.bot.logged("logged in as archivist#0000, in ")
    assert await stage.bot.stop(signal.SIGINT) == 0
    assert stage.bot.lines[-1].endswith("stopped")
    await stage.server.disconnected()


async def test_commands_are_synced_when_they_changed(stage):
    stage.server.fault("PUT", COMMANDS, Answered(400))
    await stage.bot.start()
    await stage.bot.logged("the commands could not be synced")
    await stage.bot.restart()
    assert NAMES == sorted(stage.server.commands.names())
    await stage.bot.restart()
    assert len(stage.server.sent("PUT", COMMANDS)) == 2
    synced = stage.bot.folder / "index" / "commands.json"
    [[application, scopes]] = json.loads(synced.read_text()).items()
    assert str(stage.server.world.bot.id) == application
    synced.write_text(json.dumps({application: scopes | {"global": "another"}}))
    await stage.bot.restart()
    assert len(stage.server.sent("PUT", COMMANDS)) == 3
    assert await stage.bot.stop() == 0


async def test_reindex_is_registered_at_home(stage):
    home = stage.server.add_guild("home")
    here = home.add_channel("desk")
    home.add_member(stage.server.owner)
    stage.bot.configure(home_guilds=[home.id])
    await stage.bot.start()
    assert [name for name in NAMES if name != "reindex"] == sorted(stage.server.commands.names())
    assert ["reindex"] == stage.server.commands.names(home.id)
    with pytest.raises(LookupError, match="not registered here"):
        await stage.alice.uses("/reindex", stage.channel)
    reply = await stage.server.owner.uses("/reindex", here)
    await reply.until(lambda it: "Nothing has changed" in it.answer.text, 30)
    stage.bot.configure()  # no longer at home
    await stage.bot.restart()
    assert [] == stage.server.commands.names(home.id)
    assert NAMES == sorted(stage.server.commands.names())
    assert len(stage.server.sent("PUT", HOME)) == 2
    assert await stage.bot.stop() == 0


async def test_a_home_where_the_bot_is_not_is_named_and_the_others_are_told(stage):
    home = stage.server.add_guild("home")
    stage.bot.configure(home_guilds=[12345, home.id])
    await stage.bot.start()
    await stage.bot.logged("no commands in server 12345: the bot is not in it")
    assert ["reindex"] == stage.server.commands.names(home.id)
    await stage.bot.restart()
    assert len(stage.server.sent("PUT", f"/applications/*/guilds/{home.id}/commands")) == 1
    assert len(stage.server.sent("PUT", "/applications/*/guilds/12345/commands")) == 2
    assert await stage.bot.stop() == 0


async def test_what_was_synced_is_not_known_or_cannot_be_noted(stage):
    """Then commands are synced again, which does no harm."""
    await stage.bot.start()
    synced = stage.bot.folder / "index" / "commands.json"
    synced.write_text("[1]")
    await stage.bot.restart()
    assert isinstance(json.loads(synced.read_text()), dict)
    synced.unlink()
    synced.mkdir()
    await stage.bot.restart()
    await stage.bot.logged("commands.json cannot be written, so commands are synced at every start")
    assert len(stage.server.sent("PUT", COMMANDS)) == 3
    await stage.asked(stage.channel)
    assert await stage.bot.stop() == 0


async def test_a_command_of_an_older_version_is_answered(stage):
    await stage.bot.start()
    stage.server.commands.upsert(None, {"name": "old", "description": "Gone", "type": 1})
    reply = await stage.alice.uses("/old", stage.channel)
    assert reply.ephemeral
    assert "I no longer know this command" in reply.answer.text
    await stage.bot.logged("(old) is no command of this version")
    assert await stage.bot.stop() == 0


async def test_answer_channels_need_the_message_content(tmp_path):
    settings = {"cooldown": NO_COOLDOWN}
    async with staged(tmp_path, start=False) as scene:
        scene.bot.configure(answer_channels=[scene.channel.id], **settings)
        await scene.bot.start(ready=False)
        assert await scene.bot.ended() == 1
        assert "message-content intent" in scene.bot.lines[-1]
        assert not [line for line in scene.bot.lines if "Traceback" in line]

        scene.server.gateway.privileged = MESSAGE_CONTENT
        await scene.bot.start()
        assert scene.server.gateway.identifies[-1]["intents"] & MESSAGE_CONTENT
        elsewhere = scene.guild.add_channel("elsewhere")
        unheard = await scene.alice.says(elsewhere, ORBIT)
        chat = await scene.alice.says(scene.channel, "good morning everybody")
        question = await scene.alice.says(scene.channel, ORBIT)
        answer = await scene.channel.next_message()
        assert answer.replies_to is question
        assert "12 April 1961" in answer.text
        thread = scene.channel.start_thread("vostok", scene.alice)
        await scene.alice.says(thread, "when was that spacewalk of Leonov")
        await thread.next_message()
        assert [] == await scene.replies_to(chat)
        assert [] == await scene.replies_to(unheard)
        reply = await scene.bob.says(scene.channel, "Who was the first woman in space?")
        assert "Tereshkova" in (await scene.channel.next_message()).text
        assert len(await scene.replies_to(reply)) == 1
        assert await scene.bot.stop() == 0


async def test_a_stop_finishes_the_replies_under_way(stage):
    await stage.bot.start()
    stage.server.fault("PATCH", "/webhooks/*/messages/@original", Delayed(1))
    stage.server.fault("POST", "/channels/*/messages", Delayed(1))
    asked = await stage.alice.uses("/ask", stage.channel, question=ORBIT, until="acknowledged")
    question = await stage.alice.says(stage.channel, f"<@bot> {ORBIT}")
    await stage.server.records.until(
        lambda _: stage.server.sent("POST", "/channels/*/messages"), timeout=10
    )
    stopping = asyncio.create_task(stage.bot.stop())
    await asked.until(lambda it: it.answered)
    answer = await stage.channel.next_message()
    assert answer.replies_to is question
    assert await stopping == 0
    assert stage.bot.lines[-1].endswith("stopped")
    assert not [line for line in stage.bot.lines if "Traceback" in line]


async def test_a_token_that_discord_refuses(stage):
    code, printed = await stage.bot.command("run", DISCORD_TOKEN="wrong.to.ken")
    assert code == 1
    assert "Discord refuses the token" in printed.splitlines()[-1]
    assert "wrong.to.ken" not in printed
    assert "Traceback" not in printed
    code, printed = await stage.bot.command("run", DISCORD_TOKEN=" ")
    assert code == 1
    [line] = printed.splitlines()
    assert "DISCORD_TOKEN is not set" in line


async def test_sync_and_doctor_ask_discord(stage):
    _, printed = await stage.bot.command("doctor", "--online")
    assert "archivist" in printed
    assert "run 'python -m bot sync'" in printed
    assert stage.server.token not in printed
    assert [] == stage.server.sent("PUT", "*")
    code, printed = await stage.bot.command("sync")
    assert code == 0, printed
    assert NAMES == sorted(stage.server.commands.names())
