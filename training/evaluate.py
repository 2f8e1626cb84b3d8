"""Out-of-fold figures: ``python -m training.evaluate SCRIPT ARGS…`` runs score.py or score_fields.py of the benchmark with each page
labelled, and its quotes told, by weights that were trained on other sites.

Pages that are in no fold (sets that were not trained on) are labelled by the packaged weights.
"""

from __future__ import annotations

import json
import multiprocessing
import runpy
import sys
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

import newsparse
from newsparse.fields.quotes.model import Weights, weights_of
from newsparse.label.labeller import label
from newsparse.label.network import Network
from newsparse.read.reader import read
from training.pages import digest

HERE = Path(__file__).parent


def read_weights(path: Path | BinaryIO) -> Network:
    """A network from the file that training writes."""
    arrays = np.load(path)
    words = tuple(str(arrays["words"]).split())
    return Network({name: arrays[name].astype(np.float32) for name in arrays.files if name != "words"}, words)


@cache
def fold_network(kind: str, fold: int) -> Network:
    return read_weights(HERE / "folds" / f"{kind}-{fold}.npz")


@cache
def quote_weights(fold: int) -> Weights:
    return weights_of(json.loads((HERE / "folds" / f"quotes-{fold}.json").read_text("utf-8")))


@cache
def folds(kind: str) -> dict[str, int]:
    """Fold of each page, by the digest of its bytes (of the text, for dumps, which the scripts make anew)."""
    found: dict[str, int] = json.loads((HERE / "folds" / f"{kind}.json").read_text("utf-8"))
    return found


def out_of_fold(page: Any, *, url: str | None = None, **options: Any) -> newsparse.Article:
    """``newsparse.parse`` with the weights that have not seen the page's site."""
    from newsparse.parser import article_of, parse

    kind = "html" if isinstance(page, bytes) else "text"
    fold = folds(kind).get(digest(page))
    if fold is None:
        return parse(page, url=url, **options)
    labelled = label(read(page, url=url, **options), weights=fold_network(kind, fold))
    return article_of(labelled, url, quote_weights=quote_weights(fold))


def main() -> None:
    script = Path(sys.argv[1])
    sys.argv = sys.argv[1:]
    newsparse.parse = out_of_fold  # the scripts call it by this name
    multiprocessing.set_start_method("fork")  # and so do the processes that they start, which would else have the packaged weights
    sys.path.insert(0, str(script.parent))
    runpy.run_path(str(script), run_name="__main__")


if __name__ == "__main__":
    main()
