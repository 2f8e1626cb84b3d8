"""Tags, section and breadcrumbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.label.phrases import phrase_index
from newsparse.roles import Role

if TYPE_CHECKING:
    from newsparse.label.labelled import LabelledPage

__all__ = ["breadcrumbs", "section", "tags"]

_EDGES = " #,;|·•/"


def tags(labelled: LabelledPage) -> tuple[tuple[str, ...], frozenset[int]]:
    """The topic tags that the page shows, and their blocks.

    Declared keywords do not stand in: they are written for search engines and name what the page never shows. They are in
    ``Article.declared.tags``.
    """
    phrases = phrase_index(labelled.lexicons)
    found: list[str] = []
    used: set[int] = set()
    for block in labelled.of(Role.TAG):
        used.add(block.index)
        match = phrases.match(block.text, "tags")
        text = block.text[match.end :] if match and match.marked else block.text
        names = [link.text for link in block.links if link.text] if len(block.links) > 1 else text.split(",") if "," in text else [text]
        found += [name for raw in names if (name := raw.strip(_EDGES))]
    return tuple(dict.fromkeys(found)), frozenset(used)


def breadcrumbs(labelled: LabelledPage) -> tuple[tuple[str, ...], frozenset[int]]:
    """The steps that lead to the page, from the home page on."""
    steps: list[str] = []
    used: set[int] = set()
    for block in labelled.of(Role.BREADCRUMB):
        used.add(block.index)
        steps += [link.text for link in block.links if link.text] or [block.text]
    return tuple(steps), frozenset(used)


def section(labelled: LabelledPage, steps: tuple[str, ...]) -> str | None:
    """The section of the site: what the head declares, else the last breadcrumb that is not the article."""
    declared = labelled.page.declared.section
    if declared:
        return declared
    return steps[-1] if len(steps) > 1 else None
