"""Doubles a page four times in each of many ways and shows what each doubling costs: with linear work, at most twice as much.

    python benchmarks/growth.py                 # all ways; some fifteen minutes
    python benchmarks/growth.py --only quotes: --limit 2.2

CPU time of this process, the least of several runs. The smallest page of a way is the first that takes long enough to measure.
Exits with 1 where a doubling costs more than the limit.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from itertools import pairwise
from typing import TYPE_CHECKING

from benchmarks.growth_pages import WAYS

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.growth_pages import Way

__all__ = ["growth", "worker_of"]

LIMIT = 2.3
"""What a doubling may cost, as a factor; 2 is linear, the rest is for caches and noise."""
DOUBLINGS = 4
SMALLEST = 0.01
"""CPU seconds that the smallest page takes at least."""
ROUNDS = 3
AGAIN = 3
"""Further rounds, at the most, where a doubling costs more than the limit: a neighbour on the machine may be at fault."""


def worker_of(way: Way) -> Callable[[str], object]:
    """What reads the pages of a way."""
    from newsparse import extract_quotes, parse

    if way.form == "quotes":
        return extract_quotes
    form = way.form
    return lambda page: parse(page, kind=form, url="https://news.example/2021/06/29/ferry-waits")


def growth(way: Way, *, smallest: float = SMALLEST, rounds: int = ROUNDS, limit: float = LIMIT) -> tuple[list[int], list[float]]:
    """Characters and CPU seconds of the smallest page and of its doublings: the least of several rounds."""
    work = worker_of(way)
    work(way.build(8))  # what is loaded at first use
    size = 8
    while _seconds(work, way.build(size)) < smallest and len(way.build(size)) < 1_000_000:
        size *= 2
    pages = [way.build(size << step) for step in range(DOUBLINGS + 1)]
    best = [float("inf")] * len(pages)
    for turn in range(rounds + AGAIN):
        if turn >= rounds and max(costs(best)) <= limit:
            break
        best = [min(known, _seconds(work, page)) for known, page in zip(best, pages, strict=True)]
    return [len(page) for page in pages], best


def costs(seconds: list[float]) -> list[float]:
    """What each doubling costs, as a factor."""
    return [later / earlier for earlier, later in pairwise(seconds)]


def _seconds(work: Callable[[str], object], page: str) -> float:
    gc.collect()
    began = time.process_time()
    work(page)
    return time.process_time() - began


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--only", help="ways whose form and name hold these words", default="")
    arguments.add_argument("--limit", type=float, default=LIMIT, help="what a doubling may cost (default: %(default)s)")
    arguments.add_argument(
        "--rounds", type=int, default=ROUNDS, help="runs of each page, of which the fastest counts (default: %(default)s)"
    )
    options = arguments.parse_args()
    print(f"{'way':<44} {'characters':>21} {'seconds':>15}   each doubling")
    slow = []
    for way in WAYS:
        label = f"{way.form}: {way.name}"
        if options.only not in label:
            continue
        sizes, seconds = growth(way, rounds=options.rounds, limit=options.limit)
        if max(costs(seconds)) > options.limit:
            slow.append(label)
        ratios = " ".join(f"{cost:4.2f}{'!' if cost > options.limit else ' '}" for cost in costs(seconds))
        print(f"{label:<44} {sizes[0]:>9,} … {sizes[-1]:>9,} {seconds[0]:>6.3f} … {seconds[-1]:>6.3f}   {ratios}", flush=True)
    print(f"\n{len(slow)} of the ways cost more than {options.limit} a doubling" + (f": {', '.join(slow)}" if slow else ""))
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
