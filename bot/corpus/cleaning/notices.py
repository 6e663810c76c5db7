"""Sentences that a page says to its reader, and no article does.

Each has a hint, lower-case words that every such sentence holds, so that a text without any is
passed over quickly. The patterns ask for more than a topic: an article may be about cookies,
newsletters or paywalls. Every repetition in them is bounded.
"""

import re
from itertools import chain
from typing import NamedTuple

from bot.corpus.cleaning import rules as rule


class Notice(NamedTuple):
    """A pattern that is searched for in one sentence, case ignored."""

    rule: str
    hint: str
    pattern: re.Pattern[str]


def _say(name: str, hints: str, *patterns: str) -> list[Notice]:
    """Return the notices of a rule that hold one of the hints and match one of the patterns."""
    pattern = re.compile("|".join(patterns), re.IGNORECASE)
    return [Notice(name, hint, pattern) for hint in hints.split("|")]


_SITE = r"\b(?:we|our partners|(?:this|our|the) (?:web)?sites?)\b"
_BY_USING = r"(?:continuing|using|browsing|clicking|closing|joining|signing|submitting|registering)"
_AGREE = r"\byou(?: \w+)? (?:agree|agreeing|accept|consent|acknowledge|understand)\b"
_JOIN = r"(?:subscribe|sign ?up|log ?in|sign ?in|join|register|get|receive)"
_PIECE = r"(?:article|story|post|piece|content|essay|column|item|report)"
_REPRODUCED = r"(?:reproduced|published|copied|redistributed|republished|broadcast)"
_PART_OF_PAGE = r"(?:material|content|site|page|document|article|part|portion)"
_THIS_PIECE = "this article|this story|this post|this piece|this essay|this content|this column"

_NOTICES = (
    _say(
        rule.COOKIES,
        "cookie",
        rf"{_SITE}.{{0,60}}\buses? (?:\w+ ){{0,4}}cookies\b",
        r"\b(?:accept|manage|reject|our use of) (?:all )?cookies\b",
        r"\bcookies (?:to|for|that)\b.{0,160}\b(?:you|your|our|website)\b",
        r"\bour (?:privacy and )?cookies? (?:policy|notice)\b",
    ),
    _say(
        rule.COOKIES,
        "you agree|you consent|you accept|you ackn|you are agr|you understand",
        rf"^by {_BY_USING}\b.{{0,160}}{_AGREE}",
    ),
    _say(
        rule.COOKIES,
        "privacy policy",
        r"\b(?:our|updated|see|read|review|with the|in the)\b.{0,30}\bprivacy policy\b",
    ),
    _say(
        rule.PAYWALL,
        "trouble retrieving",
        r"\btrouble retrieving the (?:article|page|content|story)\b",
    ),
    _say(rule.PAYWALL, "verify access", r"\bwhile we verify access\b"),
    _say(rule.PAYWALL, "you are in reader mode", r"^if you are\b"),
    _say(rule.PAYWALL, "already a", r"^(?:are you )?already an? (?:\w+ )?(?:subscriber|member)\?"),
    _say(
        rule.PAYWALL,
        "to continue",
        rf"\b{_JOIN}\b.{{0,80}}\bto continue (?:reading|your|with)\b",
        rf"\bto continue (?:reading|your)\b.{{0,80}}\b{_JOIN}\b",
    ),
    _say(
        rule.PAYWALL,
        "free article|article limit",
        r"\byou(?:['’]ve| have)\b.{0,60}\barticles?\b",
    ),
    _say(
        rule.PAYWALL,
        "subscri",
        rf"^(?:this|the rest of this) {_PIECE} (?:is|requires)\b.{{0,40}}\bsubscri",
        r"\bsubscribe (?:now |today )?(?:for|to (?:get|unlock))\b.{0,60}\b(?:all of|access)\b",
        rf"\bsubscribe\b.{{0,30}}\b(?:unlimited|the full {_PIECE}|keep reading|continue reading)\b",
    ),
    _say(rule.PAYWALL, "free trial", r"^(?:start|begin|try|get) (?:your|a) free trial\b"),
    _say(
        rule.SCRIPT,
        "javascript",
        r"\b(?:enable|turn on|activate|allow|requires?|need) javascript\b",
        r"\bjavascript (?:is|seems|appears|must|needs?|in your|to (?:view|use|run|see))\b",
    ),
    _say(
        rule.SCRIPT,
        "your browser",
        r"\byour browser (?:does not|doesn['’]t|is not|isn['’]t|has|may)\b",
        r"\bupgrade your browser\b",
    ),
    _say(rule.SCRIPT, "your ad", r"\b(?:disable|turn off|pause|deactivate) your ad[ -]?block"),
    _say(
        rule.SUBSCRIPTION,
        "newsletter",
        rf"^\W{{0,3}}(?:click here to |please )?(?:{_JOIN}|check out|try)\b.{{0,99}}\bnewsletter",
        rf"^(?:want|need|like|stay|to|if|don|enter|love)\b.{{0,80}}\b{_JOIN}\b.{{0,99}}\bnewsletter",
        rf"^(?:you can|thank you|i )\b.{{0,80}}\b{_JOIN}\b.{{0,99}}\bnewsletter",
    ),
    _say(rule.SUBSCRIPTION, "your inbox|your email inbox|your e-mail inbox", r"\binbox\b"),
    _say(
        rule.SUBSCRIPTION,
        "sign up",
        r"^\W{0,3}(?:please )?sign up (?:here|now|today|to (?:get|receive|our))\b",
        r"^\W{0,3}(?:please )?sign up for (?:our|free|breaking|daily|weekly|email|news)\b",
    ),
    _say(
        rule.SUBSCRIPTION,
        "subscri",
        r"^\W{0,3}(?:please )?subscribe (?:here|now|today|to (?:our|us|my|the)\b)",
        r"\bunsubscribe at any time\b",
        r"^(?:you (?:have|are)|thank you|thanks)\b.{0,40}\bsubscribed\b",
    ),
    _say(
        rule.SUBSCRIPTION,
        "facebook|twitter|instagram",
        r"^\W{0,3}(?:you can (?:also )?|please )?(?:follow|like|join|find)\b.{1,80}"
        r"\bon (?:facebook|twitter|instagram)",
    ),
    _say(rule.SUBSCRIPTION, "download", r"^download (?:our|the)\b.{0,40}\bapp\b"),
    _say(
        rule.SUBSCRIPTION,
        "your email|your e-mail",
        r"\b(?:enter|submit|provide|confirm) your e-?mail address\b",
    ),
    _say(
        rule.SUBSCRIPTION,
        "donat|support our",
        r"\b(?:please|today|help us|click here)\b.{0,60}\b(?:donat\w{1,4}|support our)\b",
        r"^donate\b|\b(?:your (?:support|donations?)|donating) (?:helps?|allows|today)\b",
    ),
    _say(
        rule.SHARING,
        "like this|enjoy|share this|share it",
        rf"^(?:like|enjoy(?:ed)?|love) this {_PIECE}\?",
        rf"^(?:please )?share (?:this|it)(?: {_PIECE})?\b.{{0,20}}\b(?:with|on|via|below)\b",
    ),
    _say(
        rule.COMMENTS,
        "your email|your e-mail|your comment",
        r"\byour (?:e-?mail address|comment)\b.{0,40}\bwill (?:not )?be (?:publish|review|moder)",
        r"\bhow your comment data\b",
    ),
    _say(
        rule.COMMENTS,
        "comment",
        r"^(?:leave|post|add|share|write|submit)\b.{0,80}\bcomments?\b.{0,30}\bbelow\b",
        r"^(?:let us know|tell us|what do you think|have your say)\b.{0,80}\bcomment",
        r"^comments are (?:closed|moderated|subject|not)\b",
    ),
    _say(rule.COMMENTS, "to reduce spam", r"^this site uses\b"),
    _say(
        rule.REPOSTING,
        _THIS_PIECE,
        rf"^this {_PIECE}\b.{{0,30}}\b(?:originally|first|also) (?:published|appeared|posted)\b",
        rf"^this {_PIECE}\b.{{0,30}}\b(?:published|appeared|posted) (?:originally|first)\b",
        rf"^this {_PIECE} (?:is|was|has been) (?:republished|adapted from its original source)\b",
    ),
    _say(
        rule.REPOSTING,
        "version of this",
        rf"\bversion of this {_PIECE}\b.{{0,60}}\b(?:published|appeared|appears|ran)\b",
    ),
    _say(
        rule.REPOSTING,
        "appeared first|first appeared",
        r"^the post .{1,200} (?:appeared first|first appeared) on\b",
    ),
    _say(rule.REPOSTING, "the original article", r"^(?:read|see|view) the original article\b"),
    _say(rule.COPYRIGHT, "rights reserved", r"\ball rights reserved\b"),
    _say(
        rule.COPYRIGHT,
        "may not be",
        rf"\b(?:this|our|any) {_PART_OF_PAGE}\b.{{0,80}}\bmay not be\b.{{0,30}}\b{_REPRODUCED}\b",
    ),
    _say(
        rule.COPYRIGHT, "registered trademark", r"\b(?:is|are)(?: an?)? registered trademarks? of\b"
    ),
    _say(
        rule.ADVERTISEMENT,
        "commission",
        r"\b(?:we|us|site)\b.{0,20}\b(?:earn|receive|get|make)\b.{0,30}\bcommissions?\b",
    ),
    _say(
        rule.ADVERTISEMENT,
        "affiliate",
        r"\baffiliate (?:and/or referral )?(?:links?|advertising|program|commission|partners?)\b",
    ),
    _say(
        rule.ADVERTISEMENT,
        "you buy something",
        r"^if you buy something\b.{1,80}\bmay (?:get|earn)\b",
    ),
    _say(
        rule.ADVERTISEMENT,
        "continues below",
        rf"^{_PIECE} continues below(?: this)?(?: \w+)?\W{{0,3}}\Z",
    ),
)

# Parts of hints that few texts hold: looked for first, since looking for every hint is slow.
_PARTS = ("cookie", "you", "subscri", "article", "this ", "affiliate")


def _by_part() -> dict[str, list[Notice]]:
    found: dict[str, list[Notice]] = {}
    for notice in chain.from_iterable(_NOTICES):
        part = next((part for part in _PARTS if part in notice.hint), notice.hint)
        found.setdefault(part, []).append(notice)
    return found


_BY_PART = _by_part()


def possible_notices(low: str) -> list[Notice]:
    """Return the notices whose hint is in a lower-cased text: the only ones it can hold."""
    return [
        notice
        for part, notices in _BY_PART.items()
        if part in low
        for notice in notices
        if notice.hint in low
    ]
