"""Names as they stand in a text: runs of capitalised words, without the function words, titles and roles around them."""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import TYPE_CHECKING, Final

from attrs import define, field

from newsparse.fields.quotes.parts import mark_phrases
from newsparse.fields.quotes.words import (
    ACCORDING,
    ARTICLE,
    DATE,
    DOCUMENT,
    NAMED,
    PARTICLE,
    PRONOUN,
    ROLE,
    STARTS_PHRASE,
    STOP,
    THAT,
    TITLE,
    UPPER,
    WORD,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from newsparse.fields.quotes.words import Words

__all__ = ["POSSESSIVE", "Script", "read_names", "script_of"]

POSSESSIVE: Final = re.compile(r"(?<=\w)(?:['’]s|(?<=[sSzZxX])['’])$")
_MOST: Final = 4000
"""Runs of capitalised words that are read in one text."""
_SAMPLE: Final = 1400
"""Characters by which a text's use of capitals is judged."""
_SHARE: Final = 0.45
_FEWEST: Final = 5
_OUTER: Final = " \u00a0\"“”„«»'‘’"
_BLANK: Final = re.compile(r"[ \u00a0]+")
_WORD: Final = re.compile(r"\w+")
_FUNCTION: Final = STOP | ARTICLE | THAT | PRONOUN
_LOWER_ARTICLE: Final = ARTICLE | UPPER
_CUTS: Final = ACCORDING | STOP | ARTICLE | THAT | PRONOUN | DATE | TITLE | ROLE | NAMED | PARTICLE


@define
class Script:
    """How a text uses capitals."""

    lower: Collection[str]
    """Words that it also has in lower case: at the beginning of a sentence they are no names."""
    nouns: bool
    """Whether every noun has a capital, as in German: then a capital after an article is no name."""
    names: set[str] = field(factory=set)
    """Words of people's full names, as far as the text was read."""


def script_of(text: str, words: Words) -> Script:
    """How the text uses capitals, by the words that follow its articles."""
    known, bits_of = words.cache, words.bits
    bits = [known.get(word) or bits_of(word) for word in _WORD.findall(text, 0, _SAMPLE)]
    # An article at the very end has no word behind it.
    following = [bits[number] for number, found in enumerate(bits[:-1], 1) if found & _LOWER_ARTICLE == ARTICLE]
    articles, capitals = len(following), sum([1 for found in following if found & UPPER])
    return Script(frozenset(text.split()), articles >= _FEWEST and capitals >= _SHARE * articles)


@cache
def _capitals() -> str:
    """All capital letters as the inside of a character class."""
    ranges: list[str] = []
    start = previous = -2
    for code in (*(c for c in range(0x41, min(sys.maxunicode, 0x2000)) if chr(c).isupper()), 1 << 30):
        if code != previous + 1:
            if previous >= 0:
                ranges.append(re.escape(chr(start)) + ("-" + re.escape(chr(previous)) if previous > start else ""))
            start = code
        previous = code
    return "".join(ranges)


@cache
def _run() -> re.Pattern[str]:
    name = rf"[{_capitals()}]\w*+(?:[-'’.&]\w++)*+"
    return re.compile(rf"{name}(?:\.?[ \u00a0](?:[\w'’]{{1,3}}[ \u00a0]){{0,2}}{name})*+['’]?")


def read_names(text: str, words: Words, script: Script) -> tuple[list[tuple[int, str]], list[tuple[int, str]], list[tuple[int, str]]]:
    """Names of several words, names of one, and names with a noun for a body among them, each with its offset, in order."""
    bodies: list[tuple[int, str]] = []
    full: list[tuple[int, str]] = []
    single: list[tuple[int, str]] = []
    known, bits_of = words.cache, words.bits
    for number, match in enumerate(_run().finditer(text)):
        if number > _MOST:
            break
        run = match[0]
        start = match.start()
        pieces = _BLANK.split(run) if "\u00a0" in run else run.split(" ")
        if len(pieces) == 1:
            single.append((start, run))
            if (known.get(run) or bits_of(run)) & DOCUMENT:
                bodies.append((start, run))
            continue
        bits = [known.get(piece) or bits_of(piece) for piece in pieces]
        together, shared = 0, UPPER
        for found in bits:
            together |= found
            shared &= found
        capitals = bool(shared)
        if together & DOCUMENT and ". " not in run and (capitals or not script.nouns):
            bodies.append((start, run.rstrip("'’")))
        if together & STARTS_PHRASE:
            mark_phrases(pieces, bits, words)
            together |= ROLE
        if not capitals or together & _CUTS or "." in run or (pieces[0].lower() in script.lower and _opens(text, start)):
            _cut(text, match, zip(pieces, bits, strict=True), script, (full, single))
        else:
            full.append((start, run.rstrip("'’")))
    return full, single, bodies


def _opens(text: str, at: int) -> bool:
    """Whether a sentence may begin at an offset."""
    before = text[max(0, at - 3) : at].strip(_OUTER)
    return not before or before[-1] in ".!?…:\n"


def _cut(
    text: str,
    match: re.Match[str],
    pieces: Iterable[tuple[str, int]],
    script: Script,
    found_in: tuple[list[tuple[int, str]], list[tuple[int, str]]],
) -> None:
    """The names within one run: it is cut at function words, after possessives, behind roles and titles."""
    run, start = match[0], match.start()
    full, single = found_in
    at = 0
    held: list[tuple[int, str]] = []

    def close() -> None:
        while held and not held[-1][1][0].isupper():
            held.pop()
        if len(held) > 1:
            begin = held[0][0]
            full.append((start + begin, run[begin : held[-1][0] + len(held[-1][1])]))
        elif held:
            single.append((start + held[0][0], held[0][1]))
        held.clear()

    for piece, found in pieces:
        place = run.find(piece, at)
        at = place + len(piece)
        particle = held and found & PARTICLE and not (script.nouns and found & ARTICLE and held[-1][1][0].isupper())
        if found & (DATE | ACCORDING) or (found & _FUNCTION and not particle) or not (found & UPPER or particle):
            if held:
                close()
        elif found & (TITLE | ROLE) and found & WORD and not found & NAMED and not (held and at == len(run)):
            if held:
                close()  # a role that ends the run may be a surname: "Tessa Bishop"
        elif not held and place == 0 and piece.lower() in script.lower and not found & NAMED and _opens(text, start):
            continue  # the first word of a sentence
        else:
            possessive = POSSESSIVE.search(piece) if "'" in piece or "’" in piece else None
            held.append((place, piece[: possessive.start()] if possessive else piece.rstrip("'’")))
            if possessive or (run[at : at + 1] == "." and len(piece) > 2):
                close()
            elif piece.endswith(".") and len(piece) > 3:
                held[-1] = (place, piece[:-1])
                close()
    if held:
        close()
