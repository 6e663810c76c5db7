"""What people type in the soak run: asked before, never asked before, nonsense, and hostile."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

QUESTIONS = Path(__file__).parent / "own_questions.jsonl"
OFTEN = 40  # questions that are asked over and over
LONGEST = 1_000  # characters of /ask's question

_TITLE = re.compile(r"^title: *\"?([^\"\n]{1,200})", re.MULTILINE)
_MONTHS = (
    "January",
    "Feb",
    "March",
    "Apr",
    "May",
    "June",
    "July",
    "Aug",
    "Sept",
    "October",
    "Nov.",
    "December",
)
_FOLLOW_UPS = (
    "who was with him?",
    "when was that?",
    "how long did it last?",
    "and what happened then?",
    "why did they do it?",
)
_UNANSWERABLE = (
    "what is the best recipe for lentil soup",
    "who won the football league in 1987",
    "how do I reset the password of my router",
    "what is the capital of Burkina Faso",
    "how many legs does a woodlouse have",
)
_NO_WORDS = ("???", "…", "🚀🚀🚀", "-- !!", "the of and", "\u200b\u200b", "?! ?! ?!")
_HOSTILE = (
    "@everyone **who** was first in orbit",
    "<@&123456789012345678> ||who|| ~~landed~~ on the Moon @here",
    "```py\nprint('who')\n``` was the first woman in space",
    "[click](https://example.org) who built the V2 `rm -rf /`",
    "\u202ewho walked on the moon\u202c a\u0336\u0327\u031b z\u0351\u036b\u0343\u036a",
    '"; DROP TABLE passages; -- who was Laika',
    "((((((((((((((((((((who)))))))))))))))))))) OR AND NOT NEAR/3 *",
    "<https://example.org/> # > - who was <@123456789012345678>",
    "who\x00was\x1bGagarin\u2028\u2029",
)
_SPEAKERS = ("Armstrong", "Gagarin", "Leonov", "Aldrin", "Lovell", "Korolev", "von Braun")
_TOPICS = ("the Moon", "the Earth", "fear", "rockets", "a spacewalk", "Mars", "home", "zzyzx")


class Words:
    """Draw what people type; the same for the same seed and the same articles."""

    def __init__(self, chance: Random, corpus: Path) -> None:
        self._chance = chance
        self._questions = [
            str(json.loads(line)["text"])
            for line in QUESTIONS.read_text(encoding="utf-8").splitlines()
        ]
        self._often = self._questions[:OFTEN]
        self._titles = titles_in(corpus)
        self._asked = 0

    def repeated(self) -> str:
        """Ask what was asked before."""
        return self._chance.choice(self._often)

    def distinct(self) -> str:
        """Ask what nobody has asked before."""
        self._asked += 1
        return f"{self._chance.choice(self._questions)} {self._asked}"

    def follow_up(self) -> str:
        """Lean on the question before."""
        return self._chance.choice(_FOLLOW_UPS)

    def nonsense(self) -> str:
        """Type letters that are no words."""
        letters = self._chance.choices("abcdefghijklmnopqrstuvwxyz ", k=40)
        return "".join(letters).strip() or "x"

    def wordless(self) -> str:
        """Type nothing that could be searched for."""
        return self._chance.choice(_NO_WORDS)

    def unanswerable(self) -> str:
        """Ask what the archive does not hold."""
        return f"{self._chance.choice(_UNANSWERABLE)} {self._chance.randrange(1_000)}"

    def long(self) -> str:
        """Ask at the greatest length that Discord lets through."""
        words = " ".join(self._chance.choices(self._questions, k=30))
        return words[:LONGEST]

    def hostile(self) -> str:
        """Try to ping, to format and to break out."""
        return self._chance.choice(_HOSTILE)

    def title(self) -> str:
        """Name an article, whole or in part, or one that is not there."""
        title = self._chance.choice(self._titles)
        return self._chance.choice((title, title[: max(3, len(title) // 2)], "no such article"))

    def topic(self) -> str:
        """Name what a quotation is to be about."""
        return self._chance.choice(_TOPICS)

    def speaker(self) -> str:
        """Name who is to be quoted."""
        return self._chance.choice(_SPEAKERS)

    def date(self) -> str:
        """Name a day, in one way or another, or none."""
        month, day = self._chance.randrange(12), self._chance.randint(1, 28)
        return self._chance.choice(
            (
                f"{day} {_MONTHS[month]}",
                f"{_MONTHS[month]} {day}",
                f"{month + 1:02}-{day:02}",
                f"{_MONTHS[month]} 99",
                "yesterday **or** so",
            )
        )

    def beginning(self) -> str:
        """Type the first letters of something."""
        return self._chance.choice(("", "a", "le", "apo", "ju", "07", "the", "zq"))


def titles_in(corpus: Path) -> list[str]:
    """List the titles of the articles in a folder."""
    found = (
        _TITLE.search(file.read_text(encoding="utf-8")) for file in sorted(corpus.rglob("*.md"))
    )
    return [match[1].strip() for match in found if match] or ["Untitled"]
