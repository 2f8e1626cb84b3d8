"""An Article as Markdown: CommonMark with GitHub's tables. Page text is escaped so that none of it is read as markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from newsparse.article import BlockQuote, Figure, Heading, Table
from newsparse.write.parts import (
    author_words,
    caption_and_credit,
    cells,
    date_words,
    levels,
    read_time_words,
    runs,
    segments,
    source_words,
)
from newsparse.write.safe import clean, one_line, safe_image_url, safe_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsparse.article import Article, BodyBlock, Image, Link, ListItem

__all__ = ["to_markdown"]

# Characters that open or close markup anywhere in a line; "&" only where an entity would be read, ":" and "." only where GitHub's
# Markdown would make a link of a bare address (and would keep our backslashes in it).
_SPECIAL = re.compile(
    r"[\\`*_#<>\[\]|~&:.](?:(?<=[^&:.])|(?<=&)(?=#?[0-9A-Za-z]{1,32};)|(?<=:)(?=//)|(?<=[wW]{3}\.))"  # one class first: fast
)
# A number that opens an ordered list at the start of a line.
_NUMBER = re.compile(r"[0-9]{1,9}(?=[.)](?: |$))")
_BLANKS = re.compile(r"[ \t]{2,}|\t")
# What would end a link's address early or be read as markup in it, and characters that are not seen.
_NOT_IN_URL = re.compile(r"[\s<>()\\`\"|{}^\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ENTITY = re.compile(r"&(?=#?[0-9A-Za-z]{1,32};)")


def to_markdown(article: Article) -> str:
    """The article to read: kicker, headline, dek, byline, and the body with headings, lists, quotes, tables, figures and links.

    Only safe addresses become links (see ``safe_url``); the text of others stays. The result ends in a line feed; it is empty for
    an article without headline, byline and body.
    """
    parts = [*_head(article), *_body(article.body)]
    return "\n\n".join(parts) + "\n" if parts else ""


def _head(article: Article) -> Iterator[str]:
    if kicker := _line(article.kicker):
        yield f"**{kicker}**"
    if headline := _line(article.headline):
        yield f"# {headline}"
    if dek := _line(article.dek):
        yield f"*{dek}*"
    authors = (_linked(author_words(author), author.url) for author in article.authors)
    byline = [
        ", ".join(filter(None, authors)),
        _escape(date_words(article.published)) if article.published else "",
        _line(source_words(article)),
        _line(read_time_words(article)),
    ]
    if any(byline):
        yield _line_start(" · ".join(filter(None, byline)))


def _body(body: Iterable[BodyBlock]) -> Iterator[str]:
    for block in runs(body):
        if isinstance(block, list):
            part = _list(block)
        elif isinstance(block, Figure):
            part = _figure(block.image)
        elif isinstance(block, Heading):
            text = " ".join(_lines(block.text, block.links))
            # The headline is the only heading of the first level.
            part = f"{'#' * max(2, min(block.level, 6))} {text}" if text else ""
        elif isinstance(block, Table) and any(block.rows):
            part = _table(block)
        elif isinstance(block, BlockQuote):
            part = _paragraph(block.text, block.links, "> ")
        else:
            part = _paragraph(block.text, block.links)
        if part:
            yield part


def _paragraph(text: str, links: Iterable[Link], first: str = "", rest: str | None = None) -> str:
    """Escaped text behind a prefix for its first line and one for the others; its own line ends become hard line breaks."""
    lines = [_line_start(line) for line in _lines(text, links)]
    return first + f"\\\n{first if rest is None else rest}".join(lines) if lines else ""


def _list(items: Sequence[ListItem]) -> str:
    lines = []
    open_lists: list[tuple[bool, int, int]] = []  # ordered, number of its last item, column of its items' text; outermost first
    for item, depth in zip(items, levels(items), strict=True):
        number = 0
        while len(open_lists) >= depth:
            ordered, last, _ = open_lists.pop()
            number = last if len(open_lists) < depth and ordered == item.ordered else 0
        column = open_lists[-1][2] if open_lists else 0
        mark = f"{number + 1}. " if item.ordered else "- "
        open_lists.append((item.ordered, number + 1, column + len(mark)))
        lines.append(_paragraph(item.text, item.links, " " * column + mark, " " * (column + len(mark))))
    return "\n".join(filter(None, lines))


def _table(table: Table) -> str:
    """A table whose first row is the header, which GitHub's tables must have; it is as wide as the widest row."""
    rows = [[" ".join(_lines(text, links)) for text, links in row] for row in cells(table)]
    width = max(map(len, rows))
    header = rows[0] + [""] * (width - len(rows[0]))
    return "\n".join(f"| {' | '.join(row)} |" for row in [header, ["---"] * width, *rows[1:]])


def _figure(image: Image) -> str:
    caption, credit = caption_and_credit(image)
    url = safe_image_url(image.url)
    words = " — ".join(filter(None, [f"*{_line(caption)}*" if _line(caption) else "", _line(credit)]))
    picture = f"![{_line(image.alt)}]({_destination(url)})" if url else ""
    return "\\\n".join(filter(None, [picture, _line_start(words)]))


def _lines(text: str, links: Iterable[Link]) -> list[str]:
    """The text's lines, escaped, with its links as markup; lines without text are left out."""
    parts: list[str] = []
    for piece, url in segments(text, links):
        if url is None:
            parts.append(_escape(clean(piece)))
            continue
        # A link behind an exclamation mark would be a picture.
        if parts and parts[-1].endswith("!"):
            parts[-1] = parts[-1][:-1] + "\\!"
        parts.append(_linked(piece, url))
    lines = (_BLANKS.sub(" ", line).strip() for line in "".join(parts).split("\n"))
    return [line for line in lines if line]


def _linked(text: str, url: str | None) -> str:
    """The text on one line as a link, or alone where the address is not safe."""
    url, text = safe_url(url), _line(text)
    return f"[{text}]({_destination(url)})" if url and text else text


def _line(text: str | None) -> str:
    """The text on one line, escaped. No blank of any kind stands at its ends, where emphasis could not open or close."""
    return _escape(one_line(text))


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _line_start(line: str) -> str:
    """The line with a backslash before what would open a list, a rule, an underlined heading or a table at its start."""
    if line[:1] in ("-", "+", "=", ":"):
        return "\\" + line
    number = _NUMBER.match(line)
    return f"{number[0]}\\{line[number.end() :]}" if number else line


def _destination(url: str) -> str:
    """An address for the brackets of a link."""
    return _ENTITY.sub("&amp;", _NOT_IN_URL.sub(lambda match: quote(match[0], safe=""), url))
