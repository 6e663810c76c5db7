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
        ("He went (home).”Then left", "He went (home).” Then left"),
        ("“We did it.”said Leonov", "“We did it.” said Leonov"),
        ("they said:“Go.”", "they said: “Go.”"),
        ('"One." Two "three."Four.', '"One." Two "three." Four.'),
        ('It flew."We" "did."It.', 'It flew. "We" "did." It.'),
        ("It was over.A man spoke", "It was over. A man spoke"),
        ("It was over.I left", "It was over. I left"),
        ("Saturn V.The crew", "Saturn V. The crew"),
        ("in 3.The crew", "in 3. The crew"),
        ("He left!B-52s flew", "He left!B-52s flew"),
        ("in the dark.Korolev spoke", "in the dark. Korolev spoke"),
        ("X.The end", "X. The end"),
        ("It was over (so).Korolev left", "It was over (so). Korolev left"),
        ("It was over %.Korolev left", "It was over %. Korolev left"),
        ("so it is.(The end)", "so it is. (The end)"),
        ("see www of it.Then go", "see www of it. Then go"),
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
        ".The end",
        "and .The end",
        "in the U.Korolev state",
        "to Gen.Korolev",
        "to GEN.Korolev",
        "in the book.Com of it",
        "by NASA.ESA too",
        "is it.ESA too",
        "(“go",
        "go “ so”s",
        "–“go” and /“go”",
        "the man ”said so",
        "WWW.Nasa.Gov",
        "at www.Nasa.Gov",
        "on WWW.A.B.C",
        "see ftp://A.Html",
        "me@Ab.Org.Uk",
        "is it.he left",
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


@pytest.mark.parametrize(
    "pieces_of",
    [
        ["It flew.", "It fell!", "Why?", "Nobody knew…", "The end"],
        ["“It flew.”", "“It fell,” he said."],
        ["It flew.)", "(Then it fell.)"],
        ["He met Gen. Korolev at St. Petersburg."],
        ["J. F. Kennedy spoke."],
        ["it flew. then it fell."],
        ["It was in 1969.", "1970 came."],
        [""],
    ],
)
def test_where_pieces_end(pieces_of: list[str]) -> None:
    assert pieces_of == pieces(" ".join(pieces_of))


@given(_MARKS)
def test_pieces_are_the_text(text: str) -> None:
    assert text == " ".join(pieces(text))
