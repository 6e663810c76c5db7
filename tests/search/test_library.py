import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.errors import NotFoundError
from bot.index.analysis import Analyzer
from bot.search.library import Library


@pytest.fixture
def library(update, index: Path) -> Iterator[Library]:
    update()
    library = Library.open(index, Analyzer())
    yield library
    library.close()


def test_what_is_closed_is_gone_at_once(update, index):
    """Or a bot that is asked little would keep every index that was replaced."""
    update()
    library = Library.open(index, Analyzer())
    ask(library, "Who was the first person in orbit?")
    library.quote_places("orbit", None, "2026-01-01")
    assert library.days.told
    assert library.speakers
    mapped = weakref.ref(library.generation.arrays["tokens"])
    collecting = gc.isenabled()
    gc.disable()
    try:
        library.close()
        del library
        assert mapped() is None
    finally:
        if collecting:
            gc.enable()


def ask(library: Library, question: str):
    return library.find(question, top=3, min_confidence=0.5)


def test_a_hit_is_found_again_at_its_place(library):
    found = ask(library, "Who was the first person in orbit?")
    for place, hit in zip(found.places, found.answer.hits, strict=True):
        again = library.hit_at(place, hit.rank)
        assert (hit.text, hit.answer, hit.passage) == (again.text, again.answer, again.passage)
        assert hit.article == again.article


@pytest.mark.parametrize("place", [(-1, 0), (10**9, 0), (0, 3), (0, 10**9)])
def test_a_place_that_does_not_exist_is_refused(library, place):
    with pytest.raises(NotFoundError):
        library.hit_at(place, 1)
    with pytest.raises(NotFoundError):
        library.context_of(place)
    with pytest.raises(NotFoundError):
        library.quote_at(place)


def test_the_context_holds_the_passage_and_its_sentence(library):
    found = ask(library, "Who was the first person in orbit?")
    hit, context = found.answer.hits[0], library.context_of(found.places[0])
    assert hit.text in context.text
    assert hit.answer_sentence == context.text[slice(*context.answer)]
    assert context.first <= hit.passage <= context.last <= context.passages


def test_a_question_is_remembered_as_it_was_answered(library):
    assert library.known("Who?") is None
    found = ask(library, "Who was the first person in orbit?")
    assert found is library.known("Who was the first person in orbit?")


def test_a_misspelt_word_is_mended_as_the_archive_writes_it(library):
    assert "Did Gagarin meet Leonov?" == library.meant("Did Gagarn meet Leonow?")
    assert library.meant("Did Gagarin meet Leonov?") is None
    assert "Who is Gagarin?" == library.meant("Who is gagarni?")


def test_quotations_of_a_day_are_the_same_all_day(library):
    [place] = library.quote_places(None, None, "2025-07-17")
    assert [place] == library.quote_places(None, None, "2025-07-17")
    cited = library.quote_at(place)
    assert "Poyekhali!" == cited.quote.text
    assert library.quote_places("handshake", None, "2025-07-17") == []


def test_articles_are_searched_by_parts_of_words(library):
    assert 3 == library.find_articles("", 0, 10)[0]
    total, articles = library.find_articles("FIRST", 1, 10)
    assert (2, ["The first orbit"]) == (total, [article.title for article in articles])
    assert 1 == library.find_articles("gazette hand", 0, 10)[0]
    assert 0 == library.find_articles("%", 0, 10)[0]
    assert 0 == library.find_articles("first_orbit", 0, 10)[0]


@pytest.mark.parametrize("title", ["vostok/gagarin", "The first orbit", "the first orb"])
def test_an_article_is_found_by_id_or_title(library, title):
    overview = library.overview(title)
    assert "vostok/gagarin" == overview.article.id
    assert overview.beginning.startswith("On 12 April 1961")
    assert (1, 1) == (overview.passages, overview.quotes)


@pytest.mark.parametrize("title", ["", " ", "%", "nothing", "_he first orbit", "../corpus"])
def test_an_article_that_is_not_there_is_not_found(library, title):
    with pytest.raises(NotFoundError):
        library.overview(title)


def test_what_was_asked_is_remembered_for_a_while(library, monkeypatch):
    monkeypatch.setattr("bot.search.library._REMEMBERED", 2)
    first, *others = "Who orbited?", "Who shook hands?", "Who ejected?"
    found = ask(library, first)
    assert found is library.known(first)
    for question in others:
        ask(library, question)
    assert library.known(first) is None
    assert all(library.known(question) for question in others)
    again = ask(library, first)
    assert (found.answer.confidence, found.places) == (again.answer.confidence, again.places)
