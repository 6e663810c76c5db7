import asyncio
import os
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from bot import keeper as module
from bot.errors import BotError, CorpusError, IndexBusyError, IndexDamagedError
from bot.index import generation, integrity
from bot.index.generation import read_current
from bot.index.indexer import reindex
from bot.index.plan import Options
from bot.keeper import Keeper, ReindexingError
from bot.opened import NotReadyError

OPTIONS = Options(min_words=60, max_words=120, max_bytes=1_000_000, k1=1.2, b=0.75)

NEW = """---
title: The first dog
---
Laika was the first dog in orbit. She flew on Sputnik 2 on 3 November 1957 and did not return.
"""


@pytest.fixture
def quick(monkeypatch):
    """Look after the index often, so that tests need not wait."""
    monkeypatch.setattr(module, "LOOK_EVERY", 0.02)
    monkeypatch.setattr(module, "RETRY_EVERY", 0.05)


@pytest.fixture
async def keeper(corpus: Path, index: Path, quick) -> AsyncIterator[Keeper]:
    keeper = Keeper(corpus=corpus, index=index, options=OPTIONS, top=3, min_confidence=0.5)
    yield keeper
    await keeper.close()


def current(index: Path) -> str:
    named = read_current(index)
    assert named is not None
    return named[0]


async def ready(keeper: Keeper) -> None:
    keeper.start()
    await until(lambda: keeper.is_ready and keeper.running is None)


async def until(wished: Callable[[], Any]) -> None:
    async with asyncio.timeout(10):
        while not wished():  # noqa: ASYNC110 - what is waited for happens in threads
            await asyncio.sleep(0.01)


async def until_it_knows(keeper: Keeper, question: str) -> None:
    async with asyncio.timeout(10):
        while await title(keeper, question) is None:  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def title(keeper: Keeper, question: str) -> str | None:
    found, _ = await keeper.find(question)
    return found.answer.hits[0].article.title if found.answer.answered else None


async def test_a_missing_index_is_built(keeper):
    with pytest.raises(NotReadyError) as caught:
        await keeper.find("Who was the first person in orbit?")
    assert caught.value.reason is None
    await ready(keeper)
    assert "The first orbit" == await title(keeper, "Who was the first person in orbit?")


async def test_a_stale_index_is_brought_up_to_date(keeper, update, corpus):
    update()
    (corpus / "laika.md").write_text(NEW, encoding="utf-8")
    await ready(keeper)
    await until_it_knows(keeper, "Who was the first dog in orbit?")


async def test_a_damaged_index_is_built_anew(keeper, update, index):
    update()
    name = current(index)
    (index / name / "archive.sqlite").write_bytes(b"rubbish")
    await ready(keeper)
    assert "The first orbit" == await title(keeper, "Who was the first person in orbit?")


async def test_the_index_of_an_older_version_is_built_anew(keeper, update, monkeypatch):
    with monkeypatch.context() as older:
        older.setattr(generation, "FORMAT", generation.FORMAT - 1)
        update()
    await ready(keeper)
    assert "The first orbit" == await title(keeper, "Who was the first person in orbit?")


async def test_an_index_that_another_process_rebuilt_is_picked_up(keeper, update, corpus):
    await ready(keeper)
    question = "Which dog was Laika?"
    assert await title(keeper, question) is None
    (corpus / "laika.md").write_text(NEW, encoding="utf-8")
    await asyncio.to_thread(update)
    await until_it_knows(keeper, question)


async def test_the_old_generation_stays_open_while_it_is_used(keeper, corpus):
    await ready(keeper)
    begun, go_on = threading.Event(), threading.Event()

    def slow(library):
        begun.set()
        go_on.wait(10)
        return library.generation.name, len(library.articles())

    reading = asyncio.create_task(keeper.run(slow))
    await asyncio.to_thread(begun.wait, 10)
    (corpus / "laika.md").write_text(NEW, encoding="utf-8")
    report = await keeper.reindex("Alice")
    assert ["laika.md"] == report.added
    now = await keeper.run(lambda library: (library.generation.name, len(library.articles())))
    go_on.set()
    before = await reading
    assert (3, 4) == (before[1], now[1])
    assert before[0] != now[0]


async def test_who_gives_up_does_not_close_what_a_thread_still_uses(keeper, corpus):
    await ready(keeper)
    begun, go_on = threading.Event(), threading.Event()
    read: list[int] = []

    def slow(library):
        begun.set()
        go_on.wait(10)
        read.append(len(library.articles()))

    reading = asyncio.create_task(keeper.run(slow))
    await asyncio.to_thread(begun.wait, 10)
    reading.cancel()
    (corpus / "laika.md").write_text(NEW, encoding="utf-8")
    await keeper.reindex("Alice")
    go_on.set()
    await until(lambda: read)
    assert [3] == read


async def test_one_reindex_at_a_time(keeper, corpus):
    await ready(keeper)
    first = asyncio.create_task(keeper.reindex("Alice"))
    await until(lambda: keeper.running)
    with pytest.raises(ReindexingError) as caught:
        await keeper.reindex("Bob")
    assert "Alice" == caught.value.running.who
    await first
    assert keeper.running is None


async def test_a_reindex_that_fails_leaves_the_old_index(keeper, corpus):
    await ready(keeper)
    corpus.rename(corpus.parent / "elsewhere")
    with pytest.raises(CorpusError):
        await keeper.reindex("Alice")
    assert keeper.running is None
    assert "The first orbit" == await title(keeper, "Who was the first person in orbit?")


async def test_another_process_that_reindexes_is_not_waited_for(keeper, index):
    from filelock import FileLock

    await ready(keeper)
    with FileLock(index / "lock"), pytest.raises(IndexBusyError):
        await keeper.reindex("Alice")


async def test_without_a_corpus_it_waits_for_one(keeper, corpus):
    elsewhere = corpus.rename(corpus.parent / "elsewhere")
    keeper.start()
    await until(lambda: keeper.fault)
    with pytest.raises(NotReadyError) as caught:
        await keeper.find("Who?")
    assert "does not exist" in str(caught.value.reason)
    elsewhere.rename(corpus)
    await until(lambda: keeper.is_ready)


async def test_damage_that_a_question_finds_is_mended(keeper, index):
    await ready(keeper)
    name = current(index)
    (index / name / "manifest.json").write_bytes(b"{}")

    def find(_):
        raise IndexDamagedError("a passage is not what was indexed")

    with pytest.raises(IndexDamagedError):
        await keeper.run(find)
    await until(lambda: current(index) != name)
    await until(lambda: keeper.running is None)
    assert "The first orbit" == await title(keeper, "Who was the first person in orbit?")


def damaged_unseen(index: Path) -> str:
    """Damage an array of the index such that no size or time shows it; give the index's name."""
    name = current(index)
    array = index / name / "posting_weights.npy"
    stat, data = array.stat(), array.read_bytes()
    array.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    os.utime(array, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    return name


async def test_a_large_index_is_read_through_while_it_answers(
    keeper, corpus, index, monkeypatch, caplog
):
    """Opening it does not: that would take seconds."""
    for file in corpus.rglob("*.md"):
        os.utime(file, (1, 1))  # what changed lately is read again at a start
    reindex(corpus=corpus, index=index, options=OPTIONS)
    monkeypatch.setattr(integrity, "_ALWAYS_CHECKED", 0)
    name = damaged_unseen(index)
    await ready(keeper)
    await until(lambda: current(index) != name and keeper.running is None)
    assert "the index is damaged: posting_weights.npy is damaged" in caplog.messages
    assert any(text.startswith("built anew, because the index ") for text in caplog.messages)
    assert "The first orbit" == await title(keeper, "Who was the first person in orbit?")


async def test_an_unexpected_fault_has_the_index_read_through(keeper, index, caplog):
    await ready(keeper)
    await asyncio.sleep(0.1)  # until the first time is over
    name = damaged_unseen(index)

    def stumble(_):
        raise IndexError("index 7 is out of bounds")

    with pytest.raises(IndexError):
        await keeper.run(stumble)
    await until(lambda: current(index) != name and keeper.running is None)
    assert "the index is damaged: posting_weights.npy is damaged" in caplog.messages


async def test_a_reindex_ends_with_the_bot(corpus, index, quick):
    for number in range(300):
        (corpus / f"{number}.md").write_text(NEW.replace("Laika", f"Dog {number}"))
    keeper = Keeper(corpus=corpus, index=index, options=OPTIONS, top=3, min_confidence=0.5)
    task = asyncio.create_task(keeper.reindex("Alice"))
    await until(lambda: keeper.running and keeper.running.done)
    await keeper.close()
    with pytest.raises(BotError, match="stopped"):
        await task
    assert [] == [path.name for path in index.iterdir() if path.is_dir()]
