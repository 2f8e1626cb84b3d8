"""A page whose every block has a role: what the labeller makes and the fields read."""

from __future__ import annotations

import datetime as dt
from operator import attrgetter
from typing import Final

from attrs import Factory, define, field, frozen

from newsparse.label.places import Places
from newsparse.lexicon import Lexicon
from newsparse.read.page import Block, Page
from newsparse.roles import Role

__all__ = ["Label", "LabelledPage"]


_index: Final = attrgetter("index")


@frozen
class Label:
    """The role of one block, with the labeller's odds for it and the reason in words."""

    role: Role
    odds: float
    """0 to 1."""
    reason: str


@define(eq=False)
class LabelledPage:
    """The stream of blocks with one label for each."""

    page: Page
    labels: list[Label]
    """As long as ``page.blocks`` and in the same order."""
    lexicons: tuple[Lexicon, ...]
    """The page's own language first, then English, which pages of all languages mix in."""
    fetched_at: dt.datetime | None = None
    """When the page was fetched, as the caller says; None where unknown."""
    places: Places = field(default=Factory(lambda labelled: Places(labelled.page), takes_self=True))
    """Where the page's containers stand."""
    _by_role: dict[Role, list[Block]] | None = field(default=None, init=False, repr=False)
    """Made at the first question: labels stay as they are once fields are read."""

    def of(self, *roles: Role) -> list[Block]:
        """The blocks with one of these roles, in page order."""
        by_role = self._by_role
        if by_role is None:
            by_role = self._by_role = {}
            for block, label in zip(self.page.blocks, self.labels, strict=True):
                by_role.setdefault(label.role, []).append(block)
        found = [by_role[role] for role in dict.fromkeys(roles) if role in by_role]
        if len(found) < 2:
            return list(found[0]) if found else []
        return sorted([block for blocks in found for block in blocks], key=_index)

    def role(self, block: Block) -> Role:
        """The role of a block."""
        return self.labels[block.index].role
