"""The questions that an article lists in its front matter, and where it answers them."""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from bot.corpus.article import Article
from bot.index.analysis import Analyzer
from bot.index.asking import kind_of, stripped, words_of, worths_of
from bot.index.forward import hash_of, offsets_of
from bot.index.postings import narrow

_ANSWERED = re.compile(r"([^?]*+\?)\s++(\S.*+)", re.DOTALL)
_WORD = re.compile(r"\w++")
# So that no article costs more than it is worth, and no archive more than it can use:
_MOST: Final = 200  # questions of an article that are compared, and whose answers are looked for
_ALL: Final = 200_000  # questions of an archive that are compared: the first
_TEXT: Final = 500_000  # characters of it in which
_KEY: Final = np.asarray([1 << 32, 1], dtype=np.uint64)  # an article and a place as one number


class Listed(NamedTuple):
    """A listed question; ``places`` are where its answer begins, in code points."""

    line: str  # as the article states it: "Who commanded Apollo 9? James McDivitt"
    places: tuple[int, ...] = ()

    @property
    def question(self) -> str:
        """Return the line without the answer."""
        return question_and_answer(self.line)[0]

    @property
    def answer(self) -> str:
        """Return the words of the article that answer it, or ""."""
        return question_and_answer(self.line)[1]


def question_and_answer(line: str) -> tuple[str, str]:
    """Return the question of a line, and the words of the article after its mark, or ""."""
    found = _ANSWERED.fullmatch(line)
    return (found[1], found[2]) if found else (line, "")


def listing(article: Article) -> list[Listed]:
    """Return the questions of an article, each with all places where its answer stands.

    An answer is found whatever its case, spaces and punctuation; one without a letter or a
    digit, and one that the article has not, stands nowhere.
    """
    answers = [
        " ".join(_WORD.findall(question_and_answer(line)[1].casefold()))
        for line in article.questions[:_MOST]
    ]
    if not any(answers):
        return [Listed(line) for line in article.questions]
    starts: list[int] = []  # in the text,
    begins: list[int] = []  # and in the words alone, each with a space before it
    parts: list[str] = []
    length = 1
    for word in _WORD.finditer(article.text, 0, _TEXT):
        starts.append(word.start())
        begins.append(length)
        parts.append(word[0].casefold())
        length += len(parts[-1]) + 1
    words = f" {' '.join(parts)} "

    def places(answer: str) -> tuple[int, ...]:
        found: list[int] = []
        at = words.find(f" {answer} ") if answer else -1
        while at >= 0:
            found.append(starts[bisect_left(begins, at + 1)])
            at = words.find(f" {answer} ", at + len(answer) + 1)
        return tuple(found)

    unanswered = [Listed(line) for line in article.questions[_MOST:]]
    return [*map(Listed, article.questions, map(places, answers)), *unanswered]


@dataclass(frozen=True, slots=True)
class Listings:
    """The listed questions of an archive, numbered in the order of its articles."""

    articles: NDArray[np.integer]  # (questions,) whose they are
    worths: NDArray[np.float32]  # (questions,) what its words are worth together
    words: NDArray[np.uint32]  # ``hash_of`` all their words, ascending
    word_offsets: NDArray[np.integer]  # (words + 1,) into ``holders``
    holders: NDArray[np.integer]  # the questions that have each word
    passages: NDArray[np.integer]  # in which answers stand, ascending,
    answered: NDArray[np.integer]  # and for each the question that it answers

    @classmethod
    def of(
        cls,
        listed: Mapping[int, Sequence[Listed]],
        passages: NDArray[np.uint32],
        analyzer: Analyzer,
        idf: Callable[[str], float],
    ) -> Self:
        """Take the questions by the number of their article.

        ``passages`` are the article, start and end of each passage (passages, 3), in order.
        """
        keys = passages[:, :2].astype(np.uint64) @ _KEY
        ends = passages[:, ::2].astype(np.uint64) @ _KEY
        rows = [(article, one) for article in sorted(listed) for one in listed[article][:_MOST]]
        holders: dict[int, list[int]] = {}
        answers: list[tuple[int, int]] = []
        worths = []
        for number, (article, one) in enumerate(rows[:_ALL]):
            asked = one.question
            known = worths_of(words_of(asked, analyzer), kind_of(stripped(asked)), idf)
            worths.append(sum(known.values()))
            for word in {hash_of(word) for word in known}:
                holders.setdefault(word, []).append(number)
            places = np.asarray([(article, place) for place in one.places], dtype=np.uint64)
            sought = places.reshape(-1, 2) @ _KEY
            at = keys.searchsorted(sought, side="right") - 1
            at = at[(at >= 0) & (sought < ends[at])]  # what a heading says is in none
            answers += [(passage, number) for passage in set(at.tolist())]
        words = sorted(holders)
        pairs = np.asarray(sorted(answers), dtype=np.uint32).reshape(-1, 2)
        return cls(
            articles=np.asarray([article for article, _ in rows[:_ALL]], dtype=np.uint32),
            worths=np.asarray(worths, dtype=np.float32),
            words=np.asarray(words, dtype=np.uint32),
            word_offsets=offsets_of(np.asarray([len(holders[w]) for w in words], dtype=np.int64)),
            holders=np.asarray([n for word in words for n in holders[word]], dtype=np.uint32),
            passages=np.ascontiguousarray(pairs[:, 0]),
            answered=np.ascontiguousarray(pairs[:, 1]),
        )

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """Read them back from what ``arrays`` gave."""
        return cls(**{name: arrays[f"listed_{name}"] for name in cls.__slots__})

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the arrays to be stored."""
        stored = {f"listed_{name}": getattr(self, name) for name in self.__slots__}
        return stored | {"listed_word_offsets": narrow(self.word_offsets)}

    def with_word(self, word: str) -> NDArray[np.integer]:
        """Return the questions that have a word."""
        key = hash_of(word)
        at = int(self.words.searchsorted(np.uint32(key)))
        if at == len(self.words) or int(self.words[at]) != key:
            return self.holders[:0]
        return self.holders[int(self.word_offsets[at]) : int(self.word_offsets[at + 1])]
