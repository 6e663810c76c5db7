import io
from dataclasses import replace

from bot.corpus.article import Article
from bot.corpus.paragraphs import Removed
from bot.corpus.readers import Rejected
from bot.corpus.sentences import Span
from bot.doctor import Finding
from bot.index.analysis import Analyzer
from bot.index.indexer import Report
from bot.index.quotes import Quote
from bot.replies.text import (
    MATCH,
    Line,
    answer_lines,
    article_lines,
    cite,
    days_lines,
    listing_lines,
    print_lines,
    quote_lines,
    removed_lines,
)
from bot.replies.upkeep import finding_lines, report_lines
from bot.search.answer import Answer, Citation, CitedQuote, Hit
from bot.search.calendar import Day
from bot.search.days import Event

CITATION = Citation(
    id="vostok/gagarin",
    title="The first orbit",
    author="A. Writer",
    publication="The Test Gazette",
    date="2021-04-12",
    url="https://example.org/1",
    image=None,
    path="vostok/gagarin.md",
)
UNKNOWN = Citation("x", "Untold", None, None, None, None, None, "x.txt")
TEXT = "The flight\n\nGagarin flew once. He landed near Engels."
HIT = Hit(
    rank=1,
    number=0,
    score=2.0,
    text=TEXT,
    start=100,
    end=100 + len(TEXT),
    answer=Span(131, 153),
    passage=2,
    passages=9,
    article=CITATION,
)


def answer(
    *hits: Hit, nearest: tuple[Hit, ...] = (), question: str = "Where did he land?"
) -> Answer:
    return Answer(
        question=question,
        answered=bool(hits),
        confidence=0.8,
        hits=hits,
        nearest=nearest,
        elapsed_ms=1.0,
    )


def plain(lines: list[Line]) -> str:
    stream = io.StringIO()
    print_lines(lines, stream)
    return stream.getvalue()


def test_an_answer():
    lines = answer_lines(answer(HIT), Analyzer())
    assert (
        "1. The first orbit\n"
        "   The flight\n"
        "   Gagarin flew once. He landed near Engels.\n"
        "   — A. Writer, The Test Gazette, 2021-04-12, passage 2 of 9\n"
        "   https://example.org/1\n"
    ) == plain(lines)
    paragraph = lines[2]
    styled = {(paragraph.text[slice(*span)], style) for span, style in paragraph.marks}
    assert {("He landed near Engels.", "bold"), ("landed", MATCH)} == styled


def test_articles_that_say_the_same_are_named():
    shown = plain(answer_lines(answer(replace(HIT, also=(UNKNOWN, CITATION))), Analyzer()))
    named = "“The first orbit”, A. Writer, The Test Gazette, 2021-04-12 <https://example.org/1>"
    assert f"   https://example.org/1\n   Also in: “Untold”; {named}\n" in shown


def test_the_day_that_a_sentence_tells_of_is_outside_its_words():
    shown = plain(answer_lines(answer(replace(HIT, dated="1961-04-12")), Analyzer()))
    assert "   Gagarin flew once. He landed near Engels.\n   (12 April 1961)\n   — A. W" in shown


def test_days():
    event = Event(date="1961-04-12", text="He landed\nthere.", start=5, end=21, article=UNKNOWN)
    told = replace(event, also=(UNKNOWN,) * 5)
    assert (
        "On 12 April\n\n1961  He landed there.\n      “Untold”\n      Also in: “Untold”, “Untold”,"
        " “Untold”, and 2 more\n"
    ) == plain(days_lines(Day(4, 12), [told], None))
    few = plain(days_lines(Day(4, 12), [replace(event, also=(UNKNOWN,))], None))
    assert few.endswith("      Also in: “Untold”\n")
    assert "The archive tells of nothing that happened on 13 April 1961.\n" == plain(
        days_lines(Day(4, 13, 1961), [], None)
    )
    nearest = plain(days_lines(Day(4, 13), [], Day(4, 12)))
    assert nearest.endswith("on 13 April. The nearest day that it tells of is 12 April.\n")


def test_no_answer_names_the_nearest_once_each():
    shown = plain(answer_lines(answer(nearest=(HIT,)), Analyzer()))
    assert (
        "The archive does not hold an answer to that.\n\n"
        "The nearest articles (not an answer):\n"
        "  “The first orbit”, A. Writer, The Test Gazette, 2021-04-12 <https://example.org/1>\n"
    ) == shown
    assert "The archive does not hold an answer to that.\n" == plain(
        answer_lines(answer(), Analyzer())
    )


def test_what_is_not_known_is_left_out():
    assert "“Untold”" == cite(UNKNOWN)


def test_a_quotation():
    quote = Quote("Let's go!", 1, 10, "Yuri Gagarin", "cosmonaut", 1.0, (Span(1, 10),))
    nameless = Quote("Let's go!", 1, 10, None, None, 0.0, (Span(1, 10),))
    assert "“Let's go!”\n  — Yuri Gagarin, cosmonaut\n  “Untold”\n" == plain(
        quote_lines(CitedQuote(quote, UNKNOWN))
    )
    assert "  — Speaker not named\n" in plain(quote_lines(CitedQuote(nameless, UNKNOWN)))


def test_an_article_and_what_was_taken_out():
    article = Article(
        id="x",
        path="x.txt",
        title="Untold",
        text=TEXT,
        headings=(Span(0, 10),),
        removed=(Removed("Subscribe now!", "newsletter"),),
    )
    lines = article_lines(article)
    assert f"Untold\n“Untold”\n\n{TEXT}\n" == plain(lines)
    assert "bold" == lines[3].style
    assert "newsletter: Subscribe now!\n" == plain(removed_lines(article))


def test_a_report():
    report = Report(
        articles=2,
        passages=9,
        quotes=1,
        added=["a.md"],
        changed=[],
        removed=["b.md"],
        unchanged=1,
        rejected=[Rejected("c.pdf", "not read")],
        seconds=1.234,
        notice="the index is damaged",
    )
    assert (
        "Built anew: the index is damaged.\n"
        "2 articles, 9 passages, 1 quotations in 1.2 s"
        " (1 files added, 0 changed, 1 removed, 1 unchanged).\n"
        "Rejected (1), everything else is indexed:\n"
        "  c.pdf: not read\n"
    ) == plain(report_lines(report))


def test_findings_and_an_empty_archive():
    findings = [Finding("Python", "3.13"), Finding("index", "there is none yet", "build it")]
    assert "ok  Python: 3.13\n!!  index: there is none yet\n    mend: build it\n" == plain(
        finding_lines(findings)
    )
    assert plain(listing_lines([])).startswith("The archive has no articles yet.")


def test_a_terminal_sees_no_markup_and_no_control_codes():
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    print_lines([Line("[bold]not markup[/bold] \x1b[31mnot red\x07")], terminal)
    assert "[bold]not markup[/bold]" in terminal.getvalue()
    assert "\x1b[31m" not in terminal.getvalue()
    assert "\x07" not in terminal.getvalue()
