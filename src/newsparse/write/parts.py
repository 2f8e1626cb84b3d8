"""What the writers share: the pieces of a byline, text cut at its links, list levels, a table's cells, a figure's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from newsparse.article import ListItem
from newsparse.write.safe import one_line, safe_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsparse.article import Article, Author, BodyBlock, Image, Link, Table, Timestamp

__all__ = [
    "MAX_LIST_DEPTH",
    "author_words",
    "caption_and_credit",
    "cells",
    "date_words",
    "levels",
    "read_time_words",
    "runs",
    "segments",
    "source_words",
]

MAX_LIST_DEPTH = 8
"""Deeper list items are written at this depth, so that hostile nesting cannot make the output grow with its square."""


def author_words(author: Author) -> str:
    """``Jane Doe (Political Editor)``; empty where there is no name."""
    name, role = one_line(author.name), one_line(author.role)
    return f"{name} ({role})" if name and role else name


def date_words(moment: Timestamp) -> str:
    """ISO 8601 with a blank between date and time, at the precision that is known."""
    return moment.isoformat().replace("T", " ")


def source_words(article: Article) -> str:
    """The credited outlet; empty where there is none or where it stands among the authors already."""
    source = one_line(article.source)
    return "" if any(one_line(author.name) == source for author in article.authors) else source


def read_time_words(article: Article) -> str:
    """As worded on the page, else ``2 min``, which every language reads; empty where it is not known."""
    if article.read_time is None:
        return ""
    return one_line(article.read_time.text) or f"{article.read_time.minutes} min"


def caption_and_credit(image: Image) -> tuple[str, str]:
    """Both on one line each; the credit is empty where the caption holds it."""
    caption, credit = one_line(image.caption), one_line(image.credit)
    return caption, "" if credit.casefold() in caption.casefold() else credit


def segments(text: str, links: Iterable[Link]) -> Iterator[tuple[str, str | None]]:
    """The text cut at its links: pieces with the address that they link to, None where to none or where it is not safe.

    Links that overlap an earlier one or lie outside the text are passed over.
    """
    done = 0
    for link in links:
        url = safe_url(link.url)
        if url is None or not done <= link.start < link.end <= len(text):
            continue
        # Blanks at a link's ends stay outside.
        linked = text[link.start : link.end]
        start = link.end - len(linked.lstrip())
        end = link.start + len(linked.rstrip())
        if start >= end:
            continue
        if done < start:
            yield text[done:start], None
        yield text[start:end], url
        done = end
    if done < len(text):
        yield text[done:], None


def runs(body: Iterable[BodyBlock]) -> Iterator[BodyBlock | list[ListItem]]:
    """The body with list items that follow one another gathered into one list; items without text are left out."""
    items: list[ListItem] = []
    for block in body:
        if isinstance(block, ListItem):
            if one_line(block.text):
                items.append(block)
            continue
        if items:
            yield items
            items = []
        yield block
    if items:
        yield items


def levels(items: Sequence[ListItem]) -> list[int]:
    """The depth of each item such that the first is 1 and none is more than one deeper than the one before it."""
    depths: list[int] = []
    for item in items:
        before = depths[-1] if depths else 0
        depths.append(max(1, min(item.depth, before + 1, MAX_LIST_DEPTH)))
    return depths


def cells(table: Table) -> list[list[tuple[str, list[Link]]]]:
    """The rows of a table: each cell's text with its links, their offsets into that text.

    Links are found through the table's own text (a line a row, a tab between cells) and left out where that differs.
    """
    links = table.links if "\n".join("\t".join(row) for row in table.rows) == table.text else ()
    rows, at, start = [], 0, 0
    for row in table.rows:
        places = []
        for text in row:
            end = start + len(text)
            found = []
            while at < len(links) and links[at].start < end:
                if start <= links[at].start and links[at].end <= end:
                    found.append(evolve(links[at], start=links[at].start - start, end=links[at].end - start))
                at += 1
            places.append((text, found))
            start = end + 1  # behind the tab or line end
        start += not row
        rows.append(places)
    return rows
