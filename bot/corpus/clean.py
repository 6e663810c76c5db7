"""Raw page text -> the article's paragraphs."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from bot.corpus.cleaning.body import cut_page, prose_words
from bot.corpus.cleaning.glue import pieces, unglue
from bot.corpus.cleaning.leftovers import (
    cut_markers,
    is_byline,
    is_request,
    line_rule,
    sentence_rule,
)
from bot.corpus.cleaning.lines import ITEM, Line, blocks
from bot.corpus.cleaning.notices import Notice, possible_notices
from bot.corpus.cleaning.repeats import cut_repeats
from bot.corpus.cleaning.rules import ADVERTISEMENT, BYLINE, TIMESTAMP
from bot.corpus.cleaning.typography import agree, close_quotations, tidy
from bot.corpus.dates import MOMENT
from bot.corpus.paragraphs import PARAGRAPH_BREAK, Cleaned, Paragraph, Removed

_PASSES = 6  # until nothing changes; a second is the rule, more than three have not been seen
_HEAD = 6  # lines in which a date or a byline can stand before the first prose
_DAYS = 3  # lines that are days make a chronology
_SHORT = 200  # characters: a longer line is neither
_HEADING_WORDS = 12
_HEADING_LENGTH = 90  # characters
_HEADINGS = 2  # together; more are a list
_LEAST_BELOW = 5  # spaces in the prose below a heading
_ENDS = '.!?…:"”’)]'
_HEADING_MARKS = re.compile(r"(?:#{1,6} )+(?=\S)")


def clean(text: str) -> Cleaned:
    """Clean the raw text of a page, or of an article."""
    kept, removed = _settle([Line(_unmarked(one)) for one in blocks(text)], page=True)
    return Cleaned(tuple(_paragraphs([line.text for line in kept])), tuple(removed))


def _unmarked(text: str) -> str:
    """Return a heading without the marks that make it one: "## Crew"."""
    marks = _HEADING_MARKS.match(text) if text.startswith("#") else None
    return text if marks is None else text[marks.end() :]


def clean_paragraphs(paragraphs: Iterable[Paragraph]) -> Cleaned:
    """Clean an article whose paragraphs its format states."""
    stated = [Line(text, one.heading, one.quoted) for one in paragraphs if (text := tidy(one.text))]
    kept, removed = _settle(stated, page=False)
    paragraphs = tuple(Paragraph(line.text, line.heading, line.quoted) for line in kept)
    return Cleaned(paragraphs, tuple(removed))


def _settle(lines: list[Line], *, page: bool) -> tuple[list[Line], list[Removed]]:
    """Clean until nothing more is taken out: what was beside a leftover may be one as well."""
    removed: list[Removed] = []
    for _ in range(_PASSES):
        _pass(lines, page=page)
        found = [Removed(text, rule) for line in lines for text, rule in _taken(line)]
        if not found:
            break
        removed += found
        kept = [line for line in lines if line.rule is None]
        # What stood before the marks of a heading may be gone now.
        texts = [_unmarked(line.text) if page else line.text for line in kept]
        lines = [
            Line(text, line.heading, line.quoted) for text, line in zip(texts, kept, strict=True)
        ]
    return lines, removed


def _taken(line: Line) -> tuple[tuple[str, str], ...]:
    return line.cut if line.rule is None else (*line.cut, (line.text, line.rule))


def _pass(lines: list[Line], *, page: bool) -> None:
    """Clean once: mend the lines, and mark what is to be taken out."""
    mended = _mend(lines)
    notices = possible_notices(PARAGRAPH_BREAK.join(line.text for line in lines).lower())
    for line in lines:
        line.rule = line_rule(line.text)
        if line.rule is None:
            line.text, markers = cut_markers(line.text)
            line.cut += tuple((marker, ADVERTISEMENT) for marker in markers)
        if notices and line.rule is None:
            _cut_notices(line, notices)
    _cut_head(lines)
    cut_repeats(lines, mended)
    if page:
        cut_page(lines)


def _mend(lines: list[Line]) -> list[bool]:
    """Mend spaces and marks until they stay as they are; tell which lines were mended."""
    before = [line.text for line in lines]
    texts = before
    for _ in range(_PASSES):
        mended = agree([unglue(close_quotations(text)) for text in texts])
        if mended == texts:
            break
        texts = mended
    for line, text in zip(lines, texts, strict=True):
        line.text = text
    return [one != other for one, other in zip(before, texts, strict=True)]


def _cut_notices(line: Line, notices: list[Notice]) -> None:
    """Cut out of a line the sentences that speak to the reader of the page."""
    low = line.text.lower()
    notices = [notice for notice in notices if notice.hint in low]
    if not notices:
        return
    sentences = pieces(line.text)
    rules = [sentence_rule(sentence, notices) for sentence in sentences]
    if not any(rules):
        return
    _spread(sentences, rules)
    if all(rules):
        line.drop(next(rule for rule in rules if rule is not None))
        return
    line.cut += tuple((one, rule) for one, rule in zip(sentences, rules, strict=True) if rule)
    line.text = " ".join(one for one, rule in zip(sentences, rules, strict=True) if not rule)


def _spread(sentences: list[str], rules: list[str | None]) -> None:
    """Give the short requests beside a leftover the rule of that leftover."""
    for order in (range(1, len(rules)), range(len(rules) - 2, -1, -1)):
        for i in order:
            if rules[i] is None and is_request(sentences[i]):
                rules[i] = rules[i - order.step]


def _cut_head(lines: list[Line]) -> None:
    """Mark the dates and bylines that stand before the first prose.

    In a chronology, which has several days as headings, they are the article's.
    """
    for line in lines[:_HEAD]:
        if len(line.text) > _SHORT or prose_words(line.text):
            break
        if line.rule is not None:
            continue
        if is_byline(line.text):
            line.rule = BYLINE
        elif MOMENT.fullmatch(line.text) and not _is_chronology(lines):
            line.rule = TIMESTAMP


def _is_chronology(lines: list[Line]) -> bool:
    days = (line for line in lines if len(line.text) <= _SHORT and MOMENT.fullmatch(line.text))
    return sum(1 for _ in islice(days, _DAYS)) == _DAYS


def _paragraphs(texts: list[str]) -> Iterator[Paragraph]:
    """Tell headings from paragraphs: one or two title-like lines, and prose below them."""
    title = [_is_title(text) for text in texts]
    for i, text in enumerate(texts):
        yield Paragraph(text, title[i] and _heads(texts, title, i))


def _heads(texts: list[str], title: list[bool], at: int) -> bool:
    """Tell whether a title-like line is one of at most two together, with prose below them."""
    begin = at - 1 if at and title[at - 1] else at
    end = at + 2 if title[at + 1 : at + 2] == [True] else at + 1
    if begin and title[begin - 1]:
        return False
    below = texts[end] if end - begin <= _HEADINGS and end < len(texts) else ""
    prose = below.count(" ") >= _LEAST_BELOW and below[-1] in _ENDS
    return prose or ITEM.match(below) is not None


def _is_title(text: str) -> bool:
    return (
        len(text) <= _HEADING_LENGTH
        and text[-1] not in ".!:;,…"
        and not text[0].islower()
        and not ITEM.match(text)
        and text.count(" ") < _HEADING_WORDS
        and any(map(str.isalpha, text))
    )
