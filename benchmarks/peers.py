"""The libraries that newsparse is measured beside: what each is called, which package brings it, and which fields it gives."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Any

from attrs import frozen

__all__ = ["HTML", "TEXT", "Peer", "news_please"]


@frozen
class Peer:
    """One way to extract, as the tables name it."""

    adapter: str
    """Function of the benchmark's extractors.py, or of this module where that has none."""
    name: str
    module: str | None = None
    """What it imports; None where it needs no package."""
    package: str | None = None
    """What brings the module, as pip names it."""
    fields: frozenset[str] = frozenset({"body"})
    """What it gives: any of "body", "title", "date", "time" and "authors". Figures of other fields are left out of the tables: a library
    that has no such output does not fail at it."""

    @property
    def installed(self) -> bool:
        """Whether its module can be imported."""
        return self.module is None or find_spec(self.module) is not None

    @property
    def version(self) -> str | None:
        """Version of its package; None where it needs none, or is not installed as one."""
        if self.package is None:
            return None
        try:
            return version(self.package)
        except PackageNotFoundError:
            return None  # newsparse itself, run from its sources


_ALL = frozenset({"body", "title", "date", "time", "authors"})
_DAY = frozenset({"body", "title", "date", "authors"})

NEWSPARSE = Peer("newsparse", "newsparse", "newsparse", "newsparse", _ALL)

HTML = (
    NEWSPARSE,
    Peer("trafilatura", "Trafilatura", "trafilatura", "trafilatura", _DAY),
    Peer("trafilatura_fast", "Trafilatura, fast=True", "trafilatura", "trafilatura", _DAY),
    Peer("newspaper4k", "newspaper4k", "newspaper", "newspaper4k", _ALL),
    Peer("news_please", "news-please", "newsplease", "news-please", _DAY),
    Peer("readability_lxml", "readability-lxml", "readability", "readability-lxml", frozenset({"body", "title"})),
    Peer("goose3", "goose3", "goose3", "goose3", _ALL),
    Peer("resiliparse", "Resiliparse", "resiliparse", "resiliparse", frozenset({"body", "title"})),
    Peer("boilerpy3", "boilerpy3", "boilerpy3", "boilerpy3"),
    Peer("justext", "jusText", "justext", "jusText"),
    Peer("htmldate", "htmldate", "htmldate", "htmldate", frozenset({"date"})),
)
"""For HTML pages."""

TEXT = (
    NEWSPARSE,
    Peer("text_gopher_lines", "lines of five words that end in punctuation"),
    Peer("text_boilerpy3", "boilerpy3", "boilerpy3", "boilerpy3"),
    Peer("text_trafilatura", "Trafilatura", "trafilatura", "trafilatura"),
    Peer("text_justext", "jusText", "justext", "jusText"),
)
"""For plain text. No other library reads it; these get each line wrapped in a <p>."""


def news_please(page: bytes | str, url: str | None) -> dict[str, Any]:
    """news-please's own mixture of extractors on a page that is already there."""
    from newsplease import NewsPlease

    html = page.decode("utf-8", "replace") if isinstance(page, bytes) else page
    article = NewsPlease.from_html(html, url=url or "http://example.com/a", fetch_images=False)
    published = article.date_publish
    return {"body": article.maintext, "title": article.title, "date": published and published.isoformat(), "authors": article.authors or []}
