"""Labelled pages for tests of what is read off them."""

from __future__ import annotations

from typing import Any

from newsparse.article import Declared, Link
from newsparse.fields.authors import authors
from newsparse.label.labelled import Label, LabelledPage
from newsparse.label.lexicons import lexicons_for
from newsparse.read.page import Block, Node, Page
from newsparse.roles import Role

PROSE = "The river rose by two metres in a single night and the lower town was under water before anybody could ring the bells."
URL = "https://paper.example/town/flood-in-the-lower-town"


def page(*blocks: Any, language: str = "en", **declared: Any) -> LabelledPage:
    """A labelled page; each block is (role, text) with links, class words and odds as further items of a dict."""
    nodes = [Node(-1, "page", (), 0)]
    made, labels = [], []
    for index, (role, text, *more) in enumerate(blocks):
        extra = more[0] if more else {}
        nodes.append(Node(0, extra.get("tag", "div"), tuple(extra.get("words", ())), 1))
        links = []
        for linked, url in extra.get("links", ()):
            start = text.index(linked)
            links.append(Link(linked, url, start, start + len(linked)))
        made.append(Block(index, text, len(nodes) - 1, extra.get("tag", "div"), tuple(links)))
        labels.append(Label(role, extra.get("odds", 0.9), "given"))
    read = Page("html", made, nodes, declared=Declared(**declared), url=URL, language=language)
    return LabelledPage(read, labels, lexicons_for(read))


def article(byline: str, *, language: str = "en", extra: dict[str, Any] | None = None, **declared: Any) -> LabelledPage:
    return page(
        (Role.HEADLINE, "Flood in the lower town", {"tag": "h1"}),
        (Role.BYLINE, byline, extra or {}),
        (Role.PARAGRAPH, PROSE, {"tag": "p"}),
        (Role.PARAGRAPH, PROSE, {"tag": "p"}),
        language=language,
        **declared,
    )


def names(labelled: LabelledPage) -> list[str]:
    return [author.name for author in authors(labelled)[0]]
