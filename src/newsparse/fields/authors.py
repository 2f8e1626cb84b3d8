"""Who wrote the article: people's names without what stands around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsparse.article import Author
from newsparse.label.phrases import phrase_index
from newsparse.lexicon import fold
from newsparse.moments.visible import find_moments
from newsparse.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsparse.label.labelled import LabelledPage
    from newsparse.read.page import Block

__all__ = ["authors"]

_MAIL = re.compile(r"\S+@\S+")
_APART = re.compile(r"\s*(?:[,;|/·•&+]|\s[-–—]\s|\(|\))\s*")
_EDGES = " .,:;|/-–—()[]@·•*_\u00a0"
_DIGIT = re.compile(r"\d")
_LONGEST_NAME = 60


def authors(labelled: LabelledPage) -> tuple[tuple[Author, ...], frozenset[int]]:
    """The authors, and the byline blocks.

    Names that the head declares win where the page shows them too or shows none: they come without the words around them. Names
    that only the byline shows are taken from there.
    """
    bylines = labelled.of(Role.BYLINE)
    used = frozenset(block.index for block in bylines)
    shown = _once(author for block in bylines for author in _shown(labelled, block))
    declared = _once(author for given in labelled.page.declared.authors for author in _cleaned(labelled, given))
    if declared:
        return tuple(declared), used
    return tuple(shown), used


def _once(found: Iterable[Author]) -> list[Author]:
    known: dict[str, Author] = {}
    for author in found:
        key = fold(author.name)
        if key and key not in known:
            known[key] = author
    return list(known.values())


def _cleaned(labelled: LabelledPage, given: Author) -> list[Author]:
    site = {fold(name) for name in (labelled.page.declared.site_name, labelled.page.declared.publisher) if name}
    names = [name for part in _names(labelled, given.name) if (name := part)]
    people = [name for name in names if fold(name) not in site]
    return [Author(name, given.url, given.role) for name in people or names]


def _shown(labelled: LabelledPage, block: Block) -> list[Author]:
    text = block.text
    for moment in reversed(find_moments(text, labelled.lexicons, fetched_at=labelled.fetched_at)):
        text = f"{text[: moment.start]} | {text[moment.end :]}"
    linked = {fold(link.text): link.url for link in block.links}
    return [Author(name, linked.get(fold(name))) for name in _names(labelled, text)]


def _names(labelled: LabelledPage, text: str) -> list[str]:
    """The names in a byline: its label off, split at commas and words for "and", without addresses, numbers and sentences."""
    phrases = phrase_index(labelled.lexicons)
    text = _MAIL.sub(" ", text).strip(_EDGES)
    match = phrases.match(text, "byline")
    if match and not match.whole:
        text = text[match.end :]
    joiners = {word for lexicon in labelled.lexicons for word in lexicon.quotes.get("and", ())}
    names = []
    for part in _APART.split(text):
        words: list[str] = []
        for word in [*part.split(), ""]:
            if word and word.casefold() not in joiners:
                words.append(word)
                continue
            name = " ".join(words).strip(_EDGES)
            words = []
            if _is_name(name):
                names.append(name)
    return names


def _is_name(name: str) -> bool:
    if not 2 < len(name) <= _LONGEST_NAME or _DIGIT.search(name):
        return False
    words = name.split()
    return len(words) <= 6 and (words[0][:1].isupper() or not words[0].isascii() or words[0][:1] == "@")
