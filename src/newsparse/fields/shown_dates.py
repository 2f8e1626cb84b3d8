"""The moments that a page shows in its date line, byline and the like, before it is settled which of them counts."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Literal

from attrs import evolve, frozen

from newsparse.moments.agreement import agree
from newsparse.moments.declared import parse_declared
from newsparse.moments.visible import date_share, find_moments, kinds_in
from newsparse.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from newsparse.article import Timestamp
    from newsparse.label.labelled import LabelledPage
    from newsparse.read.page import Block

__all__ = ["Shown", "near_headline", "shown_dates", "wall_clock"]

_HOLDERS = frozenset({Role.DATE, Role.BYLINE, Role.READ_TIME, Role.KICKER})
_LONGEST_HOLDER = 300
"""Characters: a longer byline is a biography, and its dates are those of a life."""
_LONGEST_LINE = 150
"""Characters: a longer date block tells a story around its date ("This post was first published in …")."""
_ABOVE, _BELOW = 8, 16
"""Blocks around the headline in which an article has its date: kicker, dek, byline, share buttons and a caption may stand between."""
_MOSTLY = 0.5
"""Share of a line in which it is little but a date."""
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([/.-])(\d{1,2})\2(?:19|20)?\d\d(?![\d./-])")
_LONGEST_DATED = 200
_MOST_DATED = 1000
"""Blocks, and characters of each, that are searched for dates that give away the page's order of day and month."""


@frozen
class Shown:
    """A moment that the page shows."""

    stamp: Timestamp
    """As worded; the element's own value where the words are no moment ("3 hours ago")."""
    element: Timestamp | None
    """The same moment as the ``<time>`` element around it has it; None where there is none."""
    exact: bool
    """False where it is counted back ("2 days ago"): it may be off by a part of the unit."""
    kind: Literal["published", "updated"] | None
    """What the words beside it call it."""
    blocks: frozenset[int]
    """Indices of the blocks of its line."""
    prominent: bool
    """Whether it stands in a date line of its own near the headline; not in a byline, a whole sentence or a far corner of the page."""


def shown_dates(labelled: LabelledPage, told: Sequence[Timestamp], possible: Callable[[Timestamp], bool]) -> list[Shown]:
    """The moments in the blocks that hold dates: prominent ones first, else in page order.

    In plain text those in lines of their own come before those in sentences, and those below the headline before those above.

    Args:
        labelled: the page.
        told: what else the page tells of its dates; settles "5/6/2021" in a language that is written both ways.
        possible: whether a moment can be a date of this page at all.
    """
    lines = _lines(labelled)
    order = _order(labelled, lines, told, possible)
    found = list(chain.from_iterable(_of_line(labelled, line, order) for line in lines))
    found = [shown for shown in found if possible(shown.stamp)]
    return sorted(found, key=lambda shown: (not shown.prominent, *_lesser(labelled, shown)))


def _lesser(labelled: LabelledPage, shown: Shown) -> tuple[bool, bool]:
    """For dates of a text whether the line tells more than a date, and whether it stands above the headline, where it may be another
    story's date or the day of the reading.
    """
    if labelled.page.kind != "text":
        return False, False
    headline = next((block.index for block in labelled.of(Role.HEADLINE)), -1)
    lines = [labelled.page.blocks[index].text for index in shown.blocks]
    return all(date_share(line, labelled.lexicons) < _MOSTLY for line in lines), min(shown.blocks) < headline


def near_headline(labelled: LabelledPage) -> Callable[[int], bool]:
    """Tells whether a block, by its index, stands where articles have their date; anywhere where no headline is known."""
    headline = next((block.index for block in labelled.of(Role.HEADLINE)), None)
    return lambda index: headline is None or headline - _ABOVE <= index <= headline + _BELOW


def _lines(labelled: LabelledPage) -> list[list[Block]]:
    """Blocks that may hold dates, those in a row together: pages set day, clock and label in boxes of their own."""
    lines: list[list[Block]] = []
    for block, label in zip(labelled.page.blocks, labelled.labels, strict=True):
        if label.role not in _HOLDERS or (label.role is not Role.DATE and len(block.text) > _LONGEST_HOLDER):
            continue
        if lines and lines[-1][-1].index == block.index - 1:
            lines[-1].append(block)
        else:
            lines.append([block])
    return lines


def _of_line(labelled: LabelledPage, line: list[Block], order: str | None) -> list[Shown]:
    text = _text(line)
    moments = find_moments(text, labelled.lexicons, order=order, fetched_at=labelled.fetched_at)
    near = near_headline(labelled)
    everywhere = frozenset(block.index for block in line)
    found = []
    start = 0
    for block in line:
        end = start + len(block.text)
        prominent = labelled.role(block) is Role.DATE and len(block.text) <= _LONGEST_LINE and near(block.index)
        times = [stamp for value in block.times if (stamp := parse_declared(value, origin="time", lexicons=labelled.lexicons, order=order))]
        here = [moment for moment in moments if start <= moment.start < end and (moment.exact or not times)]
        for moment in here:
            same = next((stamp for stamp in times if agree(moment.timestamp, stamp) or agree(moment.timestamp, wall_clock(stamp))), None)
            found.append(Shown(moment.timestamp, same, moment.exact, moment.kind, everywhere, prominent))
        if times and not here:
            kinds = kinds_in(block.text, labelled.lexicons)
            for number, stamp in enumerate(times):
                kind = kinds[number] if len(kinds) == len(times) else kinds[0] if len(kinds) == 1 else None
                found.append(Shown(evolve(stamp, text=block.text), stamp, True, kind, everywhere, prominent))
        start = end + 1
    return found


def wall_clock(stamp: Timestamp) -> Timestamp:
    """A moment in UTC without its zone: many templates write local clocks and call them UTC. Any other moment as it is."""
    return evolve(stamp, tz=None) if stamp.tz == dt.UTC else stamp


def _text(line: Iterable[Block]) -> str:
    return "\n".join(block.text for block in line)


def _order(
    labelled: LabelledPage, lines: list[list[Block]], told: Sequence[Timestamp], possible: Callable[[Timestamp], bool]
) -> str | None:
    """Which comes first in "5/6/2021", where the page's language leaves it open: what makes the date one that the page tells elsewhere,
    or keeps it from lying in the future, or is how the page writes its other dates. None where nothing tells.
    """
    if not labelled.lexicons or labelled.lexicons[0].date_order != "MDY":
        return None
    texts = [text for line in lines if _NUMERIC.search(text := _text(line))]
    if not texts:
        return None
    readings = {
        order: [moment.timestamp for text in texts for moment in find_moments(text, labelled.lexicons, order=order)]
        for order in ("DMY", "MDY")
    }
    if readings["DMY"] == readings["MDY"]:
        return None
    times = [parse_declared(value, origin="time") for line in lines for block in line for value in block.times]
    known = [stamp for stamp in (*told, *times) if stamp]
    right = {order: sum(any(agree(stamp, other) for other in known) for stamp in stamps) for order, stamps in readings.items()}
    if right["DMY"] != right["MDY"]:
        return max(right, key=lambda order: right[order])
    wrong = {order: sum(not possible(stamp) for stamp in stamps) for order, stamps in readings.items()}
    if wrong["DMY"] != wrong["MDY"]:
        return min(wrong, key=lambda order: wrong[order])
    return _order_of_page(labelled) or _order_of_language(labelled)


def _order_of_language(labelled: LabelledPage) -> str | None:
    """The day first on pages in a language that has no lexicon and is read with the English one, for hardly another has the month first."""
    own = labelled.page.language
    return "DMY" if own is not None and own != labelled.lexicons[0].code else None


def _order_of_page(labelled: LabelledPage) -> str | None:
    votes: Counter[str] = Counter()
    for block in labelled.page.blocks[:_MOST_DATED]:
        if len(block.text) > _LONGEST_DATED:
            continue
        for first, _, second in _NUMERIC.findall(block.text):
            if int(first) > 12 >= int(second):
                votes["DMY"] += 1
            elif int(second) > 12 >= int(first):
                votes["MDY"] += 1
    if votes["DMY"] == votes["MDY"]:
        return None
    return max(votes, key=lambda order: votes[order])
