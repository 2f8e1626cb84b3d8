"""The labeller's network in torch, for training; ``newsparse.label.network`` is the same in numpy."""

from __future__ import annotations

import io
from collections import Counter, defaultdict
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from newsparse.label.containers import LEVELS
from newsparse.label.features import DECLARED_COLUMNS, FEATURE_NAMES
from newsparse.label.network import CLASSES
from training.dataset import Example

WIDTH = 64
LAYERS = 5
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
        self.example = example
        self.rows = torch.from_numpy(page.rows)
        self.allowed = torch.from_numpy(example.allowed)
        self.weights = torch.from_numpy(example.weights)
        self.spans = torch.from_numpy(page.spans.astype(np.int64))
        own = [[known[word] for word in dict.fromkeys(words) if word in known] for words in page.near]
        around: list[frozenset[int]] = []
        for node, words in enumerate(own):
            parent = page.parents[node]
            around.append((around[parent] if parent >= 0 else frozenset()) | frozenset(words))
        nodes = page.nodes.tolist()
        self.near = _bags([own[node] for node in nodes])
        self.far = _bags([sorted(around[node]) for node in nodes])


def _bags(lists: list[list[int]]) -> tuple[Tensor, Tensor]:
    flat = torch.tensor([i for items in lists for i in items], dtype=torch.long)
    offsets = torch.tensor(np.cumsum([0, *map(len, lists)])[:-1], dtype=torch.long)
    return flat, offsets


class Labeller(nn.Module):
    def __init__(self, words: int, mean: Tensor, scale: Tensor) -> None:
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("scale", scale)
        self.input = nn.Linear(len(FEATURE_NAMES), WIDTH)
        self.near = nn.Parameter(torch.zeros(max(words, 1), WIDTH))
        self.far = nn.Parameter(torch.zeros(max(words, 1), WIDTH))
        self.conv = nn.ModuleList(nn.Linear(3 * WIDTH, WIDTH) for _ in range(LAYERS))
        self.span = nn.ModuleList(nn.Linear((LEVELS + 1) * WIDTH, WIDTH, bias=False) for _ in range(LAYERS))
        for i in range(LAYERS):
            nn.init.normal_(self.span[i].weight, std=0.03)
        self.output = nn.Linear(WIDTH, len(CLASSES))

    def forward(self, page: Prepared) -> Tensor:
        rows = (page.rows - self.mean) * self.scale
        if self.training:  # whole columns of what the head declares, and class words, are missing on some pages
            if torch.rand(()) < 0.2:
                rows = rows.clone()
                rows[:, DECLARED_COLUMNS] = (-self.mean * self.scale)[DECLARED_COLUMNS]
            rows = rows * (torch.rand(1, rows.shape[1]) > 0.05)
        state = self.input(rows) + self._bag(self.near, page.near) + self._bag(self.far, page.far)
        state = functional.relu(state)
        for i in range(LAYERS):
            by = 2**i
            around = torch.cat([_shifted(state, by), state, _shifted(state, -by)], 1)
            sums = functional.pad(state.cumsum(0), (0, 0, 1, 0))
            boxes = [
                (sums[page.spans[:, level, 1]] - sums[page.spans[:, level, 0]])
                / (page.spans[:, level, 1] - page.spans[:, level, 0])[:, None]
                for level in range(LEVELS)
            ]
            boxes.append(state.mean(0, keepdim=True).expand_as(state))
            state = state + functional.relu(self.conv[i](self._drop(around)) + self.span[i](self._drop(torch.cat(boxes, 1))))
        out: Tensor = self.output(self._drop(state))
        return out

    def _drop(self, state: Tensor) -> Tensor:
        """Dropout of whole columns for the page: as strong a regulariser as that of single cells, and far cheaper."""
        if not self.training:
            return state
        return state * ((torch.rand(1, state.shape[1]) > 0.15) / 0.85)

    def _bag(self, table: Tensor, bag: tuple[Tensor, Tensor]) -> Tensor:
        flat, offsets = bag
        if not len(flat):
            return torch.zeros(len(offsets), WIDTH)
        weights = torch.ones(len(flat))
        if self.training:
            kept = (torch.rand(table.shape[0]) > 0.25).float()
            weights = kept[flat]
        return functional.embedding_bag(flat, table, offsets, mode="sum", per_sample_weights=weights)

    def export(self, words: list[str]) -> bytes:
        """The weights as the .npz file that ``newsparse.label.network`` reads."""
        arrays: dict[str, Any] = {
            "mean": self.mean,
            "scale": self.scale,
            "input": self.input.weight.T,
            "input_bias": self.input.bias,
            "near": self.near,
            "far": self.far,
            "output": self.output.weight.T,
            "output_bias": self.output.bias,
        }
        for i in range(LAYERS):
            arrays[f"conv{i}"] = self.conv[i].weight.T
            arrays[f"bias{i}"] = self.conv[i].bias
            arrays[f"span{i}"] = self.span[i].weight.T.reshape(LEVELS + 1, WIDTH, WIDTH)
        half = {"input", "near", "far", "output"}
        packed = {
            name: array.detach().numpy().astype(np.float16 if name in half or name.startswith(("conv", "span")) else np.float32)
            for name, array in arrays.items()
        }
        file = io.BytesIO()
        np.savez_compressed(file, words=np.array(" ".join(words)), **packed)
        return file.getvalue()


def _shifted(state: Tensor, by: int) -> Tensor:
    size = len(state)
    if abs(by) >= size:
        return torch.zeros_like(state)
    return functional.pad(state[:-by], (0, 0, by, 0)) if by > 0 else functional.pad(state[-by:], (0, 0, 0, -by))


def loss_of(logits: Tensor, page: Prepared) -> Tensor:
    """Minus the log of the odds that the annotation allows, weighted."""
    log_odds = functional.log_softmax(logits, 1)
    allowed = torch.logsumexp(log_odds.masked_fill(page.allowed == 0, -1e9), 1)
    return -(allowed * page.weights).sum()


def train(examples: list[Example], *, epochs: int, seed: int) -> tuple[Labeller, list[str]]:
    """Train on these examples; where a page is there in several forms, each epoch takes one of them."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    words = vocabulary(examples)
    known = {word: i for i, word in enumerate(words)}
    stacked = np.concatenate([example.features.rows for example in examples])
    spread = stacked.std(0)
    mean = torch.from_numpy(stacked.mean(0))
    scale = torch.from_numpy(np.where(spread > 1e-4, 1 / np.maximum(spread, 0.05), 0).astype(np.float32))
    model = Labeller(len(words), mean, scale)
    forms: dict[tuple[str, str], list[Prepared]] = defaultdict(list)
    for example in examples:
        forms[example.set, example.id].append(Prepared(example, known))
    pages = list(forms.values())
    sites = Counter(versions[0].example.site for versions in pages)
    steps = epochs * (len(pages) // 8 + 1)
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=3e-3, total_steps=steps + 1, pct_start=0.1)
    average = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995))
    model.train()
    for _ in range(epochs):
        order = rng.permutation(len(pages))
        for start in range(0, len(pages), 8):
            total = torch.zeros(())
            mass = 0.0
            for i in order[start : start + 8]:
                page = pages[i][int(rng.integers(len(pages[i])))]
                share = sites[page.example.site] ** -0.5
                total = total + loss_of(model(page), page) * share
                mass += float(page.weights.sum()) * share
            optimizer.zero_grad()
            (total / max(mass, 1.0)).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            average.update_parameters(model)
    final: Labeller = average.module
    final.eval()
    return final, words
