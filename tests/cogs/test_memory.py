import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cogs.memory import Arrivals, Asked, Cooldown, Questions, Quoted, Seen, from_place


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_an_id_is_new_once():
    seen = Seen(most=2)
    assert [True, False, True, True, True] == [seen.is_new(i) for i in (1, 1, 2, 3, 1)]


@given(st.integers(1, 20), st.floats(1, 100))
def test_so_many_at_once_and_then_a_wait(count, seconds):
    clock = Clock()
    cooldown = Cooldown(count, seconds, now=clock)
    assert [0.0] * count == [cooldown.take("alice") for _ in range(count)]
    wait = cooldown.take("alice")
    assert 0 < wait <= seconds + 1e-6
    assert cooldown.take("bob") == 0
    clock.now += wait + 1e-6
    assert cooldown.take("alice") == 0


def test_what_was_for_nothing_is_given_back():
    cooldown = Cooldown(1, 10, now=Clock())
    assert cooldown.take("alice") == 0
    cooldown.give_back("alice")
    assert cooldown.take("alice") == 0
    assert cooldown.take("alice") > 0


def test_a_refusal_spends_nothing():
    clock = Clock()
    cooldown = Cooldown(2, 10, now=clock)
    cooldown.take("alice"), cooldown.take("alice")
    waits = [cooldown.take("alice") for _ in range(100)]
    assert waits == [waits[0]] * 100


def test_a_wait_is_told_once():
    clock = Clock()
    cooldown = Cooldown(1, 10, now=clock)
    assert [True, False, False] == [cooldown.is_to_be_told("alice", 5) for _ in range(3)]
    clock.now += 6
    assert cooldown.is_to_be_told("alice", 5)


def test_no_limit():
    cooldown = Cooldown(0, 10)
    assert {0.0} == {cooldown.take("alice") for _ in range(1000)}


def test_a_hundred_thousand_people_take_bounded_room():
    cooldown = Cooldown(1, 10, most=100)
    for person in range(100_000):
        cooldown.take(person)
        cooldown.is_to_be_told(person, 1)
    assert len(cooldown._idle_at) <= 100
    assert len(cooldown._told) <= 100


def test_the_oldest_question_is_forgotten():
    questions = Questions(most=2)
    for message in (1, 2, 3):
        questions.add(message, Asked(7, "Who?"))
    assert questions.get(1) is None
    assert questions.forget(3) is not None
    assert questions.forget(3) is None


@given(st.lists(st.integers(), min_size=1, max_size=40, unique=True), st.integers(1, 3))
def test_all_quotations_are_shown_before_one_comes_back(places, rounds):
    quoted = Quoted()
    for _ in range(rounds):
        assert places == [quoted.choose("channel", places) for _ in places]
    assert places[0] == quoted.choose("another channel", places)


@given(st.lists(st.integers(), min_size=2, max_size=40, unique=True))
def test_another_quotation_is_another(places):
    quoted = Quoted()
    shown = quoted.choose("channel", places)
    for _ in range(3 * len(places)):
        before, shown = shown, quoted.choose("channel", places, shown)
        assert before != shown


def test_what_was_shown_for_one_topic_is_not_shown_for_another():
    quoted = Quoted()
    assert "a" == quoted.choose("channel", ["a", "b"])
    assert "c" == quoted.choose("channel", ["a", "c"])
    assert "b" == quoted.choose("channel", ["a", "b", "c"])


def test_what_channels_saw_is_bounded():
    quoted = Quoted(channels=2, most=3, topics=1)
    assert [0, 1, 2, 3, 0] == [quoted.choose("a", range(9)) for _ in range(5)]
    shown = [0]
    while len(shown) < 9:
        shown.append(quoted.choose("d", range(9), shown[-1]))
    assert [*range(9)] == shown
    for channel in "bc":
        assert 0 == quoted.choose(channel, range(9))
    assert 0 == quoted.choose("a", range(9))
    quoted.ask("Moon", "Moon", None)
    quoted.ask("Mars", None, "Mars")
    assert (None, (None, "Mars"), None) == tuple(map(quoted.asked, ["Moon", "Mars", None]))


def test_what_was_seen_of_another_index_is_forgotten():
    quoted = Quoted()
    assert [0, 1] == [quoted.choose("a", range(9), index="old") for _ in range(2)]
    assert [0, 1] == [quoted.choose("a", range(9), index="new") for _ in range(2)]
    assert 0 == quoted.choose("a", range(9), index="old")


def test_what_follows_a_place_goes_round():
    assert [2, 3, 0, 1] == [*from_place(range(4), 2)]
    assert 80 >= len(from_place(range(1000), 500))


@given(st.floats(-1e9, 1e9))
def test_how_late_something_comes_is_told_by_what_came_promptly(apart):
    clock = Clock()
    arrivals = Arrivals(now=clock)
    assert 0 == arrivals.late(clock.now + apart)
    clock.now += 10
    assert 4 == pytest.approx(arrivals.late(clock.now + apart - 4), abs=0.01)
    assert 0 == pytest.approx(arrivals.late(clock.now + apart), abs=0.01)


def test_clocks_may_drift_apart():
    clock = Clock()
    arrivals = Arrivals(now=clock)
    for hour in range(1_000):
        clock.now += 3_600
        assert arrivals.late(clock.now - hour * 0.2) < 0.5
