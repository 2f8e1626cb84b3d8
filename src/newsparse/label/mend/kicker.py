"""The kicker: one short label beside the headline. Steps of a breadcrumb are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.label.labelled import Label
from newsparse.lexicon import fold
from newsparse.moments.visible import find_moments
from newsparse.roles import Role

if TYPE_CHECKING:
    from newsparse.label.labelled import LabelledPage
    from newsparse.label.phrases import PhraseIndex

__all__ = ["mend_kicker"]

_ABOVE = 4
"""Blocks above the headline of which the nearest may be its kicker."""
_BELOW = 2
_LONGEST = 40
_MOST_WORDS = 5
_HEADER = 12
"""Blocks in the container that holds kicker and headline, up to the headline."""
_NAMES = frozenset(
    {"category", "categories", "kicker", "overline", "eyebrow", "topic", "topics", "section", "rubric", "slug", "channel", "pretitle",
     "supertitle", "roofline", "identifiers", "taxonomy", "tagline", "badge", "flag", "hat"}
)  # fmt: skip
"""Words of containers that hold kickers."""
_OPEN = frozenset({Role.NAVIGATION, Role.OTHER, Role.BYLINE, Role.TAG, Role.BREADCRUMB, Role.TEASER_META, Role.AD})
_STEPS = frozenset({"breadcrumb", "breadcrumbs", "crumbs", "rootline"})
_LISTS = frozenset({"ul", "ol"})
_NO_KICKER = ("share", "back_to_top", "home", "more", "player", "comments", "consent", "read_time", "published", "updated", "byline",
              "previous", "next", "navigation", "legal")  # fmt: skip


def mend_kicker(labelled: LabelledPage, phrases: PhraseIndex) -> None:
    """Take the role of the kicker from breadcrumbs, and give it to the label right above the headline where none has it."""
    labels = labelled.labels
    headline = next((index for index, label in enumerate(labels) if label.role is Role.HEADLINE), -1)
    kickers = [index for index, label in enumerate(labels) if label.role is Role.KICKER]
    for index in list(kickers):
        if _is_step(labelled, index):
            labels[index] = Label(Role.BREADCRUMB, labels[index].odds, "is one of several steps")
            kickers.remove(index)
        elif not any(map(str.isalpha, labelled.page.blocks[index].text)):
            labels[index] = Label(Role.OTHER, labels[index].odds, "has no words")
            kickers.remove(index)
    if kickers or headline < 0 or labelled.page.kind != "html":
        return
    near = [*range(headline - 1, max(-1, headline - 1 - _ABOVE), -1), *range(headline + 1, min(len(labels), headline + 1 + _BELOW))]
    for index in near:
        if labels[index].role in _OPEN and _is_label(labelled, phrases, index, headline):
            labels[index] = Label(Role.KICKER, labels[index].odds, "is the label beside the headline")
            return


def _is_label(labelled: LabelledPage, phrases: PhraseIndex, index: int, headline: int) -> bool:
    block, places = labelled.page.blocks[index], labelled.places
    text = block.text
    if len(text) > _LONGEST or len(text.split()) > _MOST_WORDS or not any(map(str.isalpha, text)) or len(block.links) > 1:
        return False
    box = places.around(block.node, labelled.page.blocks[headline].node)
    if abs(headline - places.first[box]) > _HEADER or _is_step(labelled, index):
        return False
    if any(match.whole for match in phrases.find(text) if match.category in _NO_KICKER) or find_moments(text, labelled.lexicons):
        return False
    section = labelled.page.declared.section
    if section and fold(section) == fold(text):
        return True
    inner = (node for node in places.up(block.node, 3) if places.nodes[node].depth > places.nodes[box].depth)
    return index < headline and any(not _NAMES.isdisjoint(places.nodes[node].words) for node in inner)


def _is_step(labelled: LabelledPage, index: int) -> bool:
    """Whether a block is a row of links or one of several items of a list."""
    block, places = labelled.page.blocks[index], labelled.places
    for node in places.up(block.node, 3):
        if places.nodes[node].tag in _LISTS:
            return places.behind[node] - places.first[node] > 1
        if len(block.links) > 1 and not _STEPS.isdisjoint(places.nodes[node].words):
            return True
    return len(block.links) > 2
