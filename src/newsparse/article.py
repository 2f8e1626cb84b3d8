"""The typed objects: frozen, comparable, hashable; sequences are tuples and an absent single value is None."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal

from attrs import field, frozen

from newsparse.roles import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "Article",
    "Author",
    "Block",
    "BlockQuote",
    "BodyBlock",
    "Declared",
    "Figure",
    "Heading",
    "Image",
    "Link",
    "ListItem",
    "Paragraph",
    "Quote",
    "ReadTime",
    "RelatedLink",
    "Removed",
    "Table",
    "Teaser",
    "Timestamp",
]


@frozen
class Link:
    """A link inside a block's text."""

    text: str
    """The linked words, as in the block; empty where only a picture is linked."""
    url: str
    """Absolute where the page's address is known, else as the page has it."""
    start: int
    """Offset of the linked words in the text of the block that holds the link."""
    end: int


@frozen
class Author:
    """Somebody who wrote the article; an agency or a desk where nobody is named."""

    name: str
    """The name alone: no "By", title, role, e-mail address or outlet."""
    url: str | None = None
    """The author's own page, absolute where the page's address is known."""
    role: str | None = None
    """As worded on the page ("Political Editor"); None where not given."""


@frozen
class Timestamp:
    """A moment at the precision that the page gives: a date, or a date and time, with or without an offset."""

    date: dt.date
    time: dt.time | None = None
    """Wall-clock time without tzinfo; None where the page gives no time of day."""
    tz: dt.timezone | None = None
    """Fixed offset from UTC; None where the page gives none."""
    text: str | None = None
    """As worded on the page or declared in its head."""
    origin: str = "visible"
    """Where it stands: "visible", "time" (a <time> element), "json-ld", "meta", "microdata" or "url"."""

    @property
    def datetime(self) -> dt.datetime | None:
        """The moment as a datetime, aware where the offset is known; None without a time of day."""
        if self.time is None:
            return None
        return dt.datetime.combine(self.date, self.time, self.tz)

    def isoformat(self) -> str:
        """ISO 8601 at the precision that is known: ``2021-06-29``, ``2021-06-29T14:05`` or ``2021-06-29T14:05:10+02:00``.

        An absent time is never written as midnight.
        """
        if self.time is None:
            return self.date.isoformat()
        timespec = "seconds" if self.time.second else "minutes"
        clock = self.time.replace(microsecond=0).isoformat(timespec)
        if self.tz is None:
            return f"{self.date.isoformat()}T{clock}"
        offset = dt.datetime.combine(self.date, self.time, self.tz).isoformat()[19:].lstrip(".0123456789")
        return f"{self.date.isoformat()}T{clock}{offset}"

    def __str__(self) -> str:
        return self.isoformat()


@frozen
class ReadTime:
    """How long reading the article takes."""

    minutes: int
    text: str | None = None
    """As worded on the page; None where estimated."""
    stated: bool = True
    """True where the page says it; False where it is estimated from the body's length."""


@frozen
class Image:
    """A picture (or a video's still) of the article."""

    url: str | None = None
    """Absolute where the page's address is known; None in plain text."""
    caption: str | None = None
    credit: str | None = None
    """The credited names within or beside the caption."""
    alt: str | None = None


@frozen
class Paragraph:
    """A paragraph of the body."""

    text: str
    start: int
    """Offset into ``Article.text``; ``Article.text[start:end] == text``."""
    end: int
    links: tuple[Link, ...] = ()
    block: int | None = None
    """Index in ``Article.blocks`` of the (first) block that it was made from."""


@frozen
class Heading:
    """A subheading inside the body."""

    text: str
    start: int
    end: int
    level: int = 2
    """1 to 6; 2 where the page does not say."""
    links: tuple[Link, ...] = ()
    block: int | None = None


@frozen
class ListItem:
    """One item of a list in the body."""

    text: str
    start: int
    end: int
    ordered: bool = False
    depth: int = 1
    """1 for a list's own items, 2 for a list within a list, and so on."""
    links: tuple[Link, ...] = ()
    block: int | None = None


@frozen
class BlockQuote:
    """A passage that is set apart as quoted."""

    text: str
    start: int
    end: int
    links: tuple[Link, ...] = ()
    block: int | None = None


@frozen
class Table:
    """A table of the article; its text has a line a row and a tab between cells."""

    text: str
    start: int
    end: int
    rows: tuple[tuple[str, ...], ...] = ()
    links: tuple[Link, ...] = ()
    block: int | None = None


@frozen
class Figure:
    """A picture in its place in the body; it adds nothing to ``Article.text``, so ``text`` is empty and start equals end."""

    image: Image
    start: int
    end: int
    text: str = ""
    links: tuple[Link, ...] = ()
    block: int | None = None
    """Index of the caption's block; None where the picture has no caption."""


BodyBlock = Paragraph | Heading | ListItem | BlockQuote | Table | Figure
"""What ``Article.body`` is made of."""


@frozen
class Quote:
    """Direct speech: what stands between one pair of quotation marks, without the marks."""

    text: str
    start: int
    """Offset into ``Article.text`` (or the text given to ``extract_quotes``); ``text[start:end] == quote.text``."""
    end: int
    speaker: str | None = None
    """Who said it, by the fullest name that the text gives; None when it cannot be told."""
    mention: str | None = None
    """The words beside the quote that name the speaker ("he", "the Italian Minister"); None when there are none."""
    cue: str | None = None
    """The word that reports the speech ("said", "according to"); None when there is none."""
    resolution: Literal["named", "full-name", "pronoun", "description", "carried", "transcript"] | None = None
    """How the speaker was found: the mention names it; by a fuller name elsewhere; through a pronoun; through a role or other
    description; from the sentence before; from a transcript's label. None where the speaker is None."""
    utterance: int = 0
    """Number of the utterance within the text, from 0: the parts of one utterance that the text interrupts share it."""


@frozen
class RelatedLink:
    """A link to another story that stands in or directly behind the article."""

    kind: Literal["inline", "previous", "next"]
    title: str
    url: str | None = None
    label: str | None = None
    """The words that announce it ("ALSO READ", "Previous Story"), without the colon; None where there are none."""
    after_block: int | None = None
    """Index in ``Article.body`` of the block that it follows; None where it stands before the body, and for previous and next."""


@frozen
class Teaser:
    """Another story that the page promotes beside or below the article."""

    headline: str
    url: str | None = None
    section: str | None = None
    """The heading that it stands under ("Most read"); None where there is none."""
    summary: str | None = None
    truncated: bool = False
    """True where the summary breaks off."""
    published: Timestamp | None = None
    image: Image | None = None
    sponsored: bool = False
    """True where it is paid for."""


@frozen
class Removed:
    """A block that is in no field."""

    text: str
    role: Role
    """What it was: navigation, share, subscribe, ad, legal, back-to-top, player, consent or other; the role of a field where
    the field could not use it (a date line without a date)."""
    block: int
    """Index in ``Article.blocks``."""


@frozen
class Block:
    """One visible block of the page with what became of it."""

    text: str
    role: Role
    field: str
    """The one field of the Article that it is accounted to; "removed" where none."""
    reason: str
    """Why it has this role, for a person to read."""
    odds: float
    """How sure the labeller was, 0 to 1."""
    links: tuple[Link, ...] = ()
    tag: str | None = None
    """The HTML element around it; None in plain text."""


@frozen
class Declared:
    """What the page's head says about the article, as found; fields decide what of it wins."""

    headline: str | None = None
    description: str | None = None
    authors: tuple[Author, ...] = ()
    published: Timestamp | None = None
    modified: Timestamp | None = None
    site_name: str | None = None
    publisher: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    image: str | None = None
    canonical_url: str | None = None
    language: str | None = None
    type: str | None = None
    """The schema.org or OpenGraph type ("NewsArticle", "website")."""
    free: bool | None = None
    """``isAccessibleForFree``; None where the page does not say."""
    title: str | None = None
    """The browser title, ``<title>``; of plain text its first line, where a later one takes it up as browser titles do the headline."""


@frozen
class Article:
    """One news page as typed values. Every visible block of the page is in exactly one field or in ``removed``."""

    kind: Literal["html", "text"]
    """What the page was read as."""
    url: str | None = None
    """The address given to ``parse()``, else the page's own (canonical) one where it declares it."""
    canonical_url: str | None = None
    site_name: str | None = None
    language: str | None = None
    """ISO 639-1 code of the body's language; None where it cannot be told."""
    page_type: str = "article"
    """"article", "live" or what the page is instead: "listing", "forum", "product", "other"."""
    section: str | None = None
    tags: tuple[str, ...] = ()
    breadcrumbs: tuple[str, ...] = ()
    kicker: str | None = None
    """A short label above the headline."""
    headline: str | None = None
    dek: str | None = None
    """The standfirst between headline and body; several bullets are joined by a blank."""
    source: str | None = None
    """The outlet or agency that the page credits."""
    authors: tuple[Author, ...] = ()
    published: Timestamp | None = None
    modified: Timestamp | None = None
    read_time: ReadTime | None = None
    body: tuple[BodyBlock, ...] = ()
    text: str = ""
    """The body as plain text, blocks separated by a blank line; without headline, dek, captions, credits and related links."""
    quotes: tuple[Quote, ...] = ()
    related: tuple[RelatedLink, ...] = ()
    teasers: tuple[Teaser, ...] = ()
    images: tuple[Image, ...] = ()
    credits: tuple[str, ...] = ()
    """The credited names, each once."""
    comments: tuple[str, ...] = ()
    """Blocks of readers' comments, in page order."""
    paywalled: bool | None = None
    """True where the body is not free to read or is cut off by a paywall; None where the page does not tell."""
    removed: tuple[Removed, ...] = ()
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    """The whole page in order."""
    declared: Declared = field(factory=Declared, repr=False)
    """What the page's head declares."""

    def to_dict(self) -> dict[str, Any]:
        """The Article as plain dicts, lists, strings, numbers and None, ready for JSON."""
        from newsparse.write.plain import to_dict

        return to_dict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Article:
        """The Article that ``to_dict()`` wrote.

        Raises:
            ValueError: where a key is missing or a value is not of the field's type; the message names the field.
        """
        from newsparse.write.plain import from_dict

        return from_dict(data)

    def to_json(self, *, indent: int | None = None) -> str:
        """JSON text of ``to_dict()``; characters outside ASCII stand as they are."""
        from newsparse.write.plain import to_json

        return to_json(self, indent=indent)

    def to_markdown(self) -> str:
        """The article to read: headline, dek, byline and body with headings, lists, quotes, tables and figures."""
        from newsparse.write.markdown import to_markdown

        return to_markdown(self)

    def to_text(self) -> str:
        """Headline, dek, byline and body as plain text."""
        from newsparse.write.text import to_text

        return to_text(self)

    def to_jsonld(self) -> dict[str, Any]:
        """The article as a schema.org ``NewsArticle``."""
        from newsparse.write.jsonld import to_jsonld

        return to_jsonld(self)
