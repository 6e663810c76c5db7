"""The log of questions: real files, and whatever can be wrong with them."""

import asyncio
import logging
import os
import sqlite3
import stat
import time
from pathlib import Path

import pytest

from bot.asked import log as module
from bot.asked import store
from bot.asked.log import QuestionLog
from bot.asked.store import DAY, Asked

NOW = int(time.time())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "questions.sqlite"


@pytest.fixture
def opened(file, monkeypatch):
    """Open a log, which is to be closed."""
    monkeypatch.setattr(module, "WRITE_EVERY", 0.01)

    def opened(*, enabled: bool = True, days: int = 90) -> QuestionLog:
        log = QuestionLog(file, enabled=enabled, days=days)
        log.start()
        return log

    return opened


def kept(file: Path) -> list[str]:
    return [it.question for it in store.read(file, since=0)]


async def asked_once(log: QuestionLog, question: str = "Who?", *, answered: bool = False) -> None:
    log.note(question, answered=answered)
    await log.close()


async def test_only_words_time_and_outcome_are_kept(opened, file):
    log = opened()
    log.note("Who was first?", answered=True)
    await asked_once(log, "Who was last?")
    first, last = store.read(file, since=0)
    assert ("Who was first?", True) == (first.question, first.answered)
    assert ("Who was last?", False) == (last.question, last.answered)
    assert abs(first.at - time.time()) < 60
    with sqlite3.connect(file) as database:
        [columns] = database.execute(
            "SELECT group_concat(name) FROM pragma_table_info('questions')"
        )
    database.close()
    assert ("at,answered,question",) == columns
    assert 0o600 == stat.S_IMODE(file.stat().st_mode)


async def test_it_is_written_before_the_bot_stops(opened, file):
    log = opened()
    log.note("Who?", answered=True)
    async with asyncio.timeout(10):
        while not file.exists() or not kept(file):  # noqa: ASYNC110 - another thread writes
            await asyncio.sleep(0.01)
    await log.close()


async def test_off_means_that_there_is_no_file(opened, file):
    await asked_once(opened(enabled=False))
    assert not file.parent.exists()


@pytest.mark.parametrize("enabled", [True, False])
async def test_what_is_old_is_deleted_for_good(opened, file, enabled):
    """Also when the log was switched off since, and from the bytes of the file."""
    ages = {"a secret of old": 8, "almost old": 6}
    store.append(file, [Asked(NOW - age * DAY, False, it) for it, age in ages.items()], oldest=0)
    aside = store.set_aside(file)
    aside.write_bytes(b"rubbish")
    os.utime(aside, (NOW - 8 * DAY, NOW - 8 * DAY))
    log = opened(enabled=enabled, days=7)
    async with asyncio.timeout(10):
        while "a secret of old" in kept(file):  # noqa: ASYNC110 - another thread deletes
            await asyncio.sleep(0.01)
    await log.close()
    assert ["almost old"] == kept(file)
    assert b"a secret of old" not in file.read_bytes()
    assert not aside.exists()


def test_it_is_bounded(file, monkeypatch):
    monkeypatch.setattr(store, "MOST", 3)
    for number in range(5):
        store.append(file, [Asked(NOW, False, f"{number}")], oldest=0)
    assert ["2", "3", "4"] == kept(file)


async def test_what_waits_is_bounded(opened, file, monkeypatch, caplog):
    monkeypatch.setattr(module, "WRITE_EVERY", 60)
    log = opened()
    for number in range(module.MOST_WAITING + 2):
        log.note(f"{number}", answered=True)
    await log.close()
    assert module.MOST_WAITING == len(kept(file))
    assert "2" == kept(file)[0]
    assert ["2 questions were not logged: there were too many"] == caplog.messages


def rubbish(file: Path) -> None:
    file.write_bytes(b"rubbish" * 1000)


def flipped(file: Path) -> None:
    """Damage the pages after the first, as a disk does."""
    data = bytearray(file.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    file.write_bytes(data)


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


@pytest.mark.parametrize("damage", [rubbish, flipped, cut])
async def test_a_damaged_file_is_set_aside_with_one_line(opened, file, damage, caplog):
    store.append(file, [Asked(NOW, False, f"{n} {'x' * 100}") for n in range(500)], oldest=0)
    damage(file)
    await asked_once(opened(), "Who flew after that?")
    assert ["Who flew after that?"] == kept(file)
    assert store.set_aside(file).exists()
    [line] = caplog.messages
    assert line.startswith("the log of questions was damaged (")


async def test_a_damaged_file_is_set_aside_at_the_start_though_nothing_is_written(
    opened, file, caplog
):
    file.parent.mkdir()
    rubbish(file)
    log = opened(enabled=False)
    async with asyncio.timeout(10):
        while not caplog.messages:  # noqa: ASYNC110 - another thread finds it
            await asyncio.sleep(0.01)
    await log.close()
    assert (False, True) == (file.exists(), store.set_aside(file).exists())


async def test_a_damaged_file_that_cannot_be_set_aside(opened, file, caplog):
    aside = store.set_aside(file)
    (aside / "something").mkdir(parents=True)
    rubbish(file)
    for _ in range(3):
        await asked_once(opened())
    assert b"rubbish" == file.read_bytes()[:7]
    assert {f"questions cannot be logged in {file}: "} == {
        line[: line.index(": ") + 2] for line in caplog.messages
    }
    (aside / "something").rmdir()
    aside.rmdir()
    await asked_once(opened())
    assert ["Who?"] == kept(file)


async def test_a_file_of_something_else_is_left_alone(opened, file, caplog):
    file.parent.mkdir()
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE treasures (name)")
    database.close()
    before = file.read_bytes()
    log = opened()
    await asked_once(log)
    await asked_once(log)
    assert before == file.read_bytes()
    assert [f"questions cannot be logged in {file}: {file} is not a file of questions of this"] == [
        line.removesuffix(" version") for line in caplog.messages
    ]


async def test_where_nothing_can_be_written_one_line_says_so(opened, file, caplog):
    file.parent.write_text("a file where the folder should be")
    log = opened()
    for _ in range(3):
        await asked_once(log)
    [line] = caplog.messages
    assert (logging.WARNING, True) == (
        caplog.records[0].levelno,
        line.startswith(f"questions cannot be logged in {file}: "),
    )
    file.parent.unlink()
    await asked_once(log)
    assert ["Who?"] == kept(file)


async def test_another_process_that_reads_does_not_stop_it(opened, file):
    store.append(file, [Asked(NOW, False, "before")], oldest=0)
    reader = sqlite3.connect(file, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM questions").fetchone()
    log = opened()
    log.note("after", answered=True)
    await asyncio.sleep(0.1)
    reader.execute("COMMIT")
    reader.close()
    await log.close()
    assert ["before", "after"] == kept(file)
