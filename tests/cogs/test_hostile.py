"""Articles and questions that try to ping, format, reorder, smear or overflow."""

import re

import pytest

from tests.scene import VOSTOK

pytestmark = pytest.mark.asyncio(loop_scope="module")

ZALGO = "z" + "\u0301\u0316\u0489" * 100 + "algo"
MARKUP = (
    "@everyone @here <@&1> <@1> <#1> <t:1:R> <a:b:123456789012345678> :smile: **b** __u__ ~~s~~"
    " ||spoiler|| `code` ```py\nfence``` [click](https://evil.example) https://evil.example <https://evil.example>"
)
UNSEEN = "\u202eright to left\u202c \u2066isolated\u2069 \u200bzero\u200b \u200fmark \ufeff\u00ad"
EMOJI = "👩‍🚀🇷🇺🏳️‍🌈👍🏽" * 30
WORD = "W" * 4000

BODY = f"""Gagarin was first in orbit, wrote @everyone. {MARKUP} {UNSEEN} {ZALGO} the end.

# @here Gagarin flew {MARKUP}

Gagarin {WORD} flew there again. {"Gagarin flew ||and|| **flew** " * 120}.

> Gagarin quoted `this` and
1. listed Gagarin that
-# and whispered {EMOJI} of Gagarin's orbit

“{MARKUP}” said Yuri **Gagarin** @everyone, a ||pilot|| of {UNSEEN}.

“I see the Earth, and it is @everyone **beautiful**,” said Yuri Gagarin, a `pilot`.
"""

ARTICLES = {
    "vostok.md": VOSTOK,
    "@everyone **bold** [x](y).md": f"""---
title: "@everyone **[Gagarin](https://evil.example)** <@&1> {"T" * 400} {ZALGO}"
author: "||a|| @here {UNSEEN}"
publication: "# pub `code` {ZALGO}"
date: 2020-01-01
url: "https://example.org/a_(b)?{"q" * 800}"
---
{BODY}""",
    "b.md": f"""---
title: "{EMOJI}"
url: "https://example.org/)**@everyone**"
---
{BODY[::-1]} Gagarin came down backwards. {BODY}""",
    "c.txt": f"Title: ```Gagarin @everyone\n\n{BODY}",
    "d.html": f"<title>&#64;everyone Gagarin *d*</title><article><p>{BODY}</p></article>",
    "e.jsonl": '{"id": "@everyone/**e**", "title": "\\u202eGagarin", "text": "'
    + ("Gagarin <@&1> " * 200).strip()
    + '"}',
}

QUESTIONS = [
    "Gagarin @everyone @here <@&1> in orbit?",
    f"Gagarin {MARKUP}",
    f"Gagarin {UNSEEN} {ZALGO}",
    f"Gagarin {EMOJI} orbit first?",
    f"Gagarin {WORD}",
    WORD,
    ZALGO * 3,
    "Gagarn **flew** ||again|| `there` @everyone?",
    "\u202e?tibro ni saw ohw ,niragaG",
    "````Gagarin````\n> - # orbit\n-# x",
    "'; DROP TABLE articles; -- Gagarin % _ \\ \0 orbit",
    "Gagarin " * 120,
    "“" * 900 + " Gagarin",
]

ESCAPED = re.compile(r"\\[^0-9A-Za-z\s]")
LINKED = re.compile(r"(?<=\])\(https://example\.org/[^\s()<>]*\)")
FORMATS = re.compile(
    r"@everyone|@here|<[@#:t]|<a:|\|\||`|~~|__|\]\(https?://evil|(?<!\()https?://|:smile:"
    r"|^(?:> )?(?:#{1,3}|-#|\d+\.) ",
    re.MULTILINE,
)
UNSEEN_OR_SMEARED = re.compile(
    "[\u202a-\u202e\u2066-\u2069\u200b\u200f\ufeff\u00ad]|[\u0300-\u036f\u0489]{5}"
)


@pytest.fixture(scope="module")
def staging():
    return {"articles": ARTICLES}


def check(message):
    """See that a message looks sane, and that nothing in it is more than text."""
    assert not message.mentions
    assert not UNSEEN_OR_SMEARED.search(message.text), message.text
    marked = [re.sub(r"^<@\d+> shared:$", "", message.content)]
    for embed in message.embeds:
        marked += [embed.get("title", ""), embed.get("description", "")]
        marked += [field["value"] for field in embed.get("fields", ())]
    for text in marked:
        plain = LINKED.sub("", ESCAPED.sub("\ufffd", text))
        assert not FORMATS.search(plain), (FORMATS.search(plain), text)
        assert plain.count("**") % 2 == 0, text


async def press_everything(person, message):
    """Press each button once, Dismiss last, and check what comes of it."""
    for label in ("Ask that", "Next", "Previous", "More context", "Another", "Share"):
        buttons = {part.get("label"): part for part in message.buttons}
        if label not in buttons or buttons[label].get("disabled"):
            continue
        pressed = await person.presses(message, label)
        assert pressed.answered
        for reply in (message, *pressed.replies):
            check(reply)
    if "Dismiss" in message.labels:
        await person.presses(message, "Dismiss")
        assert message.deleted


@pytest.mark.parametrize("question", QUESTIONS, ids=range(len(QUESTIONS)))
async def test_any_question_gets_a_sane_reply(channel, alice, bob, question):
    asked = await alice.uses("/ask", channel, question=question[:1000])
    check(asked.answer)
    private = await alice.uses("/ask", channel, question=question[:1000], private=True)
    assert private.ephemeral
    check(private.answer)
    await press_everything(alice, private.answer)
    message = await bob.says(channel, question)
    check((await alice.uses_on_message("Ask the archive", message)).answer)
    mention = await alice.says(channel, f"<@bot> {question}")
    answer = await channel.next_message()
    check(answer)
    if answer.embeds:  # else it was no question
        await alice.edits(mention, f"<@bot> Gagarin {question}")
        await answer.until(lambda it: it.edits)
        check(answer)
    await press_everything(alice, answer)
    await press_everything(alice, asked.answer)


@pytest.mark.parametrize("text", QUESTIONS, ids=range(len(QUESTIONS)))
async def test_any_option_gets_a_sane_reply(channel, alice, text):
    text = text[:200]
    for options in ({"topic": text}, {"speaker": text}, {"topic": "Gagarin", "speaker": text}):
        check((await alice.uses("/quote", channel, **options)).answer)
    check((await alice.uses("/articles", channel, search=text)).answer)
    check((await alice.uses("/article", channel, title=text)).answer)
    await alice.types("/article", channel, title=text)
    await alice.types("/quote", channel, speaker=text)


async def test_every_article_is_shown_sanely(channel, alice):
    listed = await alice.uses("/articles", channel)
    check(listed.answer)
    choices = await alice.types("/article", channel, title="")
    assert len(choices) == len(ARTICLES)
    for choice in choices:
        reply = await alice.uses("/article", channel, title=choice.value)
        assert not reply.ephemeral, choice
        check(reply.answer)
        assert not UNSEEN_OR_SMEARED.search(choice.name)
        assert len(reply.answer.labels) <= 1


async def test_every_quotation_is_shown_sanely(channel, alice):
    for choice in await alice.types("/quote", channel, speaker=""):
        reply = await alice.uses("/quote", channel, speaker=choice.value)
        check(reply.answer)
        await press_everything(alice, reply.answer)
    day = await alice.uses("/quote", channel)
    check(day.answer)


async def test_a_report_names_hostile_files_sanely(scene, channel):
    scene.write({"**@everyone** `x` ||y||.txt": "", "new <@&1>.md": VOSTOK.replace("108", "109")})
    owner = scene.server.owner
    scene.guild.add_member(owner)
    report = await owner.uses("/reindex", channel)
    await report.until(lambda it: it.answer.embeds and it.answer.embeds[0].get("title"), 30)
    check(report.answer)
    assert "Rejected (1)" in report.answer.text
