"""A soak run of seconds keeps its promises; and one that were not kept is noticed."""

import json
import os
from dataclasses import dataclass, replace
from time import monotonic

import pytest

from benchmarks.soak import Plan, soak
from benchmarks.soak_ledger import Ledger
from benchmarks.soak_readings import Reading, left_behind, left_over, unexpected
from benchmarks.soak_verdicts import KEPT, Entry, Outcome
from tests.loopback.faults import Answered, Lost, Swallowed
from tests.loopback.interactions import COMMAND, Interaction
from tests.loopback.messages import Message
from tests.loopback.records import Request
from tests.loopback.server import Loopback
from tests.scene import ARTICLES

SHORT = Plan(
    interactions=500,
    seconds=8,
    first=200,
    growth=1.0,  # what is kept at hand has yet to fill
    impossible=0.5,  # a session that is forgotten takes 5 s
    people=200,
    fault_every=1.0,
    ending_every=6,
    reindex_every=3,
    quiet=1,
    hold=1.5,
    patience=15,
)


@pytest.mark.skipif(
    "SOAK" not in os.environ,
    reason="faults cut replies off where the machine is busy; set SOAK=1 to run it",
)
async def test_a_short_run_keeps_every_promise(tmp_path):
    corpus = tmp_path / "corpus"
    for path, text in ARTICLES.items():
        file = corpus / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    report = await soak(SHORT, corpus)
    assert [] == report.broken
    assert SHORT.interactions <= sum(report.outcomes.values())
    assert sum(report.outcomes[it] for it in KEPT) > SHORT.interactions / 2
    assert report.reindexes >= 1
    assert sum(report.faults.values()) >= 3


@pytest.fixture
async def server():
    async with Loopback() as server:
        yield server


@pytest.fixture
def session(server):
    """The session of a client that has yet to say what it has heard."""
    return server.gateway.open_session(0)


@pytest.fixture
async def asked(server, session):
    """A question that was asked 4 seconds ago."""
    guild = server.add_guild("here")
    data = {"name": "ask", "type": 1, "options": []}
    ledger = Ledger(server, hold=0.0, patience=0.0)
    interaction = server.world.desk.open(
        COMMAND, guild.add_member("alice"), guild.add_channel("general"), data
    )
    entry = ledger.opened("ask", interaction)
    entry.sent_at -= 4
    yield Asked(ledger, entry, interaction)
    interaction.deadline.cancel()


@dataclass
class Asked:
    ledger: Ledger
    entry: Entry
    interaction: Interaction

    @property
    def outcome(self):
        self.ledger.look()
        self.ledger.look()  # the first look saw that it is done
        return self.entry.outcome

    def requested(self, after, status, fault=None, *, path="/interactions/1/t/callback"):
        """Let the bot have made a request so many seconds after the question."""
        request = Request("POST", path, "POST /callback", self.entry.sent_at + after)
        request.status, request.fault = status, fault
        self.entry.requests.append(request)

    def acknowledged(self):
        self.interaction.callback = 5
        self.interaction.callbacks += 1
        self.requested(0.1, 200)

    def answered(self, times=1):
        """Let there be something to read."""
        said = Message(1, self.interaction.channel, self.interaction.user)
        said.content = "said"
        self.interaction.response, *self.interaction.followups = [said] * times
        self.interaction.answered_after = 0.2


def test_what_the_bot_has_and_does_not_answer(asked, session):
    session.has(session.sequence)
    assert Outcome.UNANSWERED == asked.outcome
    assert "BROKEN: not answered" in asked.ledger.broken[0]


def test_what_the_bot_never_got(asked, session):
    session.has(session.sequence - 1)
    assert Outcome.UNDELIVERED == asked.outcome


def test_what_was_lost_on_its_way(asked, session):
    asked.entry.fault = Swallowed()
    session.has(session.sequence)
    assert Outcome.LOST == asked.outcome


def test_what_was_sent_again_too_late(asked, session):
    session.replayed(session.sequence - 1)
    session.has(session.sequence)
    asked.requested(4, 404)
    assert Outcome.LATE == asked.outcome


def test_what_faults_refused(asked, session):
    session.has(session.sequence)
    asked.requested(0.1, 503, Answered(503))
    asked.requested(3.1, 404)
    assert Outcome.STRUCK == asked.outcome


def test_what_was_acknowledged_too_late(asked, session):
    session.has(session.sequence)
    asked.requested(3.1, 404)
    assert Outcome.SLOW == asked.outcome


def test_what_was_acknowledged_and_not_answered(asked):
    asked.acknowledged()
    assert Outcome.UNANSWERED == asked.outcome


@pytest.mark.parametrize(("ended", "outcome"), [(0, "UNANSWERED"), (1, "CUT_OFF")])
def test_what_was_acknowledged_when_the_client_ended(asked, ended, outcome):
    asked.acknowledged()
    asked.requested(0.2, 503, Answered(503), path="/webhooks/1/t/messages/@original")
    asked.ledger.troubles.client_ends.extend([monotonic()] * ended)
    assert Outcome[outcome] == asked.outcome


def test_what_was_answered(asked):
    asked.acknowledged()
    asked.answered()
    assert Outcome.REFUSED == asked.outcome
    assert [] == asked.ledger.broken


def test_what_was_answered_twice(asked):
    asked.acknowledged()
    asked.answered(times=2)
    assert Outcome.TWICE == asked.outcome


@pytest.mark.parametrize(("fault", "outcome"), [(None, "TWICE"), (Lost(), "REFUSED")])
def test_what_was_acknowledged_twice(asked, fault, outcome):
    """Once more where Discord's word was lost, and else never."""
    asked.acknowledged()
    asked.interaction.callbacks += 1
    asked.requested(0.5, 400, fault)
    asked.answered()
    assert Outcome[outcome] == asked.outcome


def test_an_answer_long_after_the_first(asked, server):
    asked.acknowledged()
    asked.answered()
    assert Outcome.REFUSED == asked.outcome
    path = f"/webhooks/1/{asked.interaction.token}"
    server.records.add(late := Request("POST", path, "POST /webhooks/{}/{}", monotonic()))
    server.records.answered(late, 200)
    asked.ledger.look()
    assert 1 == asked.ledger.outcomes[Outcome.TWICE]


def reading(**changes):
    nothing = Reading(
        at=0,
        done=0,
        resident=1,
        anonymous=1,
        threads=("MainThread", "asking_0"),
        tasks=("serve",),
        files=("/index/000001-5d41402a/archive.sqlite",),
        sockets=1,
        children=0,
    )
    return replace(nothing, **changes)


def test_what_is_left_over():
    assert [] == left_over(reading(), reading(files=("/index/000002-7d793037/archive.sqlite",)))
    assert ["tasks: {'forgotten': 1}"] == left_over(
        reading(), reading(tasks=("serve", "forgotten"))
    )
    assert ["threads: {'asking_…': 1}"] == left_over(
        reading(), reading(threads=("MainThread", "asking_0", "asking_1"))
    )
    assert ["sockets: 1, then 2"] == left_over(reading(), reading(sockets=2))


def line(level, logger, message):
    return json.dumps({"level": level, "logger": logger, "message": message})


def test_what_no_fault_explains_in_the_log():
    ended = line("error", "bot.runner", "the client ended")
    lines = [line("info", "bot.x", "said"), ended]
    assert [] == unexpected(lines, clients_ended=1)
    assert ["the client ended 1 times, and rubbish came 0 times"] == unexpected(
        lines, clients_ended=0
    )
    lines = ["Warning: x", line("error", "asyncio", "Task was destroyed but it is pending!")]
    assert 2 == len(unexpected(lines, clients_ended=0))


def test_what_is_left_in_folders(tmp_path):
    for name in ("tmp", "corpus", "index/000001-a", "index/000002-b"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("lock", "commands.json"):
        (tmp_path / "index" / name).touch()
    (tmp_path / "index" / "current").write_text("000002-b 00000000\n")
    (tmp_path / "tmp" / "x").touch()
    gone = tmp_path / "corpus" / "a.md"
    assert ["gone: corpus/a.md", "left over: index/000001-a", "left over: tmp/x"] == left_behind(
        tmp_path, [gone]
    )
