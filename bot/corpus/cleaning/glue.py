"""Sentences that lost the space between them, and where, roughly, sentences end.

A scraper that joins the text of elements without a space leaves "orbit.“Glad to see you,” he
said.The two men". What is found here decides which spaces are missing and which sentences are
judged as leftovers; it decides nothing about the article's words.
"""

import re

from bot.corpus.cleaning.phrases import words

_JOINT = re.compile(r"[.!?…”“][\"”’')\]]{0,3}(?:\[\w{1,3}\]){0,3}(?=[\"“‘'(\[]{0,2}[^\W\d_])")
_NEXT_WORD = re.compile(r"[\"“‘'(\[]{0,2}([^\W\d_]{1,30})")
_WORD_BEFORE = re.compile(r"[^\W_][\w.]{0,30}\Z")
_WORD_REACH = 32  # characters looked at before a full stop
_TOKEN_REACH = 120  # characters looked at for an address
_END = re.compile(r"[.!?…][\"”’')\]]{0,3} (?=[\"“‘'(\[]{0,2}[^\W_a-z])")
_OPENERS = "([—–-/“‘"

_ABBREVIATIONS = words(
    "adm al approx apr assn aug ave bldg blvd brig bros capt cdr cent cf cmdr co col cols"
    " comdr corp cpl cpt dec dept dir dist div dr ed eds eng esp est etc feb fig figs fr ft"
    " gen gov hon hwy ill inc jan jr jul jun lt ltd maj mar messrs mfg mgr mr mrs ms mt mts"
    " nos nov oct op pfc ph pp pres prof pt pvt rd ref rep reps rev rt sec sen sens sep sept"
    " sfc sgt sr st supt tel tsgt univ viz vol vols vs"
)
# Words that begin a sentence far more often than they follow an initial: "the U.S.The crew".
_STARTERS = words(
    "A After All Although An And Another As At Because Before Both But By During Each Even"
    " Every For From He Her Here His How However I If In Instead It Its Later Many Meanwhile"
    " Most Nearly No Nor Not Now On Once One Only Or Our Over She Since So Some Such That The"
    " Their Then There These They This Those Though Three Through To Today Two Under Until We"
    " What When Where Which While Who Why With Yet You"
)
_DOMAINS = frozenset(("Com", "Org", "Net", "Gov", "Edu", "Info", "NET", "COM", "ORG", "JS"))


def unglue(text: str) -> str:
    """Put a space between sentences, and around quotations, that are glued together.

    Expects tidy text; idempotent.
    """
    match = _JOINT.search(text)
    if match is None:
        return text
    pieces: list[str] = []
    done = counted = quotes = 0
    while match is not None:
        start = match.start()
        quotes += text.count('"', counted, start)
        counted = start
        at = _gap(text, match, inside=quotes % 2 == 1)
        if at > done:
            pieces.append(text[done:at])
            done = at
        match = _JOINT.search(text, match.end())
    pieces.append(text[done:])
    return " ".join(pieces)


def _gap(text: str, match: re.Match[str], *, inside: bool) -> int:
    """Return where a space is missing, 0 where none is.

    ``inside`` tells whether a straight quotation is open before the match.
    """
    start, end = match.span()
    mark, closers = text[start], text[start + 1 : end]
    before = text[start - 1] if start else " "
    if mark == "“":
        return start if before.isalnum() or before in ",;:.!?…" else 0
    following = _NEXT_WORD.match(text, end)
    word = following[1] if following else ""
    if mark == "”":
        return 0 if before.isspace() or before in _OPENERS or word == "s" else end
    if not _can_begin(word):
        return end if "”" in closers and len(word) > 1 else 0
    if _in_address(text, start):
        return 0
    if closers == '"' and not inside:  # an opening mark: the gap is before it
        return start + 1 if _ends_sentence(text, start, word) else 0
    return end if closers or _ends_sentence(text, start, word) else 0


def _can_begin(word: str) -> bool:
    """Tell whether a word can begin a sentence: not the S of "Inc.’S"."""
    return word[:1].isupper() and (len(word) > 1 or word in {"A", "I"})


def _ends_sentence(text: str, stop: int, word: str) -> bool:
    """Tell whether the mark at ``stop`` ends a sentence, before a word that can begin one."""
    if text[stop] != ".":
        return True
    if word in _DOMAINS or stop == 0 or text[stop - 1].isspace():
        return False
    if word in _STARTERS:
        return True
    found = _WORD_BEFORE.search(text[max(0, stop - _WORD_REACH) : stop])
    last = found[0].rsplit(".", 1)[-1] if found else ""
    if len(last) == 1 and not last.isdigit():
        return False
    if last.lower() in _ABBREVIATIONS:
        return False
    return not word.isupper() or (last.islower() and len(last) > 2)


def _in_address(text: str, at: int) -> bool:
    """Tell whether position ``at`` is inside a web or mail address."""
    token = text[max(0, at - _TOKEN_REACH) : at].rpartition(" ")[2]
    return "://" in token or "@" in token or token.partition(".")[0].lower() == "www"


def pieces(text: str) -> list[str]:
    """Split a paragraph at its sentence ends, roughly; joined by spaces they are the text."""
    found: list[str] = []
    begin = 0
    for match in _END.finditer(text):
        word = _NEXT_WORD.match(text, match.end())
        if word is None or _ends_sentence(text, match.start(), word[1]):
            found.append(text[begin : match.end() - 1])
            begin = match.end()
    found.append(text[begin:])
    return found
