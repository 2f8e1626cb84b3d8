"""Where a block stands in the stream: place, neighbours, repetition, and the blocks of its kind."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from newsparse.label.shape import SHAPE_NAMES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from newsparse.read.page import Page

__all__ = ["STREAM_NAMES", "first_body", "kin", "stream_evidence"]

STREAM_NAMES = (
    "position", "index", "from_end", "prose_before", "prose_after", "since_prose", "until_prose", "since_headline", "until_headline",
    "repeated", "same_shape", "same_shape_near", "image_before", "page_blocks", "page_prose", "nearest_prose_run",
    "opens_other", "opened_by_other", "longer_below", "longer_above", "gap_below", "prose_below", "since_body", "until_body",
    "until_date", "since_date", "twin_2", "twin_3", "heads_before",
)  # fmt: skip
_WINDOW = 15
"""Blocks that are looked at together where the body is looked for."""
_SHORT_DATE = 60
"""Characters of a line that may be there for its date."""
_OPENINGS = (12, 200)
"""Characters of a block that another one may open with."""
_PROSE = SHAPE_NAMES.index("prose")
_DATED = [SHAPE_NAMES.index(name) for name in ("clock", "year", "numeric_date")]


def kin(page: Page) -> NDArray[np.int32]:
    """A number for each block that blocks of one kind share: in HTML by the elements around them, in plain text by length and end."""
    known: dict[object, int] = {}
    if page.kind == "text":
        of = [(min(len(block.text) // 40, 4), block.gap > 0, block.text[-1:] in ".!?") for block in page.blocks]
        return np.array([known.setdefault(key, len(known)) for key in of], np.int32)
    nodes = page.nodes
    of_node: dict[int, int] = {}
    numbers = []
    for block in page.blocks:
        number = of_node.get(block.node)
        if number is None:
            node = nodes[block.node]
            above = nodes[node.parent] if node.parent >= 0 else node
            top = nodes[above.parent] if above.parent >= 0 else above
            key = (node.tag, node.words, above.tag, above.words, top.tag)
            number = of_node[block.node] = known.setdefault(key, len(known))
        numbers.append(number)
    return np.array(numbers, np.int32)


def first_body(form: NDArray[np.float32], texts: list[str]) -> int:
    """Index of the block at which the ``_WINDOW`` blocks with most prose begin: where the body begins, on most pages.

    Args:
        form: the numbers of ``SHAPE_NAMES`` for each block.
        texts: the blocks' texts.
    """
    mass = form[:, _PROSE] * np.minimum(np.array([len(text) for text in texts], np.float64), 1000)
    window = _window_sums(mass)
    start = int(window.argmax())
    return start + int((mass[start : start + _WINDOW] > 0).argmax())


def stream_evidence(
    page: Page, folded: list[str], form: NDArray[np.float32], kinds: NDArray[np.int32], *, headline_at: int, body_at: int
) -> NDArray[np.float32]:
    """For each block the numbers of ``STREAM_NAMES``: shape (blocks, len(STREAM_NAMES)).

    Args:
        page: the page.
        folded: the blocks' folded texts.
        form: the numbers of ``SHAPE_NAMES`` for each block.
        kinds: what ``kin`` says of the page.
        headline_at: the likeliest headline's index, -1 where none.
        body_at: what ``first_body`` says.
    """
    total = len(page.blocks)
    at = np.arange(total)
    lengths = np.array([len(block.text) for block in page.blocks])
    prose = form[:, _PROSE]
    mass = prose * lengths
    before = np.cumsum(mass) - mass
    whole = max(float(mass.sum()), 1.0)
    texts = Counter(folded)
    same = np.bincount(kinds)[kinds]
    near = np.zeros(total)
    twins = [np.zeros(total) for _ in range(4)]
    for by in range(1, 5):
        equal = kinds[by:] == kinds[:-by]
        twins[by - 1][by:] += equal
        twins[by - 1][: -by or None] += equal
        near += twins[by - 1]
    since = _since(prose > 0)
    until = _since(prose[::-1] > 0)[::-1]
    image_before = np.zeros(total + 1)
    image_before[[min(image.before, total) for image in page.images]] = 1
    behind = at - headline_at
    from_body = at - body_at
    opens, opened = _openings(folded)
    dated = (form[:, _DATED].max(axis=1) > 0) & (lengths <= _SHORT_DATE)
    size = np.log1p(lengths)
    window = _window_sums(mass)
    columns = [
        at / total,
        np.minimum(at, 60) / 60,
        np.minimum(total - at, 60) / 60,
        before / whole,
        (whole - before - mass) / whole,
        since,
        until,
        np.where(behind >= 0, np.minimum(behind, 40) / 40, -0.2) if headline_at >= 0 else -0.2,
        np.where(behind < 0, np.minimum(-behind, 40) / 40, -0.2) if headline_at >= 0 else -0.2,
        np.minimum(np.array([texts[text] for text in folded]) - 1, 3) / 3,
        np.minimum(same, 30) / 30,
        near / 8,
        image_before[:-1],
        min(total, 400) / 400,
        min(whole, 10000) / 10000,
        np.minimum(since, until),
        opens,
        opened,
        np.clip(np.append(size[1:], 0) - size, -3, 3) / 3,
        np.clip(np.insert(size[:-1], 0, 0) - size, -3, 3) / 3,
        np.minimum(np.array([*(block.gap for block in page.blocks[1:]), 0]), 3) / 3,
        window / max(float(window.max()), 1.0),
        np.where(from_body >= 0, np.minimum(from_body, 40) / 40, -0.2),
        np.where(from_body < 0, np.minimum(-from_body, 40) / 40, -0.2),
        _since(dated[::-1])[::-1],
        _since(dated),
        twins[1] / 2,
        twins[2] / 2,
        np.minimum(np.cumsum([block.tag == "h1" for block in page.blocks]), 4) / 4,
    ]
    rows = np.empty((total, len(columns)), np.float32)
    for column, values in enumerate(columns):
        rows[:, column] = values
    return rows


def _window_sums(mass: NDArray[np.floating]) -> NDArray[np.float64]:
    """For each block the sum over it and the blocks behind it, ``_WINDOW`` in all."""
    sums = np.concatenate([[0.0], np.cumsum(mass, dtype=np.float64)])
    behind = np.minimum(np.arange(len(mass)) + _WINDOW, len(mass))
    out: NDArray[np.float64] = sums[behind] - sums[:-1]
    return out


def _since(marked: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Blocks since the last marked block before each one, 0 to 1 for 40 or more."""
    at = np.arange(len(marked))
    last = np.maximum.accumulate(np.where(marked, at, -41))
    before = np.concatenate([[-41], last[:-1]])
    out: NDArray[np.float64] = np.minimum(at - before - 1, 40) / 40
    return out


def _openings(folded: list[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Which blocks another, longer one begins with, and which begin with another one.

    A browser title begins with the headline, a teaser with its section. In sorted order what begins with a text stands right behind it.
    """
    shortest, longest = _OPENINGS
    opening: set[str] = set()
    opened = np.zeros(len(folded), np.float32)
    above: list[str] = []  # what the present text may begin with, each beginning with the one before it
    for at in sorted(range(len(folded)), key=folded.__getitem__):
        text = folded[at]
        if len(text) < shortest:
            continue
        while above and not text.startswith(above[-1]):
            above.pop()
        if above and above[-1] == text:
            opened[at] = len(above) > 1
            continue
        if above:
            opening.add(above[-1])
            opened[at] = 1
        if len(text) <= longest:
            above.append(text)
    return np.array([text in opening for text in folded], np.float32), opened
