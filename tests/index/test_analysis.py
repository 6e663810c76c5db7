from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.index.analysis import MAX_TERM_LENGTH, STOP_WORDS, Analyzer

ODD = st.text(st.one_of(st.characters(), st.sampled_from("US.-’'2,_IVab \u0301")))


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Apollo 11 in 1969", ["apollo", "11", "1969"]),
        ("the astronauts' spacewalks", ["astronaut", "spacewalk"]),
        ("Gagarin’s flight, Gagarin's capsule", ["gagarin", "flight", "gagarin", "capsul"]),
        ("Peenemünde, Łódź, Gagarín", ["peenemund", "lodz", "gagarin"]),
        ("V-2", ["v2"]),
        ("R‑7 with a non-breaking hyphen", ["r7", "non", "break", "nonbreak", "hyphen"]),
        ("STS-51-L", ["sts51l", "sts", "51l"]),
        ("Luna 9", ["luna", "9"]),
        ("Apollo-11", ["apollo", "11"]),
        ("mid-1960s", ["mid", "1960s"]),
        ("11-day", ["11", "day"]),
        ("1957–58", ["1957", "58"]),
        ("Apollo–Soyuz", ["apollo", "soyuz"]),
        ("1,000 km or 3.5 m", ["1000", "km", "3.5", "m"]),
        ("July 17,1975", ["juli", "17", "1975"]),
        ("end.Next", ["end", "next"]),
        ("U.S.S.R. N.A.S.A.", ["ussr", "nasa"]),
        ("tell us about it", ["tell"]),
        ("I don't, she isn't", []),
        ("", []),
        ("…—“”", []),
    ],
)
def test_terms(analyzer, text, terms):
    assert terms == analyzer.analyze(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("STS-51-L", "STS-51L"),
        ("Soyuz T-10-1", "soyuz t10-1"),
        ("V-2", "v2"),
        ("Voyager II", "voyager 2"),
        ("Saturn V", "saturn 5"),
        ("saturn v", "Saturn V"),
        ("World War II", "world war ii"),
        ("the U.S. and the USA", "US and usa"),
        ("U.S.'s", "the US"),
        ("liftoff", "LIFTOFF"),
        ("cafe\u0301s", "cafés"),
        ("Tsiolkovsky’s", "TSIOLKOVSKY'S"),
    ],
)
def test_two_ways_of_writing_give_the_same_terms(analyzer, one, other):
    assert analyzer.analyze(one) == analyzer.analyze(other)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("STS 51-L", "STS-51-L"),
        ("STS51L", "STS-51-L"),
        ("liftoff", "lift-off"),
        ("reentry", "re-entry"),
        ("GOES 16", "GOES-16"),
        ("mail", "e-mail"),
    ],
)
def test_a_question_meets_another_spelling(analyzer, question, text):
    assert not set(analyzer.analyze(question)).isdisjoint(analyzer.analyze(text))


def test_a_numeral_needs_a_name_before_it(analyzer):
    assert ["x", "ray"] == analyzer.analyze("X ray")
    assert "5" not in analyzer.analyze("the V of geese")


def test_stop_words_are_compared_before_stemming(analyzer):
    assert [] == [word for word in STOP_WORDS if analyzer.analyze(word)]


def test_a_word_without_end_is_cut_but_found(analyzer):
    assert ["x" * MAX_TERM_LENGTH] == analyzer.analyze("x" * 4000)


@given(ODD)
def test_tokens_are_the_terms_with_their_places(text):
    analyzer = Analyzer()
    tokens = list(analyzer.tokens(text))
    assert analyzer.analyze(text) == [term for token in tokens for term in token.terms]
    places = [place for token in tokens for place in (token.start, token.end)]
    assert sorted(places) == places
    assert all(0 < len(term) <= 2 * MAX_TERM_LENGTH for t in tokens for term in t.terms)


@given(st.lists(ODD, max_size=6))
def test_what_was_analysed_before_changes_nothing(texts):
    used = Analyzer()
    first = [used.analyze(text) for text in texts]
    assert first == [Analyzer().analyze(text) for text in texts]
    assert first == [used.analyze(text) for text in texts]


def test_threads_may_share_one():
    words = [f"astronaut{n}s flying" for n in range(2000)]
    shared = Analyzer()
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(shared.analyze, words * 4))
    alone = Analyzer()
    assert [alone.analyze(word) for word in words] * 4 == together
