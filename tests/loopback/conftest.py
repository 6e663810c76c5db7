"""A loopback with a guild, two people and the sample bot in it."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import pytest

with warnings.catch_warnings():  # discord.py's import of audioop, which Python 3.13 dropped
    warnings.simplefilter("ignore", DeprecationWarning)
    import discord  # noqa: F401

from .sample import Running, Sample
from .server import Loopback

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from .channels import Channel
    from .guilds import Guild
    from .people import Person


@pytest.fixture
async def server() -> AsyncIterator[Loopback]:
    async with Loopback() as server:
        yield server


@pytest.fixture
def guild(server: Loopback) -> Guild:
    return server.add_guild("history")


@pytest.fixture
def channel(guild: Guild) -> Channel:
    return guild.add_channel("general")


@pytest.fixture
def alice(guild: Guild) -> Person:
    return guild.add_member("alice")


@pytest.fixture
def bob(guild: Guild) -> Person:
    return guild.add_member("bob")


@pytest.fixture
async def bot(server: Loopback, channel: Channel) -> AsyncIterator[Sample]:
    """Start the sample bot once there is a channel to speak in."""
    assert channel.guild is not None
    client = Sample()
    async with Running(server, client):
        yield client
