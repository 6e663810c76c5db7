"""Discord's limits on buttons, menus and modals."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from .messages import SELECTS, controls
from .wire import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .wire import Json

ROWS = 5
ROW_BUTTONS = 5
LABEL = 80
CUSTOM_ID = 100
BUTTON_LINK = 512
OPTIONS = 25
OPTION_TEXT = 100
PLACEHOLDER = 150
MODAL_TITLE = 45
MODAL_ROWS = 5
V2_PARTS = 40
V2_TEXT = 4_000

ACTION_ROW = 1
BUTTON = 2
STRING_SELECT = 3
TEXT_INPUT = 4
TEXT_DISPLAY = 10
LINK_STYLE = 5
PREMIUM_STYLE = 6

_V2_TOP = frozenset({ACTION_ROW, 9, TEXT_DISPLAY, 12, 13, 14, 17})

Path = tuple[str | int, ...]


def component_problems(components: Any, *, v2: bool) -> Iterator[Problem]:
    """List what is wrong with a message's components; ``v2`` where its flag is set."""
    if not isinstance(components, list):
        yield Problem(("components",), "LIST_TYPE_CONVERT", "Could not interpret as list.")
        return
    parts = controls(components)
    if v2:
        if len(parts) > V2_PARTS:
            yield _at_most(("components",), V2_PARTS)
        if sum(len(part.get("content") or "") for part in parts) > V2_TEXT:
            yield _at_most(("components",), V2_TEXT)
    elif len(components) > ROWS:
        yield _at_most(("components",), ROWS)
    allowed = _V2_TOP if v2 else frozenset({ACTION_ROW})
    for index, component in enumerate(components):
        if component.get("type") not in allowed:
            message = f'Value of field "type" must be one of {sorted(allowed)}.'
            yield Problem(("components", index, "type"), "UNION_TYPE_CHOICES", message)
    for path, row in _rows(("components",), components):
        yield from _row(path, row)
    custom_ids = Counter(part["custom_id"] for part in parts if part.get("custom_id"))
    for custom_id, times in custom_ids.items():
        if times > 1:
            message = f"Component custom id cannot be duplicated: {custom_id}"
            yield Problem(("components",), "COMPONENT_CUSTOM_ID_DUPLICATED", message)


def _rows(path: Path, components: Sequence[Json]) -> Iterator[tuple[Path, Json]]:
    for index, component in enumerate(components):
        here = (*path, index)
        if component.get("type") == ACTION_ROW:
            yield here, component
        else:
            yield from _rows((*here, "components"), component.get("components") or ())


def _row(path: Path, row: Json) -> Iterator[Problem]:
    parts: Sequence[Json] = row.get("components") or ()
    menus = sum(part.get("type") in SELECTS for part in parts)
    if not parts or len(parts) > ROW_BUTTONS or (menus and len(parts) > 1):
        message = f"Must be between 1 and {ROW_BUTTONS} in length, or one menu."
        yield Problem((*path, "components"), "BASE_TYPE_BAD_LENGTH", message)
    for index, part in enumerate(parts):
        here = (*path, "components", index)
        kind = part.get("type")
        if kind == BUTTON:
            yield from _button(here, part)
        elif kind in SELECTS:
            yield from _select(here, part)
        else:
            message = 'Value of field "type" must be one of (2, 3, 5, 6, 7, 8).'
            yield Problem((*here, "type"), "UNION_TYPE_CHOICES", message)


def _button(path: Path, button: Json) -> Iterator[Problem]:
    style = button.get("style")
    if style not in range(1, 7):
        yield Problem((*path, "style"), "BASE_TYPE_CHOICES", "Must be one of 1 to 6.")
    label = button.get("label")
    if label is not None:
        yield from _text((*path, "label"), label, LABEL, least=0)
    if not label and not button.get("emoji") and style != PREMIUM_STYLE:
        message = "A button needs a label or an emoji."
        yield Problem((*path, "label"), "BUTTON_COMPONENT_INVALID", message)
    if style == LINK_STYLE:
        if button.get("custom_id"):
            message = "A custom id and url cannot both be specified"
            yield Problem(
                (*path, "custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", message
            )
        link = button.get("url")
        yield from _text((*path, "url"), link, BUTTON_LINK)
        if isinstance(link, str) and not link.startswith(("http://", "https://", "discord://")):
            message = "Scheme must be one of ('discord', 'http', 'https')."
            yield Problem((*path, "url"), "URL_TYPE_INVALID_SCHEME", message)
    elif style != PREMIUM_STYLE:
        yield from _text((*path, "custom_id"), button.get("custom_id"), CUSTOM_ID)


def _select(path: Path, select: Json) -> Iterator[Problem]:
    yield from _text((*path, "custom_id"), select.get("custom_id"), CUSTOM_ID)
    if select.get("placeholder") is not None:
        yield from _text((*path, "placeholder"), select["placeholder"], PLACEHOLDER, least=0)
    least, most = select.get("min_values", 1), select.get("max_values", 1)
    options: Sequence[Json] = select.get("options") or ()
    if not 0 <= least <= OPTIONS or not 1 <= most <= OPTIONS or least > most:
        message = f"min_values {least} and max_values {most} do not go together."
        yield Problem((*path, "max_values"), "NUMBER_TYPE_MAX", message)
    if select.get("type") != STRING_SELECT:
        return
    if not 1 <= len(options) <= OPTIONS or most > len(options):
        message = f"Must be between 1 and {OPTIONS} in length, and no fewer than max_values."
        yield Problem((*path, "options"), "BASE_TYPE_BAD_LENGTH", message)
    values = Counter(option.get("value") for option in options)
    for index, option in enumerate(options):
        here = (*path, "options", index)
        yield from _text((*here, "label"), option.get("label"), OPTION_TEXT)
        yield from _text((*here, "value"), option.get("value"), OPTION_TEXT)
        if option.get("description") is not None:
            yield from _text((*here, "description"), option["description"], OPTION_TEXT, least=0)
        if values[option.get("value")] > 1:
            message = "The specified option value is already used"
            yield Problem((*here, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message)


def modal_problems(modal: Json) -> list[Problem]:
    """List what is wrong with a modal."""
    problems = [
        *_text(("title",), modal.get("title"), MODAL_TITLE),
        *_text(("custom_id",), modal.get("custom_id"), CUSTOM_ID),
    ]
    rows: Sequence[Json] = modal.get("components") or ()
    if not 1 <= len(rows) <= MODAL_ROWS:
        message = f"Must be between 1 and {MODAL_ROWS} in length."
        problems.append(Problem(("components",), "BASE_TYPE_BAD_LENGTH", message))
    return problems


def _at_most(path: Path, most: int) -> Problem:
    return Problem(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")


def _text(path: Path, value: Any, most: int, *, least: int = 1) -> Iterator[Problem]:
    if not isinstance(value, str) or len(value) < least:
        yield Problem(path, "BASE_TYPE_REQUIRED", "This field is required")
    elif len(value) > most:
        yield _at_most(path, most)
