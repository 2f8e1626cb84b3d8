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
_PAUSE = re.compile(r"\s*[,،，、]\s*|\s+[–—-]\s+")
_NEAR = 4
"""Blocks (date, byline, read time) that may stand between headline and standfirst."""
_LENGTHS = (30, 400)
_LONGEST_SOURCE = 6
_TAKEN = frozenset({"headline", "byline", "date", "read_time", "kicker", "credit"})


def apart_from_source(text: str, phrases: PhraseIndex) -> tuple[str, str | None]:
    """A standfirst without "… reports NAME" or ", reports NAME" at its end, and the name; None where it credits nobody."""
    parts = _ELLIPSIS.split(text)
    if len(parts) < 2 or not parts[0]:
        return _apart_behind_comma(text, phrases)
    name = _credited(parts[-1], phrases)
    if name is None:
        return text, None
    return text[: len(text) - len(parts[-1])].rstrip(" .…"), name


def _apart_behind_comma(text: str, phrases: PhraseIndex) -> tuple[str, str | None]:
    """The same where only a comma or a dash sets the credit apart: what follows must be written as a name is."""
    found = list(_PAUSE.finditer(text))
    if not found or not text[: found[-1].start()]:
        return text, None
    name = _credited(text[found[-1].end() :], phrases)
    if name is None or name[0].islower() or not any(map(str.isalpha, name)):
        return text, None
    return text[: found[-1].start()], name


def _credited(clause: str, phrases: PhraseIndex) -> str | None:
    """The name in "reports NAME"; None where the clause is none of that kind."""
    match = phrases.match(clause, "reports")
    if match is None or match.whole:
        return None
    name = clause[match.end :].strip(" .:")
    return name if name and len(name.split()) <= _LONGEST_SOURCE else None


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
