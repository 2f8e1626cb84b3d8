"""The whole way of a page, on one screen: read → label → fields → Article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from newsparse.article import Article, Block, BlockQuote, Removed
from newsparse.fields.authors import authors
from newsparse.fields.body import body
from newsparse.fields.dates import published_and_modified
from newsparse.fields.headline import dek, headline, kicker
from newsparse.fields.images import images_and_credits
from newsparse.fields.layout import Layout
from newsparse.fields.page_type import page_type, paywalled
from newsparse.fields.quotes import find_quotes
from newsparse.fields.read_time import read_time
from newsparse.fields.related import related
from newsparse.fields.source import source
from newsparse.fields.tags import breadcrumbs, section, tags
from newsparse.fields.teasers import teasers
from newsparse.label.labeller import label
from newsparse.limits import DEFAULT
from newsparse.read.reader import read
from newsparse.roles import FIELD_OF_ROLE, Role

if TYPE_CHECKING:
    import datetime as dt

    from newsparse.fields.quotes import Weights
    from newsparse.label.labelled import LabelledPage
    from newsparse.label.network import Network
    from newsparse.limits import Limits
    from newsparse.profiles import SiteProfile

__all__ = ["parse"]


def parse(
    page: object,
    *,
    url: str | None = None,
    kind: Literal["html", "text"] | None = None,
    encoding: str | None = None,
    language: str | None = None,
    fetched_at: dt.datetime | None = None,
    profile: SiteProfile | None = None,
    limits: Limits = DEFAULT,
    weights: Network | None = None,
) -> Article:
    r"""Turn one scraped news page into an ``Article``.

    Args:
        page: HTML or plain text as str or bytes, a path-like object to read (a str is never a path), a BeautifulSoup object or Tag, or an
            lxml element or tree, which is not changed.
        url: The page's address: makes links absolute and may give the date.
        kind: "html" or "text"; found out when None.
        encoding: What bytes are encoded in; found out when None.
        language: ISO 639-1 code of the page's language; found out when None.
        fetched_at: When the page was fetched. Dates such as "3 hours ago" are read only with it, and nothing behind it is a date of the
            page.
        profile: What ``newsparse.learn_site`` learned from other pages of the page's site: evidence beside the page itself.
        limits: Size, nesting, blocks and JSON-LD beyond which a page is refused or cut; see ``Limits``.
        weights: A labeller trained on other pages (see ``docs/training.md``); the one that comes with the package when None.

    Raises:
        ParseError: where the input is no page: None, empty, binary such as a PDF or an image, or beyond a limit.

    Example:
        >>> article = parse("June 29, 2021\n\nRain ends the drought\n\nIt rained for nine days, the weather office said.")
        >>> str(article.published)
        '2021-06-29'
    """
    read_page = read(page, url=url, kind=kind, encoding=encoding, language=language, limits=limits)
    return article_of(label(read_page, fetched_at=fetched_at, weights=weights, site=profile), url)


def article_of(labelled: LabelledPage, url: str | None, *, quote_weights: Weights | None = None) -> Article:
    """Read every field off a labelled page; the quotes with weights of their own where some are given."""
    page = labelled.page
    layout = Layout(labelled)
    pictures = images_and_credits(labelled, layout)
    the_body = body(labelled, pictures.placed)
    title, in_headline = headline(labelled)
    label_above, in_kicker = kicker(labelled)
    standfirst, credited, in_dek = dek(labelled)
    writers, in_bylines = authors(labelled)
    published, modified, in_dates = published_and_modified(labelled)
    time_to_read, in_read_time = read_time(labelled, the_body.text)
    links, in_related = related(labelled, the_body.blocks)
    promoted, in_teasers = teasers(labelled, layout)
    topics, in_tags = tags(labelled)
    steps, in_breadcrumbs = breadcrumbs(labelled)
    comments = labelled.of(Role.COMMENT)
    used = the_body.used.union(
        *(in_headline, in_kicker, in_dek, in_bylines, in_dates, in_read_time),
        *(in_related, in_teasers, pictures.used, in_tags, in_breadcrumbs),
        (block.index for block in comments),
    )
    names = [author.name for author in writers]
    around = [text for text in (title, standfirst, *(image.caption for image in pictures.images)) if text]
    return Article(
        kind=page.kind,
        url=url or page.url,
        canonical_url=page.declared.canonical_url,
        site_name=page.declared.site_name or page.declared.publisher,
        language=page.language,
        page_type=page_type(labelled, the_body.text),
        section=section(labelled, steps),
        tags=topics,
        breadcrumbs=steps,
        kicker=label_above,
        headline=title,
        dek=standfirst,
        source=source(labelled, credited),
        authors=writers,
        published=published,
        modified=modified,
        read_time=time_to_read,
        body=the_body.blocks,
        text=the_body.text,
        quotes=find_quotes(
            the_body.text,
            labelled.lexicons[0],
            names=[*names, *around],
            author=names[0] if len(names) == 1 else None,
            block_quotes=[(block.start, block.end) for block in the_body.blocks if isinstance(block, BlockQuote)],
            weights=quote_weights,
        ),
        related=links,
        teasers=promoted,
        images=pictures.images,
        credits=pictures.credits,
        comments=tuple(block.text for block in comments),
        paywalled=paywalled(labelled),
        removed=_removed(labelled, used),
        blocks=_blocks(labelled, used),
        declared=page.declared,
    )


def _blocks(labelled: LabelledPage, used: frozenset[int]) -> tuple[Block, ...]:
    return tuple(
        Block(
            block.text,
            label.role,
            FIELD_OF_ROLE[label.role] if block.index in used else "removed",
            label.reason,
            label.odds,
            block.links,
            block.tag or None,
        )
        for block, label in zip(labelled.page.blocks, labelled.labels, strict=True)
    )


def _removed(labelled: LabelledPage, used: frozenset[int]) -> tuple[Removed, ...]:
    return tuple(
        Removed(block.text, label.role, block.index)
        for block, label in zip(labelled.page.blocks, labelled.labels, strict=True)
        if block.index not in used
    )
