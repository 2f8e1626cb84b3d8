"""Roles that a block's own words settle, whatever the network says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.label.labelled import Label
from newsparse.roles import Role

if TYPE_CHECKING:
    from newsparse.label.phrases import PhraseIndex
    from newsparse.read.page import Block

__all__ = ["certain_role"]

_LONGEST_TITLE = 200


def certain_role(block: Block, phrases: PhraseIndex, guess: str) -> Label | None:
    """The label of a block whose words leave no doubt; None for all others.

    Args:
        guess: the network's class for the block.
    """
    if len(block.text) > _LONGEST_TITLE:
        return None
    for match in phrases.find(block.text):
        if match.category == "back_to_top" and match.whole:
            return Label(Role.BACK_TO_TOP, 1.0, "is a label that leads back to the top")
        if match.category == "also_read" and match.marked and guess != "teaser_headline" and len(block.text) > match.end + 12:
            return Label(Role.INLINE_RELATED, 1.0, f"opens with the label “{block.text[: match.end]}”")
    return None
