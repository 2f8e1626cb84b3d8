"""What one extractor scores on annotated pages, and how much processor time it takes."""

from __future__ import annotations

import gzip
import importlib
import json
import logging
import multiprocessing
import statistics
import sys
import time
import warnings
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, Any

import newsparse
from benchmarks import peers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from benchmarks.peers import Peer

__all__ = ["Figures", "milliseconds", "quality"]

Figures = dict[str, float]
"""Figure → value, as score.py's --help explains them."""

_PASSES = 3


def quality(peer: Peer, shared: Path, sets: Sequence[str], *, text: str | None, limit: int | None, jobs: int) -> dict[str, Figures]:
    """Set → figures of one extractor; "wcxb articles" is the part of wcxb that is articles.

    newsparse reads each page with weights that have not seen the page's site (``training.evaluate``).

    Args:
        peer: the extractor; it must be installed.
        shared: folder with ``bench/`` and ``corpora/``.
        sets: folders of ``corpora/``.
        text: dumper that makes plain text of the pages first ("lines", "bs4", "inscriptis"); None for HTML.
        limit: the first so many pages of each set; None for all.
        jobs: processes.
    """
    score = _scripts(shared)
    found: dict[str, Figures] = {}
    golds_of = {name: _golds(shared, name, limit) for name in sets}
    if text:
        _dump(shared, [gold for golds in golds_of.values() for gold in golds], text, jobs)
    with _pool(jobs) as pool:
        for name, golds in golds_of.items():
            tasks = [(str(shared / "corpora"), gold, peer.adapter, text) for gold in golds]
            rows = list(pool.map(score.run_one, tasks, chunksize=4))
            parts = {name: rows}
            if name == "wcxb":
                parts["wcxb articles"] = [row for row, gold in zip(rows, golds, strict=True) if gold["type"] == "article"]
            found |= {part: _figures(peer, score.summarize(some)) for part, some in parts.items() if some}
    return found


_dumps: dict[tuple[bytes, str], str] = {}
"""Plain text of pages, by page and dumper: every extractor reads the same, and dumping takes longer than most of them."""


def _dump(shared: Path, golds: list[dict[str, Any]], text: str, jobs: int) -> None:
    score = _scripts(shared)
    pages = [page for gold in golds if ((page := _page(shared, gold)), text) not in _dumps]
    with _pool(jobs) as pool:
        _dumps.update(
            zip(((page, text) for page in pages), pool.map(score.dump_text, pages, [text] * len(pages), chunksize=8), strict=True)
        )
    score.dump_text = lambda page, how: _dumps[page, how]


_NEEDS = {"body": "body", "snip": "body", "title": "title", "date.day": "date", "date.time": "time", "authors": "authors"}
"""Beginning of a figure's name → the field that an extractor must have for it."""


def _figures(peer: Peer, summary: Figures) -> Figures:
    """What of a summary speaks of fields that the extractor has; wall times are left out."""
    fields = {figure: next((field for start, field in _NEEDS.items() if figure.startswith(start)), None) for figure in summary}
    return {
        figure: round(value, 4)
        for figure, value in summary.items()
        if not figure.startswith("ms.") and (fields[figure] is None or fields[figure] in peer.fields)
    }


def milliseconds(adapter: str, shared: Path, name: str, pages: int) -> float:
    """Processor time a page: the least of three passes over the pages for each, the median of those. One process, nothing beside it.

    Processor time and not the clock, and the least of several: both keep other work on the machine out of the figure.

    Args:
        adapter: function of extractors.py or of ``benchmarks.peers``; ``lxml_parse_only`` is the time of parsing alone.
        shared: folder with ``bench/`` and ``corpora/``.
        name: set of pages.
        pages: the first so many of it.
    """
    _scripts(shared)
    with _pool(1) as pool:
        least: float = pool.submit(_time, adapter, shared, name, pages).result()
    return round(least, 2)


def _time(adapter: str, shared: Path, name: str, pages: int) -> float:
    extract: Callable[[bytes, str | None], object] = getattr(importlib.import_module("extractors"), adapter)
    read = [(_page(shared, gold), gold.get("url")) for gold in _golds(shared, name, pages)]
    passes = [[_cpu(extract, page, url) for page, url in read] for _ in range(_PASSES)]
    return float(statistics.median(min(times) for times in zip(*passes, strict=True))) * 1e3


def _cpu(extract: Callable[[bytes, str | None], object], page: bytes, url: str | None) -> float:
    began = time.process_time()
    try:
        extract(page, url)
    except Exception as error:  # counted as failed where quality is measured; its time counts here
        logging.debug("%s", error)
    return time.process_time() - began


def _page(shared: Path, gold: dict[str, Any]) -> bytes:
    return gzip.decompress((shared / "corpora" / gold["set"] / "pages" / f"{gold['id']}.html.gz").read_bytes())


def _golds(shared: Path, name: str, limit: int | None) -> list[dict[str, Any]]:
    lines = (shared / "corpora" / name / "gold.jsonl").read_text("utf-8").rstrip("\n").split("\n")  # texts hold other line ends
    return [json.loads(line) for line in lines[:limit]]


def _scripts(shared: Path) -> Any:
    """The benchmark's score.py, with the adapters that extractors.py lacks and with newsparse out of fold."""
    from training.evaluate import out_of_fold

    newsparse.parse = out_of_fold
    if str(shared / "bench") not in sys.path:
        sys.path.insert(0, str(shared / "bench"))
    extractors = importlib.import_module("extractors")
    for name in peers.__all__:
        if callable(adapter := getattr(peers, name)) and not hasattr(extractors, name):
            setattr(extractors, name, adapter)
    return importlib.import_module("score")


def _pool(jobs: int) -> ProcessPoolExecutor:
    """Copies of this process, so that they have its adapters; they end with the measurement, so that libraries stay apart."""
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("fork"), initializer=_quiet)


def _quiet() -> None:
    """What libraries say of pages that they cannot read would drown the table."""
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
