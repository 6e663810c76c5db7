"""Characters, spaces and quotation marks: what scraping does to them, undone.

Nothing here changes a word; what changes is invisible, or a space, or the shape of a mark.
"""

import re

_SUSPECT = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    r"\ud800-\udfff]"
)
_SOFT_HYPHEN_AT_BREAK = re.compile(r"\xad\s*\n\s*")
_INVISIBLE = re.compile(r"[\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_JOINERS = re.compile(r"[\u200c\u200d]+")  # between letters of Arabic or Indic, and in emoji
_JOINED_FROM = "\u0600"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")  # cannot be written as UTF-8

_SPACE_INSIDE = re.compile(r"“ +(?=\S)|(?<=[^ —–-]) +”(?=[ .,;:!?)\]]|\Z)")
_STRAIGHT_OPENING = re.compile(r"(?:(?<=[ (\[—–“‘])|\A)\"(?=[^\s\"])")
_STRAIGHT_CLOSING = re.compile(r"(?<=[^\s\d(\[—–\"])\"(?=[ .,;:!?)\]—–”’]|\Z)")
_STRAIGHT_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")


def tidy(text: str) -> str:
    """Normalise the characters of one paragraph: one line, single spaces, nothing invisible.

    Idempotent. Every word stays as it is, apart from soft hyphens, which only print
    where a line breaks.
    """
    if text.isprintable():  # then its only white space are spaces
        if "  " not in text and text[:1] != " " and text[-1:] != " ":
            return text
    elif _SUSPECT.search(text) is not None:
        text = _SOFT_HYPHEN_AT_BREAK.sub("", text)
        text = _INVISIBLE.sub("", _CONTROL.sub(" ", text))
        text = _SURROGATE.sub("\ufffd", _JOINERS.sub(_keep_joiner, text))
    return " ".join(text.split())


def _keep_joiner(match: re.Match[str]) -> str:
    start, end = match.span()
    text = match.string
    joins = start > 0 and end < len(text) and text[start - 1] >= _JOINED_FROM <= text[end]
    return match[0][0] if joins else ""


def close_quotations(text: str) -> str:
    """Take out the spaces just inside quotation marks. Expects tidy text; idempotent."""
    if "“ " in text or " ”" in text:
        text = _SPACE_INSIDE.sub(lambda match: match[0].strip(), text)
    if '" ' in text and ' "' in text:
        text = _close_straight(text)
    return text


def _close_straight(text: str) -> str:
    """Move straight marks that stand alone between spaces to the words that they enclose."""
    parts = text.split('"')
    if len(parts) % 2 == 0:  # an odd mark: which of them open a quotation is unknown
        return text
    for i in range(1, len(parts), 2):
        before, inside, after = parts[i - 1], parts[i], parts[i + 1]
        if inside[:1] == " " and (not before or before[-1] == " "):
            inside = inside.lstrip(" ")
        if inside[-1:] == " " and (not after or after[0] in " .,;:!?)"):
            inside = inside.rstrip(" ")
        parts[i] = inside
    return '"'.join(parts)


def agree(texts: list[str]) -> list[str]:
    """Make the quotation marks of one article agree: curly where some of them are curly.

    Straight marks whose side does not show in their neighbours, as in 12" rails, stay.
    """
    straight = [i for i, text in enumerate(texts) if '"' in text]
    if straight and any("“" in text or "”" in text for text in texts):
        texts = texts.copy()
        for i in straight:
            texts[i] = _STRAIGHT_CLOSING.sub("”", _STRAIGHT_OPENING.sub("“", texts[i]))
    straight = [i for i, text in enumerate(texts) if "'" in text]
    if straight and any("’" in text for text in texts):
        texts = texts.copy()
        for i in straight:
            texts[i] = _STRAIGHT_APOSTROPHE.sub("’", texts[i])
    return texts
