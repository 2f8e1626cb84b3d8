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
_DASHES = frozenset("–—-")
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

    A dash opens the item of a list only where the line right before or behind it opens with one too; alone it opens what somebody says.

    Raises:
        ParseError: reason "too-many" where it has more than ``most``.
    """
    found: list[Line] = []
    marks: list[str] = []
    gap = 0
    for raw in _BREAK.split(text):
        line = " ".join(_INVISIBLE.sub("", raw).split())
        if not line:
            gap += 1
            continue
        bullet = _BULLET.match(line)
        if len(found) >= most:
            raise too_many("lines of text", most)
        found.append(Line(line, gap, bullet is not None))
        marks.append(line[0] if bullet else "")
        gap = 0
    return [_without_bullet(found, marks, at) if line.bullet else line for at, line in enumerate(found)]


def _without_bullet(lines: list[Line], marks: list[str], at: int) -> Line:
    line = lines[at]
    if marks[at] in _DASHES:
        before = at > 0 and not line.gap and marks[at - 1] == marks[at]
        behind = at + 1 < len(lines) and not lines[at + 1].gap and marks[at + 1] == marks[at]
        if not before and not behind:
            return line._replace(bullet=False)
    return line._replace(text=line.text[1:].lstrip())


def is_finished(text: str) -> bool:
    """Whether a text ends as a sentence or a label does."""
    return text.rstrip(_CLOSERS)[-1:] in _STOPS


def width(text: str) -> int:
    """Characters of a text, where one of Chinese, Japanese or Korean counts as two: it says as much."""
    return len(text) + len(_WIDE.findall(text))
