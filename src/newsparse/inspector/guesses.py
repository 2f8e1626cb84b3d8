"""What else the labeller took a block for: the odds of all roles, which an Article does not keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.label.features import features
from newsparse.label.lexicons import lexicons_for
from newsparse.label.network import CLASSES, network
from newsparse.label.places import Places

if TYPE_CHECKING:
    from newsparse.label.labeller import SiteEvidence
    from newsparse.read.page import Page

__all__ = ["LEAST", "MOST", "Guess", "guesses_of"]

Guess = tuple[str, float]
"""A class of the network as a person reads it ("teaser headline"), and its odds."""

MOST = 3
"""Guesses kept for a block."""
LEAST = 0.01
"""Odds below which a guess is not worth showing."""

_WORDS = {"teaser_rest": "other part of a teaser", "other": "boilerplate"}
"""Classes that the rules tell apart further; the others are roles as they stand."""


def guesses_of(page: Page, site: SiteEvidence | None = None) -> list[tuple[Guess, ...]]:
    """The likeliest classes of each block of a page, likeliest first.

    This measures the page a second time, so that ``parse()`` need not keep what only an inspector shows.

    Args:
        page: What ``newsparse.read`` made.
        site: What is known of the page's site.
    """
    if not page.blocks:
        return []
    seen = features(page, lexicons_for(page), Places(page))
    odds = network(page.kind).odds(seen)
    if site is not None:
        odds = site.weighed(page, seen.folded, odds)
    best = (-odds).argsort(axis=1, kind="stable")[:, :MOST]
    return [
        tuple((_words(CLASSES[column]), round(float(row[column]), 4)) for column in columns if row[column] >= LEAST)
        for row, columns in zip(odds, best, strict=True)
    ]


def _words(name: str) -> str:
    return _WORDS.get(name, name.replace("_", " "))
