"""Quotations of whole texts, in the styles that the archive has; attribution alone is tested
with the speakers."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.article import Article
from bot.corpus.sentences import Span
from bot.index.quotes import Quote, extract


def quotes(text: str, headings: tuple[Span, ...] = ()) -> list[Quote]:
    return extract(Article(id="a", path="a.txt", title="A", text=text, headings=headings))


def told(text: str) -> list[tuple[str, str | None]]:
    """Return each quotation's parts, joined by " / ", with its speaker."""
    return [
        (" / ".join(text[start:end] for start, end in quote.parts), quote.speaker)
        for quote in quotes(text)
    ]


HANDSHAKE = """\
A hatch opened over the Atlantic, and two crews who had been told to fear each other shook hands.

“Well, come in,” Col. Pavel Orlov called in careful English to Brig. Gen. Walter Hale of NASA.

“Spasibo, thank you, it is good to be here,” General Hale replied in Russian that he had practiced.

The meal that followed was borscht from a tube.

“Nobody who lived through those years could look at that picture and feel nothing,” said \
Irina Markova, a professor of history at Tula University and an expert on the docking project.
"""


def test_news_gives_ranks_bodies_and_appositions() -> None:
    found = [(quote.text, quote.speaker, quote.speaker_role) for quote in quotes(HANDSHAKE)]
    expected = [
        ("Well, come in", "Pavel Orlov", "Col."),
        ("Spasibo, thank you, it is good to be here", "Walter Hale", "Brig. Gen., NASA"),
        (
            "Nobody who lived through those years could look at that picture and feel nothing",
            "Irina Markova",
            "a professor of history at Tula University and an expert on the docking project",
        ),
    ]
    assert expected == found


EXPLOSION = """\
The rescue began with a bang. “Okay, Houston, we’ve had a problem here,” said Jack Swigert, the \
command module pilot. Capsule communicator Jack Lousma asked him to repeat it. “Houston, we’ve had \
a problem,” James Lovell, the commander, said. “We’ve had a main B bus undervolt.”

Gene Kranz, the lead flight director, gathered his team. “Let’s work the problem, people,” he told \
them. Decades later, Kranz recalled that nobody in the room “was willing to entertain the thought \
of losing the crew.”

Lovell’s wife, Marilyn, said that the waiting “was the longest four days of my life.” A spokesman \
declined to comment. “The lander did what it was built for,” said one engineer.
"""


def test_history_keeps_speakers_apart() -> None:
    assert [
        ("Okay, Houston, we’ve had a problem here", "Jack Swigert"),
        ("Houston, we’ve had a problem", "James Lovell"),
        ("We’ve had a main B bus undervolt.", "James Lovell"),
        ("Let’s work the problem, people", "Gene Kranz"),
        ("was willing to entertain the thought of losing the crew.", "Gene Kranz"),
        ("was the longest four days of my life.", "Marilyn"),
        ("The lander did what it was built for", None),
    ] == told(EXPLOSION)


WOMEN = """\
When Valentina Tereshkova lifted off on June 16, 1963, she called out, “Hey sky, take off your \
hat, I’m on my way!” Sergei Korolev, the chief designer, had chosen her. He later admitted, “I was \
never sure that we had asked enough of her.”

“They forbade me from flying, despite all my protests,” Tereshkova said in 2007. “After being once \
in space, I was desperate to go back.”

Svetlana Savitskaya, who followed her nineteen years later, was blunt: “Nobody gave us flowers for \
free.”
"""


def test_feature_resolves_pronouns_by_who_they_fit() -> None:
    assert [
        ("Hey sky, take off your hat, I’m on my way!", "Valentina Tereshkova"),
        ("I was never sure that we had asked enough of her.", "Sergei Korolev"),
        ("They forbade me from flying, despite all my protests", "Valentina Tereshkova"),
        ("After being once in space, I was desperate to go back.", "Valentina Tereshkova"),
        ("Nobody gave us flowers for free.", "Svetlana Savitskaya"),
    ] == told(WOMEN)


BROKEN = """\
“The sky was the deepest black I had ever seen,” Leonov wrote, “and the stars did not blink; my \
suit, however, had begun to swell,

“and I knew that I could not get back in as I was.”

Belyayev, his commander, heard nothing of it. “I decided not to tell anyone,” Leonov admitted.
"""


def test_a_quotation_broken_by_its_tag_and_a_paragraph_is_one() -> None:
    first, second = quotes(BROKEN)
    assert "The sky was the deepest black I had ever seen" == first.text
    assert ["The sky", "and the", "and I k"] == [BROKEN[s : s + 7] for s, _ in first.parts]
    assert Span(first.start, first.end) == first.parts[0]
    assert ("Leonov", 1) == (second.speaker, len(second.parts))


MONOLOGUE = """\
“I had never wanted to be a hero,” Yuri Romanenko told the reporters. “I wanted to fly.

“I flew for a year. My legs forgot the ground.

“It came back.”

He laughed, and the reporters did, too.
"""


def test_a_quotation_goes_on_in_paragraphs_that_repeat_its_mark() -> None:
    assert [
        ("I had never wanted to be a hero", "Yuri Romanenko"),
        (
            "I wanted to fly. / I flew for a year. My legs forgot the ground. / It came back.",
            "Yuri Romanenko",
        ),
    ] == told(MONOLOGUE)


TALK = """\
“Go or no go?” asked Gene Kranz.

“We’re go, Flight,” Jerry Bostick replied.

“Then stay on the line and keep your eyes open.”

“Will do, Flight, we are watching it.”

The room grew quiet.

“Thirty seconds.”
"""


def test_talk_of_two_goes_by_turns_until_something_else_comes() -> None:
    assert [
        ("Go or no go?", "Gene Kranz"),
        ("We’re go, Flight", "Jerry Bostick"),
        ("Then stay on the line and keep your eyes open.", "Gene Kranz"),
        ("Will do, Flight, we are watching it.", "Jerry Bostick"),
        ("Thirty seconds.", None),
    ] == told(TALK)


RADIO = """\
102:45:58 Armstrong: Houston, Tranquility Base here. The Eagle has landed.

102:46:06 Duke: Roger, Tranquility, we copy you on the ground.

102:46:16 Aldrin: Thank you.

Neil Armstrong and Buzz Aldrin had landed. Charlie Duke was the capsule communicator.
"""


def test_radio_transcript_names_the_crew_in_full() -> None:
    assert [
        ("Houston, Tranquility Base here. The Eagle has landed.", "Neil Armstrong"),
        ("Roger, Tranquility, we copy you on the ground.", "Charlie Duke"),
        ("Thank you.", "Buzz Aldrin"),
    ] == told(RADIO)


LOOP = """\
The exchange was recorded at 55 hours.

KRANZ: Is there any kind of gold in that tank?

LIEBERGOT: Negative, Flight. I believe the crew reported it.

CAPCOM: 13, we've got “a lot of people” working on this.

KRANZ: Okay. Let's everybody keep cool.

Gene Kranz was the flight director on duty.
"""


def test_transcript_in_capitals_keeps_posts_and_unknown_names() -> None:
    assert [
        ("Is there any kind of gold in that tank?", "Gene Kranz"),
        ("Negative, Flight. I believe the crew reported it.", "Liebergot"),
        ("13, we've got “a lot of people” working on this.", "CAPCOM"),
        ("Okay. Let's everybody keep cool.", "Gene Kranz"),
    ] == told(LOOP)


INTERVIEW = """\
Helen Sharman spoke to us by telephone.

Q: When did you first hear of the mission?

A: I was driving home. The radio said, “Astronaut wanted, no experience necessary.”

Q: And you applied at once?

A: Not quite. I stopped the car and wrote down the number.
"""


def test_a_block_quote_is_its_own_quotation() -> None:
    paragraphs = ["Gene Kranz put it in his memoir:", "We were young.", "We flew “Odyssey” home.",
                  "A third, Chris Kraft, agrees:", "It is so.", "Note: this is none."]  # fmt: skip
    text = "\n\n".join(paragraphs)
    spans = [Span(text.index(one), text.index(one) + len(one)) for one in paragraphs]
    blocks = (spans[1], spans[2], spans[4], spans[5])
    article = Article(
        id="a", path="a.md", title="A", text=text, block_quotes=(*blocks[:2], blocks[2])
    )
    assert [
        (("We were young.", "We flew “Odyssey” home."), "Gene Kranz"),
        (("It is so.",), "Chris Kraft"),
    ] == [(quote.texts, quote.speaker) for quote in extract(article)]
    box = Article(id="a", path="a.md", title="A", text=text[:-1], block_quotes=blocks[3:])
    assert [] == extract(box)


def test_what_is_shown_marks_the_tag_that_is_left_out() -> None:
    [quote] = quotes("“It is amazing,” Gene Kranz said, “that we came home.\n\n“All of us, too.”")
    assert "It is amazing […] that we came home. All of us, too." == quote.shown
    assert ("It is amazing", "that we came home.", "All of us, too.") == quote.texts


ANSWERS = [
    "I was driving home. The radio said, “Astronaut wanted, no experience necessary.”",
    "Not quite. I stopped the car and wrote down the number.",
]


@pytest.mark.parametrize("interview", [INTERVIEW, INTERVIEW.replace(": ", ". ")])
def test_answers_are_by_who_alone_is_named_before_the_questions(interview: str) -> None:
    assert [(words, "Helen Sharman") for words in ANSWERS] == told(interview)


def test_answers_are_nobodys_where_two_are_named_or_none_is() -> None:
    two = INTERVIEW.replace("spoke to us", "and Anna Fisher spoke to us")
    none = INTERVIEW.replace("Helen Sharman", "The chemist")
    assert [(words, None) for words in ANSWERS] == told(two) == told(none)


def test_an_initial_at_the_beginning_of_a_paragraph_is_no_answer() -> None:
    assert [] == told("A. Leonov flew in 1965.\n\nA. Yeliseyev flew later.")


BRITISH = """\
‘We had no idea what would happen,’ said Helen Sharman, a chemist from Sheffield. ‘But nobody \
called it “a risk” aloud.’

The astronauts’ families waited at the city’s edge. ‘Quiet, please,’ an officer said.
"""


def test_single_marks_are_quotations_where_the_text_uses_them_so() -> None:
    assert [
        ("We had no idea what would happen", "Helen Sharman"),
        ("But nobody called it “a risk” aloud.", "Helen Sharman"),
        ("Quiet, please", None),
    ] == told(BRITISH)


STRAIGHT = """\
"I'm coming back in," Edward White said, "and it's the saddest moment of my life."

"You've got to do it," said Flight Director Chris Kraft. "We don't want to waste your fuel."

White's spacecraft, 'Gemini 4', was 19' long, and its hatch was "sticky."
"""


def test_straight_marks_pair_up() -> None:
    assert [
        ("I'm coming back in / and it's the saddest moment of my life.", "Edward White"),
        ("You've got to do it", "Chris Kraft"),
        ("We don't want to waste your fuel.", "Chris Kraft"),
    ] == told(STRAIGHT)


STATEMENTS = """\
Roscosmos said in a statement that the leak was “under control and of no danger to the crew.” The \
agency said, “All systems are working normally.” Dmitry Rogozin, the head of Roscosmos, wrote: “We \
will find out who did this.” NASA’s Joel Montalbano told reporters that his team “supports the \
Russian decision fully.”

According to Kathy Lueders, who leads the program, “the crew was never in danger at any time.” In \
the words of Sergei Krikalev, “Space is not a place for haste.”
"""


def test_bodies_speak_for_themselves() -> None:
    assert [
        ("under control and of no danger to the crew.", "Roscosmos"),
        ("All systems are working normally.", None),
        ("We will find out who did this.", "Dmitry Rogozin"),
        ("supports the Russian decision fully.", "Joel Montalbano"),
        ("the crew was never in danger at any time.", "Kathy Lueders"),
        ("Space is not a place for haste.", "Sergei Krikalev"),
    ] == told(STATEMENTS)


NONE = """\
The lander “Eagle” had fuel for “about 20 seconds.” The book “Sputnik: The Shock of the Century” \
describes the panic; the song “Telstar” came later. Newspapers spoke of a “red moon.”

Gene Kranz wrote a memoir, “Failure Is Not an Option,” in 2000. The so-called “missile gap that \
was never there” decided an election. Its designers called it “PS-1,” for “simplest satellite.” A \
headline read “Soviet Fires Earth Satellite Into Space.”
"""


def test_titles_names_and_words_at_a_distance_are_no_quotations() -> None:
    assert [] == told(NONE)


TEXTS = """\
A plaque on the leg of the lander reads, “Here men from the planet Earth first set foot upon the \
Moon.” “I looked and looked but I didn’t see God” is often given to Gagarin, but the sentence was \
invented. The report concluded: “There is no doubt that the valve failed in flight.”
"""


def test_words_that_nobody_is_said_to_have_said_have_no_speaker() -> None:
    assert [None, None, None] == [quote.speaker for quote in quotes(TEXTS)]


def test_facts_with_labels_are_no_transcript() -> None:
    assert [] == told("MASS: 28,801 kg.\n\nAPOGEE: 186 km.\n\nPERIGEE: 183 km.\n\nCREW: Three.")
    assert [] == told("Note: This page was changed.\n\nCorrection: The crew had three members.")


def test_headings_hold_no_quotation() -> None:
    text = "“We are go,” Kraft said\n\nThe launch was late."
    assert [] == quotes(text, (Span(0, 23),))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go now, gentlemen, he said. “Then we left,” Kraft said.", ["Then we left"]),
        ("We go now, gentlemen,” he said.", []),
        ("“We go now, gentlemen, he said.\n\nNobody answered.", []),
        ('He said: "We go now, gentlemen. Nobody answered.', []),
        ('The 12" model flew. "It flew well," Kraft said.', ["It flew well"]),
        ("«Мы летим к звёздам», said Gagarin.", ["Мы летим к звёздам"]),
        ("„Wir fliegen zum Mond“, said Oberth.", ["Wir fliegen zum Mond"]),
        ("“He said ‘go’ and “stop” to us,” Kraft recalled.", ["He said ‘go’ and “stop” to us"]),
        ("“ We are go. ” The count went on.", ["We are go."]),
        ("““““", []),
        ('“” "" ‘’ «»', []),
        ("", []),
        ("Nothing is said here: not a word.", []),
    ],
)
def test_marks_without_their_other_half_are_left_out(text: str, expected: list[str]) -> None:
    assert expected == [quote.text for quote in quotes(text)]


WORDS = """“ ” " ' ‘ ’ « » „ — ( ) said he she told of the who and 1969 called Leonov NASA Col."""
PHRASES = [" ", "\n\n", ", ", ". ", ": ", "? ", "! ", "Neil Armstrong ", "ARMSTRONG: "]
PIECES = st.sampled_from([*WORDS.split(), *PHRASES, "go now all of you", "a professor "])


@given(st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join)))
def test_every_quotation_is_the_article_word_for_word(text: str) -> None:
    found = quotes(text)
    for quote in found:
        assert text[quote.start : quote.end] == quote.text == quote.text.strip() != ""
        assert Span(quote.start, quote.end) == quote.parts[0]
        assert sorted(quote.parts) == list(quote.parts)
        assert 0 <= quote.confidence <= 1
        assert quote.speaker or quote.speaker is None
        assert quote.speaker_role is None or quote.speaker is not None
        assert all("\n\n" not in text[start:end] for start, end in quote.parts)
    spans = [span for quote in found for span in quote.parts]
    assert all(first.end <= second.start for first, second in pairwise(spans))
    assert found == quotes(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("“We have lifted off and all is well,” Leonov said to Stafford. " * 2_000, 2_000),
        ("Leonov smiled. “We have lifted off and all is well,” he said. " * 500, 500),
        ('"' * 100_000, 0),
        ("“" * 100_000, 0),
        ("“go " * 50_000, 0),
        ("‘a,’ " * 5_000, 0),
        ("“" + "word " * 50_000 + "end,” said Leonov.", 1),
        ("ARMSTRONG: Go.\n\n" * 5_000, 5_000),
        ("A B. " * 20_000 + "“We are go for launch,” he said.", 1),
    ],
)
def test_hostile_text_takes_one_pass(text: str, count: int) -> None:
    assert count == len(quotes(text))
