"""Which heading each teaser stands under: the nearest one above it in a box of both, or the tab of its panel."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from newsparse.roles import BODY_ROLES, Role

if TYPE_CHECKING:
    from newsparse.fields.layout import Layout
    from newsparse.label.labelled import LabelledPage
    from newsparse.read.page import Block

__all__ = ["sections_of_teasers"]

_HEADLINES = frozenset({Role.TEASER_HEADLINE})
_LEVELS_UP = 16
"""Containers around a headline that are looked at."""
_DEEPEST = 10**6
_TRIED = 8
"""Headings above a headline that are looked at in each of them."""
_FAR = 12
"""Blocks between a heading and the first headline under it."""


def sections_of_teasers(labelled: LabelledPage, layout: Layout) -> dict[int, Block]:
    """The heading's block for each teaser's headline, by the headline's index; those that stand under none are absent."""
    headings = labelled.of(Role.TEASER_SECTION)
    headlines = labelled.of(Role.TEASER_HEADLINE)
    if not headings or not headlines:
        return {}
    if labelled.page.kind == "text":
        return _by_order(headings, headlines)
    found: dict[int, Block] = {}
    boxes: dict[int, list[Block]] = {}  # the headlines under each heading
    look = _Look(labelled, layout, headings, headlines)
    for headline in headlines:
        heading = look.heading_of(headline)
        if heading:
            found[headline.index] = heading
            boxes.setdefault(heading.index, []).append(headline)
    for tabs, above in _rows_of_tabs(labelled, layout, headings):
        under = [headline for tab in tabs for headline in boxes.get(tab.index, ())]
        if under:
            found.update(_by_tab(labelled, layout, tabs, under, above))
    return found


def _by_order(headings: list[Block], headlines: list[Block]) -> dict[int, Block]:
    places = [heading.index for heading in headings]
    above = ((headline, bisect_left(places, headline.index)) for headline in headlines)
    return {headline.index: headings[place - 1] for headline, place in above if place}


class _Look:
    def __init__(self, labelled: LabelledPage, layout: Layout, headings: list[Block], headlines: list[Block]) -> None:
        self._layout = layout
        self._headings = headings
        self._places = [heading.index for heading in headings]
        stories = [headline.index for headline in headlines]
        body = [block.index for block in labelled.of(*BODY_ROLES)]
        self._ends = []  # for each heading the block at which what it heads ends at the latest
        self._boxes = []  # the container that holds all of it
        self._depths = []  # and how deep the smallest one that holds the heading and the first headline lies
        for place in self._places:
            first = bisect_left(stories, place)
            far = first == len(stories) or stories[first] - place > _FAR
            text = bisect_left(body, place)
            self._ends.append(place if far else body[text] if text < len(body) else len(labelled.page.blocks))
            heading = labelled.page.blocks[place]
            self._boxes.append(-1 if far else self._box(heading, headlines[first : first + 2]))
            self._depths.append(0 if far else layout.nodes[layout.around(heading.node, headlines[first].node)].depth)

    def _box(self, heading: Block, under: list[Block]) -> int:
        """The smallest container that holds the heading and the first two headlines below it.

        A container of the first one alone may be that teaser's own card, with the heading in it.
        """
        layout = self._layout
        box = layout.around(heading.node, under[0].node)
        if layout.count(box, _HEADLINES) == 1 and len(under) > 1:
            wider = layout.around(box, under[1].node)
            box = wider if layout.nodes[wider].depth >= layout.nodes[box].depth - 2 else box
        return box

    def heading_of(self, headline: Block) -> Block | None:
        """The last heading above the headline in the smallest container in which one is, none that other stories' own box holds."""
        layout = self._layout
        last = bisect_left(self._places, headline.index)
        for box in layout.up(headline.node, _LEVELS_UP):
            first = layout.first[box]
            between = _DEEPEST  # how far out the boxes of the headings between reach
            for place in range(last - 1, max(-1, last - 1 - _TRIED), -1):
                heading, limit = self._headings[place], self._boxes[place]
                if heading.index < first:
                    break
                if limit < 0 or headline.index >= self._ends[place]:
                    continue
                own = layout.child(box, heading.node)
                free = own == box or not layout.count(own, _HEADLINES)
                if free and layout.holds(limit, headline.index) and between > layout.nodes[limit].depth + 1:
                    return heading
                between = min(between, self._depths[place])
        return None


def _rows_of_tabs(labelled: LabelledPage, layout: Layout, headings: list[Block]) -> list[tuple[list[Block], Block | None]]:
    """Headings that stand in a row, without a story between them, and the heading above the row."""
    groups: list[list[Block]] = []
    for heading in headings:
        last = groups[-1][-1] if groups else None
        if last and last.tag == heading.tag:
            row = layout.around(last.node, heading.node)
            if not layout.count(row, _HEADLINES) and row != heading.node:
                groups[-1].append(heading)
                continue
        groups.append([heading])
    return [(group, groups[place - 1][-1] if place else None) for place, group in enumerate(groups) if len(group) > 1]


def _by_tab(labelled: LabelledPage, layout: Layout, tabs: list[Block], under: list[Block], above: Block | None) -> dict[int, Block]:
    """Give the headlines of the n-th panel the n-th tab; where the page holds one panel only, it is the first tab's."""
    row = tabs[0].node
    for tab in tabs[1:]:
        row = layout.around(row, tab.node)
    box = row
    for block in under:
        box = layout.around(box, block.node)
    panels = layout.panels(box, [block.node for block in under])
    # A tab that is not taken for a heading goes by the heading above all tabs.
    every = [labelled.page.blocks[index] for index in layout.span(row)]
    names: list[Block] = [block if labelled.role(block) is Role.TEASER_SECTION else above or tabs[0] for block in every]
    for labels in (tabs, names):
        if len(labels) == len(panels) < len(under):
            given = {node: labels[number] for number, panel in enumerate(panels) for node in panel}
            return {block.index: given[block.node] for block in under}
    return {block.index: names[0] for block in under}
