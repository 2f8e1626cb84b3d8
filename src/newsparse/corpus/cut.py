"""The stream of records cut into units of work, which become shards, and those into batches for workers. Only the input decides where."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from attrs import define, field, frozen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from newsparse.corpus.inputs import Cursor, Inputs
    from newsparse.corpus.plan import Plan
    from newsparse.corpus.records import Record

__all__ = ["Batch", "Cutter", "UnitEnd"]

_PAGES = 64
_BYTES = 2 << 20
"""A batch is full with so many pages or bytes: a second or so of work, so that what a batch costs beside parsing counts little."""


@frozen
class Batch:
    """Pages for one call of the kernel."""

    unit: int
    positions: list[int]
    """Places of the records in their unit."""
    records: list[Record]


@frozen
class UnitEnd:
    """All batches of a unit have been given."""

    unit: int
    records: int
    unreadable: list[tuple[int, Record]]
    """Records that are no page, with their places in the unit."""
    passed: int
    """What was read on the way and is no record."""
    unsampled: int
    cursor: Cursor
    """Where the next unit begins."""
    last: bool
    """Whether the stream ends here; then the unit may be empty."""


@define(eq=False)
class Cutter:
    """Gives batches and ends of units in order."""

    inputs: Inputs
    plan: Plan
    done: Collection[int] = ()
    """Units that are not needed: their batches are not given, but their ends are."""
    _batch: list[tuple[int, Record]] = field(factory=list)
    _size: int = 0

    def run(self, start: Cursor, unit: int, taken: int) -> Iterator[Batch | UnitEnd]:
        """What comes behind a place.

        Args:
            start: The place.
            unit: The number of the unit that begins there.
            taken: Records that were taken before it, for the plan's limit.

        Raises:
            InputError: where an input cannot be read.
        """
        plan, inputs = self.plan, self.inputs
        records = unsampled = 0
        passed_before = 0
        unreadable: list[tuple[int, Record]] = []
        if plan.limit is None or taken < plan.limit:
            for record in inputs.records(start):
                if plan.sample is not None and not _sampled(record, plan.sample):
                    unsampled += 1
                    continue
                if record.error is not None:
                    unreadable.append((records, record))
                else:
                    yield from self._add(unit, records, record)
                records += 1
                taken += 1
                if taken == plan.limit:
                    break
                if records == plan.shard_size:
                    yield from self._rest(unit)
                    yield UnitEnd(unit, records, unreadable, inputs.passed - passed_before, unsampled, inputs.cursor, last=False)
                    unit += 1
                    records = unsampled = 0
                    passed_before = inputs.passed
                    unreadable = []
        yield from self._rest(unit)
        yield UnitEnd(unit, records, unreadable, inputs.passed - passed_before, unsampled, inputs.cursor, last=True)

    def _add(self, unit: int, position: int, record: Record) -> Iterator[Batch]:
        self._batch.append((position, record))
        self._size += len(record.page)
        if len(self._batch) >= _PAGES or self._size >= _BYTES:
            yield from self._rest(unit)

    def _rest(self, unit: int) -> Iterator[Batch]:
        if self._batch and unit not in self.done:
            positions, records = zip(*self._batch, strict=True)
            yield Batch(unit, list(positions), list(records))
        self._batch, self._size = [], 0


def _sampled(record: Record, part: float) -> bool:
    """Whether a record is in the sample: its name and place decide, so that it is the same one each time."""
    digest = hashlib.blake2b(f"{record.file}\0{record.offset}\0{record.url}".encode("utf-8", "surrogateescape"), digest_size=8).digest()
    return int.from_bytes(digest, "big") < part * 2**64
