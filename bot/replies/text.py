"""Answers, quotations and articles as lines of text for a terminal.

Pure functions from records to ``Line``s. ``print_lines`` wraps and colours them on a terminal
and prints them plain, a paragraph a line, anywhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from bot.corpus.paragraphs import PARAGRAPH_BREAK
from bot.corpus.sentences import Span
from bot.replies.dates import day_words, iso_words
from bot.replies.texts import say
from bot.search.answer import Answer, Citation, CitedQuote, Hit
from bot.search.followups import about_of

if TYPE_CHECKING:  # what only some commands need is not loaded for the others
    from collections.abc import Iterable, Sequence

    from bot.corpus.article import Article
    from bot.index.analysis import Analyzer
    from bot.search.calendar import Day
    from bot.search.days import Event
    from bot.search.explanation import Explained

MAX_WIDTH = 100  # characters; longer lines are hard to read

_MORE = 3  # articles that tell of the same day, before "and 2 more"
_BEGINNING = 200  # characters of a passage that is explained

TITLE = "bold cyan"
CITED = "dim"
ANSWER = "bold"
MATCH = "yellow"
GOOD = "green"
WARNING = "yellow"
BAD = "bold red"

# An article must not move the cursor or change colours; one for one, so that places hold.
_CONTROLS = {code: "\ufffd" for code in (*range(32), *range(127, 160)) if chr(code) != "\t"}


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; ``marks`` are [start, end) of ``text`` with a style each."""

    text: str = ""
    style: str = ""
    marks: tuple[tuple[Span, str], ...] = ()
    indent: int = 0


def answer_lines(answer: Answer, analyzer: Analyzer) -> list[Line]:
    """Show the hits with their citations, or that there is no answer and what is nearest."""
    terms = set(analyzer.analyze(answer.question))
    about = about_of(answer.question)
    borrowed = [Line(f"About {about}:", CITED), Line()] if about else []
    if answer.answered:
        shown = [line for hit in answer.hits for line in _hit_lines(hit, terms, analyzer)]
        return [*borrowed, *shown[:-1]]
    if not terms:
        return [Line("The question has no word to search for. Name what it is about.", WARNING)]
    lines = [*borrowed, Line("The archive does not hold an answer to that.", WARNING)]
    if answer.nearest:
        lines += [Line(), Line("The nearest articles (not an answer):")]
        lines += [Line(cite(hit.article), indent=2) for hit in answer.nearest]
    return lines


def explained_lines(explained: Explained) -> list[Line]:
    """Show what each feature adds to the scores of the best candidates, most first."""
    words = [
        concept.term
        + (f" ({', '.join(other for other, _ in concept.others)})" * bool(concept.others))
        for concept in explained.concepts
    ]
    lines = [
        Line(explained.question, TITLE),
        Line(f"Words: {'; '.join(words) or 'none'}"),
        Line(f"Kind of answer: {explained.kind}. Confidence: {explained.confidence:.2f}."),
    ]
    for rank, candidate in enumerate(explained.candidates, 1):
        beginning = " ".join(candidate.text[:_BEGINNING].split())
        lines += [
            Line(),
            Line(f"{rank}. {cite(candidate.article, link=False)}", TITLE),
            Line(f"{beginning}…", CITED, indent=2),
            Line(f"{candidate.score:8.3f}  score", ANSWER, indent=2),
        ]
        lines += [
            Line(
                f"{r.value * r.weight:+8.3f}  {r.feature} {r.value:.3f} × {r.weight:.3f}", indent=2
            )
            for r in sorted(candidate.reasons, key=lambda r: -abs(r.value * r.weight))
            if r.value * r.weight
        ]
    return lines


def quote_lines(cited: CitedQuote) -> list[Line]:
    """Show one quotation with its speaker and citation."""
    quote = cited.quote
    speaker = quote.speaker or "Speaker not named"
    role = f", {quote.speaker_role}" if quote.speaker_role else ""
    return [
        Line(f"“{quote.shown}”", ANSWER),
        Line(f"— {speaker}{role}", indent=2),
        Line(cite(cited.article), CITED, indent=2),
    ]


def days_lines(day: Day, events: Sequence[Event], nearest: Day | None) -> list[Line]:
    """Show what happened on a day over the years, or which is the nearest that has something."""
    if not events:
        said = [say("onthisday.none", "en", day=_words(day))]
        if nearest is not None:
            said.append(say("onthisday.nearest", "en", day=_words(nearest)))
        return [Line(" ".join(said), WARNING)]
    lines = [Line(say("onthisday.title", "en", day=_words(day)), TITLE)]
    for event in events:
        year = str(int(event.date[:4]))
        sentence = " ".join(event.text.split("\n"))
        lines += [
            Line(),
            Line(f"{year}  {sentence}", marks=((Span(0, len(year)), ANSWER),)),
            Line(cite(event.article), CITED, indent=6),
        ]
        if event.also:
            lines.append(Line(f"Also in: {_titles(event.also)}", CITED, indent=6))
    return lines


def article_lines(article: Article) -> list[Line]:
    """Show a whole article as it was cleaned."""
    headings = {span.start for span in article.headings}
    lines = [Line(article.title, TITLE), Line(cite(Citation.of(article)), CITED), Line()]
    start = 0
    for paragraph in article.paragraphs:
        lines += [Line(paragraph, ANSWER if start in headings else ""), Line()]
        start += len(paragraph) + len(PARAGRAPH_BREAK)
    return lines[:-1]


def removed_lines(article: Article) -> list[Line]:
    """Show what cleaning took out of an article, and by which rule."""
    if not article.removed:
        return [Line("Cleaning took nothing out.", CITED)]
    return [
        Line(f"{item.rule}: {item.text}", marks=((Span(0, len(item.rule)), WARNING),))
        for item in article.removed
    ]


def listing_lines(articles: Sequence[Citation]) -> list[Line]:
    """List articles, one a line: id, title, publication, date."""
    width = max((len(article.id) for article in articles), default=0)
    width = min(width, 40)
    return [
        Line(f"{a.id:<{width}}  {cite(a, link=False)}", marks=((Span(0, len(a.id)), TITLE),))
        for a in articles
    ] or [Line("The archive has no articles yet. Put some into the corpus folder.", WARNING)]


def cite(article: Citation, *, link: bool = True) -> str:
    """Return a citation on one line, without what is not known."""
    parts = [f"“{article.title}”", article.author, article.publication, article.date]
    text = ", ".join(part for part in parts if part)
    return f"{text} <{article.url}>" if link and article.url else text


def print_lines(lines: Iterable[Line], stream: TextIO) -> None:
    """Print lines; colour and wrap only on a terminal, and colour only if NO_COLOR is unset."""
    if not stream.isatty():
        for line in lines:
            stream.write(f"{' ' * line.indent}{line.text.translate(_CONTROLS)}\n")
        return
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(file=stream, highlight=False)
    width = min(console.width, MAX_WIDTH)
    for line in lines:
        text = Text(line.text.translate(_CONTROLS), style=line.style)
        for span, style in line.marks:
            text.stylize(style, span.start, span.end)
        console.print(Padding(text, (0, 0, 0, line.indent)), width=width)


def _words(day: Day) -> str:
    return day_words(day.month, day.day, day.year, "en")


def _titles(articles: Sequence[Citation]) -> str:
    """Return the titles of some articles, and how many more there are."""
    titles = [f"“{article.title}”" for article in articles[:_MORE]]
    if len(articles) > _MORE:
        titles.append(f"and {len(articles) - _MORE} more")
    return ", ".join(titles)


def _hit_lines(hit: Hit, terms: set[str], analyzer: Analyzer) -> list[Line]:
    lines = [Line(f"{hit.rank}. {hit.article.title}", TITLE)]
    start = hit.start
    for paragraph in hit.text.split(PARAGRAPH_BREAK):
        marks = [
            (Span(token.start, token.end), MATCH)
            for token in analyzer.tokens(paragraph)
            if not terms.isdisjoint(token.terms)
        ]
        sentence = Span(max(hit.answer.start - start, 0), max(hit.answer.end - start, 0))
        lines.append(Line(paragraph, marks=((sentence, ANSWER), *marks), indent=3))
        start += len(paragraph) + len(PARAGRAPH_BREAK)
    if hit.dated:
        lines.append(Line(f"({iso_words(hit.dated, 'en')})", ANSWER, indent=3))
    place = f"passage {hit.passage} of {hit.passages}"
    known = [
        part for part in (hit.article.author, hit.article.publication, hit.article.date) if part
    ]
    lines.append(Line(f"— {', '.join([*known, place])}", CITED, indent=3))
    if hit.article.url:
        lines.append(Line(hit.article.url, CITED, indent=3))
    if hit.also:
        lines.append(Line(f"Also in: {'; '.join(map(cite, hit.also))}", CITED, indent=3))
    return [*lines, Line()]
