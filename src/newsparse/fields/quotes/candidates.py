"""Who may have said a quote, and what speaks for each: the mentions before and behind it, those of the sentences and the paragraph
before, and whoever said the quote before. All of it in features that any language can have: classes of words, places, punctuation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import define

from newsparse.fields.quotes.kinds import Kind, Mention
from newsparse.fields.quotes.relations import LOOSE, RELATIONS, SOURCE, SUBJECT, Beside, relate
from newsparse.fields.quotes.words import (
    ACCORDING,
    COLON,
    COMMA,
    DOCUMENT,
    END,
    PARTICLE,
    ROLE,
    STOP,
    THAT,
    TITLE,
    UPPER,
    VERB,
    WORD,
)

if TYPE_CHECKING:
    from newsparse.fields.quotes.marks import Span
    from newsparse.fields.quotes.parts import Part

__all__ = ["NOBODY", "SIZE", "Candidate", "Decision", "Situation", "candidates"]

# Where a candidate stands.
BEFORE: Final = 0
"""In the quote's own sentence, before it."""
EARLIER: Final = 1
"""In an earlier sentence since the quote before, same paragraph."""
BEHIND: Final = 2
"""In the sentence that goes on behind the quote."""
LATER: Final = 3
"""In a later sentence behind the quote."""
BEYOND: Final = 4
"""Behind the next quote, where nothing but a word or two stands between."""
SAME: Final = 5
"""Whoever said the quote before in the same paragraph."""
PREVIOUS: Final = 6
"""Whoever said the last quote of the paragraphs before."""
ABOVE: Final = 7
"""In the paragraph before."""
NOBODY: Final = 8
_SIDES: Final = 9

_KINDS: Final = 14


@define
class Decision:
    """What was found for a quote."""

    mention: Mention | None
    cue: tuple[int, int] | None
    """Offsets of the reporting word in the text."""
    side: int
    relation: int
    span: Span


@define
class Candidate:
    mention: Mention | None
    cue: tuple[int, int] | None
    side: int
    relation: int
    features: list[int]


@define
class Situation:
    """A span and all that is read around it."""

    span: Span
    before: Beside | None
    behind: Beside | None
    beyond: Beside | None
    """What stands behind the next quote of the line; None where more than a word or two stand between."""
    above: Beside | None
    """The end of the line before; None where the quote does not begin its line."""
    general: tuple[int, int, int, int]
    """What the quote itself is like, in codes shared by all its candidates: place, ending, what stands behind and before it."""

    @property
    def continues(self) -> bool:
        """Whether the line before is a quote that was not closed."""
        return self.general[0] >= 4


# Feature numbers: one block of numbers for each template.
_BLOCKS: Final = (
    ("side", _SIDES),
    ("kind", _SIDES * _KINDS),
    ("relation", _SIDES * RELATIONS),
    ("relation-kind", _SIDES * RELATIONS * 5),
    ("rank", _SIDES * 4),
    ("rank-relation", _SIDES * 4 * RELATIONS),
    ("distance", _SIDES * 7),
    ("edge", _SIDES * 8),
    ("edge-relation", _SIDES * 8 * RELATIONS),
    ("cue-distance", _SIDES * 7),
    ("place", _SIDES * 12),
    ("possessive", _SIDES * 2),
    ("other-quote", _SIDES * 6),
    ("general-0", _SIDES * 8),
    ("general-1", _SIDES * 8),
    ("general-2", _SIDES * 8),
    ("general-3", _SIDES * 8),
    ("between", _SIDES * 6),
    ("last", _SIDES * _SIDES),
    ("kinds", _SIDES * 16),
    ("cues", _SIDES * 4 * RELATIONS),
)
_BASE: Final[dict[str, int]] = {}
_total = 0
for _name, _size in _BLOCKS:
    _BASE[_name] = _total
    _total += _size
SIZE: Final = _total
"""How many features there are."""

_B_SIDE = _BASE["side"]
_B_KIND = _BASE["kind"]
_B_RELATION = _BASE["relation"]
_B_RELATION_KIND = _BASE["relation-kind"]
_B_RANK = _BASE["rank"]
_B_RANK_RELATION = _BASE["rank-relation"]
_B_DISTANCE = _BASE["distance"]
_B_EDGE = _BASE["edge"]
_B_EDGE_RELATION = _BASE["edge-relation"]
_B_CUE_DISTANCE = _BASE["cue-distance"]
_B_PLACE = _BASE["place"]
_B_POSSESSIVE = _BASE["possessive"]
_B_OTHER = _BASE["other-quote"]
_B_GENERAL = tuple(_BASE[f"general-{number}"] for number in range(4))
_B_BETWEEN = _BASE["between"]
_B_LAST = _BASE["last"]
_B_KINDS = _BASE["kinds"]
_B_CUES = _BASE["cues"]

_GROUP: Final = (0, 0, 3, 1, 1, 3, 1, 1, 2, 3, 2, 1, 4, 4)
"""People's names, pronouns, described people, bodies and documents, other capitalised words."""
_DISTANCE: Final = (0, 1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5)
_NEAREST: Final = 7
"""Mentions on either side that are weighed."""


def candidates(situation: Situation, last: Decision | None, last_gap: int) -> list[Candidate]:
    """All that may have said the quote, nobody among them.

    Args:
        situation: the quote and the text around it.
        last: what was found for the quote before; None for the first.
        last_gap: what stands between that quote and this: 0 nothing, 1 words without a reporting word, 2 a reporting word, 3 a new
            paragraph, 4 a new paragraph that follows an unclosed quote, 5 more than a paragraph.
    """
    found: list[Candidate] = []
    if situation.before is not None:
        _collect(found, situation, situation.before, forward=False)
    if situation.behind is not None:
        _collect(found, situation, situation.behind, forward=True)
    if situation.beyond is not None:
        _collect(found, situation, situation.beyond, forward=True, side=BEYOND)
    if situation.above is not None:
        _collect(found, situation, situation.above, forward=False, side=ABOVE)
    if last is not None and (last.mention is not None or last.cue is not None):
        side = SAME if last_gap <= 2 else PREVIOUS
        kind = last.mention.kind if last.mention is not None else Kind.ELIDED
        features = [
            _B_SIDE + side,
            _B_KIND + side * _KINDS + kind,
            _B_BETWEEN + side * 6 + last_gap,
            _B_LAST + side * _SIDES + last.side,
            _B_RELATION + side * RELATIONS + last.relation,
        ]
        found.append(Candidate(last.mention, last.cue, side, last.relation, features))
    found.append(Candidate(None, None, NOBODY, LOOSE, [_B_SIDE + NOBODY, _B_BETWEEN + NOBODY * 6 + last_gap]))
    _common(found, situation)
    return found


def _common(found: list[Candidate], situation: Situation) -> None:
    sides = 0
    for candidate in found:
        if candidate.relation <= SOURCE and candidate.side in (BEFORE, BEHIND):
            sides |= 1 if candidate.side == BEFORE else 2
        elif candidate.relation < LOOSE and candidate.side in (BEFORE, BEHIND):
            sides |= 4
        if candidate.side in (EARLIER, ABOVE) and candidate.relation <= SOURCE:
            sides |= 8
    place, ending, behind, before = situation.general
    zero, one, two, three = _B_GENERAL
    for candidate in found:
        at = candidate.side * 8
        candidate.features += (zero + at + place, one + at + ending, two + at + behind, three + at + before, _B_KINDS + at * 2 + sides)


def _collect(found: list[Candidate], situation: Situation, beside: Beside, *, forward: bool, side: int = -1) -> None:
    part, mentions = beside.part, beside.mentions or []
    count = len(part.bits)
    if not count:
        return
    if not beside.relations and mentions:
        beside.relations = relate(part, mentions)
    final = part.sentence[-1]
    edge_sentence = 0 if forward else final
    edge = _edge(situation, part, forward=forward)
    if not forward and side < 0 and part.bits[-1] & END and not part.bits[-1] & COMMA:
        edge_sentence = final + 1  # the sentence before is over
    order = range(min(len(mentions), _NEAREST)) if forward else range(len(mentions) - 1, max(-1, len(mentions) - 1 - _NEAREST), -1)
    rank = 0
    around: Beside | None = None
    topic = -1
    if not part.spaced and not forward and side < 0:  # the verb stands behind the quote: the nearest role or body before it
        near = [number for number in order if part.sentence[mentions[number].first] == edge_sentence]
        topic = next((number for number in near if mentions[number].bits & (ROLE | TITLE | DOCUMENT)), near[0] if near else -1)
    taken: set[int] = set()
    for number in order:
        mention = mentions[number]
        relation, cue = beside.relations[number]
        own = part.sentence[mention.first]
        if forward:
            if own > edge_sentence + 1:
                break
            place = side if side >= 0 else (BEHIND if own == edge_sentence else LATER)
            distance = mention.first
        else:
            if own < edge_sentence - 3:
                break
            place = side if side >= 0 else (BEFORE if own == edge_sentence else EARLIER)
            distance = count - mention.last
        if relation != LOOSE:
            taken.add(cue)
        elif place == BEFORE and number == topic:
            relation, around = SUBJECT, situation.behind
        found.append(_candidate(part, mention, (relation, cue), side=place, rank=rank, distance=distance, edge=edge, forward=forward))
        if cue < 0 and relation == SUBJECT and around is not None and around.part.cues:
            found[-1].cue = _offsets(around.part, around.part.cues[0])  # the verb stands behind the quote: 「…」と述べた
        if rank < 3:
            rank += 1
    if side < 0 or side == BEYOND:
        _elided(found, beside, taken, edge_sentence=edge_sentence, edge=edge, forward=forward, side=side)


def _candidate(
    part: Part, mention: Mention, related: tuple[int, int], *, side: int, rank: int, distance: int, edge: int, forward: bool
) -> Candidate:
    relation, cue = related
    kind = int(mention.kind)
    if kind <= 1 and not mention.known and part.cased:  # FULL_NAME and NAME that are nobody's
        kind += 12
    features = [
        _B_KIND + side * _KINDS + kind,
        _B_RELATION_KIND + (side * RELATIONS + relation) * 5 + _GROUP[kind],
        _B_RANK_RELATION + (side * 4 + rank) * RELATIONS + relation,
        _B_DISTANCE + side * 7 + (_DISTANCE[distance] if distance < 26 else 6),
        _B_EDGE_RELATION + (side * 8 + edge) * RELATIONS + relation,
        _B_PLACE + (side * 6 + _place(part, mention)) * 2 + mention.possessive,
    ]
    where: tuple[int, int] | None = None
    if cue >= 0:
        first, last, _ = part.cues[cue]
        where = _offsets(part, part.cues[cue])
        gap = first if forward else len(part.bits) - last
        features.append(_B_CUE_DISTANCE + side * 7 + (_DISTANCE[gap] if gap < 26 else 6))
        nearer = cue if forward else len(part.cues) - 1 - cue
        features.append(_B_CUES + (side * 4 + min(nearer, 3)) * RELATIONS + relation)
    if forward:
        features.append(_B_OTHER + side * 6 + _toward_next(part, mention))
    return Candidate(mention, where, side, relation, features)


def _offsets(part: Part, cue: tuple[int, int, int]) -> tuple[int, int]:
    first, last, _ = cue
    return part.starts[first], part.starts[last - 1] + len(part.words[last - 1])


def _elided(found: list[Candidate], beside: Beside, taken: set[int], *, edge_sentence: int, edge: int, forward: bool, side: int) -> None:
    """A reporting word beside the quote without anybody: the verb alone says who ("dijo")."""
    part = beside.part
    numbers = range(len(part.cues)) if forward else range(len(part.cues) - 1, -1, -1)
    for number in numbers:
        first, last, kinds = part.cues[number]
        if part.sentence[first] != edge_sentence:
            break
        distance = first if forward else len(part.bits) - last
        if number in taken or not kinds & VERB or distance > 4:
            continue
        place = side if side >= 0 else (BEHIND if forward else BEFORE)
        where = _offsets(part, part.cues[number])
        features = [
            _B_KIND + place * _KINDS + Kind.ELIDED,
            _B_RELATION_KIND + (place * RELATIONS + SUBJECT) * 5 + 1,
            _B_CUE_DISTANCE + place * 7 + _DISTANCE[distance],
            _B_EDGE_RELATION + (place * 8 + edge) * RELATIONS + SUBJECT,
        ]
        found.append(Candidate(None, where, place, SUBJECT, features))
        return


def _edge(situation: Situation, part: Part, *, forward: bool) -> int:
    """What joins the quote to the text beside it."""
    bits = part.bits
    if forward:
        inside = situation.general[1] & 3
        first = bits[0]
        if first & COMMA:
            return 0
        if first & END:
            return 1
        if inside == 1:
            return 2  # a comma within the marks
        if inside == 2:
            return 3 if first & UPPER else 4
        return 5 if first & WORD else 6
    last = bits[-1]
    if last & COLON:
        return 0
    if last & COMMA:
        return 1
    if last & END:
        return 2
    if last & THAT:
        return 3
    if last & (VERB | ACCORDING):
        return 4
    if last & (STOP | PARTICLE):
        return 5
    return 6 if last & WORD else 7


def _place(part: Part, mention: Mention) -> int:
    """Whether the mention opens its sentence, or what stands before it."""
    if mention.first == 0 or part.sentence[mention.first - 1] != part.sentence[mention.first]:
        return 0
    before = part.bits[mention.first - 1]
    if before & VERB:
        return 1
    if before & ACCORDING:
        return 2
    if before & COMMA:
        return 3
    return 4 if before & (STOP | PARTICLE) else 5


def _toward_next(part: Part, mention: Mention) -> int:
    """How the text goes on from a mention behind a quote to the next quote."""
    bits = part.bits
    if len(bits) - mention.last > 12 or not part.whole:
        return 0
    if part.sentence[-1] != part.sentence[mention.first]:
        return 1
    last = bits[-1]
    if last & END and not last & COMMA:
        return 2
    if last & COLON:
        return 3
    return 4 if last & COMMA else 5
