"""Names and roles, as prose writes them: ranks, offices, bodies, appositions."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from bot.corpus.sentences import STARTERS, Span, word_set
from bot.index.speech.general import (
    MANS_TITLES,
    MEN,
    NO_SPEAKER,
    ROLES,
    TITLES,
    WOMANS_TITLES,
    WOMEN,
)
from bot.index.speech.lexicon import (
    COMMON_SURNAMES,
    COURTESY,
    KIN,
    LEARNED,
    MODIFIERS,
    NICKNAMES,
    NO_NAME,
    NO_ROLE,
    SPEAKING_PLACES,
    SUFFIXES,
)

_CAP = "[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁ]"
_TOKEN = (
    rf"{_CAP}(?<!\w\w)(?:\.(?:-?{_CAP}\.)*+(?!\w)"
    r"|[\w-]*+(?:['’](?!(?:s|d|t|m|ll|re|ve)\b)\w[\w-]*+)*+"
    r"(?:(?<=\b(?:Dr|Mr|Ms|Lt|Jr|Sr|St))\."
    r"|(?<=\b(?:Gen|Col|Maj|Sgt|Adm|Cpl|Mrs|Sen|Rep|Gov|Rev|Hon|Cdr))\."
    r"|(?<=\b(?:Brig|Capt|Cmdr|Prof|Pres))\.)?+)"
)
# Up to eight capitalised words in a row: "Brig. Gen. Thomas Stafford", "The New York Times".
_NEXT = rf"(?:[ \u00a0](?:(?:von|van|der|den|de|del|di|da|du|la|le|bin|al|el|ter) ){{0,2}}{_TOKEN})"
CAPITALS: Final = re.compile(f"{_TOKEN}{_NEXT}{{0,7}}")
_OF = re.compile(rf",? of (?:the )?({_CAP}[\w-]*+(?:(?: &)? {_CAP}[\w-]*+){{0,4}})")
_OWNER = re.compile(rf"({_CAP}[\w-]*+)['’]s $")  # "NASA’s Bill Nelson"
_APPOSITION = re.compile(
    r",\s((?:[^\s,;:.“”\"()—–]++"
    r"(?:\.(?=\w|\s[a-z]|,)|(?<=\bSt)\.|(?<=\bDr)\.|(?<=\.[A-Z])\.)*+ ?+){1,28}+)"
    r"(?=[,;:.“”\"()—–]|$)"
)
_DETERMINERS: Final = word_set(
    "A An Another Each Every His Her Its Our Such The That Their These This Those"
)
_OF_WHAT: Final = word_set("at by for from in of on to under with")
_POSSESSIVES: Final = word_set("his her their its my our")
_SAME = 5  # letters after which one first name is spelt in several ways: "Sergei", "Sergey"
_PARTIES = ("D-", "R-", "I-")  # and where those are from who have them: "D-Port Amity"
_IMPERATIVES: Final = word_set("Ask Asked Call Consider Enter Meet Picture Tell Told")
# What "Moscow-based" and "Oxford-educated" end in, and first names like "Hye-rin" do not.
_MADE: Final = tuple(
    f"-{word}"
    for word in word_set("""
        appointed area backed based born bred built controlled educated elected era funded leaning
        led level like made managed only owned raised run sized speaking style trained wide winning
    """)
)
_LONGEST = 5  # words of a name
_ROLE_BEFORE = 64  # characters before a name in which its role may stand


# Of what it is, an office has between its title and the name: "Secretary of State Ann Lee".
_OFFICE = re.compile(rf"\b({_CAP}[a-z]+) (?:of|for) (?:the )?$")
_OFFICE_BEFORE = re.compile(rf"\b({_CAP}[a-z]+) (?:of|for) (?:the )?(?:{_CAP}[\w-]* ){{1,4}}$")
_OFFICES: Final = word_set("""
    Archbishop Bishop Chancellor Chief Commissioner Governor King Leader Mayor Minister Premier
    Prince Princess Queen Secretary Speaker
""")


class Name(NamedTuple):
    """Capitalised words read as a name: "Soviet Premier", "Nikita Khrushchev"."""

    title: tuple[str, ...]
    words: tuple[str, ...]
    skipped: int = 0  # characters of the run before title and name

    def __str__(self) -> str:
        return " ".join(self.words)


@lru_cache(maxsize=4096)
def parse_name(capitals: str) -> Name | None:
    """Read a run of capitalised words as a person's name, or None where it is none."""
    words = capitals.replace("\u00a0", " ").split(" ")
    first, count = 0, len(words)
    while first < count and (words[first] in STARTERS or words[first] in _IMPERATIVES):
        first += 1
    while 0 < first < count - 1 and words[first] in SPEAKING_PLACES | NO_SPEAKER:
        first += 1  # "In Moscow Leonov"
    given = count
    while given > first and not _is_title(words[given - 1]):
        given -= 1
    if given == first:
        if first and words[first - 1] in _DETERMINERS:
            return None
        while first < count - 1 and _is_modifier(words[first]):
            first += 1
        given = first
    names = words[given:]
    if not names or len(names) > _LONGEST or names[0] == "of":
        return None
    if names[0].startswith(_PARTIES) or not (
        NO_NAME.isdisjoint(names) or _has_common_surname(names)
    ):
        return None
    if _is_acronym(names[-1]) and names[-1] not in SUFFIXES:
        return None
    if "-" in capitals and not NO_NAME.isdisjoint("-".join(names).split("-")):
        return None
    skipped = sum(map(len, words[:first])) + first
    return Name(tuple(words[first:given]), tuple(names), skipped)


def name_in_office(text: str, start: int, capitals: str) -> Name | None:
    """Read "State Ann Lee" at ``start`` after "Secretary of", or None where it is no such name."""
    office = _OFFICE.search(text, max(0, start - _ROLE_BEFORE), start)
    words = capitals.split(" ")
    if office is None or len(words) < 3 or office.group(1) not in TITLES:
        return None
    for first in range(1, len(words) - 1):
        name = parse_name(" ".join(words[first:]))
        if name is None or name.title or len(name.words) < len(words) - first:
            continue
        if is_surely_person(name) or (office.group(1) in _OFFICES and len(name.words) == 2):
            return Name((office.group(1),), name.words, sum(map(len, words[:first])) + first)
    return None


def _is_title(word: str) -> bool:
    return word in TITLES or word in ROLES or word.lower() in ROLES


def _is_modifier(word: str) -> bool:
    return word in MODIFIERS or _is_acronym(word) or word.endswith(_MADE)


def _has_common_surname(words: list[str]) -> bool:
    """Tell whether a word is a surname here, too: "Edward White", or "White" alone."""
    first = len(words) == 1 or words[0] in MEN or words[0] in WOMEN
    return first and words[-1] in COMMON_SURNAMES and NO_NAME.isdisjoint(words[:-1])


def _is_acronym(word: str) -> bool:
    return word.isupper() and len(word) > 1 and "." not in word


def surname(words: tuple[str, ...]) -> str:
    """Return the last word of a name that is no "Jr."."""
    return words[-2] if len(words) > 1 and words[-1] in SUFFIXES else words[-1]


def is_same_first(one: str, other: str) -> bool:
    """Tell whether two first names, of one surname, are one: "N." and "Neil", "Jim" and "James"."""
    if (one in MEN and other in WOMEN) or (one in WOMEN and other in MEN):
        return one == other
    one, other = NICKNAMES.get(one, one), NICKNAMES.get(other, other)
    short, long = sorted((one.rstrip("."), other.rstrip(".")), key=len)
    same = 3 if len(short) == 2 else min(len(short), _SAME)
    return long[:same] == short[:same]


def is_woman(name: Name) -> bool | None:
    """Tell whether a name is a woman's, where title, first name or Russian ending show it."""
    first = name.words[0]
    if not WOMANS_TITLES.isdisjoint(name.title) or (first in WOMEN and first not in MEN):
        return True
    if not MANS_TITLES.isdisjoint(name.title) or (first in MEN and first not in WOMEN):
        return False
    last = surname(name.words)
    if last.endswith(("ova", "eva", "skaya", "nina", "kina")):
        return True
    return False if last.endswith(("ov", "ev", "sky", "skiy", "kin", "nin")) else None


def apposition(text: str, position: int) -> tuple[str, int] | None:
    """Return the role stated after a name, and its end: ", a professor of history at Fordham"."""
    match = _APPOSITION.match(text, position, position + 240)
    if match is None:
        return None
    phrase = match.group(1).rstrip()
    words = phrase.split(None, 6)[:6]
    first = words[0]
    head = words[:2] if first in {"a", "an", "the", "one"} else words[:1]
    if first in _POSSESSIVES or not NO_ROLE.isdisjoint(head) or first.endswith("ing"):
        return None
    if _names_another(words):
        return None
    if first[0].isupper() and first not in MODIFIERS and not first.endswith(("’s", "'s")):
        tells = _is_title(first) or _is_acronym(first)
    else:
        tells = first in {"a", "an"} or words[:2] == ["the", "first"] or any(map(is_role, words))
    return (phrase, match.end(1)) if tells else None


def _names_another(words: list[str]) -> bool:
    """Whether words are the next one of a list: "the lunar module pilot Buzz Aldrin"."""
    for word, following in pairwise(words):
        if word in _OF_WHAT:  # "the wife of the pilot Buzz Aldrin"
            return False
        if is_role(word) and (following in MEN or following in WOMEN):
            return True
    return False


def is_role(word: str) -> bool:
    """Tell whether a word says what a person does: "director", "editor-in-chief"."""
    return word in ROLES or ("-" in word and not ROLES.isdisjoint(word.split("-")))


def role_before(text: str, start: int) -> str | None:
    """Return the role stated before the name at ``start``: "former NASA flight director"."""
    words = text[max(0, start - _ROLE_BEFORE) : start].split()
    if not words or not is_role(words[-1]) or not text[start - 1].isspace():
        return None
    if words[-1] in KIN:  # of whom, stands further ahead
        return None
    first = len(words) - 1
    while first > 0 and _is_of_role(words[first - 1]):
        first -= 1
    return " ".join(words[first:])


def _is_of_role(word: str) -> bool:
    if word in MODIFIERS or is_role(word) or (word.isdigit() and len(word) < 3):
        return True
    return word[0].isupper() and word.isalpha() and word not in STARTERS and word not in NO_SPEAKER


def is_surely_person(name: Name) -> bool:
    """Tell whether a name is a person's by itself: a rank, a first name or an initial is in it."""
    first = name.words[0]
    return bool(name.title) or first in MEN or first in WOMEN or any("." in w for w in name.words)


def body_after(text: str, position: int, *, of_rank: bool) -> tuple[str, int] | None:
    """Return the body that a name is said to be of, and its end: "of NASA"."""
    match = _OF.match(text, position, position + 120)
    if match is None:
        return None
    words = match.group(1).split()
    if not (of_rank or any(_is_acronym(word) or word in NO_NAME for word in words)):
        return None
    return match.group(1), match.end()


def stated_role(text: str, name: Name, span: Span) -> str | None:
    """Return what stands with a name as rank, body and role: "Brig. Gen., NASA"."""
    office = _OFFICE_BEFORE.search(text, max(0, span.start - _ROLE_BEFORE), span.start)
    if office is not None and (office.group(1),) == name.title:
        rank: str | None = office.group().rstrip()
    else:
        rank = " ".join(name.title) or role_before(text, span.start)
    body = body_after(text, span.end, of_rank=rank is not None)
    owner = (
        None if body or rank else _OWNER.search(text, max(0, span.start - _ROLE_BEFORE), span.start)
    )
    if owner is not None and not (_is_acronym(owner.group(1)) or owner.group(1) in NO_NAME):
        owner = None
    after = apposition(text, body[1] if body else span.end)
    stated = [body[0]] if body else [owner.group(1)] if owner else []
    if after is not None:
        stated.append(after[0])
    if rank and rank not in COURTESY and not (stated and rank in LEARNED):
        stated.insert(0, rank)
    return ", ".join(stated) or None
