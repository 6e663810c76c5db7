"""What became of something that a person did, judged by all that the loopback wrote down of it.

It counts as answered when its person can read something, once. Where there is nothing to read, the
fault is looked for that made it impossible: whether the client ever said that it has the event,
when it got it, and what struck each request that was made for it. Where there is no such fault,
the bot broke its promise.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from tests.loopback.faults import Aborted, Answered, Delayed, Late, Lost, RateLimited, Swallowed
from tests.loopback.faults import Stalled as Unanswered
from tests.loopback.interactions import COMPONENT, Interaction

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.loopback.faults import EventFault
    from tests.loopback.gateway import Session
    from tests.loopback.messages import Message
    from tests.loopback.records import Request

GIVEN = 3.0  # seconds that Discord gives for an acknowledgement
PROMPT = 1.0  # seconds; what reaches the bot later comes with all that has piled up by then
OUTLASTS = 60.0  # seconds for which a trouble explains what was done shortly before


class Outcome(StrEnum):
    """What became of something that a person did; the value is what the report says."""

    ANSWERED = "answered"
    REFUSED = "refused in words"
    UNDELIVERED = "never delivered: the gateway was away, or its session was forgotten"
    LOST = "never delivered: its event was the fault"
    LATE = "delivered too late: over 1 of the 3 s were gone"
    STRUCK = "struck: faults refused its callbacks until the 3 s were over"
    CUT_OFF = "cut off: rubbish ended the client while faults refused its reply"
    SLOW = "BROKEN: acknowledged too late, with no fault"
    UNANSWERED = "BROKEN: not answered, with no fault"
    TWICE = "BROKEN: answered twice"


KEPT = (Outcome.ANSWERED, Outcome.REFUSED)
BROKEN = (Outcome.SLOW, Outcome.UNANSWERED, Outcome.TWICE)


def is_answered(interaction: Interaction) -> bool:
    """Whether there is something to read."""
    return interaction.answered


@dataclass(slots=True, eq=False)
class Entry:
    """Something that a person did: an interaction, or a message to the bot."""

    what: str
    sent_at: float
    numbers: list[tuple[Session, int]]  # of its event, in each session
    fault: EventFault | None  # that struck its event
    interaction: Interaction | None = None
    question: Message | None = None
    is_done: Callable[[Interaction], bool] = is_answered
    requests: list[Request] = field(default_factory=list)
    done_at: float | None = None
    outcome: Outcome | None = None
    judged: asyncio.Event = field(default_factory=asyncio.Event)

    def delivered_at(self) -> float | None:
        """Give when the bot got its event; None where it never said that it did."""
        if isinstance(self.fault, Swallowed):
            times = [
                at
                for session, number in self.numbers
                for after, at in session.replays
                if after < number <= session.heard and at > self.sent_at
            ]
        else:
            found = (it.delivered_at(number, self.sent_at) for it, number in self.numbers)
            times = [at for at in found if at is not None]
        return min(times, default=None)

    def answers(self) -> list[Message]:
        """List what there is to read in answer to a message."""
        question = self.question
        assert question is not None
        bot = question.channel.world.bot
        return [
            it
            for it in question.channel.messages
            if it.reference_id == question.id and it.author is bot
        ]


class Troubles:
    """When the gateway was disturbed, and when the client was ended; seconds of ``monotonic``."""

    def __init__(self) -> None:
        self.gateway_faults: deque[float] = deque(maxlen=1_000)
        self.client_ends: deque[float] = deque(maxlen=100)

    def disturbed(self, sent_at: float) -> bool:
        """Whether the gateway was disturbed about when something was sent."""
        return any(sent_at - 1 < at < sent_at + OUTLASTS for at in self.gateway_faults)

    def ended_client(self, sent_at: float) -> bool:
        """Whether the client was ended while something was replied to."""
        return any(sent_at - 1 < at < sent_at + OUTLASTS for at in self.client_ends)


def judge(entry: Entry, troubles: Troubles) -> Outcome:
    """Say what became of something that was done, with all that is known of it."""
    if entry.interaction is None:
        return _judge_message(entry, troubles)
    interaction, requests = entry.interaction, entry.requests
    lost = any(isinstance(request.fault, Lost) for request in requests)
    if len(interaction.replies) + interaction.updated > 1 or (
        interaction.callbacks > 1 and not lost
    ):
        return Outcome.TWICE
    if entry.is_done(interaction):
        told = [it for it in interaction.replies if it.content and not it.embeds]
        return Outcome.REFUSED if told else Outcome.ANSWERED
    if interaction.acknowledged:
        return _judge_acknowledged(entry, interaction, troubles)
    return _judge_failed(entry, interaction, troubles)


def _judge_message(entry: Entry, troubles: Troubles) -> Outcome:
    answers = entry.answers()
    if answers:
        told = [it for it in answers if it.content and not it.embeds]
        if len(answers) > 1:
            return Outcome.TWICE
        return Outcome.REFUSED if told else Outcome.ANSWERED
    if entry.delivered_at() is None:
        lost = isinstance(entry.fault, Swallowed)
        return Outcome.LOST if lost else Outcome.UNDELIVERED
    return Outcome.CUT_OFF if troubles.ended_client(entry.sent_at) else Outcome.UNANSWERED


def _judge_acknowledged(entry: Entry, interaction: Interaction, troubles: Troubles) -> Outcome:
    """Judge what was never said after the acknowledgement: the bot insists for minutes."""
    after = [it for it in entry.requests if not it.path.endswith("/callback")]
    if after and all(map(is_struck, after)):
        # Buttons are given up after 2.8 s.
        if interaction.kind == COMPONENT:
            return Outcome.STRUCK
        if troubles.ended_client(entry.sent_at):
            return Outcome.CUT_OFF
    return Outcome.UNANSWERED


def _judge_failed(entry: Entry, interaction: Interaction, troubles: Troubles) -> Outcome:
    """Judge what was never acknowledged."""
    delivered = entry.delivered_at()
    late = entry.fault.seconds if isinstance(entry.fault, Late) else 0.0
    if delivered is not None:
        late = max(late, delivered - entry.sent_at)
    if not entry.requests:
        return _judge_unheard(entry, delivered, late, troubles)
    first = next((it for it in entry.requests if not is_struck(it)), None)
    if first is None or is_struck(entry.requests[0]):
        return Outcome.STRUCK
    if late > PROMPT:
        return Outcome.LATE
    return Outcome.UNANSWERED if first.at - entry.sent_at < GIVEN else Outcome.SLOW


def _judge_unheard(
    entry: Entry, delivered: float | None, late: float, troubles: Troubles
) -> Outcome:
    """Judge what the bot made no request for."""
    if isinstance(entry.fault, Swallowed) and delivered is None:
        return Outcome.LOST
    if isinstance(entry.fault, Late) and troubles.disturbed(entry.sent_at):
        return Outcome.LOST
    if delivered is None:
        return Outcome.UNDELIVERED
    return Outcome.LATE if late > PROMPT else Outcome.UNANSWERED


def is_struck(request: Request) -> bool:
    """Whether a fault kept a request from being carried out in time."""
    match request.fault:
        case Answered() | RateLimited() | Aborted() | Unanswered():
            return True
        case Delayed(seconds, after):
            return not after and seconds >= PROMPT
    return False


def described(entry: Entry) -> str:
    """Say what is known of something that was done."""
    delivered = entry.delivered_at()
    made = [
        f"{it.method} {it.route.rpartition('/')[2]} after {it.at - entry.sent_at:.2f} s:"
        f" {it.status} {it.fault or ''}".strip()
        for it in entry.requests
    ]
    got = "never" if delivered is None else f"after {delivered - entry.sent_at:.2f} s"
    return (
        f"{entry.interaction or entry.question!r}, delivered {got}, event {entry.fault},"
        f" requests {made}"
    )
