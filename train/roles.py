"""Learn the heads of roles: `python -m train.roles --sets FOLDER [--out FOLDER]`.

FOLDER holds muc4, whose dev messages and keys are all that is learnt from; the encoder stays as it is. First a tagger of tokens, then heads
on the phrases it finds. Those must see the tagger's mistakes as they will be, so they learn from tags by taggers that have not seen the
message: one for each fold. The report at the end scores the templates of each fold by heads that have not learnt from it. Seeds are fixed.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import torch
from bench.muc4_deeds import templates_of_deeds
from bench.rows import FOLDS, fold_of
from bench.scorers import scorer_of
from numpy.typing import NDArray
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn import functional

from train.manifest import write_manifest
from train.role_answers import Message, Phrased, phrased_of, read_messages
from train.role_choices import learn_tables, weighed
from variorum.read.encoder.weights import FOLDER, Head
from variorum.read.heads.layers import Floats
from variorum.read.roles.deeds import Limits
from variorum.read.roles.estimate import GAZES
from variorum.read.roles.features import PAIR_FEATURES, PHRASE_FEATURES
from variorum.read.roles.find import NAME, notes_of, read_deeds
from variorum.read.roles.labels import HEADS
from variorum.read.roles.tagging import TAGS, TOKEN_FEATURES

LEARNT_FROM = ("muc4",)
TAGGER_WIDTH, WIDTH = 160, 192
GAZE = 32  # width of a head of attention
MEMBERS, FOLD_MEMBERS = 3, 2  # nets whose estimates are averaged
TAGGER_EPOCHS, EPOCHS = 6, 10
BATCH = 16  # messages
RATE = 1e-3
SEED = 1992
LENIENCE = 3.0
LIMITS = Limits()
NO_TABLES: Mapping[str, nn.Module] = {}
SHOWN = ("template-id", "perp-org-conf", "hum-tgt-num", "hum-tgt-effect", "ALL TEMPLATES")


class Tagger(nn.Module):
    """The tag of each token, from its vector and features, those of its neighbours, and the means of sentence and text."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.tok = nn.Linear(hidden + len(TOKEN_FEATURES), TAGGER_WIDTH)
        self.sent = nn.Linear(hidden, TAGGER_WIDTH, bias=False)
        self.text = nn.Linear(hidden, TAGGER_WIDTH, bias=False)
        self.tag = nn.Linear(3 * TAGGER_WIDTH, len(TAGS))

    def forward(self, messages: Sequence[Message]) -> Tensor:
        """(tokens of all messages, tags) logits."""
        vectors = _tensor([message.vectors for message in messages])
        features = _tensor([message.features for message in messages])
        means = [message.means for message in messages]
        sizes = [np.diff([*message.view.sentences, len(message.vectors)]) for message in messages]
        sentence = torch.from_numpy(np.repeat(np.arange(sum(map(len, sizes))), np.concatenate(sizes)))
        text = torch.from_numpy(np.repeat(np.arange(len(messages)), [len(message.vectors) for message in messages]))
        around = self.sent(self._lively(_tensor(means)))[sentence]
        around = around + self.text(self._lively(_tensor([mean.mean(axis=0, keepdims=True) for mean in means])))[text]
        own = self.tok(torch.cat([self._lively(vectors), self._lively(features)], -1))
        hidden = self._lively(torch.relu(own + around))
        nothing = torch.zeros_like(hidden[:1])
        logits: Tensor = self.tag(torch.cat([torch.cat([nothing, hidden[:-1]]), hidden, torch.cat([hidden[1:], nothing])], -1))
        return logits

    def _lively(self, values: Tensor) -> Tensor:
        return functional.dropout(values, 0.2, self.training)


class Net(nn.Module):
    """What the heads say of phrases, seen among the others of their text, and of every two."""

    def __init__(self, vectors: int) -> None:
        super().__init__()
        self.trunk = nn.Linear(vectors + len(PHRASE_FEATURES), WIDTH)
        self.ask = nn.Linear(WIDTH, 3 * GAZES * GAZE)
        self.bias = nn.Linear(len(PAIR_FEATURES), 2 * GAZES)
        self.mix = nn.Linear(WIDTH + GAZES * GAZE, WIDTH)
        self.heads = nn.ModuleDict({name: nn.Linear(WIDTH, len(classes)) for name, classes in HEADS.items()})
        self.matter = nn.Linear(WIDTH, WIDTH // 2)
        self.pair = nn.Linear(WIDTH + len(PAIR_FEATURES), WIDTH // 2)
        self.same = nn.Linear(WIDTH // 2, 2)

    def forward(self, messages: Sequence[Phrased]) -> tuple[dict[str, Tensor], Tensor]:
        """Logits of each head, and (pairs asked, 2) of naming the same and of being of one act."""
        vectors = self._lively(_tensor([one.vectors for one in messages]), 0.3)
        features = self._lively(_tensor([one.features for one in messages]), 0.1)
        trunk = self._lively(torch.relu(self.trunk(torch.cat([vectors, features], -1))), 0.3)
        sizes = [len(one.phrases) for one in messages]
        firsts = np.cumsum([0, *sizes])
        pairs = torch.from_numpy(np.concatenate([one.pairs + first for one, first in zip(messages, firsts, strict=False)]))
        beside = _tensor([one.pair_features for one in messages])
        trunk = self._regard(trunk, sizes, pairs, beside)
        asked = torch.from_numpy(np.concatenate([one.asked for one in messages]).any(axis=1))
        matter, pairs = self.matter(trunk), pairs[asked]
        left, right = matter[pairs[:, 0]], matter[pairs[:, 1]]
        both = torch.cat([(left - right).abs(), left * right, beside[asked]], -1)
        return {name: head(trunk) for name, head in self.heads.items()}, self.same(self._lively(torch.relu(self.pair(both)), 0.3))

    def _regard(self, trunk: Tensor, sizes: Sequence[int], pairs: Tensor, beside: Tensor) -> Tensor:
        """As in `variorum.read.roles.estimate`, for several texts one after the other."""
        query, key, value = self.ask(trunk).view(len(trunk), 3, GAZES, GAZE).permute(1, 2, 0, 3)
        bias = self.bias(beside)
        table = torch.zeros(len(trunk), len(trunk), GAZES).index_put((pairs[:, 0], pairs[:, 1]), bias[:, :GAZES])
        table = table.index_put((pairs[:, 1], pairs[:, 0]), bias[:, GAZES:]).permute(2, 0, 1)
        text = torch.from_numpy(np.repeat(np.arange(len(sizes)), sizes))
        weights = (query @ key.transpose(1, 2) / GAZE**0.5 + table).masked_fill(text[:, None] != text[None, :], -1e4)
        lent = (torch.softmax(weights, -1) @ value).permute(1, 0, 2).reshape(len(trunk), -1)
        return trunk + self._lively(torch.relu(self.mix(torch.cat([trunk, lent], -1))), 0.3)

    def _lively(self, values: Tensor, share: float) -> Tensor:
        return functional.dropout(values, share, self.training)


def _tensor(arrays: Sequence[NDArray[Any]]) -> Tensor:
    return torch.from_numpy(np.concatenate(arrays).astype(np.float32))


def loss_of_tags(tagger: Tagger, batch: Sequence[Message]) -> Tensor:
    """The mean over messages."""
    tags = torch.from_numpy(np.concatenate([message.tags for message in batch]))
    return functional.cross_entropy(tagger(batch), tags, reduction="sum") / len(batch)


def loss_of_phrases(net: Net, batch: Sequence[Phrased]) -> Tensor:
    """The mean over messages; the role of a phrase counts twice as much as the rest, and the pairs of a message less the more they are."""
    heads, pairs = net(batch)
    loss = torch.zeros(())
    for name, logits in heads.items():
        shares = _tensor([one.shares[name] for one in batch])
        loss = loss - (shares * torch.log_softmax(logits, -1)).sum() * (1.0 if name == "role" else 0.5) / 4
    rows = [one.asked.any(axis=1) for one in batch]
    alike, asked = (_tensor([getattr(one, name)[kept] for one, kept in zip(batch, rows, strict=True)]) for name in ("alike", "asked"))
    weights = [np.full((kept.sum(), 1), 1 / (3 * np.sqrt(max(1.0, one.asked.sum() / 2)))) for one, kept in zip(batch, rows, strict=True)]
    each = functional.binary_cross_entropy_with_logits(pairs, alike, reduction="none")
    return (loss + (each * asked * _tensor(weights)).sum()) / len(batch)


def learn(module: nn.Module, loss: Any, examples: Sequence[Any], epochs: int, seed: int) -> None:
    """Go through the examples so many times, the rate rising for a tenth of the way and falling from there."""
    order = np.random.RandomState(seed)
    optimiser = torch.optim.AdamW(module.parameters(), lr=RATE, weight_decay=0.02)
    steps = epochs * -(-len(examples) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: min(1.0, 10 * step / steps) * max(0.0, 1 - step / steps))
    module.train()
    for _ in range(epochs):
        drawn = order.permutation(len(examples))
        for first in range(0, len(drawn), BATCH):
            value = loss(module, [examples[at] for at in drawn[first : first + BATCH]])
            optimiser.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_(module.parameters(), 2.0)
            optimiser.step()
            schedule.step()
    module.eval()


def learn_tagger(messages: Sequence[Message]) -> Tagger:
    """A tagger of these messages."""
    torch.manual_seed(SEED)
    tagger = Tagger(messages[0].vectors.shape[1])
    learn(tagger, loss_of_tags, messages, TAGGER_EPOCHS, SEED)
    return tagger


def learn_nets(messages: Sequence[Phrased], members: int) -> list[Net]:
    """So many nets of these messages' phrases, from different beginnings."""
    some = [message for message in messages if len(message.phrases)]
    nets = []
    for seed in range(SEED, SEED + members):
        torch.manual_seed(seed)
        nets.append(Net(some[0].vectors.shape[1]))
        learn(nets[-1], loss_of_phrases, some, EPOCHS, seed)
    return nets


def scores_of(tagger: Tagger, message: Message) -> Floats:
    """(tokens, tags) log-probabilities."""
    with torch.inference_mode():
        scores: Floats = torch.log_softmax(tagger([message]), -1).numpy()
    return scores


def head_of(tagger: Tagger, nets: Sequence[Net], tables: Mapping[str, nn.Module] = NO_TABLES, limits: Limits = LIMITS) -> Head:
    """What is kept, as the program reads it."""
    return Head(arrays={name: array.numpy() for name, array in _arrays(tagger, nets, tables)}, notes=notes_of(limits, LENIENCE))


def _arrays(tagger: Tagger, nets: Sequence[Net], tables: Mapping[str, nn.Module]) -> Iterator[tuple[str, Tensor]]:
    named: dict[str, nn.Module] = {"tagger": tagger, **{f"net{number}": net for number, net in enumerate(nets)}, **tables}
    for prefix, module in named.items():
        yield from ((f"{prefix}.{name}", value.detach().half().float().contiguous()) for name, value in module.state_dict().items())


def check(head: Head, messages: Sequence[Message], scorer: ModuleType) -> list[dict[str, Any]]:
    """The scores of each message's templates."""
    found = []
    for message in messages:
        deeds = read_deeds(head, message.parsed, message.view, message.vectors.astype(np.float32))
        rows = templates_of_deeds(message.parsed, message.name, deeds)
        responses = [scorer.load_prediction(row, str(number)) for number, row in enumerate(rows)]
        found.append(scorer.score_document(message.templates, responses))
    return found


def write_weights(tagger: Tagger, nets: Sequence[Net], tables: Mapping[str, nn.Module], folder: Path) -> None:
    """Write the heads, and name them in the manifest beside what it names."""
    arrays = {name: array.half() for name, array in _arrays(tagger, nets, tables)}
    save_file(arrays, folder / f"{NAME}.safetensors", metadata=notes_of(LIMITS, LENIENCE))
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    named = {"encoder": manifest["encoder"], **manifest["heads"]}
    write_manifest({name: entry["learnt_from"] for name, entry in named.items()} | {NAME: LEARNT_FROM}, folder)


def main() -> None:
    """Learn, report, write."""
    parser = argparse.ArgumentParser(
        prog="python -m train.roles", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sets", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=FOLDER)
    given = parser.parse_args()
    torch.set_num_threads(2)
    scorer, started = scorer_of(given.sets, "muc4"), time.monotonic()
    for name in ("words", "head", "singular"):  # asked of the same strings again and again
        setattr(scorer, name, cache(getattr(scorer, name)))

    def say(what: str) -> None:
        print(f"{time.monotonic() - started:6.0f} s  {what}", flush=True)

    messages = read_messages(given.sets, scorer)
    say(f"{len(messages)} messages parsed and encoded")
    taggers = {fold: learn_tagger([one for one in messages if fold_of(one.name) != fold]) for fold in range(FOLDS)}
    say("taggers of the folds")
    phrased = [phrased_of(one, scores_of(taggers[fold_of(one.name)], one), LENIENCE, scorer) for one in messages]
    nets = {fold: learn_nets([one for one in phrased if fold_of(one.message.name) != fold], FOLD_MEMBERS) for fold in range(FOLDS)}
    say("nets of the folds")
    held = {fold: [one for one in messages if fold_of(one.name) == fold] for fold in range(FOLDS)}
    heads = {fold: head_of(taggers[fold], nets[fold]) for fold in range(FOLDS)}
    drafts = {fold: [row for one in held[fold] for row in weighed(heads[fold], one, scorer)] for fold in range(FOLDS)}
    counts: list[dict[str, Any]] = []
    for fold in range(FOLDS):
        tables = learn_tables([row for other, rows in drafts.items() if other != fold for row in rows])
        counts += check(head_of(taggers[fold], nets[fold], tables), held[fold], scorer)
    say(f"on what neither tagger nor net of the fold learnt from, {FOLD_MEMBERS} nets instead of {MEMBERS}:")
    for name, row in scorer.summary(scorer.merge(counts)).items():
        if name in SHOWN:
            print(f"{name:20} " + "  ".join(f"{key} {value:5.1f}" for key, value in scorer.exact(row).items()))
    tables = learn_tables([row for rows in drafts.values() for row in rows])
    write_weights(learn_tagger(messages), learn_nets(phrased, MEMBERS), tables, given.out)
    say("written")


if __name__ == "__main__":
    main()
