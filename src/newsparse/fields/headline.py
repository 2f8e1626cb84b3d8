"""Headline, kicker and dek."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsparse.label.phrases import phrase_index
from newsparse.label.standfirst import apart_from_source
from newsparse.lexicon import fold
from newsparse.roles import Role

if TYPE_CHECKING:
    from newsparse.label.labelled import LabelledPage

__all__ = ["dek", "headline", "kicker"]

_MOST = 2 / 3
"""Share of a shown headline that is the headline itself where the rest is its kicker."""
_SITE_MARKS = re.compile(r"\s+[|–—·»:-]\s+")


def headline(labelled: LabelledPage) -> tuple[str | None, frozenset[int]]:
    """The article's headline and the block it stands in.

    The headline that the page shows wins over the one that its head declares, which is often cut for search engines; the declared
    one stands in where none is shown, and the browser title without the site's name where none is declared.
    """
    shown = labelled.of(Role.HEADLINE)
    declared = labelled.page.declared
    if shown:
        return _without_kicker(shown[0].text, declared.headline), frozenset({shown[0].index})
    if declared.headline:
        return declared.headline, frozenset()
    return _without_site(declared.title, declared.site_name), frozenset()


def _without_kicker(shown: str, declared: str | None) -> str:
    """The shown headline without the kicker that some pages set in the same block, where the declared headline tells them apart."""
    if declared and len(shown) > len(declared) >= _MOST * len(shown) and fold(shown).endswith(" " + fold(declared)):
        return declared
    return shown


def _without_site(title: str | None, site: str | None) -> str | None:
    if not title:
        return None
    parts = _SITE_MARKS.split(title)
    if len(parts) > 1 and (fold(parts[-1]) == fold(site or "") or len(parts[-1]) < len(parts[0])):
        return title[: title.rfind(parts[-1])].rstrip(" |–—·»:-")
    return title


def kicker(labelled: LabelledPage) -> tuple[str | None, frozenset[int]]:
    """The label nearest to the headline, and its block."""
    found = labelled.of(Role.KICKER)
    if not found:
        return None, frozenset()
    at = next((block.index for block in labelled.of(Role.HEADLINE)), 0)
    nearest = min(found, key=lambda block: abs(block.index - at))
    return nearest.text, frozenset({nearest.index})


def dek(labelled: LabelledPage) -> tuple[str | None, str | None, frozenset[int]]:
    """The standfirst, the outlet that it credits ("… reports Bay Courier"), and its blocks."""
    found = labelled.of(Role.DEK)
    if not found:
        return None, None, frozenset()
    phrases = phrase_index(labelled.lexicons)
    texts: list[str] = []
    source = None
    used = set()
    for block in found:
        text, credited = apart_from_source(block.text, phrases)
        source = source or credited
        used.add(block.index)
        if text not in texts:  # narrow and wide layouts may both be there
            texts.append(text)
    return " ".join(texts), source, frozenset(used)
