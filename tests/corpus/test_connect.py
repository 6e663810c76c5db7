"""Connections that are refused, and servers that take their time."""

import ipaddress
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from bot.corpus.connect import is_public
from bot.errors import FetchError
from tests.corpus.conftest import Server, answer, get


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254",
        "172.16.0.1", "172.31.255.255", "192.168.1.1", "192.0.2.1", "198.18.0.1", "224.0.0.1",
        "239.1.1.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::127.0.0.1",
        "64:ff9b::10.0.0.1", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:7f00:1::", "2001:db8::1",
        "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%1", "fec0::1", "ff02::1", "ff0e::1",
    ],
)  # fmt: skip
def test_address_that_is_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "8.8.8.8", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"],
)
def test_address_that_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_endless_body_is_cut_off(server: Server, tmp_path: Path) -> None:
    sent = 0

    def pour(client: socket.socket) -> None:
        nonlocal sent
        client.sendall(answer(kind="text/plain", Content_Length=""))
        while True:
            client.sendall(b"x" * 65_536)
            sent += 65_536

    server.answers["/pour"] = pour
    with pytest.raises(FetchError, match="larger than 100,000 bytes"):
        get(server.url("/pour"), tmp_path)
    assert sent < 20_000_000
    assert [] == list(tmp_path.iterdir())


def drip(start: bytes) -> Callable[[socket.socket], None]:
    def send(client: socket.socket) -> None:
        client.sendall(start)
        while True:
            client.sendall(b"x")
            time.sleep(0.02)

    return send


@pytest.mark.parametrize(
    "start",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n",  # in its body
        b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 99999\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX-Name: ",  # in its headers
        b"HTT",  # at its first line
    ],
)
def test_dripping_server_is_left_in_time(server: Server, tmp_path: Path, start: bytes) -> None:
    server.answers["/drip"] = drip(start)
    threads = threading.active_count()
    began = time.monotonic()
    with pytest.raises(FetchError, match=r"not fetched within 0\.3 s"):
        get(server.url("/drip"), tmp_path, timeout=0.3)
    assert time.monotonic() - began < 2
    assert threading.active_count() <= threads + 1  # the server's own
    assert [] == list(tmp_path.iterdir())


def test_silent_server_is_left_in_time(server: Server, tmp_path: Path) -> None:
    server.answers["/silent"] = lambda client: time.sleep(1)
    with pytest.raises(FetchError, match="not fetched within"):
        get(server.url("/silent"), tmp_path, timeout=0.2)


@pytest.fixture
def tls(tmp_path: Path) -> tuple[ssl.SSLContext, Path]:
    """Return a server's side of TLS on 127.0.0.1, and the certificate that vouches for it."""
    if not shutil.which("openssl"):
        pytest.skip("makes a certificate with openssl")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = (
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1"
        " -addext subjectAltName=IP:127.0.0.1 -keyout"
    )
    subprocess.run([*command.split(), key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context, certificate


@pytest.mark.parametrize("vouched", [False, True])
def test_tls(
    tls: tuple[ssl.SSLContext, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    vouched: bool,
) -> None:
    context, certificate = tls

    def serve() -> None:
        client, _ = listener.accept()
        with client, suppress(OSError), context.wrap_socket(client, server_side=True) as sock:
            sock.recv(65_536)
            sock.sendall(answer("Some text.", kind="text/plain"))

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        address = f"https://127.0.0.1:{listener.getsockname()[1]}/notes"
        if vouched:
            monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
            assert "Some text." in get(address, tmp_path / "corpus").read_text()
        else:
            with pytest.raises(FetchError, match="certificate verify failed"):
                get(address, tmp_path / "corpus")
        thread.join()


def test_tls_that_drips_is_left_in_time(server: Server, tmp_path: Path) -> None:
    address = server.url("/").replace("http:", "https:")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        began = time.monotonic()
        with pytest.raises(FetchError, match="not fetched within"):
            get(
                address.replace(str(server.port), str(listener.getsockname()[1])),
                tmp_path,
                timeout=0.3,
            )
        assert time.monotonic() - began < 2
