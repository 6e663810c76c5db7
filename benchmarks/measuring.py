"""Measuring collections: folders of articles with questions, indexed once and asked in-process.

A folder holds ``articles.jsonl`` and ``questions.jsonl``, and may hold ``unanswerable.jsonl``;
a question has ``_id``, ``text``, and ``relevant`` (article ids) or ``answers`` (accepted
strings) or both. Where there is ``space``, the corpus of this project is two more collections,
asked the questions of ``space`` and those of ``own_questions.jsonl``; and squad's questions are
asked of all articles on space history, which cannot answer them.
"""

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.config import Config, LoadedConfig
from bot.index.analysis import Analyzer
from bot.index.indexer import reindex
from bot.search.archive import Archive

SHIPPED = "archive"  # the collection of this project's own articles
SPACE = "space"  # whose questions those are asked
OWN = "own"  # the same articles, asked this project's own questions
OWN_QUESTIONS = Path(__file__).with_name("own_questions.jsonl")
STRANGERS = "squad"  # whose questions articles on space history cannot answer
CORPUS = Path(__file__).parent.parent / "corpus"
FIRST_WORDS = 150  # of a hit that count, so that longer passages do not help

_PLAIN = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Question:
    """A question, with ``relevant`` article ids and accepted ``answers``, either maybe empty."""

    id: str
    text: str
    relevant: frozenset[str]
    answers: tuple[str, ...]  # as ``plain`` gives them

    @classmethod
    def of(cls, item: dict[str, Any]) -> "Question":
        """Read one from a line of questions.jsonl."""
        answers = (plain(answer) for answer in item.get("answers", ()))
        return cls(
            item.get("_id", item["text"]),
            item["text"],
            frozenset(item.get("relevant", ())),
            tuple(answer for answer in answers if answer.strip()),
        )

    def is_answered_in(self, text: str) -> bool:
        """Whether an accepted answer is in ``text``, as whole words."""
        shown = plain(text)
        return any(answer in shown for answer in self.answers)


@dataclass(frozen=True, slots=True)
class Collection:
    """An open archive with its questions."""

    name: str
    archive: Archive
    questions: list[Question]
    unanswerable: list[Question]
    fingerprint: str  # of articles and questions


def plain(text: str) -> str:
    """Return lower-case words and numbers, separated and surrounded by one space."""
    return " " + " ".join(_PLAIN.findall(text.lower())) + " "


@contextmanager
def opened(folder: Path, names: Sequence[str] = ()) -> Iterator[list[Collection]]:
    """Index the collections in ``folder``, or those of ``names``, and open them for asking."""
    found = {path.parent.name: path for path in sorted(folder.glob("*/questions.jsonl"))}
    if SPACE in found:
        found |= {SHIPPED: found[SPACE], OWN: OWN_QUESTIONS}
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        yield [
            _open(name, path, found, scratch, stack)
            for name, path in found.items()
            if not names or name in names
        ]


def _open(
    name: str, questions: Path, found: dict[str, Path], scratch: Path, stack: ExitStack
) -> Collection:
    corpus = CORPUS
    if name not in {SHIPPED, OWN}:
        corpus = scratch / name / "corpus"
        corpus.mkdir(parents=True)
        shutil.copyfile(questions.with_name("articles.jsonl"), corpus / "articles.jsonl")
    options = LoadedConfig(values=Config(), file=None).index_options
    index = scratch / name / "index"
    reindex(corpus=corpus, index=index, options=options)
    archive = Archive.open(index, Analyzer())
    stack.callback(archive.close)
    unanswerable = questions.with_name("unanswerable.jsonl")
    others = _questions(unanswerable) if unanswerable.exists() else []
    if name in {SPACE, SHIPPED, OWN} and STRANGERS in found:
        others = _questions(found[STRANGERS])
    files = sorted(file for file in corpus.rglob("*") if file.is_file())
    fingerprint = _fingerprint([*files, questions])
    return Collection(name, archive, _questions(questions), others, fingerprint)


def _questions(path: Path) -> list[Question]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Question.of(json.loads(line)) for line in lines if line.strip()]


def _fingerprint(files: Iterable[Path]) -> str:
    digest = hashlib.blake2b(digest_size=6)
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()
