import dataclasses
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import CorpusError, IndexBusyError, IndexWriteError
from bot.index import generation as store
from bot.index import tables
from bot.index.analysis import Analyzer
from bot.index.indexer import reindex
from bot.index.plan import is_stale
from bot.search.archive import Archive
from tests.conftest import GAGARIN, LEONOV, OPTIONS, SOYUZ

LITTER = "Follow our pages for more stories like this one every single day of the week."


def contents(index: Path) -> dict[str, Any]:
    """Everything that a reader can see of an index, except when and where it was built."""
    current = store.open_current(index, verify=True)
    assert current is not None
    arrays = {name: (str(a.dtype), a.tolist()) for name, a in current.arrays.items()}
    rows = {
        table: current.database.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
        for table in ("articles", "quotes", "dates", "rejected")
    }
    files = current.database.execute("SELECT path, size, digest FROM files").fetchall()
    current.close()
    return {"counts": current.counts, "arrays": arrays, "files": files, **rows}


def generations(index: Path) -> list[str]:
    return sorted(path.name for path in index.iterdir() if path.is_dir())


def test_a_first_index(update, index):
    report = update()
    assert (3, 3, 1) == (report.articles, report.passages, report.quotes)
    assert ["leonov.md", "soyuz.md", "vostok/gagarin.md"] == report.added
    assert ([], [], 0, []) == (report.changed, report.removed, report.unchanged, report.rejected)
    assert None is report.notice
    assert 1 == len(generations(index))
    json.dumps(report.as_object())


def test_the_report_says_what_changed(update, corpus):
    update()
    (corpus / "leonov.md").write_text(LEONOV.replace("twelve", "twelve or so"))
    (corpus / "soyuz.md").unlink()
    (corpus / "new.txt").write_text(LITTER)
    report = update()
    assert ["new.txt"] == report.added
    assert ["leonov.md"] == report.changed
    assert ["soyuz.md"] == report.removed
    assert 1 == report.unchanged


def test_nothing_changed_writes_nothing(update, index):
    update()
    before = generations(index)
    report = update()
    assert 3 == report.unchanged
    assert before == generations(index)


def test_a_touched_file_is_unchanged(update, corpus, index):
    update()
    before = generations(index)
    os.utime(corpus / "leonov.md", (1, 1))
    assert 3 == update().unchanged
    assert before == generations(index)


def test_a_change_that_keeps_size_and_time_is_seen_in_a_fresh_file(update, corpus):
    update()
    path = corpus / "leonov.md"
    stat = path.stat()
    path.write_text(LEONOV.replace("twelve", "twenty"))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert ["leonov.md"] == update().changed


def test_the_same_corpus_gives_the_same_index(update, index, corpus, tmp_path):
    update()
    other = tmp_path / "other"
    reindex(corpus=corpus, index=other, options=OPTIONS)
    assert contents(index) == contents(other)
    assert generations(index) == generations(other)


WORLD = {
    "a.md": [GAGARIN, GAGARIN.replace("108", "110"), f"{GAGARIN}\n\n{LITTER}\n"],
    "b.md": [LEONOV, f"{LEONOV}\n\n{LITTER}\n"],
    "c/d.md": [SOYUZ, f"{SOYUZ}\n\n{LITTER}\n"],
    "e.md": [LEONOV.replace("title", "id: twin\ntitle"), f"{SOYUZ} Also.\n\n{LITTER}\n"],
    "f.md": [SOYUZ.replace("title", "id: twin\ntitle"), "---\ntitle: [\n---\n"],
    "g.jsonl": [
        json.dumps({"id": "twin", "text": "Laika flew in November 1957."}) + "\n{\n",
        json.dumps({"id": "b", "text": "Luna 2 struck the Moon in 1959."}),
    ],
}
states = st.fixed_dictionaries(
    {}, optional={path: st.sampled_from(texts) for path, texts in WORLD.items()}
)


@settings(max_examples=25)
@given(st.lists(states, min_size=2, max_size=4))
def test_an_updated_index_is_the_one_built_at_once(tmp_path_factory, steps):
    """The oracle for reuse: whatever happened before, the index is that of the corpus now."""
    folder = tmp_path_factory.mktemp("world")
    corpus = folder / "corpus"
    for state in steps:
        for path in WORLD:
            (corpus / path).unlink(missing_ok=True)
        for path, text in state.items():
            (corpus / path).parent.mkdir(parents=True, exist_ok=True)
            (corpus / path).write_text(text, encoding="utf-8")
        corpus.mkdir(exist_ok=True)
        reindex(corpus=corpus, index=folder / "updated", options=OPTIONS)
    reindex(corpus=corpus, index=folder / "anew", options=OPTIONS)
    assert contents(folder / "anew") == contents(folder / "updated")


def test_a_paragraph_of_three_articles_is_a_leftover(update, corpus, index):
    for path, text in (("leonov.md", LEONOV), ("soyuz.md", SOYUZ), ("vostok/gagarin.md", GAGARIN)):
        (corpus / path).write_text(f"{text}\n\n{LITTER}\n")
    update()
    assert not any(LITTER in tables.unpack(row[12]) for row in contents(index)["articles"])
    (corpus / "soyuz.md").unlink()
    update()
    assert all(LITTER in tables.unpack(row[12]) for row in contents(index)["articles"])


def test_of_two_articles_with_one_id_the_second_is_rejected(update, corpus):
    (corpus / "one.md").write_text(LEONOV.replace("title", "id: same\ntitle"))
    (corpus / "two.md").write_text(SOYUZ.replace("title", "id: same\ntitle"))
    (rejected,) = update().rejected
    assert "two.md" == rejected.path
    assert "its id 'same' is already that of an article in one.md; give it another" == (
        rejected.reason
    )
    (corpus / "one.md").unlink()
    assert [] == update().rejected


def test_an_empty_corpus_is_an_index_without_articles(corpus, index, update):
    for path in list(corpus.rglob("*.md")):
        path.unlink()
    report = update()
    assert (0, 0, 0) == (report.articles, report.passages, report.quotes)
    archive = Archive.open(index, Analyzer())
    assert not archive.ask("Who flew?", top=3, min_confidence=0.5).answered
    archive.close()


def test_a_corpus_that_does_not_exist(tmp_path, index):
    with pytest.raises(CorpusError, match=r"does not exist: make it, or set corpus\.path"):
        reindex(corpus=tmp_path / "nowhere", index=index, options=OPTIONS)
    assert not index.exists()


def test_the_worst_corpus_is_indexed_with_each_fault_named(update, corpus):
    (corpus / "empty.txt").touch()
    with (corpus / "huge.txt").open("wb") as file:
        file.truncate(200_000_000)
    (corpus / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    (corpus / "broken.txt").write_bytes("Café at the launch pad".encode()[:4] + b" \xc3( more")
    (corpus / "front.md").write_text("---\ntitle: [unclosed\n---\nText of an article.\n")
    good = json.dumps({"id": "line", "title": "Luna 2", "text": "Luna 2 struck the Moon in 1959."})
    (corpus / "lines.jsonl").write_text(f"{good}\nnot json\n{good.replace('line', 'later')}\n")
    (corpus / "twin.md").write_text(LEONOV.replace("title", "id: leonov\ntitle"))
    (corpus / "outside.txt").symlink_to("/etc/hostname")
    (corpus / "dangling.txt").symlink_to(corpus / "nothing.txt")
    os.mkfifo(corpus / "pipe.txt")
    (corpus / "report.pdf").write_bytes(b"%PDF-1.4")
    report = update()
    assert 5 == report.articles
    faults = {item.path: item.reason for item in report.rejected}
    assert set(faults) == {
        "empty.txt",
        "huge.txt",
        "picture.txt",
        "broken.txt",
        "front.md",
        "lines.jsonl",
        "twin.md",
        "outside.txt",
        "dangling.txt",
        "pipe.txt",
        "report.pdf",
    }
    assert "line 2" in faults["lines.jsonl"]
    assert "max_file_mb" in faults["huge.txt"]
    again = update()
    assert report.rejected == again.rejected
    assert [] == again.added


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_named(update, corpus):
    (corpus / "leonov.md").chmod(0)
    (rejected,) = update().rejected
    assert "leonov.md" == rejected.path


def test_other_settings_build_anew(update, index):
    update()
    report = update(dataclasses.replace(OPTIONS, max_words=90))
    assert "the index was built by another version or with other settings" == report.notice
    assert 3 == report.unchanged


def test_other_scores_keep_the_texts(update, index):
    update()
    before = contents(index)
    assert None is update(dataclasses.replace(OPTIONS, k1=2.0)).notice
    after = contents(index)
    for name in ("posting_weights", "term_bounds"):
        assert before["arrays"].pop(name) != after["arrays"].pop(name)
    assert before == after


def test_staleness(update, corpus, index):
    update()
    current = store.open_current(index)
    assert current is not None
    ask = {"corpus": corpus, "current": current, "analyzer": Analyzer()}
    assert not is_stale(options=OPTIONS, **ask)
    assert is_stale(options=dataclasses.replace(OPTIONS, b=0.1), **ask)
    (corpus / "odd.pdf").touch()
    assert is_stale(options=OPTIONS, **ask)
    (corpus / "odd.pdf").unlink()
    (corpus / "leonov.md").unlink()
    assert is_stale(options=OPTIONS, **ask)
    current.close()


@pytest.mark.parametrize("harm", ["truncate", "flip", "remove"])
def test_a_damaged_index_is_noticed_and_rebuilt(update, index, harm):
    update()
    whole = contents(index)
    for name in sorted(path.name for path in (index / generations(index)[0]).iterdir()):
        path = index / generations(index)[0] / name
        data = bytearray(path.read_bytes())
        if harm == "truncate":
            path.write_bytes(data[: len(data) // 2])
        elif harm == "flip" and data:
            data[len(data) // 2] ^= 1
            path.write_bytes(data)
        else:
            path.unlink()
        report = update()
        assert report.notice is not None
        assert report.notice.startswith("the index ")
        assert whole == contents(index)
        assert 1 == len(generations(index))


@pytest.mark.parametrize("text", ["", "000001-00000000", "../../etc 00000000", "x y z", "\xff"])
def test_a_damaged_name_of_the_index_in_use(update, index, text):
    update()
    (index / store.CURRENT).write_text(text, encoding="latin-1")
    assert update().notice is not None
    assert 1 == len(generations(index))


def test_an_index_of_another_format_is_rebuilt(update, index, monkeypatch):
    monkeypatch.setattr(store, "FORMAT", 0)
    update()
    monkeypatch.undo()
    report = update()
    assert f"the index has format 0, this program reads {store.FORMAT}" == report.notice


def test_the_second_reindex_waits(update, index):
    update()
    lock = FileLock(index / store.LOCK)
    with lock:
        waiting = threading.Thread(target=update)
        waiting.start()
        time.sleep(0.2)
        assert waiting.is_alive()
    waiting.join(timeout=30)
    assert not waiting.is_alive()


def test_or_says_that_one_is_running(update, index):
    update()
    with FileLock(index / store.LOCK), pytest.raises(IndexBusyError, match="try again when"):
        update(wait=0)


def test_where_the_index_cannot_be_written(corpus, tmp_path):
    blocked = tmp_path / "file"
    blocked.touch()
    with pytest.raises(IndexWriteError, match="cannot be written"):
        reindex(corpus=corpus, index=blocked / "index", options=OPTIONS)


def test_a_reader_keeps_its_generation(update, corpus, index):
    update()
    archive = Archive.open(index, Analyzer())
    (corpus / "leonov.md").unlink()
    update()
    assert "leonov" == archive.ask("Leonov's tether", top=1, min_confidence=0.1).hits[0].article.id
    archive.close()


def test_killed_at_any_moment_the_old_or_the_new_index_answers(update, corpus, index):
    """SIGKILL cannot be caught: what is on the disk is all that the next run has."""
    for n in range(60):
        (corpus / f"more-{n}.md").write_text(LEONOV.replace("first", f"number {n}") + LITTER * 9)
    update()
    config = corpus.parent / "config.yaml"
    config.write_text("index: {path: index}\n")
    command = [sys.executable, "-m", "bot", "--config", str(config), "index", "--json"]
    chance = random.Random(7)
    started = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    longest = time.monotonic() - started
    for n in range(6):
        (corpus / "leonov.md").write_text(LEONOV.replace("twelve", f"{n}"))
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.3, 1) * longest)
        process.send_signal(signal.SIGKILL)
        process.wait()
        archive = Archive.open(index, Analyzer())
        answer = archive.ask("How long did Leonov float on a tether?", top=1, min_confidence=0.1)
        assert answer.answered
        archive.close()
    update()
    assert 1 == len(generations(index))
    assert {store.CURRENT, store.LOCK, *generations(index)} == {p.name for p in index.iterdir()}


def test_places_are_in_code_points(update, corpus, index):
    (corpus / "odd.md").write_text("🚀 Łuna “ﬁrst” 日本 landed. " * 30, encoding="utf-8")
    update()
    current = store.open_current(index)
    assert current is not None
    row = tables.article_where(current.database, "id", "odd")
    assert row is not None
    text = tables.article_of(row).text
    mine = np.flatnonzero(current.arrays["passage_article"] == row[0])
    spans = [(current.arrays["passage_start"][n], current.arrays["passage_end"][n]) for n in mine]
    assert text.split() == " ".join(text[start:end] for start, end in spans).split()
    current.close()
