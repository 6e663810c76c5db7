"""What a button remembers, written into its custom_id, so that it works after a restart.

n:5d41402a:3w5e11264sg:0:1f.2,3a.0
| |        |           | passages in the index, each with its sentence, in base 36
| |        |           the one that is shown, from 0
| |        who asked
| the generation whose passages these are
what it does
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

CUSTOM_ID: Final = 100  # characters

_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_NUMBER: Final = r"[0-9a-z]{1,13}"
_PLACE: Final = r"[0-9a-z]{1,7}\.[0-9a-z]{1,5}"
_STATE: Final = re.compile(
    rf"([a-z]):([0-9a-z]{{0,16}}):({_NUMBER}):([0-9a-z]{{1,4}}):((?:{_PLACE}(?:,{_PLACE})*)?)"
)
_MAX_ID: Final = 2**64 - 1

# Passage in the index and sentence in it; article and quotation; or day and page of its events.
Place = tuple[int, int]


class Verb(StrEnum):
    """What a button does."""

    PREVIOUS = "p"
    NEXT = "n"
    COUNT = "c"  # shows where one is; cannot be pressed
    CONTEXT = "m"
    SHARE = "s"
    DISMISS = "d"
    ASK_AGAIN = "r"
    ASK_MEANT = "y"
    ANOTHER_QUOTE = "a"
    PREVIOUS_PAGE = "b"
    NEXT_PAGE = "f"
    EARLIER_YEARS = "u"
    LATER_YEARS = "v"


_VERBS: Final = {str(verb): verb for verb in Verb}


@dataclass(frozen=True, kw_only=True)
class State:
    """Everything that a press of a button needs to know, beside the message that it is under."""

    verb: Verb
    digest: str  # of the generation, as in its name
    asker: int
    index: int = 0
    places: tuple[Place, ...] = ()

    def encode(self, verb: Verb | None = None) -> str:
        """Return the custom_id; with ``verb`` that of a button that does something else.

        Raises ValueError where it would be too long.
        """
        return f"{verb or self.verb}{self._rest}"

    @cached_property
    def _rest(self) -> str:
        """Return what the buttons of a message have in common."""
        places = ",".join(f"{base36(one)}.{base36(other)}" for one, other in self.places)
        rest = f":{self.digest}:{base36(self.asker)}:{base36(self.index)}:{places}"
        if len(self.verb) + len(rest) > CUSTOM_ID:
            raise ValueError(f"{len(self.places)} passages do not fit into a custom_id")
        return rest


def decode(custom_id: str) -> State | None:
    """Return the state of a custom_id, or None where this program did not write it."""
    match = _STATE.fullmatch(custom_id) if len(custom_id) <= CUSTOM_ID else None
    verb = _VERBS.get(match[1]) if match else None
    if match is None or verb is None:
        return None
    places = tuple(_place(place) for place in match[5].split(",")) if match[5] else ()
    asker, index = int(match[3], 36), int(match[4], 36)
    if asker > _MAX_ID or (places and index >= len(places)):
        return None
    return State(verb=verb, digest=match[2], asker=asker, index=index, places=places)


def fitting(digest: str, asker: int, places: Sequence[Place]) -> tuple[Place, ...]:
    """Return as many of ``places``, from the first, as one custom_id can hold."""
    room = CUSTOM_ID - len(f"n:{digest}:{base36(asker)}:z:") + len(",")
    held = []
    for place in places[: len(_DIGITS)]:
        room -= len(f"{base36(place[0])}.{base36(place[1])},")
        if room < 0:
            break
        held.append(place)
    return tuple(held)


def base36(number: int) -> str:
    """Write a number that is not negative with ten digits and 26 letters."""
    if number < 36:
        return _DIGITS[number]
    digits = []
    while number:
        number, digit = divmod(number, 36)
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits))


def _place(text: str) -> Place:
    passage, _, sentence = text.partition(".")
    return int(passage, 36), int(sentence, 36)
