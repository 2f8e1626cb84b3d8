"""Which source of declarations wins for each field, in one place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsparse.article import Author, Declared, Timestamp
from newsparse.language import from_tag
from newsparse.lexicon import fold, languages, lexicon
from newsparse.limits import DEFAULT
from newsparse.moments.declared import best_declared, parse_declared
from newsparse.read.declared.found import Found, address, line
from newsparse.read.declared.head import Head, read_head
from newsparse.read.declared.jsonld import Graph, page_key, read_jsonld
from newsparse.read.declared.loosejson import within
from newsparse.read.declared.meta import Metas, read_meta
from newsparse.read.declared.microdata import read_microdata

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["declared"]

MAX_SECTION = 60
"""Characters of a section's name; longer ones are headlines, descriptions or lists."""
_GENERIC = frozenset({"website", "object", "webpage", "page"})
"""Types that say nothing of what is on the page; sites give them to all their pages."""
_CUT = re.compile(r"\s[|\-–—·•:»*/~]+\s|\s?[|｜]\s?")
_ORIGINS = ("json-ld", "meta", "microdata", "json-ld")


def declared(root: _Element, *, url: str | None, jsonld_limit: int = DEFAULT.jsonld) -> tuple[Declared, str | None]:
    """What the page declares, and the article's text as JSON-LD gives it (``articleBody``; None where it does not).

    Args:
        root: The page's tree; it is not changed.
        url: The page's address where the caller knows it, for relative addresses.
        jsonld_limit: Characters of JSON-LD that are read; scripts beyond are left alone, and logged.
    """
    head = read_head(root)
    base = next((known for known in (url, head.links.get("canonical"), *head.metas.get("og.url", ())) if _absolute(known)), None)
    meta = read_meta(head.metas, base)
    meta.image = meta.image or address(head.links.get("image_src"), base)
    canonical = address(head.links.get("canonical"), base)
    graph = Graph()
    if head.scripts:
        addresses = frozenset(page_key(known) for known in (url, canonical, meta.url) if known) - {""}
        graph = read_jsonld(
            within(head.scripts, jsonld_limit), base=base, addresses=addresses, titles=tuple(filter(None, (*meta.headline, head.title)))
        )
    micro = read_microdata(root, base) or Found()
    return _settle(_top(root), head, canonical, meta=meta, graph=graph, micro=micro), graph.article.body if graph.article else None


def _settle(top: _Element, head: Head, canonical: str | None, *, meta: Found, graph: Graph, micro: Found) -> Declared:
    """Which source wins, field by field.

    In general JSON-LD of the article comes first: it is made from the same record as the page, for search engines that check it. The
    OpenGraph elements are written for sharing (headlines sharpened, the site's name appended). Other meta names follow; microdata depends
    on finding the right element; a ``WebPage`` in JSON-LD speaks of the page more than of the article.

    - headline: a NewsArticle's in JSON-LD. Other systems write a title for search engines there, so that of all that are declared, in
      the order JSON-LD, meta (OpenGraph first), microdata, WebPage, browser title, the first that an h1 of the page shows comes next;
      where it shows none, the first. The site's name at the end is cut off.
    - description: meta first: editors write that one as a summary, JSON-LD's is often the beginning of the text.
    - authors: JSON-LD, microdata, meta, WebPage; a source that names the site alone gives way to one that names somebody. Last, the
      label that sharing cards show ("Written by").
    - published, modified: JSON-LD, meta, microdata, WebPage, then the dates of creation; of one day the most exact (``best_declared``).
    - site_name: meta, JSON-LD's WebSite, the publisher. publisher: JSON-LD, meta, microdata.
    - section: meta, since JSON-LD lists all that apply. tags: what readers see as tags (article:tag), then keywords, which are written
      for search engines: JSON-LD, microdata, meta.
    - image: JSON-LD, meta (OpenGraph's often has a logo or words drawn on it), microdata.
    - canonical_url: the canonical link, og:url, JSON-LD.
    - language: html lang, meta, JSON-LD; what the text has to say to it is for ``newsparse.language.settle``.
    - type: the article's in JSON-LD; the subject of a page about something else (Product), unless OpenGraph says "article"; microdata;
      og:type; WebPage.
    - free: the first that says either.
    """
    article, page = graph.article or Found(), graph.page or Found()
    sources = (article, meta, micro, page)
    site = meta.site_name or graph.site_name
    publisher = _first(article.publisher, meta.publisher, micro.publisher, page.publisher)
    site_names = _site_names((site, publisher, meta.publisher, graph.site_name), (canonical, meta.url))
    language = _language(top, meta, article, page)
    subject = graph.subject if (meta.type or "").lower() != "article" else None
    kind = meta.type if meta.type and meta.type.lower() not in _GENERIC else None
    return Declared(
        headline=_headline(article, [*(text for source in sources for text in source.headline), head.title], head.shown, site_names),
        description=_first(meta.description, article.description, micro.description, page.description),
        authors=_authors((article, micro, meta, page), site_names) or _card_authors(head.metas, language),
        published=_moment([source.published for source in sources] + [source.created for source in sources], language),
        modified=_moment([source.modified for source in sources], language),
        site_name=site or publisher,
        publisher=publisher,
        section=_first(*(source.section for source in (meta, article, micro, page) if len(source.section or "") <= MAX_SECTION)),
        tags=next((tuple(tags) for tags in (meta.tags, article.keywords, micro.keywords, meta.keywords, page.keywords) if tags), ()),
        image=_first(*(source.image for source in sources)),
        canonical_url=_first(canonical, meta.url, article.url, page.url),
        language=language,
        type=_first(article.type, subject, micro.type, kind, page.type, meta.type),
        free=next((source.free for source in sources if source.free is not None), None),
        title=head.title,
    )


def _headline(article: Found, candidates: list[str | None], shown: list[str], site_names: frozenset[str]) -> str | None:
    headlines = [_without_site(text, site_names) for text in candidates if text]
    if article.headline and (article.type or "").lower().endswith("newsarticle"):
        return headlines[0]
    visible = {_squeezed(text) for text in shown}
    return next((text for text in headlines if _squeezed(text) in visible), headlines[0] if headlines else None)


def _without_site(headline: str, site_names: frozenset[str]) -> str:
    """A headline without the site's name at its end or start, as sharing and browser titles have it: "Bridge closed | The Town Post"."""
    cuts = list(_CUT.finditer(headline))
    for cut in reversed(cuts[-3:]):
        if _squeezed(headline[cut.end() :]) in site_names and headline[: cut.start()].strip():
            return headline[: cut.start()].strip()
    for cut in cuts[:1]:
        if _squeezed(headline[: cut.start()]) in site_names and headline[cut.end() :].strip():
            return headline[cut.end() :].strip()
    return headline


def _site_names(names: tuple[str | None, ...], addresses: tuple[str | None, ...]) -> frozenset[str]:
    """The site's names and its host, squeezed."""
    hosts = [urlsplit(url).netloc.lower().removeprefix("www.") for url in addresses if url and _absolute(url)]
    known = {_squeezed(name) for name in (*names, *hosts, *(host.rsplit(".", 1)[0] for host in hosts)) if name}
    return frozenset(known - {""})


def _squeezed(text: str) -> str:
    """Letters and digits alone: what two writings of a name or headline have in common."""
    return "".join(filter(str.isalnum, text.casefold()))


def _first(*values: str | None) -> str | None:
    return next((value for value in values if value), None)


def _authors(sources: tuple[Found, ...], site_names: frozenset[str]) -> tuple[Author, ...]:
    """The names of the first source that names somebody else than the site, with address and role from those that name the same person."""
    named = [source.authors for source in sources if source.authors]
    if not named:
        return ()
    chosen = next((authors for authors in named if any(_squeezed(author.name) not in site_names for author in authors)), named[0])
    others = {author.name.casefold(): author for authors in reversed(named) for author in authors if author.url or author.role}
    out = []
    for author in chosen:
        other = others.get(author.name.casefold(), author)
        out.append(Author(author.name, author.url or other.url, author.role or other.role))
    return tuple(out)


def _card_authors(metas: Metas, language: str | None) -> tuple[Author, ...]:
    """The author on a sharing card: ``twitter:label1`` says "Written by", ``twitter:data1`` who."""
    for number in "12":
        label, name = (line(metas.get(f"twitter.{part}{number}", [""])[0]) for part in ("label", "data"))
        if label and name and any(fold(label) in lexicon(code).labels["byline"] for code in (language, "en") if code in languages()):
            return (Author(name),)
    return ()


def _moment(values: list[list[str]], language: str | None) -> Timestamp | None:
    """The best of the moments that the sources declare, given from the most to the least trusted."""
    found = []
    for number, texts in enumerate(values):
        for text in texts:
            worded = not text[:4].isdigit() and language in languages()  # the order of day and month is the language's
            lexicons = (lexicon(language), lexicon("en")) if worded and language else ()
            moment = parse_declared(text, origin=_ORIGINS[number % len(_ORIGINS)], lexicons=lexicons)
            if moment is not None:
                found.append(moment)
    return best_declared(found)


def _language(top: _Element, meta: Found, article: Found, page: Found) -> str | None:
    tags = (top.get("lang"), top.get("{http://www.w3.org/XML/1998/namespace}lang"), top.get("xml:lang"))
    return next((code for value in (*tags, meta.language, article.language, page.language) if value and (code := from_tag(value))), None)


def _top(root: _Element) -> _Element:
    """The html element, even where only a part of its tree is read."""
    return root if root.tag == "html" else root.getroottree().getroot()


def _absolute(url: str | None) -> bool:
    if not url or not url.startswith(("http://", "https://")):
        return False
    try:
        return bool(urlsplit(url).netloc)
    except ValueError:
        return False
