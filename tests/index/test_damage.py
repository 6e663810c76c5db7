"""Any damage to any file of an index: noticed, or of no consequence; and mended by a reindex."""

import contextlib
import os
import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from bot.errors import IndexDamagedError
from bot.index import generation as store
from bot.index import integrity
from bot.index.analysis import Analyzer
from bot.index.indexer import reindex
from bot.search.archive import Archive
from tests.conftest import GAGARIN, LEONOV, OPTIONS, SOYUZ

QUESTION = "Who was the first person in orbit?"


@dataclass(frozen=True)
class World:
    """A corpus, its index, a copy of that to be damaged, and what it answers."""

    corpus: Path
    good: Path
    bad: Path
    files: list[str]
    answers: list[str]

    def restore(self) -> None:
        """Make the copy whole again, times of change included."""
        shutil.rmtree(self.bad, ignore_errors=True)
        shutil.copytree(self.good, self.bad)


def answers(index: Path) -> list[str]:
    with closing(Archive.open(index, Analyzer())) as archive:
        hits = archive.ask(QUESTION, top=3, min_confidence=0.0).hits
        return [f"{hit.article.id} {hit.start} {hit.end} {hit.text}" for hit in hits]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    folder = tmp_path_factory.mktemp("damage")
    corpus, good = folder / "corpus", folder / "good"
    corpus.mkdir()
    for name, text in {"gagarin": GAGARIN, "leonov": LEONOV, "soyuz": SOYUZ}.items():
        (corpus / f"{name}.md").write_text(text, encoding="utf-8")
    reindex(corpus=corpus, index=good, options=OPTIONS)
    files = sorted(
        str(path.relative_to(good))
        for path in good.rglob("*")
        if path.is_file() and path.name != store.LOCK and path.stat().st_size
    )
    return World(corpus, good, folder / "bad", files, answers(good))


@dataclass(frozen=True)
class Harm:
    """Bytes that are overwritten, flipped or cut off; the place is a share of the file."""

    file: int
    place: float
    length: int
    how: str

    def strike(self, world: World) -> bool:
        """Damage the copy, and tell whether that changed anything; times stay as they were."""
        path = world.bad / world.files[self.file % len(world.files)]
        data = path.read_bytes()
        at = int(self.place * len(data))
        end = min(at + self.length, len(data))
        middle = {
            "flip": bytes(byte ^ 0x10 for byte in data[at:end]),
            "zero": bytes(end - at),
            "ones": b"\xff" * (end - at),
            "cut": b"",
            "swap": data[end:at:-1] + data[at : at + 1] if end < len(data) else data[at:end][::-1],
        }[self.how]
        rest = b"" if self.how == "cut" else data[end:]
        stat = path.stat()
        path.write_bytes(data[:at] + middle + rest)
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        return path.read_bytes() != data


harms = st.builds(
    Harm,
    st.integers(0, 99),
    st.floats(0, 1, exclude_max=True),
    st.sampled_from([1, 1, 2, 4, 8, 64, 512, 4096, 1 << 20]),
    st.sampled_from(["flip", "zero", "ones", "cut", "swap"]),
)


@settings(max_examples=400)
@given(harm=harms)
def test_damage_is_noticed_when_a_small_index_is_opened(world: World, harm: Harm) -> None:
    """Or it is of no consequence, as a line end more in ``current``."""
    world.restore()
    if harm.strike(world):
        with contextlib.suppress(IndexDamagedError):
            assert world.answers == answers(world.bad)
            assert world.files[harm.file % len(world.files)] == store.CURRENT


@settings(max_examples=100)
@given(harm=harms)
def test_damage_that_shows_in_no_size_or_time_is_never_shown(
    world: World, harm: Harm, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large index is not read through when it is opened; what it shows is the articles' words.

    Whatever else goes wrong is a fault for the log, and has the running bot check the index.
    """
    monkeypatch.setattr(integrity, "_ALWAYS_CHECKED", 0)
    world.restore()
    if not harm.strike(world):
        return
    texts = [" ".join(path.read_text("utf-8").split()) for path in world.corpus.iterdir()]
    with contextlib.suppress(IndexDamagedError):
        opened = store.open_current(world.bad)
        assert opened is not None
        opened.close()
    try:
        shown = answers(world.bad)
    except Exception as error:
        event(type(error).__name__)
        return
    words = [" ".join(found.split(" ", 3)[3].split()) for found in shown]
    assert [] == [text for text in words if not any(text in known for known in texts)]


def test_a_check_finds_it_and_a_reindex_does_not_copy_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(integrity, "_ALWAYS_CHECKED", 0)
    for file, name in enumerate(world.files):
        if name.endswith((store.CURRENT, store.MANIFEST)):
            continue  # read whenever an index is opened
        world.restore()
        assert Harm(file, 0.5, 1, "flip").strike(world)
        with contextlib.suppress(IndexDamagedError):  # of the header of an array
            generation = store.open_current(world.bad)
            assert generation is not None
            with closing(generation), pytest.raises(IndexDamagedError, match="is damaged"):
                generation.check()
        report = reindex(corpus=world.corpus, index=world.bad, options=OPTIONS)
        assert report.notice is not None, name
        assert world.answers == answers(world.bad)
