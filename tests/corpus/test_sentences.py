"""Where sentences end: a table of this field's prose, and what holds for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.sentences import Span, sentences

# One text a line; " | " stands where a sentence ends and the next begins.
CASES = """
Apollo 11 landed on the Moon. | Two men walked on it.
Sputnik beeped for 21 days. | Then its batteries died.
The rocket rose! | Nobody spoke.
Would it dock? | It did.
He was on Jeopardy! Friday and on Yahoo! News that night. | He lost.
She sold it to Yahoo! | The money bought a telescope.
It carried Col. Alexei Leonov and Valery Kubasov.
Brig. Gen. Thomas Stafford commanded the American crew.
Maj. Gen. Nikolai Kamanin trained the cosmonauts.
Lt. Cmdr. Alan Shepard waited for four hours. | He was cold.
Capt. Eugene Cernan was the last to leave.
Sen. Clinton Anderson and Rep. Olin Teague held hearings.
The report of Dr. von Braun was read aloud.
He met Wernher von Braun. | The two became friends.
Dr. Robert Gilruth ran the center. | Mr. Webb ran the agency.
Mrs. Lovell watched at home with Ms. Borman.
The first administrator was T. Keith Glennan, an engineer.
The chief designer was S. P. Korolev, whose name was secret.
V. P. Glushko built engines. | M. K. Yangel built missiles.
President John F. Kennedy spoke at Rice. | He was brief.
It was J. F. K. who chose the Moon.
The speech was by J. F. K. | The crowd liked it.
Harry S Truman signed the bill. | It changed little.
The U.S. Air Force flew the X-15.
The spacecraft was built in the U.S. | The crew trained in Russia.
The satellite frightened the U.S. and its allies.
The U.S.S.R. launched Luna 2. | It struck the Moon.
It belonged to the U.S.S.R. | In 1959 it struck the Moon.
The U.S. Navy and the U.K. Ministry of Defence agreed.
She moved to Washington, D.C. | There she joined the agency.
He earned a Ph.D. in physics at Caltech.
Liftoff came at 5 p.m. EST on Sunday.
Liftoff came at 5 p.m. | The tower stood empty.
The crew woke at 4:15 a.m. Houston time. | Breakfast was steak and eggs.
They landed at 4:17 p.m. July 20 by the clocks in Houston.
Splashdown was at 11:49 a.m. | Hornet was near.
The clock stood at T. minus nine minutes and holding.
Launch Pad No. 5 is a museum now.
He asked for a delay. | The answer was no. | They flew.
Did the valve leak? | No. | It had frozen.
Explorer 1 flew on Jan. 31, 1958.
Nothing happened in Sept. | Then came October.
See Fig. 3 for the trajectory, and vol. 2, p. 17.
The capsule came down in St. Petersburg, not in Florida.
They named Mt. Hadley after an inventor.
It was built at Ft. Worth and tested at Edwards.
The race was Glushko vs. Korolev in those years.
Edwin Aldrin Jr. flew the lander. | His father had been a pilot.
He was named after Edwin Aldrin Jr. | The boy became an engineer.
Boeing Co. built the first stage. | Douglas built the third.
North American Aviation Inc. won the contract.
The contract went to Grumman Corp. | It was the last to bid.
Fuels such as kerosene, hydrazine, etc. are toxic.
They tested valves, pumps, etc. | Nothing failed.
Some dogs flew twice, e.g. Strelka and Belka did not.
The probe, i.e. Luna 9, sent pictures.
The orbit was approx. 5 km lower than planned.
The crater is ca. 40 m wide.
Siddiqi et al. describe the failure in detail.
The ship was 3.5 m wide. | It weighed 2.7 t.
The stage fell 10 km. | Nobody was hurt.
It stood 363 ft. | No rocket was taller.
It is 5 ft. 11 in. long and weighs 184 lb. empty.
More is on NASA.gov and on esa.int today.
Version 2.0 of the code flew on STS-1. | It worked.
The fuel was low… and the alarm rang again.
The fuel was low… | Armstrong flew on.
"We're go... hang tight," said Duke.
The voice said . . . and then nothing at all.
He paused . . . | Then he spoke.
"Go." | He said it again.
“We have a liftoff.” | The crowd cheered.
“Is it ready?” he asked.
"Is it?" she asked. | "It is."
“Is it ready?” Leonov asked.
“Go!” Flight Director Gene Kranz shouted. | The room obeyed.
“Is it ready?” | He asked twice.
“Is it ready?” | The commander nodded.
“We are here!” von Braun exclaimed.
He said: “Glad to see you.” | “Very glad,” came the answer.
“Poyekhali!” | “Have a good flight!”
The crew left (nobody saw them). | Then the hatch closed.
The crew left. | (Nobody saw them.) | Then the hatch closed.
Voskhod 2 (flown by Col. Leonov) nearly failed.
The Yahoo! page on the mission was busy.
The plans for Saturn V. | Apollo 8 used it first.
It rode a Saturn V. | The flight took eight days.
They met on Pad A. | Apollo 11 had left from there.
World War I. | World War II.
Phase I. | Phase II followed.
1. Check the hatch. | 2. Close the valve.
A. The launch. | B. The landing.
In 1969. | 12 men had been chosen by then.
Luna 9 landed. | eROSITA came half a century later.
He met the engineers. | von Braun was among them.
The shuttle flew 135 times.[12] | Two flights ended in disaster.[13][14]
The landing was soft.” | The controllers wept.
The budget fell. | $5 billion had been asked for.
“Houston, we’ve had a problem.” | Nobody answered at first.
He sat down. | “A dog flew first,” he said.
He sat down. | “I know,” she said. | ‘Then go.’
He met the Capt . | The crew left.
It was named Luna–A. | The probe failed.
It was named Luna–A. Korolev kept the name.
The pilot was John H. | He waited. | So did J. | It was late.
They ran version 2.0. | Apollo needed it.
They slept at 5 p.m. | Armstrong woke at 6 a.m. | Aldrin slept.
The clock stood at 5 p.m. 20 seconds later it stood still.
The clock stood at 5 P.M. Moscow time and at 5 P.M. Zulu.
He has a Ph.D. Korolev had none. | He has a Ph.D. | The others did not.
... And then they flew.
The list: first, Strelka. | • Next, Belka.
The bill came. | €5 was missing. | #1 was his. (€5 was missing.
The bill came. — The bill went. – It was late.
The crew left. then it rained. | The end.
He met Charles. | de la Cruz waited. | van der Berg did not. van is lower case.
He met Bob. | del Rio is a town. | al Amin left.
Yahoo! | The page was busy. | It was on Jeopardy! | They saw Jeopardy! Winners met.
Go! | Leonov said nothing? | Kranz shouted.
“Go!” Kranz loudly shouted. | “Go!” | Kranz of Houston shouted.
“Go!” Gene F. Kranz said. | “Go!” | Gene saw nothing. | “No!” the man said.
‘Go!’ Kranz said. | 'Go?' Kranz said. | «Go!» Kranz said. | (Go!) | Kranz said nothing.
II. The launch. | III. The landing. | VIII. | The end. | 1969. | It was over. | 969. It was a room.
XII. The end. | Xiv. | The end.
They met at Grumman Corp. Korolev was there. | They met at Grumman Corp. | He was there.
It fell approx. The same distance. | It fell vs. The same. | Dr. The said so.
He asked for No. 5. | He asked for no. | The end. | See p. 5 and pp. 7 to 9.
They came in Sept. 1957 or in Oct. | Nobody knew.
It was in e.g. The News, i.e. The paper. | E.g. The News.
It was St. | The saint. | They met in St. | The town was small. | They met in St. Louis.
The ship (an R-7/A. | Then another) rose.
It flew at 3 km/s. | Nobody saw it. | It flew from Pad/No. 5.
He said "No. 5 is ready." | They left.
It beeped.[1, 2] | They heard it.[a] and left.
He said: “Go.”) | They left.
É said so. | Élan it was. | 5 men flew. | He saw 5. | Men flew.
A. Korolev left. | Korolev and B. | The end. | Vitamin C. | Korolev had none.
""".strip().splitlines()  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_sentences_end_where_a_reader_ends_them(case: str) -> None:
    text = case.replace(" | ", " ")
    assert case.split(" | ") == [text[start:end] for start, end in sentences(text)]


def test_the_table_is_large() -> None:
    assert len(CASES) >= 90


def test_paragraph_ends_a_sentence_without_a_full_stop() -> None:
    text = "The heading\n\n  A paragraph follows. It is short.  \n\n\n\nEnd"
    expected = ["The heading", "A paragraph follows.", "It is short.", "End"]
    assert expected == [text[start:end] for start, end in sentences(text)]


def test_part_of_a_text_has_offsets_into_the_whole() -> None:
    text = "Left out. One. Two. Left out."
    assert [Span(10, 14), Span(15, 19)] == sentences(text, 10, 20)


WORDS = """Apollo 11 . ! ? … “ ” " ' ( ) U.S. Col. p.m. No. J. said The [3] — $ é von 5"""
PIECES = st.sampled_from([*WORDS.split(), " ", " ", "\n\n", "\n", "\u00a0", ". . ."])
PARAGRAPH = st.one_of(
    st.sampled_from(CASES).map(lambda case: case.replace(" | ", " ")), st.lists(PIECES).map("".join)
).filter(lambda text: "\n\n" not in f"\n{text}\n")


@given(PARAGRAPH, PARAGRAPH, PARAGRAPH)
def test_a_part_is_divided_as_if_it_were_alone(first: str, second: str, third: str) -> None:
    """Whatever is before and after it."""
    text = f"{first}\n\n{second}\n\n{third}"
    start = len(first) + 2
    end = start + len(second)
    alone = [Span(start + a, start + b) for a, b in sentences(second)]
    assert alone == sentences(text, start, end)
    last = [Span(end + 2 + a, end + 2 + b) for a, b in sentences(third)]
    assert sentences(first) + alone + last == sentences(text)
    assert alone + last == sentences(text, start)


def test_empty_text_has_no_sentence() -> None:
    assert [] == sentences("")
    assert [] == sentences(" \n\n \t\n")


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_sentences_are_the_text_in_order_without_its_white_space(text: str) -> None:
    spans = sentences(text)
    ends = [0, *(span.end for span in spans)]
    starts = [*(span.start for span in spans), len(text)]
    assert all(start < end for start, end in spans)
    assert all(end <= start for end, start in zip(ends, starts, strict=True))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    assert all("\n\n" not in text[start:end] for start, end in spans)
    between = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    assert not "".join(between).strip()
    assert spans == sentences(text)


@pytest.mark.parametrize(
    "text", ["." * 300_000, "a." + " " * 300_000, "?” A" * 50_000, '."' * 100_000, "A. " * 100_000]
)
def test_hostile_text_is_split_in_one_pass(text: str) -> None:
    spans = sentences(text)
    assert not text[: spans[0].start].strip()
    assert len(text.rstrip()) == spans[-1].end
