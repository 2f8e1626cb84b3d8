"""The shape of the blocks' texts as numbers: length, punctuation, letters, links; no words of any language.

The page's text is looked at once, as one array of code points, however many blocks it has.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from newsparse.read.page import Block

__all__ = ["SHAPE_NAMES", "shapes"]

SHAPE_NAMES = (
    "chars", "words", "word_length", "sentences", "digits", "upper", "capitalised", "all_caps", "starts_upper", "starts_digit",
    "starts_dash", "starts_mark", "ends_stop", "ends_question", "ends_colon", "ends_ellipsis", "ends_comma", "ends_letter", "commas",
    "quotes", "starts_quote", "bars", "at", "copyright", "hash", "slash", "parens", "colon", "clock", "year", "numeric_date", "wide",
    "link_share", "links", "whole_link", "strong_share", "time", "gap", "prose",
)  # fmt: skip

# The first digit comes before what must not stand in front of it: so the search goes from digit to digit, not from character to character.
_CLOCK = re.compile(r"\d(?<!\d\d)\d?[:.h]\d{2}(?!\d)")
_YEAR = re.compile(r"1(?<!\d1)9\d\d(?!\d)|2(?<!\d2)0\d\d(?!\d)")
_NUMERIC_DATE = re.compile(r"\d(?<!\d\d)\d{0,3}[./-]\d{1,2}[./-]\d{1,4}(?!\d)|\d\d{3}[年년]|\d[月월] ?\d")
_KINDS = (
    ("space", " \n\t"),
    ("stop", ".!…。！।"),
    ("question", "?？؟"),
    ("comma", ",،、，"),
    ("semicolon", ";；؛"),
    ("quote", "\"“”„‟«»「」『』"),
    ("single", "'’‘‚"),
    ("bar", "|·•›"),
    ("at", "@"),
    ("copyright", "©"),
    ("hash", "#"),
    ("slash", "/"),
    ("paren", "([)]（）【】"),
    ("colon", ":："),
    ("dash", "-–—−*►▶→"),
)  # fmt: skip
_MARKS = {name: position + 5 for position, (name, _) in enumerate(_KINDS)}
_OTHER, _LOWER, _UPPER, _DIGIT, _WIDE = range(5)
_COUNT = 5 + len(_KINDS)
_LAST_CODE = 0xFFFF


@cache
def _kind_of_code() -> NDArray[np.uint8]:
    """The kind of each code point of the basic plane; everything above counts as ``_OTHER``."""
    table = np.zeros(_LAST_CODE + 1, np.uint8)
    for code in range(_LAST_CODE):
        char = chr(code)
        if char.isalpha():
            wide = 0x3040 <= code <= 0x30FF or 0x3400 <= code <= 0x9FFF or 0xAC00 <= code <= 0xD7AF
            table[code] = _WIDE if wide else _UPPER if char.isupper() else _LOWER
        elif char.isdigit():
            table[code] = _DIGIT
    for name, chars in _KINDS:
        for char in chars:
            table[ord(char)] = _MARKS[name]
    return table


def shapes(blocks: list[Block]) -> NDArray[np.float32]:
    """The numbers of ``SHAPE_NAMES`` for each block, each roughly between 0 and 1 or a logarithm: shape (blocks, len(SHAPE_NAMES))."""
    texts = [block.text for block in blocks]
    joined = "\n".join(texts) + "\n"
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _kind_of_code().take(codes, mode="clip")
    length = np.array([len(text) for text in texts])
    start = np.concatenate([[0], np.cumsum(length + 1)[:-1]])
    behind = start + length
    owner = np.repeat(np.arange(len(texts)), length + 1)
    counts = np.bincount(owner * _COUNT + kinds, minlength=len(texts) * _COUNT).reshape(-1, _COUNT).astype(np.float32)

    def per_block(mask: NDArray[np.bool_]) -> NDArray[np.float32]:
        found: NDArray[np.float32] = np.add.reduceat(mask, start, dtype=np.int32).astype(np.float32)
        return found

    def count(name: str) -> NDArray[np.float32]:
        column: NDArray[np.float32] = counts[:, _MARKS[name]]
        return column

    space = kinds == _MARKS["space"]
    stop = (kinds == _MARKS["stop"]) | (kinds == _MARKS["question"])
    closer = (kinds == _MARKS["quote"]) | (kinds == _MARKS["single"]) | (kinds == _MARKS["paren"])
    opens_word = np.concatenate([[True], space[:-1]])
    behind_stop = np.concatenate([space[1:] | closer[1:], [True]]) | (codes > 0x0900)
    first = kinds[start]
    last_at = np.maximum(behind - 1, start)
    before_last = np.maximum(behind - 2, start)
    last = np.where(closer[last_at], kinds[before_last], kinds[last_at])
    size = np.maximum(length, 1).astype(np.float32)
    words = np.maximum(count("space"), 1)  # each text ends with the one that sets it apart from the next
    letters = counts[:, _LOWER] + counts[:, _UPPER]
    wide = counts[:, _WIDE]
    ends_stop = (last == _MARKS["stop"]) | (last == _MARKS["question"])
    ends_open = (last == _MARKS["comma"]) | (last == _MARKS["semicolon"]) | (last == _MARKS["colon"])
    linked = np.array([sum([link.end - link.start for link in block.links]) if block.links else 0 for block in blocks], np.float32)
    links = np.array([len(block.links) for block in blocks], np.float32)
    numbered = np.flatnonzero(per_block((kinds == _DIGIT) | (codes > _LAST_CODE))).tolist()  # what has digits, or rare ones perhaps
    prose = (length + wide >= 80) & (ends_stop | ends_open) & (linked * 3 < length)
    columns = [
        np.log1p(length + wide) / 6,
        np.log1p(words + wide / 2) / 4,
        np.minimum(size / words, 20) / 10,
        np.log1p(per_block(stop & behind_stop)),
        counts[:, _DIGIT] / size,
        counts[:, _UPPER] / size,
        per_block((kinds == _UPPER) & opens_word) / words,
        (counts[:, _UPPER] > 2) & (counts[:, _LOWER] == 0),
        first == _UPPER,
        first == _DIGIT,
        first == _MARKS["dash"],
        (first == _OTHER) | (first >= 5),
        ends_stop,
        last == _MARKS["question"],
        last == _MARKS["colon"],
        [text.endswith(("…", "...", "…]", "...]")) for text in texts],
        (last == _MARKS["comma"]) | (last == _MARKS["semicolon"]),
        (last >= _LOWER) & (last <= _WIDE),
        np.minimum(count("comma") / words, 1),
        np.minimum(count("quote"), 1),
        first == _MARKS["quote"],
        np.minimum(count("bar"), 3) / 3,
        np.minimum(count("at"), 1),
        np.minimum(count("copyright"), 1),
        np.minimum(count("hash"), 1),
        np.minimum(count("slash"), 1),
        np.minimum(count("paren"), 1),
        np.minimum(count("colon"), 1),
        _found(_CLOCK, texts, numbered),
        _found(_YEAR, texts, numbered),
        _found(_NUMERIC_DATE, texts, numbered),
        wide / np.maximum(letters + wide, 1),
        np.minimum(linked / size, 1),
        np.minimum(links, 5) / 5,
        (links == 1) & (linked >= length - 2),
        np.minimum(np.array([block.strong for block in blocks]) / size, 1),
        [bool(block.times) for block in blocks],
        np.minimum(np.array([block.gap for block in blocks]), 3) / 3,
        prose,
    ]
    rows = np.empty((len(texts), len(columns)), np.float32)
    for at, column in enumerate(columns):
        rows[:, at] = column
    return rows


def _found(pattern: re.Pattern[str], texts: list[str], numbered: list[int]) -> NDArray[np.float32]:
    """1 for each text that holds a match; only those at ``numbered`` have digits."""
    row = np.zeros(len(texts), np.float32)
    row[[at for at in numbered if pattern.search(texts[at])]] = 1
    return row
