"""How a running bot is: whether the gateway brings events, and what is answered from."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from bot import __version__
from bot.keeper import Keeper
from bot.meter import Meter


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True, eq=False)
class Link:
    """The connection to Discord's gateway, over all clients of one process."""

    meter: Meter
    state: Literal["connecting", "ready", "lost"] = "connecting"
    since: datetime = field(default_factory=_now)

    def up(self) -> None:
        """Note that events come."""
        if self.state == "lost":
            self.meter.reconnected()
        self._become("ready")

    def down(self) -> None:
        """Note that no events come any more, if any ever did."""
        if self.state == "ready":
            self._become("lost")

    def _become(self, state: Literal["ready", "lost"]) -> None:
        if state != self.state:
            self.state = state
            self.since = _now()


def health(keeper: Keeper, link: Link) -> tuple[bool, dict[str, Any]]:
    """Return whether questions are heard and answered, and the state of each part as JSON."""
    well = link.state == "ready" and keeper.is_ready
    generation = keeper.generation
    return well, {
        "status": "ok" if well else "unavailable",
        "version": __version__,
        "gateway": {"state": link.state, "since": link.since.isoformat(timespec="seconds")},
        "index": generation
        and {
            "name": generation.name,
            "built": generation.created,
            "age_seconds": round(age(generation.created)),
            **generation.counts,
        },
        "reindexing": keeper.running is not None,
        "fault": keeper.fault,
    }


def age(created: str) -> float:
    """Return how many seconds ago an index was built; 0 where the clock was set back."""
    return max(0.0, (_now() - datetime.fromisoformat(created)).total_seconds())
