"""One walk over a page for the elements that declare something."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from attrs import define, field

from newsparse.read.declared.found import line
from newsparse.read.declared.meta import MAX_VALUES, Metas, meta_key

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["MAX_ELEMENTS", "Head", "read_head"]

MAX_ELEMENTS = 20_000
"""Elements that are looked at; pages have up to 1,500 of these kinds."""
_MAX_SHOWN = 20


@define
class Head:
    """The declaring elements of a page, unread."""

    metas: Metas = field(factory=dict)
    scripts: list[str] = field(factory=list)
    """Texts of the JSON-LD scripts."""
    links: dict[str, str] = field(factory=dict)
    """Addresses of the link elements "canonical" and "image_src"."""
    title: str | None = None
    shown: list[str] = field(factory=list)
    """Texts of the page's h1 elements: of several declared headlines, the page shows one."""


def read_head(root: _Element) -> Head:
    """All declaring elements in one pass, wherever they stand: broken pages have their head's elements in the body."""
    head = Head()
    metas = head.metas
    for count, element in enumerate(root.iter("meta", "link", "script", "title", "h1")):
        if count > MAX_ELEMENTS:
            break
        tag = element.tag
        if tag == "meta":
            _read_meta(cast("dict[str, str]", dict(element.items())), metas)
        elif tag == "script":
            kind = element.get("type")
            if kind is not None and "ld+json" in kind.lower() and element.text:
                head.scripts.append(element.text)
        elif tag == "link":
            rel = (element.get("rel") or "").lower()
            if rel in ("canonical", "image_src") and element.get("href"):
                head.links.setdefault(rel, element.get("href") or "")
        elif tag == "h1":
            if len(head.shown) < _MAX_SHOWN:
                head.shown.append(line("".join(map(str, element.itertext()))) or "")
        elif head.title is None:
            parent = element.getparent()
            if parent is None or parent.tag != "svg":  # pictures have titles too
                head.title = line(element.text)
    head.scripts += metas.pop("script.ld+json", [])  # a slip of one framework's users
    return head


def _read_meta(attributes: dict[str, str], metas: Metas) -> None:
    content = attributes.get("content") or attributes.get("value")
    if not content:
        return
    first = attributes.get("property") or attributes.get("http-equiv")
    name = attributes.get("name")
    for key in (first, name) if name != first else (name,):
        if key:
            values = metas.setdefault(meta_key(key), [])
            if len(values) < MAX_VALUES:
                values.append(content)
