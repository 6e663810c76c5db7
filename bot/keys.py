"""The keys of a configuration: their names, those that were renamed, and what is wrong of one."""

import difflib
import re
from collections.abc import Iterator, Mapping
from typing import Any, get_type_hints

from msgspec import Struct


def known_keys(struct: type[Struct], prefix: str = "") -> Iterator[str]:
    """Yield the full name of every key, sections included."""
    for name, kind in get_type_hints(struct).items():
        yield prefix + name
        if isinstance(kind, type) and issubclass(kind, Struct):
            yield from known_keys(kind, f"{prefix}{name}.")


def moved(data: dict[str, Any], renamed: Mapping[str, str]) -> Iterator[str]:
    """Put what ``data`` holds under old names under the new ones; yield a warning for each.

    Raises ValueError where a key is there under both names.
    """
    for old, new in renamed.items():
        *sections, name = old.split(".")
        holder: Any = data
        for section in sections:
            holder = holder.get(section) if isinstance(holder, dict) else None
        if not isinstance(holder, dict) or name not in holder:
            continue
        *sections, key = new.split(".")
        target = data
        for section in sections:
            target = target.setdefault(section, {})
            if not isinstance(target, dict):
                raise ValueError(f"{section}: expected object, found {shown(target)}")  # noqa: TRY004
        if key in target:
            raise ValueError(f"{old} was renamed to {new}, which is there, too: remove {old}")
        target[key] = holder.pop(name)
        if not holder and old.partition(".")[0] not in new.split("."):
            data.pop(old.partition(".")[0], None)  # a section that was renamed as a whole
        yield f"{old} was renamed to {new}: rename it, the next version refuses it"


def explain(message: str, data: dict[str, Any], struct: type[Struct]) -> str:
    """Turn msgspec's message into one that names the full key and what was found."""
    problem, _, path = message.partition(" - at `$")
    key = path.rstrip("`").lstrip(".")
    if unknown := re.search(r"unknown field `(.*)`", problem):
        full = f"{key}.{unknown[1]}" if key else unknown[1]
        nearest = _nearest(full, struct)
        return f"{full}: there is no such key" + (
            f"; did you mean {nearest}?" if nearest else f"; known here: {_siblings(key, struct)}"
        )
    found: Any = data
    for part in re.findall(r"[^.\[\]]+", key):
        if isinstance(found, list) and part.isdigit():
            found = found[int(part)]
        elif isinstance(found, dict):
            found = found.get(part)
    if found is None or isinstance(found, dict):
        return f"{key}: {problem}" if key else problem
    wanted = problem.partition(", got")[0].replace("`", "")
    return f"{key}: {wanted[0].lower()}{wanted[1:]}, found {shown(found)}"


def shown(value: object) -> str:
    """Return a value as it is shown in a message: its beginning."""
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _nearest(full: str, struct: type[Struct]) -> str | None:
    known = list(known_keys(struct))
    close = difflib.get_close_matches(full, known, n=1, cutoff=0.75)
    if close:
        return close[0]
    last = full.rpartition(".")[2]
    by_last = {key.rpartition(".")[2]: key for key in known}
    close = difflib.get_close_matches(last, list(by_last), n=1, cutoff=0.75)
    return by_last[close[0]] if close else None


def _siblings(section: str, struct: type[Struct]) -> str:
    depth = section.count(".") + 1 if section else 0
    keys = (key for key in known_keys(struct) if key.count(".") == depth)
    return ", ".join(key for key in keys if not section or key.startswith(section + "."))
