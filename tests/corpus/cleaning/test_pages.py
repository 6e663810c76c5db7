"""Whole pages: what becomes of every line.

In PAGES a line that stays begins with "+", one that goes with the name of the rule; a prose
line is a number. Unless a page is "bare", a menu stands above it and a footer below.
"""

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

PAGES = {
    "comments": """
        + 0 1 2 3 4 5 6
        comments: 12 comments
        after: starfan
        after: 2 days ago at 07:47 am
        after: 1
        after: Reply
        after: 0 1 2 3 4 5 6
        """,
    "a mere link to comments": """
        + 0 1 2 3 4 5 6
        comments: 12 comments
        + 6 5
        + 4 3 2 1 0
        after: Reply
        """,
    "signs of comments that are too far below": """
        + 0 1 2 3 4 5 6
        comments: 12 comments
        + 0
        + 1
        + 2
        + 3
        + 4
        + 5
        + 6
        + 0 1
        + 1 2
        + 2 3
        + 3 4
        + 4 5
        after: Reply
        after: Reply
        """,
    "comments before there is an article to comment on": """
        before: 0
        comments: 12 comments
        before: Reply
        before: Likes
        + 0
        + 1
        + 2
        + 3
        """,
    "links below their heading, up to eight": """
        + 0 1 2 3 4
        related: Related articles
        related: A Woman Beyond the Sky One
        related: A Woman Beyond the Sky Two
        related: A Woman Beyond the Sky Three
        related: A Woman Beyond the Sky Four
        related: A Woman Beyond the Sky Five
        related: A Woman Beyond the Sky Six
        related: A Woman Beyond the Sky Seven
        related: A Woman Beyond the Sky Eight
        + A Woman Beyond the Sky Nine
        + 5 6 0 1 2 3
        """,
    "a sentence ends a list of links, one that breaks off does not": """
        + 0 1
        related: Related articles
        related: She was one of five...
        related: Who were the others
        + She was not alone.
        + Who were the others
        + 2 3 4 5
        """,
    "a list of links goes on below what is taken out": """
        + 0 1
        related: Related articles
        related: Who were the others
        caption: Photo: A. Photographer
        related: What became of them
        + 2 3 4 5
        """,
    "lines in capitals are links if they are long": """
        + 0 1
        related: READ HOW THE SEAGULL CAME HOME
        + HOW THE SEAGULL CAME HOME
        + 2 3 4
        """,
    "one headline below the article may be its own": """
        + 0
        + 1
        + 2
        + A Woman Beyond the Sky
        """,
    "two are links": """
        + 0
        + 1
        + 2
        related: A Woman Beyond the Sky
        related: Women Above All Things
        """,
    "six are links, too": """
        + 0 1 2 3 4 5
        related: A Woman Beyond the Sky One
        related: A Woman Beyond the Sky Two
        related: A Woman Beyond the Sky Three
        related: A Woman Beyond the Sky Four
        related: A Woman Beyond the Sky Five
        related: A Woman Beyond the Sky Six
        """,
    "seven are a list": """
        + 0 1 2 3 4 5
        + A Woman Beyond the Sky One
        + A Woman Beyond the Sky Two
        + A Woman Beyond the Sky Three
        + A Woman Beyond the Sky Four
        + A Woman Beyond the Sky Five
        + A Woman Beyond the Sky Six
        + A Woman Beyond the Sky Seven
        """,
    "so is what was announced": """
        + 0
        + 1
        + The women of the first group:
        + A Woman Beyond the Sky
        + Women Above All Things
        """,
    "what is no headline": """
        + 0
        + 1
        + A Woman Beyond the 3rd Sky
        + Women Beyond Sky
        + Women beyond Sky Forever
        + Women Above the Sky.
        """,
    "short lines in the middle do not end an article": """
        + 0 1
        + 1963
        + 70
        + - Vostok
        + 48 orbits
        + A short line
        + A line of no prose at all that is longer
        + 2 3 4 5
        """,
    "many lines that are no prose do": """
        before: 0
        before: A line of no prose that is longer
        before: Another line of no prose, also long
        before: A third of them that is longer still
        + 1 2 3 4
        """,
    "days head what is told of them": """
        before: 14 June 2023
        + 0
        + 1
        + 16 June 1963
        + 2
        + 3
        """,
    "a day that heads nothing is another article's": """
        + 0 1 2
        timestamp: 19 June 1963
        after: More
        after: 4
        """,
    "a standfirst above the byline": """
        before: A seagull above the world
        before: 0
        byline: By Jane Writer
        before: 14 June 2023
        + 1
        + 2
        + 3
        """,
    "a byline below more than a standfirst": """
        + 0
        + 1
        + 2
        + 3
        byline: By Jane Writer
        + 4
        + 5
        """,
    "a question above the article is its own": """
        before: A seagull above the world
        byline: By Jane Writer
        before: The seagull
        + Is this true?
        + 0
        + 1
        + 2
        """,
    "a caption that returns": """
        + 0 1
        caption: The seagull
        caption: Photo: A. Photographer
        + 2 3
        + The seagull
        + 4 5
        """,
    "a caption that speaks of its picture, up to two lines above the credit": """
        + 0 1
        caption: This is an early photo of the seagull
        + The seagull
        caption: Photo: A. Photographer
        + This is an early photo of the seagull again
        + 2 3 4
        """,
    "a caption with its credit": """
        + 0 1
        caption: She waited for the bus. Image credit: NASA
        caption: She waved (left) from the bus.” Photo credits: ESA and others
        + She waited for the credit: it came. Or so they said
        + 2 3 4
        """,
    "entries of a menu in the middle": """
        + 0 1 2
        navigation: Culture
        sharing: Share
        + 3 4 5
        """,
    "an entry above a paragraph is a heading": """
        + 0 1 2
        + Culture
        + 3 4 5
        """,
    "a standing paragraph is no teaser": """
        + 0
        navigation: More
        + Culture
        + 1
        + 2
        """,
    "bare: two entries of a menu are no page": """
        + Home
        + News
        + A seagull above the world
        + 0
        + 1
        """,
    "bare: three are": """
        before: Home
        before: News
        before: Sport
        before: A seagull above the world
        + 0
        + 1
        """,
    "bare: one leftover below an article is no reason to cut what is beside it": """
        + 0 1
        caption: Photo: A. Photographer
        + 2 3
        caption: Photo: A. Photographer
        + 4
        comments: 12 comments
        + A seagull above the world
        """,
    "bare: two are": """
        + 0 1
        caption: Photo: A. Photographer
        + 2 3
        + 4
        comments: 12 comments
        after: A seagull above the world
        related: Related articles
        """,
    "bare: a page of fewer than thirty words": """
        + Home
        + News
        + Sport
        + 1
        """,
    "bare: an article on a page without anything above it": """
        + 0
        + 1
        + 2
        after: Home
        after: News
        after: Sport
        """,
}  # fmt: skip
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
    for line in page.strip().splitlines():
        name, _, text = line.strip().partition(" ")
        if text[:1].isdigit() and text.replace(" ", "").isdigit() and len(text) % 2:
            text = " ".join(PROSE[int(n)] for n in text.split() if len(n) == 1) or text
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
