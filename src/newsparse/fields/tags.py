"""Tags, section and breadcrumbs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsparse.label.phrases import phrase_index
from newsparse.lexicon import fold
from newsparse.roles import Role

if TYPE_CHECKING:
    from newsparse.label.labelled import LabelledPage
    from newsparse.label.phrases import PhraseIndex
    from newsparse.read.page import Block

__all__ = ["breadcrumbs", "section", "tags"]

_EDGES = " #,，、;；|｜·•/:："
_EDGES_OF_STEPS = " >›»/|→\\:：·•\u00a0"
_PARTS = re.compile(r"\s*[,，、;；|｜•]\s*|\s+[/·]\s+")
_HASH = re.compile(r"#([^#]+)")
_STEPS = re.compile(r"\s*[>›»→]\s*|\s+[/|]\s+")
_SPARE = 3
"""Characters around a tag's link that are marks."""


def tags(labelled: LabelledPage) -> tuple[tuple[str, ...], frozenset[int]]:
    """The topic tags that the page shows, and their blocks.

    Declared keywords do not stand in: they are written for search engines and name what the page never shows. They are in
    ``Article.declared.tags``.
    """
    phrases = phrase_index(labelled.lexicons)
    found: dict[str, str] = {}
    used: set[int] = set()
    blocks = labelled.of(Role.TAG)
    linked = any(block.links for block in blocks)
    for block in blocks:
        used.add(block.index)
        if linked and not block.links:
            continue  # a heading above the tags
        for name in _names(block, phrases):
            found.setdefault(fold(name), name)
    return tuple(found.values()), frozenset(used)


def _names(block: Block, phrases: PhraseIndex) -> list[str]:
    """The tags of one block: what its links say, else its text without a label ("Tags: …"), parted at marks."""
    linked = [link for link in block.links if link.text]
    match = phrases.match(block.text, "tags")
    if len(linked) > 1 or (linked and (match is not None or len(linked[0].text) >= len(block.text) - _SPARE)):
        names = [link.text for link in linked]
    elif match and match.whole:
        names = []
    else:
        text = block.text[match.end :] if match and match.marked else block.text
        names = _HASH.findall(text) if text.count("#") > 1 else _PARTS.split(text)
    return [name for raw in names if (name := raw.strip(_EDGES)) and fold(name)]


def breadcrumbs(labelled: LabelledPage) -> tuple[tuple[str, ...], frozenset[int]]:
    """The steps that lead to the page, from the home page on."""
    steps: list[str] = []
    used: set[int] = set()
    for block in labelled.of(Role.BREADCRUMB):
        used.add(block.index)
        linked = [link.text for link in block.links if link.text]
        last = block.text[block.links[-1].end :] if linked else block.text
        names = [*linked, *_STEPS.split(last)]
        steps += [name for raw in names if (name := raw.strip(_EDGES_OF_STEPS))]
    return tuple(name for place, name in enumerate(steps) if place == 0 or name != steps[place - 1]), frozenset(used)


def section(labelled: LabelledPage, steps: tuple[str, ...]) -> str | None:
    """The section of the site: what the head declares, else the last breadcrumb that is neither the article nor the home page."""
    declared = labelled.page.declared.section
    if declared:
        return declared
    titles = {fold(title) for title in (labelled.page.declared.headline, *(block.text for block in labelled.of(Role.HEADLINE))) if title}
    phrases = phrase_index(labelled.lexicons)
    inner = [step for step in steps if fold(step) not in titles and not _is_home(step, phrases)]
    return inner[-1] if inner and (len(steps) > 1) else None


def _is_home(step: str, phrases: PhraseIndex) -> bool:
    match = phrases.match(step, "home")
    return match is not None and match.whole
