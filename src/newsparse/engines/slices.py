"""Batches of engines, which may hold ten thousand pages, are parsed in slices, so that memory stays small."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsparse.arrow import parse_batch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyarrow as pa

__all__ = ["SLICE", "parse_slices"]

SLICE = 64
"""Pages whose Articles are in memory at a time: some ten megabytes, and far more than what handling one batch costs."""


def parse_slices(batches: Iterable[pa.RecordBatch], **options: Any) -> Iterator[pa.RecordBatch]:
    """The rows of all batches in order; ``options`` are those of ``parse_batch``. A batch without pages gives one without rows."""
    for batch in batches:
        for start in range(0, max(1, len(batch)), SLICE):
            yield parse_batch(batch.slice(start, SLICE), **options)
