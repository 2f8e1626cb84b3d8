"""The read time: stated by the page, else estimated."""

from __future__ import annotations

import re
from functools import cache
from math import ceil
from typing import TYPE_CHECKING

from newsparse.article import ReadTime
from newsparse.label.phrases import phrase_index
from newsparse.lexicon import UNSPACED, fold
from newsparse.roles import Role

if TYPE_CHECKING:
    from newsparse.label.labelled import LabelledPage
    from newsparse.lexicon import Lexicon

__all__ = ["read_time"]

_NUMBER = re.compile(r"\d{1,3}")
_WORD = re.compile(r"\w+")
_DEFAULT_RATE = 220
"""Words a minute where the language has no lexicon: near the mean over 17 languages (Trauzettel-Klosinski and Dietz 2012)."""
_LONGEST_STATED = 180
_LONGEST_LINE = 300
"""Characters of a line that are read."""
_EDGES = " .,:;|/·•–—-()"


def read_time(labelled: LabelledPage, text: str) -> tuple[ReadTime | None, frozenset[int]]:
    """Minutes to read the article, and the blocks that state it; None for a page without a body that states none.

    The page's own statement wins: it is what the reader saw. The estimate divides the body's words (characters in scripts without word
    spaces) by the language's silent reading rate from the lexicon and rounds up.
    """
    for block in labelled.of(Role.READ_TIME):
        stated = _stated(labelled, block.text) or _number(block.text)
        if stated:
            return stated, frozenset({block.index})
    for block in labelled.of(Role.DATE, Role.BYLINE):
        stated = _stated(labelled, block.text)
        if stated:
            return stated, frozenset()
    if not text:
        return None, frozenset()
    language = labelled.page.language
    lexicon = labelled.lexicons[0] if labelled.lexicons and labelled.lexicons[0].code == language else None
    rate = lexicon.words_per_minute if lexicon else _DEFAULT_RATE
    size = len("".join(text.split())) if language in UNSPACED else len(_WORD.findall(text))
    return ReadTime(max(1, ceil(size / rate)), None, stated=False), frozenset()


def _stated(labelled: LabelledPage, line: str) -> ReadTime | None:
    """The read time inside a line, by the lexicon's phrases ("4 min read"); minutes alone tell the age of a story as often."""
    phrases = phrase_index(labelled.lexicons)
    units = _units(labelled.lexicons)
    line = line[:_LONGEST_LINE]
    for start in _starts(line):
        match = phrases.match(line[start:], "read_time")
        if match is None:
            continue
        words = line[start : start + match.end].strip(_EDGES)
        number = _NUMBER.search(words)
        telling = any(word not in units and not word.isdigit() for word in fold(words).split())
        if number and telling and 0 < int(number.group()) <= _LONGEST_STATED:
            return ReadTime(int(number.group()), words)
    return None


def _number(line: str) -> ReadTime | None:
    number = _NUMBER.search(line)
    return ReadTime(int(number.group()), line) if number and 0 < int(number.group()) <= _LONGEST_STATED else None


def _starts(line: str) -> list[int]:
    """Where a phrase may begin: at words, and at a capital that is glued to the word before it."""
    starts = []
    for match in _WORD.finditer(line):
        starts.append(match.start())
        starts += [i for i in range(match.start() + 1, match.end()) if _glued(line[i - 1], line[i])]
    return starts


def _glued(before: str, char: str) -> bool:
    return (
        (char.isupper() and before.islower())
        or before.isdigit() != char.isdigit()
        or not (char.isascii() or char.isupper() or char.islower())
    )


@cache
def _units(lexicons: tuple[Lexicon, ...]) -> frozenset[str]:
    return frozenset(fold(word) for lexicon in lexicons for words in lexicon.dates["units"].values() for word in words)
