"""The Discord client: intents, set-up, command sync, shutdown."""

import asyncio
import contextlib
import hashlib
import json
import logging
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot.asked.log import QuestionLog
from bot.cogs.administration import Administration
from bot.cogs.asking import Asking
from bot.cogs.browsing import Browsing
from bot.cogs.connections import Connector
from bot.cogs.delivery import NETWORK, explain
from bot.cogs.desk import NOBODY, Desk, Refusal, Rules, locale_of, parent_of
from bot.cogs.listening import Listening
from bot.cogs.passing import Turns, unless_by
from bot.cogs.pressing import button_type
from bot.cogs.quoting import Quoting
from bot.cogs.remembering import Remembering
from bot.cogs.translation import TableTranslator
from bot.config import LoadedConfig
from bot.health import Link
from bot.index.apart import reindex_apart
from bot.keeper import Keeper
from bot.meter import Meter
from bot.replies.texts import say

log = logging.getLogger(__name__)

SYNCED = "commands.json"  # beside the index: what Discord was told of the commands

# How discord.py names the tasks that run our code.
_OUR_TASKS = ("CommandTree-invoker", "discord-ui-dynamic-item", "discord.py: on_")


class Tree(app_commands.CommandTree["Client"]):
    """Lets each interaction in once, and only where the bot is to answer."""

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Whether an interaction is new, and allowed where it was made."""
        desk = self.client.desk
        if not desk.interactions.is_new(interaction.id):
            log.info("interaction %s was delivered twice", interaction.id)
            return False
        if interaction.guild_id is None or desk.allows(
            interaction.channel_id, parent_of(interaction.channel)
        ):
            return True
        if interaction.type is discord.InteractionType.autocomplete:
            with contextlib.suppress(*NETWORK):
                await interaction.response.autocomplete([])
        else:
            await explain(interaction, Refusal(say("refused.channel", locale_of(interaction))))
        return False

    async def on_error(
        self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /
    ) -> None:
        """Tell the person, and the log."""
        await explain(interaction, error)


class Client(commands.Bot):
    """The bot on Discord. Everything that it remembers is the desk's."""

    def __init__(self, desk: Desk, index: Path) -> None:
        self._connector = Connector()
        self._turns = Turns(desk.arrivals, self._connector)
        self._taking: asyncio.Task[None] | None = None
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        intents.message_content = bool(desk.rules.answer_channels)
        super().__init__(
            command_prefix=(),  # no commands in messages
            help_command=None,
            tree_cls=Tree,
            intents=intents,
            allowed_mentions=NOBODY,
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=False
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            connector=self._connector,
        )
        self.desk = desk
        self._index = index
        self._translator = TableTranslator()

    async def setup_hook(self) -> None:
        """Register commands and buttons, and tell Discord of commands that have changed."""
        await self.prepare()
        self._let_pass()
        try:
            await self.sync()
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            log.error("the commands could not be synced: %s", error)  # noqa: TRY400

    async def prepare(self) -> None:
        """Register commands and buttons."""
        await self.tree.set_translator(self._translator)
        self.add_dynamic_items(button_type(self.desk))
        await self.add_cog(Asking(self, self.desk))
        await self.add_cog(Listening(self, self.desk))
        await self.add_cog(Quoting(self.desk))
        await self.add_cog(Remembering(self.desk))
        await self.add_cog(Browsing(self, self.desk))
        guilds = [discord.Object(guild) for guild in self.desk.rules.home_guilds]
        if guilds:
            await self.add_cog(Administration(self, self.desk), guilds=guilds)
        else:
            await self.add_cog(Administration(self, self.desk))

    def _let_pass(self) -> None:
        """Let go by what this bot wrote itself, and have everything else wait its turn.

        Each answer comes back as two events; they took a sixth of the work for an answer.
        """
        me = str(self.application_id if self.user is None else self.user.id)
        parsers, turns = self._connection.parsers, self._turns
        for event in ("MESSAGE_CREATE", "MESSAGE_UPDATE"):
            parsers[event] = unless_by(me, turns.of_messages(parsers[event]))
        for event in ("MESSAGE_DELETE", "MESSAGE_DELETE_BULK"):
            parsers[event] = turns.of_messages(parsers[event])
        parsers["INTERACTION_CREATE"] = turns.of_interactions(parsers["INTERACTION_CREATE"])
        self._taking = asyncio.create_task(turns.take())

    async def sync(self, *, anyway: bool = False) -> list[str]:
        """Tell Discord of the commands of each scope whose payload changed; all if ``anyway``.

        Returns the scopes: "global", or a guild's id. Discord allows 200 creations a day.
        """
        file = self._index / SYNCED
        synced = await asyncio.to_thread(_read_synced, file)
        known = synced.setdefault(str(self.application_id), {})
        told = []
        for scope, digest in (await self._digests(known)).items():
            if known.get(scope) == digest and not anyway:
                continue
            guild = _guild(scope)
            try:
                await self.tree.sync(guild=guild)
            except discord.Forbidden:
                log.error(  # noqa: TRY400
                    "no commands in server %s: the bot is not in it, or was invited without"
                    " the scope applications.commands",
                    scope,
                )
                continue
            told.append(scope)
            known[scope] = digest
            if guild is not None and guild.id not in self.desk.rules.home_guilds:
                del known[scope]
        if told:
            log.info("synced the commands: %s", ", ".join(told))
            await asyncio.to_thread(_write_synced, file, synced)
        return told

    async def unsynced(self) -> list[str]:
        """Return the scopes whose commands Discord was not told of."""
        synced = await asyncio.to_thread(_read_synced, self._index / SYNCED)
        known = synced.get(str(self.application_id), {})
        digests = await self._digests(known)
        return [scope for scope, digest in digests.items() if known.get(scope) != digest]

    async def _digests(self, known: Mapping[str, str]) -> dict[str, str]:
        """Return each scope with the checksum of its commands."""
        home = {str(guild) for guild in self.desk.rules.home_guilds}
        # A guild that is no longer home keeps its commands until it is told otherwise.
        scopes = ["global", *sorted(home | (known.keys() - {"global"}))]
        return {scope: await self._digest(_guild(scope)) for scope in scopes}

    async def _digest(self, guild: discord.abc.Snowflake | None) -> str:
        """Return the checksum of what Discord would be told."""
        payload = [
            await command.get_translated_payload(self.tree, self._translator)
            for command in self.tree.get_commands(guild=guild)
        ]
        payload.sort(key=lambda command: (command.get("type", 1), command["name"]))
        return hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()

    async def leave(self) -> None:
        """Leave the gateway; what has come can still be replied to."""
        if self.ws is not None:  # there is none before the first connection
            await self.ws.close(code=1000)

    async def finish(self) -> None:
        """Wait until what has come is replied to."""
        await self._turns.done()
        this = asyncio.current_task()
        if replies := {
            task
            for task in asyncio.all_tasks()
            if task is not this and task.get_name().startswith(_OUR_TASKS)
        }:
            await asyncio.wait(replies)

    async def close(self) -> None:
        """Close everything, and begin nothing more."""
        if self._taking is not None:
            self._taking.cancel()
        await super().close()

    async def on_message(self, _message: discord.Message, /) -> None:
        """Do not look for commands in messages; the cog hears them."""

    async def on_resumed(self) -> None:
        """Note that events come again, those that were missed included."""
        self.desk.link.up()

    async def on_disconnect(self) -> None:
        """Note that no events come."""
        self.desk.link.down()

    async def on_ready(self) -> None:
        """Say that the bot is there."""
        self.desk.link.up()
        log.info("logged in as %s, in %d servers", self.user, len(self.guilds))

    async def on_error(self, event_method: str, /, *_: Any, **__: Any) -> None:
        """Log what an event did, with a code as everywhere."""
        log.exception("%s in %s", secrets.token_hex(3), event_method)


def desk_of(config: LoadedConfig, meter: Meter | None = None) -> Desk:
    """Build what all clients of one process share; nothing of it is started yet."""
    values = config.values
    meter = meter or Meter()
    cooldown = values.discord.cooldown
    keeper = Keeper(
        corpus=config.corpus_path,
        index=config.index_path,
        options=config.index_options,
        top=values.answers.top,
        min_confidence=values.answers.min_confidence,
        meter=meter,
        build=reindex_apart,
    )
    asked = QuestionLog(
        config.questions_path,
        enabled=values.discord.log_questions,
        days=values.discord.retention_days,
    )
    rules = Rules(
        answer_channels=frozenset(values.discord.answer_channels),
        allow=frozenset(values.discord.channels.allow),
        deny=frozenset(values.discord.channels.deny),
        admin_users=frozenset(values.discord.admins.users),
        admin_roles=frozenset(values.discord.admins.roles),
        home_guilds=tuple(values.discord.home_guilds),
        per_person=cooldown.person,
        per_channel=cooldown.channel,
        seconds=cooldown.seconds,
    )
    return Desk(keeper, rules, meter, Link(meter), asked)


def _guild(scope: str) -> discord.Object | None:
    return None if scope == "global" else discord.Object(int(scope))


def _read_synced(file: Path) -> dict[str, dict[str, str]]:
    try:
        synced = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(synced, dict):
        return {}
    return {
        application: {
            scope: digest
            for scope, digest in scopes.items()
            if (scope == "global" or scope.isdecimal()) and isinstance(digest, str)
        }
        for application, scopes in synced.items()
        if isinstance(scopes, dict)
    }


def _write_synced(file: Path, synced: Mapping[str, Mapping[str, str]]) -> None:
    new = file.with_suffix(".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(json.dumps(synced, indent=1), encoding="utf-8")
        new.replace(file)
    except OSError as error:
        log.warning("%s cannot be written, so commands are synced at every start: %s", file, error)
