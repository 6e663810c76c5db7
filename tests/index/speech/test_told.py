"""What was told by whom: short texts, each with all that was said in it.

They stand in ``told.txt``, an empty line between two. Each line of a text is a paragraph.
Indented below are its quotations, whose parts " / " divides, with " = ", the speaker and the
role.
"""

from pathlib import Path

import pytest

from bot.corpus.article import Article
from bot.index.quotes import extract

TOLD = Path(__file__).with_name("told.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", TOLD.strip().split("\n\n"))
def test_what_is_told_by_whom(case: str) -> None:
    lines = case.splitlines()
    text = "\n\n".join(line for line in lines if not line.startswith(" "))
    found = []
    for quote in extract(Article(id="a", path="a.txt", title="A", text=text)):
        words = " / ".join(text[start:end] for start, end in quote.parts)
        who = ", ".join(filter(None, (quote.speaker, quote.speaker_role)))
        found.append(f"{words} = {who}".rstrip())
    assert [line.strip() for line in lines if line.startswith(" ")] == found
