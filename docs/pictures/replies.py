"""A message, reduced to what of it is seen and is the same in every run."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from bot import __version__
from tests.loopback.messages import Message

Json = dict[str, Any]

_FIRST_ID = 10**17  # ids must look like Discord's to be taken for mentions
_SEEN = ("author", "title", "url", "description", "fields", "footer", "thumbnail", "color")
_STYLES = {1: "primary", 2: "secondary", 3: "success", 4: "destructive", 5: "link"}
_MOMENT = re.compile(r"<t:(\d+):R>")
_MENTION = re.compile(r"<@(\d+)>")
_DIFFERENT = {
    re.compile(r"\bin \d+\.\d s\b"): "in 0.2 s",
    re.compile(r"^\d+ ms$|^unknown$"): "42 ms",
    re.compile(f"^{re.escape(__version__)}$"): "1.0",
}


def seen(message: Message) -> Json:
    """Return what people see of a message of the bot.

    Moments become seconds from the message, rounded to what the picture says of them.
    """
    reply: Json = {}
    if message.ephemeral:
        reply["ephemeral"] = True
    if message.content:
        reply["content"] = message.content
    if message.embeds:
        reply["embeds"] = [
            {key: embed[key] for key in _SEEN if embed.get(key)} for embed in message.embeds
        ]
    if message.components:
        reply["buttons"] = [
            [_button(button) for button in row["components"]] for row in message.components
        ]
    files = [file.filename for file in message.attachments]
    if files:
        reply["files"] = files
    ids = [str(user) for user in message.channel.world.users]
    same: Json = _mapped(reply, lambda text: _same(text, message.sent_at, ids))
    people = {
        str(_FIRST_ID + number): user.name
        for number, user in enumerate(message.channel.world.users.values())
        if f"<@{_FIRST_ID + number}>" in str(same)
    }
    return same | ({"people": people} if people else {})


def _button(button: Mapping[str, Any]) -> Json:
    """Return a button without its custom_id, which nobody sees."""
    shown: Json = {"label": button["label"], "style": _STYLES[button["style"]]}
    return shown | {key: button[key] for key in ("url", "disabled") if button.get(key)}


def _same(text: str, sent_at: str, ids: list[str]) -> str:
    sent = datetime.fromisoformat(sent_at).timestamp()
    text = _MOMENT.sub(lambda match: f"<t:{30 if int(match[1]) > sent else -60}:R>", text)
    text = _MENTION.sub(
        lambda match: f"<@{_FIRST_ID + ids.index(match[1])}>" if match[1] in ids else match[0], text
    )
    for pattern, shown in _DIFFERENT.items():
        text = pattern.sub(shown, text)
    return text


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    """Return a JSON value with every text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _mapped(item, change) for key, item in value.items()}
    return [_mapped(item, change) for item in value] if isinstance(value, list) else value
