import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.corpus.clean import clean, clean_paragraphs
from bot.corpus.cleaning import rules
from bot.corpus.paragraphs import PARAGRAPH_BREAK, Cleaned, Paragraph

PARAGRAPHS = [
    "The two ships met over the Atlantic, and for the first time a hatch between them was opened.",
    "“Come in,” Col. Alexei Leonov said in English. “We have soup.”",
    "“It looks good,” General Stafford replied in the Russian of Oklahoma.",
    "They ate together.",
    "It was the summer of 1975, and engineers had worked for three years on the ring between them.",
]
PAYWALL = (
    "We are having trouble retrieving the article content. Please enable JavaScript in your browser"
    " settings. Already a subscriber? Log in. Want all of The Example? Subscribe."
)
SCRAPE = "\n".join(
    [
        "15 July 2025",
        "".join(PARAGRAPHS) + PAYWALL.replace(". ", "."),
        "https://static.example.org/images/soup-mediumSquare.jpg",
        "",
        PARAGRAPH_BREAK.join(PARAGRAPHS),
        "",
        "About Author",
        "",
        "This post was originally published on this site",
    ]
)


def texts(cleaned: Cleaned) -> list[str]:
    return [paragraph.text for paragraph in cleaned.paragraphs]


def removed(cleaned: Cleaned) -> dict[str, str]:
    return {one.text: one.rule for one in cleaned.removed}


def test_a_scrape_with_a_glued_copy_becomes_its_paragraphs() -> None:
    cleaned = clean(SCRAPE)
    assert PARAGRAPHS == texts(cleaned)
    assert {
        "15 July 2025": rules.TIMESTAMP,
        "We are having trouble retrieving the article content.": rules.PAYWALL,
        "Please enable JavaScript in your browser settings.": rules.SCRIPT,
        "Log in.": rules.PAYWALL,
        "Want all of The Example?": rules.PAYWALL,
        "Subscribe.": rules.PAYWALL,
        " ".join(PARAGRAPHS): rules.COPY,
        "https://static.example.org/images/soup-mediumSquare.jpg": rules.ADDRESS,
        "About Author": rules.AUTHOR,
        "This post was originally published on this site": rules.REPOSTING,
    }.items() <= removed(cleaned).items()


def test_the_glued_copy_alone_is_unglued_and_loses_the_paywall() -> None:
    assert [" ".join(PARAGRAPHS)] == texts(clean("".join(PARAGRAPHS) + PAYWALL))


def test_a_leftover_is_cut_out_of_the_middle_of_a_paragraph() -> None:
    text = f"{PARAGRAPHS[0]} Sign up for our newsletter. {PARAGRAPHS[4]}"
    cleaned = clean(text)
    assert [f"{PARAGRAPHS[0]} {PARAGRAPHS[4]}"] == texts(cleaned)
    assert {"Sign up for our newsletter.": rules.SUBSCRIPTION} == removed(cleaned)


def test_a_marker_between_sentences_is_cut() -> None:
    assert ["They ate. They slept."] == texts(clean("They ate.AdvertisementThey slept."))


def test_headings_are_told_from_paragraphs() -> None:
    lines = ["## The meeting", PARAGRAPHS[0], "Crews", "Prime crew", PARAGRAPHS[4]]
    lines += ["Stafford", "Brand", "Slayton", PARAGRAPHS[1]]  # three together are a list
    text = "\n\n".join(lines)
    headings = [one.text for one in clean(text).paragraphs if one.heading]
    assert ["The meeting", "Crews", "Prime crew"] == headings


def test_a_request_beside_a_notice_goes_with_it() -> None:
    notice = "Please enable JavaScript in your browser."
    for text in (
        f"Read more. {notice} {PARAGRAPHS[3]}",
        f"Read more. Log in. {notice} {PARAGRAPHS[3]}",
        f"{PARAGRAPHS[3]} {notice} Read more. Log in.",
        f"Log in. {notice} Read more. {PARAGRAPHS[3]}",
    ):
        cleaned = clean(f"{text}\n\n{PARAGRAPHS[0]}")
        assert [PARAGRAPHS[3], PARAGRAPHS[0]] == texts(cleaned)
        assert {rules.SCRIPT} == set(removed(cleaned).values())
        cut = [one.text for one in cleaned.removed]
        assert sorted(cut) == sorted({*cut})
        kept = text.replace(PARAGRAPHS[3], "").split()
        assert sorted(kept) == sorted(word for one in cut for word in one.split())


def test_a_request_alone_stays_in_its_paragraph() -> None:
    text = f"{PARAGRAPHS[3]} Read more. {PARAGRAPHS[0]}"
    assert [text] == texts(clean(text))


def test_a_paragraph_of_notices_goes_whole() -> None:
    text = "Log in. Please enable JavaScript in your browser. Subscribe."
    cleaned = clean(f"{PARAGRAPHS[0]}\n\n{text}")
    assert [PARAGRAPHS[0]] == texts(cleaned)
    assert {text: rules.SCRIPT} == removed(cleaned)


@pytest.mark.parametrize(
    ("head", "kept"),
    [
        (["By Jane Porter"], []),
        (["1 May 1975", "By Jane Porter"], []),
        (["Crew", "By Jane Porter", "1 May 1975"], ["Crew"]),
        (["A", "B", "C", "D", "E", "By Jane Porter"], ["A", "B", "C", "D", "E"]),
        (["A", "B", "C", "D", "E", "F", "By Jane Porter"], [*"ABCDEF", "By Jane Porter"]),
        ([PARAGRAPHS[4], "By Jane Porter"], [PARAGRAPHS[4], "By Jane Porter"]),
        (["1 May 1975", "2 May 1975"], []),
        (
            ["1 May 1975", "Launch", "2 May 1975", "Docking", "3 May 1975"],
            ["1 May 1975", "Launch", "2 May 1975", "Docking", "3 May 1975"],
        ),
    ],
)
def test_what_stands_above_the_first_prose(head: list[str], kept: list[str]) -> None:
    assert [*kept, PARAGRAPHS[0]] == texts(clean("\n\n".join([*head, PARAGRAPHS[0]])))


def test_a_block_quote_stays_one_whatever_is_taken_out() -> None:
    stated = [
        Paragraph("Crew", heading=True),
        Paragraph(PARAGRAPHS[0], quoted=True),
        Paragraph("Log in"),
        Paragraph(PARAGRAPHS[4]),
    ]
    assert (*stated[:2], stated[3]) == clean_paragraphs(stated).paragraphs


def test_what_is_taken_out_comes_in_the_order_of_the_text() -> None:
    cleaned = clean(
        f"Log in\n\n{PARAGRAPHS[0]} Advertisement {PARAGRAPHS[3]} Sign up for our newsletter."
        f"\n\nShare\n\n{PARAGRAPHS[4]}"
    )
    assert [f"{PARAGRAPHS[0]} {PARAGRAPHS[3]}", PARAGRAPHS[4]] == texts(cleaned)
    assert [
        ("Log in", rules.SUBSCRIPTION),
        ("Advertisement", rules.ADVERTISEMENT),
        ("Sign up for our newsletter.", rules.SUBSCRIPTION),
        ("Share", rules.SHARING),
    ] == [(one.text, one.rule) for one in cleaned.removed]


def test_a_date_and_a_byline_above_the_text_go() -> None:
    assert PARAGRAPHS == texts(clean("\n\n".join(["By Jane Porter", "1 May 1975", *PARAGRAPHS])))


def test_the_days_of_a_chronology_stay() -> None:
    days = [
        "15 July 1975",
        PARAGRAPHS[0],
        "17 July 1975",
        PARAGRAPHS[3],
        "19 July 1975",
        PARAGRAPHS[4],
    ]
    assert days == texts(clean("\n\n".join(days)))


def test_number_signs_inside_a_text_stay() -> None:
    assert ["Flight # 9 was written in C# in a week."] == texts(
        clean("Flight # 9 was written in C# in a week.")
    )


def test_marks_of_a_heading_go_when_what_stood_before_them_has_gone() -> None:
    assert ["Crew of the Eagle"] == texts(clean("Advertisement # Crew of the Eagle"))


def test_quotation_marks_agree() -> None:
    text = '“Come in,” he said.\n\n"It\'s good," they said, “and it’s hot.”'
    assert ["“Come in,” he said.", "“It’s good,” they said, “and it’s hot.”"] == texts(clean(text))


def test_straight_quotation_marks_stay_where_none_is_curly() -> None:
    assert ['"It\'s good," they said.'] == texts(clean('"It\'s good," they said.'))


@pytest.mark.parametrize("text", ["", " \n\t\n", "\u200b", "Log in\n\nSubscribe"])
def test_nothing_is_left_of_nothing(text: str) -> None:
    assert () == clean(text).paragraphs


def test_stated_paragraphs_keep_their_kind() -> None:
    stated = [
        Paragraph("The meeting", heading=True),
        Paragraph("Advertisement"),
        Paragraph("They ate.They slept.\nThen they woke."),
        Paragraph(PARAGRAPHS[0]),
        Paragraph(PARAGRAPHS[0]),
        Paragraph(" "),
    ]
    cleaned = clean_paragraphs(stated)
    expected = (
        Paragraph("The meeting", heading=True),
        Paragraph("They ate. They slept. Then they woke."),
        Paragraph(PARAGRAPHS[0]),
    )
    assert expected == cleaned.paragraphs
    assert {"Advertisement": rules.ADVERTISEMENT, PARAGRAPHS[0]: rules.REPEATED} == removed(cleaned)


def test_stated_paragraphs_are_not_searched_for_an_article() -> None:
    stated = [Paragraph(text) for text in ("Home", "News", "Sport", "Contact", PARAGRAPHS[0])]
    assert tuple(stated) == clean_paragraphs(stated).paragraphs


LINES = """
Home|News|Contact|Related articles|Share|12 comments|© 2025 Example|By Jane Porter|15 July 2025
|(Image: GETTY)|Advertisement|Read more: Soup|## Crew|- Stafford|They met.They ate.
"""
MARKS = [
    "U.S.",
    "“",
    "”",
    '"',
    "'",
    ".",
    "\n",
    "\n\n",
    " ",
    "-\n",
    "\xad",
    "\u200b",
    "\x00",
    "\ud800",
]
FRAGMENTS = st.sampled_from([*PARAGRAPHS, *PAYWALL.split(". "), SCRAPE, *LINES.split("|"), *MARKS])
TEXTS = st.one_of(
    st.text(),
    st.lists(FRAGMENTS, max_size=30).map("".join),
    st.lists(FRAGMENTS, max_size=30).map("\n".join),
)


@settings(deadline=None)
@given(TEXTS)
def test_clean_never_raises_and_is_idempotent(text: str) -> None:
    once = clean(text)
    assert all(one.text and len(one.text.splitlines()) == 1 for one in once.paragraphs)
    assert Cleaned(once.paragraphs, ()) == clean(PARAGRAPH_BREAK.join(texts(once)))


@settings(deadline=None)
@given(st.lists(st.builds(Paragraph, TEXTS, st.booleans()), max_size=8))
def test_clean_paragraphs_never_raises_and_is_idempotent(stated: list[Paragraph]) -> None:
    once = clean_paragraphs(stated)
    assert Cleaned(once.paragraphs, ()) == clean_paragraphs(once.paragraphs)
