"""Text that Discord shows as it is: nothing in it formats, links, pings or hides.

Visible characters are never changed. What cannot be seen, and could reorder or smear what
can, is left out: control characters, marks of direction, towers of combining marks.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Final

from bot.corpus.paragraphs import PARAGRAPH_BREAK
from bot.corpus.sentences import Span, sentences

CUT: Final = "…"  # stands where text was left out
MAX_MARKS: Final = 4  # combining marks on one letter; no writing that people read has more

# What is invisible although Unicode calls it printable, and what it does not: controls, soft
# hyphen, marks of direction, spaces and joiners without width, tags. Zero-width joiner and
# non-joiner stay: emoji and several scripts are written with them.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e0fff]"
)
_UNSEEN_PRINTABLE: Final = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0]")
_LINE_ENDS: Final = re.compile("\r\n|[\x0b\x0c\r\x85\u2028\u2029]")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_MARKS: Final = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_TOWERS: Final = re.compile(f"({_MARKS}{{{MAX_MARKS}}}){_MARKS}++")
# What Discord's markdown takes for a sign, at the end of each match; prose has hardly any. A
# colon is one before the rest of an address and before an emoji's name (and a time of day is
# none), a round bracket where it would begin a link's address; dash, plus, hash, arrow and a
# number's point where they would begin a line.
_SIGNS: Final = re.compile(
    r"[\\*_`<]|\|(?=\|)|(?<=\|)\||~(?=~)|(?<=~)~|(?<=\])\(|@(?=everyone|here)"
    r"|:(?=//|(?!\d{1,2}:)[\w+~-]{1,64}+:)|^[ \t]*+[-+>#]|^[ \t]*+\d++[.)]",
    re.MULTILINE,
)
_SPACES: Final = re.compile(r"\s+")
_LEAST: Final = 8  # characters; nothing is cut shorter


def clean(text: str) -> str:
    """Return ``text`` without what cannot be seen, for places that know no markdown."""
    if not text.replace("\n", "").isprintable():
        text = _LINE_ENDS.sub("\n", text)
        text = _UNSEEN.sub("", text)
        text = _SURROGATES.sub("\ufffd", text)
    elif text.isascii():
        return text
    return _TOWERS.sub(r"\1", _UNSEEN_PRINTABLE.sub("", text))


def escape(text: str) -> str:
    """Return ``text``, cleaned, such that Discord's markdown shows it as it is."""
    return _SIGNS.sub(lambda match: f"{match[0][:-1]}\\{match[0][-1]}", clean(text))


def one_line(text: str, limit: int) -> str:
    """Return ``text``, cleaned, on one line of at most ``limit`` characters."""
    # A little more than is shown is looked at, never megabytes.
    return shorten(_SPACES.sub(" ", clean(text[: limit * 4])).strip(), limit)


def escaped_line(text: str, limit: int) -> str:
    """Return ``text``, escaped, on one line of at most ``limit`` characters."""
    return _fitting(_SPACES.sub(" ", clean(text[: limit * 4])).strip(), limit)


def shorten(text: str, limit: int) -> str:
    """Cut ``text`` between words to at most ``limit`` characters, with a mark."""
    if len(text) <= limit:
        return text
    room = limit - len(CUT) - 1
    at = text.rfind(" ", max(room // 2, room - 200), room + 1)
    if at > 0:
        return f"{text[:at].rstrip()} {CUT}"
    return _whole_letters(text, room) + CUT  # one word that is longer than its place


def block_quote(text: str) -> str:
    """Return markdown as a quotation of its own, empty lines included."""
    return "> " + text.replace("\n", "\n> ")


def bold(text: str) -> str:
    """Return escaped text in bold; a line each, because bold ends with its line."""
    return "\n".join(f"**{line}**" if line.strip() else line for line in text.split("\n"))


def italic(text: str) -> str:
    """Return escaped text in italics, a line each; spaces around it are left out."""
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(f"*{line}*" if line else line for line in lines)


def quotation(text: str, answer: Span, limit: int, headings: Sequence[Span] = ()) -> str:
    """Return ``text`` as a block quote of at most ``limit`` characters, ``answer`` in bold.

    ``answer`` is where in ``text`` the sentence is that matters most. Where not all fits,
    whole sentences around it are shown, and a mark stands where others were left out.
    ``headings`` are in italics, and close to what is under them.
    """

    def dress(start: int, end: int) -> str:
        return _dressed(text, start, end, headings)

    if len(text) <= limit:
        whole = block_quote(
            dress(0, answer.start)
            + bold(escape(text[answer.start : answer.end]))
            + dress(answer.end, len(text))
        )
        if len(whole) <= limit:
            return whole
    return block_quote(_around(text, answer, limit - len("> "), dress))


def _dressed(text: str, start: int, end: int, headings: Sequence[Span]) -> str:
    """Return a piece of ``text``, escaped, with the headings that are in it."""
    parts = []
    for heading in headings:
        if start <= heading.start and heading.end <= end:
            parts += [escape(text[start : heading.start])]
            parts += [italic(escape(text[heading.start : heading.end]))]
            start = heading.end
        if start == heading.end < end and text.startswith(PARAGRAPH_BREAK, start):
            start += 1  # of two line ends
    return "".join([*parts, escape(text[start:end])])


def _around(text: str, answer: Span, limit: int, dress: Callable[[int, int], str]) -> str:
    """Return the sentences around ``answer`` whose markdown, quoted, fits into ``limit``."""
    room = limit - 2 * len(f"{CUT} ")
    sentence = text[answer.start : answer.end]
    shown = _fitting(sentence, room, lambda part: bold(escape(part)))
    whole = len(sentence) <= room and shown == bold(escape(sentence))
    room -= _quoted_length(shown)
    # Neighbours in turn, what follows first: it tells more of a sentence than what precedes.
    after = [(span.start, span.end) for span in sentences(text, answer.end)][::-1]
    before = [(span.start, span.end) for span in sentences(text, 0, answer.start)]
    first, last = answer.start, answer.end
    while whole and (after or before):
        if after:
            end = after.pop()[1]
            piece = dress(last, end) if end - last <= room else ""
            if piece and _quoted_length(piece) <= room:
                shown, last = shown + piece, end
                room -= _quoted_length(piece)
            else:
                after.clear()
        if before:
            start = before.pop()[0]
            piece = dress(start, first) if first - start <= room else ""
            if piece and _quoted_length(piece) <= room:
                shown, first = piece + shown, start
                room -= _quoted_length(piece)
            else:
                before.clear()
    if text[:first].strip():
        shown = f"{CUT} {shown}"
    if whole and text[last:].strip():
        shown = f"{shown} {CUT}"
    return shown


def _fitting(text: str, limit: int, dress: Callable[[str], str] = escape) -> str:
    """Return as many words of ``text`` as fit, dressed, into ``limit``, with a mark if cut."""
    length = limit
    dressed = dress(shorten(text, length))
    while _quoted_length(dressed) > limit and length > _LEAST:
        # What is dressed is a few times as long at most, so a few rounds are enough.
        length = max(_LEAST, min(length - 1, length * limit // _quoted_length(dressed)))
        dressed = dress(shorten(text, length))
    return dressed


def _quoted_length(piece: str) -> int:
    """Return how long a piece is in a block quote, which marks each new line."""
    return len(piece) + 2 * piece.count("\n")


def _whole_letters(text: str, length: int) -> str:
    """Return at most ``length`` characters, without parting a letter from its marks."""
    while 0 < length < len(text) and (text[length] == "\u200d" or _is_mark(text[length])):
        length -= 1
    return text[:length]


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Me", "Mc"}
