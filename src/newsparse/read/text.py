"""The plain-text reader: lines become blocks, runs of lines become containers."""

from __future__ import annotations

import re
from statistics import median
from typing import NamedTuple

from newsparse.read.page import Block, Node

__all__ = ["read_text"]

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1b\x7f]")
_BULLET = re.compile(r"[*•‣◦▪●○■□·–—-]\s+(?=\S)")
_STOP = re.compile(r"[.!?:;…。！？।؟]['\"”’»“)\]]*$")
_OPENS_ON = re.compile(r"[a-zß-öø-ÿа-яёіїєα-ω,.;:!?)\]”»%…]")
_WRAP_WIDTHS = (40, 110)
"""Characters between which the lines of hard-wrapped text are long."""


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
    """Join lines that were broken at a fixed width: runs whose lines, all but the last, are nearly as long as the longest."""
    out: list[_Line] = []
    run: list[_Line] = []
    for line in lines:
        if run and (line.gap or line.bullet):
            out += _unwrapped(run)
            run = []
        run.append(line)
    return out + _unwrapped(run)


def _unwrapped(run: list[_Line]) -> list[_Line]:
    if len(run) < 2:
        return run
    lengths = [len(line.text) for line in run]
    widest = max(lengths)
    if not _WRAP_WIDTHS[0] <= widest <= _WRAP_WIDTHS[1] or median(lengths[:-1]) < widest * 0.8:
        return run
    broken = sum(_STOP.search(line.text) is None for line in run[:-1])
    if broken * 2 < len(run) - 1 or min(lengths[:-1]) < widest * 0.55:
        return run
    return [_Line(" ".join(line.text for line in run), run[0].gap, run[0].bullet)]


def _join_fragments(lines: list[_Line]) -> list[_Line]:
    """Put text together again that was broken at inline tags: a line that goes on in the middle of a sentence."""
    out: list[_Line] = []
    for line in lines:
        if out and not line.gap and not line.bullet and _goes_on(out[-1].text, line.text):
            before = out.pop()
            glue = "" if line.text[0] in ",.;:!?)]”»%…" else " "
            out.append(_Line(before.text + glue + line.text, before.gap, before.bullet))
        else:
            out.append(line)
    return out


def _goes_on(before: str, line: str) -> bool:
    if _OPENS_ON.match(line) is None or _STOP.search(before):
        return False
    return len(before) > 30 and len(before) + len(line) > 60
