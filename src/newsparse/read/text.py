"""The plain-text reader: lines become blocks, runs of lines become containers."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from newsparse.read.page import Block, Node

__all__ = ["read_text"]

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1b\x7f]")
_BULLET = re.compile(r"[*•‣◦▪●○■□·–—-]\s+(?=\S)")
_STOPS = tuple(".!?:;…。！？।؟")
_CLOSERS = "'\"”’»“)]"
_OPENS_ON = re.compile(r"[a-zß-öø-ÿа-яёіїєα-ω,.;:!?)\]”»%…]")
_WRAP_WIDTHS = (40, 110)
"""Characters between which the lines of hard-wrapped text are long."""
_WRAPPED_LINES = 6
"""Lines with another one right behind them that a page needs to show that it was broken at a width."""


class _Line(NamedTuple):
    text: str
    gap: int  # blank lines before it
    bullet: bool


def read_text(text: str) -> tuple[list[Block], list[Node]]:
    """Blocks and nodes of a plain-text page.

    Node 0 is the page; on it stand runs that two or more blank lines set apart, and in these the runs that one blank line sets apart.
    """
    lines = _join_fragments(_join_wrapped(_lines(text)))
    nodes = [Node(-1, "page", (), 0)]
    blocks: list[Block] = []
    outer = 0
    for line in lines:
        if line.gap > 1 or not blocks:
            nodes.append(Node(0, "", (), 1))
            outer = len(nodes) - 1
        if line.gap or not blocks:
            nodes.append(Node(outer, "", (), 2))
        blocks.append(Block(len(blocks), line.text, len(nodes) - 1, "li" if line.bullet else "", gap=line.gap))
    return blocks, nodes


def _lines(text: str) -> list[_Line]:
    out: list[_Line] = []
    gap = 0
    for raw in _BREAK.split(text):
        line = " ".join(_INVISIBLE.sub("", raw).split())
        if not line:
            gap += 1
            continue
        bullet = _BULLET.match(line)
        out.append(_Line(line[bullet.end() :] if bullet else line, gap, bullet is not None))
        gap = 0
    return out


def _join_wrapped(lines: list[_Line]) -> list[_Line]:
    """Join lines that were broken at a fixed width, where the page as a whole was."""
    runs: list[list[_Line]] = []
    for line in lines:
        if not runs or line.gap or line.bullet:
            runs.append([])
        runs[-1].append(line)
    width = _wrap_width(runs)
    return [joined for run in runs for joined in (_unwrapped(run, width) if width else run)]


def _wrap_width(runs: list[list[_Line]]) -> int | None:
    """The width at which the page's lines were broken: most lines that another one follows are nearly that long and end anywhere."""
    followed = [line.text for run in runs for line in run[:-1]]
    if len(followed) < _WRAPPED_LINES:
        return None
    width = sorted(map(len, followed))[int(len(followed) * 0.95)]
    full = [text for text in followed if len(text) >= width * 0.75]
    inside = [text for text in full if text.rstrip(_CLOSERS)[-1:] not in _STOPS]
    if not _WRAP_WIDTHS[0] <= width <= _WRAP_WIDTHS[1] or len(full) < len(followed) * 0.6 or len(inside) < len(full) * 0.6:
        return None
    return width


def _unwrapped(run: list[_Line], width: int) -> list[_Line]:
    """Join each line to the one before it where that one is too long for the next word to have fitted."""
    out = [run[:1]]
    for before, line in pairwise(run):
        word = line.text.split(" ", 1)[0]
        if len(before.text) + 1 + len(word) > width * 0.9:
            out[-1].append(line)
        else:
            out.append([line])
    return [lines[0]._replace(text=" ".join([line.text for line in lines])) for lines in out]


def _join_fragments(lines: list[_Line]) -> list[_Line]:
    """Put text together again that was broken at inline tags: a line that goes on in the middle of a sentence."""
    out: list[tuple[_Line, list[str]]] = []  # a line, and the parts of its text
    length = 0
    for line in lines:
        if out and not line.gap and not line.bullet and _goes_on(out[-1][1][-1], length, line.text):
            glue = "" if line.text[0] in ",.;:!?)]”»%…" else " "
            out[-1][1].append(glue + line.text)
            length += len(glue) + len(line.text)
        else:
            out.append((line, [line.text]))
            length = len(line.text)
    return [line if len(parts) == 1 else line._replace(text="".join(parts)) for line, parts in out]


def _goes_on(before: str, length: int, line: str) -> bool:
    """Whether a line goes on what has come before: its last part, and the length of all of it."""
    if length <= 30 or length + len(line) <= 60 or _OPENS_ON.match(line) is None:
        return False
    return before.rstrip(_CLOSERS)[-1:] not in _STOPS
