"""What speaks for a block's role besides its own text: its element, what the head declares, its links."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from newsparse.lexicon import fold

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from newsparse.article import Declared
    from newsparse.read.page import Page

__all__ = ["DECLARED_NAMES", "LINK_NAMES", "TAG_NAMES", "DeclaredEvidence", "link_evidence", "tag_evidence"]

_OWN_TAGS = (
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "div", "a", "figcaption", "blockquote", "button", "dt", "dd", "pre",
    "section", "article", "body",
)  # fmt: skip
_AROUND = (
    "header", "footer", "nav", "aside", "article", "main", "section", "figure", "ul", "ol", "table", "form", "blockquote", "button",
    "dl", "figcaption", "h1", "h2", "h3", "li", "p", "address", "menu", "details",
)  # fmt: skip
TAG_NAMES = (*(f"tag_{tag}" for tag in _OWN_TAGS), *(f"in_{tag}" for tag in _AROUND), "depth")
_OWN = {tag: position for position, tag in enumerate(_OWN_TAGS)}
_AROUND_BITS = np.arange(len(_AROUND))
_AROUND_BIT = {tag: 1 << position for position, tag in enumerate(_AROUND)}


def tag_evidence(page: Page) -> NDArray[np.float32]:
    """For each block the numbers of ``TAG_NAMES``: its own element and those around it. Shape (blocks, len(TAG_NAMES))."""
    around: list[int] = []
    for node in page.nodes:
        around.append((around[node.parent] if node.parent >= 0 else 0) | _AROUND_BIT.get(node.tag, 0))
    inner = [page.nodes[block.node] for block in page.blocks]
    bits = np.array([around[block.node] for block in page.blocks], np.int64)
    rows = np.zeros((len(inner), len(TAG_NAMES)), np.float32)
    for i, node in enumerate(inner):
        if node.tag in _OWN:
            rows[i, _OWN[node.tag]] = 1
    rows[:, len(_OWN_TAGS) : -1] = (bits[:, None] >> _AROUND_BITS) & 1
    rows[:, -1] = np.minimum([node.depth for node in inner], 30) / 15
    return rows


DECLARED_NAMES = (
    "is_headline", "in_title", "starts_title", "is_description", "starts_description", "names_author", "is_author", "is_section",
    "is_tag", "is_site", "has_date", "in_article_body", "body_declared", "headline_declared", "slug",
    "type_news", "type_article", "type_other",
)  # fmt: skip
_DECLARED_AT = {name: column for column, name in enumerate(DECLARED_NAMES)}
_IN_TITLE, _STARTS_TITLE, _STARTS_DESCRIPTION = (_DECLARED_AT[name] for name in ("in_title", "starts_title", "starts_description"))
_NAMES_AUTHOR, _HAS_DATE, _SLUG = (_DECLARED_AT[name] for name in ("names_author", "has_date", "slug"))
_IN_BODY, _BODY_DECLARED, _HEADLINE_DECLARED = (_DECLARED_AT[name] for name in ("in_article_body", "body_declared", "headline_declared"))
_SHORT = 200
"""Characters below which a block is searched for names, dates and words of the address."""

_NEWS = frozenset({"newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "liveblogposting"})
_ARTICLES = frozenset({"article", "blogposting", "techarticle", "socialmediaposting", "report"})


class DeclaredEvidence:
    """Compares blocks with what the page's head declares."""

    def __init__(self, page: Page) -> None:
        declared = page.declared
        self._headline = fold(declared.headline or "")
        self._title = fold(declared.title or "")
        self._description = fold(declared.description or "")
        self._authors = [name for author in declared.authors if len(name := fold(author.name)) > 3]
        self._whole = self._columns_of_texts(declared)
        self._body = fold(page.article_body or "")
        day = declared.published.date if declared.published else None
        self._day = (str(day.year), str(day.day)) if day else None
        kind = (declared.type or "").casefold()
        self._type = (float(kind in _NEWS), float(kind in _ARTICLES), float(bool(kind) and kind not in _NEWS | _ARTICLES))
        self._slug = _slug_words(page.url or declared.canonical_url)

    def rows(self, texts: list[str], folded: list[str], tokens: list[list[str]]) -> NDArray[np.float32]:
        """For each block the numbers of ``DECLARED_NAMES``: shape (blocks, len(DECLARED_NAMES)).

        Args:
            texts: the blocks' texts.
            folded: the same, folded.
            tokens: the words of each.
        """
        rows = np.zeros((len(texts), len(DECLARED_NAMES)), np.float32)
        rows[:, _BODY_DECLARED] = bool(self._body)
        rows[:, _HEADLINE_DECLARED] = bool(self._headline)
        rows[:, -3:] = self._type
        for i, (words, size) in enumerate(zip(folded, map(len, folded), strict=True)):
            if words in self._whole:
                rows[i, self._whole[words]] = 1
            if 8 < size < 300 and words in self._title:
                rows[i, _IN_TITLE] = 1
                rows[i, _STARTS_TITLE] = self._title.startswith(words)
            if size > 20:
                if self._shares_opening(words):
                    rows[i, _STARTS_DESCRIPTION] = 1
                if self._body and words[:60] in self._body and words[-60:] in self._body:
                    rows[i, _IN_BODY] = 1
            if size < _SHORT:
                if not self._slug.isdisjoint(tokens[i]):
                    different = set(tokens[i])
                    rows[i, _SLUG] = len(different & self._slug) / max(len(different), 3)
                if self._authors and any(name in words for name in self._authors):
                    rows[i, _NAMES_AUTHOR] = 1
                if self._day and self._day[0] in texts[i] and self._day[1] in texts[i]:
                    rows[i, _HAS_DATE] = 1
        return rows

    def _shares_opening(self, folded: str) -> bool:
        description = self._description
        return bool(description) and (description.startswith(folded[:80]) or folded.startswith(description[:80]))

    def _columns_of_texts(self, declared: Declared) -> dict[str, list[int]]:
        """For each text that a block may equal, the columns that say so."""
        columns: dict[str, list[int]] = {}
        for name, texts in (
            ("is_headline", [self._headline] if self._headline else []),
            ("is_description", [self._description] if len(self._description) > 8 else []),
            ("is_author", [name for name in self._authors if len(name) < _SHORT]),
            ("is_section", [section] if (section := fold(declared.section or "")) else []),
            ("is_tag", [fold(tag) for tag in declared.tags]),
            ("is_site", [fold(name) for name in (declared.site_name, declared.publisher) if name]),
        ):
            for text in texts:
                columns.setdefault(text, []).append(_DECLARED_AT[name])
        return columns


def _slug_words(url: str | None) -> set[str]:
    if not url:
        return set()
    longest = max(_split(url)[1].split("/"), key=len, default="")
    return {word for word in fold(longest).split(" ") if len(word) > 1}


LINK_NAMES = (
    "link_article", "link_host", "link_here", "link_anchor", "link_mail", "link_script", "link_share", "link_depth", "link_slug",
    "link_repeated", "link_same_dir",
)  # fmt: skip
_SHARE = re.compile(r"[?&](?:u|url|text|body|status|href|share|title)=|/(?:share|sharer|intent|submit|send)\b", re.I)
_SHARE_SCHEME = re.compile(r"(?:whatsapp|fb-messenger|tg|viber):", re.I)
_DIGITS = re.compile(r"\d\d{3}")
_LINK_SLUG = LINK_NAMES.index("link_slug")
_ANCHOR, _MAIL, _SCRIPT = (tuple(float(name == kind) for name in LINK_NAMES) for kind in ("link_anchor", "link_mail", "link_script"))


def link_evidence(page: Page, tokens: list[list[str]]) -> NDArray[np.float32]:
    """For each block the numbers of ``LINK_NAMES``, from its first link: shape (blocks, len(LINK_NAMES))."""
    rows = np.zeros((len(page.blocks), len(LINK_NAMES)), np.float32)
    linked = [block.index for block in page.blocks if block.links]
    if not linked:
        return rows
    here = _split(page.url or page.declared.canonical_url)
    urls = [page.blocks[i].links[0].url for i in linked]
    made = {url: _link_row(url, here, repeated) for url, repeated in Counter(urls).items()}
    number = {url: at for at, url in enumerate(made)}
    slugs = []  # a name of words counts in full where the block begins with one of them
    for i, url in zip(linked, urls, strict=True):
        slug = made[url][_LINK_SLUG]
        slugs.append(slug if slug and any(len(word) > 3 and word in url for word in tokens[i][:8]) else slug * 0.4)
    rows[linked] = np.array(list(made.values()), np.float32)[[number[url] for url in urls]]
    rows[linked, _LINK_SLUG] = slugs
    return rows


def _link_row(url: str, here: tuple[str, str], repeated: int) -> tuple[float, ...]:
    start = url[:11].lower()
    if start.startswith(("mailto:", "tel:")):
        return _MAIL
    if start == "javascript:" or url in ("", "#"):
        return _SCRIPT
    if url.startswith("#"):
        return _ANCHOR
    host, path = _split(url)
    segments = list(filter(None, path.split("/")))
    hyphens = 0
    if segments:
        last = segments[-1]
        hyphens = max(last.count("-"), last.count("_"), segments[-2].count("-") if len(segments) > 1 else 0)
    slug = hyphens >= 3 or _DIGITS.search(path) is not None
    return (
        float(slug and len(segments) >= 1),
        float(bool(host) and bool(here[0]) and host != here[0]),
        float(bool(path) and path == here[1] and host in ("", here[0])),
        0.0,
        0.0,
        0.0,
        float(_SHARE.search(url) is not None or _SHARE_SCHEME.match(url) is not None),
        min(len(segments), 6) / 6,
        min(hyphens, 8) / 8,
        min(repeated - 1, 3) / 3,
        float(len(segments) > 1 and here[1].startswith(f"/{segments[0]}/")),
    )


def _split(url: str | None) -> tuple[str, str]:
    """Host without "www." and path; a fast cut that needs no address to be well formed."""
    if not url:
        return "", ""
    rest = url.split("#", 1)[0].split("?", 1)[0]
    if "//" in rest:
        host, _, path = rest.split("//", 1)[1].partition("/")
        return host.lower().removeprefix("www."), "/" + path
    return "", rest
