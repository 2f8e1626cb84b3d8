"""What one source of declarations says, before it is settled which source wins."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from attrs import define, field

if TYPE_CHECKING:
    from newsparse.article import Author

__all__ = ["MAX_TEXT", "Found", "address", "line", "split_tags", "truth"]

MAX_TEXT = 20_000
"""Characters of a declared value that are read; headlines and descriptions are far shorter."""

MAX_TAGS = 100
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PLACEHOLDERS = frozenset({"null", "none", "undefined", "nan", "n/a", "false", "true", "-", "[object object]"})
_TEMPLATE = re.compile(r"\{\{|\}\}|%%\w+%%|<%|\$\{")
"""Marks of a template that was not filled in."""
_FALSE = re.compile(r"(?:https?://schema\.org/)?(?:false|no|0)", re.I)
_TRUE = re.compile(r"(?:https?://schema\.org/)?(?:true|yes|1)", re.I)
_NUMBER = re.compile(r"(?!\d{4}$)\d+|[0-9a-f]{8}-[0-9a-f-]{20,}")
"""Numbers and keys of content systems; a year may be a tag."""
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SPLIT = re.compile(r"[,;，、；]")


@define
class Found:
    """The declarations of one source. Values are cleaned of markup and placeholders; dates stand as written."""

    headline: list[str] = field(factory=list)
    """Best first."""
    description: str | None = None
    authors: list[Author] = field(factory=list)
    published: list[str] = field(factory=list)
    """Best first."""
    created: list[str] = field(factory=list)
    """Dates that stand in for ``published`` where there is none."""
    modified: list[str] = field(factory=list)
    site_name: str | None = None
    publisher: str | None = None
    section: str | None = None
    tags: list[str] = field(factory=list)
    keywords: list[str] = field(factory=list)
    """Tags that may be written for search engines alone."""
    image: str | None = None
    url: str | None = None
    language: str | None = None
    """As written ("en_GB")."""
    type: str | None = None
    free: bool | None = None
    body: str | None = None


def line(value: object) -> str | None:
    """A declared text as one line: entities, tags and surplus white space gone; None where it is no text or a template's placeholder."""
    if not isinstance(value, str):
        return None
    text = value[:MAX_TEXT]
    if "&" in text:
        text = html.unescape(text)
        if "&" in text:  # written twice: "&amp;quot;"
            text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    if not text.isascii():
        text = _SURROGATE.sub("\ufffd", text)
    text = " ".join(text.replace("\0", "").split())
    return None if not text or text.lower() in _PLACEHOLDERS or _TEMPLATE.search(text) else text


def address(value: object, base: str | None) -> str | None:
    """A declared address, absolute where ``base`` is known; None where it is none that a browser would open."""
    text = line(value)
    if text is None or len(text) > 2000 or " " in text or text.startswith(("javascript:", "data:", "about:", "mailto:", "tel:", "#")):
        return None
    if text.startswith(("https://", "http://")):
        return text
    if base is None:
        return f"https:{text}" if text.startswith("//") else text
    try:
        return urljoin(base, text)
    except ValueError:  # "http://[": no address at all
        return None


def split_tags(value: object) -> list[str]:
    """Tags out of a string with commas, a list of them, or objects with names; each once, in order."""
    found: dict[str, str] = {}
    for item in value if isinstance(value, list) else [value]:
        text = line(item.get("name") if isinstance(item, dict) else item)
        for part in _SPLIT.split(text) if text else ():
            tag = part.strip(" \t#\"'")
            if tag and len(tag) <= 100 and not _NUMBER.fullmatch(tag) and len(found) < MAX_TAGS:
                found.setdefault(tag.casefold(), tag)
    tags = list(found.values())
    if len(tags) > 1 and all(_SLUG.fullmatch(tag) for tag in tags) and any("-" in tag for tag in tags):
        return [tag.replace("-", " ") for tag in tags]  # as in the addresses of their pages
    return tags


def truth(value: object) -> bool | None:
    """A truth value, as such or in words ("False", "http://schema.org/True"); None for anything else."""
    if isinstance(value, bool):
        return value
    text = value.strip() if isinstance(value, str) else ""
    return False if _FALSE.fullmatch(text) else True if _TRUE.fullmatch(text) else None
