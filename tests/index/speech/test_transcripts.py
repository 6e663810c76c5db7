"""Lines that begin with who speaks."""

from bot.corpus.article import Article
from bot.index.speech.people import People
from bot.index.speech.transcripts import has_turns, turns


def lines(text: str) -> list[tuple[str | None, str]]:
    """Return each line's speaker and words."""
    found = turns(Article(id="a", path="a", title="A", text=text), People(text))
    return [
        (str(turn.name) if turn.name else turn.post, text[turn.start : turn.end]) for turn in found
    ]


def test_posts_stations_and_names_speak() -> None:
    text = "CAPCOM 1: Go.\n\nHOUSTON: Copy.\n\nNEIL ARMSTRONG: Roger.\n\nCDR (on the Moon): Look!"
    assert [
        ("CAPCOM 1", "Go."),
        ("Houston", "Copy."),
        ("Neil Armstrong", "Roger."),
        ("CDR", "Look!"),
    ] == lines(text)


def test_a_time_may_stand_before_the_label() -> None:
    for time in ("[04 06 45:40]", "102:45:40", "(T+00:12)"):
        assert [("CDR", "Contact.")] == lines(f"{time} CDR: Contact.")


def test_names_in_small_letters_speak_where_others_do() -> None:
    talk = "Kranz: Ready?\n\nLunney: Ready.\n\nGene Kranz and Glynn Lunney were on duty."
    assert [("Kranz", "Ready?"), ("Lunney", "Ready.")] == lines(talk)
    assert [] == lines("Kranz: a life in orbit.\n\nGene Kranz was born in 1933.")
    assert [] == lines("Fuel: Kerosene and oxygen.\n\nThrust: Enough to lift it.")


def test_questions_notices_and_facts_are_left_out() -> None:
    assert [(None, "I was asleep.")] == lines("Q: Where were you?\n\nA: I was asleep.")
    assert [] == lines("UPDATE: The launch is off.\n\nUPDATE: The launch is on.")
    assert [] == lines("MASS: 28 t\n\nCOST: Unknown.\n\nHEIGHT: Unknown.")


def test_text_without_labels_is_known_at_once() -> None:
    assert not has_turns("The crew had three goals: to fly, to dock, to land.")
    assert not has_turns("No label here.")
    assert has_turns("ARMSTRONG: Go.")


INTERVIEW = """\
Zuhra Okello has driven the truck for 14 winters. Her book comes out this week.

Q: What happened?

A: I drove.

And then I drove some more, as you know.

(Laughter.)

Q: Will you stop?

A: No.

The truck was sold."""


def test_an_answer_goes_on_in_the_next_paragraph() -> None:
    expected = [
        ("Zuhra Okello", "I drove."),
        ("Zuhra Okello", "And then I drove some more, as you know."),
        ("Zuhra Okello", "No."),
    ]
    assert expected == lines(INTERVIEW)


def test_what_somebody_is_names_nobody() -> None:
    text = "CAPT. HADDIX: Open, please.\n\nLOCK OPERATOR: It is open.\n\nCAPT. HADDIX: Thanks."
    assert [name for name, _ in lines(text)] == ["Haddix", None, "Haddix"]


def test_what_is_told_between_two_turns_is_no_answer() -> None:
    told = "I asked her sister. “A third,” said Ines Hale to me."
    text = INTERVIEW.replace("(Laughter.)", told)
    assert told not in [said for _, said in lines(text)]
