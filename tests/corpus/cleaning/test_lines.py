import textwrap
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.cleaning.lines import blocks

WRAPPED = """\
The Vostok cabin was a sphere of steel, and the man inside it had little
to do but watch. The automatic pilot was locked, and the three-digit com-
bination that would free it lay in a sealed envelope beside him in the well-
known cabin.

After one orbit, the retrorocket fired over Africa, and the sphere fell
towards the fields of Saratov, where a farmer's wife was digging potatoes.
"""


def test_wrapped_lines_are_joined_and_words_made_whole() -> None:
    first, second = blocks(WRAPPED)
    assert "little to do but watch" in first
    assert "the three-digit combination that" in first
    assert "the well-known cabin." in first
    assert second.startswith("After one orbit,")
    assert second.endswith("digging potatoes.")


def test_wrapped_names_keep_their_hyphen() -> None:
    text = (
        "When the docking was over and the hatches were open, crews of Apollo-\n"
        "Soyuz met in the tunnel between their ships and shook hands above the\n"
        "river, and the whole world was looking on from below, as had been said\n"
        "it would."
    )
    (block,) = blocks(text)
    assert "crews of Apollo-Soyuz met" in block
    assert "shook hands above the river" in block


def test_lines_of_a_page_stay_lines() -> None:
    page = ["Home", "News", "The crew of the station came home after half a year.", "Share"]
    assert page == blocks("\n".join(page))


def test_a_sentence_broken_in_two_is_joined() -> None:
    text = "The engine gave the publishers of the handbook an\neffective way to describe thrust."
    assert [
        "The engine gave the publishers of the handbook an effective way to describe thrust."
    ] == blocks(text)


def test_list_items_are_not_joined() -> None:
    lines = ["The crew of the first mission to dock with another:", "- a commander", "- a pilot"]
    assert lines == blocks("\n".join(lines))


PARAGRAPHS = """\
The cabin was a sphere of steel, and the man inside had little to do but watch and wait for the \
end of the orbit. The automatic pilot was locked, and nobody had told him the digits.
It held.
After one orbit the engine fired over Africa, and the sphere fell towards the fields on the \
river, where a farmer was digging potatoes with her daughter and a calf was looking on.
- a parachute, which he was to leave the sphere with, and of which nobody was to know for as \
long as the record had not been written down in the books
""".splitlines()


@pytest.mark.parametrize("width", range(40, 141, 4))
def test_what_was_wrapped_is_joined(width):
    wrapped = [textwrap.wrap(text, width, break_on_hyphens=False) for text in PARAGRAPHS]
    assert PARAGRAPHS == blocks("\n\n".join(map("\n".join, wrapped)))
    assert PARAGRAPHS == blocks("\r\n \r\n".join(map("\r\n".join, wrapped)))


@pytest.mark.parametrize("width", [30, 36])
def test_lines_that_are_narrower_are_a_page_s(width):
    wrapped = [textwrap.wrap(text, width) for text in PARAGRAPHS]
    assert len(blocks("\n\n".join(map("\n".join, wrapped)))) > len(PARAGRAPHS)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["the flight of the probe was inter-", "planetary, and then"], "interplanetary, and then"),
        (
            ["the three men were in a well-", "known cabin, and then"],
            "a well-known cabin, and then",
        ),
        (["the handshake of the two in Apollo-", "Soyuz was seen"], "in Apollo-Soyuz was seen"),
        (
            ["a re-entry came, and after the re-", "entry they ate it"],
            "after the re-entry they ate it",
        ),
        (["the war lasted for years, in 1969-", "70 it was over"], "in 1969-70 it was over"),
        (["one thing was sure of all of it –", "nobody flew there"], "of it – nobody flew there"),
        (["it was theirs, as was all that –", "nobody flew there"], "all that – nobody flew there"),
        (["they flew to the Moon and then–", "as was said before"], "and then–as was said before"),
        (["that was long before the war in a-", "bout the year 1900"], "in a-bout the year 1900"),
        (["a soft mark here: the flight inter\xad", "planetary it was"], "interplanetary it was"),
    ],
)
def test_words_that_a_line_breaks(lines, expected):
    above = [
        "as the books of that time had it, in the days",
        "before the flight it was known to all that",
    ]
    (block,) = blocks("\n".join([*above, *lines]))
    assert block.endswith(expected)


@pytest.mark.parametrize(("count", "wrapped"), [(3, False), (4, True)])
def test_a_text_is_wrapped_where_a_third_of_its_lines_begin_in_small_letters(count, wrapped):
    """Else it is a list, such as one of titles of nearly the same length."""
    begins = ["and the"] * count + ["And The"] * (10 - count)
    lines = ["The history of the rocket and of all its men."]
    lines += [f"{begin} history of the rocket {n} and its men." for n, begin in enumerate(begins)]
    expected = [" ".join(lines)] if wrapped else lines
    assert expected == blocks("\n".join(lines))


PAGE = ["Home", "News", "Sport", "Contact", "Science"]
FIRST = "The engine gave the publishers of the"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The engine gave the publishers", "a book on how to describe thrust"),  # 30 characters
        (FIRST, "a short line b"),
        (FIRST, "Handbook of engines and of thrust"),
        (FIRST, "3rd book of engines and of thrust"),
        (f"{FIRST} end.", "a book on how to describe thrust"),
        (FIRST, "- a list of what is in the books"),
        (FIRST, "a) the books that are in the list"),
    ],
)
def test_lines_that_do_not_go_on(first, second):
    """Among the lines of a page, which is not wrapped."""
    assert [*PAGE, first, second, *PAGE] == blocks("\n".join([*PAGE, first, second, *PAGE]))
    assert [first, second] == blocks(f"\n{first}\n\n\n{second}\n")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The engine gave the publisher s", "a book on how to describe thrust"),  # 31 characters
        (FIRST, "a line of 15 or"),
        (f"{FIRST} book,", "a book on how to describe thrust"),
        (f"{FIRST} book –", "a book on how to describe thrust"),
        (f"{FIRST} book (", "a book on how to describe thrust"),
    ],
)
def test_lines_that_go_on(first, second):
    joined = f"{first} {second}"
    assert [*PAGE, joined, *PAGE] == blocks("\n".join([*PAGE, first, second, *PAGE]))


@given(st.text())
def test_blocks_are_one_line_each_and_stay(text: str) -> None:
    once = blocks(text)
    assert all(len(block.splitlines()) == 1 for block in once)
    assert once == blocks("\n\n".join(once))


def test_a_word_without_end_beside_a_hyphen_takes_one_pass() -> None:
    """Found by fuzzing: with each letter the rest of the word was read again."""
    began = time.process_time()
    blocks("a" * 1_000_000 + "\nhyphen-\nated")
    assert time.process_time() - began < 5
