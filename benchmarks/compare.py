"""Quality and speed of newsparse beside other libraries, on the same pages and in the same run, as Markdown.

    compare.py [--sets fundus,wcxb] [--extractors newsparse,trafilatura] [--limit N] [--jobs N] [--text lines] [--output FILE]

Libraries that are not installed are left out and named. To have them all:

    pip install trafilatura readability-lxml newspaper4k goose3 resiliparse jusText boilerpy3

Times are milliseconds a page, median, one process, one library after the other: good as ratios within one run. With --jobs above 1
pages run side by side and the times are left out.
"""

from __future__ import annotations

import argparse
import sys
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.shared import BenchmarkError, find_shared, run_script

__all__ = ["PEERS", "TEXT_PEERS", "main", "markdown"]

PEERS = {
    "newsparse": ("newsparse", "newsparse"),
    "trafilatura": ("trafilatura", "trafilatura"),
    "trafilatura_fast": ("trafilatura", "trafilatura"),
    "readability_lxml": ("readability", "readability-lxml"),
    "newspaper4k": ("newspaper", "newspaper4k"),
    "goose3": ("goose3", "goose3"),
    "resiliparse": ("resiliparse", "resiliparse"),
    "justext": ("justext", "jusText"),
    "boilerpy3": ("boilerpy3", "boilerpy3"),
}
"""Adapter in the benchmark's extractors.py: (module that it imports, package that brings it)."""

TEXT_PEERS = {
    "newsparse": PEERS["newsparse"],
    "text_gopher_lines": None,
    "text_boilerpy3": PEERS["boilerpy3"],
    "text_justext": PEERS["justext"],
    "text_trafilatura": PEERS["trafilatura"],
}
"""What there is for plain text: no other library reads it, so these wrap each line in a <p>; None needs no package."""

_FIGURES = ("body.f1", "body.wf1", "snip.f1", "title", "date.day", "date.time", "authors.f1", "failed", "ms.median")


def _installed(need: tuple[str, str] | None) -> bool:
    return need is None or need[0] == "newsparse" or find_spec(need[0]) is not None


def _label(name: str, need: tuple[str, str] | None) -> str:
    if need is None:
        return name
    try:
        return f"{name} {version(need[1])}"
    except PackageNotFoundError:
        return name


def markdown(results: dict[str, dict[str, dict[str, float]]], *, times: bool) -> str:
    """One table a set of pages: a row a library, a column a figure that any of them has.

    Args:
        results: library → set → figure → value, as score.py gives them.
        times: whether milliseconds a page are shown.
    """
    parts: list[str] = []
    for name in dict.fromkeys(s for sets in results.values() for s in sets):
        rows = {library: sets[name] for library, sets in results.items() if name in sets}
        figures = [f for f in _FIGURES if any(f in row for row in rows.values()) and (times or not f.startswith("ms."))]
        pages = max(int(row["pages"]) for row in rows.values())
        lines = [f"### {name}, {pages} pages", "", "| | " + " | ".join(figures) + " |", "|---|" + "---:|" * len(figures)]
        for library, row in rows.items():
            lines.append(f"| {library} | " + " | ".join(_cell(figure, row) for figure in figures) + " |")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _cell(figure: str, row: dict[str, float]) -> str:
    # An extractor that gives no dates or names at all scores 0 there: it lacks the output rather than failing at it.
    value = row.get(figure)
    if value is None or (value == 0 and figure in {"title", "date.day", "date.time", "authors.f1"}):
        return ""
    if figure == "failed":
        return str(int(value))
    return f"{value:.1f}" if figure.startswith("ms.") else f"{value:.3f}"


def main(arguments: list[str] | None = None) -> int:
    """Run the comparison, print it, and return the exit code: 0, or 2 where the benchmark folder or newsparse itself fails."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", default="fundus,wcxb")
    parser.add_argument("--extractors", help="only these, by the names of the adapters")
    parser.add_argument("--limit", type=int, metavar="N", help="the first N pages of each set")
    parser.add_argument("--jobs", type=int, default=1, help="processes; 1 (default) measures times")
    parser.add_argument("--text", metavar="DUMPER", help="dump the pages to plain text first: lines, bs4 or inscriptis")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write the Markdown there too")
    options = parser.parse_args(arguments)
    shared = find_shared()
    if shared is None:
        print("compare: no benchmark folder: set NEWSPARSE_SHARED, or put it at ../shared beside the project", file=sys.stderr)
        return 2

    peers: dict[str, tuple[str, str] | None] = dict(TEXT_PEERS if options.text else PEERS)
    if options.extractors:
        peers = {name: peers.get(name, PEERS.get(name)) for name in options.extractors.split(",")}
    absent = [name for name, need in peers.items() if not _installed(need)]
    results: dict[str, dict[str, dict[str, float]]] = {}
    failures: list[str] = []
    from rich.console import Console
    from rich.progress import Progress

    sets = [name for name in options.sets.split(",") if name]
    with Progress(console=Console(stderr=True), transient=True) as progress:
        present = [name for name in peers if name not in absent]
        task = progress.add_task("", total=len(present) * len(sets))
        for name in present:
            label = _label(name, peers[name])
            for pages in sets:
                progress.update(task, description=f"{label} on {pages}")
                command = ["score.py", "{shared}/corpora", "--sets", pages, "--extractor", name, "--jobs", str(options.jobs)]
                command += ["--limit", str(options.limit)] if options.limit else []
                command += ["--text", options.text] if options.text else []
                try:
                    output: dict[str, Any] = run_script(shared, command)
                    results.setdefault(label, {}).update(output)
                except BenchmarkError as error:
                    failures.append(f"{name} on {pages}: {error}")
                progress.advance(task)

    report = markdown(results, times=options.jobs == 1)
    if absent:
        report += f"\n\nNot installed: {', '.join(absent)}."
    print(report)
    if options.output:
        options.output.write_text(report + "\n", "utf-8")
    for failure in failures:
        print(f"compare: {failure}", file=sys.stderr)
    return 2 if any(failure.startswith("newsparse ") for failure in failures) else 0


if __name__ == "__main__":
    sys.exit(main())
