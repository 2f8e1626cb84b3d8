"""Finer roles within what the network tells apart: kinds of body block, parts of a teaser, kinds of boilerplate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsparse.read.lines import width
from newsparse.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsparse.label.phrases import Match
    from newsparse.read.page import Block, Node, Page

__all__ = ["Boilerplate", "body_role", "heading_role", "layout_tables", "teaser_role"]

_BODY_TAGS = {
    "li": Role.LIST_ITEM,
    "dd": Role.LIST_ITEM,
    "dt": Role.LIST_ITEM,
    "blockquote": Role.BLOCK_QUOTE,
    "td": Role.TABLE,
    "th": Role.TABLE,
}
_LAYOUT_CELL = 250
"""Characters in a table cell above which it is layout, not a table of the article."""
_BY_LABEL = (
    ("ad", Role.AD),
    ("sponsored", Role.AD),
    ("consent", Role.CONSENT),
    ("player", Role.PLAYER),
    ("share", Role.SHARE),
    ("subscribe", Role.SUBSCRIBE),
    ("paywall", Role.SUBSCRIBE),
    ("legal", Role.LEGAL),
    ("navigation", Role.NAVIGATION),
    ("home", Role.NAVIGATION),
    ("more", Role.NAVIGATION),
    ("back_to_top", Role.BACK_TO_TOP),
)
_BY_WORD = {
    "nav": Role.NAVIGATION,
    "menu": Role.NAVIGATION,
    "navigation": Role.NAVIGATION,
    "breadcrumb": Role.BREADCRUMB,
    "breadcrumbs": Role.BREADCRUMB,
    "search": Role.NAVIGATION,
    "share": Role.SHARE,
    "sharing": Role.SHARE,
    "social": Role.SHARE,
    "newsletter": Role.SUBSCRIBE,
    "subscribe": Role.SUBSCRIBE,
    "subscription": Role.SUBSCRIBE,
    "paywall": Role.SUBSCRIBE,
    "ad": Role.AD,
    "ads": Role.AD,
    "advert": Role.AD,
    "advertisement": Role.AD,
    "sponsored": Role.AD,
    "cookie": Role.CONSENT,
    "consent": Role.CONSENT,
    "gdpr": Role.CONSENT,
    "player": Role.PLAYER,
    "video": Role.PLAYER,
    "copyright": Role.LEGAL,
    "legal": Role.LEGAL,
    "disclaimer": Role.LEGAL,
}
_STEPS = frozenset({"breadcrumb", "breadcrumbs"})
_TELLING_WORDS = frozenset(_BY_WORD)
_BY_TAG = {"nav": Role.NAVIGATION, "menu": Role.NAVIGATION}
_LEVELS_UP = 6
_CELL_LEVELS = 8
_ITEM_ENDS = (",", ";", ".", "、", "؛", "،")
_SUMMARY = 45
"""Characters from which on what goes with a teaser's headline is a summary."""
_SENTENCE = 30
"""The same where it ends as a sentence does."""
_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "।", "؟")
_BETWEEN_PARTS = re.compile(r"\s[|·•⋅/–—]\s")


def layout_tables(page: Page) -> frozenset[int]:
    """Nodes of the tables that lay the page out: they hold another table, or a text too long for a cell."""
    around: list[int] = []  # for each node the table that it is or stands in, -1 for none
    layout: set[int] = set()
    for index, node in enumerate(page.nodes):
        outer = around[node.parent] if node.parent >= 0 else -1
        if node.tag == "table":
            while outer >= 0 and outer not in layout:
                layout.add(outer)
                outer = around[page.nodes[outer].parent]
        around.append(index if node.tag == "table" else outer)
    for block in page.blocks:
        table = around[block.node]
        if table >= 0 and len(block.text) > _LAYOUT_CELL:
            layout.add(table)
    return frozenset(layout)


def body_role(page: Page, block: Block, layout: frozenset[int] = frozenset()) -> tuple[Role, str]:
    """Which kind of body block it is, by the elements around it.

    Args:
        page: the page.
        block: a block of its body.
        layout: nodes of the tables that only lay the page out.
    """
    cell = False
    at = block.node
    for _ in range(_CELL_LEVELS):
        node = page.nodes[at]
        role = _BODY_TAGS.get(node.tag)
        if role is Role.TABLE:
            cell = True
        elif role is not None and not cell:
            return role, f"text of the article in <{node.tag}>"
        if node.tag == "table" and cell:
            if at not in layout:
                return Role.TABLE, "cell of a table of the article"
            break
        if node.parent < 0:
            break
        at = node.parent
    if block.tag == "li":
        return Role.LIST_ITEM, "text of the article behind a bullet"
    return Role.PARAGRAPH, "reads and stands like text of the article"


def heading_role(page: Page, block: Block) -> tuple[Role, str]:
    """A heading, but for an item of a list that only looks like one."""
    if block.tag == "li" and block.text.endswith(_ITEM_ENDS):
        return Role.LIST_ITEM, "text of the article in <li>"
    return Role.HEADING, "reads and stands like a heading"


def teaser_role(block: Block) -> tuple[Role, str]:
    """Whether what goes with a teaser's headline tells the story or is about it (date, section, author)."""
    text = block.text
    length = width(text)
    parted = len(_BETWEEN_PARTS.findall(text)) >= 2  # "By Jane Doe · June 29, 2021 · 4 min read"
    ends = text.rstrip("'\"”’»)]」』").endswith(_SENTENCE_ENDS)
    if (length >= _SUMMARY and (ends or not parted)) or (length >= _SENTENCE and ends):
        return Role.TEASER_SUMMARY, "tells another story in short"
    return Role.TEASER_META, "goes with the headline of another story"


class Boilerplate:
    """What kind of boilerplate a page's blocks are; elements are looked up once, however many blocks stand in them."""

    def __init__(self, page: Page) -> None:
        self._nodes = page.nodes
        self._kinds: dict[int, tuple[Role, str] | None] = {}

    def role(self, block: Block, matches: tuple[Match, ...]) -> tuple[Role, str]:
        """What kind it is: by its own words, then by the words and tags of the elements around it.

        The longest label decides ("Aviso legal" is no "Aviso"), among labels of one length the order of kinds. A step of the breadcrumbs
        is one whatever it reads ("Home").

        Args:
            block: a block that belongs to no part of the article.
            matches: the lexicon's labels that open it.
        """
        found = {match.category: match for match in matches}
        labels = [(found[category], role) for category, role in _BY_LABEL if category in found] if found else []
        if labels:
            match, role = max(labels, key=lambda label: label[0].end)
            if role is Role.NAVIGATION and self._in_breadcrumbs(block.node):
                return Role.BREADCRUMB, "stands in the breadcrumbs"
            return role, f"opens with the label “{block.text[: match.end][:60]}”"
        if block.text.startswith("©"):
            return Role.LEGAL, "opens with ©"
        if block.node not in self._kinds:
            self._kinds[block.node] = self._kind(block.node)
        kind = self._kinds[block.node]
        if kind is not None:
            return kind
        if block.links and len(block.text) < 40:
            return Role.NAVIGATION, "is a short link"
        return Role.OTHER, "belongs to no part of the article"

    def _kind(self, at: int) -> tuple[Role, str] | None:
        """What the innermost telling element around a node says; None where none of them tells."""
        for node in self._around(at):
            if not _TELLING_WORDS.isdisjoint(node.words):
                word = next(word for word in node.words if word in _BY_WORD)
                return _BY_WORD[word], f"stands in an element named “{word}”"
            by_tag = _BY_TAG.get(node.tag)
            if by_tag is not None:
                return by_tag, f"stands in <{node.tag}>"
        return None

    def _in_breadcrumbs(self, at: int) -> bool:
        return any(not _STEPS.isdisjoint(node.words) for node in self._around(at))

    def _around(self, at: int) -> Iterator[Node]:
        for _ in range(_LEVELS_UP):
            if at < 0:
                return
            node = self._nodes[at]
            yield node
            at = node.parent
