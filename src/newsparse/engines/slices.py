"""Batches of engines, which may hold ten thousand pages, are parsed in slices, so that memory stays small."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsparse.arrow import parse_batch
from newsparse.engines.guard import PageLimits, parse_guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyarrow as pa

__all__ = ["SLICE", "parse_slices"]

SLICE = 64
"""Pages whose Articles are in memory at a time: some ten megabytes, and far more than what handling one batch costs."""


def parse_slices(batches: Iterable[pa.RecordBatch], *, limits: PageLimits | None = None, **options: Any) -> Iterator[pa.RecordBatch]:
    """The rows of all batches in order. A batch without pages gives one without rows.

    Args:
        batches: As ``parse_batch`` takes them.
        limits: What a page may take; None parses in this process, where a page that hangs or crashes takes the others with it.
        options: Those of ``parse_batch``.
    """
    for batch in batches:
        for start in range(0, max(1, len(batch)), SLICE):
            pages = batch.slice(start, SLICE)
            yield parse_batch(pages, **options) if limits is None or not len(pages) else parse_guarded(pages, limits, options)
