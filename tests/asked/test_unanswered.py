"""``python -m bot unanswered``, and the way from a question in Discord to it."""

import json
import time

import pytest

from bot.asked import store
from bot.asked.store import DAY, Asked
from bot.cli import main
from tests.scene import NO_COOLDOWN, ORBIT, staged

UNKNOWN = "Which bakery sells orbit pancakes with maple syrup and cinnamon?"
NOW = int(time.time())


@pytest.fixture
def unanswered(tmp_path, monkeypatch, capsys):
    """Run the command where questions are logged; returns (exit code, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)

    def unanswered(*options: str, logged: bool = True) -> tuple[int, str, str]:
        settings = {"discord": {"log_questions": logged}}
        (tmp_path / "config.yaml").write_text(json.dumps(settings))
        code = main(["unanswered", *options])
        return code, *capsys.readouterr()

    return unanswered


def test_where_nothing_is_logged_it_says_how(unanswered, tmp_path):
    code, out, err = unanswered(logged=False)
    assert (0, "") == (code, err)
    assert "set in config.yaml\n  discord: {log_questions: true}\nand start the bot again." in out
    code, out, _ = unanswered()
    assert out.startswith("No question was logged since 20")
    code, out, err = unanswered("--json", logged=False)
    assert (0, "[]\n") == (code, out)
    assert err.startswith("note: questions are not logged at present")
    assert ["config.yaml"] == [path.name for path in tmp_path.iterdir()]


def test_what_was_asked_in_vain_most_asked_first(unanswered, tmp_path):
    asked = [
        Asked(NOW - 3 * DAY, False, "Who built the N1?"),
        Asked(NOW - 2 * DAY, False, "Which bakery?"),
        Asked(NOW - 2 * DAY, True, "Who was first?"),
        Asked(NOW - 1 * DAY, False, "who built the N1"),
        Asked(NOW - 200 * DAY, False, "Too old?"),
    ]
    store.append(tmp_path / "questions.sqlite", asked, oldest=0)
    _, out, _ = unanswered()
    assert ["2 × Who built the N1?", "1 × Which bakery?"] == out.splitlines()[::2]
    _, out, err = unanswered("--json", "--since", "2", logged=False)
    day = time.strftime("%Y-%m-%d", time.gmtime(NOW - DAY))
    newest = {"question": "who built the N1", "count": 1, "newest": day}
    assert {**newest, "wordings": {"who built the N1": 1}} == json.loads(out)[0]
    assert "note: " in err


def test_all_answered(unanswered, tmp_path):
    store.append(tmp_path / "questions.sqlite", [Asked(NOW, True, "Who?")], oldest=0)
    assert unanswered()[1].startswith("All 1 questions since 20")


def test_a_damaged_file_is_one_line(unanswered, tmp_path):
    (tmp_path / "questions.sqlite").write_bytes(b"rubbish" * 1000)
    code, out, err = unanswered()
    assert (1, "") == (code, out)
    assert "error: the log of questions, questions.sqlite, cannot be read: file is not a" in err


async def test_what_is_asked_in_discord_is_found_there(tmp_path):
    settings = {"cooldown": NO_COOLDOWN, "log_questions": True}
    async with staged(tmp_path, settings=lambda _: settings) as scene:
        await scene.asked(scene.channel)
        await scene.alice.uses("/ask", scene.channel, question=UNKNOWN, private=True)
        await scene.bob.says(scene.channel, f"<@bot> {UNKNOWN} <@{scene.alice.id}>")
        await scene.channel.next_message()
        told = await scene.alice.uses("/help", scene.channel)
        assert "deleted after 90 days" in told.answer.embeds[0]["footer"]["text"]
        assert await scene.bot.stop() == 0
        code, printed = await scene.bot.command("unanswered", "--json")
        assert (0, [(UNKNOWN, 2)]) == (
            code,
            [(it["question"], it["count"]) for it in json.loads(printed)],
        )
        file = tmp_path / "questions.sqlite"
        assert [ORBIT, UNKNOWN, UNKNOWN] == [it.question for it in store.read(file, since=0)]
        data = file.read_bytes()
        for what in (scene.alice, scene.bob, scene.channel, scene.guild):
            assert str(what.id).encode() not in data
        assert b"alice" not in data


async def test_by_default_nothing_is_written_down(tmp_path):
    async with staged(tmp_path) as scene:
        await scene.asked(scene.channel)
        told = await scene.alice.uses("/help", scene.channel)
        assert "footer" not in told.answer.embeds[0]
        assert await scene.bot.stop() == 0
        kept = {path for path in tmp_path.rglob("*") if path.is_file()}
        assert not [path for path in kept if ORBIT.encode() in path.read_bytes()]
        assert not (tmp_path / "questions.sqlite").exists()
