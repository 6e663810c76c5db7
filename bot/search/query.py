"""Query: a question as the index sees it."""

from dataclasses import dataclass

from bot.index.analysis import Analyzer


@dataclass(frozen=True, slots=True)
class Query:
    """A question and its terms, in order, repeated ones repeated."""

    text: str
    terms: tuple[str, ...]

    @classmethod
    def of(cls, text: str, analyzer: Analyzer) -> "Query":
        """Analyse a question as the articles were."""
        return cls(text, tuple(analyzer.analyze(text)))
