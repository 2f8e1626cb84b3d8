"""What speaks for a block's role besides its own text: its element, what the head declares, its links, repetition and place."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from newsparse.lexicon import fold

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from newsparse.read.page import Block, Page

__all__ = ["DECLARED_NAMES", "LINK_NAMES", "PLACE_NAMES", "TAG_NAMES", "DeclaredEvidence", "link_evidence", "places", "tag_evidence"]

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
_AROUND_BIT = {tag: 1 << position for position, tag in enumerate(_AROUND)}


def tag_evidence(page: Page) -> NDArray[np.float32]:
    """For each block the numbers of ``TAG_NAMES``: its own element and those around it. Shape (blocks, len(TAG_NAMES))."""
    around: list[int] = []
    own: list[int] = []
    for node in page.nodes:
        around.append((around[node.parent] if node.parent >= 0 else 0) | _AROUND_BIT.get(node.tag, 0))
        own.append(_OWN.get(node.tag, len(_OWN_TAGS)))
    at = np.array([block.node for block in page.blocks])
    bits = np.array(around, np.int64)[at]
    depth = np.array([node.depth for node in page.nodes])[at]
    rows = np.zeros((len(at), len(TAG_NAMES) + 1), np.float32)
    rows[np.arange(len(at)), np.array(own)[at]] = 1
    rows[:, len(_OWN_TAGS)] = 0  # elements that are none of the own tags
    rows[:, len(_OWN_TAGS) : -2] = (bits[:, None] >> np.arange(len(_AROUND))) & 1
    rows[:, -2] = np.minimum(depth, 30) / 15
    return rows[:, :-1]


DECLARED_NAMES = (
    "is_headline", "in_title", "starts_title", "is_description", "starts_description", "names_author", "is_author", "is_section",
    "is_tag", "is_site", "has_date", "in_article_body", "body_declared", "headline_declared", "slug",
    "type_news", "type_article", "type_other",
)  # fmt: skip


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
        self._section = fold(declared.section or "")
        self._tags = {fold(tag) for tag in declared.tags}
        self._site = {fold(name) for name in (declared.site_name, declared.publisher) if name}
        self._body = fold(page.article_body or "")
        self._day = declared.published.date if declared.published else None
        kind = (declared.type or "").casefold()
        self._type = (float(kind in _NEWS), float(kind in _ARTICLES), float(bool(kind) and kind not in _NEWS | _ARTICLES))
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
            float(size > 20 and self._shares_opening(folded)),
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
            *self._type,
        ]

    def _shares_opening(self, folded: str) -> bool:
        description = self._description
        return bool(description) and (description.startswith(folded[:80]) or folded.startswith(description[:80]))


def _slug_words(url: str | None) -> set[str]:
    if not url:
        return set()
    longest = max(_split(url)[1].split("/"), key=len, default="")
    return {word for word in fold(longest).split(" ") if len(word) > 1}


LINK_NAMES = (
    "link_article", "link_host", "link_here", "link_anchor", "link_mail", "link_script", "link_share", "link_depth", "link_slug",
    "link_repeated", "link_same_dir",
)  # fmt: skip
_SHARE = re.compile(
    r"[?&](?:u|url|text|body|status|href|share|title)=|/(?:share|sharer|intent|submit|send)\b|^(?:whatsapp|fb-messenger|tg|viber):", re.I
)
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
    """Host without "www." and path; a fast cut that needs no address to be well formed."""
    if not url:
        return "", ""
    rest = url.split("#", 1)[0].split("?", 1)[0]
    if "//" in rest:
        host, _, path = rest.split("//", 1)[1].partition("/")
        return host.lower().removeprefix("www."), "/" + path
    return "", rest


PLACE_NAMES = (
    "position", "index", "from_end", "prose_before", "prose_after", "since_prose", "until_prose", "since_headline", "until_headline",
    "repeated", "same_shape", "same_shape_near", "image_before", "page_blocks", "page_prose", "nearest_prose_run",
)  # fmt: skip


def places(page: Page, folded: list[str], prose: NDArray[np.float32], headline_at: int) -> NDArray[np.float32]:
    """For each block the numbers of ``PLACE_NAMES``: shape (blocks, len(PLACE_NAMES)).

    Args:
        page: the page.
        folded: the blocks' folded texts.
        prose: 1 for each block that reads like running text.
        headline_at: the likeliest headline's index, -1 where none.
    """
    total = len(page.blocks)
    at = np.arange(total)
    mass = prose * np.array([len(block.text) for block in page.blocks])
    before = np.cumsum(mass) - mass
    whole = max(float(mass.sum()), 1.0)
    known: dict[object, int] = {}
    shape_of = np.array([known.setdefault(_signature(page, block), len(known)) for block in page.blocks])
    texts = Counter(folded)
    same = np.bincount(shape_of)[shape_of]
    near = np.zeros(total)
    for by in range(1, 5):
        equal = shape_of[by:] == shape_of[:-by]
        near[by:] += equal
        near[: -by or None] += equal
    since = _since(prose > 0)
    until = _since(prose[::-1] > 0)[::-1]
    image_before = np.zeros(total + 1)
    image_before[[min(image.before, total) for image in page.images]] = 1
    behind = at - headline_at
    columns = [
        at / total,
        np.minimum(at, 60) / 60,
        np.minimum(total - at, 60) / 60,
        before / whole,
        (whole - before - mass) / whole,
        since,
        until,
        np.where(behind >= 0, np.minimum(behind, 40) / 40, -0.2) if headline_at >= 0 else np.full(total, -0.2),
        np.where(behind < 0, np.minimum(-behind, 40) / 40, -0.2) if headline_at >= 0 else np.full(total, -0.2),
        np.minimum(np.array([texts[text] for text in folded]) - 1, 3) / 3,
        np.minimum(same, 30) / 30,
        near / 8,
        image_before[:-1],
        np.full(total, min(total, 400) / 400),
        np.full(total, min(whole, 10000) / 10000),
        np.minimum(since, until),
    ]
    return np.stack([np.asarray(column, np.float32) for column in columns], axis=1)


def _since(prose: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Blocks since the last prose block before each one, 0 to 1 for 40 or more."""
    at = np.arange(len(prose))
    last = np.maximum.accumulate(np.where(prose, at, -41))
    before = np.concatenate([[-41], last[:-1]])
    out: NDArray[np.float64] = np.minimum(at - before - 1, 40) / 40
    return out


def _signature(page: Page, block: Block) -> tuple[object, ...]:
    """What blocks of one kind have in common: in HTML the elements around them, in plain text the length and the end."""
    if page.kind == "text":
        return (min(len(block.text) // 40, 4), block.gap > 0, block.text[-1:] in ".!?")
    node = page.nodes[block.node]
    above = page.nodes[node.parent] if node.parent >= 0 else node
    top = page.nodes[above.parent] if above.parent >= 0 else above
    return (node.tag, node.words, above.tag, above.words, top.tag)
