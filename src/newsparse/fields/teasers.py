"""Teasers: the other stories that a page promotes beside and below the article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsparse.article import Image, Teaser
from newsparse.label.phrases import phrase_index
from newsparse.moments.visible import find_moments
from newsparse.roles import Role

if TYPE_CHECKING:
    from newsparse.label.labelled import LabelledPage
    from newsparse.read.page import Block, PageImage

__all__ = ["teasers"]

_ENDS = re.compile(r"[.!?。！？।؟]['\"”’»)\]]*$")
_ELLIPSIS = ("…", "...", "[…]", "[...]")
_STRAY_DASH = re.compile(r"(?<=\s)[-–—](?=\w)")
_DECORATION = " :：|-–—•·*#»›>"


def teasers(labelled: LabelledPage) -> tuple[tuple[Teaser, ...], frozenset[int]]:
    """The teasers in page order, and the blocks that they are made of."""
    made: list[Teaser] = []
    used: set[int] = set()
    section: Block | None = None
    for run in _runs(labelled):
        if labelled.role(run[0]) is Role.TEASER_SECTION:
            section = run[0]
            used.add(section.index)
            continue
        head = next((block for block in run if labelled.role(block) is Role.TEASER_HEADLINE), None)
        if head is None:
            continue
        used.update(block.index for block in run)
        made.append(_teaser(labelled, head, run, section))
    return tuple(_once(made)), frozenset(used)


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


def _teaser(labelled: LabelledPage, head: Block, run: list[Block], section: Block | None) -> Teaser:
    phrases = phrase_index(labelled.lexicons)
    summary = " ".join(block.text for block in run if labelled.role(block) is Role.TEASER_SUMMARY) or None
    meta = [block for block in run if labelled.role(block) is Role.TEASER_META]
    moments = (find_moments(block.text, labelled.lexicons, fetched_at=labelled.fetched_at) for block in meta)
    moment = next((found[0].timestamp for found in moments if found), None)
    image = _image(labelled, head)
    return Teaser(
        headline=head.text,
        url=next((link.url for link in head.links), None),
        section=_label(section.text) if section else None,
        summary=summary,
        truncated=summary is not None and (summary.endswith(_ELLIPSIS) or _ENDS.search(summary) is None),
        published=moment,
        image=Image(image.url, alt=image.alt) if image else None,
        sponsored=any(phrases.match(block.text, "sponsored") for block in meta),
    )


def _image(labelled: LabelledPage, head: Block) -> PageImage | None:
    targets = {link.url for link in head.links}
    near = [image for image in labelled.page.images if image.link in targets and abs(image.before - head.index) <= 6]
    return min(near, key=lambda image: abs(image.before - head.index), default=None)


def _label(text: str) -> str:
    """A section's heading without what only decorates it."""
    return _STRAY_DASH.sub("", text).strip(_DECORATION)


def _once(found: list[Teaser]) -> list[Teaser]:
    """One teaser for headline and picture of the same story in the same section; the fuller one."""
    best: dict[tuple[str | None, str], Teaser] = {}
    for teaser in found:
        key = (teaser.section, teaser.url or teaser.headline)
        known = best.get(key)
        if known is None or len(teaser.headline) > len(known.headline):
            best[key] = teaser
    return list(best.values())
