"""Rows in Parquet, read by the libraries that data teams use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from newsparse.arrow import SCHEMA, article_of_row, parse_batch
from newsparse.article import Article, Quote
from tests.engines.pages import batch


@pytest.fixture(scope="module")
def rows() -> pa.RecordBatch:
    return parse_batch(batch())


@pytest.fixture(scope="module")
def file(rows: pa.RecordBatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rows") / "rows.parquet"
    parquet.write_table(pa.Table.from_batches([rows]), path)
    return path


def articles(rows: list[dict[str, Any]]) -> list[Article]:
    return [article_of_row(row) for row in rows if row["error"] is None]


@pytest.fixture
def parsed(rows: pa.RecordBatch) -> list[Article]:
    found = articles(rows.to_pylist())
    assert [article.kind for article in found] == ["text", "html", "text"]
    assert found[1].headline == "Harbour opens again"
    assert [(type(quote), quote.speaker) for quote in found[1].quotes] == [(Quote, "Ida Berg")]
    return found


def test_parquet_keeps_the_schema(file: Path) -> None:
    assert parquet.read_schema(file).names[: len(SCHEMA)] == SCHEMA.names
    assert all(parquet.read_schema(file).field(field.name).type == field.type for field in SCHEMA)


def test_pandas(file: Path, parsed: list[Article]) -> None:
    pandas = pytest.importorskip("pandas", reason="needs pandas")
    frame = pandas.read_parquet(file)
    assert frame["error_reason"].value_counts().to_dict() == {"binary": 1, "type": 1, "empty": 1}
    good = frame[frame["error"].isna()]
    assert [article_of_row(row) for row in good.to_dict("records")] == parsed
    assert good["published"].str["date"].astype(str).tolist()[0] == "2021-06-29"


def test_polars(file: Path, parsed: list[Article]) -> None:
    polars = pytest.importorskip("polars", reason="needs Polars")
    frame = polars.read_parquet(file)
    assert articles(frame.to_dicts()) == parsed
    speakers = frame.explode("quotes").select(polars.col("quotes").struct.field("speaker")).drop_nulls()
    assert speakers["speaker"].to_list() == ["Ida Berg"]


def test_duckdb(file: Path, parsed: list[Article]) -> None:
    duckdb = pytest.importorskip("duckdb", reason="needs DuckDB")
    with duckdb.connect() as database:
        relation = database.execute("SELECT * FROM read_parquet(?) ORDER BY number", [str(file)])
        names = [column[0] for column in relation.description]
        assert articles([dict(zip(names, row, strict=True)) for row in relation.fetchall()]) == parsed
        speakers = database.execute("SELECT quote.speaker FROM (SELECT unnest(quotes) AS quote FROM read_parquet(?))", [str(file)])
        assert speakers.fetchall() == [("Ida Berg",)]
