"""What an article's file states about itself: front matter, or the keys of a JSON line."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, cast

import msgspec
import yaml

from bot.corpus.encoding import mend
from bot.corpus.metadata import Metadata, parse_date
from bot.errors import RejectedError

ADDRESS = re.compile(r"https?://\w[^\s<>\"\x00-\x20]*\Z")
MAX_LENGTH = 1000  # characters of a title, a name, an address
_MAX_ID = 200  # characters
_MAX_DEPTH = 4  # of nested lists and mappings; the known keys need two
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])\Z")  # as precise as many an event is known

_Text = Annotated[str, msgspec.Meta(max_length=MAX_LENGTH)]
_Texts = Annotated[list[_Text], msgspec.Meta(max_length=MAX_LENGTH)]


class Keys(msgspec.Struct, frozen=True):
    """The keys that are read. Others are ignored; null is the same as not there."""

    id: str | int | float | None = None
    other_id: str | int | float | None = msgspec.field(default=None, name="_id")
    title: _Text | None = None
    author: _Text | _Texts | None = None
    publication: _Text | None = None
    date: _Text | int | None = None
    url: _Text | None = None
    image: _Text | None = None
    licence: _Text | None = None
    license: _Text | None = None
    questions: _Text | _Texts | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a file states, checked: its id, metadata, licence and the questions it answers."""

    id: str | None = None
    metadata: Metadata = field(default_factory=Metadata)
    licence: str | None = None
    questions: tuple[str, ...] = ()


def front_matter(source: str, *, first_line: int) -> Stated:
    """Return what YAML front matter states; ``first_line`` is its first line in the file.

    Raises RejectedError for broken YAML, a value of the wrong type, an unreadable date.
    """
    try:
        mapping = _load(source)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise RejectedError(
            f"front matter, line {line}: {error.problem or 'not YAML'};"
            " put values with : or # in quotation marks"
        ) from None
    except (yaml.YAMLError, ValueError, RejectedError) as error:
        reason = str(error).partition("\n")[0]
        raise RejectedError(f"front matter cannot be read: {reason}") from None
    if mapping is None:
        return Stated()
    if not isinstance(mapping, dict):
        raise RejectedError("front matter is not a list of keys; write it as «title: …» lines")
    known = {key: mapping[key] for key in Keys.__struct_encode_fields__ if key in mapping}
    try:
        return from_keys(msgspec.convert(known, Keys), strict=True)
    except msgspec.ValidationError as error:
        raise RejectedError(f"front matter, {explain(error)}") from None
    except RejectedError as error:
        raise RejectedError(f"front matter, {error}") from None


def from_keys(keys: Keys, *, strict: bool) -> Stated:
    """Return what ``keys`` state.

    An unreadable date or address is None, or where ``strict`` raises RejectedError: a
    person wrote the front matter and can mend it, a machine wrote the million lines.
    """
    date = _line(str(keys.date)) if keys.date is not None else None
    parsed = (date if _MONTH.match(date) else parse_date(date)) if date else None
    if strict and date and not parsed:
        raise RejectedError(f"date: {date!r} is not a date; write it as 2025-07-14")
    metadata = Metadata(
        title=_line(keys.title),
        author=", ".join(_lines(keys.author)) or None,
        publication=_line(keys.publication),
        date=parsed,
        url=_address("url", keys.url, strict=strict),
        image=_address("image", keys.image, strict=strict),
    )
    return Stated(
        id=_identifier(keys.id if keys.id is not None else keys.other_id),
        metadata=metadata,
        licence=_line(keys.licence or keys.license),
        questions=tuple(_lines(keys.questions)),
    )


def explain(error: msgspec.ValidationError) -> str:
    """Return which key is wrong and how to mend it, from msgspec's message."""
    message = str(error)
    if message.startswith("Object missing"):
        return f"no {message.rpartition(' ')[2].strip('`')!r} key"
    key = match[1] if (match := re.search(r"at `\$\.(\w+)", message)) else None
    if key is None:
        return "not an object with keys"
    if "length" in message:
        return f"{key}: longer than {MAX_LENGTH:,} characters; shorten it"
    return f"{key}: the value has the wrong type; write it as text in quotation marks"


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """yaml.safe_load's loader that leaves plain scalars as they are written.

    "1957" and "No" are then titles, and 007 an id, without quotation marks.
    """

    yaml_implicit_resolvers: ClassVar = {
        first: [rule for rule in rules if rule[0] == "tag:yaml.org,2002:null"]
        for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _load(source: str) -> object:
    """Return what the YAML ``source`` holds, without aliases and without deep nesting.

    libyaml's constructor recurses in C and dies of a thousand brackets; its parser
    does not recurse, so it looks first.
    """
    depth = 0
    for event in yaml.parse(source, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.AliasEvent):
            raise RejectedError("aliases (*name) are not read; write the value again")
        if depth > _MAX_DEPTH:
            raise RejectedError("lists or mappings are nested too deeply")
    loader = _Loader(source)
    try:
        return cast("object", loader.get_single_data())
    finally:
        loader.dispose()


def _identifier(value: str | float | None) -> str | None:
    if value is None:
        return None
    text = unicodedata.normalize("NFC", mend(str(value)).strip())
    if not text:
        raise RejectedError("id: empty; give it a value or leave the key out")
    if len(text) > _MAX_ID:
        raise RejectedError(f"id: longer than {_MAX_ID} characters; shorten it")
    if not text.isprintable():
        raise RejectedError("id: holds a control character; write it as plain text")
    return text


def _line(value: str | None) -> str | None:
    """Return ``value`` mended and on one line, None if nothing is left of it."""
    return " ".join(mend(value).split()) or None if value else None


def _lines(value: str | Iterable[str] | None) -> list[str]:
    values = [value] if isinstance(value, str) else value or ()
    return [line for item in values if (line := _line(item))]


def _address(key: str, value: str | None, *, strict: bool) -> str | None:
    address = _line(value)
    if address is None or ADDRESS.match(address):
        return address
    if strict:
        raise RejectedError(f"{key}: {address!r} is not an address; begin it with https://")
    return None
