import warnings
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

with warnings.catch_warnings():  # discord.py's import of audioop, which Python 3.13 dropped
    warnings.simplefilter("ignore", DeprecationWarning)
    import discord

from bot.corpus.sentences import Span, sentences
from bot.index.quotes import Quote
from bot.replies.embeds import (
    EVENTS,
    PAGE,
    answer_embed,
    article_embed,
    articles_embed,
    context_embed,
    days_embed,
    no_answer_embed,
    no_days_embed,
    notice_embed,
    question_of,
    quote_embed,
)
from bot.search.answer import Answer, Citation, CitedQuote, Hit
from bot.search.calendar import Day
from bot.search.days import Event
from bot.search.library import Context, Found, Overview

from .discord_markdown import shown, shown_quoted

EN = "en-US"
CITATION = Citation(
    id="vostok/gagarin",
    title="The first orbit",
    author="A. Writer",
    publication="The Test Gazette",
    date="2021-04-12",
    url="https://example.org/1",
    image="https://example.org/1.jpg",
    path="vostok/gagarin.md",
)
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

hostile = st.text(
    st.sampled_from("*_`|~<>@#[]():\\.!? \n\u202e\u0301ab") | st.characters(), max_size=5000
)
maybe = st.none() | hostile | st.just("https://example.org/") | st.just("x" * 5000)
citations = st.builds(Citation, hostile, hostile, maybe, maybe, maybe, maybe, maybe, hostile)
passages = st.text(st.sampled_from("abc*_ .\n"), min_size=1, max_size=6000)


def hit_of(text: str, article: Citation, which: int) -> Hit:
    spans = sentences(text) or [Span(0, len(text))]
    answer = spans[which % len(spans)]
    return replace(HIT, text=text, start=0, end=len(text), answer=answer, article=article)


def check(embed: discord.Embed) -> None:
    """Discord's limits."""
    assert len(embed) <= 6000
    assert len(embed.title or "") <= 256
    assert len(embed.description or "") <= 4096
    assert len(embed.footer.text or "") <= 2048
    assert embed.footer.text != ""
    assert len(embed.author.name or "") <= 256
    assert embed.author.name != ""
    for field in embed.fields:
        assert 1 <= len(field.name or "") <= 256
        assert 1 <= len(field.value or "") <= 1024
    for url in (embed.url, embed.thumbnail.url):
        assert url is None or (url.startswith(("http://", "https://")) and len(url) <= 2048)


def test_an_answer_shows_the_passage_word_for_word_with_its_citation():
    embed = answer_embed("Where did he land?", HIT, EN)
    assert "The first orbit" == embed.title
    assert "https://example.org/1#:~:text=He%20landed%20near%20Engels." == embed.url
    expected = "> The flight\n> \n> Gagarin flew once. **He landed near Engels.**"
    assert expected == embed.description
    assert "The Test Gazette · A. Writer · 2021-04-12 · passage 2 of 9" == embed.footer.text
    assert "https://example.org/1.jpg" == embed.thumbnail.url
    assert "Where did he land?" == question_of([embed])


def test_a_heading_stands_out_from_the_sentences():
    embed = answer_embed("Where did he land?", replace(HIT, headings=(Span(0, 10),)), EN)
    expected = "> *The flight*\n> Gagarin flew once. **He landed near Engels.**"
    assert expected == embed.description


def test_what_an_article_does_not_state_is_left_out():
    article = Citation("x", "Untold", None, None, None, None, None, "x.txt")
    embed = answer_embed("?", replace(HIT, article=article), EN)
    assert "passage 2 of 9" == embed.footer.text
    assert embed.url is None
    assert embed.thumbnail.url is None


@pytest.mark.parametrize("blank", [" ", "\u200b", "\u202e \n"])
def test_what_shows_nothing_is_left_out(blank):
    article = Citation("x", "Untold", blank, blank, blank, None, None, "x.txt")
    quote = Quote("Let’s go!", 0, 9, None, None, 1.0, (Span(0, 9),))
    embed = answer_embed("?", replace(HIT, article=article), EN)
    assert "passage 2 of 9" == embed.footer.text
    assert None is quote_embed(CitedQuote(quote, article), EN).footer.text
    assert "1\\. Untold\n2\\. Untold" == articles_embed("", 2, 0, [article] * 2, EN).description
    assert "1–2 of 2" == articles_embed("", 2, 0, [article] * 2, EN).footer.text


def test_articles_that_say_the_same_are_named():
    other = replace(CITATION, id="b", title="A *copy*")
    embed = answer_embed("?", replace(HIT, also=(other,) * 5), EN)
    named = "[A \\*copy\\*](https://example.org/1) · The Test Gazette · 2021-04-12"
    assert "\n".join([named] * 3 + ["and 2 more"]) == embed.fields[0].value


def test_no_answer_says_so_and_offers_what_is_nearest():
    answer = Answer(
        question="Who won in Gagarn?",
        answered=False,
        confidence=0.1,
        hits=(),
        nearest=(HIT,),
        elapsed_ms=1.0,
    )
    embed = no_answer_embed(Found(answer, (), "Who won in Gagarin?"), EN)
    assert "Not in the archive" == embed.title
    assert "not an answer" in (embed.description or "")
    assert "[The first orbit](https://example.org/1)" in (embed.description or "")
    assert "Did you mean: **Who won in Gagarin?**" in (embed.description or "")


def test_a_quotation_names_its_speaker():
    quote = Quote("Let’s go!", 0, 9, "Yuri Gagarin", "pilot", 1.0, (Span(0, 9),))
    embed = quote_embed(CitedQuote(quote, CITATION), EN, "Quotation of the day")
    assert "> “Let’s go!”\n— **Yuri Gagarin**, pilot" == embed.description
    unnamed = replace(quote, speaker=None, speaker_role=None)
    embed = quote_embed(CitedQuote(unnamed, CITATION), EN)
    assert "> “Let’s go!”\n— **Speaker not named**" == embed.description


def test_the_day_that_a_sentence_tells_of_is_outside_its_words():
    embed = answer_embed("When?", replace(HIT, dated="1961-04-12"), EN)
    assert (embed.description or "").endswith("**He landed near Engels.**\n**(12 April 1961)**")


def test_events_of_a_day():
    event = Event(
        date="1961-04-12", text="He *landed*\nthere.", start=5, end=23, article=CITATION,
        also=(CITATION,) * 3,
    )  # fmt: skip
    embed = days_embed(Day(4, 12), 9, 4, [event, replace(event, also=())], EN)
    assert "On 12 April" == embed.title
    first, second = (embed.description or "").split("\n\n")
    source = "[The first orbit](https://example.org/1) · The Test Gazette · 2021-04-12"
    assert f"**1961**\n> He \\*landed\\* there.\n— {source}" == second
    assert f"{second} · also in The first orbit, The first orbit, and 1 more" == first
    assert "5–6 of 9" == embed.footer.text


def test_a_day_without_events_names_the_nearest():
    embed = no_days_embed(Day(4, 13), Day(4, 12), EN)
    assert "nothing that happened on 13 April." in (embed.description or "")
    assert "is **12 April**." in (embed.description or "")
    assert "nearest" not in (no_days_embed(Day(4, 13, 1961), None, EN).description or "")


events = st.builds(
    Event,
    date=st.dates().map(str),
    text=hostile,
    start=st.just(0),
    end=st.just(1),
    article=citations,
    also=st.lists(citations, max_size=5).map(tuple),
)


@given(st.lists(events, min_size=1, max_size=EVENTS))
def test_no_article_breaks_the_events_of_a_day(told):
    check(days_embed(Day(2, 29), 1_000, 0, told, EN))


@given(hostile, citations, passages, st.integers(0, 50), st.lists(citations, max_size=5))
def test_no_article_breaks_an_answer(question, article, text, which, also):
    embed = answer_embed(question, replace(hit_of(text, article, which), also=tuple(also)), EN)
    check(embed)
    shown_quoted(embed.description or "")
    shown(embed.title or "")


@given(citations, passages, st.integers(0, 50), hostile)
def test_no_article_breaks_the_other_replies(article, text, which, question):
    hit = hit_of(text, article, which)
    answer = Answer(
        question=question, answered=False, confidence=0, hits=(), nearest=(hit,) * 3, elapsed_ms=0
    )
    check(no_answer_embed(Found(answer, (), question or None), EN))
    span = Span(hit.answer.start, hit.answer.end)
    context = Context(article=article, text=text, answer=span, first=1, last=3, passages=9)
    check(context_embed(context, EN))
    overview = Overview(article=article, licence=question, beginning=text, passages=9, quotes=1)
    check(article_embed(overview, EN))
    quote = Quote(text, 0, len(text), question, question, 1.0, (span,))
    check(quote_embed(CitedQuote(quote, article), EN, question))
    check(notice_embed("Changed.", question))


@given(st.lists(citations, max_size=PAGE), hostile, st.integers(0, 100_000))
def test_every_article_of_a_page_is_listed(articles, search, first):
    embed = articles_embed(search, 200_000, first, articles, EN)
    check(embed)
    if articles:
        assert len(articles) == len((embed.description or "").split("\n"))


def test_what_all_articles_of_a_list_have_in_common_is_said_once():
    one = replace(CITATION, url=None)
    other = replace(one, title="Another")
    embed = articles_embed("", 2, 0, [one, other], EN)
    assert "1\\. The first orbit\n2\\. Another" == embed.description
    assert "1–2 of 2 · The Test Gazette · 2021-04-12" == embed.footer.text
    embed = articles_embed("", 2, 0, [one, replace(other, date="1961")], EN)
    assert "2\\. Another · The Test Gazette · 1961" in (embed.description or "")
    assert "1–2 of 2" == embed.footer.text


@pytest.mark.parametrize("embeds", [[], [discord.Embed(title="a")]])
def test_a_message_without_a_question_has_none(embeds):
    assert question_of(embeds) is None
