"""The reports of one page: what became of each block, and what differs between two results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from newsparse.article import Article
from newsparse.inspector.document import render
from newsparse.inspector.guesses import guesses_of
from newsparse.inspector.sources import sources_of
from newsparse.inspector.stream import UNSURE, counts_of, overview, stream_of
from newsparse.label.labeller import label
from newsparse.parser import article_of
from newsparse.read.reader import read

if TYPE_CHECKING:
    import datetime as dt

    from newsparse.inspector.guesses import Guess

__all__ = ["report"]


def report(
    page: object,
    *,
    url: str | None = None,
    kind: Literal["html", "text"] | None = None,
    encoding: str | None = None,
    language: str | None = None,
    fetched_at: dt.datetime | None = None,
) -> str:
    r"""One self-contained HTML file that shows a page as the parser saw it.

    Every block stands there in page order with its role, the labeller's odds and the reason; beside it the fields, each linked to
    the blocks that it came from. The file loads nothing, and page text cannot run anything in it.

    Args:
        page: An ``Article``, or whatever ``newsparse.parse`` takes. Of an Article the report shows the odds of each block's role; of
            a page also what else the labeller took the block for.
        url: As for ``newsparse.parse``, like the other options; an Article does not need them.
        kind: "html" or "text".
        encoding: What bytes are encoded in.
        language: ISO 639-1 code.
        fetched_at: When the page was fetched.

    Raises:
        ParseError: where the input is no page.
        MissingExtraError: (an ImportError) where Jinja, the extra ``inspect``, is not installed.

    Example:
        >>> html = report("June 29, 2021\n\nRain ends the drought\n\nIt rained for nine days, the weather office said.")
        >>> html.startswith("<!doctype html>")
        True
    """
    guesses: list[tuple[Guess, ...]] | None = None
    if isinstance(page, Article):
        article = page
    else:
        read_page = read(page, url=url, kind=kind, encoding=encoding, language=language)
        article = article_of(label(read_page, fetched_at=fetched_at), url)
        guesses = guesses_of(read_page)
    sources = sources_of(article)
    return render(
        "page.html.jinja",
        styles=("base.css", "page.css"),
        scripts=("page.js",),
        article=article,
        sections={section.name: section for section in sources.sections},
        quotes=article.quotes,
        stream=stream_of(article, sources, guesses),
        counts=counts_of(article),
        strip=overview(article),
        unsure=sum(block.odds < UNSURE for block in article.blocks),
        unsure_below=UNSURE,
    )
