"""A change in the corpus folder reindexes: real files, a real watcher, a real index."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import watching as module
from bot.index.indexer import Report
from bot.keeper import Keeper
from bot.watching import watch
from tests.conftest import GAGARIN
from tests.loopback.started import PATIENCE
from tests.scene import NO_COOLDOWN, staged
from tests.test_keeper import NEW, OPTIONS, ready, title, until_it_knows

LAIKA = "Which dog was Laika?"


class Counting(Keeper):
    """A keeper that notes its reindexes; those that are to fail do."""

    def __init__(self, corpus: Path, index: Path) -> None:
        super().__init__(corpus=corpus, index=index, options=OPTIONS, top=3, min_confidence=0.5)
        self.reports: list[Report | Exception] = []

    async def reindex(self, who: str) -> Report:
        try:
            report = await super().reindex(who)
        except Exception as error:
            self.reports.append(error)
            raise
        self.reports.append(report)
        return report


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(module, "QUIET", 0.2)
    monkeypatch.setattr(module, "REST", 0.2)
    monkeypatch.setattr(module, "RETRY_EVERY", 0.05)


@pytest.fixture
async def keeper(corpus: Path, index: Path, quick, caplog) -> AsyncIterator[Counting]:
    """A keeper that answers, whose corpus is watched."""
    caplog.set_level("INFO")
    keeper = Counting(corpus, index)
    await ready(keeper)
    task = asyncio.create_task(watch(corpus, keeper))
    await logged(caplog, "watching ")
    keeper.reports.clear()
    yield keeper
    task.cancel()
    await asyncio.wait({task})
    assert task.cancelled()
    await keeper.close()


async def logged(caplog, text: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while text not in caplog.text:  # noqa: ASYNC110 - threads log as well
            await asyncio.sleep(0.02)


async def test_a_new_file_is_answered_from(keeper, corpus):
    assert await title(keeper, LAIKA) is None
    (corpus / "laika.md").write_text(NEW, encoding="utf-8")
    await until_it_knows(keeper, LAIKA)
    (corpus / "laika.md").unlink()
    async with asyncio.timeout(PATIENCE):
        while await title(keeper, LAIKA) is not None:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    added, removed = keeper.reports
    assert (["laika.md"], ["laika.md"]) == (added.added, removed.removed)


async def test_what_is_not_read_changes_nothing(keeper, corpus):
    (corpus / ".laika.md.swp").write_text(NEW)
    (corpus / ".git").mkdir()
    (corpus / ".git" / "laika.md").write_text(NEW)
    await asyncio.sleep(1)
    assert [] == keeper.reports


async def test_a_reindex_that_fails_does_not_end_it(keeper, corpus, index, caplog):
    lock = index / "lock"
    lock.unlink()
    lock.mkdir()  # so that it cannot be opened
    (corpus / "laika.md").write_text(NEW, encoding="utf-8")
    await logged(caplog, "the index was not changed: ")
    lock.rmdir()
    (corpus / "laika.md").write_text(f"{NEW}\n", encoding="utf-8")
    await until_it_knows(keeper, LAIKA)


async def test_somebody_else_who_reindexes_is_waited_for(keeper, corpus, index):
    from filelock import FileLock

    with FileLock(index / "lock"):
        (corpus / "laika.md").write_text(NEW, encoding="utf-8")
        async with asyncio.timeout(PATIENCE):
            while len(keeper.reports) < 2:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
    await until_it_knows(keeper, LAIKA)


async def test_changes_without_end_do_not_reindex_without_end(keeper, corpus, monkeypatch):
    """Never quiet, so they are read after AT_MOST, and then all together."""
    monkeypatch.setattr(module, "AT_MOST", 1.0)
    for number in range(200):
        (corpus / "new.md").write_text(GAGARIN.replace("108", str(number)), encoding="utf-8")
        await asyncio.sleep(0.015)
    (corpus / "laika.md").write_text(NEW, encoding="utf-8")
    await until_it_knows(keeper, LAIKA)
    assert 1 <= len(keeper.reports) <= 6


async def test_a_folder_that_goes_and_comes_back_is_watched_again(keeper, corpus, caplog):
    away = corpus.rename(corpus.parent / "away")
    await logged(caplog, "the corpus folder cannot be watched")
    (away / "laika.md").write_text(NEW, encoding="utf-8")
    away.rename(corpus)
    await until_it_knows(keeper, LAIKA)
    await logged(caplog, "watching ")
    (corpus / "laika.md").write_text(NEW.replace("Laika", "Belka"), encoding="utf-8")
    await until_it_knows(keeper, "Which dog was Belka?")


async def test_the_running_bot_notices(tmp_path):
    sections = {"corpus": {"watch": True}}
    settings = {"cooldown": NO_COOLDOWN}
    async with staged(tmp_path, settings=lambda _: settings, sections=sections) as scene:
        await scene.bot.logged("watching ")
        began = len(scene.bot.lines)
        scene.write({"laika.md": NEW})
        await scene.bot.logged("indexed 1 changed files in ", after=began)
        reply = await scene.alice.uses("/ask", scene.channel, question="Who was the first dog?")
        assert "Laika" in reply.answer.text
