"""Two sequences side by side: which items are the same, which changed, which are new or gone; and the same for the words of two texts."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

__all__ = ["Words", "aligned", "aligned_texts", "words_of"]

Words = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether it is only on this side."""

_TOKEN = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+|\s+|.", re.S)
"""A word, or a letter of scripts that set no blanks between words; blanks; a mark."""
_LONGEST = 4000
"""Tokens beyond which two texts are shown whole: finding what differs takes the square of their length at worst."""
_ALIKE = 0.5
"""Share of the words that two texts have in common from which one is a changed version of the other."""
_NEAR = 20
"""Texts that are compared with one that changed."""


def aligned(before: Sequence[Hashable], after: Sequence[Hashable]) -> Iterator[tuple[int | None, int | None]]:
    """Pairs of places in both sequences, in order: equal items together, others alone with None for the other side."""
    first, last_before, last_after = 0, len(before), len(after)
    while first < min(last_before, last_after) and before[first] == after[first]:
        yield first, first
        first += 1
    while min(last_before, last_after) > first and before[last_before - 1] == after[last_after - 1]:
        last_before, last_after = last_before - 1, last_after - 1
    codes = SequenceMatcher(None, before[first:last_before], after[first:last_after]).get_opcodes()
    for kind, from_before, to_before, from_after, to_after in codes:
        if kind == "equal":
            yield from zip(range(first + from_before, first + to_before), range(first + from_after, first + to_after), strict=True)
        else:
            yield from ((place, None) for place in range(first + from_before, first + to_before))
            yield from ((None, place) for place in range(first + from_after, first + to_after))
    yield from zip(range(last_before, len(before)), range(last_after, len(after)), strict=True)


def aligned_texts(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """As ``aligned``, and texts that have most of their words in common stand together too."""
    gone: list[int] = []
    new: list[int] = []
    for left, right in aligned(before, after):
        if left is not None and right is not None:
            yield from _paired(before, after, gone, new)
            gone, new = [], []
            yield left, right
        elif left is not None:
            gone.append(left)
        elif right is not None:
            new.append(right)
    yield from _paired(before, after, gone, new)


def _paired(before: Sequence[str], after: Sequence[str], gone: list[int], new: list[int]) -> Iterator[tuple[int | None, int | None]]:
    sets = {place: set(_TOKEN.findall(after[place])) for place in new}
    done = 0
    for left in gone:
        have = set(_TOKEN.findall(before[left]))
        for ahead, right in enumerate(new[done : done + _NEAR]):
            if len(have & sets[right]) >= _ALIKE * max(len(have), len(sets[right]), 1):
                yield from ((None, place) for place in new[done : done + ahead])
                yield left, right
                done += ahead + 1
                break
        else:
            yield left, None
    yield from ((None, place) for place in new[done:])


def words_of(before: str, after: str) -> tuple[Words, Words]:
    """Both texts in pieces, those that the other does not have marked."""
    left, right = _TOKEN.findall(before), _TOKEN.findall(after)
    if max(len(left), len(right)) > _LONGEST:
        return ((before, before != after),), ((after, before != after),)
    made: tuple[list[tuple[str, bool]], list[tuple[str, bool]]] = ([], [])
    for kind, from_left, to_left, from_right, to_right in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if to_left > from_left:
            made[0].append(("".join(left[from_left:to_left]), kind != "equal"))
        if to_right > from_right:
            made[1].append(("".join(right[from_right:to_right]), kind != "equal"))
    return tuple(made[0]), tuple(made[1])
