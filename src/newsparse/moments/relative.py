"""Moments that count back from the reading: "3 hours ago", "yesterday at 5 pm"."""

from __future__ import annotations

import datetime as dt
import re
from functools import cached_property
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from newsparse.moments.characters import plain
from newsparse.moments.clock import Clock, clock_before, clock_behind
from newsparse.moments.days import Day
from newsparse.moments.grammar import LEFT, RIGHT, UNITS, any_of, plain_forms
from newsparse.moments.labels import labels
from newsparse.moments.line import Line, line_of

if TYPE_CHECKING:
    from newsparse.lexicon import Lexicon

__all__ = ["looks_relative", "relative_days"]

_PLACE = re.compile(r"(\{n\}|\{unit\})")
_SHORT = 120
"""Characters: a longer text that says "yesterday" tells a story, it is no date line."""
_ANY_MOMENT = dt.datetime(2020, 1, 1, 12)
_MOST = {"second": 600, "minute": 600, "hour": 240, "day": 400, "week": 60, "month": 36, "year": 30}
"""Larger numbers are no age of a story."""
_CLOCKED = ("second", "minute", "hour")
_AGES = {
    "second": relativedelta(seconds=1),
    "minute": relativedelta(minutes=1),
    "hour": relativedelta(hours=1),
    "day": relativedelta(days=1),
    "week": relativedelta(weeks=1),
    "month": relativedelta(months=1),
    "year": relativedelta(years=1),
}


class _Words:
    """What some languages say for times gone by."""

    def __init__(self, lexicons: tuple[Lexicon, ...]) -> None:
        dates = [lexicon.dates for lexicon in lexicons]
        self.unit_of: dict[str, str] = {}
        for each in dates:
            for unit in UNITS:
                for form in plain_forms(each["units"].get(unit, ())):
                    self.unit_of.setdefault(form, unit)
        phrases = sorted({phrase for each in dates for phrase in each["ago"]}, key=lambda phrase: (-len(phrase), phrase))
        self._phrases = phrases
        past = {key: [word for each in dates for word in each[key]] for key in ("today", "yesterday", "now")}
        self.days_back = [(back, re.compile(LEFT + any_of(past[key]) + RIGHT)) for back, key in enumerate(("today", "yesterday"))]
        self.now = re.compile(LEFT + any_of(past["now"]) + RIGHT)
        # One search for the one word that each phrase cannot do without settles nearly all texts, which hold none. Where a phrase has none
        # ("2 napja": the unit itself says so), that word is the unit.
        own = {max(_PLACE.sub("{n}", plain(phrase)).split("{n}"), key=len).strip() for phrase in phrases}
        if "" in own:
            own |= self.unit_of.keys()
        self.hint = re.compile(any_of([*(own - {""}), *(word for words in past.values() for word in words)]))

    @cached_property
    def ago(self) -> list[re.Pattern[str]]:
        """The phrases that count, longest first; compiled when a text may hold one."""
        return [self._ago(phrase) for phrase in self._phrases]

    def _ago(self, phrase: str) -> re.Pattern[str]:
        out = []
        for part in _PLACE.split(plain(phrase)):
            if part == "{n}":
                out.append(r"(?<!\d)(?P<n>\d{1,3})")
            elif part == "{unit}":
                out.append(rf"(?P<unit>{any_of(self.unit_of)})\.?")
            elif part:
                words = r"\s{1,3}".join(re.escape(word) for word in part.split())
                out.append(r"\s{0,3}" + words + (r"\s{0,3}" if words else ""))
        return re.compile(LEFT + "".join(out) + RIGHT)


_WORDS: dict[tuple[str, ...], _Words] = {}


def _words(lexicons: tuple[Lexicon, ...]) -> _Words:
    codes = tuple(lexicon.code for lexicon in lexicons)
    found = _WORDS.get(codes)
    if found is None:
        found = _WORDS[codes] = _Words(lexicons)
    return found


def looks_relative(text: str, lexicons: tuple[Lexicon, ...]) -> bool:
    """Whether a short text counts back from now ("3 hours ago", "just now", "yesterday")."""
    if len(text) > _SHORT or not _words(lexicons).hint.search(plain(text)):
        return False
    return bool(relative_days(line_of(text, lexicons), _ANY_MOMENT))


def relative_days(line: Line, fetched_at: dt.datetime) -> list[Day]:
    """The moments that a line counts back from ``fetched_at``, in order and without overlap.

    As precise as the words: hours and minutes give a clock in the zone of ``fetched_at``, longer units a date alone. A unit without
    a number ("an hour ago", but also "some hours ago") gives a date alone, and None for it where it is longer than an hour. "Today",
    "yesterday" and "now" count beside a clock, or where a label at the most stands beside them: elsewhere they are words of a headline.
    """
    low, words = line.low, _words(line.grammar.lexicons)
    if not words.hint.search(low):
        return []
    found: list[Day] = []

    def add(day: Day | None) -> None:
        if day and not any(other.start < day.end and day.start < other.end for other in found):
            found.append(day)

    for pattern in words.ago:  # longest phrase first
        for match in pattern.finditer(low):
            add(_counted(match, words, fetched_at))
    for back, pattern in words.days_back:
        for match in pattern.finditer(low):
            start, end = match.span()
            clock = clock_behind(line, end) or clock_before(line, 0, start)
            if clock:
                start, end = min(start, clock.start), max(end, clock.end)
            elif not _alone(line, start, end):
                continue
            add(Day(dt.date.fromordinal(max(1, fetched_at.toordinal() - back)), start, end, clock))
    now = words.now.search(low) if len(low) <= _SHORT else None
    if now and _alone(line, *now.span()):
        add(_clocked(fetched_at, *now.span()))
    return sorted(found, key=lambda day: day.start)


def _alone(line: Line, start: int, end: int) -> bool:
    """Whether nothing but labels and empty words stands beside some words."""
    rest = [*line.low]
    rest[start:end] = " " * (end - start)
    for mark in labels(line):
        rest[mark.start : mark.end] = " " * (mark.end - mark.start)
    return line.grammar.to_date.match(" ".join("".join(rest).split())) is not None


def _counted(match: re.Match[str], words: _Words, fetched_at: dt.datetime) -> Day | None:
    groups = match.groupdict()
    unit = words.unit_of.get(re.sub(r"[\s.]+", " ", groups.get("unit") or "").strip())
    if unit is None:
        return None
    if groups.get("n") is None:
        return Day(fetched_at.date() if unit in _CLOCKED else None, *match.span(), exact=False)
    number = int(groups["n"])
    if number > _MOST[unit]:
        return None
    try:
        then = fetched_at - _AGES[unit] * number
    except (OverflowError, ValueError):
        return None
    return _clocked(then, *match.span()) if unit in _CLOCKED else Day(then.date(), *match.span(), exact=False)


def _clocked(moment: dt.datetime, start: int, end: int) -> Day:
    offset = moment.utcoffset()
    tz = None if offset is None else dt.timezone(offset)
    return Day(moment.date(), start, end, Clock(moment.time().replace(second=0, microsecond=0), tz, start, end), exact=False)
