"""Which heading each teaser stands under: the one before it in its box, or the tab of its panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.roles import Role

if TYPE_CHECKING:
    from newsparse.fields.layout import Layout
    from newsparse.label.labelled import LabelledPage
    from newsparse.read.page import Block

__all__ = ["sections_of_teasers"]

_HEADLINES = frozenset({Role.TEASER_HEADLINE})


def sections_of_teasers(labelled: LabelledPage, layout: Layout) -> dict[int, Block]:
    """The heading's block for each teaser's headline, by the headline's index; those that stand under none are absent."""
    found: dict[int, Block] = {}
    groups = _groups(labelled, layout)
    headlines = labelled.of(Role.TEASER_HEADLINE)
    at = 0
    above: Block | None = None  # the heading in front of the group
    for place, group in enumerate(groups):
        until = groups[place + 1][0].index if place + 1 < len(groups) else len(labelled.page.blocks)
        while at < len(headlines) and headlines[at].index < group[-1].index:
            at += 1
        first = at
        while at < len(headlines) and headlines[at].index < until:
            at += 1
        under = headlines[first:at]
        if under and len(group) > 1:
            found.update(_by_tab(labelled, layout, group, under, above))
        elif under:
            found.update(dict.fromkeys(_in_box(layout, group[0], under), group[0]))
        above = group[-1]
    return found


def _groups(labelled: LabelledPage, layout: Layout) -> list[list[Block]]:
    """The headings in page order; those of a row of tabs are together."""
    groups: list[list[Block]] = []
    for heading in labelled.of(Role.TEASER_SECTION):
        last = groups[-1][-1] if groups else None
        if last and last.tag == heading.tag and labelled.page.kind == "html":
            row = layout.around(last.node, heading.node)
            if not layout.count(row, _HEADLINES) and row != heading.node:
                groups[-1].append(heading)
                continue
        groups.append([heading])
    return groups


def _in_box(layout: Layout, heading: Block, under: list[Block]) -> list[int]:
    """The headlines in the smallest container that holds the heading and the first two headlines behind it.

    A container of the first one alone may be that teaser's own card, with the heading in it.
    """
    box = layout.around(heading.node, under[0].node)
    if layout.count(box, _HEADLINES) == 1 and len(under) > 1:
        wider = layout.around(box, under[1].node)
        box = wider if layout.nodes[wider].depth >= layout.nodes[box].depth - 1 else box
    inside = layout.span(box)
    return [block.index for block in under if block.index in inside]


def _by_tab(labelled: LabelledPage, layout: Layout, tabs: list[Block], under: list[Block], above: Block | None) -> dict[int, Block]:
    """Give the headlines of the n-th panel the n-th tab; where the page holds one panel only, it is the first tab's."""
    row = tabs[0].node
    for tab in tabs[1:]:
        row = layout.around(row, tab.node)
    box = layout.around(row, under[0].node)
    inside = layout.span(box)
    under = [block for block in under if block.index in inside]
    panels = _panels(layout, box, under)
    # A tab that is not taken for a heading goes by the heading above all tabs.
    every = [labelled.page.blocks[index] for index in layout.span(row)]
    names: list[Block] = [block if labelled.role(block) is Role.TEASER_SECTION else above or tabs[0] for block in every]
    for labels in (tabs, names):
        if len(labels) == len(panels) < len(under):
            return {block.index: labels[number] for number, panel in enumerate(panels) for block in panel}
    return {block.index: names[0] for block in under}


def _panels(layout: Layout, box: int, under: list[Block]) -> list[list[Block]]:
    """The headlines by the containers that stand side by side, as far out as there are several."""
    while True:
        panels: dict[int, list[Block]] = {}
        for block in under:
            panels.setdefault(layout.child(box, block.node), []).append(block)
        inner = next(iter(panels))
        if len(panels) > 1 or inner in (box, under[0].node):
            return list(panels.values())
        box = inner
