"""Talk: paragraphs of quotations, one after the other, in which two people take turns."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from bot.index.speech.attribution import Attribution
from bot.index.speech.marks import Quoted

Said = tuple[Quoted, Attribution]

_TURN: Final = 0.6  # how sure it is whose turn it is, between two who are known to talk
_LED: Final = 0.5  # and where one of them is known from what leads to the talk alone
_SHORT: Final = 240  # characters of a turn; people who talk to each other say less than sources
_LEAST: Final = 3  # turns of a talk


def take_turns(
    text: str, said: Sequence[Said], led_by: Callable[[int], Sequence[str]]
) -> list[Attribution]:
    """Return the attributions of quotations, in order, with those that turns add.

    ``led_by`` returns who is named in the paragraph before a position.
    """
    result = [found for _, found in said]
    turns: list[int] = []  # of what is said, the first of each paragraph of a talk
    for at, (item, _) in enumerate(said):
        if item.mark != item.first.start:
            continue
        before = said[turns[-1]][0] if turns else None
        near = before is not None and before.last.end + 2 == item.mark
        if not (near and item.close - item.mark < _SHORT):
            _fill(text, said, result, turns, led_by)
            turns = []
        if item.close - item.mark < _SHORT:
            turns.append(at)
    _fill(text, said, result, turns, led_by)
    return result


def _fill(
    text: str,
    said: Sequence[Said],
    result: list[Attribution],
    turns: Sequence[int],
    led_by: Callable[[int], Sequence[str]],
) -> None:
    """Give the turns without a tag to those whose turn it is, if all others alternate."""
    if len(turns) < _LEAST or all(result[at].speaker for at in turns):
        return
    sides: list[dict[str, Attribution]] = [{}, {}]
    for turn, at in enumerate(turns):
        found = result[at]
        if found.speaker is not None:
            sides[turn % 2].setdefault(found.speaker, found)
        elif found.tag is not None:  # somebody without a name
            return
    names = [[*side] for side in sides]
    if any(len(side) > 1 for side in names) or names[0] == names[1]:
        return
    sure = _TURN
    if not all(names):
        known = (names[0] or names[1])[0]
        others = led_by(said[turns[0]][0].mark)
        asked = any(text[said[at][0].parts[-1].end - 1] == "?" for at in turns)
        if len(others) != 2 or known not in others or not asked:
            return
        other = others[0] if others[1] == known else others[1]
        sides[0 if not names[0] else 1][other] = Attribution(other)
        sure = _LED
    for turn, at in enumerate(turns):
        item = said[at][0]
        if result[at].speaker is None and item.close == item.last.end:
            (speaker,) = sides[turn % 2].values()
            result[at] = replace(speaker, confidence=sure, tag=None, after=False, direct=False)
