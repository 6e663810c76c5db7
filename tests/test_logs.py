"""What the bot logs: each line whole, for people or as JSON, and never a secret."""

import json
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.logs import HIDDEN, JsonFormatter, Redacting
from tests.loopback.faults import Answered, Malformed
from tests.scene import NO_COOLDOWN, ORBIT, SPACEWALK, staged

TOKEN = "secret-of-the-loopback.and.no-other"  # words that stand nowhere else in a log


def record(message: str, *values: object, **extra: object) -> logging.LogRecord:
    made = logging.makeLogRecord({"name": "bot.test", "levelno": 20, "levelname": "INFO", **extra})
    made.msg, made.args = message, values
    return made


def test_a_record_is_one_json_object_on_one_line():
    line = JsonFormatter().format(record("two\nlines of %s", "“text”", articles=3))
    assert "\n" not in line
    fields = json.loads(line)
    assert ("info", "bot.test", "two\nlines of “text”", 3) == (
        fields["level"], fields["logger"], fields["message"], fields["articles"],
    )  # fmt: skip
    assert fields["time"].endswith("Z")


@given(st.text(), st.text())
def test_whatever_is_logged_is_one_line_that_says_it(message, value):
    line = Redacting(JsonFormatter(), [TOKEN]).format(record("%s", message, value=value))
    assert 1 == len(line.splitlines())
    fields = json.loads(line)
    if "/" not in message + value:
        assert (message, value) == (fields["message"], fields["value"])


@pytest.mark.parametrize("formatter", [JsonFormatter(), logging.Formatter()])
def test_secrets_are_hidden_wherever_they_are(formatter):
    redacting = Redacting(formatter, [""])
    redacting.hide(TOKEN)
    try:
        int(f"Bot {TOKEN} is wrong")
    except ValueError as error:
        told = record("%s failed", [TOKEN], exc_info=(ValueError, error, error.__traceback__))
    line = redacting.format(told)
    assert TOKEN not in line
    assert 2 <= line.count(HIDDEN)


def test_whoever_reads_the_log_cannot_edit_replies():
    line = Redacting(logging.Formatter()).format(
        record("PATCH https://discord.com/api/v10/webhooks/123/aW50ZX_-Jh/messages/@original 429")
    )
    assert f"/webhooks/123/{HIDDEN}/messages/@original 429" in line


@pytest.mark.parametrize("form", ["text", "json"])
async def test_no_output_of_a_real_run_holds_the_token(tmp_path, form):
    """At the level that says most, while requests fail, a client ends, and the corpus is gone."""
    options = ["--log-format", form, "--log-level", "debug"]
    sections = {"corpus": {"path": f"corpus/{TOKEN}"}}
    async with staged(
        tmp_path, token=TOKEN, options=options, sections=sections, start=False
    ) as scene:
        scene.server.fault("PUT", "/applications/*/commands", Answered(500))
        await scene.bot.start(ready=False)
        await scene.bot.logged("there is nothing to answer from")
        await scene.server.connected()
        await scene.alice.says(scene.channel, f"<@bot> {ORBIT} {TOKEN}")
        await scene.channel.next_message()
        scene.server.fault("PATCH", "/webhooks/*", Answered(500))
        await scene.alice.uses("/ask", scene.channel, question=SPACEWALK)
        scene.server.fault("GATEWAY", "MESSAGE_CREATE", Malformed({"id": TOKEN}))
        await scene.alice.says(scene.channel, ORBIT)
        await scene.bot.logged("an event cannot be read")
        scene.server.gateway.say(f'{{"op":0,"t":"{TOKEN}","s":')
        await scene.bot.logged("the client ended")
        await scene.bot.logged("starting again")
        assert await scene.bot.stop() == 0
    lines = scene.bot.lines
    assert [] == [line for line in lines if TOKEN in line or SPACEWALK in line or ORBIT in line]
    assert [line for line in lines if f"corpus/{HIDDEN}" in line]
    assert [line for line in lines if "Traceback" in line]
    assert [line for line in lines if "debug" in line.casefold()]
    if form == "json":
        records = [json.loads(line) for line in lines]
        assert {"time", "level", "logger", "message"} <= set.intersection(*map(set, records))


async def test_json_is_what_comes_of_a_wrong_set_up_too(tmp_path):
    async with staged(tmp_path, start=False, sections={"corpus": {"pth": 1}}) as scene:
        code, printed = await scene.bot.command("run", "--log-format", "json")
        assert (1, "critical") == (code, json.loads(printed)["level"])
        assert "corpus.pth: there is no such key" in json.loads(printed)["message"]
        code, printed = await scene.bot.command("run")
        assert (1, 1) == (code, printed.count("\n"))
        assert printed.startswith("error: ")
        scene.bot.configure({"log": {"level": "error"}}, cooldown=NO_COOLDOWN)
        code, printed = await scene.bot.command("run", DISCORD_TOKEN="wrong.to.ken")
        assert [f"error: {printed[7:]}"] == printed.splitlines(keepends=True)
