import pytest

from bot.errors import IndexDamagedError
from bot.index import generation as store
from bot.index import integrity
from bot.index.generation import Generation


def folders(index) -> list[str]:
    return sorted(path.name for path in index.iterdir() if path.is_dir())


def test_names_count_up(update, index, corpus):
    update()
    (corpus / "leonov.md").unlink()
    update()
    (name,) = folders(index)
    assert name.startswith("000002-")
    assert 3 == store.next_sequence(index)


def test_without_an_index(index):
    assert None is store.open_current(index)
    assert None is store.read_current(index)
    assert 1 == store.next_sequence(index)


def test_sweeping_removes_what_was_left_and_nothing_else(update, index):
    update()
    (name,) = folders(index)
    (index / "000009-cut-off").mkdir()
    (index / "000009-cut-off" / "archive.sqlite").write_bytes(b"half")
    (index / "current.new").write_text("half")
    (index / "notes.txt").write_text("the admin's own")
    store.sweep(index)
    assert {name, "current", "lock", "notes.txt"} == {path.name for path in index.iterdir()}


def test_a_generation_that_is_removed_while_it_is_looked_up(update, index, corpus, monkeypatch):
    """A reader may read ``current`` just before a swap; it must then find the new one."""
    update()
    stale = store.read_current(index)
    (corpus / "leonov.md").unlink()
    update()
    answers = [stale]
    real = store.read_current
    monkeypatch.setattr(store, "read_current", lambda i: answers.pop() if answers else real(i))
    generation = store.open_current(index)
    assert generation is not None
    assert 2 == generation.counts["articles"]
    generation.close()


def test_the_manifest_is_checked(update, index):
    update()
    named = store.read_current(index)
    assert named is not None
    with pytest.raises(IndexDamagedError, match=r"manifest\.json is damaged"):
        Generation.open(index / named[0], named[1] ^ 1)


def test_time_of_change_is_enough_for_a_large_index(update, index, monkeypatch):
    """Reading a gigabyte at every start is too slow; a change shows in size or time."""
    update()
    named = store.read_current(index)
    assert named is not None
    read: list[str] = []
    checksum = integrity.checksum

    def counted(path):
        read.append(path.name)
        return checksum(path)

    monkeypatch.setattr(integrity, "_ALWAYS_CHECKED", 0)
    monkeypatch.setattr(integrity, "checksum", counted)
    Generation.open(index / named[0], named[1]).close()
    assert [] == read
    (index / named[0] / "archive.sqlite").touch()
    Generation.open(index / named[0], named[1]).close()
    assert ["archive.sqlite"] == read
