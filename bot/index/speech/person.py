"""Someone whom an article names, and the places that do."""

from dataclasses import dataclass, field
from typing import NamedTuple

from bot.corpus.sentences import Span
from bot.index.speech.names import Name


@dataclass(slots=True, eq=False)
class Person:
    """Someone whom the article names, by the first name with which it does."""

    name: str
    words: tuple[str, ...]
    start: int  # of the first mention
    woman: bool | None
    known: bool  # whether a rank, a first name, a role or a tag shows that this is a person
    unsure: bool = True  # whether that has not been looked for in the whole text
    weighed: bool = False  # whether pronouns after the name were looked for
    alone: bool = False  # whether a tag names this person, by the surname or in full
    count: int = 0  # of mentions in full
    titles: set[str] = field(default_factory=set)
    full: list[tuple[Name, Span]] = field(default_factory=list)  # the first mentions in full
    read: int = 0  # how many of these the role was looked for in
    role: str | None = None


class Mention(NamedTuple):
    """A place that names a person, or that may: then ``people.find`` knows of none."""

    start: int
    end: int
    name: Name
