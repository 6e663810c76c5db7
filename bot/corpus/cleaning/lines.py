"""Lines of a file -> blocks: wrapped lines joined, words hyphenated across lines made whole."""

import re
from dataclasses import dataclass
from itertools import pairwise

from bot.corpus.cleaning.phrases import words
from bot.corpus.cleaning.typography import tidy

_WIDTHS = range(40, 141)  # characters in which text is wrapped by hand or by programs
_RAGGED = 18  # characters by which a full line can be shorter than the width
_FULL_SHARE = 0.6  # of the lines that go on, in a wrapped text
_GOES_ON_SHARE = 0.35  # of the lines after them that begin in lower case
_BROKEN_LINE = 30  # characters: a shorter line that breaks off is a menu entry, not a paragraph
_REST = 15  # characters: a shorter line after it is one as well
# The beginning of a list item.
ITEM = re.compile(r"(?:[-*•·‣▪–—]|\(?\d{1,3}[.)]|[a-z][.)]) ")
_BROKEN_WORD = re.compile(r"([^\W\d_]{2,30})-\Z")
_FIRST_WORD = re.compile(r"[^\W_]+")
_HYPHENATED = re.compile(r"(?<![^\W\d_])[^\W\d_]++-[^\W\d_]+")
# First halves that keep their hyphen where a line breaks after it.
_KEEPING = words(
    "all anti co cross ex far four half high hard ill left long low mid multi near non once one"
    " post pre pro right second self semi short six so solid three two twenty thirty forty fifty"
    " sixty seventy eighty ninety well first third five seven eight nine ten"
)


@dataclass(slots=True)
class Line:
    """One block of a text while it is being cleaned.

    ``rule`` names what removes it, None as long as nothing does; ``cut`` holds what was cut out
    of it, each with its rule.
    """

    text: str
    heading: bool = False  # as the format states,
    quoted: bool = False  # whether it is in a block quote, too
    rule: str | None = None
    cut: tuple[tuple[str, str], ...] = ()

    def drop(self, rule: str) -> None:
        """Remove the line, unless another rule has removed it."""
        if self.rule is None:
            self.rule = rule


def blocks(text: str) -> list[str]:
    """Return the paragraphs of a text, or the lines of a page, tidy and without empty ones."""
    lines = text.splitlines()
    if "\xad" in text:
        lines = text.replace("\xad\r\n", "").replace("\xad\n", "").splitlines()
    lines = [tidy(line) for line in lines]
    if len(lines) < 2 or not any(first and second for first, second in pairwise(lines)):
        return [line for line in lines if line]
    width = _width(lines)
    whole = {word.lower() for word in _HYPHENATED.findall(text)} if "-\n" in text else set()
    found: list[str] = []
    parts: list[str] = []
    before = ""
    for line in lines:
        if parts and not _goes_on(before, line, width):
            found.append(_join(parts, whole))
            parts = []
        if line:
            parts.append(line)
        before = line
    if parts:
        found.append(_join(parts, whole))
    return found


def _width(lines: list[str]) -> int:
    """Return the width at which a text is wrapped, 0 if it is not."""
    pairs = [(len(first), second) for first, second in pairwise(lines) if first and second]
    lengths = sorted(length for length, _ in pairs)
    width = lengths[int(0.95 * (len(lengths) - 1))]
    if width not in _WIDTHS:
        return 0
    full = [second for length, second in pairs if length >= width - _RAGGED]
    going_on = sum(second[0].islower() for second in full)
    if len(full) < _FULL_SHARE * len(pairs) or going_on < _GOES_ON_SHARE * len(full):
        return 0
    return width


def _goes_on(before: str, line: str, width: int) -> bool:
    """Tell whether a line goes on with the paragraph of the line before it."""
    if not before or not line or ITEM.match(line):
        return False
    if width:
        return len(before) + 1 + len(line.partition(" ")[0]) > width - _RAGGED
    breaks_off = before[-1].isalpha() or before[-1] in ",-–—("
    first = line.partition(" ")[0]
    return (
        len(before) > _BROKEN_LINE
        and breaks_off
        and len(line) >= _REST
        and first.isalpha()
        and first.islower()
    )


def _join(parts: list[str], whole: set[str]) -> str:
    """Join the lines of one paragraph; ``whole`` are the hyphenated words of the text."""
    if len(parts) == 1:
        return parts[0]
    joined: list[str] = []
    for part, following in pairwise([*parts, ""]):
        broken = _BROKEN_WORD.search(part[-32:])
        if broken is None or not following or not following[0].isalpha():
            tight = part[-1] in "–-" and part[-2:-1] not in {"", " "}
            joined.append(part if tight else part + " ")
            continue
        first = _FIRST_WORD.match(following)
        word = f"{broken[1]}-{first[0] if first else ''}".lower()
        keeps = following[0].isupper() or broken[1].lower() in _KEEPING or word in whole
        joined.append(part if keeps else part[:-1])
    return "".join(joined).rstrip()
