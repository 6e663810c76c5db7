"""Quotations without a tag that what was said before gives to a speaker."""

import re
from typing import Final

from bot.index.speech.antecedents import Antecedents
from bot.index.speech.attribution import Attribution
from bot.index.speech.marks import Quoted

# How sure an attribution is, by what it rests on.
_CONTINUED: Final = 0.8
_SENTENCES_AFTER: Final = 0.65
_TURN: Final = 0.6

_REST: Final = 200  # characters between two quotations of one speaker in a paragraph
_REPLY: Final = 40  # characters of two paragraphs that are a remark and a reply, if no more
_SHORT_TURN: Final = 160  # characters; people who talk to each other say less than sources do
_SENTENCE_END = re.compile(r"[.!?…][”\"’')\]]{0,3}(?:\s|$)")
_ENDED: Final = frozenset(".!?…")


class Untagged:
    """Remembers who spoke last, whose words what has no tag may be."""

    def __init__(self, text: str, antecedents: Antecedents) -> None:
        self._text = text
        self._antecedents = antecedents
        self.previous: tuple[Quoted, Attribution] | None = None
        self._turns: list[tuple[Quoted, Attribution]] = []  # two paragraphs that begin with one

    def keep(self, item: Quoted, found: Attribution) -> None:
        """Note that what was attributed is a quotation; what follows may go on from it."""
        self.previous = item, found
        if item.mark - item.first.start < _REPLY:
            self._turns = [*self._turns[-1:], (item, found)]

    def attribute(self, item: Quoted) -> Attribution | None:
        """Return who goes on, or answers, with a quotation; None where that is not clear."""
        return self._by_turn(item) or self._by_paragraph_before(item)

    def continued(self, item: Quoted) -> Attribution | None:
        """Give a quotation to the speaker of the one before it in the paragraph."""
        if self.previous is None or self.previous[0].last != item.first:
            return None
        previous, found = self.previous
        start = max(previous.close, found.tag.end if found.tag else 0)
        rest = self._text[start : item.mark]
        if found.speaker is None or len(rest) > _REST:
            return None
        tagged = found.after and found.tag is not None
        ends = [match.end() for match in _SENTENCE_END.finditer(rest)]
        if not ends:
            alone = rest.strip() != "" and not self._others(start, item.mark, found)
            clear = (tagged or alone) and " what " not in rest  # "what the clerk called"
        else:
            since = start + ends[0] if tagged else start  # what the tag itself says is passed over
            begun = rest[ends[-1] :].strip() or ("" if found.after else rest.strip())
            own = ("He ", "She ", f"{found.speaker.split()[-1]} ")
            clear = not begun or begun.startswith(own)
            clear = clear and not self._others(since, item.mark, found)
        if not clear:
            return None
        sure = _CONTINUED if len(ends) <= 1 else _SENTENCES_AFTER
        return Attribution(
            found.speaker, found.role, min(sure, found.confidence), after=found.after
        )

    def is_another_before(self, item: Quoted, end: int) -> bool:
        """Tell whether somebody speaks or is named in its paragraph before ``end``."""
        spoke = self.previous is not None and self.previous[0].last == item.first
        return spoke or self._antecedents.others(item.first.start, end, owners=True)

    def _others(self, start: int, end: int, found: Attribution) -> bool:
        return self._antecedents.others(start, end, found.speaker, owners=True)

    def _by_turn(self, item: Quoted) -> Attribution | None:
        """Give a paragraph without a tag, in a talk of two, to the one whose turn it is."""
        if item.mark != item.first.start or item.close != item.last.end:
            return None
        if len(self._turns) < 2:
            return None
        (earlier, by_earlier), (later, by_later) = self._turns
        adjacent = earlier.last.end + 2 == later.first.start and later.last.end + 2 == item.mark
        short = (
            earlier.close - earlier.mark < _SHORT_TURN and later.close - later.mark < _SHORT_TURN
        )
        speakers = {by_earlier.speaker, by_later.speaker}
        if not (adjacent and short) or None in speakers or len(speakers) == 1:
            return None
        return Attribution(by_earlier.speaker, by_earlier.role, _TURN)

    def _by_paragraph_before(self, item: Quoted) -> Attribution | None:
        """Give a paragraph without a tag to who spoke at the end of the one before it.

        Not where that may have been a turn of a talk.
        """
        if self.previous is None or item.mark != item.first.start:
            return None
        previous, found = self.previous
        text, (start, end) = self._text, item.parts[0]
        ended = text[start : item.parts[-1].end].rstrip("’'”\"")[-1:]
        sentence = text[start].isupper() and ended in _ENDED
        follows = previous.last.end + 2 == item.mark and sentence
        if found.speaker is None or not follows or self._is_answered(previous, end - start):
            return None
        if self._others(previous.close, previous.last.end, found):
            return None
        return Attribution(found.speaker, found.role, min(_TURN, found.confidence))

    def _is_answered(self, previous: Quoted, length: int) -> bool:
        """Tell whether a paragraph of a ``length`` may answer what was said before it."""
        if self._text[previous.parts[-1].end - 1] == "?":
            return True
        if previous.close - previous.mark < _REPLY and length < _REPLY:
            return True
        if len(self._turns) < 2:
            return False
        (earlier, by_earlier), (later, by_later) = self._turns
        talk = earlier.last.end + 2 == later.first.start and later.last == previous.last
        return talk and by_earlier.speaker != by_later.speaker
