"""Dates outside the date line, for pages that date themselves in no other way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.moments.visible import find_moments, has_date
from newsparse.roles import BODY_ROLES, Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsparse.article import Timestamp
    from newsparse.label.labelled import LabelledPage

__all__ = ["stray_date"]

_FIRST_BLOCKS = 2
_DATELINE = 60
"""Characters at the start of the text in which a dateline has its date."""
_BEHIND_DATELINE = frozenset("-–—:|/(\"“„«»'‘")
_ELSEWHERE = frozenset({Role.OTHER, Role.NAVIGATION, Role.BREADCRUMB, Role.SHARE, Role.TAG})
_LONGEST = 150
_ABOVE, _BELOW = 4, 8
"""Blocks around the headline in which a lone date is the article's."""


def stray_date(labelled: LabelledPage, possible: Callable[[Timestamp], bool]) -> Timestamp | None:
    """The date that opens the body ("HAMBURG, 5 May 2025 – Rain …"), else one that is called the date of publishing in any small
    block, else the date of a small block near the headline; None where there is none. Never one out of comments, captions or teasers.
    """
    if any(has_date(block.text, labelled.lexicons) for block in labelled.of(Role.DATE)):
        return None  # the page does date itself; only what it says cannot be told
    return _dateline(labelled, possible) or _small_block(labelled, possible)


def _dateline(labelled: LabelledPage, possible: Callable[[Timestamp], bool]) -> Timestamp | None:
    for block in labelled.of(*BODY_ROLES, Role.DEK)[:_FIRST_BLOCKS]:
        for moment in find_moments(block.text[: 2 * _DATELINE], labelled.lexicons):
            behind = block.text[moment.end :].lstrip()[:1]
            if moment.end <= _DATELINE and behind in _BEHIND_DATELINE and possible(moment.timestamp):
                return moment.timestamp
    return None


def _small_block(labelled: LabelledPage, possible: Callable[[Timestamp], bool]) -> Timestamp | None:
    headline = next((block.index for block in labelled.of(Role.HEADLINE)), None)
    near = None
    for block in labelled.of(*_ELSEWHERE):
        if len(block.text) > _LONGEST:
            continue
        for moment in find_moments(block.text, labelled.lexicons):
            if not possible(moment.timestamp) or moment.kind == "updated":
                continue
            if moment.kind == "published":
                return moment.timestamp
            if near is None and headline is not None and headline - _ABOVE <= block.index <= headline + _BELOW:
                near = moment.timestamp
    return near
