"""Articles by the hundred, of words that nobody uses, to keep an indexer busy."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WORDS = 100  # of a paragraph, which comes out as one passage
PARAGRAPHS = 8  # of an article
_PARAGRAPHS = 200  # different ones of a seed
_VOCABULARY = 5_000


def words(seed: int) -> list[str]:
    """Make up words; the same for the same seed."""
    chance = random.Random(seed)
    return ["".join(chance.choices("abcdefghiklmnoprstu", k=7)) for _ in range(_VOCABULARY)]


def write(corpus: Path, articles: int, seed: int) -> None:
    """Write ``articles`` articles, in the place of those of another seed."""
    chance = random.Random(seed)
    vocabulary = words(seed)
    paragraphs = [_paragraph(chance.choices(vocabulary, k=WORDS)) for _ in range(_PARAGRAPHS)]
    folder = corpus / "bulk"
    folder.mkdir(exist_ok=True)
    for number in range(articles):
        body = "\n\n".join(chance.choices(paragraphs, k=PARAGRAPHS))
        text = f"---\ntitle: Number {number} of {seed}\n---\n{body}\n"
        (folder / f"{number}.md").write_text(text, encoding="utf-8")


def _paragraph(words: list[str]) -> str:
    sentences = (" ".join(words[at : at + 20]).capitalize() for at in range(0, len(words), 20))
    return ". ".join(sentences) + "."
