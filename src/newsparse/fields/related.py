"""Links to other stories in and directly behind the article: inline ones, previous and next."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

from newsparse.article import RelatedLink
from newsparse.label.mend.neighbours import named_side
from newsparse.label.phrases import phrase_index
from newsparse.roles import Role

if TYPE_CHECKING:
    from newsparse.article import BodyBlock
    from newsparse.label.labelled import LabelledPage
    from newsparse.label.phrases import PhraseIndex
    from newsparse.read.page import Block

__all__ = ["related"]

_BESIDE = 2
"""Blocks between a label that stands alone and the link it announces."""
_MARKS = " :：-–—|»›>←→‹«<\u00a0"


def related(labelled: LabelledPage, body: tuple[BodyBlock, ...]) -> tuple[tuple[RelatedLink, ...], frozenset[int]]:
    """The related links in page order, and the blocks they stand in."""
    phrases = phrase_index(labelled.lexicons)
    places = _places(body)
    links: list[RelatedLink] = []
    used: set[int] = set()
    pending: tuple[Block, str, str] | None = None  # a block that is only a label, its kind and the label
    for block in labelled.of(Role.INLINE_RELATED, Role.PREV_NEXT):
        used.add(block.index)
        kind, label, title = _parts(labelled, block, phrases)
        if not title or (kind != "inline" and len(block.links) > 1):
            links += _bare(pending)
            several = _neighbours(block, phrases)
            links += several
            pending = None if several else (block, kind, label or "")
            continue
        if pending and label is None and block.index - pending[0].index <= _BESIDE:
            kind, label = pending[1], pending[2]
            pending = (block, kind, label) if kind == "inline" else None  # a label alone may announce a box of several links
        else:
            links += _bare(pending)
            pending = None
        after = _follows(places, block.index) if kind == "inline" else None
        for text, url in _targets(block, title):
            links.append(RelatedLink(kind, text, url, label, after))  # type: ignore[arg-type]
    links += _bare(pending)
    return tuple(dict.fromkeys(links)), frozenset(used)


def _bare(pending: tuple[Block, str, str] | None) -> list[RelatedLink]:
    """The neighbouring story whose title the page does not show: the label stands for it."""
    if pending is None or pending[1] == "inline":
        return []
    block, kind, label = pending
    return [RelatedLink(kind, label or block.text.strip(_MARKS), next((link.url for link in block.links), None))]  # type: ignore[arg-type]


def _neighbours(block: Block, phrases: PhraseIndex) -> list[RelatedLink]:
    """Previous and next in one line, each with a link of its own."""
    found = []
    for link in block.links:
        match = phrases.match(link.text, "previous", "next")
        if match is None or len(block.links) < 2:
            return []
        title = link.text[match.end :].strip(_MARKS)
        label = link.text[: match.end].strip(_MARKS)
        found.append(RelatedLink(match.category, title or label, link.url, label if title else None))  # type: ignore[arg-type]
    return found


def _parts(labelled: LabelledPage, block: Block, phrases: PhraseIndex) -> tuple[str, str | None, str]:
    """Kind, label and title of one block."""
    inline = labelled.role(block) is Role.INLINE_RELATED
    if inline:
        match = phrases.match(block.text, "also_read")
        label = block.text[: match.end].strip(_MARKS) if match else None
        # Only a label may end with a full stop in front of the title ("Lire aussi. …").
        return "inline", label, block.text[match.end :].lstrip(".").strip(_MARKS) if match else block.text.strip(_MARKS)
    match = phrases.match(block.text, "previous", "next")
    if match is None:
        side = "next" if block.text.rstrip().endswith(("→", "›", "»", ">")) else named_side(labelled, block.index) or "previous"
        return side, None, block.text.strip(_MARKS)
    return match.category, block.text[: match.end].strip(_MARKS), block.text[match.end :].strip(_MARKS)


def _targets(block: Block, title: str) -> list[tuple[str, str | None]]:
    """Title and address of each story that the block links to."""
    links = [link for link in block.links if link.text]
    if len(links) < 2:
        return [(title, links[0].url if links else None)]
    return [(link.text, link.url) for link in links]


def _places(body: tuple[BodyBlock, ...]) -> tuple[list[int], list[int]]:
    """Where on the page the body's blocks stand, sorted, and the last of the body's blocks up to each of these places."""
    at = sorted((item.block, position) for position, item in enumerate(body) if item.block is not None)
    return [index for index, _ in at], list(accumulate((position for _, position in at), max))


def _follows(places: tuple[list[int], list[int]], index: int) -> int | None:
    """Position in the body of the last block that stands before this block of the page; None where there is none."""
    before = bisect_left(places[0], index)
    return places[1][before - 1] if before else None
