"""Whether two sources tell the same moment, and what they tell together."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING

from attrs import evolve

from newsparse.moments.zones import known_offset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.article import Timestamp

__all__ = ["agree", "best_declared", "combine"]

_MINUTE = dt.timedelta(minutes=1)
_FAR_EAST, _FAR_WEST = dt.timedelta(hours=14), dt.timedelta(hours=-12)


def agree(one: Timestamp, other: Timestamp) -> bool:
    """Whether both can be the same moment, each at its own precision.

    Instants must be the same to the minute. A wall clock without a zone agrees with an instant where some place on earth shows that clock
    at that instant; a date alone agrees with any clock on that day, and with an instant where some place has that date.
    """
    if one.time is None or other.time is None:
        return one.date == other.date or one.date in _dates_of(other) or other.date in _dates_of(one)
    apart = _utc(one) - _utc(other)
    if (one.tz is None) == (other.tz is None):
        return abs(apart) < _MINUTE
    return _offset(one, other) is not None


def _dates_of(stamp: Timestamp) -> tuple[dt.date, ...]:
    if stamp.time is None or stamp.tz is None:
        return (stamp.date,)
    instant = _utc(stamp)
    return ((instant + _FAR_WEST).date(), instant.date(), (instant + _FAR_EAST).date())


def _utc(stamp: Timestamp) -> dt.datetime:
    """The instant without tzinfo; the wall clock itself where no zone is known."""
    moment = dt.datetime.combine(stamp.date, stamp.time or dt.time(0))
    offset = stamp.tz.utcoffset(None) if stamp.tz else dt.timedelta(0)
    try:
        return moment - offset
    except OverflowError:
        return moment


def _offset(one: Timestamp, other: Timestamp) -> dt.timezone | None:
    """The zone in which the wall clock without a zone shows the other's instant; None where no place keeps such a zone."""
    local, instant = (one, other) if one.tz is None else (other, one)
    minutes = (_utc(local) - _utc(instant)).total_seconds() / 60
    for whole in {math.floor(minutes), math.ceil(minutes)}:  # one of the two may leave out the seconds
        if known_offset(whole):
            return dt.timezone(dt.timedelta(minutes=whole)) if whole else dt.UTC
    return None


def combine(one: Timestamp, other: Timestamp) -> Timestamp:
    """What two sources that agree tell together; ``one`` gives the words, and the date where it has a clock.

    A wall clock as readers see it, beside the same instant in UTC, gives the local time with its offset.
    """
    if other.time is None:
        return one
    if one.time is None:
        return evolve(other, text=one.text)
    second = one.time.second or other.time.second
    if one.tz is None and other.tz is not None:
        return evolve(one, time=one.time.replace(second=second), tz=_offset(one, other))
    if one.tz is not None and other.tz is None:
        return evolve(other, time=other.time.replace(second=second), tz=_offset(one, other), text=one.text)
    if one.tz is not None and other.tz is not None and not _local(one) and _local(other):
        return evolve(other, text=one.text)
    return evolve(one, time=one.time.replace(second=second))


def _local(stamp: Timestamp) -> bool:
    return stamp.tz is not None and bool(stamp.tz.utcoffset(None))


def best_declared(candidates: Sequence[Timestamp]) -> Timestamp | None:
    """One moment of several that a page declares, given in order of trust.

    The first decides which moment it is; the others may tell the same moment better: with a clock, with a zone, in local time.
    """
    if not candidates:
        return None
    best = candidates[0]
    for other in candidates[1:]:
        dates_alone = best.time is None or other.time is None
        same = best.date == other.date if dates_alone else agree(best, other)
        if same and _precision(other) > _precision(best):
            best = other
    return best


def _precision(stamp: Timestamp) -> int:
    return (stamp.time is not None) + (stamp.time is not None and stamp.tz is not None) + _local(stamp)
