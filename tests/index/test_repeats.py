import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.article import Article
from bot.corpus.paragraphs import Removed
from bot.corpus.sentences import Span
from bot.index.repeats import MIN_ARTICLES, REPEATED, fingerprints, repeated, without

STORY = "The probe crossed the orbit of Neptune twelve years after its launch from Florida."


def article(text: str, headings: tuple[Span, ...] = ()) -> Article:
    return Article(id="a", path="a.txt", title="A", text=text, headings=headings)


def test_the_same_words_have_the_same_fingerprint():
    one, other = (article(f"{STORY}\n\n{line}") for line in ("Sign up now!", "SIGN UP, now"))
    assert fingerprints(one).tolist() == fingerprints(other).tolist()


def test_a_heading_has_none():
    assert [0] == fingerprints(article("Legacy", (Span(0, 6),))).tolist()


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 6)), max_size=40))
def test_repeated_counts_articles_not_paragraphs(pairs):
    prints = np.asarray([p for p, _ in pairs], dtype=np.uint64)
    articles = np.asarray([a for _, a in pairs], dtype=np.uint32)
    holders = {p: {a for q, a in pairs if q == p} for p, _ in pairs}
    expected = sorted(p for p, found in holders.items() if p and len(found) >= MIN_ARTICLES)
    assert expected == repeated(prints, articles).tolist()


def test_what_repeats_goes_and_is_listed():
    text = f"{STORY}\n\nWhy it matters\n\n{STORY} Again.\n\nFollow us everywhere"
    before = article(text, (Span(84, 98),))
    prints = fingerprints(before)
    after = without(before, np.isin(prints, prints[-1:]))
    assert text.removesuffix("\n\nFollow us everywhere") == after.text
    assert (Removed("Follow us everywhere", REPEATED),) == after.removed
    assert before.headings == after.headings
    assert "Why it matters" == after.text[slice(*after.headings[0])]


def test_a_copy_of_other_articles_is_left_whole():
    before = article(f"{STORY}\n\nShort end.")
    prints = fingerprints(before)
    assert before is without(before, np.isin(prints, prints[:1]))


def test_nothing_to_take_out():
    before = article(STORY)
    assert before is without(before, np.zeros(1, dtype=np.bool_))
