"""Labels of transcripts: offices, titles with surnames in capitals, initials, Q. and A."""

from bot.corpus.article import Article
from bot.index.speech.labels import lines_in
from bot.index.speech.people import People
from bot.index.speech.transcripts import turns

HEARING = """\
The subcommittee met at 9 a.m., Hon. Otto Brandvold (chairman of the subcommittee) presiding. \
Also present: Representatives Pia O’Connell and Ned McCarthy. Witness: Admiral Ida Storm.

The CHAIRMAN. The subcommittee will come to order.

Ms. O’CONNELL. Thank you, Mr. Chairman. Admiral, who knew?

Admiral STORM. I knew, ma’am.

And I told you so at the time.

Mr. McCARTHY of Ohio. I did not.

[Laughter.]

The CLERK. The ayes have it.

Mr. QUILL. I object."""


def said(text: str) -> list[tuple[str | None, str]]:
    people = People(text)
    found = turns(Article(id="a", path="a", title="A", text=text), people)
    names = [people.find(turn.name) if turn.name else None for turn in found]
    return [
        (p.name if p else str(t.name) if t.name else t.post, text[t.start : t.end])
        for p, t in zip(names, found, strict=True)
    ]


def speakers(text: str) -> list[str | None]:
    return [name for name, _ in said(text)]


def test_a_printed_hearing_names_its_speakers_by_title_and_surname() -> None:
    assert [
        ("Otto Brandvold", "The subcommittee will come to order."),
        ("Pia O’Connell", "Thank you, Mr. Chairman. Admiral, who knew?"),
        ("Ida Storm", "I knew, ma’am."),
        ("Ida Storm", "And I told you so at the time."),
        ("Ned McCarthy", "I did not."),
        (None, "The ayes have it."),
        ("Quill", "I object."),
    ] == said(HEARING)


def test_two_lines_are_no_printed_hearing() -> None:
    assert [] == said("The CHAIRMAN. We begin.\n\nMr. QUILL. I object.")
    assert [] == said("The NASA. We begin.\n\nOf NASA. We go on.\n\nIn USA. It ends.")


def test_the_chair_is_who_presides() -> None:
    lines = "THE CHAIR: We begin.\n\nMS. VALE: Thank you, Madam Chair.\n\nCHAIRWOMAN: Go on."
    for opening in (
        "Senator Ada Field presided over the hearing. Ruth Vale was heard.",
        "The session was chaired by Ada Field. Ruth Vale spoke first.",
        "Present: Ada Field, the chairwoman; Ruth Vale, counsel for the town.",
    ):
        assert ["Ada Field", "Ruth Vale", "Ada Field"] == speakers(f"{opening}\n\n{lines}")
    assert [None, "Ruth Vale", None] == speakers(f"Ada Field met Ruth Vale.\n\n{lines}")


def test_two_chairmen_are_not_told_apart() -> None:
    text = "Ed Lund, chairman of the board, and Al Burke, chairman of the union, met.\n\n"
    assert [None, None] == speakers(f"{text}THE CHAIRMAN: We begin.\n\nTHE CHAIRMAN: We end.")


TRIAL = """\
The matter was heard by Judge Alma Reyes. Paul Stone appeared for the state, Kim Doyle for the \
defense.

ROY HADDIX, having been first duly sworn, testified as follows:

BY MR. STONE:

Q. Where were you?

A. At home.

MS. DOYLE: Objection.

THE COURT: Overruled.

THE WITNESS: I was asleep.

BY MS. DOYLE:

Q. Alone?

A. With my dog.

THE BAILIFF: All rise."""


def test_in_court_the_examiner_asks_and_the_witness_answers() -> None:
    assert [
        ("Paul Stone", "Where were you?"),
        ("Roy Haddix", "At home."),
        ("Kim Doyle", "Objection."),
        ("Alma Reyes", "Overruled."),
        ("Roy Haddix", "I was asleep."),
        ("Kim Doyle", "Alone?"),
        ("Roy Haddix", "With my dog."),
        (None, "All rise."),
    ] == said(TRIAL)


def test_initials_are_those_of_people_named_in_full() -> None:
    text = "Nora Jane Castle, a novelist, met Ben Hall.\n\nBH: Why?\n\nNC: Money.\n\nB.H.: Really?"
    assert ["Ben Hall", "Nora Jane Castle", "Ben Hall"] == speakers(text)
    text = "Nora Castle and Ned Crewe came.\n\nNC: Why?\n\nXY: Money.\n\nNC: Really?"
    assert [None, None, None] == speakers(text)
    text = "Ida Tann-Boyd, a pianist, met Ben Hall.\n\nB.H.: Why?\n\nI.T.-B.: Money.\n\nB.H.: Oh?"
    assert ["Ben Hall", "Ida Tann-Boyd", "Ben Hall"] == speakers(text)


def test_posts_keep_their_letters() -> None:
    assert ["CC", "LMP"] == speakers("Lou Marsh flew.\n\nCC: Go.\n\nLMP: Roger.")


def test_hostile_labels_take_one_pass() -> None:
    for text in ("The " + "AAAA " * 20000, "Mr. " + "Mc" * 20000, "BY " + "A" * 50000 + " :"):
        assert [] == [*lines_in(text)]
