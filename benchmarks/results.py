"""The figures that the README and the docs show: kept in results.json, written into the Markdown between comments."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import platform
import re
from importlib.metadata import version
from pathlib import Path
from typing import TypedDict

from benchmarks.shared import ROOT

__all__ = ["PAGES", "RESULTS", "Results", "Row", "digest", "empty", "fill", "load", "merge", "render", "save", "table"]

RESULTS = ROOT / "benchmarks" / "results.json"
PAGES = (ROOT / "README.md", ROOT / "docs" / "quality.md")
"""Files that show figures."""

_Figures = dict[str, float]


class Row(TypedDict):
    """One extractor."""

    name: str
    version: str | None
    date: str
    """Day of the measurement, ISO 8601."""
    figures: dict[str, _Figures]
    """Set → figure → value."""
    ms: float | None
    """Processor milliseconds a page on fundus; None where not measured (plain text)."""


class Results(TypedDict):
    """Everything in results.json."""

    date: str
    machine: str
    parse_ms: float | None
    """Processor milliseconds a page that lxml alone takes to parse, in the run that gave the rows' ``ms``."""
    html: list[Row]
    text: list[Row]
    fields: dict[str, _Figures]
    """"html" and "text" → figures of score_fields.py, out of fold."""
    quotes: _Figures
    """Figures of score_quotes.py on PolNeAR's dev part."""


def empty() -> Results:
    """Results before anything is measured."""
    machine = f"{platform.system()} on {platform.machine()}, Python {platform.python_version()}, lxml {version('lxml')}"
    return Results(date=dt.date.today().isoformat(), machine=machine, parse_ms=None, html=[], text=[], fields={}, quotes={})


def load(path: Path = RESULTS) -> Results:
    """What was kept; empty where there is no such file."""
    return json.loads(path.read_text("utf-8")) if path.exists() else empty()


def save(results: Results, path: Path = RESULTS) -> None:
    """Write the file, one figure a line, so that differences can be read."""
    path.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", "utf-8")


def digest(results: Results) -> str:
    """Short fingerprint, by which a plot says of which results it is."""
    return hashlib.sha256(json.dumps(results, sort_keys=True).encode()).hexdigest()[:12]


def merge(old: list[Row], new: list[Row]) -> list[Row]:
    """The old rows with the new ones in their places, rows of extractors that were not there before at the end."""
    fresh = {row["name"]: row for row in new}
    return [fresh.pop(row["name"], row) for row in old] + list(fresh.values())


# -- tables

_COLUMNS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "html": (
        ("fundus", "body.f1", "news, 20 languages: body"),
        ("fundus", "title", "headline"),
        ("fundus", "authors.f1", "authors"),
        ("fundus", "date.day", "date"),
        ("wcxb articles", "body.wf1", "articles of the web: body"),
        ("wcxb", "body.wf1", "all page types: body"),
        ("trafilatura", "snip.f1", "mixed pages: segments"),
        ("htmldate", "date.day", "mixed pages: date"),
    ),
    "text": (
        ("fundus", "body.f1", "news, 20 languages: body"),
        ("fundus", "title", "headline"),
        ("fundus", "date.day", "date"),
        ("wcxb articles", "body.wf1", "articles of the web: body"),
        ("wcxb", "body.wf1", "all page types: body"),
    ),
}
"""Kind of page → columns of the short table: set, figure, heading."""

_FULL = ("body.f1", "body.p", "body.r", "body.wf1", "body.exact", "snip.f1", "title", "date.day", "date.time", "authors.f1", "failed")

_FIELDS = (
    ("headline", "headline"),
    ("kicker", "kicker"),
    ("dek", "dek"),
    ("authors.f1", "authors"),
    ("published", "published"),
    ("read_time", "read time"),
    ("language", "language"),
    ("body.f1", "body"),
    ("headings.f1", "headings in the body"),
    ("captions.f1", "captions"),
    ("credits.f1", "credits"),
    ("tags.f1", "tags"),
    ("inline.f1", "inline related links"),
    ("prev_next.f1", "previous and next story"),
    ("teasers.f1", "teasers"),
    ("teasers.section", "section of a teaser"),
)


def table(rows: list[Row], columns: tuple[tuple[str, str, str], ...], *, times: bool) -> str:
    """A Markdown table: a row an extractor, the best value of each column in bold.

    Args:
        rows: in the order in which they are shown.
        columns: set, figure, heading.
        times: whether the last column is processor milliseconds a page.
    """
    wanted = [column for column in columns if any(_value(row, column) is not None for row in rows)]
    columns = tuple(wanted)
    best = {column: max((value for row in rows if (value := _value(row, column)) is not None), default=0.0) for column in columns}
    headings = [heading for _, _, heading in columns] + (["ms a page"] if times else [])
    lines = ["| | " + " | ".join(headings) + " |", "|---|" + "---:|" * len(headings)]
    for row in rows:
        cells = [_cell(_value(row, column), best[column], column[1]) for column in columns]
        if times:
            cells.append("" if row["ms"] is None else f"{row['ms']:.1f}")
        lines.append(f"| {_label(row)} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _value(row: Row, column: tuple[str, str, str]) -> float | None:
    return row["figures"].get(column[0], {}).get(column[1])


def _cell(value: float | None, best: float, figure: str) -> str:
    if value is None:
        return ""
    if figure == "failed":
        return str(int(value))
    shown = f"{value:.3f}"
    return f"**{shown}**" if best > 0 and shown == f"{best:.3f}" else shown


def _label(row: Row) -> str:
    return f"{row['name']} {row['version']}" if row["version"] else row["name"]


def _sets(rows: list[Row]) -> str:
    """One table a set, with all figures."""
    parts = []
    for name in dict.fromkeys(name for row in rows for name in row["figures"]):
        some = [row for row in rows if row["figures"].get(name, {}).keys() - {"pages", "failed"}]
        pages = int(max(row["figures"][name]["pages"] for row in some))
        parts.append(f"**{name}**, {pages} pages\n\n" + table(some, tuple((name, figure, figure) for figure in _FULL), times=False))
    return "\n\n".join(parts)


def _fields(results: Results) -> str:
    html, text = results["fields"].get("html", {}), results["fields"].get("text", {})
    lines = ["| field | HTML | plain text |", "|---|---:|---:|"]
    lines += [f"| {name} | {html[key]:.3f} | {text[key]:.3f} |" for key, name in _FIELDS if key in html and key in text]
    return "\n".join(lines)


def _speed(results: Results) -> str:
    parse = results["parse_ms"]
    timed = sorted((row for row in results["html"] if row["ms"] is not None), key=lambda row: row["ms"] or 0)
    lines = ["| | ms a page | times lxml's parsing |", "|---|---:|---:|"]
    if parse:
        lines.append(f"| lxml, parsing alone | {parse:.1f} | 1.0 |")
        lines += [f"| {_label(row)} | {row['ms']:.1f} | {(row['ms'] or 0) / parse:.1f} |" for row in timed]
    return "\n".join(lines)


def _when(results: Results) -> str:
    days = sorted({row["date"] for row in results["html"] + results["text"]})
    span = days[0] if days[0] == days[-1] else f"{days[0]} to {days[-1]}"
    return f"Measured {span} on {results['machine']}."


def render(results: Results) -> dict[str, str]:
    """Name of a part → its Markdown."""
    return {
        "html": table(results["html"], _COLUMNS["html"], times=True),
        "text": table(results["text"], _COLUMNS["text"], times=False),
        "html sets": _sets(results["html"]),
        "text sets": _sets(results["text"]),
        "fields": _fields(results),
        "speed": _speed(results),
        "when": _when(results),
    }


_PART = re.compile(r"(<!-- figures: ([a-z ]+) -->\n).*?(<!-- end of figures -->)", re.S)


def fill(markdown: str, parts: dict[str, str]) -> str:
    """The text with each part put between its two comments, ``<!-- figures: NAME -->`` and ``<!-- end of figures -->``."""

    def put(found: re.Match[str]) -> str:
        return f"{found[1]}{parts[found[2]]}\n{found[3]}"

    return _PART.sub(put, markdown)
