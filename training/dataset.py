"""Annotated pages as the labeller sees them: features and targets, for HTML and for the text that scrapers leave of it."""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from newsparse.errors import ParseError
from newsparse.label.features import Features, features
from newsparse.label.lexicons import lexicons_for
from newsparse.label.places import Places
from newsparse.read.reader import read
from training.pages import digest, page_bytes, site_of
from training.targets import load_gold, targets

DUMPS = ("lines", "inscriptis", "bs4")


@frozen(eq=False)
class Example:
    """One page, ready for training."""

    set: str
    id: str
    site: str
    """Pages of one site are never in training and in test at once."""
    form: str
    """"html" or the dumper."""
    digest: str
    """Of the page's bytes, or of its dump."""
    features: Features
    allowed: NDArray[np.float32]
    """Shape (blocks, classes): 1 for each class that the annotation allows."""
    weights: NDArray[np.float32]
    annotated: bool
    """Whether every block has its role."""
    type: str = "article"
    """Of the page, as its set says ("article", "forum", …)."""
    language: str | None = None
    """ISO 639-1, as the reader found it; None where it found none."""


def examples_of(row: dict[str, Any], shared: Path, forms: tuple[str, ...]) -> list[Example]:
    """The page in each of the forms."""
    sys.path.insert(0, str(shared / "bench"))
    from score import dump_text  # type: ignore[import-not-found]

    raw = page_bytes(shared, row)
    site = site_of(row, None)
    out = []
    html = read(raw, url=row.get("url"), kind="html")
    if site == row["id"] or "/" in site:
        site = site_of(row, html.declared.canonical_url or row["id"])
    for form in forms:
        given = raw if form == "html" else dump_text(raw, form)
        try:
            page = html if form == "html" else read(given, url=row.get("url"), kind="text")
        except ParseError:
            continue
        if not page.blocks:
            continue
        allowed, weights = targets(page, row)
        seen = features(page, lexicons_for(page), Places(page))
        about = {"annotated": "blocks" in row, "type": row.get("type", "article"), "language": page.language}
        out.append(Example(row["set"], row["id"], site, form, digest(given), seen, allowed, weights, **about))
    return out


def load(shared: Path, forms: tuple[str, ...], jobs: int = 2, limit: int | None = None) -> list[Example]:
    """Every annotated page in each form, in a fixed order."""
    rows = load_gold(shared)[:limit]
    with ProcessPoolExecutor(jobs) as pool:
        found = pool.map(partial(examples_of, shared=shared, forms=forms), rows, chunksize=8)
        return [example for examples in found for example in examples]
