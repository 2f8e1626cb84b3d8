"""The standfirst: paragraphs in a container of that name, or a list of sentences, before the text of the article begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.label.labelled import Label
from newsparse.roles import Role

if TYPE_CHECKING:
    from newsparse.label.labelled import LabelledPage
    from newsparse.read.page import Block

__all__ = ["mend_standfirst"]

_NAMES = frozenset(
    {"abstract", "abstr", "chapo", "deck", "dek", "einleitung", "entradilla", "ingress", "intro", "lead", "leadtext", "lede", "preamble",
     "sommario", "standfirst", "subheadline", "subtitle", "sumario", "summary", "vorspann"}
)  # fmt: skip
"""Words of containers that hold standfirsts."""
_WRITERS = frozenset({"author", "autor", "bio", "byline"})
_FAR = 20
"""Blocks between headline and standfirst."""
_MOST = 4
_MOST_ITEMS = 7
_SENTENCE = 25
_FEWEST_LETTERS = 12
_STOPS = (".", "!", "?", "…", "。", "।")


def mend_standfirst(labelled: LabelledPage, span: range) -> None:
    """Give the role of the standfirst to what opens the text but stands apart from it, and take it from odd words.

    Args:
        labelled: the page; HTML, for lines of plain text have no containers.
        span: the blocks of the article's text.
    """
    labels, blocks = labelled.labels, labelled.page.blocks
    if labelled.page.kind != "html" or not span:
        return
    known = [index for index, label in enumerate(labels) if label.role is Role.DEK]
    for index in list(known):
        if sum(map(str.isalpha, blocks[index].text)) < _FEWEST_LETTERS and blocks[index].text.isascii():
            reason = "is too short for a standfirst"
        elif len(known) > 1 and _named(labelled, blocks[index], _WRITERS):
            reason = "is about the author"
        else:
            continue
        labels[index] = Label(Role.OTHER, labels[index].odds, reason)
        known.remove(index)
    headline = next((index for index, label in enumerate(labels) if label.role is Role.HEADLINE), -1)
    if headline < 0 or not headline < span.start <= headline + _FAR:
        return
    items = _opening_list(labelled, span)
    if items:
        for index in items:
            labels[index] = Label(Role.DEK, labels[index].odds, "is one of the sentences that sum the article up above its text")
        return
    if any(len(blocks[index].text) >= _SENTENCE for index in known):
        return
    for index in _opening_box(labelled, span):
        labels[index] = Label(Role.DEK, labels[index].odds, "opens the text in a box for the standfirst")


def _named(labelled: LabelledPage, block: Block, names: frozenset[str]) -> bool:
    return any(not names.isdisjoint(labelled.page.nodes[node].words) for node in labelled.places.up(block.node, 2))


def _opening_list(labelled: LabelledPage, span: range) -> list[int]:
    """Items of a list of sentences with which the text begins, where paragraphs follow; empty where there is none."""
    blocks, labels, nodes = labelled.page.blocks, labelled.labels, labelled.page.nodes
    parent = nodes[blocks[span.start].node].parent
    items = []
    for index in span:
        role = labels[index].role
        if role is Role.LIST_ITEM and nodes[blocks[index].node].parent == parent and not blocks[index].links:
            items.append(index)
        elif role is Role.PARAGRAPH:
            break
        elif role is Role.LIST_ITEM or role is Role.HEADING:
            return []
    told = sum(blocks[index].text.endswith(_STOPS) and len(blocks[index].text) >= _SENTENCE for index in items)
    return items if 2 <= len(items) <= _MOST_ITEMS and told * 2 > len(items) else []


def _opening_box(labelled: LabelledPage, span: range) -> list[int]:
    """The first paragraphs where a container named for the standfirst holds them and nothing else of the text."""
    blocks, labels, places = labelled.page.blocks, labelled.labels, labelled.places
    first = blocks[span.start]
    for node in places.up(first.node, 3):
        if not _NAMES.isdisjoint(places.nodes[node].words):
            inside = [index for index in places.span(node) if labels[index].role is Role.PARAGRAPH]
            return inside if 0 < len(inside) <= _MOST and inside[-1] < span.stop - 1 else []
    return []
