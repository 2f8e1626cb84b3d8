"""Calendar dates in a text, in words or in numbers, each with the clock that stands beside it."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from attrs import frozen

from newsparse.moments.characters import edge
from newsparse.moments.clock import Clock, clock_at, clock_before, clock_behind
from newsparse.moments.zones import zone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsparse.moments.grammar import Grammar
    from newsparse.moments.line import Line

__all__ = ["FIRST_YEAR", "LAST_YEAR", "Day", "calendar_date", "days", "numeric_date"]

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""News of the web: any other year is a number that looks like one."""

_NUMBER = re.compile(r"\d+")
_BETWEEN_MONTH_AND_DAY = " .,-/·'"


@frozen
class Day:
    """A date in a text; ``date`` is None where day and month cannot be told apart."""

    date: dt.date | None
    start: int
    end: int
    """Behind the date, and behind its clock where that follows."""
    clock: Clock | None = None
    exact: bool = True
    """False where it was counted back from the reading ("2 days ago") and may be off by a part of the unit."""


def calendar_date(year: int, month: int, day: int) -> dt.date | None:
    """The date, or None where the calendar has no such day or the year is out of reach."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def numeric_date(first: int, second: int, year: int, order: str | None, language_order: str | None) -> tuple[bool, dt.date | None]:
    """Whether "first/second/year" is a date, and which; None where day and month cannot be told apart.

    A number above 12 decides; then ``order``, then the language's own order. A language whose own order is MDY is written the other way
    round too (English, in most countries), so that order alone decides nothing.
    """
    day_first, month_first = calendar_date(year, second, first), calendar_date(year, first, second)
    if day_first is None or month_first is None or day_first == month_first:
        return bool(day_first or month_first), day_first or month_first
    order = order or (language_order if language_order != "MDY" else None)
    if order is None:
        return True, None
    return True, month_first if order == "MDY" else day_first


def days(line: Line) -> Iterator[Day]:
    """The dates in a line, in order and without overlap."""
    floor = 0
    for number in _NUMBER.finditer(line.low):
        if number.start() < floor:
            continue
        day = _day_at(line, number.start(), number.end())
        if day is None:
            continue
        if day.clock is None:
            day = _with_clock(line, floor, day)
        weekday = line.grammar.weekday_before.search(line.low, max(floor, day.start - 24), day.start)
        if weekday:
            day = Day(day.date, weekday.start(), day.end, day.clock)
        yield day
        floor = day.end


def _with_clock(line: Line, floor: int, day: Day) -> Day:
    clock = clock_behind(line, day.end)
    if clock:
        return Day(day.date, day.start, clock.end, clock)
    clock = clock_before(line, floor, day.start)
    if clock:
        return Day(day.date, clock.start, day.end, clock)
    return day


def _day_at(line: Line, start: int, end: int) -> Day | None:
    """The date whose first number stands at ``start``."""
    for pattern in line.grammar.patterns:
        found = pattern.match(line.low, start)
        if found:
            date = calendar_date(_year(found, line.grammar), int(found["m"]), int(found["d"]))
            if date:
                return _read(line, date, found)
    if end - start >= 4:
        return _year_leads(line, start)
    if end - start > 2:
        return None
    return _numbers(line, start) or _month_leads(line, start) or _day_leads(line, start)


def _read(line: Line, date: dt.date, found: re.Match[str]) -> Day:
    """The day of a pattern, which may hold the clock too."""
    if "h" not in found.re.groupindex:
        return Day(date, found.start(), found.end())
    clock = clock_at(line, found.start("h"))
    return Day(date, found.start(), max(found.end(), clock.end) if clock else found.end(), clock)


def _year(found: re.Match[str], grammar: Grammar) -> int:
    groups = found.groupdict()
    if groups.get("y"):
        year = int(groups["y"])
        return year - grammar.years_offset if year > LAST_YEAR else year
    short = int(groups["yy"])
    return short + (2000 if short < 50 else 1900)


def _year_leads(line: Line, start: int) -> Day | None:
    found = line.grammar.year_first.match(line.low, start)
    if found:
        date = calendar_date(_year(found, line.grammar), int(found["m"]), int(found["d"]))
        return Day(date, start, found.end()) if date else None
    found = line.grammar.year_month_day.match(line.low, start)
    if found and edge(line.text, found.start("month")):
        date = calendar_date(_year(found, line.grammar), _month(found["month"], line.grammar), int(found["d"]))
        return Day(date, start, found.end()) if date else None
    return None


def _month(word: str, grammar: Grammar) -> int:
    return grammar.month_of[re.sub(r"[\s.]+", " ", word).strip()]


def _numbers(line: Line, start: int) -> Day | None:
    if start >= 2 and line.low[start - 1] in "./-" and line.low[start - 2].isdigit():
        return None  # the middle of a version number or an address
    found = line.grammar.year_last.match(line.low, start)
    if not found:
        return None
    first, second = int(found["a"]), int(found["b"])
    if found["yy"] and line.grammar.order == "YMD" and line.order is None:
        date = calendar_date(2000 + first, second, int(found["yy"]))
        if date:
            return Day(date, start, found.end())
    own_order = line.grammar.order if line.grammar.order != "YMD" else "DMY"  # who writes the year first turns the whole round
    is_date, date = numeric_date(first, second, _year(found, line.grammar), line.order, own_order)
    return Day(date, start, found.end()) if is_date else None


def _month_leads(line: Line, start: int) -> Day | None:
    """A date with its month right before the number ("June 29, 2021")."""
    at = start
    while at > 0 and start - at < 3 and line.low[at - 1] in _BETWEEN_MONTH_AND_DAY:
        at -= 1
    for length in range(min(line.grammar.longest_month, at), 0, -1):
        month = line.grammar.month_of.get(line.low[at - length : at])
        if month is None or not edge(line.text, at - length):
            continue
        found = line.grammar.day_clock_year.match(line.low, start) or line.grammar.day_year.match(line.low, start)
        if not found:
            return None
        date = calendar_date(_year(found, line.grammar), month, int(found["d"]))
        if date is None:
            return None
        if "h" in found.re.groupindex:
            clock = clock_at(line, found.start("h"))
            if clock and found["zone"] and clock.tz is None:
                clock = Clock(clock.time, zone(line.text[slice(*found.span("zone"))]), clock.start, clock.end)
            return Day(date, at - length, found.end(), clock)
        return Day(date, at - length, found.end())
    return None


def _day_leads(line: Line, start: int) -> Day | None:
    """A date with its month behind the number ("29 June 2021", "29 de junio de 2021", "29-Jun-21")."""
    found = line.grammar.day_month.match(line.low, start)
    if not found or not edge(line.text, found.start("month")):
        return None
    year = line.grammar.year_behind.match(line.low, found.end())
    if not year:
        return None
    date = calendar_date(_year(year, line.grammar), _month(found["month"], line.grammar), int(found["d"]))
    return Day(date, start, year.end()) if date else None
