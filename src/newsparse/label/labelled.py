"""A page whose every block has a role: what the labeller makes and the fields read."""

from __future__ import annotations

import datetime as dt

from attrs import define, frozen

from newsparse.lexicon import Lexicon
from newsparse.read.page import Block, Page
from newsparse.roles import Role

__all__ = ["Label", "LabelledPage"]


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

    def of(self, *roles: Role) -> list[Block]:
        """The blocks with one of these roles, in page order."""
        return [block for block, label in zip(self.page.blocks, self.labels, strict=True) if label.role in roles]

    def role(self, block: Block) -> Role:
        """The role of a block."""
        return self.labels[block.index].role
