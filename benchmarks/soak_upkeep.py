"""The admin of the soak run: changes an article, reindexes, and looks whether it took."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from benchmarks.soak_verdicts import KEPT, is_answered

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.soak_ledger import Ledger
    from benchmarks.soak_verdicts import Entry
    from tests.loopback.channels import Channel
    from tests.loopback.interactions import Interaction
    from tests.loopback.people import Person

REPORTED = "The articles were read again"
TRIES = 10  # of a question, each of which a fault may strike
TRY_AGAIN = 3.0  # seconds

_ARTICLE = """---
title: The probe {name}
publication: Catalogue of the soak run
date: 2026-11-22
---
The probe {name} was launched on 3 May 1999 with {grams} grams of instruments. It carried a
magnetometer and a spare magnetometer to the Moon, and was not heard of again after its battery
had failed on the way back.
"""
_NAMES = ("Vellamor", "Quistadel", "Brindovar", "Tessumine", "Hargolith")


@dataclass(slots=True)
class Upkeep:
    """Reindex again and again; each time one article was added, changed or removed."""

    admin: Person
    channel: Channel
    corpus: Path
    ledger: Ledger
    done: int = 0
    lost: int = 0
    wrong: list[str] = field(default_factory=list)
    probes: dict[str, int] = field(default_factory=dict)  # in the corpus: name -> grams
    idle: asyncio.Event = field(default_factory=asyncio.Event)
    _turn: int = 0

    def files(self) -> set[Path]:
        """Give what is in the corpus by now that was not at first."""
        folder = self.corpus / "soak"
        return {folder, *map(self._file, self.probes)} if self._turn else set()

    def _file(self, name: str) -> Path:
        return self.corpus / "soak" / f"{name.lower()}.md"

    async def go_on(self, every: float) -> None:
        """Reindex every so many seconds, for ever."""
        loop = asyncio.get_running_loop()
        due = loop.time()
        while True:
            self.idle.set()
            due = max(due + every, loop.time())
            await asyncio.sleep(due - loop.time())
            self.idle.clear()
            await self._reindex()

    async def _reindex(self) -> None:
        """Change an article, reindex, and ask for what has changed."""
        name, grams = await asyncio.to_thread(self._change)
        entry = await self._used("reindex", "/reindex", _is_over)
        interaction = entry.interaction
        assert interaction is not None
        if entry.outcome not in KEPT:
            self.lost += 1
            return
        if REPORTED not in interaction.answer.text:
            self.wrong.append(interaction.answer.text)
            return
        self.done += 1
        await self._check(name, grams)

    def _change(self) -> tuple[str, int | None]:
        """Add, change or remove a probe; gives its name and what it weighs, None if removed."""
        self._turn += 1
        name = _NAMES[self._turn % len(_NAMES)]
        file = self._file(name)
        if name in self.probes and self._turn % 3 == 0:
            file.unlink()
            del self.probes[name]
            return name, None
        grams = self.probes[name] = 10_000 + self._turn
        file.parent.mkdir(exist_ok=True)
        file.write_text(_ARTICLE.format(name=name, grams=grams), encoding="utf-8")
        return name, grams

    async def _check(self, name: str, grams: int | None) -> None:
        """Ask for a probe until no fault strikes, and compare."""
        question = f"How many grams of instruments had the probe {name}?"
        for _ in range(TRIES):
            entry = await self._used("ask, after a reindex", "/ask", question=question)
            assert entry.interaction is not None
            if entry.outcome in KEPT:
                text = entry.interaction.answer.text
                if (f"{grams} grams" in text) if grams else (f"{name} was" not in text):
                    return
                self.wrong.append(f"{question} -> {text}, where {grams} was expected")
                return
            await asyncio.sleep(TRY_AGAIN)
        self.wrong.append(f"{question} was never answered")

    async def _used(
        self,
        what: str,
        command: str,
        is_done: Callable[[Interaction], bool] = is_answered,
        **options: Any,
    ) -> Entry:
        """Use a command, and wait until it is judged."""
        interaction = await self.admin.uses(command, self.channel, until="sent", **options)
        entry = self.ledger.opened(what, interaction, is_done)
        await entry.judged.wait()
        return entry


def _is_over(interaction: Interaction) -> bool:
    """Whether a reindex was reported, or refused; its progress has no title."""
    if not interaction.replies:
        return False
    answer = interaction.answer
    return bool(answer.content or (answer.embeds and answer.embeds[0].get("title")))
