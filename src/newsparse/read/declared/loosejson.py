"""JSON as pages really hold it: read strictly where it is JSON, else with the mistakes that templates make.

Read in spite of: comment and CDATA marks around it, line and block comments inside, raw line breaks and tabs in strings, quotes inside
strings that nobody escaped, trailing and missing commas, bare words for values, several values in a row, a semicolon at the end, an end
that is cut off.
"""

from __future__ import annotations

import html
import json
import logging
import re
from typing import Any

__all__ = ["LOOSE_LIMIT", "MAX_DEPTH", "read_loosely", "read_strictly", "within"]

LOOSE_LIMIT = 200_000
"""Characters above which broken JSON is left alone: repairing takes some 50 times as long as reading."""
MAX_DEPTH = 64
"""Nesting above which broken JSON is left alone."""

_BLANK = re.compile(r"(?:\s+|//[^\n\r]*|/\*[^*]{0,300}\*/|<!--|-->|<!\[CDATA\[|\]\]>|;)*")
_OPENING = re.compile(r"[{\[]")
_LOW_HALF = re.compile(r"\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_BARE = re.compile(r"[^\s,:\[\]{}\"]+(?:[ \t]+[^\s,:\[\]{}\"]+)*")
_STRING_PART = re.compile(r'[^"\\]*')
_CLOSES = re.compile(r'\s*(?:[}\]:]|$|,\s*(?:["{\[\]}\d-]|true|false|null|//)|//|/\*|;)')
_MISSING_COMMA = re.compile(r'[ \t]*[\r\n]\s*"[^"\n]{1,60}"\s*:')
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "undefined": None, "True": True, "False": False, "None": None}


_log = logging.getLogger("newsparse")


class _TooBrokenError(ValueError):
    """Not to be read even loosely."""


def within(scripts: list[str], limit: int) -> list[str]:
    """The first scripts that have no more characters than the limit together; what does not fit is left out and logged."""
    kept = []
    for script in scripts:
        if len(script) > limit:
            _log.warning("%d characters of JSON-LD are not read: they are over the limit 'jsonld'", len(script))
            continue
        limit -= len(script)
        kept.append(script)
    return kept


def read_strictly(text: str) -> list[Any]:
    """The value of a script that is JSON (raw line breaks in strings apart), as a list of one; none where it is not."""
    try:
        return [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        return []


def read_loosely(text: str) -> list[Any]:
    """The values of a broken script, usually one; none where it cannot be read."""
    if len(text) > LOOSE_LIMIT:
        return []
    if "&quot;" in text and '"' not in text:
        text = html.unescape(text)
    try:
        return _Reader(text).values()
    except _TooBrokenError:
        return []


class _Reader:
    """Reads one text from left to right, each character a bounded number of times."""

    def __init__(self, text: str) -> None:
        self._text = text.replace("\0", "")
        self._at = 0

    def values(self) -> list[Any]:
        """The objects and arrays that stand in the text."""
        found = []
        while self._next():
            if self._text[self._at] in "{[":
                found.append(self._value(0))
            else:  # "var data =", or what an unescaped quote left behind
                opening = _OPENING.search(self._text, self._at)
                self._at = opening.start() if opening else len(self._text)
        return found

    def _next(self) -> str:
        """The next character that counts, or "" at the end; the place moves to it."""
        match = _BLANK.match(self._text, self._at)
        if match:
            self._at = match.end()
        return self._text[self._at : self._at + 1]

    def _value(self, depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise _TooBrokenError
        mark = self._next()
        if mark == "{":
            return self._object(depth)
        if mark == "[":
            return self._array(depth)
        if mark == '"':
            return self._string()
        match = _BARE.match(self._text, self._at)
        if match is None:
            return None
        self._at = match.end()
        word = match[0]
        if word in _WORDS:
            return _WORDS[word]
        try:
            return float(word) if "." in word else int(word)
        except ValueError:
            return word.strip("'")

    def _object(self, depth: int) -> dict[str, Any]:
        self._at += 1
        found: dict[str, Any] = {}
        while (mark := self._next()) and mark != "}":
            if mark == '"':
                key = self._string()
            else:
                match = _BARE.match(self._text, self._at)
                if match is None:  # a stray comma, colon or bracket
                    self._at += 1
                    continue
                self._at, key = match.end(), match[0].strip("'")
            if self._next() == ":":
                self._at += 1
                found.setdefault(key, self._value(depth + 1) if self._next() not in (",", "}", "") else None)
        self._at += 1
        return found

    def _array(self, depth: int) -> list[Any]:
        self._at += 1
        found: list[Any] = []
        while (mark := self._next()) and mark != "]":
            if mark in ",:}":
                self._at += 1
            else:
                found.append(self._value(depth + 1))
        self._at += 1
        return found

    def _string(self) -> str:
        """A string up to the quote behind which the structure goes on; quotes before it belong to the string."""
        text, parts = self._text, []
        self._at += 1
        while self._at < len(text):
            match = _STRING_PART.match(text, self._at)
            if match:
                parts.append(match[0])
                self._at = match.end()
            mark = text[self._at : self._at + 1]
            if mark == "\\":
                parts.append(self._escape())
            elif mark == '"':
                self._at += 1
                if _CLOSES.match(text, self._at) or _MISSING_COMMA.match(text, self._at):
                    break
                parts.append('"')
        return "".join(parts)

    def _escape(self) -> str:
        mark = self._text[self._at + 1 : self._at + 2]
        self._at += 2
        if mark != "u":
            return _ESCAPES.get(mark, mark)
        digits = self._text[self._at : self._at + 4]
        try:
            code = int(digits, 16)
        except ValueError:
            return "u"
        self._at += 4
        return chr(code) if not 0xD800 <= code < 0xE000 else self._pair(code)

    def _pair(self, high: int) -> str:
        """A character written as two halves of a UTF-16 pair."""
        low = _LOW_HALF.match(self._text, self._at)
        if high >= 0xDC00 or low is None:
            return "\ufffd"
        self._at = low.end()
        return chr(0x10000 + ((high - 0xD800) << 10) + (int(low[1], 16) - 0xDC00))
