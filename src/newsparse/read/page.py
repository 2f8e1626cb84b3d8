"""What a page is after reading, HTML or text alike: a flat stream of blocks, the containers they stand in, and what the head declares."""

from __future__ import annotations

from typing import Literal

from attrs import define, field

from newsparse.article import Declared, Link

__all__ = ["Block", "Node", "Page", "PageImage"]


@define(eq=False)
class Node:
    """A container of blocks: an HTML element, or a run of lines in plain text. Node 0 is the page."""

    parent: int
    """Index of the container around it; -1 for node 0."""
    tag: str
    words: tuple[str, ...]
    """Lower-case words of its class, id, role, itemprop and data-* names."""
    depth: int


@define(eq=False)
class Block:
    """One visible block: text that a reader sees as one, with no block boundary inside."""

    index: int
    text: str
    """White space folded; never empty."""
    node: int
    """Index of the innermost container."""
    tag: str
    """The block element around it ("p", "h2", "li", "td", …); "" in plain text."""
    links: tuple[Link, ...] = ()
    times: tuple[str, ...] = ()
    """``datetime`` attributes of the ``<time>`` elements inside."""
    strong: int = 0
    """Characters in bold type."""
    gap: int = 0
    """Blank lines before it in plain text; 0 in HTML."""


@define(eq=False)
class PageImage:
    """A picture of the page, before it is known whose it is."""

    before: int
    """Index of the first block behind it."""
    node: int
    url: str
    alt: str | None
    width: int | None = None
    """CSS pixels, where the page says."""
    height: int | None = None
    link: str | None = None
    """Address that the picture links to."""


@define(eq=False)
class Page:
    """A read page."""

    kind: Literal["html", "text"]
    blocks: list[Block]
    nodes: list[Node]
    images: list[PageImage] = field(factory=list)
    declared: Declared = field(factory=Declared)
    article_body: str | None = None
    """JSON-LD's articleBody; None where the head declares none."""
    url: str | None = None
    """The page's address, for relative links; None where unknown."""
    language: str | None = None
    """ISO 639-1."""
