"""Quality and speed of newsparse beside the other libraries that are installed, on the same pages and in the same run.

    compare.py                            measure everything and print the tables
    compare.py --limit 30 --only newsparse,trafilatura,resiliparse      a quick look
    compare.py --write                    keep the figures in results.json and renew the tables and the plot of README and docs
    compare.py --write --only newsparse   the same, but the quality of the others stays as it was kept; their speed is measured again
    compare.py --render                   measure nothing: tables and plot from results.json

Libraries that are not installed are left out and named; ./run bench brings them all, in an environment of their own. With all of them
everything takes some twenty minutes on two cores, --only newsparse about four.

newsparse is measured out of fold: each page is read with weights that have not seen its site. Times are processor milliseconds a page,
one library after the other in one process: good as ratios within one run.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from benchmarks import measure, peers, results
from benchmarks.shared import BenchmarkError, find_shared, run_script

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from benchmarks.peers import Peer
    from benchmarks.results import Results, Row

__all__ = ["main"]

SETS = ("fundus", "wcxb", "trafilatura", "htmldate")
TEXT_SETS = ("fundus", "wcxb")
TIMED_PAGES = 60
_DUMPER = "lines"


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and return the exit code: 0, or 2 where the benchmark folder is absent or a script of it fails."""
    options = _parser().parse_args(arguments)
    if options.render:
        return _publish(results.load())
    if options.write and (options.limit or options.sets):
        print("compare: --write keeps figures of all pages; leave --limit and --sets out", file=sys.stderr)
        return 2
    shared = find_shared()
    if shared is None:
        print("compare: no benchmark folder: set NEWSPARSE_SHARED, or put it at ../shared beside the project", file=sys.stderr)
        return 2
    found = results.load() if options.write else results.empty()
    found |= {"date": results.empty()["date"], "machine": results.empty()["machine"]}
    try:
        for done in _measure(shared, options, found):
            print(f"compare: {done}", file=sys.stderr, flush=True)
            if options.write:
                results.save(found)  # what is measured is kept, whatever becomes of the rest
    except BenchmarkError as error:
        print(f"compare: {error}", file=sys.stderr)
        return 2
    print("\n\n".join(f"{name}\n\n{part}" for name, part in _shown(found).items()))
    absent = [peer.name for peer in peers.HTML if not peer.installed]
    if absent:
        print(f"\nNot installed: {', '.join(absent)}.")
    return _publish(found) if options.write else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--only", metavar="A,B", help="quality of these extractors alone, by their adapters' names (newsparse, trafilatura, …)"
    )
    parser.add_argument("--sets", metavar="A,B", help=f"sets of HTML pages (default: {','.join(SETS)})")
    parser.add_argument("--limit", type=int, metavar="N", help="the first N pages of each set")
    parser.add_argument(
        "--jobs", type=int, default=min(2, os.cpu_count() or 1), help="processes for quality (default: %(default)s); speed takes one"
    )
    parser.add_argument("--write", action="store_true", help="keep the figures and renew README, docs and plot")
    parser.add_argument("--render", action="store_true", help="renew README, docs and plot from the figures that were kept")
    return parser


def _measure(shared: Path, options: argparse.Namespace, found: Results) -> Iterator[str]:
    """Put figures into ``found``, one extractor after the other; each item says what has been measured."""
    only = options.only.split(",") if options.only else None
    sets = options.sets.split(",") if options.sets else SETS
    for peer in _wanted(peers.HTML, only):
        figures = measure.quality(peer, shared, sets, text=None, limit=options.limit, jobs=options.jobs)
        found["html"] = _in_order(results.merge(found["html"], [_row(peer, figures)]), peers.HTML)
        yield f"{peer.name}, HTML"
    for peer in _wanted(peers.TEXT, only):
        figures = measure.quality(peer, shared, TEXT_SETS, text=_DUMPER, limit=options.limit, jobs=options.jobs)
        found["text"] = _in_order(results.merge(found["text"], [_row(peer, figures)]), peers.TEXT)
        yield f"{peer.name}, plain text"
    if options.write:
        yield from _fields(shared, found)
    pages = min(TIMED_PAGES, options.limit or TIMED_PAGES)
    adapters = {peer.name: peer.adapter for peer in peers.HTML if peer.installed}
    found["parse_ms"] = measure.milliseconds("lxml_parse_only", shared, "fundus", pages)
    for row in found["html"]:
        if row["name"] in adapters:
            row["ms"] = measure.milliseconds(adapters[row["name"]], shared, "fundus", pages)
            yield f"{row['name']}, speed"


def _fields(shared: Path, found: Results) -> Iterator[str]:
    """Figures that only newsparse has."""
    command = ("score_fields.py", "{shared}/gold/pages.jsonl", "{shared}/corpora")
    for kind, more in (("html", ()), ("text", ("--text", _DUMPER))):
        found["fields"][kind] = _without_times(run_script(shared, (*command, *more)))
        yield f"fields, {kind}"
    found["quotes"] = _without_times(run_script(shared, ("score_quotes.py", "{shared}/corpora/polnear/dev.jsonl.gz")))
    yield "quotes"


def _wanted(some: Iterable[Peer], only: list[str] | None) -> list[Peer]:
    """Those that are installed and, where some are named, among them."""
    return [peer for peer in some if peer.installed and (only is None or peer.adapter.removeprefix("text_") in only)]


def _in_order(rows: list[Row], some: Iterable[Peer]) -> list[Row]:
    names = [peer.name for peer in some]
    return sorted(rows, key=lambda row: names.index(row["name"]) if row["name"] in names else len(names))


def _row(peer: Peer, figures: dict[str, measure.Figures]) -> Row:
    return {"name": peer.name, "version": peer.version, "date": dt.date.today().isoformat(), "figures": figures, "ms": None}


def _without_times(figures: Mapping[str, object]) -> measure.Figures:
    """The figures of a script: wall times say nothing on a machine that does other work too, and lists of errors are none."""
    return {name: round(value, 4) for name, value in figures.items() if isinstance(value, int | float) and not name.startswith("ms")}


def _shown(found: Results) -> dict[str, str]:
    parts = results.render(found)
    return {"HTML": parts["html sets"], "Plain text": parts["text sets"], "Speed, fundus": parts["speed"]}


def _publish(found: Results) -> int:
    from benchmarks.plot import write_plot

    parts = results.render(found)
    for page in results.PAGES:
        page.write_text(results.fill(page.read_text("utf-8"), parts), "utf-8")
    written = [page.name for page in results.PAGES] + [write_plot(found).name]
    print(f"compare: wrote {', '.join(written)}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
