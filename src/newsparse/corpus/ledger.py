"""The ledger: which units of a run are done. It and what it counts are all that a resumed run needs."""

from __future__ import annotations

import json
import os
import shutil
from typing import IO, TYPE_CHECKING, Any

import attrs
from attrs import define, frozen

from newsparse.corpus.inputs import Cursor
from newsparse.corpus.records import CorpusError

if TYPE_CHECKING:
    from pathlib import Path

    from newsparse.corpus.plan import Plan

__all__ = ["Counts", "Entry", "Ledger", "synced"]

_RUN = "run.json"
_LEDGER = "ledger.jsonl"
_LOCK = "lock"
_WORK = "work"


@frozen
class Counts:
    """What became of what was read: ``records == rows + rejected + left_out``."""

    records: int = 0
    rows: int = 0
    rejected: int = 0
    left_out: int = 0
    """Rows that the plan's ``where`` does not want."""
    near_duplicates: int = 0
    """Rows that are marked as one."""
    unsampled: int = 0
    """Records that were not taken into the sample."""
    passed: int = 0
    """What is no record: requests and metadata in WARC, other files in folders and archives."""

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(one + two for one, two in zip(attrs.astuple(self), attrs.astuple(other), strict=True)))


@frozen
class Entry:
    """A unit that is done: its shard is in its place."""

    unit: int
    counts: Counts
    cursor: Cursor
    """Where the next unit begins."""
    last: bool
    """Whether the stream ends with it."""


@define(eq=False)
class Ledger:
    """The state of a run in its output folder; one process at a time holds it."""

    out: Path
    entries: dict[int, Entry]
    work: Path
    """A folder for what is not complete; emptied when a run begins."""
    _file: IO[bytes]
    _lock: IO[bytes]

    @classmethod
    def open(cls, plan: Plan, identity: dict[str, Any]) -> Ledger:
        """Begin a run or take it up again.

        Args:
            plan: What is to be done.
            identity: What decides the result, as JSON has it; a run is taken up only where it is the same.

        Raises:
            CorpusError: where the folder holds a run that was begun with something else, or other files; or another process works in it.
            OSError: where it cannot be written.
        """
        state = plan.out / ".newsparse"
        if plan.out.is_dir() and not state.is_dir() and any(plan.out.iterdir()):
            raise CorpusError(f"{plan.out} holds other files; name a folder that is empty or does not exist")
        state.mkdir(parents=True, exist_ok=True)
        lock = _locked(state / _LOCK, plan.out)
        try:
            _same_run(state / _RUN, identity, plan.out)
            work = state / _WORK
            shutil.rmtree(work, ignore_errors=True)
            work.mkdir()
            entries = _read(state / _LEDGER)
            return cls(plan.out, entries, work, (state / _LEDGER).open("ab"), lock)
        except BaseException:
            lock.close()
            raise

    @property
    def complete(self) -> bool:
        """Whether all is done."""
        last = self.entries.get(self.next_unit - 1)
        return last is not None and last.last

    @property
    def next_unit(self) -> int:
        """The first unit that is not done."""
        unit = 0
        while unit in self.entries:
            unit += 1
        return unit

    def counts(self, units: range | None = None) -> Counts:
        """The sum over all units that are done, or over some."""
        chosen = self.entries.values() if units is None else [self.entries[unit] for unit in units]
        return sum((entry.counts for entry in chosen), Counts())

    def add(self, entry: Entry) -> None:
        """Write down that a unit is done; when this returns it is on the disk.

        Raises:
            OSError: where it cannot be written.
        """
        line = {"unit": entry.unit, **attrs.asdict(entry.counts), "cursor": [entry.cursor.file, entry.cursor.record], "last": entry.last}
        self._file.write(json.dumps(line).encode() + b"\n")
        synced(self._file)
        self.entries[entry.unit] = entry

    def close(self) -> None:
        """Let another process have the run."""
        shutil.rmtree(self.work, ignore_errors=True)
        self._file.close()
        self._lock.close()


def synced(file: IO[bytes]) -> None:
    """Bring what was written to the disk."""
    file.flush()
    os.fsync(file.fileno())


def _locked(path: Path, out: Path) -> IO[bytes]:
    lock = path.open("ab")
    try:
        import fcntl

        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:
        pass  # where there is no fcntl (Windows), nothing keeps two runs apart
    except OSError as error:
        lock.close()
        raise CorpusError(f"another process is at work in {out}") from error
    return lock


def _same_run(path: Path, identity: dict[str, Any], out: Path) -> None:
    if not path.exists():
        new = path.with_suffix(".new")
        with new.open("wb") as file:
            file.write(json.dumps(identity, indent=1).encode() + b"\n")
            synced(file)
        new.replace(path)
        return
    begun = json.loads(path.read_bytes())
    if different := sorted(name for name in {*begun, *identity} if begun.get(name) != identity.get(name)):
        changes = "; ".join(f"{name}: {_short(begun.get(name))} then, {_short(identity.get(name))} now" for name in different)
        raise CorpusError(f"{out} holds a run that was begun otherwise, so it cannot be taken up ({changes}); name another folder")


def _short(value: Any) -> str:
    text = json.dumps(value)
    return text if len(text) <= 80 else text[:77] + "..."


def _read(path: Path) -> dict[int, Entry]:
    """The entries; a last line that was not written to its end is taken away."""
    if not path.exists():
        return {}
    data = path.read_bytes()
    whole = data[: data.rfind(b"\n") + 1]
    if len(whole) < len(data):
        os.truncate(path, len(whole))
    entries = {}
    for line in whole.splitlines():
        values = json.loads(line)
        counts = Counts(**{field.name: values[field.name] for field in attrs.fields(Counts)})
        entries[values["unit"]] = Entry(values["unit"], counts, Cursor(*values["cursor"]), values["last"])
    return entries
