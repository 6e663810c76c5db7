"""Lists the dates and measures that several articles give for the same thing, to be read.

``python -m benchmarks.contradictions [dates|measures]``

A date is listed under the names before it and the deed between them, as in "Luna 9 … landed …
3 February 1966"; a measure under the first and the last name before it, its unit and the word
that says what was measured, as in "Sputnik 1 … weighed … 83.6 kilograms". Only what differs
between articles is printed: a month is no contradiction of a day in it. What is printed need not
be wrong, since a name may have done a deed twice; a person reads the list and settles it.
"""

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator

from benchmarks.measuring import CORPUS
from bot.corpus.article import Article, build
from bot.corpus.readers import Rejected, read, scan

_MONTHS = "January February March April May June July August September October November December"
_DATE = re.compile(rf"(?:(\d{{1,2}}) )?({'|'.join(_MONTHS.split())}) (\d{{4}})")
# Names that stand for too many things, and words that open sentences.
_PASSING = re.compile(
    "A|After|All|America|American|An|And|As|At|Before|Both|British|But|By|China|Chinese|Discovery|"
    "Each|Earth|ESA|Europe|European|Florida|For|France|French|From|German|Germany|He|Her|His|In|"
    "India|It|Italy|Its|Japan|Japanese|Moon|More|NASA|Nearly|No|On|One|Only|Other|Proton|Russia|"
    "Russian|She|Since|Some|Soviet|Soviet Union|Space|Sun|Ten|That|The|Their|There|These|They|"
    "Three|To|Two|United States|UTC|When|While|With|World"
)
_NAME = re.compile(r"[A-Z][\w’.-]*(?: (?:[A-Z][\w’-]*|\d{1,3}[A-Z]?|von|de|of the))*")
_DEEDS = {
    "born": "born",
    "died": "died",
    "killed": "died",
    "launched": "launched",
    "lifted": "launched",
    "landed": "landed",
    "touched": "landed",
    "splashed": "splashed down",
    "docked": "docked",
    "founded": "founded",
    "announced": "announced",
    "discovered": "discovered",
    "exploded": "exploded",
    "cancelled": "cancelled",
    "opened": "opened",
    "fell": "fell",
    "struck": "struck",
    "reached": "reached",
    "flew": "flew",
    "entered": "entered",
    "chosen": "chosen",
    "named": "named",
}
_MEASURED = re.compile(
    "weigh|tall|long|wide|across|high|cost|altitude|orbit|speed|lasted|spent|stayed|drove|flew|"
    "crew|people|killed|died|thrust|height|diameter|away|distance|returned|brought"
)
_MEASURE = re.compile(
    r"(\d[\d,.]*\d|\d) (kilograms|tonnes|grams|metres|kilometres an hour|kilometres|centimetres|"
    r"newtons|days|hours|minutes|orbits|pictures|people|(?:million|billion) dollars)\b"
)
_BETWEEN = 120  # characters between a deed and its date, at most

Found = dict[tuple[str, str], dict[str, set[str]]]  # what -> value -> articles


def main(argv: list[str] | None = None) -> int:
    """Print the lists that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("kind", nargs="?", choices=("dates", "measures"))
    kind = parser.parse_args(argv).kind
    articles = _articles()
    if kind != "measures":
        show({what: v for what, v in dates(articles).items() if not _agree(v)})
    if kind != "dates":
        show({what: v for what, v in measures(articles).items() if len(v) > 1})
    return 0


def dates(articles: list[Article]) -> Found:
    """Return the dates of each name and deed, written as ``1966-02-03``, ``1966-02`` if no day."""
    found: Found = defaultdict(lambda: defaultdict(set))
    for article, sentence in _sentences(articles):
        for date in _DATE.finditer(sentence):
            before = sentence[max(0, date.start() - _BETWEEN) : date.start()]
            deed = next((w for w in reversed(re.findall(r"[a-z]+", before)) if w in _DEEDS), None)
            if deed is None:
                continue
            day, month, year = date.groups()
            number = _MONTHS.split().index(month) + 1
            value = f"{year}-{number:02}" + (f"-{int(day):02}" if day else "")
            told = sentence[: date.start() - len(before) + before.rindex(deed)]
            for name in _names(told):
                found[name, _DEEDS[deed]][value].add(article.id)
    return found


def measures(articles: list[Article]) -> Found:
    """Return the measures of each name, unit and word that says what was measured."""
    found: Found = defaultdict(lambda: defaultdict(set))
    for article, sentence in _sentences(articles):
        for measure in _MEASURE.finditer(sentence):
            value, unit = measure.groups()
            around = sentence[max(0, measure.start() - 60) : measure.end() + 40]
            word = _MEASURED.search(around)
            if word is None:
                continue
            for name in _names(sentence[: measure.start()]):
                found[name, f"{word.group()}, {unit}"][value.strip(",.")].add(article.id)
    return found


def _names(told: str) -> set[str]:
    """Return the first and the last name in what a sentence has told so far."""
    names = [name.removeprefix("The ") for name in _NAME.findall(told)]
    names = [name for name in names if not _PASSING.fullmatch(name)]
    return {names[0], names[-1]} if names else set()


def show(found: Found) -> None:
    """Print what is told by more than one article, with who says what."""
    for (name, deed), values in sorted(found.items()):
        if len(set.union(*values.values())) > 1:
            print(f"{name}: {deed}")
            for value, ids in sorted(values.items()):
                print(f"    {value:12} {', '.join(sorted(ids))}")


def _agree(values: dict[str, set[str]]) -> bool:
    """Whether all dates may be the same one, some told less exactly."""
    longest = max(values, key=len)
    return all(longest.startswith(value) for value in values)


def _articles() -> list[Article]:
    files, _ = scan(CORPUS)
    raws = [raw for file in files for raw in read(CORPUS, file, max_bytes=1_000_000)]
    return [build(raw) for raw in raws if not isinstance(raw, Rejected)]


def _sentences(articles: list[Article]) -> Iterator[tuple[Article, str]]:
    for article in articles:
        for paragraph in article.paragraphs:
            for sentence in re.split(r"(?<=[.?!;]) ", paragraph):
                yield article, sentence


if __name__ == "__main__":
    raise SystemExit(main())
