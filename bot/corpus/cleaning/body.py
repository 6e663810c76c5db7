"""Where, among the lines of a page, the article is.

An article is a run of prose; what surrounds it on a page is short lines and lines that are
known leftovers. The run with the highest sum of line scores is the article (the maximum
subarray, Bentley 1984), so that a box of links inside it does not end it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.corpus.cleaning import rules as rule
from bot.corpus.cleaning.leftovers import is_byline
from bot.corpus.cleaning.lines import ITEM, Line
from bot.corpus.cleaning.phrases import PAGE_ONLY, words
from bot.corpus.dates import MOMENT, PLAIN

# Scores of lines that are no prose, in words of prose. Measured on pages of a scraping
# benchmark; between half and twice these values little changes.
_MENU_WORD = -10
_NUMBER = -2
_ITEM = 0  # of a list, marked as such
_SHORT, _SHORT_LENGTH = -4, 30  # characters
_LONG = -7
_LEFTOVER = -15
_SCORES = {
    rule.COMMENTS: -40,  # comments and what is said of the author seldom end
    rule.AUTHOR: -40,
    rule.TIMESTAMP: -25,  # another article's, if one has begun
    rule.BYLINE: -25,
    rule.REPEATED: -5,
    rule.COPY: -5,
    rule.CAPTION: -5,
    rule.ADVERTISEMENT: -5,
}
_LONGEST_PROSE = 150  # words; a longer line scores no more
_ALONE = 40  # words; a line of prose between lines that are none scores no more,
_TEASER = 80  # words; if it is no longer than what is shown of other articles

# What an article can have as well, and what is therefore no sign of a page.
_COMMON = {rule.REPEATED, rule.COPY, rule.SEPARATOR}
_NO_SIGN = _COMMON | {rule.ADDRESS, rule.TIMESTAMP, rule.BYLINE}
_PARAGRAPH = 80  # characters of a line below a heading
_LEAST_MARKED = 3  # leftover lines that make a text a page
_LEAST_CUT = 2  # leftover lines that make what is before or after the article the page's
_LEAST_MENU = 6  # lines without prose before the article that on a page are a menu
_LEAST_ARTICLE = 30  # words of prose below which no article is found, and nothing is cut
_INTRODUCTION = 60  # words of a standfirst between the headline and the byline
_INTRODUCTION_LINES = 15
_COMMENTED = 100  # words of prose before comments can begin
_COMMENT_REACH = 12  # lines in which comments show themselves
_LINKS = 8  # lines that a list of links in the middle of an article can have
_LINKS_BELOW = range(2, 7)  # lines of them below an article
_LINK_WORDS = 4  # at least
_CAPITALS = 5  # words in capitals that make a link, not a heading
_CREDITED = 800  # characters of a caption with its credit

_FUNCTION_WORDS = words(
    "the of and to a in is was that for on with as it at by from be are this he she they we you i"
    " his her its their has have had not but or an which who were been will would can said than"
    " more when there what if about into after no so out up one all"
)
_LEAST_PROSE = 8  # words
_LONG_PROSE = 25  # words of a line that is prose even if it does not end as a sentence
_FUNCTION_SHARE = 0.18  # of a line's words; half of that in a long one, for lists of names
_SAMPLE = 60  # words in which they are counted

_COMMENT_SIGN = re.compile(
    r".{0,40}\bago\b.{0,20}|reply|report|likes?|\d+ (?:likes?|votes?|points?)|rating: .{0,20}"
    r"|.{0,60}\b\d{1,2}:\d\d ?(?:[ap]\.?m\.?)?.{0,10}|.{0,40} says:?",
    re.IGNORECASE,
)
_PICTURED = re.compile(
    r"(?:an? )?(?:artist|illustration)\b|in this\b"
    r"|this .{0,40}\b(?:image|photo|picture|illustration|graphic|view)\b"
    r"|.{0,200}[,(] ?(?:left|right|cent(?:er|re)|second from|above|below|top|bottom|pictured)\b"
    r"|.{0,300}\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,? \w{3,9}\.? \d{1,2}, \d{4}",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"[.!?”\"’)] (?:image |photo |picture )?credits?: [^.]{2,80}\Z", re.IGNORECASE)


@dataclass(slots=True)
class _Seen:
    """A line, with the words of prose in it, and whether it is an entry of a menu."""

    line: Line
    prose: int
    menu: bool
    score: int = 0

    @property
    def marked(self) -> bool:
        return self.menu or (self.line.rule is not None and self.line.rule not in _COMMON)


def prose_words(text: str) -> int:
    """Return how many words of prose a line has, 0 if it does not read as prose."""
    tokens = text.split()
    count = len(tokens)
    if count < _LEAST_PROSE:
        return 0
    finished = text[-1] in ".!?…:" or (text[-1] in "\"”’')]*" and text[-2] in ".!?…,")
    if not finished and count < _LONG_PROSE:
        return 0
    share = _FUNCTION_SHARE if count < _LONG_PROSE else _FUNCTION_SHARE / 2
    sample = tokens[:_SAMPLE]
    if sum(word.lower() in _FUNCTION_WORDS for word in sample) < share * len(sample):
        return 0
    return count if finished else count // 2


def cut_page(lines: Sequence[Line]) -> None:
    """Mark what is not the article's, where the lines show that they are a page's."""
    menu = _menu(lines)
    signs = sum(line.rule is not None and line.rule not in _NO_SIGN for line in lines)
    if sum(menu) + signs < _LEAST_MARKED:
        return
    page = [_see(line, menu=entry) for line, entry in zip(lines, menu, strict=True)]
    _mark_dates(page)
    _weigh(page)
    start, end = _locate(page)
    if sum(seen.prose for seen in page[start:end]) < _LEAST_ARTICLE:
        return
    start = _begin(page, start, end)
    while end < len(page) and not page[end].marked:
        end += 1
    head, tail = page[:start], page[end:]
    menu_above = len(head) >= _LEAST_MENU and not any(seen.prose for seen in head)
    if menu_above or sum(seen.marked for seen in head) >= _LEAST_CUT:
        for seen in head:
            seen.line.drop(rule.BEFORE)
    if sum(seen.marked for seen in tail) >= _LEAST_CUT:
        for seen in tail:
            seen.line.drop(rule.AFTER)
    article = page[start:end]
    _restore(article, [*head, *tail])
    _cut_captions(page, start, end)
    _cut_links(article)
    _cut_links_below(article)
    for seen in article:
        if seen.menu:
            seen.line.drop(rule.NAVIGATION)


def _restore(article: Sequence[_Seen], around: Sequence[_Seen]) -> None:
    """Take back the removal of what was repeated only outside the article, as in a teaser."""
    outside = {seen.line.text for seen in around if seen.line.rule in {rule.BEFORE, rule.AFTER}}
    for seen in article:
        if seen.line.rule == rule.REPEATED and seen.line.text in outside:
            seen.line.rule = None
            outside.discard(seen.line.text)


def _menu(lines: Sequence[Line]) -> list[bool]:
    """Tell which lines are entries of a menu, and not headings above a paragraph."""
    lengths = [len(line.text) for line in lines[1:]]
    return [
        line.rule is None and below < _PARAGRAPH and line.text.lower().strip(" :|") in PAGE_ONLY
        for line, below in zip(lines, [*lengths, 0], strict=False)
    ]


def _see(line: Line, *, menu: bool) -> _Seen:
    if line.rule is None and not menu and is_byline(line.text):
        line.rule = rule.BYLINE
    return _Seen(line, prose_words(line.text) if line.rule is None else 0, menu)


def _mark_dates(page: Sequence[_Seen]) -> None:
    """Mark lines that are dates, but for those that head prose, as in a chronology."""
    for seen, below in zip(page, [*page[1:], None], strict=True):
        line = seen.line
        if line.rule is None and MOMENT.fullmatch(line.text):
            heads = below is not None and below.prose and PLAIN.fullmatch(line.text)
            line.rule = None if heads else rule.TIMESTAMP


def _weigh(page: Sequence[_Seen]) -> None:
    """Give every line its score."""
    for i, seen in enumerate(page):
        if seen.line.rule is not None:
            seen.score = _SCORES.get(seen.line.rule, _LEFTOVER)
        elif seen.prose and not seen.line.cut:
            beside = page[max(0, i - 1) : i + 2]
            teaser = seen.prose <= _TEASER and sum(other.prose > 0 for other in beside) == 1
            seen.score = min(seen.prose, _ALONE if teaser else _LONGEST_PROSE)
        elif seen.menu:
            seen.score = _MENU_WORD
        elif ITEM.match(seen.line.text):
            seen.score = _ITEM
        elif seen.line.text[-1].isdigit() and not any(map(str.isalpha, seen.line.text)):
            seen.score = _NUMBER
        else:
            seen.score = _SHORT if len(seen.line.text) < _SHORT_LENGTH else _LONG


def _locate(page: Sequence[_Seen]) -> tuple[int, int]:
    """Return the half-open range of the lines whose scores have the highest sum."""
    best = total = read = 0
    start = end = first = 0
    for i, seen in enumerate(page):
        if total <= 0:
            total, first, read = 0, i, 0
        if seen.line.rule == rule.COMMENTS and read >= _COMMENTED and _comments_follow(page, i):
            break
        read += seen.prose
        total += seen.score
        if total > best:
            best, start, end = total, first, i + 1
    return start, end


def _comments_follow(page: Sequence[_Seen], at: int) -> bool:
    """Tell whether readers' comments begin at a line, and not a mere link to them."""
    below = page[at + 1 : at + 1 + _COMMENT_REACH]
    return sum(_COMMENT_SIGN.fullmatch(seen.line.text[:80]) is not None for seen in below) >= 2


def _begin(page: Sequence[_Seen], start: int, end: int) -> int:
    """Return where the article begins: below a standfirst and byline, with its short lines."""
    read, begin = 0, start
    for i in range(start, min(start + _INTRODUCTION_LINES, end)):
        read += page[i].prose
        if read > _INTRODUCTION:
            break
        if page[i].line.rule in {rule.BYLINE, rule.TIMESTAMP}:
            begin = i + 1
    while begin and not page[begin - 1].marked and page[begin - 1].line.text[-1] in '.!?:”"':
        begin -= 1
    return begin


def _cut_captions(page: Sequence[_Seen], start: int, end: int) -> None:
    """Mark what stands above a picture's credit, where it reads as a caption or repeats."""
    count = Counter(seen.line.text for seen in page)
    for i in range(start, end):
        line = page[i].line
        if line.rule is not None:
            continue
        credited = any(below.line.rule == rule.CAPTION for below in page[i + 1 : i + 3])
        if (len(line.text) <= _CREDITED and _CREDIT.search(line.text)) or (
            credited and (count[line.text] > 1 or _PICTURED.match(line.text))
        ):
            line.rule = rule.CAPTION


def _cut_links(article: Sequence[_Seen]) -> None:
    """Mark the links that follow a heading such as "Related articles", and those in capitals."""
    left = 0
    for seen in article:
        text = seen.line.text
        if seen.line.rule == rule.RELATED:
            left = _LINKS
        elif seen.line.rule is not None or seen.menu:
            continue
        elif left and not seen.prose and (text[-1] not in '.!?”"' or text.endswith("..")):
            seen.line.rule, left = rule.RELATED, left - 1
        else:
            left = 0
            if not seen.prose and text.isupper() and text.count(" ") >= _CAPITALS:
                seen.line.rule = rule.RELATED


def _cut_links_below(article: Sequence[_Seen]) -> None:
    """Mark a few headlines of other articles below the last prose, if no list was announced."""
    first = len(article)
    while first and not article[first - 1].marked and _is_link(article[first - 1]):
        first -= 1
    below = article[first:]
    if len(below) in _LINKS_BELOW and first and not article[first - 1].line.text.endswith(":"):
        for seen in below:
            seen.line.rule = rule.RELATED


def _is_link(seen: _Seen) -> bool:
    """Tell whether a line is written as headlines are, with capitals."""
    long = [word for word in seen.line.text.split() if len(word) > _LINK_WORDS]
    return (
        not seen.prose
        and seen.line.text.count(" ") >= _LINK_WORDS - 1
        and not any(word[0].islower() for word in long)
        and seen.line.text[-1] not in ".,;:)"
        and not any(map(str.isdigit, seen.line.text))
    )
