"""ask, when something else is at the index, and when it is to say why."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time

import pytest
from filelock import FileLock

from tests.conftest import LEONOV
from tests.loopback.started import PATIENCE


def test_ask_while_another_process_reindexes(bot, corpus, tmp_path):
    """What there was answers, and that is said; where there was nothing it is waited for."""
    bot("index")
    (corpus / "leonov.md").write_text(LEONOV.replace("Alexei Leonov", "Boris Volynov"))
    with FileLock(tmp_path / "index" / "lock"):
        code, out, err = bot("ask", "Who left Voskhod 2?")
    assert (0, "note: another process is reindexing; this is from the index before\n") == (
        code,
        err,
    )
    assert "Alexei Leonov" in out
    code, out, err = bot("ask", "Who left Voskhod 2?")
    assert ("", True) == (err, "Boris Volynov" in out)


def test_ask_mends_a_damaged_index(bot, tmp_path):
    bot("index")
    [manifest] = (tmp_path / "index").rglob("manifest.json")
    manifest.write_text("{}")
    code, out, err = bot("ask", "Who left Voskhod 2?")
    assert (0, True) == (code, "Alexei Leonov" in out)
    assert re.fullmatch(r"note: built anew: .+\n", err)


def test_ask_explains_what_put_a_passage_first(bot):
    code, out, err = bot("ask", "--explain", "--top", "2", "Who was the first person in orbit?")
    assert (0, "") == (code, err)
    title, words, kind, *rest = out.splitlines()
    assert "Who was the first person in orbit?" == title
    assert re.fullmatch(r"Words: first.*; orbit.*", words)
    assert re.fullmatch(r"Kind of answer: .+\. Confidence: [01]\.\d\d\.", kind)
    assert ["1. “The first orbit”, A. Writer, The Test Gazette, 2021-04-12"] == [
        line for line in rest if line.startswith("1. ")
    ]
    firsts = rest[: next(i for i, line in enumerate(rest) if line.startswith("2. "))]
    score = float(next(line for line in firsts if line.endswith("  score")).split()[0])
    added = [float(line.split()[0]) for line in firsts if " × " in line]
    assert added == sorted(added, key=abs, reverse=True)
    assert score == pytest.approx(sum(added), abs=0.001 * len(added))


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_ends_a_command_without_a_word(corpus, tmp_path):
    (tmp_path / "config.yaml").write_text("index: {path: index}\n")
    questions = tmp_path / "questions"
    os.mkfifo(questions)
    options = ["--config", str(tmp_path / "config.yaml"), "ask", "--file", str(questions)]
    with subprocess.Popen(
        [sys.executable, "-m", "bot", *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        end = None
        while end is None and process.poll() is None:
            time.sleep(0.02)
            with contextlib.suppress(OSError):  # until the command reads from the other end
                end = os.open(questions, os.O_WRONLY | os.O_NONBLOCK)
        assert end is not None
        process.send_signal(signal.SIGINT)
        try:
            printed = process.communicate(timeout=PATIENCE)
        finally:
            process.kill()
            os.close(end)
    assert (130, (b"", b"")) == (process.returncode, printed)
