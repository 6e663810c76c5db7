"""What a person typed or chose -> the ``data`` of an interaction, checked as a client checks it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .channels import Channel
from .guilds import Role
from .messages import Attachment, controls
from .users import User

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .messages import Message
    from .wire import Json

SUBCOMMANDS = frozenset({1, 2})
STRING = 3
INTEGER = 4
BOOLEAN = 5
NUMBER = 10
ATTACHMENT = 11

_TAKES: dict[int, tuple[type, ...]] = {
    STRING: (str,),
    INTEGER: (int,),
    BOOLEAN: (bool,),
    6: (User,),
    7: (Channel,),
    8: (Role,),
    9: (User, Role),
    NUMBER: (int, float),
    ATTACHMENT: (bytes,),
}


def option_data(
    channel: Channel,
    command: Json,
    path: Sequence[str],
    given: Mapping[str, Any],
    *,
    focused: str | None = None,
) -> Json:
    """Build the data of a slash command, or of its autocomplete where an option is focused.

    Raises LookupError for what a client would not send.
    """
    declared: Sequence[Json] = command.get("options") or ()
    outer: list[tuple[str, int]] = []
    for name in path:
        branch = _named(declared, name)
        outer.append((name, branch["type"]))
        declared = branch.get("options") or ()
    if declared and declared[0]["type"] in SUBCOMMANDS:
        raise LookupError(f"/{command['name']} needs one of its subcommands")
    resolved: Json = {}
    options: list[Json] = []
    for name, value in given.items():
        option = _named(declared, name)
        if name == focused:
            if not option.get("autocomplete"):
                raise LookupError(f"{name!r} suggests nothing")
            options.append({"name": name, "type": option["type"], "value": value, "focused": True})
        else:
            sent = _value(channel, option, value, resolved)
            options.append({"name": name, "type": option["type"], "value": sent})
    missing = [
        option["name"]
        for option in declared
        if option.get("required") and option["name"] not in given
    ]
    if missing and focused is None:
        raise LookupError(f"/{command['name']} needs {', '.join(missing)}")
    for name, kind in reversed(outer):
        options = [{"name": name, "type": kind, "options": options}]
    data: Json = {
        "id": str(command["id"]),
        "type": 1,
        "name": command["name"],
        "options": options,
    }
    if resolved:
        data["resolved"] = resolved
    if command.get("guild_id"):
        data["guild_id"] = command["guild_id"]
    return data


def _named(declared: Sequence[Json], name: str) -> Json:
    for option in declared:
        if option["name"] == name:
            return option
    raise LookupError(f"no option {name!r} among {[option['name'] for option in declared]}")


def _value(channel: Channel, option: Json, value: Any, resolved: Json) -> Any:
    kind: int = option["type"]
    fits = isinstance(value, _TAKES[kind]) and isinstance(value, bool) == (kind == BOOLEAN)
    if not fits:
        raise LookupError(f"{option['name']!r} does not take {value!r}")
    if choices := option.get("choices"):
        for choice in choices:
            if value in (choice["name"], choice["value"]):
                return choice["value"]
        raise LookupError(f"{value!r} is no choice of {option['name']!r}")
    if isinstance(value, str):
        length = len(value)
        if not option.get("min_length", 0) <= length <= option.get("max_length", 6_000):
            raise LookupError(f"{option['name']!r} does not take {length} characters")
        return value
    if isinstance(value, int | float):
        if not option.get("min_value", value) <= value <= option.get("max_value", value):
            raise LookupError(f"{option['name']!r} does not take {value}")
        return value
    return _reference(channel, value, resolved)


def _reference(channel: Channel, value: User | Channel | Role | bytes, resolved: Json) -> str:
    world, guild = channel.world, channel.guild
    if isinstance(value, bytes):
        file = Attachment(world.next_id(), "file", value, "")
        file.url = f"{world.base_url()}/attachments/0/{file.id}/file"
        world.files[file.id] = file
        resolved.setdefault("attachments", {})[str(file.id)] = file.payload()
        return str(file.id)
    key = str(value.id)
    if isinstance(value, User):
        resolved.setdefault("users", {})[key] = value.payload()
        if guild is not None and (member := guild.members.get(value.id)):
            described = member.payload(with_user=False)
            described["permissions"] = str(channel.permissions(value))
            resolved.setdefault("members", {})[key] = described
    elif isinstance(value, Role):
        resolved.setdefault("roles", {})[key] = value.payload()
    else:
        resolved.setdefault("channels", {})[key] = value.payload(permissions=0)
    return key


def component_data(message: Message, wanted: Sequence[str], menu: str | None) -> Json:
    """Build the data of a select menu from the labels or values that were chosen.

    Raises LookupError for what a client would not send.
    """
    for select in message.selects:
        if menu is not None and menu not in (select["custom_id"], select.get("placeholder")):
            continue
        options: Sequence[Json] = select.get("options") or ()
        values = [
            option["value"]
            for choice in wanted
            for option in options
            if choice in (option["label"], option["value"])
        ]
        least, most = select.get("min_values", 1), select.get("max_values", 1)
        known = message.deleted is False and not select.get("disabled")
        if known and len(values) == len(wanted) and least <= len(values) <= most:
            return {
                "custom_id": select["custom_id"],
                "component_type": select["type"],
                "id": select.get("id", 1),
                "values": values,
            }
        labels = [option["label"] for option in options]
        raise LookupError(f"{list(wanted)} cannot be chosen among {labels} of {message!r}")
    raise LookupError(f"no menu {menu!r} on {message!r}")


def modal_data(modal: Json | None, fields: Mapping[str, str]) -> Json:
    """Build the data of a modal that was filled in.

    Raises LookupError where there is no modal, or no such field in it.
    """
    if modal is None:
        raise LookupError("no modal to fill in")
    left = dict(fields)
    rows: list[Json] = []
    for row in modal["components"]:
        inner = [row["component"]] if "component" in row else controls(row["components"])
        filled = [
            {
                "type": part["type"],
                "id": part.get("id", 1),
                "custom_id": part["custom_id"],
                "value": left.pop(part["custom_id"], part.get("value", "")),
            }
            for part in inner
        ]
        if "component" in row:
            rows.append({"type": row["type"], "id": row.get("id", 1), "component": filled[0]})
        else:
            rows.append({"type": row["type"], "id": row.get("id", 1), "components": filled})
    if left:
        raise LookupError(f"the modal has no {sorted(left)}")
    return {"custom_id": modal["custom_id"], "components": rows}
