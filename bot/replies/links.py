"""Addresses that Discord accepts, and that land on the sentence that was quoted."""

import re
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

EMBED_URL: Final = 2048  # characters
BUTTON_URL: Final = 512
_WORDS: Final = 5  # words at each end of a sentence by which a browser finds it

_UNSEEN_OR_SPACE: Final = re.compile(r"[\x00-\x20\x7f]")
_HOST: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")
_AS_THEY_ARE: Final = "!$&'*+,;=:@/?%~"  # parentheses would end a masked link
_NOT_QUOTED: Final = str.maketrans({"-": "%2D"})  # means "before" and "after" in a fragment


def safe_url(url: str | None, limit: int = EMBED_URL) -> str | None:
    """Return a web address in the form that Discord takes, or None where it is none.

    A message whose embed has an address that Discord refuses is refused as a whole.
    """
    if not url or len(url) > limit or _UNSEEN_OR_SPACE.search(url):
        return None
    try:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or parts.username is not None:
            return None
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = "" if parts.port is None else f":{parts.port}"
        path, query, fragment = (
            quote(part, safe=_AS_THEY_ARE) for part in (parts.path, parts.query, parts.fragment)
        )
    except ValueError:
        return None
    if not _HOST.fullmatch(host):
        return None
    safe = urlunsplit((parts.scheme, host + port, path, query, fragment))
    return safe if len(safe) <= limit else None


def url_to_sentence(url: str | None, sentence: str, limit: int = EMBED_URL) -> str | None:
    """Return ``url`` with a text fragment that lands on ``sentence``, where that fits.

    See the WICG's "URL Fragment Text Directives"; a browser that knows none of it opens the
    page as ever.
    """
    safe = safe_url(url, limit)
    words = sentence[:4000].split()
    if safe is None or not words:
        return safe
    if len(words) <= 2 * _WORDS:
        directive = _quoted(words)
    else:
        last = sentence[-4000:].split()[-_WORDS:]
        directive = f"{_quoted(words[:_WORDS])},{_quoted(last)}"
    full = f"{safe}{'' if '#' in safe else '#'}:~:text={directive}"
    return full if len(full) <= limit else safe


def masked(title: str, url: str | None) -> str:
    """Return ``title``, which is escaped, linked to ``url``, which is safe, where there is one."""
    return f"[{title}]({url})" if url else title


def _quoted(words: list[str]) -> str:
    text = " ".join(words).encode("utf-8", "replace").decode()
    return quote(text, safe="").translate(_NOT_QUOTED)
