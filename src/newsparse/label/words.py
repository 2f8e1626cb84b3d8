"""What a block's words say: how many the page's prose uses too, how many are function words, whether one names a month."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from newsparse.lexicon import Lexicon

__all__ = ["WORD_NAMES", "word_evidence"]

WORD_NAMES = ("stopwords", "in_prose", "rare_in_prose", "month")
_SHORT = 260
"""Characters of a block that is compared with the prose; a longer one is prose itself."""
_PROSE = 12000
"""Characters of prose that are looked at."""
_UNSPACED = frozenset({"zh", "ja", "th"})


def word_evidence(folded: list[str], prose: NDArray[np.float32], lexicons: tuple[Lexicon, ...]) -> NDArray[np.float32]:
    """For each block the numbers of ``WORD_NAMES``: shape (blocks, 4).

    A headline says in few words what the body says in many, so its content words recur there; a menu's do not.

    Args:
        folded: the blocks' folded texts.
        prose: 1 for each block that reads like running text.
        lexicons: the page's languages, its own first.
    """
    stopwords = lexicons[0].stopwords
    months = _months(lexicons)
    unspaced = lexicons[0].code in _UNSPACED
    told: set[str] = set()
    left = _PROSE
    for text, is_prose in zip(folded, prose.tolist(), strict=True):
        if is_prose and left > 0:
            told.update(_units(text[:left], unspaced))
            left -= len(text)
    rows = np.zeros((len(folded), len(WORD_NAMES)), np.float32)
    for i, text in enumerate(folded):
        if not text:
            continue
        words = text[:_SHORT].split(" ")
        rows[i, 0] = sum(word in stopwords for word in words) / len(words)
        if len(text) > _SHORT or prose[i]:
            continue
        content = [unit for unit in (_units(text, True) if unspaced else words) if unit not in stopwords]
        if content:
            shared = sum(unit in told for unit in content)
            rows[i, 1] = shared / len(content)
            rows[i, 2] = min(shared, 8) / 8
        rows[i, 3] = any(word in months for word in words)
    return rows


def _units(text: str, unspaced: bool) -> list[str]:
    """Words; pairs of characters in scripts without word spaces."""
    return [text[i : i + 2] for i in range(len(text) - 1)] if unspaced else text.split(" ")


@cache
def _months(lexicons: tuple[Lexicon, ...]) -> frozenset[str]:
    return frozenset(name for lexicon in lexicons for names in lexicon.dates["months"] for name in names)
