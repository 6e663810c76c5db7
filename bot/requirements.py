"""Which libraries this program needs, and which of them are not there as it needs them."""

import re
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

_PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
_NAME = "space-history-bot"

# "name[extra]>=1.2,<3", as pyproject.toml writes it; what else a requirement may be is not used.
_REQUIREMENT = re.compile(r"([\w.-]+)(?:\[[\w,.-]*\])?\s*((?:[<>]=?[\d.]+,?)*)")
_RELEASE = re.compile(r"\d+(?:\.\d+)*")


def required() -> list[str]:
    """Return the requirements of the clone that this is, or of the package as installed."""
    if _PROJECT.is_file():
        import tomllib

        project = tomllib.loads(_PROJECT.read_text(encoding="utf-8")).get("project", {})
        if project.get("name") == _NAME:
            return [str(line) for line in project["dependencies"]]
    try:
        return [line for line in requires(_NAME) or [] if ";" not in line]
    except PackageNotFoundError:
        return []


def unmet(requirements: Iterable[str]) -> Iterator[str]:
    """Yield what is wrong of each library that is missing, too old or too new."""
    for line in requirements:
        match = _REQUIREMENT.fullmatch(line)
        if match is None:
            continue
        name = match[1]
        try:
            installed = version(name)
        except PackageNotFoundError:
            yield f"{name} is not installed"
            continue
        for bound in filter(None, match[2].split(",")):
            operator, wanted = bound.rstrip("0123456789."), bound.lstrip("<>=")
            if operator == ">=" and _release(installed) < _release(wanted):
                yield f"{name} is {installed}, older than {wanted}"
            elif operator == "<" and _release(installed) >= _release(wanted):
                yield f"{name} is {installed}, but the bot was written for those below {wanted}"


def _release(text: str) -> tuple[int, ...]:
    """Return a version as numbers that compare, "2.10" after "2.9" and "3.0" as "3"."""
    match = _RELEASE.match(text)
    numbers = [int(part) for part in match[0].split(".")] if match else []
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
