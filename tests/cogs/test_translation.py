"""A language that is added as a table of texts: what Discord is told of the commands."""

from typing import Any

import discord
import pytest
from discord import app_commands

from bot.cogs.translation import TableTranslator, named
from bot.replies import texts


@pytest.fixture
def german(monkeypatch):
    monkeypatch.setitem(texts.TEXTS, "de", {"ask.name": "frage"})


@pytest.mark.parametrize(
    ("name", "locale", "told"),
    [
        ("ask.name", discord.Locale.german, "frage"),
        ("quote.name", discord.Locale.german, None),  # so that people see the English one
        ("ask.name", discord.Locale.french, None),
        ("ask.name", discord.Locale.british_english, None),
    ],
)
async def test_what_a_table_has_is_told(german, name, locale, told):
    context: app_commands.TranslationContext[Any, Any] = app_commands.TranslationContext(
        location=app_commands.TranslationContextLocation.other, data=None
    )
    assert told == await TableTranslator().translate(named(name), locale, context)


def test_what_a_table_lacks_is_said_in_english(german):
    assert "frage" == texts.say("ask.name", "de")
    assert "quote" == texts.say("quote.name", "de-DE")
    assert "3 articles" == texts.counted("articles", 3, "de")
