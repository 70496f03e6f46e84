"""Learn the trained reader: `python -m train.reader SETS_FOLDER [--check FOLD]`.

SETS_FOLDER holds tolls, muc4, longtail, timex and places. One encoder reads each report; on its vectors stand light heads: who did it and
on what footing, what a phrase counts, the place of an item in the news, and whether two items belong to one incident. Seeds are fixed.
With `--check` one fold of the reports is left out and read, as a check of heads and rules on what neither learnt from; without it all is
learnt from and the weights are written into the package.
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from train.encoder import Encoder
from train.reports import RESPONSIBILITY, UNASKED, Example
from variorum.read.encoder.pieces import pad
from variorum.read.heads.items import CATEGORIES, ITEM_FEATURES, PAIR_FEATURES, STATUSES
from variorum.read.heads.nouns import FEATURES

LAYERS = 4
EPOCHS = 6
BATCH = 8  # reports
RATE, HEAD_RATE = 7e-5, 1e-3  # of encoder and heads
WIDTH = 256
SEED = 20041


class Heads(nn.Module):
    """Two trunks, of phrases and of items, each with its heads. Forgetful while it trains: what rules say is left out now and then."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.noun = nn.Linear(2 * hidden + len(FEATURES), WIDTH)
        self.doer = nn.Linear(WIDTH, len(RESPONSIBILITY) + 1)
        self.count = nn.Linear(WIDTH, len(CATEGORIES) + 1)
        self.item = nn.Linear(2 * hidden + len(ITEM_FEATURES), WIDTH)
        self.status = nn.Linear(WIDTH, len(STATUSES))
        self.matter = nn.Linear(WIDTH, WIDTH // 2)
        self.pair = nn.Linear(WIDTH + len(PAIR_FEATURES), WIDTH // 2)
        self.same = nn.Linear(WIDTH // 2, 1)

    def nouns(self, head: Tensor, governor: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        """Logits of status and of category of each phrase."""
        trunk = self._lively(functional.relu(self.noun(torch.cat([head, governor, self._lively(features)], -1))))
        return self.doer(trunk), self.count(trunk)

    def items(self, mean: Tensor, head: Tensor, features: Tensor, pairs: Tensor, of_pairs: Tensor) -> tuple[Tensor, Tensor]:
        """Logits of the place in the news of each item, and of each two being of one incident."""
        trunk = self._lively(functional.relu(self.item(torch.cat([mean, head, self._lively(features)], -1))))
        matter = self.matter(trunk)
        left, right = matter[pairs[:, 0]], matter[pairs[:, 1]]
        both = torch.cat([(left - right).abs(), left * right, self._lively(of_pairs)], -1)
        return self.status(trunk), self.same(self._lively(functional.relu(self.pair(both))))[:, 0]

    def _lively(self, values: Tensor) -> Tensor:
        return functional.dropout(values, 0.15, self.training)


class Reader(nn.Module):
    """Encoder and heads."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.encoder = Encoder.of_package(layers)
        self.heads = Heads(self.encoder.shape.hidden)

    def forward(self, examples: Sequence[Example]) -> Iterator[tuple[Example, tuple[Tensor, Tensor], tuple[Tensor, Tensor]]]:
        """Each report with the logits of its phrases and of its items."""
        rows = [ids for example in examples for ids in example.windows.ids]
        ids, mask = pad(rows)
        hidden = self.encoder(torch.from_numpy(ids).long(), torch.from_numpy(mask))
        first = 0
        for example in examples:
            yield example, *self._read(example, hidden[first : first + len(example.windows.ids)])
            first += len(example.windows.ids)

    def _read(self, example: Example, hidden: Tensor) -> tuple[tuple[Tensor, Tensor], tuple[Tensor, Tensor]]:
        window, position = torch.from_numpy(example.windows.window).long(), torch.from_numpy(example.windows.position).long()
        vectors = hidden[window.clamp(min=0), position.clamp(min=0)] * (window >= 0)[:, None]
        heads, governors = torch.from_numpy(example.nouns).T
        nouns = self.heads.nouns(vectors[heads], vectors[governors], torch.from_numpy(example.noun_features))
        means = torch.stack([vectors[start:end].mean(0) for start, end, _ in example.items.tolist()]) if len(example.items) else vectors[:0]
        at = torch.from_numpy(example.items[:, 2])
        pairs, features = torch.from_numpy(example.pairs), torch.from_numpy(example.pair_features)
        items = self.heads.items(means, vectors[at], torch.from_numpy(example.item_features), pairs, features)
        return nouns, items


def loss_of(example: Example, nouns: tuple[Tensor, Tensor], items: tuple[Tensor, Tensor]) -> Tensor:
    """The four losses of one report, weighed so that none drowns the others."""
    doers, counts = torch.from_numpy(example.doers), torch.from_numpy(example.counts)
    loss = functional.cross_entropy(nouns[0], doers, ignore_index=UNASKED, reduction="sum") / 4
    loss = loss + functional.cross_entropy(nouns[1], counts, reduction="sum") / 8
    if len(example.items):
        statuses = torch.from_numpy(example.statuses)
        loss = loss + functional.cross_entropy(items[0], statuses, ignore_index=UNASKED, reduction="sum") / 6
    if len(example.pairs):
        same = torch.from_numpy((example.incidents[example.pairs[:, 0]] == example.incidents[example.pairs[:, 1]]).astype(np.float32))
        asked = torch.from_numpy((~example.several[example.pairs]).all(1).astype(np.float32))
        each = functional.binary_cross_entropy_with_logits(items[1], same, reduction="none") * asked
        loss = loss + each.sum() / (3 * math.sqrt(len(same)) + 1)
    return loss


def learn(examples: Sequence[Example], *, layers: int, epochs: int, seed: int = SEED) -> Reader:
    """A reader that has gone through the examples so many times, the rate rising for a tenth of the way and falling from there."""
    torch.manual_seed(seed)
    order = random.Random(seed)
    reader = Reader(layers)
    groups = [{"params": reader.encoder.parameters(), "lr": RATE}, {"params": reader.heads.parameters(), "lr": HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * math.ceil(len(examples) / BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: min(1.0, 10 * step / steps) * max(0.0, 1 - step / steps))
    for epoch in range(epochs):
        reader.train()
        started, total = time.monotonic(), 0.0
        for batch in _batches(examples, order):
            loss = torch.stack([loss_of(*read) for read in reader(batch)]).mean()
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += float(loss.detach()) * len(batch)
        print(f"epoch {epoch + 1}: loss {total / len(examples):.3f}, {time.monotonic() - started:.0f} s", flush=True)
    return reader.eval()


def _batches(examples: Sequence[Example], order: random.Random) -> Iterator[list[Example]]:
    """Reports of like length together, in an order drawn anew."""
    drawn = order.sample(examples, len(examples))
    near = [sorted(drawn[at : at + 64], key=lambda example: len(example.windows.ids[-1])) for at in range(0, len(drawn), 64)]
    batches = [group[at : at + BATCH] for group in near for at in range(0, len(group), BATCH)]
    order.shuffle(batches)
    yield from batches
