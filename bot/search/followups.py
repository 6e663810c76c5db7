"""Follow-ups: a question that leans on the one before it borrows its subject.

"Who was with him?" names nobody; asked after "Who was the first man to walk in space?", it is
about Alexei Leonov, whom the answer names. What is borrowed is written behind the question,
"Who was with him? (about Alexei Leonov)", so that people see it, and whatever searches for the
question again finds the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.corpus.sentences import word_set
from bot.index.analysis import STOP_WORDS
from bot.index.asking import WHO, kind_of, stripped
from bot.index.speech.names import (
    CAPITALS,
    is_role,
    is_surely_person,
    is_woman,
    parse_name,
    surname,
)
from bot.search.answer import Answer

_MOST: Final = 120  # characters that are borrowed
_LOOKED_AT: Final = 400  # characters of a question or sentence; nobody leans on more

_PERSON: Final = word_set("he him his she her hers they them their theirs")
_HIS: Final = word_set("he him his")
_HER: Final = word_set("she her hers")
_THING: Final = word_set("it its")
_MATTER: Final = word_set("that this those these")
_ENDING: Final = word_set("there then")  # lean where a question ends with them: "who was there?"
_AUXILIARIES: Final = word_set("""
    was were is are am did does do has have had can could will would 's
""")
_DETERMINERS: Final = word_set("the a an")
_PEOPLE: Final = word_set("man men woman women person people crew boy girl")
# Beside stop words, all that a question may have that asks for more of the same: "How long?"
_MORE: Final = word_set("""
    long many much old far big heavy high fast often year exactly happened happen happens next else
    okay ok yes
""")

_WORD = re.compile(r"'s\b|\w+(?:[-'’]\w+)*")
# "It" that stands for nothing said before: "does it take long to ...", "was it Gagarin who".
_EMPTY_IT = re.compile(
    r"\bit (?:(?:takes?|took|costs?) .{0,40}?\bto\b"
    r"|(?:true|possible|safe|hard|easy|like) (?:that|to)\b|(?:was )?[A-Z])"
    r"|\bit .{1,40}? (?:who|which|that)\b"
)
_ABOUT = re.compile(r"\(about ([^()]{1,120})\)$")
_ASKING = re.compile(
    r"(?:(?:and|so|but|in|on|at|by|from|to|with|of) )*"
    r"(?:who|whom|whose|when|where|why|which|what|how)\b"
    r"(?: (?:year|day|date|month|time|many|much|long|far|old|often))?"
    r"(?: (?:was|were|is|are|did|does|do|has|have|had|can|could|will|would)\b)?\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Before:
    """What was asked before, and the article and the sentence that answered, if any did."""

    question: str
    title: str = ""
    sentence: str = ""


def before_of(answer: Answer) -> Before:
    """Return what the question after this one may lean on."""
    if not answer.hits:
        return Before(answer.question)
    first = answer.hits[0]
    return Before(answer.question, first.article.title, first.answer_sentence)


def resolved(question: str, before: Before | None) -> str:
    """Return a question with what it borrows from the one before, or as it is."""
    if before is None or about_of(question):
        return question
    about = _borrowed(question[:_LOOKED_AT], before)
    return f"{question} (about {about})" if about else question


def about_of(question: str) -> str | None:
    """Return what a resolved question has borrowed."""
    match = _ABOUT.search(question[-_MOST - 10 :])
    return match[1] if match else None


def _borrowed(question: str, before: Before) -> str | None:
    pronoun = leaning(question)
    if pronoun is None:
        return None
    if pronoun in _PERSON:
        woman = True if pronoun in _HER else False if pronoun in _HIS else None
        subject = _person(before, woman) or _title(before)
    elif pronoun in _THING:
        subject = about_of(before.question) or _named(before.question) or _title(before)
    else:
        subject = about_of(before.question) or _matter(before)
    return _fitting(subject)


def leaning(question: str) -> str | None:
    """Return the word by which a question leans on what was said before; "" where all of it does.

    None where it stands on its own feet: it names somebody or something before the word.
    """
    words = [match[0] for match in _WORD.finditer(question)]
    lower = [word.lower().replace("’", "'") for word in words]
    for at, word in enumerate(lower):
        if word in _PERSON:
            return None if _names_own(words[:at], lower[:at], person=True) else word
        if word in _THING:
            own = _EMPTY_IT.search(question) or _names_own(words[:at], lower[:at], person=False)
            return None if own else word
        if word in _MATTER or (word in _ENDING and at == len(lower) - 1):
            is_verb = at == 2 and lower[0] in {"who", "what"}  # "who commanded that mission?"
            return word if is_verb or all(map(_is_empty, lower[:at])) else None
    return "" if lower and all(map(_is_empty, lower)) else None


def _is_empty(word: str) -> bool:
    return word in STOP_WORDS or word in _MORE or word in _AUXILIARIES


def _names_own(words: list[str], lower: list[str], *, person: bool) -> bool:
    """Whether words in front of a pronoun name what it may stand for."""
    for at, word in enumerate(words):
        if _is_empty(lower[at]):
            continue
        if any(c.isdigit() for c in word) or (at and word[0].isupper()):
            return True
        if person and (lower[at] in _PEOPLE or is_role(lower[at])):
            return True
        before = lower[at - 1] if at else ""
        if before in _AUXILIARIES or (before in _DETERMINERS and not person):
            return True
    return False


def _person(before: Before, woman: bool | None) -> str | None:
    """Return the person who was asked for or about, in full where the answer has it so."""
    told = list(_people(before.sentence, woman))
    of_title = list(_people(before.title, woman))
    known = [*told, *of_title]
    asked = _asked_of(before, known, woman)
    fresh = [name for name in told if name not in asked]
    ranked = [*fresh, *asked] if kind_of(before.question) == WHO else [*asked, *of_title, *fresh]
    return next(iter(ranked), None)


def _asked_of(before: Before, known: list[str], woman: bool | None) -> list[str]:
    """Return whom the question before was about; a surname alone also means who has it."""
    words = {word.lower() for word in _WORD.findall(before.question[:_LOOKED_AT])}
    named = [name for name in known if surname(tuple(name.split())).lower() in words]
    return [*dict.fromkeys(named), *_people(before.question, woman)]


def _people(text: str, woman: bool | None) -> Iterator[str]:
    """Yield who is surely a person in ``text``, of that sex where it shows."""
    for match in CAPITALS.finditer(text[:_LOOKED_AT]):
        name = parse_name(match[0])
        shown = None if name is None else is_woman(name)
        if name is None or len(name.words) < 2 or (shown is None and not is_surely_person(name)):
            continue
        if woman is None or shown is None or shown == woman:
            yield str(name)


def _title(before: Before) -> str | None:
    """Return what an article is about, by its title's beginning."""
    return re.split(r"[,:;(–—]| and the ", before.title, maxsplit=1)[0].strip() or None


def _named(question: str) -> str | None:
    """Return the first name in a question, with its number: "Apollo 11"."""
    words = stripped(question)[:_LOOKED_AT].rstrip(" ?!.").split()
    for at, word in enumerate(words):
        if at and word[0].isupper() and word.lower() not in STOP_WORDS:
            end = at + 1
            while end < len(words) and (words[end][0].isupper() or words[end].isdecimal()):
                end += 1
            return " ".join(words[at:end]).removesuffix("’s").removesuffix("'s")
    return None


def _matter(before: Before) -> str | None:
    """Return what the question before was about, led by who it asked for."""
    asked = stripped(before.question)[:_LOOKED_AT]
    asking = _ASKING.match(asked)
    matter = asked[asking.end() if asking else 0 :].rstrip(" ?!.")
    if kind_of(before.question) == WHO:
        person = _person(before, None)
        if person and person.lower() not in matter.lower():
            matter = f"{person}, {matter}"
    return matter or _title(before)


def _fitting(subject: str | None) -> str | None:
    """Return what is borrowed such that ``about_of`` reads it back."""
    plain = " ".join((subject or "").translate({40: None, 41: None}).split())
    if len(plain) > _MOST:
        plain = plain[:_MOST].rpartition(" ")[0] or plain[:_MOST]
    return plain or None
