"""What stands around each span, read once: the stretches of text beside it are shared by the quotes on their two sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsparse.fields.quotes.candidates import Situation
from newsparse.fields.quotes.mentions import find_mentions
from newsparse.fields.quotes.parts import read_part
from newsparse.fields.quotes.relations import Beside
from newsparse.fields.quotes.words import ACCORDING, ARTICLE, COLON, COMMA, END, STOP, THAT, VERB, WORD

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsparse.fields.quotes.marks import Span
    from newsparse.fields.quotes.people import People
    from newsparse.fields.quotes.words import Words

__all__ = ["read_situations"]

_ABOVE: Final = 340
"""Characters of the paragraph before that are read."""
_FEW: Final = 4
"""Tokens between two quotes that leave them one statement."""
_COMMAS: Final = frozenset(",،，、")
_ENDS: Final = frozenset(".!?…。！？؟।")


def read_situations(text: str, spans: Sequence[Span], words: Words, people: People) -> list[Situation]:
    """The situation of every span, in order."""
    gaps: dict[int, Beside] = {}

    def gap(start: int, end: int) -> Beside | None:
        if end <= start:
            return None
        held = gaps.get(start)
        if held is None:
            part = read_part(text, start, end, words)
            held = gaps[start] = Beside(part, people.recognised(find_mentions(part, text, people.script)))
        return held if held.part.bits else None

    result: list[Situation] = []
    count = len(spans)
    for index, span in enumerate(spans):
        previous = spans[index - 1] if index and spans[index - 1].paragraph == span.paragraph else None
        following = spans[index + 1] if index + 1 < count and spans[index + 1].paragraph == span.paragraph else None
        before = gap(previous.outer_end if previous else span.line_start, span.outer_start)
        behind = gap(span.outer_end, following.outer_start if following else span.line_end)
        beyond = None
        if following is not None and (behind is None or _little(behind)):
            second = spans[index + 2] if index + 2 < count and spans[index + 2].paragraph == span.paragraph else None
            beyond = gap(following.outer_end, second.outer_start if second else following.line_end)
        elif following is None and not span.closed and index + 1 < count and not text[span.line_end : spans[index + 1].outer_start].strip():
            # The quote goes on in the next paragraph: whoever says that says this.
            second = spans[index + 2] if index + 2 < count and spans[index + 2].paragraph == spans[index + 1].paragraph else None
            beyond = gap(spans[index + 1].outer_end, second.outer_start if second else spans[index + 1].line_end)
        above = None
        if previous is None and (before is None or not any(bits & WORD for bits in before.part.bits)):
            above = _above(text, spans, index, gap)
        earlier = spans[index - 1] if index else None
        continues = (
            earlier is not None and previous is None and not earlier.closed and not text[earlier.line_end : span.outer_start].strip()
        )
        length, general = _general(text, span, before, behind, starts=previous is None and before is None, continues=continues)
        result.append(Situation(span, before, behind, beyond, above, general, length, continues))
    return result


def _little(beside: Beside) -> bool:
    part = beside.part
    if len(part.bits) > _FEW or part.cues or beside.mentions:
        return False
    return not any(bits & END and not bits & COMMA for bits in part.bits)


def _above(text: str, spans: Sequence[Span], index: int, gap: Callable[[int, int], Beside | None]) -> Beside | None:
    """The end of the line before, as far as it stands outside quotes."""
    start = spans[index].line_start
    end = start
    while end > 0 and start - end < 40 and text[end - 1].isspace():
        end -= 1
    if end == start or text[end - 1 : end].isspace() or end == 0:
        return None
    low = max(text.rfind("\n", max(0, end - _ABOVE), end) + 1, end - _ABOVE)
    if index and spans[index - 1].outer_end > low:
        low = spans[index - 1].outer_end
    return gap(low, end)


def _general(
    text: str, span: Span, before: Beside | None, behind: Beside | None, *, starts: bool, continues: bool
) -> tuple[int, list[int]]:
    inner = text[span.start : min(span.end, span.start + 240)]
    length = inner.count(" ") + 1
    if length == 1 and len(inner) > 12:
        length = 1 + len(inner) // 8 if not inner.isascii() else 1
    last = text[span.end - 1]
    ending = 1 if last in _COMMAS else 2 if last in _ENDS else 3 if not last.isalnum() else 0
    ends = behind is None or not any(bits & WORD for bits in behind.part.bits)
    place = starts + 2 * ends + 4 * continues
    return length, [place, ending + 4 * (not text[span.start].islower()), _behind(behind), _before(before)]


def _behind(beside: Beside | None) -> int:
    if beside is None:
        return 0
    part = beside.part
    if not any(bits & WORD for bits in part.bits):
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
