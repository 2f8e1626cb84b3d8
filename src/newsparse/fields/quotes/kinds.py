"""What can name a speaker: the kinds of mentions and what is known of each."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from attrs import define, field

if TYPE_CHECKING:
    from newsparse.fields.quotes.parts import Part

__all__ = ["Kind", "Mention"]


class Kind(IntEnum):
    """What a mention is."""

    FULL_NAME = 0
    NAME = 1
    """One capitalised word."""
    BODY = 2
    """A capitalised name after an article, or one that ends in a document's or an organisation's noun."""
    PRONOUN = 3
    """He, she."""
    PLURAL = 4
    NEUTRAL = 5
    FIRST = 6
    RELATIVE = 7
    ROLE = 8
    DOCUMENT = 9
    NOUN = 10
    """Another noun directly beside a reporting word."""
    ELIDED = 11
    """No word at all: the verb alone says it."""


@define
class Mention:
    """Words that could name a speaker."""

    start: int
    end: int
    kind: Kind
    first: int
    """Index of its first token in its part."""
    last: int
    """Index behind its last token."""
    bits: int
    """Classes of its words together."""
    name_start: int
    """Where the name itself begins, behind article, title and role."""
    part: Part = field(repr=False)
    possessive: bool = False
    known: bool = False
    """Whether it is a part of a full name that the text gives."""
