"""Put a file or the page of an address into the corpus, and show what cleaning kept."""

from dataclasses import dataclass
from pathlib import Path

from bot.corpus.article import Article, build
from bot.corpus.fetch import copy_in, fetch
from bot.corpus.readers import CorpusFile, Rejected, read
from bot.errors import BotError, CorpusError, RejectedError

TIMEOUT = 30.0  # seconds for a page


@dataclass(frozen=True, slots=True)
class Added:
    """A file that is in the corpus now, with its articles and what of it was rejected."""

    path: Path
    articles: list[Article]
    rejected: list[Rejected]


def add(source: str, corpus: Path, *, max_bytes: int) -> Added:
    """Copy the file or fetch the address ``source`` into ``corpus``.

    A file nothing of which can be indexed is not left there. Raises BotError.
    """
    try:
        corpus.mkdir(parents=True, exist_ok=True)
        before = {entry.resolve() for entry in corpus.iterdir()}
        if "://" in source:
            path = fetch(source, corpus, max_bytes=max_bytes, timeout=TIMEOUT)
        else:
            path = copy_in(Path(source), corpus)
    except OSError as error:
        raise CorpusError(f"cannot be put into {corpus}: {error.strerror}") from None
    added = Added(path, [], [])
    stat = path.stat()
    relative = path.resolve().relative_to(corpus.resolve()).as_posix()
    file = CorpusFile(relative, stat.st_size, stat.st_mtime_ns)
    for raw in read(corpus, file, max_bytes=max_bytes):
        if isinstance(raw, Rejected):
            added.rejected.append(raw)
            continue
        try:
            added.articles.append(build(raw))
        except RejectedError as error:
            where = "" if raw.line is None else f"line {raw.line}: "
            added.rejected.append(Rejected(relative, f"{where}{error}"))
    if not added.articles:
        if path.resolve().parent == corpus.resolve() and path.resolve() not in before:
            path.unlink()
        reasons = "; ".join(item.reason for item in added.rejected) or "it holds no article"
        raise BotError(f"not added: {reasons}")
    return added
