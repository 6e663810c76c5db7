import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.replies.buttons import CUSTOM_ID, State, Verb, base36, decode, fitting

digests = st.text("0123456789abcdef", min_size=8, max_size=8)
askers = st.integers(1, 2**64 - 1)
places = st.lists(st.tuples(st.integers(0, 36**7 - 1), st.integers(0, 36**5 - 1)), max_size=30)


@given(st.sampled_from(Verb), digests, askers, places, st.data())
def test_what_is_written_is_read_again(verb, digest, asker, many, data):
    held = fitting(digest, asker, many)
    index = data.draw(st.integers(0, max(0, len(held) - 1)))
    state = State(verb=verb, digest=digest, asker=asker, index=index, places=held)
    custom_id = state.encode()
    assert len(custom_id) <= CUSTOM_ID
    assert state == decode(custom_id)


@given(digests, askers, places)
def test_at_least_four_passages_fit_whatever_their_numbers(digest, asker, many):
    held = fitting(digest, asker, many)
    assert held == tuple(many[: len(held)])
    assert len(held) >= min(4, len(many))


def test_what_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="20 passages"):
        State(verb=Verb.NEXT, digest="5d41402a", asker=1, places=((10**9, 1),) * 20).encode()


@pytest.mark.parametrize(
    "custom_id",
    [
        "",
        "n",
        "next",
        "z:5d41402a:1:0:1.0",
        "n:5d41402a:1:1:1.0",
        "n:5d41402a:1:0:1.0,",
        "n:5d41402a:1:0:1",
        "n:5D41402A:1:0:1.0",
        "n:5d41402a:zzzzzzzzzzzzz:0:1.0",
        "n:5d41402a:-1:0:1.0",
        "n:5d41402a:1:0:١.0",
        "n:5d41402a:1:0:1.0\n",
        "n:../../etc:1:0:1.0",
        "n:5d41402a:1:0:" + "1.0," * 40 + "1.0",
    ],
)
def test_what_this_program_did_not_write_is_nothing(custom_id):
    assert decode(custom_id) is None


@given(st.text(max_size=120) | st.text("nps:0123456789abcdef.,", max_size=110))
def test_nothing_that_people_send_is_an_error(text):
    state = decode(text)
    assert state is None or decode(state.encode()) == state


@given(st.integers(0, 2**64))
def test_numbers_in_base_36(number):
    assert number == int(base36(number), 36)
