"""Which of the texts between quotation marks, or after a name, somebody said."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from bot.corpus.article import Article
from bot.corpus.sentences import Span, word_set
from bot.index.quotes import Quote
from bot.index.speech.attribution import Attribution
from bot.index.speech.blocks import block_quotes
from bot.index.speech.general import SAYING
from bot.index.speech.interviews import answers, has_questions
from bot.index.speech.marks import Quoted, has_marks, quoted
from bot.index.speech.people import People
from bot.index.speech.speakers import Speakers
from bot.index.speech.talk import Said, take_turns
from bot.index.speech.transcripts import Turn, has_turns, turns

_FEW: Final = 4  # words; fewer are a quotation only where they are spoken as they stand
_SOME: Final = 6  # words; fewer, where nobody is said to have said them, are a mere phrase
_BEFORE: Final = 24  # characters before a quotation that tell whether it begins a sentence
_TITLE: Final = 400  # characters that are enough to tell a title from an utterance
_FAR_MORE: Final = 14  # words; no title of a work is longer
_TURN: Final = 0.95  # how sure a line of a transcript is,
_ANSWER: Final = 0.8  # and an answer of an interview without labels
_UNNAMED: Final = 0.7  # how sure it is that somebody said it, where a tag names nobody,
_WHOLE: Final = 0.6  # where it is a sentence without a tag,
_PART: Final = 0.4  # and where it is a part of one
_TAG_REST: Final = 140  # characters of a tag that breaks a quotation

# Words after which the title of a work, or a word as such, stands in quotation marks;
_IN: Final = word_set("in it of")  # after these, a part of what somebody says as well
_WORK: Final = _IN | word_set("""
    album article ballad book booklet called chapter code-named codenamed documentary dubbed
    entitled episode essay film game headline headlined hymn known labeled labelled lecture
    libretto manifesto meaning means memoir memoirs monograph motto movie musical name named
    nickname nicknamed novel opera overture painting pamphlet paper phrase play podcast poem
    recollections series show so-called song sonnet study symphony term termed thesis titled
    translated treatise trilogy volume word
""")
# Words without a capital in a title.
_SMALL_WORDS: Final = word_set(
    "a an and as at by for from in is it nor of off on or the to up vs with"
)
# Verbs that say what a thing is called, not what somebody says.
_NAMING: Final = frozenset({"call", "calls", "called", "describe", "describes", "described"})
_SENTENCE_END = re.compile(r"[.!?…]\s+[A-Z]")
_WORDS = re.compile(r"[a-z]+")
_SENTENCE_MARKS: Final = frozenset(".,!?…—–-;")


def find_quotes(article: Article) -> list[Quote]:
    """Return the quotations of an article, in order, none inside another."""
    text = article.text
    marked = has_marks(text) or article.block_quotes != ()
    items = _without(quoted(article), block_quotes(article)) if marked else []
    spoken = has_turns(text)
    # Most articles have no more than names and words between marks, if any.
    asked = not spoken and has_questions(text)
    if not (spoken or asked) and not any(item.block or _may_be_said(text, item) for item in items):
        return []
    people = People(text, skip=sorted(article.headings))
    lines = turns(article, people) if spoken else answers(article, people) if asked else []
    found = [_of_turn(text, line, people, _TURN if spoken else _ANSWER) for line in lines]
    found += _of_marks(text, people, _outside(items, lines))
    return sorted(found, key=lambda quote: quote.start)


# What a transcript says of how something is said: "[Long pause] I remember. (Laughs.)"
_DIRECTED = re.compile(r"[\[(][A-Z][a-z ,’']{2,40}\.?[\])] ")
_DIRECTED_AFTER = re.compile(r" [\[(][A-Z][a-z ,’']{2,40}\.?[\])]\Z")
_DIRECTION = 48  # characters


def _without_directions(text: str, turn: Span) -> Span:
    first = _DIRECTED.match(text, *turn)
    last = _DIRECTED_AFTER.search(text, max(turn.start, turn.end - _DIRECTION), turn.end)
    start, end = first.end() if first else turn.start, last.start() if last else turn.end
    return Span(start, end) if start < end else turn


def _of_turn(text: str, turn: Turn, people: People, sure: float) -> Quote:
    speaker, role = turn.post, turn.role
    if turn.name is not None:
        person = people.find(turn.name)
        speaker = person.name if person else str(turn.name)
        title = " ".join(turn.name.title) or None
        role = role or (people.role(person) if person else None) or title
    span = _without_directions(text, Span(turn.start, turn.end))
    return Quote(text[slice(*span)], *span, speaker, role, sure, (span,))


def _of_marks(text: str, people: People, items: list[Quoted]) -> Iterator[Quote]:
    """Yield the quotations among what stands between marks, or in blocks."""
    speakers = Speakers(text, people, items)
    said: list[Said] = []
    following = 0
    while following < len(items):
        item = items[following]
        following += 1
        if not (item.block or _may_be_said(text, item)):
            continue
        found = speakers.attribute(item)
        if not (_is_introduced(text, item, found) if item.block else _is_said(text, item, found)):
            continue
        if following < len(items) and _goes_on(text, item, found, items[following]):
            rest = items[following]
            item = Quoted(item.parts + rest.parts, item.mark, rest.close, item.first, rest.last)
            following += 1
        speakers.keep(item, found)
        said.append((item, found))
    turns = take_turns(text, said, speakers.led_by)
    for (item, _), found in zip(said, turns, strict=True):
        whole, *others = (_without_comma(text, part) for part in item.parts)
        start, end = whole
        yield Quote(
            text[start:end],
            start,
            end,
            found.speaker,
            found.role,
            _sure(text, item, found),
            (whole, *others),
            tuple(text[slice(*part)] for part in others),
        )


def _without(items: list[Quoted], blocks: list[Quoted]) -> list[Quoted]:
    """Return what stands between marks, and block quotes with what is quoted in them."""
    if not blocks:
        return items
    ends = [block.mark for block in blocks]
    outside = []
    for item in items:
        at = bisect_right(ends, item.mark) - 1
        if at < 0 or item.mark >= blocks[at].close:
            outside.append(item)
    return sorted([*outside, *blocks], key=lambda item: item.mark)


def _is_introduced(text: str, block: Quoted, found: Attribution) -> bool:
    """Tell a block quote that the text gives to somebody from a box beside the text."""
    return found.speaker is not None or text[
        max(0, block.mark - _BEFORE) : block.mark
    ].rstrip().endswith((":", ","))


def _without_comma(text: str, part: Span) -> Span:
    """Return a part without the comma that only leads to its tag."""
    if text[part.end - 1] != ",":
        return part
    words = text[slice(*part)].rstrip(", ")
    return Span(part.start, part.start + len(words)) if words else part


def _outside(items: list[Quoted], lines: list[Turn]) -> list[Quoted]:
    kept = []
    line = 0
    for item in items:
        while line < len(lines) and lines[line].end <= item.mark:
            line += 1
        if line == len(lines) or item.mark < lines[line].start:
            kept.append(item)
    return kept


def _may_be_said(text: str, item: Quoted) -> bool:
    """Tell at once what is a mere name or a word in quotation marks."""
    start, end = item.parts[0]
    return (
        len(text[start : min(end, start + _TITLE)].split(None, _FEW)) >= _FEW
        or text[end - 1] in _SENTENCE_MARKS
        or text[item.close : item.close + 1] == ","
    )


def _is_said(text: str, item: Quoted, found: Attribution) -> bool:
    """Tell words that somebody said from titles, names and words held at a distance."""
    start, end = item.parts[0]
    words = text[start : min(end, start + _TITLE)].split(None, _FAR_MORE)
    before = text[max(item.first.start, item.mark - _BEFORE) : item.mark].rstrip()
    introduced = before.endswith((",", ":", "—", "–"))
    last = before.rpartition(" ")[2].lower().rstrip(",:")
    is_work = last in _WORK
    tagged = found.tag is not None and found.direct
    if len(words) > 1 and _is_title(words):
        return tagged and (found.after or introduced) and not is_work
    is_work = is_work and not introduced
    if is_work and (found.tag is None or (last not in _IN and found.tag.verb != last)):
        return False
    whole = text[end - 1] in _SENTENCE_MARKS
    ended = ".!?…," if len(words) >= _FEW else ".!?…"
    begins = introduced or _begins_sentence(before)
    sentence = begins and text[start].isupper() and text[end - 1] in ended
    if len(words) < _FEW:
        if found.tag is None or not found.direct:
            return sentence and not introduced
        closed = whole or text[item.close : item.close + 1] == ","
        verb = found.tag.verb
        led = verb != "" and verb not in _NAMING and (introduced or text[start].isupper())
        return closed and not is_work and (found.after or led or before.endswith(":"))
    return len(words) >= _SOME or found.tag is not None or found.speaker is not None or sentence


def _begins_sentence(before: str) -> bool:
    return not before or before.endswith((".", "!", "?", "…", "”", '"', ":"))


def _is_title(words: list[str]) -> bool:
    """Tell whether words are written as in the title of a work."""
    if not 1 < len(words) <= _FAR_MORE:
        return False
    capitals = [word for word in words if word[0].isupper()]
    return len(capitals) > 1 and all(
        not word[0].islower() or word.rstrip(",") in _SMALL_WORDS for word in words
    )


def _goes_on(text: str, item: Quoted, found: Attribution, following: Quoted) -> bool:
    """Tell whether the tag after a quotation merely breaks it: “A,” he said, “b.”"""
    if found.tag is None or not found.after or following.first != item.last or following.block:
        return False
    rest = text[found.tag.end : following.mark]
    if following.mark < found.tag.end or len(rest) > _TAG_REST or _SENTENCE_END.search(rest):
        return False
    stripped = rest.rstrip()
    if stripped.rstrip(",").rpartition(" ")[2] in _WORK - _IN:  # "in her memoir, “The Long Way”"
        return False
    if stripped and not stripped.endswith((",", ":", "—", "–", ";")):
        return False
    return SAYING.isdisjoint(_WORDS.findall(rest))


def _sure(text: str, item: Quoted, found: Attribution) -> float:
    if found.speaker is not None:
        return found.confidence
    if found.tag is not None:
        return _UNNAMED
    start, end = item.parts[0]
    return _WHOLE if text[start].isupper() and text[end - 1] in _SENTENCE_MARKS else _PART
