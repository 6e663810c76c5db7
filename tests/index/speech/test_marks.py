"""What stands between quotation marks."""

import pytest

from bot.corpus.article import Article
from bot.corpus.sentences import Span
from bot.index.speech.marks import has_marks, quoted


def article(text: str) -> Article:
    return Article(id="a", path="a.txt", title="A", text=text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “go” and “stop”.", [["go"], ["stop"]]),
        ('He said "go" and "stop".', [["go"], ["stop"]]),
        ('“go" and "stop”', [["go"], ["stop"]]),
        ("”go” he said", [["go"]]),
        ("“a ‘b “c” d’ e”", [["a ‘b “c” d’ e"]]),
        ('"He said "go" to me," he said', [['He said "go" to me,']]),
        ("„geh“ und „halt“", [["geh"], ["halt"]]),
        ("« va » et «reste»", [["va"], ["reste"]]),
        ("‘Go,’ he said. ‘It’s the crew’s day.’", [["Go,"], ["It’s the crew’s day."]]),
        ("'Go', he said, 'and don't look.'", [["Go"], ["and don't look."]]),
        ("“one\n\n“two\n\n“three” and “four”", [["one", "two", "three"], ["four"]]),
        ("“one\n\ntwo”", []),
        ("“one “two” three", [["two"]]),
        # a mark after a word closes what nothing else does; an apostrophe never does
        ("‘one Mr Prout’s two’ and ‘three,’ he", [["one Mr Prout’s two"], ["three,"]]),
        ("‘one’ and ‘the bakers’ two,’ he", [["one"], ["the bakers’ two,"]]),
        ("‘goin’ on till two,’ he", [["goin’ on till two,"]]),
        ('6\'2" tall and 12" wide', []),
        ("“ ” “”", []),
    ],
)
def test_marks_are_paired(text: str, expected: list[list[str]]) -> None:
    found = [[text[slice(*part)] for part in item.parts] for item in quoted(article(text))]
    assert expected == found


def test_offsets_hold_the_marks_and_the_paragraphs() -> None:
    text = "One.\n\nHe said: “two\n\n“three.” Four."
    (item,) = quoted(article(text))
    assert "“two\n\n“three.”" == text[item.mark : item.close]
    assert "He said: “two" == text[slice(*item.first)]
    assert "“three.” Four." == text[slice(*item.last)]


def test_headings_are_passed_over() -> None:
    text = "“One”\n\n“Two”"
    found = quoted(Article(id="a", path="a", title="A", text=text, headings=(Span(0, 5),)))
    assert [(Span(8, 11),)] == [item.parts for item in found]


def test_text_without_marks_is_known_at_once() -> None:
    assert not has_marks("The crew’s suits didn’t leak.")
    assert has_marks("The “crew”")
    assert has_marks("‘Go,’ he said")


@pytest.mark.parametrize("text", ["“One two\n\n„“", "“\n\n“One two”", "“One two\n\n“\n\n“”"])
def test_a_paragraph_of_marks_alone_is_no_part(text: str) -> None:
    """Found by fuzzing: the quotation had a part without words."""
    (item,) = quoted(article(text))
    assert ["One two"] == [text[slice(*part)] for part in item.parts]
