"""One step of the benchmark, in a process of its own: prints one JSON object.

``python -m benchmarks.speed_run STEP FOLDER …``; ``speed.py`` runs them. FOLDER holds
``corpus/``, ``index/`` (ours, whole), ``terms.txt`` (a passage a line), ``questions.json`` and
a folder for each engine.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from benchmarks.speed_engines import ENGINES

TOP = 10
WARM = 20  # questions asked before the clock starts
_SLOW = 0.05  # seconds; an engine that needs more is asked fewer questions
_FEW = 20


def defaults() -> Any:
    """Return the configuration without a file."""
    from bot.config import Config, LoadedConfig

    return LoadedConfig(values=Config(), file=None)


def terms(folder: Path) -> Iterator[list[str]]:
    """Yield the terms of each passage; equal ones are one object."""
    known: dict[str, str] = {}
    with (folder / "terms.txt").open(encoding="utf-8") as file:
        for line in file:
            yield [known.setdefault(term, term) for term in line.split()]


def index(folder: Path) -> dict[str, Any]:
    """Build our whole index from the corpus."""
    from bot.index.indexer import reindex

    began = time.perf_counter()
    report = reindex(
        corpus=folder / "corpus", index=folder / "index", options=defaults().index_options
    )
    return {
        "seconds": time.perf_counter() - began,
        "passages": report.passages,
        "articles": report.articles,
    }


def write_terms(folder: Path) -> dict[str, Any]:
    """Write the passages of our index as terms, for every engine, and the questions."""
    from benchmarks.speed_text import questions
    from bot.index import tables
    from bot.index.analysis import Analyzer
    from bot.index.forward import parts_of
    from bot.index.generation import open_current
    from bot.index.passages import divided

    generation = open_current(folder / "index")
    if generation is None:
        raise AssertionError("the index was not built")
    analyzer = Analyzer()
    how = defaults().index_options
    size = 0
    with (folder / "terms.txt").open("w", encoding="utf-8") as file:
        for number in range(generation.counts["articles"]):
            (row,) = tables.article_rows(generation.database, number, number)
            article = tables.article_of(row)
            size += len(article.text.encode())
            for passage, spans in divided(
                article, min_words=how.min_words, max_words=how.max_words
            ):
                parts = parts_of(article, passage, spans)
                file.write(" ".join(chain.from_iterable(map(analyzer.analyze, parts))) + "\n")
    asked = questions(terms(folder), generation.counts["passages"], 1000)
    (folder / "questions.json").write_text(json.dumps(asked))
    return {"text_bytes": size}


def build(folder: Path, name: str) -> dict[str, Any]:
    """Build one engine's index from the terms."""
    passages = list(terms(folder))
    engine = ENGINES[name]()
    (folder / name).mkdir()
    began = time.perf_counter()
    engine.build(passages, folder / name)
    return {"seconds": time.perf_counter() - began}


def cold(folder: Path, name: str, since: str) -> dict[str, Any]:
    """Answer one question; ``since`` is when this process was started."""
    asked = json.loads((folder / "questions.json").read_text())["short"][0]
    engine = ENGINES[name]()
    engine.open(list(terms(folder)) if name == "rank-bm25" else None, folder / name)
    engine.top(asked, TOP)
    return {"seconds": time.time() - float(since)}


def ask(folder: Path, name: str) -> dict[str, Any]:
    """Ask one engine the questions of each kind."""
    asked = json.loads((folder / "questions.json").read_text())
    engine = ENGINES[name]()
    engine.open(list(terms(folder)) if name == "rank-bm25" else None, folder / name)
    opened = resident()
    kinds = {
        kind: timed(lambda question: engine.top(question, TOP), questions)
        for kind, questions in asked.items()
    }
    return {"open": opened, "after": resident(), "milliseconds": kinds}


def answer(folder: Path) -> dict[str, Any]:
    """Ask our archive whole questions: analysis, ranking, texts and citations."""
    from bot.index.analysis import STOP_WORDS, Analyzer
    from bot.search.archive import Archive

    asked = json.loads((folder / "questions.json").read_text())
    archive = Archive.open(folder / "index", Analyzer())

    how = defaults().values.answers

    def find(question: str) -> object:
        return archive.ask(question, top=how.top, min_confidence=how.min_confidence)

    kinds = {k: [" ".join(each) for each in questions] for k, questions in asked.items()}
    find(kinds["short"][0])
    opened = resident()
    found = {kind: timed(find, questions) for kind, questions in kinds.items()}
    after = resident()
    word = asked["common" if "common" in asked else "short"][0][0]
    everything = [term for question in asked["long"] for term in question]
    odd = {
        "6,000 characters": " ".join(everything)[:6000],
        "one word 1,000 times": f"{word} " * 1000,
        "stop words": " ".join(sorted(STOP_WORDS)),
        "another alphabet": "Кто первым вышел в открытый космос? 最初の宇宙飛行士は誰ですか",
    }
    return {
        "open": opened,
        "after": after,
        "milliseconds": found,
        "odd": {name: timed(find, [question] * _FEW) for name, question in odd.items()},
    }


def timed(search: Callable[[Any], object], questions: list[Any]) -> dict[str, float]:
    """Return the median and the 99th percentile of the times, in milliseconds."""
    for question in questions[:3]:
        search(question)
    began = time.perf_counter()
    search(questions[0])
    if time.perf_counter() - began > _SLOW:
        questions = questions[:_FEW]
    else:
        for question in questions[:WARM]:
            search(question)
    times = []
    for question in questions:
        began = time.perf_counter()
        search(question)
        times.append((time.perf_counter() - began) * 1000)
    times.sort()
    return {"p50": times[len(times) // 2], "p99": times[int(len(times) * 0.99)]}


def resident() -> float:
    """Return the memory that this process has resident, in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmRSS:"))
        return int(line.split()[1]) / 1000
    import resource  # elsewhere than on Linux the peak is all there is, in bytes on macOS

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


STEPS: dict[str, Callable[..., dict[str, Any]]] = {
    "index": index,
    "terms": write_terms,
    "build": build,
    "cold": cold,
    "ask": ask,
    "answer": answer,
}

if __name__ == "__main__":
    print(json.dumps(STEPS[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])))
