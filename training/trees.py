"""Fits ``newsparse.fields.quotes.trees``: gradient boosting of trees with one question a level (logistic loss, second-order steps)."""

from __future__ import annotations

from typing import Any

import numpy as np
from attrs import define
from numpy.typing import NDArray

from newsparse.fields.quotes.trees import Trees

__all__ = ["Grown", "grow"]

Floats = NDArray[np.float64]


@define(eq=False)
class Grown:
    """Trees as they are written to a file: see ``Trees`` for what each holds."""

    base: float
    columns: list[list[int]]
    cuts: list[list[float]]
    leaves: list[list[float]]

    def trees(self) -> Trees:
        return Trees(self.base, self.columns, self.cuts, self.leaves)

    def plain(self) -> dict[str, Any]:
        """For JSON; leaves and base in thousandths."""
        leaves = [[round(value * 1000) for value in tree] for tree in self.leaves]
        return {"base": round(self.base * 1000), "columns": self.columns, "cuts": self.cuts, "leaves": leaves}


def grow(
    rows: Floats,
    truth: Floats,
    shares: Floats,
    *,
    count: int = 200,
    depth: int = 4,
    rate: float = 0.08,
    penalty: float = 4.0,
    seed: int = 0,
) -> Grown:
    """Trees that tell rows that are true from those that are not.

    Args:
        rows: shape (rows, columns).
        truth: 1 or 0 for each row.
        shares: how much each row counts.
        count: trees.
        depth: questions a tree.
        rate: how much of its step a tree takes.
        penalty: added to a leaf's second derivative, which keeps leaves with few rows small.
        seed: of the choice of columns that each tree may ask for.
    """
    random = np.random.default_rng(seed)
    cuts = [_cuts(column) for column in rows.T]
    bins = np.stack([np.searchsorted(cut, column) for cut, column in zip(cuts, rows.T, strict=True)], 1)
    base = float(np.log((shares * truth).sum() / (shares * (1 - truth)).sum()))
    scores = np.full(len(truth), base)
    grown = Grown(base, [], [], [])
    asked = max(1, rows.shape[1] * 3 // 10)
    for _ in range(count):
        odds = 1 / (1 + np.exp(-scores))
        slope, bend = (odds - truth) * shares, odds * (1 - odds) * shares
        leaf = np.zeros(len(truth), np.intp)
        columns: list[int] = []
        values: list[float] = []
        allowed = random.permutation(rows.shape[1])[:asked]
        for level in range(depth):
            column, number = _best(leaf, 1 << level, bins, cuts, (slope, bend), allowed=allowed, penalty=penalty)
            columns.append(column)
            values.append(round(float(cuts[column][number]), 4))
            leaf = leaf * 2 + (bins[:, column] > number)
        total, bent = np.bincount(leaf, slope, 1 << depth), np.bincount(leaf, bend, 1 << depth)
        step = -rate * total / (bent + penalty)
        scores += step[leaf]
        grown.columns.append(columns)
        grown.cuts.append(values)
        grown.leaves.append(step.tolist())
    return grown


def _cuts(column: Floats, most: int = 24) -> Floats:
    """Values between those of a column, at most so many."""
    values = np.unique(column)
    between = (values[1:] + values[:-1]) / 2
    return between if len(between) <= most else np.unique(np.quantile(column, np.linspace(0, 1, most + 2)[1:-1]))


def _best(
    leaf: NDArray[np.intp],
    leaves: int,
    bins: NDArray[np.intp],
    cuts: list[Floats],
    loss: tuple[Floats, Floats],
    *,
    allowed: Any,
    penalty: float,
) -> tuple[int, int]:
    """The column and the number of its cut that gain most when all leaves are parted by it; ``loss``: first and second derivative."""
    slope, bend = loss
    most, best = -1.0, (int(allowed[0]), 0)
    for column in allowed:
        width = len(cuts[column]) + 1
        if width == 1:
            continue
        cell = leaf * width + bins[:, column]
        total = np.bincount(cell, slope, leaves * width).reshape(leaves, width).cumsum(1)
        bent = np.bincount(cell, bend, leaves * width).reshape(leaves, width).cumsum(1)
        left = total[:, :-1] ** 2 / (bent[:, :-1] + penalty)
        right = (total[:, -1:] - total[:, :-1]) ** 2 / (bent[:, -1:] - bent[:, :-1] + penalty)
        gain = (left + right).sum(0)
        number = int(gain.argmax())
        if gain[number] > most:
            most, best = float(gain[number]), (int(column), number)
    return best
