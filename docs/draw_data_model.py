"""Draws docs/images/data-model.svg from the attrs classes: ``python docs/draw_data_model.py``."""

from __future__ import annotations

import sys
import typing
from html import escape
from pathlib import Path

import attrs

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src")]

import newsparse  # noqa: E402
from newsparse import article  # noqa: E402

DRAWING = ROOT / "docs" / "images" / "data-model.svg"

COLUMNS = (
    ("Author", "Timestamp", "ReadTime", "BodyBlock", "Declared"),
    ("Article",),
    ("Quote", "RelatedLink", "Teaser", "Image", "Removed", "Block", "Link"),
)
"""Boxes from left to right, from top to bottom; the Article is in the middle, so that every line is short."""

WIDTHS, GAP, ROW, TITLE, PAD = (250, 250, 250), 74, 16, 24, 14

STYLE = """
svg { font: 12px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace }
svg { --ink: #24292f; --soft: #656d76; --line: #afb8c1; --part: #0550ae; --paper: #fff; --head: #eef1f4 }
@media (prefers-color-scheme: dark) {
  svg { --ink: #e6edf3; --soft: #9198a1; --line: #4d555e; --part: #79b8ff; --paper: #14181d; --head: #242b33 }
}
.paper { fill: var(--paper) } .box { fill: var(--paper); stroke: var(--line) } .head { fill: var(--head); stroke: var(--line) }
text { fill: var(--ink) } .title { font-weight: bold } .type { fill: var(--soft) } .part { fill: var(--part) }
path { fill: none; stroke: var(--line); stroke-width: 1.2 }
"""


class Field(typing.NamedTuple):
    """A line of a box."""

    name: str
    kind: str
    part: str | None
    """The box that it leads to."""


def boxes() -> dict[str, list[Field]]:
    """Title of each box → its lines; the blocks of the body share one box, which says what each has beside the common fields."""
    found = {name: fields(getattr(article, name)) for column in COLUMNS for name in column if name != "BodyBlock"}
    blocks = {kind.__name__: fields(kind) for kind in typing.get_args(newsparse.BodyBlock)}
    common = [field for field in fields(newsparse.Paragraph) if all(field in some for some in blocks.values())]
    own = {name: ", ".join(field.name for field in some if field not in common) for name, some in blocks.items()}
    found["BodyBlock"] = [*common, *(Field(name, more and f"+ {more}", None) for name, more in own.items())]
    return found


def fields(kind: type) -> list[Field]:
    """The fields of an attrs class, with their types in short: ``T?`` for ``T | None``, ``T*`` for a tuple of any length."""
    hints = typing.get_type_hints(kind, vars(article))
    return [Field(field.name, *short(hints[field.name])) for field in attrs.fields(kind)]


def short(hint: object) -> tuple[str, str | None]:
    """A type in short, and the box that it leads to."""
    parts = typing.get_args(hint)
    if hint == newsparse.BodyBlock:
        return "BodyBlock", "BodyBlock"
    if type(None) in parts:
        name, part = short(typing.Union[tuple(one for one in parts if one is not type(None))])  # noqa: UP007  made at run time
        return f"{name}?", part
    if typing.get_origin(hint) is tuple:
        name, part = short(parts[0])
        return f"{name}*", part
    if typing.get_origin(hint) is typing.Literal:
        return ("str" if len(parts) > 3 else " | ".join(parts)), None
    name = getattr(hint, "__name__", str(hint))
    return name, name if attrs.has(typing.cast("type", hint)) else None


def draw() -> str:
    """The drawing as SVG."""
    every = boxes()
    at: dict[str, tuple[int, int]] = {}
    shapes: list[str] = []
    x = bottom = 0
    for names, width in zip(COLUMNS, WIDTHS, strict=True):
        y = 4 if len(names) > 1 else 150
        for name in names:
            at[name] = (x + 4, y)
            height = TITLE + ROW * len(every[name]) + 8
            shapes += box(name, every[name], x + 4, y, width, height)
            y += height + PAD
        bottom = max(bottom, y)
        x += width + GAP
    lines = [arrow(row, field.part, at) for row, field in enumerate(every["Article"]) if field.part]
    width, height = x - GAP + 8, bottom + 8
    words = "T? may be None · T* a tuple of any length · a body is made of the six kinds of BodyBlock, + what each has of its own"
    legend = f'<text class="type" x="4" y="{height - 8}">{words}</text>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="The classes of an Article and their fields"><style>{STYLE}</style><rect class="paper" width="100%" height="100%"/>\n'
        + "\n".join([*lines, *shapes, legend])
        + "\n</svg>\n"
    )


def box(name: str, rows: list[Field], x: int, y: int, width: int, height: int) -> list[str]:
    """A class: its name, and a line a field."""
    shapes = [
        f'<rect class="box" x="{x}" y="{y}" width="{width}" height="{height}" rx="4"/>',
        f'<rect class="head" x="{x}" y="{y}" width="{width}" height="{TITLE}" rx="4"/>',
        f'<text class="title" x="{x + 8}" y="{y + 16}">{name}</text>',
    ]
    for row, field in enumerate(rows):
        kind = f' <tspan class="{"part" if field.part else "type"}">{escape(field.kind)}</tspan>' if field.kind else ""
        shapes.append(f'<text x="{x + 8}" y="{y + TITLE + ROW * (row + 1)}">{field.name}{kind}</text>')
    return shapes


def arrow(row: int, part: str, at: dict[str, tuple[int, int]]) -> str:
    """From a field of the Article to the box of its type."""
    (x, y), (there, top) = at["Article"], at[part]
    start, line = (x if there < x else x + WIDTHS[1]), y + TITLE + ROW * (row + 1) - 4
    end, side = top + TITLE // 2, (there + WIDTHS[0] if there < x else there)
    bend = (start + side) // 2
    return f'<path d="M{start} {line} C{bend} {line} {bend} {end} {side} {end}"/>'


if __name__ == "__main__":
    DRAWING.parent.mkdir(exist_ok=True)
    DRAWING.write_text(draw(), "utf-8")
