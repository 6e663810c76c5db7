"""As ``launch``, with the waits cut short that no test can wait out.

IMPATIENT_HEARTBEAT: seconds without anything from the gateway before discord.py gives a
connection up (60), IMPATIENT_TOKEN: seconds for which the bot reports a reindex by editing its
reply (840).
"""

from __future__ import annotations

import os
from typing import Any

from .launch import main


def hurry() -> None:
    """Shorten, in this process, what the environment names."""
    import discord.state

    from bot.cogs import administration

    if heartbeat := os.environ.get("IMPATIENT_HEARTBEAT"):
        timeout = float(heartbeat)
        build = discord.state.ConnectionState.__init__

        def build_impatient(self: Any, **options: Any) -> None:
            build(self, **options | {"heartbeat_timeout": timeout})

        discord.state.ConnectionState.__init__ = build_impatient  # type: ignore[method-assign]
    if token := os.environ.get("IMPATIENT_TOKEN"):
        administration.TOKEN_LIVES = float(token)


if __name__ == "__main__":
    hurry()
    main()
