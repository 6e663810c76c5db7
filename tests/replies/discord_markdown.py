"""What Discord's markdown makes of a text, written from its rules; a second opinion on escaping."""

import re

_ESCAPED = re.compile(r"\\([^0-9A-Za-z\s])")
_BOLD = re.compile(r"\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)")
_INSIDE = re.compile(
    r"(?P<code>`+)[\s\S]*?[^`](?P=code)(?!`)"
    r"|<@[!&]?\d+>|<#\d+>|<a?:\w+:\d+>|<t:-?\d+(?::[a-zA-Z])?>|</[^>]+:\d+>|<id:\w+>"
    r"|<(?:https?|mailto|tel)?:?[^\s>]*[:@][^\s>]*>|@everyone|@here"
    r"|(?:https?|steam)://[^\s<]+[^<.,:;\"'\]\s]"
    r"|\[(?:\[[^\]]*\]|[^\[\]]|\](?=[^\[]*\]))*\]\([^)]*\)"
    r"|:(?!\d{1,2}:)[\w+~-]+:"
    r"|__(?:\\[\s\S]|[^\\])+?__|\*(?:\\[\s\S]|[^\\*\s])|_(?:\\[\s\S]|[^\\_])+?_"
    r"|~~(?:\\[\s\S]|[^\\])+?~~|\|\|[\s\S]+?\|\|"
)
_LINE = re.compile(r"[ \t]*(?:#{1,3}\s|-#\s|[-*]\s|\d+\.\s|>{1,3}\s)")


class FormattedError(AssertionError):
    """Something in the text would format, link or ping."""


def shown(markdown: str) -> str:
    """Return what people read of ``markdown``. Raises where it holds more than bold."""
    text, at, at_line_start = "", 0, True
    while at < len(markdown):
        if at_line_start and (found := _LINE.match(markdown, at)):
            raise FormattedError(f"{found[0]!r} begins a line of {markdown!r}")
        if found := _ESCAPED.match(markdown, at):
            text += found[1]
        elif found := _BOLD.match(markdown, at):
            text += shown(found[1])
        elif found := _INSIDE.match(markdown, at):
            raise FormattedError(f"{found[0]!r} in {markdown!r}")
        else:
            text += markdown[at]
            at_line_start = markdown[at] == "\n"
            at += 1
            continue
        at_line_start = False
        at = found.end()
    return text


def shown_quoted(markdown: str) -> str:
    """Return what people read of a block quote."""
    lines = markdown.split("\n")
    assert all(line.startswith("> ") for line in lines)
    return shown("\n".join(line[2:] for line in lines))
