"""The corpus folder as people really fill it."""

import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.corpus.article import build
from bot.corpus.readers import CorpusFile, RawArticle, Rejected, read, scan
from bot.errors import CorpusError, RejectedError

MAX_BYTES = 100_000


def read_all(root: Path) -> list[RawArticle | Rejected]:
    files, rejected = scan(root)
    return [*rejected, *(item for file in files for item in read(root, file, max_bytes=MAX_BYTES))]


def reasons(root: Path) -> dict[str, str]:
    return {item.path: item.reason for item in read_all(root) if isinstance(item, Rejected)}


def paths(root: Path) -> list[str]:
    return [file.path for file in scan(root)[0]]


def write(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(f"Some text of {name}.")


def test_files_are_listed_by_path(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/z.md", "a/b/c.HTML", "a.jsonl", "Ж.htm", "two words.txt")
    expected = ["a.jsonl", "a/b/c.HTML", "a/z.md", "b.txt", "two words.txt", "Ж.htm"]
    files, rejected = scan(tmp_path)
    assert expected == [file.path for file in files]
    assert [] == rejected
    about = (tmp_path / "b.txt").stat()
    assert CorpusFile("b.txt", about.st_size, about.st_mtime_ns) == files[3]


def test_hidden_names_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, ".hidden.txt", ".git/a.txt", "a/.adding-x", "a/b.txt")
    assert ["a/b.txt"] == paths(tmp_path)
    assert {} == reasons(tmp_path)


def test_other_endings_are_named(tmp_path: Path) -> None:
    write(tmp_path, "a.docx", "b/LICENSE", "c.txt.bak")
    assert {
        "a.docx": ".docx: save it as .txt, .md, .html or .jsonl",
        "b/LICENSE": "no ending: save it as .txt, .md, .html or .jsonl",
        "c.txt.bak": ".bak: save it as .txt, .md, .html or .jsonl",
    } == reasons(tmp_path)


def test_a_folder_that_is_too_deep_for_the_system_is_named(tmp_path: Path) -> None:
    """Its path is longer than any that can be opened; what is beside it is read."""
    write(tmp_path, "a.txt")
    name, made = "d" * 250, os.open(tmp_path, os.O_RDONLY)
    for _ in range(20):
        os.mkdir(name, dir_fd=made)
        below = os.open(name, os.O_RDONLY, dir_fd=made)
        os.close(made)
        made = below
    os.close(made)
    files, [rejected] = scan(tmp_path)
    assert ["a.txt"] == [file.path for file in files]
    assert "cannot be read: File name too long" == rejected.reason
    assert set(rejected.path) == {"d", "/"}


@pytest.mark.parametrize(
    "link", ["../outside.txt", "../folder", "/", "/etc/passwd", "a/../../folder"]
)
def test_links_out_of_the_corpus_are_refused(tmp_path: Path, link: str) -> None:
    corpus = tmp_path / "corpus"
    write(tmp_path, "outside.txt", "folder/a.txt", "corpus/a/b.txt")
    (corpus / "link.txt").symlink_to(link)
    assert ["a/b.txt"] == paths(corpus)
    assert {"link.txt": "a link that leads out of the corpus; copy it in instead"} == reasons(
        corpus
    )


def test_links_out_through_a_link_inside_are_refused(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    write(tmp_path, "folder/a.txt", "corpus/.store/b.txt")
    (corpus / "store").symlink_to(".store")
    (corpus / ".store" / "out").symlink_to("../../folder")
    assert ["store/b.txt"] == paths(corpus)
    assert ["store/out"] == list(reasons(corpus))


def test_links_inside_are_followed_once(tmp_path: Path) -> None:
    write(tmp_path, "a/b.txt", ".store/c.txt", ".store/d/e.txt", ".f.txt")
    (tmp_path / "again.txt").symlink_to("a/b.txt")
    (tmp_path / "a" / "up").symlink_to("..")
    (tmp_path / "a" / "self").symlink_to("self")
    (tmp_path / "gone.txt").symlink_to("nothing")
    (tmp_path / "one").symlink_to(".store/d")
    (tmp_path / "two").symlink_to(".store")
    (tmp_path / "f.txt").symlink_to(".f.txt")
    assert ["a/b.txt", "f.txt", "one/e.txt", "two/c.txt"] == paths(tmp_path)
    assert {
        "a/self": "a link that leads nowhere",
        "a/up": "a link to ., which is read already",
        "again.txt": "a link to a/b.txt, which is read already",
        "gone.txt": "a link that leads nowhere",
    } == reasons(tmp_path)


def test_corpus_folder_may_be_a_link(tmp_path: Path) -> None:
    write(tmp_path, "real/a.txt", "real/b/c.txt")
    (tmp_path / "corpus").symlink_to("real")
    assert ["a.txt", "b/c.txt"] == paths(tmp_path / "corpus")
    assert {} == reasons(tmp_path / "corpus")


def test_pipes_and_sockets_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket.txt"))
        assert dict.fromkeys(
            ["pipe.txt", "socket.txt"], "a pipe, socket or device, not a file"
        ) == reasons(tmp_path)


def test_pipe_that_took_a_files_place_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    file = CorpusFile("a.txt", 10, 0)
    assert [Rejected("a.txt", "not a file any more")] == list(read(tmp_path, file, max_bytes=100))


def test_names_that_are_no_text_are_refused(tmp_path: Path) -> None:
    root = os.fsencode(tmp_path)
    for name in (b"caf\xe9.txt", b"two\nlines.txt", b"\xff"):
        Path(os.fsdecode(root + b"/" + name)).write_text("text")
    (tmp_path / os.fsdecode(b"fold\xe9r")).mkdir()
    reason = "its name is not valid text; rename it"
    expected = ["\\xff", "caf\\xe9.txt", "fold\\xe9r", "two\\x0alines.txt"]
    assert dict.fromkeys(expected, reason) == reasons(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_unreadable_files_and_folders_are_named(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b/c.txt", "d.txt")
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "b").chmod(0)
    try:
        reason = "cannot be read: Permission denied"
        assert {"a.txt": reason, "b": reason} == reasons(tmp_path)
    finally:
        (tmp_path / "b").chmod(0o700)


def test_corpus_folder_that_is_not_there(tmp_path: Path) -> None:
    write(tmp_path, "file")
    for name in ("missing", "file"):
        with pytest.raises(CorpusError, match="cannot be read"):
            scan(tmp_path / name)


def test_ten_thousand_files_in_no_time(tmp_path: Path) -> None:
    for folder in range(50):
        (tmp_path / str(folder)).mkdir()
        for name in range(200):
            (tmp_path / str(folder) / f"{name}.txt").touch()
    began = time.process_time()
    assert 10_000 == len(scan(tmp_path)[0])
    assert time.process_time() - began < 1.5  # 0.1 s on an idle machine


def test_text_is_left_raw(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("caf\xe9.Glued\r\nline".encode("cp1252"))
    assert [RawArticle(path="a.txt", text="café.Glued\nline")] == read_all(tmp_path)


@pytest.mark.parametrize("ending", [".txt", ".md", ".html", ".htm", ".jsonl"])
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\r\n\t", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not text"),
        (b"ok \xc3\x28 text", "not valid UTF-8: byte 0xC3 at offset 3|not JSON"),
        (b"x" * (MAX_BYTES + 1), "larger than 100,000 bytes"),
    ],
)
def test_what_cannot_be_read_is_named(
    tmp_path: Path, ending: str, data: bytes, reason: str
) -> None:
    (tmp_path / f"a{ending}").write_bytes(data)
    found = read_all(tmp_path)
    assert 1 == len(found)
    assert isinstance(found[0], Rejected)
    assert any(one in found[0].reason for one in reason.split("|"))


def test_file_that_grew_since_the_scan(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    file = scan(tmp_path)[0][0]
    (tmp_path / "a.txt").write_bytes(b"x" * (MAX_BYTES + 1))
    found = list(read(tmp_path, file, max_bytes=MAX_BYTES))
    assert "larger than 100,000 bytes" in getattr(found[0], "reason", "")


def test_file_that_is_gone_since_the_scan(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.jsonl")
    files, _ = scan(tmp_path)
    for file in files:
        (tmp_path / file.path).unlink()
        reason = "cannot be read: No such file or directory"
        expected = Rejected(file.path, reason, passing=True)
        assert [expected] == list(read(tmp_path, file, max_bytes=MAX_BYTES))


def test_folder_in_a_files_place(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    found = list(read(tmp_path, CorpusFile("a.txt", 1, 0), max_bytes=MAX_BYTES))
    assert isinstance(found[0], Rejected)


def everything(data: bytes, ending: str) -> Iterator[RawArticle | Rejected]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a{ending}"
        path.write_bytes(data)
        yield from read(Path(folder), CorpusFile(path.name, len(data), 0), max_bytes=MAX_BYTES)


PIECES = st.sampled_from(
    """--- : title: date: 2025 - [ ] { } " ' & * ! | > # ## ``` ~~~ <!-- --> <p> </p> <div> <table>
    <td> <script> </script> <h1> <head> <meta <a&#0;b <![CDATA[ ]]> \\ ( ) http://a.b {"text":"a"}
    {"text":"\\ud800"} "text" "id" null true 1e999 \xa0 \u2028 é â€™ \x01 \t""".split()  # noqa: SIM905
)
SOUP = st.lists(PIECES | st.sampled_from([" ", "\n", "\n\n", "  \n"]), max_size=40).map("".join)


@pytest.mark.parametrize("ending", [".txt", ".md", ".html", ".jsonl"])
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    data=st.binary(max_size=300)
    | SOUP.map(str.encode)
    | SOUP.map(lambda s: f"---\n{s}\n---\n{s}".encode())
)
def test_any_bytes_are_read_or_refused(ending: str, data: bytes) -> None:
    found = list(everything(data, ending))
    assert found
    for item in found:
        if isinstance(item, Rejected):
            assert item.reason
            assert item.reason.isprintable()
            continue
        try:
            article = build(item)
        except RejectedError:
            continue
        assert article.text
        article.text.encode()
        repr(article).encode()
