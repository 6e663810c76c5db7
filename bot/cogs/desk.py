"""Desk: what all commands and buttons share; built in one place and handed to each cog."""

from dataclasses import dataclass, field

import discord

from bot.asked.log import QuestionLog
from bot.cogs.following import Threads
from bot.cogs.memory import Arrivals, Cooldown, Questions, Quoted, Seen
from bot.health import Link
from bot.keeper import Keeper
from bot.meter import Meter
from bot.replies.texts import say
from bot.search.library import Found

NOBODY = discord.AllowedMentions.none()


class Refusal(Exception):  # noqa: N818 - it is no error that somebody may not do something
    """Something that is not done, and the sentence that says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the admin has set; ids of Discord."""

    answer_channels: frozenset[int] = frozenset()
    allow: frozenset[int] = frozenset()  # channels; empty: all
    deny: frozenset[int] = frozenset()
    admin_users: frozenset[int] = frozenset()
    admin_roles: frozenset[int] = frozenset()
    home_guilds: tuple[int, ...] = ()
    per_person: int = 0
    per_channel: int = 0
    seconds: float = 1.0


@dataclass(slots=True, eq=False)
class Desk:
    """What outlives a client: the archive, the rules, and what is remembered."""

    keeper: Keeper
    rules: Rules
    meter: Meter
    link: Link
    asked: QuestionLog
    questions: Questions = field(default_factory=Questions)
    quoted: Quoted = field(default_factory=Quoted)
    threads: Threads = field(default_factory=Threads)
    messages: Seen = field(default_factory=Seen)
    interactions: Seen = field(default_factory=Seen)
    arrivals: Arrivals = field(default_factory=Arrivals)  # of interactions
    warned: Seen = field(default_factory=Seen)  # channels whose permissions were logged
    person_cooldown: Cooldown = field(init=False)
    channel_cooldown: Cooldown = field(init=False)
    hint_cooldown: Cooldown = field(init=False)  # of replies to what was no question

    def __post_init__(self) -> None:
        rules = self.rules
        self.person_cooldown = Cooldown(rules.per_person, rules.seconds)
        self.channel_cooldown = Cooldown(rules.per_channel, rules.seconds)
        self.hint_cooldown = Cooldown(rules.per_person, rules.seconds)

    def allows(self, channel: int | None, parent: int | None) -> bool:
        """Whether the bot answers in a channel; ``parent`` is that of a thread."""
        ids = {channel, parent}
        rules = self.rules
        if not rules.deny.isdisjoint(ids):
            return False
        return not rules.allow or not rules.allow.isdisjoint(ids)

    async def find(self, question: str) -> tuple[Found, str]:
        """Return what the keeper finds; counted, and written down where that is wished."""
        try:
            found, digest = await self.keeper.find(question)
        except Exception:
            self.meter.asked("failed")
            raise
        answered = found.answer.answered
        self.meter.asked("answered" if answered else "unanswered")
        self.asked.note(question, answered=answered)
        return found, digest

    def spend(self, person: int, channel: int | None) -> "Spent | Wait":
        """Spend a question of a person and a channel, or say how long to wait."""
        wait = self.person_cooldown.take(person)
        if wait:
            self.meter.refused()
            return Wait(wait, self.person_cooldown, person, "refused.cooldown_person")
        wait = self.channel_cooldown.take(channel)
        if wait:
            self.person_cooldown.give_back(person)
            self.meter.refused()
            return Wait(wait, self.channel_cooldown, channel, "refused.cooldown_channel")
        return Spent(self, person, channel)


@dataclass(frozen=True, slots=True)
class Spent:
    """A question that was spent."""

    desk: Desk
    person: int
    channel: int | None

    def give_back(self) -> None:
        """Undo it, because nothing was asked after all."""
        self.desk.person_cooldown.give_back(self.person)
        self.desk.channel_cooldown.give_back(self.channel)


@dataclass(frozen=True, slots=True)
class Wait:
    """How long to wait, and why."""

    seconds: float
    cooldown: Cooldown
    key: int | None
    reason: str  # the name of a text

    @property
    def is_to_be_told(self) -> bool:
        """Whether they were not yet told."""
        return self.cooldown.is_to_be_told(self.key, self.seconds)

    def sentence(self, locale: str) -> str:
        """Say when to come back, in the reader's own time."""
        return say(self.reason, locale, when=relative(self.seconds))


def relative(seconds: float) -> str:
    """Return a moment that is so many seconds away such that Discord counts down to it."""
    at = discord.utils.utcnow().timestamp() + seconds
    return f"<t:{int(at) + 1}:R>"


def parent_of(channel: object) -> int | None:
    """Return the id of the channel that a thread is in; None for anything else."""
    parent: int | None = getattr(channel, "parent_id", None)
    return parent


def locale_of(interaction: discord.Interaction) -> str:
    """Return the language that somebody reads."""
    return interaction.locale.value
