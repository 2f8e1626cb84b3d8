"""Pages for the engines' tests, among them ones that fail, and the rows that must come of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pyarrow as pa

from newsparse.arrow import parse_batch

STORY = "June 29, 2021\n\nRain ends the drought\n\nIt rained for nine days, the weather office said on Monday."
MARKUP = """<html><body><h1>Harbour opens again</h1><p>The first <a href="/ships">ships</a> left the harbour of Lund on Friday.</p>
<table><tr><td>Ships</td><td>12</td></tr></table><p>“We waited for weeks,” said the captain, Ida Berg.</p></body></html>"""

PAGES = [STORY.encode(), MARKUP.encode(), b"%PDF-1.7 \x00\x01", None, b"", f"{STORY}\n\nALSO READ: Storm on the coast".encode()]
COLUMNS: dict[str, list[Any]] = {
    "page": PAGES,
    "url": [f"https://news.example/{number}" for number in range(len(PAGES))],
    "fetched_at": [dt.datetime(2021, 7, 1, 12, tzinfo=dt.UTC)] * len(PAGES),
    "number": list(range(len(PAGES))),
    "language": ["?"] * len(PAGES),
}


def batch() -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict(COLUMNS)


def expected() -> list[dict[str, Any]]:
    """The kernel's rows."""
    rows: list[dict[str, Any]] = parse_batch(batch()).to_pylist()
    assert [row["error_reason"] for row in rows] == [None, None, "binary", "type", "empty", None]
    return rows
