"""Who is named in an article."""

from bot.corpus.sentences import Span
from bot.index.speech.names import parse_name
from bot.index.speech.people import People

TEXT = """\
Brig. Gen. Thomas Stafford of NASA met Alexei Leonov. General Stafford smiled; so did Leonov.

Scott Kelly and Mark Kelly are twins. The Kansas Cosmosphere shows a suit. Mrs. Leonov wrote a \
letter, and Ms. Ride flew.
"""


def found(people: People, run: str) -> str | None:
    name = parse_name(run)
    person = people.find(name) if name else None
    return person.name if person else None


SAME = """\
Ann Reed spoke. Later Reed left. Bill Reed and Jo Reed stayed. Kestrel Foods paid. Kestrel was \
silent. Then Everett Kestrel, who owns it, rose.
"""


def test_a_surname_is_whose_it_was_before_others_of_it_came() -> None:
    people = People(SAME)
    assert "Ann Reed" == found(people, "Reed")
    assert "Bill Reed" == found(people, "Mr. Reed")
    assert found(people, "Mrs. Reed") is None


def test_a_name_means_what_so_begins_till_somebody_of_the_name_comes() -> None:
    people, name = People(SAME), parse_name("Kestrel")
    assert name is not None
    for position, expected in (
        (SAME.index("Kestrel was"), "Kestrel Foods"),
        (len(SAME), "Everett"),
    ):
        person = people.find_before(name, position)
        assert person is not None
        assert person.name.startswith(expected)


def test_surname_rank_and_first_name_mean_the_full_name() -> None:
    people = People(TEXT)
    for run in ("Stafford", "General Stafford", "Thomas Stafford", "T. Stafford", "Tom Stafford"):
        assert "Thomas Stafford" == found(people, run)
    assert "Alexei Leonov" == found(people, "Alexei")
    assert found(people, "Brezhnev") is None


def test_a_surname_of_two_means_neither() -> None:
    people = People(TEXT)
    assert found(people, "Kelly") is None
    assert "Mark Kelly" == found(people, "Mark Kelly")


def test_a_wife_is_not_her_husband() -> None:
    people = People(TEXT)
    assert "Mrs. Leonov" == found(people, "Mrs. Leonov")
    assert "Alexei Leonov" == found(people, "Leonov")


def test_the_one_whom_an_article_is_about_owns_the_surname() -> None:
    people = People(
        "Viola Armstrong wept. Neil Armstrong flew. Neil Armstrong walked. Neil Armstrong left."
    )
    assert "Neil Armstrong" == found(people, "Armstrong")


def test_roles_come_from_any_full_mention() -> None:
    people = People("Robert Gilruth spoke. Dr. Gilruth left. Robert Gilruth, the director, slept.")
    name = parse_name("Gilruth")
    assert name is not None
    person = people.find(name)
    assert person is not None
    assert "the director" == people.role(person)


def test_mentions_are_what_may_be_people() -> None:
    people = People(TEXT)
    names = [str(mention.name) for mention in people.between(0, len(TEXT))]
    expected = ["Thomas Stafford", "Alexei Leonov", "Stafford", "Leonov", "Scott Kelly"]
    assert [*expected, "Mark Kelly", "Leonov", "Ride"] == names


def test_headings_name_nobody() -> None:
    people = People(TEXT, skip=[Span(0, 53)])
    assert found(people, "Leonov") == "Mrs. Leonov"


def test_people_are_told_from_bodies_by_what_the_text_shows() -> None:
    text = "Asif Siddiqi met Grand Tour in May. Then Siddiqi left, and the tour began."
    people = People(text)
    known = {
        mention.name.words[-1]: people.is_known(person)
        for mention in people.between(0, len(text))
        if (person := people.find(mention.name))
    }
    assert {"Siddiqi": True, "Tour": False} == known
