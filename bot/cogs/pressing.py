"""What happens when a button is pressed, also one from before a restart or another version."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

import discord
from discord import ui

from bot.cogs.delivery import ACKNOWLEDGE_WITHIN, explain, insist, whisper
from bot.cogs.desk import NOBODY, Desk, Refusal, Wait, locale_of
from bot.cogs.quoting import another
from bot.cogs.views import (
    Buttons,
    again_view,
    articles_view,
    days_view,
    found_view,
    hit_view,
    open_view,
    quote_view,
)
from bot.errors import NotFoundError
from bot.replies.buttons import State, Verb, decode, fitting
from bot.replies.embeds import (
    EVENTS,
    PAGE,
    answer_embed,
    articles_embed,
    context_embed,
    days_embed,
    found_embed,
    notice_embed,
    question_of,
    quote_embed,
)
from bot.replies.texts import say
from bot.search.answer import Hit
from bot.search.calendar import Day
from bot.search.library import Library

T = TypeVar("T")


class _ChangedError(Exception):
    """The passages of a button are those of another generation."""


def button_type(desk: Desk) -> type[ui.DynamicItem[ui.Button[Any]]]:
    """Return the item that takes every press of a button; register it once a client."""

    # Every custom_id is taken, so that one of another version is answered in words, too.
    class ArchiveButton(ui.DynamicItem[ui.Button[Any]], template=re.compile(r"(?s).*")):
        @classmethod
        async def from_custom_id(
            cls, _interaction: discord.Interaction, item: ui.Item[Any], _match: re.Match[str], /
        ) -> "ArchiveButton":
            return cls(item)  # type: ignore[arg-type]  # only buttons are sent

        async def callback(self, interaction: discord.Interaction) -> None:
            await press(desk, interaction, self.custom_id)

    return ArchiveButton


async def press(desk: Desk, interaction: discord.Interaction, custom_id: str) -> None:
    """Do what a button says, or say why not."""
    if not desk.interactions.is_new(interaction.id):
        return
    locale = locale_of(interaction)
    unknown = Refusal(say("refused.button", locale))
    state = decode(custom_id)
    if state is None:
        await explain(interaction, unknown)
        return
    try:
        await _Press(desk, interaction, state, locale).do()
    except NotFoundError:
        await explain(interaction, unknown)
    except Exception as error:
        await explain(interaction, error)


class _Press:
    """One press of one button."""

    def __init__(
        self, desk: Desk, interaction: discord.Interaction, state: State, locale: str
    ) -> None:
        message = interaction.message
        self.desk = desk
        self.interaction = interaction
        self.state = state
        self.locale = locale
        self.embeds = message.embeds if message else []
        self.private = bool(message and message.flags.ephemeral)
        self.by_asker = interaction.user.id == state.asker

    async def do(self) -> None:
        """Do what the button's verb says."""
        match self.state.verb:
            case Verb.PREVIOUS | Verb.NEXT as verb:
                await self.turn(+1 if verb is Verb.NEXT else -1)
            case Verb.CONTEXT:
                await self.show_context()
            case Verb.SHARE:
                await self.share()
            case Verb.DISMISS:
                await self.dismiss()
            case Verb.ASK_AGAIN:
                await self.ask(self.question)
            case Verb.ASK_MEANT:
                await self.ask_meant()
            case Verb.ANOTHER_QUOTE:
                await self.show_another_quote()
            case Verb.PREVIOUS_PAGE | Verb.NEXT_PAGE as verb:
                step = +1 if verb is Verb.NEXT_PAGE else -1
                await self.list_page(self.state.index + step)
            case Verb.EARLIER_YEARS | Verb.LATER_YEARS as verb:
                await self.turn_years(+1 if verb is Verb.LATER_YEARS else -1)
            case Verb.COUNT:
                raise Refusal(say("refused.button", self.locale))

    @property
    def question(self) -> str:
        """The question that the message answers. Raises Refusal where it is not there."""
        question = question_of(self.embeds)
        if question is None:
            raise Refusal(say("refused.lost_question", self.locale))
        return question

    async def turn(self, step: int) -> None:
        """Show another hit: to everyone if the asker turns, else to who turns."""
        index = self.state.index + step
        hit = await self.hit(index)
        if hit is not None:
            embed = answer_embed(question_of(self.embeds) or "", hit, self.locale)
            await self.show(embed, lambda asker, private: self.hit_view(hit, asker, index, private))

    async def show_context(self) -> None:
        """Show the passage between its neighbours, to who asks for it."""
        place = self.state.places[self.state.index] if self.state.places else (-1, 0)
        context = await self.same_index(lambda library: library.context_of(place))
        if context is not None:
            sentence = context.text[context.answer.start : context.answer.end]
            view = open_view(context.article.url, sentence, self.locale)
            await whisper(self.interaction, embed=context_embed(context, self.locale), view=view)

    async def share(self) -> None:
        """Show everyone what only the asker saw."""
        if not (self.private and self.by_asker):
            raise Refusal(say("refused.button", self.locale))
        hit = await self.hit(self.state.index)
        if hit is None:
            return
        self.spend()
        person = self.interaction.user.mention
        await insist(
            lambda: self.interaction.response.send_message(
                say("answer.shared", self.locale, person=person),
                embed=answer_embed(question_of(self.embeds) or "", hit, self.locale),
                view=self.hit_view(hit, self.state.asker, self.state.index, private=False),
                allowed_mentions=NOBODY,
            ),
            ACKNOWLEDGE_WITHIN,
        )

    async def dismiss(self) -> None:
        """Delete the message, for who asked or a moderator."""
        if not (self.by_asker or self.interaction.permissions.manage_messages):
            raise Refusal(say("refused.dismiss", self.locale))
        await insist(self.interaction.response.defer, ACKNOWLEDGE_WITHIN)
        await insist(self.interaction.delete_original_response, ACKNOWLEDGE_WITHIN)

    async def ask_meant(self) -> None:
        """Ask what the question may have meant."""
        question = self.question
        meant = await self.desk.keeper.run(lambda library: library.meant(question))
        await self.ask(meant or question)

    async def ask(self, question: str) -> None:
        """Answer a question in the place of the message, or to who pressed alone."""
        self.spend()
        found, digest = await self.desk.find(question)

        def view(asker: int, private: bool) -> Buttons:
            return found_view(found, digest, asker, self.locale, private=private)

        with self.desk.meter.timed("delivery"):
            await self.show(found_embed(found, self.locale), view)

    async def show_another_quote(self) -> None:
        """Show the next of the quotations that were found."""
        state, heading = self.state, question_of(self.embeds)
        channel = self.interaction.channel_id
        found = await self.same_index(another(self.desk.quoted, state, heading, channel))
        if found is not None:
            cited, places = found

            def state_of(asker: int) -> State:
                shown = fitting(state.digest, asker, places)
                return replace(state, asker=asker, index=0, places=shown)

            await self.show(
                quote_embed(cited, self.locale, heading),
                lambda asker, private: quote_view(
                    cited, state_of(asker), self.locale, private=private
                ),
            )

    async def list_page(self, page: int) -> None:
        """Show another page of the list of articles."""
        page = max(0, page)
        search = question_of(self.embeds) or ""
        total, articles = await self.desk.keeper.run(
            lambda library: library.find_articles(search, page * PAGE, PAGE)
        )
        if not articles and page:
            await self.list_page(max(0, (total - 1) // PAGE))
            return
        await self.show(
            articles_embed(search, total, page * PAGE, articles, self.locale),
            lambda asker, private: articles_view(total, page, asker, self.locale, private=private),
        )

    async def turn_years(self, step: int) -> None:
        """Show another page of what happened on a day."""
        number, page = self.state.places[0] if self.state.places else (-1, 0)
        day = Day.of_place(number)
        events = await self.same_index(lambda library: library.days.events(day))
        if not events:
            raise Refusal(say("refused.button", self.locale))
        total = len(events)
        page = min(max(0, page + step), (total - 1) // EVENTS)
        shown = events[page * EVENTS : (page + 1) * EVENTS]
        turned = replace(self.state, places=((number, page),))
        await self.show(
            days_embed(day, total, page * EVENTS, shown, self.locale),
            lambda asker, private: days_view(
                total, replace(turned, asker=asker), self.locale, private=private
            ),
        )

    async def hit(self, index: int) -> Hit | None:
        """Return one of the hits; None where the index has changed and that was said."""
        if not 0 <= index < len(self.state.places):
            raise Refusal(say("refused.button", self.locale))
        place = self.state.places[index]
        question = question_of(self.embeds) or ""
        return await self.same_index(lambda library: library.hit_at(place, index + 1, question))

    async def same_index(self, work: Callable[[Library], T]) -> T | None:
        """Run ``work`` if the index is that of the button; otherwise say that it is not."""

        def checked(library: Library) -> T:
            if library.digest != self.state.digest:
                raise _ChangedError
            return work(library)

        try:
            return await self.desk.keeper.run(checked)
        except _ChangedError:
            question = question_of(self.embeds)
            if self.state.verb in {Verb.EARLIER_YEARS, Verb.LATER_YEARS}:
                raise Refusal(say("changed.days", self.locale)) from None
            if self.state.verb is Verb.ANOTHER_QUOTE or question is None:
                raise Refusal(say("changed.quote", self.locale)) from None
            await whisper(
                self.interaction,
                embed=notice_embed(say("changed.index", self.locale), question),
                view=again_view(self.interaction.user.id, self.locale),
            )
            return None

    async def show(self, embed: discord.Embed, view: Callable[[int, bool], Buttons]) -> None:
        """Change the message if the asker pressed; show others a copy of their own."""
        if self.by_asker:
            buttons = view(self.state.asker, self.private)
            await insist(
                lambda: self.interaction.response.edit_message(
                    embed=embed, view=buttons, allowed_mentions=NOBODY
                ),
                ACKNOWLEDGE_WITHIN,
            )
        else:
            buttons = view(self.interaction.user.id, True)
            await whisper(self.interaction, embed=embed, view=buttons)

    def hit_view(self, hit: Hit, asker: int, index: int, private: bool) -> Buttons:
        """Return the buttons under one of the hits."""
        state = replace(self.state, asker=asker, index=index)
        return hit_view(hit, state, self.locale, private=private)

    def spend(self) -> None:
        """Spend a question. Raises Refusal where there is none left."""
        interaction = self.interaction
        spent = self.desk.spend(interaction.user.id, interaction.channel_id)
        if isinstance(spent, Wait):
            raise Refusal(spent.sentence(self.locale))
