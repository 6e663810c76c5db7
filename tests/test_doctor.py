"""Each ordinary mistake, made for real: doctor finds it, and says how to mend it."""

import ast
import base64
import subprocess
import sys
from pathlib import Path

import pytest

from bot.doctor import Finding, examine
from bot.requirements import required, unmet
from tests.loopback.intents import MESSAGE_CONTENT
from tests.loopback.permissions import Permission
from tests.scene import NO_COOLDOWN, staged

ROOT = Path(__file__).parent.parent
TOKEN = f"{'M' * 24}.{'a' * 6}.{'b' * 38}"


@pytest.fixture
def doctor(corpus, tmp_path, update, monkeypatch):
    """Examine a set-up in which all is well but for what a test changes."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    update()

    def doctor(**sections: str) -> list[Finding]:
        lines = {"corpus": "{path: corpus}", "index": "{path: index}"} | sections
        (tmp_path / "config.yaml").write_text("".join(f"{k}: {v}\n" for k, v in lines.items()))
        return examine(None)

    return doctor


def the_fault(findings: list[Finding]) -> tuple[str, str, str | None]:
    [fault] = [it for it in findings if it.is_fault]
    return fault.subject, fault.found, fault.mend


def test_all_is_well(doctor):
    assert [] == [it for it in doctor() if it.mend is not None]


@pytest.mark.parametrize(
    ("token", "found"),
    [
        ("", "the environment variable DISCORD_TOKEN is not set"),
        (" ", "the environment variable DISCORD_TOKEN is not set"),
        (f"Bot {TOKEN}", "DISCORD_TOKEN has more than the token in it"),
        (f'"{TOKEN}"', "DISCORD_TOKEN has more than the token in it"),
        ("123456789012345678", "DISCORD_TOKEN is an id, not a token"),
        ("0123456789abcdef" * 4, "DISCORD_TOKEN is the application's public key, not a token"),
        ("a-B_3" * 6 + "zz", "DISCORD_TOKEN looks like the client secret, not a token"),
        ("hunter2", "DISCORD_TOKEN does not look like a bot token"),
    ],
)
def test_a_wrong_token(doctor, monkeypatch, token, found):
    monkeypatch.setenv("DISCORD_TOKEN", token)
    findings = doctor()
    assert ("Discord", found) == the_fault(findings)[:2]
    assert "hunter2" not in str(findings)
    assert TOKEN not in str(findings)


def test_the_invitation_is_for_the_application_of_the_token(doctor, monkeypatch):
    first = base64.urlsafe_b64encode(b"123456789012345678").decode().rstrip("=")
    monkeypatch.setenv("DISCORD_TOKEN", f"{first}.{'a' * 6}.{'b' * 38}")
    [invitation] = [it for it in doctor() if it.subject == "invitation"]
    assert "?client_id=123456789012345678&scope=bot%20applications.commands&" in invitation.found
    assert not invitation.is_fault


def test_a_configuration_that_cannot_be_read(doctor):
    findings = doctor(answers="{top: none}")
    assert "configuration" == findings[-1].subject
    subject, found, mend = the_fault(findings)
    assert ("configuration", "mend that key and run this again") == (subject, mend)
    assert "answers.top: expected int" in found


def test_a_corpus_without_an_article(doctor, corpus, update):
    for file in corpus.rglob("*.md"):
        file.unlink()
    update()
    found = ("corpus", "no article in corpus", "put .txt, .md, .html or .jsonl there")
    assert found == the_fault(doctor())


def test_a_stale_index(doctor, corpus):
    (corpus / "leonov.md").unlink()
    subject, found, mend = the_fault(doctor())
    assert ("index", "run 'python -m bot index'") == (subject, mend)
    assert "older than the corpus" in found


def test_a_damaged_index(doctor, index):
    [database] = index.rglob("archive.sqlite")
    database.write_bytes(database.read_bytes()[:-1])
    subject, found, mend = the_fault(doctor())
    assert ("index", "run 'python -m bot index'") == (subject, mend)
    assert "bytes instead of" in found


def test_a_rejected_article(doctor, corpus, update):
    (corpus / "odd.pdf").write_bytes(b"%PDF-1.4")
    update()
    subject, found, mend = the_fault(doctor())
    assert ("corpus", "mend or remove that file") == (subject, mend)
    assert found.startswith("odd.pdf: ")


def test_a_listed_question_whose_answer_the_article_does_not_have(doctor, corpus, update):
    file = corpus / "leonov.md"
    asked = 'questions: ["Who left Voskhod 2? Leonov left", "How long? five hours"]'
    text = (
        file.read_text(encoding="utf-8")
        .replace("date:", f"{asked}\ndate:")
        .replace("Alexei Leonov left", "Leonov left")
    )
    file.write_text(text, encoding="utf-8")
    update()
    assert (
        "corpus",
        "leonov.md: the article does not say “five hours”",
        "mend what follows “How long?” among its questions",
    ) == the_fault(doctor())


def test_a_corpus_that_is_not_there(doctor, corpus):
    corpus.rename(corpus.parent / "elsewhere")
    assert ("corpus", "corpus does not exist", "make it, or set corpus.path") == the_fault(doctor())


@pytest.mark.parametrize("path", ["/proc/self/index", "config.yaml/index"])
def test_an_index_folder_that_cannot_be_written(doctor, path):
    """Not even by who may do everything: no files can be made in /proc, or in a file."""
    faults = [it for it in doctor(index=f"{{path: {path}}}") if it.is_fault]
    assert ["index", "index folder"] == [it.subject for it in faults]
    assert "cannot be written: " in faults[1].found
    assert "change its permissions" in str(faults[1].mend)


def test_the_log_of_questions(doctor, tmp_path):
    findings = doctor(discord="{log_questions: true, retention_days: 7}")
    [told] = [it for it in findings if it.subject == "questions"]
    assert told.mend is None
    assert "without who asked, deleted after 7 days" in told.found
    subject, found, _ = the_fault(
        doctor(discord="{log_questions: true, questions_path: /proc/self/questions.sqlite}")
    )
    assert "questions" == subject
    assert "cannot be written" in found


def test_an_endpoint_that_is_open_to_the_network_is_no_fault_but_said(doctor):
    findings = doctor(ops="{listen: '0.0.0.0:9300'}", corpus="{path: corpus, watch: true}")
    assert [] == [it for it in findings if it.is_fault]
    [warned] = [it for it in findings if it.mend is not None]
    assert ("ops.listen", False) == (warned.subject, warned.grave)
    assert "open to the network" in warned.found
    assert not [it for it in doctor(ops="{listen: '127.0.0.1:9300'}") if it.mend is not None]


def test_libraries_as_they_are_installed(tmp_path, monkeypatch):
    """What pip writes beside a library says which version it is."""
    for name, version in {"elderly": "1.9.12", "modern": "3.0", "fitting": "2.10"}.items():
        folder = tmp_path / f"{name}-{version}.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}")
    monkeypatch.syspath_prepend(tmp_path)
    assert [
        "elderly is 1.9.12, older than 1.10",
        "modern is 3.0, but the bot was written for those below 3",
        "no-such-library is not installed",
    ] == list(
        unmet(["elderly>=1.10,<2", "modern<3,>=2.1", "no-such-library>=1", "fitting[x]>=2.9,<3"])
    )


def test_the_requirements_are_those_of_the_project():
    assert any(line.startswith("discord.py>=") for line in required())
    assert [] == list(unmet(required()))


def test_the_requirements_of_what_is_installed_without_a_clone(tmp_path, monkeypatch):
    monkeypatch.setattr("bot.requirements._PROJECT", tmp_path / "pyproject.toml")
    folder = tmp_path / "space_history_bot-9.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: space-history-bot\nVersion: 9.0\n"
        "Requires-Dist: numpy<3,>=1.26\nRequires-Dist: pytest>=8.3; extra == 'test'\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    assert ["numpy<3,>=1.26"] == required()
    assert [] == list(unmet(["numpy @ https://example.org/numpy.whl"]))  # nothing to compare


def test_an_old_library_is_a_fault(doctor, tmp_path, monkeypatch):
    folder = tmp_path / "rank_bm25-0.1.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: rank-bm25\nVersion: 0.1\n")
    monkeypatch.syspath_prepend(tmp_path)
    mend = "run pip install -e . in the bot's folder"
    assert ("library", "rank-bm25 is 0.1, older than 0.2.2", mend) == the_fault(doctor())


def start_with(prelude: str) -> tuple[int, str]:
    code = f"import sys, runpy; {prelude}; sys.argv = ['bot', 'doctor']; "
    code += "runpy.run_module('bot', run_name='__main__', alter_sys=True)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr


def test_an_old_python_is_told_so():
    """As it is read by one, and by what it then says."""
    for name in ("__init__.py", "__main__.py"):
        ast.parse((ROOT / "bot" / name).read_text(encoding="utf-8"), feature_version=(3, 7))
    code, said = start_with("sys.version_info = (3, 10, 4, 'final', 0)")
    assert 1 == code
    assert said.startswith("error: this is Python 3.10.4, and the bot needs 3.11 or newer")
    assert 1 == said.count("\n")


def test_a_missing_library_is_named():
    code, said = start_with("sys.modules['msgspec'] = None")
    assert 1 == code
    wanted = "error: the library msgspec is not installed: run pip install -e . in the bot's folder"
    assert f"{wanted}\n" == said


async def test_what_discord_says_of_a_set_up(tmp_path):
    async with staged(tmp_path, start=False) as scene:

        async def faults() -> list[str]:
            _, printed = await scene.bot.command("doctor", "--online")
            assert scene.server.token not in printed
            lines = printed.splitlines()
            found = [i for i, line in enumerate(lines) if line.startswith("!! ")]
            assert all(lines[i + 1].startswith("    mend: ") for i in found)
            return [lines[i][4:] for i in found if "token" not in lines[i]]

        assert "index: there is none yet" in await faults()
        await scene.bot.command("sync")
        await scene.bot.command("index")
        assert [] == await faults()

        scene.guild.has_commands = False
        needed = Permission.EMBED_LINKS | Permission.ATTACH_FILES | Permission.VIEW_CHANNEL
        for role in scene.guild.roles.values():
            role.permissions &= ~needed
        where = f"server {scene.guild.name}: the bot"
        assert [
            f"{where} was invited without the scope applications.commands",
            f"{where} lacks: View Channel, Embed Links, Attach Files",
        ] == await faults()
        scene.guild.bot_role.permissions = Permission.ADMINISTRATOR
        scene.guild.has_commands = True
        assert [] == await faults()

        scene.bot.configure(
            cooldown=NO_COOLDOWN,
            answer_channels=[scene.channel.id, 4711],
            home_guilds=[scene.guild.id, 4712],
        )
        assert [
            "message-content intent: not enabled, but discord.answer_channels needs it",
            f"commands: Discord was not told of those of: global, {scene.guild.id}, 4712",
            "discord.home_guilds: the bot is not in server 4712",
            "discord.answer_channels: the bot sees no channel 4711",
        ] == await faults()
        scene.server.gateway.privileged = MESSAGE_CONTENT
        assert "message-content intent" not in str(await faults())

        scene.bot.configure(cooldown=NO_COOLDOWN)
        scene.guild.remove_bot()
        assert ["servers: the bot is in none"] == await faults()
        _, printed = await scene.bot.command("doctor", "--online", DISCORD_TOKEN=TOKEN)
        assert "Discord login: Discord refuses the token" in printed
