"""What a soak run found: figures, promises, and a table of both."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.soak_readings import Reading, left_over
from benchmarks.soak_verdicts import BROKEN, KEPT, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

A_MB = 1024  # KiB


@dataclass(kw_only=True)
class Report:
    """The figures of a run; ``broken`` says which promises were not kept."""

    interactions: int
    seconds: float
    outcomes: Mapping[Outcome, int]
    kinds: Mapping[str, int]
    waits: tuple[float, float, float]  # for acknowledgements, seconds: median, p99, longest
    faults: Mapping[str, int]  # by kind: how often
    struck: Mapping[str, int]  # by kind: requests and events
    resumes: int
    identifies: int
    reindexes: int
    reindexes_lost: int  # to faults
    first: Reading
    last: Reading
    readings: list[Reading]
    broken: list[str] = field(default_factory=list)

    @property
    def growth(self) -> float:
        """How much more memory the process has at the end than at first, by the first."""
        return self.last.resident / self.first.resident - 1


def broken_in(report: Report, *, growth: float, impossible: float) -> list[str]:
    """List the promises that the figures break; the shares are those of the plan."""
    outcomes, broken = report.outcomes, []
    kept = sum(outcomes.get(it, 0) for it in KEPT)
    lost = sum(outcomes.values()) - kept - sum(outcomes.get(it, 0) for it in BROKEN)
    if lost > impossible * report.interactions:
        broken.append(f"faults made {lost} of {report.interactions} impossible: too many to judge")
    broken += [f"{outcome}: {outcomes[outcome]}" for outcome in BROKEN if outcomes.get(outcome)]
    if report.growth > growth:
        broken.append(f"memory grew by {report.growth:.1%}, over {growth:.0%}")
    broken += [f"left over: {what}" for what in left_over(report.first, report.last)]
    if not report.reindexes or report.reindexes < report.reindexes_lost:
        broken.append(f"{report.reindexes} reindexes, and {report.reindexes_lost} lost to faults")
    return broken


def table(report: Report) -> str:
    """Return the report as people read it."""
    median, p99, longest = report.waits
    done = f"{report.interactions:,} interactions in {report.seconds:,.0f} s"
    reindexes = f"{report.reindexes} reindexes and {report.reindexes_lost} lost to faults"
    waits = f"{median * 1000:.0f} ms (median), {p99 * 1000:.0f} ms (p99)"
    connections = f"{report.resumes} resumes, {report.identifies} identifies"
    struck = f"{sum(report.struck.values()):,} requests and events struck"
    lines = [
        f"{done}, {reindexes}",
        f"acknowledged in {waits}, {longest * 1000:.0f} ms (longest; Discord gives 3000)",
        "",
        *_counted("what became of them", ((it, report.outcomes.get(it, 0)) for it in Outcome)),
        "",
        *_counted("what was done", sorted(report.kinds.items(), key=lambda it: -it[1])),
        "",
        *_counted(
            f"faults: {sum(report.faults.values())}, {struck}, {connections}",
            sorted(report.faults.items()),
        ),
        "",
        "interactions    s  MB resident  anonymous  threads  tasks  files  sockets",
        *(reading(it) for it in sorted([report.first, *report.readings], key=_at)),
        f"{reading(report.last)}  {report.growth:+.1%} since {report.first.done:,}",
        "",
        *(report.broken or ["every promise was kept"]),
    ]
    return "\n".join(lines)


def _counted(heading: str, counts: Iterable[tuple[str, int]]) -> list[str]:
    return [heading, *(f"{count:10,}  {name}" for name, count in counts)]


def _at(reading: Reading) -> float:
    return reading.at


def reading(it: Reading) -> str:
    """Return a reading as a line of the table."""
    return (
        f"{it.done:12,} {it.at:4.0f} {it.resident / A_MB:12.1f} {it.anonymous / A_MB:10.1f}"
        f" {len(it.threads):8} {len(it.tasks):6} {len(it.files):6} {it.sockets:8}"
    )
