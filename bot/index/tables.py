"""The tables of a generation's database: rows <-> records."""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from bot.corpus.article import Article
from bot.corpus.paragraphs import Removed
from bot.corpus.readers import Rejected
from bot.corpus.sentences import Span
from bot.index.listing import Listed, listing
from bot.index.quotes import Quote
from bot.index.repeats import REPEATED

SCHEMA = """
CREATE TABLE articles (
    number INTEGER PRIMARY KEY,    -- from 0, in the order of the corpus
    id TEXT NOT NULL UNIQUE,
    path TEXT NOT NULL,
    title TEXT NOT NULL,
    author TEXT, publication TEXT, date TEXT, url TEXT, image TEXT, licence TEXT,
    questions TEXT NOT NULL,       -- JSON, [line, [places of the answer in code points]]
    headings TEXT NOT NULL,        -- JSON, [start, end] in code points
    text BLOB NOT NULL,            -- zlib, UTF-8
    removed BLOB,                  -- zlib, JSON; NULL where cleaning took nothing out
    whole BLOB,                    -- zlib, JSON [text, headings, block_quotes] before
                                   -- repeated paragraphs were taken out; NULL where none was
    line INTEGER,                  -- in a .jsonl, from 1
    block_quotes TEXT NOT NULL     -- JSON, [start, end] of each paragraph
);
CREATE INDEX articles_of ON articles (path);
-- Without it, the texts of all articles would be read for the few that list questions.
CREATE INDEX articles_listing ON articles (number) WHERE questions != '[]';
CREATE TABLE quotes (
    number INTEGER PRIMARY KEY,
    article INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    speaker TEXT, role TEXT, confidence REAL NOT NULL,
    parts TEXT NOT NULL            -- JSON, [start, end], with the words after the first
);
CREATE INDEX quotes_of ON quotes (article);
CREATE TABLE files (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    digest BLOB, settled INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE rejected (path TEXT NOT NULL, reason TEXT NOT NULL);
"""

_ARTICLE = (
    "number, id, path, title, author, publication, date, url, image, licence,"
    " questions, headings, text, removed, whole, line, block_quotes"
)
_INSERT_ARTICLE = f"INSERT INTO articles ({_ARTICLE}) VALUES ({', '.join('?' * 17)})"  # noqa: S608
_QUOTE = 'article, start, "end", text, speaker, role, confidence, parts'
OLD = "old"  # the generation that articles are taken over from, beside the one that is written
_LEVEL = 6  # zlib; news prose comes to 0.45 of its size

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of the corpus as it was when it was read.

    ``mtime_ns`` is -1 where the file was so fresh that a later change could have the same
    time. ``settled`` is false where what became of it depends on other files.
    """

    path: str
    size: int
    mtime_ns: int
    digest: bytes | None
    settled: bool


def pack(text: str) -> bytes:
    """Compress a text."""
    return zlib.compress(text.encode(), _LEVEL)


def unpack(data: bytes) -> str:
    """Undo ``pack``."""
    return zlib.decompress(data).decode()


def article_row(
    number: int, article: Article, *, whole: Article | None = None, line: int | None = None
) -> Row:
    """Return the row of an article; ``whole`` is the same with its repeated paragraphs."""
    removed = [[item.text, item.rule] for item in article.removed]
    return (
        number, article.id, article.path, article.title, article.author, article.publication,
        article.date, article.url, article.image, article.licence,
        json.dumps(listing(article)), json.dumps(article.headings), pack(article.text),
        pack(json.dumps(removed)) if removed else None,
        pack(json.dumps([whole.text, whole.headings, whole.block_quotes])) if whole else None,
        line, json.dumps(article.block_quotes),
    )  # fmt: skip


def article_of(row: Row) -> Article:
    """Return the article of a row."""
    removed = json.loads(unpack(row[13])) if row[13] else []
    return Article(
        id=row[1], path=row[2], title=row[3], author=row[4], publication=row[5], date=row[6],
        url=row[7], image=row[8], licence=row[9],
        questions=tuple(line for line, _ in json.loads(row[10])),
        headings=tuple(Span(*span) for span in json.loads(row[11])), text=unpack(row[12]),
        block_quotes=tuple(Span(*span) for span in json.loads(row[16])),
        removed=tuple(Removed(*item) for item in removed),
    )  # fmt: skip


def whole_article_of(row: Row) -> Article:
    """Return the article of a row as it was before repeated paragraphs were taken out."""
    article = article_of(row)
    if row[14] is None:
        return article
    text, headings, block_quotes = json.loads(unpack(row[14]))
    return replace(
        article,
        text=text,
        headings=tuple(Span(*span) for span in headings),
        block_quotes=tuple(Span(*span) for span in block_quotes),
        removed=tuple(item for item in article.removed if item.rule != REPEATED),
    )


def insert_articles(database: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Add rows. Raises sqlite3.IntegrityError where an id is taken."""
    database.executemany(_INSERT_ARTICLE, rows)


def copy_articles(database: sqlite3.Connection, first: int, last: int, to: int) -> None:
    """Add the articles ``first`` to ``last`` of the database OLD, numbered from ``to``."""
    columns = _ARTICLE.replace("number", "number + ?", 1)
    database.execute(
        f"INSERT INTO articles ({_ARTICLE})"  # noqa: S608 - names of columns
        f" SELECT {columns} FROM {OLD}.articles WHERE number BETWEEN ? AND ? ORDER BY number",
        (to - first, first, last),
    )


def replace_article(database: sqlite3.Connection, row: Row) -> None:
    """Put ``row`` in the place of the one with its number."""
    database.execute("DELETE FROM articles WHERE number = ?", row[:1])
    insert_articles(database, [row])


def read_article(database: sqlite3.Connection, number: int) -> Article | None:
    """Return an article as it is quoted from, without what cleaning took out of it."""
    columns = _ARTICLE.replace("removed, whole", "NULL, NULL")
    row = database.execute(
        f"SELECT {columns} FROM articles WHERE number = ?",  # noqa: S608
        (number,),
    ).fetchone()
    return None if row is None else article_of(row)


def questions(database: sqlite3.Connection) -> dict[int, list[Listed]]:
    """Return the questions that articles list, by the article's number."""
    rows = database.execute("SELECT number, questions FROM articles WHERE questions != '[]'")
    return {number: [Listed(*item) for item in json.loads(listed)] for number, listed in rows}


def citations(database: sqlite3.Connection) -> Iterator[Row]:
    """Yield what a citation needs of all articles, in order, without their texts."""
    yield from database.execute(
        "SELECT id, title, author, publication, date, url, image, path"
        " FROM articles ORDER BY number"
    )


def article_rows(database: sqlite3.Connection, first: int, last: int) -> list[Row]:
    """Return the rows of articles ``first`` to ``last``, in order."""
    return database.execute(
        f"SELECT {_ARTICLE} FROM articles WHERE number BETWEEN ? AND ? ORDER BY number",  # noqa: S608
        (first, last),
    ).fetchall()


def article_places(database: sqlite3.Connection) -> Iterator[tuple[int, str, str, int | None]]:
    """Yield the number, id, path and line of every article, in order."""
    yield from database.execute("SELECT number, id, path, line FROM articles ORDER BY number")


def article_where(database: sqlite3.Connection, column: str, value: str | int) -> Row | None:
    """Return the row of the article whose ``column`` (number or id) is ``value``."""
    row: Row | None = database.execute(
        f"SELECT {_ARTICLE} FROM articles WHERE {column} = ?",  # noqa: S608 - never user input
        (value,),
    ).fetchone()
    return row


def quote_rows(article: int, quotes: Iterable[Quote]) -> list[Row]:
    """Return the rows of the quotations of one article."""
    return [
        (article, q.start, q.end, q.text, q.speaker, q.speaker_role, q.confidence,
         json.dumps([q.parts[0],
                     *((*part, text) for part, text in zip(q.parts[1:], q.rest, strict=True))]))
        for q in quotes
    ]  # fmt: skip


def insert_quotes(database: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Add quotations."""
    database.executemany(
        f"INSERT INTO quotes ({_QUOTE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        rows,
    )


def copy_quotes(database: sqlite3.Connection, first: int, last: int, to: int) -> int:
    """Add the quotations of articles ``first`` to ``last`` of OLD, which are now from ``to``.

    Returns how many.
    """
    columns = _QUOTE.replace("article", "article + ?", 1)
    return database.execute(
        f"INSERT INTO quotes ({_QUOTE})"  # noqa: S608 - names of columns
        f" SELECT {columns} FROM {OLD}.quotes WHERE article BETWEEN ? AND ? ORDER BY number",
        (to - first, first, last),
    ).rowcount


_QUOTES = 'SELECT article, text, start, "end", speaker, role, confidence, parts FROM quotes'


def speaker_counts(database: sqlite3.Connection) -> Iterator[tuple[str, float, int]]:
    """Yield who is quoted how surely, and how often."""
    yield from database.execute(
        "SELECT speaker, confidence, count(*) FROM quotes WHERE speaker IS NOT NULL"
        " GROUP BY speaker, confidence"
    )


def quotes_where(
    database: sqlite3.Connection,
    article: int | None = None,
    *,
    speakers: Iterable[str] | None = None,
) -> Iterator[tuple[int, Quote]]:
    """Yield (article number, quotation), in order; all of them, or those of one article.

    With ``speakers`` those that are given to one of these names.
    """
    if speakers is not None:
        wanted = json.dumps([*speakers])
        where = "WHERE speaker IN (SELECT value FROM json_each(?))"
        rows = database.execute(f"{_QUOTES} {where} ORDER BY number", (wanted,))
    elif article is None:
        rows = database.execute(f"{_QUOTES} ORDER BY number")
    else:
        rows = database.execute(f"{_QUOTES} WHERE article = ? ORDER BY number", (article,))
    for number, text, start, end, speaker, role, confidence, stored in rows:
        parts = json.loads(stored)
        spans = tuple(Span(*part[:2]) for part in parts)
        rest = tuple(part[2] for part in parts[1:])
        yield number, Quote(text, start, end, speaker, role, confidence, spans, rest)


def stored_files(database: sqlite3.Connection) -> dict[str, StoredFile]:
    """Return the files that the generation was built from, by path."""
    rows = database.execute("SELECT path, size, mtime_ns, digest, settled FROM files")
    return {
        path: StoredFile(path, size, mtime_ns, digest, settled=bool(settled))
        for path, size, mtime_ns, digest, settled in rows
    }


def insert_files(database: sqlite3.Connection, files: Iterable[StoredFile]) -> None:
    """Record the files that the generation was built from."""
    database.executemany(
        "INSERT INTO files VALUES (?, ?, ?, ?, ?)",
        ((f.path, f.size, f.mtime_ns, f.digest, f.settled) for f in files),
    )


def article_paths(database: sqlite3.Connection) -> set[str]:
    """Return the paths of the files that hold articles."""
    return {path for (path,) in database.execute("SELECT DISTINCT path FROM articles")}


def rejections(database: sqlite3.Connection) -> list[Rejected]:
    """Return what was rejected, in the order of the corpus."""
    return [Rejected(*row) for row in database.execute("SELECT path, reason FROM rejected")]


def insert_rejections(database: sqlite3.Connection, rejected: Iterable[Rejected]) -> None:
    """Record what was rejected."""
    database.executemany(
        "INSERT INTO rejected VALUES (?, ?)", ((item.path, item.reason) for item in rejected)
    )
