"""What worker processes do: a batch of pages becomes a part file of rows; the parts of a unit become its shard."""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen

from newsparse.arrow import SCHEMA
from newsparse.corpus.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsparse.corpus.plan import Kernel
    from newsparse.corpus.where import Where

__all__ = ["PAGES", "Part", "Settings", "batch_of", "parse_part", "rejected", "start_worker"]

PAGES = pa.schema(
    [
        ("page", pa.binary()),
        ("url", pa.string()),
        ("kind", pa.string()),
        ("encoding", pa.string()),
        ("fetched_at", SCHEMA.field("fetched_at").type),
        ("file", pa.string()),
        ("offset", pa.int64()),
    ]
)
"""The columns that the kernel gets."""


@frozen
class Part:
    """What became of a batch."""

    path: str | None
    """The file with its rows; None where there are none."""
    positions: list[int]
    """Places in the unit of the rows in that file."""
    rejected: list[tuple[int, Record]]
    """Records that became no row, with their error."""
    left_out: int
    signatures: list[tuple[str, int, bytes]] | None = None
    """File, offset and what near duplicates are known by of each row; None where the plan does not ask for marks."""


def start_worker() -> None:
    """Prepare a worker process: it ends with its parent, and works with one thread, since there is a worker for each core."""
    import multiprocessing

    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: Any) -> None:
    """End this process when its parent is gone, however that ended: nobody waits for what it does."""
    parent.join()
    os._exit(1)


@frozen
class Settings:
    """What is the same for all batches of a run."""

    kernel: Kernel
    """What makes rows."""
    memory: int
    """Bytes that the kernel may take for a batch."""
    where: Where
    """Which rows are wanted."""
    near: bool
    """Whether to give what near duplicates are known by."""


def parse_part(positions: Sequence[int], records: Sequence[Record], path: str, settings: Settings) -> Part | None:
    """Make rows of pages and write them to a part file.

    Args:
        positions: The records' places in their unit.
        records: Pages.
        path: Where the rows go.
        settings: How.

    Returns:
        None where several pages together needed more memory than the settings allow: then each must be tried alone.

    Raises:
        OSError: where the part file cannot be written.
    """
    pages = batch_of(records)
    try:
        with memory_limit(settings.memory):
            rows = settings.kernel(pages)
            errors = rows["error"].to_pylist()
        out_of_memory = any(error is not None and error.startswith("MemoryError") for error in errors)
    except MemoryError:
        out_of_memory = True
    if out_of_memory and len(records) > 1:
        return None
    if out_of_memory:
        error = f"it takes more than {settings.memory:,} bytes of memory"
        return Part(None, [], [(positions[0], rejected(records[0], error, "memory"))], 0)
    reasons = rows["error_reason"].to_pylist()
    failed = [
        (position, rejected(record, error, reason))
        for position, record, error, reason in zip(positions, records, errors, reasons, strict=True)
        if error is not None
    ]
    good = pa.array([error is None for error in errors])
    wanted = settings.where.mask(rows)
    kept = good if wanted is None else pc.and_(good, wanted)
    rows = rows.filter(kept)
    places = [position for position, keep in zip(positions, kept.to_pylist(), strict=True) if keep]
    left_out = len(records) - len(failed) - len(rows)
    if not places:
        return Part(None, [], failed, left_out)
    with pa.OSFile(path, "wb") as file, pa.ipc.new_stream(file, rows.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as part:
        part.write_batch(rows)
    return Part(path, places, failed, left_out, _signatures(rows) if settings.near else None)


def rejected(record: Record, error: str, reason: str) -> Record:
    """The record without its page, with what is wrong with it."""
    return Record(record.file, record.offset, url=record.url, fetched_at=record.fetched_at, error=error, reason=reason)


def batch_of(records: Sequence[Record]) -> pa.RecordBatch:
    """Pages as the kernel takes them."""
    # Pages are put in one piece of memory of the right size: an array that grows would copy them several times.
    ends = np.cumsum([0, *(len(record.page) for record in records)], dtype=np.int32)
    pages = pa.py_buffer(b"".join([record.page for record in records]))
    columns = [pa.Array.from_buffers(PAGES.field("page").type, len(records), [None, pa.py_buffer(ends), pages])]
    columns += [pa.array([getattr(record, name) for record in records], PAGES.field(name).type) for name in PAGES.names[1:]]
    return pa.RecordBatch.from_arrays(columns, schema=PAGES)


def _signatures(rows: pa.RecordBatch) -> list[tuple[str, int, bytes]]:
    from newsparse.corpus.near import signature

    files, offsets, texts = (rows[name].to_pylist() for name in ("file", "offset", "text"))
    return [(file, offset, signature(text or "")) for file, offset, text in zip(files, offsets, texts, strict=True)]


@contextmanager
def memory_limit(more: int) -> Iterator[None]:
    """Let this process take so many bytes more than it has; beyond that, allocation fails. Where there is no /proc there is no limit."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_bytes().split()[5])
    except (ImportError, OSError):
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (pages * resource.getpagesize() + more, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
