"""Saved web pages: their text, what they state, and what is made to break readers."""

import json
import time
from contextlib import suppress

import pytest

from bot.corpus.html import declared_charset, read_html, with_address
from bot.corpus.paragraphs import Paragraph
from bot.errors import RejectedError

PROSE = (
    "The two crews met in orbit above the <em>Atlantic</em>, and the <a href='/c'>commanders</a> "
    "shook hands in the hatch between their ships while the world watched on television."
)
PLAIN = (
    "The two crews met in orbit above the Atlantic, and the commanders "
    "shook hands in the hatch between their ships while the world watched on television."
)
SECOND = "They stayed together for two days, shared their meals, and parted as friends for life."
HEAD = (
    "<title>Handshake in orbit | Space News</title>"
    '<meta property="og:site_name" content="Space News">'
    '<meta name="author" content="Jane Doe"><meta name="author" content="John Roe">'
    '<meta property="article:published_time" content="1975-07-18T04:00:00Z">'
    '<meta property="og:image" content="/a.jpg">'
    '<link rel="canonical" href="https://example.org/handshake/">'
)


def page(body: str, head: str = HEAD) -> bytes:
    return f"<!DOCTYPE html>\n<html><head>{head}</head><body>{body}</body></html>".encode()


def article(*blocks: str) -> bytes:
    navigation = "<nav><a href='/'>Home</a> <a href='/n'>News</a></nav>"
    footer = "<footer>Copyright 2020 <a href='/p'>Privacy</a></footer>"
    return page(f"{navigation}<article>{''.join(blocks)}</article>{footer}")


def lines(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in read_html(data)[1]]


def test_text_with_its_headings() -> None:
    _, paragraphs = read_html(
        article(
            f"<h1>Handshake in orbit</h1><p>{PROSE}</p><h2>Two <em>days</em></h2><p>{SECOND}</p>"
        )
    )
    assert (
        Paragraph("Handshake in orbit", heading=True),
        Paragraph(PLAIN),
        Paragraph("Two days", heading=True),
        Paragraph(SECOND),
    ) == paragraphs


def test_lists_quotations_and_tables_are_blocks() -> None:
    blocks = (
        "<ul><li>the hatch of the Soyuz</li><li>the docking <b>module</b> itself</li></ul>",
        "<blockquote><p>Glad to see you, said Leonov.</p><p>Very glad, he said.</p></blockquote>",
        "<table><tr><th>ship</th><th>crew</th></tr><tr><td>Apollo</td><td>three</td></tr></table>",
        "<pre>docked\n  at noon</pre>",
    )
    expected = [
        PLAIN, "the hatch of the Soyuz", "the docking module itself",
        "Glad to see you, said Leonov.", "Very glad, he said.",
        "ship | crew", "Apollo | three", "docked at noon", SECOND,
    ]  # fmt: skip
    assert expected == lines(article(f"<p>{PROSE}</p>", *blocks, f"<p>{SECOND}</p>"))


@pytest.mark.parametrize("twice", ["<br><br>", "<br>\n<br />", "<br/> <br/>"])
def test_two_line_breaks_divide_paragraphs(twice: str) -> None:
    assert [f"{PLAIN} And so on.", SECOND] == lines(
        article(f"<p>{PROSE}<br>And so on.{twice}{SECOND}</p>")
    )


def test_what_the_page_states() -> None:
    metadata, _ = read_html(article(f"<h1>Handshake in orbit</h1><p>{PROSE}</p><p>{SECOND}</p>"))
    assert "Handshake in orbit" == metadata.title
    assert "Jane Doe, John Roe" == metadata.author
    assert ("Space News", "1975-07-18") == (metadata.publication, metadata.date)
    assert "https://example.org/handshake/" == metadata.url
    assert "https://example.org/a.jpg" == metadata.image


def test_nothing_is_guessed() -> None:
    body = f"<p>{PROSE} On July 17, 1975, this was seen.</p><p>{SECOND} Updated 3 May 2001.</p>"
    metadata, _ = read_html(page(body, head=""))
    assert (None, None, None) == (metadata.title, metadata.author, metadata.publication)
    assert (None, None, None) == (metadata.date, metadata.url, metadata.image)


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="citation_publication_date" content="1969/07/21">',
        '<meta itemprop="datePublished" content="1969-07-21">',
        '<meta name="DC.date.issued" content="July 21, 1969">',
        '<script type="application/ld+json">{"datePublished": "1969-07-21T00:00:00Z"}</script>',
    ],
)
def test_days_before_the_web_are_believed(head: str) -> None:
    assert "1969-07-21" == read_html(page(f"<p>{PROSE}</p><p>{SECOND}</p>", head))[0].date


@pytest.mark.parametrize("image", ["http://[", "//[", "data:image/png;base64,AA", "/a.jpg", "a b"])
def test_picture_without_an_address(image: str) -> None:
    head = f'<meta property="og:image" content="{image}">'
    assert read_html(page(f"<p>{PROSE}</p>", head))[0].image is None


def test_picture_below_an_address_that_is_none() -> None:
    source = page(f"<p>{PROSE}</p>", '<meta property="og:image" content="/a.jpg">').decode()
    metadata, _ = read_html(with_address(source, "http://[x").encode())
    assert metadata.image is None


def test_more_than_a_title_is_none() -> None:
    head = f'<meta property="og:title" content="{"word " * 300}">'
    assert read_html(page(f"<p>{PROSE}</p>", head))[0].title is None


def test_site_that_names_itself_by_its_host() -> None:
    head = '<link rel="canonical" href="https://www.nytimes.com/2025/07/14/science/a.html">'
    metadata, _ = read_html(page(f"<p>{PROSE}</p>", head))
    assert "The New York Times" == metadata.publication


def test_where_a_page_was_saved_from() -> None:
    address = "https://example.org/a?b=c&d=e"
    for source in (page(f"<p>{PROSE}</p>", "").decode(), f"<p>{PROSE}</p><p>{SECOND}</p>"):
        saved = with_address(source, address)
        assert address == read_html(saved.encode())[0].url
    marked = with_address("<!doctype html><html>", address)
    assert marked.startswith("<!doctype html>\n<!-- saved from url=(0029)https://example.org/")


def test_fragment_of_a_page() -> None:
    assert [PLAIN, SECOND] == lines(f"<p>{PROSE}</p><p>{SECOND}</p>".encode())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = "Café “Müller” – the crew’s favourite place to eat, year after year, as they all said."
    data = f"<html><head><title>Café</title></head><body><p>{text}</p></body></html>"
    assert [text] == lines(data.encode(encoding))


@pytest.mark.parametrize(
    ("meta", "encoding"),
    [
        ('<meta charset="koi8-r">', "koi8-r"),
        (
            "<META http-equiv='Content-Type' content='text/html; charset=windows-1251'>",
            "windows-1251",
        ),
    ],
)
def test_declared_encoding(meta: str, encoding: str) -> None:
    text = "Юрий Гагарин полетел в космос, и весь мир узнал его имя в тот же самый день."
    data = f"<html><head>{meta}<title>x</title></head><body><p>{text}</p></body></html>".encode(
        encoding
    )
    assert encoding == declared_charset(data)
    assert [text] == lines(data)


@pytest.mark.parametrize(
    "data",
    [
        b"<html>",
        b"<!doctype html>",
        b"<html><body></body></html>",
        b"<html><head><title>Only a title</title></head></html>",
        b"<script>var a = 1</script>",
        b"<!-- only a comment -->",
        b"<!doctype" * 100,
        b"<html " * 1000,
        b"<?xml version='1.0'?>",
    ],
)
def test_page_without_text(data: bytes) -> None:
    with pytest.raises(RejectedError) as caught:
        read_html(data)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("tag", ["div", "span", "b", "table><tr><td", "ul><li", "blockquote"])
def test_deep_nesting_is_refused(tag: str) -> None:
    with pytest.raises(RejectedError, match="Excessive depth"):
        read_html(page(f"<p>{PROSE}</p>" + f"<{tag}>" * 100_000))


@pytest.mark.parametrize(
    "body", ["<p>{}</p>", "<p title='{}'>a</p>", "<!--{}-->", "<script>{}</script>"]
)
def test_what_libxml2_would_cut_off_is_refused(body: str) -> None:
    with pytest.raises(RejectedError, match="Resource limit exceeded"):
        read_html(page(body.format("word " * 2_100_000) + f"<p>{PROSE}</p>"))


def test_more_elements_than_any_article_has() -> None:
    with pytest.raises(RejectedError, match="100,010 HTML elements"):
        read_html(page("<br>" * 100_000))


def test_tag_soup_is_read() -> None:
    soup = (
        f"<p>{PROSE}<b>x</i></b></p></div><table><p>{SECOND}</td></table><x-y a=b'>&bogus; &lt &#1;"
    )
    found = lines(soup.encode())
    assert any(PLAIN in line for line in found)


@pytest.mark.parametrize(
    "odd",
    ["&#1;", "&#x1F;", "&#011", "&#xFFFE;", "\ufffe", "\x01", "&#0;", "&#xD800;", "&#x110000;"],
)
def test_characters_that_no_page_may_have(odd: str) -> None:
    found = lines(page(f"<p>{PROSE} One {odd}two.</p>"))
    assert [f"{PLAIN} One two."] == [line.replace("\ufffd", "") for line in found]


@pytest.mark.parametrize("reference", ["&#10;", "&#x9;", "&#13;", "&#32;", "&#160;"])
def test_white_space_by_number(reference: str) -> None:
    assert [f"{PLAIN} One two."] == lines(page(f"<p>{PROSE} One{reference}two.</p>"))


def test_broken_data_in_a_page_is_passed_over() -> None:
    data = {"@type": "NewsArticle", "headline": "A", "author": {"name": "Ann Author"}}
    scripts = ["{", "[" * 10_000, '"\\"' * 10_000, json.dumps(data)[:-1], "", " "]
    head = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    assert [PLAIN, SECOND] == lines(page(f"<p>{PROSE}</p><p>{SECOND}</p>", head))


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", "<p>some words of the story</p>"),
        ("", "<div>some words<div>more words</div></div>"),
        ("", "<p>\n\n\n\n\n\n\n\n"),
        ("", "<a href='x'>link</a> "),
        ("", "<br>word "),
        ("", "<"),
        ("", "<!--"),
        ("", "<a href='"),
        ("", "&#"),
        ("", '"'),
        ("", "\n"),
        ("", "<time datetime='2019-01-01'>x</time>"),
        ('<script type="application/ld+json">{}</script>', '\\"'),
        ('<script type="application/ld+json">{}</script>', '"@type":"Person","name":"a b",'),
        ("<p {}>", "a='b' "),
        ("<!doctype {}", "a/"),
        ("<title>{}</title>", "a - "),
        ('<meta name="author" content="{}">', "Ann Author and "),
    ],
)
def test_time_is_linear(head: str, body: str) -> None:
    def seconds(count: int) -> float:
        began = time.process_time()
        with suppress(RejectedError):
            if head:
                read_html(page(f"<p>{PROSE}</p>", head.format(body * count)))
            else:
                read_html(page(body * count))
        return time.process_time() - began

    seconds(10)
    assert seconds(6000) < max(3, 12 * seconds(1500))
