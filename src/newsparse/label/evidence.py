"""What speaks for a block's role besides its own text: its element, what the head declares, its links, repetition and place."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsparse.label.shape import is_prose
from newsparse.lexicon import fold

if TYPE_CHECKING:
    from newsparse.read.page import Block, Page

__all__ = ["DECLARED_NAMES", "LINK_NAMES", "PLACE_NAMES", "TAG_NAMES", "DeclaredEvidence", "link_evidence", "places", "tag_evidence"]

_OWN_TAGS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "div", "a", "figcaption", "blockquote", "button", "dt", "dd", "pre", "section", "article", "body")
_AROUND = ("header", "footer", "nav", "aside", "article", "main", "section", "figure", "ul", "ol", "table", "form", "blockquote", "button", "dl", "figcaption", "h1", "h2", "h3", "li", "p", "address", "menu", "details")
TAG_NAMES = (*(f"tag_{tag}" for tag in _OWN_TAGS), *(f"in_{tag}" for tag in _AROUND), "depth")
_OWN = {tag: position for position, tag in enumerate(_OWN_TAGS)}
_IN = {tag: position + len(_OWN_TAGS) for position, tag in enumerate(_AROUND)}


def tag_evidence(page: Page) -> list[list[float]]:
    """For each node the numbers of ``TAG_NAMES``: its own element and those around it."""
    rows: list[list[float]] = []
    width = len(TAG_NAMES)
    for node in page.nodes:
        row = [0.0] * len(_OWN_TAGS) + rows[node.parent][len(_OWN_TAGS) :] if node.parent >= 0 else [0.0] * width
        own, around = _OWN.get(node.tag), _IN.get(node.tag)
        if own is not None:
            row[own] = 1.0
        if around is not None:
            row[around] = 1.0
        row[-1] = min(node.depth, 30) / 15
        rows.append(row)
    return rows


DECLARED_NAMES = ("is_headline", "in_title", "starts_title", "is_description", "starts_description", "names_author", "is_author", "is_section", "is_tag", "is_site", "has_date", "in_article_body", "body_declared", "headline_declared", "slug")


class DeclaredEvidence:
    """Compares blocks with what the page's head declares."""

    def __init__(self, page: Page) -> None:
        declared = page.declared
        self._headline = fold(declared.headline or "")
        self._title = fold(declared.title or "")
        self._description = fold(declared.description or "")
        self._authors = [name for author in declared.authors if len(name := fold(author.name)) > 3]
        self._section = fold(declared.section or "")
        self._tags = {fold(tag) for tag in declared.tags}
        self._site = {fold(name) for name in (declared.site_name, declared.publisher) if name}
        self._body = fold(page.article_body or "")
        self._day = declared.published.date if declared.published else None
        self._slug = _slug_words(page.url or declared.canonical_url)

    def row(self, text: str, folded: str) -> list[float]:
        """The numbers of ``DECLARED_NAMES`` for one block."""
        size = len(folded)
        short = size < 200
        tokens = set(folded.split(" ")) if short else set()
        return [
            float(bool(folded) and folded == self._headline),
            float(8 < size < 300 and folded in self._title),
            float(8 < size < 300 and self._title.startswith(folded)),
            float(size > 8 and folded == self._description),
            float(size > 20 and bool(self._description) and (self._description.startswith(folded[:80]) or folded.startswith(self._description[:80]))),
            float(short and any(name in folded for name in self._authors)),
            float(short and folded in self._authors),
            float(bool(folded) and folded == self._section),
            float(folded in self._tags),
            float(folded in self._site),
            float(short and self._day is not None and str(self._day.year) in text and str(self._day.day) in text),
            float(size > 20 and bool(self._body) and folded[:60] in self._body and folded[-60:] in self._body),
            float(bool(self._body)),
            float(bool(self._headline)),
            len(tokens & self._slug) / max(len(tokens), 3) if short and self._slug else 0.0,
        ]


def _slug_words(url: str | None) -> set[str]:
    if not url:
        return set()
    try:
        path = urlsplit(url).path
    except ValueError:
        return set()
    longest = max(path.split("/"), key=len, default="")
    return {word for word in fold(longest).split(" ") if len(word) > 1}


LINK_NAMES = ("link_article", "link_host", "link_here", "link_anchor", "link_mail", "link_script", "link_share", "link_depth", "link_slug", "link_repeated", "link_same_dir")
_SHARE = re.compile(r"[?&](?:u|url|text|body|status|href|share|title)=|/(?:share|sharer|intent|submit|send)\b|^(?:whatsapp|fb-messenger|tg|viber):", re.I)
_DIGITS = re.compile(r"\d{4,}")


def link_evidence(page: Page, folded: list[str]) -> list[list[float]]:
    """For each block the numbers of ``LINK_NAMES``, from its first link."""
    here = _split(page.url or page.declared.canonical_url)
    targets = Counter(block.links[0].url for block in page.blocks if block.links)
    cache: dict[str, list[float]] = {}
    rows = []
    for block, words in zip(page.blocks, folded, strict=True):
        if not block.links:
            rows.append([0.0] * len(LINK_NAMES))
            continue
        url = block.links[0].url
        known = cache.get(url)
        if known is None:
            known = cache[url] = _link_row(url, here, targets[url])
        row = known
        if known[8]:
            slug = known[8]
            row = known.copy()
            row[8] = slug * (1.0 if any(len(word) > 3 and word in url for word in words.split(" ", 8)[:8]) else 0.4)
        rows.append(row)
    return rows


def _link_row(url: str, here: tuple[str, str], repeated: int) -> list[float]:
    lower = url.lower()
    if lower.startswith(("mailto:", "tel:")):
        return [0.0] * 4 + [1.0] + [0.0] * 6
    if lower.startswith("javascript:") or url in ("", "#"):
        return [0.0] * 5 + [1.0] + [0.0] * 5
    host, path = _split(url)
    if url.startswith("#"):
        return [0.0] * 3 + [1.0] + [0.0] * 7
    segments = [part for part in path.split("/") if part]
    last = segments[-1] if segments else ""
    hyphens = max(last.count("-"), last.count("_"), *(part.count("-") for part in segments[-2:]), 0)
    slug = hyphens >= 3 or bool(_DIGITS.search(path))
    return [
        float(slug and len(segments) >= 1),
        float(bool(host) and bool(here[0]) and host != here[0]),
        float(bool(path) and path == here[1] and host in ("", here[0])),
        0.0,
        0.0,
        0.0,
        float(_SHARE.search(url) is not None),
        min(len(segments), 6) / 6,
        min(hyphens, 8) / 8,
        min(repeated - 1, 3) / 3,
        float(len(segments) > 1 and here[1].startswith("/" + segments[0] + "/")),
    ]


def _split(url: str | None) -> tuple[str, str]:
    if not url:
        return "", ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    return parts.netloc.lower().removeprefix("www."), parts.path


PLACE_NAMES = ("position", "index", "from_end", "prose_before", "prose_after", "since_prose", "until_prose", "since_headline", "until_headline", "repeated", "same_shape", "same_shape_near", "image_before", "page_blocks", "page_prose", "nearest_prose_run")


def places(page: Page, folded: list[str], headline_at: int) -> list[list[float]]:
    """For each block the numbers of ``PLACE_NAMES``; ``headline_at`` is the likeliest headline's index, -1 where none."""
    blocks = page.blocks
    total = len(blocks)
    prose = [_prose(block) for block in blocks]
    mass = sum(prose) or 1
    repeated = Counter(folded)
    shapes = [_signature(page, block) for block in blocks]
    counts = Counter(shapes)
    image_at = {image.before for image in page.images}
    since = _distance(prose)
    until = _distance(prose[::-1])[::-1]
    before = 0
    rows = []
    for i in range(total):
        near = sum(shapes[j] == shapes[i] for j in range(max(0, i - 4), min(total, i + 5)))
        rows.append([
            i / total,
            min(i, 60) / 60,
            min(total - i, 60) / 60,
            before / mass,
            (mass - before - prose[i]) / mass,
            since[i],
            until[i],
            min(i - headline_at, 40) / 40 if 0 <= headline_at <= i else -0.2,
            min(headline_at - i, 40) / 40 if headline_at > i else -0.2,
            min(repeated[folded[i]] - 1, 3) / 3,
            min(counts[shapes[i]], 30) / 30,
            near / 9,
            float(i in image_at),
            min(total, 400) / 400,
            min(mass, 10000) / 10000,
            min(since[i], until[i]),
        ])  # fmt: skip
        before += prose[i]
    return rows


def _prose(block: Block) -> int:
    text = block.text
    size = len(text)
    if size < 40:
        return 0
    last = text.rstrip("\"'”’»«“)]』」* ")[-1:] or text[-1]
    return size if is_prose(size if text.isascii() else int(size * 1.2), last, sum(link.end - link.start for link in block.links)) else 0


def _distance(prose: list[int]) -> list[float]:
    out = []
    gap = 40
    for mass in prose:
        out.append(min(gap, 40) / 40)
        gap = 0 if mass else gap + 1
    return out


def _signature(page: Page, block: Block) -> tuple[object, ...]:
    if page.kind == "text":
        return (min(len(block.text) // 40, 4), block.gap > 0, block.text[-1:] in ".!?")
    node = page.nodes[block.node]
    above = page.nodes[node.parent] if node.parent >= 0 else node
    top = page.nodes[above.parent] if above.parent >= 0 else above
    return (node.tag, node.words, above.tag, above.words, top.tag)
