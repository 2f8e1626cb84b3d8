"""Boosted decision trees whose every level asks one question of all its nodes, so that a tree's leaf is a number made of answers.

(Oblivious trees, as in Prokhorenkova and others 2018, "CatBoost".) A text's spans are judged together in a few array operations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["Trees"]


class Trees:
    """Trees, ready to apply.

    Args:
        base: what the score is before any tree adds to it.
        columns: for each tree the columns that its levels ask for, the first level first.
        cuts: for each tree the values above which the answer is yes.
        leaves: for each tree what it adds in each of its leaves, by the answers as a binary number.
    """

    def __init__(
        self, base: float, columns: Sequence[Sequence[int]], cuts: Sequence[Sequence[float]], leaves: Sequence[Sequence[float]]
    ) -> None:
        self._base = base
        self._columns = np.array(columns, np.intp)
        self._cuts = np.array(cuts, float)
        table = np.array(leaves, float)
        self._leaves = table.ravel()
        count, depth = self._columns.shape
        self._powers = (1 << np.arange(depth)[::-1]).astype(np.intp)
        self._offsets = (np.arange(count) * table.shape[1]).astype(np.intp)

    def scores(self, rows: NDArray[np.float64]) -> list[float]:
        """The score of each row (shape rows, columns): log odds."""
        answers = rows[:, self._columns] > self._cuts
        at = answers @ self._powers + self._offsets
        scores: list[float] = (self._leaves[at].sum(1) + self._base).tolist()
        return scores
