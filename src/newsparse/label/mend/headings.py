"""Headings of boxes that hold nothing of the article: the title of a newsletter form is no heading of the text around it."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from newsparse.label.labelled import Label
from newsparse.roles import BODY_ROLES, Role

if TYPE_CHECKING:
    from newsparse.label.labelled import LabelledPage

__all__ = ["mend_headings"]

_BOXES = {
    **dict.fromkeys(("newsletter", "subscribe", "subscription", "paywall"), Role.SUBSCRIBE),
    **dict.fromkeys(("advert", "advertisement", "sponsored"), Role.AD),
    **dict.fromkeys(("consent", "cookie", "gdpr"), Role.CONSENT),
    "player": Role.PLAYER,
}
"""Words of class names and the like that name a box and seldom a subject: "search" may be what a chapter is about."""
_TEXT = BODY_ROLES - {Role.HEADING}


def mend_headings(labelled: LabelledPage) -> None:
    """Give each heading the role of the box that it stands in, where an element around it is named as one and holds no other body."""
    places, labels = labelled.places, labelled.labels
    told = [0, *accumulate(label.role in _TEXT for label in labels)]  # blocks of text before each block
    for block in labelled.page.blocks:
        label = labels[block.index]
        if label.role is not Role.HEADING:
            continue
        for node in places.up(block.node):
            span = places.span(node)
            if told[span.stop] > told[span.start]:
                break
            word = next((word for word in places.nodes[node].words if word in _BOXES), None)
            if word:
                labels[block.index] = Label(_BOXES[word], label.odds, f"heads an element named “{word}”")
                break
