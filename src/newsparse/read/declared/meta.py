"""The head's meta elements: OpenGraph, article:*, Dublin Core, and the names that publishing systems and trackers have added."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain

from newsparse.article import Author
from newsparse.read.declared.found import Found, address, line, split_tags, truth

__all__ = ["MAX_VALUES", "Metas", "meta_key", "read_meta"]

MAX_VALUES = 100
"""Values that are kept of one name: pages repeat article:tag."""

Metas = dict[str, list[str]]
"""Contents by ``meta_key``, in page order."""

_NAMESPACE = re.compile(r"(?:dcterms?[._-]?|dc[._-])(?=[a-z])")

_HEADLINE = ("og.title", "twitter.title", "parsely-title", "sailthru.title", "citation_title", "dc.title", "headline", "title")
_DESCRIPTION = ("og.description", "description", "twitter.description", "sailthru.description", "dc.description", "dc.abstract")
_AUTHORS = (
    "author", "article.author", "og.article.author", "authors", "citation_author", "parsely-author", "sailthru.author",
    "dc.creator", "cxenseparse.author", "creator", "article.author_name", "dc.contributor", "og.author", "book.author",
)  # fmt: skip
_PUBLISHED = (
    "article.published_time", "og.article.published_time", "article.published", "og.published_time", "og.publish_date", "sailthru.date",
    "dc.date.issued", "dc.issued", "parsely-pub-date", "cxenseparse.publishtime", "cxenseparse.recs.publishtime",
    "cxenseparse.recs.published_time", "publish_date", "publish-date", "published", "pub_date", "publisheddate", "published_time",
    "publication_date", "prism.publicationdate", "ya.ovs.upload_date", "citation_publication_date", "citation_online_date", "date",
    "article.publicationdate", "displaydate", "shareaholic.article_published_time", "dc.date", "dc.date.published", "pubdate",
    "release_date", "originalpublicationdate", "firstpublished", "citation_date", "datepublished",
)  # fmt: skip
_CREATED = ("dc.created", "dc.date.created", "datecreated", "creation_date", "created", "dc.available", "og.article.created_time")
_PUBLISHED_TOO = re.compile(r"(?:.*[._-])?publi(?:sh|c)\w{0,8}[._ -]?(?:date|time|on)")
_AUTHOR_TOO = re.compile(r"(?:\w{0,20}[._-])?\w{0,8}authors?(?:[._-]?name)?")
"""What else systems call these, as long as no name above is there."""
_MODIFIED = (
    "article.modified_time", "og.article.modified_time", "og.updated_time", "article.modified", "article.updated", "article.updated_time",
    "dc.date.modified", "dc.modified", "datemodified", "last-modified", "lastmod", "modified_time", "shareaholic.article_modified_time",
    "cxenseparse.modificationtime", "revised", "updated_time", "last_updated_date", "lastmodified", "date.modified",
)  # fmt: skip
_SITE = ("og.site_name", "application-name", "apple-mobile-web-app-title", "al.ios.app_name")
_PUBLISHER = ("dc.publisher", "citation_publisher", "publisher", "article.publisher")
_SECTION = (
    "article.section", "og.article.section", "parsely-section", "og.section", "section", "cxenseparse.section", "category",
    "article.category",
)  # fmt: skip
_TAGS = ("article.tag", "og.article.tag", "news_keywords", "parsely-tags", "sailthru.tags", "og.tag", "video.tag", "cxenseparse.keywords")
_KEYWORDS = ("keywords", "dc.subject", "citation_keywords", "tags", "keyword")
_IMAGE = (
    "og.image.secure_url",
    "og.image",
    "og.image.url",
    "twitter.image",
    "twitter.image.src",
    "sailthru.image.full",
    "thumbnail",
    "parsely-image-url",
)
_LANGUAGE = ("content-language", "language", "dc.language", "og.locale", "og.language", "lang")
_TYPE = ("og.type", "parsely-type", "dc.type")
_TIER = {"free": True, "locked": False, "premium": False, "paid": False}
"""``article:content_tier``; "metered" says neither."""


@lru_cache(maxsize=4096)
def meta_key(name: str) -> str:
    """A name as the tables above have it: "OG:Title" and "og.title" are one, as are "DC.title", "dcterms:title"."""
    key = name.strip().lower().replace(":", ".")
    found = _NAMESPACE.match(key)
    return f"dc.{key[found.end() :]}" if found else key


def read_meta(metas: Metas, base: str | None) -> Found:
    """What the meta elements say."""
    free = truth(metas.get("isaccessibleforfree", [""])[0])
    tier = metas.get("article.content_tier", [""])[0].strip().lower()
    return Found(
        headline=[text for key in _HEADLINE if key in metas and (text := line(metas[key][0]))],
        description=_one(metas, _DESCRIPTION),
        authors=_authors(metas),
        published=_all(metas, _PUBLISHED) or _all(metas, tuple(filter(_PUBLISHED_TOO.fullmatch, metas))),
        created=_all(metas, _CREATED),
        modified=_all(metas, _MODIFIED),
        site_name=_one(metas, _SITE),
        publisher=_one(metas, _PUBLISHER, web=False),
        section=_one(metas, _SECTION, web=False),
        tags=_tags(metas, _TAGS),
        keywords=_tags(metas, _KEYWORDS),
        image=_address(metas, _IMAGE, base),
        url=_address(metas, ("og.url", "twitter.url", "parsely-link"), base),
        language=_one(metas, _LANGUAGE),
        type=_one(metas, _TYPE),
        free=free if free is not None else _TIER.get(tier),
    )


def _one(metas: Metas, keys: tuple[str, ...], *, web: bool = True) -> str | None:
    """The first value of the first name that has one; with ``web=False`` it must be no address (article:publisher often is)."""
    for key in keys:
        if key not in metas:
            continue
        for value in metas[key]:
            text = line(value)
            if text and (web or not text.startswith(("http://", "https://", "www."))):
                return text
    return None


def _all(metas: Metas, keys: tuple[str, ...]) -> list[str]:
    return [value for key in keys if key in metas and (value := metas[key][0].strip())]


def _tags(metas: Metas, keys: tuple[str, ...]) -> list[str]:
    """The tags of the first name that has any."""
    return next((tags for key in keys if key in metas and (tags := split_tags(metas[key]))), [])


def _address(metas: Metas, keys: tuple[str, ...], base: str | None) -> str | None:
    return next((url for key in keys for value in metas.get(key, ())[:1] if (url := address(value, base))), None)


def _authors(metas: Metas) -> list[Author]:
    """The names under the first name that has any; addresses (of profiles) and handles are none."""
    for key in chain(_AUTHORS, filter(_AUTHOR_TOO.fullmatch, metas)):
        found: dict[str, Author] = {}
        for value in metas.get(key, ()):
            for part in (line(value) or "").split(";"):
                name = part.strip()
                if name and not name.startswith(("http://", "https://", "@", "www.")) and len(name) <= 300:
                    found.setdefault(name.casefold(), Author(name))
        if found:
            return list(found.values())
    return []
