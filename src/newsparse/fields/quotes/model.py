"""The weights: what ``training/quotes.py`` learned from annotated news."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from attrs import frozen

from newsparse.fields.quotes.candidates import SIZE
from newsparse.fields.quotes.speech import COLUMNS
from newsparse.fields.quotes.trees import Trees

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Weights", "packaged", "weights_of"]


@frozen(eq=False)
class Weights:
    """What decides about spans and speakers."""

    speaker: Sequence[float]
    """One weight for each feature of a candidate speaker."""
    speech: Trees
    """Gives the log odds that a span is speech."""
    least: float
    """The log odds from which a span counts as speech."""


def weights_of(data: Mapping[str, Any]) -> Weights:
    """The weights as ``training/quotes.py`` writes them.

    Raises:
        ValueError: where they were made for other features than these.
    """
    if len(data["speaker"]) != SIZE or data["columns"] != COLUMNS:
        raise ValueError("the weights do not belong to these features: run training/quotes.py")
    trees = data["trees"]
    scaled = [[value / 1000 for value in leaves] for leaves in trees["leaves"]]
    speech = Trees(trees["base"] / 1000, trees["columns"], trees["cuts"], scaled)
    return Weights([value / 1000 for value in data["speaker"]], speech, data["threshold"] / 1000)


@cache
def packaged() -> Weights:
    """The weights that come with the package."""
    return weights_of(json.loads((resources.files(__package__ or __name__) / "weights.json").read_text("utf-8")))
