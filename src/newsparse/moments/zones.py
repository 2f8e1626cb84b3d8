"""Time zones: offsets as written, and the abbreviations that news pages use for one offset alone."""

from __future__ import annotations

import datetime as dt
import re

__all__ = ["OFFSET", "ZONE_NAMES", "known_offset", "zone"]

ZONE_NAMES: dict[str, int | None] = {
    # Minutes east of UTC. Where an abbreviation has several meanings, the one that dominates news pages stands here: IST is India's, BST
    # British summer, CST and EST North America's. Names that leave open whether summer time holds have no offset.
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 60, "BST": 60, "CET": 60, "MEZ": 60, "WAT": 60, "CEST": 120, "MESZ": 120, "EET": 120,
    "CAT": 120, "SAST": 120, "EEST": 180, "MSK": 180, "EAT": 180, "TRT": 180, "GST": 240, "PKT": 300, "IST": 330, "NPT": 345, "WIB": 420,
    "ICT": 420, "WITA": 480, "SGT": 480, "HKT": 480, "PHT": 480, "AWST": 480, "WIT": 540, "JST": 540, "KST": 540, "ACST": 570, "AEST": 600,
    "ACDT": 630, "AEDT": 660, "NZST": 720, "NZDT": 780, "NDT": -150, "ADT": -180, "ART": -180, "BRT": -180, "NST": -210, "AST": -240,
    "EDT": -240, "EST": -300, "CDT": -300, "CST": -360, "MDT": -360, "MST": -420, "PDT": -420, "PST": -480, "AKDT": -480, "AKST": -540,
    "HST": -600, "ET": None, "CT": None, "MT": None, "PT": None, "AT": None,
}  # fmt: skip
"""Written in capitals behind a clock; any other spelling is a word, not a zone."""

OFFSET = r"(?:(?:utc|gmt)\s?[+-]\s?\d{1,2}(?::?[0-5]\d)?|[+-]\d\d:?[0-5]\d)(?![\d:])"
"""An offset, in lower case."""

_OFFSET = re.compile(r"(?:UTC|GMT)?\s?([+-])\s?(\d{1,2})(?::?(\d\d))?", re.IGNORECASE)
_HALF_HOURS = frozenset({-570, -210, -150, 210, 270, 330, 345, 390, 525, 570, 630, 765, 825})


def known_offset(minutes: int) -> bool:
    """Whether some place on earth keeps, or kept in recent decades, this offset from UTC."""
    return minutes in _HALF_HOURS or (minutes % 60 == 0 and -720 <= minutes <= 840)


def zone(text: str) -> dt.timezone | None:
    """The fixed offset that ``text`` writes ("+02:00", "GMT+1", "EST"); None where it names no known one."""
    minutes = ZONE_NAMES.get(text)
    if minutes is None:
        found = _OFFSET.fullmatch(text)
        if not found:
            return None
        sign, hours, rest = found.groups()
        minutes = (int(hours) * 60 + int(rest or 0)) * (-1 if sign == "-" else 1)
        if not known_offset(minutes):
            return None
    return dt.timezone(dt.timedelta(minutes=minutes)) if minutes else dt.UTC
