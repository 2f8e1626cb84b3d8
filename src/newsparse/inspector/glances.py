"""A corpus run's output at a glance: what an overview needs of each row, read without the rows' texts where the format allows it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from newsparse.inspector.document import MissingExtraError
from newsparse.inspector.stream import UNSURE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

__all__ = ["FIELDS", "Glance", "OutputError", "glances_of", "rows_at", "shards_of"]

FIELDS = (
    "headline", "text", "authors", "published", "language", "url", "site_name", "dek", "kicker", "source", "section", "modified", "images",
    "credits", "quotes", "related", "teasers", "tags", "breadcrumbs", "comments",
)  # fmt: skip
"""Fields of Article whose absence is counted."""

_PLAIN = ("file", "offset", "url", "site_name", "kind", "language", "page_type", "headline", "error", "error_reason")
_SUFFIXES = (".parquet", ".jsonl", ".ndjson", ".json")
_BATCH = 2048
"""Rows read at once."""


class OutputError(ValueError):
    """A folder or file is no output of a corpus run; the message says why."""


@frozen
class Glance:
    """One row of the output, or one rejected record."""

    shard: Path
    row: int
    """Its number in the shard, from 0."""
    file: str | None = None
    """The input that it came from."""
    offset: int | None = None
    url: str | None = None
    site_name: str | None = None
    kind: str | None = None
    language: str | None = None
    page_type: str | None = None
    headline: str | None = None
    error: str | None = None
    """Why there is no Article; None where there is one."""
    error_reason: str | None = None
    published: str | None = None
    """ISO 8601 date."""
    characters: int | None = None
    """Length of the body; None where rows have no text."""
    blocks: int | None = None
    unsure: int | None = None
    """Blocks that the labeller was not sure of."""
    removed: int | None = None
    quotes: int | None = None
    teasers: int | None = None
    duplicate: bool = False
    """Whether it is marked as nearly the same as an earlier row."""
    missing: frozenset[str] = frozenset()
    """Those of ``FIELDS`` that the rows have a column for and that are empty here."""

    @property
    def site(self) -> str:
        """The site's name, else the host of the address; empty where neither is known."""
        host = self.url.split("/")[2:3] if self.url and "://" in self.url else []
        return self.site_name or "".join(host)


def shards_of(output: Path) -> list[Path]:
    """The files of an output: a run's folder, a folder of Parquet or JSONL files (as Spark and Ray write), or one such file.

    Raises:
        OutputError: where there is none.
    """
    if output.is_file() and output.suffix in _SUFFIXES:
        return [output]
    if not output.is_dir():
        raise OutputError(f"{output} is no folder" if output.exists() else f"{output} does not exist")
    folders = [folder for name in ("articles", "rejected") if (folder := output / name).is_dir()] or [output]
    found = sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in _SUFFIXES and not _hidden(path, output))
    if not found:
        raise OutputError(f"{output} holds no Parquet or JSONL files")
    return found


def _hidden(path: Path, output: Path) -> bool:
    return any(part.startswith((".", "_")) for part in path.relative_to(output).parts)


def glances_of(shard: Path) -> Iterator[Glance]:
    """All rows of a shard, in order.

    Raises:
        OutputError: where the file is damaged or its rows are no rows of newsparse.
        MissingExtraError: where pyarrow is not installed and the shard is Parquet.
    """
    yield from _of_parquet(shard) if shard.suffix == ".parquet" else _of_lines(shard)


def rows_at(shard: Path, wanted: Collection[int]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Whole rows of a shard by their numbers, in order, for ``newsparse.arrow.article_of_row``."""
    if shard.suffix != ".parquet":
        with shard.open("rb") as lines:
            yield from ((row, json.loads(line)) for row, line in enumerate(lines) if row in wanted)
        return
    file, first = _parquet_file(shard), 0
    for group in range(file.num_row_groups):
        size = file.metadata.row_group(group).num_rows
        if inside := sorted(row - first for row in wanted if first <= row < first + size):
            table = file.read_row_group(group)
            for row in inside:
                yield first + row, table.slice(row, 1).to_pylist()[0]
        first += size


# -- JSONL


def _of_lines(shard: Path) -> Iterator[Glance]:
    with shard.open("rb") as lines:
        for row, line in enumerate(lines):
            try:
                values = json.loads(line)
            except ValueError as error:
                raise OutputError(f"{shard}: line {row + 1} is no JSON: {error}") from None
            if not isinstance(values, dict) or not {"headline", "kind", "error"} & values.keys():
                raise OutputError(f"{shard}: line {row + 1} is no row of newsparse")
            yield _of_row(shard, row, values)


def _of_row(shard: Path, row: int, values: dict[str, Any]) -> Glance:
    published, text, blocks = values.get("published"), values.get("text"), values.get("blocks")
    return Glance(
        shard,
        row,
        **{name: values.get(name) for name in _PLAIN},
        published=published["date"] if published else None,
        characters=len(text) if text is not None else None,
        blocks=_length(blocks),
        unsure=None if blocks is None else sum(block["odds"] < UNSURE for block in blocks),
        removed=_length(values.get("removed")),
        quotes=_length(values.get("quotes")),
        teasers=_length(values.get("teasers")),
        duplicate=values.get("near_duplicate_of") is not None,
        missing=frozenset() if values.get("error") else frozenset(name for name in FIELDS if name in values and not values[name]),
    )


def _length(values: list[Any] | None) -> int | None:
    return None if values is None else len(values)


# -- Parquet


def _parquet_file(shard: Path) -> Any:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtraError("overviews of Parquet files need pyarrow: pip install 'newsparse[arrow]'") from error
    try:
        return pq.ParquetFile(shard)
    except (pa.ArrowException, OSError) as error:
        raise OutputError(f"{shard} cannot be read: {error}") from None


def _of_parquet(shard: Path) -> Iterator[Glance]:
    file = _parquet_file(shard)
    names = set(file.schema_arrow.names)
    if not {"headline", "kind", "error"} & names:
        raise OutputError(f"{shard} has no rows of newsparse; its columns are {', '.join(sorted(names))}")
    row = 0
    for batch in file.iter_batches(batch_size=_BATCH, columns=_leaves(file)):
        columns = {name: batch.column(name) for name in batch.schema.names}
        for values in zip(*_measured(columns, len(batch)), strict=True):
            yield Glance(shard, row, *values)
            row += 1


def _leaves(file: Any) -> list[str]:
    """The columns to read; of a column of lists or structs the one inside that is smallest to read."""
    paths: dict[str, list[Any]] = {}
    for number in range(len(file.schema)):
        column = file.schema.column(number)
        paths.setdefault(column.path.split(".")[0], []).append(column)
    chosen = []
    for name in {*_PLAIN, *FIELDS, "blocks", "removed", "near_duplicate_of"} & paths.keys():
        wanted = {"blocks": "odds", "published": "date", "modified": "date"}.get(name)
        inside = [column for column in paths[name] if column.path.endswith(f".{wanted}")] if wanted else []
        inside = inside or sorted(paths[name], key=lambda column: column.physical_type == "BYTE_ARRAY")
        chosen.append(inside[0].path)
    return chosen


def _measured(columns: Mapping[str, Any], rows: int) -> Iterator[list[Any]]:
    """The columns of Glance behind ``row``, in their order."""
    import pyarrow.compute as pc

    def measured(name: str, measure: Any) -> list[Any]:
        return measure(columns[name]).to_pylist() if name in columns else [None] * rows

    def days(column: Any) -> Any:
        return pc.cast(pc.struct_field(column, "date"), "string")

    for name in _PLAIN:
        yield measured(name, lambda column: column)
    yield measured("published", days)
    yield measured("text", pc.utf8_length)
    yield measured("blocks", pc.list_value_length)
    yield _unsure(columns["blocks"]) if "blocks" in columns else [None] * rows
    for name in ("removed", "quotes", "teasers"):
        yield measured(name, pc.list_value_length)
    yield [value or False for value in measured("near_duplicate_of", pc.is_valid)]
    yield _missing(columns, rows)


def _unsure(blocks: Any) -> list[int | None]:
    import numpy as np
    import pyarrow.compute as pc

    flat = pc.struct_field(pc.list_flatten(blocks), "odds").to_numpy(zero_copy_only=False)
    counts = np.bincount(pc.list_parent_indices(blocks).to_numpy()[flat < UNSURE], minlength=len(blocks))
    return [int(count) if there else None for count, there in zip(counts, blocks.is_valid().to_pylist(), strict=True)]


def _missing(columns: Mapping[str, Any], rows: int) -> list[frozenset[str]]:
    import pyarrow as pa
    import pyarrow.compute as pc

    found: list[set[str]] = [set() for _ in range(rows)]
    failed = columns["error"].is_valid().to_pylist() if "error" in columns else [False] * rows
    for name in FIELDS:
        if name not in columns:
            continue
        column = columns[name]
        if pa.types.is_list(column.type):
            there = pc.fill_null(pc.greater(pc.list_value_length(column), 0), False)
        elif pa.types.is_string(column.type):
            there = pc.fill_null(pc.greater(pc.utf8_length(column), 0), False)
        else:
            there = column.is_valid()
        for row, (is_there, has_none) in enumerate(zip(there.to_pylist(), failed, strict=True)):
            if not (is_there or has_none):
                found[row].add(name)
    return [frozenset(names) for names in found]
