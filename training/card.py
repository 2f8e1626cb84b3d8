"""The model card: what the weights were trained on, and how well they do on sites that they have not seen."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from newsparse.label.network import CLASSES
from training.dataset import Example

__all__ = ["Outcome", "model_card", "outcome"]

SOURCES = (
    ("wcxb", "WCXB (Foley 2026)", "CC BY 4.0", "body, title"),
    ("fundus", "Fundus test resources (Dallabetta et al. 2024)", "MIT", "body, summary, headings, title"),
    ("trafilatura", "Trafilatura evaluation set (Barbaresi 2021)", "Apache-2.0", "segments in and out of the body"),
    ("roles", "148 pages of these sets, every block's role annotated by hand for newsparse", "as the sets", "all roles"),
)
_BODY = [CLASSES.index("body"), CLASSES.index("heading")]
_FEWEST = 5
"""Pages below which a row of the card would say little."""


@frozen
class Outcome:
    """One page as weights labelled it that have not seen its site."""

    set: str
    form: str
    type: str
    language: str
    right: float
    """Characters of the body that were found (of blocks whose annotation tells whether they are body)."""
    found: float
    wanted: float
    roles: tuple[tuple[int, int], ...]
    """(annotated class, found class) of each block; empty where roles are not annotated."""


def outcome(example: Example, odds: NDArray[np.float32], threshold: Callable[[NDArray[np.float32], NDArray[np.float32]], float]) -> Outcome:
    """Compare odds with the annotation.

    Args:
        example: the page.
        odds: of each class for each block.
        threshold: the labeller's, from odds of body and characters of the blocks.
    """
    sizes = np.array([len(text) for text in example.features.folded], np.float32)
    in_body = odds[:, _BODY].sum(axis=1)
    body = example.allowed[:, _BODY].sum(axis=1)
    known = (example.weights > 0) & ((body == 0) | (body == example.allowed.sum(axis=1)))
    wanted, found = known & (body > 0), known & (in_body >= threshold(in_body, sizes))
    roles = tuple(zip(example.allowed.argmax(axis=1).tolist(), odds.argmax(axis=1).tolist(), strict=True)) if example.annotated else ()
    mass = [float(sizes[mask].sum()) for mask in (wanted & found, found, wanted)]
    return Outcome(example.set, example.form, example.type, example.language or "unknown", *mass, roles)


def body_f1(outcomes: Iterable[Outcome]) -> float:
    """F1 of mean precision and mean recall over the pages that have a body; NaN where none has one."""
    pairs = [(o.right / o.found if o.found else 0.0, o.right / o.wanted) for o in outcomes if o.wanted]
    if not pairs:
        return float("nan")
    precision, recall = np.mean(pairs, axis=0)
    return float(2 * precision * recall / (precision + recall)) if precision + recall else 0.0


def _body_table(title: str, outcomes: list[Outcome], key: Callable[[Outcome], str]) -> list[str]:
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for each in outcomes:
        if each.wanted:
            groups[key(each)].append(each)
    rows = [(name, group) for name, group in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])) if len(group) >= _FEWEST]
    lines = [f"| {title} | pages | body F1 |", "|---|---:|---:|"]
    return [*lines, *(f"| {name} | {len(group)} | {body_f1(group):.3f} |" for name, group in rows), ""]


def _role_table(outcomes: list[Outcome]) -> list[str]:
    counts = np.zeros((len(CLASSES), len(CLASSES)), int)
    for each in outcomes:
        for wanted, found in each.roles:
            counts[wanted, found] += 1
    lines = ["| role | blocks | precision | recall |", "|---|---:|---:|---:|"]
    for at, name in enumerate(CLASSES):
        right, found, wanted = counts[at, at], counts[:, at].sum(), counts[at].sum()
        if wanted:
            lines.append(f"| {name} | {wanted} | {right / max(found, 1):.3f} | {right / wanted:.3f} |")
    return [*lines, ""]


def model_card(kind: str, examples: list[Example], outcomes: list[Outcome], weights: int, epochs: int) -> str:
    """The card in Markdown.

    Args:
        kind: "html" or "text".
        examples: what was trained on.
        outcomes: of every example, out of fold.
        weights: bytes of the weights' file.
        epochs: of training.
    """
    sites = len({example.site for example in examples})
    pages = len({(example.set, example.id) for example in examples})
    lines = [
        f"# Model card: the labeller of {'HTML pages' if kind == 'html' else 'plain text'}",
        "",
        f"Written by `python -m training` on {dt.datetime.now(dt.UTC).date().isoformat()}. Weights: {weights / 1024:.0f} KiB;",
        f"{epochs} epochs; "
        f"{pages} pages of {sites} sites, {sum(len(example.allowed) for example in examples)} blocks"
        + ("." if kind == "html" else f", each page in the forms {', '.join(sorted({example.form for example in examples}))}."),
        "",
        "Every figure is out of fold: the pages of a site are labelled by weights that saw no page of that site. They are figures of",
        "blocks, counted in characters; the benchmark's figures, of the texts that come out, are in `benchmarks/floors.json`.",
        "",
        "| data | licence | annotated |",
        "|---|---|---|",
        *(f"| {name} | {licence} | {what} |" for _, name, licence, what in SOURCES),
        "",
    ]
    lines += _body_table("set", outcomes, lambda each: each.set if kind == "html" else f"{each.set}, {each.form}")
    lines += _body_table("page type", outcomes, lambda each: each.type)
    lines += _body_table("language", outcomes, lambda each: each.language)
    lines += ["Roles, on the pages where every block has one:", "", *_role_table(outcomes)]
    lines += [
        "Known limits: forums, product and list pages have bodies that people draw differently; languages with few pages above are read by",
        "form and place more than by words. Nothing about persons is learned: the vocabulary holds class and id words of many sites alone.",
        "",
    ]
    return "\n".join(lines)
