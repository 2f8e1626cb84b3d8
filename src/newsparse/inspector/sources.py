"""Which block each value of an Article came from.

An Article says it for the body and for what was removed; for the other fields the value is looked for among the blocks that are
accounted to its field. Every such block ends up with a value: what cannot be found in one (a teaser's date, a table's second cell)
belongs to the value whose blocks stand before it.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Any

from attrs import define, field, fields

from newsparse.article import Declared, Figure
from newsparse.inspector.marks import marks_of
from newsparse.inspector.places import Places

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsparse.article import Article, Timestamp
    from newsparse.inspector.marks import Mark

__all__ = ["Entry", "Section", "Sources", "sources_of"]

_DECLARED_ORIGINS = frozenset({"json-ld", "meta", "microdata"})


@define
class Entry:
    """One value of a field."""

    id: str
    """Unique within a report."""
    value: Any
    """As in the Article: a str, an ``Author``, a ``Teaser`` …"""
    blocks: list[int] = field(factory=list)
    """Indices in ``Article.blocks``, in page order; empty where it came from no block."""
    declared: str | None = None
    """The key of ``Article.declared`` that says the same, where it came from no block."""


@define
class Section:
    """One field of an Article with its values."""

    name: str
    """The attribute of Article."""
    entries: list[Entry] = field(factory=list)
    rest: list[int] = field(factory=list)
    """Blocks that are accounted to the field although it has no value."""

    @property
    def id(self) -> str:
        """Unique within a report."""
        return f"f-{self.name}"


@define
class Sources:
    """All fields of an Article with where they came from."""

    sections: list[Section]
    """In the order in which a report shows them, those without a value too."""
    marks: list[Mark]
    """Where the quotes stand, ordered by quote."""


def sources_of(article: Article) -> Sources:
    """Find where each value of an Article came from."""
    return _Search(article).sources()


class _Search:
    def __init__(self, article: Article) -> None:
        self.article = article
        self.declared = {
            key.name: value for key in fields(Declared) if (value := getattr(article.declared, key.name)) not in (None, (), "")
        }
        of_field: dict[str, list[int]] = {}
        for index, block in enumerate(article.blocks):
            of_field.setdefault(block.field, []).append(index)
        self.of_field = of_field
        self.places = {name: Places(article.blocks, indices) for name, indices in of_field.items()}
        self.shown = Places(article.blocks, sorted(index for name, found in of_field.items() if name != "removed" for index in found))

    @cached_property
    def every(self) -> Places:
        """All blocks: a field may have read one that is in no field."""
        return Places(self.article.blocks, range(len(self.article.blocks)))

    def sources(self) -> Sources:
        made = [
            self._single("kicker", self.of_field.get("kicker", ())),
            self._single("headline", self.of_field.get("headline", ()), "headline", "title"),
            self._single("dek", self.of_field.get("dek", ())),
            self._authors(),
            self._single("source", self._found("source", "dek", "authors", "published"), "publisher", "site_name"),
            self._moment("published"),
            self._moment("modified"),
            self._single("read_time", self._read_time()),
            self._single(
                "section", () if self._says("section", self.article.section) else self._found("section", "breadcrumbs"), "section"
            ),
            self._each("tags", self.article.tags, "tags"),
            self._each("breadcrumbs", self.article.breadcrumbs),
            self._single("language", (), "language"),
            self._single("page_type", ()),
            self._single("paywalled", ()),
            self._single("site_name", (), "site_name", "publisher"),
            self._single("url", (), "canonical_url"),
            self._single("canonical_url", (), "canonical_url"),
            self._body(),
            self._quotes(),
            self._linked("related", [(link.title, link.url) for link in self.article.related]),
            self._linked("teasers", [(teaser.headline, teaser.url) for teaser in self.article.teasers]),
            self._images(),
            self._each("credits", self.article.credits, among=("credits", "images")),
            self._each("comments", self.article.comments),
        ]
        named = {section.name: section for section in made}
        for section in made:
            self._account(section, taken=named["modified"].entries if section.name == "published" else ())
        marks = self._quoted(named["quotes"], named["body"])
        removed = [Entry(f"f-removed-{number}", block, self._there(block.block)) for number, block in enumerate(self.article.removed)]
        declared = [Entry(f"f-declared-{key}", value, declared=key) for key, value in self.declared.items()]
        return Sources([*made, Section("removed", removed), Section("declared", declared)], marks)

    def _there(self, block: int | None) -> list[int]:
        """The block, if the page has it: an Article that was cut or written by hand may name others."""
        return [block] if block is not None and 0 <= block < len(self.article.blocks) else []

    # -- one value

    def _single(self, name: str, blocks: Iterable[int], *declared: str) -> Section:
        value = getattr(self.article, name)
        if value is None:
            return Section(name)
        entry = Entry(f"f-{name}-0", value, list(blocks))
        if not entry.blocks:
            entry.declared = next((key for key in declared if self._says(key, value)), None)
        return Section(name, [entry])

    def _says(self, key: str, value: object) -> bool:
        """Whether the head declares a value: the same, or a longer one that holds it ("Rain ends | The Bay Courier")."""
        said = self.declared.get(key)
        if isinstance(value, str) and isinstance(said, str):
            return value in said
        return said is not None and said == value

    def _found(self, name: str, *among: str) -> list[int]:
        for one in among:
            found = self.places[one].find(getattr(self.article, name)) if one in self.places else None
            if found is not None:
                return [found]
        return []

    def _read_time(self) -> list[int]:
        time = self.article.read_time
        return self.of_field.get("read_time", []) if time and time.stated else []

    def _moment(self, name: str) -> Section:
        moment: Timestamp | None = getattr(self.article, name)
        section = self._single(name, (), name)
        if moment is None or moment.origin == "url":
            return section
        entry = section.entries[0]
        if moment.origin in _DECLARED_ORIGINS:
            entry.declared = name if name in self.declared else None
            return section
        for places in (self.places.get("published"), self.shown, self.every):
            found = places.find(moment.text) if places and moment.text else None
            if found is not None:
                entry.blocks, entry.declared = [found], None
                break
        return section

    # -- several values

    def _each(self, name: str, values: Iterable[str], declared: str | None = None, *, among: tuple[str, ...] = ()) -> Section:
        """A value for each block, or several in one.

        Args:
            name: The field.
            values: Its values.
            declared: The key of ``Declared`` that may say them too.
            among: Fields whose blocks hold them; its own when empty.
        """
        section, behind = Section(name), -1
        for number, value in enumerate(values):
            entry = Entry(f"f-{name}-{number}", value)
            places = (self.places[one] for one in among or (name,) if one in self.places)
            found = next((index for place in places if (index := place.find(value, behind=behind)) is not None), None)
            if found is not None:
                entry.blocks, behind = [found], found - 1
            elif declared and value in self.declared.get(declared, ()):
                entry.declared = declared
            section.entries.append(entry)
        return section

    def _authors(self) -> Section:
        section = Section("authors")
        declared = {author.name for author in self.declared.get("authors", ())}
        for number, author in enumerate(self.article.authors):
            entry = Entry(f"f-authors-{number}", author)
            own = self.places["authors"].all(author.name) if "authors" in self.places else ()
            if own:
                entry.blocks = list(own)
            elif author.name not in declared:
                found = next((index for place in (self.shown, self.every) if (index := place.find(author.name)) is not None), None)
                entry.blocks = [] if found is None else [found]
            else:
                entry.declared = "authors"
            section.entries.append(entry)
        return section

    def _linked(self, name: str, values: Iterable[tuple[str, str | None]]) -> Section:
        section, places, behind = Section(name), self.places.get(name), -1
        for number, (title, url) in enumerate(values):
            entry = Entry(f"f-{name}-{number}", getattr(self.article, name)[number])
            found = places.find(title, url=url, behind=behind) if places else None
            if found is not None:
                entry.blocks, behind = [found], found
            section.entries.append(entry)
        return section

    def _images(self) -> Section:
        section = Section("images")
        captions = {figure.image: figure.block for figure in self.article.body if isinstance(figure, Figure) and figure.block is not None}
        for number, image in enumerate(self.article.images):
            entry = Entry(f"f-images-{number}", image)
            block = captions.get(image)
            if block is None and image.caption and "images" in self.places:
                block = self.places["images"].find(image.caption)
            if block is None and image.credit and "credits" in self.places:
                block = self.places["credits"].find(image.credit)
            entry.blocks = self._there(block)
            if not entry.blocks and image.url and image.url == self.declared.get("image"):
                entry.declared = "image"
            section.entries.append(entry)
        return section

    def _body(self) -> Section:
        found = (Entry(f"f-body-{number}", item, self._there(item.block)) for number, item in enumerate(self.article.body))
        return Section("body", list(found))

    def _quotes(self) -> Section:
        return Section("quotes", [Entry(f"f-quotes-{number}", quote) for number, quote in enumerate(self.article.quotes)])

    def _quoted(self, quotes: Section, body: Section) -> list[Mark]:
        """Find the quotes in the blocks of the body."""
        marks = marks_of(self.article, [entry.blocks for entry in body.entries])
        for mark in marks:
            quotes.entries[mark.quote].blocks.append(mark.block)
        return marks

    # -- what is left

    def _account(self, section: Section, taken: Iterable[Entry]) -> None:
        """Give each block of the field that has no value yet to the value before it, or to the first one."""
        own = self.of_field.get(section.name, [])
        have = {index for entry in (*section.entries, *taken) for index in entry.blocks}
        left = [index for index in own if index not in have]
        holders = sorted((entry.blocks[0], number) for number, entry in enumerate(section.entries) if entry.blocks)
        if section.entries and not holders and left:
            holders = [(left[0], 0)]
        if not holders:
            section.rest = left
            return
        firsts = [first for first, _ in holders]
        for index in left:
            _, number = holders[max(bisect_right(firsts, index) - 1, 0)]
            section.entries[number].blocks.append(index)
        for entry in section.entries:
            entry.blocks.sort()
            if entry.blocks:
                entry.declared = None
