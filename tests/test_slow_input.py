"""Questions and articles that were made to be slow; CPU time, with generous bounds."""

import shutil
import time
from contextlib import closing
from pathlib import Path

import pytest

from bot.index.analysis import Analyzer
from bot.index.indexer import reindex
from bot.replies.questions import MAX_QUESTION, is_question, question_in
from bot.search.library import Library
from tests.conftest import OPTIONS

SHIPPED = Path(__file__).parent.parent / "corpus"
SECONDS = 3.0

QUESTIONS = [
    "moon " * 200,
    "a b c d e f g h i j k l m n o p q r s t u v w x y z " * 20,
    " ".join(f"word{number}" for number in range(200)),
    "first second third space Moon launch rocket mission crew orbit Apollo Soyuz station " * 12,
    "Gagarn Armstrng Tereshkva Leonv Korolyv Sputnk Voskhd Appolo Jupitr Satrn " * 13,
    "“" * MAX_QUESTION,
    "when " * 200,
    "17 July 1975 and " * 58,
    "<@1>" * 250,
    "(" * MAX_QUESTION,
    "é\u0301" * 500,
    "-" * 500 + "a" * 500,
    "don't " * 160,
    "\u202e\u200b" * 500,
]

ARTICLES = {
    "line.txt": "word " * 10_000_000,  # 50 MB, more than a file may have
    "marks.txt": "“" * 300_000,
    "straight.txt": '"a ' * 200_000,
    "pairs.md": "“a” " * 100_000,
    "line.md": "The crew landed on the Moon and came back. " * 40_000,
    "deep.html": "<div>" * 50_000 + "text",
    "dates.md": "on July 17, " * 50_000,
    "brackets.md": "[" * 100_000,
    "tables.md": "|" * 100_000,
    "names.md": "Neil Armstrong said “a,” " * 20_000,
}


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    index = tmp_path_factory.mktemp("slow") / "index"
    reindex(corpus=SHIPPED, index=index, options=OPTIONS)
    with closing(Library.open(index, Analyzer())) as library:
        library.find("Who flew first?", top=3, min_confidence=0.5)  # what is read once
        yield library


@pytest.mark.parametrize("text", QUESTIONS, ids=range(len(QUESTIONS)))
def test_no_question_is_slow(library, text):
    began = time.process_time()
    is_question(text * 4)
    library.find(question_in(text * 4), top=3, min_confidence=0.5)
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize("name", ARTICLES)
def test_no_article_is_slow(tmp_path, name):
    """It is indexed or rejected, alone among good ones."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    shutil.copy(next(SHIPPED.rglob("*.md")), corpus / "good.md")
    (corpus / name).write_text(ARTICLES[name], encoding="utf-8")
    began = time.process_time()
    report = reindex(corpus=corpus, index=tmp_path / "index", options=OPTIONS)
    assert time.process_time() - began < 10 * SECONDS
    assert 2 == report.articles + len(report.rejected)
    assert "good.md" in report.added
