"""Two results of one page: which fields, which words of the body and which blocks' roles differ."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from attrs import evolve, fields, frozen

from newsparse.article import Declared, Figure, Heading, ListItem, Quote, RelatedLink
from newsparse.inspector.diff import aligned, aligned_texts, words_of
from newsparse.inspector.groups import GROUP_OF_ROLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from newsparse.article import Article, Block, BodyBlock
    from newsparse.inspector.diff import Words
    from newsparse.inspector.groups import Group

__all__ = ["BlockPair", "Pair", "Run", "block_pairs", "body_pairs", "declared_pairs", "field_pairs", "runs_of"]

_SINGLE = (
    "kicker", "headline", "dek", "source", "published", "modified", "read_time", "section", "language", "page_type", "paywalled",
    "site_name", "url", "canonical_url", "kind",
)  # fmt: skip
_KEYS: dict[str, Callable[[Any], object]] = {
    "authors": lambda author: author.name,
    "tags": str,
    "breadcrumbs": str,
    "quotes": lambda quote: quote.text,
    "related": lambda link: (link.kind, link.title),
    "teasers": lambda teaser: teaser.headline,
    "images": lambda image: image.url or image.caption,
    "credits": str,
    "comments": str,
}
"""What makes two values of a field the same one, changed or not."""


@frozen
class Pair:
    """A value before and after; None on the side that has none."""

    name: str
    """The field."""
    before: Any
    after: Any
    same: bool
    words_before: Words | None = None
    """The text in pieces where both sides are text and differ; else None."""
    words_after: Words | None = None


@frozen
class BlockPair:
    """A block before and after; None on the side that does not have it."""

    before: Block | None
    after: Block | None
    index_before: int | None
    index_after: int | None

    words_before: Words | None = None
    """The text in pieces where both sides have the block in other words; else None."""
    words_after: Words | None = None

    @property
    def same(self) -> bool:
        """Whether text, role and field are the same. Odds and reasons change with every training, so they do not count."""
        one, other = self.before, self.after
        return one is not None and other is not None and (one.text, one.role, one.field) == (other.text, other.role, other.field)

    @property
    def text(self) -> str:
        """The block's text, that of after where they differ."""
        block = self.after or self.before
        return block.text if block else ""

    def group(self, block: Block) -> Group:
        """Gives the colour."""
        return GROUP_OF_ROLE[block.role]


@frozen
class Run:
    """Pairs that follow one another and are either all the same or all changed."""

    same: bool
    pairs: tuple[Any, ...]


def field_pairs(before: Article, after: Article) -> Iterator[Pair]:
    """All fields but the body and what was removed. Places (a quote's offsets, the block before a related link) do not count as changes:
    they move with every change of the body.
    """
    for name in _SINGLE:
        one, other = getattr(before, name), getattr(after, name)
        if one is not None or other is not None:
            yield _pair(name, one, other)
    for name, key in _KEYS.items():
        one, other = getattr(before, name), getattr(after, name)
        for left, right in aligned([key(value) for value in one], [key(value) for value in other]):
            yield _pair(name, None if left is None else one[left], None if right is None else other[right])


def declared_pairs(before: Article, after: Article) -> Iterator[Pair]:
    """What the page's head declares."""
    for key in fields(Declared):
        one, other = getattr(before.declared, key.name), getattr(after.declared, key.name)
        if one not in (None, ()) or other not in (None, ()):
            yield _pair(key.name, one, other)


def body_pairs(before: Article, after: Article) -> Iterator[Pair]:
    """The body's blocks, pictures left out."""
    one, other = ([item for item in article.body if not isinstance(item, Figure)] for article in (before, after))
    for left, right in aligned_texts([item.text for item in one], [item.text for item in other]):
        yield _body_pair(None if left is None else one[left], None if right is None else other[right])


def block_pairs(before: Article, after: Article) -> Iterator[BlockPair]:
    """All blocks, matched by their text."""
    one, other = before.blocks, after.blocks
    for left, right in aligned_texts([block.text for block in one], [block.text for block in other]):
        if left is None or right is None:
            yield BlockPair(None if left is None else one[left], None if right is None else other[right], left, right)
        elif one[left].text == other[right].text:
            yield BlockPair(one[left], other[right], left, right)
        else:
            yield BlockPair(one[left], other[right], left, right, *words_of(one[left].text, other[right].text))


def runs_of(pairs: Sequence[Pair] | Sequence[BlockPair]) -> list[Run]:
    """The pairs in order, apart where changed ones begin and end."""
    return [Run(same, tuple(run)) for same, run in groupby(pairs, lambda pair: pair.same)]


def _pair(name: str, before: Any, after: Any) -> Pair:
    same = bool(_placeless(before) == _placeless(after))
    if same or not (isinstance(before, str) and isinstance(after, str)):
        return Pair(name, before, after, same)
    return Pair(name, before, after, same, *words_of(before, after))


def _placeless(value: Any) -> Any:
    if isinstance(value, Quote):
        return evolve(value, start=0, end=0, utterance=0)
    return evolve(value, after_block=None) if isinstance(value, RelatedLink) else value


def _body_pair(before: BodyBlock | None, after: BodyBlock | None) -> Pair:
    if before is None or after is None:
        return Pair("body", before, after, same=False)
    same = _kind(before) == _kind(after) and before.text == after.text
    return (
        Pair("body", before, after, same)
        if before.text == after.text
        else Pair("body", before, after, same, *words_of(before.text, after.text))
    )


def _kind(item: BodyBlock) -> tuple[object, ...]:
    if isinstance(item, Heading):
        return (Heading, item.level)
    return (ListItem, item.ordered, item.depth) if isinstance(item, ListItem) else (type(item),)
