"""Which quotations are on a topic, in what order, and by whom."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.corpus.sentences import Span
from bot.errors import IndexDamagedError
from bot.index.analysis import Analyzer
from bot.index.generation import connect
from bot.index.quotes import Quote
from bot.search.archive import Archive
from bot.search.library import Library
from bot.search.quotations import day_lot, is_good

ARMSTRONG = """---
title: The lunar module
---
Neil A. Armstrong trained for the landing in a flying bedstead, and once had to leave it.

“The engine was what worried us most of all,” Neil A. Armstrong said of the descent. He called
the lander “a tin can with an engine and two windows.” Nobody had flown one before.

“We came down,” Armstrong said, “with fuel for twenty seconds more.”
"""
SHORT = """---
title: Fuel
---
The tanks held enough for twelve minutes. “Sixty seconds,” said Armstrong. The fuel was low.

“The fuel gauge was what I watched, and the engine I listened to,” Armstrong recalled.
"""
SHEPARD = """---
title: Two golfers
---
Alan Shepard hit a ball. “Miles and miles and miles,” said Alan Shepard on the Moon.

His wife was asked of it. “He never could keep a ball on the grass,” said Louise Shepard.
"""
OTHERS = """---
title: The family
---
Louise Shepard and Alan Shepard were there. “We had a very good day in the sun,” Shepard said.
"""


@pytest.fixture
def archive(update, corpus, index) -> Iterator[Library]:
    for name, text in {"a": ARMSTRONG, "b": SHORT, "c": SHEPARD, "d": OTHERS}.items():
        (corpus / f"{name}.md").write_text(text, encoding="utf-8")
    update()
    opened = Library.open(index, Analyzer())
    yield opened
    opened.close()


def words(archive: Archive, topic: str | None = None, speaker: str | None = None) -> list[str]:
    return [cited.quote.text for cited in archive.quotes(topic, speaker)]


def test_whole_sentences_on_the_topic_come_before_fragments(archive):
    found = words(archive, "engine")
    assert {
        "The engine was what worried us most of all",
        "The fuel gauge was what I watched, and the engine I listened to",
    } == set(found[:2])
    assert "a tin can with an engine and two windows." == found[2]


def test_what_is_not_on_the_topic_is_left_out(archive):
    assert "Miles and miles and miles" not in words(archive, "engine")
    assert [] == words(archive, "submarine")
    assert [] == words(archive, "submarine", "Armstrong")


def test_a_topic_in_the_sentence_around_a_quotation_counts(archive):
    assert "The engine was what worried us most of all" in words(archive, "descent")


@pytest.mark.parametrize("speaker", ["armstrong", "Neil Armstrong", "Neil A. Armstrong"])
def test_a_person_is_found_under_all_names(archive, speaker):
    assert 5 == len(words(archive, speaker=speaker))


def test_a_surname_that_its_article_gives_to_two_is_neithers(archive):
    assert ["Miles and miles and miles"] == words(archive, speaker="Alan Shepard")
    assert ["He never could keep a ball on the grass"] == words(archive, speaker="Louise Shepard")
    assert 3 == len(words(archive, speaker="shepard"))


def test_people_are_listed_once_the_most_quoted_first(archive):
    assert "Neil A. Armstrong" == archive.speakers[0]
    assert "Armstrong" not in archive.speakers
    assert sorted(set(archive.speakers)) == sorted(archive.speakers)


def test_a_quotation_of_several_parts_has_the_offsets_of_each(archive):
    [cited] = [cited for cited in archive.quotes() if cited.quote.rest]
    text = archive.article(cited.article.id).text
    found = cited.as_object()
    assert ["We came down", "with fuel for twenty seconds more."] == [
        text[part["start"] : part["end"]] for part in found["parts"]
    ]
    assert "We came down" == found["text"]
    assert "We came down […] with fuel for twenty seconds more." == cited.quote.shown
    others = [cited.as_object() for cited in archive.quotes() if not cited.quote.rest]
    assert not any("parts" in other for other in others)


def test_a_part_that_is_not_its_articles_text_is_not_shown(archive):
    generation, analyzer = archive.generation, archive.analyzer
    path = generation.folder / "archive.sqlite"
    archive.close()
    with sqlite3.connect(path) as database:
        database.execute("UPDATE quotes SET parts = replace(parts, 'twenty', 'thirty')")
    database.close()
    forged = Library(replace(generation, database=connect(path)), analyzer)
    with pytest.raises(IndexDamagedError, match="not its text"):
        forged.quotes()
    forged.close()


@pytest.mark.parametrize(
    ("text", "speaker", "expected"),
    [
        ("We came down in the sea", "Ann Lee", True),
        ("“We,” he said, “came down in the sea.”", "Ann Lee", True),
        ("We came down in the sea", None, False),
        ("we came down in the sea", "Ann Lee", False),
        ("We came down", "Ann Lee", False),
        ("We came down " * 30, "Ann Lee", False),
    ],
)
def test_what_is_good_to_be_shown_by_itself(text, speaker, expected):
    quote = Quote(text, 0, len(text), speaker, None, 0.9, (Span(0, len(text)),))
    assert expected == is_good(quote)
    assert expected is not day_lot("2026-07-17", quote)[0]
