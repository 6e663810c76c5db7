"""The files of a picture: NAME.json, and NAME.png with a stamp of what it was drawn from."""

import hashlib
import json
import struct
import zlib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent

_KEYWORD = b"Drawn-From"
_HEADER = 33  # bytes: the signature, and IHDR, which is always first


def text_of(scene: dict[str, Any]) -> str:
    """Return a scene as the text of its JSON file."""
    return json.dumps(scene, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def stamped(png: bytes, text: str) -> bytes:
    """Return a PNG that says from which text it was drawn."""
    return png[:_HEADER] + _stamp(text) + png[_HEADER:]


def is_drawn_from(png: bytes, text: str) -> bool:
    """Whether a PNG was drawn from ``text``."""
    return png[_HEADER:].startswith(_stamp(text))


def _stamp(text: str) -> bytes:
    """Return a tEXt chunk with the checksum of ``text``."""
    digest = hashlib.sha256(text.encode()).hexdigest().encode()
    body = b"tEXt" + _KEYWORD + b"\0" + digest
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
