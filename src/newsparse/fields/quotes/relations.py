"""How mentions stand to the reporting words of their sentence: subject, inverted subject, named source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import define, field

from newsparse.fields.quotes.words import ACCORDING, COLON, COMMA, END, OPENING, VERB, WORD

if TYPE_CHECKING:
    from newsparse.fields.quotes.kinds import Mention
    from newsparse.fields.quotes.parts import Part

__all__ = [
    "INVERTED", "INVERTED_FAR", "LOOSE", "RELATIONS", "SOURCE", "SOURCE_FAR", "SUBJECT", "SUBJECT_FAR", "Beside", "relate",
]  # fmt: skip

SUBJECT: Final = 0
"""The word follows directly: "she said"."""
INVERTED: Final = 1
"""The word stands directly before: "said Smith"."""
SOURCE: Final = 2
""""according to Smith"."""
SUBJECT_FAR: Final = 3
"""The word follows later in the sentence: "Smith, the owner, said"."""
INVERTED_FAR: Final = 4
SOURCE_FAR: Final = 5
LOOSE: Final = 6
"""No reporting word in its sentence."""
RELATIONS: Final = 7
"""How many there are."""


_NEAR: Final = 3
"""Words that may stand between a subject and its verb."""
_BREAK: Final = COMMA | COLON | END | OPENING
_TOO_FAR: Final = 40


@define
class Beside:
    """One stretch of text outside quotes with the mentions in it."""

    part: Part
    mentions: list[Mention] | None = None
    """None while nobody asked."""
    relations: list[tuple[int, int]] = field(factory=list)
    """For each mention: how it stands to the nearest reporting word, and the index of that word in ``part.cues`` or -1."""


def relate(part: Part, mentions: list[Mention]) -> list[tuple[int, int]]:
    """How each mention stands to the reporting word nearest to it in its sentence."""
    result: list[tuple[int, int]] = []
    cues, sentence, bits = part.cues, part.sentence, part.bits
    for index, mention in enumerate(mentions):
        own = sentence[mention.first]
        following = mentions[index + 1].first if index + 1 < len(mentions) else len(bits)
        preceding = mentions[index - 1].last if index else 0
        best = (LOOSE, -1)
        cost = _TOO_FAR
        for number, (first, last, kinds) in enumerate(cues):
            if sentence[first] < own:
                continue
            if sentence[first] > own:
                break
            if first >= mention.last:
                gap = first - mention.last
                if kinds & VERB:
                    between = bits[mention.last : first]
                    near = gap <= _NEAR and first <= following and not any(found & _BREAK for found in between)
                    value = gap + (0 if near else 2)
                    relation = SUBJECT if near else SUBJECT_FAR
                else:
                    value, relation = gap + 20, LOOSE
            elif last <= mention.first:
                gap = mention.first - last
                if kinds & ACCORDING:
                    value, relation = gap, SOURCE if gap <= 1 else SOURCE_FAR
                else:
                    direct = preceding <= last and (gap == 0 or (gap == 1 and not bits[last] & (WORD | END | COLON | COMMA)))
                    value, relation = gap * 2 + 1, INVERTED if direct else INVERTED_FAR
            elif first < mention.first and kinds & ACCORDING:  # the cue ends with the mention's article: "so der Sprecher"
                value, relation = 0, SOURCE
            else:
                continue
            if value < cost:
                cost = value
                best = (relation, number)
        result.append(best)
    return result
