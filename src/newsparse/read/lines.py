"""Lines of plain text, and how they begin and end."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsparse.errors import too_many
from newsparse.limits import DEFAULT

__all__ = ["Line", "is_finished", "lines_of", "width"]

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1b\x7f]")
_BULLET = re.compile(r"[*•‣◦▪●○■□·–—-]\s+(?=\S)")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_STOPS = frozenset(".!?:;…。！？।؟")
_CLOSERS = "'\"”’»“)]"


class Line(NamedTuple):
    """One line of a text page that is not blank."""

    text: str
    """White space folded, without bullet and invisible characters."""
    gap: int
    """Blank lines before it."""
    bullet: bool


def lines_of(text: str, most: int = DEFAULT.blocks) -> list[Line]:
    """The lines of a text that are not blank.

    Raises:
        ParseError: reason "too-many" where it has more than ``most``.
    """
    out: list[Line] = []
    gap = 0
    for raw in _BREAK.split(text):
        line = " ".join(_INVISIBLE.sub("", raw).split())
        if not line:
            gap += 1
            continue
        bullet = _BULLET.match(line)
        if len(out) >= most:
            raise too_many("lines of text", most)
        out.append(Line(line[bullet.end() :] if bullet else line, gap, bullet is not None))
        gap = 0
    return out


def is_finished(text: str) -> bool:
    """Whether a text ends as a sentence or a label does."""
    return text.rstrip(_CLOSERS)[-1:] in _STOPS


def width(text: str) -> int:
    """Characters of a text, where one of Chinese, Japanese or Korean counts as two: it says as much."""
    return len(text) + len(_WIDE.findall(text))
