"""Whom pronouns and descriptions mean: who is most in mind, and nobody where two are."""

import pytest

from tests.index.speech.test_speakers import last_speaker

SALIENT = [
    # the subject of the last sentence, before others in the paragraph
    ("Ann Lee praised Jo Hall at length. Hall kept the letter. “It is here,” she said.", "Jo Hall"),
    ("Ann Lee wrote to Jo Hall. She waited a week. “It is still open,” she said.", "Ann Lee"),
    # who is asked, not who is asked about
    ("I asked Ann Lee what Jo Hall would do. She smiled. “Ask Jo Hall,” she said.", "Ann Lee"),
    ("Ann Lee left early. I asked her when Jo Hall had come. “At noon,” she said.", "Ann Lee"),
    # who comes in with an apposition or a role
    ("In the gallery sat Tom Cole, a retired machinist. “It is not over,” he said.", "Tom Cole"),
    ("The owner was Col. Tom Cole, who built it. “It is a good house,” he wrote.", "Tom Cole"),
    ("The driver of the bus, Tom Cole, got out. “It is a cold river,” he said.", "Tom Cole"),
    ("Its chief executive, Ann Lee, has been silent. “It is my plant,” she said.", "Ann Lee"),
    # what a pronoun before has shown of a name in no list
    ("Zyx Abbott left. “It is old,” she said.\n\nTom Cole wrote to Abbott. “Why?” she asked.",
     "Zyx Abbott"),
    # a body is no person
    ("Tom Cole came. Dunmore Turbine, which built it, paid. “It was a lot,” he said.", "Tom Cole"),
    # a party after a name is nobody
    ("It came from Sen. Tom Cole, D-Port Amity, who left. “It is a start,” he said.", "Tom Cole"),
    # "to her sister" is not who writes
    ("Ann Lee went home. In a letter to her sister, Jo Hall, she wrote: “It is late.”", "Ann Lee"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), SALIENT)
def test_a_pronoun_means_who_is_most_in_mind(text: str, speaker: str) -> None:
    assert speaker == last_speaker(text)


DESCRIBED = [
    # a role that is never stated
    ("Stu Barlow, whose shop is here, paid more. “It is flour,” said the baker.", "Stu Barlow"),
    ("Judge Ann Lee turned to them. “It is over now,” the judge said.", "Ann Lee"),
    # a relative, by the surname and the sex
    ("Tom Lee stayed. “It is late now,” Jo Lee said. Her brother agreed. “It is,” he said.",
     "Tom Lee"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), DESCRIBED)
def test_a_description_means_who_alone_can_be_meant(text: str, speaker: str) -> None:
    assert speaker == last_speaker(text)


NOBODY = [
    # somebody without a name has come in
    "Ann Lee wept. Another worker, who gave no name, rose. “It is over now,” she said.",
    "Ann Lee wept. One of their neighbors, a welder, rose. “It is over now,” she said.",
    "Ann Lee wept. A juror who gave no name spoke up. “It is over now,” the juror said.",
    "Ann Lee spoke. Her brother-in-law, who gave no name, rose. “It is over,” he said.",
    "Ann Lee wept. The operator at Port Lucian wrote. “It is over now,” the operator said.",
    # a role that is not the one that is stated
    "Tom Cole, the president, spoke. “It is made of sawdust,” the coroner replied.",
    # so many have it that nobody in particular does
    "Tom Cole had come. “It is made of sawdust,” the spokesman said.",
    # two are as likely
    "When Tom Cole met Bill Hay, it was late. “It is a long way,” he said.",
    # who is spoken of does not speak
    "Tom Cole had come. “It is Tom Cole who did it,” he said.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_is_meant_where_that_is_not_clear(text: str) -> None:
    assert last_speaker(text) is None


def test_what_lies_three_paragraphs_back_is_forgotten() -> None:
    far = "\n\n".join(["The rain went on.", "The river rose.", "The bridge held."])
    text = f"Ann Lee left. Jo Hall stayed.\n\n{far}\n\n“It is over now,” she said."
    assert last_speaker(text) is None


@pytest.mark.parametrize(
    "opening",
    [
        "One of the homeless, a woman in a borrowed coat, sat on the steps.",
        "According to one old painter, whose name is lost, the ship was late.",
    ],
)
def test_somebody_without_a_name_comes_in_after_others(opening: str) -> None:
    text = f"“We are full,” said Ida Storm, who ran the shelter.\n\n{opening}"
    pronoun = "she" if "woman" in opening else "he"
    text = text if pronoun == "she" else text.replace("Ida Storm", "Lev Storm")
    assert last_speaker(f"{text} “I just paid the rent,” {pronoun} said.") is None
