"""A small bot on the real discord.py, for the tests of the loopback itself."""

from __future__ import annotations

import asyncio
import io
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from .launch import point

if TYPE_CHECKING:
    from .server import Loopback

SPEAKERS = ("Armstrong", "Aldrin", "Gagarin", "Tereshkova")


class Pager(discord.ui.View):
    """Two buttons and a menu that outlive a restart."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="Next", custom_id="next")
    async def next(self, interaction: discord.Interaction, _: discord.ui.Button[Pager]) -> None:
        await interaction.response.edit_message(embed=discord.Embed(title="page 2"))

    @discord.ui.button(label="More", custom_id="more")
    async def more(self, interaction: discord.Interaction, _: discord.ui.Button[Pager]) -> None:
        await interaction.response.send_message("more of it", ephemeral=True)

    @discord.ui.button(label="Dismiss", custom_id="dismiss")
    async def dismiss(self, interaction: discord.Interaction, _: discord.ui.Button[Pager]) -> None:
        await interaction.response.defer()
        await interaction.delete_original_response()

    @discord.ui.select(
        custom_id="speaker", options=[discord.SelectOption(label=name) for name in SPEAKERS]
    )
    async def speaker(
        self, interaction: discord.Interaction, menu: discord.ui.Select[Pager]
    ) -> None:
        await interaction.response.send_message(f"chose {menu.values[0]}")


class Note(discord.ui.Modal, title="Note"):
    """A modal with one field."""

    text: discord.ui.TextInput[Note] = discord.ui.TextInput(label="Text", custom_id="text")

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"noted: {self.text.value}")


class Sample(discord.Client):
    """Answer mentions, and a command of each kind."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("intents", discord.Intents.default())
        super().__init__(
            allowed_mentions=discord.AllowedMentions.none(), guild_ready_timeout=0.1, **options
        )
        self.tree = app_commands.CommandTree(self)
        self.ready_count = 0
        self.resumed_count = 0
        self.heard: list[str] = []
        self.failures: list[BaseException] = []
        self.tree.error(self._failed)
        _add_commands(self.tree)

    async def setup_hook(self) -> None:
        self.add_view(Pager())
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Do without the 5 s that discord.py waits before another IDENTIFY."""

    async def on_ready(self) -> None:
        self.ready_count += 1

    async def on_resumed(self) -> None:
        self.resumed_count += 1

    async def on_message(self, message: discord.Message) -> None:
        if message.author == self.user:
            return
        self.heard.append(message.content)
        if self.user in message.mentions:
            await message.reply(f"answer to {message.author.display_name}")

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        if self.user in payload.message.mentions:
            self.heard.append(f"edited: {payload.message.content}")

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        self.heard.append(f"deleted: {payload.message_id}")

    async def _failed(self, _: discord.Interaction, error: app_commands.AppCommandError) -> None:
        self.failures.append(getattr(error, "original", error))


def _add_commands(tree: app_commands.CommandTree[Sample]) -> None:
    @tree.command(description="Ask the archive")
    async def ask(interaction: discord.Interaction, question: str, private: bool = False) -> None:
        await interaction.response.defer(ephemeral=private)
        embed = discord.Embed(title=question, description="a passage")
        await interaction.followup.send(embed=embed, view=Pager())

    @tree.command(description="Say who someone is")
    async def whois(
        interaction: discord.Interaction, member: discord.Member, times: int = 1
    ) -> None:
        await interaction.response.send_message(f"{member.display_name} x{times}")

    @tree.command(description="Report with a file")
    async def report(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("working")
        await interaction.edit_original_response(content="half of it")
        file = discord.File(io.BytesIO(b"added 3"), "report.txt")
        await interaction.edit_original_response(content="done", attachments=[file])
        followup = await interaction.followup.send("more", wait=True)
        await followup.edit(content="more, edited")

    @tree.command(description="A quotation")
    async def quote(interaction: discord.Interaction, speaker: str) -> None:
        await interaction.response.send_message(f"{speaker}: ...")

    @quote.autocomplete("speaker")
    async def _speakers(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [
            app_commands.Choice(name=name, value=name)
            for name in SPEAKERS
            if name.lower().startswith(typed.lower())
        ]

    @tree.command(description="Think for too long")
    async def dawdle(interaction: discord.Interaction, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await interaction.response.send_message("late")

    @tree.command(description="Take a note")
    async def note(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Note())

    @tree.command(description="Break a limit")
    async def overlong(interaction: discord.Interaction) -> None:
        await interaction.response.send_message(embed=discord.Embed(title="x" * 257))

    @tree.context_menu(name="Ask the archive")
    async def ask_about(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"about: {message.content}", ephemeral=True)


class Running:
    """A client that runs against a loopback until the block ends."""

    def __init__(self, server: Loopback, client: discord.Client) -> None:
        self._server = server
        self.client = client

    async def __aenter__(self) -> discord.Client:
        point(self._server.rest_url, self._server.gateway_url)
        self.task = asyncio.create_task(self.client.start(self._server.token))
        ready = asyncio.create_task(self.client_ready())
        await asyncio.wait({self.task, ready}, return_when=asyncio.FIRST_COMPLETED)
        if self.task.done():
            ready.cancel()
            await self.client.close()
            self.task.result()
        return self.client

    async def client_ready(self) -> None:
        """Wait until the client has seen its guilds."""
        await self._server.gateway.until(lambda gateway: gateway.session, 20)
        await self.client.wait_until_ready()

    async def __aexit__(self, *_: object) -> None:
        await self.client.close()
        self.task.cancel()
        await asyncio.wait({self.task})
        if not self.task.cancelled():
            self.task.exception()
