"""Who could have spoken: names, pronouns, roles, documents and other nouns beside a reporting word."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from newsparse.fields.quotes.kinds import Kind, Mention
from newsparse.fields.quotes.nouns import with_nouns
from newsparse.fields.quotes.parts import token_end
from newsparse.fields.quotes.words import (
    ACCORDING,
    ARTICLE,
    DATE,
    DOCUMENT,
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

__all__ = ["find_mentions"]


_LEADING = (Kind.FULL_NAME, Kind.NAME, Kind.BODY, Kind.ROLE, Kind.DOCUMENT)
_MAY_NAME = UPPER | TITLE | ROLE | DOCUMENT | PRONOUN | RELATIVE
_FUNCTION = STOP | ARTICLE | THAT | PRONOUN
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
    return with_nouns(part, text, mentions) if part.cues else mentions


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
    return Mention(start, token_end(part, index), kind, index, index + 1, found, start, part)


def _joins(part: Part, index: int, sentence: int) -> bool:
    return index < len(part.bits) and part.sentence[index] == sentence


def _name(part: Part, text: str, index: int, script: Script) -> Mention | None:
    """A run of capitalised words from ``index`` on, with the titles and roles that lead it."""
    bits, sentence = part.bits, part.sentence[index]
    last = _run_end(part, index, script)
    first = index
    while first < last and bits[first] & _FUNCTION and not bits[first] & (TITLE | ROLE):
        first += 1  # a sentence's first word
    if first == last:
        return None
    opens = part.sentence[index - 1] != sentence if index else _begins(text, part.start)
    if opens and first < last and not bits[first] & (TITLE | ROLE | NAMED) and part.words[first].lower() in script.lower:
        first += 1
    if first == last:
        return None
    if first > index and bits[index] & (PRONOUN | RELATIVE) and first == index + 1 and not bits[index] & ARTICLE:
        return None
    name = first
    together, shared = 0, WORD
    for found in bits[first:last]:
        together |= found
        shared &= found
    if together & (TITLE | ROLE) or not shared:
        for token in range(first, last):  # "Italian Foreign Minister Luigi Di Maio": the name stands behind the last role
            if bits[token] & (TITLE | ROLE) or not bits[token] & WORD:
                if not (bits[token] & WORD) and len(part.words[token - 1]) == 1:
                    continue  # an initial's stop
                if token + 1 < last or name == token:
                    name = token + 1
    if name == last:
        if not together & (ROLE | TITLE):
            return None
        return _description(part, text, last - 1)
    capitals = len([found for found in bits[name:last] if found & UPPER])
    if not capitals:
        return None
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


def _begins(text: str, start: int) -> bool:
    """Whether a sentence may begin with a stretch of text: at the beginning of a line, or behind a quote that ended one."""
    before = text[max(0, start - 2) : start]
    return not before or before[-1] == "\n" or before[0] in ".!?…"


def _run_end(part: Part, index: int, script: Script) -> int:
    """Where the run of capitalised words from a token on ends; the token itself where there is none."""
    bits = part.bits
    last = index
    limit = bisect_right(part.sentence, part.sentence[index], index)
    while last < limit:
        found = bits[last]
        if found & UPPER and not found & DATE and not (found & (VERB | ACCORDING) and not found & NAMED):
            last += 1
            if found & NAMED:
                break
        elif (last > index and _within(part, index, last, script)) or (last == index and found & (TITLE | ROLE) and found & WORD):
            last += 1
        else:
            break
    while last > index and not bits[last - 1] & WORD:
        last -= 1
    return last


def _within(part: Part, first: int, at: int, script: Script) -> bool:
    """Whether a token without a capital goes on with a name: an initial's stop, a role behind a title, a small word."""
    found, before = part.bits[at], part.bits[at - 1]
    if part.words[at] == "." and (before & TITLE or len(part.words[at - 1]) == 1):
        return True
    if before & (TITLE | ROLE) and found & (TITLE | ROLE) and found & WORD:
        return True
    return bool(found & (PARTICLE | STOP)) and _bridges(part, first, at, script)


def _bridges(part: Part, first: int, at: int, script: Script) -> bool:
    """Whether a small word stands inside a name: "Ursula von der Leyen", "the Department of Justice"."""
    bits, sentence = part.bits, part.sentence[first]
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
    end = token_end(part, last - 1)
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
