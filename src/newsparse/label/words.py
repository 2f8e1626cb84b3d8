"""What a block's words say: how many the page's prose uses too, how many are function words, whether one names a month."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from newsparse.lexicon import UNSPACED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from newsparse.lexicon import Lexicon

__all__ = ["WORD_NAMES", "word_evidence"]

WORD_NAMES = ("stopwords", "in_prose", "rare_in_prose", "month")
_SHORT = 260
"""Characters of a block that is compared with the prose; a longer one is prose itself."""
_PROSE = 12000
"""Characters of prose that are looked at."""


def word_evidence(
    folded: list[str], tokens: list[list[str]], prose: NDArray[np.float32], lexicons: tuple[Lexicon, ...]
) -> NDArray[np.float32]:
    """For each block the numbers of ``WORD_NAMES``: shape (blocks, 4).

    A headline says in few words what the body says in many, so its content words recur there; a menu's do not.

    Args:
        folded: the blocks' folded texts.
        tokens: the words of each.
        prose: 1 for each block that reads like running text.
        lexicons: the page's languages, its own first.
    """
    stopwords = lexicons[0].stopwords
    months = _months(lexicons)
    unspaced = lexicons[0].code in UNSPACED
    told: set[str] = set()
    left = _PROSE
    is_prose = prose.tolist()
    for text, words, counts in zip(folded, tokens, is_prose, strict=True):
        if counts and left > 0:
            told.update(_pairs(text[:left]) if unspaced else words if len(text) <= left else text[:left].split(" "))
            left -= len(text)
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
        if not months.isdisjoint(words):
            rows[i, 3] = 1
    return rows


def _pairs(text: str) -> list[str]:
    """Pairs of characters: what stands for words in scripts without word spaces."""
    return [text[i : i + 2] for i in range(len(text) - 1)]


@cache
def _months(lexicons: tuple[Lexicon, ...]) -> frozenset[str]:
    return frozenset(name for lexicon in lexicons for names in lexicon.dates["months"] for name in names)
