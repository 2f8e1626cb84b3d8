"""Whether a marked span is speech at all, or a title, a nickname, a term that nobody is said to have said: what tells.

All of it is read off the span, the words around it and the text's other spans, before anybody asks who spoke: numbers and classes of
words and punctuation that any language can have. ``trees.Trees`` weighs them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from newsparse.fields.quotes.words import (
    ACCORDING,
    ARTICLE,
    COLON,
    COMMA,
    DOCUMENT,
    END,
    FIRST,
    NAMED,
    NAMING,
    PRONOUN,
    ROLE,
    STOP,
    THAT,
    UPPER,
    VERB,
    WORD,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from newsparse.fields.quotes.parts import Part
    from newsparse.fields.quotes.situations import Sides
    from newsparse.fields.quotes.words import Words

__all__ = ["COLUMNS", "is_split", "speech_rows"]

_OWN: Final = (
    "cue before, cue before is, before cue, cue behind, cue behind is, behind cue, tokens before, tokens behind, "
    "last before, second before, third before, first behind, second behind, "
    "words, characters, capitals, share of capitals, begins upper, function words, verbs, i, he, all upper, digit, comma, ending, "
    "closed, mark, last word upper, longest word, place, continues, again, "
    "spans of line, line, from line start, to line end, share of line, named before, named behind"
).split(", ")
_OF_TEXT: Final = ("spans", "share of text", "long spans", "told spans", "number")
_OF_NEIGHBOURS: Final = ("words", "closed", "cue before", "cue behind", "begins upper", "ending")
COLUMNS: Final = len(_OWN) + len(_OF_TEXT) + 2 * (len(_OF_NEIGHBOURS) + 2)
"""How many numbers a span has: its own, its text's, and of the spans before and behind it the distance, whether the line is the same, and
some of theirs."""
_NEIGHBOUR: Final = [_OWN.index(name) for name in _OF_NEIGHBOURS]
_WORDS: Final = _OWN.index("words")
_CUES: Final = [_OWN.index("cue before"), _OWN.index("cue behind")]

_CLASSES: Final = (COLON, COMMA, END, VERB, ACCORDING, THAT, ARTICLE, STOP, NAMED, ROLE | DOCUMENT, UPPER, WORD)
_NOTHING: Final = 13
"""The class of what is not there."""
_NOMINAL: Final = UPPER | PRONOUN | ROLE | DOCUMENT
_SINGLE: Final = frozenset("'‘‚‹‛")
_COMMAS: Final = frozenset(",،，、")
_ENDS: Final = frozenset(".!?…。！？؟।")
_NO_CUE: Final = 30
"""In place of a distance where no reporting word stands beside the span; one more where it is in another sentence."""
_NEAR: Final = 6
_LONG: Final = 6
"""Words of a span that is hardly ever a term."""
_HEAD: Final = 120
"""Characters of a span whose words are looked at."""
_NAMING_NEAR: Final = 5
"""Tokens beside a span among which a word may say that it is a name."""
_PIECES: Final = 14
"""How many of them at most."""
_FAR: Final = 9999
_DIGIT: Final = re.compile(r"\d")
_FUNCTION: Final = STOP | ARTICLE | PRONOUN
_STRAIGHT_OR_CURLY: Final = frozenset('“"')


def is_split(sides: Sequence[Sides], index: int) -> bool:
    """Whether a line end stands within one pair of marks around the span: then they enclose more than a term."""
    span = sides[index].span
    return not span.opening or (not span.closed and index + 1 < len(sides) and not sides[index + 1].span.opening)


def speech_rows(text: str, sides: Sequence[Sides], words: Words) -> NDArray[np.float64]:
    """What tells of each span whether it is speech: shape (spans, COLUMNS)."""
    count, width = len(sides), len(_OWN)
    company = _Company(text, sides)
    read = np.array([_own(text, side, words, company) for side in sides], float)
    rows = np.empty((count, COLUMNS))
    rows[:, :width] = own = read[:, :width]
    told = (own[:, _CUES].min(1) < _NEAR).mean()
    long = (own[:, _WORDS] >= _LONG).mean()
    rows[:, width : width + 4] = (count, sum(company.covered.values()) / len(text), long, told)
    rows[:, width + 4] = np.arange(count) / count
    start, end, line = read[:, width:].T
    of_neighbour = len(_OF_NEIGHBOURS) + 2
    before, behind = rows[:, -2 * of_neighbour : -of_neighbour], rows[:, -of_neighbour:]
    before[0] = behind[-1] = 0
    before[0, 0] = behind[-1, 0] = _FAR
    before[1:, 0] = behind[:-1, 0] = start[1:] - end[:-1]
    before[1:, 1] = behind[:-1, 1] = line[1:] == line[:-1]
    shown = own[:, _NEIGHBOUR]
    before[1:, 2:] = shown[:-1]
    behind[:-1, 2:] = shown[1:]
    return rows


class _Company:
    """What is counted over all spans of a text."""

    def __init__(self, text: str, sides: Sequence[Sides]) -> None:
        self.often: dict[str, int] = {}
        """How often each short span stands."""
        self.of_line: dict[int, int] = {}
        """How many spans a line has."""
        self.covered: dict[int, int] = {}
        """How many of its characters stand in spans."""
        often, of_line, covered = self.often, self.of_line, self.covered
        for side in sides:
            span = side.span
            line = span.paragraph
            of_line[line] = of_line.get(line, 0) + 1
            covered[line] = covered.get(line, 0) + span.end - span.start
            if side.words < _LONG:
                inner = text[span.start : span.end]
                often[inner] = often.get(inner, 0) + 1


def _own(text: str, side: Sides, words: Words, company: _Company) -> list[float]:
    """One span's own numbers, and behind them its offsets and its line."""
    span = side.span
    inner = text[span.start : span.end]
    head = inner[:_HEAD]
    pieces = head.split(None, _PIECES)[:_PIECES]
    known, bits_of = words.cache, words.bits
    functions = verbs = firsts = pronouns = capitals = longest = 0
    for piece in pieces:
        bits = known.get(piece) or bits_of(piece)
        if bits & _FUNCTION:
            functions += 1
        if bits & VERB:
            verbs += 1
        if bits & PRONOUN:
            if bits & FIRST:
                firsts += 1
            else:
                pronouns += 1
        if piece[0].isupper():
            capitals += 1
        if len(piece) > longest:
            longest = len(piece)
    before: list[int] = side.before.part.bits if side.before else []
    behind: list[int] = side.behind.part.bits if side.behind else []
    near, far = len(before), len(behind)
    cue_before, is_before, before_cue = _cue_before(side.before.part) if side.before else (_NO_CUE, 0, 0)
    cue_behind, is_behind, behind_cue = _cue_behind(side.behind.part) if side.behind else (_NO_CUE, 0, 0)
    last = inner[-1]
    line = span.line_end - span.line_start
    return [
        cue_before, is_before, before_cue, cue_behind, is_behind, behind_cue, near, far,
        _class(before[-1]) if near else _NOTHING,
        _class(before[-2]) if near > 1 else _NOTHING,
        _class(before[-3]) if near > 2 else _NOTHING,
        _class(behind[0]) if far else _NOTHING,
        _class(behind[1]) if far > 1 else _NOTHING,
        side.words, len(inner), capitals, capitals / max(1, len(pieces)), inner[0].isupper(),
        functions, verbs, firsts, pronouns,
        inner.isupper(), _DIGIT.search(head) is not None, "," in head[:-1],
        1 if last in _COMMAS else 2 if last in _ENDS else 0 if last.isalnum() else 3,
        span.closed, 2 if span.opening in _SINGLE else 1 if span.opening in _STRAIGHT_OR_CURLY else 0,
        bool(pieces) and pieces[-1][0].isupper(), longest, side.place, side.continues,
        company.often[inner] if side.words < _LONG else 0,
        company.of_line[span.paragraph], line, span.start - span.line_start, span.line_end - span.end,
        company.covered[span.paragraph] / max(1, line),
        next((far_off for far_off, bits in enumerate(before[: -_NAMING_NEAR - 1 : -1]) if bits & NAMING), _NAMING_NEAR),
        next((far_off for far_off, bits in enumerate(behind[:_NAMING_NEAR]) if bits & NAMING), _NAMING_NEAR),
        span.start, span.end, span.paragraph,
    ]  # fmt: skip


@lru_cache(4096)
def _class(bits: int) -> int:
    """The first class that fits a token beside a span."""
    return next((code for code, wanted in enumerate(_CLASSES) if bits & wanted), len(_CLASSES))


def _cue_before(part: Part) -> tuple[int, int, int]:
    """Tokens from the span back to the last reporting word of its sentence, what it is (see ``_cue_behind``), tokens before it."""
    if not part.cues:
        return _NO_CUE, 0, 0
    bits = part.bits
    first, last, kinds = part.cues[-1]
    ended = bits[-1] & END and not bits[-1] & COMMA
    if ended or part.sentence[first] != part.sentence[-1]:
        return _NO_CUE + 1, 0, 0
    return len(bits) - last, (1 if kinds & VERB else 2) + 2 * bool(first and bits[first - 1] & _NOMINAL), first


def _cue_behind(part: Part) -> tuple[int, int, int]:
    """Tokens from the span to the first reporting word of the sentence behind it, what it is, tokens behind it.

    1 a verb, 2 "according to"; 3 and 4 the same beside a name, a pronoun or a noun for people.
    """
    if not part.cues:
        return _NO_CUE, 0, 0
    bits = part.bits
    first, last, kinds = part.cues[0]
    if part.sentence[first]:
        return _NO_CUE + 1, 0, 0
    beside = (first and bits[first - 1] & _NOMINAL) or (last < len(bits) and bits[last] & (_NOMINAL | ARTICLE))
    return first, (1 if kinds & VERB else 2) + 2 * bool(beside), len(bits) - last
