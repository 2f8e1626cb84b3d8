"""A corpus for the engines' tests, and what must come of it on any engine."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pyarrow.dataset as pds

from newsparse.corpus import Counts, Plan, run_corpus
from newsparse.corpus.elsewhere import run_elsewhere
from newsparse.corpus.where import Where
from tests.corpora import html, warc_record, write_jsonl

__all__ = ["same_as_local"]


def same_as_local(folder: Path, engine: Literal["ray", "spark"]) -> None:
    """Run a mixed corpus on an engine and here, and compare all rows."""
    lines = write_jsonl(
        folder / "a.jsonl", [html(0), "", html(1, "Neun Tage lang hat es im Norden der Insel geregnet, wie das Amt am Montag sagte.")]
    )
    with lines.open("a") as file:
        file.write("no JSON\n")
    warc = folder / "b.warc"
    warc.write_bytes(b"".join([warc_record(2, html(2)), warc_record(3, "x", status=404)]))
    plan = Plan(inputs=(str(lines), str(warc)), out=folder / engine, where=Where.of(["language=en"]))
    counts = Counts(records=6, rows=2, rejected=3, left_out=1)
    assert run_elsewhere(plan, engine) == counts
    assert run_corpus(Plan(inputs=plan.inputs, out=folder / "local", where=plan.where)) == counts
    for what in ("articles", "rejected"):
        for there, here in zip(rows(folder / engine / what), rows(folder / "local" / what), strict=True):
            assert {name: value for name, value in there.items() if value != here.get(name)} == {}
            assert there.keys() == here.keys()


def rows(folder: Path) -> list[dict[str, Any]]:
    found = pds.dataset(folder, format="parquet", partitioning=None).to_table().to_pylist()
    given = [{name: value for name, value in row.items() if value is not None} for row in found]
    return sorted(given, key=lambda row: (row["file"], row["offset"]))
