"""Command names and descriptions through discord.py's translator, from the table of texts."""

from discord import Locale, app_commands

from bot.replies.texts import ENGLISH, TEXTS


def named(name: str) -> app_commands.locale_str:
    """Return the text called ``name`` for a command, in every language that there is."""
    return app_commands.locale_str(ENGLISH[name], key=name)


class TableTranslator(app_commands.Translator):
    """Gives Discord each language's command texts when the commands are synced."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: Locale,
        _context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """Return the text in ``locale``, or None where only the English one is there."""
        name = string.extras.get("key")
        texts = TEXTS.get(locale.value) or TEXTS.get(locale.value.partition("-")[0])
        if name is None or texts is None or texts is ENGLISH:
            return None
        return texts.get(name)
