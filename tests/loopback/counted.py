"""As ``launch``, and writes down on SIGUSR1 what the bot has under way.

UNDER_WAY: a file that gets a JSON line for each signal: ``tasks``, what asyncio's tasks run, and
``threads``, the names of the threads.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import threading
from pathlib import Path

from .launch import main


def listen(file: Path) -> None:
    """Write to ``file``, from now on, whenever this process gets SIGUSR1."""

    def write(*_: object) -> None:
        # The handler runs in the thread of the event loop, between two of its steps.
        tasks = asyncio.all_tasks(asyncio.get_running_loop())
        line = {
            "tasks": sorted(getattr(it.get_coro(), "__qualname__", repr(it)) for it in tasks),
            "threads": sorted(thread.name for thread in threading.enumerate()),
        }
        with file.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(line) + "\n")

    signal.signal(signal.SIGUSR1, write)


if __name__ == "__main__":
    listen(Path(os.environ["UNDER_WAY"]))
    main()
