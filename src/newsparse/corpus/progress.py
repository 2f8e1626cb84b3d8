"""What a user sees of a run: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

from attrs import define, field

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsparse.corpus.ledger import Counts
    from newsparse.corpus.runner import Progress

__all__ = ["Bar", "Lines", "summary", "watcher"]

_EVERY = 30.0
"""Seconds between two lines."""


def watcher() -> Progress:
    """A bar where standard error is a terminal and rich is installed, else lines."""
    if sys.stderr.isatty():
        try:
            return Bar()
        except ImportError:
            pass
    return Lines()


def summary(counts: Counts) -> str:
    """What became of all records, for a person to read."""
    parts = [f"{counts.rows:,} rows", f"{counts.rejected:,} rejected", f"{counts.left_out:,} left out by --where"]
    lines = [f"{counts.records:,} records = {' + '.join(parts)}"]
    if counts.near_duplicates:
        lines.append(f"{counts.near_duplicates:,} of the rows are marked as near duplicates")
    if counts.unsampled:
        lines.append(f"{counts.unsampled:,} more records are not in the sample")
    if counts.passed:
        lines.append(f"{counts.passed:,} things in the inputs are no records (WARC requests and metadata, files of other kinds)")
    return "\n".join(lines)


@define(eq=False)
class Lines:
    """A line every half minute."""

    say: Callable[[str], None] = lambda line: print(line, file=sys.stderr, flush=True)
    clock: Callable[[], float] = time.monotonic
    _rate: _Rate = field(init=False)
    _said: float = 0.0

    def begin(self, size: int, done: Counts, workers: int) -> None:
        self._rate = _Rate(size, done.records, done.rejected, self.clock())
        self._said = self.clock()
        if done.records:
            self.say(f"newsparse: {done.records:,} records were done before; going on from there")

    def advance(self, position: int, records: int, rejected: int) -> None:
        now = self.clock()
        self._rate.advance(position, records, rejected, now)
        if now - self._said >= _EVERY:
            self._said = now
            left = self._rate.left(now)
            rate = self._rate
            self.say(
                f"newsparse: {rate.records:,} records, {rate.per_second(now):,.1f} a second, {rate.rejected:,} rejected"
                + ("" if left is None else f", {_span(left)} left")
            )

    def __enter__(self) -> Lines:
        return self

    def __exit__(self, *_: object) -> None:
        pass


@define(eq=False)
class Bar:
    """rich's progress bar: part of the inputs' bytes that is read, records, rate, rejected records, time left."""

    _bar: Any = field(init=False)
    _task: Any = None
    _rate: _Rate = field(init=False)

    def __attrs_post_init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

        columns = (BarColumn(), TaskProgressColumn(), TextColumn("{task.description}"))
        self._bar = Progress(*columns, console=Console(stderr=True), refresh_per_second=4)

    def begin(self, size: int, done: Counts, workers: int) -> None:
        self._rate = _Rate(size, done.records, done.rejected, time.monotonic())
        self._task = self._bar.add_task("starting", total=size or None)

    def advance(self, position: int, records: int, rejected: int) -> None:
        now = time.monotonic()
        rate = self._rate
        rate.advance(position, records, rejected, now)
        left = rate.left(now)
        parts = [f"{rate.records:,} records", f"{rate.per_second(now):,.1f}/s", f"{rate.rejected:,} rejected"]
        if left is not None:
            parts.append(f"{_span(left)} left")
        self._bar.update(self._task, completed=position, description=", ".join(parts))

    def __enter__(self) -> Bar:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()


@define(eq=False)
class _Rate:
    """How fast a run is. Time left goes by the bytes of the inputs, since nobody knows how many records they hold."""

    size: int
    records: int
    rejected: int
    start: float
    position: int = 0
    _new: int = 0
    _first: int | None = None
    """Where the inputs were read to when the first records were done: what comes before was done by another run."""

    def advance(self, position: int, records: int, rejected: int, now: float) -> None:
        self.position = position
        self.records += records
        self.rejected += rejected
        self._new += records
        if self._first is None:
            self._first, self.start = position, now
            self._new = 0

    def per_second(self, now: float) -> float:
        return self._new / (now - self.start) if now > self.start else 0.0

    def left(self, now: float) -> float | None:
        """Seconds; None where it cannot be told."""
        read = self.position - (self._first or 0)
        if not self.size or read <= 0 or now <= self.start:
            return None
        return max(self.size - self.position, 0) * (now - self.start) / read


def _span(seconds: float) -> str:
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min {seconds:02d} s" if minutes else f"{seconds} s"
