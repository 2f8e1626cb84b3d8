"""Where the text of the article begins and ends, and what an address tells of the page it leads to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsparse.roles import BODY_ROLES

if TYPE_CHECKING:
    from newsparse.label.labelled import LabelledPage

__all__ = ["body_span", "host", "is_story", "site_of"]

_APART = 25
"""Blocks of other kinds that part what may be another text from the article's."""
_SHARE = 0.15
"""Share of the longest run of text that another run of text must have to belong to the article."""
_SLUG = re.compile(r"[^\W\d_]+(?:[-_+][^\W_]+){3,}|(?<!\d)\d{5,}(?!\d)|[-_/.](?=[\w-]*\d)[a-z0-9]{8,}", re.I)
_SHARED_ENDINGS = 3
"""Letters of a part of a host's name that may belong to its ending ("co.uk")."""


def body_span(labelled: LabelledPage) -> range:
    """Blocks from the first to the last of the article's text, without strays far from it; empty where there is no text."""
    runs: list[list[int]] = []  # first block, last block, characters
    for block, label in zip(labelled.page.blocks, labelled.labels, strict=True):
        if label.role not in BODY_ROLES:
            continue
        if runs and block.index - runs[-1][1] <= _APART:
            runs[-1][1] = block.index
            runs[-1][2] += len(block.text)
        else:
            runs.append([block.index, block.index, len(block.text)])
    if not runs:
        return range(0)
    least = max(size for *_, size in runs) * _SHARE
    runs = [run for run in runs if run[2] >= least]
    return range(runs[0][0], runs[-1][1] + 1)


def is_story(url: str) -> bool:
    """Whether an address looks like a story's: words joined by dashes, a long number or a code in its path."""
    address = url[:500].partition("#")[0].partition("?")[0]
    path = address.partition("//")[2].partition("/")[2] if "//" in address else address
    return _SLUG.search(path) is not None


def host(url: str) -> str:
    """The host that an address names, in small letters; empty for a relative one."""
    return url[:500].partition("//")[2].partition("/")[0].partition("?")[0].partition(":")[0].lower() if "//" in url[:10] else ""


def site_of(name: str) -> str:
    """The part of a host's name that the pages of one site share: "www.post.co.uk" and "sport.post.co.uk" give "post.co.uk"."""
    parts = name.split(".")
    keep = 3 if len(parts) > 2 and len(parts[-2]) <= _SHARED_ENDINGS else 2
    return ".".join(parts[-keep:])
