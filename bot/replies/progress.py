"""A progress bar for work that takes longer than a second."""

import contextlib
import time
from collections.abc import Callable, Iterator
from typing import TextIO

DELAY = 1.0  # seconds; what is done sooner needs no bar


@contextlib.contextmanager
def shown(stream: TextIO) -> Iterator[Callable[[str, int, int], None]]:
    """Give a function that takes (what is being done, done, of how many), and draw it."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    started = time.monotonic()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    bar = Progress(*columns, console=Console(file=stream), transient=True)
    task = bar.add_task("", total=None)

    def update(what: str, done: int, of: int) -> None:
        if not bar.live.is_started and time.monotonic() - started > DELAY:
            bar.start()
        bar.update(task, description=what, completed=done, total=of)

    try:
        yield update
    finally:
        bar.stop()
