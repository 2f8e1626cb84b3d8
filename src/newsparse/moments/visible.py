"""Finds dates and times as people write them, in the words and the order of the page's languages."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from newsparse.article import Timestamp
from newsparse.moments.clock import Clock, clock_at, clock_behind
from newsparse.moments.days import Day, calendar_date, days, numeric_date
from newsparse.moments.labels import Kind, Label, labels
from newsparse.moments.line import line_of
from newsparse.moments.relative import looks_relative, relative_days

if TYPE_CHECKING:
    from newsparse.lexicon import Lexicon
    from newsparse.moments.line import Line

__all__ = ["Moment", "date_share", "find_moments", "has_date", "kinds_in", "only_clock"]

_LINE = 300
"""Characters that a date line has at the most."""
_ANY_MOMENT = dt.datetime(2020, 1, 1, 12)
_DIGIT = re.compile(r"\d")
_LABEL_REACH = 60
"""Characters between a label and its date, for a name may stand there: "Posted by the newsroom on Tuesday, 6 May 2025"."""
_BEHIND_REACH = 3
"""Characters between a date and a label behind it."""
_NEXT_REACH = 25
"""A label with a moment this close behind it belongs to that moment, not to the one before it."""


@frozen
class Moment:
    """A date, or a date and time, found in a text."""

    timestamp: Timestamp
    """Its ``text`` is ``text[start:end]``."""
    start: int
    end: int
    kind: Kind | None
    """What the words beside it call it; None where they do not say."""
    exact: bool = True
    """False where it was counted back from ``fetched_at`` ("2 days ago") and may be off by a part of the unit."""


def has_date(text: str, lexicons: tuple[Lexicon, ...]) -> bool:
    """Whether a text shows a full date, even one whose day and month cannot be told apart, or a time such as "3 hours ago"."""
    if _DIGIT.search(text) and next(days(line_of(text, lexicons)), None) is not None:
        return True
    return looks_relative(text, lexicons)


def date_share(text: str, lexicons: tuple[Lexicon, ...]) -> float:
    """How much of a text is a date: the share of its letters and digits in moments and in the labels beside them; 0 where it has none."""
    if len(text) > _LINE or not has_date(text, lexicons):
        return 0.0
    line = line_of(text, lexicons)
    spans = [(day.start, day.end) for day in (*days(line), *relative_days(line, _ANY_MOMENT))]
    spans += [(mark.start, mark.end) for mark in labels(line)]
    inside = {at for start, end in spans for at in range(start, end)}
    letters = [at for at, char in enumerate(text) if char.isalnum()]
    return sum(at in inside for at in letters) / len(letters) if letters else 0.0


def kinds_in(text: str, lexicons: tuple[Lexicon, ...]) -> tuple[Kind, ...]:
    """What the words of a text say about dates that may stand in it, in order: ("published", "updated")."""
    return tuple(mark.kind for mark in labels(line_of(text, lexicons)))


def only_clock(text: str, lexicons: tuple[Lexicon, ...]) -> Clock | None:
    """The clock of a line that shows a clock and no date ("Published 22:31"), of several the first; None where there is none."""
    if len(text) > _LINE or has_date(text, lexicons):
        return None
    line = line_of(text, lexicons)
    return next((clock for digits in _DIGIT.finditer(line.low) if (clock := clock_at(line, digits.start()))), None)


def find_moments(
    text: str, lexicons: tuple[Lexicon, ...], *, order: str | None = None, fetched_at: dt.datetime | None = None
) -> list[Moment]:
    """The moments that a text shows, in the order of the text.

    Args:
        text: a date line, a byline or the like; only its first 2000 characters are looked at.
        lexicons: the page's own language first.
        order: "DMY" or "MDY": which comes first in "5/6/2021" where nothing else tells. Without it the first language decides; where that
            language is written both ways (its own order is MDY) such a date is left out rather than guessed.
        fetched_at: when the page was fetched; without it "3 hours ago" and "yesterday" are no moments.
    """
    if fetched_at is None and not _DIGIT.search(text):
        return []
    line = line_of(text, lexicons, order)
    found = [day for day in days(line) if day.date]
    if fetched_at is not None:
        taken = tuple(found)
        relative = [day for day in relative_days(line, fetched_at) if day.date]
        found += [day for day in relative if not any(other.start < day.end and day.start < other.end for other in taken)]
        found.sort(key=lambda day: day.start)
    return _named(line, found) if found else []


def _named(line: Line, found: list[Day]) -> list[Moment]:
    """Moments with their kinds, and those that a label adds to the date before it: "6 May 2025 (updated 16:30)"."""
    marks = labels(line)
    moments = []
    for number, day in enumerate(found):
        floor = found[number - 1].end if number else 0
        ceiling = found[number + 1].start if number + 1 < len(found) else len(line.text)
        before = [mark for mark in marks if floor <= mark.start and mark.end <= day.start and day.start - mark.end <= _LABEL_REACH]
        behind = [mark for mark in marks if day.end <= mark.start and mark.end <= ceiling]
        added = [(each, mark.kind) for mark in behind if (each := _inherited(line, day, mark)) and each.end <= ceiling]
        kind = before[-1].kind if before else None
        if kind is None and not added and behind and behind[0].start - day.end <= _BEHIND_REACH:
            another = ceiling < len(line.text) and ceiling - behind[0].end <= _NEXT_REACH
            kind = None if another or clock_behind(line, behind[0].end) else behind[0].kind
        moments.append(_moment(line, day, kind))
        moments += [_moment(line, each, its_kind) for each, its_kind in added]
    return _with_zone(moments)


def _with_zone(moments: list[Moment]) -> list[Moment]:
    """A zone that is named once, behind the last clock of a day, holds for the day's other clocks too."""
    zones = {moment.timestamp.date: moment.timestamp.tz for moment in moments if moment.timestamp.tz}
    return [
        evolve(moment, timestamp=evolve(stamp, tz=zones[stamp.date]))
        if (stamp := moment.timestamp).time and stamp.tz is None and stamp.date in zones and moments[-1].timestamp.tz
        else moment
        for moment in moments
    ]


def _inherited(line: Line, day: Day, mark: Label) -> Day | None:
    """The clock right behind a label, on the date before the label or on a day of its year."""
    if day.date is None:
        return None
    clock = clock_behind(line, mark.end)
    if clock:
        if day.clock and clock.time < day.clock.time:
            return None  # past midnight, or of another day
        return Day(day.date, clock.start, clock.end, clock)
    between = line.grammar.to_clock.match(line.low, mark.end)
    found = line.grammar.day_and_month.match(line.low, between.end()) if between else None
    clock = clock_behind(line, found.end()) if found else None
    if not found or not clock:
        return None
    first, second = int(found["a"]), int(found["b"])
    if line.grammar.order == "YMD":
        date = calendar_date(day.date.year, first, second)
    else:
        _, date = numeric_date(first, second, day.date.year, line.order, line.grammar.order)
    return Day(date, found.start(), clock.end, clock) if date else None


def _moment(line: Line, day: Day, kind: Kind | None) -> Moment:
    assert day.date is not None
    clock = day.clock
    stamp = Timestamp(day.date, clock.time if clock else None, clock.tz if clock else None, line.text[day.start : day.end])
    return Moment(stamp, day.start, day.end, kind, day.exact)
