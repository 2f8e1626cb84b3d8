"""The labeller's network in torch, for training; ``newsparse.label.network`` is the same in numpy."""

from __future__ import annotations

import io
from collections import Counter, defaultdict
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from newsparse.label.containers import LEVELS, unique_spans
from newsparse.label.features import DECLARED_COLUMNS, FEATURE_NAMES
from newsparse.label.network import CLASSES
from training.dataset import Example

WIDTH = 64
DILATIONS = (1, 3, 9, 27)
"""How far apart the neighbours are that each layer looks at."""
WIDE_LAYERS = (0, 2)
"""The layers that look beyond neighbours: at the containers around a block, the blocks of its kind, and the page."""
GAP = max(DILATIONS)
"""Blank rows behind each page of a batch, so that no page sees another."""
SITES_PER_WORD = 20
"""Sites on which a class or id word must stand to be looked at; rarer ones would only tell sites apart."""


def vocabulary(examples: list[Example]) -> list[str]:
    sites: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        for word in {word for words in example.features.near for word in words}:
            sites[word].add(example.site)
    return sorted(word for word, at in sites.items() if len(at) >= SITES_PER_WORD)


class Prepared:
    """An example as tensors."""

    def __init__(self, example: Example, known: dict[str, int]) -> None:
        page = example.features
        self.site = example.site
        self.size = len(page.rows)
        self.rows = torch.from_numpy(page.rows)
        self.allowed = torch.from_numpy(example.allowed)
        self.weights = torch.from_numpy(example.weights)
        boxes, boxes_of = unique_spans(page.spans)
        self.boxes, self.boxes_of = torch.from_numpy(boxes), torch.from_numpy(boxes_of)
        self.kinds = torch.from_numpy(page.kinds.astype(np.int64))
        self.nodes = torch.from_numpy(page.nodes.astype(np.int64))
        self.extents = torch.from_numpy(page.extents.astype(np.int64))
        words = [[known[word] for word in dict.fromkeys(words) if word in known] for words in page.near]
        self.words = torch.tensor([i for items in words for i in items], dtype=torch.long)
        self.word_counts = torch.tensor([len(items) for items in words], dtype=torch.long)


class Batch:
    """Some pages as one stream, each followed by blank rows."""

    def __init__(self, pages: list[Prepared]) -> None:
        columns: dict[str, list[Tensor]] = defaultdict(list)
        start = boxes = kinds = nodes = 0
        for number, page in enumerate(pages):
            for name, rows, blank in (
                ("rows", page.rows, 0.0),
                ("allowed", page.allowed, 1.0),
                ("weights", page.weights, 0.0),
                ("mask", torch.ones(page.size), 0.0),
                ("boxes_of", page.boxes_of + boxes, boxes),
                ("kinds", page.kinds + kinds, kinds),
                ("nodes", page.nodes + nodes, nodes),
                ("page", torch.full((page.size,), number), number),
            ):
                columns[name] += [rows, torch.full((GAP, *rows.shape[1:]), blank, dtype=rows.dtype)]
            columns["boxes"].append(page.boxes + start)
            columns["extents"].append(page.extents + start)
            columns["whole"].append(torch.tensor([[start, start + page.size]]))
            columns["words"].append(page.words)
            columns["word_counts"].append(page.word_counts)
            columns["kind_sizes"].append(torch.bincount(page.kinds))
            start += page.size + GAP
            boxes += len(page.boxes)
            kinds += len(columns["kind_sizes"][-1])
            nodes += len(page.word_counts)
        joined = {name: torch.cat(parts) for name, parts in columns.items()}
        self.sizes = [page.size for page in pages]
        self.rows, self.allowed, self.weights = joined["rows"], joined["allowed"], joined["weights"]
        self.mask = joined["mask"][:, None]
        self.boxes, self.boxes_of, self.whole, self.page = joined["boxes"], joined["boxes_of"], joined["whole"], joined["page"]
        self.kinds, self.kind_sizes = joined["kinds"], joined["kind_sizes"].float()[:, None]
        self.nodes, self.extents = joined["nodes"], joined["extents"]
        counts = joined["word_counts"]
        self.words, self.word_offsets = joined["words"], torch.cat([torch.zeros(1, dtype=torch.long), counts.cumsum(0)[:-1]])


class Labeller(nn.Module):
    """The network of ``newsparse.label.network``."""

    mean: Tensor
    scale: Tensor

    def __init__(self, words: int, mean: Tensor, scale: Tensor, undeclared: float) -> None:
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("scale", scale)
        self.undeclared = undeclared
        self.input = nn.Linear(len(FEATURE_NAMES), WIDTH)
        self.near_far = nn.Parameter(torch.zeros(max(words, 1), 2 * WIDTH))
        self.conv = nn.ModuleList(nn.Linear(3 * WIDTH, WIDTH) for _ in DILATIONS)
        self.beyond = nn.ModuleDict(
            {
                f"{name}{i}": nn.Linear(WIDTH, outputs * WIDTH, bias=False)
                for i in WIDE_LAYERS
                for name, outputs in (("span", LEVELS), ("kin", 1), ("page", 1))
            }
        )
        for layer in self.beyond.values():
            nn.init.normal_(layer.weight, std=0.03)
        self.output = nn.Linear(WIDTH, len(CLASSES))

    def forward(self, batch: Batch) -> Tensor:
        rows = (batch.rows - self.mean) * self.scale
        if self.training:
            rows = rows * (torch.rand(1, rows.shape[1]) > 0.05)
            if torch.rand(()) < self.undeclared:  # many pages declare nothing
                rows[:, DECLARED_COLUMNS] = (-self.mean * self.scale)[DECLARED_COLUMNS]
        state = functional.relu(self.input(rows) + self._words_around(batch)) * batch.mask
        for i, by in enumerate(DILATIONS):
            around = torch.cat([_shifted(state, by), state, _shifted(state, -by)], 1)
            update = self.conv[i](self._drop(around))
            if i in WIDE_LAYERS:
                sums = functional.pad(state.cumsum(0), (0, 0, 1, 0))
                of_box = self.beyond[f"span{i}"](self._drop(_means(sums, batch.boxes)))
                for level in range(LEVELS):
                    update = update + of_box[:, level * WIDTH : (level + 1) * WIDTH][batch.boxes_of[:, level]]
                of_kin = torch.zeros(len(batch.kind_sizes), WIDTH).index_add(0, batch.kinds, state) / batch.kind_sizes
                update = update + self.beyond[f"kin{i}"](self._drop(of_kin))[batch.kinds]
                update = update + self.beyond[f"page{i}"](self._drop(_means(sums, batch.whole)))[batch.page]
            state = (state + functional.relu(update)) * batch.mask
        out: Tensor = self.output(self._drop(state))
        return out

    def _drop(self, state: Tensor) -> Tensor:
        """Dropout of whole columns: as strong a regulariser as that of single cells, and far cheaper."""
        if not self.training:
            return state
        return state * ((torch.rand(1, state.shape[1]) > 0.15) / 0.85)

    def _words_around(self, batch: Batch) -> Tensor:
        """For each block the vectors of the words of its node, and of all nodes around it, summed."""
        weights = torch.ones(len(batch.words))
        if self.training:
            weights = (torch.rand(len(self.near_far)) > 0.25).float()[batch.words]
        of_node = functional.embedding_bag(batch.words, self.near_far, batch.word_offsets, mode="sum", per_sample_weights=weights)
        near, far = of_node[:, :WIDTH], of_node[:, WIDTH:]
        change = torch.zeros(len(batch.rows) + 1, WIDTH).index_add(0, batch.extents[:, 0], far).index_add(0, batch.extents[:, 1], -far)
        around: Tensor = change.cumsum(0)[:-1] + near[batch.nodes]
        return around

    def export(self, words: list[str]) -> bytes:
        """The weights as the .npz file that ``newsparse.label.network`` reads."""
        near, far = self.near_far.split(WIDTH, dim=1)
        arrays: dict[str, Any] = {
            "dilations": torch.tensor(DILATIONS),
            "mean": self.mean,
            "scale": self.scale,
            "input": self.input.weight.T,
            "input_bias": self.input.bias,
            "near": near,
            "far": far,
            "output": self.output.weight.T,
            "output_bias": self.output.bias,
        }
        for i, layer in enumerate(self.conv):
            arrays[f"conv{i}"] = layer.weight.T
            arrays[f"bias{i}"] = layer.bias
        arrays |= {name: layer.weight.T for name, layer in self.beyond.items()}
        whole = {"dilations", "mean", "scale", "input_bias", "output_bias", *(f"bias{i}" for i in range(len(self.conv)))}
        packed = {name: array.detach().numpy().astype(np.float32 if name in whole else np.float16) for name, array in arrays.items()}
        file = io.BytesIO()
        np.savez_compressed(file, words=np.array(" ".join(words)), **packed)
        return file.getvalue()


def _shifted(state: Tensor, by: int) -> Tensor:
    size = len(state)
    if abs(by) >= size:
        return torch.zeros_like(state)
    return functional.pad(state[:-by], (0, 0, by, 0)) if by > 0 else functional.pad(state[-by:], (0, 0, 0, -by))


def _means(sums: Tensor, spans: Tensor) -> Tensor:
    return (sums[spans[:, 1]] - sums[spans[:, 0]]) / (spans[:, 1] - spans[:, 0])[:, None]


def loss_of(logits: Tensor, batch: Batch, weights: Tensor) -> Tensor:
    """Minus the log of the odds that the annotation allows, weighted."""
    log_odds = functional.log_softmax(logits, 1)
    allowed = torch.logsumexp(log_odds.masked_fill(batch.allowed == 0, -1e9), 1)
    return -(allowed * weights).sum()


def train(examples: list[Example], *, epochs: int, seed: int, undeclared: float) -> tuple[Labeller, list[str]]:
    """Train on these examples; where a page is there in several forms, each epoch takes one of them.

    Args:
        examples: annotated pages.
        epochs: how often each page is seen.
        seed: of the order of pages, of what is left out, and of the first weights.
        undeclared: share of the batches in which no page declares anything.
    """
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    words = vocabulary(examples)
    known = {word: i for i, word in enumerate(words)}
    stacked = np.concatenate([example.features.rows for example in examples])
    spread = stacked.std(0)
    mean = torch.from_numpy(stacked.mean(0))
    scale = torch.from_numpy(np.where(spread > 1e-4, 1 / np.maximum(spread, 0.05), 0).astype(np.float32))
    model = Labeller(len(words), mean, scale, undeclared)
    forms: dict[tuple[str, str], list[Prepared]] = defaultdict(list)
    for example in examples:
        forms[example.set, example.id].append(Prepared(example, known))
    pages = list(forms.values())
    sites = Counter(versions[0].site for versions in pages)
    steps = epochs * (len(pages) // 8 + 1)
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=3e-3, total_steps=steps + 1, pct_start=0.1)
    average = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995))
    model.train()
    for _ in range(epochs):
        order = rng.permutation(len(pages))
        for start in range(0, len(pages), 8):
            chosen = [pages[i][int(rng.integers(len(pages[i])))] for i in order[start : start + 8]]
            batch = Batch(chosen)
            shares = torch.cat(
                [torch.full((size + GAP,), sites[page.site] ** -0.5) for size, page in zip(batch.sizes, chosen, strict=True)]
            )
            weights = batch.weights * shares
            loss = loss_of(model(batch), batch, weights) / weights.sum().clamp(min=1)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            average.update_parameters(model)
    final: Labeller = average.module
    final.eval()
    return final, words
