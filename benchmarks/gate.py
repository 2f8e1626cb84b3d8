"""Fail when a quality figure drops below its floor.

    gate.py [--floors FILE] [--only WORD] [--json FILE]

floors.json names the figures:

    {"figures": [{"name": "fundus body.f1",
                  "command": ["score.py", "{shared}/corpora", "--sets", "fundus", "--jobs", "2"],
                  "set": "fundus", "key": "body.f1", "floor": 0.95}]}

command  a script of the benchmark folder and its arguments; {shared} is that folder; figures with the same command share one run
set      the part of the script's output that holds the figure; left out where the output is flat
key      the figure
floor    the least value that passes; or ceiling, the greatest (pages that failed: 0)

The folder is $NEWSPARSE_SHARED, else ../shared beside the project; without it nothing can be measured and the gate passes, saying so.
Exit code: 0 all hold, 1 a figure is outside its bound, 2 floors.json or a script is broken.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any, Literal, TypedDict

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.shared import BenchmarkError, find_shared, run_script

__all__ = ["FloorsError", "Measured", "figure_in", "main", "read_floors", "table"]

FLOORS = Path(__file__).with_name("floors.json")


class FloorsError(ValueError):
    """floors.json does not say what is measured; the message names the figure and what it lacks."""


class Bound(TypedDict):
    """One entry of floors.json, checked."""

    name: str
    command: list[str]
    set: str | None
    key: str
    side: Literal["floor", "ceiling"]
    limit: float


class Measured(TypedDict):
    """A bound beside its value."""

    name: str
    side: Literal["floor", "ceiling"]
    limit: float
    value: float
    holds: bool


def read_floors(path: Path) -> list[Bound]:
    """The bounds of a floors.json.

    Raises:
        FloorsError: where an entry is incomplete or two have one name.
    """
    data = json.loads(path.read_text("utf-8"))
    bounds: list[Bound] = []
    for entry in data["figures"]:
        name = entry.get("name")
        sides = [side for side in ("floor", "ceiling") if side in entry]
        if not name or not entry.get("command") or not entry.get("key") or len(sides) != 1:
            raise FloorsError(f"{path.name}: {name or entry!r} needs name, command, key and one of floor and ceiling")
        if any(name == bound["name"] for bound in bounds):
            raise FloorsError(f"{path.name}: two figures are named {name!r}")
        side: Literal["floor", "ceiling"] = "floor" if sides == ["floor"] else "ceiling"
        bounds.append(
            Bound(name=name, command=entry["command"], set=entry.get("set"), key=entry["key"], side=side, limit=float(entry[side]))
        )
    return bounds


def figure_in(output: dict[str, Any], bound: Bound) -> float:
    """The figure that a bound names in a script's output.

    Raises:
        FloorsError: where it is not there.
    """
    part = output if bound["set"] is None else output.get(bound["set"], {})
    if bound["key"] not in part:
        raise FloorsError(f"{bound['name']}: the script gives no {bound['key']!r}; it gives {', '.join(part) or 'nothing'}")
    return float(part[bound["key"]])


def measure(bounds: list[Bound], shared: Path) -> list[Measured]:
    """Every bound with its value; each command runs once."""
    outputs: dict[tuple[str, ...], dict[str, Any]] = {}
    rows: list[Measured] = []
    for bound in bounds:
        command = tuple(bound["command"])
        if command not in outputs:
            print(f"gate: {' '.join(command)}", file=sys.stderr, flush=True)
            outputs[command] = run_script(shared, command, timeout=900)
        value = figure_in(outputs[command], bound)
        holds = value >= bound["limit"] if bound["side"] == "floor" else value <= bound["limit"]
        rows.append(Measured(name=bound["name"], side=bound["side"], limit=bound["limit"], value=value, holds=holds))
    return rows


def table(rows: list[Measured]) -> str:
    """The figures as lines of equal columns."""
    width = max(len(row["name"]) for row in rows)
    lines = [f"{'figure':<{width}}    value    bound"]
    for row in rows:
        sign = "≥" if row["side"] == "floor" else "≤"
        verdict = "" if row["holds"] else f"   {abs(row['value'] - row['limit']):.4f} beyond its {row['side']}"
        lines.append(f"{row['name']:<{width}}  {row['value']:7.4f}  {sign} {row['limit']:.4f}{verdict}")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Measure, print the table, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--floors", type=Path, default=FLOORS)
    parser.add_argument("--only", metavar="WORD", help="only figures whose name holds WORD")
    parser.add_argument("--json", type=Path, help="write the rows there")
    options = parser.parse_args(arguments)
    try:
        bounds = [bound for bound in read_floors(options.floors) if not options.only or options.only in bound["name"]]
        if not bounds:
            print("gate: no figures to hold")
            return 0
        shared = find_shared()
        if shared is None:
            print(f"gate: skipped {len(bounds)} figures: no benchmark folder ($NEWSPARSE_SHARED or ../shared)")
            return 0
        rows = measure(bounds, shared)
    except (FloorsError, BenchmarkError, OSError, json.JSONDecodeError) as error:
        print(f"gate: {error}", file=sys.stderr)
        return 2
    print(table(rows))
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1), "utf-8")
    lost = [row["name"] for row in rows if not row["holds"]]
    print(f"gate: {len(rows) - len(lost)} of {len(rows)} figures hold" + (f"; lost: {', '.join(lost)}" if lost else ""))
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
