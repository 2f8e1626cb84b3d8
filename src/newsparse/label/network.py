"""The labeller's network: odds of each role for each block, seen with its neighbours, its containers and the blocks of its kind.

A block's features and the words of the elements around it become a vector; residual layers then mix in the vectors of the blocks
before and behind it (a dilated convolution over the stream, as in Bai, Kolter and Koltun 2018); some of them also the means over the
containers around it, over the blocks of its kind and over the page. Training is elsewhere (``training/``); here numpy applies the weights.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Literal

import numpy as np
from attrs import frozen

from newsparse.label.containers import running_sums, span_means, unique_spans

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from newsparse.label.features import Features

__all__ = ["CLASSES", "Network", "network"]

CLASSES = (
    "headline", "kicker", "dek", "byline", "date", "read_time", "body", "heading", "caption", "credit", "inline_related", "prev_next",
    "teaser_section", "teaser_headline", "teaser_rest", "tag", "comment", "other",
)  # fmt: skip
"""What the network tells apart, in the order of its outputs."""


@frozen(eq=False)
class _Layer:
    """One residual layer."""

    dilation: int
    conv: NDArray[np.float32]
    """Vectors of the block ``dilation`` before, of the block, of the one ``dilation`` behind, to the change of the block's vector."""
    bias: NDArray[np.float32]
    span: NDArray[np.float32] | None
    """Means over the containers, the smallest first: (width, LEVELS * width); None where the layer looks at neighbours alone."""
    kin: NDArray[np.float32] | None
    page: NDArray[np.float32] | None


class Network:
    """Weights, ready to apply.

    Args:
        weights: arrays by name: ``mean``, ``scale`` and ``input`` (features to vector), ``near`` and ``far`` (words of a node and
            of those around it to vector), ``dilations``, ``conv{i}`` and ``bias{i}`` for each layer, ``span{i}``, ``kin{i}`` and
            ``page{i}`` for those that look beyond neighbours, ``output``, ``output_bias``.
        words: the vocabulary of node words, in the order of the rows of ``near`` and ``far``.
    """

    def __init__(self, weights: dict[str, NDArray[np.float32]], words: tuple[str, ...]) -> None:
        scale = weights["scale"]
        self._input = weights["input"] * scale[:, None]
        self._input_bias = weights["input_bias"] - (weights["mean"] * scale) @ weights["input"]
        self._near_far = np.concatenate([weights["near"], weights["far"]], axis=1)
        self._layers = [
            _Layer(
                int(dilation),
                weights[f"conv{i}"],
                weights[f"bias{i}"],
                *(weights.get(f"{name}{i}") for name in ("span", "kin", "page")),
            )
            for i, dilation in enumerate(weights["dilations"])
        ]
        self._output, self._output_bias = weights["output"], weights["output_bias"]
        self._words = {word: i for i, word in enumerate(words)}
        self._known: dict[tuple[str, ...], tuple[int, ...]] = {}  # of the words that nodes had before

    def odds(self, page: Features) -> NDArray[np.float32]:
        """Odds of each of ``CLASSES`` for each block: shape (blocks, len(CLASSES)), each row sums to 1."""
        if not len(page.rows):
            return np.zeros((0, len(CLASSES)), np.float32)
        state = _product(page.rows, self._input)
        state += self._input_bias
        state += self._words_around(page)
        np.maximum(state, 0, out=state)
        boxes, boxes_of = unique_spans(page.spans)
        kin = _Kin(page.kinds)
        for layer in self._layers:
            update = _product(_neighbours(state, layer.dilation), layer.conv)
            update += layer.bias
            if layer.span is not None and layer.kin is not None and layer.page is not None:
                width = state.shape[1]
                of_box = _product(span_means(running_sums(state), boxes), layer.span)  # many blocks share a container
                for level in range(boxes_of.shape[1]):
                    update += of_box[:, level * width : (level + 1) * width][boxes_of[:, level]]
                update += _product(kin.means(state), layer.kin)[page.kinds]
                update += state.mean(axis=0) @ layer.page
            state += np.maximum(update, 0, out=update)
        logits = _product(state, self._output) + self._output_bias
        logits -= logits.max(axis=1, keepdims=True)
        odds = np.asarray(np.exp(logits), np.float32)
        odds /= odds.sum(axis=1, keepdims=True)
        return odds

    def _words_around(self, page: Features) -> NDArray[np.float32]:
        """For each block the vectors of the words of its node, and of all nodes around it, summed.

        What stands around a block begins before it and ends behind it, so the sums over all nodes around are running sums of what begins
        less what ended.
        """
        width = self._output.shape[0]
        places: dict[tuple[int, ...], int] = {(): 0}
        at = np.array([places.setdefault(self._rows_of(words), len(places)) for words in page.near])
        vectors = np.zeros((len(places), 2 * width), np.float32)
        flat = [row for rows in places for row in rows]
        if flat:
            sizes = np.array([len(rows) for rows in places])
            vectors[1:] = np.add.reduceat(self._near_far[flat], (np.cumsum(sizes) - sizes)[1:], axis=0)
        telling = np.flatnonzero(at)
        first, behind = page.extents[telling].T
        change = np.zeros((len(page.rows) + 1, width), np.float32)
        for places_of, sign in ((first, 1), (behind, -1)):
            order = np.argsort(places_of, kind="stable")
            where, starts = np.unique(places_of[order], return_index=True)
            if len(where):
                change[where] += sign * np.add.reduceat(vectors[at[telling[order]], width:], starts, axis=0)
        around: NDArray[np.float32] = np.cumsum(change[:-1], axis=0)
        around += vectors[at[page.nodes], :width]
        return around

    def _rows_of(self, words: tuple[str, ...]) -> tuple[int, ...]:
        """The rows of the different words that the vocabulary holds."""
        found = self._known.get(words)
        if found is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            found = self._known[words] = tuple(dict.fromkeys([self._words[word] for word in words if word in self._words]))
        return found


_MOST_KNOWN = 8192
"""Nodes' words that are remembered; pages of a site share most of theirs."""


class _Kin:
    """Means over the blocks of each kind."""

    def __init__(self, kinds: NDArray[np.int32]) -> None:
        self._order = np.argsort(kinds, kind="stable")
        sizes = np.bincount(kinds)
        self._starts = np.cumsum(sizes) - sizes
        self._sizes = sizes.astype(np.float32)[:, None]

    def means(self, state: NDArray[np.float32]) -> NDArray[np.float32]:
        sums: NDArray[np.float32] = np.add.reduceat(state[self._order], self._starts, axis=0)
        sums /= self._sizes
        return sums


def _neighbours(state: NDArray[np.float32], by: int) -> NDArray[np.float32]:
    """The vectors of the block ``by`` before each block, of itself and of the one behind, side by side; 0 beyond the ends."""
    count, width = state.shape
    out = np.zeros((count, 3 * width), np.float32)
    if by < count:
        out[by:, :width] = state[:-by]
        out[:-by, 2 * width :] = state[by:]
    out[:, width : 2 * width] = state
    return out


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


@cache
def network(kind: Literal["html", "text"]) -> Network:
    """The weights for pages of a kind, read on first use."""
    with (resources.files(__package__ or "newsparse.label") / f"{kind}.npz").open("rb") as file:
        arrays = np.load(file)
        weights = {name: arrays[name].astype(np.float32) for name in arrays.files if name != "words"}
        words = tuple(str(arrays["words"]).split())
    return Network(weights, words)
