"""Discord's limits on messages: what Discord would answer 50035 to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .components import component_problems
from .messages import COMPONENTS_V2, EPHEMERAL
from .wire import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .wire import Json

CONTENT = 2_000
EMBEDS = 10
EMBED_TOTAL = 6_000
TITLE = 256
DESCRIPTION = 4_096
FIELDS = 25
FIELD_NAME = 256
FIELD_VALUE = 1_024
FOOTER = 2_048
AUTHOR = 256
LINK = 2_048
NONCE = 25
MENTIONED = 100
FILES = 10
CHOICES = 25
CHOICE = 100

_FLAGS = 1 << 2 | EPHEMERAL | 1 << 12 | 1 << 13 | COMPONENTS_V2
_LINK_SCHEMES = ("http://", "https://", "attachment://")

Path = tuple[str | int, ...]


def too_long(path: Path, value: Any, most: int, *, least: int = 0) -> Iterator[Problem]:
    """Complain of a text that is none, too long, or too short."""
    if not isinstance(value, str):
        yield Problem(path, "STRING_TYPE_CONVERT", "Could not interpret as string.")
    elif len(value) > most:
        yield Problem(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
    elif len(value.strip()) < least:
        yield Problem(path, "BASE_TYPE_REQUIRED", "This field is required")


def too_many(path: Path, value: Any, most: int) -> Iterator[Problem]:
    """Complain of a list that is none, or too long."""
    if not isinstance(value, list):
        yield Problem(path, "LIST_TYPE_CONVERT", "Could not interpret as list.")
    elif len(value) > most:
        yield Problem(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")


def message_problems(body: Json, *, ephemeral_allowed: bool) -> list[Problem]:
    """List what is wrong with the body of a message, new or edited."""
    return list(_message(body, ephemeral_allowed))


def _message(body: Json, ephemeral_allowed: bool) -> Iterator[Problem]:
    content = body.get("content")
    if content is not None:
        yield from too_long(("content",), content, CONTENT)
    flags = body.get("flags") or 0
    if flags & ~_FLAGS or (flags & EPHEMERAL and not ephemeral_allowed):
        yield Problem(("flags",), "MESSAGE_FLAGS_INVALID", f"Flags {flags} cannot be set here.")
    embeds = body.get("embeds")
    if embeds is not None:
        yield from _embeds(embeds)
    if components := body.get("components"):
        yield from component_problems(components, v2=bool(flags & COMPONENTS_V2))
    if flags & COMPONENTS_V2:
        for field in ("content", "embeds", "poll", "sticker_ids"):
            if body.get(field):
                message = f"The '{field}' field cannot be used with MessageFlags.IS_COMPONENTS_V2"
                yield Problem(
                    (field,), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message
                )
    nonce = body.get("nonce")
    if nonce is not None and len(str(nonce)) > NONCE:
        yield Problem(("nonce",), "NONCE_TYPE_TOO_LONG", f"Must be {NONCE} or fewer in length.")
    if allowed := body.get("allowed_mentions"):
        yield from _allowed_mentions(allowed)
    if body.get("attachments"):
        yield from too_many(("attachments",), body["attachments"], FILES)


def _embeds(embeds: Any) -> Iterator[Problem]:
    yield from too_many(("embeds",), embeds, EMBEDS)
    if not isinstance(embeds, list):
        return
    total = 0
    for index, embed in enumerate(embeds):
        yield from _embed(("embeds", index), embed)
        total += _size(embed)
    if total > EMBED_TOTAL:
        yield Problem(
            ("embeds",),
            "MAX_EMBED_SIZE_EXCEEDED",
            f"Embed size exceeds maximum size of {EMBED_TOTAL}",
        )


def _size(embed: Json) -> int:
    size = len(embed.get("title") or "") + len(embed.get("description") or "")
    size += len((embed.get("footer") or {}).get("text") or "")
    size += len((embed.get("author") or {}).get("name") or "")
    for field in embed.get("fields") or ():
        size += len(field.get("name") or "") + len(field.get("value") or "")
    return size


def _embed(path: Path, embed: Json) -> Iterator[Problem]:
    if embed.get("title") is not None:
        yield from too_long((*path, "title"), embed["title"], TITLE)
    if embed.get("description") is not None:
        yield from too_long((*path, "description"), embed["description"], DESCRIPTION)
    if embed.get("url") is not None:
        yield from link_problems((*path, "url"), embed["url"], LINK)
    color = embed.get("color")
    if color is not None and not 0 <= color <= 0xFFFFFF:
        yield Problem((*path, "color"), "NUMBER_TYPE_MAX", "Must be between 0 and 16777215.")
    if footer := embed.get("footer"):
        yield from too_long((*path, "footer", "text"), footer.get("text"), FOOTER, least=1)
        yield from _icon((*path, "footer"), footer)
    if author := embed.get("author"):
        yield from too_long((*path, "author", "name"), author.get("name"), AUTHOR, least=1)
        yield from _icon((*path, "author"), author)
    for part in ("image", "thumbnail"):
        if embed.get(part):
            yield from link_problems((*path, part, "url"), embed[part].get("url"), LINK)
    if fields := embed.get("fields"):
        yield from too_many((*path, "fields"), fields, FIELDS)
        for index, field in enumerate(fields):
            name, value = (*path, "fields", index, "name"), (*path, "fields", index, "value")
            yield from too_long(name, field.get("name"), FIELD_NAME, least=1)
            yield from too_long(value, field.get("value"), FIELD_VALUE, least=1)


def _icon(path: Path, part: Json) -> Iterator[Problem]:
    for key in ("icon_url", "url"):
        if part.get(key) is not None:
            yield from link_problems((*path, key), part[key], LINK)


def link_problems(path: Path, link: Any, most: int) -> Iterator[Problem]:
    """Complain of a link that is too long, or of a scheme that Discord does not take."""
    yield from too_long(path, link, most, least=1)
    if isinstance(link, str) and (not link.lower().startswith(_LINK_SCHEMES) or " " in link):
        yield Problem(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")


def _allowed_mentions(allowed: Json) -> Iterator[Problem]:
    parse = allowed.get("parse") or ()
    for kind in ("users", "roles"):
        listed = allowed.get(kind) or []
        yield from too_many(("allowed_mentions", kind), listed, MENTIONED)
        if listed and kind in parse:
            message = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            yield Problem(
                ("allowed_mentions",), "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message
            )
    for index, kind in enumerate(parse):
        if kind not in ("users", "roles", "everyone"):
            path: Path = ("allowed_mentions", "parse", index)
            yield Problem(path, "BASE_TYPE_CHOICES", "Must be one of users, roles, everyone.")


def is_empty(body: Json, *, files: int) -> bool:
    """Whether a new message would show nothing."""
    content = body.get("content")
    said = isinstance(content, str) and content.strip()
    shown = body.get("embeds") or body.get("components") or body.get("sticker_ids")
    return not (said or shown or files or body.get("poll"))


def choice_problems(choices: Any, kind: int | None) -> list[Problem]:
    """List what is wrong with autocomplete's suggestions for an option of that kind."""
    problems = list(too_many(("choices",), choices, CHOICES))
    for index, choice in enumerate(choices if isinstance(choices, list) else ()):
        problems += too_long(("choices", index, "name"), choice.get("name"), CHOICE, least=1)
        value, path = choice.get("value"), ("choices", index, "value")
        if kind in (4, 10):
            if not isinstance(value, int | float):
                problems.append(Problem(path, "NUMBER_TYPE_COERCE", f"{value!r} is no number."))
        else:
            problems += too_long(path, value, CHOICE, least=1)
    return problems
