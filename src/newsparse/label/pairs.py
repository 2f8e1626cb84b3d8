"""Headlines with a snippet: in plain text a teaser's headline and summary look alike alone, but not in a run of their kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.label.labelled import Label
from newsparse.roles import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.read.page import Block

__all__ = ["summaries_in_pairs"]

_PARTS = frozenset({Role.TEASER_HEADLINE, Role.TEASER_SUMMARY, Role.TEASER_META, Role.OTHER})
_LONGEST_HEADLINE = 150
_LONGER = 1.5
"""How much longer the snippets of a page are than their headlines, on the whole, where they come in pairs."""
_PAIRS = 3


def summaries_in_pairs(blocks: Sequence[Block], labels: list[Label]) -> dict[int, Label]:
    """New labels, by index, for the blocks that are snippets under another story's headline.

    Where the teasers of a page come as headline, snippet, headline, snippet, each second block is longer than the one before it. The page
    shows that when it has ``_PAIRS`` such pairs and its snippets are ``_LONGER`` times as long in sum; then every run of that form counts.
    """
    pairs = [pair for run in _runs(labels) for pair in _pairs(blocks, labels, run)]
    heads = sum(len(blocks[head].text) for head, _ in pairs)
    snippets = sum(len(blocks[snippet].text) for _, snippet in pairs)
    if len(pairs) < _PAIRS or snippets < heads * _LONGER:
        return {}
    settled: dict[int, Label] = {}
    for head, snippet in pairs:
        settled[head] = Label(Role.TEASER_HEADLINE, labels[head].odds, "stands over a snippet in a run of such pairs")
        settled[snippet] = Label(Role.TEASER_SUMMARY, labels[snippet].odds, "stands under a headline in a run of such pairs")
    return settled


def _runs(labels: list[Label]) -> list[list[int]]:
    """Runs of blocks that can be parts of teasers and begin with a headline."""
    runs: list[list[int]] = []
    last = -2
    for index, label in enumerate(labels):
        if label.role not in _PARTS:
            continue
        if index - last == 1:
            runs[-1].append(index)
        elif label.role is Role.TEASER_HEADLINE:
            runs.append([index])
        else:
            continue
        last = index
    return runs


def _pairs(blocks: Sequence[Block], labels: list[Label], run: list[int]) -> list[tuple[int, int]]:
    """The run cut into headline and snippet; empty where its blocks do not alternate."""
    teasers = [index for index in run if labels[index].role is not Role.OTHER]
    run = run[: teasers[-1] - run[0] + 2]  # behind the last teaser one block may be its snippet
    pairs = list(zip(run[::2], run[1::2], strict=False))
    for head, snippet in pairs:
        if len(blocks[head].text) > _LONGEST_HEADLINE or len(blocks[snippet].text) <= len(blocks[head].text):
            return []
    return pairs
