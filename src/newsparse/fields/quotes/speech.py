"""Whether a marked span is speech at all, or a title, a nickname, a term that nobody is said to have said: its features."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from attrs import define

from newsparse.fields.quotes.candidates import NOBODY
from newsparse.fields.quotes.words import (
    ACCORDING,
    ARTICLE,
    COLON,
    COMMA,
    DOCUMENT,
    END,
    FIRST,
    NAMED,
    PRONOUN,
    ROLE,
    STOP,
    THAT,
    UPPER,
    VERB,
    WORD,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.fields.quotes.candidates import Candidate, Situation
    from newsparse.fields.quotes.words import Words

__all__ = ["SPEECH_SIZE", "Company", "company_of", "speech_features"]

_LENGTHS: Final = (0, 0, 1, 2, 3, 4, 5, 5, 6, 6, 6, 6)
_LONG: Final = 6
_SINGLE: Final = frozenset("'‘‚‹‛")
_BLOCKS: Final = (
    ("length", 8),
    ("found", 8 * 9 * 7),
    ("found-length", 9 * 7 * 4),
    ("sure", 6 * 4),
    ("shape", 6 * 4 * 3),
    ("ending", 8 * 8),
    ("place", 8 * 4),
    ("before", 12 * 8),
    ("before-2", 12 * 4),
    ("behind", 8 * 8),
    ("behind-class", 10 * 4),
    ("mark", 3 * 3 * 4),
    ("line", 2 * 4 * 2),
    ("kind", 13 * 4),
    ("list", 3 * 3 * 4),
    ("function-words", 5 * 8),
    ("pronouns", 4 * 8),
    ("cue", 8 * 8),
    ("company", 5 * 4 * 4),
    ("company-cue", 5 * 4 * 3),
    ("again", 2 * 4),
    ("previous", 4 * 4),
    ("shape-before", 6 * 12 * 4),
    ("shape-found", 6 * 9 * 7),
    ("sides", 12 * 10 * 2),
    ("before-ending", 12 * 8 * 4),
    ("claimed", 3 * 6 * 4),
)
_BASE: Final[dict[str, int]] = {}
_total = 0
for _name, _size in _BLOCKS:
    _BASE[_name] = _total
    _total += _size
SPEECH_SIZE: Final = _total
"""How many features there are."""


def _class(bits: int) -> int:
    """The first class that fits, for words beside a span."""
    for code, wanted in enumerate((COLON, COMMA, END, VERB, ACCORDING, THAT, ARTICLE, STOP, ROLE | DOCUMENT | NAMED, UPPER, WORD)):
        if bits & wanted:
            return code
    return 11


@define
class Company:
    """What the spans of a text are like together: news that reports speech, or prose that sets terms in marks."""

    long: int
    """0 to 4: how many of the spans are long."""
    told: int
    """0 to 3: how many have a reporting word with its subject beside them."""
    often: Counter[str]
    """How often each short span stands."""


def company_of(text: str, situations: Sequence[Situation]) -> Company:
    """The company of a text's spans."""
    count = max(1, len(situations))
    many = sum(1 for situation in situations if situation.words >= _LONG)
    told = sum(1 for s in situations if s.general[2] in (2, 3) or s.general[3] in (1, 4))
    short = Counter(text[s.span.start : s.span.end] for s in situations if s.words < _LONG)
    return Company(min(4, 5 * many // count), min(3, 4 * told // count), short)


def speech_features(
    text: str,
    situation: Situation,
    best: Candidate,
    nobody: float,
    company: Company,
    *,
    words: Words,
    previous: int,
    last_cue: tuple[int, int] | None,
) -> list[int]:
    """Features of a span.

    Args:
        text: the whole text.
        situation: the span and what stands around it.
        company: the text's spans together.
        words: the language.
        last_cue: the reporting word of the last span that was speech; a title behind a quote has the quote's.
        previous: whether the span before was speech: 0 no, 1 yes; 2 and 3 the same in another paragraph.
        best: the likeliest speaker that is not nobody, or the nobody candidate where there is no other.
        nobody: odds that nobody beside it is the speaker.
    """
    span, general = situation.span, situation.general
    length = _LENGTHS[situation.words] if situation.words < len(_LENGTHS) else 7
    coarse = 0 if length == 0 else 1 if length <= 2 else 2 if length <= 5 else 3
    base = _BASE
    before, behind = situation.before, situation.behind
    last = _class(before.part.bits[-1]) if before is not None else 11
    second = _class(before.part.bits[-2]) if before is not None and len(before.part.bits) > 1 else 11
    first = _class(behind.part.bits[0]) if behind is not None else 9
    found = best.side * 7 + best.relation
    kind = 12 if best.side == NOBODY or best.mention is None else int(best.mention.kind)
    mark = 2 if span.opening in _SINGLE and span.opening else 0 if span.closed else 1
    head = text[span.line_end - 1].isalnum() and span.line_end - span.line_start < 160
    beside_quote = _neighbour(before) + 3 * _neighbour(behind)
    known, bits_of = words.cache, words.bits
    inside = [known.get(piece) or bits_of(piece) for piece in text[span.start : min(span.end, span.start + 160)].split(None, 14)[:14]]
    functions = min(4, len([bits for bits in inside if bits & (STOP | ARTICLE | PRONOUN)]))
    together = 0
    for bits in inside:
        together |= bits
    firsts = (1 if together & FIRST else 0) + (2 if together & (PRONOUN & ~FIRST) else 0)
    cue = _cue_distance(span.outer_start, span.outer_end, best.cue)
    again = company.often[text[span.start : span.end]] > 1 if situation.words < _LONG else False
    shape = _shape(text, span.start, span.end)
    return [
        base["claimed"] + ((best.cue == last_cue if best.cue else 2) * 6 + shape) * 4 + coarse,
        base["shape-before"] + (shape * 12 + last) * 4 + coarse,
        base["shape-found"] + shape * 63 + found,
        base["sides"] + (last * 10 + min(first, 9)) * 2 + (coarse > 1),
        base["before-ending"] + (last * 8 + general[1]) * 4 + coarse,
        base["function-words"] + functions * 8 + length,
        base["pronouns"] + firsts * 8 + length,
        base["cue"] + cue * 8 + length,
        base["company"] + (company.long * 4 + company.told) * 4 + coarse,
        base["company-cue"] + (company.long * 4 + company.told) * 3 + (0 if cue == 7 else 1 if cue > 3 else 2),
        base["again"] + again * 4 + coarse,
        base["previous"] + previous * 4 + coarse,
        base["length"] + length,
        base["found"] + length * 63 + found,
        base["found-length"] + found * 4 + coarse,
        base["sure"] + min(5, int(nobody * 6)) * 4 + coarse,
        base["shape"] + (shape * 4 + coarse) * 3 + mark,
        base["ending"] + general[1] * 8 + length,
        base["place"] + general[0] * 4 + coarse,
        base["before"] + last * 8 + length,
        base["before-2"] + second * 4 + coarse,
        base["behind"] + general[2] * 8 + length,
        base["behind-class"] + min(first, 9) * 4 + coarse,
        base["mark"] + (mark * 3 + (0 if span.line_start else 1)) * 4 + coarse,
        base["line"] + (head * 4 + coarse) * 2 + (mark == 2),
        base["kind"] + kind * 4 + coarse,
        base["list"] + beside_quote * 4 + coarse,
    ]


def _cue_distance(start: int, end: int, cue: tuple[int, int] | None) -> int:
    """Characters between a span and the reporting word, in steps."""
    if cue is None:
        return 7
    gap = start - cue[1] if cue[1] <= start else cue[0] - end
    return min(6, gap.bit_length()) if gap > 0 else 0


def _neighbour(beside: object) -> int:
    part = getattr(beside, "part", None)
    if part is None:
        return 0
    return 1 if len(part.bits) <= 2 else 2


def _shape(text: str, start: int, end: int) -> int:
    """How words are capitalised: 0 none, 1 only the first, 2 all, 3 most, 4 all letters.

    A script without case counts as a sentence where it is long enough for one.
    """
    inner = text[start : min(end, start + 120)]
    if inner.isupper():
        return 4
    pieces = [piece for piece in inner.split()[:9] if piece[0].isalpha() or len(piece) > 1]
    capitals = sum(1 for piece in pieces if piece[0].isupper() or piece[1:2].isupper())
    if not capitals:
        return 0 if inner.lower() != inner.upper() else int(len(pieces) > 3 or len(inner) > 12)
    if capitals == len(pieces):
        return 2 if capitals > 1 else 1
    if capitals == 1 and pieces and pieces[0][0].isupper():
        return 1
    return 3 if capitals * 2 >= len(pieces) else 0
