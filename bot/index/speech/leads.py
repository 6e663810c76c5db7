"""Leads, what stands before a quotation and gives it to a speaker: "Kennedy told Congress:"."""

import re
from itertools import islice
from typing import Final, NamedTuple

from bot.corpus.sentences import word_set
from bot.index.speech.general import PHRASAL, SAYING
from bot.index.speech.names import CAPITALS
from bot.index.speech.subjects import LOWER_WORD, Subject, named_subject, subject_at, unless_longer
from bot.index.speech.tags import SPEECH, Tag, insertion_ends, is_finite, tag_at

_LEAD: Final = 160  # characters between a verb of speech and the quotation that it introduces
_JOINT_BACK: Final = 32  # characters in which the first of two joint subjects stands
_CLAUSES_READ: Final = 8  # before a quotation, nearest first
_COMMAS_READ: Final = 3  # after which the subject may stand
# Where a clause, and so a subject, may begin before a quotation.
_CLAUSES = re.compile(
    r"(?P<sub>\b(?:[Aa]s|[Ww]hen|[Ww]hile|[Aa]fter|[Bb]efore|[Bb]ecause|[Ww]here|[Ii]f|[Uu]ntil"
    r"|[Oo]nce|[Aa]lthough|[Tt]hough|[Ss]ince) )|(?:,[”\"]|[,;:—–]) (?:(?:and|but|so|then|yet) )?"
    r"|\b(?:and|but|that|what) |\b\d{4},? |\b(?:said|says|told) "
    r"|(?<=[a-z\d]) (?=s?he [a-z]|it [a-z]{3,12} that "
    r"|the [a-z-]{3,20} (?:said|told|wrote|asked|added) )"
)
_SOURCE = re.compile(r"(?:ccording to|n the words of|o quote|quoting) ")
_WHOSE: Final = ("’", "'", "is ", "er ")  # without these there is no possessive
_UTTERANCE = re.compile(
    r"(?P<whose>\b[Hh]is|\b[Hh]er|['’]s?) (?:[a-z-]{1,20} ){0,3}"
    r"(?:account(?= ?,?$|[^:]{0,80}:$)|admission|advice|answer|call|comments?|entry|explanation"
    r"|judgment|line|message|opinion|phrase|quip|reaction|remarks?|reply|report|response|statement"
    r"|telling|toast|verdict|version|view|warning|words"
    r"|(?:diary|journal|letter|logbook|memo|note|notes|notebook)(?= [a-z ]{0,60}:))\b"
)
_WRITING = re.compile(
    r"\b(?:answered|dictated|gave|handed|issued|left|mailed|passed|posted|released|replied|returned"
    r"|sent|wired)\b[^.:;“”\"]{0,80} (?:an?|this|the|one|his|her) (?:[a-z-]{1,20} ){0,3}"
    r"(?:answer|cable|dispatch|letter|memo"
    r"|message|note|postcard|reference|reply|report|statement|telegram|telegraph|text|tweet|wire)"
    r"(?: [^.:;,“”\"]{1,60})?:$"
)
_INSERTION = re.compile(
    r", (?:who|whose|an?|the|one|after|at|before|during|from|in|on|with|[a-z]+(?: [a-z]+)? (?:of|at"
    r"|for)) [^,]{2,120},"
)
_SMALL_WORDS = re.compile(r"[a-z]+")
_UTTERANCE_END = re.compile(
    r"(?: (?:to|about|on|for) [\w’' -]{1,40}?)?"
    r"(?: (?:is|was|were|came|became|remained?|had been)(?: [a-z]{1,12}){0,3})?[,:—–]?$"
    r"|(?: [a-z]{1,12}){1,10}:$|(?:[^.!?;:“”\"]|\.(?= \d)){0,100}:$|,$"
)
_JOINT = re.compile(r"(?:.*\s)?[A-ZÀ-Þ][\w’'-]*+,? and $")
_PARTICIPLE = re.compile(
    r"(?<=, )(?:and )?([a-z]{2,20}ing)(?:(?P<end>(?: that)?[,:]?)$| that [^,;:—()]{1,120}$)"
)
_AFTER_COMMA = re.compile(r", (?=[A-Zhs])")
_NO_CLAUSE: Final = word_set("""
    a about after against among an and around as at before behind between by during for from in into
    like near nor of off on onto or over than the through to toward under upon with without
""")
_WAS = re.compile(
    r",? (?:is|remained|sounded|seemed|was) (?!the |an? )[a-z-]{2,20}(?: [a-z-]{2,20}){0,2}:$"
)
_NEW_CLAUSE = re.compile(
    r"(?:,? (?:and|but|while)|,) (?:the|an?|he|she|they|it|his|her|their|[A-ZÀ-Þ][\w’'-]*+ [a-z])"
)


class Lead(NamedTuple):
    """What the words before a quotation say about its speaker.

    ``direct`` where they lead straight to it ("he said: ..."), else it is a part of what
    they tell; ``elided`` where the subject of the sentence is that of the verb, too
    ("he paused and said").
    """

    tag: Tag
    direct: bool
    elided: bool = False


def lead_before(text: str, start: int, mark: int) -> Lead | None:
    """Return what the clause in ``text[start:mark]``, before an opening mark, says."""
    lead = text[start:mark].rstrip()
    if not lead:
        return None
    end = start + len(lead)
    return (
        _by_noun(text, start, end)
        or _by_participle(text, start, end)
        or _by_clause(text, start, end)
        or _by_source(text, start, end)
        or _by_writing(text, start, end)
    )


def _by_noun(text: str, start: int, end: int) -> Lead | None:
    """Read "Stafford: ...", "Leonov was blunt: ...", "Kranz’s first words were ..."."""
    alone = None
    if text[end - 1] == ":":
        subject = subject_at(text, start, end)
        if subject is not None:
            ends = [subject.end, *insertion_ends(text, subject.end, end)]
            if ends[0] == end - 1 or any(_WAS.match(text, at, end) for at in ends):
                alone = Lead(Tag(subject, "", start, end), direct=True)
            if alone and (subject.name or subject.pronoun):
                return alone
    return _by_utterance(text, start, end) or alone


def _by_utterance(text: str, start: int, end: int) -> Lead | None:
    """Read "Kranz’s first words were ..." and "In her view, ..."."""
    if not any(hint in text[start:end] for hint in _WHOSE):
        return None
    utterance = _UTTERANCE.search(text, start, end)
    if utterance is None or not _UTTERANCE_END.match(text, utterance.end(), end):
        return None
    whose = utterance.group("whose")
    if whose[0] in "Hh":
        pronoun = "she" if whose.lower() == "her" else "he"
        subject = Subject(utterance.start(), utterance.end(), pronoun=pronoun)
    else:
        run = None
        for run in CAPITALS.finditer(text, start, utterance.start()):  # noqa: B007
            pass
        if run is None or run.end() != utterance.start():
            return None
        subject = named_subject(run.group(), run.start(), run.start(), run.end())
    return Lead(Tag(subject, "", utterance.start(), utterance.end()), direct=True)


def _by_source(text: str, start: int, end: int) -> Lead | None:
    """Read "According to Siddiqi, ..." and "In the words of Stafford, ..."."""
    source = _SOURCE.search(text, start, end)
    subject = subject_at(text, source.end(), end) if source else None
    if source is None or subject is None:
        return None
    rest = text[subject.end : end]
    direct = rest in {"", ",", ":"} or _INSERTION.fullmatch(rest) is not None
    tag = Tag(unless_longer(text, subject, end), "", source.start(), subject.end)
    insertion = _INSERTION.match(rest)
    rest = rest[insertion.end() :] if insertion else rest
    return Lead(tag, direct) if direct or _is_indirect(rest.lstrip(", ")) else None


def _by_writing(text: str, start: int, end: int) -> Lead | None:
    """Read "Danforth, the secretary, sent back the maps with a note:"."""
    written = _WRITING.search(text, max(start, end - _LEAD), end)
    subject = subject_at(text, start, end) if written else None
    if written is None or subject is None:
        return None
    if subject.name is None and subject.pronoun not in {"he", "she"}:
        return None
    tag = Tag(subject, "", written.start(), end)
    return Lead(tag, direct=True, elided=True)


def _by_participle(text: str, start: int, end: int) -> Lead | None:
    """Read "After the flight, Leonov wrote to the paper, saying ..."."""
    verb = _PARTICIPLE.search(text, max(start, end - _LEAD), end)
    if verb is None or verb.group(1) not in SAYING:
        return None
    begins = [start, *(m.end() for m in _AFTER_COMMA.finditer(text, start, verb.start()))]
    for at in begins[:_CLAUSES_READ]:
        subject = subject_at(text, at, verb.start())
        if subject is None or (subject.name is None and subject.pronoun not in {"he", "she"}):
            continue
        ends = [subject.end, *insertion_ends(text, subject.end, verb.start())]
        if any(LOWER_WORD.match(text, past + 1, verb.start()) for past in ends):
            tag = Tag(subject, verb.group(1), verb.start(), verb.end(1))
            return Lead(tag, verb.group("end") is not None, elided=True)
    return None


def _by_clause(text: str, start: int, end: int) -> Lead | None:
    """Read "Kennedy told Congress: ...", nearest clause first."""
    words = _SMALL_WORDS.findall(text, start, end)
    if SAYING.isdisjoint(words) and PHRASAL.keys().isdisjoint(words):
        return None
    for at, subordinate in _clauses(text, start, end):
        tag, elided = _clause_tag(text, start, at, end)
        if tag is None:
            continue
        if _JOINT.match(text, max(start, at - _JOINT_BACK), at):
            tag = tag._replace(subject=Subject(at, at))
        rest = text[tag.end : end]
        if rest.startswith(", ") and text[at - 2 : at] == ", ":  # "Its task, she said, is"
            rest, elided = rest[1:], False
        if _is_direct(rest):
            return Lead(tag, direct=True, elided=elided)
        who = tag.subject.name or tag.subject.pronoun or tag.subject.label
        if who is None and text.endswith("that ", start, at):  # "the agency said that others had"
            continue
        named = tag.subject.name is not None or not elided
        if not subordinate and named and _is_indirect(rest):
            return Lead(tag, direct=False, elided=elided)
    return None


def _clauses(text: str, start: int, end: int) -> list[tuple[int, bool]]:
    """Return where clauses may begin, nearest to the end first, and which are subordinate."""
    found = {start: False}
    for match in _CLAUSES.finditer(text, start, end):
        found[match.end()] = bool(match.group("sub"))
    for match in CAPITALS.finditer(text, start, end):  # "At the end of the day Leonov said"
        before = text[max(start, match.start() - 16) : match.start()].split()
        if before and before[-1][0].islower() and before[-1] not in _NO_CLAUSE:
            found.setdefault(match.start(), False)
    return sorted(found.items(), reverse=True)[:_CLAUSES_READ]


def _clause_tag(text: str, start: int, at: int, end: int) -> tuple[Tag | None, bool]:
    """Return the tag of the clause at ``at``, and whether its subject is left out there."""
    verb = LOWER_WORD.match(text, at, end)
    elided = at > start and verb is not None and verb.group() in SAYING
    whole = tag_at(text, start, end)
    if verb is not None and verb.group() == "who":  # "Leonov, who later said"
        return _relative_tag(text, start, at, end), False
    tag = None if elided else tag_at(text, at, end)
    if whole is not None and (verb if elided else tag) is not None:
        reached = verb.end() if elided and verb else tag.end if tag else 0
        own = tag is not None and tag.subject.pronoun and whole.subject.name is None
        if whole.end == reached and not own:  # "Leonov, the commander, said"
            return whole, False
    if not elided or verb is None:
        return tag, False
    for comma in islice(_AFTER_COMMA.finditer(text, start, at), _COMMAS_READ):
        late = tag_at(text, comma.end(), end)
        if late is not None and late.end == verb.end():
            return late, False  # "In a statement, Hallam, which built it, said"
    joined = _COMMAS_READ if text.endswith("and ", start, at) else 0
    for comma in islice(_AFTER_COMMA.finditer(text, start, at), joined):
        subject = subject_at(text, comma.end(), at)
        if subject is not None and (subject.name or subject.pronoun in {"he", "she"}):
            if LOWER_WORD.match(text, subject.end + 1, at):  # "In a note, he thanked them and said"
                return Tag(subject, verb.group(), at, verb.end()), False
            break
    subject = subject_at(text, start, end)
    return (Tag(subject, verb.group(), at, verb.end()) if subject else None), True


def _relative_tag(text: str, start: int, at: int, end: int) -> Tag | None:
    verb = SPEECH.match(text, at + len("who"), end)
    if verb is None or not is_finite(text, verb):
        return None
    for run in CAPITALS.finditer(text, start, at):
        if text[run.end() : at] == ", ":
            subject = named_subject(run.group(), run.start(), run.start(), run.end())
            return Tag(subject, verb.group(1), at, verb.end())
    return Tag(Subject(at, at), verb.group(1), at, verb.end())


def _is_direct(rest: str) -> bool:
    """Tell whether words after a verb of speech lead straight to the quotation."""
    body = rest.rstrip(",:—– ")
    leads = body != rest or not body or body.endswith(" that") or body == " it"
    return leads and len(body) <= _LEAD and not _NEW_CLAUSE.search(body)


def _is_indirect(rest: str) -> bool:
    """Tell whether words after a verb of speech are what is told, up to the quotation."""
    return len(rest) <= _LEAD and not any(mark in rest for mark in ",;:—()")
