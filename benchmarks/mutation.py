"""Measure the tests: how many small faults in the code do they notice?

``python -m benchmarks.mutation AREA... [--sample 150] [--seed 1] [--show]``

mutmut (its settings stand in ``pyproject.toml``) makes the faults and runs, for each, the tests
that reach the function it is in, until one fails. All of them would take hours, so a uniform
sample over all mutants of an area is drawn; the same seed draws the same ones as long as the
code stays. Printed are how many were killed, and the name of each that was not, which
``--show`` follows with its difference to the code.

mutmut passes over functions with decorators, and with them most of the second stage. So it works
on a copy of the tree in ``.mutation/``, in which ``@cached_property def f`` is written as
``def f_plain`` and ``f = cached_property(f_plain)``. It changes nothing outside functions, such as
word lists and patterns; and what runs at import has run when a mutant is chosen, so that mutants
of functions that build such lists count as survivors.
"""

import argparse
import ast
import json
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Final

from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.mutation.file_mutation import mutate_file_contents
from mutmut.stats import status_by_exit_code
from mutmut.utils.format_utils import get_mutant_name

AREAS: Final = {
    "cleaning": ("bot/corpus/clean.py", "bot/corpus/cleaning/*.py"),
    "passages": ("bot/index/passages.py", "bot/corpus/sentences.py"),
    "quotations": ("bot/index/quotes.py", "bot/index/speech/*.py"),
    "postings": tuple(
        f"bot/index/{name}.py" for name in ("postings", "bm25", "maxscore", "merging", "forward")
    ),
    "ranking": tuple(f"bot/search/{name}.py" for name in ("rank", "features", "slate")),
}
WORKSHOP: Final = Path(".mutation")
_COPIED: Final = ("bot", "tests", "benchmarks", "docs", "corpus", "pyproject.toml", "config.yaml")
_DECORATORS: Final = ("property", "cached_property", "cache")
_CAUGHT: Final = ("killed", "timeout", "segfault")


def main() -> None:
    """Draw a sample of each area's mutants, run the tests against them, and print what came."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutation")
    parser.add_argument("area", nargs="+", choices=AREAS)
    parser.add_argument("--sample", type=int, default=150, help="mutants an area (default: 150)")
    parser.add_argument("--seed", type=int, default=1, help="of the samples (default: 1)")
    parser.add_argument("--children", type=int, default=1, help="processes (default: 1)")
    parser.add_argument("--show", action="store_true", help="print the surviving mutants")
    arguments = parser.parse_args()
    prepare()
    os.chdir(WORKSHOP)
    everything = {area: sorted(mutants(AREAS[area])) for area in arguments.area}
    chosen = {
        area: random.Random(arguments.seed).sample(names, min(arguments.sample, len(names)))
        for area, names in everything.items()
    }
    names = list(chain.from_iterable(chosen.values()))
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(arguments.children)]
    # Hypothesis draws the same examples for every mutant where it runs as on a build server.
    if subprocess.run([*command, *names], check=False, env={**os.environ, "CI": "1"}).returncode:
        sys.exit("mutmut could not do its work; see above")
    statuses = status_of(names)
    for area, sample in chosen.items():
        counts = Counter(statuses[name] for name in sample)
        caught = sum(counts[status] for status in _CAUGHT) / len(sample)
        of = f"{len(sample)} of {len(everything[area])} mutants, seed {arguments.seed}"
        print(f"{area}: {of}: {dict(counts)}, {caught:.1%} caught")
        for name in sorted(sample):
            if statuses[name] not in _CAUGHT:
                print(f"  {statuses[name]}: {name}")
                if arguments.show:
                    print(get_diff_for_mutant(name))


def prepare() -> None:
    """Bring the copy of the tree up to date; files that are as before keep their times."""
    for name in _COPIED:
        source = Path(name)
        for path in sorted(source.rglob("*")) if source.is_dir() else [source]:
            if path.is_dir() or "__pycache__" in path.parts:
                continue
            data = path.read_bytes()
            if any(path.match(pattern) for patterns in AREAS.values() for pattern in patterns):
                data = undecorated(data.decode()).encode()
            copy = WORKSHOP / path
            if not copy.exists() or copy.read_bytes() != data:
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(data)
    # Which tests reach a function is found out anew: tests may have changed.
    (WORKSHOP / "mutants" / "mutmut-stats.json").unlink(missing_ok=True)
    shutil.rmtree(WORKSHOP / "mutants" / "tests", ignore_errors=True)


def undecorated(code: str) -> str:
    """Return code whose properties and cached functions mutmut takes for plain ones."""
    lines = code.splitlines()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.FunctionDef) and len(node.decorator_list) == 1:
            decorator = ast.unparse(node.decorator_list[0])
            if decorator.split("(")[0] in (*_DECORATORS, "lru_cache") and node.end_lineno:
                above = node.decorator_list[0].lineno - 1
                indent = " " * node.col_offset
                lines[above] = ""
                define = lines[node.lineno - 1]
                plain = f"def {node.name}_plain("
                lines[node.lineno - 1] = define.replace(f"def {node.name}(", plain)
                last = lines[node.end_lineno - 1]
                wrapped = f"{indent}{node.name} = {decorator}({node.name}_plain)"
                lines[node.end_lineno - 1] = f"{last}\n\n{wrapped}"
    return "\n".join(lines) + "\n"


def mutants(patterns: tuple[str, ...]) -> Iterator[str]:
    """Yield the names of all mutants of files."""
    for pattern in patterns:
        for path in sorted(Path().glob(pattern)):
            for name in mutate_file_contents(str(path), path.read_text("utf-8")).mutant_names:
                yield get_mutant_name(path, name)


def status_of(names: list[str]) -> dict[str, str]:
    """Return what mutmut noted of mutants."""
    codes: dict[str, int | None] = {}
    for path in Path("mutants").rglob("*.meta"):
        codes |= json.loads(path.read_text("utf-8"))["exit_code_by_key"]
    return {name: status_by_exit_code[codes[name]] for name in names}


if __name__ == "__main__":
    main()
