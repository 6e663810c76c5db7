"""People, and what they do; each verb is something that a person does in a Discord client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from .interactions import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL
from .messages import button_name
from .options import component_data, modal_data, option_data
from .users import User

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .channels import Channel
    from .interactions import Choice, Interaction
    from .messages import Message
    from .wire import Json
    from .world import World

Stage = Literal["answered", "acknowledged", "sent"]


class Person(User):
    """Someone who acts; ``direct_messages_open`` says whether the bot may write to them."""

    def __init__(self, world: World, name: str) -> None:
        super().__init__(world, name)
        self.direct_messages_open = True
        self.locale = "en-US"

    @property
    def direct_messages(self) -> Channel:
        """The channel between this person and the bot."""
        return self.world.direct_channel(self)

    async def says(
        self,
        channel: Channel,
        text: str,
        *,
        replying_to: Message | None = None,
        pinging: bool = True,
    ) -> Message:
        """Write in a channel, where ``<@bot>`` mentions the bot; ``pinging`` is of a reply."""
        body: Json = {"content": self._addressed(text)}
        if replying_to is not None:
            body["message_reference"] = {"message_id": str(replying_to.id)}
            body["allowed_mentions"] = {
                "parse": ["users", "roles", "everyone"],
                "replied_user": pinging,
            }
        return self.world.post(self.world.compose(channel, self, body))

    async def edits(self, message: Message, text: str) -> None:
        """Change what one of their messages says."""
        self.world.edit(message, {"content": self._addressed(text)})

    async def deletes(self, message: Message) -> None:
        """Delete a message."""
        self.world.delete(message)

    async def starts_typing(self, channel: Channel) -> None:
        """Show that they are writing."""
        self.world.desk.announce_typing(self, channel)

    async def uses(
        self,
        command: str,
        channel: Channel,
        *,
        until: Stage = "answered",
        timeout: float = 10.0,  # noqa: ASYNC109 - as in Watched.until
        **options: Any,
    ) -> Interaction:
        """Use a slash command, ``"/ask"`` or ``"/archive status"``, and wait for the answer.

        Options are str, int, float, bool, Person, Role, Channel or bytes (an attachment).
        Raises LookupError where a Discord client would not let it be sent (not registered here,
        a required option missing, a value of another type), TimeoutError when neither an answer
        comes nor the 3 s for the acknowledgement run out.
        """
        registered, path = self.world.desk.commands.find(command, channel)
        data = option_data(channel, registered, path, options)
        return await self._acts(COMMAND, channel, data, until, timeout)

    async def types(
        self,
        command: str,
        channel: Channel,
        *,
        timeout: float = 5.0,  # noqa: ASYNC109 - as in Watched.until
        **options: Any,
    ) -> list[Choice]:
        """Type in the last of the options given, and read what is suggested for it."""
        registered, path = self.world.desk.commands.find(command, channel)
        focused = list(options)[-1]
        data = option_data(channel, registered, path, options, focused=focused)
        interaction = await self._acts(AUTOCOMPLETE, channel, data, "answered", timeout)
        return interaction.choices or []

    async def uses_on_message(
        self,
        command: str,
        message: Message,
        *,
        until: Stage = "answered",
        timeout: float = 10.0,  # noqa: ASYNC109 - as in Watched.until
    ) -> Interaction:
        """Use a message command from a message's menu."""
        registered, _ = self.world.desk.commands.find(command, message.channel, kind=3)
        data: Json = {
            "id": str(registered["id"]),
            "type": 3,
            "name": registered["name"],
            "target_id": str(message.id),
            "resolved": {"messages": {str(message.id): message.payload()}},
        }
        return await self._acts(COMMAND, message.channel, data, until, timeout)

    async def presses(
        self,
        message: Message,
        button: str,
        *,
        until: Stage = "answered",
        timeout: float = 10.0,  # noqa: ASYNC109 - as in Watched.until
    ) -> Interaction:
        """Press a button, named by its label, its emoji or its custom_id.

        Raises LookupError where the message is gone, or has no such button that can be pressed.
        """
        found = next(
            (
                part
                for part in message.buttons
                if button in (button_name(part), part.get("custom_id"))
            ),
            None,
        )
        if message.deleted or found is None or found.get("disabled") or "custom_id" not in found:
            raise LookupError(f"no {button!r} to press among {message.labels} of {message!r}")
        data = {"custom_id": found["custom_id"], "component_type": 2, "id": found.get("id", 1)}
        return await self._acts(COMPONENT, message.channel, data, until, timeout, message=message)

    async def chooses(
        self,
        message: Message,
        choices: str | Sequence[str],
        *,
        menu: str | None = None,
        until: Stage = "answered",
        timeout: float = 10.0,  # noqa: ASYNC109 - as in Watched.until
    ) -> Interaction:
        """Choose from a select menu, by labels or values; ``menu`` is its custom_id or placeholder.

        Raises LookupError where there is no such menu or choice.
        """
        wanted = [choices] if isinstance(choices, str) else list(choices)
        data = component_data(message, wanted, menu)
        return await self._acts(COMPONENT, message.channel, data, until, timeout, message=message)

    async def fills(
        self,
        asked: Interaction,
        *,
        until: Stage = "answered",
        timeout: float = 10.0,  # noqa: ASYNC109 - as in Watched.until
        **fields: str,
    ) -> Interaction:
        """Fill in the modal that an interaction was answered with; fields by custom_id."""
        data = modal_data(asked.modal, fields)
        return await self._acts(MODAL, asked.channel, data, until, timeout, message=asked.message)

    async def _acts(
        self,
        kind: int,
        channel: Channel,
        data: Json,
        until: Stage,
        timeout: float,  # noqa: ASYNC109 - as in Watched.until
        *,
        message: Message | None = None,
    ) -> Interaction:
        interaction = self.world.desk.open(kind, self, channel, data, message)
        if until == "acknowledged":
            await interaction.until(lambda it: it.acknowledged or it.failed, timeout)
        elif until == "answered":
            await interaction.until(lambda it: it.answered or it.failed, timeout)
        return interaction

    def _addressed(self, text: str) -> str:
        return text.replace("<@bot>", self.world.bot.mention)
