"""Who goes on, or answers, in a paragraph that has a quotation and no tag."""

from tests.index.speech.test_speakers import last_speaker, speakers

LONG = "“It was the longest night that any of us had ever seen on that river,” Ann Lee said."


def test_the_speaker_of_the_paragraph_before_goes_on() -> None:
    assert last_speaker(f"{LONG}\n\n“Then the sun came up. We had all our boats.”") == "Ann Lee"


def test_an_answer_is_not_of_who_spoke_before() -> None:
    assert last_speaker(f"{LONG[:-16]}?” Ann Lee asked.\n\n“It was a long night, yes.”") is None
    text = "Ann Lee met Tom Cole.\n\n“You are late,” she said.\n\n“It is the boat.”"
    assert last_speaker(text) is None


def test_somebody_who_has_come_in_since_may_speak() -> None:
    assert last_speaker(f"{LONG} Tom Cole rose.\n\n“Then the sun came up for us all.”") is None


def test_who_answers_in_a_paragraph_that_names_the_other_first_takes_turns() -> None:
    text = "“It was a horse,” Tom Cole said.\n\nAnn Lee rose. “A horse?” she asked.\n\n“It was.”"
    assert [name for name, _ in speakers(text)] == ["Tom Cole", "Ann Lee", "Tom Cole"]
