"""How much of a page newsparse takes on: limits that keep a hostile page from taking the memory and the time of a whole machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from typing import Any

    from attrs import Attribute

__all__ = ["DEEPEST", "DEFAULT", "MOST_ATTRIBUTES", "Limits"]

DEEPEST = 2000
"""Nesting of elements that can be read at all: libxml2 ends a page at 2,048."""
_LARGEST = 1_000_000_000
"""Size that can be read at all: libxml2 holds no longer text."""
MOST_ATTRIBUTES = 256
"""Attributes of one element that are read; news pages reach 32. Not to be set: libxml2 takes quadratic time for more."""


def _between(lowest: int, highest: int) -> Any:
    def check(_: Limits, attribute: Attribute[int], value: object) -> None:
        if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= highest:
            raise ValueError(f"the limit {attribute.name!r} must be a whole number from {lowest:,} to {highest:,}, not {value!r}")

    return check


@frozen(kw_only=True)
class Limits:
    """What a page may have at the most.

    A page beyond ``size``, ``depth`` or ``blocks`` is refused with a ``ParseError``, since nothing of a page is dropped silently; JSON-LD
    beyond ``jsonld`` is left unread and logged, since the page itself is whole without it.

    Raises:
        ValueError: where a limit is out of range.

    Example:
        >>> import newsparse
        >>> newsparse.parse("<p>It rained for nine days.</p>", limits=Limits(size=20))
        Traceback (most recent call last):
        newsparse.errors.ParseError: the input has 31 characters, more than the limit of 20; ...
    """

    size: int = field(default=16 * 1024 * 1024, validator=_between(1, _LARGEST))
    """Bytes of a page, characters of a str. The largest real news pages have some 5 MB; a text has 0.1."""
    depth: int = field(default=DEEPEST, validator=_between(1, DEEPEST))
    """Elements within each other. Real pages stay below 80."""
    blocks: int = field(default=50_000, validator=_between(1, _LARGEST))
    """Blocks of an HTML page, lines of a text. Long pages have some thousands; each takes some 5 KB of memory while it is read."""
    jsonld: int = field(default=4_000_000, validator=_between(0, _LARGEST))
    """Characters of JSON-LD in all of a page's scripts together. The longest that news pages have hold the article's text, 0.3 million."""


DEFAULT = Limits()
"""The limits where none are given."""
