"""Discord's limits: what is just allowed is taken, one more is named."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .commands import Commands
from .limits import choice_problems, is_empty, message_problems
from .wire import ApiError, Problem, Snowflakes, invalid_form

Json = dict[str, Any]


def problems(body: Json) -> list[str]:
    found = message_problems(body, ephemeral_allowed=False)
    return [".".join(map(str, problem.path)) for problem in found]


def row(*parts: Json) -> Json:
    return {"type": 1, "components": list(parts)}


def button(**changes: Any) -> Json:
    return {"type": 2, "style": 1, "label": "Next", "custom_id": "next"} | changes


def link(**changes: Any) -> Json:
    return {"type": 2, "style": 5, "label": "Open", "url": "https://example.org"} | changes


def option(number: int = 0, **changes: Any) -> Json:
    return {"label": f"{number}", "value": f"{number}"} | changes


def menu(count: int = 25, **changes: Any) -> Json:
    listed = [option(number) for number in range(count)]
    return {"type": 3, "custom_id": "menu", "options": listed} | changes


SIX_BUTTONS = [button(custom_id=f"{n}") for n in range(6)]
FIELD = {"name": "n", "value": "v"}
LONGEST = {"title": "t" * 256, "description": "d" * 4_096, "footer": {"text": "f" * 1_648}}


@pytest.mark.parametrize(
    "body",
    [
        {"content": "x" * 2_000, "nonce": "1" * 25},
        {"embeds": [{"title": "t"}] * 10},
        {"embeds": [LONGEST]},
        {"embeds": [{"fields": [FIELD] * 25, "author": {"name": "a" * 256}}]},
        {"embeds": [{"url": "https://example.org/" + "a" * 2_000, "color": 0xFFFFFF}]},
        {"components": [row(*(button(custom_id=f"{n}.{m}") for m in range(5))) for n in range(5)]},
        {"components": [row(button(label="l" * 80, custom_id="c" * 100))]},
        {"components": [row(button(label=None, emoji={"name": "🚀"}))]},
        {"components": [row(link(url="https://example.org/" + "u" * 492))]},
        {"components": [row(menu(25, placeholder="p" * 150, max_values=25))]},
        {"components": [{"type": 10, "content": "text"}], "flags": 1 << 15},
        {"flags": 1 << 2 | 1 << 12, "allowed_mentions": {"parse": ["users"], "roles": ["1"]}},
    ],
)
def test_what_is_just_allowed(body: Json) -> None:
    assert [] == problems(body)


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"content": "x" * 2_001}, "content"),
        ({"content": 5}, "content"),
        ({"nonce": "1" * 26}, "nonce"),
        ({"flags": 1 << 6}, "flags"),
        ({"flags": 1 << 7}, "flags"),
        ({"embeds": [{"title": "t"}] * 11}, "embeds"),
        ({"embeds": [{"title": "t" * 257}]}, "embeds.0.title"),
        ({"embeds": [{"description": "d" * 4_097}]}, "embeds.0.description"),
        ({"embeds": [{"footer": {"text": "f" * 2_049}}]}, "embeds.0.footer.text"),
        ({"embeds": [{"footer": {"text": ""}}]}, "embeds.0.footer.text"),
        ({"embeds": [{"author": {"name": "a" * 257}}]}, "embeds.0.author.name"),
        ({"embeds": [{"fields": [FIELD] * 26}]}, "embeds.0.fields"),
        ({"embeds": [{"fields": [FIELD | {"name": "n" * 257}]}]}, "embeds.0.fields.0.name"),
        ({"embeds": [{"fields": [FIELD | {"value": "v" * 1_025}]}]}, "embeds.0.fields.0.value"),
        ({"embeds": [{"fields": [FIELD | {"value": " "}]}]}, "embeds.0.fields.0.value"),
        ({"embeds": [LONGEST, {"title": "t"}]}, "embeds"),
        ({"embeds": [{"url": "ftp://example.org"}]}, "embeds.0.url"),
        ({"embeds": [{"thumbnail": {"url": "no link"}}]}, "embeds.0.thumbnail.url"),
        ({"embeds": [{"color": 0x1000000}]}, "embeds.0.color"),
        ({"components": [row(button(custom_id=f"{n}")) for n in range(6)]}, "components"),
        ({"components": [row(*SIX_BUTTONS)]}, "components.0.components"),
        ({"components": [row()]}, "components.0.components"),
        ({"components": [row(menu(), button())]}, "components.0.components"),
        ({"components": [button()]}, "components.0.type"),
        ({"components": [row(button(), button())]}, "components"),
        ({"components": [{"type": 10, "content": "text"}]}, "components.0.type"),
        ({"content": "both", "flags": 1 << 15}, "content"),
        ({"allowed_mentions": {"parse": ["all"]}}, "allowed_mentions.parse.0"),
        ({"allowed_mentions": {"parse": ["users"], "users": ["1"]}}, "allowed_mentions"),
        ({"attachments": [{"id": n} for n in range(11)]}, "attachments"),
    ],
)
def test_what_is_too_much(body: Json, where: str) -> None:
    assert [where] == problems(body)


@pytest.mark.parametrize(
    ("part", "field"),
    [
        (button(label="l" * 81), "label"),
        (button(label=None), "label"),
        (button(custom_id="c" * 101), "custom_id"),
        (button(custom_id=None), "custom_id"),
        (button(style=9), "style"),
        (link(url="https://example.org/" + "u" * 493), "url"),
        (link(url="ftp://example.org"), "url"),
        (link(custom_id="both"), "custom_id"),
        (menu(26), "options"),
        (menu(0), "options"),
        (menu(2, max_values=3), "options"),
        (menu(placeholder="p" * 151), "placeholder"),
        (menu(1, options=[option(label="l" * 101)]), "options.0.label"),
        (menu(1, options=[option(description="d" * 101)]), "options.0.description"),
    ],
)
def test_what_is_too_much_for_a_part(part: Json, field: str) -> None:
    assert [f"components.0.components.0.{field}"] == problems({"components": [row(part)]})


@given(st.text(), st.text(), st.integers(0, 3))
def test_any_text_is_judged_by_its_length_alone(content: str, title: str, files: int) -> None:
    body = {"content": content, "embeds": [{"title": title}] if title else []}
    expected = (len(content) > 2_000) + (len(title) > 256)
    assert expected == len(problems(body))
    assert is_empty(body, files=files) == (not content.strip() and not title and not files)


def test_choices() -> None:
    assert not choice_problems([{"name": "n" * 100, "value": "v" * 100}] * 25, 3)
    assert choice_problems([{"name": "n", "value": "v"}] * 26, 3)
    assert choice_problems([{"name": "n" * 101, "value": "v"}], 3)
    assert choice_problems([{"name": "n", "value": "v" * 101}], 3)
    assert choice_problems([{"name": "n", "value": ""}], 3)
    assert choice_problems([{"name": "n", "value": "v"}], 4)
    assert not choice_problems([{"name": "n", "value": 4}], 4)


def test_the_error_form_nests_by_field() -> None:
    error = invalid_form([Problem(("embeds", 0, "title"), "CODE", "why")])
    expected = {
        "message": "Invalid Form Body",
        "code": 50035,
        "errors": {"embeds": {"0": {"title": {"_errors": [{"code": "CODE", "message": "why"}]}}}},
    }
    assert expected == error.body


def command(**changes: Any) -> Json:
    return {"name": "ask", "description": "Ask the archive", "type": 1} | changes


def text_option(**changes: Any) -> Json:
    return {"type": 3, "name": "question", "description": "What to ask"} | changes


def refused(*payloads: Json) -> str:
    with pytest.raises(ApiError) as caught:
        Commands(1, Snowflakes()).overwrite(None, list(payloads))
    return str(caught.value.body["errors"])


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        (command(name="Ask"), "INVALID_NAME"),
        (command(name="a b"), "INVALID_NAME"),
        (command(name=""), "REQUIRED"),
        (command(name="a" * 33), "MAX_LENGTH"),
        (command(description="d" * 101), "MAX_LENGTH"),
        (command(description=""), "REQUIRED"),
        (command(options=[text_option(name=f"o{n}") for n in range(26)]), "MAX_LENGTH"),
        (command(options=[text_option(), text_option()]), "ALREADY_EXISTS"),
        (command(options=[text_option(), text_option(name="b", required=True)]), "REQUIRED_INV"),
        (command(options=[text_option(choices=[{"name": "n", "value": "v"}] * 26)]), "MAX_LENGTH"),
        (command(options=[text_option(choices=[{"name": "n", "value": "v" * 101}])]), "MAX_LENGTH"),
        (command(options=[text_option(type=5, autocomplete=True)]), "AUTOCOMPLETE"),
        (command(options=[text_option(type=99)]), "CHOICES"),
        (command(type=3, description="not here"), "CONTEXT_MENU"),
        (command(type=3, name="n" * 33, description=""), "MAX_LENGTH"),
    ],
)
def test_commands_that_are_refused(payload: Json, code: str) -> None:
    assert code in refused(payload)


def test_scopes_of_commands() -> None:
    assert "must be unique" in refused(command(), command())
    assert "At most 15" in refused(
        *(command(type=3, name=f"m{n}", description="") for n in range(16))
    )
    commands = Commands(1, Snowflakes())
    [first] = commands.overwrite(None, [command()])
    [second, _] = commands.overwrite(None, [command(description="other"), command(name="b")])
    assert first["id"] == second["id"]
    assert first["version"] != second["version"]
    assert commands.created == 2
    assert [] == commands.listed(5)
    commands.delete(None, int(first["id"]))
    assert ["b"] == commands.names()
