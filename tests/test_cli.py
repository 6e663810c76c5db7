"""The command line as scripts see it: what is printed where, and the exit codes."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import LEONOV


def test_index(bot):
    code, out, err = bot("index", "--json")
    report = json.loads(out)
    assert (0, "") == (code, err)
    assert [
        "articles", "passages", "quotes", "added", "changed", "removed", "unchanged", "rejected",
        "seconds",
    ] == list(report)  # fmt: skip
    assert (3, 3) == (report["articles"], report["passages"])
    code, out, _ = bot("index")
    assert re.fullmatch(
        r"3 articles, 3 passages, 1 quotations in \d+\.\d s "
        r"\(0 files added, 0 changed, 0 removed, 3 unchanged\)\.\n",
        out,
    )


def test_ask_builds_the_index_first(bot):
    code, out, err = bot("ask", "Who was the first person in orbit?")
    assert (0, "") == (code, err)
    assert out.startswith("1. The first orbit\n   On 12 April 1961 Yuri Gagarin became")
    assert (
        "   — A. Writer, The Test Gazette, 2021-04-12, passage 1 of 1\n"
        "   https://example.org/first-orbit\n"
    ) in out
    assert "\x1b" not in out


def test_ask_notices_a_change(bot, corpus):
    bot("ask", "first person in orbit")
    (corpus / "leonov.md").write_text(LEONOV.replace("Alexei Leonov", "Boris Volynov"))
    code, out, _ = bot("ask", "--json", "--top", "1", "Who is Volynov?")
    assert code == 0
    assert "Boris Volynov" in json.loads(out)["hits"][0]["text"]


def test_ask_a_file_of_questions(bot, tmp_path):
    questions = tmp_path / "questions.jsonl"
    questions.write_text(
        '{"_id": "q1", "text": "Who left Voskhod 2?"}\n\n{"text": "Who sold the moon?"}\n'
    )
    code, out, _ = bot("ask", "--file", str(questions), "--top", "10", "--json")
    answers = [json.loads(line) for line in out.splitlines()]
    assert (0, ["q1", None]) == (code, [answer["id"] for answer in answers])
    assert ["Who left Voskhod 2?", "Who sold the moon?"] == [a["question"] for a in answers]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{\n", r"q\.jsonl, line 1: not valid JSON"),
        ('{"text": "a"}\n[]\n', r"q\.jsonl, line 2: must be an object with the question as"),
        ('{"text": 5}\n', r"q\.jsonl, line 1: must be an object"),
        (None, r"q\.jsonl: cannot be read"),
    ],
)
def test_a_bad_file_of_questions(bot, tmp_path, text, message):
    if text is not None:
        (tmp_path / "q.jsonl").write_text(text)
    code, out, err = bot("ask", "--file", "q.jsonl")
    assert (1, "") == (code, out)
    assert re.match(f"error: {message}", err)
    assert 1 == err.count("\n")


def test_no_answer(bot):
    code, out, _ = bot("ask", "Which volcano erupted beneath the spacewalk?")
    assert 0 == code
    assert out.startswith("The archive does not hold an answer to that.\n")
    assert "The nearest articles (not an answer):\n  “The first spacewalk”, 2025-03-18\n" in out
    _, out, _ = bot("ask", "who is it?")
    assert "The question has no word to search for. Name what it is about.\n" == out


def test_quote(bot):
    code, out, _ = bot("quote", "--json")
    quote = json.loads(out)
    assert ["text", "speaker", "speaker_role", "start", "end", "article"] == list(quote)
    assert (0, "Poyekhali!") == (code, quote["text"])
    code, out, _ = bot("quote", "lift-off", "--speaker", "Gagarin")
    assert "“Poyekhali!”\n  — Yuri Gagarin\n" == out[: out.index("  “")]
    assert (0, "[]\n", "") == bot("quote", "--all", "--json", "handshake")
    code, out, err = bot("quote", "handshake", "--speaker", "Leonov")
    assert (1, "", "error: the archive has no quotation on 'handshake' by 'Leonov'\n") == (
        code,
        out,
        err,
    )


def test_onthisday(bot):
    code, out, err = bot("onthisday", "July", "17")
    assert (0, "") == (code, err)
    assert (
        "On 17 July\n\n1975  On 17 July 1975 Thomas Stafford and Alexei Leonov shook hands through"
        " the hatch between an Apollo and a Soyuz.\n"
        "      “A handshake in orbit”, The Test Gazette, 2025-07-17\n"
    ) == out
    assert out.replace("17 July\n", "17 July 1975\n", 1) == bot("onthisday", "1975-07-17")[1]
    assert (
        "The archive tells of nothing that happened on 20 July. The nearest day that it tells of"
        " is 17 July.\n"
    ) == bot("onthisday", "20 July")[1]
    code, out, err = bot("onthisday", "Smarch 13")
    assert (1, "", 1) == (code, out, err.count("\n"))
    assert err.startswith("error: 'Smarch 13' is no day; write it like “July 20”")


def test_onthisday_as_json(bot):
    told = json.loads(bot("onthisday", "--json", "07-17")[1])
    assert ("07-17", None) == (told["day"], told["nearest"])
    [event] = told["events"]
    assert ["date", "text", "start", "end", "article"] == list(event)
    assert ("1975-07-17", "soyuz") == (event["date"], event["article"]["id"])
    told = json.loads(bot("onthisday", "--json", "1976-07-17")[1])
    assert {"day": "1976-07-17", "events": [], "nearest": "07-17"} == told
    assert re.fullmatch(r"\d\d-\d\d", json.loads(bot("onthisday", "--json")[1])["day"])


def test_articles(bot):
    _, out, _ = bot("articles", "--json")
    assert ["leonov", "soyuz", "vostok/gagarin"] == [a["id"] for a in json.loads(out)]
    assert ["id", "title", "author", "publication", "date", "url", "path", "image"] == list(
        json.loads(out)[0]
    )
    _, out, _ = bot("articles")
    assert out.startswith("leonov          “The first spacewalk”, 2025-03-18\n")


def test_article(bot):
    _, out, _ = bot("article", "leonov", "--json")
    article = json.loads(out)
    assert "\n\n".join(article["paragraphs"]) == article["text"]
    assert "removed" not in article
    _, out, _ = bot("article", "leonov", "--json", "--removed")
    assert [] == json.loads(out)["removed"]
    _, out, _ = bot("article", "leonov", "--removed")
    assert out.startswith("The first spacewalk\n")
    assert out.endswith("Taken out by cleaning:\nCleaning took nothing out.\n")
    code, _, err = bot("article", "nobody")
    assert (1, "error: there is no article 'nobody'; 'python -m bot articles' lists them\n") == (
        code,
        err,
    )


def test_add_a_file(bot, tmp_path, corpus):
    (tmp_path / "luna.txt").write_text(
        "Luna 2 struck the Moon on 14 September 1959. It was the first to reach another world.\n"
    )
    code, out, _ = bot("add", "luna.txt")
    assert 0 == code
    assert "luna.txt: “Luna”" in out
    assert "struck the Moon on" in out
    assert (corpus / "luna.txt").exists()


def test_what_cannot_be_indexed_is_not_added(bot, tmp_path, corpus):
    (tmp_path / "empty.txt").touch()
    code, out, err = bot("add", "empty.txt", "nowhere.txt")
    assert (1, "") == (code, out)
    assert 2 == err.count("error: ")
    assert not (corpus / "empty.txt").exists()


def test_what_was_in_the_corpus_before_stays_there(bot, corpus):
    (corpus / "empty.txt").touch()
    code, _, _ = bot("add", str(corpus / "empty.txt"))
    assert 1 == code
    assert (corpus / "empty.txt").exists()


@pytest.mark.parametrize(
    "argv",
    [
        (),
        ("fly",),
        ("ask", "--top", "0", "x"),
        ("ask", "--top", "many", "x"),
        ("ask", "--file", "x", "question"),
        ("ask", "--explain", "--json", "question"),
        ("ask", "--explain", "--file", "x"),
        ("ask", " "),
        ("unanswered", "--days", "0"),
        ("article",),
        ("add",),
    ],
)
def test_wrong_usage(bot, argv):
    code, out, err = bot(*argv)
    assert (2, "") == (code, out)
    assert "usage: python -m bot" in err


def test_a_bad_configuration(bot, tmp_path):
    (tmp_path / "config.yaml").write_text("corpus: {pth: x}\n")
    assert (
        1,
        "",
        "error: config.yaml: corpus.pth: there is no such key; did you mean corpus.path?\n",
    ) == bot("ask", "x")
    code, _, err = bot("--config", "other.yaml", "articles")
    assert (1, "error: other.yaml: there is no such file\n") == (code, err)


def test_a_renamed_key_is_noted(bot, tmp_path, monkeypatch):
    from bot import config

    monkeypatch.setattr(config, "RENAMED", {"archive.path": "corpus.path"})
    (tmp_path / "config.yaml").write_text("archive: {path: corpus}\nindex: {path: index}\n")
    code, out, err = bot("articles", "--json")
    assert (0, 3) == (code, len(json.loads(out)))
    assert "note: config.yaml: archive.path was renamed to corpus.path: rename it, the next" in err


def test_no_corpus(bot, corpus):
    corpus.rename(corpus.parent / "elsewhere")
    code, _, err = bot("ask", "x")
    assert 1 == code
    assert "error: the corpus folder 'corpus' does not exist: make it, or set corpus.path\n" == err


def test_doctor(bot, corpus, monkeypatch):
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    code, out, _ = bot("doctor")
    assert 1 == code
    assert "!!  index: there is none yet\n    mend: run 'python -m bot index'\n" in out
    assert "!!  Discord: the environment variable DISCORD_TOKEN is not set\n" in out
    bot("index")
    monkeypatch.setenv("DISCORD_TOKEN", f"{'M' * 24}.{'a' * 6}.{'b' * 38}")
    code, out, _ = bot("doctor")
    assert (0, 0) == (code, out.count("!!"))
    (corpus / "odd.pdf").touch()
    bot("index")
    monkeypatch.setenv("DISCORD_TOKEN", "hunter2")
    code, out, _ = bot("doctor")
    assert (1, 2) == (code, out.count("!!"))
    assert "odd.pdf" in out
    assert "hunter2" not in out


def test_a_closed_pipe_is_no_error(corpus, tmp_path):
    (tmp_path / "config.yaml").write_text("index: {path: index}\n")
    command = f"{sys.executable} -m bot --config {tmp_path}/config.yaml articles --json | true"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert "" == done.stderr


def in_a_terminal(argv: list[str], cwd: Path, typed: str = "", **variables: str) -> str:
    """Run a command in a terminal of 60 columns, type, and return what is seen there."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": "60", "TERM": "xterm-256color", **variables}
    environment.pop("NO_COLOR", None) if "NO_COLOR" not in variables else None
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *argv],
        stdin=theirs, stdout=theirs, stderr=theirs, cwd=cwd, env=environment,
    )  # fmt: skip
    os.close(theirs)
    os.write(ours, typed.encode())
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
    assert 0 == process.wait()
    return written.decode()


def test_a_conversation_remembers_what_it_is_about(corpus, tmp_path):
    (tmp_path / "config.yaml").write_text("index: {path: index}\n")
    (tmp_path / "bot").symlink_to(Path(__file__).parent.parent / "bot")
    typed = "Who became the first person in orbit?\nWhat was his spacecraft?\n\n"
    shown = in_a_terminal(["ask"], tmp_path, typed, NO_COLOR="1")
    assert "About Yuri Gagarin:" in re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown)


def test_a_terminal_gets_wrapped_and_marked_text(corpus, tmp_path):
    (tmp_path / "config.yaml").write_text("index: {path: index}\n")
    (tmp_path / "bot").symlink_to(Path(__file__).parent.parent / "bot")
    argv = ["ask", "Who was the first person in orbit?"]
    shown = in_a_terminal(argv, tmp_path)
    assert "\x1b[" in shown
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert max(len(line) for line in plain.splitlines()) <= 60
    assert "\x1b[3" not in in_a_terminal(argv, tmp_path, NO_COLOR="1")
