"""The same body twice, or a paragraph twice: the better-formed copy stays.

Paragraphs are compared without their spaces and punctuation. A body that is one line in one
copy and paragraphs in the other is known by its runs of three long words, which are the same
whether its sentences are glued together or not.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set

from bot.corpus.cleaning.glue import pieces
from bot.corpus.cleaning.lines import ITEM, Line
from bot.corpus.cleaning.rules import COPY, REPEATED

_WORD = re.compile(r"[^\W_]+")
_LONG_WORD = re.compile(r"\w{6,}|\d+")  # and numbers, by which lists differ
_BEGINNING = 60  # characters by which paragraphs are sorted before they are compared
_LEAST_WORDS = 12  # a shorter line goes only beside one that goes: headings return
_BODY_SHARE = 0.3  # of the text, that a copy of the body is at least
_LEAST_RUNS = 3  # runs of long words, without which a line is not known
_COVERED = 0.9  # share of a copy's runs that the other lines have
_COVERED_BODY = 0.5  # the same where a line is a body of text: parts of it may be its own
_DOUBLED = 1.5  # times that a run comes in one line, on average, where a body is twice in it
_DOUBLED_LENGTH = 400  # characters of such a line, at least
_ANCHOR = 30  # characters by which it is noticed
_LEAST_PIECE = 4  # words of a sentence that is known by itself

_Run = tuple[str, str, str]


def cut_repeats(lines: Sequence[Line], mended: Sequence[bool]) -> None:
    """Mark the lines that say what other lines say; ``mended`` tells which were glued."""
    for line in lines:
        if line.rule is None and len(line.text) >= _DOUBLED_LENGTH:
            _halve(line)
    if len(lines) == 1:
        return
    cut = _cut_equal(lines, mended)
    left = [0 if line.rule is not None else len(line.text) for line in lines]
    body = _BODY_SHARE * sum(left)
    glued = sum(length for length, was in zip(left, mended, strict=True) if was) >= body
    needed = {
        i: _COVERED_BODY if length >= body else _COVERED
        for i, length in enumerate(left)
        if length
        and (length >= body or (glued and mended[i]))
        and lines[i].text.count(" ") >= _LEAST_WORDS - 1
    }
    if needed:
        cut = _cut_copies(lines, needed) or cut
    if cut:
        _cut_between(lines)


def _fold(text: str) -> str:
    return "".join(_WORD.findall(text.lower()))


def _cut_equal(lines: Sequence[Line], mended: Sequence[bool]) -> bool:
    """Mark all but the best of the paragraphs that are equal; tell whether there were any."""
    alike: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        if (
            line.rule is None
            and line.text.count(" ") >= _LEAST_WORDS - 1
            and not ITEM.match(line.text)  # lists repeat themselves
        ):
            alike.setdefault(_fold(line.text[:_BEGINNING])[: _BEGINNING // 2], []).append(i)
    cut = False
    for same in alike.values():
        if len(same) == 1:
            continue
        best: dict[str, int] = {}
        for i in same:
            first = best.setdefault(_fold(lines[i].text), i)
            if first != i:
                worse = first if mended[first] and not mended[i] else i
                best[_fold(lines[i].text)] = i if worse == first else first
                lines[worse].drop(REPEATED)
                cut = True
    return cut


def _runs(text: str) -> Set[_Run]:
    words = _LONG_WORD.findall(text.lower())
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _cut_copies(lines: Sequence[Line], needed: Mapping[int, float]) -> bool:
    """Mark the copies of other lines, tell whether there were any.

    ``needed`` is the share of a line's runs that other lines must have, for those to look at.
    """
    runs = {i: _runs(line.text) for i, line in enumerate(lines) if line.rule is None}
    count = Counter(run for found in runs.values() for run in found)
    cut = False
    for i in sorted(needed, key=lambda i: (-len(lines[i].text), -i)):
        if len(runs[i]) >= _LEAST_RUNS and _covered(runs[i], count) >= needed[i]:
            _cut_known(lines[i], count)
            count.subtract(runs[i])
            cut = True
    return cut


def _halve(line: Line) -> None:
    """Cut out of a line that holds a body twice the sentences that it already had."""
    text = line.text
    quarter = len(text) // 4  # in a body twice, what stands here stands again further on
    if text.find(text[quarter : quarter + _ANCHOR], quarter + 1) < 0:
        return
    words = _LONG_WORD.findall(text.lower())
    if len(words) < _DOUBLED * len(_runs(text)):
        return
    seen: set[str] = set()
    kept: list[str] = []
    known: list[str] = []
    for piece in pieces(text):
        folded = _fold(piece)
        if folded in seen:
            known.append(piece)
            continue
        kept.append(piece)
        if piece.count(" ") >= _LEAST_PIECE - 1:
            seen.add(folded)
    line.text = " ".join(kept)
    line.cut += tuple((piece, COPY) for piece in known)


def _covered(runs: Set[_Run], count: Counter[_Run]) -> float:
    """Return the share of the runs that another line has as well."""
    return sum(count[run] > 1 for run in runs) / len(runs)


def _cut_known(line: Line, count: Counter[_Run]) -> None:
    """Drop a copy, but for the sentences that no other line has."""
    sentences = pieces(line.text)
    runs = [_runs(sentence) for sentence in sentences]
    own = [bool(found) and _covered(found, count) < _COVERED for found in runs]
    if not any(own):
        line.drop(COPY)
        return
    for i, found in enumerate(runs):  # what is too short to be known stays with its neighbour
        own[i] = own[i] or (not found and any(own[max(0, i - 1) : i + 2]))
    pairs = list(zip(sentences, own, strict=True))
    line.cut += tuple((sentence, COPY) for sentence, keep in pairs if not keep)
    line.text = " ".join(sentence for sentence, keep in pairs if keep)


def _cut_between(lines: Sequence[Line]) -> None:
    """Drop the short lines of a second copy: those beside its paragraphs that came before."""
    seen: set[str] = set()
    for i, line in enumerate(lines):
        if line.rule is not None:
            continue
        beside = lines[max(0, i - 1) : i + 2]
        if line.text in seen and any(other.rule in {REPEATED, COPY} for other in beside):
            line.drop(REPEATED)
        else:
            seen.add(line.text)
