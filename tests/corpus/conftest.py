"""A server on loopback that answers as a test says, and a fetch that permits it."""

import ipaddress
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.corpus.connect import IPAddress
from bot.corpus.fetch import fetch


def answer(
    body: bytes | str = b"",
    *,
    kind: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    **more: str,
) -> bytes:
    body = body.encode() if isinstance(body, str) else body
    headers = {"Content-Type": kind, "Content-Length": str(len(body)), "Connection": "close"}
    headers |= {name.replace("_", "-"): value for name, value in more.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items() if value)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


@dataclass
class Server:
    """A server that sends, for each path, what a test says."""

    port: int
    answers: dict[str, bytes | Callable[[socket.socket], None]] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def serve(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self.talk, args=(client,), daemon=True).start()

    def talk(self, client: socket.socket) -> None:
        with client:
            try:
                request = client.recv(65536).decode()
                self.requests.append(request)
                found = self.answers.get(request.split(" ")[1], answer(status="404 Not Found"))
                if callable(found):
                    found(client)
                else:
                    client.sendall(found)
            except OSError:
                pass  # the client hung up


@pytest.fixture
def server() -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Server(listener.getsockname()[1])
        thread = threading.Thread(target=server.serve, args=(listener,), daemon=True)
        thread.start()
        yield server
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()


def loopback(address: IPAddress) -> bool:
    return address == ipaddress.ip_address("127.0.0.1")


def get(address: str, folder: Path, *, max_bytes: int = 100_000, timeout: float = 5) -> Path:
    return fetch(address, folder, max_bytes=max_bytes, timeout=timeout, permits=loopback)
