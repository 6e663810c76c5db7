"""The application's commands: checked as Discord checks them, stored, and found by name."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from .limits import too_long
from .options import INTEGER, NUMBER, STRING, SUBCOMMANDS
from .wire import UNKNOWN_COMMAND, Problem, error, invalid_form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .channels import Channel
    from .limits import Path
    from .wire import Json

NAME = 32
DESCRIPTION = 100
OPTIONS = 25
CHOICES = 25
CHOICE_TEXT = 100
TOTAL = 8_000

CHAT_INPUT = 1
MOST = {1: 100, 2: 15, 3: 15}
"""How many commands of each type a scope may hold."""


class Commands:
    """The global commands, and those of each guild."""

    def __init__(self, application_id: int, next_id: Callable[[], int]) -> None:
        self._application_id = application_id
        self._next_id = next_id
        self._scopes: dict[int | None, dict[int, Json]] = {}
        self.created = 0
        """How many commands were created so far, of the 200 that Discord allows a day."""
        self.overwrites = 0
        """How many bulk overwrites there were."""

    def listed(self, guild_id: int | None) -> list[Json]:
        """List the commands of a guild, or the global ones."""
        return list(self._scopes.get(guild_id, {}).values())

    def names(self, guild_id: int | None = None) -> list[str]:
        """List the names of a guild's commands, or of the global ones."""
        return sorted(command["name"] for command in self.listed(guild_id))

    def get(self, guild_id: int | None, command_id: int) -> Json:
        """Give one command; raises ApiError where there is none of that id."""
        command = self._scopes.get(guild_id, {}).get(command_id)
        if command is None:
            raise error(UNKNOWN_COMMAND)
        return command

    def overwrite(self, guild_id: int | None, payloads: Sequence[Json]) -> list[Json]:
        """Replace all commands of a scope; those that keep their type and name keep their id."""
        problems = list(_bulk(payloads))
        if problems:
            raise invalid_form(problems)
        self.overwrites += 1
        known = {_key(command): command for command in self.listed(guild_id)}
        self._scopes[guild_id] = {}
        return [self._store(guild_id, payload, known) for payload in payloads]

    def upsert(self, guild_id: int | None, payload: Json) -> Json:
        """Create a command, or replace the one with its type and name."""
        if problems := list(_command((), payload)):
            raise invalid_form(problems)
        known = {_key(command): command for command in self.listed(guild_id)}
        return self._store(guild_id, payload, known)

    def update(self, guild_id: int | None, command_id: int, changes: Json) -> Json:
        """Change a command."""
        changed = self.get(guild_id, command_id) | changes
        if problems := list(_command((), changed)):
            raise invalid_form(problems)
        self._scopes[guild_id][command_id] = changed
        return changed

    def delete(self, guild_id: int | None, command_id: int) -> None:
        """Remove a command."""
        self.get(guild_id, command_id)
        del self._scopes[guild_id][command_id]

    def find(
        self, typed: str, channel: Channel, *, kind: int = CHAT_INPUT
    ) -> tuple[Json, list[str]]:
        """Find the command that a person means in a channel, and the subcommands after its name.

        A guild's own command hides the global one of its name.
        Raises LookupError where there is none that can be used there.
        """
        guild_id = channel.guild.id if channel.guild else None
        name, *path = typed.removeprefix("/").split() if kind == CHAT_INPUT else [typed]
        context = 0 if channel.guild else 1
        for scope in dict.fromkeys((guild_id, None)):
            for command in self._scopes.get(scope, {}).values():
                if (command["type"], command["name"]) != (kind, name):
                    continue
                contexts = command.get("contexts")
                private = command.get("dm_permission", True) is not False
                if context in contexts if contexts is not None else context == 0 or private:
                    return command, path
        known = self.names() + (self.names(guild_id) if guild_id else [])
        raise LookupError(f"{typed!r} is not registered here; these are: {known}")

    def _store(
        self, guild_id: int | None, payload: Json, known: dict[tuple[int, str], Json]
    ) -> Json:
        before = known.get(_key(payload))
        command_id = int(before["id"]) if before else self._next_id()
        self.created += before is None
        command: Json = {
            "type": CHAT_INPUT,
            "description": "",
            "default_member_permissions": None,
            "nsfw": False,
            "contexts": None,
            "integration_types": [0],
            **payload,
            "id": str(command_id),
            "application_id": str(self._application_id),
            "version": str(self._next_id()),
        }
        permissions = command["default_member_permissions"]
        if permissions is not None:
            command["default_member_permissions"] = str(permissions)
        if guild_id is not None:
            command["guild_id"] = str(guild_id)
        self._scopes.setdefault(guild_id, {})[command_id] = command
        return command


def _key(command: Json) -> tuple[int, str]:
    return command.get("type") or CHAT_INPUT, command["name"]


def _bulk(payloads: Any) -> Iterator[Problem]:
    if not isinstance(payloads, list):
        yield Problem((), "LIST_TYPE_CONVERT", "Could not interpret as list.")
        return
    for index, payload in enumerate(payloads):
        yield from _command((index,), payload)
    keys = Counter((payload.get("type") or CHAT_INPUT, payload.get("name")) for payload in payloads)
    for (kind, name), times in keys.items():
        if times > 1:
            message = f"Application command names must be unique: {name} ({kind})"
            yield Problem((), "APPLICATION_COMMANDS_DUPLICATE_NAME", message)
    for kind, most in MOST.items():
        if sum(kind == key[0] for key in keys) > most:
            message = f"At most {most} commands of type {kind}."
            yield Problem((), "MAX_COMMANDS", message)


def _command(path: Path, command: Json) -> Iterator[Problem]:
    if (command.get("type") or CHAT_INPUT) != CHAT_INPUT:
        yield from too_long((*path, "name"), command.get("name"), NAME, least=1)
        if command.get("description") or command.get("options"):
            message = "Context menu commands cannot have description or options"
            yield Problem(
                (*path, "description"), "APPLICATION_COMMAND_CONTEXT_MENU_INVALID", message
            )
        return
    yield from _named(path, command)
    yield from _options((*path, "options"), command.get("options") or [], depth=0)
    if _size(command) > TOTAL:
        message = f"Command exceeds maximum size ({TOTAL})"
        yield Problem(path, "APPLICATION_COMMAND_TOO_LARGE", message)


def _named(path: Path, thing: Json) -> Iterator[Problem]:
    name = thing.get("name")
    yield from too_long((*path, "name"), name, NAME, least=1)
    if isinstance(name, str) and (
        name != name.lower() or not all(letter.isalnum() or letter in "-_'" for letter in name)
    ):
        message = "Command name is invalid"
        yield Problem((*path, "name"), "APPLICATION_COMMAND_INVALID_NAME", message)
    yield from too_long((*path, "description"), thing.get("description"), DESCRIPTION, least=1)


def _options(path: Path, options: Sequence[Json], depth: int) -> Iterator[Problem]:
    if len(options) > OPTIONS:
        yield Problem(path, "BASE_TYPE_MAX_LENGTH", f"Must be {OPTIONS} or fewer in length.")
    if len({option.get("name") for option in options}) < len(options):
        message = "Option names must be unique."
        yield Problem(path, "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", message)
    optional = False
    for index, option in enumerate(options):
        here = (*path, index)
        yield from _named(here, option)
        if option.get("type") in SUBCOMMANDS:
            if depth == 2 or (option["type"] == 2 and depth == 1):
                yield Problem(here, "BASE_TYPE_CHOICES", "Subcommands are nested too deep.")
            else:
                yield from _options((*here, "options"), option.get("options") or [], depth + 1)
            continue
        if option.get("type") not in range(STRING, 12):
            yield Problem((*here, "type"), "BASE_TYPE_CHOICES", "Must be one of 1 to 11.")
        if option.get("required") and optional:
            message = "Required options must be placed before non-required options"
            yield Problem(here, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
        optional = optional or not option.get("required")
        yield from _choices(here, option)


def _choices(path: Path, option: Json) -> Iterator[Problem]:
    choices: Sequence[Json] = option.get("choices") or ()
    if option.get("autocomplete") and (choices or option["type"] not in (STRING, INTEGER, NUMBER)):
        message = "autocomplete goes with text and numbers, and without choices"
        yield Problem(path, "APPLICATION_COMMAND_AUTOCOMPLETE_NOT_VALID_FOR_OPTION_TYPE", message)
    if len(choices) > CHOICES:
        message = f"Must be {CHOICES} or fewer in length."
        yield Problem((*path, "choices"), "BASE_TYPE_MAX_LENGTH", message)
    for index, choice in enumerate(choices):
        here = (*path, "choices", index)
        yield from too_long((*here, "name"), choice.get("name"), CHOICE_TEXT, least=1)
        if option["type"] == STRING:
            yield from too_long((*here, "value"), choice.get("value"), CHOICE_TEXT)


def _size(thing: Json) -> int:
    size = len(str(thing.get("name", ""))) + len(str(thing.get("description") or ""))
    for choice in thing.get("choices") or ():
        size += len(str(choice.get("name", ""))) + len(str(choice.get("value", "")))
    return size + sum(_size(option) for option in thing.get("options") or ())
