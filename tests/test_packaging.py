"""What people install and run the bot with: wheel, sdist, container and service."""

import asyncio
import json
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
import yaml

from tests.conftest import GAGARIN
from tests.loopback.started import PATIENCE
from tests.ops.test_ops import free_port
from tests.scene import staged

ROOT = Path(__file__).parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def finished(*command: str | Path, cwd: Path | None = None) -> str:
    """Run a command to its end, and give what it printed; skip where there is no network."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode and re.search(
        r"NewConnectionError|ConnectTimeout|Name or service not known|Temporary failure in name",
        done.stdout + done.stderr,
    ):
        pytest.skip(f"pip cannot reach an index: {done.stderr.splitlines()[-1]}")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A folder with the wheel and the sdist, built from what a clone holds."""
    pytest.importorskip("build", reason="it is in the extra dev")
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("dist")
    listed = finished(
        "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT
    )
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, source / name)
    finished(sys.executable, "-m", "build", "--outdir", out, source)
    return out


@pytest.mark.slow
def test_the_wheel_holds_the_program_and_no_more(built):
    [wheel] = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    program = {name for name in names if name.startswith("bot/")}
    ours = {
        path.relative_to(ROOT).as_posix()
        for ending in ("py", "yaml", "json")
        for path in (ROOT / "bot").rglob(f"*.{ending}")
    }
    assert ours == program
    assert {"bot/search/thesaurus.yaml", "bot/search/coefficients.json"} <= program
    [info] = {name.partition("/")[0] for name in names if not name.startswith("bot/")}
    assert re.fullmatch(r"space_history_bot-[\d.]+\.dist-info", info)
    assert [name for name in names if name.endswith("/LICENSE")]


@pytest.mark.slow
def test_the_sdist_holds_what_it_takes_to_build(built):
    [sdist] = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "bot/search/thesaurus.yaml"} <= names
    assert not [name for name in names if name.startswith("corpus/")]
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "bot").rglob("*.py")} <= names


@pytest.mark.slow
def test_an_installed_wheel_answers(built, tmp_path):
    [wheel] = built.glob("*.whl")
    finished(sys.executable, "-m", "venv", tmp_path / "venv")
    python = tmp_path / "venv" / "bin" / "python"
    finished(python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", wheel)
    assert re.fullmatch(
        r"\d+\.\d+\.\d+\n", finished(python, "-I", "-m", "bot", "--version", cwd=tmp_path)
    )
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "gagarin.md").write_text(GAGARIN, encoding="utf-8")
    question = "Who was the first person in orbit?"
    printed = finished(python, "-I", "-m", "bot", "ask", "--json", question, cwd=tmp_path)
    answer = json.loads(printed)
    assert "Yuri Gagarin became the first person in orbit" in answer["hits"][0]["text"]


def test_the_image_is_built_from_what_is_let_in():
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    let_in = {line[1:] for line in ignored if line.startswith("!")}
    assert "*" in ignored
    copied = {
        name
        for line in re.findall(r"^COPY (?!--from)(.*) \S+$", DOCKERFILE, re.MULTILINE)
        for name in line.split()
    }
    assert copied == let_in
    assert all((ROOT / name).exists() for name in copied)
    assert "USER 10001:10001" in DOCKERFILE


async def test_the_healthcheck_of_the_image_tells_well_from_ill(tmp_path):
    """The very command of the Dockerfile, with what the image runs, on another port."""
    [check] = re.findall(r"HEALTHCHECK.*?CMD (\[.*?\])$", DOCKERFILE, re.MULTILINE | re.DOTALL)
    command = json.loads(re.findall(r"^CMD (.*)$", DOCKERFILE, re.MULTILINE)[0])
    address = f"127.0.0.1:{free_port()}"
    options = [part.replace("127.0.0.1:9300", address) for part in command[1:]]
    joined = check.replace("\\\n", "").replace("127.0.0.1:9300", address)
    _, *arguments = json.loads(joined)

    async def healthy() -> bool:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *arguments, stderr=asyncio.subprocess.DEVNULL
        )
        return await process.wait() == 0

    async def until(wished: bool) -> None:
        async with asyncio.timeout(PATIENCE):
            while await healthy() is not wished:
                pass

    assert "run" == command[0]
    async with staged(tmp_path, options=options) as scene:
        await until(True)
        await scene.server.gateway_down()
        await until(False)
        await scene.server.gateway_up()
    assert not await healthy()


def test_compose_gives_the_container_no_more_than_it_needs():
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    bot = compose["services"]["bot"]
    assert (True, ["ALL"], ["no-new-privileges:true"]) == (
        bot["read_only"], bot["cap_drop"], bot["security_opt"],
    )  # fmt: skip
    targets = {volume.split(":")[1]: volume for volume in bot["volumes"]}
    assert {"/data", "/data/corpus", "/data/config.yaml"} == set(targets)
    assert ["data:/data"] == [volume for volume in targets.values() if not volume.endswith(":ro")]
    assert ".env" == bot["env_file"]
    assert not {"ports", "environment", "privileged"} & set(bot)
    assert {"data"} == set(compose["volumes"])


def test_systemd_understands_the_unit(tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not on this machine")
    text = (ROOT / "docs" / "space-history-bot.service").read_text(encoding="utf-8")
    unit = tmp_path / "space-history-bot.service"
    # It must exist for systemd to be content; everything else is as it is.
    unit.write_text(re.sub(r"(?<=ExecStart=)\S+", sys.executable, text), encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False
    )
    assert (0, "") == (done.returncode, done.stderr)
