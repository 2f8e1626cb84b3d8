"""What sites promote: teasers by section, with Arrow rows in Polars.

python examples/polars_teasers.py FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl
import pyarrow as pa

from newsparse.arrow import parse_batch


def articles(folder: Path) -> pl.DataFrame:
    """A row a page; nested fields are lists and structs."""
    files = sorted([*folder.rglob("*.html"), *folder.rglob("*.txt")])
    pages = pa.RecordBatch.from_pydict({"page": [file.read_bytes() for file in files], "url": [None] * len(files)})
    frame = pl.from_arrow(parse_batch(pages, columns=["kind", "language", "headline", "teasers"]))
    assert isinstance(frame, pl.DataFrame)
    return frame


def main() -> None:
    frame = articles(Path(sys.argv[1]))
    print(frame.group_by("kind").len().sort("kind"))
    teasers = (
        frame.select("language", "teasers").explode("teasers").drop_nulls("teasers").select("language", pl.col("teasers").struct.unnest())
    )
    with pl.Config(tbl_rows=8, fmt_str_lengths=60, tbl_width_chars=120):
        print(teasers.select("language", "section", "headline").sort("language", "section", "headline").head(8))


if __name__ == "__main__":
    main()
