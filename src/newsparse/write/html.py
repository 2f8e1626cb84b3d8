"""An Article as clean HTML: a small set of elements, all page text escaped, no styles, no scripts."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from newsparse.article import BlockQuote, Figure, Heading, Table
from newsparse.write.parts import author_words, caption_and_credit, cells, date_words, levels, read_time_words, runs, segments, source_words
from newsparse.write.safe import clean, one_line, safe_image_url, safe_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsparse.article import Article, BodyBlock, Image, Link, ListItem

__all__ = ["to_html", "to_html_document"]

_LINE_ENDS = re.compile(r"\n[ \t\n]*")


def to_html(article: Article) -> str:
    """The article as one ``<article>`` element with a ``<header>`` and the body.

    Only safe addresses become links and pictures (see ``safe_url``); the text of other links stays.
    """
    language = f' lang="{_attribute(article.language)}"' if article.language else ""
    head = list(_head(article))
    parts = [f'<article{language} dir="auto">', *(["<header>", *head, "</header>"] if head else []), *_body(article.body), "</article>"]
    return "\n".join(parts) + "\n"


def to_html_document(article: Article) -> str:
    """``to_html()`` within a whole document, to be saved as a file and opened in a browser."""
    title = _text(one_line(article.headline))
    return f'<!doctype html>\n<meta charset="utf-8">\n<title>{title}</title>\n{to_html(article)}'


def _head(article: Article) -> Iterator[str]:
    if kicker := one_line(article.kicker):
        yield f'<p class="kicker">{_text(kicker)}</p>'
    if headline := one_line(article.headline):
        yield f"<h1>{_text(headline)}</h1>"
    if dek := one_line(article.dek):
        yield f'<p class="dek">{_text(dek)}</p>'
    authors = (_linked(_text(author_words(author)), author.url) for author in article.authors)
    published = article.published
    byline = [
        ", ".join(filter(None, authors)),
        f'<time datetime="{published.isoformat()}">{date_words(published)}</time>' if published else "",
        _text(source_words(article)),
        _text(read_time_words(article)),
    ]
    if any(byline):
        yield f'<p class="byline">{" · ".join(filter(None, byline))}</p>'


def _body(body: Iterable[BodyBlock]) -> Iterator[str]:
    for block in runs(body):
        if isinstance(block, list):
            yield _list(block)
        elif isinstance(block, Figure):
            if figure := _figure(block.image):
                yield figure
        elif isinstance(block, Table) and any(block.rows):
            rows = ("".join(f"<td>{_inline(text, links)}</td>" for text, links in row) for row in cells(block))
            yield "<table>\n" + "\n".join(f"<tr>{row}</tr>" for row in rows) + "\n</table>"
        elif inner := _inline(block.text, block.links):
            if isinstance(block, Heading):
                # The headline is the only heading of the first level.
                level = max(2, min(block.level, 6))
                yield f"<h{level}>{inner}</h{level}>"
            elif isinstance(block, BlockQuote):
                yield f"<blockquote><p>{inner}</p></blockquote>"
            else:
                yield f"<p>{inner}</p>"


def _list(items: Sequence[ListItem]) -> str:
    """Lists within lists; a list ends where an item of its level is numbered and the ones before are not, or the other way round."""
    parts: list[str] = []
    open_lists: list[str] = []  # element names, outermost first; each has an open <li>
    for item, depth in zip(items, levels(items), strict=True):
        name = "ol" if item.ordered else "ul"
        while len(open_lists) > depth or (len(open_lists) == depth and open_lists[-1] != name):
            parts.append(f"</li></{open_lists.pop()}>")
        if len(open_lists) == depth:
            parts.append("</li>")
        else:
            open_lists.append(name)
            parts.append(f"<{name}>")
        parts.append(f"<li>{_inline(item.text, item.links)}")
    parts.extend(f"</li></{name}>" for name in reversed(open_lists))
    return "\n".join(parts)


def _figure(image: Image) -> str:
    caption, credit = caption_and_credit(image)
    url = safe_image_url(image.url)
    picture = f'<img src="{_attribute(url)}" alt="{_attribute(one_line(image.alt))}">' if url else ""
    words = " ".join(filter(None, [_text(caption), f"<small>{_text(credit)}</small>" if credit else ""]))
    inner = picture + (f"<figcaption>{words}</figcaption>" if words else "")
    return f"<figure>{inner}</figure>" if inner else ""


def _inline(text: str, links: Iterable[Link]) -> str:
    """Escaped text with its links; its line ends become ``<br>``."""
    pieces = (_linked(_text(one_line(piece) if url else clean(piece)), url) for piece, url in segments(text, links))
    return _LINE_ENDS.sub("<br>\n", "".join(pieces).strip())


def _linked(inner: str, url: str | None) -> str:
    url = safe_url(url)
    return f'<a href="{_attribute(url)}">{inner}</a>' if url and inner else inner


def _text(text: str) -> str:
    return escape(text, quote=False)


def _attribute(value: str) -> str:
    return escape(clean(value))
