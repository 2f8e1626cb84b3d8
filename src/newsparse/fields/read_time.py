"""The read time: stated by the page, else estimated."""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING

from newsparse.article import ReadTime
from newsparse.label.phrases import phrase_index
from newsparse.roles import Role

if TYPE_CHECKING:
    from newsparse.label.labelled import LabelledPage

__all__ = ["read_time"]

_NUMBER = re.compile(r"\d{1,3}")
_WORD = re.compile(r"\w+")
_UNSPACED = frozenset({"zh", "ja", "th"})
_DEFAULT_RATE = 220
"""Words a minute where the language has no lexicon: near the mean over 17 languages (Trauzettel-Klosinski and Dietz 2012)."""
_LONGEST_STATED = 180


def read_time(labelled: LabelledPage, text: str) -> tuple[ReadTime | None, frozenset[int]]:
    """Minutes to read the article, and the blocks that state it; None for a page without a body that states none.

    The page's own statement wins: it is what the reader saw. The estimate divides the body's words (characters in scripts without word
    spaces) by the language's silent reading rate from the lexicon and rounds up.
    """
    phrases = phrase_index(labelled.lexicons)
    stated = labelled.of(Role.READ_TIME)
    for block in [*stated, *(block for block in labelled.of(Role.DATE, Role.BYLINE) if phrases.match(block.text, "read_time"))]:
        number = _NUMBER.search(block.text)
        if number and 0 < int(number.group()) <= _LONGEST_STATED:
            used = frozenset({block.index}) if labelled.role(block) is Role.READ_TIME else frozenset[int]()
            return ReadTime(int(number.group()), block.text), used
    if not text:
        return None, frozenset()
    language = labelled.page.language
    lexicon = labelled.lexicons[0] if labelled.lexicons and labelled.lexicons[0].code == language else None
    rate = lexicon.words_per_minute if lexicon else _DEFAULT_RATE
    size = len("".join(text.split())) if language in _UNSPACED else len(_WORD.findall(text))
    return ReadTime(max(1, ceil(size / rate)), None, stated=False), frozenset()
