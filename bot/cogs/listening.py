"""Questions in channels: mentions, direct messages, and channels where every question counts."""

import logging
from collections.abc import Awaitable, Callable

import discord
from discord.ext import commands

from bot.cogs.delivery import DELIVER_WITHIN, insist, permission_names, sentence_of
from bot.cogs.desk import NOBODY, Desk, Wait, parent_of
from bot.cogs.following import before_in
from bot.cogs.memory import Asked
from bot.cogs.views import found_view
from bot.replies.embeds import found_embed, notice_embed
from bot.replies.questions import is_question, question_in
from bot.replies.texts import say
from bot.search.followups import resolved

log = logging.getLogger(__name__)

_INVALID_FORM = 50035  # what Discord says of a reply to a message that is gone
_TO_WRITE = frozenset({"view_channel", "send_messages", "send_messages_in_threads"})
_WRITTEN = (discord.MessageType.default, discord.MessageType.reply)


class Listening(commands.Cog):
    """Answers questions that come as messages, and follows their edits and deletion."""

    def __init__(self, bot: commands.Bot, desk: Desk) -> None:
        self.bot = bot
        self.desk = desk

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message if it is a question to the bot."""
        if message.author.bot or message.type not in _WRITTEN:
            return
        named = self._is_named(message)
        if not (named or self._is_open_question(message)):
            return
        if message.guild and not self.desk.allows(message.channel.id, parent_of(message.channel)):
            return
        if self.desk.messages.is_new(message.id):
            await self._hear(message, named=named)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Edit the answer to a question that was edited."""
        asked = self.desk.questions.get(payload.message_id)
        # Discord also reports an edit when it adds a preview to a link.
        if asked is None or not asked.is_editable:
            return
        question = resolved(question_in(payload.message.content), asked.before)
        if not question or question == asked.text:
            return
        asked.text = question
        if isinstance(self.desk.spend(asked.author, payload.channel_id), Wait):
            return
        try:
            async with asked.lock:
                await self._edit_answer(payload.message, asked)
        except discord.NotFound:
            log.info("the answer to message %s is gone", payload.message_id)
        except Exception as error:
            sentence_of(error, _locale(payload.message), f"edit of message {payload.message_id}")

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Delete the answer to a question that was deleted."""
        await self._forget(payload.channel_id, payload.message_id)

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Delete the answers to questions that were deleted together."""
        for message in payload.message_ids:
            await self._forget(payload.channel_id, message)

    def _is_named(self, message: discord.Message) -> bool:
        """Whether a message is to the bot: it names it, or nobody else could be meant."""
        me = self.bot.user
        return message.guild is None or (me is not None and me.id in message.raw_mentions)

    def _is_open_question(self, message: discord.Message) -> bool:
        """Whether a message is a question in a channel for them, or in reply to the bot."""
        rules = self.desk.rules
        channels = {message.channel.id, parent_of(message.channel)}
        heard = not rules.answer_channels.isdisjoint(channels) or (
            self.bot.user in message.mentions
        )
        return heard and is_question(message.content)

    async def _hear(self, message: discord.Message, *, named: bool) -> None:
        locale = _locale(message)
        lacking = _lacking(message)
        if lacking:
            await self._name_lacking(message, lacking)
            return
        before = before_in(message, self.bot.user) or self.desk.threads.get(message.channel)
        question = resolved(question_in(message.content), before)
        asked = Asked(message.author.id, question, before)
        try:
            if not self.desk.keeper.has_words(question):
                if named and not self.desk.hint_cooldown.take(message.author.id):
                    hint = say("none.no_words", locale, example=say("help.example", locale))
                    await self._follow(message, asked, lambda: self._reply(message, hint))
                return
            spent = self.desk.spend(message.author.id, message.channel.id)
            if isinstance(spent, Wait):
                if spent.is_to_be_told:
                    await self._reply(message, spent.sentence(locale), spent.seconds)
                return
            await self._answer(message, asked, locale)
        except discord.HTTPException as error:
            if error.code == _INVALID_FORM and "message_reference" in error.text:
                log.info("message %s was deleted before it was answered", message.id)
            else:
                self._tell_log(message, error)
        except Exception as error:
            sentence = sentence_of(error, locale, f"message {message.id}")
            if sentence and not self.desk.hint_cooldown.take(message.author.id):
                await self._reply(message, sentence)

    async def _answer(self, message: discord.Message, asked: Asked, locale: str) -> None:
        async def answer() -> discord.Message | None:
            found, digest = await self.desk.find(asked.text)
            self.desk.threads.remember(message.channel, found.answer)
            view = found_view(found, digest, message.author.id, locale, private=False)
            embed = found_embed(found, locale)
            with self.desk.meter.timed("delivery"):
                # Discord posts one message for a nonce, however often it is sent.
                return await insist(
                    lambda: message.reply(
                        embed=embed,
                        view=view,
                        mention_author=False,
                        allowed_mentions=NOBODY,
                        nonce=str(message.id),
                    ),
                    DELIVER_WITHIN,
                )

        await self._follow(message, asked, answer)

    async def _follow(
        self,
        message: discord.Message,
        asked: Asked,
        reply: Callable[[], Awaitable[discord.Message | None]],
    ) -> None:
        """Reply to a question, so that the reply follows its edits and its deletion."""
        self.desk.questions.add(message.id, asked)
        async with asked.lock:
            sent = await reply()
            asked.answer = sent.id if sent else None
        if asked.deleted and sent is not None:
            await sent.delete()

    async def _edit_answer(self, message: discord.Message, asked: Asked) -> None:
        if asked.answer is None or asked.deleted:
            return
        locale = _locale(message)
        channel = self.bot.get_partial_messageable(message.channel.id)
        answer = channel.get_partial_message(asked.answer)
        if self.desk.keeper.has_words(asked.text):
            found, digest = await self.desk.find(asked.text)
            embed = found_embed(found, locale)
            view = found_view(found, digest, asked.author, locale, private=False)
        else:
            example = say("help.example", locale)
            embed = notice_embed(say("none.no_words", locale, example=example))
            view = None
        with self.desk.meter.timed("delivery"):
            await insist(
                lambda: answer.edit(content=None, embed=embed, view=view, allowed_mentions=NOBODY),
                DELIVER_WITHIN,
            )

    async def _forget(self, channel: int, message: int) -> None:
        asked = self.desk.questions.forget(message)
        if asked is None:
            return
        asked.deleted = True
        if asked.answer is not None:
            answer = self.bot.get_partial_messageable(channel).get_partial_message(asked.answer)
            try:
                await insist(answer.delete, DELIVER_WITHIN)
            except discord.NotFound:
                log.info("the answer to message %s is gone already", message)

    async def _reply(
        self, message: discord.Message, text: str, delete_after: float | None = None
    ) -> discord.Message | None:
        """Say one sentence; with ``delete_after`` seconds, only for so long."""
        return await insist(
            lambda: message.reply(
                text,
                mention_author=False,
                allowed_mentions=NOBODY,
                nonce=str(message.id),
                delete_after=delete_after,  # type: ignore[arg-type]  # None is its default
            ),
            DELIVER_WITHIN,
        )

    async def _name_lacking(self, message: discord.Message, lacking: list[str]) -> None:
        """Say once in a channel, if that is possible, which permissions are missing.

        Answering nevertheless would count: too many refusals get an address blocked.
        """
        if not self.desk.warned.is_new(message.channel.id):
            return
        self._log_lacking(message, lacking)
        if not _TO_WRITE.intersection(lacking):
            locale = _locale(message)
            names = permission_names(lacking, locale)
            await message.channel.send(
                say("fault.permission", locale, permissions=names), allowed_mentions=NOBODY
            )

    def _tell_log(self, message: discord.Message, error: discord.HTTPException) -> None:
        if isinstance(error, discord.Forbidden):
            self._log_lacking(message, _lacking(message))
        else:
            sentence_of(error, _locale(message), f"message {message.id}")

    def _log_lacking(self, message: discord.Message, lacking: list[str]) -> None:
        names = permission_names(lacking, "en") or "a permission"
        log.warning("cannot answer in channel %s: it lacks %s", message.channel.id, names)


def _lacking(message: discord.Message) -> list[str]:
    """Return the permissions that an answer needs and the bot does not have."""
    if message.guild is None or isinstance(message.channel, discord.PartialMessageable):
        return []
    try:
        own = message.channel.permissions_for(message.guild.me)
    except discord.ClientException:  # a thread whose channel is not known
        return []
    send = (
        "send_messages_in_threads"
        if isinstance(message.channel, discord.Thread)
        else "send_messages"
    )
    needed = ("view_channel", send, "embed_links", "read_message_history")
    return [name for name in needed if not getattr(own, name)]


def _locale(message: discord.Message) -> str:
    return message.guild.preferred_locale.value if message.guild else "en-US"
