import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.cleaning.typography import agree, close_quotations, tidy


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  The crew\tslept. \n", "The crew slept."),
        ("Apollo\u00a011\u202fflew", "Apollo 11 flew"),
        ("two\nlines\r\nof text", "two lines of text"),
        ("space\u00adcraft", "spacecraft"),
        ("inter\u00ad\n  planetary", "interplanetary"),
        ("\ufefforbit\u200b", "orbit"),
        ("a\x00b", "a b"),
        ("half \ud83d a pair", "half \ufffd a pair"),
        ("👩\u200d🚀 waved", "👩\u200d🚀 waved"),
        ("Gag\u200darin", "Gagarin"),
        ("\u200d\u0928\u092e", "\u0928\u092e"),
        ("\u0928\u092e\u200d", "\u0928\u092e"),
        ("\u0928\u200d\u092e", "\u0928\u200d\u092e"),
        ("\u0928\u200d\u200d\u092e", "\u0928\u200d\u092e"),
        ("\u0600\u200c\u0600", "\u0600\u200c\u0600"),
        ("\u0928\u200dm", "\u0928m"),
        ("m\u200d\u0928", "m\u0928"),
        (" one space", "one space"),
        ("one space ", "one space"),
        ("two  spaces", "two spaces"),
        ("", ""),
    ],
)
def test_tidy(text: str, expected: str) -> None:
    assert expected == tidy(text)


@given(st.text())
def test_tidy_is_idempotent_and_gives_one_line(text: str) -> None:
    once = tidy(text)
    assert once == tidy(once)
    assert len(once.splitlines()) <= 1


@given(st.lists(st.text(alphabet="abcé中9", min_size=1)))
def test_tidy_loses_no_word(words: list[str]) -> None:
    assert words == tidy("\xa0\n\u200b".join(words)).split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("he said “ go ” and left", "he said “go” and left"),
        ('he said " go " and left', 'he said "go" and left'),
        ('"go " he said', '"go" he said'),
        ('he said " go " and " stay "', 'he said "go" and "stay"'),
        ('" go ", he said', '"go", he said'),
        ('" go " (he said " no ")', '"go" (he said "no")'),
        ('so" go "on" and "', 'so" go "on" and"'),
        ('he" said " go', 'he" said" go'),
        ("“ go", "“go"),
        ("go ”", "go”"),
        ("“  go  ”.", "“go”."),
        ("go — ”", "go — ”"),
        ('a 6 " pipe', 'a 6 " pipe'),  # one mark alone: its side is unknown
        ("sagte ”ja” und ging", "sagte ”ja” und ging"),  # where ” opens as well
    ],
)
def test_close_quotations(text: str, expected: str) -> None:
    assert expected == close_quotations(text)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (['"Go," he said.', "“Stay.”"], ["“Go,” he said.", "“Stay.”"]),
        (['"Go," he said.', '("Stay.")'], ['"Go," he said.', '("Stay.")']),
        (["It's the crew’s."], ["It’s the crew’s."]),
        (
            ["“Go, he said.", '"Stay," they said. "No."'],
            ["“Go, he said.", "“Stay,” they said. “No.”"],
        ),
        (["Go,” he said.", '"Stay," they said.'], ["Go,” he said.", "“Stay,” they said."]),
        (["It's", "It’s", "the '60s"], ["It’s", "It’s", "the '60s"]),
        (["It's", "'tis"], ["It's", "'tis"]),
        (["“Go.”", 'said "go"; (he "went")'], ["“Go.”", "said “go”; (he “went”)"]),
        (['A 12" rail, “he” said'], ['A 12" rail, “he” said']),
    ],
)
def test_agree(texts: list[str], expected: list[str]) -> None:
    assert expected == agree(texts)


def test_agreeing_leaves_what_it_was_given_as_it_was() -> None:
    texts = ['"It\'s"', "“It’s”"]
    assert ["“It’s”", "“It’s”"] == agree(texts)
    assert ['"It\'s"', "“It’s”"] == texts


@given(st.lists(st.text(alphabet="aB \"“”'’.,(")))
def test_agree_is_idempotent(texts: list[str]) -> None:
    once = agree(texts)
    assert once == agree(once)
