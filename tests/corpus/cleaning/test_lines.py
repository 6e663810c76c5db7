import time

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
