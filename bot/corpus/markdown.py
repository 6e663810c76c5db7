"""Markdown with optional YAML front matter -> what it states, and its paragraphs."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from bot.corpus.paragraphs import Paragraph
from bot.corpus.stated import MAX_LENGTH, Stated, front_matter
from bot.errors import RejectedError

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MAX_FRONT_MATTER = 65_536  # characters
_CELL_BREAK = " | "
_FRONT_MATTER_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_KEY_LINE = re.compile(r"[A-Za-z_]{1,40}:(?:\s|$)")
_INLINE_MARKUP = re.compile(r"[*_`\[\]<&\\!~]")
# A longer "paragraph" is no prose; its inline markup is not worth seconds of parsing.
_MAX_INLINE = 50_000  # characters
_MAX_BLOCK_NESTING = 100  # deeper blocks are left out; the preset's 20 is ten levels of lists
_MAX_INLINE_NESTING = 10  # deeper markup stays as it is; each level costs all over again
_TAG = re.compile(r"</?[A-Za-z?!][^<>]*>")
_BLOCK_TAG = re.compile(r"</?(?:p|div|br|li|tr|h[1-6]|section|article|blockquote)\b[^<>]*>", re.I)
_NO_PROSE = ("<!", "<?", "<script", "<style", "<textarea")


def read_markdown(text: str) -> tuple[Stated, tuple[Paragraph, ...]]:
    """Return what the front matter states, and the paragraphs as plain text.

    Without a stated title, the first level-1 heading is the title.
    Raises RejectedError for broken front matter.
    """
    stated, body = _divide(text)
    blocks = list(_blocks(body))
    if stated.metadata.title is None:
        title = next((block.text for block, level in blocks if level == 1), "")
        if 0 < len(title) <= MAX_LENGTH:
            stated = replace(stated, metadata=replace(stated.metadata, title=title))
    return stated, tuple(block for block, _ in blocks)


def _divide(text: str) -> tuple[Stated, str]:
    """Return what the front matter states, and the text below it."""
    first, _, rest = text.partition("\n")
    if first.rstrip() != "---":
        return Stated(), text
    if end := _FRONT_MATTER_END.search(rest, 0, _MAX_FRONT_MATTER):
        return front_matter(rest[: end.start()], first_line=2), rest[end.end() :]
    if _KEY_LINE.match(rest):
        raise RejectedError("front matter has no end; close it with a line of three hyphens")
    return Stated(), text  # a thematic break


def _blocks(body: str) -> Iterator[tuple[Paragraph, int]]:
    """Yield each block with text, and the level of a heading (0 for other blocks)."""
    environment: dict[str, Any] = {}
    level = 0
    row: list[str] | None = None
    quotes = 0  # block quotes around
    for token in _parser(_MAX_BLOCK_NESTING).parse(body, environment):
        match token.type:
            case "heading_open" | "heading_close":
                level = int(token.tag[1:]) if token.nesting > 0 else 0
            case "blockquote_open" | "blockquote_close":
                quotes += token.nesting
            case "tr_open":
                row = []
            case "tr_close":
                if cells := [cell for cell in row or () if cell]:
                    yield Paragraph(_CELL_BREAK.join(cells)), 0
                row = None
            case "inline":
                line = _plain(token.content, environment)
                if row is not None:
                    row.append(line)
                elif line:
                    yield Paragraph(line, heading=level > 0, quoted=quotes > 0), level
            case "fence" | "code_block":
                if line := " ".join(token.content.split()):
                    yield Paragraph(line), 0
            case "html_block":
                yield from ((Paragraph(line), 0) for line in _html_lines(token.content))


@cache
def _parser(max_nesting: int) -> "MarkdownIt":
    """Return a parser that leaves the inline content of blocks alone; most is plain text."""
    from markdown_it import MarkdownIt  # 90 ms

    parser = MarkdownIt("commonmark", {"maxNesting": max_nesting})
    parser.enable(["table", "strikethrough"])
    parser.core.ruler.disable(["inline", "text_join"])
    return parser


def _plain(content: str, environment: dict[str, Any]) -> str:
    """Return a block's inline content as one line of plain text."""
    if _INLINE_MARKUP.search(content) and len(content) <= _MAX_INLINE:
        parser = _parser(_MAX_INLINE_NESTING)
        tokens: list[Token] = []
        parser.inline.parse(content, parser, environment, tokens)
        content = "".join(map(_shown, tokens))
    return " ".join(content.split())


def _shown(token: "Token") -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    if token.type == "html_inline":
        return " " if _BLOCK_TAG.match(token.content) else ""
    return "" if token.type == "image" else token.content


def _html_lines(source: str) -> Iterator[str]:
    """Yield the lines of text in an HTML block of Markdown."""
    if source.lstrip().lower().startswith(_NO_PROSE):
        return
    shown, *comments = source.split("<!--")
    source = shown + "".join(comment.partition("-->")[2] for comment in comments)
    text = html.unescape(_TAG.sub("", _BLOCK_TAG.sub("\n", source)))
    for line in text.split("\n"):
        if plain := " ".join(line.split()):
            yield plain
