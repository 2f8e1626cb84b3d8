"""Reads the moments that pages declare for machines: JSON-LD, meta, microdata, ``<time datetime>``."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from attrs import evolve

from newsparse.article import Timestamp
from newsparse.lexicon import lexicon
from newsparse.moments.agreement import best_declared
from newsparse.moments.days import calendar_date
from newsparse.moments.visible import find_moments
from newsparse.moments.zones import zone

if TYPE_CHECKING:
    from newsparse.lexicon import Lexicon

__all__ = ["best_declared", "parse_declared"]

_LONGEST = 100
"""Characters: what is longer is no date but a sentence."""
_ISO = re.compile(
    r"(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)"
    r"(?:(?:\s*[tT]\s*|\s+|[_,-]\s*)(?P<h>\d{1,2}):?(?P<mi>\d\d)(?::?(?P<s>\d{1,2})(?:[.,:]\d{1,9})?)?\s*(?P<zone>\S.*)?)?",
    re.DOTALL,
)
_COMPACT = re.compile(r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?:[tT]?(?P<h>\d\d)(?P<mi>\d\d)(?P<s>\d\d)?\s*(?P<zone>\S.*)?)?", re.DOTALL)
_EPOCH = re.compile(r"(?:/Date\()?(\d{10})(\d{3})?(?:\.\d{1,9})?(?:[+-]\d{4})?(?:\)/)?")
_PLACE = re.compile(r"\[?([A-Z][A-Za-z]{1,20}(?:/[A-Z][A-Za-z_+-]{1,30}){1,2})\]?")


def parse_declared(value: str, *, origin: str, lexicons: tuple[Lexicon, ...] = (), order: str | None = None) -> Timestamp | None:
    """The moment that a declared value means, at the precision that it has.

    ISO 8601 in all its wild forms, seconds or milliseconds since 1970, and dates in words ("Tue, 29 Jun 2021 14:05:00 GMT",
    "June 29, 2021"). A midnight to the second is a date alone, with or without a zone: content systems that know only a date write it
    so, and an article that did come out at midnight loses little. Fractions of seconds are dropped.

    Args:
        value: as declared.
        origin: what the Timestamp's ``origin`` will be: "json-ld", "meta", "microdata" or "time".
        lexicons: languages of dates in words, the page's own first; English where not given.
        order: "DMY" or "MDY" for "5/6/2021"; see ``find_moments``.

    Returns:
        None for what is no date, for one that does not exist, and outside the years 1990 to 2100.
    """
    value = value.strip()
    if not 6 <= len(value) <= _LONGEST or not any(char.isdigit() for char in value):
        return None
    stamp = _since_1970(value) or _iso(value)
    if stamp is None:
        moments = find_moments(value, lexicons or (lexicon("en"),), order=order)
        if not moments:
            return None
        stamp = moments[0].timestamp
    if stamp.time == dt.time(0):
        stamp = evolve(stamp, time=None, tz=None)
    return evolve(stamp, text=value, origin=origin)


def _since_1970(value: str) -> Timestamp | None:
    found = _EPOCH.fullmatch(value)
    if not found:
        return None
    moment = dt.datetime.fromtimestamp(int(found[1]), dt.UTC)
    date = calendar_date(moment.year, moment.month, moment.day)
    return Timestamp(date, moment.time(), dt.UTC) if date else None


def _iso(value: str) -> Timestamp | None:
    found = _COMPACT.fullmatch(value) or _ISO.fullmatch(value)
    if not found:
        return None
    date = calendar_date(int(found["y"]), int(found["m"]), int(found["d"]))
    if date is None:
        return None
    if found["h"] is None:
        return Timestamp(date)
    hour, minute, second = int(found["h"]), int(found["mi"]), int(found["s"] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return Timestamp(date)
    behind = (found["zone"] or "").strip()
    half = behind[:2].lower()
    if half in ("am", "pm") and hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
        behind = behind[2:].strip()
    time = dt.time(hour, minute, second)
    return Timestamp(date, time, _zone(behind, dt.datetime.combine(date, time)))


def _zone(text: str, moment: dt.datetime) -> dt.timezone | None:
    """The offset at a wall-clock ``moment`` of a zone as machines write it ("Z", "+0200", "+02", "CEST", "Europe/Berlin")."""
    if not text:
        return None
    first = text.partition("[")[0].strip()
    found = zone(first.upper())
    if found:
        return found
    place = _PLACE.fullmatch(text)
    if not place:
        return None
    from zoneinfo import ZoneInfo  # hardly a page needs it

    try:
        offset = ZoneInfo(place[1]).utcoffset(moment)
    except (KeyError, ValueError, OSError):  # an unknown name, or a machine without the database of zones
        return None
    return None if offset is None else dt.timezone(offset)
