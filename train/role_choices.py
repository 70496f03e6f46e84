"""What the keys of `muc4` say of the candidates of deeds, and the small tables learnt from that.

A draft that the scorer pairs with a template shows which participants and places are right; a body of doers, in whatever deed, on what
footings any template of the message names it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import ModuleType
from typing import Any

import numpy as np
import torch
from bench.muc4_deeds import templates_of_deeds, words
from torch import Tensor, nn
from torch.nn import functional

from train.role_answers import SLOTS, Message
from variorum.read.encoder.weights import Head
from variorum.read.heads.layers import Floats
from variorum.read.roles.choosing import CLASSES, FOOTING, PART, PLACE
from variorum.read.roles.deeds import Draft, Participant
from variorum.read.roles.find import read_drafts
from variorum.read.roles.labels import FOOTINGS
from variorum.read.roles.worth import NAME as WORTH

SEED = 1992
# By how much each table's weights are held down: the fewer examples, the more.
RESTRAINT: Mapping[str, float] = {WORTH: 2e-3, PART: 3e-3, PLACE: 1e-2, FOOTING: 1e-1}
_PEOPLE = ("hum-tgt-name", "hum-tgt-desc")
Weighed = tuple[str, Floats, Floats, float]  # a table, a row of traits, the shares of its classes (of one: how much is right), a weight


def weighed(head: Head, message: Message, scorer: ModuleType) -> Iterator[Weighed]:
    """The drafts of a message by some heads, with their candidates. A draft's worth is the share of its template's fills that is right, and
    weighs as many as it has."""
    yield from answers_of(message, read_drafts(head, message.parsed, message.view, message.vectors.astype(np.float32)), scorer)


def answers_of(message: Message, drafts: Sequence[Draft], scorer: ModuleType) -> Iterator[Weighed]:
    """The same, of given drafts."""
    rows = templates_of_deeds(message.parsed, message.name, [draft.deed for draft in drafts])
    for key, response, counts in scorer.align(message.templates, [scorer.load_prediction(row, str(at)) for at, row in enumerate(rows)]):
        if response is not None:
            draft = drafts[int(response.label)]
            given, right, half = (sum(count[at] for count in counts.values()) for at in (1, 2, 3))
            yield WORTH, draft.traits, _one((right + half / 2) / max(given, 1) if key is not None else 0.0), given
            if key is not None:
                yield from _of_a_deed(draft, key, scorer)
    for draft in drafts:
        bodies = [one for one in draft.deed.participants if one.family == "organisation"]
        for body, row in zip(bodies, draft.footings, strict=True):
            shares = _footings(body, message.templates, scorer)
            if shares.any():
                yield FOOTING, row, shares / shares.sum(), 1.0


def _one(share: float) -> Floats:
    return np.array([share], dtype=np.float32)


def _of_a_deed(draft: Draft, key: Any, scorer: ModuleType) -> Iterator[Weighed]:
    """The participants and places of a draft that is paired with a template."""
    for one, row in zip(draft.deed.participants, draft.parts, strict=True):
        slots = _PEOPLE if one.family == "people" else (SLOTS[one.family],)
        strings = [string for slot in slots for fill in key.slots[slot] for string in fill.values]
        grade = max((scorer.match_string(string, words(span)) for string in strings for span in _spans(one)), default=0)
        yield PART, row, _one(grade / 2), 1.0
    named = {place[0] for fill in key.slots["inc-loc"] for _, levels in fill.values for level in levels for place in level}
    for (span, _), row in draft.places:
        yield PLACE, row, _one(float(scorer.parse_place(words(span))[0] in named)), 1.0


def _spans(one: Participant) -> list[Any]:
    return [span for span in (one.name, one.description) if span is not None] or [one.words]


def _footings(body: Participant, templates: Sequence[Any], scorer: ModuleType) -> Floats:
    """How often the templates name a body on each footing."""
    found = np.zeros(len(FOOTINGS), dtype=np.float32)
    for template in templates:
        for fill in template.slots["perp-org-id"]:
            if any(scorer.match_string(string, words(body.words)) for string in fill.values):
                for footing in template.slots["perp-org-conf"]:
                    if any(scorer.match_string(tag, string) == 2 for tag in footing.tags for string in fill.values):
                        found += [float(name in footing.values) for name in FOOTINGS]
    return found


def learn_tables(answers: Sequence[Weighed]) -> dict[str, nn.Linear]:
    """A logistic estimate for each table, of one class or of several."""
    return {name: _learn_table(name, [answer[1:] for answer in answers if answer[0] == name]) for name in RESTRAINT}


def _learn_table(name: str, answers: Sequence[tuple[Floats, Floats, float]]) -> nn.Linear:
    torch.manual_seed(SEED)
    traits, shares, weights = (torch.from_numpy(np.array(column, dtype=np.float32)) for column in zip(*answers, strict=True))
    scale = traits.std(dim=0).clamp(min=0.05)
    table = nn.Linear(traits.shape[1], CLASSES.get(name, 1))
    nn.init.zeros_(table.weight)
    optimiser = torch.optim.LBFGS(table.parameters(), max_iter=200, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        optimiser.zero_grad()
        logits = table(traits / scale)
        if shares.shape[1] > 1:
            each = -(shares * torch.log_softmax(logits, -1)).sum(dim=1)
        else:
            each = functional.binary_cross_entropy_with_logits(logits, shares, reduction="none")[:, 0]
        loss: Tensor = (each * weights).sum() / weights.sum() + RESTRAINT[name] * table.weight.square().sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimiser.step(closure)  # type: ignore[no-untyped-call]
    table.weight.data /= scale
    return table
