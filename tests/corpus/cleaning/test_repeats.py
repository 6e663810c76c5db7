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
