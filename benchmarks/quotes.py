"""How many quotations are found, and how many of their speakers are right.

``python -m benchmarks.quotes [--part building|held_out] [--missed] [--time] [--json]``

The texts were written for this, in the styles of news, feature, interview, transcript and
history; ``quotes/README.md`` says how they are annotated. The rules were built on those in
``quotes/building``; those in ``quotes/held_out`` were kept out of sight meanwhile. Each part of a
quotation counts as one. Found is what has the annotated words, but for the marks at their
ends. Precision counts what is found of six words or more. A speaker is right where the full
name is; one is invented where the text gives the words to nobody, or nobody said them.

``--time`` prints the CPU time of hostile texts at one and four times their length instead;
four times the length should take some four times as long.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any

import yaml

from bot.corpus.article import Article, build
from bot.corpus.markdown import read_markdown
from bot.corpus.readers import RawArticle
from bot.corpus.sentences import Span
from bot.index.quotes import extract

TEXTS = Path(__file__).with_name("quotes")
PARTS = ("building", "held_out")
WORDS = 6  # of a quotation; fewer may be a phrase as well
NAMED, PRONOUN, NONE, OPTIONAL = "named", "pronoun", "none", "optional"
_ENDS = " .,;:!?…—–'\"“”‘’"
_TIMES = 4
_LEAST = 3  # measurements of a time, of which the shortest counts


@dataclass(frozen=True, slots=True)
class Annotated:
    """One part of an annotated quotation; ``kind`` says how the text names its speaker."""

    span: Span
    kind: str
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its annotations."""

    name: str
    article: Article
    quotations: tuple[Annotated, ...]


def texts(part: str) -> Iterator[Marked]:
    """Yield the texts of a part. Raises ValueError where one has not what is annotated."""
    for path in sorted((TEXTS / part).glob("*.yaml")):
        stored = yaml.safe_load(path.read_text(encoding="utf-8"))
        _, paragraphs = read_markdown(stored["text"])
        article = build(RawArticle(path=path.name, paragraphs=paragraphs, leftovers=False))
        yield Marked(path.stem, article, tuple(_annotated(article.text, stored["quotations"])))


def _annotated(text: str, quotations: list[dict[str, Any]]) -> Iterator[Annotated]:
    start = 0
    for quotation in quotations:
        for part in quotation["parts"]:
            start = text.index(part, start)
            span = Span(start, start + len(part))
            yield Annotated(_bare(text, span), quotation["kind"], quotation["speaker"])
            start = span.end


def _bare(text: str, span: Span) -> Span:
    """Return a span without the marks at its ends."""
    inner = text[slice(*span)]
    start = span.start + len(inner) - len(inner.lstrip(_ENDS))
    return Span(start, span.start + len(inner.rstrip(_ENDS)))


def _is_long(text: str, span: Span) -> bool:
    return len(text[slice(*span)].split()) >= WORDS


@dataclass(slots=True)
class Counts:
    """What was counted in the texts of one part, and what went wrong there."""

    counts: Counter[str]
    missed: list[str]

    def share(self, part: str, whole: str) -> float:
        """Return a count as a share of another (0 to 1)."""
        return self.counts[part] / self.counts[whole] if self.counts[whole] else 0.0

    def figures(self) -> dict[str, float]:
        """Return the figures that are printed."""
        return {
            "recall": self.share("found", "long"),
            "precision": self.share("right", "shown"),
            "named": self.share("named right", "named"),
            "pronoun": self.share("pronoun right", "pronoun"),
            "invented": self.counts["invented"],
        }


def measure(part: str) -> Counts:
    """Compare what is found in the texts of a part with what is annotated there."""
    result = Counts(Counter(), [])
    for marked in texts(part):
        result.counts["texts"] += 1
        _compare(marked, result)
    return result


def _compare(marked: Marked, result: Counts) -> None:
    text, counts = marked.article.text, result.counts
    found = {
        _bare(text, part): quote.speaker
        for quote in extract(marked.article)
        for part in quote.parts
    }

    def miss(what: str, span: Span, detail: object = "") -> None:
        result.missed.append(f"{marked.name}: {what}: {text[slice(*span)]!r} {detail}")

    for known in marked.quotations:
        if known.kind == OPTIONAL:
            found.pop(known.span, None)
            continue
        counts["all"] += 1
        is_long = _is_long(text, known.span)
        counts["long"] += is_long
        if known.span not in found:
            if is_long:
                miss("not found", known.span)
                counts[known.kind] += known.kind != NONE
            continue
        speaker = found.pop(known.span)
        counts["found"] += is_long
        counts["shown"] += is_long
        counts["right"] += is_long
        if speaker != known.speaker:
            miss("speaker", known.span, f"{speaker}, not {known.speaker} ({known.kind})")
        if known.kind == NONE:
            counts["invented"] += speaker is not None
        elif is_long:
            counts[known.kind] += 1
            counts[f"{known.kind} right"] += speaker == known.speaker
    for span, speaker in found.items():
        counts["shown"] += _is_long(text, span)
        counts["invented"] += speaker is not None
        if speaker is not None or _is_long(text, span):
            miss("nobody says", span, speaker)


def _prose(count: int) -> str:
    return "\n\n".join(["The crew of the Kestrel came home from orbit after eight days."] * count)


def _unbalanced(count: int) -> str:
    return "\n\n".join(
        ["“He said that ”it was” “ready, and \"then 'it flew on, said Ann Lee."] * count
    )


def _many(count: int) -> str:
    said = [
        "“It flew as we had hoped,” said Ann Lee.",
        "“It came back, too,” she said.",
        "Then Tom Cole asked, “Was it really you?”",
        "“Yes.”",
    ]
    return "\n\n".join(said[i % len(said)] for i in range(count))


def _one_long(count: int) -> str:
    return "“" + "it flew, and it came back. " * count + "” said Ann Lee."


HOSTILE: dict[str, tuple[Callable[[int], str], int]] = {
    "no quotations": (_prose, 2_500),
    "unbalanced marks": (_unbalanced, 2_500),
    "10,000 quotations": (_many, 10_000),
    "10,000 in one paragraph": (lambda count: _many(count).replace("\n\n", " "), 10_000),
    "10,000 of one word": (lambda count: "“Yes.” " * count, 10_000),
    "one of 100,000 characters": (_one_long, 3_700),
}


def growth() -> Iterator[tuple[str, float, float]]:
    """Yield what each hostile text is, and the CPU seconds at one and four times its length."""
    for name, (text_of, count) in HOSTILE.items():
        yield name, _seconds(text_of(count)), _seconds(text_of(_TIMES * count))


def _seconds(text: str) -> float:
    article = Article(id="a", path="a.txt", title="A", text=text)
    times = []
    for _ in range(_LEAST):
        began = process_time()
        extract(article)
        times.append(process_time() - began)
    return min(times)


def main(arguments: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.quotes", description="Measure quotations and their speakers."
    )
    parser.add_argument("--part", choices=PARTS, action="append", help="all without it")
    parser.add_argument("--missed", action="store_true", help="list what went wrong")
    parser.add_argument("--time", action="store_true", help="measure hostile texts instead")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    if options.time:
        for name, once, more in growth():
            print(f"{name:27}{once:8.3f} s{more:8.3f} s{more / once:7.1f} times")
        return 0
    found = {part: measure(part) for part in options.part or PARTS}
    if options.json:
        print(json.dumps({part: result.figures() for part, result in found.items()}))
        return 0
    for part, result in found.items():
        counts, figures = result.counts, result.figures()
        print(f"{part}: {counts['texts']} texts, {counts['all']} quotations")
        print(f"  of {counts['long']} with six words or more, found: {figures['recall']:.1%}")
        print(f"  of {counts['shown']} found, quotations: {figures['precision']:.1%}")
        print(f"  speaker right of {counts['named']} named: {figures['named']:.1%}")
        print(f"  speaker right of {counts['pronoun']} with a pronoun: {figures['pronoun']:.1%}")
        print(f"  speakers invented: {counts['invented']}")
        for line in result.missed if options.missed else ():
            print(f"    {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
