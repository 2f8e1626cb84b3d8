"""Tokens of languages that set no blanks between words: the longest words of the lexicon, and what stands between them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsparse.fields.quotes.words import DOCUMENT, NUMBER, ROLE, THAT, TITLE, UPPER, VERB, WORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsparse.fields.quotes.words import Words

__all__ = ["unspaced_tokens"]

_LONGEST: Final = 12
"""Characters of unknown text that may be one name."""
_CONTENT: Final = re.compile("[A-Za-z\u00c0-\u024fＡ-Ｚａ-ｚ\u30a1-\u30ff\u3400-\u9fff\u3005\uac00-\ud7af]")
"""Letters of which names are made; hiragana and Thai spell everything, so that a name cannot be told there."""


def unspaced_tokens(text: str, start: int, end: int, words: Words) -> Iterator[tuple[str, int, int]]:
    """Word or mark, offset, classes. A run of characters that no word of the lexicon covers counts as capitalised."""
    table = _table(words)
    single, cache, at = words.single, words.cache, start
    while at < end:
        char = text[at]
        found = 0
        for length in table.get(char, ()):
            word = text[at : at + length]
            if length > 1 and single.get(char, 0) & THAT and _known(text, at + 1, end, single, table):
                continue  # "と述べた": a conjunction before its verb
            if word in single and at + length <= end and (length > 1 or _apart(text, start, at, end, single[word])):
                found = length
                bits = single[word] | WORD
                # Nouns for people and bodies are part of the names around them.
                yield word, at, bits | UPPER if bits & (ROLE | TITLE | DOCUMENT) else bits
                break
        if found:
            at += found
            continue
        stop = at + 1
        if _CONTENT.match(char):
            while (
                stop < end
                and stop - at < _LONGEST
                and _CONTENT.match(text[stop])
                and not _known(text, stop, end, single, table)
                and not (text[stop] in single and _apart(text, start, stop, end, single[text[stop]]))
            ):
                stop += 1
            yield text[at:stop], at, WORD | UPPER if stop > at + 1 else WORD
        elif char.isdigit():
            while stop < end and text[stop].isdigit():
                stop += 1
            yield text[at:stop], at, WORD | NUMBER
        elif not char.isspace() or char == "\n":
            yield char, at, cache.get(char, WORD if char.isalnum() else 0)
        at = stop


def _known(text: str, at: int, end: int, single: dict[str, int], table: dict[str, list[int]]) -> bool:
    """Whether a word of the lexicon, of two characters or more, begins at an offset."""
    return at < end and any(length > 1 and at + length <= end and text[at : at + length] in single for length in table.get(text[at], ()))


def _apart(text: str, start: int, at: int, end: int, bits: int) -> bool:
    """Whether one character is a word by itself: not among other letters of names, unless it is a verb that ends them."""
    if not _CONTENT.match(text[at]):
        return True
    ends = at + 1 == end or not _CONTENT.match(text[at + 1])
    return ends and (bool(bits & (VERB | THAT)) or at == start or not _CONTENT.match(text[at - 1]))


def _table(words: Words) -> dict[str, list[int]]:
    """For each character the lengths of the words that begin with it, the longest first."""
    if words.lengths_by_first is None:
        lengths: dict[str, set[int]] = {}
        for word in words.single:
            lengths.setdefault(word[0], set()).add(len(word))
        words.lengths_by_first = {char: sorted(found, reverse=True) for char, found in lengths.items()}
    return words.lengths_by_first
