"""Guilds, their roles and their members."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .channels import TEXT, Channel, Overwrite
from .intents import GUILD_MEMBERS
from .permissions import EVERYONE
from .wire import iso, now_iso

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .people import Person
    from .users import User
    from .wire import Json
    from .world import World


@dataclass(slots=True, eq=False)
class Role:
    """A role of a guild; @everyone has the guild's own id."""

    id: int
    name: str
    permissions: int = 0
    position: int = 1
    mentionable: bool = False
    bot_id: int | None = None

    def payload(self) -> Json:
        """Describe it as Discord does."""
        payload: Json = {
            "id": str(self.id),
            "name": self.name,
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "position": self.position,
            "permissions": str(self.permissions),
            "managed": self.bot_id is not None,
            "mentionable": self.mentionable,
            "flags": 0,
        }
        if self.bot_id is not None:
            payload["tags"] = {"bot_id": str(self.bot_id)}
        return payload


@dataclass(slots=True, eq=False)
class Member:
    """A user in a guild."""

    guild: Guild
    user: User
    roles: set[int] = field(default_factory=set)
    nick: str | None = None
    joined_at: str = field(default_factory=now_iso)

    def payload(self, *, with_user: bool = True) -> Json:
        """Describe the member as Discord does; a message's author is described apart."""
        payload: Json = {
            "roles": [str(role_id) for role_id in sorted(self.roles)],
            "nick": self.nick,
            "avatar": None,
            "joined_at": self.joined_at,
            "premium_since": None,
            "pending": False,
            "deaf": False,
            "mute": False,
            "flags": 0,
        }
        if with_user:
            payload["user"] = self.user.payload()
        return payload


class Guild:
    """A guild that the bot is in; what is added to it is announced to the bot."""

    def __init__(self, world: World, name: str, owner: User | None, bot_permissions: int) -> None:
        self.world = world
        self.id = world.next_id()
        self.name = name
        self.owner_id = owner.id if owner else 0
        self.roles: dict[int, Role] = {self.id: Role(self.id, "@everyone", EVERYONE, 0)}
        self.members: dict[int, Member] = {}
        self.channels: dict[int, Channel] = {}
        self.has_commands = True
        """Whether the bot was invited with the scope applications.commands."""
        self.bot_role = Role(world.next_id(), world.bot.name, bot_permissions, bot_id=world.bot.id)
        self.roles[self.bot_role.id] = self.bot_role
        self.me = Member(self, world.bot, {self.bot_role.id})
        self.members[world.bot.id] = self.me
        if owner is not None:
            self.members[owner.id] = Member(self, owner)

    def __repr__(self) -> str:
        return f"<Guild {self.id} {self.name!r}>"

    def add_member(self, who: str | Person, roles: Iterable[Role] = ()) -> Person:
        """Let someone join: a new person of that name, or one who exists already."""
        person = self.world.add_person(who) if isinstance(who, str) else who
        member = Member(self, person, {role.id for role in roles})
        self.members[person.id] = member
        payload = member.payload() | {"guild_id": str(self.id)}
        self.world.emit("GUILD_MEMBER_ADD", payload)
        return person

    def remove_member(self, person: Person) -> None:
        """Let someone leave."""
        del self.members[person.id]
        payload = {"guild_id": str(self.id), "user": person.payload()}
        self.world.emit("GUILD_MEMBER_REMOVE", payload)

    def give(self, person: User, role: Role) -> None:
        """Give someone a role."""
        member = self.members[person.id]
        member.roles.add(role.id)
        self.world.emit("GUILD_MEMBER_UPDATE", member.payload() | {"guild_id": str(self.id)})

    def add_role(self, name: str, permissions: int = 0, *, mentionable: bool = False) -> Role:
        """Make a role, which nobody has yet."""
        role = Role(
            self.world.next_id(), name, int(permissions), len(self.roles), mentionable=mentionable
        )
        self.roles[role.id] = role
        payload = {"guild_id": str(self.id), "role": role.payload()}
        self.world.emit("GUILD_ROLE_CREATE", payload)
        return role

    def add_channel(
        self, name: str, *, kind: int = TEXT, deny: int = 0, deny_bot: int = 0
    ) -> Channel:
        """Make a channel; ``deny`` takes permissions from everyone, ``deny_bot`` from the bot."""
        channel = Channel(self.world, kind, name, guild=self)
        if deny:
            channel.overwrites[self.id] = Overwrite(0, 0, int(deny))
        if deny_bot:
            channel.overwrites[self.me.user.id] = Overwrite(1, 0, int(deny_bot))
        self.channels[channel.id] = self.world.channels[channel.id] = channel
        self.world.emit("CHANNEL_CREATE", channel.payload())
        return channel

    def remove_bot(self) -> None:
        """Throw the bot out."""
        del self.world.guilds[self.id]
        for channel_id in self.channels:
            self.world.channels.pop(channel_id, None)
        self.world.emit("GUILD_DELETE", {"id": str(self.id)})

    def payload(self, intents: int) -> Json:
        """Describe the guild as GUILD_CREATE does: its members only where the intents allow."""
        members = self.members.values() if intents & GUILD_MEMBERS else (self.me,)
        channels = [channel for channel in self.channels.values() if not channel.is_thread]
        threads = [
            channel
            for channel in self.channels.values()
            if channel.is_thread and not channel.archived and self.world.sees(channel)
        ]
        return self.brief() | {
            "joined_at": self.me.joined_at,
            "large": len(self.members) >= 250,
            "unavailable": False,
            "member_count": len(self.members),
            "members": [member.payload() for member in members],
            "channels": [channel.payload() for channel in channels],
            "threads": [thread.payload() for thread in threads],
            "voice_states": [],
            "presences": [],
            "stage_instances": [],
            "guild_scheduled_events": [],
            "soundboard_sounds": [],
        }

    def brief(self) -> Json:
        """Describe the guild as GET /guilds/{id} does."""
        return {
            "id": str(self.id),
            "name": self.name,
            "icon": None,
            "description": None,
            "splash": None,
            "discovery_splash": None,
            "banner": None,
            "owner_id": str(self.owner_id),
            "features": [],
            "verification_level": 0,
            "default_message_notifications": 0,
            "explicit_content_filter": 0,
            "mfa_level": 0,
            "nsfw_level": 0,
            "premium_tier": 0,
            "premium_subscription_count": 0,
            "premium_progress_bar_enabled": False,
            "preferred_locale": "en-US",
            "afk_channel_id": None,
            "afk_timeout": 300,
            "system_channel_id": None,
            "system_channel_flags": 0,
            "rules_channel_id": None,
            "public_updates_channel_id": None,
            "safety_alerts_channel_id": None,
            "vanity_url_code": None,
            "application_id": None,
            "region": "",
            "created_at": iso(self.id),
            "roles": [role.payload() for role in self.roles.values()],
            "emojis": [],
            "stickers": [],
        }
