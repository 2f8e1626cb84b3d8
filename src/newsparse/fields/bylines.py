"""Whom the page shows as its writers: names in bylines, beside dates, in author boxes and in sign-offs, each with what speaks for it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from attrs import define, evolve, field

from newsparse.fields.name_words import Named, Span, fold, is_han
from newsparse.fields.names import NameReader, name_reader
from newsparse.fields.undated import undated
from newsparse.label.phrases import PhraseIndex, phrase_index
from newsparse.lexicon import fold_all
from newsparse.roles import BODY_ROLES, Role

if TYPE_CHECKING:
    from newsparse.label.labelled import LabelledPage
    from newsparse.read.page import Block

__all__ = ["ShownName", "is_author_page", "shown_names"]

_MARKUP = frozenset(
    {"author", "authors", "byline", "bylines", "writer", "writers", "contributor", "contributors", "authored", "authorname", "creator"}
)
"""Words of class names and the like that mark who wrote it."""
_AUTHOR_PATH = frozenset(
    "author authors autor autores autoren autori autore auteur auteurs byline contributor contributors writer writers columnist columnists"
    " journalist journalists journaliste journalistes reporter reporters signataires skribent yazar yazarlar penulis".split()
)
"""Segments of addresses before an author's name."""
_PERSON_PATH = frozenset(
    "by u profile profiles profil people person persons staff team expert experts bio bios member members user users redaktion".split()
)
"""Segments of addresses before the name of an author or of somebody else."""
_PERSONAL = re.compile(rf"^mailto:|/(?:{'|'.join(sorted(_AUTHOR_PATH | _PERSON_PATH))})/|/aut(?:h|)or-", re.I)
_LEVELS = 3
_LONGEST = 220
"""Characters of a block that may name the writers; a byline label may stand in a longer one only at its start."""
MAX_BYLINES = 100
"""Blocks that are read; pages with more are lists."""
_BEFORE, _BEHIND = 12, 4
"""Blocks before the headline and behind the first paragraph where writers are named."""
_UNSURE_BEHIND = 20
"""The same where no headline is found: the first paragraph may be something else."""
_WIDEST = 60
_TAIL = 12
"""Blocks behind the last paragraph where writers are named."""
_SURE = 0.5
_VERY_SURE = 0.7
_LONGEST_IN_BODY = 80
_BRACKETED = re.compile(r"[(（\[【]([^()（）\[\]【】]{2,80})[)）\]】]\s*$")

_INITIALS = re.compile(r"\(?([a-z]{2,4}(?:[,/] ?[a-z]{2,4}){0,3})(?:\)|;|$)")
"""Initials that sign a text: "(jd/rr)", "jd, rr; …"."""


@define
class ShownName:
    """A name that the page shows as a writer's."""

    named: Named
    block: Block
    place: str
    """What kind of place names it. byline: a block that reads like a byline; near: around headline and first paragraph; beside: there,
    alone with the date; end: behind the text; text: in its last lines; far: in what reads like a byline, but far behind the text; only:
    nothing but a link, the page's only one to an author."""
    url: str | None = None
    strong: bool = False
    """Whether a label, a link to an author page, the markup or the head's declaration speaks for it."""
    lone: bool = False
    """Whether nothing but its standing alone in what reads like a byline speaks for it."""
    behind: bool = False
    """Whether it stands behind the article's text."""
    follows: list[int] = field(factory=list)
    """Indices of blocks that give the role."""


def is_author_page(url: str, name: str, *, of_anybody: bool = True) -> bool:
    """Whether an address looks like that of the page of the author who has this name.

    Args:
        url: the address.
        name: the linked words.
        of_anybody: whether a page of a person will do that need not be an author ("/people/jane-doe").
    """
    if not _PERSONAL.search(url):
        return False  # most links
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return "@" in parts.path and _spells(parts.path, name)
    steps = [step for step in parts.path.lower().split("/") if step]
    if any(step in _AUTHOR_PATH for step in steps[:-1]) or (steps and steps[-1].startswith(("author-", "autor-"))):
        return True
    known = any(step in _PERSON_PATH for step in steps[:-1])
    return of_anybody and known and " " in name and all(_spells(steps[-1], word) for word in name.split() if len(word) > 2)


def _spells(address: str, name: str) -> bool:
    """Whether an address holds the longest word of a name."""
    words = fold(name).split()
    longest = max(words, key=len, default="")
    return len(longest) > 2 and _plain(longest) in _plain(unquote(address))


def _plain(text: str) -> str:
    """Letters without their marks, in lower case."""
    return "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))


def shown_names(labelled: LabelledPage, declared: frozenset[str]) -> list[ShownName]:
    """All names that the page shows as writers', bylines first, in page order.

    Args:
        labelled: the page.
        declared: folded names that the head declares.
    """
    return _Search(labelled, declared).names


def _is_long(text: str) -> bool:
    """Whether a text is too long for a line about the article; scripts without blanks say more in fewer characters."""
    return len(text) > (80 if text.count(" ") * 20 > len(text) else 30)


def _page_of(named: Named) -> str | None:
    """The address of the author's own page."""
    link = named.linked
    if link is None or link.url.startswith("mailto:") or not (link.sure or _spells(link.url, named.name)):
        return None
    return link.url


class _Search:
    def __init__(self, labelled: LabelledPage, declared: frozenset[str]) -> None:
        self._labelled = labelled
        self._page = labelled.page
        self._declared = declared
        self._reader: NameReader = name_reader(labelled.lexicons)
        self._phrases: PhraseIndex = phrase_index(labelled.lexicons)
        self._undated: dict[str, str] = {}
        self._folds: dict[int, str] = {}
        self.names: list[ShownName] = []
        blocks = self._page.blocks
        prose = [block.index for block in labelled.of(*BODY_ROLES) if _is_long(block.text)]
        headline = next((block.index for block in labelled.of(Role.HEADLINE)), None)
        first = prose[0] if prose else headline or 0
        behind = _BEHIND if headline is not None else _UNSURE_BEHIND
        self._last = prose[-1] if prose else len(blocks)
        start = min(first, headline if headline is not None else first)
        self._near = range(max(0, start - _BEFORE), min(max(first, headline or 0) + behind, start + _WIDEST))
        self._end = range(self._last + 1, self._last + 1 + _TAIL)
        marked = labelled.of(Role.BYLINE)
        self._beside_byline = frozenset(block.index + step for block in marked[:MAX_BYLINES] for step in (-2, -1, 1, 2))
        self._fold_once([*blocks[max(0, self._near.start - 1) : self._near.stop], *blocks[self._last : self._end.stop]])
        bylines = [block for block in marked if block.index <= self._last or not self._in(block, _COMMENTS, 5)]
        for block in bylines[:MAX_BYLINES]:
            self._read(block, "byline" if block.index < self._end.stop else "far")
        for spans, place in ((self._near, "near"), (self._end, "end")):
            for block in blocks[spans.start : spans.stop]:
                if self._labelled.role(block) not in _CLOSED and len(block.text) <= _LONGEST:
                    self._read(block, "byline" if self._stands_with_byline(block) else place)
        self._beside(headline, first)
        self._sign_off(prose)
        if not self.names:
            self._only_author()

    def _read(self, block: Block, place: str) -> None:
        """Add the names in one block, if it is a place for them."""
        role = self._labelled.role(block)
        if role in BODY_ROLES and len(block.text) > _LONGEST_IN_BODY:
            return
        if place == "end" and self._in(block, _COMMENTS, 5):
            return
        links = self._links(block, place) if block.links else ()
        folded = self._folded(block) if len(block.text) <= _LONGEST else ""
        declared = any(name in folded for name in self._declared)
        marked = self._in(block, _MARKUP, _LEVELS)
        label = self._label_before(block)
        if role is not Role.BYLINE:
            opened = self._opens_with_label(block.text, folded)
            if role in BODY_ROLES and not (opened or declared):
                return
            if not (links or marked or declared or opened or (place != "end" and (label or self._reader.announces(folded)))):
                return
        text = self._without_dates(block.text)
        odds = self._labelled.labels[block.index].odds if role is Role.BYLINE else 0.0
        sure = odds >= _SURE
        people = self._reader.people(text, links, label, "byline" if sure else "none", self._declared)
        to_author = any(named.linked is not None and named.linked.sure for named in people)
        for named in people:
            if to_author and named.linked is not None and not named.linked.sure:
                continue  # the section's name behind the linked author
            name = fold(named.name)
            known = name in self._declared or fold(self._reader.untitled(named.name)) in self._declared
            linked = named.linked is not None and named.linked.sure
            lone = odds >= _VERY_SURE and name == fold(text)
            strong = linked or known or self._reader.is_label(named.label) or (marked and not named.apart and not named.label)
            if not (sure or strong or lone):
                continue
            if odds < _VERY_SURE and not strong and named.linked is not None:
                continue  # a section's or a tag's name
            if place == "near" and named.kind != "person" and not (linked or known or self._own_line(named, block, before=label)):
                continue
            behind = block.index > self._last
            self.names.append(ShownName(named, block, place, _page_of(named), strong or lone, lone and not strong, behind))
        if self.names and self.names[-1].block is block:
            self._role_behind(self.names[-1], block)

    def _fold_once(self, blocks: list[Block]) -> None:
        """Fold the texts of many blocks at the cost of one."""
        short = [block for block in blocks if len(block.text) <= _LONGEST]
        texts = fold_all([self._reader.spaced(block.text.replace("\n", " ")) for block in short])
        self._folds.update(zip((block.index for block in short), texts, strict=True))

    def _folded(self, block: Block) -> str:
        if block.index not in self._folds:
            self._folds[block.index] = fold(self._reader.spaced(block.text))
        return self._folds[block.index]

    def _own_line(self, named: Named, block: Block, before: str | None) -> bool:
        """Whether a desk or a single word near the headline is announced in its own line, or is all that an author's element holds."""
        if self._labelled.role(block) not in (Role.DATE, Role.READ_TIME, Role.OTHER):
            return False
        return (named.label is not None and before is None) or (self._in(block, _MARKUP, 1) and fold(named.name) == fold(block.text))

    def _stands_with_byline(self, block: Block) -> bool:
        """Whether the block is the twin of a byline beside it: the same element with the same names."""
        if block.index not in self._beside_byline:
            return False
        node = self._page.nodes[block.node]
        for index in (block.index - 1, block.index + 1, block.index - 2, block.index + 2):
            if 0 <= index < len(self._page.blocks) and self._labelled.labels[index].role is Role.BYLINE:
                twin = self._page.nodes[self._page.blocks[index].node]
                if node.words and (twin.tag, twin.words) == (node.tag, node.words):
                    return True
        return False

    def _role_behind(self, shown: ShownName, block: Block) -> None:
        """The role of a lone name, from the block behind it."""
        behind = self._page.blocks[block.index + 1 : block.index + 2]
        if shown.named.role is None and behind and len(behind[0].text) <= 60 and self._labelled.role(behind[0]) not in BODY_ROLES:
            role = self._reader.role(behind[0].text)
            if role is not None and self._near_nodes(block, behind[0]):
                shown.named = evolve(shown.named, role=role)
                shown.follows.append(behind[0].index)

    def _near_nodes(self, one: Block, other: Block) -> bool:
        """Whether two blocks stand in one container, a level or two up."""
        nodes = self._page.nodes

        def above(at: int) -> set[int]:
            found = set()
            for _ in range(3):
                if at <= 0:
                    break
                found.add(at)
                at = nodes[at].parent
            return found

        return bool(above(one.node) & above(other.node))

    def _label_before(self, block: Block) -> str | None:
        """The label that the block before consists of ("By")."""
        if block.index == 0:
            return None
        before = self._page.blocks[block.index - 1]
        text = before.text
        if len(text) > 40 or before.links:
            return None
        folded = self._folded(before)
        if not self._phrases.may_open(text, folded):
            return None
        match = self._phrases.match(text, "byline")
        return folded if match is not None and match.whole else None

    def _opens_with_label(self, text: str, folded: str) -> bool:
        if not self._phrases.may_open(text, folded):
            return False
        match = self._phrases.match(text, "byline")
        return match is not None and not match.whole

    def _in(self, block: Block, words: frozenset[str], levels: int) -> bool:
        """Whether an element around the block has one of these words in its names."""
        at = block.node
        nodes = self._page.nodes
        for _ in range(levels):
            if at <= 0:
                return False
            if not words.isdisjoint(nodes[at].words):
                return True
            at = nodes[at].parent
        return False

    def _links(self, block: Block, place: str) -> tuple[Span, ...]:
        """The links that may lead to authors' pages: all in a byline, elsewhere those whose address says so."""
        spans = []
        for link in block.links:
            if link.text and len(link.text) <= 100 and block.text[: link.start][-1:] not in ("/", "-"):
                byline = self._labelled.role(block) is Role.BYLINE
                sure = is_author_page(link.url, link.text, of_anybody=place == "near" or byline or self._in(block, _MARKUP, _LEVELS))
                if sure or byline:
                    spans.append(Span(link.start, link.end, link.url, sure))
        return tuple(spans)

    def _beside(self, headline: int | None, first: int) -> None:
        """A name that stands alone between headline and text, or alone with the date."""
        if headline is None:
            return
        for block in self._page.blocks[headline + 1 : min(first, headline + 1 + _BESIDE)]:
            role = self._labelled.role(block)
            if role not in _UNSURE_ROLES or len(block.text) > 80 or (block.links and role is not Role.DATE):
                continue
            around = self._page.blocks[max(0, block.index - 2) : block.index + 3]
            dated = any(self._labelled.role(each) is Role.DATE or self._without_dates(each.text) != each.text for each in around)
            if not dated and block.index - headline > 2:
                continue
            pieces = self._without_dates(block.text).strip(" |")
            people = self._reader.people(pieces)
            if len(people) != 1 or people[0].kind != "person" or not (pieces[0].isupper() or is_han(pieces[0])):
                continue  # in other scripts a name looks like any other words
            name = people[0].name
            if pieces.startswith(name) and pieces[len(name) :].lstrip()[:1] in ("", "|", "·", "•", ","):
                self.names.append(ShownName(people[0], block, "beside"))

    def _only_author(self) -> None:
        """The one person to whose author page the page links, outside of teasers."""
        found: dict[str, ShownName] = {}
        for block in self._page.blocks:
            for link in block.links:
                if _AUTHOR_LINK.search(link.url) and len(link.text) <= 60 and self._labelled.role(block) not in _CLOSED:
                    for named in self._reader.people(link.text)[:1]:
                        if named.kind == "person" and named.label is None and _spells(link.url, named.name):
                            found.setdefault(fold(named.name), ShownName(named, block, "only", link.url))
        if len(found) == 1:
            self.names.extend(found.values())

    def _without_dates(self, text: str) -> str:
        """See ``undated``; the lines around the headline are asked for several times."""
        if text not in self._undated:
            self._undated[text] = undated(text, self._labelled.lexicons, self._labelled.fetched_at)
        return self._undated[text]

    def _sign_off(self, prose: list[int]) -> None:
        """Names in brackets at the end of the text's last lines, or alone in the line behind it."""
        for index in prose[-2:]:
            block = self._page.blocks[index]
            match = _BRACKETED.search(block.text[-120:])
            if match:
                for named in self._reader.people(match.group(1)):
                    self.names.append(ShownName(named, block, "text"))
        nodes = self._page.nodes
        for block in self._page.blocks[self._last + 1 : self._last + 3]:
            if len(block.text) > _LONGEST_IN_BODY or block.tag in _HEADINGS or block.links:
                continue
            container = nodes[self._page.blocks[self._last].node].parent
            if container not in (block.node, nodes[block.node].parent):
                continue  # not in the text's own container
            match = _INITIALS.match(block.text)
            if match:
                marks = [mark for mark in match.group(1).replace("/", ",").split(",") if not self._reader.is_word(mark.strip())]
                self.names += [ShownName(Named(mark.strip(), "short"), block, "text") for mark in marks]
            match = _BRACKETED.fullmatch(block.text)
            if match:
                people = self._reader.people(match.group(1))
                self.names += [ShownName(each, block, "text") for each in people if each.kind == "person" and (each.role or each.label)]
            if len(block.text) > 40 or not block.text[-1].isalnum() or not block.text[0].isupper():
                continue
            for named in self._reader.people(block.text):
                if fold(named.name) == fold(block.text) and named.kind == "person":
                    self.names.append(ShownName(named, block, "text"))


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BESIDE = 8
"""Blocks behind the headline in which a name beside the date is a writer's."""
_UNSURE_ROLES = frozenset({Role.DATE, Role.OTHER, Role.NAVIGATION, Role.DEK, Role.PARAGRAPH})
_AUTHOR_LINK = re.compile(rf"/(?:{'|'.join(sorted(_AUTHOR_PATH))})/", re.I)
_COMMENTS = frozenset({"comment", "comments", "commentlist", "reply", "replies"})
_CLOSED = frozenset(
    {Role.BYLINE, Role.HEADLINE, Role.TEASER_HEADLINE, Role.TEASER_SECTION, Role.TEASER_SUMMARY, Role.TEASER_META, Role.INLINE_RELATED,
     Role.PREV_NEXT, Role.COMMENT, Role.CAPTION, Role.CREDIT, Role.TAG, Role.TABLE, Role.DEK}
)  # fmt: skip
"""Roles whose blocks name nobody who wrote the article; bylines are read first."""
