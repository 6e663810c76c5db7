"""Bodies that speak under a description, or as "it"."""

import pytest

from tests.index.speech.test_speakers import last_speaker, speakers

MEANT = [
    ("The Fair Trade Bureau met. “The sale is off,” the bureau said.", "Fair Trade Bureau"),
    ("The Bureau of Mines met. “The sale is off,” the bureau said.", "Bureau of Mines"),
    ("Corvane Mills, which owns it, met. “The sale is off,” the company said.", "Corvane Mills"),
    (
        "Corvane Mills sold it.\n\nCorvane met. The firm said it was “off for now and for good.”",
        "Corvane Mills",
    ),
    ("It was sold to the charity Open Doors. “The sale is off,” the group said.", "Open Doors"),
    ("The bank, Tri-County Trust, met. “The sale is off,” it said.", "Tri-County Trust"),
    ("Corvane Inc. met. “The sale is off,” the Texas-based company said.", "Corvane Inc"),
    ("The vendor, Corvane Mills, met. “The sale is off,” the company said.", "Corvane Mills"),
    ("The Grain Bureau met. But the bureau cautioned that it was “off for now and for good.”",
     "Grain Bureau"),
    ("The Grain Bureau met. In its note it found that it was “off for good, and for all.”",
     "Grain Bureau"),
    ("Ida Haddix lost. “The sale is off,” the Haddix campaign said.", "Haddix campaign"),
    ("Ida Haddix won. “The sale is off,” the Haddix transition team said.",
     "Haddix transition team"),
    ("The Fitters’ Union, in a note issued at noon, had urged us to “stand fast and wait here.”",
     "Fitters’ Union"),
    ("In a statement, Corvane Mills, which owns it, said “the sale is off.”", "Corvane Mills"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), MEANT)
def test_a_description_means_the_body_that_is_named(text: str, speaker: str) -> None:
    assert speaker == last_speaker(text)


LONG = [
    ("The State Truckers' Alliance, which came, left. “The sale is off,” the alliance said.",
     "State Truckers' Alliance"),
    ("The Cannery and Allied Workers, which came, left. “The sale is off,” the union said.",
     "Cannery and Allied Workers"),
    ("The Food and Drug Administration met. “The sale is off,” the agency said.",
     "Food and Drug Administration"),
    ("The Wexmere Council met. “The sale is off,” a statement from the council said.",
     "Wexmere Council"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), LONG)
def test_a_body_has_a_name_of_several_parts(text: str, speaker: str) -> None:
    assert speaker == last_speaker(text)


WHOLE = [
    ("The State Board of Elections met. “The sale is off,” the board said.",
     "State Board of Elections"),
    ("In Ridge, the Ridge State Board of Elections met. “The sale is off,” the board said.",
     "Ridge State Board of Elections"),
    ("The Guild of Eel Fishers came. It said that it was “off for now and for good.”",
     "Guild of Eel Fishers"),
    ("The Grain Society met. The Society declared that it was “off for now and for good.”",
     "Grain Society"),
    ("The Growers' Security Alliance, which met, called it “a sale that is off for good.”",
     "Growers' Security Alliance"),
    ("The Bureau of Mines met. The bureau said the order “went through the usual review.”",
     "Bureau of Mines"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), WHOLE)
def test_the_name_of_a_body_is_given_in_full(text: str, speaker: str) -> None:
    assert speaker == last_speaker(text)


def test_a_body_speaks_before_somebody_of_its_name_comes_in() -> None:
    text = "Kestrel, an old maker of toys, met. Kestrel said it was “off for good and for all.”\n\n"
    assert ("Kestrel", None) == speakers(f"{text}Ann Kestrel left.")[0][:2]


def test_a_party_is_nobody_who_speaks() -> None:
    for party in ("Republican", "Democratic", "Conservative"):
        assert last_speaker(f"“It is lost, and we know it,” one {party} aide said.") is None
        text = f"One {party} aide, speaking quietly, said they were “lost, and not gaining at all.”"
        assert last_speaker(text) is None


UNCLEAR = [
    "The Fair Trade Bureau and the Grain Bureau met. “The sale is off,” the bureau said.",
    "Corvane Mills Inc. met Ridge Foods Inc. at noon.\n\n“The sale is off,” the company said.",
    "Tom Cole, who sold it, met her. “The sale is off,” the company said.",
    "Corvane Robotics, which sold it, waited. “The sale is off,” the agency said.",
]


@pytest.mark.parametrize("text", UNCLEAR)
def test_a_description_means_nobody_where_it_may_be_two(text: str) -> None:
    assert last_speaker(text) is None
