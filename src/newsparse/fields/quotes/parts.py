"""The text beside quotes as tokens: words and punctuation with their classes, numbered by sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import define

from newsparse.fields.quotes.unspaced import unspaced_tokens
from newsparse.fields.quotes.words import ACCORDING, CLOSING, COMMA, END, SPLIT, STARTS_PHRASE, TITLE, VERB, WORD

if TYPE_CHECKING:
    from newsparse.fields.quotes.words import Words

__all__ = ["Part", "mark_phrases", "read_part", "token_end"]

_MARKS = "\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0dff\u0e31-\u0eff"
_TOKEN = re.compile(rf"[\w{_MARKS}]+(?:[-'’.&@/][\w{_MARKS}]+)*['’]?|[^\s\w{_MARKS}]|\n")
_SPECIAL = SPLIT | STARTS_PHRASE
_CUE = VERB | ACCORDING
_INNER = 1 << 30
"""A word of a phrase after its first."""
_HEAD = 180
"""Characters that are read behind a quote."""
_TAIL = 220
"""Characters that are read before a quote."""


@define
class Part:
    """A stretch of text between two quotes, or between a quote and an end of its paragraph."""

    start: int
    end: int
    words: list[str]
    starts: list[int]
    bits: list[int]
    sentence: list[int]
    """Number of the sentence of each token, from 0."""
    cues: list[tuple[int, int, int]]
    """First token, token behind the last, classes: reporting verbs and phrases that name a source."""
    whole: bool
    """False where the stretch is so long that its middle was not read."""
    spaced: bool = True
    """Whether blanks set the words apart."""
    cased: bool = True
    """Whether the script has capitals."""
    wordless: bool = False
    """Whether it has nothing but punctuation."""


def token_end(part: Part, index: int) -> int:
    """Offset behind a token."""
    return part.starts[index] + len(part.words[index])


def read_part(text: str, start: int, end: int, words: Words) -> Part:
    """Tokens of ``text[start:end]``; of a long stretch only those near its ends."""
    whole = end - start <= _HEAD + _TAIL
    if whole:
        ranges: tuple[tuple[int, int], ...] = ((start, end),)
    else:
        ranges = ((start, start + _HEAD), (end - _TAIL, end))
    tokens: list[str] = []
    starts: list[int] = []
    bits: list[int] = []
    classes, bits_of = words.cache, words.bits
    phrases = False
    for low, high in ranges:
        if tokens:
            tokens.append("\n")
            starts.append(low)
            bits.append(END)
        if not words.spaced:
            for word, at, found in unspaced_tokens(text, low, high, words):
                tokens.append(word)
                starts.append(at)
                bits.append(found)
            continue
        matches = list(_TOKEN.finditer(text, low, high))
        read = [match[0] for match in matches]
        known = [classes.get(word) or bits_of(word) for word in read]
        together = 0
        for found in known:
            together |= found
        phrases = phrases or bool(together & _SPECIAL)
        if not together & SPLIT:
            tokens += read
            starts += [match.start() for match in matches]
            bits += known
            continue
        for word, found, match in zip(read, known, matches, strict=True):
            at = match.start()
            if found & SPLIT:
                first, second, cut = words.pieces(word)
                tokens += (first, second)
                starts += (at, at + cut)
                bits += (bits_of(first) & ~SPLIT, bits_of(second) & ~SPLIT)
            else:
                tokens.append(word)
                starts.append(at)
                bits.append(found)
    if phrases:
        mark_phrases(tokens, bits, words)
    wordless = not any(found & WORD for found in bits)
    return Part(
        start, end, tokens, starts, bits, _number(tokens, bits, text, starts), _cues(bits), whole, words.spaced, words.cased, wordless
    )


def mark_phrases(tokens: list[str], bits: list[int], words: Words) -> None:
    """Gives the words of each phrase ("pointed out", "secretary of state") its classes."""
    folded = words.fold
    last = len(tokens) - 1
    for index in [number for number, found in enumerate(bits) if found & STARTS_PHRASE]:
        if index == last:
            break
        head = folded(tokens[index])
        seconds = words.phrases.get(head.split(" ", 1)[0] if " " in head else head)
        phrases = seconds.get(folded(tokens[index + 1])) if seconds else None
        for rest, bit in phrases or ():
            end = index + 1 + len(rest)
            if len(rest) > 1 and (end > last + 1 or any(folded(tokens[index + 1 + n]) != rest[n] for n in range(1, len(rest)))):
                continue
            bits[index] |= bit
            for inner in range(index + 1, end):
                bits[inner] |= bit | _INNER
            break


def _number(tokens: list[str], bits: list[int], text: str, starts: list[int]) -> list[int]:
    """Sentence numbers. A full stop ends no sentence after an initial, a title or an abbreviation with dots."""
    last = len(tokens) - 1
    numbers = [0] * len(tokens)
    current = 0
    for index in [number for number, found in enumerate(bits) if found & END]:
        if bits[index] & COMMA or index == last or bits[index + 1] & (END | CLOSING):
            continue
        if tokens[index] == ".":
            before = tokens[index - 1] if index else ""
            short = len(before) == 1 and before.isalpha() and before.isupper()
            if short or "." in before or (index and bits[index - 1] & TITLE):
                bits[index] &= ~END
                continue
            if tokens[index + 1][0].islower() or not text[starts[index] + 1 : starts[index] + 2].isspace():
                continue
        current += 1
        numbers[index + 1 :] = [current] * (last - index)
    return numbers


def _cues(bits: list[int]) -> list[tuple[int, int, int]]:
    cues: list[tuple[int, int, int]] = []
    for index in [number for number, found in enumerate(bits) if found & _CUE]:
        found = bits[index]
        if cues and found & _INNER and cues[-1][1] == index:
            first, _, kinds = cues[-1]
            cues[-1] = (first, index + 1, kinds)
        else:
            cues.append((index, index + 1, found & _CUE))
    return cues
