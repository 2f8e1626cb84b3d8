"""The body: typed blocks in page order and the plain text that their offsets point into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, frozen

from newsparse.article import BlockQuote, BodyBlock, Figure, Heading, ListItem, Paragraph, Table
from newsparse.roles import BODY_ROLES, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.article import Link
    from newsparse.fields.images import Placed
    from newsparse.label.labelled import LabelledPage
    from newsparse.read.page import Block, Page

__all__ = ["Body", "body"]

_BETWEEN = "\n\n"


@frozen
class Body:
    """The body's blocks, their text and which blocks of the page they came from."""

    blocks: tuple[BodyBlock, ...]
    text: str
    used: frozenset[int]


def body(labelled: LabelledPage, pictures: Sequence[Placed] = ()) -> Body:
    """Build the body from the blocks with body roles; a long block that the page repeats word for word stands once.

    Args:
        labelled: The page.
        pictures: The article's pictures in page order: each becomes a figure between the blocks that it stands between.
    """
    page = labelled.page
    made: list[BodyBlock] = []
    parts: list[str] = []
    used: set[int] = set()
    seen: set[str] = set()
    start = 0
    source = [block for block in labelled.of(*BODY_ROLES) if not _repeats(block, seen)]
    position = shown = 0
    while position < len(source):
        block = source[position]
        run = [block]
        if labelled.role(block) is Role.TABLE:
            table = _ancestor(page, block, "table")
            while position + len(run) < len(source):
                following = source[position + len(run)]
                if labelled.role(following) is not Role.TABLE or _ancestor(page, following, "table") != table:
                    break
                run.append(following)
        position += len(run)
        while shown < len(pictures) and pictures[shown].before <= block.index:
            made.append(_figure(pictures[shown], start))
            shown += 1
        item = _made(labelled, run, start)
        made.append(item)
        parts.append(item.text)
        start = item.end + len(_BETWEEN)
        used.update(one.index for one in run)
    text = _BETWEEN.join(parts)
    made.extend(_figure(picture, len(text)) for picture in pictures[shown:])
    return Body(tuple(made), text, frozenset(used))


def _figure(picture: Placed, at: int) -> Figure:
    return Figure(picture.image, at, at, block=picture.caption)


def _repeats(block: Block, seen: set[str]) -> bool:
    if len(block.text) < 60:
        return False
    if block.text in seen:
        return True
    seen.add(block.text)
    return False


def _made(labelled: LabelledPage, run: list[Block], start: int) -> BodyBlock:
    page, block = labelled.page, run[0]
    text, links, at = block.text, block.links, block.index
    end = start + len(text)
    role = labelled.role(block)
    if role is Role.HEADING:
        return Heading(text, start, end, _level(block.tag), links, at)
    if role is Role.LIST_ITEM:
        ordered, depth = _list(page, block)
        return ListItem(text, start, end, ordered, depth, links, at)
    if role is Role.BLOCK_QUOTE:
        return BlockQuote(text, start, end, links, at)
    if role is Role.TABLE:
        return _table(page, run, start)
    return Paragraph(text, start, end, links, at)


def _table(page: Page, run: list[Block], start: int) -> Table:
    rows: list[list[str]] = []
    last_row, last_cell = -1, -1
    links: list[Link] = []
    for block in run:
        row, cell = _ancestor(page, block, "tr"), _cell(page, block)
        if row != last_row or not rows:
            rows.append([block.text])
        elif cell == last_cell:
            rows[-1][-1] += f" {block.text}"
        else:
            rows[-1].append(block.text)
        last_row, last_cell = row, cell
        links.extend(block.links)
    text = "\n".join("\t".join(row) for row in rows)
    return Table(text, start, start + len(text), tuple(map(tuple, rows)), _moved(links, text), run[0].index)


def _moved(links: list[Link], text: str) -> tuple[Link, ...]:
    """The links of a table's cells with offsets into the table's text."""
    out, at = [], 0
    for link in links:
        found = text.find(link.text, at)
        if found >= 0:
            out.append(evolve(link, start=found, end=found + len(link.text)))
            at = found + len(link.text)
    return tuple(out)


def _ancestor(page: Page, block: Block, tag: str) -> int:
    at = block.node
    while at > 0:
        if page.nodes[at].tag == tag:
            return at
        at = page.nodes[at].parent
    return -1


def _cell(page: Page, block: Block) -> int:
    cell = _ancestor(page, block, "td")
    return cell if cell >= 0 else _ancestor(page, block, "th")


def _level(tag: str) -> int:
    return int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else 2


def _list(page: Page, block: Block) -> tuple[bool, int]:
    """Whether the innermost list is numbered, and how deep it lies in other lists."""
    ordered, depth, at = False, 0, block.node
    while at > 0:
        tag = page.nodes[at].tag
        if tag in ("ul", "ol"):
            if depth == 0:
                ordered = tag == "ol"
            depth += 1
        at = page.nodes[at].parent
    return ordered, max(depth, 1)
