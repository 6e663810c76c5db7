"""Labels, with which a line of a transcript begins: who speaks there, as "Ms. DURAND." tells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from bot.corpus.paragraphs import PARAGRAPH_BREAK
from bot.corpus.sentences import word_set
from bot.index.speech.general import MEN, ROLES, WOMEN
from bot.index.speech.lexicon import COMMON_SURNAMES
from bot.index.speech.names import Name, parse_name
from bot.index.speech.people import People
from bot.index.speech.person import Person
from bot.index.speech.posts import Posts

_WORD = r"[^\W\d_a-z][\w.’'-]*+"
_PARTICLE = r"(?:(?:Mc|Mac|De|Di|La|Le|Van|Von|van|von|de|O[’'])[ ]?)?"
_SURNAME = rf"{_PARTICLE}[^\W\d_a-z]{{2,}}(?:[-’' ][^\W\d_a-z]{{2,}}){{0,2}}(?:, (?:Jr|Sr))?"
_LINE = re.compile(
    r"(?:[\[(]?(?:T[+-] ?)?\d{1,3}(?:[: ]\d\d){1,3}[\])]? )?"
    rf"(?P<label>{_WORD}(?: (?:(?:von|van|de) )?(?:{_WORD}|\d+)){{0,4}})"
    r"(?: \((?P<role>[^()\n]{1,30})\))?: (?=\S)"
    r"|(?P<letter>[QA])\. (?=\S)"
    # As reports of proceedings print it: "The CHAIRMAN. ", "Mr. SMITH of Maine. "
    r"|(?P<record>(?:The (?:[A-Z]{2,15} ){0,2}[A-Z]{4,15}"
    rf"|(?:[A-Z][a-z]{{1,14}}\.? ){{1,3}}{_SURNAME})(?P<of> of [A-Z][a-z]+(?: [A-Z][a-z]+)?)?)"
    r"\. (?=\S)"
)
_LABEL: Final = 64  # characters of a paragraph in which its label ends
_LETTERS: Final = ("Q. ", "A. ")  # of questions and answers
_EXAMINES = re.compile(rf"BY ((?:{_WORD} ){{0,3}}{_WORD}):$")
_SWORN = re.compile(
    r"((?:[^\W\d_a-z][\w.’'-]{0,20} ){1,3}[^\W\d_a-z][\w’'-]{1,20}),? (?:(?:the|a) witness\b"
    r"|(?:(?:was|having been|being) )?(?:first )?(?:duly )?(?:called|recalled|sworn)\b"
    r"|resumed the )[^\n]{0,200}$"
)
_CAPITALS = re.compile(r"[^\W\d_a-z]{2,}")
_INITIALS: Final = 3  # letters of a label that may be somebody's
# Labels of what nobody says.
_NOTICES: Final = word_set("""
    ABSENT ALSO APPEARANCES ATTENDEES BREAKING CAPTION CLICK CONTACT CORRECTION CREDIT CREW DATE
    DEAR DETAILS DURATION EDITOR EDITOR'S EDITOR’S EXCLUSIVE FILE GALLERY IMAGE INFO LANDING LAUNCH
    LINK LISTEN LIVE LOCATION MASS MISSION MORE NOTE NOTES ORBIT PANEL PANELISTS PHOTO PHOTOS
    PICTURE PRESENT PS READ RELATED SEE SITE SOURCE SOURCES SUBSCRIBE SUMMARY TAGS TIME TITLE UPDATE
    UPDATED VIDEO WARNING WATCH WITNESSES
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


# Labels of who has an office, alone or after "The".
_CHAIRS: Final = word_set("CHAIR CHAIRMAN CHAIRPERSON CHAIRWOMAN")
_OFFICES: Final = _CHAIRS | word_set("BAILIFF CLERK COURT")
_WITNESS: Final = "WITNESS"
_RECORDED: Final = 3  # lines with labels of a record that show that it is one


@dataclass(frozen=True, slots=True)
class Label:
    """Who a label says that speaks; ``certain`` where it is enough to show that."""

    name: Name | None
    post: str | None
    certain: bool


NOBODY: Final = Label(None, None, certain=True)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph that may begin with who speaks; its words are in ``text[start:end]``."""

    begin: int
    start: int
    end: int
    label: str
    letter: bool  # whether it is "Q." or "A."
    record: bool  # whether it is as in a report of proceedings
    role: str | None


def lines_in(text: str) -> Iterator[Line]:
    """Yield the paragraphs that may begin with who speaks, in order."""
    start = 0
    while start < len(text):
        end = text.find(PARAGRAPH_BREAK, start)
        end = len(text) if end < 0 else end
        reach = min(end, start + _LABEL)
        if text.find(": ", start, reach) > 0 or text.find(". ", start, reach) > 0:
            match = _LINE.match(text, start, end)
            if match is not None:
                record = match.group("record")
                yield Line(
                    start,
                    match.end(),
                    end,
                    record or match.group("label") or match.group("letter"),
                    match.group("letter") is not None,
                    record is not None,
                    match.group("role"),
                )
        start = end + len(PARAGRAPH_BREAK)


class Labels:
    """Reads the labels of one text, which must come in order."""

    def __init__(self, text: str, people: People, lines: list[Line]) -> None:
        self._text = text
        self._people = people
        spoken = (line.begin for line in lines if not _is_notice(line.label))
        self._posts = Posts(text, people, next(spoken, 0))
        self._read: dict[str, Label | None] = {}
        self._recorded = sum(map(self._is_record, lines)) >= _RECORDED
        self._asked: int | None = None  # where the first question is
        self._at = 0  # up to where examiners and witnesses were looked for,
        self._examiner: Label | None = None
        self._witness: Label | None = None

    @property
    def asked(self) -> bool:
        """Whether there was a question whose words are not looked for."""
        return self._asked is not None

    def read(self, line: Line) -> Label | None:
        """Return who speaks in a line, or None where that is nobody or somebody who asks."""
        self._examine(line.begin)
        upper = line.label.upper()
        if upper in _QUESTIONS:
            if self._asked is None:
                self._asked = line.begin
            return self._examiner
        if line.letter and self._asked is None:  # "A. Leonov flew", with an initial
            return None
        if upper.removeprefix("THE ") == _WITNESS or (upper in _ANSWERS and self._witness):
            return self._witness or NOBODY
        if line.label not in self._read:
            if upper in _ANSWERS:
                found: Label | None = self._answerer()
            elif line.record:
                found = self._of_record(line.label) if self._recorded else None
            else:
                found = self._of_line(line.label)
            self._read[line.label] = found
        return self._read[line.label]

    def _examine(self, position: int) -> None:
        """Note who examines whom, in the paragraphs before a line: "BY MR. SMITH:"."""
        start = self._at
        while start < position:
            end = self._text.find(PARAGRAPH_BREAK, start, position)
            end = position if end < 0 else end
            examines = _EXAMINES.match(self._text, start, end)
            sworn = None if examines else _SWORN.match(self._text, start, end)
            if examines is not None:
                self._examiner = self._of_line(examines.group(1))
            elif sworn is not None:
                self._witness = self._of_line(sworn.group(1))
            start = end + len(PARAGRAPH_BREAK)
        self._at = max(self._at, position)

    def _answerer(self) -> Label:
        """Return who answers questions: who alone is named in full before them."""
        asked = self._asked or 0
        named = (p for p in self._people if p.start < asked and len(p.words) > 1)
        known = [*islice(filter(self._people.is_known, named), 2)]
        return _of_person(known[0]) if len(known) == 1 else NOBODY

    def _is_record(self, line: Line) -> bool:
        if not line.record:
            return False
        words = line.label.split()
        if words[0] == "The":
            return words[-1].lower() in ROLES or words[-1] in _OFFICES
        name = parse_name(_spelt(line.label))
        return name is not None and name.title != ()

    def _of_record(self, label: str) -> Label | None:
        if label.startswith("The "):
            return self._of_office(label.removeprefix("The "))
        name = parse_name(_spelt(label).partition(" of ")[0])
        return Label(name, None, certain=True) if name and name.title else None

    def _of_office(self, words: str) -> Label | None:
        """Return who has an office that is a label: "CHAIRMAN", "COURT"."""
        if words.lower().rpartition(" ")[2] not in ROLES and words.upper() not in _OFFICES:
            return None
        holder = self._posts.holder(words.lower())
        return _of_person(holder) if holder else NOBODY

    def _of_line(self, label: str) -> Label | None:
        """Return who speaks where a line begins with ``label``, or None where nobody does."""
        upper = label.upper()
        if _is_notice(label) or upper in _QUESTIONS:
            return None
        if upper.split(maxsplit=1)[0] in _NOBODY:
            return NOBODY
        is_post = upper.rstrip("0123456789 ") in _POSTS
        letters = label.replace(".", "").replace("-", "")
        person = None
        if 1 < len(letters) <= _INITIALS and letters.isupper() and not (is_post and letters[2:]):
            person = self._posts.of_initials(letters)
        if person is not None:
            return _of_person(person)
        spelt = _spelt(label)
        if is_post or upper in _STATIONS:
            return Label(None, label if is_post else spelt, certain=True)
        office = upper.removeprefix("THE ")
        held = self._of_office(office) if office in _CHAIRS or office != upper else None
        return held or self._of_words(label, spelt)

    def _of_words(self, label: str, spelt: str) -> Label | None:
        """Return whom a label names, or the office or post that it may be."""
        name, is_role = parse_name(spelt), _is_role(label)
        known = name is not None and self._people.find(name) is not None
        if name is not None and (known or not is_role):
            few = label.isupper() and len(label.replace(".", "")) < _INITIALS
            if few and not known and not _is_first(spelt):
                return Label(None, None, certain=False)  # initials of somebody without a name
            return Label(name, None, certain=known)
        holder = self._posts.holder(label.lower()) if is_role else None
        if holder is not None:
            return Label(Name((), holder.words), None, certain=False)
        post = None if is_role else spelt
        return Label(None, post, certain=False) if post is None or label.isupper() else None


def _of_person(person: Person) -> Label:
    return Label(Name((), person.words), None, certain=True)


def _is_notice(label: str) -> bool:
    return label.split(maxsplit=1)[0].upper() in _NOTICES


def _spelt(label: str) -> str:
    return _CAPITALS.sub(lambda match: match.group().capitalize(), label)


def _is_first(word: str) -> bool:
    return word in MEN or word in WOMEN or word in COMMON_SURNAMES


def _is_role(label: str) -> bool:
    """Tell whether a label says what somebody is, and not who: "LOCK OPERATOR"."""
    return label.rpartition(" ")[2].lower() in ROLES
