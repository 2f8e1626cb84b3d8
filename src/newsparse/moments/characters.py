"""Text made plain for matching, character by character, so that offsets stay those of the text itself."""

from __future__ import annotations

import unicodedata

__all__ = ["edge", "plain"]

_SAME = {
    "ı": "i",  # Turkish capitals fold alike, whichever i the lexicon writes
    "ς": "σ",  # the same letter at the end of a word, where capitals make no difference
    "∶": ":",
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "–": "-",
    "—": "-",
    "―": "-",
    "−": "-",
    "’": "'",
    "ʼ": "'",
    "․": ".",
}


_ACCENTS = frozenset(map(chr, (*range(0x300, 0x370), *range(0x64B, 0x660), 0x670)))
"""Accents of Latin, Greek and Cyrillic and vowel signs of Arabic; what other scripts add to a letter makes another letter."""


class _Plain(dict[int, int]):
    """Maps a code point to the one that stands for it; filled as characters turn up."""

    def __missing__(self, code: int) -> int:
        self[code] = stands_for = ord(_plain_char(chr(code)))
        return stands_for


def _plain_char(char: str) -> str:
    if char in _SAME:
        return _SAME[char]
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    if char.isspace() or unicodedata.category(char) in ("Cf", "Cc"):  # marks of direction stand inside Arabic dates
        return " "
    parts = unicodedata.normalize("NFKD", char.lower())
    if parts[0].isdigit() or not all(mark in _ACCENTS for mark in parts[1:]):  # a footnote's raised digit is no part of a year
        return char
    return _SAME.get(parts[0], parts[0])


_TABLE = _Plain()


def plain(text: str) -> str:
    """Lower case without accents, ASCII digits, dashes, colons and blanks; as long as ``text``, each character in its place."""
    return text.lower() if text.isascii() else text.translate(_TABLE)


def edge(text: str, at: int) -> bool:
    """Whether a word may begin or end before ``text[at]``.

    True between letters too where one word was glued to the next ("MillsPublished") or the script sets no blanks.
    """
    if not 0 < at < len(text):
        return True
    before, behind = text[at - 1], text[at]
    if unicodedata.category(behind)[0] == "M":
        return False
    if not behind.isalpha() or not (before.isalpha() or unicodedata.category(before)[0] == "M"):
        return True
    return (before.islower() and behind.isupper()) or _unspaced(before) or _unspaced(behind)


def _unspaced(char: str) -> bool:
    return char >= "\u2e80" or "\u0e00" <= char <= "\u0eff"
