from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.sentences import Span
from bot.errors import BotError, NotFoundError
from bot.index.analysis import Analyzer
from bot.search.calendar import Day, asked_beside, asked_day
from bot.search.library import Library

ANNIVERSARY = """---
title: A hatch that opened
date: 2025-07-14
---
Some 140 miles above France, astronauts opened a hatch and found themselves face to face with
cosmonauts. The handshake, which occurred 50 years ago this July 17, defined the mission.
"""

SKYLAB = """---
title: Skylab, a house in orbit
date: 2026-11-22
---
## 25 May 1973

Kerwin, Conrad and Weitz were launched from Florida on a Saturn IB rocket.

## The house

They reached the station on 25 May 1973. That day Weitz leaned out of the hatch with a hook to
free a wing. It stayed where it was. The crew of July 28–September 25, 1973 had it easier.

The first doctor

Much is told of the repairs. Joseph Kerwin was a physician. He and Weitz slept little on 26 May
1973.

Brand and Slayton met the Soviet crew on July 17, 1975, in another ship, and Slayton said so.
"""


@pytest.fixture
def library(update, corpus, index) -> Iterator[Library]:
    (corpus / "hatch.md").write_text(ANNIVERSARY, encoding="utf-8")
    (corpus / "skylab.md").write_text(SKYLAB, encoding="utf-8")
    update()
    opened = Library.open(index, Analyzer())
    yield opened
    opened.close()


def ask(library: Library, question: str):
    return library.ask(question, top=5, min_confidence=0.5)


@pytest.mark.parametrize(
    "question",
    [
        "What happened on July 17 1975?",
        "July 17, 1975",
        "what happened on 17 july 1975 in space history",
        "Tell me about 1975-07-17, please",
    ],
)
def test_what_happened_on_a_day_is_found_in_any_words(library, question):
    answer = ask(library, question)
    assert answer.answered
    sentences = {hit.article.id: hit.answer_sentence for hit in answer.hits}
    assert {"hatch", "skylab", "soyuz"} == set(sentences)
    assert sentences["hatch"].startswith("The handshake, which occurred 50 years ago this July 17")
    assert sentences["soyuz"].startswith("On 17 July 1975")


def test_a_span_of_days_tells_of_each(library):
    [hit] = ask(library, "What happened on August 3, 1973?").hits
    assert "July 28–September 25, 1973" in hit.answer_sentence


def test_a_day_that_nothing_is_told_of_has_no_answer(library):
    answer = ask(library, "What happened on July 17 1976?")
    assert not answer.answered
    assert 0 == answer.confidence


def test_what_is_asked_of_a_day_decides(library):
    answer = ask(library, "What did astronauts open above France on July 17 1975?")
    assert "hatch" == answer.hits[0].article.id
    assert sorted((h.score for h in answer.hits), reverse=True) == [h.score for h in answer.hits]


def test_other_questions_are_answered_as_ever(library):
    for question in ("Who shook hands in July 1975?", "Where did Vostok 1 land?", "1975"):
        assert asked_day(question) is None
        assert all(hit.dated is None for hit in ask(library, question).hits)


def test_when_shows_the_day_that_the_sentence_does_not_name(library):
    hit = ask(library, "When did Weitz lean out of the hatch with a hook?").hits[0]
    assert hit.answer_sentence.startswith("That day Weitz leaned out")
    assert "1973-05-25" == hit.dated == hit.as_object()["dated"]
    place = library.place_of(hit)
    assert "1973-05-25" == library.hit_at(place, 1, "When did Weitz lean out?").dated
    assert None is library.hit_at(place, 1).dated
    hit = ask(library, "When was the handshake that defined the mission?").hits[0]
    assert ("hatch", "1975-07-17") == (hit.article.id, hit.dated)


def test_a_day_that_is_named_is_not_shown_again(library):
    hit = ask(library, "When did Gagarin become the first person in orbit?").hits[0]
    assert "On 12 April 1961" in hit.answer_sentence
    assert None is hit.dated
    assert "dated" not in hit.as_object()


def test_the_day_may_be_that_of_the_sentence_before(library):
    article = library.article("skylab").text
    start = article.index("It stayed where")
    number = [one.id for one in library.articles()].index("skylab")
    assert "1973-05-25" == library.days.beside(number, Span(start, start + len("It stayed")))
    start = article.index("Kerwin")
    assert None is library.days.beside(number, Span(start, start + len("Kerwin")))


def test_events_of_a_day_over_the_years(library):
    events = library.days.events(Day(7, 17))
    assert events == library.days.events(Day(7, 17, 1975))
    assert [] == library.days.events(Day(7, 17, 1976))
    assert {"1975-07-17"} == {event.date for event in events}
    named = [{event.article.id, *(other.id for other in event.also)} for event in events]
    assert [{"hatch", "soyuz"}, {"skylab"}] == sorted(named, key=len, reverse=True)


def test_an_event_is_a_sentence_of_its_article(library):
    for number in library.days.told:
        for event in library.days.events(Day.of(number)):
            text = library.article(event.article.id).text
            assert event.text == text[event.start : event.end]
            assert event.date[5:].replace("-", "").lstrip("0") == str(number)


def test_an_event_says_who_he_is(library):
    [event] = library.days.events(Day(5, 26))
    assert event.text.startswith("Joseph Kerwin was a physician. He and Weitz")


def test_under_a_heading_the_sentence_is_shown(library):
    [event] = library.days.events(Day(5, 25))
    assert not event.text.startswith("25 May")


def test_the_nearest_day(library):
    assert [318, 412, 525, 526, 717] == library.days.told
    assert Day(7, 17) == library.days.nearest(Day(8, 1))
    assert Day(3, 18) == library.days.nearest(Day(1, 2))
    assert Day(4, 12) == library.days.nearest(Day(4, 12))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("July 20", Day(7, 20)),
        ("20 July", Day(7, 20)),
        ("  20th  of july ", Day(7, 20)),
        ("Jul. 20th", Day(7, 20)),
        ("07-20", Day(7, 20)),
        ("7-20", Day(7, 20)),
        ("1969-07-20", Day(7, 20, 1969)),
        ("July 20, 1969", Day(7, 20, 1969)),
        ("20 Sept 1969", Day(9, 20, 1969)),
        ("February 29", Day(2, 29)),
    ],
)
def test_a_day_is_read(text, day):
    assert day == Day.parse(text)
    assert day == Day.parse(day.iso)
    assert day == Day.of_place(day.place)


@pytest.mark.parametrize(
    "text", ["", "July", "Ju 20", "Juli 20", "July 32", "29 February 1961", "13-13", "20.7.", "0-0",
             "1969", "٢٠ July", "July 20\n\n1969 x", "0000-01-01"],
)  # fmt: skip
def test_what_is_no_day(text):
    with pytest.raises(BotError, match=r"is no day; write it like “July 20”"):
        Day.parse(text)


@given(st.text())
def test_any_text_is_a_day_or_none(text):
    try:
        day = Day.parse(text)
    except BotError as error:
        said = str(error)
    else:
        said = f"{Day.parse(day.iso)}"
    assert "\n" not in said


@pytest.mark.parametrize("place", [-1, 0, 1300, 19610431, 99999999999])
def test_a_place_of_no_day(place):
    with pytest.raises(NotFoundError):
        Day.of_place(place)


def test_what_is_asked_beside_a_day():
    for question, asked in {
        "What happened on 17 July 1975?": "",
        "17 July 1975": "",
        "Who shook hands on 17 July 1975?": "Who shook hands on  ?",
    }.items():
        day = asked_day(question)
        assert day is not None
        assert asked == asked_beside(question, day)


def test_what_is_told_of_a_day_goes_before_what_shares_its_words(library, corpus, update, index):
    (corpus / "france.md").write_text(
        "---\ntitle: France, July 1975\ndate: 2020-01-01\n---\n"
        "Above all, July 1975 had 17 days of rain in France, above what July 1974 had had. On what"
        " days it rained is known.\n"
    )
    update()
    rainy = Library.open(index, Analyzer())
    try:
        [first, second, *_] = ask(rainy, "What was opened above France on July 17, 1975?").hits
    finally:
        rainy.close()
    assert ["hatch", "france"] == [first.article.id, second.article.id]
    assert "astronauts opened a hatch" in first.answer_sentence
    assert first.score >= second.score
