import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import IndexDamagedError, NotFoundError
from bot.index import analysis, bm25, tables
from bot.index.analysis import Analyzer
from bot.index.generation import connect
from bot.search import shelf
from bot.search.archive import Archive
from tests.conftest import LEONOV, SOYUZ


@pytest.fixture
def archive(update, index) -> Iterator[Archive]:
    update()
    opened = Archive.open(index, Analyzer())
    yield opened
    opened.close()


def ask(archive: Archive, question: str, top: int = 3, min_confidence: float = 0.5):
    return archive.ask(question, top=top, min_confidence=min_confidence)


def test_the_best_passage_with_its_citation(archive):
    answer = ask(archive, "Who was the first person in orbit?")
    assert answer.answered
    hit = answer.hits[0]
    assert (1, 1, 1) == (hit.rank, hit.passage, hit.passages)
    assert "Yuri Gagarin became the first person in orbit" in hit.answer_sentence
    assert {
        "id": "vostok/gagarin",
        "title": "The first orbit",
        "author": "A. Writer",
        "publication": "The Test Gazette",
        "date": "2021-04-12",
        "url": "https://example.org/first-orbit",
    } == hit.article.as_object()


@given(st.text(max_size=60))
def test_every_text_shown_is_the_articles(archive, question):
    answer = ask(archive, f"{question} Leonov orbit 1975", top=10, min_confidence=0)
    for hit in (*answer.hits, *answer.nearest):
        text = archive.article(hit.article.id).text
        assert text[hit.start : hit.end] == hit.text
        assert text[hit.answer.start : hit.answer.end] == hit.answer_sentence
        assert hit.answer_sentence in hit.text
    assert sorted((h.score for h in answer.hits), reverse=True) == [h.score for h in answer.hits]


def test_what_the_archive_does_not_hold(archive):
    answer = ask(archive, "Which volcano erupted in Iceland during the first spacewalk?")
    assert not answer.answered
    assert () == answer.hits
    assert answer.nearest[0].article.id == "leonov"
    ids = [hit.article.id for hit in answer.nearest]
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("question", ["", "  ", "who is it?", "🚀", "zzz"])
def test_a_question_that_nothing_matches(archive, question):
    answer = ask(archive, question)
    assert (False, (), (), 0.0) == (
        answer.answered,
        answer.hits,
        answer.nearest,
        answer.confidence,
    )


def test_near_identical_passages_are_shown_once(update, corpus, index):
    (corpus / "reprint.md").write_text(SOYUZ.replace("A handshake", "Reprinted"))
    update()
    archive = Archive.open(index, Analyzer())
    hits = ask(archive, "Stafford and Leonov shook hands through the hatch").hits
    assert ["leonov"] == [hit.article.id for hit in hits[1:]]
    assert {"reprint", "soyuz"} == {hits[0].article.id, hits[0].also[0].id}
    assert hits[0].as_object()["also"] == [hits[0].also[0].as_object()]
    archive.close()


def test_the_answer_object(archive):
    shown = ask(archive, "first person in orbit", top=1).as_object()
    assert (["id", "question", "answered", "confidence", "hits", "nearest", "elapsed_ms"]) == list(
        shown
    )
    assert [
        "rank", "score", "text", "answer_sentence", "start", "end", "passage", "passages",
        "article",
    ] == list(shown["hits"][0])  # fmt: skip


def test_quotes(archive):
    (cited,) = archive.quotes()
    assert ("Poyekhali!", "vostok/gagarin") == (cited.quote.text, cited.article.id)
    assert "Yuri Gagarin" == cited.quote.speaker
    assert [cited] == archive.quotes("Gagarin at lift-off")
    assert [cited] == archive.quotes(speaker="gagarin")
    assert [] == archive.quotes("handshake")
    assert [] == archive.quotes(speaker="Leonov")
    assert [] == archive.quotes(speaker="?!")


def test_the_quote_of_the_day_stays_all_day(archive):
    quotes = archive.quotes()
    assert archive.quote_of_the_day("2026-01-01", quotes) == archive.quote_of_the_day(
        "2026-01-01", quotes[::-1]
    )


def test_articles(archive):
    assert ["leonov", "soyuz", "vostok/gagarin"] == [a.id for a in archive.articles()]
    assert "leonov.md" == archive.articles()[0].path
    with pytest.raises(NotFoundError, match="there is no article 'nobody'"):
        archive.article("nobody")


def test_there_is_no_index(index):
    with pytest.raises(NotFoundError, match="run 'python -m bot index'"):
        Archive.open(index, Analyzer())


def test_a_text_that_is_not_what_was_indexed_is_not_shown(update, index, archive):
    """The last guard: even where checksums of files were fooled, no wrong words go out."""
    generation, analyzer = archive.generation, archive.analyzer
    path = generation.folder / "archive.sqlite"
    archive.close()
    with sqlite3.connect(path) as database:
        row = tables.article_where(database, "id", "leonov")
        assert row is not None
        forged = tables.unpack(row[12]).replace("twelve", "twenty")
        database.execute("UPDATE articles SET text = ? WHERE id = 'leonov'", (tables.pack(forged),))
    database.close()
    from dataclasses import replace

    forged_archive = Archive(replace(generation, database=connect(path)), analyzer)
    with pytest.raises(IndexDamagedError, match=r"a passage of leonov\.md is not what was indexed"):
        ask(forged_archive, "Leonov's tether", min_confidence=0)
    forged_archive.close()


def test_title_words_count(archive):
    assert "leonov" == ask(archive, "first spacewalk", min_confidence=0).hits[0].article.id
    assert "spacewalk" not in LEONOV.partition("---\nAlexei")[2]


def test_what_is_kept_at_hand_is_bounded_and_changes_no_answer(archive, index, monkeypatch):
    questions = [f"Who {what}?" for what in ("orbited", "shook hands", "left Voskhod 2", "ejected")]

    def answers(archive: Archive) -> list[list[tuple[str, str, float]]]:
        found = [ask(archive, question, min_confidence=0) for question in questions * 2]
        return [[(hit.article.id, hit.text, hit.score) for hit in it.hits] for it in found]

    expected = answers(archive)
    for module, bound in (
        (analysis, "_MAX_MEMO"),
        (bm25, "_MOST_IDFS"),
        (shelf, "_ARTICLES"),
        (shelf, "_SOURCES"),
    ):
        monkeypatch.setattr(module, bound, 1)
    forgetful = Archive.open(index, Analyzer())
    try:
        assert expected == answers(forgetful)
    finally:
        forgetful.close()


def test_an_article_that_is_gone_from_the_index_is_damage(index, archive):
    [folder] = [path for path in index.iterdir() if path.is_dir()]
    with sqlite3.connect(folder / "archive.sqlite") as database:
        database.execute("DELETE FROM articles WHERE id = 'leonov'")
    database.close()
    with pytest.raises(IndexDamagedError, match=r"is missing; run 'python -m bot index'"):
        ask(archive, "Who left Voskhod 2?")
