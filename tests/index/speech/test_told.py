"""What was told by whom: short texts, each with all that was said in it.

Each line of a text is a paragraph. Indented below are its quotations, whose parts " / " divides,
with " = ", the speaker and the role.
"""

import pytest

from bot.corpus.article import Article
from bot.index.quotes import extract

TOLD = """
CAPCOM: Apollo, you are go for the burn.
COMMANDER: Roger, we copy that.
CAPCOM: Good luck to you all.
    Apollo, you are go for the burn. = CAPCOM
    Roger, we copy that. = Commander
    Good luck to you all. = CAPCOM

Jane Porter met Tom Cole in Houston.
Porter: How long did you train for it?
Cole: We trained for two years.
    How long did you train for it? = Jane Porter
    We trained for two years. = Tom Cole

Jane Porter, a reporter, met Tom Cole, a pilot.
Porter: How long did you train for it?
Cole: I was told that it would be a year.
Then I was told that you need two.
Cole left the room.
    How long did you train for it? = Jane Porter, a reporter
    I was told that it would be a year. = Tom Cole, a pilot

Crew: two men and a dog.
Mass: five tons of steel.
Speed: as fast as it could go.

Tom Cole flew twice.
Q: How long did you train?
A: We trained for two years.
Q: Were you afraid?
A: I was not.
    We trained for two years. = Tom Cole
    I was not. = Tom Cole

Tom Cole and Ann Gorham flew twice.
Q: How long did you train?
A: We trained for two years.
    We trained for two years. =

AUDIENCE: How long did you train for it?
DR. TOM COLE: We trained for two years.
NOTE: This was recorded.
    How long did you train for it? =
    We trained for two years. = Tom Cole, Dr.

“Is it ready now?” asked Tom Cole.
“It is,” said Ann Gorham.
“Then we will go.”
“We will.”
    Is it ready now? = Tom Cole
    It is = Ann Gorham
    Then we will go. = Tom Cole
    We will. = Ann Gorham

Tom Cole met Ann Gorham at the gate.
“Is it ready now?” asked Cole.
“It is.”
“Then we will go.”
    Is it ready now? = Tom Cole
    It is. = Ann Gorham
    Then we will go. = Tom Cole

Tom Cole met Ann Gorham at the gate.
“It is ready now,” said Cole.
“It is.”
“Then we will go.”
    It is ready now = Tom Cole
    It is. =
    Then we will go. =

Tom Cole met Ann Gorham and Ed Low at the gate.
“Is it ready now?” asked Cole.
“It is.”
“Then we will go.”
    Is it ready now? = Tom Cole
    It is. =
    Then we will go. =

“Is it ready now?” asked Tom Cole.
“It is,” an engineer said.
“Then we will go.”
    Is it ready now? = Tom Cole
    It is =
    Then we will go. =

“The suit was stiff,” said his wife, Ann Gorham.
    The suit was stiff = Ann Gorham

Tom Cole stayed at home with his wife, Ann Gorham. “The suit was stiff,” she said.
    The suit was stiff = Ann Gorham

Brel Zuk led it. He was 40. Tarn Oft led the other. She was 30. “The suit was stiff,” she said.
    The suit was stiff = Tarn Oft

Brel Zuk led one, and he was glad. Tarn Oft led one, and she was not. “It was stiff,” he said.
    It was stiff = Brel Zuk

Ivan Petrov met Anna Sikorskaya. “The suit was stiff that day,” he said.
    The suit was stiff that day = Ivan Petrov

Ivan Petrov met Zel Sikorskaya. “The suit was stiff that day,” she said.
    The suit was stiff that day = Zel Sikorskaya

Zel Glushkov met Mary Reed. “The suit was stiff that day,” he said.
    The suit was stiff that day = Zel Glushkov

The crew saw the station, a film called “The Last Door of the World”, and slept.

They named it “the can with a door” and left it.

Tom Cole called it “junk.” The others did not.

Tom Cole said, “No.” The others did not.
    No. = Tom Cole

“No,” said Tom Cole. “Not today.”
    No = Tom Cole
    Not today. = Tom Cole

Tom Cole read “A Man on the Moon” that night.

“A Man on the Moon,” said Tom Cole.
    A Man on the Moon = Tom Cole

“The door,” Tom Cole said, “was open; it had been for days.”
    The door / was open; it had been for days. = Tom Cole

“The door,” Tom Cole said. “It was open then.”
    The door = Tom Cole
    It was open then. = Tom Cole

“The door was open,” Tom Cole said, pointing at it, “and it had been for days.”
    The door was open / and it had been for days. = Tom Cole

“The door was open,” Tom Cole said. He pointed at it, “and it had been for days.”
    The door was open = Tom Cole
    and it had been for days. = Tom Cole

Tom Cole of NASA spoke. “The door was open then,” Cole said.
    The door was open then = Tom Cole, NASA

Tom Cole, of the Jet Propulsion Laboratory, spoke. “The door was open then,” Cole said.
    The door was open then = Tom Cole, Jet Propulsion Laboratory

“The door was open then,” said NASA’s Tom Cole.
    The door was open then = Tom Cole, NASA

“The door was open then,” said Houston’s Tom Cole.
    The door was open then = Tom Cole, Houston

“The door was open then,” said flight director Tom Cole, an engineer.
    The door was open then = Tom Cole, flight director, an engineer

“The door was open then,” said Dr. Tom Cole of Caltech.
    The door was open then = Tom Cole, Caltech

“The door was open then,” said Prof. Tom Cole.
    The door was open then = Tom Cole, Prof.

“The door was open then,” said Mrs. Cole, a widow.
    The door was open then = Mrs. Cole, a widow

“The door was open then,” said Tom Cole, editor-in-chief of the paper.
    The door was open then = Tom Cole, editor-in-chief of the paper

After the flight Tom Cole wrote to the paper, saying that “the door was open then.”
    the door was open then. = Tom Cole

After the flight, she wrote to the paper, saying, “The door was open then.”
    The door was open then. =

Ann Gorham was there. After the flight, she wrote to the paper, saying, “The door was open.”
    The door was open. = Ann Gorham

Ann Gorham was angry, and said, “The door was open then.”
    The door was open then. = Ann Gorham

In a statement, Ann Gorham, who built it, said, “The door was open then.”
    The door was open then. = Ann Gorham

Ann Gorham, the chief of the team, was asked and said, “The door was open then.”
    The door was open then. = Ann Gorham, the chief of the team

While Tom Cole slept, Ann Gorham said, “The door was open then.”
    The door was open then. = Ann Gorham

Tom Cole and Ann Gorham said, “The door was open then.”
    The door was open then. =

The door, Ann Gorham said, was “as open as a church on that day.”
    as open as a church on that day. = Ann Gorham

Her last message was, “The door was open then.”
    The door was open then. =

Ann Gorham was there. Her last message was, “The door was open then.”
    The door was open then. = Ann Gorham

Ann Gorham sent a note to the director: “The door was open then.”
    The door was open then. = Ann Gorham

Ann Gorham seemed quite sure: “The door was open then.”
    The door was open then. = Ann Gorham

“The door was open then,” Ann Gorham, the chief of the team, told reporters.
    The door was open then = Ann Gorham, the chief of the team

“The door was open then,” Ann Gorham (the chief of the team) told reporters.
    The door was open then = Ann Gorham

“The door was open then,” Ann Gorham, who had closed it, and knew, said.
    The door was open then = Ann Gorham

“The door was open then,” Ann Gorham and Tom Cole said.
    The door was open then =

“The door was open then,” Ann Gorham went on to say.
    The door was open then = Ann Gorham

“The door was open then,” the chief engineer said.
    The door was open then =

“The door was open then,” one of them said.
    The door was open then =

“The door was open then” — Ann Gorham, chief
    The door was open then = Ann Gorham, chief

“The door was open then.”
“The other was not.” – Ann Gorham
    The door was open then. =
    The other was not. = Ann Gorham

“The door was open then,” Gorham said. Ann Gorham was the chief.
    The door was open then = Ann Gorham

Ann Gorham and Ed Gorham flew. “The door was open then,” Gorham said.
    The door was open then = Gorham

Gov. Ann Gorham spoke. “The door was open then,” the governor said.
    The door was open then = Ann Gorham, Gov.

Gov. Ann Gorham spoke. “The door was open then,” the young governor said. “It was shut.”
    The door was open then = Ann Gorham, Gov.
    It was shut. = Ann Gorham, Gov.

Ann Gorham, the former governor, spoke. “The door was open then,” the governor said.
    The door was open then =

The commander, Ann Gorham, spoke. “The door was open then,” the commander said.
    The door was open then = Ann Gorham

“The door was open then,” said Ann Gorham.
“He had left it so.”
    The door was open then = Ann Gorham
    He had left it so. =

“The door was open then,” said Ann Gorham.
“Gorham had left it so,” said Tom Cole.
    The door was open then = Ann Gorham
    Gorham had left it so = Tom Cole

“The door was open then,” said Ann Gorham.
She paused.
“It was cold in there.”
    The door was open then = Ann Gorham
    It was cold in there. =

“The door was open then,” said Ann Gorham. “She had left it so.”
    The door was open then = Ann Gorham
    She had left it so. = Ann Gorham

NASA spoke. “The door was open then,” the agency said.
    The door was open then = NASA

“The door was open then,” the agency said. NASA had closed it.
    The door was open then =

The Ministry of Health said, “The door was open then.”
    The door was open then. = Ministry of Health

The Ministry of Health met. “The door was open then,” the ministry said.
    The door was open then = Ministry of Health

According to NASA, “the door was open on that day.”
    the door was open on that day. = NASA

To quote Ann Gorham, “the door was open on that day.”
    the door was open on that day. = Ann Gorham

PORTER: How long did you train?
COLE: Two years.
PORTER: Were you afraid of it?
Tom Cole flew in May.
    How long did you train? = Porter
    Two years. = Tom Cole
    Were you afraid of it? = Porter

Tom Cole was there.
COLE: We trained for two years.
UNKNOWN: And then you flew.
COLE: I did.
    We trained for two years. = Tom Cole
    And then you flew. =
    I did. = Tom Cole

“We trained for years,” said Tom Cole.
“Did you?” asked Ann Gorham.
“We did.”
“For years?”
“For two of them.”
    We trained for years = Tom Cole
    Did you? = Ann Gorham
    We did. = Tom Cole
    For years? = Ann Gorham
    For two of them. = Tom Cole

“We trained for years,” said Tom Cole.
The sun rose.
“Did you?” asked Ann Gorham.
“We did.”
    We trained for years = Tom Cole
    Did you? = Ann Gorham
    We did. =

“We trained for years,” said Tom Cole. “Two of them.”
“Did you?” asked Ann Gorham.
“We did.”
“Good,” said Ed Low.
    We trained for years = Tom Cole
    Two of them. = Tom Cole
    Did you? = Ann Gorham
    We did. = Tom Cole
    Good = Ed Low

Tom Cole spoke for an hour:
“We trained for years.
“Then we flew.
“And here we are.”
He sat down.
    We trained for years. / Then we flew. / And here we are. = Tom Cole

“We trained for years,” he said. Tom Cole sat down.
    We trained for years =

Tom Cole said in May that the crew had trained for years. “It was too long.”
    It was too long. = Tom Cole

Tom Cole said in May that the crew had trained for years. Ann Gorham did not. “It was too long.”
    It was too long. =

The plaque reads: “We came in peace for all mankind.”
    We came in peace for all mankind. =

Tom Cole left. “It was long,” he said. “We came home.” Ann Gorham stayed. “I did not,” she said.
    It was long = Tom Cole
    We came home. = Tom Cole
    I did not = Ann Gorham
"""


@pytest.mark.parametrize("case", TOLD.strip().split("\n\n"))
def test_what_is_told_by_whom(case: str) -> None:
    lines = case.splitlines()
    text = "\n\n".join(line for line in lines if not line.startswith(" "))
    found = []
    for quote in extract(Article(id="a", path="a.txt", title="A", text=text)):
        words = " / ".join(text[start:end] for start, end in quote.parts)
        who = ", ".join(filter(None, (quote.speaker, quote.speaker_role)))
        found.append(f"{words} = {who}".rstrip())
    assert [line.strip() for line in lines if line.startswith(" ")] == found
