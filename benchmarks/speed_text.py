"""Text of any size from a seed, and questions on it.

Words are drawn by Zipf's law from an invented vocabulary whose most common ones are English
stop words; they come as sentences, paragraphs of 60 to 140 words, and articles of ten
paragraphs, with names, years and a quotation now and then, so that every stage of a build
has its work. The same seed and size give the same bytes.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from bot.index.analysis import STOP_WORDS

SEED = 7
PARAGRAPHS = 10  # an article
_EXPONENT = 1.07  # of Zipf's law; about what news has
_SYLLABLES = tuple(
    "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu sta bri clo dre".split()  # noqa: SIM905
)
_NAMES = ("Gagarin", "Leonov", "Tereshkova", "Armstrong", "Ride", "Korolev", "Webb", "Kranz")
_RARE = 40  # passages that hold a rare word, at most
_COMMON = 0.02  # share of the passages that hold a common word, at least


def vocabulary(size: int) -> list[str]:
    """Return ``size`` different words, the most common first."""
    words = sorted(STOP_WORDS, key=lambda word: (len(word), word))
    number = 0
    while len(words) < size:
        number += 1
        rest, syllables = number * 7919 % 1_000_003 + len(_SYLLABLES), []
        while rest:
            rest, syllable = divmod(rest, len(_SYLLABLES))
            syllables.append(_SYLLABLES[syllable])
        words.append("".join(syllables))
    return words


def articles(passages: int, seed: int = SEED) -> Iterator[dict[str, str]]:
    """Yield articles that come to about ``passages`` paragraphs."""
    chance = np.random.default_rng(seed)
    size = 50_000 + 2 * min(passages, 400_000)  # a larger archive knows more words
    words = np.asarray(vocabulary(size), dtype=object)
    shares = np.cumsum(np.arange(1.0, size + 1) ** -_EXPONENT)
    shares /= shares[-1]
    for number in range(-(-passages // PARAGRAPHS)):
        count = min(PARAGRAPHS, passages - number * PARAGRAPHS)
        lengths = chance.integers(60, 141, count).tolist()
        drawn = words[np.searchsorted(shares, chance.random(sum(lengths) + 6))].tolist()
        paragraphs = []
        for length in lengths:
            paragraphs.append(_paragraph(drawn[:length], int(chance.integers(1 << 30))))
            del drawn[:length]
        yield {
            "id": f"article-{number}",
            "title": " ".join(drawn).capitalize(),
            "date": f"{1957 + number % 68}-0{1 + number % 9}-1{number % 10}",
            "text": "\n\n".join(paragraphs),
        }


def _paragraph(words: list[str], lot: int) -> str:
    """Make sentences of ``words``; ``lot`` decides how long they are and what is said."""
    sentences = []
    at = 0
    while at < len(words):
        lot = (lot * 1_103_515_245 + 12_345) & 0x3FFFFFFF
        length = 9 + (lot >> 10) % 18
        if len(words) - at - length < 9:
            length = len(words) - at
        part = words[at : at + length]
        at += length
        part[0] = part[0].capitalize()
        if length > 14:
            part[7] += ","
        match (lot >> 16) % 16:
            case 0:
                sentences.append(f"“{' '.join(part)},” said Yuri {_NAMES[lot % len(_NAMES)]}.")
                continue
            case 1 | 2:
                part.append(f"in {1957 + lot % 68}")
            case 3 | 4:
                part[1] = _NAMES[lot % len(_NAMES)]
        sentences.append(f"{' '.join(part)}.")
    return " ".join(sentences)


def write(path: Path, passages: int, seed: int = SEED) -> None:
    """Write the articles to ``path``, one a line."""
    with path.open("w", encoding="utf-8") as file:
        for article in articles(passages, seed):
            file.write(json.dumps(article, ensure_ascii=False) + "\n")


def questions(
    passages: Iterable[Sequence[str]], total: int, count: int, seed: int = SEED
) -> dict[str, list[list[str]]]:
    """Return ``count`` questions of each kind, as terms of the ``total`` passages.

    Short ones have 6 different terms of one passage and long ones 20; rare ones have 3 that
    few passages hold, common ones 3 that many do.
    """
    chance = np.random.default_rng(seed)
    places = chance.integers(total, size=2 * count).tolist()
    wanted = set(places)
    picked: dict[int, list[str]] = {}
    held: Counter[str] = Counter()
    for number, terms in enumerate(passages):
        distinct = list(dict.fromkeys(terms))
        held.update(distinct)
        if number in wanted:
            picked[number] = distinct

    def drawn(terms: Sequence[str], number: int) -> list[str]:
        chosen = chance.choice(len(terms), min(number, len(terms)), replace=False)
        return [terms[i] for i in chosen.tolist()]

    kinds = {
        "short": [drawn(picked[place], 6) for place in places[:count]],
        "long": [drawn(picked[place], 20) for place in places[count:]],
    }
    rare = [term for term, number in held.items() if number <= _RARE]
    common = [term for term, number in held.items() if number >= _COMMON * total]
    for kind, terms in (("rare", rare), ("common", common)):
        if terms:
            kinds[kind] = [drawn(terms, 3) for _ in range(count)]
    return kinds
