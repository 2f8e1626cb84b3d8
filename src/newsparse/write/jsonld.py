"""An Article as a schema.org ``NewsArticle``, https://schema.org/NewsArticle."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from newsparse.write.safe import safe_image_url, safe_url

if TYPE_CHECKING:
    from newsparse.article import Article, Author, Image

__all__ = ["jsonld_script", "to_jsonld"]

# "<" and ">" could end the script element or open a comment in it; half of a surrogate pair has no UTF-8 form;
# U+2028 and U+2029 end a line for older JavaScript.
_UNSAFE = re.compile(r"[<>&\u2028\u2029\ud800-\udfff]")


def to_jsonld(article: Article) -> dict[str, Any]:
    """The article as a ``NewsArticle``, ready for JSON. What is not known has no key.

    The dek is ``alternativeHeadline``, and ``description`` too where the page's head declares none. An author who bears the name of
    the outlet, the publisher or the site is an ``Organization``, as is the outlet where no author is known. Addresses that are not
    safe to follow are left out.
    """
    url, canonical = safe_url(article.url), safe_url(article.canonical_url)
    publisher = article.declared.publisher or article.site_name
    everything = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "url": url or canonical,
        "mainEntityOfPage": {"@type": "WebPage", "@id": canonical or url} if canonical or url else None,
        "headline": article.headline,
        "alternativeHeadline": article.dek,
        "description": article.declared.description or article.dek,
        "author": _authors(article, publisher),
        "datePublished": article.published.isoformat() if article.published else None,
        "dateModified": article.modified.isoformat() if article.modified else None,
        "publisher": _organization(publisher),
        "sourceOrganization": _organization(article.source) if not _same(article.source, publisher) else None,
        "inLanguage": article.language,
        "articleSection": article.section,
        "keywords": list(article.tags),
        "image": [picture for picture in map(_image, article.images) if picture],
        "timeRequired": f"PT{article.read_time.minutes}M" if article.read_time else None,
        "isAccessibleForFree": not article.paywalled if article.paywalled is not None else article.declared.free,
        "articleBody": article.text,
    }
    return _known(everything)


def jsonld_script(article: Article, *, indent: int | None = None) -> str:
    """``to_jsonld()`` as JSON text for the inside of ``<script type="application/ld+json">``: nothing in it can end the element.

    It is plain JSON: ``json.loads()`` of it gives ``to_jsonld()``.
    """
    text = json.dumps(to_jsonld(article), ensure_ascii=False, indent=indent)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _authors(article: Article, publisher: str | None) -> list[dict[str, Any]]:
    outlets = (article.source, publisher, article.site_name)
    authors = [_author(author, any(_same(author.name, outlet) for outlet in outlets)) for author in article.authors if author.name]
    outlet = _organization(article.source)
    return authors or ([outlet] if outlet else [])


def _author(author: Author, organization: bool) -> dict[str, Any]:
    kind = {"@type": "Organization"} if organization else {"@type": "Person", "jobTitle": author.role}
    return _known({**kind, "name": author.name, "url": safe_url(author.url)})


def _organization(name: str | None) -> dict[str, Any] | None:
    return {"@type": "Organization", "name": name} if name else None


def _image(image: Image) -> dict[str, Any] | None:
    known = _known({"url": safe_image_url(image.url), "caption": image.caption, "creditText": image.credit})
    return {"@type": "ImageObject", **known} if known else None


def _same(name: str | None, other: str | None) -> bool:
    return bool(name and other) and str(name).casefold() == str(other).casefold()


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "", [])}
