"""A page as numbers for the labeller: one row a block, and the words of the elements around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from newsparse.label.containers import enclosing_spans
from newsparse.label.evidence import (
    DECLARED_NAMES,
    LINK_NAMES,
    TAG_NAMES,
    DeclaredEvidence,
    link_evidence,
    tag_evidence,
)
from newsparse.label.phrases import CATEGORIES, Match, phrase_index
from newsparse.label.shape import SHAPE_NAMES, shapes
from newsparse.label.stream import STREAM_NAMES, first_body, kin, stream_evidence
from newsparse.label.words import WORD_NAMES, word_evidence
from newsparse.lexicon import Lexicon, fold_all

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from newsparse.label.places import Places
    from newsparse.read.page import Page

__all__ = ["DECLARED_COLUMNS", "FEATURE_NAMES", "FOLDED", "Features", "features"]

FOLDED = 2000
"""Characters of a block that are compared with other texts."""
_PHRASE_AT = {category: position for position, category in enumerate(CATEGORIES)}
FEATURE_NAMES = (
    *SHAPE_NAMES,
    *DECLARED_NAMES,
    *LINK_NAMES,
    *STREAM_NAMES,
    *(f"is_{category}" for category in CATEGORIES),
    *(f"opens_{category}" for category in CATEGORIES),
    *WORD_NAMES,
    *TAG_NAMES,
)
"""The columns of ``Features.rows``."""
DECLARED_COLUMNS = slice(len(SHAPE_NAMES), len(SHAPE_NAMES) + len(DECLARED_NAMES))
"""The columns that compare a block with the page's head."""


@frozen(eq=False)
class Features:
    """What the labeller sees of a page."""

    rows: NDArray[np.float32]
    """Shape (blocks, len(FEATURE_NAMES))."""
    spans: NDArray[np.int32]
    """Shape (blocks, LEVELS, 2): the containers around each block."""
    near: list[tuple[str, ...]]
    """Words of each node's own attributes."""
    extents: NDArray[np.int32]
    """Shape (nodes, 2): each node's first block, and the one behind its last."""
    nodes: NDArray[np.int32]
    """Node of each block."""
    kinds: NDArray[np.int32]
    """A number for each block that blocks of one kind share."""
    folded: list[str]
    """Each block's text as ``newsparse.lexicon.fold`` leaves it, up to some length."""
    labels: list[tuple[Match, ...]]
    """The lexicon's labels that open each block."""


def features(page: Page, lexicons: tuple[Lexicon, ...], places: Places) -> Features:
    """Measure every block of a page.

    Args:
        page: the page.
        lexicons: its languages.
        places: where its containers stand.
    """
    blocks = page.blocks
    texts = [block.text for block in blocks]
    folded = fold_all([text[:FOLDED] for text in texts])
    tokens = [words.split(" ") for words in folded]
    declared = DeclaredEvidence(page).rows(texts, folded, tokens)
    index = phrase_index(lexicons)
    labels = [index.find(text) if index.may_open(text, words) else () for text, words in zip(texts, folded, strict=True)]
    form = shapes(blocks)
    kinds = kin(page)
    body_at = first_body(form, texts)
    rows = np.concatenate(
        [
            form,
            declared,
            link_evidence(page, tokens),
            stream_evidence(page, folded, form, kinds, headline_at=_headline_guess(page, declared), body_at=body_at),
            _label_evidence(labels),
            word_evidence(folded, tokens, form[:, SHAPE_NAMES.index("prose")], body_at, lexicons),
            tag_evidence(page),
        ],
        axis=1,
    )
    return Features(
        rows=rows,
        spans=enclosing_spans(page, places),
        near=[node.words for node in page.nodes],
        extents=np.stack([places.first, np.maximum(places.first, places.behind)], axis=1).astype(np.int32),
        nodes=np.array([block.node for block in blocks], np.int32),
        kinds=kinds,
        folded=folded,
        labels=labels,
    )


def _headline_guess(page: Page, declared: NDArray[np.float32]) -> int:
    """Index of the block that equals the declared headline, else opens the browser title, else the first h1; -1 where none does."""
    exact = np.flatnonzero(declared[:, 0]).tolist()
    heads = [i for i, block in enumerate(page.blocks) if block.tag == "h1"]
    for candidates in ([i for i in exact if page.blocks[i].tag == "h1"], exact, [i for i in heads if declared[i][1]], heads):
        if candidates:
            return int(candidates[0])
    return next((int(i) for i in np.flatnonzero(declared[:, 2]) if len(page.blocks[i].text) > 20), -1)


def _label_evidence(labels: list[tuple[Match, ...]]) -> NDArray[np.float32]:
    """Which labels each block is, and which open it: 1 where a mark sets the rest apart, else a half."""
    rows = np.zeros((len(labels), 2 * len(CATEGORIES)), np.float32)
    for row, matches in enumerate(labels):
        for match in matches:
            at = _PHRASE_AT[match.category]
            if match.whole:
                rows[row, at] = 1.0
            else:
                rows[row, at + len(CATEGORIES)] = 1.0 if match.marked else 0.5
    return rows
