"""A saved web page -> what it states, and its main text, by trafilatura."""

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from bot.corpus.encoding import decode, mend
from bot.corpus.metadata import Metadata, parse_date, publication_of
from bot.corpus.paragraphs import Paragraph
from bot.corpus.stated import ADDRESS, MAX_LENGTH
from bot.errors import RejectedError

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]
    from trafilatura.settings import Document

# Measured on pages of nothing but tags: 100,000 elements take 20 s with the extractor
# alone, and its second opinion (justext) takes time in the square of their number.
_MAX_ELEMENTS = 100_000
_MAX_ELEMENTS_WITH_SECOND_OPINION = 5_000
_MAX_ATTRIBUTES = 500  # libxml2 compares each attribute of a tag with all before it
_MAX_DATA = 262_144  # characters of JSON-LD in one script
_SAVE_TEXT = "save its text as .txt"
_HEAD = 2048  # bytes in which a page declares its encoding, as browsers look for it

_CHARSET = re.compile(rb"<meta[^<>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_-]{1,40})", re.I)
# Browsers write this when they save a page, and so does `add`.
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d{1,6}\)(https?://[^\s<>]{1,2000}) -->")
_LONG_TAG = re.compile(rf"<[^<>]{{{_MAX_ATTRIBUTES * 4},}}>?")
# What XML has no place for: one such character, and the extractor gives up the page.
_NO_XML = re.compile(
    r"&#(?:0*(?:[1-8]|1[124-9]|2\d|3[01])|x0*(?:[1-8bcef]|1[0-9a-f]|fff[ef]))(?![0-9a-f]);?"
    r"|[\ufffe\uffff]",
    re.IGNORECASE,
)
_DOCTYPE = re.compile(r"\s*<!doctype[^<>]*>?", re.IGNORECASE)
_DATE_PROPERTIES = (
    "article:published_time", "article:published", "og:article:published_time",
    "citation_publication_date", "citation_date", "datepublished", "pubdate",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "date",
    "parsely-pub-date", "sailthru.date",
)  # fmt: skip
_DATE_PUBLISHED = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{4,40})"')
_BLOCKS = {"p", "head", "item", "quote", "row", "code", "list", "table", "fw", "div"}


def with_address(text: str, address: str) -> str:
    """Return a page's HTML with a comment that says where it is from, as browsers save it."""
    doctype = _DOCTYPE.match(text)
    start = doctype.end() if doctype else 0
    comment = f"<!-- saved from url=({len(address):04d}){address} -->"
    return f"{text[:start]}\n{comment}\n{text[start:].lstrip()}"


def declared_charset(data: bytes) -> str | None:
    """Return the encoding that a page's own ``meta`` element names."""
    match = _CHARSET.search(data, 0, _HEAD)
    return match[1].decode() if match else None


def read_html(data: bytes) -> tuple[Metadata, tuple[Paragraph, ...]]:
    """Return what the page states, and the paragraphs and headings of its main text.

    Raises RejectedError where the page has no main text, or is made of too many tags.
    """
    text = decode(data, declared_charset(data))
    address = match[1] if (match := _SAVED_FROM.search(text, 0, _HEAD * 2)) else None
    tree = _tree(text)
    elements = sum(1 for _ in tree.iter())
    if elements > _MAX_ELEMENTS:
        raise RejectedError(f"{elements:,} HTML elements, more than an article has; {_SAVE_TEXT}")
    published = _published(tree)
    document = _extract(tree, fast=elements > _MAX_ELEMENTS_WITH_SECOND_OPINION)
    metadata = _metadata(document, published=published, saved_from=address)
    return metadata, tuple(_paragraphs(document.body))


def _tree(text: str) -> "HtmlElement":
    """Return the page's tree, without what would make the extractor slow."""
    from lxml import etree, html  # type: ignore[import-untyped]

    text = _NO_XML.sub("", text)
    text = _LONG_TAG.sub(lambda tag: "" if tag[0].count("=") > _MAX_ATTRIBUTES else tag[0], text)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode(), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise RejectedError(f"not a web page: {error}") from None
    for entry in parser.error_log:
        if entry.level_name == "FATAL":
            # Nested over 256 deep, or 10 MB without a tag: what follows was not read.
            reason = entry.message.partition(", ")[0]
            raise RejectedError(f"HTML that no article has: {reason}; {_SAVE_TEXT}")
    for script in tree.findall('.//script[@type="application/ld+json"]'):
        if not _is_json(script.text or ""):
            script.text = None
    for line_break in tree.iter("br"):
        # Of two in a row without anything between them the extractor keeps one.
        if not line_break.tail:
            line_break.tail = "\n"
    return tree


def _is_json(text: str) -> bool:
    """Tell whether JSON-LD can be parsed; what cannot costs the extractor minutes."""
    if len(text) > _MAX_DATA:
        return False
    try:
        json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return False
    return True


def _extract(tree: "HtmlElement", *, fast: bool) -> "Document":
    from trafilatura import bare_extraction  # 0.3 s

    try:
        document = bare_extraction(
            tree,
            with_metadata=True,
            include_comments=False,
            fast=fast,
            # What a page states; a date somewhere in its text may be anything's.
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except Exception as error:  # it raises what lxml, justext and its own code happen to
        raise RejectedError(f"its main text cannot be extracted: {error!r:.200}") from error
    if document is None or isinstance(document, dict):
        raise RejectedError(f"no article text found in the page; {_SAVE_TEXT}")
    return document


def _published(tree: "HtmlElement") -> str | None:
    """Return the day that the page states it was published, of any year.

    trafilatura looks at the same places but takes no date before 1995.
    """
    stated: dict[str, str] = {}
    for element in tree.iterfind(".//meta[@content]"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        stated.setdefault(name.lower(), element.get("content"))
    for name in _DATE_PROPERTIES:
        if name in stated and (day := parse_date(stated[name][:40])):
            return day
    for script in tree.findall('.//script[@type="application/ld+json"]'):
        match = _DATE_PUBLISHED.search(script.text or "")
        if match and (day := parse_date(match[1])):
            return day
    return None


def _metadata(document: "Document", *, published: str | None, saved_from: str | None) -> Metadata:
    url = _line(document.url) or saved_from
    site = _line(document.sitename)
    if not site or "." in site:  # a host's name, put there for want of a better
        site = (publication_of(url) if url else None) or site
    title = _line(document.title)
    if title and site:
        for mark in (" | ", " - ", " – ", " — ", " · ", " :: "):
            title = title.removesuffix(mark + site)
    return Metadata(
        title=title,
        author=_line((document.author or "").replace("; ", ", ")),
        publication=site,
        date=published or document.date,
        url=url,
        image=_image(document.image, url),
    )


def _image(address: str | None, url: str | None) -> str | None:
    """Return the whole address of the page's picture, which may be below that of the page."""
    try:
        whole = urljoin(url or "", _line(address) or "")
    except ValueError:
        return None
    return whole if ADDRESS.match(whole) else None


def _line(text: object) -> str | None:
    """Return ``text`` mended and on one line, None where nothing or too much is left."""
    # What a page states as JSON may be of any type, whatever trafilatura says of it.
    line = " ".join(mend(text).split()) if isinstance(text, str) else ""
    return line if 0 < len(line) <= MAX_LENGTH else None


def _paragraphs(body: "HtmlElement") -> Iterator[Paragraph]:
    """Yield the blocks of trafilatura's tree: head, p, quote, list/item, table/row/cell."""
    from lxml.etree import iterwalk  # type: ignore[import-untyped]

    pieces: list[str] = []
    heading = False
    quotes = 0  # block quotes around

    def flush() -> Iterator[Paragraph]:
        text = mend("".join(pieces))
        pieces.clear()
        for part in text.split("\n\n"):  # two <br> in a row divide paragraphs
            if line := " ".join(part.split()).strip(" |"):
                yield Paragraph(line, heading=heading, quoted=quotes > 0)

    for event, element in iterwalk(body, events=("start", "end")):
        tag = element.tag
        if event == "start":
            if tag in _BLOCKS:
                yield from flush()
                heading = tag == "head"
                quotes += tag == "quote"
            elif tag == "lb":
                pieces.append("\n")
            pieces.append(element.text or "")
            continue
        if tag in _BLOCKS:
            yield from flush()
            heading = False
            quotes -= tag == "quote"
        elif tag == "cell":
            pieces.append(" | ")
        if element is not body:
            pieces.append(element.tail or "")
    yield from flush()
