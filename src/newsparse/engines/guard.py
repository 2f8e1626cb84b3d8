"""Limits of time and memory for each page: a process beside the engine's own parses, and may hang or end without harm."""

from __future__ import annotations

import multiprocessing
import os
import threading
from concurrent.futures import TimeoutError as LateError
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from attrs import frozen

from newsparse.arrow import parse_batch, reject_batch

if TYPE_CHECKING:
    from pebble import ProcessPool

__all__ = ["PageLimits", "parse_guarded"]


@frozen
class PageLimits:
    """What a page may take before it is a row with an error; a page that ends its process is one too."""

    seconds: float = 60.0
    memory: int = 2 << 30
    """Bytes beyond what the process has before; kept on Linux alone."""


def parse_guarded(batch: pa.RecordBatch, limits: PageLimits, options: dict[str, Any]) -> pa.RecordBatch:
    """What ``parse_batch`` gives, but for pages that went over the limits or ended their process.

    Their ``error_reason`` is "time", "memory" or "crash". A batch that is lost is parsed again page by page, which shows the one at fault.

    Raises:
        ImportError: where pebble is not installed.
    """
    made = _call(batch, limits, options)
    if isinstance(made, pa.RecordBatch):
        return made
    if len(batch) == 1:
        return reject_batch(batch, *made, columns=options.get("columns"))
    pages = [parse_guarded(batch.slice(at, 1), limits, options) for at in range(len(batch))]
    (together,) = pa.Table.from_batches(pages).combine_chunks().to_batches()
    return together


def _call(batch: pa.RecordBatch, limits: PageLimits, options: dict[str, Any]) -> pa.RecordBatch | tuple[str, str]:
    """The rows; or why there are none, in words and in one word."""
    from pebble import ProcessExpired

    try:
        made = _pool(limits.memory).schedule(_parse, (batch, options), timeout=limits.seconds).result()
    except LateError:
        return f"it took more than {limits.seconds:g} s", "time"
    except ProcessExpired as error:
        return f"it ended its process (exit code {error.exitcode})", "crash"
    return (f"it takes more than {limits.memory:,} bytes of memory", "memory") if made is None else made


@cache
def _pool(memory: int) -> ProcessPool:
    """One process for this one, as long as this one lives; the pool replaces it where it ends."""
    try:
        from pebble import ProcessPool
    except ImportError as error:
        raise ImportError("limits for pages need pebble; install it with: pip install 'newsparse[spark]' or 'newsparse[ray]'") from error
    context = multiprocessing.get_context("spawn")  # the engine's process has threads, so it must not fork
    return ProcessPool(1, initializer=_start, initargs=(memory,), context=context)


def _start(memory: int) -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    try:
        import resource

        held = int(Path("/proc/self/statm").read_bytes().split()[5]) * resource.getpagesize()
    except (ImportError, OSError):
        return
    resource.setrlimit(resource.RLIMIT_DATA, (held + memory, resource.getrlimit(resource.RLIMIT_DATA)[1]))


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)


def _parse(batch: pa.RecordBatch, options: dict[str, Any]) -> pa.RecordBatch | None:
    """The rows; None where memory was not enough."""
    try:
        rows = parse_batch(batch, **options)
    except MemoryError:
        return None
    return None if any(str(error.as_py()).startswith("MemoryError") for error in rows["error"]) else rows
