"""One person under all the names that articles give, and never two people under one."""

import pytest

from bot.index.analysis import Analyzer
from bot.search.speakers import Said, Speakers


def speakers(*said: str | tuple[str, float, int]) -> Speakers:
    known = [Said(one, 0.95, 1) if isinstance(one, str) else Said(*one) for one in said]
    return Speakers(known, Analyzer().analyze)


def found(wanted: str, *said: str | tuple[str, float, int]) -> set[str]:
    return {name for name, _ in speakers(*said).matching(wanted)}


ARMSTRONGS = ("Neil A. Armstrong", "Neil Armstrong", "Armstrong", "Buzz Aldrin")


def test_one_person_under_all_names():
    assert (
        set(ARMSTRONGS[:3])
        == found("Neil Armstrong", *ARMSTRONGS)
        == found("armstrong", *ARMSTRONGS)
    )
    assert set(ARMSTRONGS[:3]) == found("NEIL  A. ARMSTRONG", *ARMSTRONGS)


def test_a_person_is_listed_once_by_the_number_of_quotations():
    said = [("Neil Armstrong", 0.95, 2), ("Neil A. Armstrong", 0.95, 1), ("Armstrong", 0.8, 9)]
    assert ["Neil Armstrong", "Buzz Aldrin"] == speakers(*said, ("Buzz Aldrin", 0.9, 11)).names


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (["John Young", "Andrew Young", "Young"], {"John Young"}),  # whose is "Young"?
        (["John W. Young", "John Q. Young", "John Young"], {"John Young"}),
        (["John Young", "John W. Young", "Young"], {"John Young", "John W. Young", "Young"}),
        (["John Young", ("Young", 0.48, 1)], {"John Young"}),  # its article knows several
        (["John Young", "J. Young"], {"John Young", "J. Young"}),
        (["John Young", "James Young", "J. Young"], {"John Young"}),
        (["John Young", "John Young Jr."], {"John Young", "John Young Jr."}),
        (["John Young", "Mrs. Young"], {"John Young"}),
        (["John Young", "Joan Young"], {"John Young"}),
        (["John Young", "Jack Young"], {"John Young", "Jack Young"}),
    ],
)
def test_nobody_is_taken_for_another(said, expected):
    assert expected == found("John Young", *said)


def test_a_surname_finds_all_who_have_it():
    assert {"Alan Shepard", "Louise Shepard", "Shepard"} == found(
        "shepard", "Alan Shepard", "Louise Shepard", "Shepard", "William Shepherd"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Korolev", "Sergey Korolev"),
        ("Al Shepard", "Alan Shepard"),
        ("Jim Lovell", "James Lovell"),
    ],
)
def test_a_first_name_in_two_spellings_is_one(one, other):
    assert {one, other} == found(one, one, other)
    assert 1 == len(speakers(one, other).names)


def test_two_nicknames_of_one_name_are_two_people():
    assert {"Ed White"} == found("Ed White", "Ed White", "Ted White", "Edward White")


@pytest.mark.parametrize("wanted", ["", "?!", "nobody"])
def test_nobody(wanted):
    assert set() == found(wanted, *ARMSTRONGS)


def test_bodies_and_posts_are_speakers_too():
    assert ["CAPCOM", "Mission Control", "NASA"] == speakers(
        "NASA", "Mission Control", "CAPCOM"
    ).names
