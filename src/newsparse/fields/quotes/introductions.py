"""The words that introduce somebody beside a name: "Italian Foreign Minister …", "…, the mayor of Lund,"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsparse.fields.quotes.words import ARTICLE, PRONOUN, ROLE, STOP, THAT, VERB
from newsparse.lexicon import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsparse.fields.quotes.words import Words

__all__ = ["introduction"]

_FOLDED: Final = re.compile("[a-z0-9]+")
_CLAUSE_MARKS: Final = frozenset('.,;:!?\n“”"«»„()')
_CLAUSE: Final = re.compile(r"[.,;:!?\n“”\"«»„()]")
_SENTENCE: Final = re.compile(r"[.;:!?\n“”\"«»„)]")


def introduction(text: str, spots: Iterable[tuple[int, int]], words: Words) -> set[str]:
    """Folded words that stand with a name.

    Args:
        text: the whole text.
        spots: where the name stands: start and end.
        words: the language.
    """
    found: set[str] = set()
    for place, end in spots:
        before = text[max(0, place - 70) : place]
        if before and before[-1] not in _CLAUSE_MARKS:
            found.update(_led(_fold_words(_CLAUSE.split(before)[-1]), words))
        if text[end : end + 1] == "," or text[end : end + 2] == " (":
            found.update(_apposed(text[end + 2 : end + 110], words))
    return found


def _fold_words(text: str) -> list[str]:
    """``fold(text).split()``, in one search where the text is ASCII."""
    return _FOLDED.findall(text.lower()) if text.isascii() else fold(text).split()


def _led(before: list[str], words: Words) -> list[str]:
    """Of the words before a name those that belong to it: back to a verb or an article, across one function word."""
    bits_of = words.bits
    found: list[str] = []
    for word in reversed(before[-9:]):
        bits = bits_of(word)
        if bits & (VERB | PRONOUN | THAT) and not bits & (ROLE | ARTICLE):
            break
        if bits & (STOP | ARTICLE) and not found:
            break  # "with Smith", "to Smith"
        found.append(word)
        if bits & ARTICLE:
            break
    while found and not bits_of(found[-1]) & ROLE and bits_of(found[-1]) & STOP:
        found.pop()
    return found


def _apposed(behind: str, words: Words) -> list[str]:
    """Of the text behind a name the words of its apposition: up to a verb or the end of the sentence."""
    bits_of = words.bits
    found: list[str] = []
    for word in _fold_words(_SENTENCE.split(behind, 1)[0])[:12]:
        if bits_of(word) & (VERB | ROLE) == VERB:
            break
        found.append(word)
    return found
