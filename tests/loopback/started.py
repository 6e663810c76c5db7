"""The bot in a process of its own, started as people start it."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .watch import Watched

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .server import Loopback

READY = "answering from index"
"""What the bot logs once it has an archive to answer from."""

PATIENCE = 60.0
"""Seconds in which anything happens, also on a machine that is busy with other things."""

_ROOT = Path(__file__).parent.parent.parent
_LAUNCHER = "tests.loopback.launch"
_LINE = 1 << 20


class Started(Watched):
    """``python -m bot run`` on a folder that has ``corpus`` in it; ``until`` sees its log.

    ``launcher`` is the module that points it at the loopback, ``environment`` is added to what
    the loopback gives, ``options`` are those of ``run``.
    """

    def __init__(
        self,
        server: Loopback,
        folder: Path,
        *,
        launcher: str = _LAUNCHER,
        environment: Mapping[str, str] | None = None,
        options: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self.server = server
        self.folder = folder
        self.lines: list[str] = []
        """Everything that it logged, over all of its starts."""
        self._launcher = launcher
        self._environment = environment or {}
        self._options = options
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None

    def __repr__(self) -> str:
        return f"<Started {self.folder}>\n" + "\n".join(self.lines[-30:])

    @property
    def pid(self) -> int:
        """The number of its process."""
        assert self._process is not None
        return self._process.pid

    @property
    def has_ended(self) -> bool:
        """Whether it was started, and runs no more."""
        return self._reader is not None and self._reader.done()

    def configure(self, sections: Mapping[str, Any] | None = None, **discord: Any) -> None:
        """Write its config.yaml; the keywords are the keys of the section ``discord``."""
        file = self.folder / "config.yaml"
        file.write_text(
            json.dumps({"index": {"path": "index"}, "discord": discord, **(sections or {})})
        )

    async def command(self, *arguments: str, **environment: str) -> tuple[int, str]:
        """Run one of its commands to its end; gives the exit code and all that it printed."""
        process = await self._spawn(*arguments, stdout=asyncio.subprocess.PIPE, **environment)
        async with asyncio.timeout(PATIENCE):
            printed, _ = await process.communicate()
        assert process.returncode is not None
        return process.returncode, printed.decode()

    async def start(self, *, ready: bool = True) -> None:
        """Start it; with ``ready`` wait until it has a session, and an archive to answer from."""
        began = len(self.lines)
        self._process = await self._spawn("run", *self._options)
        self._reader = asyncio.create_task(self._read(self._process))
        self._reader.add_done_callback(lambda _: self.changed())
        if ready:
            await self.logged(READY, after=began)
            await self.server.connected(PATIENCE)

    async def logged(self, text: str, *, after: int = 0, times: int = 1) -> str:
        """Wait until it has logged ``text`` so often, from the line numbered ``after`` on.

        Gives the last such line; raises TimeoutError, or EOFError where it ended without.
        """

        def found() -> list[str]:
            return [line for line in self.lines[after:] if text in line]

        await self.until(lambda it: len(found()) >= times or it.has_ended, PATIENCE)
        if len(found()) < times:
            raise EOFError(f"it ended without {text!r}: {self!r}")
        return found()[times - 1]

    async def stop(self, number: int = signal.SIGTERM) -> int:
        """Tell it to stop, and give its exit code."""
        assert self._process is not None
        if self._process.returncode is None:
            self._process.send_signal(number)
        return await self.ended()

    async def ended(self) -> int:
        """Wait until it has ended by itself, and give its exit code."""
        assert self._process is not None
        assert self._reader is not None
        try:
            async with asyncio.timeout(PATIENCE):
                code = await self._process.wait()
                await self._reader
        except TimeoutError:
            self.kill()
            raise
        return code

    def kill(self) -> None:
        """End it at once, if it runs."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()

    async def restart(self) -> None:
        """Stop it and start it again."""
        assert await self.stop() == 0
        await self.server.disconnected(PATIENCE)
        await self.start()

    async def _spawn(
        self, *arguments: str, stdout: int = asyncio.subprocess.DEVNULL, **environment: str
    ) -> asyncio.subprocess.Process:
        to_pipe = stdout == asyncio.subprocess.PIPE
        return await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", self._launcher, "--", "--config", str(self.folder / "config.yaml")),
            *arguments,
            cwd=_ROOT,
            env={**self.server.environment(), **self._environment, **environment},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=stdout,
            stderr=asyncio.subprocess.STDOUT if to_pipe else asyncio.subprocess.PIPE,
            limit=_LINE,
        )

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        assert process.stderr is not None
        async for line in process.stderr:
            self.lines.append(line.decode("utf-8", "replace").rstrip("\n"))
            self.changed()
