import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.publications import publication_of


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://static01.nyt.com/images/2025/07/15/x.jpg", "The New York Times"),
        ("https://www.nytimes.com/2025/07/14/science/x.html", "The New York Times"),
        ("http://WWW.SPACE.COM:80/x", "Space.com"),
        ("https://airandspace.si.edu/stories", "National Air and Space Museum"),
        ("www.bbc.co.uk/news", "BBC"),
        ("https://news.sky.com/story/x", "Sky News"),
        ("https://notnytimes.com/", None),
        ("https://nytimes.com.example.org/", None),
        ("https://[broken", None),
        ("", None),
    ],
)
def test_publication_of(url: str, expected: str | None) -> None:
    assert expected == publication_of(url)


@given(st.text())
def test_publication_of_never_raises(url: str) -> None:
    publication_of(url)
