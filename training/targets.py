"""What each block of an annotated page is, found by aligning the words of the page with those of its gold."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from rapidfuzz.distance import LCSseq

from newsparse.label.network import CLASSES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from newsparse.read.page import Page

WORD = re.compile(r"\w+")
AT = {name: i for i, name in enumerate(CLASSES)}
ALL = np.ones(len(CLASSES), np.float32)
"""Allowed classes of a block whose class is not annotated."""


def words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def aligned(page: Page, gold: list[str]) -> list[NDArray[np.int64]]:
    """For each block of the page the positions of its words in ``gold``, -1 for words that are not there (longest common subsequence)."""
    parts = [words(block.text) for block in page.blocks]
    flat = [word for part in parts for word in part]
    at = np.full(len(flat), -1, np.int64)
    for tag, first, behind, start, _ in LCSseq.opcodes(flat, gold):
        if tag == "equal":
            at[first:behind] = np.arange(start, start + behind - first)
    edges = np.cumsum([0, *map(len, parts)])
    return [at[edges[i] : edges[i + 1]] for i in range(len(parts))]


def only(*names: str) -> NDArray[np.float32]:
    row = np.zeros(len(CLASSES), np.float32)
    row[[AT[name] for name in names]] = 1
    return row


def without(*names: str) -> NDArray[np.float32]:
    return np.asarray(1 - only(*names))


def from_roles(page: Page, row: dict[str, Any]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Targets from a page with a role for every block: allowed classes (blocks, classes) and weights (blocks)."""
    gold: list[str] = []
    roles: list[int] = []
    for block in row["blocks"]:
        part = words(block["text"])
        gold += part
        roles += [AT[block["role"]]] * len(part)
    role_at = np.array([*roles, -1])
    allowed, weights = [], []
    for positions in aligned(page, gold):
        found = role_at[positions]
        counts = np.bincount(found[found >= 0], minlength=len(CLASSES))
        if counts.sum() * 2 < len(positions) or not len(positions):
            allowed.append(only("other") if len(positions) else ALL)  # hidden on the page, so not annotated
            weights.append(0.75)
        else:
            name = CLASSES[int(counts.argmax())]
            allowed.append(only(name))
            weights.append(1.5 if name in ("other", "body") else 3.0)  # the small roles are rare on the pages, not in what readers want
    return np.array(allowed).reshape(-1, len(CLASSES)), np.array(weights, np.float32)


def from_body(page: Page, row: dict[str, Any]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Targets from a page whose body text is annotated (and its headline, and its standfirst where the set has them)."""
    body = words(row["body"])
    summary = words(row.get("summary") or "")
    headings = {" ".join(words(text)) for text in row.get("headings") or ()}
    title = " ".join(words(row.get("title") or ""))
    rows, weights = [], []
    in_body = aligned(page, body)
    in_summary = aligned(page, summary) if summary else [np.array([])] * len(page.blocks)
    headline = headline_at(page, title, in_body)
    for block, positions, dek in zip(page.blocks, in_body, in_summary, strict=True):
        size = len(positions)
        text = " ".join(words(block.text))
        share = float((positions >= 0).mean()) if size else 0.0
        weight = 0.3 + min(size, 60) / 40
        if not size:
            allowed, weight = ALL, 0.0
        elif block.index == headline:
            allowed, weight = only("headline"), 1.0
        elif title and text == title:
            allowed, weight = without("headline", "body", "heading"), 0.5
        elif summary and (dek >= 0).mean() > 0.8 and size > 3:
            allowed = only("dek", "body") if share > 0.8 else only("dek", "other")
        elif share >= 0.75:
            allowed = (
                only("heading") if text in headings else only("body") if row.get("headings") and size > 12 else only("body", "heading")
            )
        elif share > 0.35 and size > 3:
            allowed, weight = ALL, 0.0
        else:
            allowed = without("body", "heading", "headline") if title and headline >= 0 else without("body", "heading")
        rows.append(allowed)
        weights.append(weight)
    return np.array(rows).reshape(-1, len(CLASSES)), np.array(weights, np.float32)


def headline_at(page: Page, title: str, in_body: list[NDArray[np.int64]]) -> int:
    """Index of the block that is the headline: of those that read like the title an h1, else the last one before the body; -1 for none."""
    same = [block.index for block in page.blocks if title and " ".join(words(block.text)) == title]
    heads = [i for i in same if page.blocks[i].tag == "h1"]
    start = next((i for i, at in enumerate(in_body) if len(at) >= 12 and (at >= 0).mean() >= 0.75), len(in_body))
    before = [i for i in heads or same if i <= start]
    return before[-1] if before else (heads or same or [-1])[0]


def from_segments(page: Page, row: dict[str, Any]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Targets from a page of which some segments are known to be in the body and some to be outside."""
    inside = [" ".join(words(text)) for text in row["with"]]
    outside = [" ".join(words(text)) for text in row["without"]]
    rows, weights = [], []
    for block in page.blocks:
        text = f" {' '.join(words(block.text))} "
        if any(part and f" {part} " in text for part in inside):
            rows.append(only("body", "heading"))
            weights.append(1.0)
        elif any(part and f" {part} " in text for part in outside):
            rows.append(without("body", "heading"))
            weights.append(1.0)
        else:
            rows.append(ALL)
            weights.append(0.0)
    return np.array(rows).reshape(-1, len(CLASSES)), np.array(weights, np.float32)


def load_gold(shared: Path) -> list[dict[str, Any]]:
    """All annotated pages; one that has roles for every block carries them under ``blocks``."""
    roles = {}
    for line in (shared / "gold" / "pages.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        roles[row["set"], row["id"]] = row
    rows = []
    for name in ("fundus", "wcxb", "trafilatura"):
        for line in (shared / "corpora" / name / "gold.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            annotated = roles.get((row["set"], row["id"]))
            if annotated:
                row["blocks"] = annotated["blocks"]
                row["annotated"] = annotated
            rows.append(row)
    return rows


def targets(page: Page, row: dict[str, Any]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Allowed classes (blocks, classes) and weights (blocks) by what is annotated."""
    if "blocks" in row:
        allowed, weights = from_roles(page, row)
        if "body" in row:  # both annotations: the set's own body is what its score counts, so where they differ the block tells little
            rough, _ = from_body(page, row)
            clash = (allowed * rough).sum(axis=1) == 0
            weights = np.where(clash, weights * 0.3, weights).astype(np.float32)
        return allowed, weights
    if "body" in row:
        return from_body(page, row)
    return from_segments(page, row)
