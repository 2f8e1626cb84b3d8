"""Where quotes stand in the blocks of the page, and a block's text cut at its quotes and links."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from newsparse.write.parts import segments

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsparse.article import Article, Block, Link

__all__ = ["Mark", "Piece", "marks_of", "pieces"]


@frozen
class Mark:
    """A quote, or the part of it that stands in one block."""

    quote: int
    """Index in ``Article.quotes``."""
    block: int
    """Index in ``Article.blocks``."""
    start: int
    """Offset into the block's text."""
    end: int


@frozen
class Piece:
    """A stretch of a block's text that is in one quote or in none."""

    parts: tuple[tuple[str, str | None], ...]
    """Text with the address that it links to, None where it links to none."""
    mark: Mark | None = None


def marks_of(article: Article, blocks_of_body: Sequence[Sequence[int]]) -> list[Mark]:
    """The quotes' places, ordered by quote.

    Args:
        article: Its quotes have offsets into its text.
        blocks_of_body: For each block of ``Article.body`` the blocks of the page that it was made from.
    """
    spans: list[tuple[int, int, int]] = []  # start and end in the text, block
    for item, indices in zip(article.body, blocks_of_body, strict=True):
        at = 0
        for index in indices if item.text else ():
            text = article.blocks[index].text
            found = item.text.find(text, at)
            if found >= 0:  # else the body has it in other words than the page
                at = found + len(text)
                spans.append((item.start + found, item.start + at, index))
    starts = [start for start, _, _ in spans]
    made = []
    for number, quote in enumerate(article.quotes):
        for start, end, index in spans[max(bisect_right(starts, quote.start) - 1, 0) :]:
            if start >= quote.end:
                break
            if end > quote.start:
                made.append(Mark(number, index, max(quote.start, start) - start, min(quote.end, end) - start))
    return made


def pieces(block: Block, marks: Iterable[Mark]) -> list[Piece]:
    """The whole text of a block in order. Of quotes that overlap the later one keeps what the earlier one leaves, if only its place.

    Links that are not safe to follow are text (see ``newsparse.write.safe``).
    """
    made, done = [], 0
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.end)):
        start = max(mark.start, done)
        if start >= mark.end:
            made.append(Piece((), mark))
            continue
        if done < start:
            made.append(Piece(_parts(block, done, start)))
        made.append(Piece(_parts(block, start, mark.end), mark))
        done = mark.end
    if done < len(block.text):
        made.append(Piece(_parts(block, done, len(block.text))))
    return made


def _parts(block: Block, start: int, end: int) -> tuple[tuple[str, str | None], ...]:
    return tuple(segments(block.text[start:end], _within(block.links, start, end)))


def _within(links: Iterable[Link], start: int, end: int) -> Iterator[Link]:
    """The parts of links that lie in a stretch, their offsets into it."""
    for link in links:
        if link.start < end and link.end > start:
            yield evolve(link, start=max(link.start, start) - start, end=min(link.end, end) - start)
