import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from bot.replies.texts import ENGLISH, TEXTS, counted, say, table

PACKAGE = Path(__file__).parent.parent.parent / "bot"
COMMAND_NAME = re.compile(r"[-_\w]{1,32}")


def used_names() -> set[str]:
    """The names of texts that the code says, as far as they are written out."""
    names = set()
    for path in PACKAGE.rglob("*.py"):
        if path.name == "texts.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                names.add(node.value)
            if isinstance(node, ast.JoinedStr):
                first = node.values[0]
                prefix = str(first.value) if isinstance(first, ast.Constant) else ""
                if re.fullmatch(r"[a-z_]+\.", prefix):
                    names |= {name for name in ENGLISH if name.startswith(prefix)}
    return names


def test_no_text_is_there_in_vain():
    used = used_names()
    assert not [n for n in ENGLISH if n not in used and not n.startswith(("count.", "permission."))]


@pytest.mark.parametrize("locale", TEXTS)
def test_every_language_fills_in_the_same_values(locale):
    for name, text in TEXTS[locale].items():
        fields = {field for _, field, _, _ in Formatter().parse(text) if field}
        assert fields <= {field for _, field, _, _ in Formatter().parse(ENGLISH[name]) if field}


@pytest.mark.parametrize("locale", TEXTS)
def test_discord_takes_the_command_texts(locale):
    for name, text in TEXTS[locale].items():
        if name.endswith(".name") and name != "ask_message.name":
            assert COMMAND_NAME.fullmatch(text)
            assert text == text.lower()
        if name.endswith(".description"):
            assert 1 <= len(text) <= 100
        if name.startswith("button."):
            assert len(text) <= 80


def test_an_unknown_language_reads_english():
    assert table("fi") is ENGLISH
    assert table("en-GB") is ENGLISH
    assert "Not in the archive" == say("none.title", "pt-BR")


def test_values_are_filled_in_and_counted():
    assert "passage 3 of 9" == say("answer.place", "en-US", passage=3, passages=9)
    assert "{passages}" in say("article.counts", "en", passages="{passages}", quotes="")
    assert "1 article" == counted("articles", 1, "en-US")
    assert "12,345 articles" == counted("articles", 12345, "en-US")
