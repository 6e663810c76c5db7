"""Article: one cleaned article. Every offset in the program is into ``Article.text``."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from posixpath import basename, splitext
from typing import TYPE_CHECKING

from bot.corpus.paragraphs import PARAGRAPH_BREAK, Cleaned, Paragraph, Removed
from bot.corpus.sentences import Span
from bot.errors import RejectedError

if TYPE_CHECKING:
    from bot.corpus.readers import RawArticle

_NAME_BREAKS = re.compile(r"[-_+.]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as it is indexed, shown and cited.

    ``text`` is the paragraphs and headings joined by ``PARAGRAPH_BREAK``;
    ``headings`` and ``block_quotes`` are the spans of ``text`` that are such. ``date`` is ISO 8601,
    to the precision that is known. What is unknown is None, never guessed.
    """

    id: str
    path: str  # below the corpus folder, with "/"
    title: str
    text: str
    author: str | None = None
    publication: str | None = None
    date: str | None = None
    url: str | None = None
    image: str | None = None
    licence: str | None = None
    questions: tuple[str, ...] = ()  # that the article's own front matter says it answers
    headings: tuple[Span, ...] = ()
    block_quotes: tuple[Span, ...] = ()  # their paragraphs
    removed: tuple[Removed, ...] = ()

    @property
    def paragraphs(self) -> list[str]:
        """Return the paragraphs and headings, in order."""
        return self.text.split(PARAGRAPH_BREAK) if self.text else []


def assemble(paragraphs: Iterable[Paragraph]) -> tuple[str, tuple[Span, ...]]:
    """Return the text that ``paragraphs`` make, and where its headings are."""
    texts, headings, start = [], [], 0
    for paragraph in paragraphs:
        end = start + len(paragraph.text)
        if paragraph.heading:
            headings.append(Span(start, end))
        texts.append(paragraph.text)
        start = end + len(PARAGRAPH_BREAK)
    return PARAGRAPH_BREAK.join(texts), tuple(headings)


def block_quotes(paragraphs: Iterable[Paragraph]) -> tuple[Span, ...]:
    """Return where the paragraphs of block quotes are in the text that ``assemble`` makes."""
    spans, start = [], 0
    for paragraph in paragraphs:
        end = start + len(paragraph.text)
        if paragraph.quoted:
            spans.append(Span(start, end))
        start = end + len(PARAGRAPH_BREAK)
    return tuple(spans)


def build(raw: "RawArticle") -> Article:
    """Clean ``raw`` and add what its text shows to what it states.

    Raises RejectedError where cleaning leaves nothing.
    """
    # A hundred patterns are compiled for these; answering a question needs none of them.
    from bot.corpus.clean import clean, clean_paragraphs
    from bot.corpus.metadata import Metadata, find

    if raw.paragraphs is None:
        cleaned, found = clean(raw.text), find(raw.text)
    else:
        cleaned = clean_paragraphs(raw.paragraphs) if raw.leftovers else _tidied(raw.paragraphs)
        found = Metadata()
    if not cleaned.paragraphs:
        raise RejectedError("empty after cleaning")
    stem = unicodedata.normalize("NFC", splitext(raw.path)[0])
    ident = raw.id or (f"{stem}#{raw.line}" if raw.line else stem)
    stated = raw.metadata
    title = stated.title or found.title or (ident if raw.line else _readable(basename(stem)))
    url, image = stated.url or found.url, stated.image or found.image
    cleaned = _without_title(cleaned, title)
    text, headings = assemble(cleaned.paragraphs)
    return Article(
        id=ident,
        path=raw.path,
        title=title,
        text=text,
        author=stated.author or found.author,
        publication=stated.publication or found.publication or _publication(url, image),
        date=stated.date or found.date,
        url=url,
        image=image,
        licence=raw.licence,
        questions=raw.questions,
        headings=headings,
        block_quotes=block_quotes(cleaned.paragraphs),
        removed=cleaned.removed,
    )


def _tidied(paragraphs: Iterable[Paragraph]) -> Cleaned:
    from bot.corpus.cleaning.typography import tidy

    kept = (
        Paragraph(tidy(paragraph.text), paragraph.heading, paragraph.quoted)
        for paragraph in paragraphs
    )
    return Cleaned(tuple(paragraph for paragraph in kept if paragraph.text), ())


def _without_title(cleaned: Cleaned, title: str) -> Cleaned:
    """Return ``cleaned`` without a first heading that only repeats the title."""
    first, *rest = cleaned.paragraphs
    if rest and first.heading and first.text.casefold().split() == title.casefold().split():
        return Cleaned(tuple(rest), (Removed(first.text, "title"), *cleaned.removed))
    return cleaned


def _publication(*addresses: str | None) -> str | None:
    """Return the publication whose site one of ``addresses`` is on, the first first."""
    from bot.corpus.metadata import publication_of

    names = (publication_of(address) for address in addresses if address)
    return next((name for name in names if name), None)


def _readable(stem: str) -> str:
    """Return a file's name as a title: "apollo-soyuz" -> "Apollo soyuz"."""
    words = stem if " " in stem else _NAME_BREAKS.sub(" ", stem)
    words = " ".join(words.split()) or stem
    return words[:1].upper() + words[1:]
