"""JSON-LD: the node that stands for the page's article among all that the scripts describe.

Pages describe their articles as one object, an array, a ``@graph`` whose nodes point at each other by ``@id``, or as the ``mainEntity`` of
a ``WebPage``. They also describe other articles (teasers, the next story of an endless page) and the site itself.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from attrs import define, field

from newsparse.article import Author
from newsparse.read.declared.found import Found, address, line, split_tags, truth
from newsparse.read.declared.loosejson import read_loosely, read_strictly

__all__ = ["MAX_NODES", "MAX_SCRIPTS", "Graph", "page_key", "read_jsonld"]

MAX_SCRIPTS = 100
"""Scripts of a page that are read; home pages of shops reach 60."""
MAX_BROKEN = 400_000
"""Characters of broken scripts that a page may have before the rest of them is left alone."""
MAX_NODES = 3000
"""Objects that are looked at."""
MAX_DEPTH = 12
"""Nesting of objects to which nodes are looked for; real pages reach 5."""
MAX_WORKS = 30
"""Nodes that may be the page's own and are read; pages have up to 10."""
MAX_AUTHORS = 40
MAX_BODY = 1_000_000
"""Characters of an articleBody that are kept."""

_Node = dict[str, Any]

_ENTRANCES = ("@graph", "mainEntity", "mainEntityOfPage", "subjectOf")
"""Properties that lead to the page's own article. All others (itemListElement, hasPart, mentions, liveBlogUpdate, comment) lead away."""
_ARTICLE = re.compile(r"(?:\w*article|(?:blog|liveblog|socialmedia|discussionforum|)posting|report|newsletter|techpaper|whitepaper)", re.I)
_PAGE = re.compile(r"(?:\w*page|website)", re.I)
_SUPPORT = frozenset(
    "organization newsmediaorganization person imageobject breadcrumblist sitenavigationelement searchaction listitem wpheader wpfooter"
    " wpsidebar localbusiness corporation place postaladdress brand logo speakablespecification itemlist webpageelement thing".split()
)
"""Types that describe what surrounds an article, never the page's subject."""
_BLOCK_TAG = re.compile(r"<(?:/?(?:p|div|h[1-6]|li|ul|ol|blockquote|tr|table|section|figure)\b[^<>]{0,500}|br\s*/?)>", re.I)
_TAG = re.compile(r"</?[a-z!][^<>]{0,1000}>", re.I)


@define
class Graph:
    """All that a page's scripts say, sorted by what it stands for."""

    article: Found | None = None
    """The page's article; None where no node of an article type stands for it."""
    page: Found | None = None
    """The WebPage or another work that the page is about, for what the article's node leaves out."""
    site_name: str | None = None
    subject: str | None = None
    """Type of what the page is about where that is no article ("Product", "QAPage")."""


@define
class _Nodes:
    """The nodes that could be the page's own, in order, and all nodes by their id."""

    own: list[_Node] = field(factory=list)
    inner: list[_Node] = field(factory=list)
    """Nodes that others hold: teasers, but also the one post that a Blog lists on the post's page."""
    by_id: dict[str, _Node] = field(factory=dict)
    seen: int = 0

    def add(self, value: Any, depth: int = 0, *, own: bool = True) -> None:
        if isinstance(value, list):
            if depth < MAX_DEPTH:
                for item in value:
                    self.add(item, depth + 1, own=own)
            return
        if not isinstance(value, dict) or self.seen >= MAX_NODES or depth > MAX_DEPTH:
            return
        self.seen += 1
        name = value.get("@id")
        if isinstance(name, str) and len(value) > len(self.by_id.get(name, ())):
            self.by_id[name] = value
        if own and len(value) > 1 and "@graph" not in value:
            self.own.append(value)
        elif "headline" in value:
            self.inner.append(value)
        for key, item in value.items():
            if isinstance(item, (dict, list)):
                self.add(item, depth + 1, own=own and key in _ENTRANCES)

    def resolve(self, value: Any) -> Any:
        """The node that a reference by ``@id`` points at, else the value itself."""
        if isinstance(value, dict) and isinstance(value.get("@id"), str) and len(value) <= 3:
            full = self.by_id.get(value["@id"])
            if full is not None:
                return full
        return value


def read_jsonld(scripts: list[str], *, base: str | None, addresses: frozenset[str], titles: tuple[str, ...]) -> Graph:
    """What the scripts say about the page.

    Args:
        scripts: Texts of the ``application/ld+json`` scripts in order.
        base: Address that relative ones are relative to.
        addresses: ``page_key`` of each address that the page is known by.
        titles: Titles of the page; of several articles, the one whose headline they hold is the page's.
    """
    nodes = _Nodes()
    budget = MAX_BROKEN
    for script in scripts[:MAX_SCRIPTS]:
        values = read_strictly(script)
        if not values and len(script) <= budget:
            budget -= len(script)
            values = read_loosely(script)
        for value in values:
            nodes.add(value)
    graph = Graph()
    articles, pages = [], []
    for node in nodes.own:
        types = _types(node)
        if any(_ARTICLE.fullmatch(name) for name in types) or (not types and "headline" in node):
            articles.append(node)
        elif any(_PAGE.fullmatch(name) for name in types):
            if graph.site_name is None and any(name.lower() == "website" for name in types):
                graph.site_name = line(node.get("name"))
            else:
                pages.append(node)
        elif not all(name.lower() in _SUPPORT for name in types):
            pages.append(node)
    if not articles:
        articles = [node for node in nodes.inner if _fit(node, addresses, titles)[0]]
    ranked = sorted(articles, key=lambda node: _fit(node, addresses, titles), reverse=True)  # stable: the first of equals stays first
    if ranked and (len(ranked) < 3 or _fit(ranked[0], addresses, titles)[:2] > (False, False)):
        graph.article = _found(ranked[0], nodes, base)
        for node in ranked[1:MAX_WORKS]:
            if _same_work(node, ranked[0]):
                _complete(graph.article, _found(node, nodes, base))
    for node in pages[:MAX_WORKS]:
        found = _found(node, nodes, base)
        if "headline" not in node and (found.type is None or _PAGE.fullmatch(found.type)):
            found.headline = []  # the name of a WebPage is its browser title
        if found.type and graph.subject is None and found.type.lower() not in ("webpage", "website", "creativework"):
            graph.subject = found.type
        if graph.page is None:
            graph.page = found
        else:
            _complete(graph.page, found)
    return graph


def page_key(url: str) -> str:
    """What two spellings of a page's address have in common: no scheme, "www.", query, fragment or slash at the end."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}"


def _types(node: _Node) -> list[str]:
    """Type names without their namespace."""
    value = node.get("@type", node.get("type"))
    return [
        name.strip().rsplit("/", 1)[-1].rsplit(":", 1)[-1]
        for name in (value if isinstance(value, list) else [value])
        if isinstance(name, str)
    ][:5]


def _fit(node: _Node, addresses: frozenset[str], titles: tuple[str, ...]) -> tuple[bool, bool, bool, int]:
    """How well an article's node fits the page: its address, its headline, whether it has one, how much it says."""
    own = {page_key(url) for url in (node.get("url"), node.get("@id"), _id(node.get("mainEntityOfPage"))) if isinstance(url, str)}
    headline = line(node.get("headline")) or line(node.get("name"))
    named = headline is not None and any(headline.casefold() in title.casefold() for title in titles)
    says = sum(1 for key in ("headline", "datePublished", "author", "articleBody", "publisher", "description", "image") if node.get(key))
    return bool((own - {""}) & addresses), named, bool(headline), says


def _same_work(node: _Node, other: _Node) -> bool:
    """Whether two nodes describe one article: the same headline, or the same id or address."""
    first, second = line(node.get("headline")), line(other.get("headline"))
    if first and second:
        return first.casefold() == second.casefold()
    return any(isinstance(node.get(key), str) and node.get(key) == other.get(key) for key in ("@id", "url"))


def _id(value: Any) -> Any:
    return value.get("@id") if isinstance(value, dict) else value


def _found(node: _Node, nodes: _Nodes, base: str | None) -> Found:
    """What one node says."""
    types = _types(node)
    article = next((name for name in types if _ARTICLE.fullmatch(name)), None)
    headlines = [text for key in ("headline", "name", "alternativeHeadline") if (text := line(node.get(key)))]
    return Found(
        headline=headlines,
        description=line(node.get("description")) or line(node.get("abstract")),
        authors=_authors(node.get("author"), nodes, base) or _authors(node.get("creator"), nodes, base),
        published=_texts(node.get("datePublished")),
        created=_texts(node.get("dateCreated")) + (_texts(node.get("uploadDate")) if article is None else []),
        modified=_texts(node.get("dateModified")),
        publisher=_name(nodes.resolve(_first(node.get("publisher")))) or _name(nodes.resolve(_first(node.get("sourceOrganization")))),
        section=_section(_first(node.get("articleSection"))),
        keywords=split_tags(node.get("keywords")),
        image=_image(node.get("image"), nodes, base)
        or _image(node.get("primaryImageOfPage"), nodes, base)
        or address(_first(node.get("thumbnailUrl")), base),
        url=address(node.get("url"), base),
        language=_language(_first(node.get("inLanguage"))),
        type=article or (types[0] if types else None),
        free=_free(node),
        body=_body(node.get("articleBody")) or (_body(node.get("text")) if article else None),
    )


def _complete(found: Found, other: Found) -> None:
    """Fill what a description leaves out from another of the same work."""
    for name in (
        "headline",
        "description",
        "authors",
        "published",
        "created",
        "modified",
        "publisher",
        "section",
        "keywords",
        "image",
        "url",
        "language",
        "free",
        "body",
    ):
        if getattr(found, name) in (None, []):
            setattr(found, name, getattr(other, name))


def _section(value: Any) -> str | None:
    name = line(value.get("name") if isinstance(value, dict) else value)
    return None if name is None or name.startswith(("http://", "https://")) else name


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _texts(value: Any) -> list[str]:
    """Dates as written; some pages give a list, others a number of seconds."""
    items = value if isinstance(value, list) else [value]
    return [
        str(item).strip() for item in items[:3] if isinstance(item, (str, int, float)) and not isinstance(item, bool) and str(item).strip()
    ]


def _name(value: Any) -> str | None:
    if isinstance(value, dict):
        return line(_first(value.get("name"))) or line(value.get("legalName"))
    return line(value)


def _authors(value: Any, nodes: _Nodes, base: str | None) -> list[Author]:
    """Authors given as text, as an object, as a reference, or as (nested) lists of these."""
    found: dict[str, Author] = {}
    for item in _flat(value):
        author = nodes.resolve(item)
        if isinstance(author, dict):
            names = author.get("name") or " ".join(filter(None, (line(author.get("givenName")), line(author.get("familyName")))))
            url = address(_first(author.get("url")), base) or address(_web(_first(author.get("sameAs"))), base)
            role = line(_first(author.get("jobTitle")))
        else:
            names, url, role = author, None, None
        for single in names if isinstance(names, list) else [names]:
            for part in (line(single) or "").split(";"):
                name = part.strip()
                if name and not name.startswith(("http://", "https://")):
                    found.setdefault(name.casefold(), Author(name, url, role))
    return list(found.values())[:MAX_AUTHORS]


def _flat(value: Any, depth: int = 0) -> Iterator[Any]:
    if isinstance(value, list) and depth < 4:
        for item in value[:MAX_AUTHORS]:
            yield from _flat(item, depth + 1)
    elif isinstance(value, dict) and "@list" in value and depth < 4:
        yield from _flat(value["@list"], depth + 1)
    else:
        yield value


def _web(value: Any) -> Any:
    return value if isinstance(value, str) and value.startswith("http") else None


def _image(value: Any, nodes: _Nodes, base: str | None) -> str | None:
    item = nodes.resolve(_first(value))
    if isinstance(item, dict):
        item = _first(item.get("url")) or _first(item.get("contentUrl")) or _web(item.get("@id"))
    return address(item, base)


def _language(value: Any) -> str | None:
    if isinstance(value, dict):
        return line(value.get("alternateName")) or line(value.get("name"))
    return line(value)


def _free(node: _Node) -> bool | None:
    """``isAccessibleForFree``, of the work or of a part of it: publishers mark only the part behind the wall."""
    own = truth(node.get("isAccessibleForFree"))
    if own is not None:
        return own
    parts = node.get("hasPart")
    told = [
        truth(part.get("isAccessibleForFree")) for part in (parts if isinstance(parts, list) else [parts])[:20] if isinstance(part, dict)
    ]
    return False if False in told else None


def _body(value: Any) -> str | None:
    """An articleBody as plain text, a line a paragraph where its markup shows them."""
    value = _first(value)
    if not isinstance(value, str):
        return None
    text = value[:MAX_BODY]
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = html.unescape(_TAG.sub("", _BLOCK_TAG.sub("\n", text)))
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\0", "").strip()
    return text or None
