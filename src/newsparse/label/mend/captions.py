"""Captions that give themselves away: by the picture's credit in parentheses at their end; and code, which is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.label.labelled import Label
from newsparse.roles import Role

if TYPE_CHECKING:
    from newsparse.label.labelled import LabelledPage
    from newsparse.label.phrases import PhraseIndex

__all__ = ["mend_captions"]

_UNSURE = frozenset({Role.PARAGRAPH, Role.HEADING, Role.OTHER, Role.CREDIT})
_LONGEST = 400
_SHORTEST = 20
"""Characters in front of the credit that say what the picture shows."""
_LONGEST_CREDIT = 80
_CLOSERS = (")", "）", ").", ")。")


def mend_captions(labelled: LabelledPage, phrases: PhraseIndex) -> None:
    """Make captions of blocks such as "The quay at dawn (Photo: Jane Doe)", and text of what stands in ``<pre>``."""
    labels = labelled.labels
    for block in labelled.page.blocks:
        text, label = block.text, labels[block.index]
        if label.role is Role.CAPTION:
            if block.tag == "pre":
                labels[block.index] = Label(Role.PARAGRAPH, label.odds, "is set as code, not as a caption")
        elif label.role in _UNSURE and len(text) <= _LONGEST and text.endswith(_CLOSERS):
            at = max(text.rfind("("), text.rfind("（"))
            if at >= _SHORTEST and len(text) - at <= _LONGEST_CREDIT:
                match = phrases.match(text[at + 1 :], "credit")
                if match is not None and match.marked:
                    labels[block.index] = Label(Role.CAPTION, label.odds, "ends with the credit of a picture")
