"""Dates outside the date line, for pages that date themselves in no other way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from newsparse.fields.shown_dates import near_headline
from newsparse.moments.visible import date_share, find_moments, has_date, only_clock
from newsparse.roles import BODY_ROLES, Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsparse.article import Timestamp
    from newsparse.label.labelled import LabelledPage

__all__ = ["stray_date"]

_FIRST_BLOCKS = 5
_TOP = 10
"""Blocks at the top of the page in which a newspaper shows the day."""
_DATELINE = 60
"""Characters at the start of the text in which a dateline has its date."""
_BEHIND_DATELINE = frozenset("-–—:|/(\"“„«»'‘")
_NEVER = frozenset({Role.COMMENT, Role.CAPTION, Role.CREDIT, Role.TEASER_HEADLINE, Role.INLINE_RELATED, Role.PREV_NEXT, Role.LEGAL})
_NOT_LONE = frozenset({Role.TEASER_META, Role.TEASER_SUMMARY, Role.NAVIGATION, *BODY_ROLES})
"""Roles whose dates are not the page's own, even where no other is shown."""
_LONGEST = 150
_MOSTLY = 0.5
"""Share of a block in which it is a date line, whatever role it was given."""


def stray_date(labelled: LabelledPage, possible: Callable[[Timestamp], bool]) -> Timestamp | None:
    """The date of a page that has no date line; None where it cannot be told.

    The date that opens the body ("HAMBURG, 5 May 2025 – Rain …"), else one that is called the date of publishing in any small block, else
    that of a small block near the headline, else the only one that small blocks show. Never one out of comments, captions or teasers.
    Where the date line shows only a clock, the article is of the day that the page's top shows.
    """
    if any(has_date(block.text, labelled.lexicons) for block in labelled.of(Role.DATE)):
        return None  # the page does date itself; only what it says cannot be told
    return _dateline(labelled, possible) or _on_the_day(labelled, possible) or _small_block(labelled, possible)


def _dateline(labelled: LabelledPage, possible: Callable[[Timestamp], bool]) -> Timestamp | None:
    for block in labelled.of(*BODY_ROLES, Role.DEK)[:_FIRST_BLOCKS]:
        for moment in find_moments(block.text[: 2 * _DATELINE], labelled.lexicons):
            behind = block.text[moment.end :].lstrip()[:1]
            if moment.end <= _DATELINE and behind in _BEHIND_DATELINE and possible(moment.timestamp):
                return moment.timestamp
    return None


def _small_block(labelled: LabelledPage, possible: Callable[[Timestamp], bool]) -> Timestamp | None:
    near = near_headline(labelled)
    headline = next((block.index for block in labelled.of(Role.HEADLINE)), -1)
    beside: Timestamp | None = None
    anywhere: list[Timestamp] = []
    for block, label in zip(labelled.page.blocks, labelled.labels, strict=True):
        caption = label.role is Role.CAPTION
        if len(block.text) > _LONGEST or (label.role in _NEVER and not caption) or not has_date(block.text, labelled.lexicons):
            continue
        a_line = date_share(block.text, labelled.lexicons) >= _MOSTLY
        for number, moment in enumerate(find_moments(block.text, labelled.lexicons)):
            if caption and (moment.timestamp.time is None or not near(block.index)):
                break  # a picture has a day; a clock beside it is that of the article
            if not possible(moment.timestamp) or moment.kind == "updated":
                continue
            if moment.kind == "published" and (a_line or label.role not in BODY_ROLES):
                return moment.timestamp
            if beside is None and near(block.index) and (a_line or caption or label.role is Role.OTHER):
                beside = moment.timestamp
            if number == 0 and a_line and label.role not in _NOT_LONE and block.index > headline:  # above it stands the day of the reading
                anywhere.append(moment.timestamp)
    if beside is None and len({stamp.date for stamp in anywhere}) == 1:
        return anywhere[0]
    return beside


def _on_the_day(labelled: LabelledPage, possible: Callable[[Timestamp], bool]) -> Timestamp | None:
    """The day of the reading at the clock of a date line that leaves the day out, as the news of the same day do."""
    near = near_headline(labelled)
    lines = (block for block in labelled.of(Role.DATE) if len(block.text) <= _LONGEST and near(block.index))
    clock = next((found for block in lines if (found := only_clock(block.text, labelled.lexicons))), None)
    if clock is None:
        return None
    for block in labelled.page.blocks[:_TOP]:
        if len(block.text) > _LONGEST or date_share(block.text, labelled.lexicons) < 1:
            continue
        for moment in find_moments(block.text, labelled.lexicons):
            stamp = evolve(moment.timestamp, time=clock.time, tz=clock.tz)
            if moment.timestamp.time is None and possible(stamp):
                return stamp
    return None
