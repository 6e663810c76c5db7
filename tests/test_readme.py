"""The README's commands, run as they stand, print what it says they print."""

import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
INSTALL = "python3 -m venv .venv && .venv/bin/pip install -qq -e "

SCRAPE = "Luna 2 struck the Moon on 14 September 1959. It was the first to reach another world.\n"
QUESTIONS = '{"_id": "q1", "text": "Who was the first person in orbit?"}\n'


def examples() -> list[tuple[str, str]]:
    """Return the commands of the console blocks with the output shown under each."""
    found = []
    for block in re.findall(r"^```console\n(.*?)^```$", README, re.MULTILINE | re.DOTALL):
        for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = example.partition("\n")
            found.append((command, output))
    return found


@pytest.fixture(scope="module")
def clone(tmp_path_factory) -> Path:
    """A folder as a clone has it, with the files that the examples name."""
    folder: Path = tmp_path_factory.mktemp("clone")
    for name in ("bot", "corpus"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "config.yaml", folder)
    (folder / "scrape.txt").write_text(SCRAPE)
    (folder / "questions.jsonl").write_text(QUESTIONS)
    return folder


def run(command: str, folder: Path) -> tuple[int, str]:
    """Run a command line of the README; its environment is the one of these tests."""
    if command.startswith(INSTALL):
        command = command.rpartition(" && ")[2].removeprefix(".venv/bin/")
    (folder / "path").mkdir(exist_ok=True)
    python = folder / "path" / "python"
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    environment = {**os.environ, "PATH": f"{folder / 'path'}:{os.environ['PATH']}"}
    environment.pop("DISCORD_TOKEN", None)
    ours, theirs = pty.openpty()  # so that a conversation finds a terminal, and an empty line
    os.write(ours, b"\n")
    try:
        done = subprocess.run(
            ["bash", "-c", command], cwd=folder, env=environment, stdin=theirs,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    finally:
        os.close(ours)
        os.close(theirs)
    return done.returncode, done.stdout


@pytest.mark.parametrize(("command", "output"), examples(), ids=[c[:60] for c, _ in examples()])
def test_an_example_prints_what_the_readme_shows(command, output, clone):
    if command.endswith("-m pytest"):
        assert command.startswith(INSTALL)  # this test is part of running it
        return
    code, printed = run(command, clone)
    assert code == (1 if " doctor" in command else 0)  # here no token is set
    expected = ".*".join(re.escape(part) for part in output.split("…\n"))
    assert re.fullmatch(expected, printed, re.DOTALL), printed


def test_both_command_lines_are_there():
    installing = [command for command, _ in examples() if command.startswith(INSTALL)]
    assert ["bot", "pytest"] == [re.findall(r" -m (\w+)", command)[-1] for command in installing]


def test_the_table_of_commands_is_complete():
    from bot.cli import _parser

    (choices,) = (a.choices for a in _parser()._actions if a.choices)
    for name in choices:
        assert re.search(rf"^\| `{name}\b", README, re.MULTILINE), name
