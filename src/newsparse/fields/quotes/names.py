"""Names as they stand in a text: runs of capitalised words, without the function words, titles and roles around them."""

from __future__ import annotations

import re
import sys
from functools import cache
from itertools import islice
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
    from collections.abc import Iterable

    from newsparse.fields.quotes.words import Words

__all__ = ["POSSESSIVE", "Script", "read_bodies", "read_names", "script_of"]

POSSESSIVE: Final = re.compile(r"(?<=\w)(?:['’]s|(?<=[sSzZxX])['’])$")
_MOST: Final = 4000
"""Runs of capitalised words that are read in one text."""
_SAMPLE: Final = 230
"""Words by which a text's use of capitals is judged."""
_SHARE: Final = 0.45
_FEWEST: Final = 5
_OUTER: Final = " \u00a0\"“”„«»'‘’"
_BLANK: Final = re.compile(r"[ \u00a0]+")
_FUNCTION: Final = STOP | ARTICLE | THAT | PRONOUN
_CUTS: Final = ACCORDING | STOP | ARTICLE | THAT | PRONOUN | DATE | TITLE | ROLE | NAMED | PARTICLE


@define
class Script:
    """How a text uses capitals."""

    lower: frozenset[str]
    """Its words as they are written: what it also has in lower case is, at the beginning of a sentence, no name."""
    nouns: bool
    """Whether every noun has a capital, as in German: then a capital after an article is no name."""
    names: set[str] = field(factory=set)
    """Words of people's full names, as far as the text was read."""


def script_of(text: str, words: Words) -> Script:
    """How the text uses capitals, by the words that follow its articles."""
    pieces = text.split()
    sample = pieces[:_SAMPLE]
    plain = words.articles
    # An article at the very end has no word behind it.
    following = [sample[number] for number, piece in enumerate(sample[:-1], 1) if piece in plain]
    capitals = len([piece for piece in following if piece[0].isupper()])
    return Script(frozenset(pieces), len(following) >= _FEWEST and capitals >= _SHARE * len(following))


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


def read_names(text: str, words: Words, script: Script) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Names of several words and names of one, each with its offset, in order."""
    full: list[tuple[int, str]] = []
    single: list[tuple[int, str]] = []
    known, bits_of = words.cache, words.bits
    for match in islice(_run().finditer(text), _MOST):
        run = match[0]
        if " " not in run and "\u00a0" not in run:
            single.append((match.start(), run))
            continue
        pieces = _BLANK.split(run) if "\u00a0" in run else run.split(" ")
        bits = [known.get(piece) or bits_of(piece) for piece in pieces]
        together, shared = 0, UPPER
        for found in bits:
            together |= found
            shared &= found
        if together & STARTS_PHRASE:
            mark_phrases(pieces, bits, words)
            together |= ROLE
        start = match.start()
        if not shared or together & _CUTS or "." in run or (pieces[0].lower() in script.lower and _opens(text, start)):
            _cut(text, match, zip(pieces, bits, strict=True), script, (full, single))
        else:
            full.append((start, run.rstrip("'’")))
    return full, single


def read_bodies(text: str, words: Words, script: Script) -> list[tuple[int, str]]:
    """Names with a noun for a body or a document among them, each with its offset, in order."""
    bodies: list[tuple[int, str]] = []
    bits_of = words.bits
    for match in islice(_run().finditer(text), _MOST):
        run = match[0]
        pieces = _BLANK.split(run)
        if not any(bits_of(piece) & DOCUMENT for piece in pieces):
            continue
        if len(pieces) == 1 or (". " not in run and (not script.nouns or all(bits_of(piece) & UPPER for piece in pieces))):
            bodies.append((match.start(), POSSESSIVE.sub("", run).rstrip("'’")))
    return bodies


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
