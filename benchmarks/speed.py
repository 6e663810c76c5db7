"""Speed and size of the archive against its peers, in one run.

``python -m benchmarks.speed [--passages N …] [--text FILE.jsonl] [--engines NAME …]
[--files N] [--json]``, after ``pip install -e '.[bench]'``.

Every step runs in a process of its own, one after another, on the same passages: ours, as
the analyzer made terms of them. The text is generated from a seed (Zipf's law, 60 to 140
words a paragraph) or read from FILE. Memory is what is resident; while an index is built, the
most that the process and those that it started have at once, shared pages counted once.
"""

import argparse
import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks import speed_text
from benchmarks.speed_engines import ENGINES, LIMITS
from benchmarks.speed_report import shown

_MODULES = {"rank-bm25": "rank_bm25", "bm25s-numba": "numba"}
_RUNS = 3  # of what takes less than a second; the quickest counts


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--passages", type=int, nargs="+", default=[100_000])
    parser.add_argument("--text", type=Path, help="a .jsonl instead of generated text")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--files", type=int, default=10_000, help="to reindex; 0: do not")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    engines = [name for name in arguments.engines if _is_there(name)]
    result: dict[str, Any] = {"sizes": [], "processors": _processors()}
    for passages in [0] if arguments.text else arguments.passages:
        with tempfile.TemporaryDirectory(prefix="speed-") as name:
            result["sizes"].append(_measure(Path(name), passages, arguments.text, engines))
    if arguments.files:
        with tempfile.TemporaryDirectory(prefix="speed-") as name:
            result["reindex"] = _reindex(Path(name), arguments.files)
    print(json.dumps(result) if arguments.json else shown(result))


def _measure(folder: Path, passages: int, text: Path | None, engines: list[str]) -> dict[str, Any]:
    """Measure every engine on one corpus."""
    (folder / "corpus").mkdir()
    corpus = folder / "corpus" / "text.jsonl"
    _say(f"writing {passages:,} passages" if text is None else f"copying {text}")
    if text is None:
        speed_text.write(corpus, passages)
    else:
        shutil.copyfile(text, corpus)
    archive = _run("index", folder)
    archive["disk"] = _disk(folder / "index")
    archive |= _run("terms", folder, memory=False)
    archive["shell"] = _quickest(_ask_command(folder))
    archive["numpy"] = _quickest([sys.executable, "-c", "import numpy"])
    archive |= _run("answer", folder, memory=False)
    found: dict[str, Any] = {}
    for name in engines:
        if archive["passages"] > LIMITS.get(name, archive["passages"]):
            continue
        found[name] = _run("build", folder, name)
        found[name]["disk"] = _disk(folder / name)
        cold = [_run("cold", folder, name, repr(time.time()), memory=False) for _ in range(_RUNS)]
        found[name]["cold"] = min(run["seconds"] for run in cold)
        found[name] |= _run("ask", folder, name, memory=False)
    return {"passages": archive["passages"], "archive": archive, "engines": found}


def _reindex(folder: Path, files: int) -> dict[str, float]:
    """Build an archive of many files, then change 10 of them, then none."""
    from bot.corpus.readers import scan

    corpus = folder / "corpus"
    corpus.mkdir()
    _say(f"writing {files:,} files")
    for article in speed_text.articles(files * speed_text.PARAGRAPHS):
        (corpus / f"{article['id']}.txt").write_text(article["text"], encoding="utf-8")
    time.sleep(2.1)  # a file changed within two seconds is compared by its bytes
    times = {"files": float(len(scan(corpus)[0])), "full": _run("index", folder)["seconds"]}
    for number in range(10):
        path = corpus / f"article-{number * (files // 10)}.txt"
        path.write_text(path.read_text(encoding="utf-8") + " Nothing else changed.", "utf-8")
    times["changed"] = _run("index", folder)["seconds"]
    time.sleep(2.1)
    _run("index", folder)
    times["unchanged"] = _run("index", folder)["seconds"]
    return times


def _run(step: str, folder: Path, *more: str, memory: bool = True) -> dict[str, Any]:
    """Run one step of ``speed_run`` and return what it printed; with ``memory``, its peak."""
    _say(" ".join((step, *more[:1])))
    command = [sys.executable, "-m", "benchmarks.speed_run", step, str(folder), *more]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        peak = _Peak(process.pid) if memory else None
        output, _ = process.communicate()
    if process.returncode:
        raise SystemExit(f"step {step!r} failed")
    found: dict[str, Any] = json.loads(output)
    if peak is not None:
        found["peak"] = peak.stop()
    return found


class _Peak:
    """Watches the memory of a process and of those that it starts; on Linux."""

    def __init__(self, process: int) -> None:
        self._process = process
        self._most = 0.0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        """Return the most that there was, in MB."""
        self._stop.set()
        self._thread.join()
        return self._most

    def _watch(self) -> None:
        while not self._stop.wait(0.2):
            self._most = max(self._most, sum(map(_share, _family(self._process))))


def _family(process: int) -> Iterable[int]:
    yield process
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            for child in children.read_text().split():
                yield from _family(int(child))
        except OSError:  # it has just ended
            continue


def _share(process: int) -> float:
    """Return the resident memory of a process in MB, of shared pages its share."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1000
    except OSError:
        return 0.0


def _ask_command(folder: Path) -> list[str]:
    (folder / "config.yaml").write_text("corpus: {path: corpus}\nindex: {path: index}\n")
    question = " ".join(json.loads((folder / "questions.json").read_text())["short"][0])
    return [sys.executable, "-m", "bot", "--config", str(folder / "config.yaml"), "ask", question]


def _quickest(command: list[str]) -> float:
    """Return how long a command takes, in seconds."""
    times = []
    for _ in range(_RUNS):
        began = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - began)
    return min(times)


def _disk(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _is_there(engine: str) -> bool:
    if engine == "ours" or importlib.util.find_spec(_MODULES.get(engine, engine)):
        return True
    _say(f"{engine} is not installed: pip install -e '.[bench]'")
    return False


def _processors() -> int:
    from bot.index.workers import available

    return max(available(), 1)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
