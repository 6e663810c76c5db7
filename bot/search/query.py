"""Query: a question as the index sees it."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.index.analysis import Analyzer
from bot.index.asking import OTHER, SUPERLATIVES, kind_of, stripped, words_of
from bot.index.forward import hash_of


class Concept(NamedTuple):
    """A word that is asked for, and what may stand for it, with how well (0 to 1)."""

    term: str
    others: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Query:
    """A question: its terms in order, repeated ones repeated, and its concepts, each once."""

    text: str
    terms: tuple[str, ...]
    concepts: tuple[Concept, ...] = ()
    kind: str = OTHER

    @classmethod
    def of(cls, text: str, analyzer: Analyzer) -> "Query":
        """Analyse a question as the articles were, without the wording around it."""
        terms = words_of(text, analyzer)
        concepts = tuple(Concept(term) for term in dict.fromkeys(terms))
        return cls(text, terms, concepts, kind_of(stripped(text)))

    @cached_property
    def superlatives(self) -> list[int]:
        """Return which concepts pick one of many."""
        return [i for i, concept in enumerate(self.concepts) if concept.term in SUPERLATIVES]

    @cached_property
    def numbers(self) -> list[int]:
        """Return which concepts have a digit."""
        return [
            i
            for i, concept in enumerate(self.concepts)
            if not concept.term.isalpha() and any(map(str.isdigit, concept.term))
        ]

    @cached_property
    def lookup(self) -> tuple[NDArray[np.uint32], NDArray[np.intp], NDArray[np.float64]]:
        """Return hashes of terms, ascending, and for each its concept and its strength."""
        best: dict[int, tuple[float, int]] = {}
        for number, concept in enumerate(self.concepts):
            for term, strength in ((concept.term, 1.0), *concept.others):
                key = hash_of(term)
                best[key] = max(best.get(key, (0.0, 0)), (strength, -number))
        hashes = sorted(best)
        return (
            np.asarray(hashes, dtype=np.uint32),
            np.asarray([-best[key][1] for key in hashes], dtype=np.intp),
            np.asarray([best[key][0] for key in hashes]),
        )
