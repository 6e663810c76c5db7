"""A web address, or a file from elsewhere -> a new file in the corpus folder."""

import os
import re
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from filecmp import cmp
from http import HTTPStatus
from http.client import HTTPException
from io import BytesIO
from itertools import count
from pathlib import Path, PurePosixPath
from shutil import copyfileobj
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import unquote, urljoin

from bot import __version__
from bot.corpus.connect import IPAddress, connected, is_public, left
from bot.corpus.encoding import decode
from bot.corpus.html import declared_charset, with_address
from bot.corpus.readers import ENDINGS, ILLEGIBLE
from bot.errors import FetchError, RejectedError

if TYPE_CHECKING:
    import socket

    from urllib3.util import Url

_MAX_REDIRECTS = 5
_REDIRECTS = {301, 302, 303, 307, 308}
_CHUNK = 65_536  # bytes
_ENDING_OF = {"text/html": ".html", "text/plain": ".txt", "text/markdown": ".md"}
_PAGE_ENDINGS = {*ENDINGS, ".shtml", ".xhtml", ".php", ".asp", ".aspx", ".jsp"}
_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_-]{1,40})", re.IGNORECASE)
_MAX_STEM, _MIN_STEM = 80, 5  # characters of a file's name; shorter ones say too little


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    address: str  # after redirects
    media_type: str
    charset: str | None
    data: bytes


def fetch(
    address: str,
    folder: Path,
    *,
    max_bytes: int,
    timeout: float,
    permits: Callable[[IPAddress], bool] = is_public,
) -> Path:
    """Save the page at ``address`` as a new file in ``folder`` and return its path.

    ``timeout`` is in seconds, for all of it. Hosts with an address that ``permits``
    does not permit are refused. Raises FetchError.
    """
    deadline = time.monotonic() + timeout
    try:
        page = _get(address, deadline, max_bytes, permits)
        stem, ending, text = _as_file(page)
        folder.mkdir(parents=True, exist_ok=True)
        return _save(text.encode(), folder, stem, ending)
    except TimeoutError:
        raise FetchError(f"{address}: not fetched within {timeout:g} s") from None
    except (RejectedError, OSError) as error:
        raise FetchError(f"{address}: {_reason(error)}") from None


def copy_in(source: Path, folder: Path) -> Path:
    """Copy the file ``source`` into ``folder`` and return its path there.

    A file that is there already, by that name and with the same content, is left.
    Raises FetchError where another has its name, or it is of no kind that is read.
    """
    if source.suffix.lower() not in ENDINGS:
        raise FetchError(f"{source}: only {', '.join(ENDINGS)} are read; save it as one of them")
    if source.name.startswith(".") or ILLEGIBLE.search(source.name):
        raise FetchError(f"{source}: files with such names are passed over; rename it")
    if not source.is_file():
        raise FetchError(f"{source}: {'not a file' if source.exists() else 'no such file'}")
    target = folder / source.name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if source.resolve().is_relative_to(folder.resolve()):
            return source
        if not target.exists():
            with source.open("rb") as stream, _beside(stream, folder) as copy:
                if _claim(copy, target):
                    return target
        if cmp(source, target, shallow=False):
            return target
    except OSError as error:
        raise FetchError(f"{source}: {_reason(error)}") from None
    raise FetchError(f"{target} is there already and differs; remove it or rename {source.name}")


def _get(
    address: str, deadline: float, max_bytes: int, permits: Callable[[IPAddress], bool]
) -> _Page:
    """Return the page at ``address``, or where it is redirected to."""
    from urllib3.exceptions import HTTPError

    current = address
    for _ in range(_MAX_REDIRECTS + 1):
        url = _parsed(current)
        try:
            tls = url.scheme == "https"
            port = url.port or (443 if tls else 80)
            host = (url.host or "").strip("[]")
            with connected(host, port, tls=tls, deadline=deadline, permits=permits) as sock:
                answer = _request(url, sock, deadline, max_bytes)
            if isinstance(answer, _Page):
                return answer
            current = urljoin(url.url, answer)
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            left(deadline)  # what was shut down fails in many ways
            raise FetchError(f"{url.url}: {_reason(error)}") from None
    raise FetchError(f"{address}: more than {_MAX_REDIRECTS} redirects")


def _parsed(address: str) -> "Url":
    from urllib3.exceptions import LocationParseError
    from urllib3.util import parse_url

    try:
        url = parse_url(address)
    except LocationParseError:
        raise FetchError(f"{address!r} is not an address") from None
    if url.scheme not in {"http", "https"} or not url.host:
        raise FetchError(f"{address!r}: only http:// and https:// addresses are fetched")
    if url.auth:
        raise FetchError(f"{url.host}: an address with a password is not fetched")
    return url._replace(fragment=None)


def _request(url: "Url", sock: "socket.socket", deadline: float, max_bytes: int) -> _Page | str:
    """Return the page at ``url``, or the address that it redirects to."""
    from urllib3.connection import HTTPConnection, HTTPSConnection

    kind = HTTPSConnection if url.scheme == "https" else HTTPConnection
    connection = kind(url.host or "", url.port, timeout=left(deadline))
    connection.sock = sock  # it makes no connection of its own
    headers = {"User-Agent": f"space-history-bot/{__version__}", "Accept": ", ".join(_ENDING_OF)}
    connection.request("GET", url.request_uri, headers=headers, preload_content=False)
    with closing(connection.getresponse()) as response:
        left(deadline)  # a connection that was shut down looks like the end of the headers
        if response.status in _REDIRECTS and (target := response.headers.get("Location")):
            return target
        if response.status != HTTPStatus.OK:
            raise FetchError(f"{url.url}: answered {response.status}")
        content_type = response.headers.get("Content-Type", "")
        media_type = content_type.partition(";")[0].strip().lower()
        if media_type not in _ENDING_OF:
            raise FetchError(f"{url.url}: {media_type!r} is no type of page that is read")
        data = bytearray()
        for chunk in response.stream(_CHUNK):
            data += chunk
            if len(data) > max_bytes:
                raise FetchError(f"{url.url}: larger than {max_bytes:,} bytes")
        left(deadline)  # or of the page
    charset = match[1] if (match := _CHARSET.search(content_type)) else None
    return _Page(address=url.url, media_type=media_type, charset=charset, data=bytes(data))


def _as_file(page: _Page) -> tuple[str, str, str]:
    """Return the stem and ending of a page's file, and its text with its address."""
    ending = _ENDING_OF[page.media_type]
    path = unquote(page.address.partition("://")[2].partition("?")[0])
    host, *parts = [part for part in path.split("/") if part]
    last = PurePosixPath(parts[-1] if parts else "")
    if ending == ".txt" and last.suffix.lower() == ".md":
        ending = ".md"
    charset = page.charset or (declared_charset(page.data) if ending == ".html" else None)
    text = decode(page.data, charset)
    if not text.strip():
        raise FetchError(f"{page.address}: empty")
    if ending == ".html":
        text = with_address(text, page.address)
    elif ending == ".md" and not text.startswith("---"):
        text = f'---\nurl: "{page.address}"\n---\n{text}'
    elif ending == ".txt":
        text = f"{page.address}\n\n{text}"
    stem = _slug(last.stem if last.suffix.lower() in _PAGE_ENDINGS else last.name)
    if len(stem) < _MIN_STEM or stem.isdigit() or stem == "index":
        stem = _slug(f"{host.removeprefix('www.')} {stem}")
    return stem, ending, text


def _slug(text: str) -> str:
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", ascii_text)[:_MAX_STEM].strip("-")


def _save(data: bytes, folder: Path, stem: str, ending: str) -> Path:
    """Write ``data`` to a file of its own in ``folder``; what is there already is left."""
    with _beside(BytesIO(data), folder) as copy:
        for number in count(1):
            target = folder / (f"{stem}-{number}{ending}" if number > 1 else f"{stem}{ending}")
            if _claim(copy, target) or cmp(copy, target, shallow=False):
                return target
    raise AssertionError("unreachable")


@contextmanager
def _beside(source: BinaryIO, folder: Path) -> Iterator[Path]:
    """Copy ``source`` to a hidden file in ``folder``, on the same disk, that goes afterwards."""
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".adding-", delete=False) as stream:
        copy = Path(stream.name)
        try:
            copyfileobj(source, stream)
            stream.flush()
            os.fsync(stream.fileno())
            stream.close()  # Windows renames no open file
            copy.chmod(0o644)
            yield copy
        finally:
            stream.close()
            copy.unlink(missing_ok=True)


def _claim(copy: Path, target: Path) -> bool:
    """Give ``copy`` the name ``target``, whole and at once; False if the name is taken."""
    try:
        target.hardlink_to(copy)
    except FileExistsError:
        return False
    except OSError:  # a disk without hard links
        try:
            target.touch(exist_ok=False)
        except FileExistsError:
            return False
        copy.replace(target)
    return True


def _reason(error: Exception) -> str:
    """Return what went wrong in one line, without what only a programmer can use."""
    strerror = getattr(error, "strerror", None)
    return str(strerror or error).partition("\n")[0] or type(error).__name__
