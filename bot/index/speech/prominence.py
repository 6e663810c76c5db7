"""Prominence: how much a mention counts by its place in its sentence.

As Lappin and Leass weigh it: a subject most, then an object, then what a preposition governs.
"""

import re
from typing import Final

from bot.corpus.sentences import word_set
from bot.index.speech.general import SAYING
from bot.index.speech.names import is_role

# How prominent a mention is, by its place in the sentence, as Lappin and Leass weigh it.
SUBJECT: Final = 1.0
_SUBORDINATE_SUBJECT: Final = 0.5  # "when Barlow retired"
_INTRODUCED: Final = 0.8  # "In the gallery sat Wendell Pruitt, a machinist"
OBJECT: Final = 0.5
_OBLIQUE: Final = 0.35  # after a preposition,
OWNER: Final = 0.3  # or as the owner of what is spoken of,
OWNS_SUBJECT: Final = 0.7  # and at the beginning of the sentence


_BEFORE: Final = 48  # characters before a mention that tell its place
_ROLE_WORDS: Final = 4  # of a role, with its article and a preposition
_APPOSED_WORDS: Final = 6  # before a name with which a sentence begins: "Its president, Ann Lee"
_PREPOSITIONS: Final = word_set("""
    about above across after against ahead among around at before behind below beside between beyond
    by concerning despite for from in inside into like near of off on onto opposite outside over
    past than through to toward towards under unlike upon via with within without
""")
_SUBORDINATE: Final = word_set("""
    although as because if once since than that though unless until what when where whether which
    while who whom
""")
_IS: Final = word_set("is are was were")
_CLAUSE: Final = word_set("and but so then yet")
_ASKED = re.compile(
    r".*\b(?:I|[Ww]e|[Ss]omebody|[Ss]omeone|[Rr]eporters?|interviewers?|journalist)"
    r"(?: [a-z]{4,8})? (?:asked|pressed|told) $",
    re.DOTALL,
)
_APPOSED = re.compile(r", (?:who\b|an? |the |now \d|\d\d\b|D-|R-)")
_OWNERS: Final = ("’s ", "'s ", "’ ", "' ")
_SUBJECT_AFTER: Final = frozenset('”"’—–:;')  # signs with which another clause begins


def prominence(text: str, start: int, at: int, end: int) -> float:
    """Return the weight of the mention in ``text[at:end]``, in a sentence from ``start``."""
    before = text[max(start, at - _BEFORE) : at]
    words = before.split()
    owns = text.startswith(_OWNERS, end)
    if not words or owns:
        return SUBJECT if not owns else OWNER if words else OWNS_SUBJECT
    last = words[-1].lower()
    begins = before.rstrip()[-1] in _SUBJECT_AFTER or last in SAYING or last in _CLAUSE
    if begins or is_asked(text, start, at):
        weight = SUBJECT
    elif last.endswith(","):
        weight = _apposed(words, whole=at - len(before) <= start) if is_role(last[:-1]) else SUBJECT
    elif last in _SUBORDINATE:
        weight = _SUBORDINATE_SUBJECT
    elif last in _PREPOSITIONS:
        weight = _OBLIQUE
    else:
        weight = _INTRODUCED if last in _IS or _APPOSED.match(text, end) else OBJECT
    return weight


def _apposed(words: list[str], *, whole: bool) -> float:
    """Return the weight of a name after a role, as in "to her sister, Ann Lee"."""
    if not _PREPOSITIONS.isdisjoint(word.lower() for word in words[-_ROLE_WORDS:-1]):
        return _OBLIQUE
    return SUBJECT if whole and len(words) < _APPOSED_WORDS else _INTRODUCED


def is_agent(text: str, start: int, at: int, end: int) -> bool:
    """Tell whether the mention in ``text[at:end]`` is of who may do what is told."""
    return prominence(text, start, at, end) >= OBJECT


def is_asked(text: str, start: int, at: int) -> bool:
    """Tell whether the mention at ``at`` is of whom an interviewer asks something."""
    return (
        _ASKED.match(text, max(start, at - len("interviewers suddenly pressed ")), at) is not None
    )
