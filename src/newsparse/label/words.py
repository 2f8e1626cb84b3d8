"""What a block's words say: how many the page's prose uses too, how many are function words, whether one names a month."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from newsparse.lexicon import UNSPACED, fold

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from newsparse.lexicon import Lexicon

__all__ = ["WORD_NAMES", "word_evidence"]

WORD_NAMES = ("stopwords", "in_prose", "rare_in_prose", "month", "in_body", "rare_in_body", "time_unit")
_SHORT = 260
"""Characters of a block that is compared with the prose; a longer one is prose itself."""
_PROSE = 12000
"""Characters of prose that are looked at."""
_BODY = 3000
"""Characters of prose that are looked at where the body begins."""
_SHORT_DATE = 60
"""Characters of a block that may be there to say how old a story is."""


def word_evidence(
    folded: list[str], tokens: list[list[str]], prose: NDArray[np.float32], body_at: int, lexicons: tuple[Lexicon, ...]
) -> NDArray[np.float32]:
    """For each block the numbers of ``WORD_NAMES``: shape (blocks, len(WORD_NAMES)).

    A headline says in few words what the body says in many, so its content words recur there; a menu's do not.

    Args:
        folded: the blocks' folded texts.
        tokens: the words of each.
        prose: 1 for each block that reads like running text.
        body_at: index of the block at which the body seems to begin.
        lexicons: the page's languages, its own first.
    """
    stopwords = lexicons[0].stopwords
    months = _months(lexicons)
    unspaced = lexicons[0].code in UNSPACED
    units = _units(lexicons)
    is_prose = prose.tolist()
    tellers = [at for at, counts in enumerate(is_prose) if counts]
    told = _told(folded, tokens, tellers, _PROSE, unspaced=unspaced)
    body = _told(folded, tokens, [at for at in tellers if at >= body_at], _BODY, unspaced=unspaced)
    rows = np.zeros((len(folded), len(WORD_NAMES)), np.float32)
    for i, text in enumerate(folded):
        if not text:
            continue
        words = tokens[i] if len(text) <= _SHORT else text[:_SHORT].split(" ")
        content = [word for word in words if word not in stopwords]
        if len(content) < len(words):
            rows[i, 0] = (len(words) - len(content)) / len(words)
        if len(text) > _SHORT or is_prose[i]:
            continue
        if unspaced:
            content = [pair for pair in _pairs(text) if pair not in stopwords]
        shared = sum([unit in told for unit in content])
        if shared:
            rows[i, 1] = shared / len(content)
            rows[i, 2] = min(shared, 8) / 8
            shared = sum([unit in body for unit in content])
            rows[i, 4] = shared / len(content)
            rows[i, 5] = min(shared, 8) / 8
        if len(text) <= _SHORT_DATE and units.search(text):
            rows[i, 6] = 1
        if not months.isdisjoint(words):
            rows[i, 3] = 1
    return rows


def _told(folded: list[str], tokens: list[list[str]], tellers: list[int], left: int, *, unspaced: bool) -> set[str]:
    """The words of some blocks, up to some characters."""
    told: set[str] = set()
    for at in tellers:
        text = folded[at]
        told.update(_pairs(text[:left]) if unspaced else tokens[at] if len(text) <= left else text[:left].split(" "))
        left -= len(text)
        if left <= 0:
            break
    return told


def _pairs(text: str) -> list[str]:
    """Pairs of characters: what stands for words in scripts without word spaces."""
    return [text[i : i + 2] for i in range(len(text) - 1)]


@cache
def _months(lexicons: tuple[Lexicon, ...]) -> frozenset[str]:
    return frozenset(name for lexicon in lexicons for names in lexicon.dates["months"] for name in names)


@cache
def _units(lexicons: tuple[Lexicon, ...]) -> re.Pattern[str]:
    """A number and a unit of time ("3 hours", "5分前") in a folded text."""
    names = {fold(name) for lexicon in lexicons for forms in lexicon.dates["units"].values() for name in forms}
    longest_first = sorted((re.escape(name) for name in names if name), key=lambda name: (-len(name), name))
    end = "" if lexicons[0].code in UNSPACED else r"(?!\w)"
    return re.compile(rf"\d ?(?:{'|'.join(longest_first)}){end}")
