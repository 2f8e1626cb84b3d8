"""From the text of an HTML page to its tree, without what would keep the parser busy for hours."""

from __future__ import annotations

import logging
import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from lxml import etree

from newsparse.errors import ParseError, too_deep, too_many
from newsparse.limits import DEEPEST, MOST_ATTRIBUTES

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsparse.limits import Limits

__all__ = ["tree_of"]

_TAGS_A_BLOCK = 20
"""Tags for each block of the limit that a page may have; news pages have about four a block."""
_STRIDE = 1000
"""Characters within which a tag of few attributes ends."""
_TAG = re.compile(r"<[a-zA-Z]")
_ATTRIBUTE = re.compile(r"[^\s/=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"']*+))?+")

_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_NAME = re.compile(r"[^\w.-]", re.ASCII)

_log = logging.getLogger("newsparse")


def tree_of(text: str, limits: Limits) -> _Element:
    """The root of an HTML page's tree, without comments and processing instructions.

    Raises:
        ParseError: reason "empty" where there is no element in it, "too-deep", "too-many".
    """
    most = limits.blocks * _TAGS_A_BLOCK
    if len(text) > most * len("<p>") and text.count("<") > most:  # a tag takes 250 bytes and more in the tree
        raise too_many("tags", most)
    options: dict[str, Any] = {"target": _FewAttributes()} if _is_crowded(text) else {}
    # Without huge_tree libxml2 ends the page at 256 elements within each other, and at a text of 10 MB.
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, **options)
    try:
        root: _Element | None = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise ParseError(f"no HTML can be read from these {len(text)} characters: {error}", reason="empty") from error
    if root is None:
        raise ParseError(f"the page is empty: {len(text)} characters without an element or text", reason="empty")
    if _depth_at_end(root) >= DEEPEST:  # libxml2 has given up there
        raise too_deep(limits.depth)
    return root


def _is_crowded(text: str) -> bool:
    """Whether a tag has more attributes than are read, as far as that shows without reading all tags.

    Such a tag is long, and so is what stands between it and the end of the tag before. (A ">" in quotes can hide it, which costs its
    author's page the time that libxml2 takes, no more.)
    """
    at = 0
    while at < len(text):
        if text.find(">", at, at + _STRIDE) >= 0:
            at += _STRIDE
            continue
        start = text.rfind(">", max(0, at - _STRIDE), at) + 1
        end = text.find(">", at)
        end = len(text) if end < 0 else end
        tag = _TAG.search(text, max(start, at - _STRIDE), end)
        if tag and next(islice(_ATTRIBUTE.finditer(text, tag.end(), end), MOST_ATTRIBUTES + 1, None), None):
            return True
        at = end + 1
    return False


def _depth_at_end(root: _Element) -> int:
    """How deep the last element of the tree is."""
    depth = 0
    at: _Element | None = root
    while at is not None:
        depth += 1
        at = next(at.iterchildren(reversed=True), None)
    return depth


class _FewAttributes:
    """Builds the tree of a page where an element has more attributes than are read: libxml2 looks at all of them for each new one.

    Names and characters that lxml makes no elements of are left out or changed.
    """

    def __init__(self) -> None:
        self._builder: Any = etree.TreeBuilder()

    def start(self, tag: str, attributes: Any) -> None:
        if len(attributes) > MOST_ATTRIBUTES:
            _log.warning("an element <%s> has %d attributes; %d are read", tag[:40], len(attributes), MOST_ATTRIBUTES)
        named = ((name, _NOT_IN_XML.sub("", value)) for name, value in attributes.items() if _NAME.fullmatch(name))
        self._builder.start(_NOT_IN_NAME.sub("-", tag), dict(islice(named, MOST_ATTRIBUTES)))

    def end(self, tag: str) -> None:
        self._builder.end(_NOT_IN_NAME.sub("-", tag))

    def data(self, text: str) -> None:
        self._builder.data(_NOT_IN_XML.sub("", text))

    def close(self) -> _Element | None:
        root: _Element | None = self._builder.close()
        return root
