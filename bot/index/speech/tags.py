"""Tags, the words that give a quotation to a speaker: "said Leonov", "he told reporters"."""

import re
from typing import Final, NamedTuple

from bot.corpus.sentences import word_set
from bot.index.speech.general import PHRASAL, SAYING
from bot.index.speech.names import CAPITALS, body_after, parse_name
from bot.index.speech.subjects import JOINED, LOWER_WORD, Subject, subject_at, unless_longer
from bot.index.speech.writings import ENTRY

_REACH: Final = 300  # characters from a quotation's mark in which its tag may stand
_INSERTED: Final = 240  # characters between a subject and its verb: an apposition, a clause,
_COMMAS: Final = 8  # with so many commas
_GAP = re.compile(r",?\s{0,3}(?=[\w])")
_REST_OF_SENTENCE = re.compile(r" [a-z][^.!?,;:“”\"\n]{1,100}, ")
_DASH = re.compile(r"\s{0,3}(?:[—–]|--?(?= ))\s{0,3}(?=[A-ZÀ-Þ])")
_LINE_END = re.compile(r"(?:,[^.“”\"\n]{1,100})?\.?$")
_COMMA = re.compile(r",(?= [a-z])|(?<=[)—–])(?= [a-z])")
_SENTENCE = re.compile(r"(?:[^.!?“”\"«»\n]|\.(?=\w|,| [a-z]))*+")
_ADVERB = re.compile(r" [a-z]{2,20}ly\b")
SPEECH = re.compile(
    r"[ ,]{1,2}(?:(?:then|later|also|once|often|famously|has|had|have|would|could|must|may|might"
    r"|did|will|just|only|even|since|recently|still|now|again|simply|first|twice|always|never|soon"
    r"|afterwards|afterward|himself|herself|indeed|perhaps|[a-z]{2,20}ly) ){0,3}"
    r"(?:(?:is|was) (?:said|reported|quoted|recorded|supposed|believed) to have "
    r"|(?:is|was|can be|could be) heard (?:to )?"
    r"|(?:was|is|were) quoted as |(?:went|goes|going) on to "
    r"|(?:liked?|likes|loved?|used|came|began|continued) to )?((?:e-)?[a-z]+)(?![\w’'-])"
)
_SOMEBODY = re.compile(
    r"(?:the|an?|one|another|his|her|their|its|some|several|many|most|all|both|two|three) "
    r"(?:[\w’'-]++ ){0,8}[a-z]++"
)
_READS = re.compile(r"(?:begins|reads|runs|said|says) ")
# "In its report" and "the order" have no subject that stands before a verb.
_WHOSE: Final = word_set("a an her his its my our the The their")
_SAYING_SO: Final = (" quoted as ", " heard ")
_OF_ONE: Final = ("the ", "The ", "his ", "His ", "her ", "Her ")
_RUNS = re.compile(r" (began|begins|concluded|concludes|ended|ends|ran|read|reads|runs|went)\b")
# What is said of the words before: “a tin can,” a phrase that he repeated.
_OF_WORDS = re.compile(
    r"(?:an?|the|another|his|her|their) (?:[\w’'-]++ ){0,2}(?:accusation|allusion|assertion|charge"
    r"|claim|comment|comparison|description|epithet|expression|image|insult|joke|label|line|name"
    r"|nickname|observation|phrase|quip|quotation|reference|remark|saying|sentiment|slogan"
    r"|statement|term|title|view|warning|words?)\b(?! (?:by|from) )"
)


class Tag(NamedTuple):
    """A subject with a verb of speech, in either order; the verb is "" where none is needed."""

    subject: Subject
    verb: str
    start: int
    end: int


def tag_at(text: str, start: int, limit: int) -> Tag | None:
    """Return the tag whose subject begins at ``start`` and is followed by its verb."""
    subject = subject_at(text, start, limit)
    if subject is None or text[start : subject.end].rpartition(" ")[2] in _WHOSE:
        return None
    if subject.name is not None or subject.label is not None:
        end = subject.end
        body = body_after(text, end, of_rank=True)
        end = body[1] if body and body[1] <= limit else end
        joint = _joint_end(text, end, limit)
        if joint is not None:
            subject, end = Subject(start, joint), joint
        ends = [end, *insertion_ends(text, end, min(limit, end + _INSERTED))]
    else:
        ends = [subject.end]
        if text.startswith(_OF_ONE, start) and subject.end - start > len("he"):
            ends += insertion_ends(text, subject.end, min(limit, subject.end + _INSERTED))
    for end in ends[:_COMMAS]:
        verb = SPEECH.match(text, end, limit)
        if verb is not None and is_finite(text, verb):
            return Tag(subject, verb.group(1), start, verb.end())
    return None


def insertion_ends(text: str, start: int, limit: int) -> list[int]:
    """Return where an insertion after a name may end: ", a historian," or " (left)"."""
    if not text.startswith((",", " (", " —", " –"), start):
        return []
    reach = _SENTENCE.match(text, start, limit)
    return [m.start() for m in _COMMA.finditer(text, start + 1, reach.end())] if reach else []


def is_finite(text: str, verb: "re.Match[str]") -> bool:
    """Tell whether a match of ``SPEECH`` is a verb of speech that a subject goes with."""
    word = verb.group(1)
    if word not in SAYING:
        return text.startswith(PHRASAL.get(word, ("\0",)), verb.end())
    return not word.endswith("ing") or any(mark in verb.group() for mark in _SAYING_SO)


def _of_writing(text: str, start: int, limit: int) -> Tag | None:
    """Return the tag of what somebody wrote: "his letter ran", "her diary began"."""
    reads = _READS.match(text, start, limit)
    first = reads.end() if reads else start
    entry = ENTRY.match(text, first, limit)  # "reads the entry", "the next entry says"
    if entry is not None:
        return Tag(Subject(first, entry.end()), "reads", start, entry.end())
    subject = subject_at(text, start, limit)
    if subject is None or subject.pronoun is None or subject.end - start < len("his post"):
        return None
    verb = _RUNS.match(text, subject.end, limit)
    return Tag(subject, verb.group(1), start, verb.end()) if verb else None


def _joint_end(text: str, end: int, limit: int) -> int | None:
    """Return the end of a subject of several names, of which the first ends at ``end``."""
    joined = JOINED.match(text, end, limit)
    if joined is None and text.startswith(", ", end):
        second = CAPITALS.match(text, end + 2, limit)
        if second is not None and parse_name(second.group()) is not None:
            joined = JOINED.match(text, second.end(), limit)
    last = CAPITALS.match(text, joined.end() - 1, limit) if joined else None
    return last.end() if last else None


def tag_from_verb(text: str, start: int, limit: int) -> Tag | None:
    """Return the tag whose verb begins at ``start`` and is followed by its subject."""
    verb = LOWER_WORD.match(text, start, limit)
    if verb is None or verb.group() not in SAYING or verb.group().endswith("ing"):
        return None
    adverb = _ADVERB.match(text, verb.end(), limit)
    at = adverb.end() if adverb else verb.end()
    subject = subject_at(text, at + 1, limit) if text[at : at + 1] == " " else None
    if subject is None:
        return None
    return Tag(unless_longer(text, subject, limit), verb.group(), start, subject.end)


def tag_after(text: str, close: int, limit: int) -> Tag | None:
    """Return the tag that follows a quotation whose closing mark ends at ``close``.

    ``limit`` is the end of its paragraph.
    """
    end = min(limit, close + _REACH)
    dash = _DASH.match(text, close, end)
    if dash is not None:
        subject = subject_at(text, dash.end(), end)
        if subject is not None and subject.name and _LINE_END.match(text, subject.end, limit):
            return Tag(subject, "", dash.end(), subject.end)
    gap = _GAP.match(text, close, end)
    if gap is None or gap.end() == end:
        return None
    start = gap.end()
    comma = "," in (text[gap.start()], text[close - 2])
    if comma and _OF_WORDS.match(text, start, end):
        return None
    if text.startswith("according to ", start):
        subject = subject_at(text, start + 13, end)
        return subject and Tag(unless_longer(text, subject, end), "", start, subject.end)
    return (
        _of_writing(text, start, end)
        or tag_from_verb(text, start, end)
        or tag_at(text, start, end)
        or _unnamed(text, start, end)
    )


def _unnamed(text: str, start: int, limit: int) -> Tag | None:
    """Return the tag of somebody without a name: "one of the engineers added"."""
    phrase = _SOMEBODY.match(text, start, limit)
    if phrase is None:
        return None
    for word in LOWER_WORD.finditer(text, start, phrase.end()):
        if word.group() in SAYING:
            return Tag(Subject(start, word.start()), word.group(), start, word.end())
    return None


def tag_past(text: str, close: int, limit: int) -> Tag | None:
    """Return the tag after the rest of a sentence of which a quotation is the first part."""
    rest = _REST_OF_SENTENCE.match(text, close, min(limit, close + _REACH))
    return tag_at(text, rest.end(), min(limit, close + _REACH)) if rest else None
