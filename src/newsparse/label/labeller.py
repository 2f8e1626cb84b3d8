"""Gives each block of a page its role: the network's odds, then what one page can only have once, then finer roles."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Protocol

import numpy as np
from attrs import evolve

from newsparse.label.boxes import boxes
from newsparse.label.certain import certain_dates, certain_labels, certain_repeats, certain_teasers
from newsparse.label.features import features
from newsparse.label.labelled import Label, LabelledPage
from newsparse.label.lexicons import lexicons_for
from newsparse.label.mend import mend
from newsparse.label.network import CLASSES, Network, network
from newsparse.label.pairs import summaries_in_pairs
from newsparse.label.phrases import phrase_index
from newsparse.label.places import Places
from newsparse.label.refine import Boilerplate, body_role, heading_role, layout_tables, teaser_role
from newsparse.label.second import second_articles
from newsparse.label.standfirst import certain_standfirst
from newsparse.roles import Role

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from newsparse.read.page import Page

__all__ = ["SiteEvidence", "body_threshold", "label"]

_AT = {name: position for position, name in enumerate(CLASSES)}
_BODY = (_AT["body"], _AT["heading"])
_HEADLINE = _AT["headline"]
_LEAST_BODY_ODDS = 0.2
_LEAST_HEADLINE_ODDS = {"html": 0.15, "text": 0.01}
"""In plain text a headline looks like many a line, so odds are low, but there is one more often than not."""
_ROLE = {
    "headline": Role.HEADLINE,
    "kicker": Role.KICKER,
    "dek": Role.DEK,
    "byline": Role.BYLINE,
    "date": Role.DATE,
    "read_time": Role.READ_TIME,
    "caption": Role.CAPTION,
    "credit": Role.CREDIT,
    "inline_related": Role.INLINE_RELATED,
    "prev_next": Role.PREV_NEXT,
    "teaser_section": Role.TEASER_SECTION,
    "teaser_headline": Role.TEASER_HEADLINE,
    "tag": Role.TAG,
    "comment": Role.COMMENT,
}
"""Classes that are roles as they stand; the others (body, teaser_rest, other) are told apart further."""


class SiteEvidence(Protocol):
    """What is known of the site that a page is from (``newsparse.profiles``)."""

    def weighed(self, page: Page, folded: list[str], odds: NDArray[np.float32]) -> NDArray[np.float32]:
        """The odds of each block's classes with what is known of the site; ``folded`` are the blocks' folded texts."""

    def note(self, folded: str) -> str | None:
        """What is known of a block's text, for its reason."""


def label(
    page: Page, *, fetched_at: dt.datetime | None = None, weights: Network | None = None, site: SiteEvidence | None = None
) -> LabelledPage:
    """Label a page.

    Args:
        page: what ``newsparse.read`` made.
        fetched_at: handed on to the fields.
        weights: another network than the one that comes with the package.
        site: what is known of the page's site.
    """
    lexicons, places = lexicons_for(page), Places(page)
    if not page.blocks:
        return LabelledPage(page, [], lexicons, fetched_at, places)
    seen = features(page, lexicons, places)
    odds = (weights or network(page.kind)).odds(seen)
    if site is not None:
        odds = site.weighed(page, seen.folded, odds)
    sizes = np.array([len(block.text) for block in page.blocks], np.float32)
    classes = _classes(odds, sizes, _LEAST_HEADLINE_ODDS[page.kind])
    phrases = phrase_index(lexicons)
    guesses = [CLASSES[chosen] for chosen in classes]
    certain = (
        certain_repeats(page, seen.folded, guesses)
        | certain_teasers(page.blocks, lexicons, phrases, seen.folded, guesses)
        | certain_dates(page.blocks, lexicons, guesses)
        | certain_standfirst(page.blocks, phrases, seen.folded, guesses)
        | certain_labels(page, seen.labels, guesses)
        | second_articles(page, places, guesses)
    )
    if page.kind == "text":
        certain = boxes(page, lexicons, phrases, seen.folded, guesses) | certain
    layout, boilerplate = layout_tables(page), Boilerplate(page)
    labels = []
    chances = odds[np.arange(len(classes)), classes].tolist()
    for block, chance, chosen in zip(page.blocks, chances, classes, strict=True):
        if block.index in certain:
            labels.append(certain[block.index])
            continue
        name = CLASSES[chosen]
        if name == "body":
            role, reason = body_role(page, block, layout)
        elif name == "heading":
            role, reason = heading_role(page, block)
        elif name == "teaser_rest":
            role, reason = teaser_role(block)
        elif name == "other":
            role, reason = boilerplate.role(block, seen.labels[block.index])
        else:
            role, reason = _ROLE[name], f"reads and stands like a {name.replace('_', ' ')}"
        labels.append(Label(role, round(chance, 4), reason))
    if page.kind == "text":
        for index, paired in summaries_in_pairs(page.blocks, labels).items():
            labels[index] = paired
    if site is not None:
        for i, words in enumerate(seen.folded):
            if (note := site.note(words)) is not None:
                labels[i] = evolve(labels[i], reason=f"{labels[i].reason}; {note}")
    labelled = LabelledPage(page, labels, lexicons, fetched_at, places)
    mend(labelled, phrases)
    return labelled


def _classes(odds: NDArray[np.float32], sizes: NDArray[np.float32], least: float) -> list[int]:
    """One class a block: body and heading stand together against the rest; of headlines there is one, the likeliest.

    Args:
        odds: the network's, (blocks, classes).
        sizes: characters of each block.
        least: odds below which no block is the headline.
    """
    odds = odds.copy()
    best = int(odds[:, _HEADLINE].argmax())
    likeliest = odds[best, _HEADLINE]
    odds[:, _HEADLINE] = 0
    if likeliest > least:
        odds[best] = 0
        odds[best, _HEADLINE] = 1
    in_body = odds[:, _BODY].sum(axis=1)
    outside = odds.copy()
    outside[:, _BODY] = 0
    body = odds[:, _BODY].argmax(axis=1)
    chosen = np.where(in_body >= body_threshold(in_body, sizes), np.asarray(_BODY)[body], outside.argmax(axis=1))
    return [int(value) for value in chosen]


def body_threshold(in_body: NDArray[np.float32], sizes: NDArray[np.float32]) -> float:
    """The odds from which a block is body: those with which the body as a whole has the best F1 to be expected.

    On a page where the network is sure they are near a half, on one that it finds hard they are lower: a body that may be one is better
    than none (Lipton, Elkan and Naryanaswamy 2014: the best threshold is half the F1 that it gives).
    """
    order = np.argsort(-in_body, kind="stable")
    mass = sizes[order]
    right = np.cumsum(mass * in_body[order])
    expected = 2 * right / (np.cumsum(mass) + right[-1])
    return max(float(expected.max()) / 2, _LEAST_BODY_ODDS)
