"""Quotation marks: which text stands between them, whatever it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.corpus.article import Article
from bot.corpus.paragraphs import PARAGRAPH_BREAK
from bot.corpus.sentences import Span, sentences

_BACK: Final = 500  # characters of a sentence before
_DOUBLE_MARKS: Final = '"“”„«»'
OPENING_MARKS: Final = frozenset('"“„«')
_DOUBLE = re.compile(f"[{_DOUBLE_MARKS}]")
_SINGLE = re.compile("[‘’']")
_APOSTROPHE = re.compile(r".*(?:s|in|[^\w]\w|\bth)$", re.DOTALL)  # "the bakers’ van", "goin’ home"
_BEFORE_OPENING: Final = frozenset("([{—–-/:,;")
_AFTER_CLOSING: Final = frozenset(",.;:!?)]}—–-…”’'")
_OPENS_SINGLE: Final = (" ‘", "\n‘", " '", "\n'")
_CLOSES_SINGLE: Final = (",’", ".’", "?’", "!’", ",'", ".'", "?'", "!'", "’,", "',")


@dataclass(frozen=True, slots=True)
class Quoted:
    """What stands between an opening mark and its closing one.

    ``parts`` has a span for each paragraph over which it runs, without marks and white
    space; the marks themselves are in ``article.text[mark:close]``.
    """

    parts: tuple[Span, ...]
    mark: int
    close: int
    first: Span  # the paragraph in which it begins
    last: Span  # the paragraph in which it ends
    block: bool = False  # whether it is a block quote, which needs no marks


def has_marks(text: str) -> bool:
    """Tell whether there may be a quotation between marks."""
    return any(mark in text for mark in _DOUBLE_MARKS) or _has_singles(text)


def quoted(article: Article) -> list[Quoted]:
    """Return what stands between quotation marks outside headings, in order.

    What is nested in a quotation is part of it. A quotation that goes on in the next
    paragraph has an opening mark there, too, and none that closes it here. A mark
    without its other half is left out.
    """
    text = article.text
    find_pairs = _single_pairs if _prefers_singles(text) else _double_pairs
    headings = {span.start for span in article.headings}
    found: list[Quoted] = []
    pending: list[Span] = []  # the parts of a quotation that is still open
    mark, first = 0, Span(0, 0)  # where that one begins
    for paragraph in _paragraphs(text):
        if paragraph.start in headings:
            pending = []
            continue
        pairs, unclosed = find_pairs(text, paragraph)
        if pending and unclosed == paragraph.start:
            pending.append(_trimmed(text, unclosed + 1, paragraph.end))
            continue
        for opening, close in pairs:
            part = _trimmed(text, opening + 1, close - 1)
            if pending and opening == paragraph.start:
                # A paragraph may be a lone mark, or two without words between.
                parts = tuple(span for span in (*pending, part) if span.start < span.end)
                if parts:
                    found.append(Quoted(parts, mark, close, first, paragraph))
            elif part.start < part.end:
                found.append(Quoted((part,), opening, close, paragraph, paragraph))
            pending = []
        pending = []
        if unclosed is not None:
            pending = [_trimmed(text, unclosed + 1, paragraph.end)]
            mark, first = unclosed, paragraph
    return found


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    while start < len(text):
        end = text.find(PARAGRAPH_BREAK, start)
        end = len(text) if end < 0 else end
        yield Span(start, end)
        start = end + len(PARAGRAPH_BREAK)


def _trimmed(text: str, start: int, end: int) -> Span:
    if start < end and not (text[start].isspace() or text[end - 1].isspace()):
        return Span(start, end)
    inner = text[start:end]
    return Span(start + len(inner) - len(inner.lstrip()), start + len(inner.rstrip()))


def _has_singles(text: str) -> bool:
    return any(mark in text for mark in _OPENS_SINGLE) or text[:1] in {"‘", "'"}


def _prefers_singles(text: str) -> bool:
    """Tell whether single marks are for quotations, and double ones for what is nested."""
    if not _has_singles(text):
        return False
    doubles = (text.count('"') + text.count("“") + text.count("”")) // 2
    opening = sum(map(text.count, _OPENS_SINGLE)) + text.startswith(("‘", "'"))
    return opening > doubles and sum(map(text.count, _CLOSES_SINGLE)) > doubles


def _double_pairs(text: str, paragraph: Span) -> tuple[list[tuple[int, int]], int | None]:
    """Return the outermost pairs of marks, and the mark after them that nothing closes."""
    start, end = paragraph
    stack: list[int] = []
    pairs = []
    for match in _DOUBLE.finditer(text, start, end):
        at = match.start()
        mark = text[at]
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        if mark == '"':
            opens = _opens(before, after, bool(stack))
        else:
            opens = mark in "„«" or (mark == "“" and not (stack and text[stack[-1]] == "„"))
        if opens:
            stack.append(at)
        elif stack:
            pairs.append((stack.pop(), at + 1))
        elif mark == "”" and before.isspace() and after.isalnum():  # the wrong mark
            stack.append(at)
    return _outermost(pairs, stack)


def _opens(before: str, after: str, inside: bool) -> bool:
    """Tell whether a straight mark opens a quotation."""
    if after.isspace() or (inside and after in _AFTER_CLOSING):
        return False
    return before.isspace() or (not inside and before in _BEFORE_OPENING)


def _single_pairs(text: str, paragraph: Span) -> tuple[list[tuple[int, int]], int | None]:
    """Return the pairs of single marks; an apostrophe is none of them.

    A mark after a word closes what only another opening mark, or the paragraph, would end.
    """
    start, end = paragraph
    opened: int | None = None
    closes = 0  # where the quotation that is open may have been closed
    pairs = []
    for match in _SINGLE.finditer(text, start, end):
        at = match.start()
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        if not before.isalnum() and (after.isalpha() or after in '“"…') and text[at] != "’":
            if opened is not None and closes:
                pairs.append((opened, closes))
                opened = None
            opened, closes = (at, 0) if opened is None else (opened, closes)
        elif opened is not None and not after.isalnum():
            if before in ',.?!…—”"' or after in ",.;:?!":
                pairs.append((opened, at + 1))
                opened = None
            elif not _APOSTROPHE.match(text, max(start, at - 3), at):
                closes = at + 1
    if opened is not None and closes:
        pairs.append((opened, closes))
        opened = None
    return _outermost(pairs, [] if opened is None else [opened])


def _outermost(
    pairs: list[tuple[int, int]], unclosed: list[int]
) -> tuple[list[tuple[int, int]], int | None]:
    outermost = []
    reached = 0
    for mark, close in sorted(pairs):
        if mark >= reached:
            outermost.append((mark, close))
            reached = close
    return outermost, unclosed[-1] if unclosed and unclosed[-1] >= reached else None


def last_sentence_before(text: str, item: Quoted) -> Span | None:
    """Return the last sentence of the paragraph before one that is all quoted."""
    end = item.mark - len(PARAGRAPH_BREAK)
    if end <= 0 or item.close != item.last.end or text[end - 1] not in ".!?":
        return None
    begin = max(0, end - _BACK)
    begin = max(begin, text.rfind(PARAGRAPH_BREAK, begin, end) + len(PARAGRAPH_BREAK))
    spans = sentences(text, begin, end)
    return spans[-1] if spans else None
