"""The reports of one page: what became of each block, and what differs between two results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from newsparse.article import Article
from newsparse.inspector.compare import block_pairs, body_pairs, declared_pairs, field_pairs, runs_of
from newsparse.inspector.document import render
from newsparse.inspector.guesses import guesses_of
from newsparse.inspector.sources import sources_of
from newsparse.inspector.stream import UNSURE, counts_of, stream_of, strip_of
from newsparse.label.labeller import label
from newsparse.limits import DEFAULT
from newsparse.parser import article_of
from newsparse.read.reader import read

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from newsparse.inspector.compare import BlockPair, Pair
    from newsparse.inspector.guesses import Guess
    from newsparse.limits import Limits
    from newsparse.profiles import SiteProfile

__all__ = ["comparison", "report"]


def report(
    page: object,
    *,
    url: str | None = None,
    kind: Literal["html", "text"] | None = None,
    encoding: str | None = None,
    language: str | None = None,
    fetched_at: dt.datetime | None = None,
    profile: SiteProfile | None = None,
    limits: Limits = DEFAULT,
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
        profile: What is known of the page's site.
        limits: Beyond which a page is refused.

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
        read_page = read(page, url=url, kind=kind, encoding=encoding, language=language, limits=limits)
        article = article_of(label(read_page, fetched_at=fetched_at, site=profile), url)
        guesses = guesses_of(read_page, profile)
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
        strip=strip_of(article),
        unsure=sum(block.odds < UNSURE for block in article.blocks),
        unsure_below=UNSURE,
    )


def comparison(before: Article, after: Article, *, names: tuple[str, str] = ("before", "after")) -> str:
    """One self-contained HTML file that shows two results of one page side by side, and what differs.

    Fields, the body's words and the roles of blocks are compared; odds and reasons are shown and do not count as changes, nor do
    places that move with the body (a quote's offsets).

    Args:
        before: A result that was saved: ``Article.from_dict(json.load(file))``.
        after: Another one of the same page.
        names: What to call them.

    Raises:
        MissingExtraError: (an ImportError) where Jinja, the extra ``inspect``, is not installed.
    """
    compared: tuple[tuple[str, str, Sequence[Pair] | Sequence[BlockPair]], ...] = (
        ("fields", "values of fields", list(field_pairs(before, after))),
        ("body", "blocks of the body", list(body_pairs(before, after))),
        ("blocks", "blocks of the page", list(block_pairs(before, after))),
        ("declared", "declared keys", list(declared_pairs(before, after))),
    )
    return render(
        "compare.html.jinja",
        styles=("base.css", "compare.css"),
        scripts=("compare.js",),
        before=before,
        after=after,
        names=names,
        sums=[(title, sum(not pair.same for pair in pairs), len(pairs), part) for part, title, pairs in compared],
        runs={part: runs_of(pairs) for part, _, pairs in compared},
    )
