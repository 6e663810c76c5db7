"""reindex() in a process of its own: the same index, the same errors, and nothing left running."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock

from bot.errors import BotError, CorpusError, IndexBusyError, IndexWriteError
from bot.index import generation as store
from bot.index.apart import reindex_apart
from bot.index.indexer import reindex
from bot.index.plan import Options

OPTIONS = Options(min_words=5, max_words=120, max_bytes=100_000, k1=0.9, b=0.4)
ARTICLE = (
    "# Dog {0}\n\nDog {0} flew around the Earth in a small capsule for {0} days, and came back.\n"
)


@pytest.fixture
def corpus(tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number in range(200):
        (corpus / f"{number}.md").write_text(ARTICLE.format(number))
    (corpus / "bad.html").write_bytes(b"\x00\x01")
    return corpus


def ignored(_what, _done, _of):
    """Take no notice of how far it is."""


def built(corpus, index, build=reindex_apart, progress=ignored):
    return build(corpus=corpus, index=index, options=OPTIONS, progress=progress, wait=0)


def test_the_same_report_and_index(corpus, tmp_path):
    told = []
    report = built(corpus, tmp_path / "a", progress=lambda *step: told.append(step))
    known = built(corpus, tmp_path / "b", reindex).as_object()
    assert report.as_object() | {"seconds": 0} == known | {"seconds": 0}
    assert report.rejected
    assert ("Reading", 201, 201) in told
    one, other = (store.read_current(tmp_path / name) for name in "ab")
    assert one is not None
    assert other is not None
    assert one[0] == other[0]  # the name has the checksum of what is in it
    assert built(corpus, tmp_path / "a").unchanged == report.articles


def test_its_errors_are_those_of_reindex(corpus, tmp_path):
    with pytest.raises(CorpusError, match="does not exist: make it"):
        built(tmp_path / "none", tmp_path / "index")
    (tmp_path / "file").write_text("")
    with pytest.raises(IndexWriteError) as apart:
        built(corpus, tmp_path / "file")
    with pytest.raises(IndexWriteError) as here:
        built(corpus, tmp_path / "file", reindex)
    assert str(apart.value) == str(here.value)


def test_one_at_a_time(corpus, tmp_path):
    index = tmp_path / "index"
    index.mkdir()
    with FileLock(index / "lock"), pytest.raises(IndexBusyError):
        built(corpus, index)
    assert built(corpus, index).articles == 200


def test_a_fault_of_the_program_has_its_traceback(corpus, tmp_path, monkeypatch):
    site = tmp_path / "site"
    site.mkdir()
    (site / "sqlite3.py").write_text("raise ValueError('no database today')\n")
    monkeypatch.setattr(sys, "path", [str(site), *sys.path])
    with pytest.raises(IndexWriteError, match="ended \\(exit code 1\\)"):  # it did not even begin
        built(corpus, tmp_path / "index")


def test_whoever_gives_it_up_leaves_the_index_as_it_was(corpus, tmp_path):
    built(corpus, tmp_path / "index")
    before = sorted(tmp_path.joinpath("index").iterdir())
    (corpus / "0.md").write_text(ARTICLE.format(1_000))

    def stop(_what, _done, _of):
        raise BotError("the bot was stopped")

    with pytest.raises(BotError, match="was stopped"):
        built(corpus, tmp_path / "index", progress=stop)
    assert before == sorted(tmp_path.joinpath("index").iterdir())
    assert built(corpus, tmp_path / "index").changed == ["0.md"]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc")
def test_a_process_that_is_killed(corpus, tmp_path):
    def kill(_what, _done, _of):
        for child in children(os.getpid()):
            os.kill(child, signal.SIGKILL)

    with pytest.raises(IndexWriteError, match="ended \\(exit code -9\\); the index in use is"):
        built(corpus, tmp_path / "index", progress=kill)
    assert built(corpus, tmp_path / "index").articles == 200


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc")
def test_it_ends_with_whoever_started_it(corpus, tmp_path):
    code = (
        "import os, sys; from pathlib import Path; sys.path[:] = sys.argv[3:];"
        "from tests.index.test_apart import built;"
        "built(Path(sys.argv[1]), Path(sys.argv[2]), progress=lambda *_: os.kill(os.getpid(), 19))"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code, str(corpus), str(tmp_path / "index"), *sys.path]
    )
    deadline = time.monotonic() + 60
    while not stopped(parent.pid):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    [child] = children(parent.pid)
    parent.kill()
    parent.wait()
    while Path(f"/proc/{child}").exists():
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert built(corpus, tmp_path / "index").articles == 200


def children(pid):
    return [int(it) for it in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def stopped(pid):
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"
