"""What a reindex has to do: the corpus as it is against the generation in use."""

import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.corpus.readers import CorpusFile, Rejected, scan
from bot.index.analysis import Analyzer
from bot.index.generation import Generation, Settings
from bot.index.tables import StoredFile, rejections, stored_files

_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What decides an index beside the corpus; sizes in words and bytes."""

    min_words: int
    max_words: int
    max_bytes: int
    k1: float
    b: float

    def settings(self, analyzer: Analyzer) -> Settings:
        """Return what an index built now is recorded with."""
        return Settings(
            content={
                "analyzer": analyzer.settings,
                "code": _code(),
                "max_bytes": self.max_bytes,
                "max_words": self.max_words,
                "min_words": self.min_words,
            },
            scores={"k1": self.k1, "b": self.b},
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """The files of the corpus, in order, and what became of each since the last index."""

    files: list[CorpusFile]
    rejected: list[Rejected]  # that cannot even be opened for reading
    digests: Mapping[str, bytes | None]
    reusable: frozenset[str]  # paths whose articles can be taken over
    changed: list[str]
    stale: bool  # whether the generation in use differs from what a reindex would give


def plan(corpus: Path, current: Generation | None, settings: Settings, max_bytes: int) -> Plan:
    """Compare ``corpus`` with ``current``.

    A file is as it was if its size and time of change are, or else its bytes. Files above
    ``max_bytes`` are not read for that. Raises CorpusError.
    """
    files, rejected = scan(corpus)
    stored = stored_files(current.database) if current else {}
    digests: dict[str, bytes | None] = {}
    changed, same = [], []
    for file in files:
        before = stored.get(file.path)
        if before and (before.size, before.mtime_ns) == (file.size, file.mtime_ns):
            digests[file.path] = before.digest
            same.append(file.path)
            continue
        digests[file.path] = _digest(corpus / file.path, file, max_bytes)
        if before and (before.size, before.digest) == (file.size, digests[file.path]):
            same.append(file.path)
        elif before:
            changed.append(file.path)
    same_content = current is not None and current.settings.content == settings.content
    return Plan(
        files=files,
        rejected=rejected,
        digests=digests,
        reusable=frozenset(path for path in same if same_content and stored[path].settled),
        changed=changed,
        stale=current is None
        or bool(changed)
        or digests.keys() != stored.keys()
        or current.settings != settings
        or _unopened(current, stored) != rejected,
    )


def is_stale(*, corpus: Path, current: Generation, options: Options, analyzer: Analyzer) -> bool:
    """Whether a reindex would change anything. Raises CorpusError."""
    return plan(corpus, current, options.settings(analyzer), options.max_bytes).stale


def _unopened(current: Generation, stored: Mapping[str, StoredFile]) -> list[Rejected]:
    return [item for item in rejections(current.database) if item.path not in stored]


def _digest(path: Path, file: CorpusFile, max_bytes: int) -> bytes | None:
    """Return a digest of the file's bytes; None where it is too large or cannot be read."""
    if file.size > max_bytes and path.suffix.lower() != ".jsonl":
        return None
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=16)).digest()
    except OSError:
        return None


def _code() -> str:
    """Return a checksum of the code that makes texts and terms.

    So an index made by other code is rebuilt, without a version that someone must remember
    to raise.
    """
    checksum = 0
    for room in ("corpus", "index"):
        for path in sorted((_PACKAGE / room).rglob("*.py")):
            checksum = zlib.crc32(path.read_bytes(), checksum)
    return f"{checksum:08x}"
