"""The buttons under each message, as Discord is sent them."""

from typing import Any

import discord

from bot.replies.buttons import State, Verb, fitting
from bot.replies.embeds import EVENTS, PAGE
from bot.replies.links import BUTTON_URL, safe_url, url_to_sentence
from bot.replies.texts import say
from bot.search.answer import CitedQuote, Hit
from bot.search.library import Found

Button = discord.ui.Button[Any]


class Buttons(discord.ui.View):
    """Buttons whose presses are not awaited here: the registered DynamicItem takes them all.

    Stopped at once, so that the library does not keep one view for each message sent.
    """

    def __init__(self, *buttons: Button | None) -> None:
        super().__init__(timeout=None)
        for button in buttons:
            if button is not None:
                self.add_item(button)
        self.stop()


def found_view(found: Found, digest: str, asker: int, locale: str, *, private: bool) -> Buttons:
    """Return the buttons under the first hit, or under "not in the archive"."""
    if found.answer.answered:
        places = fitting(digest, asker, found.places)
        state = State(verb=Verb.COUNT, digest=digest, asker=asker, places=places)
        return hit_view(found.answer.hits[0], state, locale, private=private)
    state = State(verb=Verb.ASK_MEANT, digest=digest, asker=asker)
    meant = found.meant is not None
    return Buttons(
        _button("meant", state, Verb.ASK_MEANT, locale, primary=True) if meant else None,
        None if private else _button("dismiss", state, Verb.DISMISS, locale),
    )


def hit_view(hit: Hit, state: State, locale: str, *, private: bool) -> Buttons:
    """Return the buttons under a hit, which is that of ``state``."""
    count, index = len(state.places), state.index
    pages = [
        _button("previous", state, Verb.PREVIOUS, locale, disabled=index == 0),
        Button(
            label=f"{index + 1}/{count}",
            custom_id=state.encode(Verb.COUNT),
            disabled=True,
            style=discord.ButtonStyle.secondary,
        ),
        _button("next", state, Verb.NEXT, locale, disabled=index == count - 1),
    ]
    return Buttons(
        *(pages if count > 1 else []),
        _button("context", state, Verb.CONTEXT, locale) if hit.passages > 1 else None,
        open_button(hit.article.url, hit.answer_sentence, locale),
        _button("share", state, Verb.SHARE, locale, primary=True)
        if private
        else _button("dismiss", state, Verb.DISMISS, locale),
    )


def quote_view(cited: CitedQuote, state: State, locale: str, *, private: bool) -> Buttons:
    """Return the buttons under a quotation, which is that of ``state``."""
    many = len(state.places) > 1
    return Buttons(
        _button("another", state, Verb.ANOTHER_QUOTE, locale) if many else None,
        open_button(cited.article.url, cited.quote.text, locale),
        None if private else _button("dismiss", state, Verb.DISMISS, locale),
    )


def articles_view(total: int, page: int, asker: int, locale: str, *, private: bool) -> Buttons:
    """Return the buttons under a page (from 0) of the list of articles."""
    state = State(verb=Verb.COUNT, digest="", asker=asker, index=page)
    pages = max(1, -(-total // PAGE))
    turning = [
        _button("previous", state, Verb.PREVIOUS_PAGE, locale, disabled=page == 0),
        Button(
            label=f"{page + 1}/{pages}",
            custom_id=state.encode(Verb.COUNT),
            disabled=True,
            style=discord.ButtonStyle.secondary,
        ),
        _button("next", state, Verb.NEXT_PAGE, locale, disabled=page >= pages - 1),
    ]
    return Buttons(
        *(turning if pages > 1 else []),
        None if private else _button("dismiss", state, Verb.DISMISS, locale),
    )


def days_view(total: int, state: State, locale: str, *, private: bool) -> Buttons:
    """Return the buttons under a page of what happened on a day, which ``state`` names."""
    page = state.places[0][1]
    pages = max(1, -(-total // EVENTS))
    turning = [
        _button("previous", state, Verb.EARLIER_YEARS, locale, disabled=page == 0),
        Button(
            label=f"{page + 1}/{pages}",
            custom_id=state.encode(Verb.COUNT),
            disabled=True,
            style=discord.ButtonStyle.secondary,
        ),
        _button("next", state, Verb.LATER_YEARS, locale, disabled=page >= pages - 1),
    ]
    return Buttons(
        *(turning if pages > 1 else []),
        None if private else _button("dismiss", state, Verb.DISMISS, locale),
    )


def again_view(asker: int, locale: str) -> Buttons:
    """Return the button that asks a question again."""
    state = State(verb=Verb.ASK_AGAIN, digest="", asker=asker)
    return Buttons(_button("again", state, Verb.ASK_AGAIN, locale, primary=True))


def open_view(url: str | None, sentence: str, locale: str) -> Buttons:
    """Return nothing but a link to an article."""
    return Buttons(open_button(url, sentence, locale))


def open_button(url: str | None, sentence: str, locale: str) -> Button | None:
    """Return a link to an article's sentence, where the article has an address."""
    link = url_to_sentence(url, sentence, BUTTON_URL) if sentence else safe_url(url, BUTTON_URL)
    return Button(label=say("button.open", locale), url=link) if link else None


def _button(
    name: str,
    state: State,
    verb: Verb,
    locale: str,
    *,
    disabled: bool = False,
    primary: bool = False,
) -> Button:
    return Button(
        label=say(f"button.{name}", locale),
        custom_id=state.encode(verb),
        disabled=disabled,
        style=discord.ButtonStyle.primary if primary else discord.ButtonStyle.secondary,
    )
