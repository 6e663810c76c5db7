"""One bot for each module of tests; each test has a channel and people of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

from tests.scene import NO_COOLDOWN, Scene, staged

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

    from tests.loopback.channels import Channel
    from tests.loopback.people import Person


@pytest.fixture(scope="module")
def staging() -> Mapping[str, Any]:
    """What a module stages otherwise: keyword arguments of ``staged``."""
    return {}


@pytest.fixture(scope="module")
def settings() -> Callable[[Scene], Mapping[str, Any]]:
    """The section ``discord`` of a module's configuration."""
    return lambda _: {"cooldown": NO_COOLDOWN}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene(tmp_path_factory, settings, staging) -> AsyncIterator[Scene]:
    folder = tmp_path_factory.mktemp("bot")
    async with staged(folder, settings=settings, **staging) as scene:
        yield scene
    assert not [line for line in scene.bot.lines if "Traceback" in line], scene.bot


@pytest.fixture
def channel(scene: Scene, request: pytest.FixtureRequest) -> Channel:
    name = re.sub(r"\W+", "-", request.node.name)
    return scene.guild.add_channel(name)


@pytest.fixture
def alice(scene: Scene) -> Person:
    return scene.guild.add_member("alice")


@pytest.fixture
def bob(scene: Scene) -> Person:
    return scene.guild.add_member("bob")
