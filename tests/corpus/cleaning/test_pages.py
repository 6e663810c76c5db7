"""Whole pages: what becomes of every line.

They stand in ``pages.txt``, each below what it shows. A line that stays begins with "+", one
that goes with the name of the rule; numbers are sentences of prose. Unless a page is "bare", a
menu stands above it and a footer below.
"""

from pathlib import Path

import pytest

from bot.corpus.cleaning import rules
from bot.corpus.cleaning.body import cut_page
from bot.corpus.cleaning.leftovers import line_rule
from bot.corpus.cleaning.lines import Line

MENU = ["Home", "News", "Science", "Newsletters", "Search", "Sport"]
FOOT = ["Contact", "A Dog in Orbit", "Careers"]
PROSE = [
    "The first woman in space was a mill worker who had jumped from aeroplanes at weekends.",
    "She was in orbit for almost three days, more than all of the Americans had been there.",
    "When the capsule came down in the Altai, the farmers who found her gave her bread and milk.",
    "It was nineteen years before the next one went up, and she was a pilot and an engineer.",
    "The rocket that had carried her was a converted missile, and its third stage burned well.",
    "In the years after her flight she went from town to town, and every school had her picture.",
    "“I was not afraid for a moment of it,” she said of the landing, “but the wind was strong.”",
]

_PAGES = Path(__file__).with_name("pages.txt").read_text(encoding="utf-8").strip().split("\n\n")
PAGES = dict(page.removeprefix("= ").split("\n", 1) for page in _PAGES)
NAMES = {
    "before": rules.BEFORE,
    "after": rules.AFTER,
    "related": rules.RELATED,
    "timestamp": rules.TIMESTAMP,
    "comments": rules.COMMENTS,
    "caption": rules.CAPTION,
    "byline": rules.BYLINE,
    "navigation": rules.NAVIGATION,
    "sharing": rules.SHARING,
}


def parsed(page: str) -> list[tuple[str, str | None]]:
    """Return each line of a page with the rule that removes it."""
    lines = []
    for line in page.splitlines():
        name, text = line.split(" ", 1)
        if text.startswith("["):
            text = " ".join(PROSE[int(number)] for number in text.strip("[]").split())
        lines.append((text, None if name == "+" else NAMES[name.removesuffix(":")]))
    return lines


@pytest.mark.parametrize("name", PAGES)
def test_what_becomes_of_every_line(name: str) -> None:
    expected = parsed(PAGES[name])
    if not name.startswith("bare"):
        above = [(text, rules.BEFORE) for text in MENU]
        expected = [*above, *expected, *((text, rules.AFTER) for text in FOOT)]
    lines = [Line(text, rule=line_rule(text)) for text, _ in expected]
    cut_page(lines)
    assert [f"{rule}: {text}" for text, rule in expected] == [f"{x.rule}: {x.text}" for x in lines]
