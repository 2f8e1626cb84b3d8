"""Microdata: ``itemprop`` on any element, read with the item that it belongs to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree

from newsparse.article import Author
from newsparse.read.declared.found import MAX_TEXT, Found, address, line, split_tags, truth

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["MAX_PROPERTIES", "read_microdata"]

MAX_PROPERTIES = 2000
"""Elements with ``itemprop`` or ``itemscope`` that are looked at; articles have up to 300, the rest belongs to long lists."""

_PROPERTIES = etree.XPath("descendant-or-self::*/@itemprop")
_TELLING = frozenset(
    "headline author creator datePublished dateModified dateCreated articleBody articleSection publisher description image keywords"
    " isAccessibleForFree mainEntityOfPage".split()
)
"""Properties that are read here; without one of them there are only breadcrumbs and menus."""
_ARTICLE = re.compile(r"https?://(?:www\.)?schema\.org/(?:\w*article|(?:blog|liveblog|socialmedia|discussionforum|)posting|report)/?", re.I)
_PAGE = re.compile(r"https?://(?:www\.)?schema\.org/(?:\w*page|website|creativework|product|recipe|event|blog)/?", re.I)


class _Item:
    """An element with ``itemscope`` and the properties that belong to it."""

    def __init__(self, kind: str, parent: _Item | None) -> None:
        self.type = kind.strip()
        self.parent = parent
        self.values: dict[str, list[_Element | _Item]] = {}

    def add(self, names: str, value: _Element | _Item) -> None:
        for name in names.split()[:5]:
            self.values.setdefault(name, []).append(value)

    def is_article(self) -> bool:
        """By its type, or by a headline: templates give articles the type CreativeWork, or none. The site's header may have one too."""
        if _ARTICLE.fullmatch(self.type):
            return True
        return self.parent is not None and "headline" in self.values and (not self.type or self.type.endswith("CreativeWork"))


class _Items:
    """All items that hold properties."""

    def __init__(self) -> None:
        self.loose = _Item("", None)
        """Holds the properties of elements outside any item."""
        self.all: list[_Item] = []
        self._around: dict[_Element | None, _Item] = {None: self.loose}  # each element is asked once, whatever number is below it

    def add(self, element: _Element) -> None:
        """Give a property to the item around it."""
        if element.get("itemscope") is not None:
            self._item(element)
        else:
            self._item(element.getparent()).add(element.get("itemprop") or "", element)

    def _item(self, element: _Element | None) -> _Item:
        """The item that the content of an element belongs to."""
        path = []
        while element not in self._around:
            path.append(element)
            element = element.getparent() if element is not None else None
        item = self._around[element]
        for below in reversed(path):
            if below is not None and below.get("itemscope") is not None:
                outer, item = item, _Item(below.get("itemtype") or "", item)
                outer.add(below.get("itemprop") or "", item)
                self.all.append(item)
            self._around[below] = item
        return item


def read_microdata(root: _Element, base: str | None) -> Found | None:
    """What the page's article says of itself in microdata; None where it has none."""
    names: Any = _PROPERTIES(root)
    if not any(name in _TELLING for value in names[:MAX_PROPERTIES] for name in value.split()):
        return None
    items = _Items()
    for value in names[:MAX_PROPERTIES]:
        items.add(value.getparent())
    articles = [item for item in items.all if item.is_article() and not _inside_article(item)]
    mains = [max(articles, key=lambda item: len(item.values))] if articles and len(articles) < 4 else []
    mains += [item for item in items.all if _PAGE.fullmatch(item.type) and item.parent is items.loose and item not in mains][:2]
    mains.append(items.loose)
    found = Found()
    for main in mains:
        _read(main, found, base)
    if articles and mains[0] in articles:
        found.type = mains[0].type.rstrip("/").rsplit("/", 1)[-1] or None
    return found


def _inside_article(item: _Item) -> bool:
    """Whether it is an article within an article: a teaser or a comment."""
    above = item.parent
    while above is not None:
        if above.is_article():
            return True
        above = above.parent
    return False


def _read(item: _Item, found: Found, base: str | None) -> None:
    """Add what an item says to what is not known yet."""
    found.headline += [text for name in ("headline", "name")[: 1 + item.is_article()] if (text := _text(item, name))]
    found.description = found.description or _text(item, "description")
    found.authors = found.authors or _authors(item, base)
    found.published += _moments(item, "datePublished")
    found.created += _moments(item, "dateCreated")
    found.modified += _moments(item, "dateModified")
    found.publisher = found.publisher or _publisher(item)
    found.section = found.section or _text(item, "articleSection")
    found.keywords = found.keywords or split_tags(
        [_content(value) for value in item.values.get("keywords", ()) if not isinstance(value, _Item)]
    )
    found.language = found.language or _text(item, "inLanguage")
    if found.image is None:
        found.image = next((url for value in item.values.get("image", ())[:1] if (url := _image(value, base))), None)
    if found.free is None:
        told = item.values.get("isAccessibleForFree", [None])[0]
        found.free = truth(_content(told)) if told is not None and not isinstance(told, _Item) else None


def _content(element: _Element) -> str | None:
    """The value of a property: an attribute, else the element's text."""
    for name in ("content", "datetime"):
        value = element.get(name)
        if value and value.strip():
            return value
    if element.tag == "meta":
        return None
    parts, size = [], 0
    for part in map(str, element.itertext()):
        parts.append(part)
        size += len(part)
        if size > MAX_TEXT:
            return None  # no value, but an element around much of the page
    return "".join(parts)


def _text(item: _Item, name: str) -> str | None:
    for value in item.values.get(name, ())[:3]:
        if not isinstance(value, _Item) and (text := line(_content(value))):
            return text
    return None


def _moments(item: _Item, name: str) -> list[str]:
    """Dates as written, in an attribute or as text."""
    found = []
    for value in item.values.get(name, ())[:3]:
        if not isinstance(value, _Item):
            text = line(_content(value) or value.get("title"))
            if text and len(text) <= 100:
                found.append(text)
    return found


def _authors(item: _Item, base: str | None) -> list[Author]:
    found: dict[str, Author] = {}
    for value in (item.values.get("author") or item.values.get("creator") or [])[:40]:
        if isinstance(value, _Item):
            name = _text(value, "name")
            links = [link for link in value.values.get("url", ()) if not isinstance(link, _Item)]
            url = address(links[0].get("href") or links[0].get("content"), base) if links else None
            role = _text(value, "jobTitle")
        else:
            name, url, role = line(_content(value)), address(value.get("href"), base), None
        if name and len(name) <= 200 and not name.startswith(("http://", "https://")):
            found.setdefault(name.casefold(), Author(name, url, role))
    return list(found.values())


def _publisher(item: _Item) -> str | None:
    for value in item.values.get("publisher", ())[:2]:
        name = _text(value, "name") if isinstance(value, _Item) else line(_content(value))
        if name and len(name) <= 100:
            return name
    return None


def _image(value: _Element | _Item, base: str | None) -> str | None:
    if isinstance(value, _Item):
        inner = value.values.get("url") or value.values.get("contentUrl") or []
        return _image(inner[0], base) if inner and not isinstance(inner[0], _Item) else None
    return address(value.get("content") or value.get("src") or value.get("href"), base)
