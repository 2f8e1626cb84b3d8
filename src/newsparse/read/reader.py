"""From any input to a Page: decode, settle the kind, read the blocks and what the head declares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from urllib.parse import urljoin, urlsplit

from newsparse import language as languages
from newsparse.article import Declared
from newsparse.errors import ParseError
from newsparse.limits import DEFAULT
from newsparse.read.decode import load
from newsparse.read.html import HtmlReader
from newsparse.read.kind import kind_of
from newsparse.read.page import Page
from newsparse.read.text import read_text, title_line
from newsparse.read.tree import tree_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsparse.limits import Limits

__all__ = ["read"]


def read(
    page: object,
    *,
    url: str | None = None,
    kind: Literal["html", "text"] | None = None,
    encoding: str | None = None,
    language: str | None = None,
    limits: Limits = DEFAULT,
) -> Page:
    """Read a page of any form that ``newsparse.parse`` takes.

    Raises:
        ParseError: where it is no page; its message says what it was.
    """
    source = load(page, encoding=encoding, size_limit=limits.size)
    if source.tree is not None:
        return _read_html(source.tree, url, language, limits)
    text = source.text or ""
    if (kind or ("html" if source.markup else kind_of(text))) == "text":
        return _read_plain(text, url, language, limits)
    return _read_html(tree_of(text, limits), url, language, limits)


def _read_html(root: _Element, url: str | None, language: str | None, limits: Limits) -> Page:
    from newsparse.read.declared import declared

    head, article_body = declared(root, url=url, jsonld_limit=limits.jsonld)
    address = url or head.canonical_url
    reader = HtmlReader(root, _base(root, address), limits)
    page = Page("html", reader.blocks, reader.nodes, reader.images, head, article_body, address)
    page.language = language or languages.settle(head.language, _sample(page))
    return page


def _base(root: _Element, address: str | None) -> str | None:
    """What the page's links are relative to: its ``<base>`` where that leads to the web, as for browsers, else its own address."""
    href = next((href for element in root.iter("base") if (href := (element.get("href") or "").strip())), "")
    try:
        base = urljoin(address or "", href)
        on_the_web = urlsplit(base).scheme in ("http", "https")
    except ValueError:  # "http://["
        return address
    return base if on_the_web else address


def _read_plain(text: str, url: str | None, language: str | None, limits: Limits) -> Page:
    blocks, nodes = read_text(text, limits.blocks)
    if not blocks:
        raise ParseError(f"the page is empty: {len(text)} characters, all of them white space or invisible", reason="empty")
    page = Page("text", blocks, nodes, declared=Declared(title=title_line(blocks)), url=url)
    page.language = language or languages.settle(None, _sample(page))
    return page


def _sample(page: Page) -> str:
    """The longest blocks of the page, up to 4000 characters: where its language shows."""
    sample: list[str] = []
    left = 4000
    for block in sorted(page.blocks, key=lambda block: -len(block.text)):
        if left <= 0:
            break
        sample.append(block.text[:800])
        left -= len(sample[-1])
    return "\n".join(sample)
