"""Attributions: who said what stands between marks, and how sure that is."""

from dataclasses import dataclass
from typing import Final

from bot.index.speech.tags import Tag


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said something: the name in full as the article has it, or None."""

    speaker: str | None = None
    role: str | None = None
    confidence: float = 0.0
    tag: Tag | None = None
    after: bool = False  # whether the tag follows the quotation
    direct: bool = False  # whether the tag belongs to this quotation and no other


NOBODY: Final = Attribution()
