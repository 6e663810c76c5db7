"""Explained: why passages were ranked as they were, for people to read."""

from dataclasses import dataclass

from bot.search.answer import Citation
from bot.search.query import Concept
from bot.search.rank import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """A candidate and what its score is the sum of."""

    article: Citation
    text: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """What a question was taken to ask, and its best candidates."""

    question: str
    kind: str  # of answer that is asked for
    concepts: tuple[Concept, ...]
    confidence: float  # 0 to 1
    candidates: tuple[Reasons, ...]
