"""Clocks beside dates: "14:05", "2.05 p.m. EDT", "kl. 14.47", "14h05"."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from attrs import frozen

from newsparse.moments.zones import ZONE_NAMES, zone

if TYPE_CHECKING:
    from newsparse.moments.line import Line

__all__ = ["Clock", "clock_at", "clock_before", "clock_behind"]

_DIGITS = re.compile(r"\d+")
_REACH = 45
"""Characters before a date in which its clock may stand."""


@frozen
class Clock:
    """A time of day in a text."""

    time: dt.time
    tz: dt.timezone | None
    start: int
    end: int


def clock_at(line: Line, at: int, *, bare_hour: bool = False) -> Clock | None:
    """The clock that starts at ``at``. A lone hour ("14h", not "2 pm") counts only with ``bare_hour``, for durations look the same."""
    for pattern in line.grammar.clocks:
        found = pattern.match(line.low, at)
        if not found:
            continue
        groups = found.groupdict()
        hour, minute, second = (int(groups.get(key) or 0) for key in ("h", "mi", "s"))
        half = groups.get("behind") or groups.get("before")
        if groups.get("mi") is None and not half and not bare_hour:
            continue
        if half:
            morning = half.strip(" .") in line.grammar.morning
            if hour == 12 and morning:
                hour = 0
            elif hour < 12 and not morning:
                hour += 12
        if hour > 23 or minute > 59 or second > 59:
            continue
        tz, end = _zone_behind(line, found.end())
        if end == found.end():
            trailing = line.grammar.glue_behind.match(line.low, end)
            end = trailing.end() if trailing else end
        return Clock(dt.time(hour, minute, second), tz, at, end)
    return None


def _zone_behind(line: Line, at: int) -> tuple[dt.timezone | None, int]:
    """The offset behind a clock that ends at ``at``, and where the zone ends; "ET" is a zone without an offset."""
    found = line.grammar.zone.match(line.low, at)
    if not found:
        return None, at
    start, end = found.span("zone")
    name = line.text[start:end]
    if name in ZONE_NAMES:
        return zone(name), end
    if name[0] == "-" and ":" in name and start == at and "t" not in line.low[max(0, at - 12) : at]:
        return None, at  # "10:00-11:30" is a span of time; "T10:00-05:00" and "10:00 -0500" have an offset
    tz = zone(line.low[start:end])
    return (tz, end) if tz else (None, at)


def clock_behind(line: Line, at: int) -> Clock | None:
    """The clock that belongs to the date that ends at ``at``."""
    between = line.grammar.to_clock.match(line.low, at)
    if not between:
        return None
    return clock_at(line, between.end(), bare_hour=any(char.isalpha() for char in between.group()))


def clock_before(line: Line, floor: int, at: int) -> Clock | None:
    """The clock that belongs to the date that starts at ``at``; nothing before ``floor`` is looked at."""
    for digits in _DIGITS.finditer(line.low, max(floor, at - _REACH), at):
        clock = clock_at(line, digits.start())
        if clock and clock.end <= at and line.grammar.to_date.match(line.low[clock.end : at]):
            return clock
    return None
