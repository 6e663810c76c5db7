"""How the bot stands a crowd: throughput beside a bare bot, and lag while it reindexes.

``python -m benchmarks.discord_load [--seconds 60] [--rounds 8] [--corpus corpus] [--json]``

Both parts run the bot as people start it, against the loopback Discord of the tests, which
runs in this process together with the people who ask.

Throughput: 30 people use /ask one question after another, of the bot and of a bare discord.py
bot (bare_bot.py) that defers and sends the same embed and buttons, whatever it is asked. Both
stay connected to their loopback, both loopbacks are this one process; they are asked in turns,
so that what else the machine does hits both. The ratio is that of the medians over the rounds.
``repeated`` asks four questions over and over, ``distinct`` never the same one twice.
CPU is the bot's own time per question (Linux only), which other programs disturb less.

Lag: 20 questions a second for ``--seconds``, none of them twice, while /reindex reads some
3,200 new passages again and again. An acknowledgement is measured from the moment when the
interaction was sent to when its callback had been carried out; Discord gives it 3 s.
"""

import argparse
import asyncio
import contextlib
import itertools
import json
import multiprocessing
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

from tests import bulk
from tests.loopback.channels import Channel
from tests.loopback.interactions import Interaction
from tests.loopback.messages import Message
from tests.loopback.people import Person
from tests.loopback.server import Loopback
from tests.scene import NO_COOLDOWN, Scene, staged

PEOPLE = 30  # who ask at the same time
A_ROUND = 300  # questions
A_SECOND = 20  # questions
BULK = 400  # articles of 8 passages
PATIENCE = 120.0  # seconds
QUESTIONS = (
    "Who was the first person in orbit?",
    "When was the first spacewalk?",
    "What went wrong on Apollo 13?",
    "Who was the first woman in space?",
)


@dataclass(frozen=True, slots=True)
class Side:
    """One bot's throughput: questions a second, and CPU milliseconds a question."""

    median: float
    slowest: float
    fastest: float
    cpu_ms: float  # 0 where the system does not say


@dataclass(frozen=True, slots=True)
class Throughput:
    """The bot beside the bare one."""

    questions: str
    bot: Side
    bare: Side
    ratio: float  # of the medians
    cpu_ratio: float | None  # the bare bot's time by the bot's


@dataclass(frozen=True, slots=True)
class Lag:
    """Acknowledgements while the index was rebuilt, in seconds."""

    asked: int
    answered: int
    reindexes: int
    median: float
    p99: float
    worst: float
    worst_answer: float


@contextlib.asynccontextmanager
async def archive_bot(corpus: Path, folder: Path) -> AsyncIterator[Scene]:
    """Run the bot on a copy of a corpus; alice may reindex."""

    def settings(scene: Scene) -> dict[str, object]:
        return {"cooldown": NO_COOLDOWN, "admins": {"users": [scene.alice.id]}}

    shutil.copytree(corpus, folder / "corpus")
    async with staged(folder, articles={}, settings=settings) as scene:
        yield scene


@contextlib.asynccontextmanager
async def bare_bot(message: Message, folder: Path) -> AsyncIterator[tuple[Person, Channel, int]]:
    """Run the bare bot, which sends ``message``; gives who asks it where, and its process id."""
    embed = {name: part for name, part in message.embeds[0].items() if name != "type"}
    file = folder / "message.json"
    file.write_text(json.dumps({"embed": embed, "buttons": message.buttons}), encoding="utf-8")
    async with Loopback() as server:
        guild = server.add_guild("bare")
        channel, person = guild.add_channel("general"), guild.add_member("alice")
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "tests.loopback.launch", "--module", "benchmarks.bare_bot", "--", str(file)),
            env=server.environment(),
        )
        try:
            await server.connected(PATIENCE)
            yield person, channel, process.pid
        finally:
            process.terminate()
            await process.wait()


async def ask(person: Person, channel: Channel, question: str) -> Interaction:
    """Ask, and wait for the answer; raises RuntimeError where there is none."""
    reply = await person.uses("/ask", channel, question=question, timeout=PATIENCE)
    if reply.failed or not reply.replies:
        raise RuntimeError(f"no answer: {reply!r}")
    return reply


async def crowd(person: Person, channel: Channel, questions: Iterator[str]) -> float:
    """Let people ask a round of questions; gives questions a second."""
    turns = itertools.islice(questions, A_ROUND)

    async def one() -> None:
        for question in turns:
            await ask(person, channel, question)

    began = perf_counter()
    await asyncio.gather(*(one() for _ in range(PEOPLE)))
    return A_ROUND / (perf_counter() - began)


def repeated() -> Iterator[str]:
    """Ask a few questions over and over."""
    return itertools.cycle(QUESTIONS)


def distinct() -> Iterator[str]:
    """Ask no question twice."""
    return (f"{question} {n}" for n, question in enumerate(itertools.cycle(QUESTIONS)))


async def measure_throughput(corpus: Path, rounds: int) -> list[Throughput]:
    """Ask the bot and the bare one in turns."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with archive_bot(corpus, folder) as scene:
            sample = await ask(scene.alice, scene.channel, QUESTIONS[0])
            bot = scene.alice, scene.channel, scene.bot.pid
            async with bare_bot(sample.answer, folder) as bare:
                return [
                    await compare(kind.__name__, kind(), bot, bare, rounds)
                    for kind in (repeated, distinct)
                ]


async def compare(
    name: str,
    questions: Iterator[str],
    bot: tuple[Person, Channel, int],
    bare: tuple[Person, Channel, int],
    rounds: int,
) -> Throughput:
    """Ask both in turns, who goes first changing with each; a round to warm up is not counted."""
    rates: dict[int, list[float]] = {bot[2]: [], bare[2]: []}
    spent: dict[int, list[float]] = {bot[2]: [], bare[2]: []}
    for turn in range(rounds + 1):
        for person, channel, pid in (bot, bare) if turn % 2 else (bare, bot):
            before = cpu_seconds(pid)
            rate = await crowd(person, channel, questions)
            if turn:
                rates[pid].append(rate)
                spent[pid].append((cpu_seconds(pid) - before) / A_ROUND * 1000)
    sides = [side(rates[pid], spent[pid]) for pid in (bot[2], bare[2])]
    return Throughput(
        questions=name,
        bot=sides[0],
        bare=sides[1],
        ratio=sides[0].median / sides[1].median,
        cpu_ratio=sides[1].cpu_ms / sides[0].cpu_ms if sides[0].cpu_ms else None,
    )


def side(rates: list[float], spent: list[float]) -> Side:
    """Sum up one bot's rounds."""
    return Side(statistics.median(rates), min(rates), max(rates), statistics.median(spent))


def cpu_seconds(pid: int) -> float:
    """Return the CPU time of a process so far; 0 where the system does not say."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def measure_lag(corpus: Path, seconds: float) -> Lag:
    """Ask at a steady pace while the index is rebuilt again and again."""
    with tempfile.TemporaryDirectory() as name:
        async with archive_bot(corpus, Path(name)) as scene:
            over = asyncio.Event()
            rebuilding = asyncio.create_task(rebuild(scene, over))
            loop = asyncio.get_running_loop()
            began, asking = loop.time(), []
            for number, question in enumerate(
                itertools.islice(distinct(), int(A_SECOND * seconds))
            ):
                await asyncio.sleep(began + number / A_SECOND - loop.time())
                use = scene.bob.uses("/ask", scene.channel, question=question, timeout=PATIENCE)
                asking.append(asyncio.create_task(use))
            replies = await asyncio.gather(*asking)
            over.set()
            reindexes = await rebuilding
    waits = sorted(it.acknowledged_after or float("inf") for it in replies)
    return Lag(
        asked=len(replies),
        answered=sum(len(it.replies) == 1 and not it.failed for it in replies),
        reindexes=reindexes,
        median=statistics.median(waits),
        p99=waits[len(waits) * 99 // 100],
        worst=waits[-1],
        worst_answer=max(it.answered_after or float("inf") for it in replies),
    )


async def rebuild(scene: Scene, over: asyncio.Event) -> int:
    """Change the corpus and use /reindex, until it is over; gives how often."""
    times = 0
    loop = asyncio.get_running_loop()
    # A thread would hold up the server, which is in this process, and its clock.
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as writer:
        while not over.is_set():
            await loop.run_in_executor(writer, bulk.write, scene.corpus, BULK, times)
            reply = await scene.alice.uses("/reindex", scene.channel, timeout=PATIENCE)
            await reply.until(lambda it: it.answer.embeds[0].get("title"), PATIENCE)
            times += 1
    return times


async def main() -> None:
    """Run both parts and print what came out."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.discord_load")
    parser.add_argument("--seconds", type=float, default=60.0, help="of the lag part")
    parser.add_argument("--rounds", type=int, default=8, help="of the throughput part")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    throughput = await measure_throughput(chosen.corpus, chosen.rounds) if chosen.rounds else []
    lag = await measure_lag(chosen.corpus, chosen.seconds) if chosen.seconds else None
    if chosen.json:
        measured = [asdict(each) for each in throughput]
        print(json.dumps({"throughput": measured, "lag": asdict(lag) if lag else None}))
        return
    for each in throughput:
        print(f"/ask, {each.questions} questions: {each.ratio:.2f} of a bare bot's throughput")
        for name, one in (("the bot", each.bot), ("bare", each.bare)):
            print(
                f"  {name:8} {one.median:6.0f} a second ({one.slowest:.0f} to {one.fastest:.0f}),"
                f" {one.cpu_ms:.2f} ms of CPU a question"
            )
    if lag:
        print(
            f"{A_SECOND} questions a second for {chosen.seconds:.0f} s, {lag.reindexes} reindexes"
        )
        print(f"  answered {lag.answered} of {lag.asked}, the slowest in {lag.worst_answer:.2f} s")
        print(
            f"  acknowledged in {lag.median * 1000:.0f} ms (median),"
            f" {lag.p99 * 1000:.0f} ms (p99), {lag.worst * 1000:.0f} ms (worst; Discord gives 3000)"
        )


if __name__ == "__main__":
    asyncio.run(main())
