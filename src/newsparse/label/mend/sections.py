"""Headings of teasers: the short block directly above a run of other stories, and no other."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from newsparse.label.labelled import Label
from newsparse.roles import BODY_ROLES, Role

if TYPE_CHECKING:
    from newsparse.label.labelled import LabelledPage
    from newsparse.label.phrases import PhraseIndex
    from newsparse.read.page import Block

__all__ = ["mend_sections"]

_ABOVE = 8
"""Blocks above the first story of a run that may be its heading."""
_LEVELS_UP = 14
"""Containers around a story that are looked at."""
_FAR = 40
"""Blocks below a heading that are looked at for the next one of its kind."""
_LENGTHS = (2, 70)
_SURELY_SHORT = 45
_MOST_WORDS = 10
_UNSETTLED = frozenset(
    {Role.NAVIGATION, Role.OTHER, Role.TEASER_META, Role.HEADING, Role.TAG, Role.BYLINE, Role.AD, Role.PLAYER, Role.SUBSCRIBE, Role.KICKER,
     Role.INLINE_RELATED}
)  # fmt: skip
"""Roles that a heading of teasers is taken for."""
_TABS = _UNSETTLED | {Role.TEASER_SECTION, Role.TEASER_HEADLINE}
_NAMES = frozenset({"title", "titles", "header", "heading", "head", "label", "sectionheader", "sectiontitle"})
"""Words of containers that hold headings."""
_NO_HEADING = ("more", "home", "back_to_top", "share", "previous", "next", "read_time", "published", "updated", "byline", "comments",
               "ad")  # fmt: skip
_STOPS = (".", "…", "。", "।", "؟", "?", ",", ";")
_NEVER = ("more", "home", "back_to_top", "share", "ad", "comments", "subscribe")
_FORM_TAGS = frozenset({"form", "label", "fieldset"})
_ARTICLE = (BODY_ROLES - {Role.HEADING}) | {Role.HEADLINE, Role.DEK, Role.CAPTION}
_HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def mend_sections(labelled: LabelledPage, phrases: PhraseIndex) -> None:
    """Give the role of a teaser section to what heads a run of stories, and take it from what stands in one story's card."""
    labels = labelled.labels
    stories = [index for index, label in enumerate(labels) if label.role is Role.TEASER_HEADLINE]
    if not stories or labelled.page.kind != "html":
        return
    look = _Look(labelled, phrases, stories)
    for index in look.unlinked():
        labels[index] = Label(Role.TEASER_SECTION, labels[index].odds, "leads nowhere and stands above stories that do")
        stories.remove(index)
    for index, label in enumerate(labels):
        if label.role is Role.TEASER_SECTION and look.in_card(index):
            labels[index] = Label(Role.TEASER_META, label.odds, "stands in the card of one story, as in the cards beside it")
    for place, story in enumerate(stories):
        for heading in look.above(story, stories[place - 1] if place else -1):
            labels[heading] = Label(Role.TEASER_SECTION, labels[heading].odds, "stands directly above a run of other stories")


class _Look:
    def __init__(self, labelled: LabelledPage, phrases: PhraseIndex, stories: list[int]) -> None:
        self._labels = labelled.labels
        self._blocks = labelled.page.blocks
        self._places = labelled.places
        self._phrases = phrases
        self._stories = stories
        self._body = [index for index, label in enumerate(labelled.labels) if label.role in _ARTICLE]

    def _count(self, start: int, end: int) -> int:
        return bisect_left(self._stories, end) - bisect_left(self._stories, start)

    def unlinked(self) -> list[int]:
        """Headings that are taken for stories: they have no link, or head a box, before stories of another make that have links."""
        blocks, places = self._blocks, self._places
        found = []
        for story, following, third in zip(self._stories, self._stories[1:], self._stories[2:], strict=False):
            block = blocks[story]
            if not (blocks[following].links and blocks[third].links) or places.akin(block.node, blocks[following].node):
                continue
            box = places.around(block.node, blocks[following].node)
            headed = not block.links and block.tag in _HEADING_TAGS
            if not headed and _short(block) and len(block.text) <= _SURELY_SHORT:
                headed = self._named(block, box) and places.alike(blocks[following].node, blocks[third].node)
            if headed and places.holds(box, third):
                found.append(story)
        return found

    def in_card(self, index: int) -> bool:
        """Whether a heading stands in the card of a single story beside cards that have none."""
        places, blocks = self._places, self._blocks
        match = self._phrases.match(blocks[index].text, "teaser_section", "also_read")
        if match and match.whole:
            return False
        for card in places.up(blocks[index].node):
            count = self._count(places.first[card], places.behind[card])
            if count:
                break
        else:
            return False
        if count > 1 or self._count(index, places.behind[card]) != 1:
            return False
        parent = places.nodes[card].parent
        if parent < 0:
            return False
        beside = 0
        for story in self._beside(parent, card):
            other = places.child(parent, blocks[story].node)
            if other != card and places.akin(other, card):
                if any(self._labels[i].role is Role.TEASER_SECTION for i in places.span(other)):
                    return False
                beside += 1
        return beside > 0

    def _beside(self, parent: int, card: int) -> list[int]:
        """The stories next to a card in the container around it."""
        at = bisect_left(self._stories, self._places.first[card])
        near = self._stories[max(0, at - 2) : at + 3]
        return [story for story in near if story in self._places.span(parent)]

    def above(self, story: int, last: int) -> list[int]:
        """The block that heads the run of stories that begins here, or the tabs; empty where one is known already or there is none.

        Args:
            story: index of the block of the run's first story.
            last: that of the story before it; -1 where there is none.
        """
        places, labels = self._places, self._labels
        tried = story
        text = bisect_left(self._body, story)
        least = max(last, self._body[text - 1] if text else -1) + 1
        for box in places.up(self._blocks[story].node, _LEVELS_UP):
            start = max(places.first[box], least, tried - _ABOVE)
            if start < tried:
                area = range(start, tried)
                tabs = self._tabs(area, box, story)
                if tabs:
                    return tabs
                if any(labels[index].role is Role.TEASER_SECTION and not self._is_ad(index) for index in area):
                    return []
                found = max(((self._heads(index, box, last, story), -index) for index in area), default=(0, 0))
                if found[0]:
                    for index in area:
                        if labels[index].role is Role.TEASER_SECTION:
                            labels[index] = Label(Role.AD, labels[index].odds, "announces advertising between heading and stories")
                    return [-found[1]]
                tried = start
            if places.first[box] < least or story - places.first[box] > _ABOVE:
                break
        return []

    def _tabs(self, area: range, box: int, story: int) -> list[int]:
        """A row of short blocks of one kind, as many as there are panels of stories below them."""
        blocks, places, nodes = self._blocks, self._places, self._places.nodes
        row: list[int] = []
        for index in reversed(area):
            parent = nodes[blocks[index].node].parent
            if row and (nodes[blocks[row[-1]].node].parent != parent or blocks[index].tag != blocks[row[-1]].tag):
                if len(row) > 1:
                    break
                row = []
            if not _short(blocks[index]) or self._labels[index].role not in _TABS:
                break
            row.append(index)
        if len(row) < 2 or not all(places.child(box, blocks[index].node) != box for index in row):
            return []
        under = self._stories[bisect_left(self._stories, story) : bisect_left(self._stories, places.behind[box])]
        if len(under) <= len(row):
            return []
        panels = places.panels(box, (blocks[index].node for index in under))
        return row if len(panels) == len(row) else []

    def _is_ad(self, index: int) -> bool:
        match = self._phrases.match(self._blocks[index].text, "ad")
        return match is not None and match.whole

    def _heads(self, index: int, box: int, last: int, story: int) -> int:
        """How much a block looks like the heading of the stories from ``story`` on in a container; 0 where it is none."""
        block = self._blocks[index]
        role = self._labels[index].role
        if role not in _UNSETTLED or not _short(block) or (role is Role.HEADING and self._body and index < self._body[-1]):
            return 0
        places = self._places
        if last >= 0:
            before = places.around(block.node, self._blocks[last].node)
            if places.nodes[before].depth > places.nodes[box].depth:
                return 0  # belongs to the card before
        labels = {match.category: match for match in self._phrases.find(block.text)}
        known = any(name in labels for name in ("teaser_section", "also_read", "sponsored"))
        tag = block.tag in _HEADING_TAGS
        if not known and any(name in labels and labels[name].whole for name in (_NO_HEADING if not tag else _NEVER)):
            return 0
        evidence = 3 * tag + 2 * self._named(block, box) + 2 * known
        if not evidence or any(places.nodes[node].tag in _FORM_TAGS for node in places.up(block.node, 3)):
            return 0
        run = self._count(story, min(places.behind[box], self._next_alike(block, index, places.behind[box])))
        return evidence if run > 1 or (known and run) else 0

    def _named(self, block: Block, box: int) -> bool:
        """Whether a container of the block within the box is named like one that holds a heading."""
        places = self._places
        inner = (node for node in places.up(block.node, 3) if places.nodes[node].depth > places.nodes[box].depth)
        return any(not _NAMES.isdisjoint(places.nodes[node].words) for node in inner)

    def _next_alike(self, block: Block, index: int, end: int) -> int:
        """The next block that stands in a container of the same make."""
        places = self._places
        for other in self._blocks[index + 1 : min(end, index + _FAR)]:
            if other.tag == block.tag and places.alike(other.node, block.node):
                return other.index
        return end


def _short(block: Block) -> bool:
    text = block.text
    return (
        _LENGTHS[0] <= len(text) <= _LENGTHS[1]
        and len(text.split()) <= _MOST_WORDS
        and not text.endswith(_STOPS)
        and sum(map(str.isalpha, text)) * 2 > len(text)
    )
