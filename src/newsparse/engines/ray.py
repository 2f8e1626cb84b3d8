"""Pages in a Ray Dataset become rows: ``map_batches`` with the kernel, nothing else.

    from newsparse.engines import ray as newsparse_ray

    rows = newsparse_ray.parse(ray.data.read_parquet("pages/"))   # columns page, html or text; url; …
    rows.write_parquet("articles/")

Needs Ray Data, and newsparse on the workers: ``pip install 'newsparse[ray]'``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from newsparse.engines.guard import PageLimits
from newsparse.engines.slices import parse_slices

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ray.data import Dataset

__all__ = ["PageLimits", "parse"]


def parse(
    ds: Dataset,
    *,
    columns: Iterable[str] | None = None,
    limits: PageLimits | None = None,
    batch_size: int = 256,
    resources: Mapping[str, Any] | None = None,
    **options: Any,
) -> Dataset:
    """The rows of a Dataset's pages; lazy, as everything in Ray Data.

    Args:
        ds: Pages with what is known of them, in the columns that ``newsparse.arrow.parse_batch`` reads; other columns are passed through.
        columns: Fields of Article that are wanted; all when None.
        limits: What a page may take. None parses in Ray's own processes, where a page that hangs or crashes costs the task.
        batch_size: Pages that a task takes at a time.
        resources: Keyword arguments of Ray's ``map_batches`` such as ``num_cpus``, ``memory`` and ``concurrency``.
        options: Keyword arguments of ``newsparse.parse`` for all pages.

    Returns:
        A Dataset with one row a page, of ``newsparse.arrow.output_schema``. A page that becomes no Article is a row with its error.
    """
    kwargs = {"columns": None if columns is None else tuple(columns), "limits": limits, **options}
    return ds.map_batches(_parse_table, batch_size=batch_size, batch_format="pyarrow", fn_kwargs=kwargs, **(resources or {}))


def _parse_table(table: pa.Table, **options: Any) -> pa.Table:
    # A table without rows may have no batch, but its rows have a schema.
    batches = table.to_batches() or [pa.RecordBatch.from_pylist([], schema=table.schema)]
    return pa.Table.from_batches(list(parse_slices(batches, **options)))
