"""The containers that a block stands in, as spans of the stream.

A container's blocks follow each other, so a sum over it is a difference of running sums.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from newsparse.label.places import Places
    from newsparse.read.page import Page

__all__ = ["LEVELS", "enclosing_spans", "running_sums", "span_means", "unique_spans"]

LEVELS = 4
"""How many growing containers around a block are looked at."""


def enclosing_spans(page: Page, places: Places) -> NDArray[np.int32]:
    """For each block the ``LEVELS`` smallest different containers of two blocks or more around it.

    Shape (blocks, LEVELS, 2): first block and the one behind the last. Where a block has fewer, the whole page stands in.

    Args:
        page: the page.
        places: where its containers stand.
    """
    total = len(page.blocks)
    chains: list[tuple[int, ...]] = []  # for each node first and behind of the containers around it, the smallest first
    for node, start, end in zip(page.nodes, places.first, places.behind, strict=True):
        above = chains[node.parent] if chains else (0, total) * LEVELS
        if end - start >= 2 and (start, end) != above[:2]:
            above = (start, end, *above[:-2])
        chains.append(above)
    return np.array([chains[block.node] for block in page.blocks], np.int32).reshape(total, LEVELS, 2)


def unique_spans(spans: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """The different spans, shape (n, 2), and which of them each block has on each level, shape (blocks, LEVELS)."""
    width = int(spans.max()) + 1
    codes, at = np.unique(spans[:, :, 0].astype(np.int64) * width + spans[:, :, 1], return_inverse=True)
    return np.stack([codes // width, codes % width], axis=1), at.reshape(spans.shape[:2])


def running_sums(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Sums of the rows before each row, and of all: shape (n + 1, columns)."""
    sums = np.zeros((values.shape[0] + 1, values.shape[1]), np.float32)
    np.cumsum(values, axis=0, out=sums[1:])
    return sums


def span_means(sums: NDArray[np.float32], spans: NDArray[np.int64]) -> NDArray[np.float32]:
    """Means of rows over spans of shape (n, 2), from the rows' running sums; the result has shape (n, columns)."""
    lengths = np.maximum(spans[:, 1] - spans[:, 0], 1).astype(np.float32)
    means: NDArray[np.float32] = (sums[spans[:, 1]] - sums[spans[:, 0]]) / lengths[:, None]
    return means
