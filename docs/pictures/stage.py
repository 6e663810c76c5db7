"""The real bot on a loopback Discord, with a small corpus that does not grow."""

import asyncio
import signal
import sys
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, ClassVar, Self

from tests.loopback.messages import Message
from tests.loopback.people import Person
from tests.loopback.server import Loopback

ROOT = Path(__file__).parents[2]
ARTICLES = (
    "apollo/apollo-11.md",
    "apollo/apollo-soyuz.md",
    "dawn/sputnik-1.md",
    "vostok/gagarin-vostok-1.md",
)
_PATIENCE = 60.0  # seconds; machines that run this are slow at times


class Stage:
    """Two people in a channel with the bot, which is started as people start it.

    ``alice`` may reindex.
    """

    QUESTIONS: ClassVar = 12  # that a person may ask before they have to wait

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pictures-")))
            self._corpus = folder / "corpus"
            for name in ARTICLES:
                self.write(name, (ROOT / "corpus" / name).read_text(encoding="utf-8"))
            self._discord = await stack.enter_async_context(Loopback(acknowledge_within=_PATIENCE))
            guild = self._discord.add_guild("Space history")
            self.channel = guild.add_channel("questions")
            self.alice, self.bob = guild.add_member("Alice"), guild.add_member("Bob")
            config = folder / "config.yaml"
            config.write_text(
                f"discord:\n  admins: {{users: [{self.alice.id}]}}\n"
                f"  cooldown: {{person: {self.QUESTIONS}, seconds: 600}}\n",
                encoding="utf-8",
            )
            await self._start(config, stack)
            self._stack = stack.pop_all()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    async def mentions(self, person: Person, question: str) -> Message:
        """Ask in a message that mentions the bot, and return what it replies."""
        await person.says(self.channel, f"<@bot> {question}")
        return await self.channel.next_message(_PATIENCE)

    async def uses(self, person: Person, command: str, **options: Any) -> Message:
        """Use a slash command, and return the reply."""
        used = await person.uses(command, self.channel, timeout=_PATIENCE, **options)
        return used.answer

    def write(self, name: str, text: str) -> None:
        """Put a file into the corpus."""
        file = self._corpus / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def read(self, name: str) -> str:
        """Return a file of the corpus."""
        return (self._corpus / name).read_text(encoding="utf-8")

    def remove(self, name: str) -> None:
        """Take a file out of the corpus."""
        (self._corpus / name).unlink()

    async def _start(self, config: Path, stack: AsyncExitStack) -> None:
        """Start the bot, and wait until it answers."""
        log = stack.enter_context((config.parent / "log.txt").open("w+"))
        command = ("-m", "tests.loopback.launch", "--", "--config", str(config), "run")
        bot = await asyncio.create_subprocess_exec(
            sys.executable,
            *command,
            env=self._discord.environment(),
            cwd=ROOT,
            stderr=log,
        )

        async def stop() -> None:
            if bot.returncode is None:
                bot.send_signal(signal.SIGTERM)
            await bot.wait()

        stack.push_async_callback(stop)
        try:
            await self._discord.connected(_PATIENCE)  # commands are synced before that
            async with asyncio.timeout(_PATIENCE):
                while not (await self.uses(self.alice, "/status")).embeds:  # noqa: ASYNC110
                    await asyncio.sleep(0.5)
        except TimeoutError:
            log.seek(0)
            raise RuntimeError(f"the bot does not answer; its log:\n{log.read()[-2000:]}") from None
