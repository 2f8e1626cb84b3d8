"""The page's blocks as rows of a report: each once, in page order, runs of removed ones folded."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from attrs import frozen

from newsparse.inspector.groups import GROUP_OF_ROLE, GROUPS
from newsparse.inspector.marks import pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.article import Article, Block
    from newsparse.inspector.groups import Group
    from newsparse.inspector.guesses import Guess
    from newsparse.inspector.marks import Mark, Piece
    from newsparse.inspector.sources import Section, Sources
    from newsparse.roles import Role

__all__ = ["UNSURE", "Fold", "Row", "Target", "counts_of", "stream_of", "strip_of"]

UNSURE = 0.6
"""Odds below which a block is marked as one that the labeller was not sure of."""


@frozen
class Target:
    """A value that a block became."""

    id: str
    name: str
    """The field with the value's number where it has several: "headline", "authors 2"."""


@frozen
class Row:
    """One block."""

    index: int
    block: Block
    pieces: list[Piece]
    targets: tuple[Target, ...]
    """The values that it became; the field alone where it became none."""
    guesses: tuple[Guess, ...]
    """Empty where they are not known, as in an Article that was saved."""

    @property
    def group(self) -> Group:
        """Gives the colour."""
        return GROUP_OF_ROLE[self.block.role]

    @property
    def twentieths(self) -> int:
        """The odds in steps of a twentieth; 0 where they are none, in an Article that was written by hand."""
        return round(self.block.odds * 20) if 0 <= self.block.odds <= 1 else 0

    @property
    def unsure(self) -> bool:
        """Whether the labeller was not sure."""
        return self.block.odds < UNSURE


@frozen
class Fold:
    """Rows that follow one another and are either all kept or all removed."""

    removed: bool
    rows: tuple[Row, ...]

    @property
    def counts(self) -> list[tuple[Role, int]]:
        """Blocks of each role, most first."""
        return Counter(row.block.role for row in self.rows).most_common()


def stream_of(article: Article, sources: Sources, guesses: Sequence[tuple[Guess, ...]] | None = None) -> list[Fold]:
    """The whole page in order.

    Args:
        article: The page.
        sources: Where its values came from.
        guesses: For each block what the labeller took it for; None where not known.
    """
    targets = _targets(sources.sections)
    marks: dict[int, list[Mark]] = {}
    for mark in sources.marks:
        marks.setdefault(mark.block, []).append(mark)
    fields = [section.name for section in sources.sections]
    rows = [
        Row(
            index,
            block,
            pieces(block, marks.get(index, ())),
            tuple(targets.get(index) or [Target(f"f-{field}", field) for field in fields if field == block.field]),
            guesses[index] if guesses else (),
        )
        for index, block in enumerate(article.blocks)
    ]
    return [Fold(removed, tuple(run)) for removed, run in groupby(rows, lambda row: row.block.field == "removed")]


def _targets(sections: Sequence[Section]) -> dict[int, list[Target]]:
    found: dict[int, list[Target]] = {}
    for section in sections:
        for number, entry in enumerate(section.entries, 1):
            name = section.name.replace("_", " ") + (f" {number}" if len(section.entries) > 1 and section.name != "removed" else "")
            for index in dict.fromkeys(entry.blocks):
                found.setdefault(index, []).append(Target(entry.id, name))
    return found


def counts_of(article: Article) -> list[tuple[Group, list[tuple[Role, int]]]]:
    """Blocks of each role, by group; roles that the page has not are left out."""
    counts = Counter(block.role for block in article.blocks)
    return [(group, found) for group in GROUPS if (found := [(role, counts[role]) for role in group.roles if counts[role]])]


@frozen
class Stretch:
    """Blocks of one role that follow one another, as a stretch of its strip."""

    first: int
    """Index of the first block."""
    role: Role
    removed: bool
    start: float
    """0 to 1000 across the page."""
    width: float

    @property
    def group(self) -> Group:
        """Gives the colour."""
        return GROUP_OF_ROLE[self.role]


def strip_of(article: Article) -> list[Stretch]:
    """The page as one strip. A block is as wide as the square root of its length, so that short ones can be seen beside long ones."""
    sizes = [len(block.text) ** 0.5 for block in article.blocks]
    scale = 1000 / (sum(sizes) or 1)
    made: list[Stretch] = []
    at = 0.0
    keyed = groupby(enumerate(article.blocks), lambda pair: (pair[1].role, pair[1].field == "removed"))
    for (role, removed), run in keyed:
        indices = [index for index, _ in run]
        width = sum(sizes[index] for index in indices) * scale
        made.append(Stretch(indices[0], role, removed, round(at, 1), round(width, 1)))
        at += width
    return made
