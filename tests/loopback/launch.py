"""Start the bot as people start it, pointed at a loopback Discord from outside.

``python -m tests.loopback.launch --rest URL --gateway URL -- run`` does what
``python -m bot run`` does; the addresses may also come from the environment variables
LOOPBACK_REST and LOOPBACK_GATEWAY.
"""

from __future__ import annotations

import argparse
import os
import runpy
import sys


def main() -> None:
    """Point discord.py at the loopback, then run the module with what follows ``--``."""
    parser = argparse.ArgumentParser(prog="python -m tests.loopback.launch")
    parser.add_argument("--rest", default=os.environ.get("LOOPBACK_REST"))
    parser.add_argument("--gateway", default=os.environ.get("LOOPBACK_GATEWAY"))
    parser.add_argument("--module", default="bot")
    parser.add_argument("arguments", nargs="*")
    chosen = parser.parse_args()
    if not chosen.rest or not chosen.gateway:
        parser.error("--rest and --gateway, or LOOPBACK_REST and LOOPBACK_GATEWAY, are needed")
    point(chosen.rest, chosen.gateway)
    sys.argv = [chosen.module, *chosen.arguments]
    runpy.run_module(chosen.module, run_name="__main__", alter_sys=True)


def point(rest: str, gateway: str) -> None:
    """Point discord.py, in this process, at other addresses than Discord's."""
    import discord.gateway
    import discord.http
    import yarl

    discord.http.Route.BASE = rest
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)


if __name__ == "__main__":
    main()
