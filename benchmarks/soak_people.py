"""What people do in the soak run, one thing after another, drawn from one seed."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from tests.loopback.interactions import AUTOCOMPLETE
from tests.loopback.options import option_data

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from random import Random

    from benchmarks.soak_ledger import Ledger
    from benchmarks.soak_verdicts import Entry
    from benchmarks.soak_words import Words
    from tests.loopback.channels import Channel
    from tests.loopback.guilds import Guild
    from tests.loopback.messages import Message
    from tests.loopback.people import Person
    from tests.loopback.server import Loopback

    Deed = Callable[[Person, Guild], Awaitable[object]]

GUILDS = 4
CHANNELS = 20  # in each
THREADS = 8  # in each
EAGER = 10  # who ask more than the cooldown gives
EAGER_SHARE = 0.05  # of what is done, by them
SHOWN = 400  # answers of which buttons are pressed
OLD = 100  # answers that are kept for longer
KEPT_OLD = 0.02  # of the answers
FORGED = "button, forged"

_FORGED = (
    "n:00000000:1:0:1.0",
    "d:zzzzzzzz:3w5e11264sg:0:",
    "x:5d41402a:3w5e11264sg:0:1f.2",
    "n:5d41402a:3w5e11264sg:0:zzzzzzz.zzzzz",
    "a:::",
    "reindex",
    "\u202e" * 90,
    "v:5d41402a:1:0:zzz.zzz",
)


class Crowd:
    """The people of some servers; ``act`` lets one of them do something to the bot.

    Calm people take turns, so that none of them meets the cooldown; the eager ones do.
    """

    def __init__(
        self, server: Loopback, ledger: Ledger, words: Words, chance: Random, *, people: int
    ) -> None:
        self._server = server
        self._ledger = ledger
        self._words = words
        self._chance = chance
        self._guilds = [server.add_guild(f"server {n}") for n in range(GUILDS)]
        self._channels = {
            guild.id: [guild.add_channel(f"channel-{n}") for n in range(CHANNELS)]
            for guild in self._guilds
        }
        self.denied = [guild.add_channel("denied") for guild in self._guilds]
        """Channels in which the bot is not to answer."""
        self._calm = [self._join(f"person{n}", n) for n in range(people)]
        self._eager = [self._join(f"eager{n}", n) for n in range(EAGER)]
        self._threads: dict[int, list[Channel]] = {}
        self._next = 0
        self._shown: deque[tuple[Message, Person]] = deque(maxlen=SHOWN)
        self._old: deque[tuple[Message, Person]] = deque(maxlen=OLD)
        deeds = self._deeds()
        self._deed_list = list(deeds)
        self._weights = list(deeds.values())
        ledger.on_kept = self._keep

    def _join(self, name: str, number: int) -> tuple[Person, Guild]:
        guild = self._guilds[number % GUILDS]
        return guild.add_member(name), guild

    def open_threads(self) -> None:
        """Open threads, once the bot is there to hear of them."""
        for guild in self._guilds:
            owner = next(person for person, home in self._calm if home is guild)
            self._threads[guild.id] = [
                channel.start_thread(f"thread of {channel.name}", owner)
                for channel in self._channels[guild.id][:THREADS]
            ]

    def _deeds(self) -> dict[Deed, float]:
        """Give all that people do, and how often."""
        words = self._words
        return {
            self._asker("ask, never asked before", words.distinct): 22,
            self._asker("ask, asked before", words.repeated): 16,
            self._asker("ask, in private", words.distinct, private=True): 3,
            self._asker("ask, nonsense", words.nonsense): 2,
            self._asker("ask, without words", words.wordless): 1,
            self._asker("ask, unanswerable", words.unanswerable): 4,
            self._asker("ask, very long", words.long): 1,
            self._asker("ask, hostile", words.hostile): 2,
            self._ask_in_thread: 5,
            self._ask_where_denied: 0.5,
            self._quote: 7,
            self._on_this_day: 4,
            self._browse: 7,
            self._type: 7,
            self._press: 12,
            self._press_old: 2,
            self._forge: 1.5,
            self._ask_on_message: 1,
            self._mention: 3,
            self._write_privately: 0.7,
            self._reindex_without_leave: 0.3,
        }

    async def act(self) -> None:
        """Let somebody do something."""
        if self._chance.random() < EAGER_SHARE:
            person, guild = self._chance.choice(self._eager)
            channel, question = self._anywhere(guild), self._words.repeated()
            await self._use("ask, by the eager", person, channel, "/ask", question=question)
            return
        person, guild = self._calm[self._next]
        self._next = (self._next + 1) % len(self._calm)
        [deed] = self._chance.choices(self._deed_list, self._weights)
        await deed(person, guild)

    def _anywhere(self, guild: Guild) -> Channel:
        return self._chance.choice(self._channels[guild.id])

    async def _use(
        self, what: str, person: Person, channel: Channel, command: str, **options: Any
    ) -> None:
        interaction = await person.uses(command, channel, until="sent", **options)
        self._ledger.opened(what, interaction)

    def _asker(self, what: str, question: Callable[[], str], **options: Any) -> Deed:
        async def ask(person: Person, guild: Guild) -> None:
            channel = self._anywhere(guild)
            await self._use(what, person, channel, "/ask", question=question(), **options)

        return ask

    async def _ask_in_thread(self, person: Person, guild: Guild) -> None:
        thread = self._chance.choice(self._threads[guild.id])
        draw = self._words.follow_up if self._chance.random() < 0.7 else self._words.repeated
        await self._use("ask, in a thread", person, thread, "/ask", question=draw())

    async def _ask_where_denied(self, person: Person, guild: Guild) -> None:
        [denied] = [it for it in self.denied if it.guild is guild]
        question = self._words.repeated()
        await self._use("ask, where it is denied", person, denied, "/ask", question=question)

    async def _quote(self, person: Person, guild: Guild) -> None:
        options = self._chance.choice(
            (
                {},
                {"topic": self._words.topic()},
                {"speaker": self._words.speaker()},
                {"topic": self._words.topic(), "speaker": self._words.speaker()},
            )
        )
        await self._use("quote", person, self._anywhere(guild), "/quote", **options)

    async def _on_this_day(self, person: Person, guild: Guild) -> None:
        options = self._chance.choice(({}, *[{"date": self._words.date()}] * 4))
        await self._use("onthisday", person, self._anywhere(guild), "/onthisday", **options)

    async def _browse(self, person: Person, guild: Guild) -> None:
        command, options = self._chance.choice(
            (
                ("/articles", {}),
                ("/articles", {"search": self._words.beginning() or "moon"}),
                ("/article", {"title": self._words.title()}),
                ("/status", {}),
                ("/help", {}),
            )
        )
        what = command.removeprefix("/")
        await self._use(what, person, self._anywhere(guild), command, **options)

    async def _type(self, person: Person, guild: Guild) -> None:
        command, option = self._chance.choice(
            (("/quote", "speaker"), ("/article", "title"), ("/onthisday", "date"))
        )
        channel, desk = self._anywhere(guild), self._server.world.desk
        registered, path = desk.commands.find(command, channel)
        typed = {option: self._words.beginning()}
        data = option_data(channel, registered, path, typed, focused=option)
        self._ledger.opened("autocomplete", desk.open(AUTOCOMPLETE, person, channel, data))

    async def _press(self, person: Person, guild: Guild) -> None:
        await self._press_one_of("button", self._shown, person, guild)

    async def _press_old(self, person: Person, guild: Guild) -> None:
        await self._press_one_of("button, old", self._old, person, guild)

    async def _press_one_of(
        self, what: str, messages: deque[tuple[Message, Person]], person: Person, guild: Guild
    ) -> None:
        """Press a button under a message; nobody else presses there until it has its effect."""
        message, asker = messages.popleft() if messages else (None, person)
        if message is None or message.deleted or not (buttons := _pressable(message)):
            await self._use("help", person, self._anywhere(guild), "/help")
            return
        others = message.channel.guild is guild and not message.ephemeral
        who = person if others and self._chance.random() < 0.3 else asker
        button = self._chance.choice(buttons)
        interaction = await who.presses(message, button, until="sent")
        self._ledger.opened(what, interaction)

    async def _forge(self, person: Person, guild: Guild) -> None:
        """Press a button that the bot never sent."""
        message, asker = self._shown.popleft() if self._shown else (None, person)
        if message is None or message.deleted or not _pressable(message):
            await self._use("help", person, self._anywhere(guild), "/help")
            return
        button = next(it for it in message.buttons if "custom_id" in it and not it.get("disabled"))
        button["custom_id"] = self._chance.choice(_FORGED)
        interaction = await asker.presses(message, button["custom_id"], until="sent")
        self._ledger.opened(FORGED, interaction)

    async def _ask_on_message(self, person: Person, guild: Guild) -> None:
        channel = self._anywhere(guild)
        message = await person.says(channel, self._words.repeated())
        interaction = await person.uses_on_message("Ask the archive", message, until="sent")
        self._ledger.opened("ask on a message", interaction)

    async def _mention(self, person: Person, guild: Guild) -> None:
        """Mention the bot, now and then in reply to what it said."""
        channel = self._anywhere(guild)
        said = [it for it in channel.messages if it.author is self._server.world.bot]
        if said and self._chance.random() < 0.3:
            text = f"<@bot> {self._words.follow_up()}"
            message = await person.says(channel, text, replying_to=said[-1])
            self._ledger.wrote("mention, in reply", message)
        else:
            message = await person.says(channel, f"<@bot> {self._words.repeated()}")
            self._ledger.wrote("mention", message)

    async def _write_privately(self, person: Person, _guild: Guild) -> None:
        message = await person.says(person.direct_messages, self._words.repeated())
        self._ledger.wrote("direct message", message)

    async def _reindex_without_leave(self, person: Person, guild: Guild) -> None:
        await self._use("reindex, not allowed", person, self._anywhere(guild), "/reindex")

    def _keep(self, entry: Entry) -> None:
        """Keep an answer that has buttons, so that somebody may press them."""
        interaction = entry.interaction
        if interaction is None:
            return
        # Where a button was forged, nobody presses again.
        under = interaction.message if entry.what != FORGED else None
        for message in (*interaction.replies, under):
            if message is not None and not message.deleted and _pressable(message):
                old = self._chance.random() < KEPT_OLD
                (self._old if old else self._shown).append((message, interaction.user))
                return


def _pressable(message: Message) -> Sequence[str]:
    return [
        it["custom_id"] for it in message.buttons if "custom_id" in it and not it.get("disabled")
    ]
