"""Bodies that speak under a description, or as "it"."""

import pytest

from tests.index.speech.test_speakers import last_speaker

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


UNCLEAR = [
    "The Fair Trade Bureau and the Grain Bureau met. “The sale is off,” the bureau said.",
    "Corvane Mills Inc. met Ridge Foods Inc. at noon.\n\n“The sale is off,” the company said.",
    "Tom Cole, who sold it, met her. “The sale is off,” the company said.",
    "Corvane Robotics, which sold it, waited. “The sale is off,” the agency said.",
]


@pytest.mark.parametrize("text", UNCLEAR)
def test_a_description_means_nobody_where_it_may_be_two(text: str) -> None:
    assert last_speaker(text) is None
