"""Interviews without marks or labels: questions in paragraphs of their own, and the answers."""

import re
from typing import Final

from bot.corpus.article import Article
from bot.corpus.paragraphs import PARAGRAPH_BREAK
from bot.corpus.sentences import Span
from bot.index.speech.names import Name
from bot.index.speech.people import People
from bot.index.speech.transcripts import NO_REST, OWN_WORDS, TAGGED, TALK_ENDS, Turn

_LEAST: Final = 3  # questions of an interview
_LONG: Final = 400  # characters; no question is longer
_LONGEST: Final = 2000  # characters of an introduction
_ASKED: Final = "?" + PARAGRAPH_BREAK
_PLACES: Final = (" in ", " at ", " near ", " from ", "In ", "At ")  # before no person
_PLACE_BACK: Final = 6  # characters
_YOU = re.compile(r"\b[Yy]ou(?:r|rs|rself)?\b")
_MYSELF = re.compile(r"\b(?:I|[Mm]y|[Mm]e|[Mm]ine|[Mm]yself)\b")
# What an introduction says of the talk.
_TALK = re.compile(
    r"\b(?:answered|conversation|interview(?:ed|s)?|sat down with|speaks to|spoke (?:to|with)|"
    r"talked (?:to|with)|talks (?:to|with))\b"
)


def has_questions(text: str) -> bool:
    """Tell whether as many paragraphs end with a question as in an interview."""
    return text.count(_ASKED) >= _LEAST


def answers(article: Article, people: People) -> list[Turn]:
    """Return the paragraphs of an interview's answers, in order; none where it is not plainly one.

    It is one where the introduction speaks of a talk and names one person, and most of at
    least three questions ask "you", and most answers speak of "I".
    """
    text = article.text
    spans = _paragraphs(text)
    asked = [at for at, span in enumerate(spans) if _is_question(text, span)]
    if len(asked) < _LEAST:
        return []
    name = _interviewed(text, people, spans[asked[0]].start)
    if name is None:
        return []
    headings = {span.start for span in article.headings}
    given: list[Turn] = []
    answered = you = own = 0
    for at, following in zip(asked, [*asked[1:], len(spans)], strict=True):
        begun = False
        for span in spans[at + 1 : following]:
            if span.start in headings or not _is_talk(text, span, name):
                break
            if not begun:
                answered += 1
                you += _YOU.search(text, *spans[at]) is not None
                own += _MYSELF.search(text, *span) is not None
            elif not OWN_WORDS.search(text, *span):
                break
            begun = True
            given.append(Turn(span.start, span.end, name, None, None))
    return given if answered >= _LEAST and 2 * min(you, own) >= answered else []


def _paragraphs(text: str) -> list[Span]:
    spans, start = [], 0
    for paragraph in text.split(PARAGRAPH_BREAK):
        spans.append(Span(start, start + len(paragraph)))
        start += len(paragraph) + len(PARAGRAPH_BREAK)
    return spans


def _is_question(text: str, span: Span) -> bool:
    start, end = span
    short = 0 < end - start < _LONG and text[end - 1] == "?"
    return short and text[start] not in NO_REST


def _is_talk(text: str, span: Span, name: Name) -> bool:
    """Tell a paragraph of an answer from narration: it names nobody who says it."""
    start, end = span
    if start == end or text[start] in NO_REST or text[end - 1] not in TALK_ENDS:
        return False
    return not TAGGED.search(text, start, end) and text.find(name.words[-1], start, end) < 0


def _interviewed(text: str, people: People, end: int) -> Name | None:
    """Return who alone is named in an introduction that ends at ``end`` and tells of a talk."""
    if end > _LONGEST or not _TALK.search(text, 0, end):
        return None
    named: dict[str, Name] = {}
    for mention in people.between(0, end):
        place = text.endswith(_PLACES, max(0, mention.start - _PLACE_BACK), mention.start)
        person = None if place else people.find(mention.name)
        if person is not None and people.is_known(person):
            named.setdefault(person.name, person.full[0][0])
    return next(iter(named.values())) if len(named) == 1 else None
