"""Transcripts: paragraphs that begin with who speaks, as in "ARMSTRONG: ..."."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from bot.corpus.article import Article
from bot.corpus.paragraphs import PARAGRAPH_BREAK
from bot.index.speech.general import ROLES
from bot.index.speech.labels import Label, Labels, Line, lines_in
from bot.index.speech.names import Name
from bot.index.speech.people import People

TALK_ENDS: Final = frozenset(".!?…—–-\"”’')]")
_NO_TALK: Final = frozenset('"“„«')  # between marks it is a quotation like others
NO_REST: Final = _NO_TALK | {"(", "[", "*", "—"}
_ANSWERS: Final = 3  # to questions without a label
_REST: Final = 4  # paragraphs of a turn after its first
OWN_WORDS = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Mm]e|[Uu]s|[Yy]ou|[Yy]our)\b")
TAGGED = re.compile(r"[”\"] (?:[A-Z]\w+ |s?he )?(?:said|says|asked)\b")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says, to the end of the paragraph."""

    start: int
    end: int
    name: Name | None  # who speaks,
    post: str | None  # or which post; both None where nobody is named
    role: str | None


def has_turns(text: str) -> bool:
    """Tell whether there may be a paragraph that begins with who speaks."""
    return next(lines_in(text), None) is not None


def turns(article: Article, people: People) -> list[Turn]:
    """Return what is said in lines of a transcript, in order.

    A line in capitals is one where a label is a post or a person of the article, or returns;
    one in small letters only among others. A list of facts with labels is no transcript.
    """
    text = article.text
    headings = {span.start for span in article.headings}
    found = [*lines_in(text)]
    labels = Labels(text, people, found)
    said: list[tuple[Line, Turn]] = []
    count: Counter[str] = Counter()
    certain: set[str] = set()
    for line in found:
        speaker = labels.read(line)
        turn = _turn(text, line, speaker) if speaker else None
        if speaker is None or turn is None or line.begin in headings:
            continue
        said.append((line, turn))
        count[line.label] += 1
        if speaker.certain:
            certain.add(line.label)
    capitals = any(label.isupper() and (label in certain or count[label] > 1) for label in count)
    # Where questions have no labels, the one label of the answers returns.
    asked = labels.asked or (
        max(count.values(), default=0) >= _ANSWERS and text.count("?" + PARAGRAPH_BREAK) >= _ANSWERS
    )
    talk = len(count) + asked > 1 and bool(certain)
    kept = [
        turn for line, turn in said if line.record or (capitals if line.label.isupper() else talk)
    ]
    return [*_with_rest(article, kept, [line.begin for line in found])]


def _with_rest(article: Article, kept: list[Turn], begins: list[int]) -> Iterator[Turn]:
    """Yield turns, each with the paragraphs up to the next label in which its speaker goes on.

    That is where these speak of "I" or to "you", and do not name the speaker.
    """
    text = article.text
    headings = {span.start for span in article.headings}
    for turn in kept:
        yield turn
        at = bisect_right(begins, turn.start)
        following = begins[at] if at < len(begins) else turn.end  # after the last, an afterword
        start = turn.end + len(PARAGRAPH_BREAK)
        for _ in range(_REST):
            if start >= following:
                break
            end = text.find(PARAGRAPH_BREAK, start)
            name = turn.name.words[-1] if turn.name else turn.post or ""
            goes_on = (
                start not in headings
                and text[start] not in NO_REST
                and not TAGGED.search(text, start, end)
                and text[end - 1] in TALK_ENDS
                and OWN_WORDS.search(text, start, end)
                and not (name and name in text[start:end])
            )
            if not goes_on:
                break
            yield replace(turn, start=start, end=end)
            start = end + len(PARAGRAPH_BREAK)


def _turn(text: str, line: Line, speaker: Label) -> Turn | None:
    start, end, role = line.start, line.end, line.role
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    if text[start] in _NO_TALK or text[end - 1] not in TALK_ENDS:
        return None
    if role is not None and not role.isupper() and role.split()[-1] not in ROLES:
        role = None
    return Turn(start, end, speaker.name, speaker.post, role)
