"""What the bot answers to interactions: callbacks, follow-ups, edits, deletions."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any

from .components import modal_problems
from .interactions import (
    CALLBACKS,
    CHOICES,
    COMMAND,
    DEFERRED_MESSAGE,
    DEFERRED_UPDATE,
    MESSAGE,
    SHOW_MODAL,
    UPDATE,
    Choice,
    Interaction,
)
from .limits import choice_problems, is_empty, message_problems
from .messages import (
    CHAT_INPUT_COMMAND,
    CONTEXT_MENU_COMMAND,
    DEFAULT,
    EPHEMERAL,
    LOADING,
    REPLY,
    Message,
)
from .wire import (
    ALREADY_ACKNOWLEDGED,
    EMPTY_MESSAGE,
    UNKNOWN_INTERACTION,
    UNKNOWN_MESSAGE,
    Problem,
    error,
    invalid_form,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .desk import Desk
    from .wire import Json
    from .world import Upload


class Replies:
    """Take the bot's replies to interactions, by Discord's rules."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._world = desk.world

    def callback(
        self, interaction_id: int, token: str, body: Json, files: Sequence[Upload]
    ) -> Json:
        """Take the first response to an interaction; gives what ``with_response`` returns."""
        interaction = self._desk.to_acknowledge(interaction_id, token)
        interaction.callbacks += 1
        interaction.changed()
        if interaction.acknowledged:
            raise error(ALREADY_ACKNOWLEDGED)
        if interaction.failed:
            raise error(UNKNOWN_INTERACTION)
        kind = body.get("type")
        data: Json = body.get("data") or {}
        self._check(interaction, kind, data, files)
        assert isinstance(kind, int)
        interaction.callback = kind
        interaction.acknowledged_after = monotonic() - interaction.sent_at
        if interaction.deadline is not None:
            interaction.deadline.cancel()
        _RESPOND[kind](self, interaction, data, files)
        interaction.changed()
        return self._callback_result(interaction, kind)

    def _check(
        self, interaction: Interaction, kind: Any, data: Json, files: Sequence[Upload]
    ) -> None:
        taken = CALLBACKS[interaction.kind]
        if kind not in taken or (kind in (DEFERRED_UPDATE, UPDATE) and not interaction.message):
            message = f"Value must be one of {sorted(taken)}."
            raise invalid_form([Problem(("type",), "BASE_TYPE_CHOICES", message)])
        problems: list[Problem] = []
        if kind == CHOICES:
            problems = choice_problems(data.get("choices"), _focused(interaction.data))
        elif kind == SHOW_MODAL:
            problems = modal_problems(data)
        elif kind in (MESSAGE, UPDATE):
            problems = message_problems(data, ephemeral_allowed=True)
            if not problems and kind == MESSAGE and is_empty(data, files=len(files)):
                raise error(EMPTY_MESSAGE)
        if problems:
            raise invalid_form(
                Problem(("data", *problem.path), problem.code, problem.message)
                for problem in problems
            )

    def _callback_result(self, interaction: Interaction, kind: int) -> Json:
        original = interaction.original
        result: Json = {
            "interaction": {
                "id": str(interaction.id),
                "type": interaction.kind,
                "response_message_id": str(original.id) if original else None,
                "response_message_loading": kind == DEFERRED_MESSAGE,
                "response_message_ephemeral": interaction.ephemeral,
            }
        }
        if original is not None:
            result["resource"] = {"type": kind, "message": original.payload()}
        return result

    def _message(self, interaction: Interaction, data: Json, files: Sequence[Upload]) -> None:
        interaction.original = interaction.response = self._compose(interaction, data, files)
        interaction.ephemeral = interaction.response.ephemeral
        _answer(interaction)

    def _defer(self, interaction: Interaction, data: Json, files: Sequence[Upload]) -> None:
        interaction.deferred = True
        flags = data.get("flags") or 0
        interaction.ephemeral = bool(flags & EPHEMERAL)
        shown = LOADING | flags & EPHEMERAL
        interaction.original = self._compose(interaction, {"flags": shown}, files)

    def _defer_update(self, interaction: Interaction, _: Json, __: Sequence[Upload]) -> None:
        interaction.deferred = True
        interaction.original = interaction.message

    def _update(self, interaction: Interaction, data: Json, files: Sequence[Upload]) -> None:
        assert interaction.message is not None
        interaction.original = interaction.message
        self._updated(interaction, interaction.message, data, files)

    def _suggest(self, interaction: Interaction, data: Json, _: Sequence[Upload]) -> None:
        choices = data.get("choices") or ()
        interaction.choices = [Choice(choice["name"], choice["value"]) for choice in choices]
        _answer(interaction)

    def _ask(self, interaction: Interaction, data: Json, _: Sequence[Upload]) -> None:
        interaction.modal = data
        _answer(interaction)

    def _compose(self, interaction: Interaction, body: Json, files: Sequence[Upload]) -> Message:
        kind, user = DEFAULT, interaction.user
        if interaction.kind == COMMAND:
            chat_input = interaction.data["type"] == 1
            kind = CHAT_INPUT_COMMAND if chat_input else CONTEXT_MENU_COMMAND
        elif interaction.message is not None:
            kind = REPLY
        message = self._world.compose(interaction.channel, self._world.bot, body, files, kind=kind)
        message.interaction = {
            "id": str(interaction.id),
            "type": interaction.kind,
            "user": user.payload(),
            "authorizing_integration_owners": {},
        }
        if interaction.message is not None:
            message.reference_id = interaction.message.id
        return self._world.post(message, announced=self._desk.announces_replies)

    def _updated(
        self, interaction: Interaction, message: Message, body: Json, files: Sequence[Upload]
    ) -> None:
        if message.deleted:
            raise error(UNKNOWN_MESSAGE)
        interaction.updated = True
        interaction.edits.append(body)
        self._edit(message, body, files)
        _answer(interaction)

    def _find(self, interaction: Interaction, which: str) -> Message:
        original = interaction.original
        if which == "@original" or (original is not None and which == str(original.id)):
            found = original
        else:
            found = next((it for it in interaction.followups if str(it.id) == which), None)
        if found is None or found.deleted:
            raise error(UNKNOWN_MESSAGE)
        return found

    def follow_up(self, token: str, body: Json, files: Sequence[Upload]) -> Json:
        """Take a further message; the first after a deferral is the deferred reply itself."""
        interaction = self._desk.acknowledged(token)
        if problems := message_problems(body, ephemeral_allowed=True):
            raise invalid_form(problems)
        if is_empty(body, files=len(files)):
            raise error(EMPTY_MESSAGE)
        original = interaction.original
        if original is not None and original.flags & LOADING and not original.deleted:
            self._fill(interaction, original, body, files)
            return original.payload()
        message = self._compose(interaction, body, files)
        interaction.followups.append(message)
        _answer(interaction)
        interaction.changed()
        return message.payload()

    def _fill(
        self, interaction: Interaction, original: Message, body: Json, files: Sequence[Upload]
    ) -> None:
        original.flags &= ~LOADING
        self._edit(original, body | {"flags": body.get("flags") or 0}, files, first=True)
        interaction.response = original
        _answer(interaction)
        interaction.changed()

    def _edit(
        self, message: Message, body: Json, files: Sequence[Upload], *, first: bool = False
    ) -> None:
        announced = self._desk.announces_replies
        self._world.edit(message, body, files, first=first, announced=announced)

    def fetch(self, token: str, which: str) -> Json:
        """Give @original, or a follow-up by its id."""
        return self._find(self._desk.acknowledged(token), which).payload()

    def edit(self, token: str, which: str, body: Json, files: Sequence[Upload]) -> Json:
        """Change @original, or a follow-up by its id."""
        interaction = self._desk.acknowledged(token)
        message = self._find(interaction, which)
        if problems := message_problems(body, ephemeral_allowed=True):
            raise invalid_form(problems)
        if message.flags & LOADING:
            self._fill(interaction, message, body, files)
        elif message is interaction.original and message is interaction.message:
            self._updated(interaction, message, body, files)
        else:
            if message is interaction.original:
                interaction.edits.append(body)
            self._edit(message, body, files)
        interaction.changed()
        return message.payload()

    def delete(self, token: str, which: str) -> None:
        """Remove @original, or a follow-up by its id."""
        interaction = self._desk.acknowledged(token)
        message = self._find(interaction, which)
        self._world.delete(message)
        if message is interaction.original:
            interaction.deleted = True
            _answer(interaction)
        interaction.changed()


_RESPOND = {
    MESSAGE: Replies._message,
    DEFERRED_MESSAGE: Replies._defer,
    DEFERRED_UPDATE: Replies._defer_update,
    UPDATE: Replies._update,
    CHOICES: Replies._suggest,
    SHOW_MODAL: Replies._ask,
}


def _answer(interaction: Interaction) -> None:
    if interaction.answered_after is None:
        interaction.answered_after = monotonic() - interaction.sent_at


def _focused(data: Json) -> int | None:
    for option in data.get("options") or ():
        if option.get("focused"):
            return int(option["type"])
        if (nested := _focused(option)) is not None:
            return nested
    return None
