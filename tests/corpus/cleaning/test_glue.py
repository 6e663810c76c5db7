import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.cleaning.glue import pieces, unglue


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They landed.The hatch opened.", "They landed. The hatch opened."),
        ("Was it safe?Nobody knew!Then it moved.", "Was it safe? Nobody knew! Then it moved."),
        ("in the Soviet Union.“Hello,” he said.", "in the Soviet Union. “Hello,” he said."),
        ("he told NASA.“Come in.”She did.", "he told NASA. “Come in.” She did."),
        (
            'It flew."We did it," she said."Now home."',
            'It flew. "We did it," she said. "Now home."',
        ),
        ('"We did it."They cheered.', '"We did it." They cheered.'),
        ("“We did it,”said Leonov", "“We did it,” said Leonov"),
        ("the general said“Go”", "the general said “Go”"),
        ("flown (in 1969.)The next", "flown (in 1969.) The next"),
        ("as he wrote.[4]The crew", "as he wrote.[4] The crew"),
        ("launched in 1969.It flew", "launched in 1969. It flew"),
        ("made in the U.S.The crew", "made in the U.S. The crew"),
        ("He waited…Then he left", "He waited… Then he left"),
        ("he said.NASA agreed", "he said. NASA agreed"),
    ],
)
def test_unglue(text: str, expected: str) -> None:
    assert expected == unglue(text)


@pytest.mark.parametrize(
    "text",
    [
        "the U.S.S.R. and the U.S. agreed",
        "a ratio of 3.5 to 1",
        "see NASA.gov or Space.Com for more",
        "fruits, e.g.Apples",
        "Dr.Braun and Lt.Gen.Stafford in St.Petersburg",
        "J.F.Kennedy spoke",
        "at https://www.nasa.gov/Apollo.Html today",
        "write to crew@example.Space",
        "built on ASP.NET and Node.js",
        "“We did it,” said Leonov. “Now home.”",
        'He called it "a small step" and left.',
        "the word “orbit”s plural",
        "the pre-“space age” years",
        "the well-known “Right Stuff” (“RS”)",
        "Inc.’S",
    ],
)
def test_unglue_leaves_alone(text: str) -> None:
    assert text == unglue(text)


_MARKS = st.text(alphabet='aBcD1.!?…"“”’ ()[]—,', max_size=60).map(
    lambda text: " ".join(text.split())
)


@given(_MARKS)
def test_unglue_is_idempotent_and_changes_no_word(text: str) -> None:
    once = unglue(text)
    assert once == unglue(once)
    assert re.findall(r"\w+", text) == re.findall(r"\w+", once)


def test_pieces() -> None:
    text = "Col. Leonov waited. “Come in,” said Brig. Gen. Stafford. Was he in the U.S. then? Yes!"
    expected = [
        "Col. Leonov waited.",
        "“Come in,” said Brig. Gen. Stafford.",
        "Was he in the U.S. then?",
        "Yes!",
    ]
    assert expected == pieces(text)


@given(_MARKS)
def test_pieces_are_the_text(text: str) -> None:
    assert text == " ".join(pieces(text))
