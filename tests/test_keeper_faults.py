"""A keeper that meets what it cannot mend: it says so once, answers on, and tries again."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock

from bot import keeper as module
from bot.errors import IndexDamagedError
from bot.index.indexer import reindex
from bot.keeper import Keeper
from tests.test_keeper import NEW, OPTIONS, current, ready, title, until, until_it_knows


@pytest.fixture
async def keeper(corpus: Path, index: Path, monkeypatch) -> AsyncIterator[Keeper]:
    """A keeper that looks often, so that tests need not wait."""
    monkeypatch.setattr(module, "LOOK_EVERY", 0.02)
    monkeypatch.setattr(module, "RETRY_EVERY", 0.05)
    keeper = Keeper(corpus=corpus, index=index, options=OPTIONS, top=3, min_confidence=0.5)
    yield keeper
    await keeper.close()


async def test_a_rebuilt_index_that_cannot_be_opened_is_said_once(keeper, corpus, index, caplog):
    await ready(keeper)
    (corpus / "laika.md").write_text(NEW, encoding="utf-8")
    named = (index / "current").read_bytes()
    (index / "current").write_bytes(b"rubbish")
    complaint = "an index that was rebuilt cannot be opened"
    await until(lambda: complaint in caplog.text)
    await asyncio.sleep(0.2)
    assert 1 == caplog.text.count(complaint)
    assert "The first orbit" == await title(keeper, "Who was the first person in orbit?")
    (index / "current").write_bytes(named)
    await asyncio.to_thread(reindex, corpus=corpus, index=index, options=OPTIONS)
    await until_it_knows(keeper, "Who was the first dog in orbit?")


@pytest.mark.parametrize("is_there", [True, False])
async def test_a_start_while_another_process_reindexes(keeper, corpus, index, caplog, is_there):
    """It answers from the index that is there, and from the new one when that is done."""
    caplog.set_level("INFO")
    index.mkdir()
    update = partial(reindex, corpus=corpus, index=index, options=OPTIONS)
    if is_there:
        update()
    (corpus / "laika.md").write_text(NEW, encoding="utf-8")
    with FileLock(index / "lock"):
        keeper.start()
        await until(lambda: "another process is reindexing" in caplog.text)
        assert is_there == keeper.is_ready
    await asyncio.to_thread(update)
    await until(lambda: keeper.is_ready)
    await until_it_knows(keeper, "Who was the first dog in orbit?")


async def test_a_start_without_the_corpus_answers_from_what_was_indexed(
    keeper, update, corpus, caplog
):
    update()
    corpus.rename(corpus.parent / "elsewhere")
    await ready(keeper)
    await until(lambda: "answering from the index as it is" in caplog.text)
    assert "The first orbit" == await title(keeper, "Who was the first person in orbit?")


async def test_damage_that_cannot_be_mended_is_said_and_mended_later(keeper, corpus, index, caplog):
    await ready(keeper)
    elsewhere = corpus.rename(corpus.parent / "elsewhere")

    def find(_):
        raise IndexDamagedError("a passage is not what was indexed")

    name = current(index)
    (index / name / "manifest.json").write_bytes(b"{}")
    with pytest.raises(IndexDamagedError):
        await keeper.run(find)
    await until(lambda: "the index was not mended: " in caplog.text)
    elsewhere.rename(corpus)
    await asyncio.sleep(0.1)  # until it is tried again
    with pytest.raises(IndexDamagedError):
        await keeper.run(find)
    await until(lambda: current(index) != name and keeper.running is None)
