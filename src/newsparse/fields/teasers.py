"""Teasers: the other stories that a page promotes beside and below the article."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import evolve

from newsparse.article import Image, Teaser
from newsparse.fields.layout import Layout
from newsparse.fields.teaser_sections import sections_of_teasers
from newsparse.label.phrases import phrase_index
from newsparse.moments.declared import parse_declared
from newsparse.moments.visible import find_moments
from newsparse.roles import BODY_ROLES, Role

if TYPE_CHECKING:
    from newsparse.article import Timestamp
    from newsparse.label.labelled import LabelledPage
    from newsparse.read.page import Block, PageImage

__all__ = ["teasers"]

_ENDS = re.compile(r"[.!?。！？।؟]['\"”’»)\]]*$")
_ELLIPSIS = ("…", "...", "[…]", "[...]")
_COLONS = (":", "：")
_STRAY_DASH = re.compile(r"(?<=\s)[-–—](?=\w)")
_NEAR = 6
"""Blocks between a headline and its picture."""
_LONGEST_LABEL = 60
_SHORTEST_HEADLINE = 20
"""Characters below which what leads to a story may be its topic or "Read more"."""
_LONGEST_HEADLINE = 200
_HEADLINES = frozenset({Role.TEASER_HEADLINE})
_OF_ARTICLE = BODY_ROLES | {Role.HEADLINE}
_PAID_WORDS = frozenset(
    {"adblade", "advertorial", "dianomi", "ligatus", "mgid", "outbrain", "paid", "plista", "promoted", "revcontent", "sponsor", "sponsored",
     "sponsors", "strossle", "taboola", "zergnet"}
)  # fmt: skip
"""Words of the containers that advertising networks and paid boxes make."""
_RANK = re.compile(r"(\d{1,2})[.)]\s+(?=\S)")
_DECORATION = " :：|-–—•·*#»›>"


def teasers(labelled: LabelledPage, layout: Layout | None = None) -> tuple[tuple[Teaser, ...], frozenset[int]]:
    """The teasers in page order, and the blocks that they are made of."""
    headings = labelled.of(Role.TEASER_SECTION)
    runs = [run for run in _runs(labelled) if any(labelled.role(block) is Role.TEASER_HEADLINE for block in run)]
    if not runs:
        return (), frozenset(block.index for block in headings)
    layout = layout or Layout(labelled)
    sections = sections_of_teasers(labelled, layout)
    paid = _Paid(labelled, layout)
    heads = [next(block for block in run if labelled.role(block) is Role.TEASER_HEADLINE) for run in runs]
    made: list[Teaser] = []
    for run, head, title in zip(runs, heads, _without_ranks(heads), strict=True):
        section = sections.get(head.index)
        teaser = _teaser(labelled, layout, head, run, section, sponsored=paid.is_paid(head, run, section))
        made.append(evolve(teaser, headline=title))
    return tuple(_once(made)), frozenset(block.index for part in (headings, *runs) for block in part)


def _without_ranks(heads: list[Block]) -> list[str]:
    """The headlines without the numbers of a ranked list: each one more than that of the headline before."""
    numbers = [int(found[1]) if (found := _RANK.match(head.text)) else None for head in heads]
    ranked = [False] * len(heads)
    for at, (before, number) in enumerate(pairwise(numbers), 1):
        if before is not None and number == before + 1:
            ranked[at - 1] = ranked[at] = True
    return [_RANK.sub("", head.text, count=1) if is_ranked else head.text for head, is_ranked in zip(heads, ranked, strict=True)]


def _runs(labelled: LabelledPage) -> list[list[Block]]:
    """Blocks that belong together: a section's heading alone, or a headline with what follows it up to the next one."""
    roles = (Role.TEASER_SECTION, Role.TEASER_HEADLINE, Role.TEASER_SUMMARY, Role.TEASER_META)
    runs: list[list[Block]] = []
    last = -2
    for block in labelled.of(*roles):
        role = labelled.role(block)
        opens = role in (Role.TEASER_SECTION, Role.TEASER_HEADLINE) or block.index - last > 2
        if opens or not runs or labelled.role(runs[-1][0]) is Role.TEASER_SECTION:
            runs.append([block])
        else:
            runs[-1].append(block)
        last = block.index
    return _with_leading_meta(labelled, runs)


def _with_leading_meta(labelled: LabelledPage, runs: list[list[Block]]) -> list[list[Block]]:
    """Give what stands in front of a headline (a kicker, a date) to that headline."""
    out: list[list[Block]] = []
    lead: list[Block] = []
    for run in runs:
        first = labelled.role(run[0])
        if first in (Role.TEASER_SUMMARY, Role.TEASER_META):
            lead = run
            continue
        belongs = lead and first is Role.TEASER_HEADLINE and run[0].index - lead[-1].index <= 2
        out.append(lead + run if belongs else run)
        lead = []
    return out


def _teaser(labelled: LabelledPage, layout: Layout, head: Block, run: list[Block], section: Block | None, *, sponsored: bool) -> Teaser:
    summary = " ".join(block.text for block in run if labelled.role(block) is Role.TEASER_SUMMARY) or None
    image = _image(layout, head)
    # A headline's block may begin with a link to its section; a linked summary leads to the story too.
    links = head.links or tuple(link for block in run if labelled.role(block) is Role.TEASER_SUMMARY for link in block.links)
    link = max(links, key=lambda link: link.end - link.start, default=None)
    return Teaser(
        headline=head.text,
        url=link.url if link else (image.link if image else None),
        section=_label(section.text) if section else None,
        summary=summary,
        truncated=summary is not None and _breaks_off(summary),
        published=_published(labelled, head, run),
        image=Image(image.url, alt=image.alt) if image else None,
        sponsored=sponsored,
    )


def _breaks_off(summary: str) -> bool:
    return summary.endswith(_ELLIPSIS) or _ENDS.search(summary) is None


def _published(labelled: LabelledPage, head: Block, run: list[Block]) -> Timestamp | None:
    """When the story appeared: as a line beside the headline says, else as a time element declares."""
    for block in run:
        if labelled.role(block) is Role.TEASER_META:
            found = find_moments(block.text, labelled.lexicons, fetched_at=labelled.fetched_at)
            if found:
                return found[0].timestamp
    for block in (head, *run):
        for value in block.times:
            declared = parse_declared(value, origin="time")
            if declared:
                return declared
    return None


def _image(layout: Layout, head: Block) -> PageImage | None:
    """The picture that links where the headline links, else the one in the headline's own card."""
    targets = {link.url for link in head.links}
    linked = not layout.image_links.isdisjoint(targets)
    card: PageImage | None = None
    for node in layout.up(head.node):
        near = layout.pictures(node, head.index, _NEAR)
        same = [image for image in near if image.link in targets] if linked else None
        if same:
            return min(same, key=lambda image: abs(image.before - head.index))
        alone = layout.count(node, _HEADLINES) == 1
        if not linked and (card is not None or not alone):
            break  # wider containers hold no less
        if near and alone and card is None:
            card = min(
                (image for image in near if image.link is None or not targets),
                key=lambda image: abs(image.before - head.index),
                default=None,
            )
    return card


class _Paid:
    """Tells paid teasers: by the containers that advertising networks make, and by labels."""

    def __init__(self, labelled: LabelledPage, layout: Layout) -> None:
        self._layout = layout
        self._phrases = phrase_index(labelled.lexicons)
        self._known: dict[int, bool] = {}
        self._text = labelled.page.kind == "text"

    def is_paid(self, head: Block, run: list[Block], section: Block | None) -> bool:
        """Whether a teaser is paid for."""
        said = [block for block in run if block is not head and len(block.text) <= _LONGEST_LABEL]
        if any(self._says_so(block) for block in (*said, *([section] if section else ()))):
            return True
        return not self._text and any(self._is_network(node) for node in self._layout.up(head.node))

    def _says_so(self, block: Block) -> bool:
        known = self._known.get(-1 - block.index)
        if known is None:
            match = self._phrases.match(block.text, "sponsored", "ad")
            known = self._known[-1 - block.index] = match is not None
        return known

    def _is_network(self, node: int) -> bool:
        known = self._known.get(node)
        if known is None:
            words = self._layout.nodes[node].words
            paid = not _PAID_WORDS.isdisjoint(words)
            # What surrounds the article too says nothing of a teaser in it.
            known = self._known[node] = paid and not self._layout.count(node, _OF_ARTICLE)
        return known


def _label(text: str) -> str:
    """A section's heading without what only decorates it."""
    return _STRAY_DASH.sub("", text).strip(_DECORATION)


def _once(found: list[Teaser]) -> list[Teaser]:
    """One teaser for all blocks that lead to the same story in the same section: headline, picture and summary may each have a link."""
    best: dict[tuple[str | None, str], Teaser] = {}
    for teaser in found:
        key = (teaser.section, teaser.url or teaser.headline)
        known = best.get(key)
        best[key] = _joined(known, teaser) if known else teaser
    return list(best.values())


def _joined(first: Teaser, second: Teaser) -> Teaser:
    """The first block is the headline, but where it is a bare word or two or the beginning of the second; what is longer is its summary."""
    headline, other = first.headline, second.headline
    if headline.endswith(_COLONS) or (
        len(headline) < len(other) <= _LONGEST_HEADLINE and (len(headline) < _SHORTEST_HEADLINE or other.startswith(headline.rstrip(" .…")))
    ):
        headline, other = other, headline
    told = first.summary or second.summary
    adds = other if len(other) > len(headline) and not other.startswith(headline) else None
    summary = told or adds
    return evolve(
        first,
        headline=headline,
        summary=summary,
        truncated=summary is not None and _breaks_off(summary),
        published=first.published or second.published,
        image=first.image or second.image,
        sponsored=first.sponsored or second.sponsored,
    )
