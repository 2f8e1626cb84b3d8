"""A corpus on Spark or Ray: files are read where the engine's workers are, pages go through its ``newsparse.engines`` module, and rows are
written by the engine. It repeats what fails; there is no ledger.
"""

from __future__ import annotations

import shutil
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as pds

from newsparse.corpus.inputs import STDIN, Columns, Inputs
from newsparse.corpus.ledger import Counts
from newsparse.corpus.records import CorpusError, Record
from newsparse.corpus.worker import PAGES, batch_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsparse.corpus.plan import Plan
    from newsparse.corpus.where import Where

__all__ = ["run_elsewhere"]

_READ = 64
_WHAT = ("articles", "rejected", "left_out")
_READING = pa.schema([*PAGES, ("unreadable", pa.string()), ("unreadable_reason", pa.string())])


def run_elsewhere(plan: Plan, engine: Literal["ray", "spark"]) -> Counts:
    """Run a plan on Spark or Ray: on the cluster that the session at hand is of, else on this machine.

    Raises:
        CorpusError: where the plan asks for what only the local engine does, or the output folder is there already.
        ImportError: where the engine is not installed.
    """
    _check(plan, engine)
    files = pa.table({"file": pa.array([name for name, _ in Inputs(plan.inputs).files()], pa.string())})
    new = plan.out.with_name(f"{plan.out.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    (_spark if engine == "spark" else _ray)(plan, files, str(new))
    counts = {what: _count(new / f"what={what}") for what in _WHAT}
    plan.out.mkdir(parents=True, exist_ok=True)
    for what in _WHAT[:2]:
        if counts[what]:
            (new / f"what={what}").rename(plan.out / what)
    shutil.rmtree(new, ignore_errors=True)
    articles, rejected, left_out = counts.values()
    return Counts(records=sum(counts.values()), rows=articles, rejected=rejected, left_out=left_out)


def _check(plan: Plan, engine: str) -> None:
    local = {
        "--format jsonl": plan.format != "parquet",
        "--limit": plan.limit is not None,
        "--sample": plan.sample is not None,
        "--near-duplicates": plan.near_duplicates is not None,
        "--learn-sites": plan.learn_sites,
        "standard input": STDIN in plan.inputs,
    }
    if asked := [name for name, is_asked in local.items() if is_asked]:
        raise CorpusError(f"{', '.join(asked)}: only --engine local has this, not {engine}")
    if plan.out.exists() and any(plan.out.iterdir()):
        raise CorpusError(f"{plan.out} holds files; {engine} begins anew each time, so name a folder that is empty or does not exist")


def _spark(plan: Plan, files: pa.Table, new: str) -> None:
    from pyspark.sql import SparkSession
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import StringType, StructField, StructType

    from newsparse.engines import spark

    session = SparkSession.builder.getOrCreate()
    names = session.createDataFrame([(name,) for name in files["file"].to_pylist()], "file string").repartition(max(1, len(files)))
    pages = names.mapInArrow(partial(_read, columns=plan.columns, kind=plan.kind), from_arrow_schema(_READING))
    rows = spark.parse(pages, columns=plan.wanted())
    kept = [field for field in rows.schema if not field.name.startswith("unreadable")]
    schema = StructType([*kept, StructField("what", StringType())])
    moments = "spark.sql.parquet.outputTimestampType"
    before = session.conf.get(moments)
    session.conf.set(moments, "TIMESTAMP_MICROS")  # its own default is a type that loses the zone
    try:
        rows.mapInArrow(partial(_sorted_out, where=plan.where), schema).write.partitionBy("what").parquet(new)
    finally:
        session.conf.set(moments, before)


def _ray(plan: Plan, files: pa.Table, new: str) -> None:
    import ray

    from newsparse.engines import ray as engine

    read = partial(_read_table, columns=plan.columns, kind=plan.kind)
    pages = ray.data.from_arrow(files).repartition(max(1, len(files))).map_batches(read, batch_size=1, batch_format="pyarrow")
    rows = engine.parse(pages, columns=plan.wanted())
    sort = partial(_sorted_out_table, where=plan.where)
    rows.map_batches(sort, batch_size=None, batch_format="pyarrow").write_parquet(new, partition_cols=["what"])


# -- what the engine's workers do


def _read(batches: Iterable[pa.RecordBatch], *, columns: Columns, kind: str | None) -> Iterator[pa.RecordBatch]:
    """The records of files."""
    for batch in batches:
        held: list[Record] = []
        for record in Inputs(batch["file"].to_pylist(), columns, kind).records():
            held.append(record)
            if len(held) == _READ:
                yield _pages_of(held)
                held = []
        if held:
            yield _pages_of(held)


def _pages_of(records: list[Record]) -> pa.RecordBatch:
    errors = [pa.array([getattr(record, name) for record in records], pa.string()) for name in ("error", "reason")]
    return pa.RecordBatch.from_arrays([*batch_of(records).columns, *errors], schema=_READING)


def _read_table(table: pa.Table, *, columns: Columns, kind: str | None) -> Iterator[pa.Table]:
    yield pa.Table.from_batches([], _READING)
    for batch in _read(table.to_batches(), columns=columns, kind=kind):
        yield pa.Table.from_batches([batch])


def _sorted_out(batches: Iterable[pa.RecordBatch], *, where: Where) -> Iterator[pa.RecordBatch]:
    """Rows with what they are: articles, rejected or left out."""
    for rows in batches:
        unreadable = pc.is_valid(rows["unreadable"])
        error = pc.coalesce(rows["unreadable"], rows["error"])
        reason = pc.if_else(unreadable, rows["unreadable_reason"], rows["error_reason"])
        wanted = where.mask(rows)
        good = "articles" if wanted is None else pc.if_else(wanted, "articles", "left_out")
        changed = {"error": error, "error_reason": reason, "what": pc.if_else(pc.is_valid(error), "rejected", good)}
        names = [*(name for name in rows.schema.names if not name.startswith("unreadable")), "what"]
        yield pa.RecordBatch.from_arrays([changed.get(name, rows[name] if name in rows.schema.names else None) for name in names], names)


def _sorted_out_table(table: pa.Table, *, where: Where) -> Iterator[pa.Table]:
    for batch in _sorted_out(table.to_batches(), where=where):
        yield pa.Table.from_batches([batch])


def _count(folder: Any) -> int:
    return int(pds.dataset(folder, format="parquet").count_rows()) if folder.exists() else 0
