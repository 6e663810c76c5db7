"""Questions that ask the same, put together: what an archive lacks, most wanted first."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from bot.asked.store import Asked

# Share of two questions' terms that is common to both; above it they differ by a word in five.
ALIKE = 0.8
_LOOKED_AT = 50  # groups that a question is compared with, so that many questions stay quick

Terms = frozenset[str]


@dataclass(slots=True, eq=False)
class Group:
    """Questions that ask the same; ``newest`` in seconds since 1970."""

    terms: Terms
    wordings: Counter[str] = field(default_factory=Counter)
    newest: int = 0

    @property
    def count(self) -> int:
        """Return how often it was asked."""
        return self.wordings.total()

    @property
    def question(self) -> str:
        """Return the wording that was used most."""
        return min(self.wordings, key=lambda wording: (-self.wordings[wording], wording))

    @property
    def newest_day(self) -> date:
        """Return the day on which it was last asked, in UTC."""
        return datetime.fromtimestamp(self.newest, UTC).date()

    def add(self, other: "Group") -> None:
        """Take in another group."""
        self.wordings.update(other.wordings)
        self.newest = max(self.newest, other.newest)


def grouped(asked: Iterable[Asked], analyze: Callable[[str], Iterable[str]]) -> list[Group]:
    """Group questions with the same terms, then those with nearly the same; most asked first."""
    same: dict[Terms, Group] = {}
    for it in asked:
        terms = frozenset(analyze(it.question))
        group = same.setdefault(terms, Group(terms))
        group.wordings[it.question] += 1
        group.newest = max(group.newest, it.at)
    rarity = Counter(term for terms in same for term in terms)
    leaders: list[Group] = []
    by_term: defaultdict[str, list[Group]] = defaultdict(list)
    for group in sorted(same.values(), key=lambda it: (-it.count, it.question)):
        # Two sets that share so much share one of the few rarest terms of each.
        first = sorted(group.terms, key=lambda term: (rarity[term], term))
        first = first[: len(first) - math.ceil(ALIKE * len(first)) + 1]
        near = (it for term in first for it in by_term[term][:_LOOKED_AT])
        leader = next((it for it in near if _alike(it.terms, group.terms)), None)
        if leader is not None:
            leader.add(group)
            continue
        leaders.append(group)
        for term in first:
            by_term[term].append(group)
    return sorted(leaders, key=lambda it: (-it.count, -it.newest, it.question))


def _alike(one: Terms, other: Terms) -> bool:
    return len(one & other) >= ALIKE * len(one | other)
