"""Who could have spoken: names, pronouns, roles, documents and other nouns beside a reporting word."""

from __future__ import annotations

from bisect import bisect_right
from enum import IntEnum
from typing import TYPE_CHECKING

from attrs import define, field

from newsparse.fields.quotes.words import (
    ACCORDING,
    ARTICLE,
    DATE,
    DOCUMENT,
    END,
    FEMININE,
    FIRST,
    MAN,
    MASCULINE,
    NAMED,
    NEUTRAL,
    NUMBER,
    PARTICLE,
    PLURAL,
    PRONOUN,
    RELATIVE,
    ROLE,
    STOP,
    THAT,
    TITLE,
    UPPER,
    VERB,
    WOMAN,
    WORD,
)

if TYPE_CHECKING:
    from newsparse.fields.quotes.names import Script
    from newsparse.fields.quotes.parts import Part
    from newsparse.fields.quotes.people import Person

__all__ = ["Kind", "Mention", "find_mentions"]


class Kind(IntEnum):
    """What a mention is."""

    FULL_NAME = 0
    NAME = 1
    """One capitalised word."""
    BODY = 2
    """A capitalised name after an article, or one that ends in a document's or an organisation's noun."""
    PRONOUN = 3
    """He, she."""
    PLURAL = 4
    NEUTRAL = 5
    FIRST = 6
    RELATIVE = 7
    ROLE = 8
    DOCUMENT = 9
    NOUN = 10
    """Another noun directly beside a reporting word."""
    ELIDED = 11
    """No word at all: the verb alone says it."""


@define
class Mention:
    """Words that could name a speaker."""

    start: int
    end: int
    kind: Kind
    first: int
    """Index of its first token in its part."""
    last: int
    """Index behind its last token."""
    bits: int
    """Classes of its words together."""
    name_start: int
    """Where the name itself begins, behind article, title and role."""
    part: Part = field(repr=False)
    possessive: bool = False
    person: Person | None = None
    """Whose name it is, where the text gives the full name of a person."""


_LEADING = (Kind.FULL_NAME, Kind.NAME, Kind.BODY, Kind.ROLE, Kind.DOCUMENT)
_PLAIN = VERB | ACCORDING | PRONOUN | RELATIVE
_MAY_NAME = UPPER | TITLE | ROLE | DOCUMENT | PRONOUN | RELATIVE
_NOT_NOUN = VERB | ACCORDING | THAT | PRONOUN | RELATIVE | STOP | ARTICLE | DATE | NUMBER


def find_mentions(part: Part, text: str, script: Script) -> list[Mention]:
    """Mentions of one stretch in order of their places, none overlapping.

    Args:
        part: the stretch.
        text: the whole text.
        script: how the text uses capitals.
    """
    bits = part.bits
    mentions: list[Mention] = []
    done = 0
    for index in [number for number, found in enumerate(bits) if found & _MAY_NAME]:
        if index < done:
            continue
        found = bits[index]
        mention: Mention | None = None
        if found & (UPPER | TITLE | ROLE | DOCUMENT) and found & WORD:
            mention = _name(part, text, index, script)
            if mention is None and found & (ROLE | DOCUMENT) and not found & VERB:
                mention = _description(part, text, index)
        if mention is None and found & (PRONOUN | RELATIVE):
            mention = _pronoun(part, index)
        if mention is not None:
            if mention.kind in _LEADING:
                mention = _with_name(part, text, mention, script)
            while mentions and mentions[-1].last > mention.first:
                mentions.pop()
            mentions.append(mention)
            done = mention.last
    return _with_nouns(part, text, mentions) if part.cues else mentions


def _token_end(part: Part, index: int) -> int:
    return part.starts[index] + len(part.words[index])


def _pronoun(part: Part, index: int) -> Mention | None:
    found = part.bits[index]
    following = part.bits[index + 1] if index + 1 < len(part.bits) else 0
    if found & ARTICLE and following & WORD and not following & (VERB | STOP):
        return None  # "its decision", "der Minister"
    if found & (MASCULINE | FEMININE):
        kind = Kind.PRONOUN
    elif found & PLURAL:
        kind = Kind.PLURAL
    elif found & FIRST:
        kind = Kind.FIRST
    elif found & NEUTRAL:
        kind = Kind.NEUTRAL
    elif found & THAT and not found & RELATIVE:
        return None
    else:
        before = part.bits[index - 1] if index else 0
        if found & THAT and before & VERB:
            return None
        kind = Kind.RELATIVE
    start = part.starts[index]
    return Mention(start, _token_end(part, index), kind, index, index + 1, found, start, part)


def _joins(part: Part, index: int, sentence: int) -> bool:
    return index < len(part.bits) and part.sentence[index] == sentence


def _name(part: Part, text: str, index: int, script: Script) -> Mention | None:
    """A run of capitalised words from ``index`` on, with the titles and roles that lead it."""
    bits, sentence = part.bits, part.sentence[index]
    last = index
    limit = bisect_right(part.sentence, sentence, index)
    while last < limit:
        found = bits[last]
        if found & UPPER and not found & DATE and not (found & (VERB | ACCORDING) and not found & NAMED):
            last += 1
            if found & NAMED:
                break
        elif last > index and part.words[last] == "." and (bits[last - 1] & TITLE or len(part.words[last - 1]) == 1):
            last += 1
        elif (last == index or bits[last - 1] & (TITLE | ROLE)) and found & (TITLE | ROLE) and found & WORD:
            last += 1
        elif last > index and found & (PARTICLE | STOP) and _bridges(part, index, last, sentence, script):
            last += 1
        else:
            break
    while last > index and not bits[last - 1] & WORD:
        last -= 1
    if last == index:
        return None
    first = index
    while first < last and bits[first] & (STOP | ARTICLE | THAT | PRONOUN) and not bits[first] & (TITLE | ROLE):
        first += 1  # a sentence's first word
    opens = part.sentence[index - 1] != sentence if index else part.start == 0 or text[part.start - 1] == "\n"
    if opens and first < last and not bits[first] & (TITLE | ROLE | NAMED) and part.words[first].lower() in script.lower:
        first += 1
    if first == last:
        return None
    if first > index and bits[index] & (PRONOUN | RELATIVE) and first == index + 1 and not bits[index] & ARTICLE:
        return None
    name = first
    for token in range(first, last):  # "Italian Foreign Minister Luigi Di Maio": the name stands behind the last role
        if bits[token] & (TITLE | ROLE) or not bits[token] & WORD:
            if not (bits[token] & WORD) and len(part.words[token - 1]) == 1:
                continue  # an initial's stop
            if token + 1 < last or name == token:
                name = token + 1
    together = 0
    for token in range(first, last):
        together |= bits[token]
    if name == last:
        if not together & (ROLE | TITLE):
            return None
        return _description(part, text, last - 1)
    if not any(bits[token] & UPPER for token in range(name, last)):
        return None
    capitals = sum(1 for token in range(name, last) if bits[token] & UPPER)
    possessive = bool(bits[last - 1] & NAMED)
    if first > 0 and bits[first - 1] & (ARTICLE | WORD) == ARTICLE | WORD and part.sentence[first - 1] == sentence:
        first -= 1
        together |= bits[first]
        article = True
    else:
        article = False
    if bits[last - 1] & (DOCUMENT | ROLE) or (article and name == first + 1):
        plain = script.nouns and capitals == 1 and not bits[last - 1] & DOCUMENT
        kind = Kind.ROLE if bits[last - 1] & ROLE else Kind.NOUN if plain else Kind.BODY
    elif script.nouns and opens and capitals == 1 and not possessive and part.words[name] not in script.names:
        return None
    else:
        kind = Kind.FULL_NAME if capitals > 1 else Kind.NAME
    if kind in (Kind.BODY, Kind.ROLE, Kind.NOUN):
        first = _owner(part, first)
    end = _bare_end(part, text, last, possessive)
    name_start = part.starts[name]
    start = name_start if kind in (Kind.FULL_NAME, Kind.NAME) else part.starts[first]
    return Mention(start, end, kind, first, last, together, name_start, part, possessive)


def _bridges(part: Part, first: int, at: int, sentence: int, script: Script) -> bool:
    """Whether a small word stands inside a name: "Ursula von der Leyen", "the Department of Justice"."""
    bits = part.bits
    if script.nouns and bits[at] & ARTICLE:
        return False
    stop = at
    while stop < at + 3 and _joins(part, stop, sentence) and bits[stop] & PARTICLE and not bits[stop] & UPPER:
        stop += 1
    if stop > at:
        return _joins(part, stop, sentence) and bool(bits[stop] & UPPER) and not bits[stop] & (STOP | DATE)
    if not bits[at] & STOP or bits[at] & (VERB | PRONOUN | RELATIVE | THAT | ARTICLE) or len(part.words[at]) > 3:
        return False
    body = bits[at - 1] & DOCUMENT and at - first <= 3
    return bool(body) and _joins(part, at + 1, sentence) and bits[at + 1] & (UPPER | DATE) == UPPER


def _description(part: Part, text: str, index: int) -> Mention:
    """The noun phrase that ends with the role or document noun at ``index``."""
    bits, sentence = part.bits, part.sentence[index]
    last = index + 1
    while _joins(part, last, sentence) and bits[last] & (ROLE | DOCUMENT) and not bits[last] & (VERB | UPPER):
        last += 1
    first = index
    low = max(0, index - 6)
    while first > low:
        before = bits[first - 1]
        if part.sentence[first - 1] != sentence or not before & WORD:
            break
        if before & ARTICLE:
            first -= 1
            break
        if before & (_NOT_NOUN & ~NUMBER) or (before & VERB):
            break
        first -= 1
    if first < index and not bits[first] & ARTICLE:  # without an article only names belong to it: "White House officials"
        keep = index
        while keep > first and bits[keep - 1] & UPPER:
            keep -= 1
        first = keep
    together = 0
    for token in range(first, last):
        together |= bits[token]
    head = bits[last - 1]
    kind = Kind.ROLE if head & ROLE else Kind.DOCUMENT
    possessive = bool(head & NAMED)
    end = _bare_end(part, text, last, possessive)
    first = _owner(part, first)
    start = part.starts[first]
    return Mention(start, end, kind, first, last, together & ~(MAN | WOMAN) | head & (MAN | WOMAN), start, part, possessive)


def _bare_end(part: Part, text: str, last: int, possessive: bool) -> int:
    """Offset behind a mention's last word without its possessive ending."""
    end = _token_end(part, last - 1)
    if possessive and text[end - 1] in "'’":
        return end - 1
    if possessive and text[end - 2] in "'’":
        return end - 2
    return end


def _owner(part: Part, first: int) -> int:
    """Where a description begins with whose it is: "Russia's Defence Ministry"."""
    bits = part.bits
    low = max(0, first - 4)
    if first and bits[first - 1] & NAMED and part.sentence[first - 1] == part.sentence[first]:
        first -= 1
        while first > low and (bits[first - 1] & UPPER or bits[first] & ~UPPER & ARTICLE) and not bits[first - 1] & (STOP | VERB):
            first -= 1
        if first and bits[first - 1] & ARTICLE and part.sentence[first - 1] == part.sentence[first]:
            first -= 1
    return first


def _with_name(part: Part, text: str, mention: Mention, script: Script) -> Mention:
    """The name that a description leads to, where it does: "Kyiv resident Olha Koval", "the bureau's spokesman Ed Moss"."""
    bits, sentence = part.bits, part.sentence[mention.first]
    last = mention.last
    while last < mention.last + 4 and _joins(part, last, sentence):
        found = bits[last]
        joins = found & STOP and last == mention.last and last + 1 < len(bits) and bits[last + 1] & ROLE and bits[last - 1] & ROLE
        if not found & WORD or (found & (UPPER | _NOT_NOUN) and not joins and not (found & ROLE and bits[last - 1] & STOP)):
            break
        last += 1  # across "adviser and author"
    if not _joins(part, last, sentence) or not bits[last] & UPPER or bits[last] & DATE or not bits[last - 1] & (ROLE | TITLE):
        return mention
    if last == mention.last and mention.kind != Kind.ROLE:
        return mention
    name = _name(part, text, last, script)
    if name is None or name.kind not in (Kind.FULL_NAME, Kind.NAME):
        return mention
    name.first = mention.first
    name.bits |= mention.bits
    for token in range(mention.last, last):
        name.bits |= bits[token]
    return name


def _with_nouns(part: Part, text: str, mentions: list[Mention]) -> list[Mention]:
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
            mentions.append(Mention(start, _token_end(part, high - 1), Kind.NOUN, low, high, 0, start, part))
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
        mention.end = _token_end(part, found[1] - 1)
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
    while stop < min(len(bits), index + 4) and bits[stop] & WORD and (
        not bits[stop] & _NOT_NOUN or (bits[stop] & NUMBER and not part.words[stop].isdigit())  # "the 36-year-old"
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
