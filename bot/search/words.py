"""Words: what may stand for a question's words, from the thesaurus of this field."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final, Self

from bot.errors import ConfigError
from bot.index.analysis import Analyzer

THESAURUS: Final = Path(__file__).with_name("thesaurus.yaml")
STRENGTH: Final = 0.6  # of a word that stands for another; the thesaurus is not always right
_LONGEST: Final = 4  # terms of an entry

_Entry = tuple[str, ...]  # its terms


class Thesaurus:
    """Groups of words that stand for one another."""

    def __init__(self, groups: Iterable[Iterable[str]], analyzer: Analyzer) -> None:
        self._others: dict[_Entry, set[_Entry]] = {}
        for group in groups:
            entries = {tuple(analyzer.analyze(word)) for word in group} - {()}
            for entry in entries:
                self._others.setdefault(entry, set()).update(entries - {entry})
        self._firsts = {entry[0] for entry in self._others}

    @classmethod
    def read(cls, path: Path, analyzer: Analyzer) -> Self:
        """Read the groups of a YAML file, in sections. Raises ConfigError."""
        import yaml

        try:
            text = path.read_text(encoding="utf-8-sig")
            # The parser in C, where there is one, is ten times as fast; both are the safe one.
            loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
            data = yaml.load(text, Loader=loader)  # noqa: S506 - safe, see above
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise ConfigError(f"{path}: cannot be read: {' '.join(str(error).split())}") from None
        sections = data.values() if isinstance(data, dict) else [None]
        groups: list[list[str]] = []
        for section in sections:
            if not isinstance(section, list) or not all(isinstance(g, list) for g in section):
                raise ConfigError(f"{path}: must hold sections, each a list of lists of words")
            groups += ([str(word) for word in group] for group in section)
        return cls(groups, analyzer)

    def others(
        self, terms: Sequence[str], idf: Callable[[str], float]
    ) -> dict[str, dict[str, float]]:
        """Return, for the terms of a question, the terms that may stand for each.

        Of an entry of several words the rarest stands for all of them.
        """
        found: dict[str, dict[str, float]] = {}
        for start, first in enumerate(terms):
            if first not in self._firsts:
                continue
            for end in range(start + 1, min(start + _LONGEST, len(terms)) + 1):
                entry = tuple(terms[start:end])
                for other in sorted(self._others.get(entry, ())):
                    word = max(other, key=idf)
                    if word not in terms:
                        found.setdefault(max(entry, key=idf), {})[word] = STRENGTH
        return found
