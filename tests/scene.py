"""A loopback Discord with the bot in it, on a small archive: what its tests share."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.loopback.buckets import GENEROUS
from tests.loopback.server import Loopback
from tests.loopback.started import PATIENCE, Started

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping, Sequence
    from pathlib import Path

    from tests.loopback.channels import Channel
    from tests.loopback.guilds import Guild
    from tests.loopback.messages import Message
    from tests.loopback.people import Person

VOSTOK = """---
title: The first orbit
author: A. Writer
publication: The Test Gazette
date: 2021-04-12
url: https://example.org/first-orbit
image: https://example.org/gagarin.jpg
---
On 12 April 1961 Yuri Gagarin became the first person in orbit. His spacecraft, Vostok 1,
circled the Earth once and landed near Engels after 108 minutes. Nobody before him had left
the atmosphere, and nobody knew whether a person could swallow, or see, or think up there, so
the controls were locked and the key was in an envelope that he was to open if he had to.

“Poyekhali!” Gagarin said at lift-off, a word that every Russian knows. He was a major when he
came down, and the most famous man alive. For years he was sent from capital to capital, and
he shook so many hands that his own swelled, while his friends flew without him. He asked to
fly again, and was told that a nation does not put its monument on top of a rocket twice.

Gagarin ejected from Vostok 1 seven kilometres above the ground, as planned, and came down by
parachute. The record books of that time asked that a pilot land in the craft, so for ten years
nothing was said of it. A farmer and her granddaughter were the first to see him walk towards
them across a field in an orange suit, and he told them not to be afraid.
"""

VOSKHOD = """---
title: The first spacewalk
author: B. Author
publication: Orbit Weekly
date: 2025-03-18
url: https://example.org/spacewalk
---
Alexei Leonov left Voskhod 2 on 18 March 1965 and floated on a tether for twelve minutes. His
suit swelled so much that he could not pass the hatch until he had let out some of its air.

“The Earth is round,” said Alexei Leonov, the first person to walk in space, when he had come
back inside. “I was a grain of sand,” Leonov said years later of those twelve minutes.
"""

SOYUZ = """---
title: A handshake in orbit
publication: The Test Gazette
date: 2025-07-17
url: https://example.org/handshake
---
On 17 July 1975 Thomas Stafford and Alexei Leonov shook hands through the hatch between an
Apollo and a Soyuz. The two spacecraft had docked some hours before, over the Atlantic Ocean.

“We succeeded because both our people wanted it,” said Thomas Stafford, the commander of the
Apollo. Leonov had painted the labels of four brands of vodka over tubes of borscht.
"""

TERESHKOVA = """---
title: Seagull
date: 2023-06-16
---
Valentina Tereshkova was the first woman in space. She flew alone for almost three days in
June 1963, forty-eight times around the Earth, and her call sign was Chaika, the seagull.

“Hey, sky, take off your hat, I am on my way!” said Valentina Tereshkova, a textile worker.
"""

_SMALL = """---
title: Probe {number}
publication: Catalogue of Probes
date: 19{year}-05-01
url: https://example.org/probes/{number}
---
Probe {number} was launched in 19{year}. It carried a magnetometer of {number} grams to the
Moon and was not heard of again after its battery had failed.
"""

ARTICLES: dict[str, str] = {
    "vostok/gagarin.md": VOSTOK,
    "vostok/tereshkova.md": TERESHKOVA,
    "voskhod.md": VOSKHOD,
    "soyuz.md": SOYUZ,
    **{f"probes/{n:02}.md": _SMALL.format(number=n, year=60 + n) for n in range(1, 13)},
}

ORBIT = "Who was the first person in orbit?"
SPACEWALK = "How long was the first spacewalk of Leonov?"

NO_COOLDOWN = {"person": 0, "channel": 0}


@dataclass(eq=False)
class Scene:
    """A guild with a channel and two people, and the bot, whose archive is ``corpus``."""

    server: Loopback
    guild: Guild
    channel: Channel
    alice: Person
    bob: Person
    bot: Started
    corpus: Path

    def write(self, articles: Mapping[str, str]) -> None:
        """Put articles into the corpus, by their paths."""
        for path, text in articles.items():
            file = self.corpus / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

    async def asked(self, channel: Channel) -> Message:
        """Use /ask, and see that it is answered once."""
        reply = await self.alice.uses("/ask", channel, question=ORBIT, timeout=PATIENCE)
        assert not reply.failed
        [answer] = reply.replies
        assert "12 April 1961" in answer.text
        return answer

    async def mentioned(self, channel: Channel, settled: float = 0.3) -> Message:
        """Ask in a message, and see that it is answered once; gives the question."""
        question = await self.alice.says(channel, f"<@bot> {ORBIT}")
        await channel.next_message(PATIENCE)
        [answer] = await self.replies_to(question, settled)
        assert "12 April 1961" in answer.text
        return question

    async def replies_to(self, question: Message, settled: float = 0.3) -> list[Message]:
        """Wait until the bot has sent nothing for so many seconds; give its replies."""
        await self.server.quiet(settled)
        replies = [m for m in question.channel.messages if m.reference_id == question.id]
        return [message for message in replies if message.author is self.server.world.bot]


def could_ping(body: Any) -> bool:
    """Whether a request writes a message without switching its mentions off."""
    if not isinstance(body, dict):
        return False
    message = body["data"] if isinstance(body.get("data"), dict) else body
    if not (message.get("content") or message.get("embeds")):
        return False
    allowed = message.get("allowed_mentions", {"parse": ["everyone"]})
    return any(allowed.get(kind) for kind in ("parse", "users", "roles", "replied_user"))


@asynccontextmanager
async def staged(
    folder: Path,
    *,
    articles: Mapping[str, str] = ARTICLES,
    settings: Callable[[Scene], Mapping[str, Any]] = lambda _: {"cooldown": NO_COOLDOWN},
    start: bool = True,
    launcher: str = "tests.loopback.launch",
    environment: Mapping[str, str] | None = None,
    options: Sequence[str] = (),
    sections: Mapping[str, Any] | None = None,
    **server_options: Any,
) -> AsyncIterator[Scene]:
    """Set a scene up, start the bot in it, and at the end see that it behaved.

    ``settings`` gives the section ``discord`` of the configuration, ``sections`` are its others,
    ``options`` those of ``run``, ``server_options`` those of the Loopback.
    """
    async with Loopback(**{"rate_limits": GENEROUS} | server_options) as server:
        guild = server.add_guild("history")
        scene = Scene(
            server=server,
            guild=guild,
            channel=guild.add_channel("general"),
            alice=guild.add_member("alice"),
            bob=guild.add_member("bob"),
            bot=Started(
                server, folder, launcher=launcher, environment=environment, options=options
            ),
            corpus=folder / "corpus",
        )
        scene.write(articles)
        scene.bot.configure(sections, **settings(scene))
        if not start:
            try:
                yield scene
            finally:
                scene.bot.kill()
            assert server.violations == []
            return
        try:
            await scene.bot.start()
            yield scene
        finally:
            code = await scene.bot.stop()
        assert code == 0
        assert server.violations == []
        assert [] == [request for request in server.requests if could_ping(request.json)]
        assert not [line for line in scene.bot.lines if server.token in line]
