"""What clean() takes for a heading."""

import pytest

from bot.corpus.clean import clean

BEFORE = "It was the summer of 1975, and engineers had worked for three years on the ring."
BELOW = "The two ships met over the Atlantic, and for the first time a hatch was opened."
LONG_TITLE = "The crew of the ship that met another ship above the sea, and of all it was told: yes"


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("Crew", True),
        ("The crew of 1975", True),
        ("Crew?", True),
        (LONG_TITLE.replace("sea, and", "sea in July and"), False),  # 13 words
        ("x".join(["A"] * 30) + " crew of it " + "y" * 19, True),  # 90 characters
        ("x".join(["A"] * 30) + " crew of it " + "y" * 20, False),
        *((f"The crew{mark}", False) for mark in ".!:;,…"),
        ("the crew", False),
        ("- Crew", False),
        ("1975", False),
    ],
)
def test_what_is_a_heading(line: str, heading: bool) -> None:
    cleaned = clean(f"{BEFORE}\n\n{line}\n\n{BELOW}")
    assert [heading] == [one.heading for one in cleaned.paragraphs if one.text == line]
    assert [False, False] == [one.heading for one in cleaned.paragraphs if one.text != line]


@pytest.mark.parametrize(
    ("below", "heading"),
    [
        ("It had five spaces in it.", True),
        ("It had four of them.", False),
        ("It had five spaces in it", False),
        ("- a list", True),
        ("", False),
    ],
)
def test_a_heading_has_prose_or_a_list_below(below: str, heading: bool) -> None:
    first, *_ = (one for one in clean(f"Crew\n\n{below}").paragraphs if one.text == "Crew")
    assert heading == first.heading


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_up_to_two_title_like_lines_are_headings(count: int) -> None:
    titles = ["Crew", "Prime crew", "Stafford", "Brand"][:count]
    for above in ([], [BEFORE]):
        cleaned = clean("\n\n".join([*above, *titles, BELOW]))
        headings = [one.text for one in cleaned.paragraphs if one.heading]
        assert (titles if count <= 2 else []) == headings
