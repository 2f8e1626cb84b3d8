"""The HTML reader: one pass over the tree, a block wherever a browser would break the line."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from lxml import etree

from newsparse.article import Link
from newsparse.errors import too_deep, too_many
from newsparse.limits import DEFAULT
from newsparse.read.page import Block, Node, PageImage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

    from newsparse.limits import Limits

__all__ = ["MAX_DEPTH", "HtmlReader"]

MAX_DEPTH = 200
"""Elements nested deeper than this are read as text without structure; real pages stay below 80."""

_BLOCK = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre search section summary table tbody td"
    " tfoot th thead tr ul amp-accordion amp-carousel".split()
)
_SKIPPED = frozenset(
    "script style noscript template head svg math iframe object embed applet canvas audio select textarea datalist map area"
    " param source track title meta link base frameset noframes".split()
)
_IMAGES = frozenset({"img", "amp-img"})
_STRONG = frozenset({"b", "strong"})
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_WORD_ATTRIBUTES = frozenset("class id role itemprop aria-label rel data-component data-testid data-type data-qa data-module".split())
_LONGEST_SPACER = 8
"""Characters that a block of zero-width characters alone has at the most; longer ones are not looked at."""
_ADDRESSES = ("data-src", "data-original", "data-lazy-src", "src", "data-srcset", "srcset")


@lru_cache(maxsize=8192)
def attribute_words(value: str) -> tuple[str, ...]:
    """The lower-case words of a class, id or the like, camel case and dashes taken apart: "RelatedLinks-box" has related, links, box."""
    return tuple(word.lower() for word in _WORDS.findall(value[:300]) if len(word) > 1)


class HtmlReader:
    """Reads one tree. ``blocks``, ``nodes`` and ``images`` are its results."""

    def __init__(self, root: _Element, base: str | None, limits: Limits = DEFAULT) -> None:
        self.blocks: list[Block] = []
        self.nodes: list[Node] = [Node(-1, "page", (), 0)]
        self.images: list[PageImage] = []
        self._limits = limits
        self._flat_below = min(MAX_DEPTH, limits.depth)
        self._base = base
        self._origin = "/".join(base.split("/", 3)[:3]) if base else ""
        self._stack: list[_Element] = []
        self._made: list[int] = [0]  # node index for each of the first elements of the stack, after node 0
        self._parts: list[str] = []
        self._links: list[tuple[int, int, str]] = []  # first part, part behind the last, address
        self._href: str | None = None  # of the link that is open
        self._href_from = 0
        self._times: list[str] = []
        self._late: dict[str, _Element] | None = None  # what was streamed behind the page, by id, until it is read
        self._strong = 0
        self._walk(root, 0)
        self._flush()

    def _walk(self, element: _Element, depth: int) -> None:
        if depth > self._flat_below:
            self._parts.extend(self._flat_text(element, depth))
            return
        parts = self._parts
        text = element.text
        if text:
            parts.append(text)
        for child in element:
            tag = child.tag
            if tag.__class__ is not str:  # comments and processing instructions
                pass
            elif tag == "br":
                if parts:
                    self._flush()
            elif tag in _IMAGES:
                self._image(child)
            elif tag in _SKIPPED:
                if tag == "template":
                    self._streamed(child, depth)
            elif child.get("hidden") is None and ((style := child.get("style")) is None or _HIDDEN_STYLE.search(style) is None):
                if tag in _BLOCK:
                    if parts:
                        self._flush()
                    self._stack.append(child)
                    self._walk(child, depth + 1)
                    if parts:
                        self._flush()
                    self._stack.pop()
                    del self._made[len(self._stack) + 1 :]
                elif tag == "a":
                    self._link(child, depth)
                else:
                    self._inline(child, tag, depth)
            tail = child.tail
            if tail:
                parts.append(tail)

    def _flat_text(self, element: _Element, depth: int) -> Iterator[str]:
        """The visible text of an element that is nested too deep for structure."""
        walker = etree.iterwalk(element, events=("start", "end"))
        depth -= 1
        for event, inner in walker:
            if event == "end":
                depth -= 1
                if inner is not element and inner.tail:
                    yield " " + inner.tail
                continue
            depth += 1
            if depth > self._limits.depth:
                raise too_deep(self._limits.depth)
            if inner.tag in _SKIPPED or inner.get("hidden") is not None or _HIDDEN_STYLE.search(inner.get("style") or ""):
                walker.skip_subtree()
            elif inner.text:
                yield " " + inner.text

    def _streamed(self, placeholder: _Element, depth: int) -> None:
        """Read, in its place, what a server that streams its page sent later: React sends ``<template id="B:1">`` (or "P:1") where the
        hidden ``<div id="S:1">`` at the end of the page belongs, and moves it there by script.
        """
        name = placeholder.get("id") or ""
        if not name.startswith(("B:", "P:")):
            return
        if self._late is None:
            root = placeholder.getroottree().getroot()
            self._late = {element.get("id", ""): element for element in root.iter("div") if (element.get("id") or "").startswith("S:")}
        element = self._late.pop("S:" + name[2:], None)
        if element is not None and element.get("hidden") is not None:
            self._flush()
            self._walk(element, depth + 1)
            self._flush()

    def _inline(self, element: _Element, tag: str, depth: int) -> None:
        if tag == "time":
            moment = element.get("datetime")
            if moment:
                self._times.append(moment)
        if tag not in _STRONG:
            self._walk(element, depth + 1)
            return
        first = len(self._parts)
        emitted = len(self.blocks)
        self._walk(element, depth + 1)
        if emitted == len(self.blocks):
            self._strong += sum(map(len, self._parts[first:]))

    def _link(self, element: _Element, depth: int) -> None:
        outer = self._href
        self._close_link()
        self._href, self._href_from = element.get("href"), len(self._parts)
        self._walk(element, depth + 1)
        self._close_link()
        self._href, self._href_from = outer, len(self._parts)

    def _close_link(self) -> None:
        if self._href is not None and len(self._parts) > self._href_from:
            self._links.append((self._href_from, len(self._parts), self._href))

    def _image(self, element: _Element) -> None:
        # What loads pictures late keeps the real address beside a placeholder in "src".
        url = ""
        for name in _ADDRESSES:
            value = element.get(name)
            if value and not value.startswith("data:"):
                url = value
                break
        url = url.split(",")[0].split(" ")[0] if " " in url else url
        if url and not url.startswith("data:"):
            alt, width, height = element.get("alt") or None, _pixels(element.get("width")), _pixels(element.get("height"))
            link = self._absolute(self._href) if self._href else None
            self.images.append(PageImage(len(self.blocks), self._node(), self._absolute(url), alt, width, height, link))

    def _node(self) -> int:
        """Index of the node of the innermost open element; nodes are made only where something stands in them."""
        stack, made, nodes = self._stack, self._made, self.nodes
        for element in stack[len(made) - 1 :]:
            words: tuple[str, ...] = ()
            for name, value in element.items():
                if name in _WORD_ATTRIBUTES:
                    words += attribute_words(value)
            nodes.append(Node(made[-1], element.tag, words, len(made)))
            made.append(len(nodes) - 1)
        return made[-1]

    def _flush(self) -> None:
        """End the block that is open."""
        parts = self._parts
        if not parts:
            return
        whole = parts[0] if len(parts) == 1 else "".join(parts)
        if not whole.isspace():
            self._emit(whole)
        parts.clear()
        if self._links:
            self._links.clear()
        if self._times:
            self._times.clear()
        self._strong = 0
        self._href_from = 0

    def _emit(self, whole: str) -> None:
        """Make a block of the parts, which are no white space alone.

        Args:
            whole: the parts in one.
        """
        self._close_link()
        links: tuple[Link, ...] = ()
        if self._links:
            text, links = fold_links(self._parts, self._links, self._absolute)
        else:
            text = " ".join(whole.split())
        if len(text) > _LONGEST_SPACER or text.isprintable() or any(char.isprintable() for char in text):
            if len(self.blocks) >= self._limits.blocks:
                raise too_many("blocks", self._limits.blocks)
            node = self._node()
            strong = min(self._strong, len(text))
            self.blocks.append(Block(len(self.blocks), text, node, self.nodes[node].tag, links, tuple(self._times), strong))

    def _absolute(self, url: str) -> str:
        url = url.strip()
        if not self._base or url.startswith(("http://", "https://")):
            return url
        if url.startswith("/") and not url.startswith("//") and "/." not in url:
            return self._origin + url
        try:
            return urljoin(self._base, url)
        except ValueError:  # addresses that do not parse stay as they are
            return url


def fold_links(parts: list[str], links: list[tuple[int, int, str]], absolute: Callable[[str], str]) -> tuple[str, tuple[Link, ...]]:
    """Join the parts, fold white space and give each link its offsets in the folded text."""
    if len(links) == 1:  # most often it is all that there is
        first, behind, url = links[0]
        if not "".join(parts[:first] + parts[behind:]).strip():
            text = " ".join("".join(parts[first:behind]).split())
            return text, (Link(text, absolute(url), 0, len(text)),)
    edges = sorted({edge for first, behind, _ in links for edge in (first, behind)})
    offsets: dict[int, tuple[int, int]] = {}  # edge: offset where text in front of it ends, offset where text behind it starts
    out: list[str] = []
    length = 0
    gap = False  # white space stands between what is written and what comes
    for first, behind in _spans(edges, len(parts)):
        piece = "".join(parts[first:behind])
        folded = " ".join(piece.split())
        if not folded:
            gap = gap or bool(piece)
            offsets[behind] = (length, length + (1 if gap and length else 0))
            continue
        if (gap or piece[0].isspace()) and length:
            out.append(" ")
            length += 1
        offsets[first] = (offsets.get(first, (length, length))[0], length)
        out.append(folded)
        length += len(folded)
        gap = piece[-1].isspace()
        offsets[behind] = (length, length + 1 if gap else length)
    text = "".join(out)
    made = []
    for first, behind, url in links:
        start, end = offsets.get(first, (0, 0))[1], offsets.get(behind, (length, length))[0]
        end = min(end, length)
        start = min(start, end)
        made.append(Link(text[start:end], absolute(url), start, end))
    return text, tuple(made)


def _spans(edges: list[int], total: int) -> Iterator[tuple[int, int]]:
    last = 0
    for edge in edges:
        if edge > last:
            yield last, edge
            last = edge
    if total > last:
        yield last, total


def _pixels(value: str | None) -> int | None:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 6 else None
