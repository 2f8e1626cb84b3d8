"""The overview of a corpus run: what came out, what is missing in it, what was rejected, and its records with their reports."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from newsparse.inspector.document import render
from newsparse.inspector.glances import FIELDS, Glance, glances_of, rows_at, shards_of
from newsparse.inspector.report import report
from newsparse.inspector.tally import Tally, bars_of, columns_of_lengths, columns_of_months

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["RECORDS", "overview", "write_overview"]

RECORDS = 1000
"""Records that an overview lists."""


def overview(output: Path, *, records: int = RECORDS) -> str:
    """One self-contained HTML file on the output of ``newsparse corpus``: plots over all rows, and a list of records that can be sorted.

    Args:
        output: The run's folder, a folder of such rows as Parquet or JSONL, or one such file.
        records: How many records to list at most, evenly spread over all of them; as many rejected ones.

    Raises:
        OutputError: where there is no such output.
        MissingExtraError: (an ImportError) where Jinja, or for Parquet pyarrow, is not installed.
    """
    return _rendered(output, _tally(output, records), {})


def write_overview(output: Path, file: Path, *, records: int = RECORDS, reports: int = 0) -> int:
    """Write the overview to a file and reports of some of its records into a folder beside it, which the overview links to.

    Args:
        output: As for ``overview``.
        file: Where to write it; the reports go into the folder of that name with ``-pages`` in place of its suffix.
        records: As for ``overview``.
        reports: How many reports to write at most, evenly spread over the listed records.

    Returns:
        How many reports were written: none where the rows do not have all that an Article needs.

    Raises:
        OSError: where a file cannot be written; else as ``overview``.
    """
    tally = _tally(output, records)
    links = _write_reports(tally.records.items, file, reports) if reports else {}
    file.write_text(_rendered(output, tally, links), "utf-8")
    return len(links)


def _tally(output: Path, records: int) -> Tally:
    return Tally.of(chain.from_iterable(map(glances_of, shards_of(output))), most=records)


def _write_reports(listed: Sequence[Glance], file: Path, most: int) -> dict[tuple[Path, int], str]:
    """Relative addresses of the reports that were written, by shard and row."""
    from newsparse.arrow.rows import article_of_row

    chosen = [listed[number * len(listed) // min(most, len(listed))] for number in range(min(most, len(listed)))]
    by_shard: dict[Path, set[int]] = {}
    for glance in chosen:
        by_shard.setdefault(glance.shard, set()).add(glance.row)
    folder = file.with_name(f"{file.stem}-pages")
    links: dict[tuple[Path, int], str] = {}
    for shard, rows in by_shard.items():
        for row, values in rows_at(shard, rows):
            if not values.get("blocks"):
                continue  # a run that was told which fields to write, without these
            folder.mkdir(exist_ok=True)
            name = f"{len(links):05d}.html"
            (folder / name).write_text(report(article_of_row(values)), "utf-8")
            links[shard, row] = f"{folder.name}/{name}"
    return links


def _rendered(output: Path, tally: Tally, links: Mapping[tuple[Path, int], str]) -> str:
    rows = tally.records.seen
    return render(
        "corpus.html.jinja",
        styles=("base.css", "corpus.css"),
        scripts=("corpus.js",),
        name=output.resolve().name,
        tally=tally,
        links={(glance.shard, glance.row): link for glance in tally.records.items if (link := links.get((glance.shard, glance.row)))},
        plots=[
            ("page_type", "Page types", bars_of(tally.page_types, rows)),
            ("language", "Languages", bars_of(tally.languages, rows)),
            ("site", "Sites", bars_of(tally.sites, rows)),
            ("kind", "Kinds of page", bars_of(tally.kinds, rows)),
        ],
        missing=[bar for bar in bars_of(tally.missing, rows, most=len(FIELDS)) if bar.count],
        reasons=bars_of(tally.reasons, tally.rejects.seen),
        lengths=columns_of_lengths(tally.lengths),
        months=columns_of_months(tally.months),
    )
