"""What goes wrong with the machine under an index: its disk, its folders, its processes.

After each fault the index that was good still answers, and the next reindex succeeds.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing

import pytest

from bot.errors import CorpusError, IndexBusyError, IndexWriteError
from bot.index import generation as store
from bot.index.analysis import Analyzer
from bot.index.indexer import reindex
from bot.search.archive import Archive
from tests import bulk
from tests.conftest import LEONOV, OPTIONS

QUESTION = "Who was the first person in orbit?"
MEGABYTES = 2  # of the disk that runs full
ROOT = getattr(os, "geteuid", lambda: 1)() == 0


def answers(index) -> bool:
    """Whether the index in use is whole, and answers."""
    current = store.open_current(index, verify=True)
    assert current is not None
    current.close()
    with closing(Archive.open(index, Analyzer())) as archive:
        found = archive.ask(QUESTION, top=1, min_confidence=0.1)
    return found.answered and found.hits[0].text.startswith("On 12 April 1961 Yuri Gagarin")


def generations(index) -> list[str]:
    return sorted(path.name for path in index.iterdir() if path.is_dir())


@pytest.fixture
def small_disk(tmp_path):
    """A file system of its own, of a few megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    done = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", folder],
        capture_output=True,
        check=False,
    )
    if not done or done.returncode:
        pytest.skip("mounting is not allowed here, so no disk can run full")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def test_the_disk_runs_full_during_a_reindex(small_disk, corpus):
    index = small_disk / "index"
    reindex(corpus=corpus, index=index, options=OPTIONS)
    before = generations(index)
    for articles in (150, 300, 600):  # so that it is full at one time and at another
        bulk.write(corpus, articles, seed=articles)
        with pytest.raises(IndexWriteError, match=r"cannot be written: .*the old one is unharmed"):
            reindex(corpus=corpus, index=index, options=OPTIONS)
        assert before == generations(index)
        assert answers(index)
    shutil.rmtree(corpus / "bulk")
    (corpus / "leonov.md").write_text(LEONOV.replace("twelve", "thirteen"))
    assert ["leonov.md"] == reindex(corpus=corpus, index=index, options=OPTIONS).changed
    assert answers(index)


def test_a_disk_that_is_full_from_the_first(small_disk, corpus):
    index = small_disk / "index"
    filler = small_disk / "filler"
    with pytest.raises(OSError, match="No space"):
        filler.write_bytes(bytes(MEGABYTES * 2_000_000))
    with pytest.raises(IndexWriteError, match=r"disk is full|No space left"):
        reindex(corpus=corpus, index=index, options=OPTIONS)
    filler.unlink()
    reindex(corpus=corpus, index=index, options=OPTIONS)
    assert answers(index)


@pytest.fixture
def read_only(tmp_path, index, update):
    """An index in a folder that nobody can write to, root included."""
    update()
    if ROOT:
        for options in (["--bind", index, index], ["-o", "remount,ro,bind", index]):
            done = subprocess.run(["mount", *options], capture_output=True, check=False)
            if done.returncode:
                pytest.skip("mounting is not allowed here, and root writes everywhere else")
        yield index
        subprocess.run(["umount", "--lazy", index], check=True)
    else:
        index.chmod(0o500)
        yield index
        index.chmod(0o700)


def test_an_index_folder_that_is_read_only(read_only, corpus, update):
    assert answers(read_only)
    (corpus / "leonov.md").unlink()
    with pytest.raises(IndexWriteError, match=r"cannot be written: .*the old one is unharmed"):
        update()
    assert answers(read_only)


def test_the_corpus_changes_while_it_is_read(corpus, index, update):
    """Files come, go, grow and are cut while a reindex reads them; the next one has them all."""
    update()
    over = threading.Event()

    def disturb() -> None:
        chance = random.Random(11)
        while not over.is_set():
            file = corpus / f"moving-{chance.randrange(30)}.md"
            if chance.random() < 0.4:
                file.unlink(missing_ok=True)
            else:
                file.write_text(LEONOV * chance.randrange(1, 40), encoding="utf-8")

    disturbing = threading.Thread(target=disturb)
    disturbing.start()
    try:
        for _ in range(8):
            report = update()
            assert {"leonov.md", "soyuz.md", "vostok/gagarin.md"}.isdisjoint(report.removed)
            assert answers(index)
    finally:
        over.set()
        disturbing.join()
    update()
    here = sorted(path.stem for path in corpus.rglob("moving-*.md"))
    with closing(Archive.open(index, Analyzer())) as archive:
        assert here == sorted(it.id for it in archive.articles() if it.id.startswith("moving"))


@pytest.mark.parametrize("comes_back", [False, True])
def test_the_corpus_vanishes_while_it_is_read(corpus, index, update, comes_back):
    """For good, so that all stays as it was; or for a moment, so that files could not be read."""
    update()
    bulk.write(corpus, 50, seed=1)
    elsewhere = corpus.parent / "elsewhere"

    def vanish(what: str, done: int, of: int) -> None:
        if what == "Reading" and corpus.exists() and not done:
            corpus.rename(elsewhere)
        elif what == "Dividing" or (what == "Reading" and done == of and comes_back):
            elsewhere.rename(corpus)

    if comes_back:
        report = reindex(corpus=corpus, index=index, options=OPTIONS, progress=vanish)
        reasons = {it.reason for it in report.rejected}
        assert {"cannot be read: No such file or directory"} == reasons
    else:
        before = generations(index)
        with pytest.raises(CorpusError, match="vanished while it was read; the index is as it was"):
            reindex(corpus=corpus, index=index, options=OPTIONS, progress=vanish)
        assert before == generations(index)
        assert answers(index)
        elsewhere.rename(corpus)
    report = update()
    assert (53, []) == (report.articles, report.rejected)
    assert answers(index)


KILL = """
import os, signal, sys
from pathlib import Path
from bot.index.indexer import reindex
from tests.conftest import OPTIONS
corpus, index, phase = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
seen = 0
def progress(*_):
    global seen
    seen += 1
    if seen == phase:
        os.kill(os.getpid(), signal.SIGKILL)
reindex(corpus=corpus, index=index, options=OPTIONS, progress=progress)
"""


def test_killed_in_every_phase(corpus, index, update):
    """At every report of progress there is, until a reindex gets through."""
    update()
    phase = 0
    while True:
        phase += 1
        (corpus / "leonov.md").write_text(LEONOV.replace("twelve", f"{phase}"))
        ended = subprocess.run(
            [sys.executable, "-c", KILL, str(corpus), str(index), str(phase)],
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        ).returncode
        assert answers(index)
        if ended == 0:
            break
        assert ended == -signal.SIGKILL
    assert phase > 4
    assert 1 == len(generations(index))


def test_two_bots_on_one_index(corpus, index, update):
    """One writes, the other is told so or waits; whoever reads finds a whole index."""
    update()
    over = threading.Event()
    ends: list[str] = []

    def write(number: int) -> None:
        while not over.is_set():
            (corpus / f"of-{number}.md").write_text(LEONOV.replace("twelve", f"{time.time()}"))
            try:
                reindex(corpus=corpus, index=index, options=OPTIONS, wait=0)
                ends.append("done")
            except IndexBusyError:
                ends.append("busy")
                time.sleep(0.01)

    writers = [threading.Thread(target=write, args=(number,)) for number in range(2)]
    for writer in writers:
        writer.start()
    try:
        assert all(answers(index) for _ in range(30))
    finally:
        over.set()
        for writer in writers:
            writer.join()
    assert {"done", "busy"} == set(ends)
    update()
    assert answers(index)
    assert 1 == len(generations(index))
