"""As ``launch``, and writes down what holds the event loop for long.

LOOP_HOLDS: a file that gets a JSON line for each callback that took over 5 ms: ``at``, seconds
since the epoch when it ended, ``processor`` and ``elapsed``, milliseconds of the loop's thread
and on the clock, and ``what`` it was.
"""

from __future__ import annotations

import asyncio
import json
import os
import time
from pathlib import Path

from .launch import main

WORTH_NOTING = 0.005  # seconds


def watch(file: Path) -> None:
    """Time, in this process, every callback of an event loop."""
    run = asyncio.Handle._run
    lines = file.open("a", encoding="utf-8", buffering=1)

    def timed(handle: asyncio.Handle) -> None:
        elapsed, processor = time.perf_counter(), time.thread_time()
        run(handle)
        processor = time.thread_time() - processor
        elapsed = time.perf_counter() - elapsed
        if elapsed > WORTH_NOTING:
            note = {
                "at": time.time(),
                "processor": processor * 1000,
                "elapsed": elapsed * 1000,
                "what": repr(handle),
            }
            lines.write(json.dumps(note) + "\n")

    asyncio.Handle._run = timed  # type: ignore[assignment, method-assign]


if __name__ == "__main__":
    watch(Path(os.environ["LOOP_HOLDS"]))
    main()
