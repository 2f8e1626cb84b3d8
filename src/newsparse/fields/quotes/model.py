"""The weights: what ``training/quotes.py`` learned from annotated news, as whole numbers of thousandths."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

from newsparse.fields.quotes.candidates import SIZE
from newsparse.fields.quotes.speech import SPEECH_SIZE

__all__ = ["speaker_weights", "speech_weights", "threshold"]


@cache
def _weights() -> tuple[list[float], list[float], float]:
    data = json.loads((resources.files(__package__ or __name__) / "weights.json").read_text("utf-8"))
    speaker, speech = data["speaker"], data["speech"]
    if len(speaker) != SIZE or len(speech) != SPEECH_SIZE:
        raise RuntimeError("the weights do not belong to these features: run training/quotes.py")
    return [value / 1000 for value in speaker], [value / 1000 for value in speech], data["threshold"] / 1000


def speaker_weights() -> list[float]:
    """One weight for each feature of a candidate speaker."""
    return _weights()[0]


def speech_weights() -> list[float]:
    """One weight for each feature of a span."""
    return _weights()[1]


def threshold() -> float:
    """The sum of weights from which a span counts as speech."""
    return _weights()[2]
