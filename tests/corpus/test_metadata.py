import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.metadata import Metadata, find

PROSE = (
    "The two ships met over the Atlantic, and for the first time a hatch between them was opened."
    " It was the summer of 1975, and the engineers of both countries had worked for three years on"
    " the ring that held the ships together."
)
PICTURE = "https://static01.nyt.com/images/2025/07/15/soup-mediumSquare.jpg"


def found(*lines: str) -> Metadata:
    return find("\n".join([*lines, PROSE, PROSE]))


def test_what_a_bare_scrape_shows() -> None:
    expected = Metadata(date="2025-07-15", publication="The New York Times", image=PICTURE)
    assert expected == find("\n".join(["15 July 2025", PROSE + PROSE, PICTURE, "", PROSE]))


def test_headline_byline_and_date_above_the_text() -> None:
    expected = Metadata(title="Soup in Orbit", author="Jane Porter", date="2025-07-15")
    assert expected == found(
        "Soup in Orbit", "By Jane Porter", "Published July 15, 2025, 5:03 a.m."
    )


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("Soup in Orbit | The Example", "Soup in Orbit"),
        ("# Soup in Orbit", "Soup in Orbit"),
        ("“We have soup,” he said", "“We have soup,” he said"),
        ("Overview", None),
        ("Early life", None),
        ("Skip to main content", None),
        ("soup in orbit", None),
        ("They met over the Atlantic.", None),
        ("15 July 2025", None),
    ],
)
def test_title(first: str, expected: str | None) -> None:
    assert expected == found(first).title


def test_a_line_above_a_menu_is_no_title() -> None:
    assert found("The Example Times", "Home", "News", "Sport").title is None


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["By Jane Porter"], "Jane Porter"),
        (["By Jane van der Meer and Ann O'Dell"], "Jane van der Meer, Ann O'Dell"),
        (["By Jane Porter, Staff Reporter"], "Jane Porter"),
        (["By Jane Porter | The Example"], "Jane Porter"),
        (["By", "Jane Porter", ",", "Ann O'Dell - Contributor"], "Jane Porter, Ann O'Dell"),
        (["By Jane Porter Jane Porter"], "Jane Porter"),
        (["By Any Other Means", "Menu", "by Jane Porter"], "Jane Porter"),
        (["By Reuters"], None),
        (["By the numbers"], None),
    ],
)
def test_author(lines: list[str], expected: str | None) -> None:
    assert expected == found("Soup in Orbit", *lines).author


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Posted: 18 Nov 2019 8:11 pm"], "2019-11-18"),
        (
            ["Wednesday, 20 November 2019", "Menu", "Soup", "By Jane Porter", "November 18, 2019"],
            "2019-11-18",
        ),
        (["November 18, 2019", "November 20, 2019"], None),
        (["Updated: 18 Nov 2019"], None),
        (["03/04/2025"], "2025"),
    ],
)
def test_date(lines: list[str], expected: str | None) -> None:
    assert expected == found(*lines).date


def test_a_date_below_the_text_counts_if_it_is_labelled() -> None:
    assert find(f"{PROSE}\n{PROSE}\nPublished: Nov. 19, 2019, 6:18 p.m.").date == "2019-11-19"
    assert find(f"{PROSE}\n{PROSE}\nNov. 19, 2019").date is None


def test_addresses() -> None:
    page = "https://spacenews.com/soup-in-orbit/"
    logo = "https://spacenews.com/assets/logo.png"
    expected = Metadata(publication="SpaceNews", url=page, image="https://example.org/a.jpg?w=9")
    assert expected == found(page, logo, "https://example.org/a.jpg?w=9")
    assert found(page, "https://example.org/other").url is None


def test_a_copyright_line_names_the_publication() -> None:
    assert (
        "The Washington Post" == find(f"{PROSE}\n{PROSE}\n© 2025 The Washington Post").publication
    )
    assert find(f"{PROSE}\n{PROSE}\nHe read The Washington Post.").publication is None


def test_prose_alone_shows_nothing() -> None:
    assert Metadata() == find(PROSE)
    assert Metadata() == find(f"{PROSE}\n\n{PROSE}")
    assert Metadata() == find("")


@given(st.text())
def test_find_never_raises(text: str) -> None:
    find(text)
    found(*text.split("\n"))
