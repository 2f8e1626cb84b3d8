"""Train and evaluate the labeller: ``python -m training --shared DIR [--kind html|text]``.

Writes the weights into the package, and those of the cross-validation's folds (grouped by site) beside this script, with which
``python -m training.evaluate`` and the quality gate measure every figure on pages that the weights have not seen.
"""

from __future__ import annotations

import argparse
import io
import json
import pickle
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
import torch

from newsparse.label.labeller import body_threshold
from training.card import Outcome, model_card, outcome
from training.dataset import DUMPS, Example, load
from training.evaluate import read_weights
from training.model import train

HERE = Path(__file__).parent
CARDS = HERE.parent / "docs" / "models"
WEIGHTS = HERE.parent / "src" / "newsparse" / "label"
FOLDS = 5
SEED = 20240
EPOCHS = 15
UNDECLARED = {"html": 0.2, "text": 0.5}
"""Share of the batches in which no page declares anything: many do not, and of a text's address and title little is known most often."""


def folds_by_site(examples: list[Example]) -> dict[str, int]:
    """A fold for each site: sites in a fixed random order, dealt so that the folds hold equally many pages."""
    sites = sorted({example.site for example in examples})
    pages = {site: sum(example.site == site for example in examples) for site in sites}
    order = np.random.default_rng(SEED).permutation(len(sites))
    held = [0] * FOLDS
    fold = {}
    for i in order:
        smallest = held.index(min(held))
        fold[sites[i]] = smallest
        held[smallest] += pages[sites[i]]
    return fold


_loaded: list[Example] = []
"""The examples in each worker."""


def _keep(examples: list[Example]) -> None:
    _loaded[:] = examples
    torch.set_num_threads(1)


def run_fold(fold: int, folds: dict[str, int], epochs: int, undeclared: float) -> tuple[bytes, list[Outcome]]:
    """Weights trained on all folds but this one, and how they label its pages; on all pages for fold -1."""
    examples = [example for example in _loaded if folds[example.site] != fold]
    model, words = train(examples, epochs=epochs, seed=SEED + fold, undeclared=undeclared)
    weights = model.export(words)
    network = read_weights(io.BytesIO(weights))
    held_out = [example for example in _loaded if folds[example.site] == fold]
    return weights, [outcome(example, network.odds(example.features), body_threshold) for example in held_out]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared", help="folder with corpora/, gold/ and bench/")
    parser.add_argument("--kind", choices=("html", "text"), action="append", help="which labeller; both when absent")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--cache", type=Path, help="file to keep the features in between runs")
    parser.add_argument("--no-final", action="store_true", help="cross-validation alone")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    for kind in options.kind or ("html", "text"):
        cache = options.cache and options.cache.with_suffix(f".{kind}.pickle")
        if cache and cache.exists():
            examples = pickle.loads(cache.read_bytes())
        else:
            examples = load(options.shared, ("html",) if kind == "html" else DUMPS, options.jobs)
            if cache:
                cache.write_bytes(pickle.dumps(examples))
        folds = folds_by_site(examples)
        print(f"{kind}: {len(examples)} pages of {len(folds)} sites, {sum(len(e.allowed) for e in examples)} blocks", flush=True)
        todo = [*range(FOLDS), *([] if options.no_final else [-1])]
        with ProcessPoolExecutor(options.jobs, initializer=_keep, initargs=(examples,)) as pool:
            made = list(pool.map(partial(run_fold, folds=folds, epochs=options.epochs, undeclared=UNDECLARED[kind]), todo))
        (HERE / "folds").mkdir(exist_ok=True)
        CARDS.mkdir(exist_ok=True)
        for fold, (data, _) in zip(todo, made, strict=True):
            target = WEIGHTS / f"{kind}.npz" if fold < 0 else HERE / "folds" / f"{kind}-{fold}.npz"
            target.write_bytes(data)
            print(f"{target.name}: {len(data)} bytes", flush=True)
        of_page = {example.digest: folds[example.site] for example in examples}
        (HERE / "folds" / f"{kind}.json").write_text(json.dumps(of_page, indent=0, sort_keys=True))
        outcomes = [each for _, held_out in made for each in held_out]
        CARDS.joinpath(f"{kind}.md").write_text(model_card(kind, examples, outcomes, len(made[-1][0]), options.epochs), "utf-8")
