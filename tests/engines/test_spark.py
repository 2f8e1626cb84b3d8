"""A real Spark session on this machine gives the kernel's rows."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from newsparse.arrow import ARTICLE_COLUMNS, SCHEMA, article_of_row, parse_batch
from tests.engines import poison
from tests.engines.corpus import same_as_local
from tests.engines.pages import COLUMNS, batch, expected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import Row, SparkSession

pytest.importorskip("pyspark", reason="needs PySpark: pip install 'newsparse[spark]'")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("needs Java, which Spark runs on", allow_module_level=True)

pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")

from newsparse.engines import spark as engine  # noqa: E402

SOURCES = [str(Path(__file__).parents[2] / "src"), str(Path(__file__).parents[2]), *filter(None, [os.environ.get("PYTHONPATH")])]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    from pyspark.sql import SparkSession

    folder = tmp_path_factory.mktemp("spark")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("PYTHONPATH", os.pathsep.join(SOURCES))
        settings = {
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.driver.memory": "512m",
            "spark.sql.session.timeZone": "America/New_York",  # moments are moments in any zone
            "spark.sql.shuffle.partitions": "1",
            "spark.sql.warehouse.dir": str(folder),
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
        }
        session = SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
        yield session
        session.stop()


def pages(session: SparkSession) -> Any:
    schema = "page binary, url string, fetched_at timestamp, number int, language string"
    return session.createDataFrame(list(zip(*COLUMNS.values(), strict=True)), schema)


def as_python(rows: list[Row]) -> list[dict[str, Any]]:
    """Rows as the kernel has them; Spark gives moments in the local zone without saying so."""
    made = [row.asDict(recursive=True) for row in rows]
    return [{**row, "fetched_at": row["fetched_at"].astimezone(dt.UTC)} for row in sorted(made, key=lambda row: int(row["number"]))]


def test_spark_gives_the_kernels_rows(session: SparkSession) -> None:
    made = engine.parse(pages(session))
    rows = as_python(made.collect())
    assert rows == expected()
    assert article_of_row(rows[1]).headline == "Harbour opens again"
    assert made.columns == [*SCHEMA.names, "number", "input_language"]
    assert made.schema["number"].dataType.simpleString() == "int"


def test_wanted_columns_and_options(session: SparkSession) -> None:
    made = engine.parse(pages(session).select("page", "number"), columns=["kind", "language"], language="sv")
    assert made.columns == ["file", "offset", "fetched_at", "error", "error_reason", "kind", "url", "language", "number"]
    rows = made.where("error is null").orderBy("number").select("kind", "language").collect()
    assert [tuple(row) for row in rows] == [("text", "sv"), ("html", "sv"), ("text", "sv")]


def test_mistakes_show_before_anything_runs(session: SparkSession) -> None:
    with pytest.raises(ValueError, match="no column holds the pages"):
        engine.parse(pages(session).drop("page"))
    with pytest.raises(ValueError, match="Article has no field 'title'"):
        engine.parse(pages(session), columns=["title"])


def test_rows_in_parquet_are_the_same_for_spark_and_arrow(session: SparkSession, tmp_path: Path) -> None:
    rows = parse_batch(batch())
    parquet.write_table(pa.Table.from_batches([rows]), tmp_path / "rows.parquet")
    read = session.read.parquet(str(tmp_path / "rows.parquet"))
    assert as_python(read.collect()) == expected()
    assert read.where("size(quotes) > 0").selectExpr("quotes[0].speaker").first()[0] == "Ida Berg"

    engine.parse(pages(session)).write.parquet(str(tmp_path / "written"))
    written = parquet.read_table(tmp_path / "written").sort_by("number")
    assert written.select(ARTICLE_COLUMNS).to_pylist() == rows.select(ARTICLE_COLUMNS).to_pylist()


@pytest.mark.usefixtures("session")
def test_a_corpus_has_the_rows_that_the_local_engine_gives(tmp_path: Path) -> None:
    same_as_local(tmp_path, "spark")


def test_pages_that_hang_or_crash_cost_no_other(session: SparkSession) -> None:
    given = session.createDataFrame(list(enumerate(poison.PAGES)), "number int, html string").coalesce(1)
    made = engine.parse(given, columns=["headline"], limits=poison.LIMITS, profile=poison.Poison())
    assert [tuple(row) for row in made.orderBy("number").select("headline", "error_reason").collect()] == poison.EXPECTED
