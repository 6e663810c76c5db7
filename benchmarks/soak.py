"""The bot under people and faults for half an hour: what it answers, and what it has left over.

``python -m benchmarks.soak [--interactions 200000] [--seconds 1800] [--corpus corpus] [--seed 1]
[--json]``

The bot runs as people start it, in a process of its own, against the loopback Discord of the
tests, which runs in this process together with the people. They do everything that people do
(soak_people.py) while a fault strikes every few seconds (soak_faults.py) and an admin changes an
article and reindexes every minute (soak_upkeep.py). It promises:

- Everything that people did was answered or refused in words, and nothing twice. What a fault
  made impossible is told apart by what the loopback wrote down of it (soak_verdicts.py).
- At the end the process has at most 5 % more in memory than after the first 10,000 interactions,
  and no more tasks, threads, files and connections; both are read when everything is quiet.
- Each reindex took effect; the index folder holds one index, and no other file is left over.
- What it logged is explained by the faults; told to stop, it ends with code 0.

Exits with 1 where a promise was broken. Needs Linux, for /proc. Questions, people and faults are
drawn from the seed; when each comes depends on the machine, too.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import shutil
import sys
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from time import monotonic
from typing import TYPE_CHECKING

from benchmarks.soak_faults import Weather
from benchmarks.soak_ledger import Ledger
from benchmarks.soak_people import Crowd
from benchmarks.soak_readings import LAUNCHER, Process, Reading, left_behind, unexpected
from benchmarks.soak_report import Report, broken_in, reading, table
from benchmarks.soak_upkeep import Upkeep
from benchmarks.soak_words import Words
from tests.loopback.buckets import DISCORD
from tests.loopback.started import PATIENCE
from tests.scene import Scene, staged

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine

COOLDOWN = {"person": 10, "channel": 0, "seconds": 30}
EVERYWHERE = 50  # requests a second that Discord allows a bot, beside those to interactions
HEARTBEAT = 2.0  # seconds; each says which event the bot has come to
BEHIND = 1.0  # seconds that the crowd makes up for; more would be a flood
A_READING = 60.0  # seconds


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How much is done, and how fast; times in seconds."""

    interactions: int = 200_000
    seconds: float = 1_800.0
    seed: int = 1
    first: int = 10_000  # interactions, after which memory is read for the first time
    growth: float = 0.05  # of memory, from then on
    impossible: float = 0.1  # of what is done, at most; more would say little about the bot
    people: int = 1_500
    fault_every: float = 4.0
    ending_every: float = 420.0  # rubbish that ends the client
    reindex_every: float = 60.0
    quiet: float = 30.0  # before a reading that counts
    hold: float = 8.0  # after an answer, for a second one
    patience: float = 60.0  # for an answer


@dataclass(slots=True)
class Soak:
    """One run: the bot, the crowd, the weather and the admin."""

    plan: Plan
    scene: Scene
    ledger: Ledger
    crowd: Crowd
    upkeep: Upkeep
    chance: Random
    weather: Weather
    process: Process
    done: int = 0
    readings: list[Reading] = field(default_factory=list)

    async def go_on(self, until: int) -> Reading:
        """Let people act until so many interactions were made; read when all is quiet."""
        plan, server = self.plan, self.scene.server
        async with around(self.upkeep.go_on(plan.reindex_every), self._read_now_and_then()):
            async with around(self.weather.blow(plan.fault_every, plan.ending_every)):
                await self._act(until)
            self.weather.pass_by()
            await server.connected(PATIENCE)
            await self.upkeep.idle.wait()
        await self.ledger.drained.wait()
        await asyncio.sleep(plan.quiet)
        return await self.process.read(self.done)

    async def _act(self, until: int) -> None:
        """Let people act at random moments, at an even pace on the whole."""
        loop = asyncio.get_running_loop()
        rate = self.plan.interactions / self.plan.seconds
        due = loop.time()
        while self.done < until:
            due = max(due + self.chance.expovariate(rate), loop.time() - BEHIND)
            await asyncio.sleep(max(0.0, due - loop.time()))
            await self.crowd.act()
            self.done += 1

    async def _read_now_and_then(self) -> None:
        while True:
            await asyncio.sleep(A_READING)
            self.readings.append(await self.process.read(self.done))
            print(reading(self.readings[-1]), file=sys.stderr, flush=True)


@contextlib.asynccontextmanager
async def around(*works: Coroutine[None, None, None]) -> AsyncIterator[None]:
    """Do other work meanwhile; what ends it before its time is raised."""
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(work) for work in works]
        yield
        for task in tasks:
            task.cancel()


async def soak(plan: Plan, corpus: Path) -> Report:
    """Run the bot on a copy of a corpus, as planned; gives what came out."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(corpus, folder / "corpus")
        (folder / "tmp").mkdir()
        async with staged(
            folder,
            articles={},
            start=False,
            launcher=LAUNCHER,
            environment={
                "PYTHONWARNINGS": "default::ResourceWarning",  # of files that are not closed
                "TMPDIR": str(folder / "tmp"),
                "UNDER_WAY": str(folder / "under-way.jsonl"),
            },
            options=("--log-format", "json"),
            rate_limits=DISCORD,
            everywhere_limit=EVERYWHERE,
            heartbeat_interval=HEARTBEAT,
            keep_messages=200,
        ) as scene:
            return await soaked(plan, scene)


async def soaked(plan: Plan, scene: Scene) -> Report:
    """As ``soak``, in a scene whose bot was not started."""
    server, bot, chance = scene.server, scene.bot, Random(plan.seed)
    ledger = Ledger(server, hold=plan.hold, patience=plan.patience)
    words = Words(chance, scene.corpus)
    crowd = Crowd(server, ledger, words, chance, people=plan.people)
    bot.configure(
        cooldown=COOLDOWN,
        admins={"users": [scene.alice.id]},
        channels={"deny": [channel.id for channel in crowd.denied]},
    )
    await bot.start()
    crowd.open_threads()
    run = Soak(
        plan=plan,
        scene=scene,
        ledger=ledger,
        crowd=crowd,
        upkeep=Upkeep(scene.alice, scene.channel, scene.corpus, ledger),
        chance=chance,
        weather=Weather(server, ledger, chance, ends=monotonic() + plan.seconds),
        process=Process(bot.pid, bot.folder / "under-way.jsonl"),
    )
    began = monotonic()
    articles = set(scene.corpus.rglob("*"))
    async with around(ledger.keep()):
        first = await run.go_on(plan.first)
        await run.go_on(plan.interactions)
        last = await run.process.settled(run.done, first)
    seconds = monotonic() - began
    code = await bot.stop()
    report = Report(
        interactions=run.done,
        seconds=seconds,
        outcomes=ledger.outcomes,
        kinds=ledger.kinds,
        waits=ledger.quantiles(),
        faults=run.weather.times,
        struck=run.weather.struck(),
        resumes=server.gateway.resumes,
        identifies=len(server.gateway.identifies),
        reindexes=run.upkeep.done,
        reindexes_lost=run.upkeep.lost,
        first=first,
        last=last,
        readings=run.readings,
    )
    report.broken += [
        *broken_in(report, growth=plan.growth, impossible=plan.impossible),
        *ledger.broken,
        *run.upkeep.wrong,
        *unexpected(bot.lines, clients_ended=len(ledger.troubles.client_ends)),
        *left_behind(bot.folder, articles | run.upkeep.files()),
        *([f"it ended with code {code}"] if code else []),
        *(str(violation) for violation in server.violations),
        *([f"{ledger.pings} messages could have pinged somebody"] if ledger.pings else []),
    ]
    return report


def main() -> int:
    """Run it and print what came out."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak")
    parser.add_argument("--interactions", type=int, default=200_000)
    parser.add_argument("--seconds", type=float, default=1_800.0)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    plan = Plan(
        interactions=chosen.interactions,
        seconds=chosen.seconds,
        seed=chosen.seed,
        first=min(Plan.first, chosen.interactions // 2),
    )
    report = asyncio.run(soak(plan, chosen.corpus))
    print(json.dumps(asdict(report)) if chosen.json else table(report))
    return 1 if report.broken else 0


if __name__ == "__main__":
    sys.exit(main())
