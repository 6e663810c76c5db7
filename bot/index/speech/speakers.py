"""Who said a quotation, where the article tells. Where it is not clear, nobody."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from bot.corpus.sentences import Span, sentences
from bot.index.speech.antecedents import Antecedents
from bot.index.speech.attribution import NOBODY, Attribution
from bot.index.speech.bodies import Bodies
from bot.index.speech.leads import Lead, lead_before
from bot.index.speech.lexicon import NO_NAME
from bot.index.speech.marks import OPENING_MARKS, Quoted, last_sentence_before
from bot.index.speech.names import Name, is_surely_person, parse_name, stated_role
from bot.index.speech.people import People
from bot.index.speech.subjects import Subject, subject_at
from bot.index.speech.tags import Tag, tag_after, tag_at, tag_past
from bot.index.speech.untagged import Untagged
from bot.index.speech.writings import ENTRY, OF_WRITING, Writings

# How sure an attribution is, by what it rests on.
_DIRECT: Final = 0.95
_INDIRECT: Final = 0.8
_SENTENCE_BEFORE: Final = 0.65
_BODY: Final = 0.75  # a body that a description means
_SHARED: Final = 0.5  # a surname that several people of the article have

_BACK: Final = 500  # characters before a quotation in which its sentence is looked for
_MARKS_BACK: Final = 4  # words in quotation marks that may stand between
_COMMAS: Final = 4  # of a sentence after which a tag may stand apart
_LOOKED: Final = 200  # characters of a quotation in which the first person is looked for

_INTRODUCES = re.compile(r"[^.!?“”\"«»\n]{0,200}[,:]\s?[“\"«‘]")
_NESTED = re.compile(
    r"(?<!\w)[‘'“\"](?:[^’'“”\"\n]|[’'](?=\w)){1,400}[’'”\"](?!\w)"
)  # what others say to him
_NAMES = re.compile(r"[A-ZÀ-Þ]\w+")
_THE: Final = ("the ", "The ")
_SENTENCE_STARTS: Final = frozenset(("", ".", "!", "?", ":", "\n"))
_NOT_WORDS = re.compile(r"[\s.,;:!?…)\]”’\"']*+")
_TELLS = re.compile(r"(?: [\w’-]+){0,4}? that\b")
_ENDS = re.compile(r"(?! that\b)(?: [\w’-]+){0,4}[.!]")
_ASKED = re.compile(r"Asked [^.!?;]{1,200}, (?=[A-ZÀ-Þ]|s?he )")
_APART = re.compile(r", (?=s?he |the [a-z]{3,20} sa(?:id|ys)\b|[A-ZÀ-Þ])")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Mm]e|[Uu]s)\b")


class Speakers:
    """Attributes the quotations of one article, which must come in order."""

    def __init__(self, text: str, people: People, found: Sequence[Quoted]) -> None:
        self._text = text
        self._people = people
        self._found = found
        self._marks = [item.mark for item in found]
        self._antecedents = Antecedents(text, people, found)
        self._bodies = Bodies(text, self._antecedents.is_quoted, self._is_person)
        self._writings = Writings(text, people)
        self._untagged = Untagged(text, self._antecedents)
        self._barred: set[str] = set()  # names in the quotation at hand

    def keep(self, item: Quoted, found: Attribution) -> None:
        """Note that what was attributed is a quotation; what follows may go on from it."""
        self._untagged.keep(item, found)

    def led_by(self, position: int) -> list[str]:
        """Return the people who are named in the paragraph before the one at ``position``."""
        return self._antecedents.named_before(position)

    def attribute(self, item: Quoted) -> Attribution:
        """Return who said what stands between marks, by the best that the text has to tell."""
        # Nobody speaks of himself by name: then a pronoun means somebody else.
        own = (_NESTED.sub("", self._text[slice(*part)]) for part in item.parts)
        self._barred = {word for part in own for word in _NAMES.findall(part)}
        found = self._attribute(item)
        if found.speaker is None or (found.tag is not None and found.tag.subject.pronoun is None):
            return found
        own_words = found.speaker.split()
        return found if self._barred.isdisjoint(own_words) else replace(NOBODY, tag=found.tag)

    def _attribute(self, item: Quoted) -> Attribution:
        lead, before = self._before(item)
        if lead is not None and lead.direct:
            return self._by_tag(lead.tag, _DIRECT, lead=lead)
        # At the end of a paragraph, and before the next quotation, there is no tag.
        after = self._text[item.close : item.close + 2]
        last = item.close >= item.last.end or (after[0] == " " and after[1:] in OPENING_MARKS)
        tag = None if last else self._after(item)
        if tag is not None:
            return self._by_tag(tag, _DIRECT)
        if (
            not last
            and lead is None
            and (past := tag_past(self._text, item.close, item.last.end)) is not None
        ):
            lead = Lead(past, direct=False)
        if lead is not None:
            return self._by_tag(lead.tag, _INDIRECT, lead=lead)
        return (
            self._untagged.continued(item)
            or (before and self._by_sentence_before(item, before))
            or self._untagged.attribute(item)
            or NOBODY
        )

    def _before(self, item: Quoted) -> tuple[Lead | None, Span | None]:
        """Return what leads to a quotation, and the whole sentence before it otherwise."""
        text, previous = self._text, self._untagged.previous
        if previous is not None and previous[0].close >= item.mark - 1:
            return None, None
        if item.mark == item.first.start:
            lead = self._paragraph_before(item.mark - 2, block=item.block)
            return lead, None if item.block else last_sentence_before(text, item)
        start = max(item.first.start, item.mark - _BACK)
        far = bisect_left(self._marks, item.mark) - _MARKS_BACK
        if far >= 0:
            start = max(start, self._found[far].close)
        if previous is not None and previous[0].close > start:
            start = max(previous[0].close, previous[1].tag.end if previous[1].tag else 0)
        start = _NOT_WORDS.match(text, start, item.mark).end()  # type: ignore[union-attr]
        spans = sentences(text, start, item.mark) if start < item.mark - 1 else []
        if not spans:
            return None, None
        last = text[slice(*spans[-1])].rstrip("\"”’')]")
        if last.endswith((".", "!", "?", "…")):
            return None, spans[-1]
        return lead_before(text, spans[-1].start, item.mark), None

    def _paragraph_before(self, end: int, *, block: bool) -> Lead | None:
        """Return what a paragraph that ends at ``end`` with a colon leads to.

        Without one, that is a letter in a block where its last sentence is about letters.
        """
        colon = end > 0 and self._text[end - 1] == ":"
        if end <= 0 or not (colon or block):
            return None
        spans = sentences(self._text, max(0, end - _BACK), end)
        last = spans[-1]
        if not colon:
            of = OF_WRITING.search(self._text, *last)
            if of is None:
                return None
            pronoun = "she" if of.group("whose").lower() == "her" else "he"
            writer = Subject(*of.span(), pronoun=pronoun)
            return Lead(Tag(writer, "", *of.span()), direct=True)
        lead = lead_before(self._text, last.start, end)
        if lead is None:  # "A third, Hollis Beecham, settles the matter:"
            subject = subject_at(self._text, last.start, end)
            alone = subject is not None and not self._antecedents.others(subject.end, end)
            if subject is not None and subject.name is not None and alone:
                lead = Lead(Tag(subject, "", last.start, end), direct=False)
        return lead

    def _after(self, item: Quoted) -> Tag | None:
        text = self._text
        if text[item.parts[-1].end - 1] == ";":  # what follows is a clause of its own
            return None
        tag = tag_after(text, item.close, item.last.end)
        if tag is None or not tag.verb or not text[tag.start].isupper():
            return tag
        ended = text[item.parts[-1].end - 1]
        if ended == "." and (
            not (text[item.parts[0].start].isupper() and _ENDS.match(text, tag.end))
            or " never " in text[tag.start : tag.end]  # "Vail never replied."
        ):
            return None
        if ended in "!?" and _TELLS.match(text, tag.end):
            return None
        is_new_sentence = ended in "!?" and tag.subject.pronoun is not None
        return None if is_new_sentence and _INTRODUCES.match(text, tag.end) else tag

    def _by_tag(self, tag: Tag, confidence: float, *, lead: Lead | None = None) -> Attribution:
        subject = tag.subject
        if lead is not None and lead.elided and self._antecedents.others(subject.end, tag.start):
            subject = Subject(subject.start, subject.end)
        speaker, role, sure = self._who(subject)
        return Attribution(
            speaker,
            role,
            round(confidence * sure, 2),
            tag,
            lead is None,
            lead is None or lead.direct,
        )

    def _who(self, subject: Subject) -> tuple[str | None, str | None, float]:
        """Return the speaker that a subject means, the role, and how sure that is."""
        if subject.name is not None:
            return self._named(subject, subject.name)
        person, sure = None, 0.0
        if subject.pronoun in {"he", "she"}:
            woman = subject.pronoun == "she"
            person, sure = self._antecedents.find(subject.start, woman=woman, barred=self._barred)
        elif subject.pronoun == "it":
            person, sure = self._antecedents.by_voice(subject.start), _INDIRECT
        elif ENTRY.match(self._text, subject.start, subject.end):
            person, sure = self._writings.author, _INDIRECT
        elif subject.pronoun is None and subject.label is None:
            start, end = subject.start, subject.end
            person, sure = self._antecedents.described(start, end, barred=self._barred)
        if person is not None:
            self._antecedents.spoke(subject.start, person)
            return person.name, self._people.role(person), sure
        if subject.label is not None:
            label = subject.label.removeprefix("The ")
            return self._bodies.full(label) or label, None, 1.0
        body = None
        if subject.pronoun == "it":
            body = self._bodies.meant(subject.start)
        elif subject.pronoun is None:
            body = self._bodies.described(subject.start, subject.end)
        return body, None, _BODY if body else 1.0

    def _is_person(self, words: str) -> bool:
        name = parse_name(words)
        person = self._people.find(name) if name else None
        return person is not None and (
            is_surely_person(person.full[0][0]) or self._people.is_woman(person) is not None
        )

    def _named(self, subject: Subject, name: Name) -> tuple[str | None, str | None, float]:
        span = Span(subject.start, subject.end)
        role = subject.role or stated_role(self._text, name, span)
        person = self._people.find_before(name, subject.start)
        # "Kestrel, a maker of toys, said", before Ann Kestrel is named
        if person is not None and person.start > subject.start and self._bodies.is_one(str(name)):
            return str(name), None, 1.0
        if person is None:
            if self._people.is_shared(name):
                return str(name), role, _SHARED
            body = (
                self._bodies.full(str(name)) if self._text.endswith(_THE, 0, span.start) else None
            )
            if body is not None:  # "the Herbarium said"
                return body, None, 1.0
            if name.words[0] in NO_NAME or self._is_mere_word(subject, name):
                return None, None, 0.0
            person = self._people.meet(name, *span)
        self._people.heard(person)
        self._antecedents.spoke(subject.start, person)
        if role is None or role == " ".join(name.title):
            role = self._people.role(person) or role
        return person.name, role, 1.0

    def _is_mere_word(self, subject: Subject, name: Name) -> bool:
        """Tell whether a capital at the beginning of a sentence may be all that makes the name."""
        if len(name.words) > 1 or name.title:
            return False
        word, before = name.words[0], self._text[max(0, subject.start - 2) : subject.start - 1]
        if before not in _SENTENCE_STARTS or self._people.is_proper(name):
            return False
        return word.endswith("s") or self._people.is_word(word)

    def _by_sentence_before(self, item: Quoted, span: Span) -> Attribution | None:
        """Give a whole sentence to the person of whom the one before tells what was said."""
        text = self._text
        if any(mark in text[slice(*span)] for mark in '"“”«»'):
            return None
        for tag in (
            tag_at(text, span.start, span.end),
            self._tag_inserted(span),
            self._tag_of_answer(item, span),
        ):
            if tag is not None and tag.subject.label is None:
                found = self._by_tag(tag, _SENTENCE_BEFORE)
                if found.speaker is not None:
                    return replace(found, direct=False)
        return None

    def _tag_inserted(self, span: Span) -> Tag | None:
        """Read a tag that stands apart in a sentence: "One astronaut, he recalls, asked why."."""
        for comma in islice(_APART.finditer(self._text, *span), _COMMAS):
            tag = tag_at(self._text, comma.end(), span.end)
            if tag is not None and self._text[tag.end : tag.end + 1] in {",", "."}:
                return tag
        return None

    def _tag_of_answer(self, item: Quoted, span: Span) -> Tag | None:
        """Read a sentence of one person alone before a quotation that is all that follows.

        That is an answer ("Asked whether ..., Leonov laughed."), or of the first person.
        """
        text, (start, end) = self._text, item.parts[0]
        asked = _ASKED.match(text, *span)
        if item.close != item.last.end or not (text[start].isupper() and text[end - 1] in ".!?…"):
            return None
        if asked is None and item.mark == item.first.start:  # that may be somebody else's turn
            return None
        own = asked or _FIRST_PERSON.search(text, start, min(end, start + _LOOKED))
        if not own and self._untagged.is_another_before(item, span.start):
            return None
        subject = subject_at(text, asked.end() if asked else span.start, span.end)
        if subject is None or (subject.name is None and subject.pronoun not in {"he", "she"}):
            return None
        if self._antecedents.others(subject.end, span.end, owners=True):
            return None
        return Tag(subject, "", span.start, span.end)
