"""What an admin reads at the terminal, as the lines of ``text``: reports and findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.corpus.sentences import Span
from bot.replies.text import BAD, CITED, GOOD, TITLE, WARNING, Line, cite
from bot.search.answer import Citation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.adding import Added
    from bot.asked.groups import Group
    from bot.doctor import Finding
    from bot.index.indexer import Report

OTHER_WORDINGS = 3  # that are shown of a question


def report_lines(report: Report) -> list[Line]:
    """Show what a reindex did."""
    lines = []
    if report.notice:
        lines.append(Line(f"Built anew: {report.notice}.", WARNING))
    changes = (
        f"{len(report.added)} files added, {len(report.changed)} changed,"
        f" {len(report.removed)} removed, {report.unchanged} unchanged"
    )
    lines.append(
        Line(
            f"{report.articles} articles, {report.passages} passages, {report.quotes} quotations"
            f" in {report.seconds:.1f} s ({changes}).",
            GOOD,
        )
    )
    if report.rejected:
        count = len(report.rejected)
        lines.append(Line(f"Rejected ({count}), everything else is indexed:", WARNING))
        lines += [Line(f"{item.path}: {item.reason}", indent=2) for item in report.rejected]
    return lines


def added_lines(added: Added) -> list[Line]:
    """Show what was put into the corpus and what cleaning kept of it."""
    lines = []
    for article in added.articles:
        words = len(article.text.split())
        taken = sum(len(item.text.split()) for item in article.removed)
        lines += [
            Line(f"{added.path.name}: {cite(Citation.of(article))}", GOOD),
            Line(f"{words} words kept, {taken} taken out", CITED, indent=2),
            Line(_cut(article.paragraphs[0]), indent=2),
        ]
        if len(article.paragraphs) > 1:
            lines.append(Line(_cut(article.paragraphs[-1]), indent=2))
    lines += [Line(f"{item.path}: {item.reason}", WARNING) for item in added.rejected]
    return lines


def unanswered_lines(groups: Iterable[Group]) -> list[Line]:
    """Show questions with how often they were asked, when last, and in which words."""
    lines = []
    for group in groups:
        question = group.question
        others = [f"“{wording}”" for wording in group.wordings if wording != question]
        also = f", also as {', '.join(others[:OTHER_WORDINGS])}" if others else ""
        more = f" and {len(others) - OTHER_WORDINGS} more" if len(others) > OTHER_WORDINGS else ""
        lines += [
            Line(f"{group.count} × {question}", TITLE),
            Line(f"last on {group.newest_day}{also}{more}", CITED, indent=4),
        ]
    return lines


def finding_lines(findings: Iterable[Finding]) -> list[Line]:
    """Show what a doctor found, and the mend of each fault."""
    lines = []
    for finding in findings:
        mark, style = ("ok", GOOD) if finding.mend is None else ("! ", WARNING)
        if finding.is_fault:
            mark, style = "!!", BAD
        lines.append(
            Line(f"{mark}  {finding.subject}: {finding.found}", marks=((Span(0, 2), style),))
        )
        if finding.mend is not None:
            lines.append(Line(f"mend: {finding.mend}", indent=4))
    return lines


def _cut(text: str, width: int = 160) -> str:
    """Return the beginning of a paragraph, for a glance at it."""
    return text if len(text) <= width else f"{text[:width].rsplit(' ', 1)[0]} …"
