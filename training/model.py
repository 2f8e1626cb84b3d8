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
        self.site = example.site
        self.rows = torch.from_numpy(page.rows)
        self.allowed = torch.from_numpy(example.allowed)
        self.weights = torch.from_numpy(example.weights)
        whole = np.broadcast_to(np.array([0, len(page.rows)]), (len(page.rows), 1, 2))
        self.spans = torch.from_numpy(np.concatenate([page.spans.astype(np.int64), whole], axis=1))
        own = [[known[word] for word in dict.fromkeys(words) if word in known] for words in page.near]
        around: list[frozenset[int]] = []
        for node, words in enumerate(own):
            parent = page.parents[node]
            around.append((around[parent] if parent >= 0 else frozenset()) | frozenset(words))
        nodes = page.nodes.tolist()
        self.near = _bags([own[node] for node in nodes])
        self.far = _bags([sorted(around[node]) for node in nodes])


def _bags(lists: list[list[int]]) -> tuple[Tensor, Tensor]:
    """Flat word numbers, and how many of them each block has."""
    flat = torch.tensor([i for items in lists for i in items], dtype=torch.long)
    return flat, torch.tensor([len(items) for items in lists], dtype=torch.long)


class Batch:
    """Some pages as one stream, each followed by blank rows as wide as the widest dilation, so that no page sees another."""

    def __init__(self, pages: list[Prepared]) -> None:
        gap = 2 ** (LAYERS - 1)
        rows, spans, allowed, weights, mask = [], [], [], [], []
        near_flat, near_counts, far_flat, far_counts = [], [], [], []
        blank = torch.zeros(gap, dtype=torch.long)
        start = 0
        for page in pages:
            size = len(page.rows)
            rows += [page.rows, torch.zeros(gap, page.rows.shape[1])]
            spans += [page.spans + start, torch.tensor([start, start + 1]).expand(gap, page.spans.shape[1], 2)]
            allowed += [page.allowed, torch.ones(gap, len(CLASSES))]
            weights += [page.weights, torch.zeros(gap)]
            mask += [torch.ones(size), torch.zeros(gap)]
            near_flat.append(page.near[0])
            near_counts += [page.near[1], blank]
            far_flat.append(page.far[0])
            far_counts += [page.far[1], blank]
            start += size + gap
        self.sizes = [len(page.rows) for page in pages]
        self.rows = torch.cat(rows)
        joined = torch.cat(spans)
        self.first, self.behind = joined[:, :, 0].contiguous(), joined[:, :, 1].contiguous()
        self.lengths = (self.behind - self.first).float()
        self.allowed, self.weights, self.mask = torch.cat(allowed), torch.cat(weights), torch.cat(mask)[:, None]
        self.near = torch.cat(near_flat), _offsets(torch.cat(near_counts))
        self.far = torch.cat(far_flat), _offsets(torch.cat(far_counts))


def _offsets(counts: Tensor) -> Tensor:
    return torch.cat([torch.zeros(1, dtype=torch.long), counts.cumsum(0)[:-1]])


class Labeller(nn.Module):
    """The network of ``newsparse.label.network``."""

    mean: Tensor
    scale: Tensor

    def __init__(self, words: int, mean: Tensor, scale: Tensor) -> None:
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("scale", scale)
        self.input = nn.Linear(len(FEATURE_NAMES), WIDTH)
        self.near = nn.Parameter(torch.zeros(max(words, 1), WIDTH))
        self.far = nn.Parameter(torch.zeros(max(words, 1), WIDTH))
        self.conv = nn.ModuleList(nn.Linear(3 * WIDTH, WIDTH) for _ in range(LAYERS))
        self.span = nn.ModuleList(nn.Linear((LEVELS + 1) * WIDTH, WIDTH, bias=False) for _ in range(LAYERS))
        for layer in self.span:
            nn.init.normal_(layer.weight, std=0.03)
        self.output = nn.Linear(WIDTH, len(CLASSES))

    def forward(self, batch: Batch) -> Tensor:
        rows = (batch.rows - self.mean) * self.scale
        if self.training:
            rows = rows * (torch.rand(1, rows.shape[1]) > 0.05)
            if torch.rand(()) < 0.2:  # many pages declare nothing
                rows[:, DECLARED_COLUMNS] = (-self.mean * self.scale)[DECLARED_COLUMNS]
        state = self.input(rows) + self._bag(self.near, batch.near) + self._bag(self.far, batch.far)
        state = functional.relu(state) * batch.mask
        for i in range(LAYERS):
            by = 2**i
            around = torch.cat([_shifted(state, by), state, _shifted(state, -by)], 1)
            sums = functional.pad(state.cumsum(0), (0, 0, 1, 0))
            means = (sums[batch.behind] - sums[batch.first]) / batch.lengths[:, :, None]
            update = self.conv[i](self._drop(around)) + self.span[i](self._drop(means.flatten(1)))
            state = (state + functional.relu(update)) * batch.mask
        out: Tensor = self.output(self._drop(state))
        return out

    def _drop(self, state: Tensor) -> Tensor:
        """Dropout of whole columns: as strong a regulariser as that of single cells, and far cheaper."""
        if not self.training:
            return state
        return state * ((torch.rand(1, state.shape[1]) > 0.15) / 0.85)

    def _bag(self, table: Tensor, bag: tuple[Tensor, Tensor]) -> Tensor:
        flat, offsets = bag
        if not len(flat):
            return torch.zeros(len(offsets), WIDTH)
        weights = torch.ones(len(flat))
        if self.training:
            weights = (torch.rand(table.shape[0]) > 0.25).float()[flat]
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


def loss_of(logits: Tensor, batch: Batch, weights: Tensor) -> Tensor:
    """Minus the log of the odds that the annotation allows, weighted."""
    log_odds = functional.log_softmax(logits, 1)
    allowed = torch.logsumexp(log_odds.masked_fill(batch.allowed == 0, -1e9), 1)
    return -(allowed * weights).sum()


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
                [torch.full((size + 2 ** (LAYERS - 1),), sites[page.site] ** -0.5) for size, page in zip(batch.sizes, chosen, strict=True)]
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
