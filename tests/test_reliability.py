"""docs/RELIABILITY.md: every test that it names is there."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "RELIABILITY.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(test_\w+))?`")


def functions_in(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    found = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in tree.body if isinstance(node, found)}


def test_every_test_that_is_named_is_there():
    lost = [
        f"{path}::{name}"
        for path, name in NAMED.findall(PAGE)
        if not (ROOT / path).exists() or (name and name not in functions_in(path))
    ]
    assert [] == lost


def test_every_promise_names_its_test():
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and "| --- " not in line]
    heads = ("| what is done", "| found")
    assert [] == [row for row in rows if not row.startswith(heads) and not NAMED.search(row)]
    assert len(NAMED.findall(PAGE)) > 60


def test_every_test_of_faults_is_named():
    for path in (
        "tests/test_machine_faults.py",
        "tests/test_outages.py",
        "tests/cogs/test_abuse.py",
    ):
        tests = {name for name in functions_in(path) if name.startswith("test_")}
        assert set() == tests - {name for at, name in NAMED.findall(PAGE) if at == path}


def test_the_readme_links_it():
    assert "(docs/RELIABILITY.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
