"""PrometheusMeter: what a Meter hears, as Prometheus reads it."""

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

from bot import __version__
from bot.health import Link, age
from bot.keeper import Keeper
from bot.meter import Meter, Outcome, Stage

_PREFIX = "space_history_bot"

# Upper edges in seconds. Discord waits 3 s for an acknowledgement; a reindex of a large
# archive takes minutes.
_STAGES = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)
_REINDEXES = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600)
_LAGS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)


class PrometheusMeter(Meter):
    """Counts in a registry of its own; what is shown is made when it is asked for."""

    def __init__(self) -> None:
        registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self._registry = registry
        self._questions = Counter(
            f"{_PREFIX}_questions",
            "Questions by what came of them",
            ["outcome"],
            registry=registry,
        )
        self._refused = Counter(
            f"{_PREFIX}_refused", "Requests refused because too much was asked", registry=registry
        )
        self._stages = Histogram(
            f"{_PREFIX}_stage_seconds",
            "Time until a thread is free, in the archive, and until Discord has the answer",
            ["stage"],
            buckets=_STAGES,
            registry=registry,
        )
        self._reindexes = Histogram(
            f"{_PREFIX}_reindex_seconds",
            "Time that a reindex took, by how it ended",
            ["result"],
            buckets=_REINDEXES,
            registry=registry,
        )
        self._reconnects = Counter(
            f"{_PREFIX}_gateway_reconnects",
            "Connections to Discord's gateway after the first",
            registry=registry,
        )
        self._lag = Histogram(
            f"{_PREFIX}_event_loop_lag_seconds",
            "How late the event loop runs what is due",
            buckets=_LAGS,
            registry=registry,
        )
        version = Gauge(f"{_PREFIX}_info", "Always 1", ["version"], registry=registry)
        version.labels(__version__).set(1)
        # So that what has not happened yet is shown as 0.
        for outcome in ("answered", "unanswered", "failed"):
            self._questions.labels(outcome)
        for stage in ("queue", "search", "delivery"):
            self._stages.labels(stage)
        for result in ("done", "failed"):
            self._reindexes.labels(result)

    def watch(self, keeper: Keeper, link: Link) -> None:
        """Show the state of the archive and the gateway, too."""

        def gauge(name: str, text: str) -> Gauge:
            return Gauge(f"{_PREFIX}_{name}", text, registry=self._registry)

        gauge("gateway_up", "Whether the gateway brings events").set_function(
            lambda: link.state == "ready"
        )
        gauge("index_age_seconds", "How old the index is, NaN without one").set_function(
            lambda: age(it.created) if (it := keeper.generation) else float("nan")
        )
        gauge("articles", "Articles in the index").set_function(
            lambda: it.counts["articles"] if (it := keeper.generation) else 0
        )

    def asked(self, outcome: Outcome) -> None:
        """Count a question by what came of it."""
        self._questions.labels(outcome).inc()

    def refused(self) -> None:
        """Count what was refused because too much was asked."""
        self._refused.inc()

    def took(self, stage: Stage, seconds: float) -> None:
        """Note how long a stage took."""
        self._stages.labels(stage).observe(seconds)

    def reindexed(self, seconds: float, *, done: bool) -> None:
        """Note how long a reindex took, and whether it was done or failed."""
        self._reindexes.labels("done" if done else "failed").observe(seconds)

    def reconnected(self) -> None:
        """Count a connection to the gateway after the first."""
        self._reconnects.inc()

    def lagged(self, seconds: float) -> None:
        """Note how late the event loop was."""
        self._lag.observe(seconds)

    def page(self) -> bytes:
        """Return all of it in Prometheus' text format."""
        return generate_latest(self._registry)
