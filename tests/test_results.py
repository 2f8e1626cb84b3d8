"""Figures become tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import results

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.results import Row


def row(name: str, ms: float | None = None, **figures: float) -> Row:
    return {"name": name, "version": "1.2", "date": "2026-11-23", "figures": {"fundus": {"pages": 3, "failed": 0, **figures}}, "ms": ms}


COLUMNS = (("fundus", "body.f1", "body"), ("fundus", "title", "headline"), ("wcxb", "body.f1", "web"))


def test_the_best_of_a_column_is_bold_and_columns_without_values_are_left_out() -> None:
    rows = [row("one", 3.0, **{"body.f1": 0.95, "title": 0.5}), row("other", 12.34, **{"body.f1": 0.9})]
    assert results.table(rows, COLUMNS, times=True).splitlines() == [
        "| | body | headline | ms a page |",
        "|---|---:|---:|---:|",
        "| one 1.2 | **0.950** | **0.500** | 3.0 |",
        "| other 1.2 | 0.900 |  | 12.3 |",
    ]


def test_equals_are_both_bold_and_nothing_is_best_at_zero() -> None:
    rows = [row("one", **{"body.f1": 0.95001, "title": 0.0}), row("other", **{"body.f1": 0.94999})]
    assert results.table(rows, COLUMNS, times=False).splitlines()[2:] == ["| one 1.2 | **0.950** | 0.000 |", "| other 1.2 | **0.950** |  |"]


def test_new_rows_take_the_places_of_old_ones() -> None:
    old = [row("one"), row("two"), row("three")]
    new = [row("four"), row("two", title=0.5)]
    merged = results.merge(old, new)
    assert [one["name"] for one in merged] == ["one", "two", "three", "four"]
    assert merged[1]["figures"]["fundus"]["title"] == 0.5


def test_parts_are_put_between_their_comments() -> None:
    page = "a\n<!-- figures: html -->\nold\n\nlines\n<!-- end of figures -->\nb\n<!-- figures: when -->\n<!-- end of figures -->\n"
    filled = "a\n<!-- figures: html -->\nnew\n<!-- end of figures -->\nb\n<!-- figures: when -->\ntoday\n<!-- end of figures -->\n"
    assert results.fill(page, {"html": "new", "when": "today"}) == filled
    assert results.fill(filled, {"html": "new", "when": "today"}) == filled


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    kept = results.empty()
    kept["html"].append(row("one", 1.5, title=0.25))
    results.save(kept, tmp_path / "results.json")
    assert results.load(tmp_path / "results.json") == kept
    assert results.digest(kept) != results.digest(results.empty())
