"""Whose turn it is in a talk of two, before and after the tags that name them."""

from tests.index.speech.test_speakers import speakers


def names(*paragraphs: str) -> list[str | None]:
    return [speaker for speaker, _ in speakers("\n\n".join(paragraphs))]


def test_turns_are_known_from_tags_on_both_sides() -> None:
    found = names(
        "“Is it signed?” Ann Lee asked.", "“It is close.”", "“So no?”", "“No,” Tom Cole said."
    )
    assert ["Ann Lee", "Tom Cole", "Ann Lee", "Tom Cole"] == found


def test_who_is_not_tagged_is_known_from_what_leads_to_the_talk() -> None:
    lead = "Ann Lee had heard enough by then. The coroner, Tom Cole, pressed her."
    found = names(lead, "“Did you call?”", "“I may have.”", "“You did,” said Cole.")
    assert ["Tom Cole", "Ann Lee", "Tom Cole"] == found


def test_a_talk_of_three_or_with_somebody_unnamed_is_left_alone() -> None:
    found = names("“Is it?” Ann Lee asked.", "“It is.”", "“No,” Tom Cole said.")
    assert ["Ann Lee", None, "Tom Cole"] == found
    found = names(
        "“Is it?” Ann Lee asked.", "“It is.”", "“So?” a guard said.", "“No,” Tom Cole said."
    )
    assert found[1] is None
