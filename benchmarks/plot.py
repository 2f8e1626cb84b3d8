"""The plot of quality against speed, as an SVG that can be read on light and on dark pages."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any

from benchmarks.results import digest
from benchmarks.shared import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.results import Results, Row

__all__ = ["PLOT", "write_plot"]

PLOT = ROOT / "docs" / "images" / "quality-speed.svg"

_PANELS = (
    ("fundus", "body.f1", "news pages in 20 languages\nF1 of the body's word 4-grams"),
    ("wcxb articles", "body.wf1", "791 articles of the web\nF1 of the body's words"),
)
_LOWEST = 0.74
"""Where the axis begins; what is below is drawn at its foot, with its value."""

# Stand-ins that matplotlib draws with; the style sheet gives each its colour, by the reader's scheme.
_INK, _GRID, _OURS, _PAPER = "#010203", "#040506", "#070809", "#0a0b0c"
_STYLE = """<style>
:root { --ink: #24292f; --grid: #d0d7de; --ours: #b3261e; --paper: #ffffff }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --grid: #3d444d; --ours: #ff8a80; --paper: #14181d } }
</style>"""


def write_plot(results: Results, path: Path = PLOT) -> Path:
    """Draw the plot and return where it is."""
    import matplotlib as mpl

    mpl.use("svg")
    import matplotlib.pyplot as plt

    mpl.rcParams |= {"svg.fonttype": "none", "svg.hashsalt": "newsparse", "font.family": "sans-serif", "font.size": 9.5}
    figure, axes = plt.subplots(1, len(_PANELS), figsize=(9.6, 4.1), layout="constrained", facecolor=_PAPER)
    for axis, panel in zip(axes, _PANELS, strict=True):
        _frame(axis, panel)
    figure.draw_without_rendering()  # labels are placed by their size, and the layout must stand by then
    for axis, panel in zip(axes, _PANELS, strict=True):
        _draw(axis, panel, results["html"])
    drawn = StringIO()
    figure.savefig(drawn, format="svg", metadata={"Date": None, "Creator": None})
    plt.close(figure)
    path.parent.mkdir(exist_ok=True)
    path.write_text(_themed(drawn.getvalue(), results), "utf-8")
    return path


def _frame(axis: Any, panel: tuple[str, str, str]) -> None:
    axis.set_title(panel[2], color=_INK, fontsize=10)
    axis.set_xscale("log")
    axis.set_xlim(1, 400)
    axis.set_ylim(_LOWEST, 1.0)
    axis.set_xticks([1, 3, 10, 30, 100, 300], ["1", "3", "10", "30", "100", "300"])
    axis.minorticks_off()
    axis.set_xlabel("processor milliseconds a page", color=_INK)
    axis.set_facecolor(_PAPER)
    axis.grid(color=_GRID, linewidth=0.6)
    axis.tick_params(colors=_INK, length=0)
    for side in axis.spines.values():
        side.set_color(_GRID)


def _draw(axis: Any, panel: tuple[str, str, str], rows: list[Row]) -> None:
    name, figure, _ = panel
    points = [
        (row["ms"], row["figures"][name][figure], row["name"]) for row in rows if row["ms"] and figure in row["figures"].get(name, {})
    ]
    marks = [_mark(axis, *point) for point in points]
    taken = [mark.get_window_extent() for mark in marks]
    for (ms, value, label), mark in sorted(zip(points, marks, strict=True), key=lambda pair: -pair[0][1]):
        words = f"{label} {value:.3f}" + (", below" if value < _LOWEST else "")
        taken.append(_label(axis, words, (ms, mark.get_ydata()[0]), mark.get_color(), taken))


def _mark(axis: Any, ms: float, value: float, label: str) -> Any:
    ours = label == "newsparse"
    shown, shape = (value, "o") if value >= _LOWEST else (_LOWEST + 0.008, "v")
    (mark,) = axis.plot([ms], [shown], shape, color=_OURS if ours else _INK, markersize=8 if ours else 5)
    return mark


_PLACES = [(x, y) for y in (4, -12, 12, -20) for x in (7, -7)]
"""Offsets of a label from its mark in points, the best first; to the left it ends there."""


def _label(axis: Any, words: str, at: tuple[float, float], colour: str, taken: list[Any]) -> Any:
    """Put a label where it overlaps least with what is there, and return its box."""
    tried: list[tuple[float, int, Any, Any]] = []
    for x, y in _PLACES:
        text = axis.annotate(words, at, (x, y), textcoords="offset points", color=colour, ha="left" if x > 0 else "right")
        box = text.get_window_extent()
        clashes = sum(box.overlaps(other) for other in taken)
        outside = not (axis.bbox.x0 < box.x0 and box.x1 < axis.bbox.x1)
        tried.append((clashes + 2 * outside, len(tried), text, box))
        if tried[-1][0] == 0:
            break
    *_, best, box = min(tried)
    for _, _, text, _ in tried:
        if text is not best:
            text.remove()
    return box


def _themed(svg: str, results: Results) -> str:
    for stand_in, name in ((_INK, "ink"), (_GRID, "grid"), (_OURS, "ours"), (_PAPER, "paper")):
        svg = svg.replace(stand_in, f"var(--{name})")
    head, tail = svg[svg.index("<svg") :].split(">", 1)
    lines = (line.rstrip() for line in f"{head}>\n<!-- of results.json {digest(results)} -->\n{_STYLE}{tail}".splitlines())
    return "\n".join(lines) + "\n"
