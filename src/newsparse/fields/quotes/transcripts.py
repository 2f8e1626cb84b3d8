"""Speech without quotation marks: the turns of a transcript ("WALLACE: …") and passages that the page sets apart as quoted."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from newsparse.fields.quotes.kinds import Kind
from newsparse.fields.quotes.mentions import find_mentions
from newsparse.fields.quotes.names import script_of
from newsparse.fields.quotes.parts import read_part
from newsparse.fields.quotes.words import COLON

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsparse.fields.quotes.marks import Span
    from newsparse.fields.quotes.words import Words

__all__ = ["find_turns"]

_LABEL: Final = re.compile(r"^([^\W\d_a-z][^\n:“”\"«»„()]{1,40}?)(?: \([^()\n]{1,40}\))?:[ \t]+(?=\S)", re.MULTILINE)
_FEWEST: Final = 2
"""Speakers with a name in capitals that make a transcript; one label again and again heads a list."""
_CONTEXT: Final = 300


def find_turns(text: str, spans: Sequence[Span], words: Words, block_quotes: Sequence[tuple[int, int]]) -> list[tuple[int, int, str, str]]:
    """Speech without marks: start, end, the name it is given to ("" where none stands there), "transcript" or "block"."""
    lines = [span.line_start for span in spans]
    turns = _transcript(text, lines)
    for start, end in block_quotes:
        if start >= end or end > len(text):
            continue
        number = bisect_left(lines, start)
        if number < len(lines) and lines[number] < end:
            continue  # it has marks of its own
        name = _announced(text, start, words)
        if name is not None:
            turns.append((start, end, name, "block"))
    return turns


def _transcript(text: str, marked: Sequence[int]) -> list[tuple[int, int, str, str]]:
    found: list[tuple[int, int, str, str]] = []
    if ":" not in text:
        return found
    with_marks = set(marked)
    labels: set[str] = set()
    for match in _labels(text):
        label = match.group(1)
        if not label.isupper() or sum(map(str.isalpha, label)) < 3:
            continue
        labels.add(label)
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        stop = end
        while stop > match.end() and text[stop - 1].isspace():
            stop -= 1
        if match.start() not in with_marks and stop - match.end() > 1:
            found.append((match.end(), stop, label, "transcript"))
    return found if len(labels) >= _FEWEST else []


def _labels(text: str) -> Iterator[re.Match[str]]:
    """What opens a line and ends with the line's first colon."""
    colon = text.find(":")
    while colon >= 0:
        match = _LABEL.match(text, text.rfind("\n", 0, colon) + 1)
        if match:
            yield match
        behind = text.find("\n", colon)
        colon = text.find(":", behind) if behind >= 0 else -1


def _announced(text: str, start: int, words: Words) -> str | None:
    """Who is to speak in a passage set apart: the line before ends with a colon and has a reporting word; None where not."""
    end = start
    while end > 0 and start - end < 20 and text[end - 1].isspace():
        end -= 1
    if end == 0:
        return None
    low = max(text.rfind("\n", max(0, end - _CONTEXT), end) + 1, end - _CONTEXT)
    part = read_part(text, low, end, words)
    if not part.bits or not part.bits[-1] & COLON or not part.cues:
        return None
    final = part.sentence[-1]
    for mention in find_mentions(part, text, script_of(text[low:end], words)):
        if part.sentence[mention.first] == final and mention.kind in (Kind.FULL_NAME, Kind.NAME, Kind.BODY, Kind.ROLE):
            return text[mention.name_start : mention.end]
    return ""
