"""The trained reader and how it learns; `python -m train` does it. One encoder reads each report; on its vectors stand light
heads: who did it and on what footing, what a phrase counts, the place of an item in the news, and whether two items belong to one
incident. Seeds are fixed.
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn import functional

from train.encoder import Encoder, write_onnx
from train.manifest import write_manifest
from train.reports import RESPONSIBILITY, UNASKED, Example
from train.thin import EVERY, thin
from variorum.read.encoder.pieces import pad
from variorum.read.heads.items import CATEGORIES, ITEM_FEATURES, PAIR_FEATURES, STATUSES
from variorum.read.heads.nouns import FEATURES
from variorum.read.heads.revise import NAME

LAYERS = 4
STAY = 2  # layers of the encoder that are not learnt on
EPOCHS = 6
BATCH = 8  # reports
RATE, HEAD_RATE = 1e-4, 1e-3  # of the encoder's last layers and of the heads
WIDTH = 256
SEED = 20041
LEARNT_FROM = ("tolls", "muc4", "longtail", "timex", "places", "attribution")  # the labels on all but tolls are our own
_RARER = torch.tensor([1.0, 2.0, 2.0, 2.0, 2.0])  # of what is no news there is a quarter
# set on fold 0 of the reports, left out
NOTES = {"doer_add": "0.6", "doer_drop": "0.1", "counted_add": "0.5", "counted_drop": "0.5", "same": "0.6"}


class Heads(nn.Module):
    """Two trunks, of phrases and of items, each with its heads. Forgetful while it trains: what rules say is left out now and then."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.noun = nn.Linear(2 * hidden + len(FEATURES), WIDTH)
        self.doer = nn.Linear(WIDTH, len(RESPONSIBILITY) + 1)
        self.count = nn.Linear(WIDTH, len(CATEGORIES) + 1)
        self.item = nn.Linear(3 * hidden + len(ITEM_FEATURES), WIDTH)
        self.status = nn.Linear(WIDTH, len(STATUSES))
        self.matter = nn.Linear(WIDTH, WIDTH // 2)
        self.pair = nn.Linear(WIDTH + len(PAIR_FEATURES), WIDTH // 2)
        self.same = nn.Linear(WIDTH // 2, 1)

    def nouns(self, head: Tensor, governor: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        """Logits of status and of category of each phrase."""
        trunk = self._lively(functional.relu(self.noun(torch.cat([head, governor, self._lively(features)], -1))))
        return self.doer(trunk), self.count(trunk)

    def items(self, words: Tensor, features: Tensor, pairs: Tensor, of_pairs: Tensor) -> tuple[Tensor, Tensor]:
        """Logits of the place in the news of each item, and of each two being of one incident."""
        trunk = self._lively(functional.relu(self.item(torch.cat([words, self._lively(features)], -1))))
        matter = self.matter(trunk)
        left, right = matter[pairs[:, 0]], matter[pairs[:, 1]]
        both = torch.cat([(left - right).abs(), left * right, self._lively(of_pairs)], -1)
        return self.status(trunk), self.same(self._lively(functional.relu(self.pair(both))))[:, 0]

    def _lively(self, values: Tensor) -> Tensor:
        return functional.dropout(values, 0.15, self.training)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A report with the hidden states (windows, length, hidden; fp16) of the layers that stay as they are, and their mask."""

    example: Example
    states: NDArray[np.float16]
    mask: NDArray[np.bool_]


class Reader(nn.Module):
    """Encoder and heads. The first layers of the encoder stay as they are: their states are worked out once a report."""

    def __init__(self, encoder: Encoder, stay: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.stay = stay
        self.heads = Heads(self.encoder.shape.hidden)
        for weight in self.encoder.parameters():
            weight.requires_grad = False
        for weight in self.encoder.layers[stay:].parameters():
            weight.requires_grad = True

    def prepare(self, example: Example) -> Prepared:
        """The report with the states below the layers that learn."""
        ids, mask = pad(example.windows.ids)
        with torch.inference_mode():
            states = self.encoder.below(torch.from_numpy(ids).long(), torch.from_numpy(mask), self.stay)
        return Prepared(example=example, states=states.half().numpy(), mask=mask)

    def forward(self, reports: Sequence[Prepared]) -> Iterator[Read]:
        """Each report with the logits of its phrases and of its items."""
        longest = max(report.mask.shape[1] for report in reports)
        mask = torch.from_numpy(np.concatenate([np.pad(report.mask, ((0, 0), (0, longest - report.mask.shape[1]))) for report in reports]))
        widths = (((0, 0), (0, longest - report.mask.shape[1]), (0, 0)) for report in reports)
        states = np.concatenate([np.pad(report.states, width) for report, width in zip(reports, widths, strict=True)])
        hidden = self.encoder.above(torch.from_numpy(states).float(), mask, self.stay)
        first = 0
        for report in reports:
            windows = len(report.mask)
            yield report.example, *self._read(report.example, hidden[first : first + windows])
            first += windows

    def _read(self, example: Example, hidden: Tensor) -> tuple[tuple[Tensor, Tensor], tuple[Tensor, Tensor]]:
        window, position = torch.from_numpy(example.windows.window).long(), torch.from_numpy(example.windows.position).long()
        vectors = hidden[window.clamp(min=0), position.clamp(min=0)] * (window >= 0)[:, None]
        heads, governors = torch.from_numpy(example.nouns).T
        nouns = self.heads.nouns(vectors[heads], vectors[governors], torch.from_numpy(example.noun_features))
        means = [_means(vectors, example.items[:, :2]), _means(vectors, example.sentences)]
        words = torch.cat([*means, vectors[torch.from_numpy(example.items[:, 2])]], -1)
        pairs, features = torch.from_numpy(example.pairs), torch.from_numpy(example.pair_features)
        items = self.heads.items(words, torch.from_numpy(example.item_features), pairs, features)
        return nouns, items


def _means(vectors: Tensor, ranges: NDArray[np.int64]) -> Tensor:
    """(ranges, hidden): the mean vector of each half-open range of tokens."""
    return torch.stack([vectors[start:end].mean(0) for start, end in ranges.tolist()]) if len(ranges) else vectors[:0]


Read = tuple[Example, tuple[Tensor, Tensor], tuple[Tensor, Tensor]]


def loss_of(example: Example, nouns: tuple[Tensor, Tensor], items: tuple[Tensor, Tensor]) -> Tensor:
    """The four losses of one report, weighed so that none drowns the others."""
    doers, counts = torch.from_numpy(example.doers), torch.from_numpy(example.counts)
    loss = functional.cross_entropy(nouns[0], doers, ignore_index=UNASKED, reduction="sum") / 4
    loss = loss + functional.cross_entropy(nouns[1], counts, reduction="sum") / 8
    if len(example.items):
        statuses = torch.from_numpy(example.statuses)
        loss = loss + functional.cross_entropy(items[0], statuses, _RARER, ignore_index=UNASKED, reduction="sum") / 6
    if len(example.pairs):
        same = torch.from_numpy((example.incidents[example.pairs[:, 0]] == example.incidents[example.pairs[:, 1]]).astype(np.float32))
        asked = torch.from_numpy((~example.several[example.pairs]).all(1).astype(np.float32))
        each = functional.binary_cross_entropy_with_logits(items[1], same, reduction="none") * asked
        loss = loss + each.sum() / (3 * math.sqrt(len(same)) + 1)
    return loss


def learn(examples: Sequence[Example], *, layers: int = LAYERS, stay: int = STAY, epochs: int = EPOCHS, seed: int = SEED) -> Reader:
    """A reader that has gone through the examples so many times, the rate rising for a tenth of the way and falling from there."""
    torch.manual_seed(seed)
    order = random.Random(seed)
    encoder = Encoder.of_package(layers, dropout=0.0)  # drawing what to drop takes longer than all else on a CPU
    lost = thin(encoder, [ids for example in examples for ids in example.windows.ids][::EVERY])
    print("lost of what dense layers add:", ", ".join(f"{share:.3f}" for share in lost), flush=True)
    reader = Reader(encoder, stay)
    reports = [reader.prepare(example) for example in examples]
    groups = [{"params": reader.encoder.layers[stay:].parameters(), "lr": RATE}, {"params": reader.heads.parameters(), "lr": HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * math.ceil(len(examples) / BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: min(1.0, 10 * step / steps) * max(0.0, 1 - step / steps))
    for epoch in range(epochs):
        reader.train()
        started, total = time.monotonic(), 0.0
        for batch in _batches(reports, order):
            loss = torch.stack([loss_of(*read) for read in reader(batch)]).mean()
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += float(loss.detach()) * len(batch)
        print(f"epoch {epoch + 1}: loss {total / len(examples):.3f}, {time.monotonic() - started:.0f} s", flush=True)
    return reader.eval()


def _batches(reports: Sequence[Prepared], order: random.Random) -> Iterator[list[Prepared]]:
    """Reports in an order drawn anew."""
    drawn = order.sample(reports, len(reports))
    yield from (drawn[at : at + BATCH] for at in range(0, len(drawn), BATCH))


# ---------------------------------------------------------------- what is kept


def write_weights(reader: Reader, folder: Path, notes: Mapping[str, str]) -> None:
    """Write encoder and heads, and name them in the manifest. `notes` are the thresholds, kept beside the arrays of the heads."""
    folder.mkdir(parents=True, exist_ok=True)
    write_onnx(reader.encoder, folder / "encoder.onnx")
    arrays = {name: value.detach().half().contiguous() for name, value in reader.heads.state_dict().items()}
    save_file(arrays, folder / f"{NAME}.safetensors", metadata=dict(notes))
    write_manifest({"encoder": LEARNT_FROM, NAME: LEARNT_FROM}, folder)
