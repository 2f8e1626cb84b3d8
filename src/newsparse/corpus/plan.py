"""What a run is to do."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs
from attrs import field, frozen

from newsparse.corpus.inputs import Columns
from newsparse.corpus.where import Where

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa

    Kernel: TypeAlias = Callable[[pa.RecordBatch], pa.RecordBatch]

__all__ = ["Kernel", "Plan"]

_NOT_PART_OF_THE_RESULT = ("out", "workers", "page_seconds", "page_memory", "kernel")


@frozen(kw_only=True)
class Plan:
    """A run over a corpus. The same plan gives the same shards, however often it is interrupted and with however many workers."""

    inputs: tuple[str, ...]
    """Files and folders; ``-`` is standard input."""
    out: Path = field(converter=Path)
    """The folder for what comes out; it is made."""
    format: Literal["parquet", "jsonl"] = "parquet"
    workers: int = 1
    kind: str | None = None
    """What inputs are whose name and first bytes do not say it; see ``newsparse.corpus.inputs.KINDS``."""
    columns: Columns = field(factory=Columns)
    """Names of the columns of JSONL, CSV and Parquet."""
    fields: tuple[str, ...] | None = None
    """Fields of Article that rows have, beside those that ``where`` and ``near_duplicates`` need; all when None."""
    limit: int | None = None
    """Read this many records at most, of those that are sampled."""
    sample: float | None = None
    """Take this part of the records, 0 to 1: the same ones each time."""
    where: Where = field(factory=Where)
    """Which rows are written."""
    near_duplicates: float | None = None
    """Mark rows whose text is at least this similar to that of an earlier row, 0 to 1; None for no marks."""
    learn_sites: bool = False
    """Learn from the first pages of each host what recurs on its pages (``newsparse.profiles``) and parse them with that. The inputs are
    read twice; profiles stay in the folder ``sites`` of the output.
    """
    shard_size: int = 2000
    """Records that make one shard: a shard has a row for each of them that is not rejected or left out."""
    page_seconds: float = 60.0
    """How long a page may take."""
    page_memory: int = 2 << 30
    """Bytes that a page may take."""
    kernel: Kernel | None = None
    """What makes rows of pages: ``newsparse.arrow.parse_batch`` or a function of a module that calls it; the former when None."""

    def parse(self) -> Kernel:
        """The kernel with its options; it can be sent to other processes.

        Raises:
            ValueError: where an Article has no such fields.
        """
        if self.kernel is not None:
            return self.kernel
        import pyarrow as pa

        from newsparse.arrow import output_schema, parse_batch

        wanted = self.wanted()
        if wanted is None:
            return parse_batch
        output_schema(pa.schema([("page", pa.binary())]), columns=wanted)
        return partial(parse_batch, columns=wanted)

    def wanted(self) -> tuple[str, ...] | None:
        """Fields of Article that the kernel must give; all when None."""
        if self.fields is None:
            return None
        return (*self.fields, *self.where.needs(), *(("text",) if self.near_duplicates is not None else ()))

    def identity(self) -> dict[str, Any]:
        """What decides the result, as JSON has it."""
        values = attrs.asdict(self, filter=lambda attribute, _: attribute.name not in _NOT_PART_OF_THE_RESULT)
        values["inputs"] = list(self.inputs)
        values["fields"] = None if self.fields is None else list(self.fields)
        values["where"] = self.where.terms()
        return values
