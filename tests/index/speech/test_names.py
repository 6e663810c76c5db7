"""Names and the roles that stand with them."""

import pytest

from bot.corpus.sentences import Span
from bot.index.speech.names import (
    CAPITALS,
    Name,
    apposition,
    is_role,
    is_same_first,
    is_surely_person,
    is_woman,
    parse_name,
    role_before,
    stated_role,
)


@pytest.mark.parametrize(
    ("run", "title", "words"),
    [
        ("Thomas Stafford", "", "Thomas Stafford"),
        ("Brig. Gen. Thomas Stafford", "Brig. Gen.", "Thomas Stafford"),
        ("General Stafford", "General", "Stafford"),
        ("Chair Hargrove", "Chair", "Hargrove"),
        ("Shortstop Emilio Quiroga", "Shortstop", "Emilio Quiroga"),
        ("Ask Bud Halloran", "", "Bud Halloran"),
        ("Scott Carpenter", "", "Scott Carpenter"),
        ("Soviet Premier Nikita Khrushchev", "Soviet Premier", "Nikita Khrushchev"),
        ("When Neil Armstrong", "", "Neil Armstrong"),
        ("In Moscow Leonov", "", "Leonov"),
        ("American Deke Slayton", "", "Deke Slayton"),
        ("NASA Administrator James E. Webb", "NASA Administrator", "James E. Webb"),
        ("Wernher von Braun", "", "Wernher von Braun"),
        ("Edward White", "", "Edward White"),
        ("Edwin Aldrin Jr.", "", "Edwin Aldrin Jr."),
        ("Lt Col Alexander Vindman", "Lt Col", "Alexander Vindman"),
    ],
)
def test_capitals_are_read_as_title_and_name(run: str, title: str, words: str) -> None:
    name = parse_name(run)
    assert name is not None
    assert (tuple(title.split()), tuple(words.split())) == (name.title, name.words)
    assert run[name.skipped :] == " ".join([*name.title, *name.words])


@pytest.mark.parametrize(
    "run",
    ["NASA", "The", "The Soviet Union", "Kennedy Space Center", "Apollo-Soyuz", "Mission Control",
     "The Report", "Director", "New York Times", "Apollo", "July"],
)  # fmt: skip
def test_other_capitals_are_no_name(run: str) -> None:
    assert parse_name(run) is None


def test_capitals_end_with_the_name() -> None:
    text = "Then Brig. Gen. Thomas P. Stafford’s crew met Leonov. Soyuz, O’Brien and J.R.R. Tolkien"
    runs = ["Then Brig. Gen. Thomas P. Stafford", "Leonov", "Soyuz", "O’Brien", "J.R.R. Tolkien"]
    assert runs == CAPITALS.findall(text)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (", an aide at St. Petersburg University, said", "an aide at St. Petersburg University"),
        (", NASA’s administrator.", "NASA’s administrator"),
        (", CEO and founder of a start-up,", "CEO and founder of a start-up"),
        (", head of the U.S. delegation, said", "head of the U.S. delegation"),
        (", the first man on the Moon", "the first man on the Moon"),
        (", speaking in Houston.", None),
        (", the day after.", None),
        (", a year later,", None),
        (", who flew twice,", None),
        (", his commander,", None),
        (", Houston,", None),
        (" and Leonov", None),
    ],
)  # fmt: skip
def test_an_apposition_states_a_role(text: str, role: str | None) -> None:
    found = apposition(text, 0)
    assert role == (found[0] if found else None)


def test_a_role_stands_before_a_name() -> None:
    text = "It was the former NASA flight director Gene Kranz, and the rocket Gene"
    assert "former NASA flight director" == role_before(text, text.index("Gene"))
    assert role_before(text, text.rindex("Gene")) is None
    assert role_before("a friend Gene", 9) is None


def test_rank_body_and_apposition_make_a_role() -> None:
    text = "Brig. Gen. Thomas Stafford of NASA, the commander, spoke"
    name = Name(("Brig.", "Gen."), ("Thomas", "Stafford"))
    assert "Brig. Gen., NASA, the commander" == stated_role(text, name, Span(0, 26))


def test_names_tell_women_and_men_where_they_can() -> None:
    assert is_woman(Name((), ("Sally", "Ride"))) is True
    assert is_woman(Name((), ("Neil", "Armstrong"))) is False
    assert is_woman(Name(("Mrs.",), ("Armstrong",))) is True
    assert is_woman(Name((), ("Tereshkova",))) is True
    assert is_woman(Name((), ("Korolev",))) is False
    assert is_woman(Name((), ("Glennan",))) is None


@pytest.mark.parametrize(
    ("words", "woman"),
    [
        *((name, False) for name in ["Zhdanov", "Sergeyev", "Minsky", "Zykin", "Ninin"]),
        *((name, True) for name in ["Zhdanova", "Sergeyeva", "Minskaya", "Zuykina", "Kuznina"]),
        *((name, None) for name in ["Zhdan", "Skiy-Reed", "Evans", "Ova’s", "Ninan"]),
        ("Chertskiy", False),
        ("Zel Zhdanova", True),
        ("Zel Zhdanov Jr.", False),
        ("Sally Zhdanov", True),
        ("Neil Zhdanova", False),
    ],
)  # fmt: skip
def test_russian_endings_tell_women_and_men(words: str, woman: bool | None) -> None:
    assert woman is is_woman(Name((), tuple(words.split())))


@pytest.mark.parametrize(
    ("title", "words", "surely"),
    [
        ("Gen.", "Zuk", True),
        ("", "Neil Zuk", True),
        ("", "Sally Zuk", True),
        ("", "Q. Zuk", True),
        ("", "Zuk Q. Tarn", True),
        ("", "Zuk Tarn", False),
        ("", "Tarn Neil", False),
    ],
)
def test_what_is_surely_a_person(title: str, words: str, surely: bool) -> None:
    assert surely is is_surely_person(Name(tuple(title.split()), tuple(words.split())))


@pytest.mark.parametrize(
    ("word", "is_one"),
    [("director", True), ("editor-in-chief", True), ("co-founder", True), ("well-known", False),
     ("moon", False), ("in-chief-editor", True), ("", False)],
)  # fmt: skip
def test_what_a_person_does(word: str, is_one: bool) -> None:
    assert is_one is is_role(word)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("NASA’s Zel Tarn said", "NASA"),
        ("Zuk’s Zel Tarn said", None),
        ("engineer Zel Tarn of NASA, the head of it, said", "engineer, NASA, the head of it"),
        ("NASA’s engineer Zel Tarn, a pilot, said", "engineer, a pilot"),
        ("Zel Tarn, a pilot, said", "a pilot"),
        ("Zel Tarn of Zuk said", None),
        ("his wife Zel Tarn of Zuk said", None),
    ],
)
def test_what_stands_with_a_name(text: str, role: str | None) -> None:
    start = text.index("Zel Tarn")
    assert role == stated_role(text, Name((), ("Zel", "Tarn")), Span(start, start + 8))


@pytest.mark.parametrize(
    ("title", "role"),
    [("Mr.", "a pilot"), ("Dr.", "a pilot"), ("Gen.", "Gen., a pilot"), ("Prof.", "a pilot")],
)
def test_a_learned_title_gives_way_to_what_a_person_does(title: str, role: str) -> None:
    name = Name((title,), ("Zel", "Tarn"))
    assert role == stated_role(f"{title} Zel Tarn, a pilot", name, Span(0, len(title) + 9))
    alone = stated_role(f"{title} Zel Tarn", name, Span(0, len(title) + 9))
    assert (None if title == "Mr." else title) == alone


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Neil", "N.", True),
        ("Jim", "James", True),
        ("Sergei", "Sergey", True),
        ("Don", "Donn", True),
        ("Scott", "Mark", False),
        ("Alexander", "Alexandra", False),
        ("Ed", "Edgar", False),
    ],
)
def test_first_names_are_one_where_one_is_short_for_the_other(
    one: str, other: str, same: bool
) -> None:
    assert same == is_same_first(one, other) == is_same_first(other, one)


@pytest.mark.parametrize(
    "title",
    ["Speaker Pro Tem", "President Pro Tempore", "Majority Whip", "Council Member", "Vice Chair"],
)
def test_offices_of_assemblies_are_no_part_of_a_name(title: str) -> None:
    name = parse_name(f"{title} Ida Haddix")
    assert name is not None
    assert "Ida Haddix" == str(name)
