"""Passages: whole sentences that together are the article."""

from functools import cache
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.article import Article
from bot.corpus.sentences import Span, sentences
from bot.index.passages import Passage, divided, split


def article(*paragraphs: str) -> Article:
    """Return an article of paragraphs; one that begins with "# " is a heading."""
    texts = [paragraph.removeprefix("# ") for paragraph in paragraphs]
    headings = []
    start = 0
    for paragraph, text in zip(paragraphs, texts, strict=True):
        if paragraph != text:
            headings.append(Span(start, start + len(text)))
        start += len(text) + 2
    return Article(
        id="a", path="a.txt", title="A", text="\n\n".join(texts), headings=tuple(headings)
    )


def sentence(words: int) -> str:
    return " ".join(["Orbit", *["word"] * (words - 2), "ended."])


def prose(*words: int) -> str:
    return " ".join(sentence(count) for count in words)


def lengths(passages: list[Passage]) -> list[int]:
    return [len(passage.text.split()) for passage in passages]


def test_paragraphs_of_the_right_length_are_passages() -> None:
    assert [70, 100, 60] == lengths(split(article(prose(30, 40), prose(50, 50), prose(60))))


def test_short_paragraphs_are_joined() -> None:
    assert [90] == lengths(split(article(prose(30), prose(20, 10), prose(30))))


def test_a_long_paragraph_is_divided_evenly() -> None:
    assert [78, 78] == lengths(split(article(prose(*[26] * 6))))
    assert [75, 75] == lengths(split(article(prose(25, 25, 25, 25, 25, 25))))
    assert [100, 100, 100] == lengths(split(article(prose(*[20] * 15))))


def test_a_division_leaves_no_tiny_rest() -> None:
    assert min(lengths(split(article(prose(*[13] * 10))))) >= 52


def test_joined_paragraphs_are_divided_at_their_ends() -> None:
    parts = split(article(prose(40), prose(45), prose(25, 30), prose(50)))
    assert [85, 105] == lengths(parts)


def test_a_sentence_longer_than_a_passage_is_one() -> None:
    parts = split(article(prose(30, 400, 30)))
    assert [30, 400, 30] == lengths(parts)


def test_a_heading_begins_the_passage_after_it_and_stands_over_later_ones() -> None:
    text = article(prose(80), "# Launch", prose(*[20] * 10), "# Orbit", prose(60))
    first, second, third, last = split(text)
    launch, _ = text.headings
    assert first.heading is None
    assert second.text.startswith("Launch\n\nOrbit")
    assert second.heading is None
    assert launch == third.heading
    assert last.text.startswith("Orbit\n\nOrbit")
    assert last.heading is None


def test_text_is_not_joined_across_a_heading() -> None:
    parts = split(article(prose(30), "# Launch", prose(30), "# Orbit", prose(30)))
    assert [30, 31, 31] == lengths(parts)


def test_a_few_words_are_joined_across_a_heading() -> None:
    parts = split(article(prose(12), "# Launch", prose(40), prose(90)))
    assert [53, 90] == lengths(parts)
    assert parts[0].text.startswith("Orbit word")
    assert "\n\nLaunch\n\n" in parts[0].text


def test_a_passage_after_a_heading_inside_another_stands_under_it() -> None:
    text = article(prose(12), "# Launch", prose(70), prose(90))
    first, second = split(text)
    assert first.heading is None
    assert text.headings[0] == second.heading


@pytest.mark.parametrize(("words", "expected"), [(19, [20 + 40]), (20, [20, 41])])
def test_twenty_words_are_more_than_a_few(words: int, expected: list[int]) -> None:
    assert expected == lengths(split(article(prose(words), "# Launch", prose(40))))


def test_what_is_as_long_as_a_passage_may_be_is_one() -> None:
    assert [100] == lengths(split(article(prose(50), prose(50)), min_words=1, max_words=100))
    assert [50, 51] == lengths(split(article(prose(50), prose(51)), min_words=1, max_words=100))


def test_headings_that_follow_each_other_stay_together() -> None:
    (passage,) = split(article("# Luna 9", "# The landing", prose(60)))
    assert passage.text.startswith("Luna 9\n\nThe landing\n\nOrbit")


def test_a_heading_without_text_ends_the_passage_before_it() -> None:
    (passage,) = split(article(prose(60), "# Notes"))
    assert passage.text.endswith("ended.\n\nNotes")


def test_an_article_of_headings_is_one_passage() -> None:
    assert ["One\n\nTwo"] == [passage.text for passage in split(article("# One", "# Two"))]


def test_an_empty_article_has_no_passage() -> None:
    assert [] == split(article(""))


def test_lengths_are_chosen() -> None:
    text = article(prose(10, 10, 10, 10))
    assert [20, 20] == lengths(split(text, min_words=15, max_words=25))
    assert [10, 10, 10, 10] == lengths(split(text, min_words=5, max_words=12))


@pytest.mark.parametrize(("low", "high"), [(0, 10), (10, 9), (-1, 5)])
def test_impossible_lengths_are_refused(low: int, high: int) -> None:
    with pytest.raises(ValueError, match="cannot be made"):
        split(article("Text."), min_words=low, max_words=high)


SENTENCES = st.builds(sentence, st.integers(min_value=2, max_value=50))
PARAGRAPHS = st.one_of(
    st.lists(SENTENCES, min_size=1, max_size=8).map(" ".join),
    st.sampled_from(["# Launch", "# Orbit and return", "One.", "“Go.” He went. “Go!”", "  ", ""]),
    st.text(max_size=30).filter(lambda text: "\n\n" not in text and not text.startswith("\n")),
)
ARTICLES = st.lists(PARAGRAPHS, max_size=12).map(lambda paragraphs: article(*paragraphs))
BOUNDS = st.tuples(st.integers(1, 70), st.integers(0, 80)).map(lambda pair: (pair[0], sum(pair)))


@given(ARTICLES, BOUNDS)
def test_passages_are_the_article_in_whole_sentences(
    text: Article, bounds: tuple[int, int]
) -> None:
    low, high = bounds
    passages = split(text, min_words=low, max_words=high)
    assert all(text.text[passage.start : passage.end] == passage.text for passage in passages)
    ends = [0, *(passage.end for passage in passages)]
    starts = [*(passage.start for passage in passages), len(text.text)]
    assert all(not text.text[end:start].strip() for end, start in zip(ends, starts, strict=True))
    assert all(first.end < second.start for first, second in pairwise(passages))
    assert all(passage.text == passage.text.strip() != "" for passage in passages)
    spans = sentences(text.text)
    bodies = [span for span in spans if span not in text.headings]
    for passage in passages:
        within = [span for span in bodies if passage.start <= span.start < passage.end]
        assert all(span.end <= passage.end for span in within)
        assert len(within) < 2 or len(passage.text.split()) <= high
    assert passages == split(text, min_words=low, max_words=high)
    for passage, said in divided(text, min_words=low, max_words=high):
        assert sentences(text.text, passage.start, passage.end) == list(said)


Piece = tuple[int, bool]  # words of sentences that stay together; whether a paragraph ends there


def sections(paragraphs: list[str], high: int) -> list[list[Piece]]:
    """Return the pieces of each section, worked out from what the module says of them."""
    found: list[list[Piece]] = [[]]
    open_heading = False
    for paragraph in paragraphs:
        section = found[-1]
        if paragraph.startswith("# "):
            words = len(paragraph.split()) - 1
            if sum(n for n, _ in section) >= 20 and not open_heading:
                found.append([(words, False)])
            elif open_heading and section[-1][0] + words <= high:
                section[-1] = (section[-1][0] + words, False)
            else:
                section.append((words, False))
            open_heading = True
            continue
        before = len(section)
        for span in sentences(paragraph):
            words = len(paragraph[slice(*span)].split())
            last = section[-1][0] if section else high
            if open_heading or (last < high // 12 and last + words <= high):
                section[-1] = (last + words, False)
            else:
                section.append((words, False))
            open_heading = False
        if len(section) > before + 1 and section[-1][0] < high // 12:
            (one, _), (other, _) = section[-2:]
            if one + other <= high:
                section[-2:] = [(one + other, False)]
        if section:
            section[-1] = (section[-1][0], True)
    return [section for section in found if section]


def price(words: int, low: int, high: int) -> float:
    """Return what a passage costs: too short ones most, uneven ones a little."""
    if words > high:
        return 0.0  # one sentence; nothing can be done
    if words < low:
        return 3 * ((low - words) / low) ** 2
    return 0.15 * (1 - 2 * words / (low + high)) ** 2


def lowest(section: list[Piece], low: int, high: int) -> float:
    """Return the least that the passages of a section can cost."""

    @cache
    def from_piece(first: int) -> float:
        costs = [0.0] if first == len(section) else []
        for end in range(first + 1, len(section) + 1):
            words = sum(n for n, _ in section[first:end])
            if words <= high or end == first + 1:
                division = 0.0 if section[end - 1][1] else 0.6
                costs.append(price(words, low, high) + division + from_piece(end))
        return min(costs)

    return from_piece(0)


PROSE = st.lists(  # paragraphs
    st.one_of(
        st.lists(SENTENCES, min_size=1, max_size=6).map(" ".join),
        st.lists(st.sampled_from(["Go.", "He did.", sentence(9)]), max_size=3).map(" ".join),
        st.sampled_from(["# Launch", "# Orbit and return", ""]),
    ),
    max_size=9,
)


@given(PROSE, BOUNDS)
def test_no_other_division_is_better(paragraphs: list[str], bounds: tuple[int, int]) -> None:
    low, high = bounds
    found = lengths(split(article(*paragraphs), min_words=low, max_words=high))
    expected = sections(paragraphs, high)
    if len(expected) > 1 and [p for p in paragraphs if p][-1].startswith("# "):
        # What ends with a heading without text goes with what is before it, if both fit.
        words = sum(n for n, _ in expected[-1])
        start = sum(found) - words
        if start in accumulate(found):
            before = found[[*accumulate(found)].index(start)]
            assert before + words > high
        else:
            assert found[-1] <= high
            found[-1] -= words
            expected.pop()
    for section in expected:
        ends = list(accumulate(words for words, _ in section))
        count = [*accumulate(found)].index(ends[-1]) + 1
        mine, found = found[:count], [*found[count:]]
        if ends[-1] <= high:
            assert [ends[-1]] == mine
            continue
        closed = {end: closes for end, (_, closes) in zip(ends, section, strict=True)}
        cost = sum(
            price(words, low, high) + (0.0 if closed[end] else 0.6)
            for words, end in zip(mine, accumulate(mine), strict=True)
        )
        assert lowest(section, low, high) == pytest.approx(cost)
    assert [] == found


@given(PROSE)
def test_a_passage_has_60_to_120_words_unless_others_are_chosen(paragraphs: list[str]) -> None:
    text = article(*paragraphs)
    assert split(text, min_words=60, max_words=120) == split(text)


@given(ARTICLES)
def test_every_passage_has_the_last_heading_before_it(text: Article) -> None:
    real = [span for span in text.headings if text.text[slice(*span)].strip()]
    for passage in split(text):
        above = [span for span in real if span.start < passage.start]
        begins = any(span.start == passage.start for span in real)
        assert passage.heading == (None if begins or not above else above[-1])
