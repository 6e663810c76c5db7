from hypothesis import given
from hypothesis import strategies as st

from bot.index.analysis import Analyzer
from bot.search.query import Query


@given(st.text(max_size=100))
def test_every_text_is_a_query(text):
    query = Query.of(text, Analyzer())
    assert {concept.term for concept in query.concepts} == set(query.terms)
    hashes, concepts, strengths = query.lookup
    assert len(hashes) == len(concepts) == len(strengths)
    assert sorted(set(hashes.tolist())) == hashes.tolist()
