"""The outlet or agency that the page credits with the text."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from newsparse.fields.shown_dates import near_headline
from newsparse.label.phrases import phrase_index
from newsparse.roles import Role

if TYPE_CHECKING:
    from newsparse.label.labelled import LabelledPage

__all__ = ["source"]

_EDGES = " .,:：;|/-–—()[]·•*_"
_LONGEST = 60
_MAX_WORDS = 6


def source(labelled: LabelledPage, credited_in_dek: str | None) -> str | None:
    """The outlet or agency credited.

    In this order: the one that the standfirst credits ("… reports The Daily Post"), the one that a line in or near the byline names
    ("Source: The Daily Post"), the publisher that the head declares, the site's name.

    Args:
        labelled: the page.
        credited_in_dek: what ``headline.dek`` found; None where it found nothing.
    """
    declared = labelled.page.declared
    return credited_in_dek or _announced(labelled) or declared.publisher or declared.site_name


def _announced(labelled: LabelledPage) -> str | None:
    phrases = phrase_index(labelled.lexicons)
    near = near_headline(labelled)
    small = (block for block in labelled.of(Role.OTHER, Role.KICKER) if len(block.text) <= _LONGEST and near(block.index))
    for block in chain(labelled.of(Role.BYLINE, Role.DATE), small):
        for part in block.text[:300].split("|"):
            match = phrases.match(part.strip(_EDGES), "source")
            if match is None or match.whole:
                continue
            rest = part.strip(_EDGES)[match.end :]
            name = rest.strip(_EDGES)
            if match.marked and 1 < len(name) <= _LONGEST and len(name.split()) <= _MAX_WORDS and not any(map(str.isdigit, name)):
                return name
    return None
