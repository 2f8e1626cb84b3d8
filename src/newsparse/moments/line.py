"""A text that is searched for moments, with all that the search goes by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from newsparse.moments.characters import plain
from newsparse.moments.grammar import Grammar, grammar

if TYPE_CHECKING:
    from newsparse.lexicon import Lexicon

__all__ = ["Line", "line_of"]

_SCANNED = 2000
"""Characters of a text that are looked at: a date line is short, and nothing may cost more than it is worth."""


@frozen
class Line:
    """A text and its plain form."""

    text: str
    low: str
    """``plain(text)``: as long as the text, so that offsets hold for both."""
    grammar: Grammar
    order: str | None = None
    """Order of day and month as the caller knows it; None where only the languages tell."""


def line_of(text: str, lexicons: tuple[Lexicon, ...], order: str | None = None) -> Line:
    """The text, cut off at 2000 characters, ready to be searched."""
    text = text[:_SCANNED]
    return Line(text, plain(text), grammar(lexicons), order)
