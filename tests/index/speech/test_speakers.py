"""Who said it: a table of attributions, and of what must not be attributed."""

import pytest

from bot.corpus.article import Article
from bot.index.quotes import extract


def speakers(text: str) -> list[tuple[str | None, str | None]]:
    """Return speaker and role of each quotation of a text."""
    found = extract(Article(id="a", path="a.txt", title="A", text=text))
    return [(quote.speaker, quote.speaker_role) for quote in found]


def last_speaker(text: str) -> str | None:
    return speakers(text)[-1][0]


NAMED = [
    # what somebody is heard or said to say
    ("“The hatch is open now,” Leonov is heard to say.", "Leonov", None),
    ("Leonov is reported to have answered, “The hatch is open now.”", "Leonov", None),
    # what somebody wrote
    ("Alexei Leonov was late. “The hatch is open,” his letter ran.", "Alexei Leonov", None),
    ("Alexei Leonov was late. Both, in his view, “were open by then.”", "Alexei Leonov", None),
    ("Alexei Leonov’s own version, in a letter, is shorter: “It was open.”", "Alexei Leonov", None),
    # the subject comes after something else
    (
        "In a note, Alexei Leonov thanked them and said he looked forward to “a door for all.”",
        "Alexei Leonov",
        None,
    ),
    (
        "Alexei Leonov came. At noon he compared the ship to “a tin can with a door.”",
        "Alexei Leonov",
        None,
    ),
    # the tag after
    ("“The hatch is open now,” said Leonov.", "Leonov", None),
    ("“The hatch is open now,” Leonov later recalled.", "Leonov", None),
    ("“The hatch is open now,” Col. Alexei Leonov radioed to Earth.", "Alexei Leonov", "Col."),
    ("“Is the hatch open?” Leonov asked.", "Leonov", None),
    ("“The hatch is open”, Leonov had told them.", "Leonov", None),
    ("“The hatch is open now,” replied Leonov, smiling.", "Leonov", None),
    ("“The hatch is open now,” according to Alexei Leonov.", "Alexei Leonov", None),
    ("“The hatch is open now.” — Alexei Leonov, cosmonaut", "Alexei Leonov", "cosmonaut"),
    ("“The hatch is open now,” Alexei Leonov was quoted as saying.", "Alexei Leonov", None),
    ("“The hatch is open now,” Alexei Leonov liked to say.", "Alexei Leonov", None),
    ("“We are well and sealed” inside the ship, Leonov reported that night.", "Leonov", None),
    # the tag before
    ("Leonov said, “The hatch is open now.”", "Leonov", None),
    ("In Moscow Leonov told reporters on Monday: “The hatch is open now.”", "Leonov", None),
    ("As Leonov put it, “The hatch is open now.”", "Leonov", None),
    ("In 1965, Leonov said the ship was “a tin can with a door.”", "Leonov", None),
    ("At the end of the day Leonov said, “The hatch is open now.”", "Leonov", None),
    ("The crew listened as Leonov said, “The hatch is open now.”", "Leonov", None),
    ("According to Leonov, “The hatch was open by then.”", "Leonov", None),
    ("In the words of Alexei Leonov, “The hatch was open by then.”", "Alexei Leonov", None),
    ("Alexei Leonov’s first words were “The hatch is open now.”", "Alexei Leonov", None),
    ("Alexei Leonov’s reply: “The hatch is open now.”", "Alexei Leonov", None),
    ("Alexei Leonov was blunt: “The hatch is open now.”", "Alexei Leonov", None),
    ("Alexei Leonov: “The hatch is open now.”", "Alexei Leonov", None),
    ("Alexei Leonov paused and said, “The hatch is open now.”", "Alexei Leonov", None),
    ("Alexei Leonov left the ship, saying, “The hatch is open now.”", "Alexei Leonov", None),
    ("It was flown by Alexei Leonov, who later said, “The hatch was open.”", "Alexei Leonov", None),
    ("Alexei Leonov, who was 30, said: “The hatch is open now.”", "Alexei Leonov", None),
    (
        "Alexei Leonov was kinder, saying that the ship had “a door for everything.”",
        "Alexei Leonov",
        None,
    ),
    ("Leonov shot back that the ship had “a door for everything.”", "Leonov", None),
    ("“The hatch is open now,” Leonov shot back.", "Leonov", None),
    ("Alexei Leonov mocked it as “a tin can with a door.”", "Alexei Leonov", None),
    ("Leonov said it was “a tin can with a door,” a line he often repeated.", "Leonov", None),
    ("A report by Alexei Leonov said the hatch “was open by then.”", "Alexei Leonov", None),
    (
        "According to Alexei Leonov, who was there, it was “a tin can with a door.”",
        "Alexei Leonov",
        None,
    ),
    ("Alexei Leonov sent back a note: “The hatch is open now.”", "Alexei Leonov", None),
    # the sentence before
    ("Leonov said it was a risk. “The hatch was open by then.”", "Leonov", None),
    # roles, as they are stated
    ("“We flew well,” said astronaut Sally Ride.", "Sally Ride", "astronaut"),
    ("“We flew well,” former NASA flight director Gene Kranz said.", "Gene Kranz",
     "former NASA flight director"),
    ("“We flew well,” said NASA Administrator Bill Nelson.", "Bill Nelson", "NASA Administrator"),
    ("“We flew well,” said Bill Nelson, NASA’s administrator.", "Bill Nelson",
     "NASA’s administrator"),
    ("“We flew well,” Bill Nelson, the head of the agency, said in May.", "Bill Nelson",
     "the head of the agency"),
    ("“We flew well,” said the mission’s commander, Thomas Stafford.", "Thomas Stafford",
     "the mission’s commander"),
    ("“We flew well,” said Brig. Gen. Thomas Stafford of NASA.", "Thomas Stafford",
     "Brig. Gen., NASA"),
    ("“We flew well,” NASA’s Frank Rubio said.", "Frank Rubio", "NASA"),
    ("“We flew well,” said Dr. Robert Gilruth, director of the center.", "Robert Gilruth",
     "director of the center"),
    ("“We flew well,” Dr. Gilruth said.", "Gilruth", "Dr."),
    ("“We flew well,” said Apollo 11 astronaut Michael Collins.", "Michael Collins",
     "Apollo 11 astronaut"),
    ("“We flew well,” Mr. Webb said.", "Webb", None),
    ("“We flew well,” said Sally Ride, the day after the landing.", "Sally Ride", None),
    ("“We flew well,” said Sally Ride, speaking in Houston.", "Sally Ride", None),
    ("“We flew well,” said Wernher von Braun.", "Wernher von Braun", None),
    ("“We flew well,” said T. Keith Glennan.", "T. Keith Glennan", None),
    ("“We flew well,” said Edwin Aldrin Jr., a colonel.", "Edwin Aldrin Jr.", "a colonel"),
    # general news
    ("“We need the money,” said Sen. Ann Gorham, R-Maine.", "Ann Gorham", "Sen."),
    ("“We need the money,” Commissioner Pete Sandoval said.", "Pete Sandoval", "Commissioner"),
    ("“We need the money,” Chief Justice Ann Gorham said.", "Ann Gorham", "Chief Justice"),
    ("After the vote, Ann Gorham issued a statement, saying, “We need it.”", "Ann Gorham", None),
    ("Its aim, Ann Gorham said, is “to find the money we need.”", "Ann Gorham", None),
    ("Ann Gorham’s diary for the day has a single line: “We need the money.”", "Ann Gorham", None),
    ("Asked about it, Ann Gorham laughed. “Have you ever seen the like?”", "Ann Gorham", None),
    ("An opinion by Judge Ann Gorham said, “We need the money.”", "Ann Gorham", "Judge"),
    ("“We need it,” said a researcher and professor of the Tula Institute, Ann Gorham.",
     "Ann Gorham", "a researcher and professor of the Tula Institute"),
    ("“We need the money,” said Boston’s Ann Gorham, the mayor.", "Ann Gorham", "the mayor"),
    # bodies
    ("“The crew is well and rested,” said People’s Daily.", "People’s Daily", None),
    ("NASA said in a statement, “The crew is well.”", "NASA", None),
    ("“The crew is well and rested,” Mission Control said.", "Mission Control", None),
    ("“We flew well,” wrote The New York Times of Robert Goddard.", "New York Times", None),
    ("The New York Times called it “a bridge between two worlds.”", "New York Times", None),
    ("“The crew is well and rested,” the White House said.", "White House", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "role"), NAMED)
def test_a_tag_names_the_speaker(text: str, speaker: str, role: str | None) -> None:
    assert [(speaker, role)] == speakers(text)


LATER = [
    ("Thomas Stafford led the crew. “We flew well,” Stafford said.", "Thomas Stafford"),
    ("Thomas Stafford led the crew. “We flew well,” General Stafford said.", "Thomas Stafford"),
    ("General Stafford spoke first. “We flew well,” said Thomas Stafford.", "Thomas Stafford"),
    ("Neil A. Armstrong led the crew. “We flew well,” said Neil Armstrong.", "Neil A. Armstrong"),
    ("James Lovell led the crew. “We flew well,” Jim Lovell said.", "James Lovell"),
    ("Edward White floated outside. “I feel like a million dollars,” White said.", "Edward White"),
    ("Wernher von Braun led the team. “We flew well,” von Braun said.", "Wernher von Braun"),
    ("Thomas Stafford led the crew. “We flew well,” he said.", "Thomas Stafford"),
    ("Thomas Stafford met Sally Ride. “We flew well,” she said.", "Sally Ride"),
    ("Stafford knew Sally Ride. Sally Ride knew Thomas Stafford. “We flew,” he said.",
     "Thomas Stafford"),
    ("When Neil Armstrong had stepped down, he said, “That’s one small step.”", "Neil Armstrong"),
    ("“We flew well,” Sally Ride said.\n\nThe rest was quiet.\n\n“It was easy,” she added.",
     "Sally Ride"),
    ("“We flew well,” said Sally Ride. “It was an easy flight.”", "Sally Ride"),
    ("“We flew well,” said Sally Ride. She smiled. “It was an easy flight.”", "Sally Ride"),
    ("Sally Ride called it “the flight of a lifetime” and “the end of a long road.”", "Sally Ride"),
    ("“We flew well,” Sally Ride said, adding that it was “the end of a long road.”", "Sally Ride"),
    ("“Go,” said Gene Kranz.\n\n“Copy,” said Chris Kraft.\n\n“Then keep the line open.”",
     "Gene Kranz"),
    ("“The suit was stiff,” said Neil Armstrong.\n\nMrs. Armstrong said, “I was proud of him.”",
     "Mrs. Armstrong"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), LATER)
def test_a_later_mention_means_the_full_name(text: str, speaker: str) -> None:
    assert speaker == last_speaker(text)


DESCRIBED = [
    ("Sen. Ann Gorham stood up. “We need the money,” the senator said.", "Ann Gorham"),
    ("The station’s engineer, Tom Cole, was asleep. “Wake him up,” said the engineer.", "Tom Cole"),
    ("Brig. Gen. Tom Cole met Ann Gorham. “We need the money,” the general told her.", "Tom Cole"),
    ("“We flew well,” said Ann Gorham, the mayor. Tom Cole agreed. “So we did,” the mayor said.",
     "Ann Gorham"),
    # of several, the one who is named near
    ("Sen. Ann Gorham spoke first.\n\nThen Sen. Tom Cole rose. “I object,” the senator said.",
     "Tom Cole"),
    ("Sen. Ann Gorham wrote the bill with Tom Cole. The senator was angry. “I object,” she said.",
     "Ann Gorham"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), DESCRIBED)
def test_a_role_means_whom_the_article_gave_it(text: str, speaker: str) -> None:
    assert speaker == last_speaker(text)


UNCLEAR = [
    # a role that several have, had, or nobody has
    "Sen. Ann Gorham met Sen. Tom Cole. “We need the money,” the senator said.",
    "Ann Gorham, the former mayor, left. “We need the money,” the mayor said.",
    "“We need the money,” the mayor said. The mayor is Ann Gorham’s brother.",
    "Tom Cole called Ann Gorham “a ribbon without a cutter;” she left.\n\n“We need the money.”",
    "Nobody asked Tom Cole. “He never knew what it was about.”",
    # nobody is named
    "“The valve was never tested,” an engineer said.",
    "“The valve was never tested,” one of the engineers told the historian Asif Siddiqi.",
    "“The valve was never tested,” said a NASA spokesman.",
    "“The valve was never tested,” they said.",
    "“The valve was never tested,” the agency said.",
    "“The valve was never tested,” Engineers said.",
    "“The valve was never tested,” said one engineer in Houston.",
    "“The valve was never tested.” Gene Kranz left the room.",
    "A sign on the wall read, “The valve was never tested.”",
    "The story that he cursed “those who put me in this ship” has no source.",
    "The agency’s last words were: “The valve was never tested.”",
    "It came back from Houston with a note: “The valve was never tested.”",
    "The crew of the first flight, who said, “The valve was never tested,” laughed.",
    "“The valve was never tested,” said quietly. Then they left.",
    # somebody is named who did not say it
    "“The valve was never tested.” — Alexei Leonov was there.",
    "Asked whether he was afraid, Tom Cole looked at Ann Gorham. “I was not afraid.”",
    "The wife of Yuri Gagarin said, “I was afraid all day.”",
    "Yuri Gagarin’s wife said, “I was afraid all day.”",
    "Thomas Stafford was told, “The docking is cancelled today.”",
    "The day after Chris Kraft spoke to reporters, the crew ate “something like cold bean soup”.",
    "Chris Kraft spoke to reporters, and the crew read from a card: “Hello to all down there.”",
    "Thomas Stafford and Alexei Leonov said, “We did it together.”",
    "“We did it together, all of us,” Thomas Stafford and Alexei Leonov said.",
    "Neil Armstrong kept a telegram: “Congratulations from us all.”",
    "They spoke of a “threat above our heads tonight.” Sergei Khrushchev remembered that day well.",
    "The question was, “Which of you will be first?” Deke Slayton told them that all could be.",
    # a pronoun may mean two, or somebody without a name
    "When Thomas Stafford met Alexei Leonov again, it was late. “Welcome home to you,” he said.",
    "“Ready?” asked Gene Kranz.\n\n“Ready,” said Chris Kraft.\n\n“Good,” he said.",
    "Alexei Leonov looked on as a technician fainted. “It was hot in there,” he said.",
    "Yuri Gagarin’s mother saw him leave. A neighbor hugged her. “I could not speak,” she said.",
    "Neil Armstrong knew the plan. “I think Armstrong will be the first,” he said.",
    # a speaker does not speak on where somebody else comes in
    "“We flew well,” said Sally Ride. John Young sat beside her. “It was an easy flight.”",
    "“We flew well,” said Sally Ride. A reporter stood up. “Was it an easy flight?”",
    "“We flew well,” said Sally Ride. The plaque read “To all who come after us here.”",
    "“How do you feel today?” “Fine, sir.”",
]  # fmt: skip


@pytest.mark.parametrize("text", UNCLEAR)
def test_no_speaker_is_invented(text: str) -> None:
    assert speakers(text)[-1:] in ([], [(None, None)])


def test_the_surname_of_two_is_left_as_it_stands() -> None:
    text = (
        "Scott Kelly flew for a year, and Mark Kelly stayed on the ground.\n\n"
        "“My bones are fine,” Kelly said. “His are, too,” said Mark Kelly."
    )
    assert [("Kelly", None), ("Mark Kelly", None)] == speakers(text)


def test_a_role_comes_from_where_the_name_is_given_in_full() -> None:
    text = (
        "Asif Siddiqi, a professor of history, has read the diaries.\n\n"
        "“They are full of doubt,” Siddiqi said.\n\n“They are long, too,” he added."
    )
    assert [("Asif Siddiqi", "a professor of history")] * 2 == speakers(text)


def test_confidence_is_lower_where_more_is_inferred() -> None:
    text = (
        "“We flew well,” said Sally Ride. “It was an easy flight.”\n\n“It was,” she said.\n\n"
        "“The valve was never tested in all that time,” an engineer said."
    )
    found = extract(Article(id="a", path="a.txt", title="A", text=text))
    tag, continued, pronoun, nobody = [quote.confidence for quote in found]
    assert tag > continued > pronoun > nobody


def test_who_comes_next_in_a_list_is_no_role():
    crew = "The commander was Neil Armstrong, the lunar module pilot Buzz Aldrin and one more man."
    said = "“We come in peace,” said Armstrong."
    assert [("Neil Armstrong", None)] == speakers(f"{crew}\n\n{said}")
    wife = "Joan Archer, the wife of the pilot Buzz Aldrin, waited."
    assert [("Joan Archer", "the wife of the pilot Buzz Aldrin")] == speakers(
        f"{wife}\n\n“He is well,” Archer said."
    )
