"""Paragraphs that return in several articles of a corpus: leftovers, whatever they say."""

import hashlib
import re
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bot.corpus.article import Article, assemble, block_quotes
from bot.corpus.paragraphs import PARAGRAPH_BREAK, Paragraph, Removed

REPEATED = "repeated in other articles"  # the rule's name

# Two articles may share a paragraph because one quotes the other; a page's leftovers are on
# every page of its site.
MIN_ARTICLES = 3
# Above this share of an article's characters it is a copy of other articles, not littered.
MAX_SHARE = 0.5

_WORD = re.compile(r"\w+")
_NO_WORD = bytes(byte for byte in range(128) if not _WORD.match(chr(byte)))

Fingerprints = NDArray[np.uint64]


def fingerprints(article: Article) -> Fingerprints:
    """Return a number for each paragraph, the same for the same words; 0 for a heading."""
    headings = {span.start for span in article.headings}
    numbers = []
    start = 0
    for paragraph in article.paragraphs:
        numbers.append(0 if start in headings else _fingerprint(paragraph))
        start += len(paragraph) + len(PARAGRAPH_BREAK)
    return np.asarray(numbers, dtype=np.uint64)


def repeated(prints: Fingerprints, articles: NDArray[np.integer]) -> Fingerprints:
    """Return, ascending, the fingerprints that are in ``MIN_ARTICLES`` articles or more.

    ``prints[i]`` is a paragraph of article number ``articles[i]``.
    """
    order = np.lexsort((articles, prints))
    prints, articles = prints[order], articles[order]
    first_in_article = np.ones(len(prints), dtype=bool)
    first_in_article[1:] = (prints[1:] != prints[:-1]) | (articles[1:] != articles[:-1])
    distinct, holders = np.unique(prints[first_in_article], return_counts=True)
    found: Fingerprints = distinct[(holders >= MIN_ARTICLES) & (distinct != 0)]
    return found


def without(article: Article, drop: NDArray[np.bool_]) -> Article:
    """Return ``article`` without the paragraphs for which ``drop`` is true.

    The same object where there is none, or where too much of it would go.
    """
    if not drop.any():
        return article
    headings = {span.start for span in article.headings}
    quoted = {span.start for span in article.block_quotes}
    kept, removed, start = [], [], 0
    for paragraph, goes in zip(article.paragraphs, drop.tolist(), strict=True):
        if goes:
            removed.append(Removed(paragraph, REPEATED))
        else:
            kept.append(Paragraph(paragraph, start in headings, start in quoted))
        start += len(paragraph) + len(PARAGRAPH_BREAK)
    if sum(len(item.text) for item in removed) > MAX_SHARE * len(article.text):
        return article
    text, spans = assemble(kept)
    return replace(
        article,
        text=text,
        headings=spans,
        block_quotes=block_quotes(kept),
        removed=(*article.removed, *removed),
    )


def _fingerprint(paragraph: str) -> int:
    if paragraph.isascii():  # the same, ten times as fast
        words = paragraph.lower().encode().translate(None, _NO_WORD)
    else:
        words = "".join(_WORD.findall(paragraph.casefold())).encode("utf-8", "surrogatepass")
    words = words or paragraph.encode("utf-8", "surrogatepass")
    digest = hashlib.blake2b(words, digest_size=8).digest()
    return int.from_bytes(digest) or 1
