"""Standfirsts that give themselves away: by the outlet that they credit, or by standing word for word in the body again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsparse.label.labelled import Label
from newsparse.lexicon import fold
from newsparse.roles import Role

if TYPE_CHECKING:
    from newsparse.label.phrases import PhraseIndex
    from newsparse.read.page import Block

__all__ = ["apart_from_source", "certain_standfirst"]

_ELLIPSIS = re.compile(r"\s*(?:…|\.{3,})\s*")
_NEAR = 4
"""Blocks (date, byline, read time) that may stand between headline and standfirst."""
_LENGTHS = (30, 400)
_LONGEST_SOURCE = 6
_TAKEN = frozenset({"headline", "byline", "date", "read_time", "kicker", "credit"})


def apart_from_source(text: str, phrases: PhraseIndex) -> tuple[str, str | None]:
    """A standfirst without "… reports NAME" at its end, and the name; None where it credits nobody."""
    parts = _ELLIPSIS.split(text)
    if len(parts) < 2 or not parts[0]:
        return text, None
    match = phrases.match(parts[-1], "reports")
    if match is None or match.whole:
        return text, None
    name = parts[-1][match.end :].strip(" .:")
    if not name or len(name.split()) > _LONGEST_SOURCE:
        return text, None
    return text[: len(text) - len(parts[-1])].rstrip(" .…"), name


def certain_standfirst(blocks: list[Block], phrases: PhraseIndex, folded: list[str], guesses: list[str]) -> dict[int, Label]:
    """The label of a block close behind the headline that can only be the standfirst, by index; empty where there is none."""
    if "headline" not in guesses:
        return {}
    at = guesses.index("headline")
    in_body = {folded[i] for i in range(at + 2, len(blocks)) if guesses[i] == "body"}
    for block in blocks[at + 1 : at + 1 + _NEAR]:
        if guesses[block.index] in _TAKEN or not _LENGTHS[0] <= len(block.text) <= _LENGTHS[1]:
            continue
        text, source = apart_from_source(block.text, phrases)
        if source:
            return {block.index: Label(Role.DEK, 1.0, f"stands behind the headline and credits {source}")}
        if fold(text) in in_body and guesses[block.index] != "body":
            return {block.index: Label(Role.DEK, 1.0, "stands behind the headline and again in the body")}
        break
    return {}
