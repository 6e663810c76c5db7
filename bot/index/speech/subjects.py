"""Subjects, the words that say who speaks: "Col. Leonov", "he", "the agency's director"."""

import re
from typing import Final, NamedTuple

from bot.corpus.sentences import STARTERS, word_set
from bot.index.speech.bodies import KINDS
from bot.index.speech.general import DEMONYMS, MEN, NO_SPEAKER, ROLES, SAYING, TITLES, WOMEN
from bot.index.speech.lexicon import SPEAKING_PLACES
from bot.index.speech.names import (
    CAPITALS,
    Name,
    body_after,
    is_role,
    name_in_office,
    parse_name,
)

_PRONOUN = re.compile(r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I|[Ii]t)\b(?!['’])")
LOWER_WORD = re.compile(r"[a-z][\w’'-]*+|\d[\w-]*+")
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")
_ROLE_BETWEEN = re.compile(r" ((?:[a-z\d][\w-]*+ ){1,4})(?=[A-ZÀ-Þ])")
_OF_BODY = re.compile(r"(?:of|at|for|in) [^,.;:“”\"()\n]{2,80}(?=, [A-ZÀ-Þ])")
_OF_PLACE = re.compile(r" of (?:the )?([A-ZÀ-Þ][\w-]*+(?: [A-ZÀ-Þ][\w-]*+){0,3})")
_OF_OBJECT = re.compile(  # "the Ministry for Rivers and Land"
    r" (?:of|for|on) (?:the )?[A-ZÀ-Þ][\w-]*+(?: [A-ZÀ-Þ][\w-]*+){0,3}"
    r"(?: and [A-ZÀ-Þ][\w-]*+(?: [A-ZÀ-Þ][\w-]*+){0,2})?"
)
JOINED = re.compile(r",? (?:and|or) [A-ZÀ-Þ]")
_FOLLOWS = re.compile(
    r"[,.;:!?—–()“”\"\n\[]|$| (?:[—–(-]|[a-z]{2,20}(?:ing|ly)\b|\d|(?:about|after|afterwards|again|"
    r"and|as|at|before|but|by|during|earlier|following|for|from|if|in|into|last|later|more|near|of|"
    r"on|once|over|shortly|since|so|soon|that|this|through|to|today|twice|two|three|when|while|who|"
    r"whose|with|without|yesterday|upon|until|years|then|just|back|aboard|inside|outside)\b)"
)
_GROUP_OF = re.compile(
    r" (?:(?:transition|re-?election) )?(?:administration|camp|campaign|estate|family|team)\b"
)
_THE: Final = frozenset({"the ", "The "})
_OF_MANY: Final = ("s'", "s’")  # "the Growers’ Security Alliance"
_WORDS: Final = 12  # of a subject
_NOT_IN_SUBJECT: Final = word_set("""
    about after and as at because before but by during for from if in into of on or over since so
    than that then through to under until when where which while who whom whose with without is are
    was were be been being has had have not there this these those it also always again even ever
    eventually famously finally just later never now often once only recently simply sometimes soon
    still usually
""")
# What somebody writes, and so what its author says there.
_WRITTEN: Final = word_set("""
    article column complaint dispatch dissent essay letter memo memoir memorandum note opinion
    order paper petition post report review ruling statement study
""")
_AUTHORS: Final = frozenset({"by", "from"})
_OWN_WRITING = re.compile(
    r"(His|his|Her|her) (?:[a-z-]{1,20} ){0,3}(?:article|column|diary|dissent|e-?mail|essay|journal"
    r"|letter|logbook|memo|memoir|message|note|notebook|opinion|post|report|review|statement"
    r"|testimony|tweet)\b(?! (?:to|from)\b)"
)


class Subject(NamedTuple):
    """Who speaks: someone named, a pronoun, or (both None) somebody who is not named."""

    start: int
    end: int
    name: Name | None = None
    label: str | None = None  # a body that speaks: "NASA", "Mission Control"
    pronoun: str | None = None  # in lower case
    role: str | None = None


def subject_at(text: str, start: int, limit: int) -> Subject | None:
    """Return the noun phrase that begins at ``start``, or None where none does."""
    return _pronoun_at(text, start, limit) or _phrase_at(text, start, limit)


def _pronoun_at(text: str, start: int, limit: int) -> Subject | None:
    """Read "he", and "his letter", whose words are his."""
    own = _OWN_WRITING.match(text, start, limit)
    if own is not None:
        return Subject(start, own.end(), pronoun="he" if own.group(1).lower() == "his" else "she")
    pronoun = _PRONOUN.match(text, start, limit)
    return Subject(start, pronoun.end(), pronoun=pronoun.group().lower()) if pronoun else None


def _phrase_at(text: str, start: int, limit: int) -> Subject | None:
    at = start
    owner = role = ""  # what the last words are: "Pravda’s", "researcher"
    for _ in range(_WORDS):
        capitals = CAPITALS.match(text, at, limit)
        if capitals is not None:
            whose = _GROUP_OF.match(text, capitals.end(), limit) if at > start else None
            if whose is not None and text[start:at] in _THE:  # "the Haddix campaign"
                end = whose.end()
                return Subject(start, end, label=text[capitals.start() : end])
            past = _past(text, capitals, limit)
            if past is None:
                return _from_capitals(text, start, capitals, owner, limit)
            owner = text[at:past] if text[past - 1] in "s'’" else ""
            at = past
        else:
            match = LOWER_WORD.match(text, at, limit)
            word = match.group() if match else ""
            if match is None or (word in SAYING and not text.startswith(" by ", match.end())):
                break
            if word in _AUTHORS and text[start : at - 1].rpartition(" ")[2] in _WRITTEN:
                author = _author_at(text, match.end() + 1, start, limit)
                if author is not None:
                    return author
            if word in _NOT_IN_SUBJECT and not (word == "and" and role):
                of = _OF_BODY.match(text, at, limit) if role else None
                if of is not None:
                    return _apposed(text, start, of.end(), limit, role=role)
                break
            at = match.end()
            owner, role = "", word if is_role(word) else ""
            if text.startswith(", ", at):
                return _apposed(text, start, at, limit, role=role)
        if text[at : at + 1] != " ":
            break
        at += 1
    return _unnamed(text, start, at)


def _author_at(text: str, at: int, start: int, limit: int) -> Subject | None:
    """Read who wrote it: "an opinion by Judge Stallings", "a statement from the council"."""
    capitals = CAPITALS.match(text, at, limit)
    if capitals is not None:
        return named_subject(capitals.group(), start, *capitals.span())
    return subject_at(text, at, limit) if text.startswith("the ", at) else None


def _past(text: str, capitals: "re.Match[str]", limit: int) -> int | None:
    """Return where a phrase goes on after capitals that only begin it, else None."""
    end = capitals.end()
    possessive = _POSSESSIVE.match(text, end, limit)
    if possessive is not None:
        return possessive.end()
    between = _ROLE_BETWEEN.match(text, end, limit)
    if between is not None and _is_of_role(capitals.group(), between.group(1).split()):
        return between.end() - 1
    return end if capitals.group() in STARTERS else None


def _from_capitals(
    text: str, start: int, capitals: "re.Match[str]", owner: str, limit: int
) -> Subject:
    run, end = capitals.group(), capitals.end()
    if run in DEMONYMS and capitals.start() > start:  # "the Swede"
        return Subject(start, end)
    many = owner.endswith(_OF_MANY) and run.rpartition(" ")[2].lower() in KINDS
    if owner and (" " not in run or many):
        return Subject(start, end, label=f"{owner} {run}")  # "People’s Daily"
    kind = run.rpartition(" ")[2].lower()
    whole = _OF_OBJECT.match(text, end, limit) if kind in KINDS else None
    if whole is not None:
        return Subject(start, whole.end(), label=run + whole.group())
    place = _OF_PLACE.match(text, end, limit) if parse_name(run) is None else None
    named = CAPITALS.match(text, place.start(1), limit) if place is not None else None
    name = name_in_office(text, named.start(), named.group()) if named is not None else None
    if named is not None and name is not None:  # "Secretary of State Ann Lee"
        return Subject(named.start() + name.skipped, named.end(), name=name)
    if place is not None and not _is_person(place.group(1)):  # "The Times of London"
        run, end = run + place.group(), place.end()
    return named_subject(run, start, capitals.start(), end)


def _unnamed(text: str, start: int, end: int) -> Subject | None:
    if end == start:
        return None
    return Subject(start, end - 1 if text[end - 1] == " " else end)


def _is_of_role(run: str, words: list[str]) -> bool:
    """Tell whether capitals and the words after them tell what somebody is: "NASA engineer"."""
    if is_role(words[-1]):
        return True
    return parse_name(run) is None and all(
        word not in SAYING and word not in _NOT_IN_SUBJECT for word in words
    )


def named_subject(run: str, start: int, name_start: int, end: int) -> Subject:
    """Read a run of capitalised words that stands at ``name_start`` of a phrase."""
    name = parse_name(run)
    if name is not None:
        if len(name.words) == 1 and _is_no_speaker(name.words[0]):
            return Subject(start, end)
        return Subject(name_start + name.skipped, end, name=name)
    words = run.split()
    while words and words[0] in STARTERS:
        words.pop(0)
    if not words or TITLES.issuperset(words):
        return Subject(start, end)
    if len(words) == 1 and words[0] not in SPEAKING_PLACES and not words[0].isupper():
        return Subject(start, end)
    return Subject(start, end, label=" ".join(words))


def _is_person(capitals: str) -> bool:
    first, *rest = capitals.split()
    return rest != [] and (first in MEN or first in WOMEN)


def _is_no_speaker(word: str) -> bool:
    return word in NO_SPEAKER or word.lower().removesuffix("s") in ROLES


def _apposed(text: str, start: int, end: int, limit: int, *, role: str) -> Subject:
    """Read "the mission's commander, Thomas Stafford," of which the first part ends at ``end``.

    ``role`` is its last word where that says what somebody is: "For his part" does not.
    """
    capitals = CAPITALS.match(text, end + 2, limit)
    if capitals is not None and text[capitals.end() : capitals.end() + 1] in {",", ".", ";", ""}:
        name = parse_name(capitals.group())
        if name is not None:
            stated = text[start:end]
            own = bool(role) and not stated.startswith(("his ", "her ", "their ", "its "))
            first = capitals.start() + name.skipped
            return Subject(first, capitals.end(), name=name, role=stated if own else None)
    return Subject(start, end)


def unless_longer(text: str, subject: Subject, limit: int) -> Subject:
    """Return the subject, unnamed where its name belongs to a longer phrase: "a NASA engineer"."""
    if subject.name is None and subject.label is None:
        return subject
    body = body_after(text, subject.end, of_rank=True)
    end = body[1] if body else subject.end
    if JOINED.match(text, end, limit) or not _FOLLOWS.match(text, end, limit):
        return Subject(subject.start, subject.end)
    return subject
