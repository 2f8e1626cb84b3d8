"""newsparse.arrow: the schema holds every field of Article, rows come back as the same Article, and no page costs another."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pyarrow as pa
import pytest
from hypothesis import given, settings

import newsparse
from newsparse.arrow import ARTICLE_COLUMNS, SCHEMA, article_of_row, output_schema, parse_batch, reject_batch
from newsparse.arrow.columns import column_of, type_of
from newsparse.article import Article, Block, BodyBlock, Heading, Image, Paragraph, Timestamp
from newsparse.profiles import Recurring, SiteProfile
from newsparse.roles import Role
from tests.strategies import articles

STORY = "June 29, 2021\n\nRain ends the drought\n\nIt rained for nine days, the weather office said on Monday."
MARKUP = """<html><body><h1>Rain ends the drought</h1><p>It rained for <a href="/nine">nine days</a> in the north.</p>
<h2>Fields</h2><ul><li>Wheat stands in water on the plain.</li></ul></body></html>"""


def batch(**columns: Any) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict(columns)


def rows(**columns: Any) -> list[dict[str, Any]]:
    made = parse_batch(batch(**columns))
    made.validate(full=True)
    return made.to_pylist()


def test_every_field_of_article_is_a_column() -> None:
    assert tuple(field.name for field in attrs.fields(Article)) == ARTICLE_COLUMNS
    assert SCHEMA.names == ["file", "offset", "fetched_at", "error", "error_reason", *ARTICLE_COLUMNS]
    assert len(set(SCHEMA.names)) == len(SCHEMA.names)


def test_nested_values_are_nested_columns() -> None:
    assert SCHEMA.field("published").type == pa.struct(
        {"date": pa.date32(), "time": pa.string(), "tz": pa.string(), "text": pa.string(), "origin": pa.string()}
    )
    body = SCHEMA.field("body").type.value_type
    assert {body.field(i).name for i in range(body.num_fields)} == {
        "type",
        *(field.name for cls in BodyBlock.__args__ for field in attrs.fields(cls)),
    }
    assert body.field("rows").type == pa.list_(pa.list_(pa.string()))


def types_within(kind: pa.DataType) -> set[pa.DataType]:
    if pa.types.is_list(kind):
        return types_within(kind.value_type)
    if pa.types.is_struct(kind):
        return {inner for i in range(kind.num_fields) for inner in types_within(kind.field(i).type)}
    return {kind}


def test_all_types_are_ones_that_spark_knows() -> None:
    used = {inner for field in SCHEMA for inner in types_within(field.type)}
    assert used == {pa.string(), pa.int64(), pa.float64(), pa.bool_(), pa.date32(), pa.timestamp("us", "UTC")}


@settings(max_examples=25)
@given(articles())
def test_an_article_comes_back_from_its_row(article: Article) -> None:
    columns = {name: column_of(field.type, [getattr(article, name), None]) for name, field in fields().items()}
    table = pa.RecordBatch.from_pydict(columns)
    table.validate(full=True)
    assert all(table.schema.field(name).type == SCHEMA.field(name).type for name in columns)
    row, null = table.to_pylist()
    assert article_of_row(row) == article
    assert set(null.values()) == {None}


def fields() -> dict[str, Any]:
    return {field.name: field for field in attrs.fields(attrs.resolve_types(Article))}


def test_a_row_holds_what_parse_gives() -> None:
    url = "https://news.example/1"
    (row,) = rows(html=[MARKUP], url=[url])
    assert article_of_row(row) == newsparse.parse(MARKUP, url=url, kind="html")
    assert (row["kind"], row["headline"], row["error"]) == ("html", "Rain ends the drought", None)
    assert row["body"][0]["links"] == [{"text": "nine days", "url": "https://news.example/nine", "start": 14, "end": 23}]
    assert [(block["type"], block["level"], block["ordered"]) for block in row["body"]] == [
        ("paragraph", None, None),
        ("heading", 2, None),
        ("list-item", None, False),
    ]


def test_pages_that_fail_are_rows_with_their_error() -> None:
    made = rows(page=[STORY.encode(), b"%PDF-1.7 \x00\x01", None, b""], url=["https://e.example/1", "https://e.example/2", None, ""])
    assert [row["error_reason"] for row in made] == [None, "binary", "type", "empty"]
    assert [row["url"] for row in made] == ["https://e.example/1", "https://e.example/2", None, None]
    assert "PDF" in made[1]["error"]
    assert {made[1][name] for name in ARTICLE_COLUMNS if name != "url"} == {None}
    with pytest.raises(ValueError, match=r"no Article but an error: .*PDF"):
        article_of_row(made[1])


def test_a_fault_in_parse_is_a_row_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(page: str, **_: object) -> Article:
        if page == "bad":
            raise RecursionError("too deep")
        return Article("text", headline=page)

    monkeypatch.setattr("newsparse.arrow.batch.parse", parse)
    made = rows(text=["one", "bad", "two"])
    assert [(row["headline"], row["error"], row["error_reason"]) for row in made] == [
        ("one", None, None),
        (None, "RecursionError: too deep", "fault"),
        ("two", None, None),
    ]


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.binary(), pa.large_binary(), pa.dictionary(pa.int8(), pa.string())])
def test_pages_are_text_or_bytes_of_any_arrow_type(kind: pa.DataType) -> None:
    (row,) = rows(page=pa.array([MARKUP], pa.string()).cast(kind))
    assert row["headline"] == "Rain ends the drought"


def test_the_name_of_the_column_tells_the_kind_and_the_row_tells_it_better() -> None:
    looks_like_markup = f"<p>{STORY}</p>"
    assert [row["kind"] for row in rows(text=[looks_like_markup])] == ["text"]
    assert [row["kind"] for row in rows(html=[STORY, STORY], kind=[None, "text"])] == ["html", "text"]
    (row,) = rows(page=[STORY], kind=["pdf"])
    assert (row["error"], row["error_reason"]) == ("the column 'kind' must say 'html' or 'text', not 'pdf'", "column")


def test_the_first_name_for_pages_wins_and_other_columns_pass_through() -> None:
    (row,) = rows(
        html=[MARKUP], text=["as somebody else read it"], headline=["as declared"], id=[7], score=[{"a": 1.5}], offset=[12], file=["a.warc"]
    )
    assert row["text"] == "It rained for nine days in the north.\n\nFields\n\nWheat stands in water on the plain."
    assert {name: row[name] for name in ("input_text", "input_headline", "id", "score", "offset", "file")} == {
        "input_text": "as somebody else read it",
        "input_headline": "as declared",
        "id": 7,
        "score": {"a": 1.5},
        "offset": 12,
        "file": "a.warc",
    }
    assert list(row)[-4:] == ["input_text", "input_headline", "id", "score"]


NOON = dt.datetime(2024, 5, 6, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "column",
    [
        pa.array([NOON], pa.timestamp("us", "UTC")),
        pa.array([NOON], pa.timestamp("ns", "Europe/Berlin")),
        pa.array([NOON.replace(tzinfo=None)], pa.timestamp("s")),
        ["2024-05-06T14:00:00+02:00"],
        ["2024-05-06 12:00"],
    ],
    ids=["utc", "zone", "naive", "text", "naive text"],
)
def test_pages_are_parsed_as_fetched_then(column: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsparse.arrow.batch.parse", lambda _, **options: Article("text", headline=str(options["fetched_at"])))
    (row,) = rows(text=[STORY], fetched_at=column)
    assert (row["fetched_at"], row["headline"]) == (NOON, "2024-05-06 12:00:00+00:00")


@pytest.mark.parametrize("value", ["yesterday", "0001-01-01T00:00+14:00"])
def test_a_moment_that_is_none_is_an_error_of_its_row(value: str) -> None:
    bad, good = rows(text=[STORY, STORY], fetched_at=[value, None])
    assert bad["error_reason"] == "column"
    assert bad["error"].startswith("the column 'fetched_at' cannot be read")
    assert good["error"] is None


def test_text_that_is_no_utf_8_is_an_error_of_its_row() -> None:
    broken = pa.Array.from_buffers(pa.string(), 2, pa.array([b"\xff\xfe", MARKUP.encode()], pa.binary()).buffers())
    bad, good = parse_batch(pa.RecordBatch.from_arrays([broken], ["page"])).to_pylist()
    assert (bad["error_reason"], good["headline"]) == ("column", "Rain ends the drought")


def test_wanted_columns_alone() -> None:
    made = parse_batch(batch(page=[STORY], id=[1]), columns=["text", "headline"])
    assert made.schema.names == ["file", "offset", "fetched_at", "error", "error_reason", "url", "headline", "text", "id"]
    assert made.schema == output_schema(batch(page=[STORY], id=[1]).schema, columns=["text", "headline"])
    with pytest.raises(ValueError, match="Article has no field 'title'"):
        parse_batch(batch(page=[STORY]), columns=["title"])


def test_options_are_those_of_parse() -> None:
    made = parse_batch(batch(page=[STORY, STORY], url=["https://e.example/", None]), language="fr", url="https://all.example/")
    assert made["language"].to_pylist() == ["fr", "fr"]
    assert made["url"].to_pylist() == ["https://e.example/", "https://all.example/"]
    with pytest.raises(TypeError, match="colour"):
        parse_batch(batch(page=[STORY]), colour="red")


def test_profiles_go_to_the_pages_of_their_host() -> None:
    known = SiteProfile(3, (Recurring("it rained for nine days in the north", 2, Role.OTHER),))
    made = parse_batch(
        batch(html=[MARKUP] * 3, url=["https://www.news.example/1", "https://other.example/1", None]), profiles={"news.example": known}
    )
    reasons = [next(block["reason"] for block in blocks if "nine days" in block["text"]) for blocks in made["blocks"].to_pylist()]
    assert [reason.endswith("; stands on 2 of 3 pages of the site") for reason in reasons] == [True, False, False]


def test_batches_without_pages_are_refused() -> None:
    with pytest.raises(ValueError, match="no column holds the pages: call it 'page' or 'html' or 'text'; there is body"):
        parse_batch(batch(body=[STORY]))
    with pytest.raises(ValueError, match="the column 'page' must hold text or bytes, not int64"):
        parse_batch(batch(page=[1]))
    with pytest.raises(ValueError, match="more than one column is called 'input_text'"):
        parse_batch(batch(html=[MARKUP], text=["a"], input_text=["b"]))


def test_an_empty_batch_gives_no_rows() -> None:
    empty = pa.RecordBatch.from_arrays([pa.array([], pa.binary())], ["page"])
    assert parse_batch(empty).schema == SCHEMA
    assert parse_batch(empty).num_rows == 0


def test_rejected_pages_have_the_form_of_failed_ones() -> None:
    made = reject_batch(batch(page=[STORY], url=["https://e.example/1"], id=[3]), "took longer than 20 seconds", "time")
    assert made.schema == output_schema(batch(page=[STORY], url=["https://e.example/1"], id=[3]).schema)
    (row,) = made.to_pylist()
    assert {name: value for name, value in row.items() if value is not None} == {
        "error": "took longer than 20 seconds",
        "error_reason": "time",
        "url": "https://e.example/1",
        "id": 3,
    }


def test_halves_of_surrogate_pairs_become_replacement_characters() -> None:
    made = column_of(str, ["a\ud800b", None, "c"])
    assert made.to_pylist() == ["a\ufffdb", None, "c"]


def test_types_without_a_column_are_refused() -> None:
    with pytest.raises(TypeError, match="no Arrow type"):
        type_of(bytes)


def test_small_values() -> None:
    block = Block("Rain", Role.BACK_TO_TOP, "removed", "why", 0.5)
    assert column_of(Block, [block]).to_pylist()[0]["role"] == "back-to-top"
    zone = dt.timezone(dt.timedelta(hours=2))
    assert column_of(Timestamp, [Timestamp(dt.date(2024, 5, 6), dt.time(7, 8), zone)]).to_pylist() == [
        {"date": dt.date(2024, 5, 6), "time": "07:08:00", "tz": "+02:00", "text": None, "origin": "visible"}
    ]
    blocks = column_of(tuple[Paragraph | Heading, ...], [(Heading("A", 0, 1, 3),), None, ()]).to_pylist()
    assert blocks[1:] == [None, []]
    assert (blocks[0][0]["type"], blocks[0][0]["level"]) == ("heading", 3)
    assert column_of(Image | None, [None, Image()]).to_pylist() == [None, {"url": None, "caption": None, "credit": None, "alt": None}]
