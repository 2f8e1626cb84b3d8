"""Plain nouns beside a reporting word: who speaks where no list of roles has the word, and names in scripts without capitals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.fields.quotes.kinds import Kind, Mention
from newsparse.fields.quotes.parts import token_end
from newsparse.fields.quotes.words import ACCORDING, ARTICLE, DATE, END, INDEFINITE, NUMBER, PRONOUN, RELATIVE, STOP, THAT, VERB, WORD

if TYPE_CHECKING:
    from newsparse.fields.quotes.parts import Part

__all__ = ["with_nouns"]

_PLAIN = VERB | ACCORDING | PRONOUN | RELATIVE
_NOT_NOUN = VERB | ACCORDING | THAT | PRONOUN | RELATIVE | STOP | ARTICLE | DATE | NUMBER


def with_nouns(part: Part, text: str, mentions: list[Mention]) -> list[Mention]:
    """Adds the plain nouns beside a reporting word that has no mention beside it: "a neighbour said"."""
    if part.spaced and not part.cased:
        for mention in mentions:
            if mention.kind == Kind.ROLE:
                _extend(part, mention)
    taken = {token for mention in mentions for token in range(mention.first, mention.last)}
    added = False
    for first, last, _ in part.cues:
        if last in taken or first - 1 in taken:
            continue
        noun = _noun_after(part, last) or _noun_before(part, first)
        if noun is None and part.spaced and not part.cased:
            noun = _caseless_after(part, last) or _caseless_before(part, first)
        if noun is not None and not any(token in taken for token in range(*noun)):
            low, high = noun
            start = part.starts[low]
            indefinite = part.bits[low] & INDEFINITE
            mentions.append(Mention(start, token_end(part, high - 1), Kind.NOUN, low, high, indefinite, start, part))
            taken.update(range(low, high))
            added = True
    if added:
        mentions.sort(key=lambda mention: mention.first)
    return mentions


def _extend(part: Part, mention: Mention) -> None:
    """In a script without capitals the words behind a role are the name that it leads."""
    found = _caseless_after(part, mention.last)
    if found is not None:
        mention.name_start = part.starts[found[0]]
        mention.last = found[1]
        mention.end = token_end(part, found[1] - 1)
        mention.kind = Kind.NAME


def _caseless_after(part: Part, index: int) -> tuple[int, int] | None:
    """The one to three words behind a reporting word in a script without capitals."""
    bits = part.bits
    stop = index
    while stop < min(len(bits), index + 3) and bits[stop] & WORD and not bits[stop] & _NOT_NOUN:
        stop += 1
    return (index, stop) if stop > index else None


def _noun_after(part: Part, index: int) -> tuple[int, int] | None:
    bits = part.bits
    if index >= len(bits) or not bits[index] & ARTICLE:
        return None
    stop = index + 1
    while (
        stop < min(len(bits), index + 4)
        and bits[stop] & WORD
        and (
            not bits[stop] & _NOT_NOUN or (bits[stop] & NUMBER and not part.words[stop].isdigit())  # "the 36-year-old"
        )
    ):
        stop += 1
    return (index, stop) if stop > index + 1 else None


def _caseless_before(part: Part, index: int) -> tuple[int, int] | None:
    bits = part.bits
    while index > 1 and bits[index - 1] & STOP and not bits[index - 1] & _PLAIN:
        index -= 1  # a particle of case: "ने"
    low = index
    while low > max(0, index - 3) and bits[low - 1] & WORD and not bits[low - 1] & _NOT_NOUN:
        low -= 1
    return (low, index) if low < index else None


def _noun_before(part: Part, index: int) -> tuple[int, int] | None:
    bits = part.bits
    low = index
    while low > max(0, index - 4) and bits[low - 1] & WORD and not bits[low - 1] & (_NOT_NOUN | END):
        low -= 1
    if low and low < index and bits[low - 1] & ARTICLE and bits[low - 1] & WORD:
        return low - 1, index
    return None
