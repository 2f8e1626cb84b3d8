"""Lines without the dates and read times in them, so that what is left can be searched for names."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from newsparse.label.phrases import phrase_index
from newsparse.lexicon import fold, plain
from newsparse.moments.visible import find_moments

if TYPE_CHECKING:
    import datetime as dt

    from newsparse.lexicon import Lexicon

__all__ = ["BAR", "undated"]

BAR = "|"
"""Stands for each character that was cut out; names end at it."""
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_REACH = 80
"""Characters before a moment in which its label begins."""
_GLUE_REACH = 24
_LONGEST = 300
"""Characters of a line in which read times are sought."""


class _Words:
    """What stands around moments in some languages."""

    def __init__(self, lexicons: tuple[Lexicon, ...]) -> None:
        labels = [phrase for each in lexicons for key in ("published", "updated") for phrase in each.labels.get(key, ())]
        self.labels = frozenset(map(fold, labels))
        bylines = {fold(phrase).split(" ", 1)[0] for each in lexicons for phrase in each.labels.get("byline", ())}
        glue = {fold(word) for each in lexicons for word in each.dates.get("glue", ())}
        self.glue = frozenset(glue - bylines)
        """"Uhr", "at"; not "von", which also announces a writer."""
        read_times = [phrase.replace("{n}", "") for each in lexicons for phrase in each.labels.get("read_time", ())]
        self.read_time = frozenset(word for phrase in read_times for word in fold(phrase).split()[:1])
        self.longest = max((label.count(" ") + 1 for label in self.labels), default=0)


@cache
def _words(lexicons: tuple[Lexicon, ...]) -> _Words:
    return _Words(lexicons)


def undated(text: str, lexicons: tuple[Lexicon, ...], fetched_at: dt.datetime | None = None) -> str:
    """The line with a bar for each character of a date or read time and of the words that belong to it, so that offsets stay.

    Args:
        text: the line.
        lexicons: the page's own language first.
        fetched_at: when the page was fetched; without it "3 hours ago" is no date.
    """
    words = _words(lexicons)
    spans = [_around(text, moment.start, moment.end, words) for moment in find_moments(text, lexicons, fetched_at=fetched_at)]
    if _DIGIT.search(text):
        spans += _read_times(_barred(text, spans), lexicons, words)
    return _barred(text, spans)


def _barred(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = f"{text[:start]}{BAR * (end - start)}{text[end:]}"
    return text


def _around(text: str, start: int, end: int, words: _Words) -> tuple[int, int]:
    """A moment with its label before it ("Published on") and the last words of its clock ("Uhr") behind it."""
    floor = max(0, start - _REACH)
    tokens = [(plain(match.group()), floor + match.start()) for match in _TOKEN.finditer(text[floor:start])]
    if floor and tokens:
        del tokens[0]  # it may be cut
    while tokens:
        for count in range(min(words.longest, len(tokens)), 0, -1):
            if " ".join(word for word, _ in tokens[-count:]) in words.labels:
                return tokens[-count][1], _behind(text, end, words)
        if tokens[-1][0] not in words.glue:
            break
        start = tokens.pop()[1]
    return start, _behind(text, end, words)


def _behind(text: str, end: int, words: _Words) -> int:
    for match in _TOKEN.finditer(text, end, end + _GLUE_REACH):
        if not text[end : match.start()].isspace() or plain(match.group()) not in words.glue:
            break
        end = match.end()
    return end


def _read_times(text: str, lexicons: tuple[Lexicon, ...], words: _Words) -> list[tuple[int, int]]:
    """The spans of phrases such as "4 min read"."""
    phrases = phrase_index(lexicons)
    spans: list[tuple[int, int]] = []
    if len(text) > _LONGEST or not _DIGIT.search(text):
        return spans
    for token in _TOKEN.finditer(text):
        start = token.start()
        if (spans and start < spans[-1][1]) or not (token.group().isdigit() or plain(token.group()) in words.read_time):
            continue
        match = phrases.match(text[start:], "read_time")
        if match is not None:
            spans.append((start, start + match.end))
    return spans
