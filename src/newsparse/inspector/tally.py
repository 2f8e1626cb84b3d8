"""What an overview counts over all rows of a corpus, in one pass that keeps only counts and a bounded list."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Generic, TypeVar

from attrs import define, field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsparse.inspector.glances import Glance

__all__ = ["LENGTHS", "Bar", "Sample", "Tally", "bars_of", "columns_of_lengths", "columns_of_months"]

LENGTHS = (1, 200, 500, 1000, 2000, 3000, 5000, 10_000, 20_000, 50_000)
"""Characters of body from which a column of the chart begins; below the first there is no body."""
_MOST_MONTHS = 36
_MOST_YEARS = 30

_T = TypeVar("_T")


@frozen
class Bar:
    """One bar of a plot."""

    label: str
    count: int
    share: float
    """Of all that are counted in the plot, 0 to 1."""
    height: float
    """Of the longest bar, 0 to 1."""
    value: str | None = None
    """What records of it have in the list; None where the list cannot be filtered by it."""


@define
class Sample(Generic[_T]):
    """A bounded list of a stream, evenly spread over it: all items while they are few, then every second, fourth, eighth."""

    most: int
    items: list[_T] = field(factory=list)
    step: int = 1
    seen: int = 0

    def add(self, item: _T) -> None:
        """Look at the next item of the stream."""
        if self.seen % self.step == 0:
            self.items.append(item)
            if len(self.items) > self.most:
                del self.items[1::2]
                self.step *= 2
        self.seen += 1


@define
class Tally:
    """Counts over the rows that were added."""

    records: Sample[Glance]
    rejects: Sample[Glance]
    page_types: Counter[str] = field(factory=Counter)
    languages: Counter[str] = field(factory=Counter)
    kinds: Counter[str] = field(factory=Counter)
    sites: Counter[str] = field(factory=Counter)
    reasons: Counter[str] = field(factory=Counter)
    missing: Counter[str] = field(factory=Counter)
    lengths: Counter[int] = field(factory=Counter)
    """By place in ``LENGTHS``, 0 for no body."""
    months: Counter[str] = field(factory=Counter)
    """``2024-05``."""
    characters: int = 0
    blocks: int = 0
    unsure: int = 0
    quotes: int = 0
    duplicates: int = 0

    @classmethod
    def of(cls, glances: Iterable[Glance], *, most: int) -> Tally:
        """Count them all; at most ``most`` records and as many rejected ones are kept."""
        tally = cls(Sample(most), Sample(most))
        for glance in glances:
            tally.add(glance)
        return tally

    def add(self, glance: Glance) -> None:
        """Count one row."""
        if glance.error is not None:
            self.rejects.add(glance)
            self.reasons[glance.error_reason or "not said"] += 1
            return
        self.records.add(glance)
        self.page_types[glance.page_type or "not known"] += 1
        self.languages[glance.language or "not known"] += 1
        self.kinds[glance.kind or "not known"] += 1
        if glance.site:
            self.sites[glance.site] += 1
        self.missing.update(glance.missing)
        if glance.characters is not None:
            self.lengths[sum(glance.characters >= least for least in LENGTHS)] += 1
            self.characters += glance.characters
        if glance.published:
            self.months[glance.published[:7]] += 1
        self.blocks += glance.blocks or 0
        self.unsure += glance.unsure or 0
        self.quotes += glance.quotes or 0
        self.duplicates += glance.duplicate


def bars_of(counts: Counter[str], total: int, *, most: int = 12) -> list[Bar]:
    """The commonest first; what is beyond ``most`` is gathered into one bar."""
    common = counts.most_common(most if len(counts) > most + 1 else None)
    rest = counts.total() - sum(count for _, count in common)
    highest = max((count for _, count in common), default=1)
    bars = [Bar(label, count, count / max(total, 1), count / highest, label) for label, count in common]
    if rest:
        bars.append(Bar(f"{len(counts) - len(common)} others", rest, rest / max(total, 1), min(rest / highest, 1)))
    return bars


def columns_of_lengths(lengths: Counter[int]) -> list[Bar]:
    """Bodies by length."""
    if not lengths:
        return []
    labels = ["none", *(f"{_short(least)}–" for least in LENGTHS)]
    return _columns(labels, [lengths[place] for place in range(len(labels))])


def columns_of_months(months: Counter[str]) -> list[Bar]:
    """Rows by month of publication without gaps, by year where months are too many; the latest ones where years are too many."""
    if not months:
        return []
    numbers = {int(month[:4]) * 12 + int(month[5:7]) - 1: count for month, count in months.items()}
    first, last = min(numbers), max(numbers)
    if last - first < _MOST_MONTHS:
        span = range(first, last + 1)
        return _columns([f"{number // 12}-{number % 12 + 1:02d}" for number in span], [numbers.get(number, 0) for number in span])
    years: Counter[int] = Counter()
    for number, count in numbers.items():
        years[number // 12] += count
    newest = last // 12
    oldest = max(first // 12, newest - _MOST_YEARS + 1)
    before = sum(count for year, count in years.items() if year < oldest)
    labels = [*(["before"] if before else []), *map(str, range(oldest, newest + 1))]
    return _columns(labels, [*([before] if before else []), *(years[year] for year in range(oldest, newest + 1))])


def _columns(labels: Sequence[str], counts: Sequence[int]) -> list[Bar]:
    total, highest = max(sum(counts), 1), max(*counts, 1)
    return [Bar(label, count, count / total, count / highest) for label, count in zip(labels, counts, strict=True)]


def _short(number: int) -> str:
    return f"{number // 1000}k" if number >= 1000 else str(number)
