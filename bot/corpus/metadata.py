"""Title, author, date, publication and addresses, from what a raw text shows.

A wrong value is worse than none: what a page shows twice differently, or not plainly, is None.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from bot.corpus.cleaning.body import prose_words
from bot.corpus.cleaning.leftovers import is_byline, line_rule
from bot.corpus.cleaning.lines import blocks
from bot.corpus.cleaning.phrases import PAGE_ONLY, words
from bot.corpus.cleaning.rules import COOKIES, COPYRIGHT, FOOTER, NAVIGATION, SUBSCRIPTION
from bot.corpus.dates import MOMENT, STAMP, parse_date
from bot.corpus.publications import UNMISTAKABLE, publication_of

__all__ = ["Metadata", "find", "parse_date", "publication_of"]

_REACH = 200_000  # characters at the beginning in which metadata is looked for
_END_REACH = 20_000  # and at the end, for what stands in a footer
_ARTICLE = 60  # words of prose, line upon line, by which an article begins
_LONG_LINE = 300  # characters of a line that begins one alone
_TOP = 6  # lines at the top of a text in which a date can only be the article's
_NEAR = 4  # lines between a date and the byline, or the headline
_TITLE_WORDS = range(2, 25)
_TITLE_LENGTH = 160  # characters
_BELOW_TITLE = 6  # lines below a title, one of which is a byline, a date or prose
_NOT_BELOW_TITLE = {COOKIES, FOOTER, NAVIGATION, SUBSCRIPTION}
_SECTIONS = words(
    "abstract background biography contents description early history introduction later legacy"
    " life overview summary years"
)
_NAME_SEPARATOR = re.compile(r",| and | AND | & |;")
_AFTER_NAMES = re.compile(r" ?[|–—•·(/]| - | on ")
_BY = re.compile(r"(?:\w+ )?by:? ?", re.IGNORECASE)
_NAME_LINES = 6  # lines below "By" that can hold names
_NAME = re.compile(
    r"[^\W\d_a-z][\w.'’-]*(?: (?:[^\W\d_a-z][\w.'’-]*|d[aei]|de[lnr]?|v[ao]n|bin|al|la|le)){1,3}"
)
_NOT_A_NAME = words(
    "staff writer writers reporter reporters editor editors correspondent contributor columnist"
    " news press post times reuters ap associated cnn bbc fox md ms rd phd rdn apd special team"
    " desk bureau agency magazine online digital producer senior science space"
)
_URL = re.compile(r"https?://[^\s<>\"]+")
_PICTURE = re.compile(r"[^?#]*\.(?:jpe?g|png|gif|webp|avif|tiff?)(?:[?#]|\Z)", re.IGNORECASE)
_NO_PICTURE = re.compile(
    r"logo|icon|avatar|sprite|pixel|badge|button|spacer|tracking", re.IGNORECASE
)
_PUBLISHED = re.compile(r"(?:first |originally )?(?:published|posted)\b", re.IGNORECASE)
_SUFFIX = re.compile(r"(.{8,}?) (?:\||»|::) [^|]{2,40}\Z")  # "Headline | Site"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of where an article is from; ``date`` is ISO 8601."""

    title: str | None = None
    author: str | None = None
    publication: str | None = None
    date: str | None = None
    url: str | None = None
    image: str | None = None


def find(text: str) -> Metadata:
    """Return what a raw text shows of its own metadata."""
    lines = blocks(text[:_REACH])
    if len(lines) < 2:
        return Metadata()
    above = lines[: _article_line(lines)]
    url, image = _addresses(lines, above)
    by = max((i for i, line in enumerate(above) if _is_by(line)), default=None)
    return Metadata(
        title=_title(lines),
        author=_author(above, by),
        publication=_publication(text, url, image),
        date=_date(lines, above, by),
        url=url,
        image=image,
    )


def _article_line(lines: Sequence[str]) -> int:
    """Return the line at which the article begins, their number if it does not show."""
    run = begin = 0
    for i, line in enumerate(lines):
        count = prose_words(line)
        if not count:
            run = 0
            continue
        if not run:
            begin = i
        run += count
        if run >= _ARTICLE and (i > begin or len(line) > _LONG_LINE):
            return begin
    return len(lines)


def _title(lines: Sequence[str]) -> str | None:
    """Return the first line where it is a headline: above a byline, a date or prose."""
    if not lines or not _is_headline(lines[0]):
        return None
    for line in lines[1 : 1 + _BELOW_TITLE]:
        if is_byline(line) or MOMENT.fullmatch(line) or STAMP.fullmatch(line) or prose_words(line):
            whole = _SUFFIX.fullmatch(lines[0])
            return (whole[1] if whole else lines[0]).lstrip("# ").rstrip()
        if line_rule(line) in _NOT_BELOW_TITLE or line.lower() in PAGE_ONLY:
            return None
    return None


def _is_headline(line: str) -> bool:
    first = line.lstrip("#“‘\"' ")
    return (
        len(line) <= _TITLE_LENGTH
        and line.count(" ") + 1 in _TITLE_WORDS
        and first[:1].isalnum()
        and not first[0].islower()
        and line[-1] not in ".,;:…"
        and not _SECTIONS.issuperset(line.lower().split())
        and line_rule(line) is None
        and not is_byline(line)
        and not MOMENT.fullmatch(line)
        and not prose_words(line)
    )


def _is_by(line: str) -> bool:
    return is_byline(line) or line.lower() in {"by", "by:", "written by", "written by:"}


def _author(above: Sequence[str], by: int | None) -> str | None:
    """Return the names in a byline, or in the line below one that says only "By"."""
    if by is None:
        return None
    stated = _BY.sub("", above[by], count=1)
    lines = [stated] if stated else takewhile(_is_of_names, above[by + 1 : by + 1 + _NAME_LINES])
    names = [
        name
        for line in lines
        for part in _NAME_SEPARATOR.split(_AFTER_NAMES.split(line, maxsplit=1)[0])
        if (name := _name(part)) is not None
    ]
    return ", ".join(dict.fromkeys(names)) or None


def _is_of_names(line: str) -> bool:
    """Tell whether a line below "By" is one of its names, or joins two of them."""
    name = _AFTER_NAMES.split(line, maxsplit=1)[0]
    return line in {",", "and", "&"} or _name(name.strip(" ,")) is not None


def _name(text: str) -> str | None:
    """Return a person's name, once if it is there twice; None if it is something else."""
    parts = text.split()
    half = len(parts) // 2
    if half > 1 and parts[:half] == parts[half:]:
        parts = parts[:half]
    name = " ".join(parts)
    person = _NOT_A_NAME.isdisjoint(name.lower().replace(".", "").split())
    return name if person and _NAME.fullmatch(name) else None


def _date(lines: Sequence[str], above: Sequence[str], by: int | None) -> str | None:
    """Return when the article was published: as a line says, or by the place of a date."""
    labelled = [
        parse_date(line) for line in lines if _PUBLISHED.match(line) and STAMP.fullmatch(line)
    ]
    if date := next(filter(None, labelled), None):
        return date
    dated = [i for i, line in enumerate(above) if MOMENT.fullmatch(line) and line[:1] not in "uU"]
    away = {i: abs(i - by) for i in dated if by is not None and abs(i - by) <= _NEAR}
    near = [i for i, lines_away in away.items() if lines_away == min(away.values())]
    found = {parse_date(above[i]) for i in near or dated}
    found.discard(None)
    alone = len(found) == 1 and (near or dated[0] < _TOP or len(above) - dated[0] <= _TOP)
    return found.pop() if alone else None


def _addresses(lines: Sequence[str], above: Sequence[str]) -> tuple[str | None, str | None]:
    """Return the page's address, the only one above the article, and the first picture's."""
    found = [line for line in lines if _URL.fullmatch(line)]
    image = next(
        (one for one in found if _PICTURE.match(one) and not _NO_PICTURE.search(one)), None
    )
    pages = {line for line in above if _URL.fullmatch(line) and not _PICTURE.match(line)}
    return (pages.pop() if len(pages) == 1 else None), image


def _publication(text: str, url: str | None, image: str | None) -> str | None:
    """Return the publication by its addresses, else by who claims the copyright."""
    for address in (url, image):
        if address is not None and (name := publication_of(address)) is not None:
            return name
    end = text[-_END_REACH:]
    if "©" not in end and "opyright" not in end:
        return None
    owned = [line for line in blocks(end) if line_rule(line) == COPYRIGHT]
    named = {name for name in UNMISTAKABLE if any(name in line for line in owned)}
    return named.pop() if len(named) == 1 else None
