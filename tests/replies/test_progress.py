"""The bar of what takes long, in a real terminal."""

import os
import pty

import pytest

from bot.replies import progress as module
from bot.replies.progress import shown


@pytest.mark.parametrize(("delay", "is_drawn"), [(0.0, True), (60.0, False)])
def test_what_takes_long_shows_how_far_it_is(monkeypatch, delay, is_drawn):
    monkeypatch.setattr(module, "DELAY", delay)
    monkeypatch.setenv("TERM", "xterm-256color")
    ours, theirs = pty.openpty()
    with open(theirs, "w", encoding="utf-8") as terminal, shown(terminal) as update:  # noqa: PTH123
        update("Reading", 0, 40)
        update("Reading", 30, 40)
    written = b""
    while True:
        try:
            chunk = os.read(ours, 65536)
        except OSError:  # how Linux says that the other side is closed
            break
        if not chunk:
            break
        written += chunk
    os.close(ours)
    assert is_drawn == ("Reading" in written.decode())
    assert is_drawn == ("30/40" in written.decode())
