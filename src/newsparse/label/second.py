"""Further articles on the page: sites that go on without end load the next story below the one that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.label.labelled import Label
from newsparse.roles import Role

if TYPE_CHECKING:
    from newsparse.label.places import Places
    from newsparse.read.page import Page

__all__ = ["second_articles"]

_FEWEST = 3
"""Body blocks that make an article of what stands under a headline."""
_LONGEST = 5
"""How much longer another article is at the most; what is longer still is this one, with a second headline inside."""


def second_articles(page: Page, places: Places, guesses: list[str]) -> dict[int, Label]:
    """The labels of the blocks that belong to another article than the one with the headline, by index.

    Another article has an ``<h1>`` of its own, in a container of its own beside the one that holds this page's; both hold running text.

    Args:
        page: the page.
        places: where its containers stand.
        guesses: the network's class for each block.
    """
    if "headline" not in guesses:
        return {}
    blocks = page.blocks
    at = guesses.index("headline")
    head = blocks[at]
    if head.tag != "h1":
        return {}
    settled: dict[int, Label] = {}
    for block in blocks[at + 1 :]:
        if block.tag != "h1" or block.index in settled:
            continue
        box = places.around(head.node, block.node)
        own, other = places.child(box, head.node), places.child(box, block.node)
        if own in (box, other) or other == box:
            continue
        story = [index for index in places.span(other) if index > block.index and guesses[index] in ("body", "heading")]
        told = sum(guesses[index] == "body" for index in places.span(own))
        if told < _FEWEST or not _FEWEST <= len(story) <= told * _LONGEST:
            continue
        for index in story:
            settled[index] = Label(Role.OTHER, 1.0, f"belongs to another article, “{block.text[:60]}”")
    return settled
