"""Whom a pronoun means where no list of names tells: the text shows it."""

import pytest

from bot.index.speech.people import People
from tests.index.speech.test_speakers import last_speaker

WOMEN = [
    ("Zuhra Okello drove the truck, and she knew every bend.", True),
    ("Zuhra Okello drove the truck. For 40 years he had done so.", False),
    ("His wife, Zuhra, drove the truck.", True),
    ("Her brother, Zuhra, drove the truck.", False),
    ("Zuhra Okello sat with a map in her lap.", True),
    ("Zuhra Okello mocked her, and the crowd went home.", None),
    ("Zuhra Okello met Tomba Aldous. She smiled.", None),
    ("Zuhra Okello spoke. “He told me to,” said the driver.", None),
    ("Zuhra Okello’s truck was old, and he drove it.", None),
    ("Ms. Okello came. Zuhra Okello drove. Mr. Aldous did not.", True),
]


@pytest.mark.parametrize(("text", "woman"), WOMEN)
def test_the_first_pronoun_after_a_name_tells(text: str, woman: bool | None) -> None:
    people = People(text)
    person = next(person for person in people if person.words[0] == "Zuhra" or "Okello" in text)
    assert woman is people.is_woman(person)


MEANT = [
    ("Zuhra Okello drove the truck, as she had for years. “It is old,” she said.", "Zuhra Okello"),
    ("Zuhra Okello of Slate & Sons, who left, wrote: “It is an old truck.”", "Zuhra Okello"),
    ("Ann Lee waved. She told it to Jo Anne Hall. “The truck is old,” she said.", "Ann Lee"),
    ("Tom Cole waved at Cutler’s Reach. “The truck is old,” he said.", "Tom Cole"),
    (
        "Ann Lee sold it.\n\nIt was red.\n\nIt was long.\n\nIt was old.\n\n“It is old,” she said.",
        "Ann Lee",
    ),
    ("Tom Cole waved. “She says, ‘Cole, what is it?’ and I look,” he said.", "Tom Cole"),
]


@pytest.mark.parametrize(("text", "speaker"), MEANT)
def test_a_pronoun_means_who_is_shown_to_be_one(text: str, speaker: str) -> None:
    assert speaker == last_speaker(text)


UNCLEAR = [
    "Tom Cole waved. In the gallery, a boy in a red coat stood up. “It is an old truck,” he said.",
    "Ann Lee waved.\n\nA woman in the back stood up. “It is an old truck,” she said.",
    "Ann Lee left. Jo Hall, who is her boss, came. The candidate rose. “It is old,” she said.",
    "To Tom Cole he wrote little. “It is an old truck, I fear,” he wrote.",
    "“It is old,” said Tom Cole, to what the clerk recorded as “a great stir among the guests.”",
]


@pytest.mark.parametrize("text", UNCLEAR)
def test_a_pronoun_means_nobody_where_it_may_be_another(text: str) -> None:
    assert last_speaker(text) is None
