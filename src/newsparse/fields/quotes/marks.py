"""Spans between quotation marks, paragraph by paragraph, in one pass over the marks.

Every style is read by the same rules: what a mark can be depends on its character and on whether it leans on the word behind it
(opening) or before it (closing). Nested quotes belong to the outer one. A span that its paragraph does not close goes on to the
paragraph's end, which is how news sets a quote of several paragraphs.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from attrs import define

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["SINGLE", "Span", "find_spans"]

_MARK = re.compile("[\n\"“”„‟«»＂「」『』‹›'‘’‚‛]")
SINGLE = frozenset("'‘’‚‛‹›")
"""Marks that are no double ones; the empty string is none of them."""
_APOSTROPHES = frozenset("'‘’‛")
_DOUBLED = "''"
"""Two apostrophes: a double mark of typewriters and old databases, where it cannot be told from an escaped apostrophe. What it
encloses is never given as a quote, but single marks within it are nested."""
_CLOSERS: dict[str, str | tuple[str, ...]] = {
    '"': '"”',
    "＂": "＂",
    "“": '”“"',
    "”": '”"',
    "„": '“”‟"',
    "‟": "”‟",
    "«": "»",
    "»": "«»",
    "「": "」",
    "『": "』",
    "'": "'’",
    "‘": "’'",
    "‚": "‘’'",
    "‛": "’",
    "‹": "›",
    "›": "‹›",
    _DOUBLED: (_DOUBLED,),
}
"""What may close a span, by the mark that opened it; the regular one first."""
_ALWAYS_OPEN = frozenset("„「『‚")
_ALWAYS_CLOSE = frozenset("」』")
_OPENING_BEFORE = frozenset("([{—–-…/¿¡:;,.!?“\"«‘’'>|=")
"""Characters that may stand directly before an opening mark besides white space."""
_SINGLE_BEFORE = frozenset('([{—–-/¿¡:“"«>|')
"""The same for single marks, which also stand for minutes and apostrophes."""
_CLOSING_AFTER = frozenset(")]}—–-…/:;,.!?”\"»’'<|“«")
_LONGEST_OPEN = 6000
"""Characters that a span without closing mark may have; a longer one is a lost mark, not a quote."""
_POSSESSIVE = frozenset("sSzZxX")


@define
class Span:
    """What stands between two marks, white space at its ends left out."""

    start: int
    end: int
    opening: str
    """The opening mark; empty where the span goes on from the paragraph before without one."""
    closed: bool
    outer_start: int
    """Offset of the opening mark itself."""
    outer_end: int
    """Offset behind the closing mark."""
    paragraph: int
    """Number of the line that it stands in."""
    line_start: int
    line_end: int


@define
class _Line:
    number: int
    start: int
    end: int
    marks: list[tuple[int, str]]


def _lines(text: str) -> Iterator[_Line]:
    """Lines that hold a mark; an apostrophe between two letters is none."""
    number = start = 0
    marks: list[tuple[int, str]] = []
    last = len(text) - 1
    doubled = -1
    for match in _MARK.finditer(text):
        char = match.group()
        at = match.start()
        if char == "\n":
            if marks:
                yield _Line(number, start, at, marks)
                marks = []
            start = at + 1
            number += 1
        elif char not in _APOSTROPHES:
            marks.append((at, char))
        elif at == doubled:
            continue
        elif char == "'" and at < last and text[at + 1] == "'":
            doubled = at + 1
            marks.append((at, _DOUBLED))
        elif not (0 < at < last and text[at - 1].isalnum() and text[at + 1].isalnum()):
            marks.append((at, char))
    if marks:
        yield _Line(number, start, len(text), marks)


def find_spans(text: str) -> list[Span]:
    """All spans, in order, none overlapping."""
    spans: list[Span] = []
    previous: Span | None = None
    for line in _lines(text):
        follows = previous is not None and not previous.closed and not text[previous.line_end : line.start].strip()
        found = _Reader(text, line, follows).read()
        spans += found
        previous = found[-1] if found else None
    return spans


class _Reader:
    """Reads one line's marks from left to right with at most one outer span open."""

    def __init__(self, text: str, line: _Line, follows: bool) -> None:
        self.text = text
        self.line = line
        self.follows = follows
        self.left = Counter(char for _, char in line.marks)
        self.odd = self.left['"'] % 2 == 1
        self.spans: list[Span] = []
        self.open: tuple[int, str] | None = None
        self.depth = 0
        self.nested = 0
        """Curly marks that were opened within straight ones."""

    def read(self) -> list[Span]:
        marks = self.line.marks
        closing_singles = self._closing_singles(marks)
        for index, (at, char) in enumerate(marks):
            self.left[char] -= 1
            if self.open is None:
                if self._opens(at, char, closing_singles[index + 1]):
                    self.open = (at, char)
                    self.depth = self.nested = 0
                elif self.follows and not self.spans and char not in SINGLE:
                    self._emit(self.line.start, self.line.start, at, at + 1, "", closed=True)
                self.follows = False
            else:
                self._inside(at, char, closing_singles[index + 1])
        if self.open is not None and self.open[1] != _DOUBLED:
            at, char = self.open
            if self.line.end - at <= _LONGEST_OPEN:
                self._emit(at, at + 1, self.line.end, self.line.end, char, closed=False)
        return self.spans

    def _closing_singles(self, marks: list[tuple[int, str]]) -> list[bool]:
        """For each place in the list: whether a single mark that can close follows before the next that can open."""
        result = [False] * (len(marks) + 1)
        if self.left.keys().isdisjoint(SINGLE):
            return result
        ahead = False
        for index in range(len(marks) - 1, -1, -1):
            at, char = marks[index]
            if char in SINGLE:
                before, after = self._around(at)
                if before and not before.isspace() and not after.isalnum():
                    ahead = True
                elif char != "’":
                    ahead = False
            result[index] = ahead
        return result

    def _around(self, at: int) -> tuple[str, str]:
        before = self.text[at - 1] if at > self.line.start else ""
        after = self.text[at + 1] if at + 1 < self.line.end else ""
        return before, after

    def _opens(self, at: int, char: str, closes_later: bool) -> bool:
        if char in _ALWAYS_CLOSE:
            return False
        before, after = self._around(at)
        if not after or (after == "\r" and at + 2 >= self.line.end):
            return False
        if char == _DOUBLED:
            return self.left[char] > 0
        if char in SINGLE:
            return self._single_opens(at, char, before, after, closes_later)
        if char in _ALWAYS_OPEN:
            return True
        free_before = not before or before.isspace() or before in _OPENING_BEFORE
        free_after = after.isspace() or after in _CLOSING_AFTER
        if char == '"' and before.isdigit():  # inches
            return False
        if char in "“«":
            return free_before or not free_after
        if char in '"＂':
            return not free_after or (free_before and self.left[char] > 0)
        return free_before and not free_after and (char != "”" or self.left["”"] > 0)  # a mark that usually closes

    def _single_opens(self, at: int, char: str, before: str, after: str, closes_later: bool) -> bool:
        if char == "‹":
            return self.left["›"] > 0
        if char in "’›‛" or (before and not before.isspace() and before not in _SINGLE_BEFORE):
            return False
        if after.isspace() or after in _CLOSING_AFTER or (after.isdigit() and self.text[at + 2 : at + 4] in ("0s", "0'", "0’")):
            return False
        return closes_later or (char == "‘" and at == self.line.start)

    def _inside(self, at: int, char: str, closes_later: bool) -> None:
        assert self.open is not None
        start, opening = self.open
        if opening == _DOUBLED:
            if char == _DOUBLED:
                self.open = None
            return
        before, after = self._around(at)
        if opening == '"' and char in "“”":
            if char == "“":
                self.nested += 1
                return
            if self.nested:
                self.nested -= 1
                return
        if char in _CLOSERS[opening]:
            if self._closes(char, opening, (before, after), closes_later=closes_later):
                if self.depth:
                    self.depth -= 1
                else:
                    self._emit(start, start + 1, at, at + 1, opening, closed=True)
                    self.open = None
                return
            if char != opening or char in SINGLE:
                return
        if char == opening and after and (char == "«" or not after.isspace()):  # the same mark opens again
            closer = _CLOSERS[opening][0]
            if char != '"' and self.left[closer] > self.left[char] + self.depth + 1:
                self.depth += 1
            elif char != "«":
                self._emit(start, start + 1, at, at, opening, closed=False)
                self.open = (at, char)
                self.depth = 0

    def _closes(self, char: str, opening: str, around: tuple[str, str], *, closes_later: bool) -> bool:
        before, after = around
        leans_left = not after or after.isspace() or after in _CLOSING_AFTER
        if char in SINGLE:
            if not before or before.isspace() or after.isalnum():
                return opening in "‹›"
            apostrophe = before in _POSSESSIVE and after.isspace() and closes_later
            return not apostrophe
        if char == '"':
            if opening == '"':
                opens_anew = self.odd and before.isspace() and not leans_left
                return not opens_anew
            return leans_left and self.left[_CLOSERS[opening][0]] == 0
        if char == opening and char == "“":
            return leans_left and not before.isspace()
        return True

    def _emit(self, outer_start: int, start: int, end: int, outer_end: int, opening: str, *, closed: bool) -> None:
        text = self.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if end - start > (opening in SINGLE):  # one letter between single marks is "rock 'n' roll"
            line = self.line
            self.spans.append(Span(start, end, opening, closed, outer_start, outer_end, line.number, line.start, line.end))
