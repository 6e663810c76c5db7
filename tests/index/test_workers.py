import dataclasses
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.errors import IndexWriteError
from bot.index import indexer
from bot.index.indexer import reindex
from bot.index.work import Found, ReadFiles, ReadLines, Setup, Work
from bot.index.workers import Workers, available
from tests.conftest import GAGARIN, LEONOV, OPTIONS, SOYUZ
from tests.index.test_indexer import LITTER, contents

LINUX = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")


@pytest.fixture
def many(corpus: Path) -> Path:
    """A corpus of some kinds of files, some faults and some repeated paragraphs."""
    for number in range(90):
        text = (GAGARIN, LEONOV, SOYUZ)[number % 3].replace("title: ", f"title: {number} ")
        litter = LITTER if number % 4 else ""
        (corpus / f"more-{number:02}.md").write_text(f"{text}\nNumber {number}.\n\n{litter}\n")
    lines = [
        json.dumps({"text": f"Luna {n} was launched in {1959 + n}, say {n} sources. " * 30})
        for n in range(60)
    ]
    lines[7] = "{"
    lines[9] = json.dumps({"text": "  "})
    (corpus / "lines.jsonl").write_text("\n".join(lines))
    (corpus / "bad.jsonl").write_text("no\n" * 1100)
    (corpus / "none.jsonl").write_text("\n\n")
    (corpus / "array.jsonl").write_text("[1]")
    return corpus


def setup(corpus: Path) -> Setup:
    return Setup(str(corpus), OPTIONS.max_bytes, OPTIONS.min_words, OPTIONS.max_words)


def request(corpus: Path) -> ReadFiles:
    stat = (corpus / "leonov.md").stat()
    return ReadFiles([("leonov.md", stat.st_size, stat.st_mtime_ns)])


def test_any_number_of_workers_builds_the_same_index(many, tmp_path, monkeypatch):
    monkeypatch.setattr("bot.index.intake.BATCH_BYTES", 3000)
    monkeypatch.setattr("bot.index.build.BATCH_BYTES", 3000)
    monkeypatch.setattr(indexer, "_ALONE", 0)
    built = {}
    for count in (0, 1, 3):
        monkeypatch.setattr(indexer, "available", lambda count=count: count)
        index = tmp_path / f"by-{count}"
        reindex(corpus=many, index=index, options=OPTIONS)
        (many / "more-05.md").write_text(GAGARIN.replace("108", f"{count}"))
        reindex(corpus=many, index=index, options=OPTIONS)
        (many / "more-05.md").write_text(LEONOV)
        reindex(corpus=many, index=index, options=OPTIONS)
        built[count] = contents(index)
    assert built[0] == built[1]
    assert built[0] == built[3]


def test_answers_come_in_the_order_of_the_requests(corpus):
    lines = [(n, json.dumps({"text": "Words. " * (200 - 20 * n)}).encode()) for n in range(9)]
    tasks = [(n, ReadLines("a.jsonl", [line]) if n % 3 else None) for n, line in enumerate(lines)]
    with Workers(setup(corpus), 2) as workers:
        found = list(workers.each(tasks))
    assert list(range(9)) == [task for task, _ in found]
    here = Work(setup(corpus))
    for (_, request_), (_, answer) in zip(tasks, found, strict=True):
        assert answer == (None if request_ is None else here.do(request_))


def test_tasks_are_read_only_some_ahead(corpus):
    taken = 0

    def tasks():
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield number, None

    with Workers(setup(corpus), 2) as workers:
        next(workers.each(tasks()))
    assert taken < 20


@LINUX
def test_a_worker_that_is_killed_is_an_error_and_not_a_wait(corpus):
    with Workers(setup(corpus), 1) as workers:
        answers = workers.each((n, request(corpus)) for n in range(10))
        _, answer = next(answers)
        assert isinstance(answer, Found)
        (worker,) = children(os.getpid())
        os.kill(worker, signal.SIGKILL)
        with pytest.raises(IndexWriteError, match="ended"):
            list(answers)
    assert [] == children(os.getpid())


def test_a_fault_in_a_worker_is_told_with_its_place(corpus):
    with Workers(setup(corpus), 1) as workers, pytest.raises(RuntimeError, match=r"work\.py"):
        list(workers.each([(0, ReadFiles([(f"{'x' * 10}\0.md", 1, 1)]))]))


@LINUX
@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_no_worker_stays_when_a_build_is_stopped(corpus, tmp_path, how):
    line = json.dumps({"text": "Luna 2 struck the Moon in 1959, as was planned. " * 200})
    (corpus / "long.jsonl").write_text(f"{line}\n" * 3000)
    (tmp_path / "config.yaml").write_text("index: {path: index}\n")
    command = ["-m", "bot", "--config", str(tmp_path / "config.yaml"), "index", "--json"]
    with subprocess.Popen(
        [sys.executable, *command],
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        workers = until(lambda: children(process.pid))
        if how == signal.SIGINT:  # as a terminal sends it
            os.killpg(process.pid, how)
        else:
            process.kill()
        process.wait(timeout=30)
        assert until(lambda: not any(map(is_running, workers)))


def test_little_work_is_done_alone(corpus, index, monkeypatch):
    monkeypatch.setattr("bot.index.workers.Workers._ask", None)  # what would start one
    reindex(corpus=corpus, index=index, options=OPTIONS)


def test_a_large_file_that_is_not_read_is_no_work(corpus, index, monkeypatch):
    monkeypatch.setattr("bot.index.workers.Workers._ask", None)
    with (corpus / "huge.txt").open("wb") as file:
        file.truncate(3_000_000)
    options = dataclasses.replace(OPTIONS, max_bytes=1_000_000)
    assert 1 == len(reindex(corpus=corpus, index=index, options=options).rejected)


def test_there_are_as_many_workers_as_processors_or_none():
    assert 0 <= available() <= 8
    assert 1 != available()


def test_a_machine_that_does_not_tell_and_a_program_that_is_embedded(monkeypatch):
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    for processors, workers in ((1, 0), (None, 0), (4, 4), (64, 8)):
        monkeypatch.setattr(os, "cpu_count", lambda count=processors: count)
        assert workers == available()
    monkeypatch.setattr(sys, "executable", "")
    assert 0 == available()


def children(process: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        found += [int(child) for child in task.read_text().split()]
    return [child for child in found if is_running(child)]


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def until(condition, seconds: float = 30):
    """Wait until ``condition`` gives something, and return that."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end
        time.sleep(0.05)
    return found
