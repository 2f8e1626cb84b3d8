"""Shards: the rows and the rejected records of a unit, each in a file that is moved to its place when it is complete."""

from __future__ import annotations

import datetime as dt
import json
import os
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
from attrs import frozen

from newsparse.arrow import SCHEMA
from newsparse.corpus.ledger import synced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsparse.corpus.records import Record

__all__ = ["NEAR_DUPLICATE_OF", "REJECTED", "Seal", "shard_path", "sweep", "write_shard"]

ROWS, REJECTS = "articles", "rejected"

REJECTED: pa.Schema = pa.schema([SCHEMA.field(name) for name in ("file", "offset", "url", "fetched_at", "error", "error_reason")])
"""The row of a rejected record."""

NEAR_DUPLICATE_OF = pa.field("near_duplicate_of", pa.struct([("file", pa.string()), ("offset", pa.int64())]))
"""The column that marks: the earlier row that the text is nearly the same as; null where there is none."""

_GROUP = 250
"""Rows of a group in Parquet: some 30 MB in memory."""


@frozen
class Seal:
    """A unit whose parts are all there."""

    unit: int
    out: str
    format: str
    work: str
    parts: list[str]
    """Files of rows, in order."""
    rejected: list[Record]
    marks: list[tuple[str, int] | None] | None
    """For each row the file and offset of the earlier one that it is nearly the same as; None where the plan does not ask for marks."""


def shard_path(out: Path, what: str, unit: int, format: str) -> Path:  # noqa: A002 - the name that users know
    """Where a shard of rows or of rejected records is."""
    return out / what / f"{unit:06d}.{format}"


def write_shard(seal: Seal) -> None:
    """Write the files of a unit and move them to their places; one without rows is not written.

    Raises:
        OSError: where they cannot be written.
    """
    out, work = Path(seal.out), Path(seal.work)
    if seal.parts:
        path = shard_path(out, ROWS, seal.unit, seal.format)
        _write(work / f"{ROWS}-{path.name}", path, _groups(_marked(seal)), seal.format)
    if seal.rejected:
        path = shard_path(out, REJECTS, seal.unit, seal.format)
        _write(work / f"{REJECTS}-{path.name}", path, iter([_rejected(seal.rejected)]), seal.format)
    for part in seal.parts:
        Path(part).unlink()


def sweep(out: Path, done: Iterable[int]) -> None:
    """Make the folders of shards, and take shards away whose unit is not done: they are made again."""
    known = {f"{unit:06d}" for unit in done}
    for what in (ROWS, REJECTS):
        folder = out / what
        folder.mkdir(exist_ok=True)
        for path in folder.iterdir():
            if path.stem.isdigit() and path.stem not in known:
                path.unlink()


def _write(new: Path, path: Path, tables: Iterator[pa.Table], format: str) -> None:  # noqa: A002
    with new.open("wb") as file:
        (_write_parquet if format == "parquet" else _write_jsonl)(file, tables)
        synced(file)
    new.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _write_parquet(file: IO[bytes], tables: Iterator[pa.Table]) -> None:
    first = next(tables)
    with pq.ParquetWriter(file, first.schema, compression="zstd") as writer:
        for table in chain([first], tables):
            writer.write_table(table)


def _write_jsonl(file: IO[bytes], tables: Iterator[pa.Table]) -> None:
    encode = json.JSONEncoder(ensure_ascii=False, default=_plain).encode
    for table in tables:
        for batch in table.to_batches():
            file.writelines(encode(row).encode() + b"\n" for row in batch.to_pylist())


def _plain(value: Any) -> str:
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    raise TypeError(f"no JSON for {value!r}")


def _marked(seal: Seal) -> Iterator[pa.RecordBatch]:
    """The rows of the parts, with their marks."""
    first = 0
    for path in seal.parts:
        with pa.memory_map(path) as file:
            for batch in pa.ipc.open_stream(file):
                if seal.marks is None:
                    yield batch
                    continue
                marks = seal.marks[first : first + len(batch)]
                first += len(batch)
                yield batch.append_column(NEAR_DUPLICATE_OF, _marks(marks))


def _marks(marks: Sequence[tuple[str, int] | None]) -> pa.Array:
    return pa.array([None if mark is None else {"file": mark[0], "offset": mark[1]} for mark in marks], NEAR_DUPLICATE_OF.type)


def _groups(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Tables of ``_GROUP`` rows, so that files do not depend on how the rows came in parts."""
    held: list[pa.RecordBatch] = []
    count = 0
    for batch in batches:
        taken = 0
        while count + len(batch) - taken >= _GROUP:
            piece = batch.slice(taken, _GROUP - count)
            taken += len(piece)
            yield pa.Table.from_batches([*held, piece])
            held, count = [], 0
        if taken < len(batch):
            held.append(batch.slice(taken))
            count += len(batch) - taken
    if held:
        yield pa.Table.from_batches(held)


def _rejected(records: Sequence[Record]) -> pa.Table:
    names = [field.name for field in REJECTED]
    named = {"error_reason": "reason"}
    columns = [pa.array([getattr(record, named.get(name, name)) for record in records], REJECTED.field(name).type) for name in names]
    return pa.Table.from_arrays(columns, schema=REJECTED)
