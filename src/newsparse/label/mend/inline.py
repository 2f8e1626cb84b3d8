"""Links to other stories: inside the article's text they are related links, before and behind it teasers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.label.labelled import Label
from newsparse.label.mend.span import host, is_story, site_of
from newsparse.roles import Role

if TYPE_CHECKING:
    from newsparse.label.labelled import LabelledPage
    from newsparse.label.phrases import PhraseIndex
    from newsparse.read.page import Block

__all__ = ["mend_inline"]

_CLOSING = 3
"""Links behind the text that may still close it; a longer box promotes."""
_NEAR = 12
"""Blocks between links that belong to one box."""
_SHORTEST = 25
_FEWEST_WORDS = 4
_MOSTLY = 0.7
"""Share of a block that its link covers where the block is nothing but the link."""
_GAP = 3
_HEADING_TAGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_STOPS = (".", ";", "。", "।")
_WHOLE = frozenset({Role.OTHER, Role.TEASER_META})
_TEXT = frozenset({Role.PARAGRAPH, Role.LIST_ITEM, Role.HEADING})
_PROMOTED = frozenset({Role.INLINE_RELATED, Role.TEASER_HEADLINE})


def mend_inline(labelled: LabelledPage, span: range, phrases: PhraseIndex) -> None:
    """Settle which links to stories are inline ones.

    Args:
        labelled: the page; HTML, since lines of plain text do not tell what is a link.
        span: the blocks of the article's text, from the first to the last.
        phrases: the labels of the page's languages.
    """
    labels, blocks = labelled.labels, labelled.page.blocks
    if labelled.page.kind != "html" or not span:
        return
    own = labelled.page.url or labelled.page.declared.canonical_url
    _leave_out_own_page(labelled, own)
    for index in span:
        reason = _in_text(labelled, blocks[index], own, phrases)
        if reason:
            labels[index] = Label(Role.INLINE_RELATED, labels[index].odds, reason)
    headline = next((index for index, label in enumerate(labels) if label.role is Role.HEADLINE), span.start)
    for index in range(min(headline, span.start)):
        if labels[index].role is Role.INLINE_RELATED:
            labels[index] = Label(Role.TEASER_HEADLINE, labels[index].odds, "leads to another story and stands above the headline")
    for box in _boxes(labels, span.stop):
        headed = any(_is_heading(labelled, index) for index in range(max(span.stop, box[0] - 2), box[0]))
        if len(box) > _CLOSING or headed:
            for index in box:
                labels[index] = Label(Role.TEASER_HEADLINE, labels[index].odds, "stands in a box of other stories behind the text")


def _is_heading(labelled: LabelledPage, index: int) -> bool:
    block, role = labelled.page.blocks[index], labelled.labels[index].role
    return role is Role.TEASER_SECTION or (role is Role.OTHER and block.tag in _HEADING_TAGS and not block.links)


def _boxes(labels: list[Label], start: int) -> list[list[int]]:
    """The related links behind the text, those that stand together in one list."""
    boxes: list[list[int]] = []
    for index in range(start, len(labels)):
        if labels[index].role is Role.INLINE_RELATED:
            if boxes and index - boxes[-1][-1] <= _NEAR:
                boxes[-1].append(index)
            else:
                boxes.append([index])
    return boxes


def _leave_out_own_page(labelled: LabelledPage, own: str | None) -> None:
    """Links to places on the page itself are a table of contents, not other stories."""
    here = (own or "").split("#")[0]
    for index, label in enumerate(labelled.labels):
        if label.role in _PROMOTED:
            links = labelled.page.blocks[index].links
            address, _, place = links[0].url.partition("#") if links else ("", "", "")
            if place and address in ("", here):
                labelled.labels[index] = Label(Role.NAVIGATION, label.odds, "leads to a place on this page")


def _in_text(labelled: LabelledPage, block: Block, own: str | None, phrases: PhraseIndex) -> str | None:
    """Why a block between the article's first and last one is a related link; None where it is none or already known as one."""
    role = labelled.labels[block.index].role
    if role is Role.TEASER_HEADLINE and block.links:
        return "leads to another story and stands inside the text"
    if role in _WHOLE:
        return "is a link to another story inside the text" if _is_link_to_story(block, own) else None
    if not block.links or role not in _TEXT:
        return None
    if block.tag == "li":
        whole = _is_link_to_story(block, own) and not block.text.endswith(_STOPS)
        return "is an item of a list of links to other stories inside the text" if whole else None
    label = phrases.match(block.text, "also_read", "more")
    if label and label.marked and len(block.links) == 1 and block.links[0].start - label.end <= _GAP and is_story(block.links[0].url):
        return f"is a link behind the label “{block.text[: label.end]}”" if block.links[0].end >= len(block.text) - _GAP else None
    return None


def _is_link_to_story(block: Block, own: str | None) -> bool:
    """Whether the block is nothing but a link to a story of the same site."""
    if len(block.text) < _SHORTEST or len(block.text.split()) < _FEWEST_WORDS or not block.links or not own:
        return False
    link = max(block.links, key=lambda link: link.end - link.start)
    if link.end - link.start < _MOSTLY * len(block.text) or not is_story(link.url):
        return False
    there = host(link.url)
    return not there or site_of(there) == site_of(host(own))
