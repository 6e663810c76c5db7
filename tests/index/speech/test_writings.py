"""Entries of diaries, and letters: their words are those of who wrote them."""

import pytest

from bot.corpus.article import Article
from bot.corpus.sentences import Span
from bot.index.quotes import extract
from tests.index.speech.test_speakers import last_speaker

KEPT = "Ida Storm kept a diary on the ice. Lev Orlov did not."


@pytest.mark.parametrize(
    "tag",
    ["reads one entry", "reads the next entry", "the next entry says", "the entry for May 3 reads"],
)
def test_an_entry_is_its_authors(tag: str) -> None:
    assert "Ida Storm" == last_speaker(f"{KEPT} “The stove went out again today,” {tag}.")


def test_of_two_diaries_an_entry_is_nobodys() -> None:
    text = f"{KEPT} Lev Orlov’s journal was lost. “The stove went out today,” reads one entry."
    assert last_speaker(text) is None


def test_a_letter_in_a_block_is_of_whom_the_sentence_before_speaks() -> None:
    words = "We are burning the seats. I shall be home soon."
    before = "Ida Storm wrote home each week. By May her tone had altered.\n\n"
    for opening, speaker in ((before, "Ida Storm"), (before.replace("her tone", "it"), None)):
        text = opening + words
        span = Span(len(opening), len(text))
        article = Article(id="a", path="a", title="A", text=text, block_quotes=(span,))
        assert [quote.speaker for quote in extract(article)] == ([speaker] if speaker else [])
