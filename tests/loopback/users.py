"""Accounts, of people and of the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .wire import Json
    from .world import World


class User:
    """An account: a person's, or the bot's."""

    def __init__(self, world: World, name: str, *, bot: bool = False) -> None:
        self.world = world
        self.id = world.next_id()
        self.name = name
        self.bot = bot
        self._payload: Json = {
            "id": str(self.id),
            "username": name,
            "discriminator": "0000" if bot else "0",
            "global_name": None if bot else name.title(),
            "avatar": None,
            "bot": bot,
            "public_flags": 0,
        }

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id} {self.name!r}>"

    @property
    def mention(self) -> str:
        """The text that mentions the account."""
        return f"<@{self.id}>"

    def payload(self) -> Json:
        """Describe the account as Discord does."""
        return self._payload
