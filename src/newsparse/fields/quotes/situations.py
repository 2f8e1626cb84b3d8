"""What stands around each span, read once: the stretches of text beside it are shared by the quotes on their two sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import define

from newsparse.fields.quotes.candidates import Situation
from newsparse.fields.quotes.mentions import find_mentions
from newsparse.fields.quotes.parts import read_part
from newsparse.fields.quotes.relations import Beside
from newsparse.fields.quotes.words import ACCORDING, ARTICLE, COLON, COMMA, END, STOP, THAT, VERB, WORD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.fields.quotes.kinds import Mention
    from newsparse.fields.quotes.marks import Span
    from newsparse.fields.quotes.people import People
    from newsparse.fields.quotes.words import Words

__all__ = ["Sides", "Surroundings"]

_ABOVE: Final = 220
"""Characters of the paragraph before that are read."""
_FEW: Final = 4
"""Tokens between two quotes that leave them one statement."""
_COMMAS: Final = frozenset(",،，、")
_ENDS: Final = frozenset(".!?…。！？؟।")


@define
class Sides:
    """A span and the text beside it in its paragraph."""

    span: Span
    before: Beside | None
    behind: Beside | None
    words: int
    """How many it has; of a script without blanks an estimate."""
    place: int
    """1 where it begins its paragraph, plus 2 where it ends it."""
    continues: bool
    """Whether the paragraph before is a quote that was not closed."""


class Surroundings:
    """Reads the text beside spans, each stretch once: two quotes share what stands between them."""

    def __init__(self, text: str, spans: Sequence[Span], words: Words) -> None:
        self.text = text
        self.spans = spans
        self.words = words
        self._gaps: dict[int, Beside] = {}

    def _gap(self, start: int, end: int) -> Beside | None:
        if end <= start:
            return None
        held = self._gaps.get(start)
        if held is None:
            held = self._gaps[start] = Beside(read_part(self.text, start, end, self.words))
        return held if held.part.bits else None

    def sides(self) -> list[Sides]:
        """Every span with the text beside it, in order."""
        result: list[Sides] = []
        spans, last = self.spans, len(self.spans) - 1
        earlier: Span | None = None
        for index, span in enumerate(spans):
            following = spans[index + 1] if index < last and spans[index + 1].paragraph == span.paragraph else None
            first = earlier is None or earlier.paragraph != span.paragraph
            before = self._gap(span.line_start if first or earlier is None else earlier.outer_end, span.outer_start)
            behind = self._gap(span.outer_end, following.outer_start if following else span.line_end)
            open_before = first and earlier is not None and not earlier.closed
            continues = open_before and earlier is not None and not self.text[earlier.line_end : span.outer_start].strip()
            place = (first and before is None) + 2 * (behind is None or behind.part.wordless)
            result.append(Sides(span, before, behind, _length(self.text, span), place, continues))
            earlier = span
        return result

    def situation(self, sides: Sequence[Sides], index: int, people: People) -> Situation:
        """All that is read around one span, with the mentions in it."""
        own = sides[index]
        span, before, behind = own.span, own.before, own.behind
        first = index == 0 or sides[index - 1].span.paragraph != span.paragraph
        beyond = self._beyond(index, behind, people)
        above = self._above(index) if first and (before is None or before.part.wordless) else None
        for beside in (before, behind, beyond, above):
            if beside is not None:
                self._name(beside, people)
        return Situation(span, before, behind, beyond, above, _general(self.text, own))

    def _name(self, beside: Beside, people: People) -> list[Mention]:
        if beside.mentions is None:
            beside.mentions = people.recognised(find_mentions(beside.part, self.text, people.script))
        return beside.mentions

    def _beyond(self, index: int, behind: Beside | None, people: People) -> Beside | None:
        """What stands behind the next quote, where next to nothing stands between or this one goes on in the next paragraph."""
        spans, span = self.spans, self.spans[index]
        if index + 1 >= len(spans):
            return None
        following = spans[index + 1]
        if following.paragraph == span.paragraph:
            if behind is not None and not self._little(behind, people):
                return None
        elif span.closed or self.text[span.line_end : following.outer_start].strip():
            return None
        second = spans[index + 2] if index + 2 < len(spans) and spans[index + 2].paragraph == following.paragraph else None
        return self._gap(following.outer_end, second.outer_start if second else following.line_end)

    def _little(self, beside: Beside, people: People) -> bool:
        part = beside.part
        if len(part.bits) > _FEW or part.cues or any(bits & END and not bits & COMMA for bits in part.bits):
            return False
        return not self._name(beside, people)

    def _above(self, index: int) -> Beside | None:
        """The end of the line before, as far as it stands outside quotes."""
        text = self.text
        start = end = self.spans[index].line_start
        while end > 0 and start - end < 40 and text[end - 1].isspace():
            end -= 1
        if end == start or text[end - 1 : end].isspace() or end == 0:
            return None
        low = max(text.rfind("\n", max(0, end - _ABOVE), end) + 1, end - _ABOVE)
        if index and self.spans[index - 1].outer_end > low:
            low = self.spans[index - 1].outer_end
        return self._gap(low, end)


def _length(text: str, span: Span) -> int:
    inner = text[span.start : min(span.end, span.start + 240)]
    length = inner.count(" ") + 1
    return 1 + len(inner) // 8 if length == 1 and len(inner) > 12 and not inner.isascii() else length


def _general(text: str, sides: Sides) -> tuple[int, int, int, int]:
    """What a quote is like, in codes shared by all its candidates."""
    span = sides.span
    last = text[span.end - 1]
    ending = 1 if last in _COMMAS else 2 if last in _ENDS else 3 if not last.isalnum() else 0
    capital = 4 * (not text[span.start].islower())
    return sides.place + 4 * sides.continues, ending + capital, _behind(sides.behind), _before(sides.before)


def _behind(beside: Beside | None) -> int:
    if beside is None:
        return 0
    part = beside.part
    if part.wordless:
        return 1
    if part.cues and part.sentence[part.cues[0][0]] == 0:
        distance = part.cues[0][0]
        return 2 if distance <= 4 else 3
    first_sentence = sum(1 for number in part.sentence if number == 0)
    if part.bits[0] & END and first_sentence == 1:
        return 4
    return 5 if first_sentence <= 6 else 6


def _before(beside: Beside | None) -> int:
    if beside is None:
        return 0
    last = beside.part.bits[-1]
    if last & COLON:
        return 1
    if last & COMMA:
        return 2
    if last & END:
        return 3
    if last & (VERB | ACCORDING | THAT):
        return 4
    if last & (STOP | ARTICLE):
        return 5
    return 6 if last & WORD else 7
