"""The plain-text reader: lines become blocks, runs of lines become containers."""

from __future__ import annotations

import re
from itertools import pairwise

from newsparse.lexicon import fold
from newsparse.limits import DEFAULT
from newsparse.read.fragments import join_fragments
from newsparse.read.lines import Line, is_finished, lines_of
from newsparse.read.page import Block, Node

__all__ = ["read_text", "title_line"]

_TITLE_LENGTHS = (12, 300)
_SITE = re.compile(r"\s*(?:[|»›·•‹«_:]|\s[–—-])\s*\S")
"""What stands between a headline and the site's name in a browser title."""
_LONGER_THAN_MENU = 25
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WRAP_WIDTHS = (40, 110)
"""Characters between which the lines of hard-wrapped text are long."""
_WRAPPED_LINES = 6
"""Lines with another one right behind them that a page needs to show that it was broken at a width."""


def read_text(text: str, most: int = DEFAULT.blocks) -> tuple[list[Block], list[Node]]:
    """Blocks and nodes of a plain-text page of at most so many lines.

    Node 0 is the page; on it stand runs that two or more blank lines set apart, and in these the runs that one blank line sets apart.
    """
    lines = join_fragments(_join_wrapped(lines_of(text, most)))
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


def _join_wrapped(lines: list[Line]) -> list[Line]:
    """Join lines that were broken at a fixed width, where the page as a whole was."""
    runs: list[list[Line]] = []
    for line in lines:
        if not runs or line.gap or line.bullet:
            runs.append([])
        runs[-1].append(line)
    width = _wrap_width(runs)
    return [joined for run in runs for joined in (_unwrapped(run, width) if width else run)]


def _wrap_width(runs: list[list[Line]]) -> int | None:
    """The width at which the page's lines were broken: most lines that another one follows are nearly that long and end anywhere."""
    followed = [line.text for run in runs for line in run[:-1]]
    if len(followed) < _WRAPPED_LINES:
        return None
    width = sorted(map(len, followed))[int(len(followed) * 0.95)]
    full = [text for text in followed if len(text) >= width * 0.75]
    inside = [text for text in full if not is_finished(text)]
    if not _WRAP_WIDTHS[0] <= width <= _WRAP_WIDTHS[1] or len(full) < len(followed) * 0.6 or len(inside) < len(full) * 0.6:
        return None
    return width


def _unwrapped(run: list[Line], width: int) -> list[Line]:
    """Join each line to the one before it where that one is too long for the next word to have fitted."""
    out = [run[:1]]
    for before, line in pairwise(run):
        word = line.text.split(" ", 1)[0]
        if len(before.text) + 1 + len(word) > width * 0.9:
            out[-1].append(line)
        else:
            out.append([line])
    return [lines[0]._replace(text=" ".join([line.text for line in lines])) for lines in out]


def title_line(blocks: list[Block]) -> str | None:
    """The browser title, which many scrapers write as the first line of a text; None where the first line is something else.

    It is one where a later line takes it up: the line that it begins with before a mark and the site's name, or all of it if that is
    longer than the items of a menu are.
    """
    first = blocks[0].text
    if not _TITLE_LENGTHS[0] <= len(first) <= _TITLE_LENGTHS[1]:
        return None
    parts = [part for mark in _SITE.finditer(first) if len(part := first[: mark.start()]) >= _TITLE_LENGTHS[0]]
    if len(first) + len(_WIDE.findall(first)) >= _LONGER_THAN_MENU:
        parts.append(first)
    if not parts:
        return None
    wanted = {fold(part) for part in parts}
    sizes = range(min(map(len, parts)), len(first) + 1)
    return first if any(len(block.text) in sizes and fold(block.text) in wanted for block in blocks[1:]) else None
