"""Imports go one way, and what is slow to start waits until it is needed."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "bot"

# From the bottom up; a room may import from itself and from those before it.
ORDER = [
    "errors",
    "heap",
    "logs",
    "corpus",
    "index",
    "search",
    "address",
    "keys",
    "config",
    "asked",
    "adding",
    "extras",
    "requirements",
    "doctor",
    "meter",
    "opened",
    "keeper",
    "watching",
    "health",
    "ops",
    "replies",
    "cogs",
    "client",
    "runner",
    "online",
    "commands",
    "cli",
]
DISCORD = {"replies/embeds.py", "client.py", "runner.py", "online.py"}


def imported(path: Path) -> list[str]:
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            names.append(node.module or "")
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_go_one_way(path):
    here = room(path)
    if here in {"__init__", "__main__"}:
        return
    rooms = {name.split(".")[1] for name in imported(path) if name.startswith("bot.")} - {
        "__version__"
    }
    above = {name for name in rooms if ORDER.index(name) > ORDER.index(here)}
    assert not above


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_only_a_few_modules_know_discord(path):
    if any(name.split(".")[0] == "discord" for name in imported(path)):
        inside = path.relative_to(PACKAGE).as_posix()
        assert inside in DISCORD or inside.startswith("cogs/")


def test_asking_imports_nothing_that_it_does_not_need(update, index, corpus):
    update()
    config = corpus.parent / "config.yaml"
    config.write_text("index: {path: index}\n")
    code = (
        "import sys; from bot.cli import main;"
        f"code = main(['--config', {str(config)!r}, 'ask', '--json', 'Who was first in orbit?']);"
        "slow = {'discord', 'aiohttp', 'trafilatura', 'lxml', 'ftfy', 'markdown_it', 'rich',"
        " 'filelock', 'asyncio'};"
        "print(sorted(slow & set(sys.modules)), file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "[]\n" == done.stderr


def test_running_imports_nothing_that_is_off_by_default():
    code = (
        "import sys, bot.runner, bot.online;"
        "off = {'prometheus_client', 'watchfiles', 'anyio', 'bot.ops.server', 'bot.watching'};"
        "print(sorted(off & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "[]\n" == done.stdout
