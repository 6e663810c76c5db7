"""A discord.py bot that does nothing but defer and send one message, whatever it is asked.

``python -m benchmarks.bare_bot MESSAGE.json`` with the embed and the buttons to send;
benchmarks/discord_load.py measures the archive's bot beside it.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

import discord
from discord import app_commands


class Bare(discord.Client):
    """Answers /ask."""

    def __init__(self, message: dict[str, Any]) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
        )
        self.tree = app_commands.CommandTree(self)

        @self.tree.command(description="Ask the archive")
        async def ask(
            interaction: discord.Interaction, question: str, private: bool = False
        ) -> None:
            await interaction.response.defer(ephemeral=private)
            view = discord.ui.View(timeout=None)
            for button in message["buttons"]:
                view.add_item(_button(button))
            view.stop()  # or the library would keep one view for each message
            await interaction.followup.send(
                embed=discord.Embed.from_dict(message["embed"]), view=view
            )

    async def setup_hook(self) -> None:
        """Register the command."""
        await self.tree.sync()


def _button(data: dict[str, Any]) -> discord.ui.Button[discord.ui.View]:
    return discord.ui.Button(
        label=data["label"],
        style=discord.ButtonStyle(data["style"]),
        custom_id=data.get("custom_id"),
        url=data.get("url"),
        disabled=data.get("disabled", False),
    )


if __name__ == "__main__":
    Bare(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))).run(
        os.environ["DISCORD_TOKEN"], log_level=40
    )
