"""A run: records are cut into units, batches go to workers, and each unit that is complete becomes a shard and a line of the ledger."""

from __future__ import annotations

import errno
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, Protocol

from attrs import define, field

from newsparse.corpus.crew import Call, Crew, Lost
from newsparse.corpus.cut import Batch, Cutter, UnitEnd
from newsparse.corpus.inputs import Cursor, Inputs
from newsparse.corpus.ledger import Counts, Entry, Ledger
from newsparse.corpus.near import NearIndex
from newsparse.corpus.records import CorpusError, InputError, Record
from newsparse.corpus.shards import Seal, sweep, write_shard
from newsparse.corpus.sites import Sites, WithSites, learn_sites
from newsparse.corpus.worker import Part, Settings, parse_part, rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsparse.corpus.plan import Plan

__all__ = ["Progress", "run_corpus"]

_AHEAD = 2
"""Batches that are with each worker or on the way to it."""


_ATTEMPTS = 2
"""How often a page that was lost with its process is tried alone: once might be the fault of a busy machine, or of one without memory."""


class Progress(Protocol):
    """Somebody who watches a run."""

    def begin(self, size: int, done: Counts, workers: int) -> None:
        """The inputs have so many bytes; so much was done before."""

    def advance(self, position: int, records: int, rejected: int) -> None:
        """The inputs are read to here; since the last call, so many records were done."""


def run_corpus(plan: Plan, progress: Progress | None = None) -> Counts:
    """Do what is left of a run, and say what became of all its records.

    Whenever it ends, however it ends, calling it again with the same plan goes on where it was.

    Raises:
        CorpusError: where the run cannot begin or go on (an input that is not there or cannot be read, an output that cannot be written);
            what is done stays done.
        ValueError: where the plan asks for fields that no Article has.
    """
    plan.parse()
    inputs = Inputs(plan.inputs, plan.columns, plan.kind)
    measure = inputs.measure()
    seen = {"files": measure.files, "size": measure.size, "digest": measure.digest}
    identity = {**plan.identity(), **seen, "newsparse": _version()}
    try:
        ledger = Ledger.open(plan, identity)
    except OSError as error:
        raise _unwritable(plan, error) from error
    try:
        sweep(plan.out, ledger.entries)
        if not ledger.complete:
            if progress is not None:
                progress.begin(measure.size, ledger.counts(), plan.workers)
            with Crew(plan.workers) as crew:
                if plan.learn_sites:
                    learn_sites(plan, plan.out / "sites", crew)
                _Run(plan, ledger, inputs, crew, progress).run()
        return ledger.counts()
    except OSError as error:
        raise _unwritable(plan, error) from error
    finally:
        ledger.close()


def _version() -> str:
    try:
        return version("newsparse")
    except PackageNotFoundError:
        return "unknown"  # run from its sources without being installed


def _unwritable(plan: Plan, error: OSError) -> CorpusError:
    what = "the disk is full" if error.errno == errno.ENOSPC else error.strerror or str(error)
    return CorpusError(f"{plan.out} cannot be written: {what}; what is done is kept, and the same command goes on from there")


@define(eq=False)
class _Unit:
    """A unit on its way."""

    open: int = 0
    """Batches that are not back."""
    parts: list[Part] = field(factory=list)
    rejected: list[tuple[int, Record]] = field(factory=list)
    left_out: int = 0
    end: UnitEnd | None = None

    def in_order(self) -> list[Part]:
        return sorted(self.parts, key=lambda part: part.positions)


@define(eq=False)
class _Run:
    plan: Plan
    ledger: Ledger
    inputs: Inputs
    crew: Crew
    progress: Progress | None
    _units: dict[int, _Unit] = field(factory=dict)
    _parts: int = 0
    _settings: Settings = field(init=False)
    _near: NearIndex | None = None
    _complete: set[int] = field(factory=set)
    """Units that wait for their marks."""
    _marked: int = 0
    """The first unit whose rows have no marks yet."""

    def __attrs_post_init__(self) -> None:
        plan = self.plan
        kernel = plan.parse()
        if plan.learn_sites:
            kernel = WithSites(Sites(str(plan.out / "sites")), plan.wanted())
        self._settings = Settings(kernel, plan.page_memory, plan.where, plan.near_duplicates is not None)
        if plan.near_duplicates is not None:
            self._near = NearIndex(self.ledger.work.parent / "near.sqlite", plan.near_duplicates)
            self._marked = self.ledger.next_unit

    def run(self) -> None:
        """Read to the end, and wait for all that is on its way. Where an input cannot be read, what came before it is completed first."""
        unreadable = None
        steps = self._steps()
        more = True
        while more or self.crew.busy:
            while more and self.crew.busy < self.plan.workers * _AHEAD:
                try:
                    step = next(steps, None)
                except InputError as error:
                    unreadable, step = error, None
                if step is None:
                    more = False
                elif isinstance(step, Batch):
                    self._send(step.unit, step.positions, step.records)
                else:
                    self._end(step)
            if self.crew.busy:
                call, outcome = self.crew.receive()
                call.about(call, outcome)
        if self._near is not None:
            self._near.close()
        if unreadable is not None:
            raise InputError(f"{unreadable}; what is done is kept, and the same command goes on from there") from unreadable

    def _steps(self) -> Iterator[Batch | UnitEnd]:
        unit = self.ledger.next_unit
        cursor = self.ledger.entries[unit - 1].cursor if unit else Cursor()
        taken = self.ledger.counts(range(unit)).records
        return Cutter(self.inputs, self.plan, self.ledger.entries).run(cursor, unit, taken)

    # -- batches

    def _send(self, unit: int, positions: list[int], records: list[Record], attempt: int = 0) -> None:
        self._units.setdefault(unit, _Unit()).open += 1
        self._parts += 1
        path = self.ledger.work / f"{unit:06d}-{self._parts}.arrow"
        arguments = (positions, records, str(path), self._settings)
        self.crew.send(Call(parse_part, arguments, self.plan.page_seconds, partial(self._parsed, unit, attempt)))

    def _parsed(self, unit: int, attempt: int, call: Call, outcome: Any) -> None:
        positions, records, *_ = call.arguments
        state = self._units[unit]
        state.open -= 1
        if outcome is None or (isinstance(outcome, Lost) and attempt < _ATTEMPTS):
            # Together they took too much time or memory, or one ended the process: alone each shows whether it was the one.
            for position, record in zip(positions, records, strict=True):
                self._send(unit, [position], [record], attempt + 1)
            return
        if isinstance(outcome, Lost):
            error = f"it took more than {self.plan.page_seconds:g} s, or ended its process" if outcome.reason == "time" else outcome.error
            outcome = Part(None, [], [(positions[0], rejected(records[0], error, outcome.reason))], 0)
        if isinstance(outcome, BaseException):
            raise outcome
        state.rejected.extend(outcome.rejected)
        state.left_out += outcome.left_out
        if outcome.path is not None:
            state.parts.append(outcome)
        if self.progress is not None:
            self.progress.advance(self.inputs.position, len(records), len(outcome.rejected))
        self._seal(unit)

    # -- units

    def _end(self, end: UnitEnd) -> None:
        if end.unit in self.ledger.entries:
            return
        self._units.setdefault(end.unit, _Unit()).end = end
        if self.progress is not None and end.unreadable:
            self.progress.advance(self.inputs.position, len(end.unreadable), len(end.unreadable))
        self._seal(end.unit)

    def _seal(self, unit: int) -> None:
        """Send a unit to be written where all of it is there."""
        state = self._units[unit]
        if state.open or state.end is None:
            return
        if self._near is None:
            self._write(unit, None)
            return
        # Marks go by the order of the input, so a unit waits for those before it.
        self._complete.add(unit)
        while self._marked in self._complete or self._marked in self.ledger.entries:
            if self._marked in self._complete:
                rows = [row for part in self._units[self._marked].in_order() for row in part.signatures or ()]
                self._write(self._marked, self._near.mark(self._marked, rows))
            self._complete.discard(self._marked)
            self._marked += 1

    def _write(self, unit: int, marks: list[tuple[str, int] | None] | None) -> None:
        state = self._units[unit]
        assert state.end is not None
        not_pages = sorted([*state.end.unreadable, *state.rejected], key=lambda found: found[0])
        seal = Seal(
            unit,
            str(self.plan.out),
            self.plan.format,
            str(self.ledger.work),
            [part.path for part in state.in_order() if part.path is not None],
            [record for _, record in not_pages],
            marks,
        )
        self.crew.send(Call(write_shard, (seal,), None, partial(self._sealed, unit)))

    def _sealed(self, unit: int, call: Call, outcome: Any) -> None:
        if isinstance(outcome, Lost):
            raise CorpusError(f"a worker could not write shard {unit}: {outcome.error}; the same command goes on from there")
        if isinstance(outcome, BaseException):
            raise outcome
        state = self._units.pop(unit)
        end = state.end
        assert end is not None
        (seal,) = call.arguments
        counts = Counts(
            records=end.records,
            rows=sum(len(part.positions) for part in state.parts),
            rejected=len(seal.rejected),
            left_out=state.left_out,
            near_duplicates=sum(mark is not None for mark in seal.marks or ()),
            unsampled=end.unsampled,
            passed=end.passed,
        )
        if counts.records != counts.rows + counts.rejected + counts.left_out:
            raise AssertionError(f"unit {unit} does not add up: {counts}")
        self.ledger.add(Entry(unit, counts, end.cursor, end.last))
