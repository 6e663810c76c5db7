"""What a member may do, by Discord's order of roles and overwrites."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .channels import Channel
    from .guilds import Member


class Permission:
    """The permissions that this server looks at, at Discord's bit positions.

    Plain integers: every event asks for permissions, and enum.IntFlag is ten times as slow.
    """

    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    SEND_MESSAGES_IN_THREADS = 1 << 38


EVERYONE = (
    Permission.ADD_REACTIONS
    | Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.MENTION_EVERYONE
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
)
"""What a new guild's @everyone role allows."""

ALL = (1 << 53) - 1

DIRECT_MESSAGE = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.ADD_REACTIONS
    | Permission.USE_APPLICATION_COMMANDS
)


def guild_permissions(member: Member) -> int:
    """Add up what the member's roles allow in the guild as a whole."""
    guild = member.guild
    if guild.owner_id == member.user.id:
        return ALL
    granted = guild.roles[guild.id].permissions
    for role_id in member.roles:
        granted |= guild.roles[role_id].permissions
    return ALL if granted & Permission.ADMINISTRATOR else granted


def permissions_in(member: Member, channel: Channel) -> int:
    """Work out what the member may do in the channel; a thread has its parent's overwrites."""
    granted = guild_permissions(member)
    if granted == ALL:
        return ALL
    overwrites = (channel.parent or channel).overwrites if channel.is_thread else channel.overwrites
    if overwrites:
        everyone = overwrites.get(member.guild.id)
        if everyone:
            granted = granted & ~everyone.deny | everyone.allow
        allow = deny = 0
        for role_id in member.roles:
            if overwrite := overwrites.get(role_id):
                allow |= overwrite.allow
                deny |= overwrite.deny
        granted = granted & ~deny | allow
        if own := overwrites.get(member.user.id):
            granted = granted & ~own.deny | own.allow
    return granted if granted & Permission.VIEW_CHANNEL else 0
