"""Fetching over real sockets, from a server on loopback that the tests permit by name."""

import gzip
import socket
from pathlib import Path

import pytest

from bot.corpus.article import build
from bot.corpus.fetch import copy_in, fetch
from bot.corpus.readers import RawArticle, read, scan
from bot.errors import FetchError
from tests.corpus.conftest import Server, answer, get

PAGE = (
    "<!DOCTYPE html>\n<html><head><title>Dawn of the station</title></head><body><article>"
    "<h1>Dawn of the station</h1>"
    + "".join(
        f"<p>Module {name} was launched to the station and docked there two days later, while "
        "the crew on board watched it come nearer on their screens and waited.</p>"
        for name in ("Zarya", "Unity", "Zvezda", "Destiny")
    )
    + "</article></body></html>"
)


def test_page_is_saved_with_its_address(server: Server, tmp_path: Path) -> None:
    server.answers["/2001/Dawn_of_the%20Station.html?x=1"] = answer(PAGE)
    path = get(server.url("/2001/Dawn_of_the%20Station.html?x=1#top"), tmp_path)
    assert tmp_path / "dawn-of-the-station.html" == path
    files, rejected = scan(tmp_path)
    assert [] == rejected
    raw = next(read(tmp_path, files[0], max_bytes=100_000))
    assert isinstance(raw, RawArticle)
    article = build(raw)
    assert server.url("/2001/Dawn_of_the%20Station.html?x=1") == article.url
    assert "Dawn of the station" == article.title
    assert 4 == len(article.paragraphs)
    assert "User-Agent: space-history-bot/" in server.requests[0]
    assert f"Host: 127.0.0.1:{server.port}" in server.requests[0]


def test_stated_address_of_a_page_is_kept(server: Server, tmp_path: Path) -> None:
    canonical = '<head><link rel="canonical" href="https://example.org/dawn/">'
    server.answers["/dawn-copy"] = answer(PAGE.replace("<head>", canonical))
    get(server.url("/dawn-copy"), tmp_path)
    raw = next(read(tmp_path, scan(tmp_path)[0][0], max_bytes=100_000))
    assert isinstance(raw, RawArticle)
    assert "https://example.org/dawn/" == raw.metadata.url


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("/", "text/html", "127-0-0-1-{port}.html"),
        ("/index.html", "text/html", "127-0-0-1-{port}-index.html"),
        ("/con", "text/html", "127-0-0-1-{port}-con.html"),
        ("/1969", "text/html", "127-0-0-1-{port}-1969.html"),
        ("/a/..%2F..%2Fetc%2Fpasswd", "text/html", "passwd.html"),
        ("/.hidden-file", "text/html", "hidden-file.html"),
        ("/Soyuz_7K-T_No.39", "text/html", "soyuz-7k-t-no-39.html"),
        ("/caf%C3%A9-%E2%80%9Cdawn%E2%80%9D", "text/html", "cafe-dawn.html"),
        ("/notes.php", "TEXT/PLAIN", "notes.txt"),
        ("/notes.md", "text/plain", "notes.md"),
        ("/notes", "text/markdown; charset=utf-8", "notes.md"),
        ("/" + "long-" * 100, "text/plain", "long-" * 15 + "long.txt"),
    ],
)
def test_names(server: Server, tmp_path: Path, path: str, kind: str, name: str) -> None:
    server.answers[path] = answer("Some text.", kind=kind)
    saved = get(server.url(path), tmp_path / "new" / "corpus")
    assert name.format(port=server.port) == saved.name
    assert [saved] == list((tmp_path / "new" / "corpus").iterdir())


def test_what_is_there_is_not_overwritten(server: Server, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    server.answers["/notes"] = answer("First.", kind="text/plain")
    assert "notes-2.txt" == get(server.url("/notes"), tmp_path).name
    assert "notes-2.txt" == get(server.url("/notes"), tmp_path).name
    server.answers["/notes"] = answer("Second.", kind="text/plain")
    assert "notes-3.txt" == get(server.url("/notes"), tmp_path).name
    assert "mine" == (tmp_path / "notes.txt").read_text()
    assert ["notes-2.txt", "notes-3.txt", "notes.txt"] == sorted(
        path.name for path in tmp_path.iterdir()
    )


def test_an_empty_page_is_refused(server: Server, tmp_path: Path) -> None:
    for body in ("", " \n\t"):
        server.answers["/empty"] = answer(body, kind="text/plain")
        with pytest.raises(FetchError, match=r"/empty: empty$"):
            get(server.url("/empty"), tmp_path)
    assert [] == list(tmp_path.iterdir())


def test_encoding_of_the_header_or_the_page_counts(server: Server, tmp_path: Path) -> None:
    text = "Zdeněk Němec wrote this."
    server.answers["/header"] = answer(
        text.encode("cp1250"), kind="text/plain; charset=windows-1250"
    )
    meta = f'<meta charset="windows-1250"><p>{text}'
    server.answers["/in-page"] = answer(meta.encode("cp1250"), kind="text/html")
    assert text in get(server.url("/header"), tmp_path).read_text("utf-8")
    assert text in get(server.url("/in-page"), tmp_path).read_text("utf-8")


def test_markdown_gets_its_address_unless_it_has_front_matter(
    server: Server, tmp_path: Path
) -> None:
    server.answers["/plain.md"] = answer("# Dawn\n\nText.", kind="text/markdown")
    server.answers["/front.md"] = answer("---\ntitle: Dawn\n---\nText.", kind="text/markdown")
    get(server.url("/plain.md"), tmp_path)
    get(server.url("/front.md"), tmp_path)
    raws = [next(read(tmp_path, file, max_bytes=1000)) for file in scan(tmp_path)[0]]
    urls = [raw.metadata.url for raw in raws if isinstance(raw, RawArticle)]
    assert [None, server.url("/plain.md")] == urls


def test_plain_text_gets_its_address(server: Server, tmp_path: Path) -> None:
    server.answers["/notes"] = answer("The crew waited. " * 40, kind="text/plain")
    get(server.url("/notes"), tmp_path)
    raw = next(read(tmp_path, scan(tmp_path)[0][0], max_bytes=1000))
    assert isinstance(raw, RawArticle)
    article = build(raw)
    assert server.url("/notes") == article.url
    assert "http" not in article.text


def test_compressed_page_is_read(server: Server, tmp_path: Path) -> None:
    packed = gzip.compress(b"Some text of an article.")
    server.answers["/packed"] = answer(packed, kind="text/plain", Content_Encoding="gzip")
    assert "Some text of an article." in get(server.url("/packed"), tmp_path).read_text()


def test_redirects_are_followed_five_times(server: Server, tmp_path: Path) -> None:
    for number in range(9):
        server.answers[f"/{number}"] = answer(status="302 Found", Location=f"/{number + 1}")
    server.answers["/9"] = answer("There.", kind="text/plain")
    assert "There." in get(server.url("/4"), tmp_path).read_text()
    with pytest.raises(FetchError, match="more than 5 redirects"):
        get(server.url("/3"), tmp_path)


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("file:///etc/passwd", "only http"),
        ("ftp://example.org/", "only http"),
        ("//127.0.0.2/", "not on the public internet"),
        ("http://10.0.0.1/", "not on the public internet"),
        ("http://[::1]/", "not on the public internet"),
        ("http://169.254.169.254/latest/", "not on the public internet"),
        ("http://user:pass@127.0.0.1/", "password"),
        ("http://[bad/", "Invalid IPv6 URL"),
    ],
)
def test_redirect_to_what_is_not_fetched(
    server: Server, tmp_path: Path, location: str, reason: str
) -> None:
    server.answers["/away"] = answer(status="301 Moved Permanently", Location=location)
    with pytest.raises(FetchError, match=reason):
        get(server.url("/away"), tmp_path)
    assert 1 == len(server.requests)
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "address",
    [
        "",
        "corpus/apollo.md",
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "ftp://example.org/a",
        "javascript:alert(1)",
        "http://",
        "http:///etc/passwd",
        "http://exa mple.org/",
        "http://example.org:99999/",
        "http://" + "a" * 64 + ".example/",
        "http://[::1",
    ],
)
def test_what_is_no_web_address_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(FetchError) as caught:
        get(address, tmp_path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "0.0.0.0",
        "127.1",
        "2130706433",
        "0x7f000001",
        "[::ffff:127.0.0.1]",
    ],
)
def test_this_machine_is_refused_however_it_is_named(
    server: Server, tmp_path: Path, host: str
) -> None:
    with pytest.raises(FetchError):
        fetch(f"http://{host}:{server.port}/", tmp_path, max_bytes=1000, timeout=5)
    assert [] == server.requests


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "application/json", ""])
def test_other_types_are_refused(server: Server, tmp_path: Path, kind: str) -> None:
    server.answers["/x"] = answer(b"%PDF-1.7", kind=kind)
    with pytest.raises(FetchError, match="no type of page"):
        get(server.url("/x"), tmp_path)


def test_binary_named_text_is_refused(server: Server, tmp_path: Path) -> None:
    server.answers["/x"] = answer(b"\x89PNG\r\n\x1a\n\0\0\0", kind="text/plain")
    with pytest.raises(FetchError, match="a PNG image"):
        get(server.url("/x"), tmp_path)
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("status", ["404 Not Found", "500 Oops", "204 No Content", "302 Found"])
def test_other_answers_are_refused(server: Server, tmp_path: Path, status: str) -> None:
    server.answers["/x"] = answer(status=status)
    with pytest.raises(FetchError, match=f"answered {status[:3]}"):
        get(server.url("/x"), tmp_path)


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"SSH-2.0-OpenSSH\r\n",
        b"\0" * 100,
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\nContent-Type: text/html\r\n\r\nabc",
    ],
)
def test_what_is_no_whole_answer_is_refused(server: Server, tmp_path: Path, garbage: bytes) -> None:
    server.answers["/x"] = garbage
    with pytest.raises(FetchError) as caught:
        get(server.url("/x"), tmp_path)
    assert "\n" not in str(caught.value)
    assert [] == list(tmp_path.iterdir())


def test_nobody_listening(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(FetchError, match="refused"):
        get(f"http://127.0.0.1:{port}/", tmp_path)


def test_copy_in(tmp_path: Path) -> None:
    source, corpus = tmp_path / "Apollo notes.TXT", tmp_path / "corpus"
    source.write_text("Some text.")
    assert corpus / "Apollo notes.TXT" == copy_in(source, corpus)
    assert "Some text." == (corpus / "Apollo notes.TXT").read_text()
    assert ["Apollo notes.TXT"] == [path.name for path in corpus.iterdir()]


def test_copy_in_again_changes_nothing(tmp_path: Path) -> None:
    source, corpus = tmp_path / "apollo.txt", tmp_path / "corpus"
    source.write_text("Some text.")
    first = copy_in(source, corpus)
    assert first == copy_in(source, corpus)
    assert first == copy_in(first, corpus)
    source.write_text("Some other text.")
    with pytest.raises(FetchError, match="is there already"):
        copy_in(source, corpus)
    assert "Some text." == first.read_text()


@pytest.mark.parametrize(
    "name", ["apollo.pdf", "apollo", ".apollo.txt", "apollo\n.txt", "gone.txt", "folder.txt"]
)
def test_copy_in_refuses(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.txt").mkdir()
    for existing in ("apollo.pdf", "apollo", ".apollo.txt", "apollo\n.txt"):
        (tmp_path / existing).write_text("Some text.")
    with pytest.raises(FetchError):
        copy_in(tmp_path / name, tmp_path / "corpus")


def test_copy_in_to_what_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "apollo.txt").write_text("Some text.")
    (tmp_path / "corpus").write_text("a file")
    with pytest.raises(FetchError, match="exists"):
        copy_in(tmp_path / "apollo.txt", tmp_path / "corpus")
