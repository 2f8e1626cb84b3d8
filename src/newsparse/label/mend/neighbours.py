"""The stories before and after this one: links in a pair of boxes that are named so, and no story without such a sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.label.labelled import Label
from newsparse.roles import Role

if TYPE_CHECKING:
    from newsparse.label.labelled import LabelledPage
    from newsparse.label.phrases import PhraseIndex

__all__ = ["mend_neighbours", "named_side"]

_LEVELS_UP = 5
_SHORTEST = 8
"""Characters of a title."""
_LONGEST = 250
_MOST_BLOCKS = 6
"""Blocks in the box of one neighbour: label, title, date and the like."""
_NEAR = 3
_PREVIOUS = frozenset({"prev", "previous", "older"})
_NEXT = frozenset({"next", "newer"})
"""Words of containers; both together name the box around the pair."""
_SIDES = _PREVIOUS | _NEXT
_LONGEST_LABEL = 30
_OPEN = frozenset({Role.OTHER, Role.NAVIGATION, Role.TEASER_HEADLINE, Role.KICKER, Role.INLINE_RELATED, Role.TEASER_META})
_BARE = frozenset({Role.OTHER, Role.NAVIGATION, Role.PREV_NEXT, Role.TEASER_SECTION, Role.TEASER_META})
_TAKEN = _OPEN | {Role.PREV_NEXT}
_ARROWS = "←→‹›«»<>"


def named_side(labelled: LabelledPage, index: int) -> str | None:
    """Which neighbour a container of the block is named for, "previous" or "next"; None where none is, or where one is for both."""
    places = labelled.places
    for node in places.up(labelled.page.blocks[index].node, _LEVELS_UP):
        words = places.nodes[node].words
        back, on = not _PREVIOUS.isdisjoint(words), not _NEXT.isdisjoint(words)
        if back != on and places.behind[node] - places.first[node] <= _MOST_BLOCKS:
            return "previous" if back else "next"
    return None


def mend_neighbours(labelled: LabelledPage, span: range, phrases: PhraseIndex) -> None:
    """Find the links to the neighbouring stories, and drop those for which nothing speaks.

    Args:
        labelled: the page; HTML, for lines of plain text have no containers.
        span: the blocks of the article's text.
        phrases: the labels of the page's languages.
    """
    if labelled.page.kind != "html":
        return
    labels, blocks = labelled.labels, labelled.page.blocks
    for index, label in enumerate(labels):
        if label.role is Role.PREV_NEXT and not _has_sign(labelled, phrases, index):
            role = Role.OTHER if not blocks[index].links else Role.INLINE_RELATED if index in span else Role.TEASER_HEADLINE
            labels[index] = Label(role, label.odds, "nothing says that it leads to the neighbouring story")
    found = _behind_labels(labelled, phrases)
    for indices in _in_named_boxes(labelled, span):
        titles = [index for index in indices if not _is_label(phrases, blocks[index].text)]
        if titles and len(indices) <= _NEAR:
            found.append(max(titles, key=lambda index: (labels[index].role is Role.PREV_NEXT, len(blocks[index].text))))
    for index in found:
        labels[index] = Label(Role.PREV_NEXT, labels[index].odds, "stands in a box for the neighbouring story")


def _in_named_boxes(labelled: LabelledPage, span: range) -> list[list[int]]:
    """The linked blocks in containers named for the neighbours, those of each side together.

    A container that is named for one side where none is for the other needs an arrow in the block, and so does one above the text.
    """
    labels, blocks, places = labelled.labels, labelled.page.blocks, labelled.places
    boxes: dict[str, set[int]] = {"previous": set(), "next": set()}
    sides = set()
    for node, container in enumerate(places.nodes):
        if _SIDES.isdisjoint(container.words):
            continue
        back, on = not _PREVIOUS.isdisjoint(container.words), not _NEXT.isdisjoint(container.words)
        sides.update(["previous"] * back + ["next"] * on)
        if back != on and places.behind[node] - places.first[node] <= _MOST_BLOCKS:
            boxes["previous" if back else "next"].update(places.span(node))
    found: list[list[int]] = []
    for side, indices in boxes.items():
        linked = []
        for index in sorted(indices):
            block = blocks[index]
            if block.links and index not in span and labels[index].role in _TAKEN and _SHORTEST <= len(block.text) <= _LONGEST:
                arrow = block.text[0] in _ARROWS or block.text[-1] in _ARROWS
                sure = arrow or (len(sides) == 2 and index >= span.stop)
                if sure and block.links[0].url.partition("#")[0] and named_side(labelled, index) == side:
                    linked.append(index)
        found.append(linked)
    return found


def _behind_labels(labelled: LabelledPage, phrases: PhraseIndex) -> list[int]:
    """Labels with titles that do not stand directly behind them: a date or a topic is between, in one box with both."""
    labels, blocks, places = labelled.labels, labelled.page.blocks, labelled.places
    found = []
    for block in blocks:
        if len(block.text) > _LONGEST_LABEL or labels[block.index].role not in _BARE or block.tag == "button":
            continue
        stories = blocks[block.index + 1 : block.index + 1 + _NEAR]
        if not any(labels[story.index].role is Role.TEASER_HEADLINE for story in stories) or not _is_label(phrases, block.text):
            continue
        for story in stories:
            if labels[story.index].role is Role.TEASER_HEADLINE and story.links:
                box = places.around(block.node, story.node)
                if places.behind[box] - places.first[box] <= _MOST_BLOCKS and phrases.match(block.text, "previous", "next"):
                    found += [block.index, story.index]
                break
    return found


def _has_sign(labelled: LabelledPage, phrases: PhraseIndex, index: int) -> bool:
    """Whether words, an arrow or a container say that a block leads to the neighbouring story."""
    blocks = labelled.page.blocks
    for near in range(index, max(-1, index - _NEAR), -1):
        text, role = blocks[near].text, labelled.labels[near].role
        if near != index and role is not Role.PREV_NEXT and role not in _BARE:
            break
        if blocks[near].tag == "button" and not blocks[near].links:  # moves a carousel on, where a story stands behind it
            return near == index and not any(block.links for block in blocks[index + 1 : index + 2])
        if text[0] in _ARROWS or text[-1] in _ARROWS or phrases.match(text, "previous", "next"):
            return True
    return named_side(labelled, index) is not None


def _is_label(phrases: PhraseIndex, text: str) -> bool:
    match = phrases.match(text, "previous", "next", "more")
    return match is not None and match.whole
