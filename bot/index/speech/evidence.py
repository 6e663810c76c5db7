"""What a text shows of a name: that it is a woman's or a man's, by the pronouns after it."""

import re
from collections.abc import Sequence
from typing import Final

from bot.index.speech.names import Name

Run = tuple[int, int, str, Name]  # start, end, words and name of what may name a person

_WINDOW: Final = 600  # characters after a name in which a pronoun may mean it
_HEAD: Final = 160  # and before it, in which its sentence begins
_LEAST: Final = 3  # times as many pronouns of one kind as of the other
_AT = re.compile(r".*\b(?:in|at|from|near|over|for|of) $", re.DOTALL)  # a place, or a body
_FIRST_PRONOUN = re.compile(
    r"[“\"][^”\"\n]{0,500}[”\"]"  # what is said inside a quotation is of others
    r"|(?P<woman>\b(?:[Ss]he|Her|herself)\b)|(?P<man>\b(?:[Hh]e|His|himself)\b)"
    r"|\b(?:at|behind|for|from|in|into|of|on|over|to|under|with) "
    r"(?:(?P<woman_own>her)|(?P<man_own>his)) (?=[a-z])"
    # "Lyle mocked her": an object, and so the owner of one, may be somebody else.
    r"|(?P<other>\b(?:hers?|his|him|boy|brother|daughter|father|girl|husband|man|mother|sister|son"
    r"|wife|woman)\b"
    r"|[“\"])"
)
_SENTENCE_END = re.compile(r"[.!?”\"]\s")
_SURE: Final = 3  # times what a pronoun of a later sentence weighs
_TAG: Final = 24  # characters from a quotation to the name in its tag
_CLOSING: Final = ("”", '"')
_POSSESSED = re.compile(r"\W{0,3}(?:His|Her) (?:[a-z-]+ ){0,2}[a-z-]+, $")  # "His partner, Wren"
_PRONOUN = re.compile(r"\b(?:s?he|hers?|his|him)\b", re.IGNORECASE)
_KIN = re.compile(
    r"\b(?:(?P<woman>aunt|daughter|(?:grand)?mother|niece|sister|widow|wife)"
    r"|(?:brother|father|grandfather|husband|nephew|son|uncle|widower)),? $"
)
_LOOKS: Final = 40  # places at which a word is looked at,
_LOOKBACK: Final = 24  # and characters before it
_ENDS: Final = frozenset('.!?:\n"“”‘’')
_BEGINS: Final = (". ", "! ", "? ", "\n", "” ", '" ', ": ")


def is_womans(text: str, runs: Sequence[Run], places: Sequence[int]) -> bool | None:
    """Tell whether who is named at ``places`` of ``runs`` is a woman; None where it is unclear."""
    women = men = 0
    for at in places:
        woman, weight = _vote(text, runs, at)
        women += weight if woman else 0
        men += 0 if woman else weight
    if women == men or min(women, men) * _LEAST > max(women, men):
        return None
    return women > men


def kin_before(text: str, start: int) -> bool | None:
    """Tell whether a name follows "his wife, " (True) or "her son " (False)."""
    kin = _KIN.search(text, max(0, start - len("grandfather, ") - 1), start)
    return kin and kin.group("woman") is not None


def _vote(text: str, runs: Sequence[Run], at: int) -> tuple[bool, int]:
    """Return what the first pronoun after a mention says, and how much that weighs.

    It weighs nothing where it may mean somebody else, and most in the same sentence.
    """
    start, end, *_ = runs[at]
    if text.startswith(("’", "'", ":"), end):  # after a colon it is the one named who speaks
        return False, 0
    kin = kin_before(text, start)
    if kin is not None:
        return kin, _SURE
    limit = _next_person(text, runs, at, min(len(text), end + _WINDOW))
    for match in _FIRST_PRONOUN.finditer(text, end, limit):
        if match.group("other") or (match.lastgroup and not _is_subject(text, runs, at)):
            break
        if match.lastgroup is not None:
            between = text[end : match.start()]
            in_sentence = _SENTENCE_END.search(between) is None
            answers = "\n" in between and between[-2:-1] in _CLOSING
            if answers and any(mark in text[max(0, start - _TAG) : start] for mark in _CLOSING):
                break  # “Is it?” asked Doyle. “It is,” she said.
            sure = in_sentence and not match.lastgroup.endswith("own")
            return match.lastgroup.startswith("woman"), _SURE if sure else 1
    return False, 0


def _next_person(text: str, runs: Sequence[Run], at: int, limit: int) -> int:
    """Return where somebody else may be named after the mention at ``at``, up to ``limit``."""
    last = runs[at][3].words[-1]
    for start, _, run, name in runs[at + 1 : at + 1 + _WINDOW // 8]:
        if start >= limit:
            break
        begins = text[start - 2 : start] in _BEGINS or text[start - 1] in '\n“"'
        is_place = _AT.match(text, max(0, start - 6), start) is not None
        if name.words[-1] != last and (" " in run or not begins) and not is_place:
            return start
    return limit


def _is_subject(text: str, runs: Sequence[Run], at: int) -> bool:
    """Tell whether nobody else comes before a mention in its sentence."""
    start = runs[at][0]
    head = max(0, start - _HEAD)
    begin = max(text.rfind(mark, head, start) for mark in _BEGINS)
    begin = max(begin, head)
    if at and runs[at - 1][0] >= begin:
        return False
    owned = _POSSESSED.match(text, begin, start)
    return owned is not None or _PRONOUN.search(text, begin, start) is None


def stands_alone(text: str, word: str) -> bool:
    """Tell whether a word stands inside a sentence, and not after another with a capital."""
    at = 0
    for _ in range(_LOOKS):
        at = text.find(word, at)
        if at < 0:
            return False
        end = at + len(word)
        before = text[max(0, at - _LOOKBACK) : at].split()
        if text[at - 1 : at] == " " and not text[end : end + 1].isalnum() and before:
            previous = before[-1]
            if previous[0].islower() and previous[-1] not in _ENDS:
                return True
        at = end
    return False
