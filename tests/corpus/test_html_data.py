"""What web pages state as JSON, of whatever type it is."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.corpus.html import read_html
from tests.corpus.test_html import PLAIN, PROSE, SECOND, page

KEYS = ("@graph", "@type", "author", "headline", "image", "name", "publisher", "url")
ODD = st.sampled_from([None, True, 5, 1.5, "", "Jane Doe", "Article", "Organization", "http://["])
STATED = st.recursive(
    ODD, lambda it: st.lists(it, max_size=2) | st.dictionaries(st.sampled_from(KEYS), it)
)


@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from(KEYS), STATED))
def test_data_of_any_type_is_no_fault_of_the_page(stated) -> None:
    """As of sites that state a headline as a number, a list or an object."""
    data = json.dumps({"@context": "https://schema.org", "@type": "Article"} | stated)
    head = f'<script type="application/ld+json">{data}</script>'
    metadata, paragraphs = read_html(page(f"<p>{PROSE}</p><p>{SECOND}</p>", head))
    assert [PLAIN, SECOND] == [paragraph.text for paragraph in paragraphs]
    assert all(isinstance(it, str | None) for it in (metadata.title, metadata.publication))


def test_more_data_than_an_article_states_is_passed_over() -> None:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Handshake"}
    for words, title in ((1, "Handshake"), (100_000, None)):
        script = json.dumps(data | {"description": "word " * words})
        head = f'<script type="application/ld+json">{script}</script>'
        metadata, paragraphs = read_html(page(f"<p>{PROSE}</p><p>{SECOND}</p>", head))
        assert (title, PLAIN) == (metadata.title, paragraphs[0].text)
