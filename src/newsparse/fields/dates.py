"""When the article was published and changed: what the page shows, beside what it declares."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from attrs import evolve

from newsparse.fields.shown_dates import Shown, shown_dates, wall_clock
from newsparse.fields.stray_dates import stray_date
from newsparse.moments.agreement import agree, combine
from newsparse.moments.url import date_in_url
from newsparse.roles import Role

if TYPE_CHECKING:
    from newsparse.article import Timestamp
    from newsparse.label.labelled import LabelledPage

__all__ = ["published_and_modified"]

_EARTH = dt.timedelta(hours=14)
"""How far clocks run ahead of UTC at the most: what is no later than this behind ``fetched_at`` may be past where it was written."""


def published_and_modified(labelled: LabelledPage) -> tuple[Timestamp | None, Timestamp | None, frozenset[int]]:
    """When the article was published, when it was changed, and the indices of the date blocks that were used.

    Which source wins is decided here:

    1. What the page shows and what it declares are the same moment, each at its own precision (see ``agree``): both together, the readers'
       words and local day with the declared clock and zone.
    2. They are of the same day, but the clocks differ: the declared one. Many pages show the clock of the last change without saying so.
    3. They are of different days, and the shown date is not called the one of publishing but is the declared one of a change: each is what
       it is declared.
    4. They are of different days otherwise: the shown one. Editors see it and set it right; nobody sees what templates and imports declare.
       But the declared one where the shown one is not called the date of publishing, and the address has the declared day or the shown
       one stands in a byline or far from the headline.
    5. Only one of them is there: that one. A ``<time>`` element in the date line counts as shown. What only counts back ("2 days ago")
       gives way to what is declared.
    6. Neither: the date in the address, then one that stands elsewhere (see ``stray_date``). Failing that, the date of a change if the page
       shows that and no other: the text as it stands was published then, and it is the only date that its readers see.

    Of several dates shown, one that agrees with the declaration counts first, then one that is called so, then the first.
    Nothing behind ``labelled.fetched_at`` is a date of the page. A change that is only declared counts where it comes after the publishing.
    """
    limit = labelled.fetched_at

    def possible(stamp: Timestamp) -> bool:
        return limit is None or _earliest(stamp) <= _utc(limit)

    declared = labelled.page.declared
    first, changed = (stamp if stamp and possible(stamp) else None for stamp in (declared.published, declared.modified))
    address = date_in_url(labelled.page.url) if labelled.page.url else None
    address = address if address and possible(address) else None
    shown = shown_dates(labelled, [stamp for stamp in (first, changed, address) if stamp], possible)

    published = _published(shown, first, changed, address)
    modified = _modified(shown, published, changed)
    change = _together(modified, changed)
    when = _together(published, first) or address or stray_date(labelled, possible) or (change if modified else None)
    if modified is None and change and when and not _later(change, when):
        change = None
    return when, change, _used(labelled, shown, (when, change))


def _published(shown: list[Shown], first: Timestamp | None, changed: Timestamp | None, address: Timestamp | None) -> Shown | None:
    candidates = [each for each in shown if each.kind != "updated" and (each.exact or first is None)]
    if first:
        confirmed = next((each for each in candidates if _same(each, first)), None)
        if confirmed:
            return confirmed
        named = [each for each in candidates if each.kind == "published"]
        if changed and changed.date != first.date:
            candidates = [each for each in candidates if each.stamp.date != changed.date]
        if address and agree(address, first):
            candidates = []
        candidates = named or [each for each in candidates if each.prominent]
    return next((each for each in candidates if each.kind == "published"), candidates[0] if candidates else None)


def _modified(shown: list[Shown], published: Shown | None, changed: Timestamp | None) -> Shown | None:
    others = [each for each in shown if each is not published and each.kind != "published" and (each.exact or changed is None)]
    named = [each for each in others if each.kind == "updated"]
    if changed:
        confirmed = next((each for each in (*named, *others) if _same(each, changed)), None)
        if confirmed and (confirmed.kind == "updated" or published is None or _later(confirmed.stamp, published.stamp)):
            return confirmed
    if named:
        return named[0]
    # Two dates in one line, the later one behind: the second is that of a change, whatever they are called.
    return next(
        (each for each in others if published and each.blocks == published.blocks and each.stamp.date > published.stamp.date),
        None,
    )


def _same(shown: Shown, declared: Timestamp) -> bool:
    return agree(shown.stamp, declared) or agree(wall_clock(shown.stamp), declared)


def _together(shown: Shown | None, declared: Timestamp | None) -> Timestamp | None:
    if shown is None:
        return declared
    stamp, element = shown.stamp, shown.element
    if declared is not None:
        if _same(shown, declared):
            stamp = combine(stamp if agree(stamp, declared) else wall_clock(stamp), declared)
        elif stamp.time and declared.time and stamp.date == declared.date:
            return evolve(declared, text=stamp.text)
    if element is not None and agree(stamp, element) and (declared is None or element.date == shown.stamp.date):
        stamp = combine(stamp, element)
    return stamp


def _used(labelled: LabelledPage, shown: list[Shown], chosen: tuple[Timestamp | None, ...]) -> frozenset[int]:
    """Date blocks that show one of the chosen moments, also where they repeat it."""
    return frozenset(
        index
        for each in shown
        if any(stamp and (agree(each.stamp, stamp) or not each.exact) for stamp in chosen)
        for index in each.blocks
        if labelled.labels[index].role is Role.DATE
    )


def _utc(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC).replace(tzinfo=None) if moment.tzinfo else moment


def _earliest(stamp: Timestamp) -> dt.datetime:
    """The first instant, in UTC, that a moment can mean."""
    clock = dt.datetime.combine(stamp.date, stamp.time or dt.time(0))
    return clock - (stamp.tz.utcoffset(None) if stamp.tz and stamp.time else _EARTH)


def _later(one: Timestamp, other: Timestamp) -> bool:
    """Whether one moment comes after another, as far as both are known."""
    if one.time is None or other.time is None or (one.tz is None) != (other.tz is None):
        return one.date > other.date
    return _earliest(one) > _earliest(other)
