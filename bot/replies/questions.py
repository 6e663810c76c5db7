"""What of a message is the question."""

import re
from typing import Final

from bot.corpus.sentences import word_set

MAX_QUESTION: Final = 1_000  # characters; what is longer is cut, for no question is

_ID: Final = r"\d{15,20}"
_MARKUP: Final = re.compile(
    rf"<(?:@[!&]?|#){_ID}>|<a?:(\w{{1,32}}):{_ID}>|<t:-?\d{{1,13}}(?::[A-Za-z])?>"
)
_SPACES: Final = re.compile(r"\s+")
_OPENERS: Final = word_set("who whom whose what when where which why how")
_LEAST_WORDS: Final = 3


def question_in(text: str) -> str:
    """Return what a message asks: its text without mentions and the like, on one line."""
    plain = _MARKUP.sub(lambda match: match[1] or " ", text[: MAX_QUESTION * 4])
    return _SPACES.sub(" ", plain).strip(" ,:").strip()[:MAX_QUESTION]


def is_question(text: str) -> bool:
    """Whether a message that mentions nobody looks like a question, and not like chat."""
    words = text.split()
    if len(words) < _LEAST_WORDS:
        return False
    return text.rstrip(" \"'”’)!").endswith("?") or words[0].casefold() in _OPENERS
