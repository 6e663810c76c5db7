"""Fetching onto disks that can do less than others."""

from pathlib import Path

import pytest

from bot.corpus.fetch import copy_in
from bot.errors import FetchError
from tests.corpus.conftest import Server, answer, get


def test_a_disk_without_hard_links(server: Server, tmp_path: Path, monkeypatch) -> None:
    """Files come whole, and none is overwritten."""

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", refuse)
    for number, text in ((1, "First."), (2, "Second."), (2, "Second.")):
        server.answers["/notes"] = answer(text, kind="text/plain")
        saved = get(server.url("/notes"), tmp_path / "corpus")
        assert ("notes.txt", "notes-2.txt")[number - 1] == saved.name
        assert text == saved.read_text("utf-8").splitlines()[-1]
    (tmp_path / "notes.txt").write_text("Mine.")
    with pytest.raises(FetchError, match="is there already and differs"):
        copy_in(tmp_path / "notes.txt", tmp_path / "corpus")
    assert ["notes-2.txt", "notes.txt"] == sorted(
        path.name for path in (tmp_path / "corpus").iterdir()
    )
