"""The words beside a date that say what it is: "Published", "Last updated"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import frozen

from newsparse.moments.characters import edge

if TYPE_CHECKING:
    from newsparse.moments.line import Line

__all__ = ["Kind", "Label", "labels"]

Kind = Literal["published", "updated"]


@frozen
class Label:
    """Words that call a date the one of publishing or of a change."""

    kind: Kind
    start: int
    end: int


def labels(line: Line) -> list[Label]:
    """The labels in a line, in order; of two that overlap, the longer.

    Words that the lexicon has for both kinds ("Stand: …") tell nothing.
    """
    found: list[Label] = []
    kinds: tuple[Kind, ...] = ("published", "updated")
    for kind in kinds:
        spans = (match.span() for match in line.grammar.labels[kind].finditer(line.low))
        found += [Label(kind, start, end) for start, end in spans if edge(line.text, start) and edge(line.text, end)]
    spans_of = [(label.start, label.end) for label in found]
    kept: list[Label] = []
    for label in sorted(found, key=lambda label: (label.start - label.end, label.start)):
        if spans_of.count((label.start, label.end)) > 1:
            continue
        if not any(other.start < label.end and label.start < other.end for other in kept):
            kept.append(label)
    return sorted(kept, key=lambda label: label.start)
