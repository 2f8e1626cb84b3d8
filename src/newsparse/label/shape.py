"""The shape of a block's text as numbers: length, punctuation, letters, links; no words of any language."""

from __future__ import annotations

import re
from math import log1p
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsparse.read.page import Block

__all__ = ["SHAPE_NAMES", "is_prose", "shape"]

_SAMPLE = 300
"""Characters of a block that its shape is read from; the length counts all."""
_UPPER = re.compile(r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪĶĹĽŁŃŅŇŐŒŔŘŚŞŠŢŤŪŮŰŹŻŽΑ-ΩА-ЯЁЄІЇҐ]")
_DIGIT = re.compile(r"\d")
_SENTENCE = re.compile(r"[.!?…]['\"”’»)]*\s|[。！？।؟]")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_END = frozenset(".!?…。！？।؟")
_CLOSERS = "\"'”’»«“)]』」*"
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

SHAPE_NAMES = (
    "chars", "words", "word_length", "sentences", "digits", "upper", "capitalised", "all_caps", "starts_upper", "starts_digit",
    "starts_dash", "starts_mark", "ends_stop", "ends_question", "ends_colon", "ends_ellipsis", "ends_comma", "ends_letter", "commas",
    "quotes", "starts_quote", "bars", "at", "copyright", "hash", "slash", "parens", "colon", "clock", "year", "wide",
    "link_share", "links", "whole_link", "strong_share", "time", "gap", "prose",
)  # fmt: skip


def shape(block: Block) -> list[float]:
    """The numbers of ``SHAPE_NAMES`` for one block, each roughly between 0 and 1 or a logarithm."""
    text = block.text
    total = len(text)
    head = text if total <= _SAMPLE else text[:_SAMPLE]
    size = len(head)
    words = head.split(" ")
    count = len(words)
    scale = total / size
    wide = 0 if head.isascii() else len(_WIDE.findall(head))
    upper = len(_UPPER.findall(head))
    capitals = sum(word[:1].isupper() for word in words)
    first = head[0]
    body = text.rstrip(_CLOSERS)
    last = body[-1] if body else text[-1]
    link_chars = sum(link.end - link.start for link in block.links)
    sentences = len(_SENTENCE.findall(head)) + (last in _END)
    return [
        log1p(total + wide) / 6,
        log1p(count * scale + wide / 2) / 4,
        min(size / count, 20) / 10,
        log1p(sentences * scale),
        len(_DIGIT.findall(head)) / size,
        upper / size,
        capitals / count,
        float(upper > 2 and head.upper() == head),
        float(first.isupper()),
        float(first.isdigit()),
        float(first in "-–—−•·*►▶→"),
        float(not first.isalnum()),
        float(last in _END),
        float(last in "?？؟"),
        float(last in ":："),
        float(text.endswith(("…", "...", "[…]", "[...]"))),
        float(last in ",;،、"),
        float(last.isalnum()),
        min((head.count(",") + head.count("، ") + head.count("、")) / count, 1.0),
        float(any(mark in head for mark in '"“„«»「『')),
        float(first in '"“„«»「『‘'),
        min(head.count("|") + head.count("·") + head.count("•") + head.count("»") + head.count("›"), 3) / 3,
        float("@" in head),
        float("©" in head or "(c)" in head),
        float("#" in head),
        float("/" in head),
        float("(" in head or "[" in head),
        float(":" in head or "：" in head),
        float(_CLOCK.search(head) is not None),
        float(_YEAR.search(head) is not None),
        wide / size,
        min(link_chars / total, 1.0),
        min(len(block.links), 5) / 5,
        float(len(block.links) == 1 and link_chars >= total - 2),
        min(block.strong / total, 1.0),
        float(bool(block.times)),
        min(block.gap, 3) / 3,
        float(is_prose(total + wide, last, link_chars)),
    ]


def is_prose(length: int, last: str, link_chars: int) -> bool:
    """Whether a block reads like running text: long enough, ended by punctuation, mostly not links."""
    return length >= 80 and (last in _END or last in ":,;") and link_chars * 3 < length
