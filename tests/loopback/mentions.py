"""Whom a message pings: what its text names, less what allowed_mentions leaves out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .permissions import Permission, permissions_in

if TYPE_CHECKING:
    from .channels import Channel
    from .users import User
    from .wire import Json

_USER = re.compile(r"<@!?([0-9]{1,20})>")
_ROLE = re.compile(r"<@&([0-9]{1,20})>")


class Mentions(NamedTuple):
    """The people and roles that a message pings."""

    users: tuple[User, ...] = ()
    roles: tuple[int, ...] = ()
    everyone: bool = False

    def __bool__(self) -> bool:
        return bool(self.users or self.roles or self.everyone)


def mentions_of(
    content: str, channel: Channel, author: User, allowed: Json | None, replied_to: User | None
) -> Mentions:
    """Resolve the mentions of a message; without ``allowed`` everything that it names is pinged."""
    if "@" not in content and replied_to is None:
        return Mentions()
    rules = allowed or {}
    parse = ("users", "roles", "everyone") if allowed is None else rules.get("parse", ())
    users: dict[int, User] = {}
    if replied_to is not None and (allowed is None or rules.get("replied_user")):
        users[replied_to.id] = replied_to
    if "@" not in content:
        return Mentions(tuple(users.values()))
    named = {int(user_id) for user_id in rules.get("users") or ()}
    for match in _USER.finditer(content):
        user = channel.world.users.get(int(match[1]))
        if user is not None and ("users" in parse or user.id in named):
            users[user.id] = user
    guild = channel.guild
    if guild is None:
        return Mentions(tuple(users.values()))
    member = guild.members.get(author.id)
    may_ping_all = member is not None and bool(
        permissions_in(member, channel) & Permission.MENTION_EVERYONE
    )
    named = {int(role_id) for role_id in rules.get("roles") or ()}
    roles: list[int] = []
    for match in _ROLE.finditer(content):
        role = guild.roles.get(int(match[1]))
        wanted = role is not None and ("roles" in parse or role.id in named)
        if role is not None and wanted and (role.mentionable or may_ping_all):
            roles.append(role.id)
    everyone = (
        "everyone" in parse and may_ping_all and ("@everyone" in content or "@here" in content)
    )
    return Mentions(tuple(users.values()), tuple(dict.fromkeys(roles)), everyone)
