"""Block quotes: whole paragraphs that the article's format marks as somebody else's words."""

from bot.corpus.article import Article
from bot.corpus.paragraphs import PARAGRAPH_BREAK
from bot.index.speech.marks import OPENING_MARKS, Quoted


def block_quotes(article: Article) -> list[Quoted]:
    """Return the block quotes of an article, in order, each with all its paragraphs.

    One that has quotation marks as well is left to them.
    """
    groups = [[*article.block_quotes[:1]]]
    for span in article.block_quotes[1:]:
        if groups[-1][-1].end + len(PARAGRAPH_BREAK) == span.start:
            groups[-1].append(span)
        else:
            groups.append([span])
    return [
        Quoted(tuple(group), group[0].start, group[-1].end, group[0], group[-1], block=True)
        for group in groups
        if group and article.text[group[0].start] not in OPENING_MARKS
    ]
