import pytest

from bot.corpus.cleaning import rules
from bot.corpus.cleaning.lines import Line
from bot.corpus.cleaning.repeats import cut_repeats

BODY = [
    "Two spacecraft built on opposite sides of the ocean drifted together above Portugal.",
    "“Capture,” the commander reported from the western vessel, and the eastern pilots answered.",
    "Then they shook hands.",
    "Engineers had designed a universal mechanism because neither side would be the passive one.",
]


def run(texts: list[str], glued: frozenset[int] = frozenset()) -> list[Line]:
    lines = [Line(text) for text in texts]
    cut_repeats(lines, [i in glued for i in range(len(lines))])
    return lines


def kept(lines: list[Line]) -> list[str]:
    return [line.text for line in lines if line.rule is None]


def test_a_glued_copy_before_the_paragraphs_goes() -> None:
    lines = run([" ".join(BODY), *BODY], frozenset({0}))
    assert BODY == kept(lines)
    assert rules.COPY == lines[0].rule


def test_a_glued_copy_after_the_paragraphs_goes() -> None:
    assert BODY == kept(run([*BODY, " ".join(BODY)], frozenset({4})))


def test_a_copy_in_one_spaced_paragraph_goes() -> None:
    assert BODY == kept(run([*BODY, " ".join(BODY)]))


def test_the_body_twice_in_paragraphs_stays_once_with_its_short_lines() -> None:
    assert BODY == kept(run(BODY * 2))


def test_a_sentence_that_only_the_copy_has_stays() -> None:
    own = "A remarkable afterthought appeared exclusively inside the earlier duplicate."
    lines = run([" ".join([*BODY, own]), *BODY], frozenset({0}))
    assert [own, *BODY] == kept(lines)
    assert [rules.COPY] * len(BODY) == [rule for _, rule in lines[0].cut]


def test_of_two_equal_paragraphs_the_glued_one_goes() -> None:
    lines = run([BODY[0], "Between them.", BODY[0]], frozenset({0}))
    assert [rules.REPEATED, None, None] == [line.rule for line in lines]


def test_a_body_twice_in_one_line_stays_once() -> None:
    whole = " ".join(BODY * 2)
    (line,) = run([whole])
    assert " ".join(BODY) == line.text
    assert BODY == [text for text, _ in line.cut]


def test_short_lines_and_list_items_may_return() -> None:
    item = (
        "- Sensors: wide and narrow cameras with a digital tape recorder and a radiometer on a boom"
    )
    texts = ["Prime crew", BODY[0], "Backup crew", BODY[1], "Prime crew", item, BODY[3], item]
    assert texts == kept(run(texts))


def test_paragraphs_that_differ_in_a_number_both_stay() -> None:
    texts = [
        f"The location of L{i} is the solution to the following equation, with gravitation:"
        for i in (2, 3)
    ]
    assert texts == kept(run(texts))


def test_the_best_of_three_equal_paragraphs_stays() -> None:
    for glued, expected in (({0}, [1]), ({0, 1}, [2]), ({1}, [0]), ({0, 1, 2}, [0]), (set(), [0])):
        lines = run([BODY[0]] * 3, frozenset(glued))
        assert expected == [i for i, line in enumerate(lines) if line.rule is None], glued
        assert {rules.REPEATED} == {line.rule for line in lines} - {None}


def test_equal_paragraphs_are_known_in_spite_of_their_marks() -> None:
    other = BODY[1].replace("“", '"').replace("”", '"').upper()
    assert [BODY[1]] == kept(run([BODY[1], other]))


@pytest.mark.parametrize(("words", "count"), [(11, 3), (12, 2)])
def test_paragraphs_of_twelve_words_repeat_themselves(words: int, count: int) -> None:
    text = " ".join(["capsule"] * words) + "."
    assert count == len(kept(run([text, BODY[0], text])))


def test_short_lines_beside_what_is_repeated_go_with_it() -> None:
    texts = ["Crew", BODY[0], "Prime crew", BODY[1], "Legacy", BODY[3], "Crew", BODY[0], "Legacy"]
    lines = run(texts)
    assert ["Crew", BODY[0], "Prime crew", BODY[1], "Legacy", BODY[3]] == kept(lines)
    assert [rules.REPEATED] * 3 == [line.rule for line in lines[6:]]


def test_short_lines_beside_a_copy_go_with_it() -> None:
    lines = run(["Capture", *BODY, "Capture", " ".join(BODY)])
    assert ["Capture", *BODY] == kept(lines)
    assert [rules.REPEATED, rules.COPY] == [line.rule for line in lines[-2:]]


def test_what_is_too_short_to_be_known_stays_with_its_neighbour() -> None:
    own = "Remarkable afterthoughts appeared exclusively inside earlier duplicates."
    for copy, stays in (
        ([*BODY, own, "It was so."], f"{own} It was so."),
        (["It was so.", own, *BODY], f"It was so. {own}"),
        ([own, *BODY, "It was so."], own),
    ):
        lines = run([" ".join(copy), *BODY], frozenset({0}))
        assert [stays, *BODY] == kept(lines)
        assert all(rule == rules.COPY for _, rule in lines[0].cut)
        cut = [text for text, _ in lines[0].cut]
        assert sorted(copy) == sorted([*cut, *(text for text in copy if text in stays)])


def test_a_body_twice_keeps_what_was_cut_before() -> None:
    line = Line(" ".join(BODY * 2), cut=(("Log in.", rules.PAYWALL),))
    cut_repeats([line], [False])
    assert " ".join(BODY) == line.text
    assert [("Log in.", rules.PAYWALL), *((text, rules.COPY) for text in BODY)] == [*line.cut]


def test_a_body_that_repeats_a_little_stays() -> None:
    whole = " ".join([*BODY, *BODY[:1]])
    (line,) = run([whole])
    assert (whole, ()) == (line.text, line.cut)


def test_short_sentences_may_return_in_a_body_twice() -> None:
    parts = [BODY[0], "It held.", BODY[1], "It held.", BODY[3]]
    (line,) = run([" ".join(parts * 2)])
    assert " ".join([*parts, "It held.", "It held."]) == line.text
