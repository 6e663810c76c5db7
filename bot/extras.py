"""Libraries that only some settings need, and how to get them."""

from collections.abc import Mapping
from importlib.util import find_spec

# Of a key: the library, and the name of the extra in pyproject.toml.
_NEEDED: Mapping[str, tuple[str, str]] = {
    "corpus.watch": ("watchfiles", "watch"),
    "ops.listen": ("prometheus_client", "ops"),
}


def missing(key: str) -> str | None:
    """Say which library a key needs, if it is not installed."""
    library, _ = _NEEDED[key]
    if find_spec(library) is not None:
        return None
    return f"{key} needs the library {library}, which is not installed"


def mend(key: str) -> str:
    """Say how to get what a key needs."""
    return f"run pip install -e '.[{_NEEDED[key][1]}]' in the bot's folder"
