"""What pages declare, written down: scripts of JSON-LD and meta elements of an invented page, and what is read from them."""

from __future__ import annotations

import json
from typing import Any

import lxml.html

from newsparse.article import Declared
from newsparse.read.declared import declared

URL = "https://www.harbourpost.example/town/bridge-closed"


def read(head: str, body: str = "", *, url: str | None = URL, lang: str = "") -> Declared:
    return read_both(head, body, url=url, lang=lang)[0]


def read_both(head: str, body: str = "", *, url: str | None = URL, lang: str = "") -> tuple[Declared, str | None]:
    attribute = f' lang="{lang}"' if lang else ""
    return declared(lxml.html.document_fromstring(f"<html{attribute}><head>{head}</head><body>{body}</body></html>"), url=url)


def ld(*values: Any) -> str:
    return "".join(
        f'<script type="application/ld+json">{value if isinstance(value, str) else json.dumps(value)}</script>' for value in values
    )


def meta(**values: str) -> str:
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in values.items())


ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Bridge closed after storm",
    "description": "The old bridge stays shut until May.",
    "author": [
        {"@type": "Person", "name": "Ada Quill", "url": "/staff/ada", "jobTitle": "Reporter"},
        {"@type": "Person", "name": "Ben Ott"},
    ],
    "datePublished": "2024-03-05T08:30:00+01:00",
    "dateModified": "2024-03-06T10:00:00+01:00",
    "publisher": {"@type": "NewsMediaOrganization", "name": "Harbour Post"},
    "articleSection": ["Town", "Traffic"],
    "keywords": "bridges, storm , bridges",
    "image": {"@type": "ImageObject", "url": "/img/bridge.jpg"},
    "inLanguage": "en-GB",
    "isAccessibleForFree": "False",
    "articleBody": "First paragraph.\n\nSecond &quot;one&quot;.",
}
