"""Whom a pronoun means where no list of names tells: the text shows it."""

import pytest

from bot.corpus.article import Article
from bot.index.quotes import extract
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


ZUK = [
    ("Brel Zuk left. He was cold.", False),
    ("Brel Zuk left. She was cold.", True),
    ("Brel Zuk left, as he was cold. She was cold. Her ship left.", False),
    ("Brel Zuk’s father left. He was cold.", None),
    ("Brel Zuk left with his ship.", False),
    ("Brel Zuk left with her ship.", True),
    ("Brel Zuk saw her. It was cold.", None),
    ("Brel Zuk met Tarn Oft. He was cold.", None),
    ("Near the ship Brel Zuk left. She was cold.", True),
    ("When he had left, Brel Zuk slept. She was cold.", None),
    ("His partner, Brel Zuk, slept. She was cold.", True),
    ("Brel Zuk slept in Ohio. She was cold.", True),
    ("Brel Zuk slept. “He was cold.” She left.", True),
    ("Brel Zuk slept. The man was cold. He left.", None),
    ("Brel Zuk slept. Herself.", None),
    ("Her brother, Brel Zuk, slept. She was cold.", False),
    ("His widow, Brel Zuk, slept. He was cold.", True),
    (
        "Brel Zuk slept. Brel Zuk woke. He was cold. Zuk did. He left. Then Zuk saw that she was.",
        None,
    ),
    ("Brel Zuk slept, and she was cold. Zuk woke. He was cold. Zuk slept. He was cold.", None),
    ("Brel Zuk slept, and she was cold. Zuk woke. He was cold.", True),
    ("“Is it?” asked Brel Zuk. “It is,” she said.", True),
    ("Brel Zuk slept. Tarn. He was cold.", False),
    ("Brel Zuk slept. Oft saw it. He was cold.", False),
    ("Brel Zuk slept. The sea near Tarn was calm. He was cold.", False),
    ("Brel Zuk spoke for her ship. It left.", True),
    ("Brel Zuk mocked his ship. It left.", None),
    ("“Is it?” asked Brel Zuk.\n\n“It is,” she said.", None),
]


@pytest.mark.parametrize(("text", "woman"), ZUK)
def test_a_pronoun_tells_unless_it_may_mean_another(text: str, woman: bool | None) -> None:
    people = People(text)
    (person,) = (person for person in people if person.name == "Brel Zuk")
    assert woman is people.is_woman(person)


SURER = [  # each than the next
    "“It was cold,” said Ann Lee.",
    "Ann Lee said that it was “as cold as a grave in there.”",
    "Ann Lee waved. “It was cold,” she said.",
    "Ann Lee, a pilot, waved. “It was cold,” the pilot said.",
    "Ann Lee said she had left. “It was cold.”",
    "Ann Lee waved.\n\nOne.\n\nTwo.\n\nThree.\n\n“It was cold,” she said.",
    "Ann Lee met Jo Lee.\n\n“Was it?” asked Ann Lee.\n\n“Yes.”\n\n“It was cold.”",
    "Ann Lee met Ed Lee. “It was cold,” Lee said.",
]


def test_the_more_a_text_tells_the_surer_is_the_speaker() -> None:
    found = [extract(Article(id="a", path="a.txt", title="A", text=text))[-1] for text in SURER]
    assert [] == [quote.text for quote in found if quote.speaker is None]
    sure = [quote.confidence for quote in found]
    assert sorted({*sure}, reverse=True) == sure


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
