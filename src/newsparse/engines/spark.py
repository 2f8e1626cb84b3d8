"""Pages in a Spark DataFrame become rows: ``mapInArrow`` with the kernel, nothing else.

    from newsparse.engines import spark

    rows = spark.parse(session.read.parquet("pages/"))   # columns page, html or text; url; …
    rows.write.parquet("articles/")

Needs PySpark, and newsparse on the workers: ``pip install 'newsparse[spark]'``.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

try:
    import pyarrow as pa
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import BinaryType, StringType, StructField, StructType
except ImportError as error:
    raise ImportError("newsparse.engines.spark needs PySpark; install it with: pip install 'newsparse[spark]'") from error

from newsparse.arrow import input_names, output_schema
from newsparse.engines.guard import PageLimits
from newsparse.engines.slices import parse_slices

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyspark.sql import DataFrame

__all__ = ["PageLimits", "parse", "schema_of"]


def parse(df: DataFrame, *, columns: Iterable[str] | None = None, limits: PageLimits | None = None, **options: Any) -> DataFrame:
    """The rows of a DataFrame's pages; lazy, as everything in Spark.

    Args:
        df: Pages with what is known of them, in the columns that ``newsparse.arrow.parse_batch`` reads; other columns are passed through.
        columns: Fields of Article that are wanted; all when None.
        limits: What a page may take. None parses in Spark's own Python processes, where a page that hangs or crashes costs the task.
        options: Keyword arguments of ``newsparse.parse`` for all pages.

    Returns:
        A DataFrame with the schema ``schema_of(df)``, one row a page. A page that becomes no Article is a row with its error.

    Raises:
        ValueError: where no column holds pages, or a wanted one is no field of Article.
    """
    wanted = None if columns is None else tuple(columns)
    return df.mapInArrow(partial(parse_slices, columns=wanted, limits=limits, **options), schema_of(df, columns=wanted))


def schema_of(df: DataFrame, *, columns: Iterable[str] | None = None) -> StructType:
    """The schema of what ``parse`` makes of a DataFrame, in Spark's types: ``newsparse.arrow.SCHEMA`` and the columns passed through.

    Raises:
        ValueError: as ``parse`` does.
    """
    # Of the input's types only that of the pages counts, and what is passed through keeps the very type that it has in Spark.
    types = {StringType: pa.string(), BinaryType: pa.binary()}
    given = pa.schema([(field.name, types.get(type(field.dataType), pa.bool_())) for field in df.schema])
    made = from_arrow_schema(output_schema(given, columns=columns))
    names = input_names(given)
    return StructType([StructField(field.name, df.schema[names[field.name]].dataType) if field.name in names else field for field in made])
