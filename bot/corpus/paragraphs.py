"""What cleaning makes of a page: paragraphs, and what was taken out."""

from dataclasses import dataclass

PARAGRAPH_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or a heading: one line of text, without line breaks."""

    text: str
    heading: bool = False
    quoted: bool = False  # whether it is in a block quote


@dataclass(frozen=True, slots=True)
class Removed:
    """What cleaning took out, and the name of the rule that did."""

    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What cleaning kept, in order, and what it took out."""

    paragraphs: tuple[Paragraph, ...]
    removed: tuple[Removed, ...]
