"""Whole texts of many styles, with every quotation and its speaker annotated."""

from collections import Counter

from benchmarks.quotes import PARTS, measure
from bot.corpus.sentences import word_set

# The texts, each with how much was wrong in it when this was written: missed quotations, wrong
# speakers, and what nobody said. Texts that have come since are measured by their benchmark.
WRONG = {
    "business-bakery": 2,
    "business-mattress": 1,
    "business-scales": 3,
    "feature-clockmaker": 1,
    "feature-composer": 1,
    "feature-crater": 1,
    "feature-translator": 3,
    "feature-tuner": 5,
    "general-storm": 1,
    "history-airmail": 5,
    "history-balloon": 7,
    "history-canal": 4,
    "interview-glaciologist": 1,
    "interview-prose": 1,
    "interview-seeds": 1,
    "news-anniversary": 5,
    "politics-ferries": 2,
    "politics-rally": 3,
    "politics-school": 4,
    "politics-veto": 1,
    "sports-comeback": 1,
    "transcript-hearing": 7,
}
RIGHT = word_set("""
    business-merger business-plant feature-ferryman feature-seamstress
    feature-tracking history-dam history-oral history-parachute history-radio
    interview-qa interview-two news-evidence news-lander news-launch news-probe news-rover
    news-station news-telescope politics-bill politics-budget politics-campaign
    politics-canvass politics-council politics-court politics-mayor transcript-docking
    transcript-eva transcript-press
""")


def test_no_text_is_read_worse_than_before() -> None:
    wrong = Counter(miss.partition(":")[0] for part in PARTS for miss in measure(part).missed)
    known = WRONG | dict.fromkeys(RIGHT, 0)
    worse = {name: (most, wrong[name]) for name, most in known.items() if wrong[name] > most}
    assert {} == worse
