"""Told: the answer to a question that names a day, from the passages that tell of that day."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from bot.index.dates import Dated
from bot.search.answer import Candidate
from bot.search.calendar import asked_beside
from bot.search.days import Days, sentence_of
from bot.search.rank import Ranked, candidates

OF_DAY: Final = 0.98  # how sure it is that a passage tells of the day its date was resolved to


def of_day(
    question: str,
    day: Dated,
    ranked: Ranked | None,
    days: Days,
    among: Callable[[str, Sequence[int]], Ranked | None],
) -> tuple[float, Iterable[Candidate]]:
    """Return confidence and candidates of a question that names ``day``.

    ``ranked`` is what its words alone find; what happened that day may be told in others.
    ``among`` ranks some passages for a question.
    """
    confidence = ranked.confidence if ranked else 0.0
    found = candidates(ranked)
    told = days.passages(day)
    asked = asked_beside(question, day)
    if not asked:
        of_them = [Candidate(at, 1.0, partial(sentence_of, one)) for at, one in told.items()]
        return (OF_DAY, of_them) if told else (0.0, found)
    if not told or (ranked and int(ranked.passages[ranked.order[0]]) in told):
        return confidence, found
    best = among(asked, list(told))
    if best is None or best.confidence <= confidence:
        return confidence, found
    first = list(candidates(best))
    lowest = first[-1].score
    rest = (replace(other, score=min(other.score, lowest)) for other in found)
    return best.confidence, [*first, *rest]  # one that is among both is folded
