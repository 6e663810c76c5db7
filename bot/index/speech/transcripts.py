"""Transcripts: paragraphs that begin with who speaks, as in "ARMSTRONG: ..."."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from bot.corpus.article import Article
from bot.corpus.paragraphs import PARAGRAPH_BREAK
from bot.corpus.sentences import word_set
from bot.index.speech.general import ROLES
from bot.index.speech.names import Name, parse_name
from bot.index.speech.people import People

_LABEL: Final = 64  # characters of a paragraph in which its label ends
_WORD = r"[^\W\d_a-z][\w.’'-]*+"
_LINE = re.compile(
    r"(?:[\[(]?(?:T[+-] ?)?\d{1,3}(?:[: ]\d\d){1,3}[\])]? )?"
    rf"(?P<label>{_WORD}(?: (?:(?:von|van|de) )?(?:{_WORD}|\d+)){{0,4}})"
    r"(?: \((?P<role>[^()\n]{1,30})\))?: (?=\S)"
    r"|(?P<letter>[QA])\. (?=\S)"
)
_LETTERS: Final = ("Q. ", "A. ")  # of questions and answers
_CAPITALS = re.compile(r"[^\W\d_a-z]{2,}")
_TALK_ENDS: Final = frozenset(".!?…—–-\"”’')]")
_NO_TALK: Final = frozenset('"“„«')  # between marks it is a quotation like others
_NO_REST: Final = _NO_TALK | {"(", "[", "*", "—"}
_REST: Final = 4  # paragraphs of a turn after its first
_OWN_WORDS = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Mm]e|[Uu]s|[Yy]ou|[Yy]our)\b")
_TAGGED = re.compile(r"[”\"] (?:[A-Z]\w+ |s?he )?(?:said|says|asked) ")
# Labels of what nobody says.
_NOTICES: Final = word_set("""
    ALSO BREAKING CAPTION CLICK CONTACT CORRECTION CREDIT DATE DEAR DETAILS EDITOR EDITOR'S EDITOR’S
    EXCLUSIVE FILE GALLERY IMAGE INFO LINK LISTEN CREW DURATION LANDING LAUNCH MASS MISSION ORBIT
    SITE LIVE LOCATION MORE NOTE NOTES PHOTO PHOTOS PICTURE PS READ RELATED SEE SOURCE SOURCES
    SUBSCRIBE SUMMARY TAGS TIME TITLE UPDATE UPDATED VIDEO WARNING WATCH
""")
# Labels of somebody who is not named.
_NOBODY: Final = word_set("""
    A ANSWER ANNOUNCER AUDIENCE JOURNALIST PRESS REPORTER SPEAKER UNIDENTIFIED UNKNOWN VOICE VOICES
""")
# Labels of who asks in an interview, whose words are not looked for,
_QUESTIONS: Final = word_set("HOST INTERVIEWER MODERATOR Q QUESTION QUESTIONER")
_ANSWERS: Final = frozenset({"A", "ANSWER"})  # and of who answers
# Places that speak on the radio.
_STATIONS: Final = word_set("CONTROL EARTH GROUND HOUSTON MOSCOW")
# Posts on the radio that are known by their letters.
_POSTS: Final = word_set("""
    CAPCOM CC CDR CMP DPS ECOM EECOM EVA FAO FD FIDO FLIGHT GNC GUIDO INCO IVA LCC LMP MCC MOCR MS
    OSO PAO PC PLT RETRO SC SP TELCOM TELMU
""")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says, to the end of the paragraph."""

    start: int
    end: int
    name: Name | None  # who speaks,
    post: str | None  # or which post; both None where nobody is named
    role: str | None


@dataclass(frozen=True, slots=True)
class _Label:
    """Who a label says that speaks; ``certain`` where it is enough to show that."""

    name: Name | None
    post: str | None
    certain: bool


def has_turns(text: str) -> bool:
    """Tell whether there may be a paragraph that begins with who speaks."""
    return (": " in text or "Q. " in text) and next(_labels(text, 0), None) is not None


def turns(article: Article, people: People) -> list[Turn]:
    """Return what is said in lines of a transcript, in order.

    A line in capitals is one where a label is a post or a person of the article, or returns;
    one in small letters only among others. A list of facts with labels is no transcript.
    """
    text = article.text
    headings = {span.start for span in article.headings}
    labels: dict[str, _Label | None] = {}
    asked: int | None = None  # where the first question is
    lines: list[tuple[str, Turn]] = []
    begins: list[int] = []  # where labels are, of speakers or not
    for match, end in _labels(text, 0):
        label = match.group("label") or match.group("letter")
        if label not in labels:
            labels[label] = _read(label, people)
            if label.upper() in _QUESTIONS and asked is None:
                asked = match.start()
            elif match.group("letter") and asked is None:  # "A. Leonov flew", with an initial
                labels[label] = None
            elif label.upper() in _ANSWERS:
                labels[label] = _answerer(match.start() if asked is None else asked, people)
        speaker = labels[label]
        turn = _turn(text, match, end, speaker) if speaker else None
        begins.append(match.start())
        if turn is not None and match.start() not in headings:
            lines.append((label, turn))
    count = Counter(label for label, _ in lines)
    certain = {label for label in count if (read := labels[label]) and read.certain}
    capitals = any(label.isupper() and (label in certain or count[label] > 1) for label in count)
    talk = len(count) + (asked is not None) > 1 and bool(certain)
    kept = [turn for label, turn in lines if (capitals if label.isupper() else talk)]
    return [*_with_rest(article, kept, begins)]


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
                and text[start] not in _NO_REST
                and not _TAGGED.search(text, start, end)
                and text[end - 1] in _TALK_ENDS
                and _OWN_WORDS.search(text, start, end)
                and not (name and name in text[start:end])
            )
            if not goes_on:
                break
            yield replace(turn, start=start, end=end)
            start = end + len(PARAGRAPH_BREAK)


def _answerer(asked: int, people: People) -> _Label:
    """Return who answers questions: who alone is named in full before them."""
    named = (p for p in people if p.start < asked and len(p.words) > 1)
    known = [*islice(filter(people.is_known, named), 2)]
    return _Label(Name((), known[0].words) if len(known) == 1 else None, None, certain=True)


def _labels(text: str, start: int) -> Iterator[tuple["re.Match[str]", int]]:
    """Yield what may be a label at the beginning of a paragraph, and where that ends."""
    while start < len(text):
        end = text.find(PARAGRAPH_BREAK, start)
        end = len(text) if end < 0 else end
        if text.startswith(_LETTERS, start) or text.find(": ", start, min(end, start + _LABEL)) > 0:
            match = _LINE.match(text, start, end)
            if match is not None:
                yield match, end
        start = end + len(PARAGRAPH_BREAK)


def _read(label: str, people: People) -> _Label | None:
    """Return who speaks where a line begins with ``label``, or None where it is no speaker's."""
    first = label.split(maxsplit=1)[0].upper()
    if first in _NOTICES or label.upper() in _QUESTIONS:
        return None
    if first in _NOBODY:
        return _Label(None, None, certain=True)
    spelt = _CAPITALS.sub(lambda match: match.group().capitalize(), label)
    is_post = label.upper().rstrip("0123456789 ") in _POSTS
    if is_post or label.upper() in _STATIONS:
        return _Label(None, label if is_post else spelt, certain=True)
    name = parse_name(spelt)
    if name is not None and (people.find(name) is not None or not _is_role(label)):
        return _Label(name, None, certain=people.find(name) is not None)
    post = None if _is_role(label) else spelt
    return _Label(None, post, certain=False) if post is None or label.isupper() else None


def _is_role(label: str) -> bool:
    """Tell whether a label says what somebody is, and not who: "LOCK OPERATOR"."""
    return label.rpartition(" ")[2].lower() in ROLES


def _turn(text: str, match: "re.Match[str]", end: int, speaker: _Label) -> Turn | None:
    start = match.end()
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    if text[start] in _NO_TALK or text[end - 1] not in _TALK_ENDS:
        return None
    role = match.group("role")
    if role is not None and not role.isupper() and role.split()[-1] not in ROLES:
        role = None
    return Turn(start, end, speaker.name, speaker.post, role)
