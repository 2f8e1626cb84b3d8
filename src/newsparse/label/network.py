"""The labeller's network: odds of each role for each block, seen with its neighbours and its containers.

A block's features and the words of the elements around it become a vector; residual layers then mix in the vectors of the blocks
before and behind it (a dilated convolution over the stream, as in Bai, Kolter and Koltun 2018) and the means over the containers
around it. Training is elsewhere (``training/``); here numpy applies the weights.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Literal

import numpy as np

from newsparse.label.containers import running_sums, span_means

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from newsparse.label.features import Features

__all__ = ["CLASSES", "Network", "network"]

CLASSES = (
    "headline", "kicker", "dek", "byline", "date", "read_time", "body", "heading", "caption", "credit", "inline_related", "prev_next",
    "teaser_section", "teaser_headline", "teaser_rest", "tag", "comment", "other",
)  # fmt: skip
"""What the network tells apart, in the order of its outputs."""


class Network:
    """Weights, ready to apply.

    Args:
        weights: arrays by name: ``mean``, ``scale`` and ``input`` (features to vector), ``near`` and ``far`` (words of a node and
            of those around it to vector), ``conv{i}``, ``span{i}``, ``bias{i}`` for each layer, ``output``, ``output_bias``, and
            ``words``, the vocabulary of node words joined by blanks.
    """

    def __init__(self, weights: dict[str, NDArray[np.float32]], words: tuple[str, ...]) -> None:
        scale = weights["scale"]
        self._input = weights["input"] * scale[:, None]
        self._input_bias = weights["input_bias"] - (weights["mean"] * scale) @ weights["input"]
        self._near, self._far = weights["near"], weights["far"]
        self._layers: list[tuple[int, NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]] = []
        dilation = 1
        while f"conv{len(self._layers)}" in weights:
            i = len(self._layers)
            self._layers.append((dilation, weights[f"conv{i}"], weights[f"span{i}"], weights[f"bias{i}"]))
            dilation *= 2
        self._output, self._output_bias = weights["output"], weights["output_bias"]
        self._words = {word: i for i, word in enumerate(words)}
        self._sets: dict[tuple[str, ...], frozenset[int]] = {}  # of words that nodes had before

    def odds(self, page: Features) -> NDArray[np.float32]:
        """Odds of each of ``CLASSES`` for each block: shape (blocks, len(CLASSES)), each row sums to 1."""
        if not len(page.rows):
            return np.zeros((0, len(CLASSES)), np.float32)
        state = _product(page.rows, self._input)
        state += self._input_bias
        state += self._node_vectors(page)[page.nodes]
        np.maximum(state, 0, out=state)
        boxes = [_unique_spans(page.spans[:, level]) for level in range(page.spans.shape[1])]
        for dilation, conv, span, bias in self._layers:
            update = _product(np.concatenate([_shifted(state, dilation), state, _shifted(state, -dilation)], axis=1), conv)
            sums = running_sums(state)
            for level, (spans, box) in enumerate(boxes):  # many blocks share a container, so its mean is multiplied once
                update += _product(span_means(sums, spans), span[level])[box]
            update += bias + state.mean(axis=0) @ span[-1]
            state += np.maximum(update, 0, out=update)
        logits = _product(state, self._output) + self._output_bias
        logits -= logits.max(axis=1, keepdims=True)
        odds = np.asarray(np.exp(logits), np.float32)
        odds /= odds.sum(axis=1, keepdims=True)
        return odds

    def _known(self, words: tuple[str, ...]) -> frozenset[int]:
        """The rows of the words that the vocabulary holds."""
        found = self._sets.get(words)
        if found is None:
            if len(self._sets) >= _MOST_SETS:
                self._sets.clear()
            found = self._sets[words] = frozenset([self._words[word] for word in words if word in self._words])
        return found

    def _node_vectors(self, page: Features) -> NDArray[np.float32]:
        """The vectors of the nodes' words: a node's own ones, and those of it and all nodes around it, each word once."""
        own_sets: list[frozenset[int]] = []
        around_sets: list[frozenset[int]] = []
        for words, parent in zip(page.near, page.parents, strict=True):
            own = self._known(words)
            above = around_sets[parent] if parent >= 0 else _NO_WORDS
            own_sets.append(own)
            around_sets.append(above if own <= above else above | own)
        return _sums_of(self._near, own_sets) + _sums_of(self._far, around_sets)


_MOST_SETS = 8192
"""Sets of words that are remembered; pages of a site share most of theirs."""
_NO_WORDS: frozenset[int] = frozenset()


def _sums_of(table: NDArray[np.float32], sets: list[frozenset[int]]) -> NDArray[np.float32]:
    """For each set of rows of the table their sum; equal sets are summed once."""
    places: dict[frozenset[int], int] = {}
    at = [places.setdefault(rows, len(places)) for rows in sets]
    flat = [row for rows in places for row in sorted(rows)]
    sizes = np.array([len(rows) for rows in places])
    sums = np.zeros((len(places), table.shape[1]), np.float32)
    filled = sizes > 0
    if flat:
        starts = np.cumsum(sizes) - sizes
        sums[filled] = np.add.reduceat(table[flat], starts[filled], axis=0)
    return sums[at]


def _unique_spans(spans: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """The different spans of a level, and which of them each block has."""
    width = int(spans.max()) + 1
    codes, at = np.unique(spans[:, 0].astype(np.int64) * width + spans[:, 1], return_inverse=True)
    return np.stack([codes // width, codes % width], axis=1), at.ravel()


_PIECE = 64


def _product(rows: NDArray[np.float32], weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """``rows @ weights`` in pieces that are too small for the BLAS to start threads.

    Threads would cost more than they save on matrices of this size, and everything where each core has its own worker already.
    """
    count, width = rows.shape
    pieces = -(-count // _PIECE)
    padded = np.zeros((pieces * _PIECE, width), np.float32)
    padded[:count] = rows
    padded = padded.reshape(pieces, _PIECE, width)
    out = np.matmul(padded[:, :, :_PIECE], weights[:_PIECE])
    for start in range(_PIECE, width, _PIECE):
        out += np.matmul(padded[:, :, start : start + _PIECE], weights[start : start + _PIECE])
    return np.asarray(out.reshape(pieces * _PIECE, -1)[:count])


def _shifted(state: NDArray[np.float32], by: int) -> NDArray[np.float32]:
    out = np.zeros_like(state)
    if abs(by) < len(state):
        if by > 0:
            out[by:] = state[:-by]
        else:
            out[:by] = state[-by:]
    return out


@cache
def network(kind: Literal["html", "text"]) -> Network:
    """The weights for pages of a kind, read on first use."""
    with (resources.files(__package__ or "newsparse.label") / f"{kind}.npz").open("rb") as file:
        arrays = np.load(file)
        weights = {name: arrays[name].astype(np.float32) for name in arrays.files if name != "words"}
        words = tuple(str(arrays["words"]).split())
    return Network(weights, words)
